#!/usr/bin/env python3
"""Measures which events of many articles are one happening, on ECB+ with its own mentions.

usage: measure_occurrences.py PRINT_OCCURRENCES ECBPLUS [--topics dev|others|all|N,N...] [--gold-topics] [--lemma] [--misses N] [--table]

PRINT_OCCURRENCES is the program built from print_occurrences.c, ECBPLUS the folder of the corpus. Printed are recall, precision and F1 of MUC, B3
and CEAF-e, and their mean, the CoNLL F1.

What is compared with what
- Mentions are the corpus's own actions (ACTION_..., NEG_ACTION_...) in the sentences that its authors have checked
  (ECBplus_coreference_sentences.csv). All are counted, also those that stand alone.
- Of the corpus, mentions are one event where a CROSS_DOC_COREF has one instance, or one INTRA_DOC_COREF joins them.
- All documents of the chosen topics are given to the program together, without their topics. It takes documents for stories, compares the mentions of
  each story, and then what stories tell with what linked stories tell, as it does with its own events. The addresses and dates above the texts are left out.
- With --gold-topics the program is run on one topic at a time, so that no two of them can meet.
- Dev are topics 2, 5, 12, 18, 21, 23, 34 and 35, on which the weights were chosen; others are those that are left.
"""
import argparse
import collections
import csv
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

import measure_coreference

DEV = [2, 5, 12, 18, 21, 23, 34, 35]
NO_SPACE_BEFORE = set(".,;:!?)]}%") | {"'s", "'", "n't", "''", "'re", "'ve", "'ll", "'d", "'m"}
NO_SPACE_AFTER = set("([{$") | {"``"}


def checked_sentences(folder):
    sentences = collections.defaultdict(set)
    with open(folder / "ECBplus_coreference_sentences.csv", encoding="utf-8") as rows:
        for topic, name, number in list(csv.reader(rows))[1:]:
            sentences[f"{topic}_{name}"].add(int(number))
    return sentences


def is_heading(words):
    """The address that stands above a text."""
    return bool(words) and words[0].startswith("http")


def read_document(path, checked):
    root = xml.parse(path).getroot()
    tokens = root.findall("token")
    places, text, previous = {}, "", ""
    sentences = collections.OrderedDict()
    for token in tokens:
        sentences.setdefault(int(token.get("sentence")), []).append(token)
    for number, words in sentences.items():
        if is_heading([word.text or "" for word in words]):
            continue
        if text:
            text += "\n\n" if len(text) < 1 else " "
        start = len(text.encode())
        previous = ""
        own = []
        for token in words:
            word = (token.text or "").replace("\f", " ").replace("\n", " ")
            if previous and word not in NO_SPACE_BEFORE and previous not in NO_SPACE_AFTER:
                text += " "
            begin = len(text.encode())
            text += word
            own.append((token.get("t_id"), begin, len(text.encode())))
            previous = word
        for token_id, begin, end in own:
            places[token_id] = (begin, end, number, start, own[-1][2])
    chain_of = {}
    for relation in root.find("Relations"):
        name = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else f"{path.name}/{relation.get('r_id')}"
        for source in relation.findall("source"):
            chain_of[source.get("m_id")] = name
    mentions = []
    for markable in root.find("Markables"):
        anchors = [anchor.get("t_id") for anchor in markable.findall("token_anchor")]
        if "ACTION" not in markable.tag or not anchors or any(anchor not in places for anchor in anchors):
            continue
        spans = [places[anchor] for anchor in anchors]
        if spans[0][2] not in checked:
            continue
        mentions.append({"start": spans[0][0], "end": max(span[1] for span in spans), "sentence": (spans[0][3], spans[0][4]),
                         "chain": chain_of.get(markable.get("m_id"), f"{path.name}/{markable.get('m_id')}/alone")})
    return {"name": path.name, "topic": int(path.parent.name), "text": text, "mentions": mentions}


def load(folder, topics):
    checked = checked_sentences(folder)
    documents = []
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            documents.append(read_document(path, checked[path.stem]))
    return documents


