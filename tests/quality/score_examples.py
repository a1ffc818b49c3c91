#!/usr/bin/env python3
"""Scores what the program finds in the example pages against what a careful reader finds there (examples/reference.json).

usage: score_examples.py EXPORT.jsonl [--misses] [--json]
       score_examples.py --program PROGRAM [--misses] [--json]

EXPORT.jsonl is `synoptic export` of a store with the pages of examples/; with --program the pages are added and exported for the occasion.
Each section is a share: of what the reference has, how much was found; in the sections called `... false`, of what was exported, how
much the reference has too. The overall figure is the mean of the sections; below it `point` and `point false` stand once more by the kind of
point (recall and precision), which count in no mean. --misses names what was not found (-) and what was found that is not there (+).

Rules
- Texts are compared without accents, case and punctuation; names also without a leading article and a possessive ending.
- Two spans are the same when one text holds the other and is no more than twice as long; a figure's span may also be any part that
  has the value (of "€40 million ($44 million)").
- An entity of the reference is the exported one that most of its spellings, nominals and metonyms lead to.
- A date is right when its interval lies within that of the reference.
- An act is an event of one of the types, in the sentence with the anchor words, with actor, recipient and modality where these are named.
- A point has a reading in each account that the reference names, and in no other but those that it calls `maybe`; of several such points
  the best counts. Of an event, date, place, name or role every reading has to be one of the reference: by its value (of an event `done`, `to come`
  or `denied`) and by the words in which it stands. Those of kinds of which the reference has none are false.
- A fulfilment ties an occurrence told in the words of the promise to one told in those of the deed.
- What is `optional` counts neither for nor against; nor do pronouns, ranks, indirect quotes and kinds of figures that are not in COMPARED.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMPARED = {"money", "count", "percent", "duration", "age", "distance"}
TOLD = {"happened": "done", "ongoing": "done", "denied": "denied"}  # how far an event is told; all other modalities are to come
WORDED = {"event", "date", "place", "name", "role"}  # kinds of points whose readings are words and stand somewhere
MONTHS = "January February March April May June July August September October November December".split()
FORCEFUL = {"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"}


def fold(text):
    plain = "".join(c for c in unicodedata.normalize("NFKD", str(text or "")) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9%$€.]*[a-z0-9%$€]", plain.lower()))


def fold_name(text):
    return re.sub(r"^(the|a|an) ", "", fold(re.sub(r"['’]s?$", "", str(text or ""))))


def holds(outer, inner):
    return f" {inner} " in f" {outer} "


def same_text(one, other):
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    return bool(shorter) and holds(longer, shorter) and 2 * len(shorter) >= len(longer)


def same_number(one, other):
    return one is not None and other is not None and abs(float(one) - float(other)) <= 1e-9 * max(1.0, abs(float(other)))


class Scores:
    """Shares by section, in the order in which the sections began, and what was missed."""

    def __init__(self):
        self.right, self.total, self.misses = collections.Counter(), collections.Counter(), []

    def begin(self, *sections):
        for section in sections:
            self.total[section] += 0

    def add(self, section, is_right, key, what):
        self.right[section] += bool(is_right)
        self.total[section] += 1
        if not is_right:
            self.misses.append(f"{'+' if section.endswith('false') else '-'} {section}: {key}: {what}")

    def share(self, section):
        """Nothing exported is nothing false; sections of the reference are never empty."""
        return self.right[section] / self.total[section] if self.total[section] else 1.0

    def counted(self):
        return list(self.total)

    def overall(self):
        return sum(map(self.share, self.counted())) / len(self.counted())


class Export:
    """The exported records, filed under the keys of the reference's articles."""

    def __init__(self, lines, reference):
        self.records = collections.defaultdict(list)
        for line in lines:
            record = json.loads(line)
            self.records[record["record"]].append(record)
        self.articles, self.key = {}, {}
        for article in self.records["article"]:
            for want in reference["articles"]:
                if article["source"] == want["file"] or article["source"].endswith("/" + want["file"]):
                    self.articles[want["key"]], self.key[article["id"]] = article, want["key"]
        self.names = {entity["id"]: entity["name"] for entity in self.records["entity"]}

    def of(self, kind, key):
        return [record for record in self.records[kind] if self.key.get(record["article"]) == key]

    def words(self, span, article=None):
        page = self.articles[self.key[article or span["article"]]]
        body = {"title": page.get("title", ""), "caption": (page["captions"] or [""])[span.get("index", 0) if span.get("in") == "caption" else 0]}
        return body.get(span.get("in"), page["text"])[span["start"]:span["end"]]

    def around(self, span):
        """The span as (start, end), and the whole text in which it stands."""
        page = self.articles[self.key[span["article"]]]
        whole = page["captions"][span.get("index", 0)] if span.get("in") == "caption" else page.get("title", "") if span.get("in") == "title" else page["text"]
        return (span["start"], span["end"]), whole

    def sentence(self, event):
        return fold(self.words(event["sentence"], event["article"]))

    def named(self, ids):
        return [self.names.get(i, "?") for i in ids]


