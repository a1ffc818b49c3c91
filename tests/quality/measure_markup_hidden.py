#!/usr/bin/env python3
"""Measures what is read of authors, titles and dates where pages do not state them for machines.

usage: measure_markup_hidden.py EXTRACT_PAGES DATA [--corpus NAME] [--misses author|title|date] [--keep FOLDER]

EXTRACT_PAGES is the program built from extract_pages.c, DATA the unpacked folder "pages" of the measuring data.

Pages that name their author, headline and day in JSON-LD or <meta> are the gold of themselves: all of that markup (JSON-LD, <meta> of
these fields, the attributes of microdata) is taken out of a copy, and what is read of the copy is compared with what was taken out. Words
of readers, classes, links, <title>, <time> and addresses stay. A page counts for authors where all that it states are persons with two words and
more in their names, for titles and authors where the page also shows them. Nobody judged these pages by hand: what a page states may differ from what
it shows, so that the figures compare two states of the program; they are not its accuracy.

"by site" is the mean over sites, each counting once. The corpora htmldate, readability and cleanportaleval without the pages of
trafilatura's are "unread": no word of a table and no rule comes from them.
"""
import argparse
import collections
import datetime
import html
import json
import pathlib
import re
import tempfile

import measure_pages as pages

ARTICLE = re.compile(r"(Article|Posting|Report|Review|Recipe)$")
SCRIPT = re.compile(r"<script\b[^>]*ld\+json[^>]*>(.*?)</script\s*>", re.S | re.I)
META = re.compile(r"<meta\b[^>]*>", re.S | re.I)
ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
MICRODATA = re.compile(r"""\s(itemprop|itemtype|itemscope)(\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?(?=[^<>]*>)""", re.I)
UNSEEN = re.compile(r"<(script|style|head|noscript|template)\b.*?</\1\s*>|<!--.*?-->", re.S | re.I)


def names_of_fields(fields):
    rows = pages.rows_of(pages.DATA / "world" / "page_metadata.tsv")[1:]
    return {name for row in rows if row[0] in fields and row[2] == "meta" for name in row[3].split("|")}


HIDDEN = names_of_fields({"author", "title", "published", "modified"})
STATING = {field: names_of_fields({field}) for field in ("author", "published", "title")}


def objects(value, depth=0):
    if depth > 12:
        return
    if isinstance(value, list):
        for item in value:
            yield from objects(item, depth + 1)
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from objects(value.get(key), depth + 1)


def names(author):
    if isinstance(author, str):
        return [author]
    if isinstance(author, dict):
        return names(author.get("name")) if author.get("name") else []
    return [name for item in author or [] for name in names(item)]


