#!/usr/bin/env python3
"""Measures coreference of names and nominals inside an article on GUM.

usage: measure_coreference.py PRINT_MENTIONS GUM.conllu... [--genres news,speech] [--genre-table] [--misses N]

PRINT_MENTIONS is the program built from print_mentions.c. Printed are MUC, B3, CEAF-e and their mean, the CoNLL F1, over all documents together (counts are
added up before they are divided, as the scorer of CoNLL 2012 does).

Which mentions count
- Of the corpus: what `Entity=` marks, by the head of its words in the corpus's tree (the word whose head is outside; up through `flat`, so that a name with
  its title has one head, as has the name without). Heads tagged PROPN are names, PRON and DET are pronouns, VERB and AUX are clauses; all other are
  nominals. Of two mentions with one head ("A", "A and B") the longer is a group; nothing here can match it, and it counts as missed.
- Of the program: names, metonyms and nominals, by the head that the corpus's tree gives their words.
- Pronouns and clauses are left out on both sides; so is what the program says of them.
- The headline is over mentions of the corpus of type person, organization and place. What the program says of mentions of other types is left
  out; what it finds where the corpus marks nothing counts against it, unless it is a WORK or OTHER. A second line is over all types.
- Singletons are left out on both sides, as the scorer of CorefUD does; a third line counts them.
"""
import argparse
import bisect
import collections
import pathlib
import re
import subprocess

NAMED_TYPES = {"person", "organization", "place"}


# ---- the three measures ----

def muc(key, response):
    """(numerator, denominator) of recall: links of `key` that `response` has."""
    where = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    met = there = 0
    for cluster in key:
        parts = {where.get(mention, ("alone", mention)) for mention in cluster}
        met += len(cluster) - len(parts)
        there += len(cluster) - 1
    return met, there


def b_cubed(key, response):
    where = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    met = there = 0
    for cluster in key:
        parts = collections.Counter(where[mention] for mention in cluster if mention in where)
        met += sum(count * count for count in parts.values()) / len(cluster)
        there += len(cluster)
    return met, there


def best_assignment(weights):
    """The largest sum of weights of pairs (row, column), each used once; `weights` is {(row, column): weight > 0}."""
    rows, columns = collections.defaultdict(list), collections.defaultdict(list)
    for row, column in weights:
        rows[row].append(column)
        columns[column].append(row)
    total, seen = 0, set()
    for start in rows:
        if start in seen:
            continue
        part, right, todo = [], set(), [start]
        seen.add(start)
        while todo:
            row = todo.pop()
            part.append(row)
            for column in rows[row]:
                right.add(column)
                for other in columns[column]:
                    if other not in seen:
                        seen.add(other)
                        todo.append(other)
        total += hungarian(part, sorted(right, key=str), weights)
    return total


def hungarian(rows, columns, weights):
    """The method of potentials (Kuhn, Munkres), on a square of costs."""
    size = max(len(rows), len(columns))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for i, row in enumerate(rows):
        for k, column in enumerate(columns):
            cost[i + 1][k + 1] = -weights.get((row, column), 0)
    u, v, match, way = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        match[0], column = i, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while match[column] != 0:
            used[column] = True
            row, delta, following = match[column], float("inf"), 0
            for k in range(1, size + 1):
                if used[k]:
                    continue
                reduced = cost[row][k] - u[row] - v[k]
                if reduced < least[k]:
                    least[k], way[k] = reduced, column
                if least[k] < delta:
                    delta, following = least[k], k
            for k in range(size + 1):
                if used[k]:
                    u[match[k]] += delta
                    v[k] -= delta
                else:
                    least[k] -= delta
            column = following
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return -sum(cost[match[k]][k] for k in range(1, size + 1))


def ceaf_e(key, response):
    """(similarity, clusters of key, clusters of response)"""
    where = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    common = collections.Counter((i, where[mention]) for i, cluster in enumerate(key) for mention in cluster if mention in where)
    weights = {pair: 2 * count / (len(key[pair[0]]) + len(response[pair[1]])) for pair, count in common.items()}
    return best_assignment(weights), len(key), len(response)


class Score:
    """Sums over documents of what the three measures divide."""

    def __init__(self):
        self.sums = {name: [0.0] * 4 for name in ("MUC", "B3", "CEAF-e")}

    def add(self, key, response):
        for name, measure in (("MUC", muc), ("B3", b_cubed)):
            for at, value in enumerate(measure(key, response) + measure(response, key)):
                self.sums[name][at] += value
        similarity, keys, responses = ceaf_e(key, response)
        for at, value in enumerate((similarity, keys, similarity, responses)):
            self.sums["CEAF-e"][at] += value

    def figures(self, name):
        """recall, precision, F1"""
        a, b, c, d = self.sums[name]
        recall, precision = a / b if b else 0.0, c / d if d else 0.0
        return recall, precision, 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    def conll(self):
        return sum(self.figures(name)[2] for name in self.sums) / 3