def score_articles(reference, export, scores):
    for want in reference["articles"]:
        key, got = want["key"], export.articles.get(want["key"], {})
        text, day = fold(got.get("text")), got.get("published", {})
        scores.add("title", fold(got.get("title")) == fold(want["title"]), key, got.get("title"))
        scores.add("outlet", fold_name(got.get("outlet")) in map(fold_name, want["outlet"]), key, got.get("outlet"))
        scores.add("byline", got and set(map(fold, got["byline"])) == set(map(fold, want["byline"])), key, got.get("byline"))
        scores.add("published", want["published_from"] <= day.get("from", "")[:10] and "" < day.get("to", "")[:10] <= want["published_to"], key, day)
        for edge in ("first", "last"):
            scores.add("body", fold(want[edge]) in text, key, f"lacks {want[edge]!r}")
        for line in want["boilerplate"]:
            scores.add("body false", got and fold(line) not in text, key, f"keeps {line!r}")
        have, need = set(map(fold_name, got.get("credits", []))), set(map(fold_name, want["credits"]))
        for credit in need:
            scores.add("credits", credit in have, key, credit)
        for credit in have:
            scores.add("credits false", credit in need, key, credit)


def spellings(entity, groups):
    for group in groups:
        for key, texts in entity.get(group, {}).items():
            for text in texts:
                yield group, key, fold_name(text)


def score_entities(reference, export, scores):
    """Returns the exported id of each entity of the reference."""
    found = collections.defaultdict(collections.Counter)
    for entity in export.records["entity"]:
        for mention in entity["mentions"]:
            if mention["kind"] != "pronoun":
                found[export.key.get(mention["article"]), fold_name(export.words(mention))][entity["id"]] += 1
    ids, owners, groups = {}, collections.Counter(), ("surface", "nominal", "metonym")
    for want in reference["entities"]:
        votes = collections.Counter(i for group, key, text in spellings(want, groups) for i in found.get((key, text), ()))
        ids[want["name"]] = votes.most_common(1)[0][0] if votes else None
        owners[ids[want["name"]]] += 1
    nameless = {entity["id"] for entity in export.records["entity"] if all(m["kind"] in ("nominal", "pronoun") for m in entity["mentions"])}
    kinds = {entity["id"]: entity["type"] for entity in export.records["entity"]}
    for want in reference["entities"]:
        best = ids[want["name"]]
        for group, key, text in spellings(want, groups):
            hits = found.get((key, text), {})
            scores.add(f"entity {group}", best is not None and best in hits, key, f"{want['name']}: {text!r} leads to {export.named(hits)}")
        if any(want["surface"].values()):
            scores.add("entity kept apart", best is not None and owners[best] == 1, "all", want["name"])
            scores.add("entity type", kinds.get(best) == want["type"], "all", f"{want['name']}: {kinds.get(best)}, wanted {want['type']}")
    known = {(key, text, ids[want["name"]]) for want in reference["entities"] for _, key, text in spellings(want, groups + ("optional",))}
    claimed = {(key, text) for key, text, _ in known}
    for (key, text), hits in sorted(found.items(), key=str):
        for i in hits:
            if i in nameless and (key, text) not in claimed:
                continue  # "the dockers … the dockers": the reference lists what has a name
            scores.add("entity false", (key, text, i) in known, key, f"{text!r} is {export.named([i])[0]}")
    return ids


