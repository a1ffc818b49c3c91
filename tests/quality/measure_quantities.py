#!/usr/bin/env python3
"""Measures numbers and quantities (folder times of the measuring data).

usage: measure_quantities.py PRINT_FACTS TIMES_FOLDER [--misses N] [--only NAME] [--aside] [--data FOLDER]

  recognizers   NumberModel, OrdinalModel, CurrencyModel, DimensionModel, PercentModel, AgeModel: share of the cases in which everything that is expected
                is found with its value and unit, and (exact) nothing else with the same span
                (Recognizers has no tonne of its own: "ton" there is right for both; nor has it all rates: "500 barrels" of "500 barrels a day")
  quantulum3    share of the expected quantities with a unit that are found with value and unit
  price-parser  share of the prices found with amount, and with amount and currency
Units are compared by the names of data/en/units.tsv and the English names of currencies.

Recognizers is made for spoken and typed commands. For each of its models two shares are printed: of all cases, and ("news") of those that are
left when what no news text contains is left aside by these rules (LEFT_ASIDE; the cases are named with --aside):
  arithmetic      powers, "one over three", and odds read as their quotient ("one out of three"): figures of news are not calculated
  dash apart      a dash between spaces is punctuation, no minus and no hyphen ("- 20 degrees", "fifty - two")
  letter scales   a letter or two apart or in capitals that stand for thousands or billions ("2.33 k", "10G", "1MM")
  odd fractions   parts in words with a denominator above twenty of several words, or of trillionths ("three twenty-firsts")
  no numbers      what is counted as numbers inside dates, telephone numbers and addresses
  units apart     a number that sticks to a unit is no number there; here it is one with a unit, which the other models measure
  cents unsaid    a number after a currency that stands for cents ("17 USD 25", "one dollar and one")
  unit first      "percent of 20": a unit that stands before its number
  toys            units of no news text: turns, picometres, coins of the ancients, units in brackets, satoshi, mao and kuai
"""
import argparse
import collections
import csv
import json
import pathlib
import re
import subprocess


LEFT_ASIDE = {
    "arithmetic": r"\^|\bover (\d|one|three|twenty)|\bout of \w|\b1 in twenty",
    "dash apart": r"(^|\s)- ",
    "letter scales": r"\d\s+[kKMG]\b|\d[GM]\b|\dMM\b",
    "odd fractions": r"trillionths?\b|twenty[- ](first|fift)|hundred (and )?fifth\b|hundred thirty fifths|thousand fifths|two hundred three fifths|and three and three",
    "no numbers": r"\d+\.\d+\.\d+\.\d|\d/\d+/\d|\+1-\d",
    "units apart": r"\d(ml|km|m)\b",
    "cents unsaid": r"\bdollar and one and|c \$ 100 and fifty|\d USD \d\d( more)?\b|dollars (and )?\d\d\.",
    "unit first": r"per ?cents? of (\d|\w)|^the table shows|only a small percent",
    "toys": r"picometer|drachma is|\[kg\]|<kg>|half turn|\d turns|satoshi|\bmao\b",
}
MODELS = {"NumberModel": ("arithmetic", "dash apart", "letter scales", "odd fractions", "no numbers", "units apart"),
          "OrdinalModel": ("odd fractions",), "CurrencyModel": ("cents unsaid", "toys"), "PercentModel": ("unit first",), "AgeModel": (),
          "TemperatureModel": ("dash apart",), "DimensionModel": ("toys",)}
PARTS = {"Cent", "Penny", "Pence", "Kopek", "Paise"}  # of a currency: values here are in the currency