# ---- the corpus ----

def load(path):
    """Documents: tokens (form, tag, head, relation, start, end, sentence), mentions (first, last, chain, type), text, genre."""
    document = None
    for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        for line in lines:
            if line.startswith("# newdoc id"):
                if document:
                    yield document
                document = {"id": line.split("= ")[1], "text": "", "tokens": [], "mentions": [], "open": [], "genre": ""}
            elif line.startswith("# meta::genre"):
                document["genre"] = line.split("= ")[1]
        rows = [line.split("\t") for line in lines if line and line[0].isdigit()]
        if document is None or not rows:
            continue
        if any(line.startswith("# newpar") for line in lines) and document["text"]:
            document["text"] = document["text"].rstrip() + "\n\n"
        read_sentence(document, rows)
    if document:
        yield document


def read_sentence(document, rows):
    base, inside, after_whole = len(document["tokens"]), 0, True
    for row in rows:
        misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
        space = misc.get("SpaceAfter") != "No"
        if "-" in row[0]:
            first, last = row[0].split("-")
            inside, after_whole = int(last) - int(first) + 1, space
            continue
        if "." in row[0]:
            continue
        if inside:
            inside -= 1
            space = inside == 0 and after_whole
        start = len(document["text"])
        document["text"] += row[1]
        head = base + int(row[6]) - 1 if row[6] != "0" else -1
        index = len(document["tokens"])
        document["tokens"].append((row[1], row[3], head, row[7].split(":")[0], start, len(document["text"])))
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", misc.get("Entity", "")):
            cells = part.strip("()").split("-")
            if part.startswith("("):
                document["open"].append((cells[0], index, cells[1] if len(cells) > 1 else ""))
            if part.endswith(")"):
                for i in range(len(document["open"]) - 1, -1, -1):
                    if document["open"][i][0] == cells[0]:
                        chain, begin, kind = document["open"].pop(i)
                        document["mentions"].append((begin, index, chain, kind))
                        break
        if space:
            document["text"] += " "
    document["text"] = document["text"].rstrip() + " "


def head_of(tokens, first, last):
    """The word whose head is outside, up through `flat`."""
    for at in range(first, last + 1):
        if not first <= tokens[at][2] <= last and tokens[at][1] != "PUNCT":
            while tokens[at][3] == "flat" and tokens[at][2] >= 0:
                at = tokens[at][2]
            return at
    return first


def kind_of(tag):
    if tag in ("PRON", "DET"):
        return "pronoun"
    if tag in ("VERB", "AUX"):
        return "clause"
    return "name" if tag == "PROPN" else "nominal"


def gold_mentions(document):
    """{key: (chain, type, kind, first, last)}; the key is the head, or (head, "group") of the longer of two with one head."""
    found = {}
    for first, last, chain, kind in sorted(document["mentions"], key=lambda m: m[1] - m[0]):
        head = head_of(document["tokens"], first, last)
        key = head if head not in found else (head, "group", last - first)
        found[key] = (chain, kind, kind_of(document["tokens"][head][1]), first, last)
    return found


# ---- the program ----

