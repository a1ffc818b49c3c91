"""Archives of the web that lie, and that unpack to more than there is. What is wrong is named by its record; the pages beside it are read."""
import gzip
import io
import zipfile
import zlib

from harness import CARRIER, expect_message, require, test

MEGABYTE = 1 << 20
MEMORY = 512 * MEGABYTE  # a page may have 8 MB, a member 64, a process some more of each
PAGE = f"<html><body><h1>Porto talks</h1><p>{CARRIER}</p></body></html>".encode()


def record(block, name="a", kind="response", more="", length=None):
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://porto.example/{name}\r\nContent-Type: application/http\r\n{more}"
    return f"{head}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


def response(payload=PAGE, name="a", more="", **how):
    return record(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{more}\r\n".encode() + payload, name, **how)


def read(place, content, pages, says=None, name="crawl.warc", options=()):
    """As many pages come of the archive; the message is said. Returns the articles."""
    place.write(name, content)
    result, found = place.annotate_among_others(name, options=options, memory=MEMORY, seconds=60)
    require(sorted(article["url"].rsplit("/", 1)[1] for article, _ in found) == sorted(pages), f"{[a['url'] for a, _ in found]}: {result.err[-600:]}")
    if says:
        expect_message(result, f"{name}{says}")
    require(result.code == (1 if says else 0), f"exit code {result.code}: {result.err[-600:]}")


@test("lengths that cover other records, that are too small, and that no file has")
def false_lengths(place):
    for length in (30, 2000, 10**9, 2**63 - 1):
        read(place, record(b"x" * 10, kind="metadata", length=length) + response(), ["a"], ":1: its Content-Length is *")
    read(place, response(name="cut", length=100) + response(), ["a"], ":1: its Content-Length is false: *")
    read(place, response(name="over", length=500) + response(), ["a"], ":1: its Content-Length is *")
    read(place, record(b"", length="9" * 40) + response(), ["a"], ":1: its Content-Length is no number of bytes *")
    read(place, b"".join(record(b"x", kind="metadata", length=10**7) for _ in range(30_000)) + response(), ["a"], ":*: its Content-Length is *")


@test("members of gzip that are bombs, break off, or are packed twice")
def members(place):
    bomb = gzip.compress(record(bytes(200 * MEGABYTE), kind="resource"), 9)
    read(place, bomb + gzip.compress(response()), ["a"], ":1: *", "crawl.warc.gz")
    whole = gzip.compress(response(name="b"))
    read(place, gzip.compress(response()) + whole[:-30] + whole, ["a", "b"], ":2: *", "crawl.warc.gz")
    for size in range(1, len(whole), 59):
        place.write("crawl.warc.gz", gzip.compress(response()) + whole[:size])
        result, found = place.annotate_among_others("crawl.warc.gz", memory=MEMORY)
        require(result.code == 1 and len(found) in (1, 2), f"{size}: {result.code}, {len(found)}: {result.err[-300:]}")
    place.refuse(place.write("crawl.warc.gz", gzip.compress(gzip.compress(response()))), says="crawl.warc.gz*", memory=MEMORY)


@test("payloads that are bombs, by one coding and by several, and chunks without end")
def payloads(place):
    bomb = gzip.compress(b"<p>" + b"a " * (40 * MEGABYTE), 9)
    nested = PAGE
    for _ in range(40):
        nested = gzip.compress(nested)
    for payload, more in ((bomb, "Content-Encoding: gzip\r\n"), (gzip.compress(bomb, 9), "Content-Encoding: gzip, gzip\r\n"),
                          (zlib.compress(b"a " * (20 * MEGABYTE), 9), "Content-Encoding: deflate\r\n"),
                          (nested, f"Content-Encoding: {', '.join(['gzip'] * 40)}\r\n"),
                          (b"ffffffffffffffff\r\n" + b"x" * 1000, "Transfer-Encoding: chunked\r\n"),
                          (b"1\r\nx\r\n" * 1_500_000, "Transfer-Encoding: chunked\r\n")):
        read(place, response(payload, "bomb", more) + response(), ["a"], ":1: *")
    read(place, response(gzip.compress(gzip.compress(PAGE)), more="Content-Encoding: gzip, gzip\r\n"), ["a"])


@test("WACZ: files that are bombs, and the same bomb a thousand times")
def wacz(place):
    def pack(files):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in files:
                file.writestr(name, content)
        return made.getvalue()

    good = ("archive/good.warc.gz", gzip.compress(response()))
    read(place, pack([("archive/bomb.warc", bytes(120 * MEGABYTE)), good]), ["a"], "/archive/bomb.warc:1: *", "crawl.wacz")
    bomb = gzip.compress(record(bytes(120 * MEGABYTE), kind="resource"), 9)
    read(place, pack([good] + [(f"archive/{n}.warc.gz", bomb) for n in range(20)]), ["a"], "/archive/0.warc.gz:1: *", "crawl.wacz")
    whole = pack([good])
    for size in range(1, len(whole), 73):
        place.refuse(place.write("crawl.wacz", whole[:size]), says="crawl.wacz*", memory=MEMORY)
