#!/usr/bin/env python3
"""Measures quotes on PolNeAR (quotes/polnear of the measuring data).

usage: measure_quotes.py PRINT_FACTS POLNEAR_PART_FOLDER [--misses N]

An attribution of the corpus counts as direct or mixed when quotation marks stand in its content; what is between the marks is what should be found:
  direct and mixed quotes found  share of the quoted stretches of attributions that a direct or mixed quote overlaps by half of their union
  quotes inside attributions     share of the direct and mixed quotes that lie inside the content of an attribution
  speaker of quotes found        of the stretches found, the share whose speaker's words overlap the source of the attribution, or name the same words
Articles annotated twice count once, by the first annotator in alphabetical order.
"""
import argparse
import collections
import pathlib
import re
import subprocess

STRETCH = re.compile(r"“([^“”\"]+)(?:”|$)|\"([^\"“”]+)(?:\"|$)|‘([^‘’]{12,})’(?!\w)", re.M)


def read_attributions(path):
    spans, links = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            kind, *numbers = re.split(r"[ ;]", cells[1])
            numbers = [int(n) for n in numbers]
            spans[cells[0]] = (kind, numbers[0], numbers[-1])
        elif line.startswith("E") and len(cells) > 1:
            roles = collections.defaultdict(list)
            for role in cells[1].split():
                name, target = role.split(":")
                roles[re.sub(r"\d+$", "", name)].append(target)
            links.append(roles)
    for roles in links:
        for name in ("Source", "Cue", "Content"):
            roles[name] = [spans[target][1:] for target in roles[name] if target in spans]
    return links


def load(folder):
    for path in sorted((folder / "text").glob("*.txt")):
        stem = path.stem
        found = sorted((folder / "attributions").glob(stem + "_*.ann"))
        if found:
            with open(path, encoding="utf-8", newline="") as file:
                yield stem, file.read(), read_attributions(found[0])


def stretches(text, attribution):
    for start, end in attribution["Content"]:
        for match in STRETCH.finditer(text, start, end):
            group = next(g for g in (1, 2, 3) if match.group(g))
            yield match.start(group), match.end(group)


def union_share(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    articles = list(load(options.folder))
    texts = [text.replace("\f", " ").replace("\r", " ") for _, text, _ in articles]
    output = subprocess.run([options.program], input="\f".join(texts).encode(), stdout=subprocess.PIPE, check=True).stdout
    quotes = collections.defaultdict(list)
    for line in output.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "U" and cells[4] != "indirect":
            number = int(cells[1])
            raw = texts[number].encode()

            def place(cell):
                return len(raw[:int(cell)].decode(errors="ignore"))
            quotes[number].append({"span": (place(cells[2]), place(cells[3])), "source": (place(cells[6]), place(cells[7])),
                                   "speakers": cells[10], "words": cells[11]})
    # A quote that carries the speaker of one before has no source of its own: it stands with that one's.
    for number in quotes:
        for at, quote in enumerate(quotes[number]):
            if quote["source"][0] == quote["source"][1] and quote["speakers"]:
                same = [q["source"] for q in quotes[number][:at] if q["speakers"] == quote["speakers"]]
                quote["source"] = same[-1] if same else quote["source"]
    tally = collections.Counter()
    misses = []
    for number, (stem, text, attributions) in enumerate(articles):
        for attribution in attributions:
            for wanted in stretches(text, attribution):
                tally["wanted"] += 1
                got = [q for q in quotes[number] if union_share(q["span"], wanted) >= 0.5]
                if not got:
                    misses.append(("missed", stem, text[wanted[0]:wanted[1]], text[max(0, wanted[0] - 80):wanted[0]]))
                    continue
                tally["found"] += 1
                if not attribution["Source"]:
                    continue
                tally["with_source"] += 1
                names = " ".join(text[a:b] for a, b in attribution["Source"])
                for quote in got[:1]:
                    own = quote["source"]
                    touches = any(union_share(own, source) > 0 for source in attribution["Source"])
                    words = set(re.findall(r"\w+", quote["speakers"])) & set(re.findall(r"\w+", names))
                    right = touches or bool(words)
                    tally["source_right"] += right
                    if not right:
                        misses.append(("source", stem, f"{text[own[0]:own[1]]!r} {quote['speakers']!r} wanted {names!r}", quote["words"][:70]))
        for quote in quotes[number]:
            tally["quotes"] += 1
            inside = any(union_share(quote["span"], (a, b)) > 0 for x in attributions for a, b in x["Content"])
            tally["right"] += inside
            if not inside:
                misses.append(("false", stem, quote["words"], text[max(0, quote["span"][0] - 80):quote["span"][0]]))
    for kind in ("missed", "source", "false"):
        for miss in [m for m in misses if m[0] == kind][:options.misses]:
            print(*(str(cell).replace("\n", " ") for cell in miss), sep=" | ")
    for measure, good, total in (("direct and mixed quotes found", "found", "wanted"), ("quotes inside attributions", "right", "quotes"),
                                 ("speaker of quotes found", "source_right", "with_source")):
        print(f"{measure}\t{tally[good] / max(1, tally[total]):.4f}\t{tally[total]}")


main()