def run_program(program, documents):
    data = "\f".join("\n" + d["text"].replace("\f", " ") for d in documents).encode()
    output = subprocess.run([program], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    found = collections.defaultdict(list)
    places = {}
    for line in output.split("\n"):
        cells = line.split("\t")
        if cells[0] != "M":
            continue
        number = int(cells[1])
        if number not in places:
            places[number] = character_places(documents[number]["text"])
        start, end = places[number][int(cells[2])], places[number][int(cells[3])]
        found[number].append({"start": start, "end": end, "kind": cells[4], "type": cells[5], "entity": int(cells[6]), "words": cells[8]})
    return [found[number] for number in range(len(documents))]


def character_places(text):
    """The character at each byte."""
    places = []
    for index, character in enumerate(text):
        places.extend([index] * len(character.encode()))
    return places + [len(text)]


def add_heads(document, mentions):
    starts = [token[4] for token in document["tokens"]]
    ends = [token[5] for token in document["tokens"]]
    for mention in mentions:
        inside = tokens_inside(starts, ends, mention)
        mention["head"] = head_of(document["tokens"], inside[0], inside[-1]) if inside else None


def tokens_inside(starts, ends, mention):
    first = bisect.bisect_right(ends, mention["start"])
    last = bisect.bisect_left(starts, mention["end"]) - 1
    return list(range(first, last + 1))


# ---- both ----

def clusters(pairs, singletons):
    """Clusters of mentions from (mention, number of the cluster) pairs."""
    groups = collections.defaultdict(list)
    for mention, number in pairs:
        groups[number].append(mention)
    return [group for group in groups.values() if singletons or len(group) > 1]


def partitions(gold, mentions, types, singletons):
    """(key, response): clusters of heads, of the types (None: all)."""
    key, response = [], {}
    for head, (chain, kind, form, _, _) in gold.items():
        if form in ("name", "nominal") and (types is None or kind in types):
            key.append((head, chain))
    for mention in mentions:
        head = mention["head"]
        if mention["kind"] == "pronoun" or head is None or head in response:
            continue
        if head in gold:
            _, kind, form, _, _ = gold[head]
            if form not in ("name", "nominal") or (types is not None and kind not in types):
                continue
        elif types is not None and mention["type"] in ("WORK", "OTHER"):
            continue
        response[head] = mention["entity"]
    return clusters(key, singletons), clusters(response.items(), singletons)


def print_score(label, score):
    parts = [f"{name} R {score.figures(name)[0]:.3f} P {score.figures(name)[1]:.3f} F {score.figures(name)[2]:.3f}" for name in score.sums]
    print(f"{label:<42} CoNLL F1 {score.conll():.4f}   " + "   ".join(parts))


def print_misses(document, gold, mentions, limit):
    """Links of the corpus that are missing, and links of the program that are wrong, between a mention and the one before it in its cluster."""
    tokens, printed = document["tokens"], 0
    words = lambda first, last: document["text"][tokens[first][4]:tokens[last][5]].replace("\n", " ")[:50]
    entity_of = {m["head"]: m["entity"] for m in mentions if m["kind"] != "pronoun"}
    chains = collections.defaultdict(list)
    for head, (chain, kind, form, first, last) in gold.items():
        if isinstance(head, int) and form in ("name", "nominal") and kind in NAMED_TYPES:
            chains[chain].append((head, form, kind, words(first, last)))
    for chain in chains.values():
        chain.sort()
        for (a, _, _, before), (b, form, kind, here) in zip(chain, chain[1:]):
            if a in entity_of and b in entity_of and entity_of[a] == entity_of[b]:
                continue
            why = "apart" if a in entity_of and b in entity_of else "not found " + ("both" if a not in entity_of and b not in entity_of else "one")
            if printed < limit:
                print(f"MISSING  {document['genre']:<12} {form} {kind} {why:<15} {before!r} … {here!r}")
                printed += 1
    ours = collections.defaultdict(list)
    for mention in mentions:
        if mention["kind"] != "pronoun":
            ours[mention["entity"]].append(mention)
    for entity in ours.values():
        for a, b in zip(entity, entity[1:]):
            x, y = gold.get(a["head"]), gold.get(b["head"])
            if x is not None and y is not None and x[0] == y[0]:
                continue
            if printed < 2 * limit:
                print(f"WRONG    {document['genre']:<12} {b['kind']} {b['type']} {a['words']!r} … {b['words']!r}" + ("" if x and y else " (unmarked)"))
                printed += 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--genres", default="")
    parser.add_argument("--genre-table", action="store_true")
    parser.add_argument("--misses", type=int, default=0, help="per document")
    options = parser.parse_args()
    genres = set(filter(None, options.genres.split(",")))
    documents = [d for path in options.files for d in load(path) if not genres or d["genre"] in genres]
    results = run_program(options.program, documents)
    total, by_genre, counts = collections.defaultdict(Score), collections.defaultdict(Score), collections.Counter()
    for document, mentions in zip(documents, results):
        add_heads(document, mentions)
        gold = gold_mentions(document)
        key, response = partitions(gold, mentions, NAMED_TYPES, False)
        counts["mentions"] += sum(map(len, key))
        counts["found"] += len({m for c in key for m in c} & {m["head"] for m in mentions if m["kind"] != "pronoun"})
        total["person, organization, place"].add(key, response)
        by_genre[document["genre"]].add(key, response)
        total["person, organization, place, singletons"].add(*partitions(gold, mentions, NAMED_TYPES, True))
        total["all types"].add(*partitions(gold, mentions, None, False))
        total["all types, singletons"].add(*partitions(gold, mentions, None, True))
        print_misses(document, gold, mentions, options.misses)
    print(f"{len(documents)} documents, {counts['mentions']} mentions of persons, organizations and places in chains, {counts['found']} of them found")
    for label, score in total.items():
        print_score(label, score)
    if options.genre_table:
        for genre in sorted(by_genre):
            print_score("  " + genre, by_genre[genre])


if __name__ == "__main__":
    main()
