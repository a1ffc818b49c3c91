#!/usr/bin/env python3
"""Measures the article stage on pages with known text, titles, authors and dates.

usage: measure_pages.py EXTRACT_PAGES DATA [--append] [--misses KIND] [--only CORPUS]

EXTRACT_PAGES is the program built from extract_pages.c, DATA the unpacked folder "pages" of the measuring data. --append adds the
figures to scores.tsv beside this script.

The authors of the pages are also counted without those that are no persons ("author, persons"): by the contract a byline holds persons only.
No person is a name that has a word of the class "nobody" in data/*/furniture.tsv, that is an outlet or an agency of data/world, or whose letters
are those of the site's name or of a part of its host; a name of two words or more whose first is in data/*/given_names.tsv is a person all the
same. A date whose month is over 12 (year, day, month) is read as it is meant.

Segments of trafilatura are compared as its own script does: white space folded, letters as they are; what cannot be seen (soft hyphens) counts
as nothing. Its gold, and that of the other sets, has the headings between paragraphs, which are no part of an article's text here: "text" is
the text of the record, "headed" the same with its headings.

--misses lists what is wrong (with, without, title, author, noauthor, date, site,
htmldate, rtitle, readability, cleanportaleval; several parted by commas).
"""
import argparse
import collections
import html
import json
import pathlib
import re
import subprocess
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROWS = []
COMMAND = "tests/quality/measure_pages.py extract_pages pages"


def fold(text):
    text = unicodedata.normalize("NFKC", html.unescape(text or "")).casefold()
    return re.sub(r"\s+", " ", text).strip()


def exact(text):
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text or "")).strip()


def words(text):
    return re.findall(r"\w+", fold(text))


def letters(text):
    return "".join(words(text))


DATA = HERE.parent.parent / "data"


