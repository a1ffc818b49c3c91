#!/usr/bin/env python3
"""Measures times: spans and values.

usage: measure_times.py PRINT_MENTIONS TIMES [--misses N] [--set timebank|aquaint|tbaq|meantime|recognizers] [--causes]

PRINT_MENTIONS is the program built from print_mentions.c, TIMES the unpacked folder "times" of the measuring data.

TimeML (TimeBank, AQUAINT, both as TBAQ) and MEANTIME: relaxed (spans that touch), strict (the same span, a leading article aside) and value
(relaxed, with the same TIMEX3 value, letter by letter; and once more with values that say the same spelled alike) precision, recall and F1;
the document's own date is not counted. Values of weekdays and of dates without
a year are taken from the resolved days. TIMEX3 has no ranges: one of ours that two of theirs touch ("from 1990 to 1995") counts as two, its
first and its last value. Of MEANTIME, whose annotation ends there, the title and the first sentences up to number 5 are read, without the line
with the date, which is given as the day of publication.

Recognizers-Text, DateTimeModel in English: the share of expected results whose span is found (touching), and whose resolution is the
expected one: the same TIMEX value, or the same interval as one of the expected ones (theirs end before the end that they name, where ours
are closed), or the same length in seconds. Left aside, by the rule `is_left_aside`, is what no news text contains; the figures of all are
printed too.
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import xml.etree.ElementTree as ElementTree

Found = collections.namedtuple("Found", "start end type value raw first last words")


def run(program, documents):
    """documents: (date, text) -> a list of Found in characters for each."""
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
        found[number].append(Found(start, end, cells[4], value_of(cells[5], cells[6], cells[7]), cells[5], cells[6], cells[7], cells[8]))
    return found


def value_of(value, start, end):
    """The value that TIMEX3 wants: with the resolved days in the place of what the words leave open."""
    if "/" in value:
        first, last = value.split("/", 1)
        return value_of(first, start, first_end(first, start)) + "/" + value_of(last, first_start(last, end), end)
    if value.startswith("T") and start:
        return start[:10] + value
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
    if re.match(r"XXXX-(Q\d|H\d|SU|SP|FA|WI)", value):
        return f"{first.year}{value[4:]}"
    return f"{first.year}-{first.month:02d}" if first.month == last.month else str(first.year)


def first_end(value, start):
    """The last day of the first part of a range: of a day itself, of a month its last day."""
    if not start or not re.fullmatch(r"XXXX-\d\d", value):
        return start
    day = datetime.date.fromisoformat(start[:10]).replace(day=28) + datetime.timedelta(days=4)
    return (day - datetime.timedelta(days=day.day)).isoformat()


def first_start(value, end):
    return end[:8] + "01" if end and re.fullmatch(r"XXXX-\d\d", value) else end


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


def load_meantime(folder):
    last_sentence, date_sentence = 5, 1
    for path in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(path).getroot()
        marks = [m for m in root.find("Markables").findall("TIMEX3") if m.find("token_anchor") is not None]
        created = [m for m in marks if m.get("functionInDocument") == "CREATION_TIME"]
        dated = {a.get("t_id") for m in created for a in m.findall("token_anchor")}
        text, places, sentence = "", {}, 0
        for token in root.findall("token"):
            word, here = token.text or "", int(token.get("sentence"))
            if here > last_sentence or here == date_sentence or token.get("t_id") in dated:
                continue
            glued = re.match(r"^([.,;:!?%)\]}]|'s|n't|'[a-z]+)", word) or re.search(r"[(\[{$]$", text)
            text += ("\n\n" if sentence == 0 else " ") if here != sentence else "" if glued or not text else " "
            sentence = here
            places[token.get("t_id")] = (len(text), len(text) + len(word))
            text += word
        times = []
        for mark in marks:
            spans = [places[a.get("t_id")] for a in mark.findall("token_anchor") if a.get("t_id") in places]
            if mark not in created and spans:
                times.append((min(s[0] for s in spans), max(s[1] for s in spans), mark.get("type"), mark.get("value")))
        line = " ".join(t.text or "" for t in root.findall("token") if int(t.get("sentence")) == date_sentence)
        yield path.name, created[0].get("value")[:10] if created else read_date_line(line), text, sorted(times)


def read_date_line(line):
    """The day of publication as the second line of a Wikinews article says it, or nothing."""
    for form in ("%A , %B %d , %Y", "%B %d , %Y"):
        try:
            return datetime.datetime.strptime(line.strip(), form).date().isoformat()
        except ValueError:
            pass
    return ""


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


def spelled_alike(value):
    """One spelling for values that say the same: "1968-XX" and "1968", "196X" and "196", "W7" and "W07", "T17" and "T17:00", "FY1989" of one set
    and "1989" of another."""
    value = re.sub(r"(-XX)+$", "", value or "") if re.match(r"\d{4}", value or "") else value or ""
    value = re.sub(r"^(\d{3})X$", r"\1", re.sub(r"^FY", "", value))
    return re.sub(r"T(\d\d)$", r"T\1:00", re.sub(r"-W(\d)$", r"-W0\1", value))


def split_ranges(found, gold):
    """Ranges that two of theirs touch, as two."""
    result = []
    for one in found:
        touched = sum(one.start < end and start < one.end for start, end, _, _ in gold)
        if "/" in one.value and touched > 1:
            parts, raws = one.value.split("/", 1), one.raw.split("/", 1)
            result += [one._replace(value=parts[i], raw=raws[i]) for i in (0, 1)]
        else:
            result.append(one)
    return result


def match(gold, got):
    """The index of what was found for each of theirs, or None: first those with the same value, then the longest overlap that is still free."""
    used, pairs = set(), [None] * len(gold)
    for same_value in (True, False):
        for number, (start, end, _, want) in enumerate(gold):
            hits = [i for i, g in enumerate(got) if g.start < end and start < g.end and i not in used and (not same_value or g.value == want)]
            if pairs[number] is None and hits:
                pairs[number] = max(hits, key=lambda i: min(end, got[i].end) - max(start, got[i].start))
                used.add(pairs[number])
    return pairs, used


def measure_texts(program, name, documents, misses):
    results = run(program, [(date, text) for _, date, text, _ in documents])
    wanted = found = relaxed = strict = value = meant = 0
    for (file, date, text, gold), got in zip(documents, results):
        got = split_ranges(got, gold)
        pairs, used = match(gold, got)
        wanted, found = wanted + len(gold), found + len(got)
        report = []
        for (start, end, kind, want), hit in zip(gold, pairs):
            around = " ".join(text[max(0, start - 40):end + 30].split())
            if hit is None:
                report.append(f"missing\t{text[start:end]!r} {kind} {want}\t{date}\t{around}")
                continue
            relaxed += 1
            strict += bare(text, start, end) == bare(text, got[hit].start, got[hit].end)
            value += got[hit].value == want
            meant += spelled_alike(got[hit].value) == spelled_alike(want)
            if spelled_alike(got[hit].value) != spelled_alike(want):
                report.append(f"value\t{text[start:end]!r} {kind} {want} got {got[hit].words!r} {got[hit].value} ({got[hit].raw})\t{date}\t{around}")
        for i, g in enumerate(got):
            if i not in used:
                report.append(f"extra\t{g.words!r} {g.type} {g.value}\t{date}\t" + " ".join(text[max(0, g.start - 40):g.end + 30].split()))
        for line in report[:max(misses, 0)]:
            print(f"{line}\t{file}")
        misses -= len(report)
    print(f"{name}: {len(documents)} articles, {wanted} times; relaxed {f1(relaxed, found, wanted)}; strict {f1(strict, found, wanted)}; "
          f"value {f1(value, found, wanted)}; value spelled alike {f1(meant, found, wanted)}")


# ---- Recognizers ----

ASSISTANT = re.compile(
    r"\b(cortana|skype|teams call|ooo|out of office|calendar|(re)?schedule|remind me|let'?s|meet me|appointment|available|"
    r"(set|block|book|find|add|create|arrange|cancel|plan) .*\b(meeting|room|time|call|event|something|appointment|hours?|minutes|days|us)|"
    r"book (a|me)|please|do you have any arrangement|dinner with mom|can you meet|does .* work\?)", re.IGNORECASE)
NOTATION = re.compile(r"[<>=~@]|https?:|www\.|^show\b|\bshow me\b|\bsales for\b|\brecords\b|\bshould be a date|\b(tel|ssn)\b|\d{3,}-\d{3,}|"
                      r"^the range is|^the period is|search phrase", re.IGNORECASE)
CHAT = re.compile(r"\b(\d+ish|noonish|eod|eoy|otd|\d+ampm|\d+[dwy]|\d+a)\b", re.IGNORECASE)


def is_left_aside(case):
    """
    What no news text contains: commands to a calendar or an assistant (ASSISTANT), queries and notation of programs (NOTATION), abbreviations
    of chats (CHAT), and what is counted in hours or minutes from the moment of writing, where news has a day.
    """
    from_now = any(re.search(r"T\d\d:\d\d:\d\d", item.get("timex") or "") and re.search(r"\b(hours?|minutes?|min|mins)\b", result["Text"], re.I)
                   and not re.search(r"\d:\d\d", result["Text"]) for result in case["Results"] for item in result["Resolution"].get("values", []))
    return from_now or any(rule.search(case["Input"]) for rule in (NOTATION, ASSISTANT, CHAT))


def seconds(value):
    """The length of a duration in seconds, or None. "A few" and "several" are guessed by them, as three."""
    value = (value or "").replace("X", "3")
    found = re.fullmatch(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)(?:D|NI))?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?", value or "")
    if not found or value == "P":
        return None
    return sum(float(n) * unit for n, unit in zip(found.groups(), (31536000, 31536000 / 12 if found.group(1) else 2592000, 604800, 86400, 3600, 60, 1)) if n)


def first_day(value):
    """The first day of a year, a quarter or a month, as they name the ends of ranges."""
    quarter = re.fullmatch(r"(.{4})-Q(\d)", value)
    if quarter:
        return f"{quarter.group(1)}-{int(quarter.group(2)) * 3 - 2:02d}-01"
    return value + "-01-01" if len(value) == 4 else value + "-01" if len(value) == 7 else value


def same_timex(ours, wanted):
    """The same TIMEX value: seconds of zero are none, the ends of their ranges are first days, a set on all days is one of a part of the day."""
    if not wanted:
        return False
    ours = re.sub(r"^XXXX-XX-XX(?=T)", "", ours) if wanted.startswith("T") else ours
    trim = lambda value: re.sub(r"(T\d\d(:\d\d)?)(:00)+$", r"\1", value)
    if trim(trim(ours)) == trim(trim(wanted)):
        return True
    pair = re.fullmatch(r"\(([^,]*),([^,]*),[^,]*\)", wanted)
    if pair and "/" in ours:
        return all(same_timex(o, w) or same_timex(first_day(o), w) for o, w in zip(ours.split("/", 1), pair.groups()))
    length, theirs = seconds(ours), seconds(wanted)
    return length is not None and length == theirs


def same_length(found, wanted):
    """Lengths from or to now ("the next three days"): the third part of their range; where ours has days, they are theirs but for one."""
    triple = re.fullmatch(r"\(([^,]*),([^,]*),([^,]*)\)", wanted or "")
    if not triple or found.type != "DURATION" or seconds(found.raw) is None or seconds(found.raw) != seconds(triple.group(3)):
        return False
    first, last = moment(triple.group(1)[:10], False), moment(triple.group(2)[:10], False)
    if not found.first or first is None or last is None:
        return True
    day = datetime.timedelta(days=1)
    return abs(moment(found.first, False) - first) <= day and abs(moment(found.last, False) - last) <= day


def contains_counted(found, item, words):
    """Counted in weeks, months or years ("in two years") they name a day; TIMEX3 names the week, month or year that it lies in."""
    day = moment((item.get("value") or "")[:10], False)
    first, last = moment(found.first, False), moment(found.last, True)
    counted = re.search(r"\b(week|fortnight|month|year|decade)s?\b", words.lower())
    return bool(counted and day and first and last and first <= day < last and (last - first).days <= 366)


def moment(text, midnight):
    """A resolved moment; days count as their first second, or, as ends, their last."""
    if not text or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        day = datetime.datetime.fromisoformat(text[:19].replace(" ", "T"))
    except ValueError:
        return None
    return day + (datetime.timedelta(days=1) if midnight and len(text) == 10 else datetime.timedelta())


def same_interval(found, item):
    start, end = item.get("start") or item.get("value"), item.get("end") or item.get("value")
    if "Mod" in item and ("start" not in item or "end" not in item):
        return False
    first, last = moment(found.first, False), moment(found.last, True)
    if len(found.raw) == 2 and start and end:  # a century: theirs begin with the year of its hundred
        return start[:2] == found.first[:2] and (last - first).days > 36500
    if first is None or first != moment(start, False):
        return False
    return last in (moment(end, False), moment(end, True)) or (len(end) > 10 and moment(found.last, False) == moment(end, False))


def part_of_joined(found, result):
    """Ours makes one time of a day and its hour ("Christmas at 8:00"), where theirs has two: each of them is right if its part is."""
    parts = re.fullmatch(r"([^T]+)(T.+)", found.raw)
    if not parts or len(result["Text"]) >= len(found.words):
        return False
    timexes = [item.get("timex") for item in result["Resolution"]["values"]]
    return any(same_timex(part, timex) for part in parts.groups() for timex in timexes)


def is_right(found, result):
    if part_of_joined(found, result):
        return True
    for item in result["Resolution"]["values"]:
        timex = item.get("timex")
        if same_timex(found.raw, timex) or same_timex(found.value, timex) or same_interval(found, item):
            return True
        if same_length(found, timex) or contains_counted(found, item, result["Text"]):
            return True
    return False


def does_not_exist(result):
    """Dates that there are not are given back unresolved: right is to find nothing."""
    for item in result["Resolution"]["values"]:
        day = re.match(r"(\d{4}|XXXX)-(\d\d)-(\d\d)", item.get("timex") or "")
        try:
            if day:
                datetime.date(2000 if day.group(1) == "XXXX" else int(day.group(1)), int(day.group(2)), int(day.group(3)))
        except ValueError:
            return True
    return False


def measure_recognizers(program, folder, misses):
    cases = json.loads((folder / "DateTimeModel.json").read_text(encoding="utf-8-sig"))
    cases = [c for c in cases if "ReferenceDateTime" in c.get("Context", {})]
    results = run(program, [(c["Context"]["ReferenceDateTime"][:10], c["Input"]) for c in cases])
    counts = {False: collections.Counter(), True: collections.Counter()}
    for case, got in zip(cases, results):
        count = counts[is_left_aside(case)]
        count["cases"] += 1
        if not case["Results"]:
            count["empty"] += 1
            count["empty right"] += not got
            if got and not is_left_aside(case) and misses > 0:
                print(f"extra\t{case['Input'][:90]!r}\t{[(g.words, g.raw) for g in got]}")
        for result in case["Results"]:
            count["wanted"] += 1
            start = case["Input"].lower().find(result["Text"].lower())
            end = start + len(result["Text"])
            hits = [g for g in got if g.start < end and start < g.end]
            if does_not_exist(result):
                hit = right = not hits
            else:
                hit, right = bool(hits), any(is_right(g, result) for g in hits)
            count["span"] += hit
            count["value"] += right
            if not right and not is_left_aside(case) and misses > 0:
                wanted = [(v.get("timex"), v.get("Mod"), v.get("value") or (v.get("start"), v.get("end"))) for v in result["Resolution"]["values"]]
                print(f"{'value' if hits else 'missing'}\t{case['Input'][:90]!r}\t{result['Text']!r}\t{result.get('TypeName', '')[11:]}\t{wanted[0]}\tgot {[(g.words, g.raw, g.first, g.last) for g in hits]}")
                misses -= 1
    both = counts[False] + counts[True]
    for name, count in (("as in news", counts[False]), ("all", both)):
        print(f"recognizers DateTimeModel, {name}: {count['cases']} cases, {count['wanted']} results; span {count['span'] / count['wanted']:.3f}, "
              f"value {count['value'] / count['wanted']:.3f}; nothing where nothing is {count['empty right']} of {count['empty']}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--set", default="")
    options = parser.parse_args()
    timeml = {part: list(load_timeml(options.folder / "tbaq-cleaned" / part)) for part in ("TimeBank", "AQUAINT")
              if options.set in ("", part.lower(), "tbaq")}
    for part, documents in timeml.items():
        measure_texts(options.program, part, documents, options.misses)
    if len(timeml) == 2:
        measure_texts(options.program, "TBAQ", timeml["TimeBank"] + timeml["AQUAINT"], 0)
    if options.set in ("", "meantime"):
        documents = list(load_meantime(options.folder / "meantime" / "intra-doc_annotation"))
        measure_texts(options.program, "MEANTIME", documents, options.misses)
    if options.set in ("", "recognizers"):
        measure_recognizers(options.program, options.folder / "recognizers" / "DateTime", options.misses)


main()
