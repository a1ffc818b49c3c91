#!/usr/bin/env python3
"""`synoptic add`, `annotate` and `compare` of addresses, from a server of its own.

usage: addresses.py PROGRAM [NAME]
"""
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

import loopback

PATIENCE = 120  # seconds: only a failure takes so long
QUICK = ("--allow-private", "--pause", "1ms", "--timeout", "20s")
PAGE = """<html><head><title>{title}</title><meta property="og:site_name" content="Fjord Tidings">
<meta property="article:published_time" content="2024-03-12T18:40:00Z"></head><body><article><h1>{title}</h1>
<p>The dam above Tromvik broke on Tuesday, and {count} people were brought to safety, mayor Elena Borg said.</p>
<p>“We pay 40 million euros for a new one,” she said. The council met on Wednesday, and the work will take three years.</p></article></body></html>"""


class Failure(Exception):
    pass


def expect(what, is_so):
    if not is_so:
        raise Failure(what)


def article(title="The dam broke", count=412):
    return PAGE.format(title=title, count=count)


def run(*arguments, folder=None, code=0):
    done = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder, timeout=PATIENCE)
    out, err = done.stdout.decode(), done.stderr.decode()
    expect(f"{arguments}: exit code {code}, not {done.returncode}: {out}{err}", done.returncode == code)
    return out, err


def add(folder, *arguments, code=0):
    return run("add", *QUICK, *arguments, folder=folder, code=code)


def records(folder, kind):
    out, _ = run("export", folder=folder)
    return [record for record in map(json.loads, out.splitlines()) if record["record"] == kind]


def test_addresses_are_added_beside_files(server, folder):
    server.routes["/a"] = loopback.page(article())
    server.routes["/b"] = loopback.text("The bridge at Vik\n\nThe bridge at Vik was closed on Monday, 3 May 2021, the mayor said.\n\nIt is 90 years old.\n")
    (folder / "c.html").write_text(article("Ice on the fjord", 7), encoding="utf-8")
    out, err = add(folder, server.url("/a"), "c.html", server.url("/b"))
    expect(f"three are added: {out}{err}", out.startswith("3 added, 0 there already, 0 failed."))
    articles = {record["title"]: record for record in records(folder, "article")}
    expect(f"an address is its page's: {articles}", articles["The dam broke"]["url"] == server.url("/a"))
    expect(f"text is read as text: {list(articles)}", "The bridge at Vik" in articles)
    out, _ = add(folder, server.url("/a"), "c.html", server.url("/b"))
    expect(f"the same again is there: {out}", out.startswith("0 added, 3 there already"))


