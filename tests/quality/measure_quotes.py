#!/usr/bin/env python3
"""Measures quotes on PolNeAR (quotes/polnear of the measuring data).

usage: measure_quotes.py PRINT_FACTS POLNEAR_PART_FOLDER [--misses N] [--agreement]

Articles annotated twice count once, by the first annotator in alphabetical order; --agreement scores the second against the first with the
same measures, and nothing else.

Direct and mixed quotes. An attribution of the corpus counts as such when quotation marks stand in its content; what is between the marks is what should be
found:
  direct and mixed quotes found  share of the quoted stretches of attributions that a direct or mixed quote overlaps by half of their union
  quotes inside attributions     share of the direct and mixed quotes that lie inside the content of an attribution
  direct and mixed quotes F1     of these two as recall and precision
  speaker of quotes found        of the stretches found, the share whose speaker's words overlap the source of the attribution, or name the same words

All attributions. The records of one cue, and those that continue each other, are one attribution of ours, with all their words. Spans are
sets of words (letters and figures; no marks). For each of content, cue and source, precision, recall and F1 of
  overlap  words that both have, against all words of ours and all words of the corpus, summed over the articles; a word counts once however many
           attributions it stands in (the measure of Citron, on the tags of PolNeAR)
  exact    attributions of ours (of the corpus) whose words are those of one of the corpus (of ours)
  touched  attributions that share a word with one of the other side
"""
import argparse
import collections
import pathlib
import re
import subprocess

STRETCH = re.compile(r"“([^“”\"]+)(?:”|$)|\"([^\"“”]+)(?:\"|$)|‘([^‘’]{12,})’(?!\w)", re.M)
WORD = re.compile(r"\w+")
ROLES = ("content", "cue", "source")


# ---- the corpus ----

def read_attributions(path):
    spans, links = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            kind, *numbers = re.split(r"[ ;]", cells[1])
            numbers = [int(n) for n in numbers]
            spans[cells[0]] = (kind, numbers[0], numbers[-1], list(zip(numbers[::2], numbers[1::2])))
        elif line.startswith("E") and len(cells) > 1:
            roles = collections.defaultdict(list)
            for role in cells[1].split():
                name, target = role.split(":")
                roles[re.sub(r"\d+$", "", name)].append(target)
            links.append(roles)
    for roles in links:
        for name in ("Source", "Cue", "Content"):
            found = [spans[target] for target in roles[name] if target in spans]
            roles[name] = [span[1:3] for span in found]
            roles[name.lower()] = [piece for span in found for piece in span[3]]
    return links


def load(folder, annotator=0):
    for path in sorted((folder / "text").glob("*.txt")):
        stem = path.stem
        found = sorted((folder / "attributions").glob(stem + "_*.ann"))
        if len(found) > annotator:
            with open(path, encoding="utf-8", newline="") as file:
                yield stem, file.read(), read_attributions(found[annotator])


def stretches(text, attribution):
    for start, end in attribution["Content"]:
        for match in STRETCH.finditer(text, start, end):
            group = next(g for g in (1, 2, 3) if match.group(g))
            yield match.start(group), match.end(group)


