#!/usr/bin/env python3
"""Measures what the program tells of edited pages: edits of known kinds are made to articles, each version is read, and what the correction
tells is held against what was edited.

usage: measure_corrections.py PROGRAM [FOLDER] [--seed N] [--rounds N] [--misses]

The articles are those of FOLDER (examples/ unless told). Each round makes three to five edits of each: a figure, a word of a quote, a letter
of a name, the title, a paragraph added or taken out. An edit is found when the correction has a change of its kind with the same two values
(a figure: the same digits). What is told beside the edits is false, unless it stands where an edit was made (the figures and quotes of a
paragraph that was taken out, a quote that holds an edited figure, an event of an edited sentence): that is counted apart.
"""
import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import tempfile

ADDED = ("The harbour office will publish a longer report on this before the end of the month, a clerk told this paper.",
         "Nobody at the ministry answered the telephone on the evening after the meeting.",
         "A second hearing is planned, but no room has been found for it so far.")
ROUNDS = 6


def export(program, lines):
    with tempfile.TemporaryDirectory() as place:
        pages, store = pathlib.Path(place) / "pages.jsonl", pathlib.Path(place) / "s.db"
        pages.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        subprocess.run([program, "add", "--db", store, pages], check=True, stdout=subprocess.DEVNULL)
        output = subprocess.run([program, "export", "--db", store], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in output.splitlines()]


