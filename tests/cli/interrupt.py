#!/usr/bin/env python3
"""Kills `synoptic add` at a hundred moments of its run, each time adds again, and compares the export with that of an addition that was
left alone. The same with `synoptic update`, once.

usage: interrupt.py PROGRAM [MOMENTS]

The moments are random with a fixed seed and spread over the whole run, from the making of the store to its closing. Kills hit one store
after another until the pages are all there, so that it is also killed while it mends what a kill before left behind.
"""
import json
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ARTICLES = 400
MOMENTS = 100
SEED = 20240314
FURNITURE = "Every morning we send you the news of the harbour towns before the first ferry leaves."
ENDINGS = ("", "-wal", "-journal", "-shm")
TOWNS = ["Riga", "Porto", "Tromsø", "Ghent", "Split", "Vilnius", "Lund", "Cork", "Graz", "Oulu", "Bari"]
THINGS = ["bridge", "harbour", "library", "tunnel", "theatre", "market", "school"]


def make_pages(path):
    with open(path, "w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            town, thing = TOWNS[number % len(TOWNS)], THINGS[number % len(THINGS)]
            text = (f"The {thing} number {number} of {town} was closed on Monday after {number + 20} people complained about the noise.\n\n"
                    f"\"We will open it again in {number % 11 + 2} weeks,\" said the mayor of {town}. The work costs {number + 3} million euros.")
            page = {"id": f"page-{number:04}", "title": f"{town} closes {thing} {number}", "text": text,
                    "date": f"20{number % 20 + 3:02}-0{number % 9 + 1}-1{number % 9}"}
            if number % 4 == 0:  # pages of one site, which teach its furniture
                page |= {"url": f"https://ledger.example/{number}", "text": f"{text}\n\n{FURNITURE}"}
            file.write(json.dumps(page) + "\n")


def add(program, store, pages):
    return subprocess.Popen([program, "add", "--db", store, pages], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def export(program, store):
    return subprocess.run([program, "export", "--db", store], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout


def make_old(store):
    with sqlite3.connect(store) as database:
        database.execute("UPDATE article SET version = '0.0.1'")
        database.execute("UPDATE fact SET record = json_set(record, '$.step', 77) WHERE kind = 'quantity'")
    database.close()


def kill_updates(program, store, whole, took):
    """An update that was killed goes on where it was, and comes to what the pages say."""
    for share in (0.6, 0.3, 0.15, 0.07):  # of the time that an addition takes: a kill that comes too late shows nothing
        make_old(store)
        process = subprocess.Popen([program, "update", "--db", store], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        time.sleep(took * share)
        was_running = process.poll() is None
        process.kill()
        process.communicate()
        if was_running:
            break
    else:
        sys.exit("the kills of the update came too late: the test shows nothing")
    last = subprocess.run([program, "update", "--json", "--db", store], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    told = json.loads(last.stdout)
    if told["updated"] + told["current"] != ARTICLES or told["failed"] or told["without_bytes"]:
        sys.exit(f"after a kill an update does not do the rest: {told}")
    if export(program, store) != export(program, whole):
        sys.exit("the export after a killed update differs from that of an addition")
    print(f"an update was killed; {told['current']} articles needed none afterwards")


def count_articles(store):
    """Articles in a store that is whole; -1 where a kill came before there was one. Looks at a copy: the program mends its store itself."""
    if not os.path.exists(store) or os.path.getsize(store) == 0:
        return -1
    copy = store + ".copy"
    remove(copy)
    for ending in ENDINGS:
        if os.path.exists(store + ending):
            shutil.copy(store + ending, copy + ending)
    database = sqlite3.connect(copy)
    try:
        said = database.execute("PRAGMA integrity_check").fetchall()
        if said != [("ok",)] or database.execute("PRAGMA foreign_key_check").fetchall():
            sys.exit(f"after a kill the store is damaged: {said}")
        has_table = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'article'").fetchone()[0]
        return database.execute("SELECT count(*) FROM article").fetchone()[0] if has_table else -1
    finally:
        database.close()


def remove(store):
    for ending in ENDINGS:
        if os.path.exists(store + ending):
            os.unlink(store + ending)


def kill_after(program, store, pages, seconds):
    """Whether it was still at work then."""
    process = add(program, store, pages)
    time.sleep(seconds)
    was_running = process.poll() is None
    if was_running:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    return was_running


def complete(program, store, pages, expected):
    process = add(program, store, pages)
    told = process.communicate()[0].decode()
    if process.returncode != 0:
        sys.exit(f"after kills pages cannot be added: {told}")
    if export(program, store) != expected:
        sys.exit("the export after kills differs from that of an addition that was left alone")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    moments = int(sys.argv[2]) if len(sys.argv) > 2 else MOMENTS
    chosen = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        pages, whole, broken = (os.path.join(folder, name) for name in ("pages.jsonl", "whole.db", "broken.db"))
        make_pages(pages)
        start = time.monotonic()
        told = add(program, whole, pages).communicate()[0].decode()
        took = time.monotonic() - start
        if f"{ARTICLES} added" not in told:
            sys.exit(f"the pages were not added: {told}")
        expected = export(program, whole)
        if FURNITURE.encode() in expected:
            sys.exit("what recurs on the pages of a site is in its articles")
        killed = late = completed = 0
        states = set()
        while killed < moments and late < 4 * moments:
            if not kill_after(program, broken, pages, took * chosen.random()):
                late += 1
            else:
                killed += 1
            states.add(count := count_articles(broken))
            if killed % 4 == 0 or count == ARTICLES:
                complete(program, broken, pages, expected)
                completed += 1
                remove(broken)
        print(f"killed {killed} times, {late} times too late; completed {completed} times; articles in the store after a kill: {sorted(states)}")
        if killed < moments:
            sys.exit("the kills came too late: the test shows nothing")
        remove(broken)
        complete(program, broken, pages, expected)
        kill_updates(program, broken, whole, took)


main()
