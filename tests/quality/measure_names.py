#!/usr/bin/env python3
"""Measures whether the names of a whole store are told to be one person or body, on ECB+ and MEANTIME.

usage: measure_names.py PROGRAM FOLDER [--set ecbplus|meantime] [--topics all|N,N...] [--misses N]

PROGRAM is BUILD/synoptic, FOLDER that of the corpus (crossdoc/ecbplus, crossdoc/meantime). Printed is B-cubed over mentions: precision,
recall and F1, as the neighbourhoods alone have it ("within") and with what `who` joins over them ("joined").

What is compared with what
- All texts of the corpus are added to one store, without topics. MEANTIME's are dated by their second line; those of ECB+ have no dates.
- Mentions are names of persons and bodies that the corpus marks (HUMAN_PART_PER and HUMAN_PART_ORG of ECB+ with a capital; of MEANTIME
  syntactic type NAM, types PER and ORG) with an instance, and with which a name of ours of these types overlaps that ends where it ends.
  Texts of a few words are no articles, and not counted; nor is what was not found, or was taken for something else: measure_coreference.py and measure_references.py count it.
- Two mentions are one of ours where their entity records have one id, or where `who` joins the two. It is asked once for each id.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

NO_SPACE_BEFORE = set(".,;:!?)]}%") | {"'s", "'", "n't", "''", "'re", "'ve", "'ll", "'d", "'m"}
NO_SPACE_AFTER = set("([{$") | {"``"}
MONTHS = "January February March April May June July August September October November December".split()


def date_of(words):
    """The day in a line like "March 01 , 2008", or None."""
    match = re.search(r"(%s)\s+(\d{1,2})\s*,?\s+(\d{4})" % "|".join(MONTHS), " ".join(words))
    return f"{match[3]}-{MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}" if match else None


def read_text(root, skipped):
    """The text of the sentences that are not skipped, and the place of each token in it."""
    text, places, previous = "", {}, ""
    for token in root.findall("token"):
        if int(token.get("sentence")) in skipped:
            continue
        word = token.text or ""
        if text and word not in NO_SPACE_BEFORE and previous not in NO_SPACE_AFTER:
            text += " "
        places[token.get("t_id")] = (len(text), len(text) + len(word))
        text += word
        previous = word
    return text, places


def sentence_words(root, number):
    return [token.text or "" for token in root.findall("token") if int(token.get("sentence")) == number]


def gold_of(root, places, is_wanted):
    """[(start, end, instance)] of the wanted mentions."""
    markables = {node.get("m_id"): node for node in root.find("Markables")}
    instances = {}
    for relation in root.find("Relations"):
        if relation.tag not in ("CROSS_DOC_COREF", "REFERS_TO"):
            continue
        target = markables[relation.find("target").get("m_id")]
        instance = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else target.get("instance_id")
        for source in relation.findall("source"):
            instances[source.get("m_id")] = (instance, target)
    gold = []
    for number, node in markables.items():
        tokens = [anchor.get("t_id") for anchor in node.findall("token_anchor")]
        instance, target = instances.get(number, (None, None))
        if not instance or not tokens or any(token not in places for token in tokens) or not is_wanted(node, target):
            continue
        gold.append((min(places[t][0] for t in tokens), max(places[t][1] for t in tokens), instance))
    return gold


def read_ecbplus(folder, topics):
    for path in sorted(folder.glob("*/*.xml")):
        if topics and int(path.parent.name) not in topics:
            continue
        root = xml.parse(path).getroot()
        skipped = {n for n in {int(t.get("sentence")) for t in root.findall("token")} if (sentence_words(root, n) or [""])[0].startswith("http")}
        text, places = read_text(root, skipped)
        gold = gold_of(root, places, lambda node, target: node.tag in ("HUMAN_PART_PER", "HUMAN_PART_ORG"))
        yield {"id": path.stem, "text": text}, [mention for mention in gold if text[mention[0]].isupper()]


def read_meantime(folder, _topics):
    for path in sorted((folder / "intra_cross-doc_annotation").glob("*/*.xml")):
        root = xml.parse(path).getroot()
        text, places = read_text(root, {0, 1})
        gold = gold_of(root, places, lambda node, target: node.get("syntactic_type") == "NAM" and target.get("ent_type") in ("PER", "ORG"))
        article = {"id": path.stem, "title": " ".join(sentence_words(root, 0)), "text": text}
        if date_of(sentence_words(root, 1)):
            article["date"] = date_of(sentence_words(root, 1))
        yield article, gold


def run(*command, allowed=(0,)):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode not in allowed:
        sys.exit(f"{' '.join(command)}: {result.stderr}")
    return result.stdout


def read_store(program, store):
    """Names by source of their article: [(start, end, id of the entity)]."""
    sources, names, entities = {}, collections.defaultdict(list), {}
    for line in run(program, "export", "--db", store).splitlines():
        record = json.loads(line)
        if record["record"] == "article":
            sources[record["id"]] = record["source"]
        if record["record"] == "entity" and record["type"] in ("PERSON", "ORGANIZATION"):
            entities[record["id"]] = record["name"]
            for mention in record["mentions"]:
                if mention["kind"] == "name" and "in" not in mention:
                    names[mention["article"]].append((mention["start"], mention["end"], record["id"]))
    return {sources[article]: spans for article, spans in names.items()}, entities


def match(gold, spans):
    for start, end, entity in spans:
        if end == gold[1] and start < gold[1] and gold[0] < end:
            return entity
    return None


def groups_of(program, store, ids):
    """Of each id the one that `who` calls it by."""
    heads = {}
    for number in sorted(ids):
        if number in heads:
            continue
        record = json.loads(run(program, "who", number, "--json", "--db", store).splitlines()[0])
        for one in [record["id"], number] + [joined["id"] for joined in record.get("joined", [])]:
            heads[one] = record["id"]
    return heads


def b_cubed(pairs):
    """Of [(gold, ours)]: precision, recall, F1."""
    gold, ours, both = (collections.Counter(values) for values in (
        (g for g, _ in pairs), (o for _, o in pairs), pairs))
    precision = sum(both[pair] / ours[pair[1]] for pair in pairs) / max(1, len(pairs))
    recall = sum(both[pair] / gold[pair[0]] for pair in pairs) / max(1, len(pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", choices=("ecbplus", "meantime"))
    parser.add_argument("--topics", default="all")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    chosen = arguments.set or ("meantime" if (arguments.folder / "intra_cross-doc_annotation").is_dir() else "ecbplus")
    topics = set() if arguments.topics == "all" else {int(topic) for topic in arguments.topics.split(",")}
    with tempfile.TemporaryDirectory() as scratch:
        store, pages = f"{scratch}/names.db", f"{scratch}/pages.jsonl"
        gold = {}
        with open(pages, "w", encoding="utf-8") as out:
            for article, mentions in (read_ecbplus if chosen == "ecbplus" else read_meantime)(arguments.folder, topics):
                gold[article["id"]] = mentions
                out.write(json.dumps(article) + "\n")
        run(arguments.program, "add", "--db", store, pages, allowed=(0, 1))  # 1: a text of a few words is no article
        names, entities = read_store(arguments.program, store)
        pairs = [(mention[2], match(mention, names.get(source, []))) for source, mentions in gold.items() for mention in mentions]
        marked, pairs = len(pairs), [pair for pair in pairs if pair[1]]
        heads = groups_of(arguments.program, store, {entity for _, entity in pairs})
        joined = [(instance, heads[entity]) for instance, entity in pairs]
    print(f"{chosen}\t{len(gold)} articles, {marked} names marked, {len(pairs)} found")
    for label, values in (("within", pairs), ("joined", joined)):
        print(f"{chosen}\t{label}\tB-cubed P {b_cubed(values)[0]:.4f}\tR {b_cubed(values)[1]:.4f}\tF1 {b_cubed(values)[2]:.4f}\t"
              f"{len({entity for _, entity in values})} entities for {len({instance for instance, _ in values})}")
    by_head = collections.defaultdict(collections.Counter)
    for (instance, entity), (_, head) in zip(pairs, joined):
        by_head[head][(instance, entities[entity])] += 1
    for head, members in sorted(by_head.items(), key=lambda item: -sum(item[1].values()))[:arguments.misses]:
        print(f"  {entities[head]}: {dict(members)}")


if __name__ == "__main__":
    main()