def test_what_is_asked_for_is_in_the_ledger(server, folder):
    server.routes["/a"] = loopback.page(article())
    add(folder, server.url("/a"), server.url("/none"), code=1)
    collected = {record["source"]: record for record in records(folder, "collection")}
    came, failed = collected[server.url("/a")], collected[server.url("/none")]
    expect(f"what came: {came}", came["kind"] == "address" and re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", came["asked"]) and len(came["articles"]) == 1)
    expect(f"what failed: {failed}", failed["kind"] == "address" and not failed["articles"] and "no such page" in failed["failed"][0]["why"])
    capture = records(folder, "capture")[0]
    expect(f"the page is captured when it was asked for: {capture} {came}", capture["captured"] == came["asked"])


def test_a_page_that_changes_is_a_version(server, folder):
    server.routes["/a"] = loopback.page(article(count=412))
    add(folder, server.url("/a"))
    time.sleep(1.1)
    server.routes["/a"] = loopback.page(article(count=430))
    out, _ = add(folder, server.url("/a"))
    expect(f"other bytes are another article: {out}", out.startswith("1 added"))
    articles = records(folder, "article")
    expect(f"one is a version of the other: {articles}", len(articles) == 2 and sum("version_of" in record for record in articles) == 1)


def test_what_is_no_page_is_named(server, folder):
    routes = {"/map": (loopback.page("<urlset><url><loc>/a</loc></url></urlset>", "text/xml"), "their addresses have to be fetched"),
              "/picture": (loopback.page(b"\x89PNG\r\n\x1a\n" + bytes(100), "image/png"), "image/png where a page was expected"),
              "/paper": (loopback.page(b"%PDF-1.4\n" + bytes(range(256)) * 9, "text/html"), "binary data"), "/empty": (loopback.page(""), "nothing came"),
              "/gone": (loopback.status(410), "410"), "/later": (loopback.later(300), "5 minutes"),
              "/big": (loopback.endless(), "--max-page-size"), "/loop": (loopback.redirect("/loop"), "circle")}
    for path, (answer, words) in routes.items():
        server.routes.clear()
        server.routes[path] = answer
        out, err = add(folder, server.url(path), "--json", code=1)
        expect(f"{path}: {words} expected, not {err}", words in err and server.url(path) in err and '"failed":1' in out)


def test_the_entries_of_a_feed_are_added(server, folder):
    entries = "".join(f"<item><title>{title}</title><link>/news/{number}</link><description><![CDATA[{article(title, number)}]]></description></item>"
                      for number, title in ((7, "The dam broke"), (9, "Ice on the fjord")))
    feed = f"<?xml version='1.0'?><!-- news --><rss version='2.0'><channel><title>Fjord Tidings</title>{entries}</channel></rss>"
    server.routes.update({"/rss": loopback.page(feed, "application/rss+xml"), "/html": loopback.page(feed), "/a": loopback.page(article("Between", 3))})
    out, err = add(folder, server.url("/rss"), server.url("/a"))
    expect(f"two entries and a page: {out}{err}", out.startswith("3 added, 0 there already, 0 failed."))
    urls = {record["title"]: record["url"] for record in records(folder, "article")}
    expect(f"addresses are resolved: {urls}", urls["The dam broke"] == server.url("/news/7") and urls["Ice on the fjord"] == server.url("/news/9"))
    collected = {record["source"]: record for record in records(folder, "collection")}
    expect(f"they came from the feed: {collected}", len(collected[server.url("/rss")]["articles"]) == 2)
    with loopback.Server("127.0.0.2") as other:
        other.routes["/old"] = loopback.redirect(server.url("/rss"), 301)
        out, _ = add(folder, other.url("/old"))
        expect(f"links belong to where the feed was found: {out}", out.startswith("0 added, 2 there already"))
    out, _ = add(folder, server.url("/html"))
    expect(f"a feed under another name is one, and its entries are there: {out}", out.startswith("0 added, 2 there already"))


def paged(number, next_page, text=True):
    body = f"<description><![CDATA[{article(f'Item {number}', number)}]]></description>" if text else ""
    link = f"<a:link rel='next' href='{next_page}'/>" if next_page else ""
    return loopback.page(f"<rss version='2.0' xmlns:a='http://www.w3.org/2005/Atom'><channel><title>Fjord Tidings</title>{link}<item><title>Item {number}</title>"
                         f"<link>/news/{number}</link>{body}</item></channel></rss>", "application/rss+xml")


def test_the_older_pages_of_a_feed_are_added(server, folder):
    server.routes.update({"/rss": paged(1, "/rss?page=2"), "/rss?page=2": paged(2, "/rss?page=3#x"), "/rss?page=3": paged(3, None), "/a": loopback.page(article("Last", 9))})
    out, err = add(folder, server.url("/rss"), server.url("/a"))
    expect(f"three entries and a page: {out}{err}", out.startswith("4 added, 0 there already, 0 failed."))
    collected = {record["source"]: record for record in records(folder, "collection")}
    expect(f"all came from the feed: {collected}", len(collected[server.url("/rss")]["articles"]) == 3)
    urls = {record["title"]: record["url"] for record in records(folder, "article")}
    expect(f"addresses: {urls}", urls["Item 3"] == server.url("/news/3"))


def test_older_pages_of_a_feed_end(server, folder):
    server.routes.update({"/circle": paged(1, "/circle?2"), "/circle?2": paged(2, "/circle"), "/self": paged(3, "/self"),
                          "/away": paged(4, "http://127.0.0.5:1/x"), "/broken": paged(5, "/none"), "/page": paged(6, "/html"), "/html": loopback.page(article())})
    for number in range(30):
        server.routes[f"/{number}"] = paged(100 + number, f"/{number + 1}")
    for path, added, failed in (("/circle", 2, ""), ("/self", 1, ""), ("/away", 1, ""), ("/0", 11, ""), ("/broken", 1, "/none: "), ("/page", 1, "/html: is no page of its feed")):
        out, err = add(folder, server.url(path), code=1 if failed else 0)
        expect(f"{path}: {added} entries: {out}{err}", out.startswith(f"{added} added, 0 there already, {1 if failed else 0} failed.") and failed in err)
    expect(f"nothing is asked for beyond: {server.paths()}", "/11" not in server.paths() and "/10" in server.paths())
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nDisallow: /circle?\n")
    out, err = add(folder, server.url("/circle"), code=1)
    expect(f"as robots.txt allows: {err}", "robots.txt" in err)


def test_a_page_under_a_wrong_kind_is_read_as_what_it_is(server, folder):
    server.routes.update({"/text": loopback.page("<!DOCTYPE html>" + article(), "text/plain"), "/none": loopback.status(200, article("Two")),
                          "/bytes": loopback.page("<!doctype html>" + article("Three"), "application/octet-stream")})
    for path in ("/text", "/none", "/bytes"):
        add(folder, server.url(path))
    expect("all are HTML", {record["title"] for record in records(folder, "article")} == {"The dam broke", "Two", "Three"})


def test_the_charset_of_the_header_counts(server, folder):
    server.routes["/a"] = loopback.page(article("Кот и пёс").encode("koi8-r", "replace"), "text/html; charset=koi8-r")
    add(folder, server.url("/a"))
    expect("the title is read", records(folder, "article")[0]["title"] == "Кот и пёс")


def test_the_charset_of_a_feed_is_told_by_its_mark_then_its_header_then_its_declaration(server, folder):
    def feed(declaration, charset, kind, title="Кот и пёс", mark=b""):
        body = f"<rss version='2.0'><channel><title>Fjord Tidings</title><item><title>{title}</title><link>/{charset}</link>" \
               f"<description><![CDATA[{article(title, 7)}]]></description></item></channel></rss>"
        return loopback.page(mark + (declaration + body).encode(charset, "xmlcharrefreplace"), kind)
    routes = {"/header": feed("", "koi8-r", "application/rss+xml; charset=koi8-r"),
              "/both": feed("<?xml version='1.0' encoding='windows-1251'?>", "koi8-r", "text/xml; charset=koi8-r"),
              "/declared": feed("<?xml version='1.0' encoding='koi8-r'?>", "koi8-r", "application/xml"),
              "/mark": feed("<?xml version='1.0' encoding='koi8-r'?>", "utf-8", "application/rss+xml; charset=koi8-r", mark=b"\xef\xbb\xbf")}
    for path, answer in routes.items():
        for isolation in ("auto", "off"):
            server.routes[path] = answer
            out, _ = run("annotate", *QUICK, "--isolation", isolation, server.url(path))
            titles = [record["title"] for record in map(json.loads, out.splitlines()) if record["record"] == "article"]
            expect(f"{path}: {titles}", titles == ["Кот и пёс"])
    entry = {"version": "https://jsonfeed.org/version/1.1", "title": "Fjord", "items": [{"id": "1", "title": "Née", "content_html": article("x", 7)}]}
    server.routes["/json"] = loopback.page(json.dumps(entry, ensure_ascii=False), "application/feed+json; charset=iso-8859-1")
    out, _ = run("annotate", *QUICK, server.url("/json"))
    expect("JSON is UTF-8", [record["title"] for record in map(json.loads, out.splitlines()) if record["record"] == "article"] == ["Née"])


def test_redirects_lead_to_the_address_of_the_page(server, folder):
    server.routes.update({"/old": loopback.redirect("/new", 301), "/new": loopback.page(article())})
    add(folder, server.url("/old"))
    record = records(folder, "article")[0]
    expect(f"{record}", record["url"] == server.url("/new") and record["source"] == server.url("/old"))
    out, _ = add(folder, server.url("/new"))
    expect(f"it is the same page: {out}", out.startswith("0 added, 1 there already"))


def test_a_moment_asked_for_is_given(server, folder):
    server.routes["/a"] = loopback.in_turn(loopback.later(1), loopback.page(article()))
    out, _ = add(folder, server.url("/a"))
    expect(f"asked again after a second: {out}", out.startswith("1 added") and server.requests[-1].time - server.requests[-2].time >= 0.9)


def test_private_addresses_and_robots_need_a_word(server, folder):
    server.routes["/a"] = loopback.page(article())
    _, err = run("add", server.url("/a"), folder=folder, code=1)
    expect(f"{err}", "--allow-private" in err and not server.requests)
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nDisallow: /\n")
    _, err = add(folder, server.url("/a"), code=1)
    expect(f"{err}", "robots.txt" in err and not server.paths())
    add(folder, "--ignore-robots", server.url("/a"))


def test_names_and_passwords_are_not_kept(server, folder):
    server.routes.update({"/go": loopback.redirect("http://ada:hushhush@127.0.0.1/"), "/a": loopback.page(article())})
    feed = f"<rss version='2.0'><channel><title>Fjord Tidings</title><item><title>The dam broke</title><link>http://ada:hushhush@127.0.0.1:{server.port}/a</link>" \
           f"<source url='http://ada:hushhush@wire.example/'>Wire</source><description><![CDATA[{article()}]]></description></item></channel></rss>"
    server.routes["/rss"] = loopback.page(feed, "application/rss+xml")
    login = f"http://ada:hushhush@127.0.0.1:{server.port}/a"
    for address, code in ((login, 1), (server.url("/go"), 1), (server.url("/rss"), 0)):
        out, err = add(folder, address, code=code)
        expect(f"{out}{err}", "hushhush" not in out + err)
    add(folder, "ftp://ada:hushhush@127.0.0.1/a", "HTTP:\\\\ada:hushhush@127.0.0.1/a", code=1)  # are looked for as files, and said to be none
    for words in (("watch", "--once", *QUICK, login), ("watch", "--once", *QUICK, server.url("/rss"))):
        done = subprocess.run([PROGRAM, *words], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        expect(f"{done}", b"hushhush" not in done.stdout + done.stderr)
    for file in folder.glob("synoptic.db*"):
        expect(f"{file} holds a password", b"hushhush" not in file.read_bytes())
    expect(f"none is sent: {server.requests}", all("authorization" not in request.headers for request in server.requests))


def test_annotate_and_compare_take_addresses(server, folder):
    server.routes.update({"/a": loopback.page(article()), "/b": loopback.page(article("Dam breaks", 400))})
    out, _ = run("annotate", *QUICK, server.url("/b"), server.url("/a"))
    titles = [record["title"] for record in map(json.loads, out.splitlines()) if record["record"] == "article"]
    expect(f"in the order of the words: {titles}", titles == ["Dam breaks", "The dam broke"])
    out, _ = run("compare", *QUICK, server.url("/a"), server.url("/b"))
    expect(f"{out}", "412" in out and "400" in out)
    _, err = run("annotate", *QUICK, "--from", "warc", server.url("/a"), code=2)
    expect(f"{err}", "--from warc" in err)


def test_many_addresses_come_in_their_order(server, folder):
    for number in range(80):
        server.routes[f"/{number}"] = loopback.page(article(f"Page {number}"))
    out, _ = run("annotate", *QUICK, *(server.url(f"/{number}") for number in range(80)))
    titles = [record["title"] for record in map(json.loads, out.splitlines()) if record["record"] == "article"]
    expect(f"in their order: {titles}", titles == [f"Page {number}" for number in range(80)])


def test_an_interrupt_ends_at_once_and_loses_nothing(server, folder):
    server.routes.update({"/a": loopback.page(article()), "/never": loopback.silence()})
    (folder / "c.html").write_text(article("Ice", 7), encoding="utf-8")
    run("add", "c.html", folder=folder)
    process = subprocess.Popen([PROGRAM, "add", *QUICK, "--timeout", "60s", server.url("/a"), server.url("/never")], cwd=folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while "/never" not in server.paths() and time.monotonic() < end:
        time.sleep(0.05)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(timeout=PATIENCE)
    expect(f"at once, not in {time.monotonic() - begun} s", time.monotonic() - begun < 10)
    run("check", folder=folder)
    expect("what was there is there", any(record["title"] == "Ice" for record in records(folder, "article")))
    server.routes["/never"] = loopback.page(article("Now"))
    out, _ = add(folder, server.url("/a"), server.url("/never"))
    expect(f"{out}", "0 failed" in out and len(records(folder, "article")) == 3)


def main():
    names = [name for name in globals() if name.startswith("test_") and (len(sys.argv) < 3 or sys.argv[2] in name)]
    failures = 0
    for name in names:
        with loopback.Server() as server, tempfile.TemporaryDirectory() as folder:
            try:
                globals()[name](server, pathlib.Path(folder))
            except (Failure, KeyError, IndexError, subprocess.TimeoutExpired) as failure:
                failures += 1
                print(f"{name[5:].replace('_', ' ')}: {failure}")
    print(f"addresses: {len(names) - failures} of {len(names)} right")
    sys.exit(1 if failures or not names else 0)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1])
    main()
