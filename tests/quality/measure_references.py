#!/usr/bin/env python3
"""Measures entities inside an article on GUM: names, and what nominals and pronouns refer to.

usage: measure_references.py PRINT_MENTIONS GUM.conllu... [--misses N] [--genres news,speech]

PRINT_MENTIONS is the program built from print_mentions.c. For every nominal and pronoun that the program resolved: right when the corpus puts the word and
the nearest name of the same entity into one chain. Recall of pronouns is over he, she, him, her, his, hers of chains that have a proper name.
Names: joined pairs of neighbouring name mentions of one entity that are in one chain of the corpus (precision of linking).
"""
import argparse
import collections
import pathlib
import re
import subprocess

PERSONAL = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}


def load(paths):
    for path in paths:
        document = None
        for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
            lines = block.split("\n")
            for line in lines:
                if line.startswith("# newdoc id"):
                    if document:
                        yield document
                    document = {"id": line.split("= ")[1], "text": "", "mentions": [], "open": [], "tags": {}, "genre": ""}
                if line.startswith("# meta::genre"):
                    document["genre"] = line.split("= ")[1]
            if document is None:
                continue
            rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
            rows = [r for r in rows if r[0].isdigit() or "-" in r[0]]
            if not rows:
                continue
            if any(line.startswith("# newpar") for line in lines) and document["text"]:
                document["text"] = document["text"].rstrip() + "\n\n"
            read_sentence(document, rows)
            document["text"] += " "
        if document:
            yield document


def read_sentence(document, rows):
    inside = 0
    for row in rows:
        misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
        if "-" in row[0]:
            first, last = row[0].split("-")
            inside = int(last) - int(first) + 1
            document["whole"] = (row[1], misc.get("SpaceAfter") != "No")
        start = len(document["text"])
        space = misc.get("SpaceAfter") != "No"
        if "-" in row[0]:
            continue
        if inside:
            inside -= 1
            space = inside == 0 and document["whole"][1]
        document["text"] += row[1]
        end = len(document["text"])
        document["tags"][start] = (row[3], end)
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", misc.get("Entity", "")):
            if part.startswith("("):
                document["open"].append((part.strip("()").split("-")[0], start, part.strip("()")))
            if part.endswith(")"):
                key = part.strip("()").split("-")[0]
                for i in range(len(document["open"]) - 1, -1, -1):
                    if document["open"][i][0] == key:
                        chain, begin, _ = document["open"].pop(i)
                        document["mentions"].append((begin, end, chain))
                        break
        if space:
            document["text"] += " "


def chain_at(document, start, end):
    """The chain of the smallest mention of the corpus that holds the span and is not much longer, or ends with it."""
    best = None
    for begin, finish, chain in document["mentions"]:
        if begin <= start and end <= finish and (best is None or finish - begin < best[0]):
            best = (finish - begin, chain)
        if begin >= start - 8 and finish == end and (best is None or finish - begin <= best[0]):
            best = (finish - begin, chain)
    return best[1] if best else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--genres", default="")
    options = parser.parse_args()
    genres = set(filter(None, options.genres.split(",")))
    documents = [d for d in load(options.files) if not genres or d["genre"] in genres]
    data = "\f".join("\n" + d["text"].replace("\f", " ") for d in documents).encode()
    output = subprocess.run([options.program], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in output.split("\n"):
        cells = line.split("\t")
        if cells[0] != "M":
            continue
        number, start, end = (int(c) for c in cells[1:4])
        raw = documents[number].setdefault("raw", documents[number]["text"].encode())
        start, end = len(raw[:start].decode()), len(raw[:end].decode())
        found[number][int(cells[6])].append((start, end, cells[4], cells[5], cells[8]))
    counts = collections.Counter()
    resolved = collections.defaultdict(set)
    for number, document in enumerate(documents):
        for entity in found[number].values():
            names = [m for m in entity if m[2] in ("name", "metonym")]
            for before, after in zip(names, names[1:]):
                a, b = chain_at(document, *before[:2]), chain_at(document, *after[:2])
                if a is None or b is None:
                    continue
                counts["link"] += 1
                counts["link right"] += a == b
                if a != b and options.misses > 0:
                    print("link", repr(before[4]), repr(after[4]))
                    options.misses -= 1
            for start, end, kind, _, words in entity:
                if kind not in ("pronoun", "nominal"):
                    continue
                chain = chain_at(document, start, end)
                before = [m for m in names if m[0] < start] or names
                want = {chain_at(document, *m[:2]) for m in before[-1:]}
                if chain is None or not want:
                    continue
                counts[kind] += 1
                right = chain in want
                counts[kind + " right"] += right
                if right and kind == "pronoun":
                    resolved[number].add(start)
                if not right and options.misses > 0:
                    print(kind, repr(words), "->", repr(before[-1][4]) if before else None, "|", document["text"][max(0, start - 160):end + 30].replace("\n", " "))
                    options.misses -= 1
        named = {chain for begin, end, chain in document["mentions"] if any(t == "PROPN" and begin <= s < end for s, (t, _) in document["tags"].items())}
        for begin, end, chain in document["mentions"]:
            if document["text"][begin:end].lower() in PERSONAL and chain in named:
                counts["pronouns there"] += 1
                counts["pronouns met"] += begin in resolved[number]
    share = lambda a, b: f"{counts[a]}/{counts[b]} {counts[a] / max(counts[b], 1):.3f}"
    print(f"{len(documents)} documents; name links right {share('link right', 'link')}; nominals right {share('nominal right', 'nominal')}; "
          f"pronouns right {share('pronoun right', 'pronoun')}, met {share('pronouns met', 'pronouns there')}")


main()
