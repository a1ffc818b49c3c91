#!/usr/bin/env python3
"""Measures events: their type on sentences whose source and target are marked (events/plv of the measuring data), and acts of the police
on sentences that readers labelled (events/indiapoliceevents).

usage: measure_events.py PRINT_FACTS PLV.tsv|SENTENCES.jsonl [--misses N] [--half A|B] [--world FOLDER]

PLV. Of the events found in a sentence the one counts that is not denied, then the one whose parties overlap the marked source and target
best, then the first; a sentence without any event counts as wrong. Prints the share of sentences with an event, the share of right types
among them, accuracy and macro-F1 over all. Classes are those of an older PLOVER: YIELD stands for CONCEDE and RETREAT. It also told
intents by the type of the intent and not of the act (what somebody will do for another is AGREE, what he will do against him THREATEN,
what he shall do REQUEST, what he will not do REJECT), signed agreements as SUPPORT, embargoes as COERCE, blockades as ASSAULT; a second
pair of figures ("by the older conventions") reads the events so, from their modality and CAMEO code, and nothing else.

Police reports, labelled KILL, ARREST, FORCE, FAIL, ANY_ACTION (of the police) or nothing. A sentence tells KILL when an event of it is a
killing (ASSAULT of mode "kill") by the police (its actor's words say so, or CAMEO 175: force of the state against people), or a killing by
nobody stated next to another event of police force; ARREST when an event of it has mode "arrest". Neither counts when it is denied, planned, requested,
promised, offered, threatened or only possible. Also prints the share that has an event of force (ASSAULT, COERCE) at all, for each label and
for those without one; what others than the police did has no label there, so that the last figure is an upper bound of what is wrong.

--half measures one half only (sentences of PLV, articles of the police reports, by their hash), so that one can read the misses of A and
learn from B whether what was mended is general. --world: a folder of tables instead of the embedded ones.
"""
import argparse
import collections
import csv
import hashlib
import json
import re
import subprocess

OLDER = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
FRIENDLY = {"AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID"}
CODES = {"057": "SUPPORT", "163": "COERCE", "191": "ASSAULT", "192": "ASSAULT"}
NO_FACT = {"planned", "requested", "promised", "offered", "threatened", "possible", "denied"}
POLICE_FORCE = "175"
POLICE = re.compile(r"\b(police|policem[ae]n|cops?|constables?|officers?|jawans?|commandos?|troopers?|sentr(y|ies)|security (forces?|personnel)|crpf|bsf|rpf)\b",
                    re.IGNORECASE)


class Event:
    def __init__(self, cells):
        self.kind = OLDER.get(cells[4], cells[4])
        self.modality, self.is_denied = cells[5], cells[6] == "1" or cells[5] == "denied"
        self.actors, self.recipients = read_spans(cells[7]), read_spans(cells[8])
        self.word, self.mode, self.code = cells[9], cells[12], cells[13]

    def older_kind(self):
        if self.is_denied and self.kind in FRIENDLY:
            return "REJECT"
        if self.modality in ("threatened", "requested"):
            return {"threatened": "THREATEN", "requested": "REQUEST"}[self.modality]
        if self.modality in ("planned", "promised", "offered"):
            if self.kind in FRIENDLY:
                return "AGREE"
            return "THREATEN" if self.kind in ("SANCTION", "PROTEST", "ASSAULT", "COERCE") else self.kind
        return CODES.get(self.code, self.kind)

    def is_fact(self):
        return not self.is_denied and self.modality not in NO_FACT


def read_spans(cell):
    return [tuple(map(int, item.split("-"))) for item in cell.split("|") if item]


def overlap(spans, span):
    if span[0] < 0:
        return 0
    return any(max(a, span[0]) < min(b, span[1]) for a, b in spans)


def in_half(options, text):
    return options.half in ("", "AB"[hashlib.sha256(text.encode()).digest()[0] % 2])


def find_events(options, sentences):
    command = [options.program] + (["--world", options.world] if options.world else [])
    done = subprocess.run(command, input="\f".join(s.replace("\f", " ") for s in sentences).encode(), stdout=subprocess.PIPE, check=True)
    found = collections.defaultdict(list)
    for line in done.stdout.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] == "E":
            found[int(cells[1])].append(Event(cells))
    return found


def place(sentence, words):
    data, part = sentence.encode(), words.strip().encode()
    at = data.find(part)
    return (at, at + len(part))


# ---- police reports ----

def is_police_force(event, sentence):
    actors = " ".join(sentence.encode()[start:end].decode(errors="replace") for start, end in event.actors)
    return event.kind == "ASSAULT" and (event.code == POLICE_FORCE or bool(POLICE.search(actors)))


