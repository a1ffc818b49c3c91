#!/usr/bin/env python3
"""The fetcher against a server of its own, on good days and bad ones.

usage: fetching.py FETCH_URLS [WORD [STAND_IN.so]]

Only tests with the word in their name; those of public addresses need the shim.
"""
import collections
import datetime
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

import loopback

FIELDS = "key outcome status final moved_to media_type charset etag last_modified retry_after size sha256 is_gone fresh message"
Answer = collections.namedtuple("Answer", FIELDS)
PATIENCE = int(os.environ.get("SYN_PATIENCE", 60))  # seconds: only a failure takes so long


class Failure(Exception):
    pass


def expect(what, is_so):
    if not is_so:
        raise Failure(what)


def ask(*urls, environment=None, **settings):
    """The answers in the order of the addresses, and the time that they took in seconds."""
    with_all = {"allows_private": 1, "pause_ms": 0, "timeout_ms": 20000, **settings}
    command = [PROGRAM, *(f"{name}={value}" for name, value in with_all.items()), *urls]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE,
                          env={**os.environ, **(environment or {})})
    lines = done.stdout.decode().split("\n")
    expect(f"{command} failed: {done.stdout.decode()}{done.stderr.decode()}", done.returncode == 0 and len(lines) >= 2)
    answers = [Answer(*line.split("\t")) for line in lines[:-2] if line.count("\t") == len(Answer._fields) - 1]
    return sorted(answers, key=lambda answer: int(answer.key)), int(lines[-2]) / 1000


def ask_one(url, **settings):
    answers, _ = ask(url, **settings)
    expect(f"{url}: one answer, not {answers}", len(answers) == 1)
    return answers[0]


def check(answer, outcome, *parts, **fields):
    expect(f"{outcome} {parts} {fields} expected, not {answer}",
           answer.outcome == outcome and all(part in answer.message for part in parts) and
           all(getattr(answer, name) == str(value) for name, value in fields.items()))


def sha256(body):
    return hashlib.sha256(body.encode() if isinstance(body, str) else body).hexdigest()


# ---- what comes ----

def test_a_page_comes_with_what_its_server_says_of_it(server):
    server.routes["/a"] = loopback.page("<p>née</p>", 'text/html; charset="ISO-8859-1"', [("ETag", '"v1"'), ("Last-Modified", "yesterday")])
    answer = ask_one(server.url("/a#part"))
    check(answer, "came", status=200, media_type="text/html", charset="ISO-8859-1", etag='"v1"', last_modified="yesterday", moved_to="",
          final=server.url("/a"), sha256=sha256("<p>née</p>"), message="")
    request = server.requests[-1]
    expect(f"the program says who it is: {request.headers}", request.headers["user-agent"].startswith("synoptic/"))
    expect(f"nothing else is told: {request.headers}",
           set(request.headers) == {"host", "user-agent", "accept", "accept-encoding"})
    expect(f"robots.txt is asked for first: {server.requests}", [r.path for r in server.requests] == ["/robots.txt", "/a"])


def test_hosts_are_told_a_contact(server):
    server.routes["/a"] = loopback.page("<p>here</p>")
    check(ask_one(server.url("/a"), contact="mailto:desk@tidings.example"), "came")
    expect("behind the name of the program", server.requests[-1].headers["user-agent"].endswith(" (+mailto:desk@tidings.example)"))
    for contact in ("a\r\nX-Evil: 1", "a) (b", "x" * 400):
        done = subprocess.run([PROGRAM, f"contact={contact}", server.url("/a")], stdout=subprocess.PIPE, timeout=PATIENCE)
        expect(f"{contact!r} is refused: {done.stdout}", done.returncode == 1 and b"bad_argument" in done.stdout)


def test_packed_and_chunked_bodies_are_unpacked(server):
    body = "<p>words and words</p>" * 1000
    server.routes.update({"/gzip": loopback.packed(body), "/deflate": loopback.packed(body, "deflate"),
                          "/chunks": loopback.chunked([body[:7].encode(), body[7:].encode()])})
    for path in ("/gzip", "/deflate", "/chunks"):
        check(ask_one(server.url(path)), "came", sha256=sha256(body))


