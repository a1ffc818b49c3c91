#!/usr/bin/env python3
"""Measures figures that are laid side by side: figure_points.tsv (read by hand) against the points of the program.

usage: measure_points.py PROGRAM DATA_FOLDER [--part tune|test|all] [--set fakes|ecbplus|neus] [--misses]

DATA_FOLDER is the measuring data: stories/fakes.csv, stories/neus.jsonl, crossdoc/ecbplus. The set names articles and code points of theirs
(of the token text of ECB+: tokens with a space between them, a line break between sentences); it holds none of their text.

Each group of articles is put into a store of its own; the program itself has to find that they are one story. Of a group the set names every
figure that two or more of its articles state (`kept` yes), and those of which a careful reader would not say whether they are one fact, or
that stand for no number ("dozens"; `kept` optional). What stands in one article alone is not listed. Single persons who are counted without
a number ("a man was killed") are left aside.

One column of the set is a list of readings, article[/title]:start-end=value[,bound][?]; what has a "?" may be in the point or not. Points with
one letter as `family` tell one matter after different sources: it is neither right nor wrong to put them together.

The measure is taken over pairs of accounts in one point; a point of n accounts counts as n - 1 (each pair 2/n):
  aligned    a pair is right if each of the two accounts has a reading that the set puts into one point, and none that the set does not put
             there. Precision: of the pairs of the program; recall: of the pairs of the set.
  labelled   a pair is right if it is aligned and the program's point has the label of the set's point (a point of which an account is
             missing may have another, and is wrong then).
  difference of the labelled pairs whose point differs by the set: the kind of difference is one that the set names.
"""
import argparse
import collections
import csv
import datetime
import difflib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

csv.field_size_limit(1 << 30)
HERE = pathlib.Path(__file__).resolve().parent
OTHER_KINDS = {"quote", "event", "date", "place", "name"}


# ---- the articles ----

def read_fakes(folder, wanted):
    found = {}
    for row in csv.DictReader(open(folder / "stories/fakes.csv", encoding="utf-8", errors="replace")):
        key, title, text = row["unit_id"], row["article_title"].removeprefix("title: "), row["article_content"]
        if key not in wanted or key in found:
            continue
        # the column holds date, title and text in one line; a page would not repeat its title in its text
        at = text.find(title, 0, len(title) + 90)
        start = 0 if at < 0 else at + len(title)
        day = datetime.datetime.strptime(row["date"], "%m/%d/%Y").date().isoformat()
        found[key] = {"title": row["article_title"], "text": text[start:].lstrip(". "), "whole": text, "date": day, "outlet": row["source"]}
    return found


def read_ecbplus(folder, wanted):
    found = {}
    for key in wanted:
        tokens = xml.etree.ElementTree.parse(folder / "crossdoc/ecbplus" / key.split("_")[0] / f"{key}.xml").getroot().findall("token")
        text, last = "", None
        for token in tokens:
            text += "" if last is None else "\n" if token.get("sentence") != last else " "
            text, last = text + token.text, token.get("sentence")
        found[key] = {"title": "", "text": text, "whole": text}
    return found


def read_neus(folder, wanted):
    found = {}
    for line in open(folder / "stories/neus.jsonl", encoding="utf-8"):
        story = json.loads(line)
        for article in story["articles"]:
            key = f"{story['id']}-{article['order']}"
            if key in wanted:
                found[key] = {"title": article["title"], "text": article["text"], "whole": article["text"]}
    return found


# ---- the set ----

class Reading:
    def __init__(self, text):
        self.optional = text.endswith("?")
        place, _, value = text.rstrip("?").partition("=")
        self.article, _, span = place.rpartition(":")
        self.article, _, field = self.article.partition("/")
        self.field = field or "text"
        self.start, self.end = (int(n) for n in span.split("-"))
        value = value.split(",")[0]
        self.value = float(value) if value else None


class Point:
    def __init__(self, row):
        self.name, self.kept, self.family = f"{row['group']} {row['point']}", row["kept"] == "yes", row["family"]
        self.readings = [Reading(text) for text in row["readings"].split()]
        self.labels, self.differences = set(row["label"].split("/")), set(row["difference"].split("/"))
        self.accounts = sorted({r.article for r in self.readings if not r.optional})


