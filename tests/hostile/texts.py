"""Plain text that language and fact stages could choke on."""
import random

from harness import CARRIER, require, test


def read_text(place, text, name="page.txt", **expected):
    place.write(name, "Porto talks\n\n" + text)
    return place.read(name, **expected)


def of_kind(records, kind):
    return [record for record in records if record["record"] == kind]


@test("10,000 numbers in one sentence")
def numbers_in_a_sentence(place):
    _, records, _ = read_text(place, "The list reads " + " ".join(str(n) for n in range(10_000)) + ".", kinds=("entity", "quantity", "time"))
    require(len(of_kind(records, "quantity")) <= 10_000, "more quantities than numbers")


@test("10,000 amounts and percentages in one sentence")
def amounts_in_a_sentence(place):
    read_text(place, "They paid " + ", ".join(f"{n}.5 million euros and {n} per cent" for n in range(5_000)) + ".",
              kinds=("entity", "quantity", "time", "event"))


@test("a number of a million digits")
def long_number(place):
    _, records, _ = read_text(place, f"There were {'9' * 1_000_000} people and 1{'0' * 400} euros.", kinds=("entity", "quantity"))
    for quantity in of_kind(records, "quantity"):
        require(float(quantity["value"]) < 1e30, "a value that no figure can hold")


@test("quotes in quotes that never close")
def open_quotes(place):
    read_text(place, CARRIER + '\n\n"' + "He said \u201cshe said \u2018they said \u00ab" * 50_000, holds=CARRIER, kinds=("entity", "quote"))


@test("half a million quotation marks")
def many_marks(place):
    read_text(place, CARRIER + " " + "\"' \u201c\u201d " * 100_000, holds=CARRIER, kinds=("entity", "quote"))


@test("a sentence of 5,000 words")
def long_sentence(place):
    words = ["the", "minister", "of", "Porto", "and", "said", "that", "visited", "Riga", "who", "with", "people", "because"]
    chosen = random.Random(1).choices(words, k=5_000)
    read_text(place, " ".join(chosen) + ".", kinds=("entity", "event", "quote"))


@test("a sentence of names alone")
def names_alone(place):
    read_text(place, "President " + " of the United Nations and Maria Silva".join([""] * 5_000) + ".", kinds=("entity", "event"))


@test("dates of year 0, 99999 and beyond")
def far_dates(place):
    text = ("It happened on January 1, 0000, on 31 February 2024, on 32 May 99999, on 0000-00-00, in the year 123456789012345678901234567890, "
            "99999999999999999999 days ago, on 29 February 2023 and at 25:61.")
    _, records, _ = read_text(place, text, kinds=("entity", "time", "quantity"))
    for time in of_kind(records, "time"):
        for edge in ("from", "to"):
            require(edge not in time or time[edge] >= "1000", f"a day that no calendar has: {time}")


@test("a publication date of year 0 and 99999")
def far_publication(place):
    for date in ("0000-00-00", "99999-01-01", "-0001-13-45", "2024-02-31", "9" * 5_000):
        place.write("page.html", f"<html><head><meta property='article:published_time' content='{date}'></head><body><article><h1>Porto</h1>"
                    f"<p>{CARRIER}</p></article></body></html>")
        article, _, _ = place.read("page.html", holds=CARRIER, kinds=("entity",))
        require(article.get("published", {}).get("basis") in (None, "none"), f"a date was made of {date[:20]}: {article.get('published')}")


@test("currencies that do not exist")
def no_currency(place):
    _, records, _ = read_text(place, "It cost 5 million zorkmids, 7 XQZ, \u00a4 12 and 3 \U0001F4B0.", kinds=("entity", "quantity"))
    require(not [record for record in of_kind(records, "quantity") if record["kind"] == "money" and record.get("unit") not in (None, "")],
            f"a currency was invented: {records}")


@test("right-to-left marks and overrides")
def direction_marks(place):
    text = CARRIER + " \u202e\u2066\u200f" * 20_000
    read_text(place, text, holds="The council of Porto met", kinds=("entity",))
    place.run("add", "--db", "s.db", "page.txt")
    shown = place.run("compare", "--db", "s.db", "--sentences")
    require("\u202e".encode() not in shown.out, "a direction mark reaches the terminal")


@test("a text without letters")
def no_letters(place):
    for text in ("1 2 3 4 5 6 7 8 9 " * 5_000, "!?.,;:-()[]{}" * 10_000, "\u00a0\u2003\u3000 - " * 10_000, "\U0001F600" * 50_000):
        place.write("page.txt", text)
        result, found = place.annotate_among_others("page.txt")
        require(result.code in (0, 1), f"exit code {result.code}")
        for _, records in found:
            require(all(record["record"] in ("quantity", "time") for record in records), f"facts without a letter: {records[:2]}")


