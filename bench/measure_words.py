#!/usr/bin/env python3
"""Measures the index of words of a large store: how fast words are found, and what a removal and a check cost.

usage: measure_words.py PROGRAM [ARTICLES]      50,000 articles unless told, in a temporary folder

The articles are rows made here, each of 400 invented words whose frequencies follow Zipf's law, with a fixed seed; nothing is analysed. Times
are user and system time in seconds.
"""
import hashlib
import itertools
import json
import os
import pathlib
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time

WORD_COUNT, WORDS_OF_ARTICLE, BATCH = 60000, 400, 256
PAGE = "A page\n\nJanuary 3, 2021\n\nA storm cut the only road to Alta on Sunday and left 120 drivers in their cars for nine hours.\n"


def invent_words():
    return ["".join(random.choice("bcdfghklmnprstvz") + random.choice("aeiou") for _ in range(random.randint(1, 5))) for _ in range(WORD_COUNT)]


def fill(store, words, count):
    weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(WORD_COUNT)))
    database = sqlite3.connect(store, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    for number in range(count):
        article, text = hashlib.sha1(str(number).encode()).hexdigest()[:20], " ".join(random.choices(words, cum_weights=weights, k=WORDS_OF_ARTICLE))
        record = {"record": "article", "id": article, "source": f"{number}.html", "title": f"title {number}", "byline": [], "language": "en", "credits": [],
                  "captions": [], "text": text, "digest": "xxh128:00"}
        database.execute("INSERT INTO article (id, source, title, language, digest, model, world, record) VALUES (?, ?, ?, 'en', 'xxh128:00', 'm', 'w', ?)",
                         (article, record["source"], record["title"], json.dumps(record, separators=(",", ":"))))
        database.execute("INSERT INTO sketch VALUES (?, ?)", (article, json.dumps({"record": "sketch", "article": article, "words": 2}, separators=(",", ":"))))
        database.execute("INSERT INTO article_number VALUES (?, ?)", (number + 10, article))
        database.execute("INSERT INTO article_text (rowid, title, text) VALUES (?, ?, ?)", (number + 10, record["title"], text))
        if number % BATCH == BATCH - 1:
            database.execute("COMMIT")
            database.execute("BEGIN")
    database.execute("COMMIT")
    return database


def ask(database, name, expression):
    start = time.process_time()
    found = database.execute("SELECT n.article FROM article_text t JOIN article_number n ON n.number = t.rowid WHERE article_text MATCH ? "
                             "ORDER BY bm25(article_text, 4.0, 1.0, 1.0), n.article", (expression,)).fetchall()
    print(f"{name}\t{len(found)} found\t{time.process_time() - start:.3f} s")


def run(program, store, name, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, *arguments, "--db", store], capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{name}: {done.stdout[-400:]}{done.stderr}")
    print(f"{name}\t\t{after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime:.3f} s")


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 50000
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        store, page = os.path.join(folder, "s.db"), pathlib.Path(folder) / "page.txt"
        page.write_text(PAGE, encoding="utf-8")
        run(program, store, "make the store", "add", str(page))
        words = invent_words()
        database = fill(store, words, count)
        print(f"index\t\t{database.execute('SELECT sum(length(block)) FROM article_text_data').fetchone()[0] / 1e6:.1f} MB of {os.path.getsize(store) / 1e6:.1f} MB")
        for name, expression in (("a word of nearly all articles", f'"{words[0]}"'), ("a word of every eighth", f'"{words[300]}"'), ("a rare word", f'"{words[30000]}"'),
                                 ("all words that begin so", '"zu" *')):
            ask(database, name, expression)
        article = database.execute("SELECT id FROM article ORDER BY id LIMIT 1 OFFSET 7").fetchone()[0]
        database.close()
        run(program, store, "remove one article", "remove", article)
        run(program, store, "check", "check")


main()
