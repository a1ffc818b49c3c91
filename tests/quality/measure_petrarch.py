#!/usr/bin/env python3
"""Scores the events that dictionaries in the manner of PETRARCH tell, on that program's unit records.

usage: measure_petrarch.py PROGRAM RECORDS.xml [--dictionaries FOLDER] [--trees FILE.xml] [--verbs FILE] [--misses]
                           [--category NAME]

RECORDS.xml is a validation file of PETRARCH: sentences with their date and the codings that are expected, and the names of the
dictionaries that they are made with, which are looked for in --dictionaries (default: the folder "dictionaries" beside the file). They are
added to a world of their own (`synoptic world add`), the sentences are annotated as text or, with --trees, with the words and trees that
another file of the same records has in CoNLL-U (`annotate --from conllu`), and the codings are composed from the records: for each event
its CAMEO code between the codes (identifiers.cameo) of its actors and its recipients.

What is expected holds under options of that program, which stand between the records: without require_dyad (the default is with it) a coding
may lack its target, which is then "---". Left aside are records that are no test of coding: broken parses and datelines (error) and those
that ask for names of actors that no dictionary has (new_actor_length above 0). Texts lose their underscores and get a full stop where they have
none: without it a line is no running text. A record that a discard phrase rules out expects nothing.

Printed: sentences whose codings are all and only those expected, and precision, recall and F1 of single codings (source, target, code).
"""
import argparse
import collections
import html
import json
import os
import re
import subprocess
import sys
import tempfile

ATTRIBUTE = re.compile(r'(\w+)\s*=\s*"([^"]*)"')
DISCARDING = {"storydiscard", "sentencediscard"}
TAGS = {"CONJ": "CCONJ"}
RELATIONS = {"dobj": "obj", "name": "flat", "mwe": "fixed", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
             "neg": "advmod", "nmod:npmod": "obl:npmod", "nmod:tmod": "obl:tmod", "nmod:agent": "obl:agent"}


def read_records(path):
    """The records of a file, in order: attributes, codings, text, parse, and the options that hold for them."""
    with open(path, encoding="utf-8", errors="replace") as file:
        content = re.sub(r"<!--.*?-->", "", file.read(), flags=re.S)
    environment = {name.lower(): value for name, value in re.findall(r"<(\w+file)>([^<]*)</", content)}
    options, records = {"require_dyad": "true", "new_actor_length": "0"}, []
    for match in re.finditer(r"<Config ([^>]*)>|<Sentence ([^>]*?)/?>(.*?)(?=<Sentence |<Config |</Sentences>|\Z)", content, flags=re.S):
        if match.group(1):
            attributes = dict(ATTRIBUTE.findall(match.group(1)))
            options[attributes.get("option", "")] = attributes.get("value", "").lower()
            continue
        attributes = dict(ATTRIBUTE.findall(match.group(2)))
        body = match.group(3)
        attributes.update(ATTRIBUTE.findall(re.match(r"\s*<!--|", body).group(0)))
        text = re.search(r"<Text>(.*?)</Text>", body, flags=re.S)
        parse = re.search(r"<Parse>(.*?)</Parse>", body, flags=re.S)
        records.append({"attributes": attributes, "codings": [dict(ATTRIBUTE.findall(coding)) for coding in
                                                              re.findall(r"<EventCoding([^>]*)>", body)],
                        "text": html.unescape(" ".join(text.group(1).split())) if text else "",
                        "parse": parse.group(1) if parse else "", "options": dict(options)})
    return environment, records


def expected(record):
    """The codings that a record expects, or None where it is left aside."""
    codings = set()
    for coding in record["codings"]:
        error = coding.get("error")
        if error and error not in DISCARDING:
            return None
        if "eventcode" in coding:
            codings.add((coding.get("sourcecode", "---"), coding.get("targetcode", "---"), coding["eventcode"]))
    if record["options"].get("new_actor_length", "0") != "0" or not record["text"]:
        return None
    return codings


def compose(events, codes, require_dyad):
    codings = set()
    for event in events:
        if not event.get("cameo"):
            continue
        sides = []
        for side in ("actors", "recipients"):
            found = [part for entity in event[side] for part in codes.get(entity, "").split("/") if part]
            sides.append(found or ["---"])
        for source in sides[0]:
            for target in sides[1]:
                if source != target and not (require_dyad and "---" in (source, target)):
                    codings.add((source, target, event["cameo"]))
    return codings


def as_conllu(record, number):
    """The parse of a record with labels of Universal Dependencies 2."""
    lines = [f"# newdoc id = {number}", "# lang = en"]
    date = day_of(record)
    if date:
        lines.append(f"# date = {date}")
    rows = [(line.split("\t") + ["_", "_"])[:10] for line in record["parse"].strip().split("\n") if line.count("\t") >= 7]
    verbs = {row[0] for row in rows if row[3] in ("VERB", "AUX", "ADJ")}
    for row in rows:
        row[3] = TAGS.get(row[3], row[3])
        row[7] = RELATIONS.get(row[7], row[7])
        if row[7] == "nmod" and row[6] in verbs:
            row[7] = "obl"
        if row[7].split(":")[0] in ("aux", "cop"):
            row[3] = "AUX"
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n\n"