def test_validators_are_sent_and_304_is_unchanged(server):
    server.routes["/feed"] = loopback.conditional("<rss/>", etag='W/"7"')
    check(ask_one(server.url("/feed"), feed=1), "came", etag='W/"7"')
    check(ask_one(server.url("/feed"), feed=1, etag='W/"7"'), "unchanged", status=304, size=0, etag='W/"7"')
    check(ask_one(server.url("/feed"), feed=1, etag='W/"6"'), "came", etag='W/"7"')
    server.routes["/dated"] = loopback.conditional("<rss/>", last_modified="Tue, 12 Mar 2024 18:40:00 GMT")
    check(ask_one(server.url("/dated"), last_modified="Tue, 12 Mar 2024 18:40:00 GMT"), "unchanged")
    check(ask_one(server.url("/feed"), etag='"7"\r\nX-Evil: 1'), "came")
    expect("a validator cannot write a header", "x-evil" not in server.requests[-1].headers)
    server.routes["/always"] = loopback.raw(loopback.head(304, []))
    check(ask_one(server.url("/always")), "failed", "304")


def test_statuses_tell_what_became_of_a_page(server):
    for code, outcome in ((404, "gone"), (410, "gone"), (403, "failed"), (401, "failed"), (500, "failed"), (503, "later"), (429, "later"), (206, "failed")):
        server.routes[f"/{code}"] = loopback.status(code, "x" * 200000)
        check(ask_one(server.url(f"/{code}")), outcome, f"status {code}", status=code, size=0, final=server.url(f"/{code}"))


def test_retry_after_is_read_as_seconds_and_as_a_date(server):
    server.routes["/seconds"] = loopback.later(120)
    server.routes["/date"] = loopback.later(datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=300), 503)
    server.routes["/past"] = loopback.later(datetime.datetime(2001, 1, 1, tzinfo=datetime.timezone.utc))
    check(ask_one(server.url("/seconds")), "later", "in 120 s", retry_after=120, status=429)
    date = ask_one(server.url("/date"))
    expect(f"300 seconds from now, not {date}", date.outcome == "later" and 290 <= int(date.retry_after) <= 300)
    check(ask_one(server.url("/past")), "later", retry_after=0)
    server.forget()
    answers, _ = ask(server.url("/seconds"), server.url("/a"), server.url("/b"))
    expect(f"a host that wants peace has it: {answers} {server.paths()}", server.paths() == ["/seconds"] and {a.outcome for a in answers} == {"later"})


# ---- redirects ----

def test_redirects_are_followed_and_permanent_ones_told(server):
    server.routes.update({"/old": loopback.redirect("/new?x=1", 301), "/new": loopback.page("<p>here</p>"), "/later": loopback.redirect("old", 302),
                          "/mixed": loopback.redirect("/half", 308), "/half": loopback.redirect("/new", 307)})
    check(ask_one(server.url("/old")), "came", final=server.url("/new?x=1"), moved_to=server.url("/new?x=1"))
    check(ask_one(server.url("/later")), "came", final=server.url("/new?x=1"), moved_to="")
    check(ask_one(server.url("/mixed")), "came", final=server.url("/new"), moved_to=server.url("/half"))
    server.routes["/lost"] = loopback.redirect("/nowhere", 301)
    check(ask_one(server.url("/lost")), "gone", moved_to="")


def test_a_page_is_gone_for_good_where_it_was_asked_for_alone(server):
    server.routes.update({"/gone": loopback.status(410), "/missing": loopback.status(404), "/moved": loopback.redirect("/gone", 301),
                          "/moved8": loopback.redirect("/moved", 308), "/login": loopback.redirect("/gone", 302), "/see": loopback.redirect("/moved", 307),
                          "/far": loopback.redirect("/login", 301)})
    for path, is_gone in (("/gone", 1), ("/moved", 1), ("/moved8", 1), ("/missing", 0), ("/login", 0), ("/see", 0), ("/far", 0)):
        check(ask_one(server.url(path)), "gone", is_gone=is_gone)


def test_a_wait_is_told_in_words(server):
    for seconds, words in ((1, "in 1 s"), (179, "in 179 s"), (180, "in 3 minutes"), (301, "in 6 minutes"), (7199, "in 120 minutes"), (7200, "in 2 hours"),
                           (86400, "in 24 hours"), (200000, "in 3 days")):
        server.routes["/later"] = loopback.later(seconds)
        check(ask_one(server.url("/later")), "later", words, retry_after=seconds)