def score_quantities(reference, export, scores):
    used = set()
    for want in reference["quantities"]:
        got = [q for q in export.of("quantity", want["file"]) if same_number(q["value"], want["value"])
               and (same_text(export.words(q), want["text"]) or holds(fold(want["text"]), fold(export.words(q))))]
        used.update(q["id"] for q in got)
        if not want.get("optional"):
            scores.add("quantity value", got, want["file"], repr(want["text"]))
            scores.add("quantity unit", any(fold(q["unit"]) == fold(want["unit"]) for q in got), want["file"], f"{want['text']!r} {[q['unit'] for q in got]}, wanted {want['unit']}")
            scores.add("quantity bound", any(q["bound"] == want["bound"] for q in got), want["file"], f"{want['text']!r} {[q['bound'] for q in got]}, wanted {want['bound']}")
    for q in export.records["quantity"]:
        if q["kind"] in COMPARED and q["article"] in export.key:
            scores.add("quantity false", q["id"] in used, export.key[q["article"]], f"{export.words(q)!r} {q['value']} {q['unit']}")


def score_quotes(reference, export, scores, ids):
    used, scare = set(), {(s["file"], fold(s["text"])) for s in reference["scare_quotes"]}
    for want in reference["quotes"]:
        got = [q for q in export.of("quote", want["file"]) if same_text(export.words(q), want["text"])]
        used.update(q["id"] for q in got)
        if not want.get("optional"):
            need = {ids[name] for name in ([want["speaker"]] if isinstance(want["speaker"], str) else want["speaker"])}
            scores.add("quote", got, want["file"], repr(want["text"]))
            scores.add("quote speaker", None not in need and any(set(q["speaker"]) == need for q in got), want["file"],
                       f"{want['text']!r} {[export.named(q['speaker']) for q in got]}, wanted {want['speaker']}")
    for q in export.records["quote"]:
        key = export.key.get(q["article"])
        if q["direct"] and key and (key, fold(export.words(q))) not in scare:
            scores.add("quote false", q["id"] in used, key, repr(export.words(q)))


def is_meeting(event, want, export, ids):
    parties, day = set(event["actors"] + event["recipients"]), event.get("date", {}).get("from", "")[:10]
    place = event.get("place")
    return event["type"] == want["type"] and {ids[p] for p in want["parties"]} <= parties and day in want["dates"] \
        and place in {ids.get(p) for p in want["places"]}


def score_stories(reference, export, scores, ids):
    story_of = {export.key.get(article): story for story in export.records["story"] for article in story["articles"]}
    wanted = {key: meeting["id"] for meeting in reference["meetings"] for key in meeting["files"]}
    keys = list(wanted)
    scores.begin("story pairs", "story false", "meeting", "origins", "reprint", "reprint false")
    for i, a in enumerate(keys):
        for b in keys[i + 1:]:
            together, should = a in story_of and story_of[a] is story_of.get(b), wanted[a] == wanted[b]
            if should:
                scores.add("story pairs", together, a, f"apart from {b}")
            if together:
                scores.add("story false", should, a, f"together with {b}")
    for want in reference["meetings"]:
        for key in want["told"]:
            scores.add("meeting", any(is_meeting(e, want, export, ids) for e in export.of("event", key)), key, want["id"])
        story = story_of.get(want["files"][0], {})
        whole = {export.key.get(a) for a in story.get("articles", [])} == set(want["files"])
        scores.add("origins", whole and story["origins"] in want["origins"], want["id"], f"{story.get('origins')}, wanted {want['origins']}")
    pairs = {tuple(export.key.get(a) for a in r["articles"]): r.get("direction") for r in export.records["reprint"]}
    for want in reference["reprints"]:
        scores.add("reprint", pairs.get((want["a"], want["b"])) == want["direction"], want["b"], f"copies {want['a']}")
    for a, b in pairs:
        scores.add("reprint false", any({a, b} == {want["a"], want["b"]} for want in reference["reprints"]), b, f"copies {a}")


def fits(event, want, ids):
    recipients = [want["recipient"]] + want.get("recipient_alt", [])
    return (want["actor"] is None or ids[want["actor"]] in event["actors"]) \
        and (want["recipient"] is None or any(ids[r] in event["recipients"] for r in recipients)) \
        and event["modality"] in want.get("modality", [event["modality"]])


