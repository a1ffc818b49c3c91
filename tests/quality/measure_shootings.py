#!/usr/bin/env python3
"""Measures counts, date and place of a report (stories/shootings-*.jsonl of the measuring data).

usage: measure_shootings.py PROGRAM REPORTS.jsonl [--misses N] [--only killed|injured|date|place]

PROGRAM reads the reports as JSON Lines with text and date; all answers are read from its records, none from the text.

Rules
- killed: the largest value of the counts of persons with the fate `dead` among the first LEAD characters, since what stands below is often
  about other cases; injured: with the fate `hurt`. Who dies may have been counted as hurt before ("a man was shot", "the man died"): where the
  same noun, or one that fits anyone ("person"), has both fates, the dead are taken from the hurt. Ages tell of one person each: as many different ones as have a fate are its count where
  no count is larger.
- date: the day of the first event of force that has one (ASSAULT, happened), else the day that most times with an hour or part of the day
  name, the first of several (times near the top before others), else that most times name; that of publication where no day is told.
- place: the gold is an address, so a place of the first such event that is a road counts first, then the first road that is named as a place,
  then the place of such an event, then the place that is named most often. It is right where its name and the gold address share a
  word of a name (no numbers, no words for kinds of roads).
Printed are: of the reports with a count above zero, the share with that count; of those with zero, the share with another; of all with a
date or an address, the shares that are right, and that have any.
"""
import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile

LEAD = 1000
ANYONE = {"person", "people", "victim"}
OTHERS = {"other", "another"}
KINDS = set("street st avenue ave road rd drive dr boulevard blvd lane ln court ct place pl way highway hwy parkway pkwy circle terrace route pike".split())
ROADS = set("street st avenue ave road rd drive dr block boulevard blvd lane ln court ct place pl way highway hwy north south east west n s e w nw ne sw se "
            "the of and county state route parkway circle terrace".split())


def annotate(program, reports):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps({"id": report["id"], "text": report["text"], "date": report["publish_date"]}) + "\n")
        lines.flush()
        output = subprocess.run([program, "annotate", lines.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()  # a report without text fails, and counts as one without records
    records, key = collections.defaultdict(lambda: collections.defaultdict(list)), {}
    for line in output.splitlines():
        record = json.loads(line)
        if record["record"] == "article":
            key[record["id"]] = record["source"]
        mentioned = record.get("article") or (record["mentions"][0]["article"] if record.get("mentions") else record.get("id"))
        records[key.get(mentioned)][record["record"]].append(record)
    return records


def counts_of(records):
    """Killed and injured, from the counts of persons near the top of the report."""
    counts = [q for q in records["quantity"] if q["kind"] == "count" and q["unit"] == "person" and q.get("in") != "caption" and q["start"] < LEAD]
    ages = [q for q in records["quantity"] if q["kind"] == "age" and q["start"] < LEAD]
    aged = {fate: {q["value"] for q in ages if q.get("fate") == fate} for fate in ("dead", "hurt")}
    dead = {q.get("of"): int(q.get("value_to", q["value"])) for q in reversed(counts) if q.get("fate") == "dead"}
    killed = max([len(aged["dead"])] + list(dead.values()))
    injured = max(0, len(aged["hurt"] - aged["dead"]) - killed)
    for q in counts:
        if q.get("fate") != "hurt":
            continue
        value, same = int(q.get("value_to", q["value"])), {q.get("of")} | ANYONE
        injured = max(injured, value - (killed if value >= killed and q.get("of") not in OTHERS and (same & set(dead) or q.get("of") in ANYONE) else 0))
    return killed, injured


def forceful(records):
    return [e for e in records["event"] if e["type"] == "ASSAULT" and e["modality"] == "happened" and not e.get("negated")]


def is_day(interval):
    return interval.get("from") and interval["from"][:10] == interval.get("to", "")[:10]


def date_of(records):
    for event in forceful(records):
        if is_day(event.get("date", {})):
            return event["date"]["from"][:10]
    times = [t for t in records["time"] if is_day(t) and t["start"] < LEAD] or [t for t in records["time"] if is_day(t)]
    hours = [t["from"][:10] for t in times if t["type"] == "TIME"]
    days = hours or [t["from"][:10] for t in times]
    published = [a["published"]["from"][:10] for a in records["article"] if is_day(a.get("published", {}))]
    return max(days, key=lambda day: (days.count(day), -days.index(day)), default=published[0] if published else None)


def is_road(name):
    words = name.lower().split()
    return len(words) > 1 and words[-1].strip(".") in KINDS or re.fullmatch(r"(i|us|sr)-?\d+", name.lower()) is not None


def place_of(records):
    names = {e["id"]: e["name"] for e in records["entity"]}
    places = [e for e in records["entity"] if e["type"] == "PLACE"]
    roads = [e["name"] for e in sorted(places, key=lambda e: e["mentions"][0]["start"]) if is_road(e["name"])]
    for event in forceful(records):
        if is_road(names.get(event.get("place"), "")):
            return names[event["place"]]
    if roads:
        return roads[0]
    for event in forceful(records):
        if event.get("place") in names:
            return names[event["place"]]
    return max(places, key=lambda e: len(e["mentions"]), default={}).get("name")


def name_words(text):
    return {w for w in re.findall(r"[a-z]+|\d+(?:st|nd|rd|th)", (text or "").lower()) if w not in ROADS}


def same_place(found, gold):
    if not name_words(gold):  # "I-94", "State Road 7"
        return bool(found) and (found.lower() in gold.lower() or gold.lower() in found.lower())
    return bool(name_words(found) & name_words(gold))


class Tally:
    def __init__(self, options):
        self.options, self.good, self.total, self.misses = options, collections.Counter(), collections.Counter(), []

    def add(self, measure, good, what):
        self.good[measure] += bool(good)
        self.total[measure] += 1
        if good == ("false" in measure):
            self.misses.append((measure, what))

    def write(self, corpus):
        shown = [m for m in self.misses if self.options.only in m[0]][:self.options.misses]
        for measure, what in shown:
            print(measure, "|", *what)
        for measure, total in self.total.items():
            print(f"{corpus}\t{measure}\t{self.good[measure] / max(1, total):.4f}\t{total}")


def score(report, records, tally):
    killed, injured = counts_of(records)
    lead = report["text"][:300].replace("\n", " ")
    said = [(q["value"], q["fate"], q.get("of"), q["kind"][0], q["start"]) for q in records["quantity"] if q.get("fate") in ("dead", "hurt")]
    for name, found, gold in (("killed", killed, report["n_killed"]), ("injured", injured, report["n_injured"])):
        what = (report["id"], f"gold {gold}, found {found}", said, lead)
        if gold > 0:
            tally.add(f"{name} right", found == gold, what)
            tally.add("counts right", found == gold, what)
        else:
            tally.add(f"{name} false", found > 0, what)
            tally.add("counts false", found > 0, what)
    if report["shooting_date"]:
        found = date_of(records)
        tally.add("date right", found == report["shooting_date"], (report["id"], f"gold {report['shooting_date']}, found {found}", report["publish_date"], lead))
    if report["address"]:
        found = place_of(records)
        tally.add("place right", same_place(found, report["address"]), (report["id"], f"gold {report['address']}, found {found}", lead))
        tally.add("place any", found, (report["id"], report["address"], lead))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("reports")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    reports = [json.loads(line) for line in open(options.reports, encoding="utf-8")]
    records, tally = annotate(options.program, reports), Tally(options)
    for report in reports:
        score(report, records.get(report["id"], collections.defaultdict(list)), tally)
    tally.write("shootings")


sys.exit(main())