def test_how_long_an_answer_is_fresh_is_told(server):
    def date(seconds):
        return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    now = ("Date", date(0))
    for name, headers, fresh in (("max", [("Cache-Control", "public, MAX-AGE=600")], 600), ("quoted", [("Cache-Control", 'max-age="700"')], 700),
                                 ("age", [("Cache-Control", "max-age=600"), ("Age", "200")], 400), ("old", [("Cache-Control", "max-age=60"), ("Age", "200")], 0),
                                 ("none", [], 0), ("no", [("Cache-Control", "max-age=600, no-cache")], 0), ("store", [("Cache-Control", "no-store")], 0),
                                 ("shared", [("Cache-Control", "s-maxage=600")], 0), ("like", [("Cache-Control", "x-max-age=600")], 0),
                                 ("expires", [now, ("Expires", date(500))], 500), ("past", [now, ("Expires", "0")], 0),
                                 ("both", [now, ("Expires", date(500)), ("Cache-Control", "max-age=90")], 90),
                                 ("huge", [("Cache-Control", "max-age=99999999999999999999999")], 0), ("year", [("Cache-Control", "max-age=99999999999")], 31536000)):
        server.routes["/" + name] = loopback.page("<rss/>", headers=headers)
        answer = ask_one(server.url("/" + name))
        expect(f"{name}: {fresh} s, not {answer}", abs(int(answer.fresh) - fresh) <= 1)
    server.routes["/same"] = loopback.conditional("<rss/>", etag='"1"', headers=[("Cache-Control", "max-age=300")])
    check(ask_one(server.url("/same"), etag='"1"'), "unchanged", fresh=300)


def test_redirects_end(server):
    server.routes.update({"/loop": loopback.redirect("/pool"), "/pool": loopback.redirect("/loop#x"), "/self": loopback.redirect("/self")})
    check(ask_one(server.url("/loop")), "failed", "circle")
    check(ask_one(server.url("/self")), "failed", "circle")
    for number in range(30):
        server.routes[f"/{number}"] = loopback.redirect(f"/{number + 1}")
    server.forget()
    check(ask_one(server.url("/0")), "failed", "too often")
    expect(f"five redirects: {server.paths()}", len(server.paths()) == 6)
    server.routes["/0"] = lambda request: loopback.redirect(f"/0?{time.monotonic_ns()}")
    check(ask_one(server.url("/0"), redirect_count=20), "failed", "too often")


def test_redirects_lead_nowhere_else(server):
    for name, to, words in (("file", "file:///etc/passwd", "only http"), ("ftp", "ftp://127.0.0.1/", "only http"), ("none", "http://", "address"),
                            ("login", "http://user:secret@127.0.0.1/", "password"), ("js", "javascript:alert(1)", "http")):
        server.routes["/" + name] = loopback.redirect(to)
        check(ask_one(server.url("/" + name)), "failed", words)
    server.routes["/empty"] = loopback.status(302, "moved")
    check(ask_one(server.url("/empty")), "failed", "without saying where")


# ---- private networks ----

def test_private_networks_are_not_asked(server):
    server.routes["/a"] = loopback.page("<p>secret</p>")
    hosts = ["127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[::]",
             "[::ffff:7f00:1]", "[64:ff9b::7f00:1]"]
    answers, _ = ask(*(f"http://{host}:{server.port}/a" for host in hosts), allows_private=0, connection_count=4)
    expect(f"an answer each: {answers}", len(answers) == len(hosts))
    for answer in answers:
        check(answer, "forbidden", "--allow-private", size=0)
    answers, _ = ask(*(f"http://{host}:{server.port}/a" for host in hosts), allows_private=0, ignores_robots=1)
    expect(f"without robots.txt as well: {answers}", {answer.outcome for answer in answers} == {"forbidden"})
    expect("nothing reached the server", server.connection_count == 0)


def ask_public(*urls, **settings):
    """Through the shim: 9.9.9.9 is this machine, and some names are what stand_in.c says."""
    return ask(*urls, environment={"LD_PRELOAD": STAND_IN}, allows_private=0, **settings)[0]


