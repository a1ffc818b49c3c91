#!/usr/bin/env python3
"""Measures what the pages of a site teach of its furniture, on pages whose furniture and article are known in part.

usage: measure_profiles.py EXTRACT_PAGES DATA [--append] [--misses]

EXTRACT_PAGES is the program built from extract_pages.c, DATA the unpacked folder "pages" of the measuring data. Public data has one page a
site, with segments that must and that must not be in its article. So each page gets seven sisters of the same markup whose words are in
another order (with a fixed seed), but for one kind of segment: first those that are no part of the article ("furniture": they recur, and
should go), then those that are ("sentences": an outlet repeats them, and they must stay). All else that has four words or more differs.
Every third page is measured. With the precision and recall of segments of the pages themselves, read alone and read with their sisters.
"""
import argparse
import html
import json
import pathlib
import random
import re
import subprocess
import tempfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
COMMAND = "tests/quality/measure_profiles.py extract_pages pages"
SISTERS = 7
EVERY = 3  # of the pages one is measured: sisters are many
SEED = 20310612
BLOCKS = r"p|div|li|ul|ol|td|th|tr|table|h[1-6]|section|article|header|footer|aside|nav|main|body|head|br|blockquote|figure|figcaption|form|dl|dt|dd|pre|title"
PARTS = re.compile(r"(<(?:script|style)\b.*?</(?:script|style)\s*>|<!--.*?-->|</?(?:" + BLOCKS + r")\b[^>]*>)", re.S | re.I)
TAGS = re.compile(r"(<[^>]*>)")


def fold(text):
    text = unicodedata.normalize("NFKC", html.unescape(text or "")).casefold()
    return re.sub(r"\s+", " ", text).strip()


def shuffle_words(text, chosen):
    words = re.split(r"(\s+)", text)
    places = [i for i, word in enumerate(words) if word.strip()]
    moved = places[:]
    chosen.shuffle(moved)
    made = words[:]
    for place, source in zip(places, moved):
        made[place] = words[source]
    return "".join(made)


def make_sister(page, kept, chosen):
    """The page with its words in another order, but for blocks that hold one of the segments."""
    made = []
    for part in PARTS.split(page):
        words = fold(TAGS.sub(" ", part))
        if part.startswith("<") and PARTS.fullmatch(part) or len(words.split()) < 4 or any(segment in words for segment in kept):
            made.append(part)
        else:
            made.append("".join(piece if piece.startswith("<") else shuffle_words(piece, chosen) for piece in TAGS.split(part)))
    return "".join(made)


def extract(program, items, options=()):
    listing = "".join(f"html\t{path}\t{url}\n" for path, url in items)
    run = subprocess.run([program, *options], input=listing.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    rows = (json.loads(line) for line in run.stdout.decode().split("\n") if line)
    return {row["path"]: fold(row["text"]) for row in rows}


def count(gold, texts, paths):
    """Segments of the article that are there, that are lost; furniture that is there."""
    right = lost = wrong = 0
    for name, row in gold.items():
        text = texts[paths[name]]
        right += sum(fold(segment) in text for segment in row["with"])
        lost += sum(fold(segment) not in text for segment in row["with"])
        wrong += sum(fold(segment) in text for segment in row["without"])
    return right, lost, wrong


def decode(data):
    for charset in ("utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def measure(options, gold, kind, folder):
    """Figures of the pages read with sisters that have the segments of one kind in common."""
    chosen = random.Random(SEED)
    paths, items = {}, []
    for number, (name, row) in enumerate(gold.items()):
        page = decode((options.data / "trafilatura" / "pages" / row["file"]).read_bytes())
        kept = [fold(segment) for segment in row[kind] if len(fold(segment)) > 3]
        for sister in range(SISTERS + 1):
            path = folder / f"{number}-{sister}.html"
            made = page if sister == 0 else make_sister(page, kept, chosen)
            path.write_text('<meta charset="utf-8">' + made, encoding="utf-8", errors="replace")
            items.append((str(path), f"https://site{number}.example/{sister}"))
        paths[name] = str(folder / f"{number}-0.html")
    alone = extract(options.program, [(paths[name], f"https://site{number}.example/0") for number, name in enumerate(gold)])
    taught = extract(options.program, items, ["--sites"])
    if options.misses:
        for name, row in gold.items():
            for segment in row["with"] + row["without"]:
                if (fold(segment) in alone[paths[name]]) != (fold(segment) in taught[paths[name]]):
                    print(f"{kind}\t{'lost' if segment in row['with'] else 'gone'}\t{row['file']}\t{segment[:90]}")
    return count(gold, alone, paths), count(gold, taught, paths)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--append", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    gold = json.load(open(options.data / "trafilatura" / "evaldata.json", encoding="utf-8"))
    gold = dict(list(gold.items())[::EVERY])
    rows = []

    def report(part, name, value, items):
        rows.append(("article", "trafilatura sisters", part, name, f"{value:.4f}", str(items), COMMAND))
        print(f"trafilatura sisters {part:10} {name:20} {value:8.4f}  ({items})")

    for kind, part in (("without", "furniture"), ("with", "sentences")):
        with tempfile.TemporaryDirectory() as folder:
            before, after = measure(options, gold, kind, pathlib.Path(folder))
        for name, (right, lost, wrong) in (("alone", before), ("taught", after)):
            report(part, f"precision {name}", right / (right + wrong), right + wrong)
            report(part, f"recall {name}", right / (right + lost), right + lost)
        if kind == "without":
            report(part, "left out", 1 - after[2] / before[2], before[2])
        else:
            report(part, "kept", after[0] / before[0], before[0])
    if options.append:
        with open(HERE / "scores.tsv", "a", encoding="utf-8") as out:
            out.writelines("\t".join(row) + "\n" for row in rows)


main()
