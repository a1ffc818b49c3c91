#!/usr/bin/env python3
"""`synoptic watch` against a loopback server with fifty feeds: answers that have not changed, "come later", feeds that moved or are gone, a
feed that is none, servers that are slow or hang up, an item edited in its place, kills in the middle.

usage: watching.py PROGRAM
"""
import fcntl
import json
import os
import pathlib
import pty
import random
import select
import signal
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time

import loopback

FEEDS, ITEMS, KILLS, SEED, WAIT_SECONDS = 50, 2, 5, 20240314, 60
TOWNS = ["Riga", "Porto", "Tromsø", "Ghent", "Split", "Vilnius", "Lund", "Cork", "Graz", "Oulu", "Bari"]
THINGS = ["bridge", "harbour", "library", "tunnel", "theatre", "market", "school"]
TODAY = time.strftime("%Y-%m-%d", time.gmtime())


def check(holds, what):
    if not holds:
        raise SystemExit(f"{sys.argv[0]}: {what}")


# ---- what the server holds ----

def outlet_of(feed):
    return f"The {TOWNS[feed % len(TOWNS)]} {['Lantern', 'Courier', 'Gull', 'Post', 'Mirror'][feed % 5]}"


def html(title, paragraphs, outlet):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (f"<html><head><title>{title}</title><meta property='og:site_name' content='{outlet}'></head>"
            f"<body><article><h1>{title}</h1>{body}</article></body></html>")


def story(feed, number, killed=None):
    town, thing = TOWNS[(feed * 3 + number) % len(TOWNS)], THINGS[(feed + number) % len(THINGS)]
    title = f"{town} closes {thing} {feed}"
    return title, [f"The {thing} number {feed} of {town} was closed on Monday after {feed * 7 + number + 20} people complained about the noise.",
                   f"“We will open it again in {number + feed % 11 + 2} weeks,” said the mayor of {town}. "
                   f"The work costs {feed + number + 3} million euros."]


def rss(title, items):
    listed = "".join(f"<item><title>{i['title']}</title><link>{i['url']}</link><guid>{i['url']}</guid></item>" for i in items)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{listed}</channel></rss>"


def atom(title, items):
    listed = "".join(f"<entry><id>{i['url']}</id><title>{i['title']}</title><link href='{i['url']}'/>"
                     f"<updated>{i.get('updated', TODAY + 'T00:00:00Z')}</updated></entry>" for i in items)
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{listed}</feed>"


def json_feed(title, items):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title,
                       "items": [{"id": i["url"], "url": i["url"], "title": i["title"]} for i in items]})


def sitemap(title, items):
    listed = "".join(f"<url><loc>{i['url']}</loc><news:news><news:publication><news:name>{title}</news:name><news:language>en</news:language>"
                     f"</news:publication><news:publication_date>{TODAY}</news:publication_date><news:title>{i['title']}</news:title></news:news></url>"
                     for i in items)
    return ("<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
            f"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>{listed}</urlset>")


MAKERS = [(rss, "application/rss+xml"), (atom, "application/atom+xml"), (json_feed, "application/feed+json"), (sitemap, "application/xml")]


