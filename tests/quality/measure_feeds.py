#!/usr/bin/env python3
"""Measures how feeds are read, on the test suites of three others: gofeed, feedparser and the W3C's feed validator.

usage: measure_feeds.py PRINT_FEED FOLDER [--misses N]

PRINT_FEED is the program built from print_feed.c, FOLDER holds gofeed, feedparser and feedvalidator.

gofeed: each case states what its feed says. Of these the fields that Synoptic has are compared: of the feed title, address, own address, language,
date of update, author and copyright; of entries their number, and id, address, title, content, summary, both dates, authors, categories and source.
Texts are compared without markup (tags out, references resolved until none is left, white space folded), since gofeed leaves it in titles;
addresses as they are; dates by the second in UTC; of authors the names, an address of mail is none. A case is right if all its compared fields
are; a case without any such field is not counted. Where gofeed's common form lends the date of update to that of publication, either counts.

feedparser: of the well-formed feeds (also those about encodings and entities that an XML parser reads) all entries have to be found, counted by Python's XML
parser; and what a comment of the feed expects of the same fields ("Expect: not bozo and entries[0]['title'] == …") is compared in the same way.

feedvalidator: no file may end the program, and all entries of those that Python's XML parser reads have to be found.
"""
import argparse
import ast
import calendar
import datetime
import html
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOTS = {"rss", "rdf", "channel", "feed", "entry", "urlset", "sitemapindex", "opml"}


# --- comparing ---

def plain(text):
    """Text without markup."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", str(text))
    before = None
    while before != text:
        before = text
        text = html.unescape(re.sub(r"<[A-Za-z/!][^>]*>", " ", text))
    return " ".join(text.split())


def squeezed(text):
    """Without any white space: where a tag was, a blank may be or not."""
    return re.sub(r"\s", "", plain(text))


def moment(text):
    """A date of gofeed in the form of Synoptic's."""
    when = datetime.datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace("Z", "+00:00"))
    return when.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def names(persons):
    return [p["name"] for p in persons or [] if p and p.get("name")]


def is_same(kind, expected, found):
    if kind == "text":
        return squeezed(expected) == squeezed(found)
    if kind == "date":
        return any(expected == f or (len(f) == 10 and expected.startswith(f)) for f in found)
    if kind == "set":
        return {squeezed(e) for e in expected} <= {squeezed(f) for f in found}
    return str(expected).strip() == found


def first_link(links, relations):
    for link in links or []:
        if link.get("href") and link.get("rel", "alternate") in relations:
            return link["href"]
    return None


# --- gofeed ---

def wanted_of_atom(o, is_entry):
    """(field, kind, value) of an entry or a feed as gofeed's reader of Atom states them."""
    yield "title", "text", o.get("title")
    yield "url", "address", first_link(o.get("links"), {"alternate"})
    yield "updated", "date", o.get("updatedParsed") and moment(o["updatedParsed"])
    if not is_entry:
        yield "feed_url", "address", first_link(o.get("links"), {"self"})
        yield "copyright", "text", o.get("rights")
        yield "language", "address", o.get("language")
        yield "author", "text", (names(o.get("authors")) or [None])[0]
        return
    yield "id", "text", o.get("id")
    yield "summary", "text", o.get("summary")
    yield "content", "text", (o.get("content") or {}).get("value")
    yield "published", "date", o.get("publishedParsed") and moment(o["publishedParsed"])
    yield "authors", "set", names(o.get("authors"))
    yield "categories", "set", [c.get("label") or c["term"] for c in o.get("categories") or [] if c.get("term")]
    source = o.get("source") or {}
    yield "source", "text", source.get("title")
    yield "source_url", "address", first_link(source.get("links"), {"alternate"}) or first_link(source.get("links"), {"self"}) or source.get("id")


def name_of_mail(text):
    """The name in "x@y (Name)" and its kin."""
    match = re.fullmatch(r"\s*\S+@\S+\s+\((.*)\)\s*|\s*(.*?)\s*[(<]\S+@\S+[)>]\s*", text or "")
    if match:
        return match[1] or match[2]
    return None if re.fullmatch(r"\s*\S+@\S+\s*", text or "") else text


def wanted_of_rss(o, is_entry):
    yield "title", "text", o.get("title")
    yield "url", "address", o.get("link")
    if not is_entry:
        yield "copyright", "text", o.get("copyright")
        yield "language", "address", o.get("language")
        yield "author", "text", name_of_mail(o.get("managingEditor") or o.get("webMaster"))
        date = o.get("lastBuildDateParsed") or o.get("pubDateParsed")
        yield "updated", "date", date and moment(date)
        return
    yield "id", "text", (o.get("guid") or {}).get("value")
    yield "summary", "text", o.get("description")
    yield "content", "text", o.get("content")
    yield "published", "date", o.get("pubDateParsed") and moment(o["pubDateParsed"])
    yield "authors", "set", [n for n in [name_of_mail(o.get("author"))] if n]
    yield "categories", "set", [c["value"] for c in o.get("categories") or [] if c.get("value")]
    yield "source", "text", (o.get("source") or {}).get("title")
    yield "source_url", "address", (o.get("source") or {}).get("url")