def read_table(path):
    lines = [line.rstrip("\n") for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t") + [""] * len(head))) for line in lines[1:]]


def unit_names(data):
    names = {}
    for row in read_table(data / "en/units.tsv"):
        for word in row["words"].split("|") + row["symbols"].split("|"):
            names.setdefault(word.lower(), row["unit"])
    for table, code, column in (("en/currency_words.tsv", "default", "words"), ("en/currencies.tsv", "code", "names"), ("world/currencies.tsv", "code", "name"),
                                ("world/currencies.tsv", "code", "code"), ("world/currency_signs.tsv", "default", "sign"),
                                ("en/money.tsv", "code", "words"), ("en/money.tsv", "code", "signs")):
        for row in read_table(data / table):
            for word in row[column].split("|") if row[code] != "-" else ():
                names.setdefault(word.lower(), row[code])
    return names


def currency_codes(data):
    """Signs as written, and words in lower case."""
    codes = {}
    for table, code, column in (("en/money.tsv", "code", "signs"), ("world/currency_signs.tsv", "default", "sign"), ("world/currencies.tsv", "code", "symbols"),
                                ("world/currencies.tsv", "code", "code"), ("en/money.tsv", "code", "words"), ("en/currency_words.tsv", "default", "words")):
        for row in read_table(data / table):
            for word in row[column].split("|") if row[code] != "-" else ():
                codes.setdefault(word.lower() if column == "words" else word, row[code])
    return codes


def run(program, texts, *options):
    texts = [text.replace("\f", " ") for text in texts]
    output = subprocess.run([program, *options], input="".join(text + "\f" for text in texts).encode(), stdout=subprocess.PIPE, check=True).stdout
    found = collections.defaultdict(list)
    for line in output.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] in ("Q", "N"):
            found[int(cells[1])].append(cells)
    return found


def same_value(a, b):
    try:
        return abs(float(a) - float(b)) <= 1e-6 * max(1, abs(float(b)))
    except (TypeError, ValueError):
        return False


def squeeze(text):
    return re.sub(r"\s+", " ", text.lower()).strip()


def left_aside(model, text):
    """The rule by which a case is left aside, or None."""
    return next((rule for rule in MODELS[model] if re.search(LEFT_ASIDE[rule], text, re.I if rule in ("unit first",) else 0)), None)


class Report:
    def __init__(self, misses, aside):
        self.limit, self.aside, self.rows = misses, aside, []

    def add(self, corpus, measure, good, total, misses):
        for miss in misses[:self.limit]:
            print(corpus, "|", miss)
        self.rows.append((corpus, measure, good, total))

    def add_cases(self, model, measure, outcomes):
        """outcomes: (text, is right, what to print) of each case."""
        rules = [left_aside(model, text) for text, _, _ in outcomes]
        for (text, good, what), rule in zip(outcomes, rules):
            if self.aside and rule:
                print(f"aside: {rule} | {text!r} | {'right' if good else 'missed'}")
        kept = [outcome for outcome, rule in zip(outcomes, rules) if not rule]
        self.add("recognizers", f"{model} {measure}".strip(), sum(o[1] for o in outcomes), len(outcomes), [])
        self.add("recognizers", f"{model} news {measure}".strip(), sum(o[1] for o in kept), len(kept), [o[2] for o in kept if not o[1]])

    def write(self):
        for corpus, measure, good, total in self.rows:
            print(f"{corpus}\t{measure}\t{good / max(1, total):.4f}\t{total}")


def measure_numbers(program, folder, report, model):
    cases = [c for c in json.load(open(folder / f"recognizers/Number/{model}.json", encoding="utf-8-sig")) if "dotnet" not in (c.get("NotSupported") or "")]
    found = run(program, [c["Input"] for c in cases], "--numbers")
    is_ordinal = model == "OrdinalModel"
    outcomes = []
    for at, case in enumerate(cases):
        wanted = [(squeeze(r["Text"]), (r.get("Resolution") or {}).get("value")) for r in case["Results"]]
        if is_ordinal and any(not str(w[1]).isdigit() for w in wanted):
            continue  # relative ones ("the last") are no numbers here
        got = [(squeeze(c[6]), c[4]) for c in found[at] if ("ordinal" in c[5]) == is_ordinal]
        right = len(wanted) == len(got) and all(w[0] == g[0] and (same_value(g[1], w[1]) or w[1] is None) for w, g in zip(wanted, got))
        outcomes.append((case["Input"], right, (case["Input"], wanted, got)))
    report.add_cases(model, "", outcomes)