def test_public_addresses_lead_to_no_private_ones(server):
    if not STAND_IN:
        return
    port = server.port
    server.routes.update({"/a": loopback.page("<p>here</p>"), "/secret": loopback.page("<p>secret</p>")})
    for host in ("9.9.9.9", "public.example", "both.example"):
        check(ask_public(f"http://{host}:{port}/a")[0], "came", final=f"http://{host}:{port}/a")
    for to in (f"http://127.0.0.1:{port}/secret", f"http://private.example:{port}/secret", f"http://[::ffff:127.0.0.1]:{port}/secret",
               f"http://localhost:{port}/secret", f"//127.1:{port}/secret"):
        server.routes["/go"] = loopback.redirect(to)
        server.forget()
        check(ask_public(f"http://9.9.9.9:{port}/go")[0], "forbidden", "--allow-private")
        expect(f"{to}: nothing is asked there: {server.paths()}", server.paths() == ["/go"])
    server.routes["/robots.txt"] = loopback.redirect(f"http://127.0.0.1:{port}/secret")
    check(ask_public(f"http://9.9.9.9:{port}/a")[0], "forbidden", "--allow-private")


def test_a_name_that_becomes_private_is_not_asked(server):
    if not STAND_IN:
        return
    with loopback.Server() as other:
        other.routes["/secret"] = loopback.page("<p>secret</p>")
        server.routes["/go"] = loopback.redirect(f"http://rebind.example:{other.port}/secret")
        check(ask_public(f"http://rebind.example:{server.port}/go")[0], "forbidden", "--allow-private")
        expect("the name was public at first, and its second address was not asked", server.paths() == ["/go"] and other.connection_count == 0)