def wanted_of_any(o, is_entry, is_json):
    """Of gofeed's common form. It lends dates to fields that state none: either counts. Those of JSON Feed's head are of its first entry, which no feed states."""
    yield "title", "text", o.get("title")
    yield "url", "address", o.get("link")
    people = names(o.get("authors")) or names([o.get("author")])
    if not is_entry:
        yield "feed_url", "address", o.get("feedLink")
        yield "copyright", "text", o.get("copyright")
        yield "language", "address", o.get("language")
        yield "author", "text", (people or [None])[0]
        yield "updated", "date", not is_json and o.get("updatedParsed") and moment(o["updatedParsed"])
        return
    yield "id", "text", o.get("guid")
    yield "summary", "text", o.get("description")
    yield "content", "text", o.get("content")
    yield "published", "date", o.get("publishedParsed") and moment(o["publishedParsed"])
    yield "updated", "date", o.get("updatedParsed") and moment(o["updatedParsed"])
    yield "authors", "set", people
    yield "categories", "set", o.get("categories") or []


def compare(wanted, found, misses, lends=False):
    """How many fields were compared."""
    count = 0
    for field, kind, value in wanted:
        if not value:
            continue
        count += 1
        got = found.get(field, "")
        if kind == "date":  # others lend one date to the other field
            got = [got, found.get("published", "") if lends else "", found.get("updated", "") if lends else ""]
        if not is_same(kind, value, got):
            misses.append(f"{field}: expected {value!r}, found {got!r}")
    return count


def check_gofeed(path, found, misses):
    expected_path = path.with_suffix(".json") if path.suffix == ".xml" else path.with_name(path.stem + "_expected.json")
    expected = json.loads(expected_path.read_text(encoding="utf-8"))
    if "error" in found:
        misses.append(found["error"])
        return 1
    if "entries" in expected and path.parent.name == "atom":
        wanted, entries = wanted_of_atom, expected["entries"]
    elif path.parts[-3:-1] == ("parser", "rss"):
        wanted, entries = wanted_of_rss, expected.get("items")
    else:
        is_json = path.suffix == ".json"
        entries = expected.get("items")
        if path.parts[-3] == "parser" and is_json:  # JSON Feed as it is written
            expected = {**expected, "link": expected.get("home_page_url"), "feedLink": expected.get("feed_url")}
            entries = [{"guid": e.get("id"), "title": e.get("title"), "link": e.get("url"), "description": e.get("summary"),
                        "content": e.get("content_html") or e.get("content_text"), "publishedParsed": e.get("date_published"),
                        "updatedParsed": e.get("date_modified"), "authors": e.get("authors") or [e.get("author")], "categories": e.get("tags")}
                       for e in entries or []]
        def wanted(o, is_entry):
            return wanted_of_any(o, is_entry, is_json)
    entries = entries or []
    count = compare(wanted(expected, False), found, misses)
    if len(entries) != len(found["items"]):
        misses.append(f"{len(entries)} entries expected, {len(found['items'])} found")
        return count + 1
    for entry, item in zip(entries, found["items"]):
        count += compare(wanted(entry or {}, True), item, misses, lends=wanted not in (wanted_of_atom, wanted_of_rss))
    return count


# --- feedparser ---

def local(tag):
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def count_entries(path):
    """By Python's XML parser; None where it does not read the file, or where it is no feed."""
    try:
        root = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    if local(root.tag) not in ROOTS:
        return None
    if local(root.tag) == "opml":
        return sum(1 for e in root.iter() if local(e.tag) == "outline" and any(k.lower() == "xmlurl" and v.strip() for k, v in e.attrib.items()))
    def count(element):
        """Entries within entries are none: what Atom carries as content."""
        if local(element.tag) in ("item", "entry") and "media" not in element.tag:
            return 1
        return sum(count(child) for child in element)
    return count(root)


FEEDPARSER_FIELDS = {"title": ("title", "text"), "link": ("url", "address"), "id": ("id", "text"), "guid": ("id", "text"), "summary": ("summary", "text"),
                     "description": ("summary", "text"), "author": ("authors", "name"), "language": ("language", "address"), "rights": ("copyright", "text"),
                     "published_parsed": ("published", "date"), "updated_parsed": ("updated", "date")}