def rows_of(path):
    return [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


class Persons:
    """Which names of authors are persons."""

    def __init__(self):
        furniture = [row for path in DATA.glob("*/furniture.tsv") for row in rows_of(path) if row[0] == "nobody"]
        self.nobody = {word for row in furniture for word in row[2].split("|")}
        self.outlets = {letters(name) for table in ("outlets", "agencies") for row in rows_of(DATA / "world" / f"{table}.tsv")[1:]
                        for cell in row[1:4] for name in cell.split("|")} - {""}
        self.given = {form.casefold() for path in DATA.glob("*/given_names.tsv") for row in rows_of(path)[1:] for form in row[0].split("|")}

    def is_person(self, name, url):
        found = words(name)
        if set(found) & self.nobody:
            return False
        if len(found) >= 2 and found[0] in self.given:
            return True
        host = re.sub(r"^www\.", "", url.split("/")[2]) if url.count("/") > 2 else ""
        if letters(name) in {letters(part) for part in [host, *host.split(".")[:-1]]} or letters(name) in self.outlets:
            return False
        return not any(letters(word) in self.outlets for word in found)


def extract(program, items):
    listing = "".join(f"html\t{path}\t{url}\n" for path, url in items)
    run = subprocess.run([program], input=listing.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    rows = [json.loads(line) for line in run.stdout.decode().split("\n") if line]
    return {row["path"]: row for row in rows}, run.stderr.decode().strip()


def report(corpus, part, measure, value, items):
    ROWS.append(("article", corpus, part, measure, f"{value:.4f}" if value < 10 else f"{value:.0f}", str(items), COMMAND))
    print(f"{corpus:16} {part:10} {measure:10} {value:8.4f}  ({items})")


def trafilatura(program, data, misses):
    gold = json.load(open(data / "trafilatura" / "evaldata.json", encoding="utf-8"))
    pages = data / "trafilatura" / "pages"
    got, speed = extract(program, [(str(pages / row["file"]), url) for url, row in gold.items()])
    print("speed:", speed)
    for part, key in (("text", "text"), ("headed", "headed")):
        segments(gold, got, pages, part, key, misses)
    metadata(gold, got, pages, misses)
    rate = re.search(r"(\d+) pages/s", speed)
    return float(rate.group(1)) if rate else 0


def segments(gold, got, pages, part, key, misses):
    count = collections.Counter()
    for row in gold.values():
        text = exact(got[str(pages / row["file"])][key])
        for kind in ("with", "without"):
            for segment in row[kind]:
                inside = exact(segment) in text
                count[kind, inside] += 1
                if kind in misses and part == "headed" and inside == (kind == "without"):
                    print(f"{kind}\t{row['file']}\t{segment[:100]}\t{len(text)}")
    right, lost, wrong = count["with", True], count["with", False], count["without", True]
    precision, recall = right / (right + wrong), right / (right + lost)
    items = sum(count.values())
    report("trafilatura", part, "precision", precision, items)
    report("trafilatura", part, "recall", recall, items)
    report("trafilatura", part, "f1", 2 * precision * recall / (precision + recall), items)


def gold_day(date):
    day = re.match(r"(\d{4})-(\d{1,2})[-.](\d{1,2})", date)
    if not day:
        return date[:10]
    year, month, of_month = (int(part) for part in day.groups())
    if month > 12:
        month, of_month = of_month, month
    return f"{year}-{month:02}-{of_month:02}"


def metadata(gold, got, pages, misses):
    count = collections.Counter()
    persons = Persons()
    for url, row in gold.items():
        found = got[str(pages / row["file"])]
        if row.get("title"):
            same = letters(row["title"]) == letters(found["title"])
            count["title", same] += 1
            if "title" in misses and not same:
                print(f"title\t{row['file']}\t{row['title'][:90]}\t{found['title'][:90]}")
        if row.get("author"):
            stated = row["author"] if isinstance(row["author"], list) else re.split(r"[;,]| und | and | & ", re.sub(r"^(?:Von|By) ", "", row["author"]))
            want = {letters(a) for a in stated if letters(a)}
            have = {letters(a) for a in found["byline"]}
            count["author", want == have] += 1
            if all(persons.is_person(name, url) for name in stated if letters(name)):
                count["author, persons", want == have] += 1
            if "author" in misses and want != have:
                print(f"author\t{row['file']}\t{row['author']}\t{found['byline']}")
        elif "author" in row:
            count["no author", not found["byline"]] += 1
            if "noauthor" in misses and found["byline"]:
                print(f"noauthor\t{row['file']}\t{found['byline']}")
        if row.get("date"):
            same = gold_day(row["date"]) == found.get("published", "")[:10]
            count["date", same] += 1
            if "date" in misses and not same:
                print(f"date\t{row['file']}\t{row['date']}\t{found.get('published')}")
        if row.get("sitename"):
            same = letters(row["sitename"]) == letters(found["outlet"])
            count["site", same] += 1
            if "site" in misses and not same:
                print(f"site\t{row['file']}\t{row['sitename']}\t{found['outlet']}")
    for part in ("title", "author", "author, persons", "no author", "date", "site"):
        total = count[part, True] + count[part, False]
        if total:
            report("trafilatura", part, "accuracy", count[part, True] / total, total)


def htmldate(program, data, misses):
    lines = open(data / "htmldate" / "pages.tsv", encoding="utf-8").read().split("\n")[1:]
    rows = [line.split("\t") for line in lines if line.count("\t") == 2]
    got, _ = extract(program, [(str(data / page), url) for url, _, page in rows])
    right = stated = 0
    for _, date, page in rows:
        found = got[str(data / page)].get("published", "")[:10]
        stated += bool(found)
        right += found == date
        if "htmldate" in misses and found != date:
            print(f"htmldate\t{page}\t{date}\t{found}")
    report("htmldate", "date", "accuracy", right / len(rows), len(rows))
    report("htmldate", "date", "precision", right / max(stated, 1), stated)


def word_f(want, have):
    want, have = collections.Counter(words(want)), collections.Counter(words(have))
    shared = sum((want & have).values())
    precision, recall = shared / max(sum(have.values()), 1), shared / max(sum(want.values()), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def whole_text(corpus, part, pairs, got, misses):
    total = [0.0, 0.0, 0.0]
    for path, want in pairs:
        scores = word_f(want, got[path][part])
        total = [a + b for a, b in zip(total, scores)]
        if corpus in misses and part == "headed" and scores[0] < 0.9:
            print(f"{corpus}\t{pathlib.Path(path).parent.name}/{pathlib.Path(path).name}\tf {scores[0]:.2f} p {scores[1]:.2f} r {scores[2]:.2f}")
    for measure, value in zip(("f1", "precision", "recall"), total):
        report(corpus, part, measure, value / len(pairs), len(pairs))


def readability(program, data, misses):
    folders = sorted(p.parent for p in (data / "readability").glob("*/source.html"))
    paths = [str(f / "source.html") for f in folders]
    got, _ = extract(program, [(p, "http://fakehost/test/page.html") for p in paths])
    pairs = [(p, html.unescape(re.sub(r"<[^>]+>", " ", (f / "expected.html").read_text(encoding="utf-8")))) for p, f in zip(paths, folders)]
    for part in ("text", "headed"):
        whole_text("readability", part, pairs, got, misses)
    same = total = 0
    for path, folder in zip(paths, folders):
        want = json.loads((folder / "expected-metadata.json").read_text(encoding="utf-8")).get("title")
        if want:
            total += 1
            right = letters(want) == letters(got[path]["title"])
            same += right
            if "rtitle" in misses and not right:
                print(f"rtitle\t{folder.name}\t{want[:90]}\t{got[path]['title'][:90]}")
    report("readability", "title", "accuracy", same / total, total)


def cleanportaleval(program, data, misses):
    pairs, headed, items = [], [], []
    for gold in sorted((data / "cleanportaleval" / "GoldStandard").glob("*.txt")):
        page = data / "cleanportaleval" / "input" / (gold.stem + ".html")
        if not page.exists():
            continue
        lines = gold.read_text(encoding="utf-8", errors="replace").split("\n")
        url = next((line[5:].strip() for line in lines if line.startswith("URL: ")), "")
        blocks = re.split(r"\n(?=<)", "\n".join(line for line in lines if not line.startswith("URL: ")))
        for found, kept in ((pairs, [block for block in blocks if not block.startswith("<h>")]), (headed, blocks)):
            found.append((str(page), "\n".join(re.sub(r"<[^>]+>", " ", block) for block in kept)))
        items.append((str(page), url))
    got, _ = extract(program, items)
    whole_text("cleanportaleval", "text", pairs, got, misses)
    whole_text("cleanportaleval", "headed", headed, got, misses)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--append", action="store_true")
    parser.add_argument("--misses", default=[], type=lambda kinds: kinds.split(","))
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    corpora = {"trafilatura": trafilatura, "htmldate": htmldate, "readability": readability, "cleanportaleval": cleanportaleval}
    for name, measure in corpora.items():
        if not options.only or options.only == name:
            measure(options.program, options.data, options.misses)
    if options.append:
        path = HERE / "scores.tsv"
        if not path.exists():
            path.write_text("stage\tcorpus\tpart\tmeasure\tvalue\titems\tcommand\n", encoding="utf-8")
        with open(path, "a", encoding="utf-8") as out:
            out.writelines("\t".join(row) + "\n" for row in ROWS)


if __name__ == "__main__":
    main()