def told_labels(events, sentence):
    facts = [event for event in events if event.is_fact()]
    killings = [event for event in facts if event.kind == "ASSAULT" and event.mode == "kill"]
    by_police = any(is_police_force(event, sentence) for event in facts)
    told = set()
    if by_police and any(is_police_force(event, sentence) or not event.actors for event in killings):
        told.add("KILL")
    if any(event.mode == "arrest" for event in facts):
        told.add("ARREST")
    return told


def measure_police(options):
    rows = [json.loads(line) for line in open(options.tsv, encoding="utf-8")]
    rows = [row for row in rows if in_half(options, str(row["doc_id"]))]
    found = find_events(options, [row["sent_text"] for row in rows])
    count, forceful = collections.Counter(), collections.Counter()
    gold, said, good = collections.Counter(), collections.Counter(), collections.Counter()
    for number, row in enumerate(rows):
        events, labels = found[number], row["sent_labels"]
        force = any(event.kind in ("ASSAULT", "COERCE") for event in events)
        for label in labels or ["no label"]:
            count[label] += 1
            forceful[label] += force
        told = told_labels(events, row["sent_text"].replace("\f", " "))
        for label in ("KILL", "ARREST"):
            gold[label] += label in labels
            said[label] += label in told
            good[label] += label in labels and label in told
            if (label in labels) != (label in told) and options.misses > 0:
                options.misses -= 1
                words = " ".join(f"{event.kind}/{event.word}/{event.mode}/{event.code}/{event.modality}" for event in events)
                print(f"{label} {'missed' if label in labels else 'wrong '} {words} | {' '.join(row['sent_text'].split())[:220]}")
    print(f"sentences {len(rows)}")
    for label in ("KILL", "ARREST"):
        print(f"{label} precision {good[label] / max(said[label], 1):.4f}  recall {good[label] / max(gold[label], 1):.4f}  "
              f"told {said[label]}  of {gold[label]}")
    for label in sorted(count):
        print(f"force told, {label} {forceful[label] / count[label]:.4f}  of {count[label]}")


# ---- sentences with source and target ----

class Score:
    def __init__(self):
        self.gold, self.said, self.good = collections.Counter(), collections.Counter(), collections.Counter()

    def add(self, want, kind):
        self.gold[want] += 1
        self.said[kind] += 1
        self.good[want] += want == kind

    def accuracy(self):
        return sum(self.good.values()) / max(sum(self.gold.values()), 1)

    def precision(self):
        return sum(self.good.values()) / max(sum(n for kind, n in self.said.items() if kind), 1)

    def macro_f1(self):
        return sum(2 * self.good[c] / (self.gold[c] + self.said[c]) for c in self.gold) / max(len(self.gold), 1)

    def told(self):
        return 1 - self.said[None] / max(sum(self.gold.values()), 1)


def measure_types(options):
    rows = [row for row in csv.DictReader(open(options.tsv, encoding="utf-8"), delimiter="\t")
            if row["gold_root"] and in_half(options, row["sentence"])]
    found = find_events(options, [row["sentence"] for row in rows])
    plain, older, with_parties = Score(), Score(), 0
    for number, row in enumerate(rows):
        source, target = place(row["sentence"], row["source"]), place(row["sentence"], row["target"])
        scored = [(not event.is_denied, overlap(event.actors, source) + overlap(event.recipients, target), -at, event)
                  for at, event in enumerate(found[number])]
        best = max(scored, key=lambda item: item[:3], default=None)
        with_parties += best is not None and best[1] == 2
        plain.add(row["gold_root"], best and best[3].kind)
        older.add(row["gold_root"], best and best[3].older_kind())
        if (not best or best[3].kind != row["gold_root"]) and options.misses > 0:
            options.misses -= 1
            words = " ".join(f"{event.kind}/{event.word}/{event.code}/{event.modality}" for event in found[number])
            print(f"{row['gold_root']:10} {words or '-'} | {row['marked_sentence'][:240]}")
    print(f"sentences {len(rows)}")
    print(f"with an event {plain.told():.4f}  both parties found {with_parties / len(rows):.4f}")
    print(f"type right where told {plain.precision():.4f}  accuracy {plain.accuracy():.4f}  macro-F1 {plain.macro_f1():.4f}")
    print(f"by the older conventions: right where told {older.precision():.4f}  accuracy {older.accuracy():.4f}  "
          f"macro-F1 {older.macro_f1():.4f}")
    for c in sorted(plain.gold):
        print(f"  {c:10} gold {plain.gold[c]:4}  precision {plain.good[c] / max(plain.said[c], 1):.3f}  "
              f"recall {plain.good[c] / plain.gold[c]:.3f}  by the older conventions {older.good[c] / max(older.said[c], 1):.3f}  "
              f"{older.good[c] / older.gold[c]:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("tsv")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--half", choices=("A", "B"), default="")
    parser.add_argument("--world", default="")
    options = parser.parse_args()
    if options.tsv.endswith(".jsonl"):
        measure_police(options)
    else:
        measure_types(options)


if __name__ == "__main__":
    main()
