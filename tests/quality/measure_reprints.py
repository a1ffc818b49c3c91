#!/usr/bin/env python3
"""Measures which articles the program takes for copies of others, which passages, and who copied whom.

usage: measure_reprints.py PROGRAM FILE [--articles N] [--seed S] [--errors N]      FILE: reuters.jsonl, fnc1_bodies.csv or bbc.jsonl

  reuters, fnc1  pairs whose resemblance (exact Jaccard of the sets of five consecutive words, letters and digits in lower case) is .5 and more, of
                 texts of 20 shingles and more, shingles that more than 200 texts hold left out; a pair is found where a record `reprint` says a
                 resemblance of .5 and more. Precision, recall, F1 of pairs.
  bbc            copies made of 300 articles by seeded edits: paragraphs cut, a dateline set before, paragraphs put in (of another
                 article), the lead told in other words, words changed here and there. The copy is dated later, or credits the other's outlet, or says where it
                 was first published, or tells nothing. Copied passages: F1 of characters that the copy has from the first (records `reprint`,
                 passages, against what the edits left). Direction: right where it is told and as it is, undecided where nothing tells.
"""
import argparse
import collections
import csv
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

csv.field_size_limit(1 << 30)
WORD = re.compile(r"[^\W_]+")
SHINGLE, FEWEST_SHINGLES, MOST_TEXTS, ALIKE = 5, 20, 200, 0.5


def run(program, articles):
    """The records of the synopsis of these articles; sources become the ids that were given."""
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/pages.jsonl", "w", encoding="utf-8") as pages:
            for article in articles:
                pages.write(json.dumps(article, ensure_ascii=False) + "\n")
        subprocess.run([program, "add", "--db", f"{folder}/s.db", f"{folder}/pages.jsonl"], check=False, stderr=subprocess.DEVNULL)
        command = [program, "export", "--db", f"{folder}/s.db", "--format", "jsonl"]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as export:
            names, texts, reprints = {}, {}, []
            for line in export.stdout:
                if line.startswith(b'{"record":"article"'):
                    record = json.loads(line)
                    names[record["id"]] = record["source"].rsplit("#", 1)[-1]
                    texts[names[record["id"]]] = record["text"]
                elif line.startswith(b'{"record":"reprint"'):
                    reprints.append(json.loads(line))
    for record in reprints:
        record["articles"] = [names[a] for a in record["articles"]]
    return texts, reprints


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# ---- pairs ----


def reuters(path):
    for line in open(path, encoding="utf-8"):
        item = json.loads(line)
        yield {"id": str(item["id"]), "title": item["title"], "date": item["date"], "text": item["text"]}


def fnc1(path):
    for row in csv.DictReader(open(path, encoding="utf-8")):
        yield {"id": row["Body ID"], "text": row["articleBody"]}


