#!/usr/bin/env python3
"""Measures events: their type on sentences whose source and target are marked (events/plv of the measuring data), and force told where
readers saw none (events/indiapoliceevents).

usage: measure_events.py PRINT_FACTS PLV.tsv|SENTENCES.jsonl [--misses N]

Of the events found in a sentence the one counts whose parties overlap the marked source and target best; a sentence without any event
counts as wrong. Prints the share of sentences with an event, the share of right types among them, accuracy and macro-F1 over all.
Classes are those of an older PLOVER: YIELD stands for CONCEDE and RETREAT.

Of the sentences of police reports, labelled KILL, ARREST, FORCE, FAIL, ANY_ACTION (of the police) or nothing, prints the share that has an
event of force (ASSAULT, COERCE), for each label and for those without one. What others than the police did has no label there, so that
the last figure is an upper bound of what is told wrongly.
"""
import argparse
import collections
import csv
import json
import subprocess

OLDER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def overlap(spans, span):
    if span[0] < 0:
        return 0
    return any(max(a, span[0]) < min(b, span[1]) for a, b in spans)


def read_spans(cell):
    return [tuple(map(int, item.split("-"))) for item in cell.split("|") if item]


def find_events(program, sentences):
    done = subprocess.run([program], input="\f".join(sentences).encode(), stdout=subprocess.PIPE, check=True)
    found = collections.defaultdict(list)
    for line in done.stdout.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "E":
            found[int(cells[1])].append((OLDER.get(cells[4], cells[4]), read_spans(cells[7]), read_spans(cells[8]), cells[9]))
    return found


def place(sentence, words):
    data, part = sentence.encode(), words.strip().encode()
    at = data.find(part)
    return (at, at + len(part))


def measure_force(options):
    rows = [json.loads(line) for line in open(options.tsv, encoding="utf-8")]
    found = find_events(options.program, [row["sent_text"].replace("\f", " ") for row in rows])
    count, told = collections.Counter(), collections.Counter()
    for number, row in enumerate(rows):
        force = [(kind, word) for kind, _, _, word in found[number] if kind in ("ASSAULT", "COERCE")]
        for label in row["sent_labels"] or ["no label"]:
            count[label] += 1
            told[label] += bool(force)
        if force and not row["sent_labels"] and options.misses > 0:
            options.misses -= 1
            print(f"{' '.join(force[0]):24} {' '.join(row['sent_text'].split())[:200]}")
    print(f"sentences {len(rows)}")
    for label in sorted(count):
        print(f"force told, {label} {told[label] / count[label]:.4f}  of {count[label]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("tsv")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    if options.tsv.endswith(".jsonl"):
        measure_force(options)
        return
    rows = [row for row in csv.DictReader(open(options.tsv, encoding="utf-8"), delimiter="\t") if row["gold_root"]]
    found = find_events(options.program, [row["sentence"].replace("\f", " ") for row in rows])
    right, told, with_parties = 0, 0, 0
    gold, said, good = collections.Counter(), collections.Counter(), collections.Counter()
    for number, row in enumerate(rows):
        source, target = place(row["sentence"], row["source"]), place(row["sentence"], row["target"])
        scored = [(overlap(a, source) + overlap(r, target), -at, kind, word) for at, (kind, a, r, word) in enumerate(found[number])]
        best = max(scored, default=None)
        want = row["gold_root"]
        gold[want] += 1
        if best:
            told += 1
            with_parties += best[0] == 2
            said[best[2]] += 1
        if best and best[2] == want:
            right += 1
            good[want] += 1
        elif options.misses > 0:
            options.misses -= 1
            print(f"{want:10} {best[2] + ' ' + best[3] if best else '-':24} {row['sentence'][:200]}")
    scores = [2 * good[c] / (gold[c] + said[c]) for c in gold]
    print(f"sentences {len(rows)}")
    print(f"with an event {told / len(rows):.4f}  both parties found {with_parties / len(rows):.4f}")
    print(f"type right where told {right / max(told, 1):.4f}  accuracy {right / len(rows):.4f}  macro-F1 {sum(scores) / len(scores):.4f}")
    for c in sorted(gold):
        print(f"  {c:10} gold {gold[c]:4}  precision {good[c] / max(said[c], 1):.3f}  recall {good[c] / gold[c]:.3f}")


main()
