#!/usr/bin/env python3
"""Draws points for reading by eye: what the accounts of a story say, with the sentences that it was read in.

usage: draw_points.py PROGRAM FOLDER [--label L] [--count N] [--seed N] [--sets A,B…] [--all]

FOLDER holds the measuring data. Each of the --sets (fakes, giveme5w1h, ecbplus and neus unless told; of neus the first 500 stories and those of
its part "val") is added to a store of its own, and of all points with the label (default differ) --count (default 60) are drawn by the seed; --all
shows all. A point that differs is true when its readings are of one matter and cannot all be right as they are stated, or, with the difference
`update`, when the later is a later count of the same. The judgement is the reader's; docs/synopsis.md states the share and the causes.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import measure_points

NEUS_STORIES = 500


class Everything:
    """A set of keys that holds all keys."""

    def __contains__(self, key):
        return True


def neus_keys(folder):
    stories = [json.loads(line) for line in open(folder / "stories/neus.jsonl", encoding="utf-8")]
    return {f"{story['id']}-{article['order']}" for at, story in enumerate(stories) if at < NEUS_STORIES or story["split"] == "val"
            for article in story["articles"]}


def read_set(folder, name):
    if name == "fakes":
        return measure_points.read_fakes(folder, Everything())
    if name == "neus":
        return measure_points.read_neus(folder, neus_keys(folder))
    if name == "ecbplus":
        return measure_points.read_ecbplus(folder, sorted(path.stem for path in (folder / "crossdoc/ecbplus").rglob("*.xml")))
    if name == "giveme5w1h":
        return {page["id"]: page for page in map(json.loads, open(folder / "stories/giveme5w1h.jsonl", encoding="utf-8"))}
    sys.exit(f"draw_points.py: there is no set {name}: fakes, giveme5w1h, ecbplus, neus")


def sentence_around(text, start, end):
    left = max(text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n", ".\" "))
    right = min((at for at in (text.find(mark, end) for mark in (". ", "\n")) if at >= 0), default=len(text))
    left, right = max(left, start - 300, 0), min(right + 1, end + 240)
    return " ".join(f"{text[left:start]}<{text[start:end]}>{text[end:right]}".split())


def show(name, point, records):
    articles = {article["id"]: article for article in records["article"]}
    print(f"\n== {name} {point['id']} {point['kind']}: {point['about']} [{point['label']} {point.get('difference', '')}]")
    for reading in point["readings"]:
        article = articles[reading["article"]]
        field = article["title"] if reading.get("in") == "title" else article["text"]
        day = article.get("published", {}).get("from", "")[:10]
        print(f"  {article['source'].rsplit('#', 1)[-1][:14]} {day} {reading.get('in', '')} {reading.get('bound', '')} "
              f"{reading['value']}: {sentence_around(field, reading['start'], reading['end'])}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--label", default="differ")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sets", default="fakes,giveme5w1h,ecbplus,neus")
    parser.add_argument("--all", action="store_true")
    options = parser.parse_args()
    found, counts = [], collections.Counter()
    for name in options.sets.split(","):
        articles = read_set(options.folder, name)
        with tempfile.TemporaryDirectory() as scratch:
            records = measure_points.run(options.program.resolve(), {"articles": list(articles)}, articles, pathlib.Path(scratch))
        points = sorted((point for point in records["point"] if point["label"] == options.label), key=lambda point: point["id"])
        counts[name] = len(points)
        found += [(name, point, records) for point in points]
    print(f"{len(found)} points with the label {options.label}: {dict(counts)}")
    if not options.all:
        random.Random(options.seed).shuffle(found)
        found = found[:options.count]
    for name, point, records in found:
        show(name, point, records)


if __name__ == "__main__":
    main()