def stated_in_json(page):
    stated = collections.defaultdict(list)
    for block in SCRIPT.findall(page):
        try:
            root = json.loads(block.strip(), strict=False)
        except ValueError:
            continue
        for item in objects(root):
            kinds = item.get("@type") or ""
            if not any(ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                continue
            stated["author"] += [html.unescape(name) for name in names(item.get("author"))]
            stated["title"] += [html.unescape(str(item["headline"]))] if item.get("headline") else []
            stated["published"] += [str(item["datePublished"])] if item.get("datePublished") else []
    return stated


def stated_in_meta(page):
    stated = collections.defaultdict(list)
    for tag in META.findall(page):
        attributes = {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(tag)}
        called = {attributes.get(key, "").lower() for key in ("name", "property", "itemprop")}
        for field in ("author", "published"):
            if called & STATING[field] and attributes.get("content") and "://" not in attributes["content"]:
                stated[field].append(html.unescape(attributes["content"]))
    return stated


def hide(page):
    def is_hidden(tag):
        attributes = {name.lower(): value.strip("\"'").lower() for name, value in ATTRIBUTE.findall(tag)}
        return any(attributes.get(key) in HIDDEN for key in ("name", "property", "itemprop"))

    page = SCRIPT.sub("", page)
    page = META.sub(lambda tag: "" if is_hidden(tag.group()) else tag.group(), page)
    return MICRODATA.sub("", page)


def write_copy(page, path):
    path.write_text('<meta charset="utf-8">' + re.sub(r"<meta\b[^>]*charset[^>]*>", "", hide(page), flags=re.I), encoding="utf-8")


def decode(path):
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
        try:
            return data.decode(declared.group(1).decode() if declared else "windows-1252", "replace")
        except LookupError:
            return data.decode("windows-1252", "replace")


def days_of(moment):
    """The day of a moment; of one in universal time also the neighbouring day, where it may be that of the place."""
    days = [moment[:10]]
    hour = re.match(r"\d{4}-\d\d-\d\d[T ](\d\d):.*(?:Z|[+]00:?00)$", moment)
    if hour and (int(hour.group(1)) < 12 or int(hour.group(1)) >= 14):
        try:
            day = datetime.date.fromisoformat(moment[:10]) + datetime.timedelta(days=-1 if int(hour.group(1)) < 12 else 1)
            days.append(day.isoformat())
        except ValueError:
            pass
    return days


def gold_of(page, url, persons):
    in_json, in_meta = stated_in_json(page), stated_in_meta(page)
    shown = pages.letters(re.sub(r"<[^>]*>", " ", UNSEEN.sub(" ", page)))
    gold = {}
    authors = [name.strip() for name in in_json["author"] or in_meta["author"]]
    authors = [part for name in authors for part in re.split(r"\s*(?:,|;| and | und | & )\s*", name) if part]
    if authors and len(authors) < 6 and all(len(pages.words(name)) in (2, 3, 4) and not re.search(r"\d|[@/|]", name) and
                                            persons.is_person(name, url) and pages.letters(name) in shown for name in authors):
        gold["author"] = {pages.letters(name) for name in authors}
    titles = set(in_json["title"])
    if len(titles) == 1 and pages.letters(min(titles)) in shown:
        gold["title"] = pages.letters(min(titles))
    moments = in_json["published"] or in_meta["published"]
    if len({moment[:10] for moment in moments}) == 1 and re.match(r"\d{4}-\d\d-\d\d", moments[0]):
        gold["date"] = days_of(moments[0])
    return gold


def page_list(data):
    """(path, address, corpus) of each page once."""
    items, seen = [], set()
    evaluation = json.load(open(data / "trafilatura" / "evaldata.json", encoding="utf-8"))
    for url, row in evaluation.items():
        items.append((data / "trafilatura" / "pages" / row["file"], url, "trafilatura"))
    lines = open(data / "htmldate" / "pages.tsv", encoding="utf-8").read().split("\n")[1:]
    for url, _, page in (line.split("\t") for line in lines if line.count("\t") == 2):
        items.append((data / page, url, "htmldate"))
    for path in sorted((data / "readability").glob("*/source.html")):
        items.append((path, "", "readability"))
    for path in sorted((data / "cleanportaleval" / "input").glob("*.html")):
        items.append((path, "", "cleanportaleval"))
    hosts = {host_of(url, "") for _, url, corpus in items if corpus == "trafilatura"}
    for path, url, corpus in items:
        if path in seen or not path.exists() or (corpus != "trafilatura" and url and host_of(url, "") in hosts):
            continue
        seen.add(path)
        yield path, url, corpus


def host_of(url, otherwise):
    host = re.sub(r"^www\.", "", url.split("/")[2]) if url.count("/") > 1 else otherwise
    return ".".join(host.split(".")[-2:])


def judge(field, want, found):
    if field == "author":
        have = {pages.letters(name) for name in found["byline"]}
        return "right" if have == want else "none" if not have else "partly" if have & want else "wrong"
    have = pages.letters(found["title"]) if field == "title" else found.get("published", "")[:10]
    return "none" if not have else "right" if (have in want if field == "date" else have == want) else "wrong"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--corpus", default="")
    parser.add_argument("--misses", default="")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the copies without markup")
    options = parser.parse_args()
    persons = pages.Persons()
    with tempfile.TemporaryDirectory() as folder:
        folder = options.keep or pathlib.Path(folder)
        folder.mkdir(exist_ok=True)
        listing, gold = [], {}
        for number, (path, url, corpus) in enumerate(page_list(options.data)):
            page = decode(path)
            found = gold_of(page, url, persons)
            if not found:
                continue
            copy = folder / f"{number}.html"
            write_copy(page, copy)
            listing.append((str(copy), url))
            gold[str(copy)] = (found, corpus, host_of(url, path.parent.name if corpus == "readability" else path.stem), path)
        got, _ = pages.extract(options.program, listing)
    count = collections.Counter()
    sites = collections.defaultdict(lambda: collections.defaultdict(list))
    for copy, (fields, corpus, site, path) in gold.items():
        for field, want in fields.items():
            said = judge(field, want, got[copy])
            group = "read" if corpus == "trafilatura" else "unread"
            for part in (group, corpus):
                count[field, part, said] += 1
                sites[field, part][site].append(said == "right")
            if field in options.misses.split(",") and said != "right" and options.corpus in ("", group, corpus):
                have = {"author": got[copy]["byline"], "title": got[copy]["title"], "date": got[copy].get("published")}[field]
                name = path.parent.name if path.name == "source.html" else path.name
                wanted = sorted(want) if field == "author" else want
                print(f"{field}\t{group}\t{pathlib.Path(copy).name}\t{name}\t{said}\t{wanted}\t{have}")
    for (field, part), by_site in sorted(sites.items()):
        total = sum(n for (f, p, _), n in count.items() if (f, p) == (field, part))
        pages.report("hidden " + part, field, "accuracy", count[field, part, "right"] / total, total)
        pages.report("hidden " + part, field, "by site", sum(sum(x) / len(x) for x in by_site.values()) / len(by_site), len(by_site))
        rest = ", ".join(f"{said} {count[field, part, said]}" for said in ("partly", "wrong", "none") if count[field, part, said])
        print(f"{'':38} {rest}")


if __name__ == "__main__":
    main()