def day_of(record):
    date = record["attributes"].get("date", "")
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if len(date) == 8 else ""


def annotate(program, records, world, trees):
    with tempfile.NamedTemporaryFile("w", suffix=".conllu" if trees else ".jsonl", encoding="utf-8") as pages:
        for number, record in enumerate(records):
            if trees:
                pages.write(as_conllu(record, number))
                continue
            text = record["text"].replace("_", " ")
            page = {"id": str(number), "lang": "en", "text": text if text[-1] in ".!?" else text + "."}
            if day_of(record):
                page["date"] = day_of(record)
            pages.write(json.dumps(page) + "\n")
        pages.flush()
        run = subprocess.run([program, "annotate", "--threads", "1", "--from", "conllu" if trees else "jsonl", "--world", world, pages.name],
                             stdout=subprocess.PIPE, check=False, encoding="utf-8")
    numbers, codes, events = {}, {}, collections.defaultdict(list)
    for line in run.stdout.splitlines():
        record = json.loads(line)
        if record["record"] == "article":
            numbers[record["id"]] = int(re.sub(r".*/", "", record["source"]))
        elif record["record"] == "entity" and "cameo" in record.get("identifiers", {}):
            codes[record["id"]] = record["identifiers"]["cameo"]
        elif record["record"] == "event":
            events[numbers[record["article"]]].append(record)
    return codes, events


def add_dictionaries(program, environment, folder, world):
    kinds = {"verbfile": "verbs", "actorfile": "actors", "agentfile": "agents", "discardfile": "discards"}
    for name, kind in kinds.items():
        for file in environment.get(name, "").split(","):
            if file.strip():
                subprocess.run([program, "world", "add", "--as", kind, "--world", world, os.path.join(folder, file.strip())], check=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("records")
    parser.add_argument("--dictionaries", action="append")
    parser.add_argument("--trees")
    parser.add_argument("--verbs", help="this file in the place of the dictionary of verbs that is named")
    parser.add_argument("--misses", action="store_true", help="print what is wrong, one sentence a line")
    parser.add_argument("--category", help="only records of this category")
    options = parser.parse_args()
    environment, records = read_records(options.records)
    if options.trees:
        for record, other in zip(records, read_records(options.trees)[1]):
            record["parse"] = other["parse"]
            record["attributes"].setdefault("date", other["attributes"].get("date", ""))
    if options.category:
        records = [record for record in records if record["attributes"].get("category") == options.category]
    folders = options.dictionaries or [os.path.join(os.path.dirname(options.records), "dictionaries")]
    with tempfile.TemporaryDirectory() as world:
        for name, files in list(environment.items()):
            environment[name] = ",".join(next((os.path.abspath(os.path.join(folder, file.strip())) for folder in folders
                                               if os.path.exists(os.path.join(folder, file.strip()))), "") for file in files.split(",") if
                                         name != "errorfile" and name != "picofile")
        if options.verbs:
            environment["verbfile"] = os.path.abspath(options.verbs)
        add_dictionaries(options.program, environment, "/", world)
        kept = [record for record in records if expected(record) is not None]
        codes, events = annotate(options.program, kept, world, bool(options.trees))
    right = good = told = wanted = 0
    by_category = collections.defaultdict(lambda: [0, 0])
    for number, record in enumerate(kept):
        gold = expected(record)
        found = compose(events[number], codes, record["options"]["require_dyad"] != "false")
        good, told, wanted = good + len(gold & found), told + len(found), wanted + len(gold)
        right += gold == found
        category = record["attributes"].get("category") or record["attributes"].get("source") or "-"
        by_category[category][0] += gold == found
        by_category[category][1] += 1
        if options.misses and gold != found:
            show = lambda codings: " ".join(sorted(">".join(c[:2]) + ":" + c[2] for c in codings)) or "nothing"
            print(f"{record['attributes'].get('id')}\t{record['text']}\n    expected {show(gold)}\n    told     {show(found)}")
    precision, recall = good / max(told, 1), good / max(wanted, 1)
    print(f"records {len(records)}, measured {len(kept)}")
    print(f"sentences with all codings and no other: {right} of {len(kept)}")
    print(f"sentences right {right / max(len(kept), 1):.3f}")
    print(f"codings: {wanted} expected, {told} told, {good} right")
    print(f"codings precision {precision:.3f}")
    print(f"codings recall {recall:.3f}")
    print(f"codings F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}")
    for category, (hit, count) in sorted(by_category.items()):
        print(f"    {category}: {hit} of {count}")


if __name__ == "__main__":
    sys.exit(main())