def subscripts(node):
    """["entries", 0, "title"] of entries[0]['title'], or None."""
    keys = []
    while isinstance(node, ast.Subscript):
        if not isinstance(node.slice, ast.Constant):
            return None
        keys.insert(0, node.slice.value)
        node = node.value
    return [node.id, *keys] if isinstance(node, ast.Name) else None


def expectations(path):
    """(keys, value) of what the comment of a feed expects."""
    head = path.read_bytes()[:4000].decode("utf-8", "replace")
    match = re.search(r"Expect:\s*(.*?)\n?-->", head, re.S)
    if not match or re.search(r"(?m)^Header:", head):  # what a carrier says beside the feed
        return
    try:
        tree = ast.parse(" ".join(match[1].split()), mode="eval").body
    except (SyntaxError, ValueError):
        return
    for node in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq)):
            continue
        keys = subscripts(node.left)
        try:
            value = ast.literal_eval(node.comparators[0])
        except ValueError:
            continue
        if keys:
            yield keys, value


def find_expected(keys, found):
    """(kind, what was found) of entries[0]['title'] and the like; None where Synoptic has no such field."""
    if keys[:1] == ["entries"] and len(keys) >= 3 and keys[1] == 0 and found.get("items"):
        item, rest = found["items"][0], keys[2:]
    elif keys[:1] == ["feed"]:
        item, rest = found, keys[1:]
    else:
        return None
    if rest == ["content", 0, "value"]:
        return "text", item.get("content", "") or item.get("summary", "")
    if len(rest) != 1 or rest[0] not in FEEDPARSER_FIELDS:
        return None
    field, kind = FEEDPARSER_FIELDS[rest[0]]
    if item is found and field in ("summary", "id", "published"):
        return None
    if kind == "name":
        return kind, item["authors"] if item is not found else [item["author"]]
    if kind == "date":
        return kind, [item["updated"], item.get("published", "")]
    if field == "summary":
        return kind, item["summary"] or item["content"]
    return (kind, item[field]) if field in item else None


def check_expected(path, found, misses):
    count = 0
    for keys, value in expectations(path):
        known = find_expected(keys, found)
        if known is None or value in ("", None):
            continue
        kind, got = known
        if kind == "date":
            value = datetime.datetime.fromtimestamp(calendar.timegm(tuple(value)), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(value, tuple) else ""
        if kind == "name":
            name = name_of_mail(value)
            is_right = not name or squeezed(name) in {squeezed(g) for g in got}
        else:
            is_right = is_same(kind, value, got)
        count += 1
        if not is_right:
            misses.append(f"{keys}: expected {value!r}, found {got!r}")
    return count


# --- all ---

class Tally:
    def __init__(self, name, show):
        self.name, self.right, self.total, self.show = name, 0, 0, show

    def add(self, path, is_right, why=""):
        self.total += 1
        self.right += is_right
        if not is_right and self.show > 0:
            self.show -= 1
            print(f"  {path}: {why}")

    def print(self):
        print(f"{self.name} {self.right / max(self.total, 1):.4f}, {self.right} of {self.total}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0, help="print so many of each kind")
    options = parser.parse_args()
    files = sorted(p for p in options.folder.glob("*/**/*") if p.is_file() and p.parts[len(options.folder.parts)] in ("gofeed", "feedparser", "feedvalidator"))
    out = subprocess.run([options.program, "-"], input="\n".join(map(str, files)) + "\n", capture_output=True, text=True, timeout=150)
    found = {record["file"]: record for record in map(json.loads, out.stdout.splitlines())}
    tallies = {name: Tally(name, options.misses) for name in
               ("gofeed cases right", "feedparser feeds with all entries", "feedparser expectations met", "feedvalidator feeds with all entries", "files read to their end")}
    for path in files:
        record = found.get(str(path))
        tallies["files read to their end"].add(path, record is not None)
        if record is None:
            continue
        suite = path.parts[len(options.folder.parts)]
        is_case = suite == "gofeed" and (path.suffix == ".xml" and path.with_suffix(".json").exists() or path.with_name(path.stem + "_expected.json").exists())
        misses = []
        if is_case and check_gofeed(path, record, misses):
            tallies["gofeed cases right"].add(path, not misses, "; ".join(misses)[:300])
        if suite == "gofeed" or path.suffix not in (".xml", ".opml", ".rdf"):
            continue
        entries = count_entries(path)
        if entries is not None:
            tallies[f"{suite} feeds with all entries"].add(path, len(record.get("items", [])) == entries, f"{entries} entries, {len(record.get('items', []))} found")
        if suite == "feedparser" and check_expected(path, record, misses):
            tallies["feedparser expectations met"].add(path, not misses, "; ".join(misses)[:300])
    for tally in tallies.values():
        tally.print()
    return 0 if out.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
