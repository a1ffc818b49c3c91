#!/usr/bin/env python3
"""Measures times: spans and values.

usage: measure_times.py PRINT_MENTIONS TIMES [--misses N] [--set timebank|aquaint|recognizers]

PRINT_MENTIONS is the program built from print_mentions.c, TIMES the unpacked folder "times" of the measuring data. For TimeML: relaxed (spans that
touch), strict (the same span, a leading article aside) and value (relaxed, with the same TIMEX3 value) precision, recall and F1; the
document's own date is not counted. Values of weekdays and of dates without a year are taken from the resolved days. For the Recognizers-Text
cases in English: the share of expected results whose span is found (touching), and whose value is one of the expected ones.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree


def run(program, documents):
    """documents: (date, text) -> a list of (start, end, type, value, words) in characters for each."""
    data = "\f".join(f"{date}\n{text}" for date, text in documents).encode()
    output = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    found = [[] for _ in documents]
    maps = {}
    for line in output.split("\n"):
        cells = line.split("\t")
        if cells[0] != "T":
            continue
        number, start, end = (int(c) for c in cells[1:4])
        raw = maps.setdefault(number, documents[number][1].encode())
        start, end = len(raw[:start].decode()), len(raw[:end].decode())
        found[number].append((start, end, cells[4], value_of(cells[5], cells[6], cells[7]), cells[8]))
    return found


def value_of(value, start, end):
    """The value that TIMEX3 wants: with the resolved days in the place of what the words leave open."""
    if not value.startswith("XXXX") or not start:
        return value
    first, last = (datetime.date.fromisoformat(x[:10]) for x in (start, end))
    part = re.search(r"T..(:..)?$", value)
    part = part.group(0) if part else ""
    if first == last:
        return first.isoformat() + part
    if value.endswith("-WE"):
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}-WE"
    if "/" in value:
        return first.isoformat()
    if re.match(r"XXXX-(Q\d|SU|SP|FA|WI)", value):
        return f"{first.year}{value[4:]}"
    return f"{first.year}-{first.month:02d}" if first.month == last.month else str(first.year)


def load_timeml(folder):
    for path in sorted(folder.glob("*.tml")):
        root = ElementTree.parse(path).getroot()
        date = root.find("DCT/TIMEX3").get("value")[:10]
        text, times = [], []

        def walk(node):
            start = sum(map(len, text))
            text.append(node.text or "")
            for child in node:
                walk(child)
                text.append(child.tail or "")
            if node.tag == "TIMEX3":
                times.append((start, sum(map(len, text)), node.get("type"), node.get("value")))

        walk(root.find("TEXT"))
        yield path.name, date, "".join(text).replace("\f", " "), times


def bare(text, start, end):
    """A span without white space at its ends and a leading article."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    article = re.match(r"(?i)(the|a|an)\s+", words)
    return (start + (article.end() if article else 0), start + len(words))


def f1(right, found, wanted):
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def measure_timeml(program, folder, misses):
    documents = list(load_timeml(folder))
    results = run(program, [(date, text) for _, date, text, _ in documents])
    wanted = found = relaxed = strict = value = 0
    for (name, _, text, gold), got in zip(documents, results):
        wanted, found, used = wanted + len(gold), found + len(got), set()
        for start, end, kind, want in gold:
            hits = [i for i, g in enumerate(got) if g[0] < end and start < g[1] and i not in used]
            if not hits:
                if misses > 0:
                    print(f"missing {text[start:end]!r} {kind} {want} {name}")
                    misses -= 1
                continue
            hit = max(hits, key=lambda i: min(end, got[i][1]) - max(start, got[i][0]))
            used.add(hit)
            relaxed += 1
            strict += bare(text, start, end) == bare(text, got[hit][0], got[hit][1])
            same = got[hit][3] == want
            value += same
            if not same and misses > 0:
                print(f"value {text[start:end]!r} {kind} {want} got {got[hit][4]!r} {got[hit][3]} {name}")
                misses -= 1
        for i, g in enumerate(got):
            if i not in used and misses > 0:
                print(f"extra {g[4]!r} {g[3]} {name}")
                misses -= 1
    print(f"{folder.name}: {len(documents)} articles, {wanted} times; relaxed {f1(relaxed, found, wanted)}; strict {f1(strict, found, wanted)}; "
          f"value {f1(value, found, wanted)}")


def measure_recognizers(program, folder, misses):
    cases = json.loads((folder / "DateTimeModel.json").read_text(encoding="utf-8-sig"))
    cases = [c for c in cases if "ReferenceDateTime" in c.get("Context", {})]
    results = run(program, [(c["Context"]["ReferenceDateTime"][:10], c["Input"]) for c in cases])
    wanted = spans = values = 0
    for case, got in zip(cases, results):
        for result in case["Results"]:
            wanted += 1
            start, end = case["Input"].lower().find(result["Text"].lower()), 0
            end = start + len(result["Text"])
            hits = [g for g in got if g[0] < end and start < g[1]]
            spans += bool(hits)
            expected = set()
            for item in result["Resolution"]["values"]:
                expected |= {item.get("timex"), (item.get("value") or "")[:10], item.get("start")}
            right = any(g[3] in expected or g[3][:10] in expected for g in hits)
            values += right
            if not right and misses > 0:
                print(f"{case['Input']!r} {result['Text']!r} wanted {sorted(filter(None, expected))} got {[(g[4], g[3]) for g in got]}")
                misses -= 1
    print(f"recognizers DateTimeModel: {len(cases)} cases, {wanted} results; span {spans / wanted:.3f}, value {values / wanted:.3f}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--set", default="")
    options = parser.parse_args()
    for name, part in (("timebank", "TimeBank"), ("aquaint", "AQUAINT")):
        if options.set in ("", name):
            measure_timeml(options.program, options.folder / "tbaq-cleaned" / part, options.misses)
    if options.set in ("", "recognizers"):
        measure_recognizers(options.program, options.folder / "recognizers" / "DateTime", options.misses)


main()
