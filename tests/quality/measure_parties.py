#!/usr/bin/env python3
"""Measures who did it to whom: actors and recipients of events.

usage: measure_parties.py PRINT_FACTS PLV.tsv|GSR.xml [--misses N] [--side actor|recipient]

PLV.tsv (events/plv): sentences with one marked source and one marked target. Of the events found in a sentence the one counts whose type
is that of the label, or else the one whose parties fit best. A party is right when it and the marked one share the head word of either:
the last word before a preposition, a comma or a relative pronoun, or the named word inside it. Printed for actors, recipients and both:
precision (right among those told by the event) and recall (sentences whose marked party is among them); and how many of the marked parties
begin in small letters: described, not named.

GSR.xml (events/universalpetrarch, PETR2_GSR_validation.xml): sentences with codings that imitate another program; they name parties by codes
alone, so that only the country of each can be compared. The share of those whose country an actor (a recipient) of any event of the
sentence has.
"""
import argparse
import csv
import pathlib
import re
import subprocess

WORLD = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "world" / "countries.tsv"
OLDER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
CUT = re.compile(r"\s+(?:of|in|on|at|by|for|from|with|to|that|who|whose|whom|which|where|when|over|against|near|after|before|under|"
                 r"including|during|about|as|is|was|were|are|has|have)\s+|[,;:(—–]|\s-\s")
TITLES = re.compile(r"^(?:the|a|an|his|her|its|their|some|all|more than|about|at least)\s+", re.I)


def read_spans(cell):
    return [tuple(map(int, item.split("-"))) for item in cell.split("|") if item]


def read_parties(evidence, mentions):
    """Of each party the words in the clause first, then all its mentions: a pronoun stands for who was named before."""
    spans, all_spans = read_spans(evidence), [read_spans(cell.split("@")[0].replace(",", "|")) for cell in mentions.split("|")]
    return [[span] + (all_spans[at] if len(all_spans) == len(spans) else []) for at, span in enumerate(spans)]


def find_events(program, sentences):
    done = subprocess.run([program], input="\f".join(sentences).encode(), stdout=subprocess.PIPE, check=True)
    found = [[] for _ in sentences]
    for line in done.stdout.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "E":
            found[int(cells[1])].append((OLDER.get(cells[4], cells[4]), read_parties(cells[7], cells[10]), read_parties(cells[8], cells[11]), cells[9]))
    return found


def head_of(words):
    """The head word of a phrase, by the words that end its nucleus."""
    bare = TITLES.sub("", words.strip())
    cut = CUT.search(bare, 1)
    return (bare[:cut.start()] if cut else bare).split()[-1].strip("'’\"“”.").removesuffix("’s").removesuffix("'s") if bare else ""


def place(sentence, words):
    """The bytes of the marked words, and of their head word."""
    data, part = sentence.encode(), words.strip().encode()
    at = data.find(part)
    head = head_of(words).encode()
    inner = part.find(head)
    return (at, at + len(part)), (at + inner, at + inner + len(head))


def shares(span, other):
    return max(span[0], other[0]) < min(span[1], other[1])


def is_right(sentence, told, marked):
    """Whether what was told has the head word of what is marked, or its own head word lies in there."""
    whole, head = marked
    if whole[0] < 0:
        return False
    if shares(told, head):
        return True
    words = sentence.encode()[told[0]:told[1]].decode(errors="ignore")
    own = told[0] + len(words.encode()[:max(words.encode().rfind(head_of(words).encode()), 0)])
    return shares((own, own + max(len(head_of(words).encode()), 1)), whole)


def measure_marked(options):
    rows = [row for row in csv.DictReader(open(options.data, encoding="utf-8"), delimiter="\t") if row["gold_root"]]
    found = find_events(options.program, [row["sentence"].replace("\f", " ") for row in rows])
    told, right, recalled = [0, 0], [0, 0], [0, 0]
    described, described_found = 0, 0
    for row, events in zip(rows, found):
        sentence = row["sentence"]
        marked = place(sentence, row["source"]), place(sentence, row["target"])
        def fit(event):
            return [[any(is_right(sentence, span, marked[side]) for span in spans) for spans in event[1 + side]] for side in (0, 1)]
        best = max(events, key=lambda event: (event[0] == row["gold_root"], any(fit(event)[0]) + any(fit(event)[1])), default=None)
        fits = fit(best) if best else [[], []]
        for side, key in enumerate(("source", "target")):
            told[side] += len(fits[side])
            right[side] += sum(fits[side])
            recalled[side] += any(fits[side])
            head = head_of(row[key])
            if head[:1].islower():
                described += 1
                described_found += any(fits[side])
            if not any(fits[side]) and options.misses > 0 and options.side in ("both", ("actor", "recipient")[side]):
                options.misses -= 1
                said = [sentence.encode()[a:b].decode(errors="ignore") for a, b in ([spans[0] for spans in best[1 + side]] if best else [])]
                print(f"{key} [{row[key]}] told {said} {best[0] + ' ' + best[3] if best else '-'} ({row['gold_root']}) | {sentence[:260]}")
    for side, name in enumerate(("actor", "recipient")):
        print(f"{name} precision {right[side] / max(told[side], 1):.4f}  {name} recall {recalled[side] / len(rows):.4f}")
    print(f"parties precision {sum(right) / max(sum(told), 1):.4f}  parties recall {sum(recalled) / (2 * len(rows)):.4f}")
    print(f"sentences {len(rows)}  described parties {described}, found {described_found / max(described, 1):.4f}")


def read_codings(path):
    """Text and codings of each sentence; the file is no well-formed XML throughout."""
    raw = open(path, encoding="utf-8").read()
    for part in re.split(r"<Sentence ", raw)[1:]:
        text = re.search(r"<Text>(.*?)</Text>", part, re.S)
        codings = re.findall(r'<EventCoding[^>]*sourcecode="([^"]*)"[^>]*targetcode="([^"]*)"', part)
        if text and codings:
            yield " ".join(text.group(1).split()), codings


def measure_coded(options):
    alpha3 = {}
    for line in open(WORLD, encoding="utf-8"):
        cells = line.split("\t")
        if not line.startswith("#"):
            alpha3[cells[0]] = cells[1]
    rows = list(read_codings(options.data))
    done = subprocess.run([options.program], input="\f".join(text for text, _ in rows).encode(), stdout=subprocess.PIPE, check=True)
    found = [[] for _ in rows]
    for line in done.stdout.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "E":
            found[int(cells[1])].append([{alpha3.get(party.split("@")[-1]) for party in cell.split("|")} for cell in cells[10:12]])
    total, hits, silent = [0, 0], [0, 0], 0
    for (text, codings), events in zip(rows, found):
        silent += not events
        for coding in codings:
            for side in (0, 1):
                if coding[side][:3] not in alpha3.values():
                    continue
                total[side] += 1
                hit = any(coding[side][:3] in event[side] for event in events)
                hits[side] += hit
                if not hit and options.misses > 0:
                    options.misses -= 1
                    print(f"{('actor', 'recipient')[side]} {coding[side]} | {text[:260]}")
    print(f"sentences {len(rows)}  without an event {silent / max(len(rows), 1):.4f}")
    for side, name in enumerate(("actor", "recipient")):
        print(f"{name} country {hits[side] / max(total[side], 1):.4f}  of {total[side]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--side", choices=("actor", "recipient", "both"), default="both")
    options = parser.parse_args()
    if options.data.endswith(".xml"):
        measure_coded(options)
    else:
        measure_marked(options)


main()
