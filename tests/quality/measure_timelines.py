#!/usr/bin/env python3
"""Measures which days the program takes for those that matter in a collection (folder timelines/t17 of the measuring data).

usage: measure_timelines.py PROGRAM T17_FOLDER [--set egypt|h1n1|iraq|mj ...] [--keep FOLDER] [--errors]

The articles of a collection, with their dates, are added to a store as they are (tokenised), and `synoptic timeline --days N` is asked for
the N days of which they make most. N is the number of different days in the timeline that a newsroom made: in this field it is given.
So is the span from its first to its last day (--from, --to): the figures that are published for other programs know both. Printed are
precision, recall and F1 of the days with both given, and with the number alone. The days of the gold stand in the measuring data; nothing
is trained.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

SETS = ("egypt", "h1n1", "iraq", "mj")


def days_of(program, store, number, span):
    command = [program, "timeline", "--db", store, "--json", "--limit", "1", "--days", str(number)]
    if span:
        command += ["--from", span[0], "--to", span[1]]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()
    records = (json.loads(line) for line in output.splitlines())
    return {record["day"] for record in records if record["record"] == "day"}


def add(program, store, articles, folder):
    pages = pathlib.Path(folder) / "pages.jsonl"
    with open(articles, encoding="utf-8") as source, open(pages, "w", encoding="utf-8") as target:
        for line in source:
            article = json.loads(line)
            target.write(json.dumps({key: article[key] for key in ("id", "date", "text")}, ensure_ascii=False) + "\n")
    subprocess.run([program, "add", "--db", store, str(pages)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def scores(found, gold):
    right = len(found & gold)
    return right / max(len(found), 1), right / len(gold), 2 * right / (len(found) + len(gold))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", nargs="+", choices=SETS, default=SETS, dest="sets")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the stores here, and use those that are there")
    parser.add_argument("--errors", action="store_true", help="name the days that are wrong")
    options = parser.parse_args()
    sums = {"number and span given": 0.0, "number given": 0.0}
    for name in options.sets:
        gold = {json.loads(line)["date"] for line in open(options.folder / f"{name}.gold.jsonl", encoding="utf-8")}
        with tempfile.TemporaryDirectory() as folder:
            store = (options.keep or pathlib.Path(folder)) / f"{name}.db"
            if not store.exists():
                add(options.program, str(store), options.folder / f"{name}.articles.jsonl", folder)
            for label, span in (("number and span given", (min(gold), max(gold))), ("number given", None)):
                found = days_of(options.program, str(store), len(gold), span)
                precision, recall, f1 = scores(found, gold)
                sums[label] += f1
                print(f"{name}\t{label}\tdays {len(gold)}\tP {precision:.4f}\tR {recall:.4f}\tF1 {f1:.4f}")
                if options.errors:
                    print("   missed", *sorted(gold - found))
                    print("   wrong ", *sorted(found - gold))
    for label, total in sums.items():
        print(f"mean\t{label}\tF1 {total / len(options.sets):.4f}")


main()