def shingles(text):
    words = WORD.findall(text.lower())
    return {hash(tuple(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)}


def alike_pairs(texts):
    holders = collections.defaultdict(list)
    sets = {name: shingles(text) for name, text in texts.items()}
    sets = {name: found for name, found in sets.items() if len(found) >= FEWEST_SHINGLES}
    for name, found in sets.items():
        for one in found:
            holders[one].append(name)
    common = collections.Counter()
    for names in holders.values():
        if 1 < len(names) <= MOST_TEXTS:
            names.sort()
            for i, a in enumerate(names):
                for b in names[i + 1 :]:
                    common[a, b] += 1
    usual = {one for one, names in holders.items() if len(names) > MOST_TEXTS}
    sizes = {name: len(found - usual) for name, found in sets.items()}
    return {pair: n / (sizes[pair[0]] + sizes[pair[1]] - n) for pair, n in common.items()}, set(sets)


def measure_pairs(options, name, articles):
    texts, reprints = run(options.program, articles)
    jaccard, compared = alike_pairs(texts)
    gold = {pair for pair, value in jaccard.items() if value >= ALIKE}
    told = {tuple(sorted(r["articles"])): float(r.get("resemblance", 0)) for r in reprints}
    found = {pair for pair, value in told.items() if value >= ALIKE and compared.issuperset(pair)}
    right = len(gold & found)
    precision, recall = right / len(found) if found else 1.0, right / len(gold) if gold else 1.0
    print(f"{name}\tpairs\tP {precision:.4f}\tR {recall:.4f}\tF1 {f1(precision, recall):.4f}\t{len(gold)} pairs")
    for pair in sorted(gold ^ found)[: options.errors]:
        print(f"   {'missed' if pair in gold else 'false'} {pair}: {jaccard.get(pair, 0):.3f}, told {told.get(pair)}")


# ---- edits ----

OTHER_WORDS = {  # for leads told in other words, and for words changed here and there
    "said": "stated", "says": "states", "has": "had", "will": "would", "new": "fresh", "people": "persons", "also": "too", "after": "following",
    "more than": "over", "year": "twelve months", "company": "firm", "government": "cabinet", "big": "large", "first": "earliest", "last": "latest",
    "told": "informed", "made": "produced", "could": "might", "but": "yet", "many": "numerous", "show": "display", "help": "assist", "use": "employ",
    "buy": "purchase", "start": "begin", "end": "close", "rise": "climb", "fall": "drop", "plan": "scheme", "want": "wish", "think": "believe",
}  # fmt: skip
OUTLETS = ("The Lantern Post", "Harbour Ledger", "Westmere Gazette", "Northfield Courier")
CITIES = ("TALLINN", "VALLETTA", "LIMA", "OSLO", "NAIROBI")


def in_other_words(sentence, rng, share):
    """Marks words that are no longer those of the first text: pairs of (word, is copied)."""
    made = []
    for word in sentence.split(" "):
        plain = word.lower().strip(".,;:\"'")
        if plain in OTHER_WORDS and rng.random() < share:
            made.append((word.lower().replace(plain, OTHER_WORDS[plain]), False))
        else:
            made.append((word, True))
    return made


def make_copy(paragraphs, foreign, rng):
    """The copy as a list of paragraphs, each a list of (text, is copied)."""
    kept = list(paragraphs)
    if len(kept) > 3 and rng.random() < 0.6:
        del kept[rng.randrange(2, len(kept)) :]
    copy = []
    for number, paragraph in enumerate(kept):
        if number == 0 and rng.random() < 0.4:
            words = paragraph.split(" ")
            half = len(words) // 2  # the lead told anew: the halves change places, words are exchanged
            copy.append(in_other_words(" ".join(words[half:]) + " " + " ".join(words[:half]).lower(), rng, 1.0))
        else:
            copy.append(in_other_words(paragraph, rng, 0.3 if rng.random() < 0.3 else 0.0))
    if rng.random() < 0.5:
        copy[0] = [(rng.choice(CITIES) + " -", False)] + copy[0]
    for _ in range(rng.choice((0, 0, 1, 2))):
        copy.insert(rng.randrange(1, len(copy) + 1), [(rng.choice(foreign), False)])
    return copy


def make_pairs(path, count, seed):
    rng = random.Random(seed)
    bbc = [json.loads(line) for line in open(path, encoding="utf-8")]
    seen = set()
    bbc = [a for a in bbc if not (a["text"] in seen or seen.add(a["text"])) and a["text"].count("\n\n") >= 3]
    rng.shuffle(bbc)
    articles, gold = [], {}
    foreign = [p for a in bbc[count:] for p in a["text"].split("\n\n")[1:]]
    for number, article in enumerate(bbc[:count]):
        first, second = rng.sample(OUTLETS, 2)
        copy = make_copy(article["text"].split("\n\n"), foreign, rng)
        how = rng.choice(("date", "credit", "notice", "nothing"))
        a = {"id": f"{number}a", "title": article["title"], "outlet": first, "text": article["text"]}
        b = {"id": f"{number}b", "title": article["title"], "outlet": second}
        if how == "date":
            a["date"], b["date"] = "2024-03-04", "2024-03-05"
        if how == "credit":
            copy.append([(f"With reporting by {first}.", False)])
        if how == "notice":
            copy.append([(f"This article was originally published by {first}.", False)])
        b["text"] = "\n\n".join(" ".join(text for text, _ in paragraph) for paragraph in copy)
        marks = "  ".join(" ".join(("x" if is_copied else ".") * len(text) for text, is_copied in paragraph) for paragraph in copy)
        articles += [a, b]
        gold[f"{number}a", f"{number}b"] = (b["text"], marks, how)
    return articles, gold


def measure_edits(options):
    articles, gold = make_pairs(options.file, options.articles, options.seed)
    texts, reprints = run(options.program, articles)
    of_pair = {tuple(sorted(r["articles"])): r for r in reprints}
    right = told = there = 0
    directions = collections.Counter()
    for pair, (text, marks, how) in gold.items():
        record = of_pair.pop(pair, None)
        found = set()
        if record:
            side = "b" if record["articles"][1] == pair[1] else "a"
            for passage in record["passages"]:
                found.update(range(passage[side]["start"], passage[side]["end"]))
        if texts[pair[1]] != text:  # the article is cut or put in order by its reader: passages are looked for in what it made of it
            at = text.find(texts[pair[1]][:40])
            marks = marks[at:] if at >= 0 else marks
            text = text[at:] if at >= 0 else text
        wanted = {i for i, mark in enumerate(marks) if mark == "x" and text[i].isalnum()}
        found = {i for i in found if i < len(text) and text[i].isalnum()}
        right, told, there = right + len(wanted & found), told + len(found), there + len(wanted)
        if not record and options.errors:
            print(f"   missed {pair}: {text[:150]!r} … {len(text)}")
        direction = "missed" if not record else "undecided" if "direction" not in record else "a-b" if record["articles"] == list(pair) else "b-a"
        directions[how, direction] += 1
    precision, recall = right / told if told else 1.0, right / there if there else 1.0
    good = sum(n for (how, direction), n in directions.items() if direction == ("undecided" if how == "nothing" else "a-b"))
    print(f"edits\tpassages\tP {precision:.4f}\tR {recall:.4f}\tF1 {f1(precision, recall):.4f}\t{there} characters")
    print(f"edits\tdirection\tright {good / len(gold):.4f}\t{len(gold)} pairs\t" + ", ".join(f"{h} {d} {n}" for (h, d), n in sorted(directions.items())))
    print(f"edits\tstrangers\t{len(of_pair)} other pairs told")
    for pair, record in list(of_pair.items())[: options.errors]:
        print(f"   stranger {pair}: share {record['share']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=300, help="of edits: how many are copied")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    if options.file.name.startswith("bbc"):
        measure_edits(options)
    elif options.file.name.startswith("reuters"):
        measure_pairs(options, "reuters", list(reuters(options.file)))
    else:
        measure_pairs(options, "fnc1", list(fnc1(options.file)))


if __name__ == "__main__":
    sys.exit(main())