def test_proxies_of_the_environment_are_not_used(server):
    server.routes["/a"] = loopback.page("<p>here</p>")
    environment = {name: "http://127.0.0.1:9" for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY")}
    answers, _ = ask(server.url("/a"), environment=environment)
    check(answers[0], "came")


def test_ports_of_other_services_are_not_asked(server):
    for port in (0, 1, 22, 25, 110, 587, 2049, 6667, 10080):
        check(ask_one(f"http://127.0.0.1:{port}/"), "failed", "another service")
        server.routes["/go"] = loopback.redirect(f"http://127.0.0.1:{port}/HELO")
        check(ask_one(server.url("/go")), "failed", "another service")
    expect(f"nothing is asked for but redirects: {server.paths()}", set(server.paths()) == {"/go"})


def test_messages_hold_no_names_and_passwords(server):
    for to in ("http://ada:hushhush@127.0.0.1/x", "http:/ada:hushhush@h/", "http:\\\\ada:hushhush@h/", "//ada:hushhush@h/", "ftp://ada:hushhush@h/",
               "https://ada:hushhush@127.0.0.1:25/"):
        server.routes["/go"] = loopback.redirect(to)
        for url in (server.url("/go"), to):
            answer = ask_one(url)
            expect(f"{url}: {answer}", answer.outcome == "failed" and "hushhush" not in answer.message)


def test_zones_and_odd_spellings_lead_to_no_private_network(server):
    for host in ("[fe80::1%25lo]", "[fe80::1%25eth0]", "[::1%25lo]", "127.0.0.1.", "localhost.", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "[::127.0.0.1]"):
        answer = ask_one(f"http://{host}:{server.port}/a", allows_private=0)
        expect(f"{host}: {answer}", answer.outcome in ("forbidden", "failed") and not server.requests)
    for url in (f"http://news.example\\@127.0.0.1:{server.port}/", f"http://news.example#@127.0.0.1:{server.port}/", f"http://127.0.0.1:{server.port}\\@news.example/",
                f"http:127.0.0.1:{server.port}/"):
        answer = ask_one(url, allows_private=0)
        expect(f"{url}: {answer}", answer.outcome in ("forbidden", "failed") and not server.requests)


def test_names_beyond_ascii_are_those_of_the_net(server):
    for name, known in (("bücher.invalid", "xn--bcher-kva.invalid"), ("BÜCHER.invalid", "xn--bcher-kva.invalid"), ("пример.invalid", "xn--e1afmkfd.invalid"),
                        ("b%C3%BCcher.invalid", "xn--bcher-kva.invalid"), ("straße.invalid", "xn--strae-oqa.invalid")):
        answer, = ask(f"http://{name}/", environment={"LC_ALL": "C"}, ignores_robots=1)[0]
        check(answer, "failed", "name of its host is not known", final=f"http://{known}/")
    for name in ("a\u2024b\uff0fc.invalid", "xn--\u00fc.invalid", "\u202ea.invalid", "\u00ad", "b" * 300 + "ü.invalid"):
        check(ask_one(f"http://{name}/"), "failed", "it cannot be asked for")
    for name in ("１２７.0.0.1", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ"):
        check(ask_one(f"http://{name}:{server.port}/", allows_private=0), "forbidden", "--allow-private")
    server.routes["/a"] = loopback.page("<p>here</p>")
    check(ask_one(f"http://１２７.0.0.1:{server.port}/a"), "came", final=server.url("/a"))


def test_floods_of_headers_end(server):
    server.routes["/early"] = loopback.raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 20000 + loopback.head(200, []) + b"<p>here</p>")
    check(ask_one(server.url("/early")), "failed")
    server.routes["/cookies"] = loopback.page("<p>here</p>", headers=[("Set-Cookie", f"a{number}=1") for number in range(500)])
    check(ask_one(server.url("/cookies")), "came")
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nDisallow: /no\n" + "Disallow: /" + "x" * 100 + "\n" * 200000)
    server.routes["/no"] = server.routes["/yes"] = loopback.page("<p>here</p>")
    with loopback.Server("127.0.0.3") as other:
        other.routes = server.routes
        answers, took = ask(other.url("/no"), other.url("/yes"))
        expect(f"a robots.txt without end: {answers}", [a.outcome for a in answers] == ["forbidden", "came"] and took < 10)


def test_names_and_passwords_are_not_sent(server):
    server.routes["/a"] = loopback.page("<p>here</p>", headers=[("Set-Cookie", "id=1; path=/")])
    check(ask_one(f"http://user:secret@127.0.0.1:{server.port}/a"), "failed", "password")
    expect(f"nothing is sent: {server.requests}", not server.requests)
    with tempfile.TemporaryDirectory() as home:
        with open(os.path.join(home, ".netrc"), "w", encoding="utf-8") as file:
            file.write("machine 127.0.0.1 login me password secret\n")
        ask(server.url("/a"), server.url("/a"), environment={"HOME": home})
    expect("no password and no cookie", all("authorization" not in r.headers and "cookie" not in r.headers for r in server.requests))


# ---- limits ----

def test_sizes_have_limits(server):
    limit = 100000
    server.routes.update({"/just": loopback.page("x" * limit), "/over": loopback.page("x" * (limit + 1)), "/endless": loopback.endless(),
                          "/bomb": loopback.gzip_bomb(1 << 28), "/empty": loopback.empty_gzip(), "/header": loopback.endless_header()})
    check(ask_one(server.url("/just"), body_bytes=limit), "came", size=limit)
    for path in ("/over", "/endless", "/bomb", "/empty"):
        check(ask_one(server.url(path), body_bytes=limit), "failed", f"limit of {limit} bytes", "--max-page-size")
    check(ask_one(server.url("/header")), "failed", "header")


def test_slow_servers_are_given_up(server):
    server.routes.update({"/drip": loopback.drip(pause=0.1), "/silence": loopback.silence()})
    for path in ("/drip", "/silence"):
        begun = time.monotonic()
        check(ask_one(server.url(path), timeout_ms=1500), "failed", "2 s", "--timeout")
        expect(f"{path} is given up in time", time.monotonic() - begun < 10)
    server.routes.update({f"/hop{number}": lambda request, number=number: (time.sleep(0.5), loopback.redirect(f"/hop{number + 1}"))[1] for number in range(9)})
    check(ask_one(server.url("/hop0"), timeout_ms=1200, redirect_count=20), "failed", "--timeout")


def test_half_a_page_is_none(server):
    server.routes.update({"/length": loopback.wrong_length(), "/broken": loopback.broken_chunks(), "/cut": loopback.cut_chunks(),
                          "/reset": loopback.reset(), "/gone": loopback.raw(b""), "/gzip": loopback.damaged_gzip(), "/mail": loopback.no_http()})
    for path in ("/length", "/broken", "/cut", "/reset", "/gone"):
        check(ask_one(server.url(path)), "failed", "broke off", size=0)
    check(ask_one(server.url("/gzip")), "failed", "damaged", size=0)
    check(ask_one(server.url("/mail")), "failed", "speak HTTP")


def test_what_is_no_address_is_an_answer(server):
    for url in ("http://", "https://exa mple.org/", "http://[::1", "http://host:99999/", "http://a\x01b/", "http://" + "a" * 9000):
        check(ask_one(url), "failed", "it cannot be asked for")
    check(ask_one("http://127.0.0.1:3/"), "failed", "nothing answers")
    check(ask_one("http://nowhere.invalid/"), "failed", "name of its host")


# ---- robots.txt ----

def test_robots_are_obeyed(server):
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nDisallow: /private\nAllow: /private/open\nSitemap: http://s.example/map.xml\n")
    for path in ("/private/a", "/private/open", "/b"):
        server.routes[path] = loopback.page("<p>here</p>")
    answers, _ = ask(server.url("/private/a"), server.url("/private/open"), server.url("/b"))
    check(answers[0], "forbidden", "robots.txt")
    check(answers[1], "came")
    check(answers[2], "came")
    expect(f"robots.txt is asked for once: {server.requests}", sorted(r.path for r in server.requests) == ["/b", "/private/open", "/robots.txt"])
    check(ask_one(server.url("/private/a"), ignores_robots=1), "came")
    server.routes["/go"] = loopback.redirect("/private/a")
    check(ask_one(server.url("/go")), "forbidden", "robots.txt")


def test_robots_that_cannot_be_read(server):
    server.routes["/a"], silent = loopback.page("<p>here</p>"), loopback.silence()
    for route, outcome in ((loopback.status(403), "came"), (loopback.status(410), "came"), (loopback.status(500), "later"), (loopback.later(50, 503), "later"),
                           (loopback.later(50), "later"), (loopback.reset(), "failed"), (loopback.redirect("/robots.txt"), "came"),
                           (loopback.redirect("ftp://a/"), "failed"), (loopback.status(204), "came"), (silent, "failed")):
        server.routes["/robots.txt"] = route
        server.forget()
        answer = ask_one(server.url("/a"), timeout_ms=1000 if route is silent else 20000)
        check(answer, outcome, *([] if outcome == "came" else ["robots.txt"]))
        expect(f"nothing is asked behind a robots.txt that cannot be read: {server.paths()}", outcome == "came" or not server.paths())


def test_robots_may_lie_elsewhere(server):
    with loopback.Server("127.0.0.2") as other:
        server.routes["/robots.txt"] = loopback.redirect(other.url("/rules"))
        server.routes["/a"] = server.routes["/b"] = loopback.page("<p>here</p>")
        other.routes["/rules"] = loopback.robots("User-agent: Synoptic\nDisallow: /a\n")
        answers, _ = ask(server.url("/a"), server.url("/b"), other.url("/rules"))
        check(answers[0], "forbidden", "robots.txt")
        check(answers[1], "came")
        check(answers[2], "came")


def test_large_robots_are_read_to_their_limit(server):
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nDisallow: /a\n" + "# nothing\n" * 100000 + "Disallow: /b\n")
    server.routes["/b"] = loopback.page("<p>here</p>")
    answers, _ = ask(server.url("/a"), server.url("/b"))
    check(answers[0], "forbidden")
    check(answers[1], "came")


def test_robots_of_many_hosts_have_a_limit(server):
    """One who has many names, and long rules for each."""
    long_rules = b"User-agent: *\n" + (b"Disallow: /" + b"\xe9" * 1000 + b"\n") * 490
    with loopback.Server("0.0.0.0") as many:
        many.routes["/robots.txt"] = loopback.page(long_rules, "text/plain")
        many.routes["/a"] = many.routes["/b"] = loopback.page("<p>here</p>")
        hosts = [many.url("").replace("0.0.0.0", f"127.2.0.{number}") for number in range(1, 61)]
        answers, _ = ask(*(host + path for path in ("/a", "/b") for host in hosts), pause_ms=1000)
        expect("what has no place is asked for later", any(a.outcome == "later" and "no place for its rules" in a.message for a in answers))
        expect("others come", sum(answer.outcome == "came" for answer in answers) >= 40)


def test_many_ports_of_a_host_are_asked(server):
    answers, _ = ask(*(f"http://127.0.0.3:{port}/a" for port in range(1, 70)))
    expect(f"nothing answers there: {answers}", len(answers) == 69 and all(answer.outcome == "failed" for answer in answers))


# ---- pauses ----

def gaps(server):
    times = [request.time for request in server.requests if request.path != "/robots.txt"]
    return [after - before for before, after in zip(times, times[1:])]


def test_a_host_is_left_in_peace_between_requests(server):
    for number in range(3):
        server.routes[f"/{number}"] = loopback.page("<p>here</p>")
    ask(*(server.url(f"/{number}") for number in range(3)), pause_ms=400)
    expect(f"400 ms between two: {gaps(server)}", len(gaps(server)) == 2 and min(gaps(server)) >= 0.39)
    server.forget()
    server.routes["/robots.txt"] = loopback.robots("User-agent: *\nCrawl-delay: 0.6\n")
    ask(*(server.url(f"/{number}") for number in range(3)), pause_ms=100)
    expect(f"600 ms between two, as the host says: {gaps(server)}", min(gaps(server)) >= 0.59)


def test_many_hosts_are_asked_at_once(server):
    servers = [loopback.Server(f"127.0.1.{number + 1}") for number in range(8)]
    for each in servers:
        each.routes["/a"] = lambda request: (time.sleep(1), loopback.page("<p>here</p>"))[1]
    answers, seconds = ask(*(each.url("/a") for each in servers))
    for each in servers:
        each.close()
    expect(f"eight at once, not in {seconds} s", [a.outcome for a in answers] == ["came"] * 8 and seconds < 7)


# ---- memory ----

def test_missing_memory_is_told(server):
    """Every allocation of the fetcher and of libcurl fails in turn."""
    server.routes.update({"/a": loopback.redirect("/b", 301), "/b": loopback.packed("<p>here</p>" * 100),
                          "/robots.txt": loopback.robots("User-agent: *\nDisallow: /c\nSitemap: /s\n")})
    done = subprocess.run([PROGRAM, "FAIL=1", "allows_private=1", "pause_ms=0", "timeout_ms=2000", server.url("/a"), server.url("/b")],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=5 * PATIENCE)
    lines = done.stdout.decode().splitlines()
    expect(f"no crash, no leak, nothing but missing memory: {lines} {done.stderr.decode()}", done.returncode == 0 and len(lines) == 2)
    times, complete = map(int, lines[0].split("\t"))
    expect(f"each allocation of some hundred, and the last run whole: {lines}", times > 300 and 0 < complete < times)


# ---- trust ----

def test_certificates_are_checked(server):
    if not shutil.which("openssl"):
        return
    with tempfile.TemporaryDirectory() as folder:
        made = os.path.join(folder, "made.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", made + ".key", "-out", made + ".crt", "-days", "2", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, stderr=subprocess.DEVNULL, timeout=PATIENCE)
        with open(made, "wb") as both:
            for part in (made + ".key", made + ".crt"):
                with open(part, "rb") as file:
                    both.write(file.read())
        with loopback.Server(certificate=made) as secure:
            secure.routes["/a"] = loopback.page("<p>here</p>")
            secure.routes["/down"] = loopback.redirect(server.url("/a"))
            check(ask_one(secure.url("/a"), ignores_robots=1), "failed", "trusted connection")
            check(ask_one(secure.url("/a"), ca_file=made + ".crt"), "came")
            check(ask_one(secure.url("/down"), ca_file=made + ".crt"), "failed", "from https:// to http://")
            check(ask_one(f"https://localhost:{secure.port}/a", ca_file=made + ".crt", ignores_robots=1), "failed", "trusted connection")


def main():
    names = [name for name in globals() if name.startswith("test_") and (len(sys.argv) < 3 or sys.argv[2] in name)]
    failures = 0
    for name in names:
        with loopback.Server() as server:
            try:
                globals()[name](server)
            except (Failure, subprocess.TimeoutExpired) as failure:
                failures += 1
                print(f"{name[5:].replace('_', ' ')}: {failure}")
    print(f"fetching: {len(names) - failures} of {len(names)} right")
    sys.exit(1 if failures or not names else 0)


if __name__ == "__main__":
    PROGRAM, STAND_IN = sys.argv[1], os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    main()