def score_acts(reference, export, scores, ids):
    allowed = collections.defaultdict(list)
    for force in reference["force"]:
        allowed[force["file"]].append((FORCEFUL, fold(force["anchor"])))
    for want in reference["acts"]:
        anchor = fold(want["anchor"])
        allowed[want["file"]].append((set(want["types"]), anchor))
        if not want.get("optional"):
            near = [e for e in export.of("event", want["file"]) if anchor in export.sentence(e)]
            scores.add("act", any(e["type"] in want["types"] and fits(e, want, ids) for e in near), want["file"], f"{want['types'][0]} {want['anchor']!r}, there is "
                       + str([(e["type"], export.named(e["actors"]), export.named(e["recipients"]), e["modality"]) for e in near]))
    for event in export.records["event"]:
        key, sentence = export.key.get(event["article"]), export.sentence(event)
        scores.add("act false", any(event["type"] in types and anchor in sentence for types, anchor in allowed[key]), key,
                   f"{event['type']} {export.named(event['actors'])} in {sentence[:90]!r}")


def is_reading(want, reading, kind):
    return fold(want) in fold(reading["value"]) if kind == "quote" else same_number(reading["value"], want[0])


def readings_by_account(point, export):
    accounts = collections.defaultdict(list)
    for reading in point["readings"]:
        accounts[export.key.get(reading["article"])].append(reading)
    return accounts


def read_day(words):
    """"12 March 2024" as 2024-03-12; all else as it is."""
    day = re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", words)
    return f"{day[3]}-{MONTHS.index(day[2]) + 1:02}-{int(day[1]):02}" if day and day[2] in MONTHS else words


def is_worded(wanted, reading, kind, export):
    """Whether the reading is one of [value, words in which it stands] of its account."""
    value = TOLD.get(reading["value"], "to come") if kind == "event" else read_day(reading["value"]) if kind == "date" else reading["value"]
    where, words = export.around(reading)
    for want in wanted:
        is_same = value == want[0] if kind in ("event", "name") else fold_name(value) == fold_name(want[0])
        starts = [m.start() for m in re.finditer(re.escape(want[1]), words)] if len(want) > 1 else []
        if is_same and (len(want) == 1 or any(start <= where[0] and where[1] <= start + len(want[1]) for start in starts)):
            return True
    return False


def is_point(want, point, accounts, export):
    needed, maybe = want["readings"], want.get("maybe", {})
    if point["kind"] != want["kind"] or not set(needed) <= set(accounts) <= set(needed) | set(maybe):
        return False
    if want["kind"] in WORDED:
        return all(is_worded({**maybe, **needed}[key], r, want["kind"], export) for key, readings in accounts.items() for r in readings)
    return all(any(is_reading(value, r, want["kind"]) for r in accounts[key]) for key, value in needed.items())


def score_point(want, exported, export, scores, kinds):
    """Returns the ids of the points that fit."""
    fitting, told = [], []
    labels = want["label"] if isinstance(want["label"], list) else [want["label"]]
    for point, accounts in exported:
        if is_point(want, point, accounts, export):
            silent = {export.key.get(a) for a in point["silent"]} - set(want.get("maybe_silent", []))
            fitting.append((point["label"] in labels, point.get("difference") == want.get("difference"), silent == set(want["silent"]), point["id"]))
            told.append((point["label"], point.get("difference")))
    if not want.get("optional"):
        label, difference, silence = max(fitting)[:3] if fitting else (False, False, False)
        scores.add("point", fitting, want["story"], f"{want['kind']}, {want['about']}")
        kinds.add(f"point {want['kind']}", fitting, want["story"], want["about"])
        scores.add("point label", label, want["story"], f"{want['about']}: {told}, wanted {want['label']}")
        if "difference" in want:
            scores.add("point difference", difference, want["story"], f"{want['about']}: {told}, wanted {want['difference']}")
        scores.add("point silence", silence, want["story"], want["about"])
    return {fit[3] for fit in fitting}


def score_points(reference, export, scores, kinds):
    exported, used = [(p, readings_by_account(p, export)) for p in export.records["point"]], set()
    for want in reference["points"]:
        used |= score_point(want, exported, export, scores, kinds)
    scores.begin("point false")
    wanted = {want["kind"] for want in reference["points"]} | WORDED
    for point, accounts in exported:
        if len(accounts) > 1 and point["kind"] in wanted:
            what = [(key, r["value"], export.words(r) if "start" in r else "") for key, rs in accounts.items() for r in rs]
            scores.add("point false", point["id"] in used, f"{point['kind']}, {point['about']}", what)
            kinds.add(f"point {point['kind']} false", point["id"] in used, point["about"], what)


