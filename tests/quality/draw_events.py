#!/usr/bin/env python3
"""Draws events for reading by eye: each with its type, parties, modality, date, place and the words around it.

usage: draw_events.py PRINT_FACTS FOLDER [--count N] [--seed N] [--articles N] [--sets A,B…] [--rows FILE]
       draw_events.py PRINT_FACTS FOLDER --readings FILE

FOLDER holds the measuring data. Of each of the --sets (bbc, reuters and neus unless told; also giveme5w1h and fakes) --articles texts
(default 400) are drawn by the seed, and of the events that are found in them --count (default 200) in equal parts. An event is right when
type, actor, recipient, modality, date and place all are: a slot may be empty where its clause names nobody, but nobody else may stand there.
The judgements are the reader's; docs/events.md states the share and the causes of what was wrong. --rows writes what was drawn as rows
of such a file as --readings takes, with "?" for the reading.

--readings FILE draws nothing: it tells of the events that were read (event_judgements.tsv) how many are still told as they were, how many
in another way, and how many no longer, by what the reader said of them.
"""
import argparse
import collections
import csv
import json
import random
import re
import subprocess

DRAWN = "bbc,reuters,neus"
SLOTS = {"actors": 7, "recipients": 8, "dates": 14, "places": 15}
COLUMNS = ["set", "article", "start", "type", "modality", *SLOTS, "reading", "draw"]


def read_lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def read_set(folder, name):
    """Texts by the name of the article."""
    if name == "bbc":
        return {row["id"]: row["text"] for row in read_lines(f"{folder}/text/bbc.jsonl")}
    if name == "reuters":
        return {row["id"]: re.sub(r"(?<!\n)\n(?!\n)", " ", row["text"] or "") for row in read_lines(f"{folder}/text/reuters.jsonl")}
    if name == "neus":
        stories = read_lines(f"{folder}/stories/neus.jsonl")
        return {f"{story['id']}/{at}": article["text"] for story in stories for at, article in enumerate(story["articles"])}
    if name == "giveme5w1h":
        return {row["id"]: row["text"] for row in read_lines(f"{folder}/stories/giveme5w1h.jsonl")}
    rows = csv.DictReader(open(f"{folder}/stories/fakes.csv", encoding="latin-1"))
    return {row["unit_id"]: row["article_content"] for row in rows}


def read_spans(data, cell):
    return [data[int(a):int(b)].decode(errors="ignore") for a, b in (item.split("-") for item in cell.split("|") if item)]


def around(data, start, end):
    """The sentence, as far as full stops tell."""
    left = max(data.rfind(mark, 0, start) + len(mark) for mark in (b". ", b"\n", b".\" "))
    right = min((at for at in (data.find(mark, end) for mark in (b". ", b"\n")) if at >= 0), default=len(data))
    left, right = max(left, start - 320, 0), min(right + 1, end + 260)
    text = data[left:start].decode(errors="ignore") + "<" + data[start:end].decode(errors="ignore") + ">" + data[end:right].decode(errors="ignore")
    return " ".join(text.split())


def find_events(program, texts):
    done = subprocess.run([program], input="\f".join(texts).encode(), stdout=subprocess.PIPE, check=True)
    events = []
    for line in done.stdout.decode(errors="ignore").split("\n"):
        cells = line.split("\t")
        if cells[0] == "E":
            events.append(cells)
    return events


def told(cells):
    return f"{cells[5]}{' not' if cells[6] == '1' else ''}"


def row_of(name, article, cells, draw):
    return [name, str(article), cells[2], cells[4], told(cells), *(cells[at] for at in SLOTS.values()), "?", draw]


def draw(options):
    number, rows = 0, []
    names = options.sets.split(",")
    for at, name in enumerate(names):
        articles = read_set(options.folder, name)
        choice = random.Random(options.seed)
        drawn = choice.sample(list(articles), min(options.articles, len(articles)))
        texts = [articles[article].replace("\f", " ") for article in drawn]
        events = find_events(options.program, texts)
        count = options.count // len(names) + (at < options.count % len(names))
        for cells in sorted(choice.sample(events, min(count, len(events))), key=lambda cells: (int(cells[1]), int(cells[2]))):
            data = texts[int(cells[1])].encode()
            number += 1
            slots = [read_spans(data, cells[at]) for at in SLOTS.values()]
            print(f"{number} {name} {cells[4]} {told(cells)} | {slots[0]} -> {slots[1]}" + "".join(f" {mark} {slot}" for mark, slot in zip("@#", slots[2:]) if slot))
            print(f"    {around(data, int(cells[2]), int(cells[3]))}")
            rows.append(row_of(name, drawn[int(cells[1])], cells, str(options.seed)))
        print(f"# {name}: {len(events)} events in {len(texts)} articles")
    if options.rows:
        with open(options.rows, "w", encoding="utf-8") as file:
            file.writelines("\t".join(row) + "\n" for row in [COLUMNS, *rows])


def recount(options):
    rows = list(csv.DictReader((line for line in open(options.readings, encoding="utf-8") if not line.startswith("#")), delimiter="\t"))
    found, counts = {}, collections.defaultdict(collections.Counter)
    for name in sorted({row["set"] for row in rows}):
        articles = {str(article): text for article, text in read_set(options.folder, name).items()}
        wanted = sorted({row["article"] for row in rows if row["set"] == name})
        for cells in find_events(options.program, [articles[article].replace("\f", " ") for article in wanted]):
            row = row_of(name, wanted[int(cells[1])], cells, "")
            found[tuple(row[:4])] = row
    for row in rows:
        cells = [row[column] for column in COLUMNS]
        now = found.get(tuple(cells[:4]))
        state = "gone" if now is None else "as it was" if now[:9] == cells[:9] else "otherwise"
        for key in (row["reading"], "all" if row["reading"] == "right" else "all wrong"):
            counts[key][state] += 1
        if options.list and state != "as it was":
            print(state, row["reading"], *cells[:9], "now:", *(now[4:9] if now else []))
    for key in sorted(counts):
        print(f"{key:12} " + "  ".join(f"{state} {counts[key][state]}" for state in ("as it was", "otherwise", "gone")))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--sets", default=DRAWN)
    parser.add_argument("--rows")
    parser.add_argument("--readings")
    parser.add_argument("--list", action="store_true", help="with --readings: the events that are told otherwise or no longer")
    options = parser.parse_args()
    recount(options) if options.readings else draw(options)


main()
