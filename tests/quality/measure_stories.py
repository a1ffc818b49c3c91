#!/usr/bin/env python3
"""Measures which articles the program takes for one story (folder stories of the measuring data).

usage: measure_stories.py PROGRAM STORIES_FOLDER [--set giveme5w1h|neus|chains] [--first N] [--no-dates] [--errors N]

  giveme5w1h  342 articles on 64 events, titles and dates given: B-cubed and pairwise precision, recall, F1
  neus        three short articles a story, no dates: the first N stories of the train part (500 unless told), and the val part; B-cubed
  chains      100 articles in pairs of one chain of stories: pairwise (follow-ups are links, not one story: for orientation only)
Nothing is trained. Articles of one event that are far apart in time count as one event here, whatever a reader would say.
"""
import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

csv.field_size_limit(1 << 30)


def giveme5w1h(folder, options):
    for line in open(folder / "giveme5w1h.jsonl", encoding="utf-8"):
        a = json.loads(line)
        yield {"id": a["id"], "url": a["url"], "outlet": a["outlet"], "title": a["title"], "date": a["date"], "text": a["text"]}, a["event_id"]


def neus(folder, options):
    stories = [json.loads(line) for line in open(folder / "neus.jsonl", encoding="utf-8")]
    part = [s for s in stories if s["split"] == options.part]
    for story in part[: options.first or len(part)]:
        for article in story["articles"]:
            yield {"id": f"{story['id']}-{article['order']}", "title": article["title"], "text": article["text"]}, story["id"]


def chains(folder, options):
    group = {}

    def root(url):
        while group.setdefault(url, url) != url:
            url = group[url]
        return url

    for row in csv.DictReader(open(folder / "story_chains_pairs.tsv", encoding="utf-8"), delimiter="\t"):
        if row["relation"] == "1":
            group[root(row["url1"])] = root(row["url2"])
    for row in csv.DictReader(open(folder / "story_chains_articles.csv", encoding="utf-8")):
        yield {"id": row["url"], "url": row["url"], "title": row["title"], "date": row["date"][:10], "text": row["text"]}, root(row["url"])


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold, found):
    gold_groups, found_groups = collections.defaultdict(set), collections.defaultdict(set)
    for item, group in gold.items():
        gold_groups[group].add(item)
        found_groups[found[item]].add(item)
    precision = recall = 0.0
    for item in gold:
        common = len(gold_groups[gold[item]] & found_groups[found[item]])
        precision += common / len(found_groups[found[item]])
        recall += common / len(gold_groups[gold[item]])
    return precision / len(gold), recall / len(gold)


def pairwise(gold, found):
    def pairs(groups):
        return sum(n * (n - 1) // 2 for n in collections.Counter(groups).values())

    both = pairs((gold[i], found[i]) for i in gold)
    of_found, of_gold = pairs(found.values()), pairs(gold.values())
    return both / of_found if of_found else 1.0, both / of_gold if of_gold else 1.0


def show_links(gold, found, links, titles):
    """Of the pairs of articles in two stories that are linked: how many are of one event (P); of those of one event that are in two
    stories: how many are linked (R)."""
    members = collections.defaultdict(list)
    for item, story in found.items():
        members[story].append(item)
    pairs = {tuple(sorted((a, b))) for a, b, _ in links}
    linked = [gold[x] == gold[y] for a, b in pairs for x in members[a] for y in members[b]]
    groups = collections.defaultdict(list)
    for item, event in gold.items():
        groups[event].append(item)
    apart = sum(found[x] != found[y] for group in groups.values() for i, x in enumerate(group) for y in group[:i])
    right = sum(linked)
    precision, recall = right / len(linked) if linked else 1.0, right / apart if apart else 1.0
    kinds = collections.Counter(kind for _, _, kind in links)
    print(f"linked pairs\tP {precision:.4f} of {len(linked)}\tR {recall:.4f} of {apart}\t{dict(sorted(kinds.items()))}")
    first = {story: titles[items[0]] for story, items in members.items() if items[0] in titles}
    for a, b, kind in links if titles else []:
        print(f"   {kind}\t{'+' if any(gold[x] == gold[y] for x in members[a] for y in members[b]) else '-'} {first[a][:60]} -> {first[b][:60]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--set", choices=("giveme5w1h", "neus", "chains"), default="giveme5w1h")
    parser.add_argument("--part", default="train", help="of neus: train or val")
    parser.add_argument("--first", type=int, default=0, help="stories of neus; 0: all")
    parser.add_argument("--no-dates", action="store_true")
    parser.add_argument("--errors", type=int, default=0, help="stories to show that are wrong")
    parser.add_argument("--keep", help="keep the store here")
    options = parser.parse_args()
    articles = list({"giveme5w1h": giveme5w1h, "neus": neus, "chains": chains}[options.set](options.folder, options))
    with tempfile.TemporaryDirectory() as folder:
        store = options.keep or f"{folder}/store.db"
        with open(f"{folder}/pages.jsonl", "w", encoding="utf-8") as pages:
            for article, _ in articles:
                if options.no_dates:
                    article.pop("date", None)
                pages.write(json.dumps(article, ensure_ascii=False) + "\n")
        if not pathlib.Path(store).exists():
            subprocess.run([options.program, "add", "--db", store, f"{folder}/pages.jsonl"], check=False, stderr=subprocess.DEVNULL)
        export = subprocess.run([options.program, "export", "--db", store, "--format", "jsonl"], check=True, stdout=subprocess.PIPE).stdout
    gold = {article["id"]: event for article, event in articles}
    titles = {article["id"]: article["title"] for article, _ in articles}
    names, found, links = {}, {}, []
    for line in export.decode().splitlines():
        record = json.loads(line)
        if record["record"] == "article":
            names[record["id"]] = record["source"].rsplit("#", 1)[-1]
        if record["record"] == "story":
            for article in record["articles"]:
                found[names[article]] = record["id"]
            links += [(record["id"], link["story"], link["kind"]) for link in record.get("links", [])]
    lost = [item for item in gold if item not in found]
    if lost:
        print(f"{len(lost)} articles are in no story, such as {lost[0]!r}; sources look like {next(iter(found), '')!r}", file=sys.stderr)
    for item in lost:
        found[item] = f"lost {item}"
    found = {item: found[item] for item in gold}
    for name, measure in (("b-cubed", b_cubed), ("pairwise", pairwise)):
        precision, recall = measure(gold, found)
        print(f"{options.set}\t{name}\tP {precision:.4f}\tR {recall:.4f}\tF1 {f1(precision, recall):.4f}")
    show_links(gold, found, links, titles if options.errors else {})
    groups = collections.defaultdict(list)
    for item in gold:
        groups[gold[item]].append(item)
    shown = 0
    for event, members in groups.items():
        parts = collections.Counter(found[m] for m in members)
        strangers = [i for i in gold if found[i] in parts and gold[i] != event]
        if (len(parts) > 1 or strangers) and shown < options.errors:
            shown += 1
            print(f"-- event {event}: {len(members)} articles in {len(parts)} stories {list(parts.values())}")
            for m in members:
                print(f"   {found[m][:6]} {titles[m][:90]}")
            for m in strangers[:5]:
                print(f"   stranger {found[m][:6]} {titles[m][:90]} (event {gold[m]})")


main()