def read_folder(program, folder):
    """Articles with the spans of their figures, quotes and names."""
    with tempfile.TemporaryDirectory() as place:
        store = pathlib.Path(place) / "s.db"
        subprocess.run([program, "add", "--db", store, folder], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        output = subprocess.run([program, "export", "--db", store], check=True, capture_output=True, text=True).stdout
    records = [json.loads(line) for line in output.splitlines()]
    articles = {r["id"]: r for r in records if r["record"] == "article" and r["language"] == "en"}
    spans = collections.defaultdict(lambda: collections.defaultdict(list))
    for r in records:
        if r["record"] in ("quantity", "quote") and "in" not in r and r["article"] in articles:
            spans[r["article"]][r["record"]].append(r)
        if r["record"] == "entity" and r["type"] == "PERSON":
            for mention in r["mentions"]:
                if mention["kind"] == "name" and "in" not in mention and mention["article"] in articles:
                    spans[mention["article"]]["name"].append(mention)
    return [(articles[one], spans[one]) for one in sorted(articles)]


class Edit:
    """Changes of one text, at places that do not touch each other; the last place first."""

    def __init__(self, article, spans, chance):
        self.text, self.title, self.chance, self.spans = article["text"], article.get("title", ""), chance, spans
        self.changes, self.expected, self.touched = [], [], []

    def paragraph_of(self, start):
        begin = self.text.rfind("\n\n", 0, start)
        end = self.text.find("\n\n", start)
        return (begin + 2 if begin >= 0 else 0, end if end >= 0 else len(self.text))

    def is_free(self, start):
        paragraph = self.paragraph_of(start)
        if paragraph in self.touched:
            return False
        self.touched.append(paragraph)
        return True

    def replace(self, start, end, words):
        self.changes.append((start, end, words))

    def figure(self):
        found = [q for q in self.spans["quantity"] if re.search(r"\d", self.text[q["start"]:q["end"]]) and q["kind"] in ("count", "money", "percent", "distance", "mass")]
        self.chance.shuffle(found)
        for quantity in found:
            match = re.search(r"\d", self.text[quantity["start"]:quantity["end"]])
            at = quantity["start"] + match.start()
            digit = self.text[at]
            if self.is_free(at):
                other = str(int(digit) % 9 + 1)
                number = re.match(r"[\d.,]*\d", self.text[at:]).group()
                self.replace(at, at + 1, other)
                self.expected.append(("figure", number, other + number[1:]))
                return

    def quote(self):
        found = [q for q in self.spans["quote"] if q["direct"] and len(self.text[q["start"]:q["end"]].split()) >= 5]
        self.chance.shuffle(found)
        for quote in found:
            words = self.text[quote["start"]:quote["end"]]
            blanks = [m.start() for m in re.finditer(" ", words)]
            at = quote["start"] + blanks[len(blanks) // 2] + 1
            end = re.match(r"[^\s,.;]+", self.text[at:])
            if end and self.is_free(at):
                self.replace(at, at + end.end(), "perhaps")
                self.expected.append(("quote", words, words[:at - quote["start"]] + "perhaps" + words[at - quote["start"] + end.end():]))
                return

    def name(self):
        """All that is written with the full name gets another letter in the surname."""
        found = [m for m in self.spans["name"] if " " in self.text[m["start"]:m["end"]]]
        self.chance.shuffle(found)
        for mention in found:
            name = self.text[mention["start"]:mention["end"]]
            if self.text.count(name.split()[-1]) == 1 and self.is_free(mention["start"]):
                self.replace(mention["end"] - 1, mention["end"], "q")
                self.expected.append(("name", name, name[:-1] + "q"))
                return

    def headline(self):
        if self.title:
            self.expected.append(("title", self.title, self.title + ", mayor says"))
            self.title += ", mayor says"

    def added(self):
        words = self.chance.choice(ADDED)
        self.replace(len(self.text), len(self.text), "\n\n" + words)
        self.expected.append(("paragraph", None, words))

    def removed(self):
        start, end = self.paragraph_of(len(self.text) - 1)
        if start > 0 and end - start < 300 and self.is_free(start):
            self.replace(start - 2, end, "")
            self.expected.append(("paragraph", self.text[start:end], None))

    @staticmethod
    def covers(change, start, end, place):
        """Whether the edit lies in what is told, or, for an event, is of the same sentences."""
        margin = 200 if change["kind"] == "event" else 0
        return start < place["end"] + margin and place["start"] - margin < end

    def make(self):
        kinds = [self.figure, self.quote, self.name, self.headline, self.chance.choice([self.added, self.removed])]
        self.chance.shuffle(kinds)
        for kind in kinds[:self.chance.randint(3, 5)]:
            kind()
        for start, end, words in sorted(self.changes, reverse=True):
            self.text = self.text[:start] + words + self.text[end:]
        return self


def is_same(expected, told):
    kind, before, after = expected
    if told["kind"] != kind or (before is None) != ("from" not in told) or (after is None) != ("to" not in told):
        return False
    for value, key in ((before, "value_from"), (after, "value_to")):
        if value is None:
            continue
        if kind == "figure":
            if value.replace(",", "").rstrip(".") not in re.findall(r"\d+(?:\.\d+)?", told[key].replace(",", "")):
                return False
        elif not told[key].rstrip(" …").startswith(value[:100]):
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", nargs="?", default=pathlib.Path(__file__).resolve().parent.parent.parent / "examples")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    edits, lines = {}, []
    for article, spans in read_folder(options.program, options.folder):
        for number in range(options.rounds):
            edit = Edit(article, spans, chance).make()
            url = f"https://{article['id']}.example/{number}"
            edits[url] = edit
            for version, (title, text) in enumerate(((article.get("title", ""), article["text"]), (edit.title, edit.text))):
                lines.append({"id": f"{url}-{version}", "url": url, "outlet": f"Outlet {number}", "title": title, "text": text, "date": "2031-05-12",
                              "captured": f"2031-05-{12 + version}T08:00:00Z"})
    counts = collections.defaultdict(collections.Counter)
    records = export(options.program, lines)
    urls = {r["id"]: r["url"] for r in records if r["record"] == "article"}
    corrections = {urls[r["article"]]: r["changes"] for r in records if r["record"] == "correction"}
    for url, edit in edits.items():
        told = list(corrections.get(url, []))
        for expected in edit.expected:
            match = next((change for change in told if is_same(expected, change)), None)
            counts[expected[0]]["right" if match else "missed"] += 1
            if match:
                told.remove(match)
            elif options.misses:
                print("missed", url, expected)
        for change in told:
            place = change.get("from")
            aside = place and "in" not in place and any(edit.covers(change, start, end, place) for start, end, _ in edit.changes)
            counts["aside" if aside else change["kind"]]["false"] += 1
            if options.misses:
                print("aside" if aside else "false", url, change)
    total = collections.Counter()
    for kind in ("title", "figure", "quote", "name", "paragraph"):
        total.update(counts[kind])
    for kind, count in [*((kind, counts[kind]) for kind in ("title", "figure", "quote", "name", "paragraph")), ("all", total)]:
        right, missed, false = count["right"], count["missed"], count["false"]
        precision, recall = right / max(right + false, 1), right / max(right + missed, 1)
        print(f"corrections\t{kind}\tprecision {precision:.4f}\trecall {recall:.4f}\titems {right + missed}")
    print(f"told along with other edits: {counts['aside']['false']}")


main()
