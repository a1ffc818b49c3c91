"""Feeds that attack their reader. What can be read is read; each ends in time, within its memory; the feed beside it is read."""
import gzip

from harness import CARRIER, require, test

MEGABYTE = 1 << 20


def item(text=CARRIER, more=""):
    return f"<item><title>Porto talks</title>{more}<description>{text}</description></item>"


def rss(*items, before="", head=""):
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>Porto Post</title>{head}{"".join(items)}</channel></rss>'


def read(place, content, name="feed.rss", seconds=20):
    """The result, and the articles of the feed, which stands between two pages."""
    place.write(name, content)
    result, articles = place.annotate_among_others(name, seconds=seconds)
    return result, [article for article, _ in articles]


def expect(place, content, count, name="feed.rss", seconds=20):
    result, articles = read(place, content, name, seconds)
    require(len(articles) == count, f"{len(articles)} articles instead of {count}: {result.err[-500:]}")
    for article in articles:
        require(article["text"] == CARRIER, f"the text is {article['text'][:200]!r}")
    return articles


def refuse(place, content, says, name="feed.rss"):
    result, articles = read(place, content, name)
    require(not articles and result.code == 1, f"code {result.code}, {len(articles)} articles")
    require(says in result.err, f"no such message {says!r}: {result.err[-600:]}")


@test("entity bombs: a billion laughs, a quadratic one, files and parameters")
def entities(place):
    laughs = "".join('<!ENTITY l%d "%s">' % (n, f"&l{n - 1};" * 10) for n in range(1, 10))
    expect(place, rss(item(more="<guid>&l9;</guid>"), before=f'<!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}]>'), 1)
    quadratic = '<!DOCTYPE rss [<!ENTITY a "%s">]>' % ("a" * 50_000)
    expect(place, rss(item(more=f"<guid>{'&a;' * 50_000}</guid>"), before=quadratic), 1)
    place.write("secret.txt", "the secret of the harbour")
    secret = place.path("secret.txt")
    outside = f'<!DOCTYPE rss SYSTEM "secret.txt" [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
    result, articles = read(place, rss(item("&f;" + CARRIER), before=outside))
    require(articles and "secret of" not in result.out.decode(), "a file was read into a feed")


@test("a document type of 8 MB that declares attributes for all elements")
def declarations(place):
    declared = "".join(f'<!ATTLIST item a{n} CDATA "x">' for n in range(200_000))
    expect(place, rss(*[item()] * 3, before=f"<!DOCTYPE rss [{declared}]>"), 3)


@test("elements nested 1,000,000 deep, with and without ends and namespaces")
def depth(place):
    expect(place, rss(item(), item(more="<x>" * 1_000_000 + "</x>" * 1_000_000), item()), 3)
    expect(place, rss(item(), head="<x xmlns:y='u'>" * 300_000 + "</x>" * 300_000), 1)
    result, articles = read(place, rss(item(), "<item>" + "<x xmlns:y='u'>" * 400_000))
    require(len(articles) == 1, f"{len(articles)} articles: {result.err[-300:]}")


@test("a tag of a million attributes, and of a million namespaces")
def attributes(place):
    expect(place, rss(item(more=f"<x {' '.join(f'a{n}=1' for n in range(700_000))}/>")), 1)
    declared = " ".join(f'xmlns:a{n}="u"' for n in range(400_000))
    expect(place, rss(item(more=f"<x {declared}><a5:y/></x>")), 1)
    expect(place, rss(item(more='<x a="' + "x" * 6_000_000 + '"/>')), 1)


@test("100,000 entries: those beyond the limit are left out")
def entries(place):
    result, articles = read(place, rss(*["<item><link>https://porto.example/x</link></item>"] * 100_000, item()), seconds=60)
    require(not articles and "50000 entries" in result.err, f"{len(articles)} articles: {result.err[-300:]}")
    expect(place, rss(*["<item/>"] * 49_999, item()), 1)


@test("things that are open to the end: comments, CDATA, quotation marks, instructions, tags")
def unclosed(place):
    for what in ("<!--", "<![CDATA[", "<x a=\"", "<x a='", "<?x", "<!DOCTYPE x [", "<x", "</x", "<", "&", "<![CDATA[]]"):
        result, articles = read(place, rss(item()) .replace("</channel></rss>", (what + "\n") * 200_000))
        require(len(articles) == 1, f"{what}: {len(articles)} articles: {result.err[-300:]}")


@test("encodings that are another than is said, NUL bytes, and none at all")
def encodings(place):
    expect(place, rss(item()).replace('"1.0"?', '"1.0" encoding="utf-16"?'), 1)
    expect(place, rss(item()).replace('"1.0"?', '"1.0" encoding="x-none-such"?'), 1)
    expect(place, rss(item()).replace('"1.0"?', '"1.0" encoding="utf-8"?').encode("utf-16"), 1)
    expect(place, rss(item(more="<guid>a\0b\x01\x1b[2J</guid>")), 1)
    result, _ = read(place, b"<rss>" + bytes(range(256)) * 4000)
    require(result.code == 1, f"code {result.code}")


@test("a packed sitemap that is a bomb, and one that breaks off")
def packed(place):
    refuse(place, gzip.compress(rss(item(more="<x>" + " " * (70 * MEGABYTE) + "</x>")).encode(), 1), "larger than the limit of a feed", "bomb.rss.gz")
    refuse(place, gzip.compress(rss(item()).encode())[:-20], "packed with gzip, and broken", "short.rss.gz")
    expect(place, gzip.compress(rss(item()).encode()), 1, "whole.rss.gz")


@test("JSON Feed: deep, long, of other types")
def json_feed(place):
    version = '"version":"https://jsonfeed.org/version/1.1"'
    refuse(place, "{" + version + ',"items":' + "[" * 100_000, "nested deeper than a feed may be", "a.rss")
    refuse(place, "{" + version + ',"items":[' + "1," * 3_000_000 + "1]}", "more values than a feed may have", "a.rss")
    refuse(place, "{" + version + ',"title":[1],"items":[1,null,[],{"content_html":3,"authors":{"a":1},"tags":"x"}]}', "no page in it", "a.rss")


@test("relative addresses that climb, and addresses without end")
def addresses(place):
    articles = expect(place, rss(item(more=f"<link>https://porto.example/{'a/../' * 1600}x</link>"), item(more="<link>" + "https://porto.example/" + "x" * 100_000 + "</link>")), 2)
    require([a.get("url") for a in articles] == ["https://porto.example/" + "a/../" * 1600 + "x", None], f"{[a.get('url', '')[:60] for a in articles]}")