def score_fulfilments(reference, export, scores):
    events = {event["id"]: event for event in export.records["event"]}
    told = {o["id"]: [events[e] for e in o["events"] if e in events] for o in export.records["occurrence"]}

    def tells(occurrence, wanted):
        """Whether an event of the occurrence is told in such words, and none elsewhere."""
        keys = [(export.key.get(event["article"]), export.sentence(event)) for event in told.get(occurrence, [])]
        return bool(keys) and all(key in wanted and fold(wanted[key]) in sentence for key, sentence in keys)

    used = set()
    scores.begin("fulfilment", "fulfilment false")
    for want in reference["fulfilments"]:
        got = [f["id"] for f in export.records["fulfilment"] if f["kind"] == want["kind"] and tells(f["promise"], want["promise"]) and tells(f["deed"], want["deed"])]
        used.update(got)
        if not want.get("optional"):
            scores.add("fulfilment", got, "all", want["about"])
    for f in export.records["fulfilment"]:
        sides = [[export.sentence(event)[:70] for event in told.get(f[side], [])[:1]] for side in ("promise", "deed")]
        scores.add("fulfilment false", f["id"] in used, "all", f"{f['kind']} {sides}")


def score_entries(reference, export, scores, ids):
    by_id = {entry["id"]: entry for entry in export.records["entry"]}

    def is_amount(entry, value, unit):
        amount = entry.get("amount", {})
        return same_number(amount.get("value"), value) and amount.get("unit") == unit

    for want in reference["entries"]:
        what = f"{want['value']} {want['unit']} {want['stages'][0]}"
        got = [e for e in export.records["entry"] if is_amount(e, want["value"], want["unit"]) and e.get("stage") in want["stages"]]
        scores.add("entry", got, want["files"][0], what)
        scores.add("entry parties", any({ids[p] for p in want["provider"]} <= set(e["provider"]) and ids[want["receiver"]] in e["receiver"] for e in got), want["files"][0], what)
        if "part_of" in want:
            scores.add("entry part", any(is_amount(by_id.get(e.get("part_of"), {}), want["part_of"], want["unit"]) for e in got), want["files"][0], what)


def score(lines, reference):
    """Returns the scores, and those of points once more by kind."""
    export, scores, kinds = Export(lines, reference), Scores(), Scores()
    score_articles(reference, export, scores)
    ids = score_entities(reference, export, scores)
    score_quantities(reference, export, scores)
    scores.begin("quote", "quote speaker", "quote false")
    score_quotes(reference, export, scores, ids)
    score_stories(reference, export, scores, ids)
    score_acts(reference, export, scores, ids)
    score_points(reference, export, scores, kinds)
    score_entries(reference, export, scores, ids)
    score_fulfilments(reference, export, scores)
    return scores, kinds


def export_of(program):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([program, "add", "--db", f"{work}/e.db", ROOT / "examples"], check=True, stdout=subprocess.DEVNULL)
        return subprocess.run([program, "export", "--db", f"{work}/e.db"], check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout.splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", nargs="?")
    parser.add_argument("--program")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if bool(options.export) == bool(options.program):
        parser.error("name an export, or a program with --program")
    reference = json.loads((ROOT / "examples" / "reference.json").read_text(encoding="utf-8"))
    lines = export_of(options.program) if options.program else pathlib.Path(options.export).read_text(encoding="utf-8").splitlines()
    scores, kinds = score(lines, reference)
    if options.misses:
        print("\n".join(scores.misses))
    if options.json:
        print(json.dumps({"overall": round(scores.overall(), 4), **{section: round(part.share(section), 4) for part in (scores, kinds) for section in part.total}}))
        return
    for section in scores.total:
        print(f"{section:18} {scores.right[section]:3}/{scores.total[section]:<3} {scores.share(section):6.1%}")
    print(f"{'overall':18} {'':7} {scores.overall():6.1%}   (mean of {len(scores.counted())} sections)")
    for section in sorted(kinds.total):
        print(f"{section:21} {kinds.right[section]:3}/{kinds.total[section]:<3} {kinds.share(section):6.1%}")


if __name__ == "__main__":
    main()