def read_set(options):
    groups = collections.OrderedDict()
    for row in csv.DictReader(open(HERE / "figure_points.tsv", encoding="utf-8"), delimiter="\t"):
        if options.part in ("all", row["part"]) and options.set in (None, row["set"]):
            group = groups.setdefault(row["group"], {"set": row["set"], "articles": row["articles"].split(), "points": []})
            group["points"].append(Point(row))
    return groups


# ---- the program ----

def words_of(text):
    return [(m.group(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]


def word_map(record_text, whole):
    """From words of the record's text to places in the text of the data: (start, end, start there, end there) of each."""
    ours, theirs = words_of(record_text), words_of(whole)
    matcher = difflib.SequenceMatcher(None, [w[0] for w in ours], [w[0] for w in theirs], autojunk=False)
    places = []
    for block in matcher.get_matching_blocks():
        for i in range(block.size):
            places.append(ours[block.a + i][1:] + theirs[block.b + i][1:])
    return places


def run(program, group, articles, folder):
    store = folder / "store.db"
    with open(folder / "pages.jsonl", "w", encoding="utf-8") as pages:
        for key in group["articles"]:
            page = {name: articles[key][name] for name in ("title", "text", "date", "outlet") if articles[key].get(name)}
            pages.write(json.dumps({"id": key, **page}, ensure_ascii=False) + "\n")
    subprocess.run([program, "add", "--db", store, folder / "pages.jsonl"], check=False, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    lines = subprocess.run([program, "export", "--db", store, "--format", "jsonl"], check=True, stdout=subprocess.PIPE).stdout
    records = collections.defaultdict(list)
    for line in lines.decode().splitlines():
        record = json.loads(line)
        records[record["record"]].append(record)
    return records


def placed_readings(records, articles):
    """Of each point of figures: (point, {article: [(field, start, end, value)]}) in places of the data."""
    keys, maps = {}, {}
    for record in records["article"]:
        key = record["source"].rsplit("#", 1)[-1]
        keys[record["id"]] = key
        maps[record["id"], "text"] = word_map(record["text"], articles[key]["whole"])
        if not articles[key]["title"]:  # the program took the first line for one
            maps[record["id"], "title"] = word_map(record.get("title", ""), articles[key]["whole"])
    for point in records["point"]:
        if point["kind"] in OTHER_KINDS:
            continue
        accounts = collections.defaultdict(list)
        for r in point["readings"]:
            field, start, end = r.get("in", "text"), r["start"], r["end"]
            if (r["article"], field) in maps:
                inside = [w for w in maps[r["article"], field] if w[0] < end and w[1] > start]
                if not inside:
                    print(f"a reading of {keys[r['article']]} has no place in the data: {start}-{end}", file=sys.stderr)
                    continue
                field, start, end = "text", inside[0][2], inside[-1][3]
            words = articles[keys[r["article"]]]["title" if field == "title" else "whole"][start:end]
            if float(r["value"]) != 1 or re.search(r"\d|\bone\b", words, re.IGNORECASE):
                accounts[keys[r["article"]]].append((field, start, end, float(r["value"])))
        if len(accounts) > 1:
            yield point, accounts


# ---- the measure ----

def fits(gold, found):
    field, start, end, value = found
    same = gold.value is None or abs(gold.value - value) <= 1e-6 * max(1.0, abs(value))
    return gold.field == field and gold.start < end and gold.end > start and same


def points_of(reading, article, points):
    return [p for p in points if any(r.article == article and fits(r, reading) for r in p.readings)]


def judge(a, b, accounts, points):
    """The point of the set that the pair of accounts rightly is, None: neither right nor wrong, False: wrong."""
    sides = [[points_of(reading, key, points) for reading in accounts[key]] for key in (a, b)]
    for point in points:
        def belongs(places):
            return any(p is point or not p.kept or (p.family and p.family == point.family) for p in places)
        if all(any(point in places for places in side) and all(belongs(places) for places in side) for side in sides):
            return point if point.kept else None
    families = [{p.family for places in side for p in places if p.family} for side in sides]
    if families[0] & families[1] and all(any(p.family in families[0] & families[1] or not p.kept for p in places) for side in sides for places in side):
        return None
    return False


def merged_labels(gold, accounts, points):
    """What a point may be labelled: as the set's point; where it holds others of the family too, as any of them."""
    held = {p for key in accounts for reading in accounts[key] for p in points_of(reading, key, points) if p.family and p.family == gold.family}
    held.add(gold)
    return set().union(*(p.labels for p in held)), set().union(*(p.differences for p in held))


class Tally:
    def __init__(self):
        self.found = self.aligned = self.labelled = self.wanted = self.got = self.got_labelled = self.differing = self.told = 0.0
        self.whole = self.points = 0


def measure_group(name, group, records, articles, tally, misses):
    points, got = group["points"], collections.defaultdict(dict)
    for point, accounts in placed_readings(records, articles):
        keys = sorted(accounts)
        weight = 2.0 / len(keys)
        for i, a in enumerate(keys):
            for b in keys[i + 1:]:
                gold = judge(a, b, accounts, points)
                if gold is None:
                    continue
                tally.found += weight
                if gold is False:
                    misses.append(f"{name}: wrong: {point['about']}: {a} {sorted(accounts[a])} with {b} {sorted(accounts[b])}")
                    continue
                labels, differences = merged_labels(gold, accounts, points)
                is_labelled = point["label"] in labels
                tally.aligned += weight
                tally.labelled += weight * is_labelled
                got[gold][(a, b)] = max(got[gold].get((a, b), (False, False)), (is_labelled, point.get("difference", "-") in differences))
                if not is_labelled:
                    misses.append(f"{gold.name}: label {point['label']} {point.get('difference', '')}, wanted {'/'.join(gold.labels)}: {point['about']}")
                elif point.get("difference", "-") not in differences:
                    misses.append(f"{gold.name}: difference {point.get('difference', 'none')}, wanted {'/'.join(gold.differences)}: {point['about']}")
    for gold in points:
        if not gold.kept:
            continue
        n, all_right = len(gold.accounts), True
        tally.points += 1
        for i, a in enumerate(gold.accounts):
            for b in gold.accounts[i + 1:]:
                pair = got[gold].get((a, b))
                tally.wanted += 2.0 / n
                tally.got += 2.0 / n * (pair is not None)
                tally.got_labelled += 2.0 / n * (pair is not None and pair[0])
                if pair and pair[0] and "-" not in gold.differences:
                    tally.differing += 2.0 / n
                    tally.told += 2.0 / n * pair[1]
                all_right = all_right and pair is not None and pair[0]
                if pair is None:
                    misses.append(f"{gold.name}: not aligned: {a} with {b}: "
                                  + " ".join(f"{r.value or '?':g}" if r.value else "?" for r in gold.readings if r.article in (a, b) and not r.optional))
        tally.whole += all_right


def share(part, whole):
    return part / whole if whole else 0.0


def print_tally(name, t):
    for kind, right, got in (("aligned", t.aligned, t.got), ("labelled", t.labelled, t.got_labelled)):
        print(f"{name}\t{kind} P {share(right, t.found):.4f}\t{kind} R {share(got, t.wanted):.4f}\tof {t.found:.0f} and {t.wanted:.0f}")
    print(f"{name}\tdifference {share(t.told, t.differing):.4f}\tof {t.differing:.0f}")
    print(f"{name}\twhole points {share(t.whole, t.points):.4f}\tof {t.points}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--part", choices=("tune", "test", "all"), default="all")
    parser.add_argument("--set", choices=("fakes", "ecbplus", "neus"))
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    groups, articles = read_set(options), {}
    readers = {"fakes": read_fakes, "ecbplus": read_ecbplus, "neus": read_neus}
    for name, reader in readers.items():
        wanted = {key for g in groups.values() if g["set"] == name for key in g["articles"]}
        if wanted:
            articles.update(reader(options.folder, wanted))
    tallies, misses, apart = collections.defaultdict(Tally), [], 0
    for name, group in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            records = run(options.program.resolve(), group, articles, pathlib.Path(folder))
        lost = [key for key in group["articles"] if not any(a["source"].rsplit("#", 1)[-1] == key for a in records["article"])]
        apart += len(records["story"]) > 1
        if lost or len(records["story"]) > 1:
            misses.append(f"{name}: {len(records['story'])} stories" + (f", without {lost}" if lost else ""))
        own = Tally()
        measure_group(name, group, records, articles, own, misses)
        for tally in (tallies[group["set"]], tallies["all"]):
            for key, value in vars(own).items():
                setattr(tally, key, getattr(tally, key) + value)
    if options.misses:
        print("\n".join(misses))
    for name, tally in tallies.items():
        print_tally(name, tally)
    print(f"{len(groups)} groups, {apart} of them in several stories")


if __name__ == "__main__":
    main()
