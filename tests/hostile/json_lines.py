"""JSON Lines that lie. A bad line is named by its number; the lines before and behind it are read."""
import json

from harness import CARRIER, require, test

MEGABYTE = 1 << 20


def line(**keys):
    return json.dumps({"title": "Porto talks", "text": CARRIER, **keys})


def read_lines(place, *hostile, options=()):
    """The hostile lines between two good ones, from line 2 on. Returns the result and the articles by id."""
    lines = [line(id="first"), *hostile, line(id="last", url="https://porto.example/last")]
    place.write("pages.jsonl", b"\n".join(each if isinstance(each, bytes) else each.encode("utf-8", "surrogatepass") for each in lines) + b"\n")
    result, found = place.annotate_among_others("pages.jsonl", options=options, seconds=30)
    articles = {article["source"]: (article, records) for article, records in found}
    require({"first", "last"} <= set(articles), f"the lines beside it were not read: {result.err[-500:]}")
    return result, {source: found for source, found in articles.items() if source not in ("first", "last")}


def refuse(place, hostile, says):
    result, articles = read_lines(place, hostile)
    require(not articles and result.code == 1, f"code {result.code}, {len(articles)} articles")
    require(says in result.err and "pages.jsonl:2: " in result.err, f"no such message {says!r}: {result.err[-600:]}")


@test("objects nested 100,000 deep")
def deep(place):
    refuse(place, '{"a":' * 100_000, "nested deeper than a page's line may be")
    refuse(place, '{"text":"x","a":' + "[" * 100_000 + "]" * 100_000 + "}", "more values than a page's line may have")
    refuse(place, '{"text":"x","a":' + "[" * 1_000 + "]" * 1_000 + "}", "nested deeper than a page's line may be")


@test("a string of 15 MB, and a line of 17 MB")
def long_strings(place):
    refuse(place, line(id="long", text="x " * (15 * MEGABYTE // 2)), "the page is larger than the limit of a page")
    refuse(place, line(id="long", text="x " * (17 * MEGABYTE // 2)), "longer than the limit of a line")


@test("a million keys, a million values")
def many_values(place):
    refuse(place, "{" + ",".join(f'"{n}":{n}' for n in range(1_000_000)) + "}", "more values than a page's line may have")
    refuse(place, '{"text":[' + "1," * 1_000_000 + "1]}", "more values than a page's line may have")


@test("a key that comes twice: the last one counts")
def duplicate_keys(place):
    _, articles = read_lines(place, f'{{"id":"twice","text":"{CARRIER} Not this.","text":"{CARRIER}"}}')
    require(articles["twice"][0]["text"] == CARRIER, "another text than the last")


@test("lone surrogates, half escapes, raw invalid UTF-8")
def surrogates(place):
    result, articles = read_lines(place, f'{{"id":"lone","text":"{CARRIER} \\ud800 and \\udc00."}}',
                                  b'{"id":"raw","text":"' + CARRIER.encode() + b' \xff\xfe\xed\xa0\x80."}', '{"id":"half","text":"\\ud8"}', '{"id":"cut","text":"\\u')
    require(set(articles) <= {"lone", "raw"} and "raw" in articles, f"articles: {set(articles)}")
    for article, _ in articles.values():
        require(article["text"].startswith(CARRIER), f"the text is {article['text']!r}")
    require("pages.jsonl:4: " in result.err and "pages.jsonl:5: " in result.err, result.err)


@test("NUL as a byte and as an escape")
def nul(place):
    refuse(place, b'{"id":"nul","text":"a\x00b"}', "a NUL byte where JSON was expected")
    _, articles = read_lines(place, f'{{"id":"escaped","text":"{CARRIER}\\u0000"}}')
    for article, _ in articles.values():
        require("\0" not in article["text"], "NUL in the text")


@test("what is no object, and values of the wrong kind")
def wrong_kinds(place):
    for hostile in ("[]", "null", '"text"', "5", "true"):
        refuse(place, hostile, "expected an object")
    for hostile in ('{"text":5}', '{"text":{}}', '{"text":"x","url":[]}', '{"text":"x","title":{"a":1}}'):
        refuse(place, hostile, "is no string")
    refuse(place, "{}", "no page: expected")
    refuse(place, '{"text":""}', "is empty")
    refuse(place, "not JSON at all", "broken JSON at byte")
    refuse(place, line() + line(), "broken JSON at byte")


@test("numbers that no machine holds")
def huge_numbers(place):
    _, articles = read_lines(place, f'{{"id":{"9" * 400},"text":"{CARRIER}"}}', f'{{"id":1e999,"text":"{CARRIER}"}}', f'{{"id":-0,"text":"{CARRIER}"}}')
    require(all(article["text"] == CARRIER for article, _ in articles.values()), "another text")


@test("dates, languages and addresses that are none")
def odd_values(place):
    hostile = [line(id="odd", date="99999-99-99", lang="x" * 10_000, url="javascript:alert(1)", outlet="\u202e", byline=["\x1b[31m", "b"])]
    _, articles = read_lines(place, *hostile)
    article, records = articles["odd"]
    require(article.get("published", {}).get("basis") in (None, "none"), f"a date was made of it: {article}")
    require(not [record for record in records if record["record"] != "entity"], f"facts that are not there: {records}")


@test("an id of a megabyte, an id with newlines and escapes")
def odd_ids(place):
    _, articles = read_lines(place, line(id="x" * MEGABYTE), line(id="a\nb\x1b[2J\u202ec"))
    require(len(articles) == 2, f"{len(articles)} articles")
    place.run("add", "--db", "s.db", "pages.jsonl")
    shown = place.run("compare", "--db", "s.db", "--sentences")
    require(b"\x1b" not in shown.out and "\u202e".encode() not in shown.out, "escape sequences reach the terminal")


@test("an endless line")
def endless_line(place):
    with open(place.path("endless.jsonl"), "wb") as file:
        file.write(line(id="first", note="x" * 5000).encode() + b"\n" + b'{"text":"')
        file.truncate(2 << 30)
    result, found = place.annotate_among_others("endless.jsonl", seconds=60)
    require(result.code == 1 and [article["source"] for article, _ in found] == ["first"], f"code {result.code}, {len(found)} articles")
    require("endless.jsonl:2: longer than the limit of a line" in result.err, result.err[-500:])


@test("a million empty lines, carriage returns, a mark in the middle")
def blank_lines(place):
    _, articles = read_lines(place, *[""] * 1_000_000, line(id="cr") + "\r", " \t ", line(id="spaces") + "   ")
    require(set(articles) == {"cr", "spaces"}, f"articles: {set(articles)}")


@test("100,000 broken lines")
def broken_lines(place):
    result, articles = read_lines(place, *["{"] * 100_000)
    require(result.err.count("broken JSON") == 100_000 and not articles, f"{result.err.count('broken JSON')} messages")


@test("JSON that is called HTML, HTML that is called JSON")
def wrong_extension(place):
    place.write("page.html", line(id="json") + "\n")
    place.annotate_among_others("page.html")
    place.write("page.jsonl", f"<html><body><p>{CARRIER}</p></body></html>")
    place.read("page.jsonl", holds=CARRIER, kinds=("entity",))
    place.refuse("page.jsonl", options=["--from", "jsonl"], says="page.jsonl:1: broken JSON at byte *")
