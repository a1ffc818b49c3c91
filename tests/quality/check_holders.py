#!/usr/bin/env python3
"""Compares the terms of office in data/world/holders.tsv with the dated roles of actor dictionaries in PETRARCH's format.

usage: check_holders.py DICTIONARY... [--data data] [--days 60] [--missing]

A dictionary names an actor and the time in which it acted for a government ("[AFGGOV 011222-140929]"). For every holder of a high office of
a state that a dictionary knows by the same name, the term is compared with the role that shares most days with it: printed is each that
begins or ends more than --days apart, for a reader to judge: either may be wrong, and a person may govern before and after an office; what
a dictionary leaves out is not compared. --missing prints the people whom a dictionary has governing a state since 1990 and world/people has not.
"""
import argparse
import collections
import datetime
import pathlib
import re
import unicodedata

STATE_OFFICES = {"president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "emperor", "head of state", "supreme leader",
                 "general secretary", "leader", "chief adviser"}
OPEN_END = datetime.date(9999, 12, 31)


def fold(name):
    table = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th", "ə": "e"})
    letters = unicodedata.normalize("NFKD", name.lower().translate(table))
    return re.sub(r"[^a-z]+", " ", "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("'", "")).strip()


def rows_of(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t") + [""] * len(columns))) for line in lines[1:]]


def dictionary_date(text):
    """A day written as YYMMDD, with years from 1931 to 2030, or as YYYYMMDD."""
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 30 else "20") + text
    try:
        return datetime.date(int(text[:4]), max(1, int(text[4:6])), max(1, int(text[6:8])))
    except ValueError:
        return None


def read_dictionary(path):
    """Each actor's names and its dated roles for a government: (code of the state, from, to)."""
    actors, names, roles = [], [], []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() + ["END_"]:
        text = line.split("#")[0].rstrip()
        if text and text[0] not in "+\t[ ":
            actors.append((names, roles))
            names, roles = [], []
        if text and text[0] not in "\t[ ":
            names.append(fold(text.lstrip("+").split("[")[0].replace("_", " ")))
        for code, date in re.findall(r"\[([A-Z]{3,})\s+([<>]?\d+(?:-\d+)?)\]", text):
            if not code[3:].startswith("GOV"):
                continue
            first, last = datetime.date(1, 1, 1), OPEN_END
            if date[0] == "<":
                last = dictionary_date(date[1:])
            elif date[0] == ">":
                first = dictionary_date(date[1:])
            elif "-" in date:
                first, last = map(dictionary_date, date.split("-"))
            if first and last:
                roles.append((code[:3], first, last))
    return [actor for actor in actors if actor[1]]


def term_date(cell, is_end):
    """The earliest day of a beginning, the latest of an end: dates may lack day and month."""
    if not cell:
        return OPEN_END
    year, month, day = (list(map(int, cell.split("-"))) + [0, 0])[:3]
    if day:
        return datetime.date(year, month, day)
    if not is_end:
        return datetime.date(year, month or 1, 1)
    return datetime.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - datetime.timedelta(1)


def nearest_role(roles, first, last):
    """The role that shares the most days with the time, or None."""
    shared = [((min(last, end) - max(first, start)).days, start, end) for start, end in roles]
    best = max(shared, default=(0, None, None))
    return best[1:] if best[0] > 0 else None


def check(options, actors, people, countries):
    compared = differing = 0
    ends = [end for _, roles in actors for _, _, end in roles if end != OPEN_END]
    by_name = collections.defaultdict(list)
    for names, roles in actors:
        for name in names:
            by_name[name].append(roles)
    for term in rows_of(options.data / "world/holders.tsv"):
        if term["office"] not in STATE_OFFICES or not term["of"].startswith("country:"):
            continue
        code = countries.get(term["of"][8:], "")
        forms = {fold(form) for form in [people[term["person"]]["name"], *people[term["person"]]["names"].split("|")] if form}
        roles = [(start, end) for form in forms for each in by_name.get(form, []) for state, start, end in each if state == code]
        first, last = term_date(term["from"], False), term_date(term["to"], True)
        role = nearest_role(roles, first, last)
        if role is None:
            continue
        compared += 1
        start_differs = abs((role[0] - first).days) > options.days
        end_differs = abs((role[1] - last).days) > options.days and role[1] != OPEN_END and last < max(ends)
        if start_differs or end_differs:
            differing += 1
            print(f"{term['of']} {term['office']} {term['person']}: {term['from']} to {term['to'] or '-'}; dictionary: {role[0]} to {role[1]}")
    print(f"terms {compared} terms compared; agree {1 - differing / max(1, compared):.3f} ({differing} begin or end more than {options.days} days apart)")


def print_missing(actors, people, codes):
    known = {fold(form) for person in people.values() for form in [person["name"], *person["names"].split("|")] if form}
    missing = [(roles[-1][0], names[0], roles) for names, roles in actors
               if not known & set(names) and any(code in codes and end >= datetime.date(1990, 1, 1) and (end - start).days > 300
                                                 for code, start, end in roles)]
    for code, name, roles in sorted(missing):
        print(code, name, "; ".join(f"{start} to {end}" for _, start, end in roles), sep="\t")
    print(f"{len(missing)} people of the dictionaries are not in world/people")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionaries", nargs="+", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent.parent / "data")
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--missing", action="store_true")
    options = parser.parse_args()
    people = {row["id"]: row for row in rows_of(options.data / "world/people.tsv")}
    countries = {row["id"]: row.get("cameo") or row["alpha3"] for row in rows_of(options.data / "world/countries.tsv")}
    actors = [actor for path in options.dictionaries for actor in read_dictionary(path)]
    check(options, actors, people, countries)
    if options.missing:
        print_missing(actors, people, set(countries.values()))


if __name__ == "__main__":
    main()