@test("scripts that nobody reads here")
def unknown_scripts(place):
    for start, count in ((0x10A00, 50), (0x12000, 900), (0x13000, 1000), (0xE000, 6000), (0x1F000, 1000), (0x4E00, 20000), (0xE0100, 200)):
        text = "".join(chr(start + n) + ("\u3002 " if n % 20 == 19 else "") for n in range(count))
        place.write("page.txt", text * 3)
        result, found = place.annotate_among_others("page.txt")
        require(result.code in (0, 1) and len(found) <= 1, f"exit code {result.code}")
        require(not found or not found[0][1], f"facts in a script that no stage knows: {found[0][1][:2] if found else ''}")


@test("100,000 combining marks on one letter")
def combining_marks(place):
    read_text(place, CARRIER + " a" + "\u0301\u0323" * 50_000 + " ends here.", holds="The council of Porto met", kinds=("entity",))


@test("100,000 sentences")
def many_sentences(place):
    words = ["the", "bread", "baker", "was", "dear", "old", "street", "and", "early", "never"]
    chosen = random.Random(2)
    text = "".join(f"The {' '.join(chosen.choices(words, k=5))}.{' ' if n % 20 else chr(10) * 2}" for n in range(100_000))
    article, _, _ = read_text(place, text, kinds=("entity",), seconds=60)
    require(article["text"].count(".") == 100_000, "sentences were lost")


@test("a name that two persons have, 30,000 times, in a text without a day")
def name_in_doubt(place):
    places = random.Random(3).choices(["town", "hall", "street", "house", "garden", "church"], k=30_000)
    text = "".join(f"George Bush met Tony Blair in the old {where}.{' ' if n % 20 else chr(10) * 2}" for n, where in enumerate(places))
    article, _, _ = read_text(place, text, kinds=("entity", "event"), seconds=40)
    require(article["text"].count("George Bush") == 30_000, "sentences were lost")


def sentences_with_facts(count):
    return "".join(f"Maria Silva paid {n % 9 + 2} euros in Porto.{' ' if n % 20 else chr(10) * 2}" for n in range(count))


@test("100,000 sentences with facts in them")
def many_facts(place):
    _, records, _ = read_text(place, sentences_with_facts(100_000), kinds=("entity", "quantity", "event", "time"), seconds=60)
    money = [record for record in of_kind(records, "quantity") if record["kind"] == "money"]
    require(len(money) == 100_000 and {record["value"] for record in money} == set(range(2, 11)), f"{len(money)} amounts of 100,000")


@test("facts in such a crowd that the memory of a page is used up")
def too_many_facts(place):
    place.write("page.txt", "Maria Silva paid 3 euros in Porto. " * 200_000)
    place.refuse("page.txt", says="page.txt: *the article is too large, give it in parts*", seconds=60)


@test("one line of 10 MB")
def one_line(place):
    place.write("page.txt", "The bread was dear. " * ((10 << 20) // 20 + 1))
    place.refuse("page.txt", says="page.txt: larger than the limit of a page*")


@test("one line of 7 MB without a blank, and a sentence of a million words")
def line_within_the_limit(place):
    read_text(place, CARRIER + "\n\n" + "x" * (7 << 20), holds="The council of Porto met", kinds=("entity",))
    place.write("page.txt", "The bread of the baker " * 200_000 + "is dear.")
    result, found = place.annotate_among_others("page.txt", seconds=60)
    require(len(found) == 1 or "give it in parts" in result.err, "neither read nor refused")


@test("words of one letter, words of 10,000 letters")
def odd_words(place):
    read_text(place, CARRIER + "\n\n" + "a b c d e f g " * 20_000, holds=CARRIER, kinds=("entity",))
    read_text(place, CARRIER + "\n\n" + ("x" * 10_000 + " ") * 100, holds=CARRIER, kinds=("entity",))


@test("full stops, abbreviations and brackets without end")
def stops(place):
    read_text(place, CARRIER + "\n\n" + "Dr. Mr. U.S. e.g. ... " * 20_000 + "(" * 50_000 + "-" * 50_000, kinds=("entity",), holds=CARRIER)


@test("a text that tries to break out of JSON, HTML and the terminal")
def break_out(place):
    nasty = 'He said "</script><script>alert(1)</script>" and \\u0022}\u2028\u2029 then \x1b]0;owned\x07\x1b[H ]]> --> \' onload=x.'
    read_text(place, CARRIER + "\n\n" + nasty, holds=CARRIER, kinds=("entity", "quote"))
    place.run("add", "--db", "s.db", "page.txt")
    place.run("report", "--db", "s.db", "--output", "r.html")
    report = place.path("r.html").read_bytes()
    require(b"<script>alert" not in report and b"\x1b" not in report, "the page's markup reaches the report")
    shown = place.run("compare", "--db", "s.db", "--sentences")
    require(b"\x1b" not in shown.out and b"\x07" not in shown.out, "escape sequences reach the terminal")
