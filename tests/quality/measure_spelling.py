#!/usr/bin/env python3
"""Measures whether one name is found under two romanisations, and whether other names are kept apart.

usage: measure_spelling.py PRINT_SPELLING NETRANSLITERATION_DIR [--misses N] [--most N]

PRINT_SPELLING is the program built from print_spelling.c. The pairs are made by rule from wd_russian_80.tsv (Latin word, Russian letters with blanks
between, count; words of five letters and more):
- one name: two Latin forms of one Russian word that differ in at most half of their letters ("same"; the list has words that were set beside the wrong
  one). They come from all languages, so that not every pair is one name to a reader.
- other names: Latin words that are neighbours in the alphabet and share their first three letters, and whose Russian words are at least two letters apart
  ("near"); and the words of the list against the next one of the same length ("far").
The first N pairs of each kind (default 20,000) in the order of a digest of the words.
"""
import argparse
import collections
import hashlib
import pathlib
import subprocess


def edits(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for k, y in enumerate(b, 1):
            before, row[k] = row[k], min(row[k] + 1, row[k - 1] + 1, before + (x != y))
    return row[-1]


def read(path):
    by_russian = collections.defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        russian = cells[1].replace(" ", "")
        if len(cells[0]) >= 5 and cells[0].isalpha() and len(russian) >= 4 and cells[0] not in by_russian[russian]:
            by_russian[russian].append(cells[0])
    return by_russian


def make_pairs(by_russian):
    same = [(a, b) for forms in by_russian.values() for i, a in enumerate(forms) for b in forms[i + 1:i + 3] if 2 * edits(a, b) <= min(len(a), len(b))]
    russian_of = collections.defaultdict(set)
    for russian, forms in by_russian.items():
        for form in forms:
            russian_of[form].add(russian)
    words = sorted(russian_of)
    apart = lambda a, b: min(edits(x, y) for x in russian_of[a] for y in russian_of[b]) >= 2
    near = [(a, b) for a, b in zip(words, words[1:]) if a[:3] == b[:3] and abs(len(a) - len(b)) <= 1 and apart(a, b)]
    by_length = sorted(words, key=lambda w: (len(w), hashlib.sha1(w.encode()).hexdigest()))
    far = [(a, b) for a, b in zip(by_length, by_length[1:]) if len(a) == len(b) and apart(a, b)]
    return {"same": same, "near": near, "far": far}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--most", type=int, default=20000)
    options = parser.parse_args()
    for kind, pairs in make_pairs(read(pathlib.Path(options.folder) / "wd_russian_80.tsv")).items():
        pairs.sort(key=lambda pair: hashlib.sha1(" ".join(pair).encode()).hexdigest())
        pairs = pairs[:options.most]
        data = "".join(f"{a}\t{b}\n" for a, b in pairs).encode()
        output = subprocess.run([options.program], input=data, stdout=subprocess.PIPE, check=True).stdout.decode().split()
        wanted = "1" if kind == "same" else "0"
        right = sum(answer == wanted for answer in output)
        print(f"{kind}: right {right}/{len(pairs)} {right / len(pairs):.4f}")
        shown = 0
        for pair, answer in zip(pairs, output):
            if answer != wanted and shown < options.misses:
                print("   ", *pair)
                shown += 1


main()