def run_program(program, documents):
    parts = []
    for document in documents:
        line = " ".join(f"{m['start']}-{m['end']}@{m['sentence'][0]}-{m['sentence'][1]}" for m in document["mentions"])
        parts.append(f"{line}\n{document['text']}")
    output = subprocess.run([program], input="\f".join(parts).encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    return [[int(cell) for cell in line.split("\t")] for line in output.splitlines()]


def clusters(pairs):
    found = collections.defaultdict(list)
    for mention, name in pairs:
        found[name].append(mention)
    return list(found.values())


def words(document, mention):
    return document["text"].encode()[mention["start"]:mention["end"]].decode()


def print_misses(documents, gold, found, limit):
    """Pairs that are wrongly apart and wrongly one, by their words, the most frequent first."""
    sentence = {}
    text = {}
    for number, document in enumerate(documents):
        for index, mention in enumerate(document["mentions"]):
            text[number, index] = words(document, mention)
            sentence[number, index] = document["text"].encode()[mention["sentence"][0]:mention["sentence"][1]].decode()
    for label, by, other in (("apart", gold, found), ("one", found, gold)):
        tally = collections.Counter()
        example = {}
        for members in clusters(by.items()):
            for i, a in enumerate(members):
                for b in members[i + 1:]:
                    if other[a] != other[b]:
                        pair = tuple(sorted((text[a].lower(), text[b].lower())))
                        tally[pair] += 1
                        example.setdefault(pair, (documents[a[0]]["name"], documents[b[0]]["name"], sentence[a], sentence[b]))
        for pair, count in tally.most_common(limit):
            print(f"{label}\t{count}\t{pair[0]} | {pair[1]}\t{' | '.join(example[pair])}")


def measure(program, documents, options):
    groups = [documents]
    if options.gold_topics:
        groups = [[d for d in documents if d["topic"] == topic] for topic in sorted({d["topic"] for d in documents})]
    gold, found, story_of = {}, {}, {}
    numbers = {id(document): number for number, document in enumerate(documents)}
    for group_number, group in enumerate(groups):
        for text, index, story, cluster in run_program(program, group):
            key = (numbers[id(group[text])], index)
            found[key] = (group_number, cluster)
            story_of[key[0]] = (group_number, story)
    for number, document in enumerate(documents):
        for index, mention in enumerate(document["mentions"]):
            gold[number, index] = mention["chain"]
    if set(gold) != set(found):
        sys.exit("the program has left mentions out")
    score = measure_coreference.Score()
    score.add(clusters(gold.items()), clusters(found.items()))
    print(f"{options.topics}: {len(documents)} documents, {len(gold)} mentions, {len(set(gold.values()))} events, {len(set(found.values()))} found, "
          f"{len(set(story_of.values()))} stories")
    for name in score.sums:
        recall, precision, f1 = score.figures(name)
        print(f"{name}\tR {recall:.4f}\tP {precision:.4f}\tF1 {f1:.4f}")
    print(f"{options.topics} CoNLL F1\t{score.conll():.4f}")
    if options.table:
        for topic in sorted({d["topic"] for d in documents}):
            own = {number for number, d in enumerate(documents) if d["topic"] == topic}
            part = measure_coreference.Score()
            part.add(clusters((k, v) for k, v in gold.items() if k[0] in own), clusters((k, v) for k, v in found.items() if k[0] in own))
            print(f"topic {topic}\tMUC {part.figures('MUC')[2]:.3f}\tB3 {part.figures('B3')[2]:.3f}\tCEAF-e {part.figures('CEAF-e')[2]:.3f}\t"
                  f"CoNLL {part.conll():.3f}\tstories {len({story_of[n] for n in own if n in story_of})}")
    if options.misses:
        print_misses(documents, gold, found, options.misses)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--topics", default="dev")
    parser.add_argument("--gold-topics", action="store_true")
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    parser.add_argument("--table", action="store_true", help="also by topic")
    options = parser.parse_args()
    there = sorted(int(path.name) for path in options.folder.iterdir() if path.name.isdigit())
    if options.topics == "dev":
        topics = DEV
    elif options.topics in ("others", "all"):
        topics = [topic for topic in there if options.topics == "all" or topic not in DEV]
    else:
        topics = [int(topic) for topic in options.topics.split(",")]
    measure(options.program, load(options.folder, topics), options)


if __name__ == "__main__":
    main()