def union_share(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0


# ---- what is found ----

def read_quotes(program, texts):
    """For each text its quotes, in order, with offsets in characters."""
    output = subprocess.run([program], input="\f".join(texts).encode(), stdout=subprocess.PIPE, check=True).stdout
    quotes = [[] for _ in texts]
    encoded = [text.encode() for text in texts]
    for line in output.decode().split("\n"):
        cells = line.split("\t")
        if cells[0] != "U":
            continue
        number = int(cells[1])

        def place(cell):
            return len(encoded[number][:int(cell)].decode(errors="ignore"))
        quotes[number].append({"kind": cells[4], "continues": cells[5], "span": (place(cells[2]), place(cells[3])),
                               "source": (place(cells[6]), place(cells[7])), "cue": (place(cells[8]), place(cells[9])),
                               "speakers": cells[10], "words": cells[11]})
    return quotes


def group_attributions(quotes):
    """The records of one cue, and those that continue each other, as one attribution."""
    groups, by_cue = [], {}
    owner = {}
    for at, quote in enumerate(quotes):
        key = quote["cue"] if quote["cue"][0] < quote["cue"][1] else None
        group = by_cue.get(key) if key else None
        target = int(quote["continues"])
        if group is None and 0 <= target < at:
            group = owner[target]
        if group is None:
            group = {role: [] for role in ROLES}
            groups.append(group)
        if key:
            by_cue[key] = group
        owner[at] = group
        group["content"].append(quote["span"])
        group["cue"].append(quote["cue"])
        group["source"].append(quote["source"])
    return groups


# ---- direct and mixed quotes ----

class Direct:
    def __init__(self):
        self.tally, self.misses = collections.Counter(), []

    @staticmethod
    def lend_sources(quotes):
        """A quote that carries the speaker of one before has no source of its own: it stands with that one's."""
        for at, quote in enumerate(quotes):
            if quote["source"][0] == quote["source"][1] and quote["speakers"]:
                same = [q["source"] for q in quotes[:at] if q["speakers"] == quote["speakers"]]
                quote["source"] = same[-1] if same else quote["source"]

    def add_speaker(self, stem, text, attribution, quote):
        names = " ".join(text[a:b] for a, b in attribution["Source"])
        own = quote["source"]
        touches = any(union_share(own, source) > 0 for source in attribution["Source"])
        right = touches or bool(set(re.findall(r"\w+", quote["speakers"])) & set(re.findall(r"\w+", names)))
        self.tally["with_source"] += 1
        self.tally["source_right"] += right
        if not right:
            self.misses.append(("source", stem, f"{text[own[0]:own[1]]!r} {quote['speakers']!r} wanted {names!r}", quote["words"][:70]))

    def add(self, stem, text, attributions, quotes):
        quotes = [dict(quote) for quote in quotes if quote["kind"] != "indirect"]
        self.lend_sources(quotes)
        for attribution in attributions:
            for wanted in stretches(text, attribution):
                self.tally["wanted"] += 1
                got = [q for q in quotes if union_share(q["span"], wanted) >= 0.5]
                if not got:
                    self.misses.append(("missed", stem, text[wanted[0]:wanted[1]], text[max(0, wanted[0] - 80):wanted[0]]))
                    continue
                self.tally["found"] += 1
                if attribution["Source"]:
                    self.add_speaker(stem, text, attribution, got[0])
        for quote in quotes:
            self.tally["quotes"] += 1
            inside = any(union_share(quote["span"], (a, b)) > 0 for x in attributions for a, b in x["Content"])
            self.tally["right"] += inside
            if not inside:
                self.misses.append(("false", stem, quote["words"], text[max(0, quote["span"][0] - 80):quote["span"][0]]))

    def print(self):
        shares = {}
        for measure, good, total in (("direct and mixed quotes found", "found", "wanted"), ("quotes inside attributions", "right", "quotes"),
                                     ("speaker of quotes found", "source_right", "with_source")):
            shares[good] = self.tally[good] / max(1, self.tally[total])
            print(f"{measure}\t{shares[good]:.4f}\t{self.tally[total]}")
        print(f"direct and mixed quotes F1\t{harmonic(shares['right'], shares['found']):.4f}\t{self.tally['wanted']}")


# ---- all attributions ----

def harmonic(a, b):
    return 2 * a * b / (a + b) if a + b > 0 else 0


def words_of(starts, spans):
    return frozenset(start for start in starts if any(a <= start < b for a, b in spans))


class Spans:
    """One role (content, cue, source) over all articles."""

    def __init__(self, role):
        self.role, self.tally = role, collections.Counter()

    def add(self, starts, ours, gold):
        ours = [words for words in (words_of(starts, group[self.role]) for group in ours) if words]
        gold = [words for words in (words_of(starts, group[self.role]) for group in gold) if words]
        all_ours, all_gold = frozenset().union(*ours), frozenset().union(*gold)
        self.tally.update(shared=len(all_ours & all_gold), ours=len(all_ours), gold=len(all_gold), our_count=len(ours), gold_count=len(gold))
        for side, these, those, all_those in (("our", ours, gold, all_gold), ("gold", gold, ours, all_ours)):
            exact = set(those)
            self.tally[side + "_exact"] += sum(words in exact for words in these)
            self.tally[side + "_touched"] += sum(bool(words & all_those) for words in these)

    def print(self):
        count = self.tally
        rows = [("overlap", count["shared"], count["ours"], count["shared"], count["gold"])]
        for name in ("exact", "touched"):
            rows.append((name, count["our_" + name], count["our_count"], count["gold_" + name], count["gold_count"]))
        for name, good, ours, found, gold in rows:
            precision, recall = good / max(1, ours), found / max(1, gold)
            for measure, value, items in (("precision", precision, ours), ("recall", recall, gold), ("F1", harmonic(precision, recall), gold)):
                print(f"all attributions {self.role} {name} {measure}\t{value:.4f}\t{items}")


def add_misses(misses, stem, text, starts, ours, gold):
    """Attributions that touch none of the other side's, and those whose contents share less than half of their words."""
    our_words = [words_of(starts, group["content"]) for group in ours]
    gold_words = [words_of(starts, group["content"]) for group in gold]
    for kind, groups, these, those in (("all missed", gold, gold_words, our_words), ("all false", ours, our_words, gold_words)):
        for group, words in zip(groups, these):
            best = max((len(words & other) / len(words | other) for other in those if other), default=0) if words else 1
            if best >= 0.5:
                continue
            shown = [" … ".join(text[a:b] for a, b in group[role]) for role in ("source", "cue", "content")]
            misses.append((kind if best == 0 else kind + " in part", stem, *shown))


# ---- the program ----

def print_misses(misses, limit):
    kinds = sorted({miss[0] for miss in misses})
    for kind in kinds:
        for miss in [m for m in misses if m[0] == kind][:limit]:
            print(*(str(cell).replace("\n", " ") for cell in miss), sep=" | ")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--agreement", action="store_true")
    options = parser.parse_args()
    spans, direct, misses = [Spans(role) for role in ROLES], Direct(), []
    articles = list(load(options.folder))
    if options.agreement:
        second = {stem: attributions for stem, _, attributions in load(options.folder, 1)}
        articles = [article for article in articles if article[0] in second]
        found = [None] * len(articles)
    else:
        found = read_quotes(options.program, [text.replace("\f", " ").replace("\r", " ") for _, text, _ in articles])
    for (stem, text, attributions), quotes in zip(articles, found):
        starts = [match.start() for match in WORD.finditer(text)]
        groups = second[stem] if options.agreement else group_attributions(quotes)
        for role in spans:
            role.add(starts, groups, attributions)
        if options.misses:
            add_misses(misses, stem, text, starts, groups, attributions)
        if not options.agreement:
            direct.add(stem, text, attributions, quotes)
    if options.misses:
        print_misses(direct.misses + misses, options.misses)
    if not options.agreement:
        direct.print()
    for role in spans:
        role.print()


if __name__ == "__main__":
    main()