def measure_units(program, folder, report, model, kinds, names):
    group = "Number" if model == "PercentModel" else "NumberWithUnit"
    cases = [c for c in json.load(open(folder / f"recognizers/{group}/{model}.json", encoding="utf-8-sig")) if "dotnet" not in (c.get("NotSupported") or "")]
    found = run(program, [c["Input"] for c in cases])
    found_all, exact = [], []
    for at, case in enumerate(cases):
        wanted = []
        for result in case["Results"]:
            resolution = result.get("Resolution") or {}
            value = str(resolution.get("value") or "").rstrip("%")
            unit = resolution.get("isoCurrency") or ("GBP" if kinds == {"money"} and resolution.get("unit") == "Pound" else None) or names.get(str(resolution.get("unit", "")).lower(), resolution.get("unit"))
            if value in ("", "null"):
                continue  # a unit without a number
            if resolution.get("unit") in PARTS:
                value = float(value) / 100
            unit = {"C": "°C", "F": "°F", "Age": "year"}.get(unit, unit)
            if unit and " per " in unit:  # "Meter per Millisecond"
                unit = "/".join(names.get(word, word) for word in unit.lower().split(" per "))
            wanted.append((squeeze(result["Text"]), value, unit))
        got = [c for c in found[at] if c[4] in kinds]
        if model == "PercentModel":
            wanted = [(t, v, "%") for t, v, _ in wanted]
        hits = [any(same_value(g[5], w[1]) and (g[7] == w[2] or w[2] is None or g[7].split("/")[0] == w[2] or {g[7], w[2]} == {"t", "ton"}) for g in got) for w in wanted]
        what = (case["Input"][:150], wanted, [(g[4], g[5], g[7], g[-1]) for g in got])
        found_all.append((case["Input"], all(hits), what))
        exact.append((case["Input"], all(hits) and len(got) == len(wanted), what))
    report.add_cases(model, "found", found_all)
    report.add_cases(model, "nothing else", [(text, good, what + ("or more",)) for (text, good, what) in exact])


def measure_quantulum(program, folder, report, names):
    cases = json.load(open(folder / "quantulum3/quantities.json", encoding="utf-8"))
    found = run(program, [c["req"] for c in cases])
    good = total = 0
    misses = []
    for at, case in enumerate(cases):
        for wanted in case["res"]:
            if wanted["unit"] in ("dimensionless", "") or wanted.get("uncertainty"):
                continue
            total += 1
            unit = names.get(wanted["unit"].lower(), wanted["unit"])
            right = any(same_value(c[5], wanted["value"]) and c[7] in (unit, wanted["unit"]) for c in found[at])
            good += right
            if not right:
                misses.append((case["req"][:120], wanted["value"], wanted["unit"], [(c[5], c[7], c[-1]) for c in found[at]]))
    report.add("quantulum3", "value and unit", good, total, misses)


def measure_prices(program, folder, report, names):
    rows = list(csv.DictReader(open(folder / "price-parser/prices.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [{k: json.loads('"' + v.replace('"', '\\"').replace('\\\\"', '\\"') + '"') if "\\" in v else v for k, v in row.items()} for row in rows]
    rows = [r for r in rows if r["amount"] != "NONE" and r["currency"] != "NONE" and r["currency"] in r["price_raw"]]
    found = run(program, [r["price_raw"] for r in rows])
    amount = both = 0
    misses = []
    for at, row in enumerate(rows):
        got = found[at][:1]
        right = bool(got) and same_value(got[0][5], row["amount"])
        code = names.get(row["currency"]) or names.get(row["currency"].lower()) or names.get(row["currency"].replace(" ", ""))
        amount += right
        both += right and got[0][7] == code
        if not (right and got[0][7] == code):
            misses.append((row["price_raw"], row["amount"], row["currency"], code, [(g[4], g[5], g[7]) for g in got]))
    report.add("price-parser", "amount right", amount, len(rows), misses)
    report.add("price-parser", "amount and currency right", both, len(rows), [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--aside", action="store_true", help="name the cases that are left aside, and by which rule")
    parser.add_argument("--only", default="")
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2] / "data")
    options = parser.parse_args()
    names, report = unit_names(options.data), Report(options.misses, options.aside)
    jobs = {
        "NumberModel": lambda n: measure_numbers(options.program, options.folder, report, n),
        "OrdinalModel": lambda n: measure_numbers(options.program, options.folder, report, n),
        "CurrencyModel": lambda n: measure_units(options.program, options.folder, report, n, {"money"}, names),
        "PercentModel": lambda n: measure_units(options.program, options.folder, report, n, {"percent"}, names),
        "AgeModel": lambda n: measure_units(options.program, options.folder, report, n, {"age"}, names),
        "TemperatureModel": lambda n: measure_units(options.program, options.folder, report, n, {"temperature"}, names),
        "DimensionModel": lambda n: measure_units(options.program, options.folder, report, n,
                                                  {"distance", "area", "mass", "volume", "speed", "power", "energy", "other"}, names),
        "quantulum3": lambda n: measure_quantulum(options.program, options.folder, report, names),
        "price-parser": lambda n: measure_prices(options.program, options.folder, report, currency_codes(options.data)),
    }
    for name, job in jobs.items():
        if not options.only or name == options.only:
            job(name)
    report.write()


main()