def fill(server, busy):
    """Fifty feeds with their pages; returns the addresses to watch."""
    for feed in range(FEEDS):
        items = []
        for number in range(ITEMS):
            title, paragraphs = story(feed, number)
            path = f"/page/{feed}/{number}"
            items.append({"title": title, "url": server.url(path)})
            server.routes[path] = loopback.conditional(html(title, paragraphs, outlet_of(feed)), etag=f'"p{feed}-{number}"', kind="text/html")
        maker, kind = MAKERS[feed % len(MAKERS)]
        server.routes[f"/feed/{feed}"] = loopback.conditional(maker(outlet_of(feed), items), etag=f'"{feed}"', kind=kind)
    server.routes["/old/3"] = loopback.redirect("/feed/3", 301)
    server.routes["/gone"] = loopback.status(410)
    server.routes["/signed-out"] = loopback.status(410)
    server.routes["/closed"] = loopback.redirect("/signed-out", 302)  # a page for those who did not sign in: no word of the feed itself
    server.routes["/page"] = loopback.page(html("A page", ["No feed is named here."], "Nobody"))
    server.routes["/words"] = loopback.text("What is this?")
    server.routes["/dropping"] = loopback.reset(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 100\r\n\r\n<rss>")
    slow = rss("The Slow Post", [{"title": "Late", "url": server.url("/missing")}]).encode()
    server.routes["/slow"] = loopback.drip(slow, pause=0.001, kind="application/rss+xml")
    listed = "".join(f"<outline type='rss' text='{outlet_of(feed)}' xmlUrl='{server.url(f'/feed/{feed}')}'/>" for feed in range(10, FEEDS))
    server.routes["/list.opml"] = loopback.page(f"<opml version='2.0'><head><title>Feeds</title></head><body>{listed}</body></opml>", "text/x-opml")
    singles = [server.url(f"/feed/{feed}") for feed in range(10) if feed != 3]
    busy.routes["/later"] = loopback.later(7200)  # a host of its own: all of it has to be left alone
    return singles + [server.url(path) for path in ("/list.opml", "/old/3", "/gone", "/closed", "/page", "/words", "/dropping", "/slow")] + [busy.url("/later")]


# ---- the program ----

class Watch:
    def __init__(self, program, store, server, busy):
        self.program, self.store, self.server, self.busy = program, store, server, busy

    def start(self, *words):
        command = [self.program, "watch", "--db", self.store, "--allow-private", "--pause", "1ms", "--json", *words]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words):
        """(exit code, events)"""
        process = self.start("--once", *words)
        out, err = process.communicate(timeout=240)
        check(b"Sanitizer" not in err and process.returncode in (0, 1), f"{words}: code {process.returncode}\n{err.decode()}\n{out.decode()[-2000:]}")
        return process.returncode, [json.loads(line) for line in out.splitlines()]

    def call(self, *words):
        done = subprocess.run([self.program, *words, "--db", self.store], stdin=subprocess.DEVNULL, capture_output=True, check=True)
        return done.stdout

    def watched(self):
        """By the path of the address."""
        lines = self.call("watch", "--list", "--json").splitlines()
        return {told["address"].removeprefix(self.server.origin).removeprefix(self.busy.origin): told for told in map(json.loads, lines)}

    def records(self):
        return [json.loads(line) for line in self.call("export").splitlines()]

    def let_time_pass(self):
        """All that waits for a time is due; what is gone is not."""
        with sqlite3.connect(self.store) as database:
            database.execute("UPDATE watch SET next = 0")
        database.close()


def kinds(events):
    counts = {}
    for event in events:
        counts[event["event"]] = counts.get(event["event"], 0) + 1
    return counts


def normal(records):
    """Without the times at which it was asked for."""
    for record in records:
        record.pop("captured", None)
        record.pop("asked", None)
    return sorted(json.dumps(record, sort_keys=True) for record in records)


# ---- the steps ----

def first_run(watch, addresses):
    watch.server.forget()
    code, events = watch.run(*addresses)
    counts, paths = kinds(events), watch.server.paths()
    check(code == 1, "failures are not told by the exit code")
    check(counts["item_new"] == FEEDS * ITEMS, f"not all items came: {counts}")
    check(counts["item_failed"] == 1, f"the page that is missing did not fail alone: {counts}")
    check(len(paths) == len(set(paths)), "something was asked for twice")
    return events


def look_at_list(watch):
    told = watch.watched()
    check("/old/3" not in told and told["/feed/3"]["moved_from"].endswith("/old/3"), "a feed that moved is not at its new address")
    check(told["/gone"].get("gone") and "next" not in told["/gone"], "a feed that is gone is still to be asked")
    check(not told["/closed"].get("gone") and told["/closed"]["failures"] == 1, f"gone behind a temporary redirect: {told['/closed']}")
    check("names no feed" in told["/page"]["why"], f"a page without a feed: {told['/page']}")
    check(told["/words"]["failures"] == 1 and told["/words"]["why"], f"what is no feed: {told['/words']}")
    wait = seconds(told["/later"]["next"]) - seconds(told["/later"]["asked"])
    check(7200 <= wait < 7200 * 1.5, f"Retry-After is not followed: {wait} s")
    check(300 <= seconds(told["/dropping"]["next"]) - seconds(told["/dropping"]["asked"]) <= 375, "no back-off after a failure")
    check(told["/list.opml"]["kind"] == "opml" and told["/feed/20"]["named_by"].endswith("/list.opml"), "a list of feeds is not followed")
    check(told["/feed/1"]["outlet"] == outlet_of(1), "the outlet of a feed is not told by its articles")


def seconds(text):
    return time.mktime(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))


