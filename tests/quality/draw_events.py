#!/usr/bin/env python3
"""Draws events for reading by eye: each with its type, parties, modality and the words around it.

usage: draw_events.py PRINT_FACTS FOLDER [--count N] [--seed N] [--articles N]

FOLDER holds text/bbc.jsonl, text/reuters.jsonl and stories/neus.jsonl of the measuring data. Of each of the three --articles texts
(default 400) are drawn by the seed, and of the events that are found in them --count (default 200) in equal parts. An event is right when
type, actor, recipient and modality all are: a slot may be empty where its clause names nobody, but nobody else may stand there. The
judgements are the reader's; docs/events.md states the share and the causes of what was wrong.
"""
import argparse
import json
import random
import re
import subprocess


def read_texts(folder):
    neus = [article for line in open(f"{folder}/stories/neus.jsonl", encoding="utf-8") for article in json.loads(line)["articles"]]
    return {
        "bbc": [json.loads(line)["text"] for line in open(f"{folder}/text/bbc.jsonl", encoding="utf-8")],
        "reuters": [re.sub(r"(?<!\n)\n(?!\n)", " ", json.loads(line)["text"] or "") for line in open(f"{folder}/text/reuters.jsonl", encoding="utf-8")],
        "neus": [article["text"] for article in neus],
    }


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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=400)
    options = parser.parse_args()
    number, sources = 0, read_texts(options.folder)
    for at, (name, texts) in enumerate(sources.items()):
        choice = random.Random(options.seed)
        texts = [text.replace("\f", " ") for text in choice.sample(texts, min(options.articles, len(texts)))]
        events = find_events(options.program, texts)
        count = options.count // len(sources) + (at < options.count % len(sources))
        for cells in sorted(choice.sample(events, min(count, len(events))), key=lambda cells: (int(cells[1]), int(cells[2]))):
            data = texts[int(cells[1])].encode()
            number += 1
            told = f"{cells[4]} {cells[5]}{' not' if cells[6] == '1' else ''}"
            print(f"{number} {name} {told} | {read_spans(data, cells[7])} -> {read_spans(data, cells[8])}")
            print(f"    {around(data, int(cells[2]), int(cells[3]))}")
        print(f"# {name}: {len(events)} events in {len(texts)} articles")


main()
