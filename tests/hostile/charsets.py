"""Bytes that are not what they say."""
import gzip

from harness import CARRIER, require, test

TEXT = f"Porto talks\n\n{CARRIER} Ein Brot f\u00fcr Jo\u00e3o kostet mehr. " + CARRIER


def html(label, text=CARRIER):
    return f"<!DOCTYPE html><html><head><meta charset='{label}'><title>Porto talks</title></head><body><article><p>{text}</p></article></body></html>"


@test("UTF-16 and UTF-32 with and without a mark")
def wide(place):
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        for mark in ("", "\ufeff"):
            place.write("page.txt", (mark + TEXT).encode(encoding))
            article, _, _ = place.read("page.txt", holds=CARRIER, kinds=("entity",))
            require("Jo\u00e3o" in article["text"], f"{encoding}: {article['text']}")


@test("a mark that the bytes refute")
def wrong_mark(place):
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        place.write("page.txt", mark + TEXT.encode())
        result, found = place.annotate_among_others("page.txt")
        require(not [record for _, records in found for record in records], f"facts in what nobody can read: {mark}")
    place.write("page.txt", b"\xef\xbb\xbf" + TEXT.encode("latin-1", "replace"))
    place.read("page.txt", holds=CARRIER, kinds=("entity",))


@test("declared as one, written in another")
def wrong_label(place):
    for label, encoding in (("utf-16", "utf-8"), ("utf-8", "latin-1"), ("iso-8859-1", "utf-8"), ("shift_jis", "utf-8"), ("utf-7", "utf-8"),
                            ("no-such-charset", "utf-8"), ("replacement", "utf-8"), ("utf-8' onload='x", "utf-8"), ("x" * 5000, "utf-8")):
        place.write("page.html", html(label, f"{CARRIER} Jo\u00e3o, f\u00fcr \u00e9t\u00e9, \u00e0 demain.").encode(encoding))
        article, _, _ = place.read("page.html", holds=CARRIER, kinds=("entity",))
        require("Jo\u00e3o" in article["text"] or label == "shift_jis", f"{label}: {article['text']}")


@test("several encodings in one page")
def mixed(place):
    parts = [CARRIER.encode(), "f\u00fcr Jo\u00e3o".encode("latin-1"), "f\u00fcr Jo\u00e3o".encode(), "\u041f\u043e\u0440\u0442\u0443".encode("cp1251"), CARRIER.encode()]
    place.write("page.html", html("utf-8", "@").encode().replace(b"@", b" ".join(parts)))
    place.read("page.html", holds=CARRIER, kinds=("entity",))


@test("truncated and overlong UTF-8")
def truncated(place):
    for tail in (b"\xe2\x82", b"\xf0\x9f\x98", b"\xc3", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf4\x90\x80\x80", b"\xed\xa0\x80", b"\x80" * 5, b"\xfe\xff"):
        place.write("page.txt", TEXT.encode() + b"\n\nA caf\xc3\xa9 na\xc3\xafve \xe2\x82\xac " + tail + b" for the baker of Porto and for his old oven in the town.")
        article, _, _ = place.read("page.txt", holds=CARRIER, kinds=("entity", "quantity"))
        require("caf\u00e9" in article["text"], f"{tail}: {article['text'][-60:]}")


@test("a megabyte of continuation bytes")
def continuation(place):
    place.write("page.txt", TEXT.encode() + b"\n\n" + b"\xbf" * (1 << 20))
    place.annotate_among_others("page.txt")


@test("escapes of ISO 2022 that switch without end")
def iso_2022(place):
    place.write("page.html", html("iso-2022-jp").encode().replace(b"</p>", b"\x1b$B" * 50_000 + b"\x1b(B" * 50_000 + b"</p>"))
    place.annotate_among_others("page.html")


@test("binary files under a page's name")
def binaries(place):
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20
    for name, content in (("picture.html", png), ("book.txt", b"%PDF-1.7\n" + bytes(range(256)) * 20), ("pages.jsonl", gzip.compress(TEXT.encode() * 50)),
                          ("page.html", gzip.compress(html("utf-8").encode() * 50)), ("program.txt", b"\x7fELF\2\1\1" + bytes(5000)),
                          ("store.html", b"SQLite format 3\0" + bytes(5000)), ("noise.txt", bytes((n * n * 31 + n * 7) % 256 for n in range(20_000)))):
        place.write(name, content)
        place.refuse(name, says=[f"{name}: binary data where a page was expected: *" if name != "pages.jsonl" else f"{name}:*"])


@test("a file of one byte, whichever it is")
def one_byte(place):
    for value in (0, 9, 10, 32, 60, 65, 123, 127, 128, 192, 239, 254, 255):
        for name in ("one.txt", "one.html", "one.jsonl"):
            place.write(name, bytes([value]))
            result, found = place.annotate_among_others(name)
            require(result.code == 1 and not found and name in result.err, f"byte {value} as {name}: code {result.code}, {len(found)} articles")


@test("100 MB of zeros")
def zeros(place):
    for name in ("zeros.html", "zeros.txt", "zeros.jsonl", "zeros"):
        with open(place.path(name), "wb") as file:
            file.truncate(100 << 20)
        place.refuse(name, says=f"{name}: *")