def nothing_new(watch):
    """Before anything is due, nothing is asked for; then all feeds are asked, and none of the pages."""
    watch.server.forget()
    watch.run()
    check(watch.server.paths() == [], "something was asked for before its time")
    watch.let_time_pass()
    _, events = watch.run()
    paths = watch.server.paths()
    check(kinds(events)["feed_unchanged"] == FEEDS, f"not all feeds were asked conditionally: {kinds(events)}")
    check("/old/3" not in paths and "/gone" not in paths, "a feed is asked where it is no more")
    check(not any(path.startswith("/page/") for path in paths), "a page was asked for again without need")
    told = watch.watched()["/dropping"]
    check(told["failures"] == 2 and 600 <= seconds(told["next"]) - seconds(told["asked"]) <= 750, "the back-off does not grow, or a restart forgets it")


def edit_in_place(watch):
    """A new version with its correction, of the item alone whose time of change the feed states."""
    server, feed = watch.server, 1
    title, paragraphs = story(feed, 0)
    wrong = paragraphs[0]
    right = wrong.replace("27 people", "72 people")
    check(right != wrong, "the test's own text")
    note = f"Correction: An earlier version of this article said that 27 people complained; it was 72."
    server.routes[f"/page/{feed}/0"] = loopback.conditional(html(title, [right, paragraphs[1], note], outlet_of(feed)), etag='"new"', kind="text/html")
    items = [{"title": story(feed, n)[0], "url": server.url(f"/page/{feed}/{n}")} for n in range(ITEMS)]
    items[0]["updated"] = TODAY + "T00:00:01Z"
    server.routes[f"/feed/{feed}"] = loopback.conditional(atom(outlet_of(feed), items), etag='"changed"', kind="application/atom+xml")
    time.sleep(1.1)  # captures of one second have no order
    server.forget()
    watch.let_time_pass()
    _, events = watch.run()
    check(kinds(events).get("item_changed") == 1, f"an edited item is no new version: {kinds(events)}")
    check([path for path in server.paths() if path.startswith("/page/")] == [f"/page/{feed}/0"], "more than the edited item was asked for")
    records = watch.records()
    versions = [record for record in records if record["record"] == "article" and record.get("version_of")]
    corrections = [record for record in records if record["record"] == "correction"]
    check(len(versions) == 1 and "72 people" in versions[0]["text"], "the new version does not name the earlier one")
    check(len(corrections) == 1, f"there is no record of the correction: {len(corrections)}")


def change_around(watch):
    """A page that comes with other bytes and says the same is no new version; a recheck asks conditionally."""
    server = watch.server
    title, paragraphs = story(2, 0)
    server.routes["/page/2/0"] = loopback.page(html(title, paragraphs, outlet_of(2)) + "<!-- served by host 7 -->")
    with sqlite3.connect(watch.store) as database:
        database.execute("UPDATE watch_item SET due = 1 WHERE url LIKE '%/page/2/_'")
    database.close()
    server.forget()
    _, events = watch.run()
    check(kinds(events).get("item_unchanged") == 2 and "item_changed" not in kinds(events), f"a recheck: {kinds(events)}")
    asked = {request.path: request.headers for request in server.requests if request.path.startswith("/page/2/")}
    check(asked["/page/2/1"].get("if-none-match") == '"p2-1"', "a page is not asked for conditionally")


def remove_for_good(watch):
    """A removed article leaves no address behind, and does not come again."""
    records = watch.records()
    article = next(record for record in records if record["record"] == "article" and record["url"].endswith("/page/5/0"))
    watch.call("remove", article["id"])
    check(b"/page/5/0" not in pathlib.Path(watch.store).read_bytes(), "the address of a removed article stands in the store")
    with sqlite3.connect(watch.store) as database:
        database.execute("UPDATE watch SET next = 0, etag = NULL")
    database.close()
    watch.server.forget()
    watch.run()
    check("/page/5/0" not in watch.server.paths(), "a removed article is fetched again")
    watch.call("check")


def kill_in_the_middle(program, folder, server, busy, addresses, expected, took):
    """Killed again and again, then left alone: what is there is what an undisturbed run brings, and nothing was asked for more than needed."""
    chosen = random.Random(SEED)
    watch = Watch(program, os.path.join(folder, "killed.db"), server, busy)
    killed = 0
    for number in range(KILLS):
        process = watch.start("--once", *(addresses if number == 0 else []))
        time.sleep(took * (0.1 + 0.35 * chosen.random()))
        killed += process.poll() is None
        process.kill()
        process.communicate()
    check(killed > 0, "the kills came too late: the test shows nothing")
    watch.run(*addresses)
    check(normal(watch.records()) == expected, "after kills the export differs from that of an undisturbed run: " + difference(normal(watch.records()), expected))
    print(f"killed {killed} times")


def difference(a, b):
    return "\n".join([f"- {line[:600]}" for line in sorted(set(b) - set(a))[:4]] + [f"+ {line[:600]}" for line in sorted(set(a) - set(b))[:4]])


def interrupt(watch):
    """A watching without --once goes on until it is told to end, and ends at once and in good order; by Ctrl-C too, which all of its processes get."""
    watch.let_time_pass()
    watch.server.forget()
    process = watch.start("--every", "1h")
    wait_until(lambda: watch.server.paths(), "nothing is asked for")
    check(process.poll() is None, "a watching without --once ended by itself")
    process.send_signal(signal.SIGTERM)
    begun = time.monotonic()
    out, err = process.communicate(timeout=20)
    check(time.monotonic() - begun < 10 and process.returncode == 0, f"SIGTERM: code {process.returncode} {err.decode()}")
    check(json.loads(out.splitlines()[-1])["event"] == "end", "a watching that is ended does not say what it did")
    master, slave = pty.openpty()
    command = [watch.program, "watch", "--db", watch.store, "--allow-private"]
    take_terminal = lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    environment = {**os.environ, "TERM": "xterm"}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, start_new_session=True, preexec_fn=take_terminal, env=environment)
    os.close(slave)
    shown = b""
    while b"Watching  " not in shown:
        check(select.select([master], [], [], WAIT_SECONDS)[0], f"no line on a terminal: {shown!r}")
        shown += os.read(master, 65536)
    os.write(master, b"\x03")
    shown = (shown + read_all(master)).decode("utf-8", "replace")
    check(process.wait(timeout=WAIT_SECONDS) == 0, f"Ctrl-C: code {process.returncode}")
    check("Watching  " in shown and "feeds" in shown, f"no line on a terminal: {shown!r}")
    check("Interrupted: what has come is kept" in shown, f"what is told at the end: {shown!r}")


def read_all(master):
    pieces = []
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(master)
    return b"".join(pieces)


def wait_until(holds, what):
    end = time.monotonic() + WAIT_SECONDS
    while not holds():
        check(time.monotonic() < end, what)
        time.sleep(0.05)


def silence(program, folder, server, busy):
    """A feed that was asked and named nothing makes a silence; one that failed does not."""
    watch = Watch(program, os.path.join(folder, "silence.db"), server, busy)
    fire = ["A fire in a warehouse at the Brennholm dock killed 14 people on Monday, the harbour police said. The dock was built in 1962 and "
            "handles a third of the grain that the country sells abroad.", "Unions called a strike for Thursday, and the mayor wants an inquiry into the fire."]
    for number, outlet in enumerate(["Coast Wire", "Morning Gull"]):
        path = f"/fire/{number}"
        server.routes[path] = loopback.page(html("Fire at the Brennholm dock", fire[: 2 - number] + [f"The {outlet} reports."], outlet).replace(
            "<head>", f"<head><meta property='article:published_time' content='{TODAY}'>"))
        server.routes[f"/fire-feed/{number}"] = loopback.page(rss(outlet, [{"title": "Fire at the Brennholm dock", "url": server.url(path)}]), "application/rss+xml")
    server.routes["/quiet"] = loopback.page(rss("The Quiet Post", []), "application/rss+xml")
    watch.run(*[server.url(path) for path in ("/fire-feed/0", "/fire-feed/1", "/quiet")], busy.url("/later"))
    stories = [json.loads(line) for line in watch.call("stories", "--json").splitlines()]
    told = [story for story in stories if len(story.get("articles", [])) == 2]
    check(len(told) == 1, f"the two accounts are no story: {stories}")
    check(any("Quiet Post" in json.dumps(silent) for silent in told[0].get("silent", [])), f"an outlet that was asked is not silent: {told[0]}")
    sources = watch.call("sources", "--json").decode()
    check("/quiet" in sources and "/later" in sources, "the ledger does not show what was asked for")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with loopback.Server() as server, loopback.Server("127.0.1.7") as busy, tempfile.TemporaryDirectory() as folder:
        addresses = fill(server, busy)
        watch = Watch(program, os.path.join(folder, "s.db"), server, busy)
        begun = time.monotonic()
        first_run(watch, addresses)
        took = time.monotonic() - begun
        expected = normal(watch.records())
        look_at_list(watch)
        kill_in_the_middle(program, folder, server, busy, addresses, expected, took)
        nothing_new(watch)
        edit_in_place(watch)
        change_around(watch)
        remove_for_good(watch)
        interrupt(watch)
        silence(program, folder, server, busy)


main()
