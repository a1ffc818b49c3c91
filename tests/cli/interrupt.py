#!/usr/bin/env python3
"""Kills `synoptic add` in the middle, adds again, and compares the export with that of an addition that was left alone. The same with `synoptic update`.

usage: interrupt.py PROGRAM
"""
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

ARTICLES = 2000
TOWNS = ["Riga", "Porto", "Tromsø", "Ghent", "Split", "Vilnius", "Lund", "Cork", "Graz", "Oulu", "Bari"]
THINGS = ["bridge", "harbour", "library", "tunnel", "theatre", "market", "school"]


def make_pages(path):
    with open(path, "w", encoding="utf-8") as file:
        for number in range(ARTICLES):
            town, thing = TOWNS[number % len(TOWNS)], THINGS[number % len(THINGS)]
            text = (f"The {thing} number {number} of {town} was closed on Monday after {number + 20} people complained about the noise.\n\n"
                    f"\"We will open it again in {number % 11 + 2} weeks,\" said the mayor of {town}. The work costs {number + 3} million euros.")
            file.write(json.dumps({"id": f"page-{number:04}", "title": f"{town} closes {thing} {number}", "text": text,
                                   "published": f"20{number % 20 + 3:02}-0{number % 9 + 1}-1{number % 9}"}) + "\n")


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
    make_old(store)
    process = subprocess.Popen([program, "update", "--db", store], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    time.sleep(took * 0.6)
    was_killed = process.poll() is None
    process.kill()
    process.communicate()
    last = subprocess.run([program, "update", "--json", "--db", store], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    told = json.loads(last.stdout)
    if told["updated"] + told["current"] != ARTICLES or told["failed"] or told["without_bytes"]:
        sys.exit(f"after a kill an update does not do the rest: {told}")
    if export(program, store) != export(program, whole):
        sys.exit("the export after a killed update differs from that of an addition")
    print(f"an update was {'' if was_killed else 'not '}killed; {told['current']} articles needed none afterwards")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        pages, whole, broken = (os.path.join(folder, name) for name in ("pages.jsonl", "whole.db", "broken.db"))
        make_pages(pages)
        start = time.monotonic()
        undisturbed = add(program, whole, pages)
        told = undisturbed.communicate()[0].decode()
        took = time.monotonic() - start
        if undisturbed.returncode != 0 or f"{ARTICLES} added" not in told:
            sys.exit(f"the pages were not added: {told}")
        killed = 0
        for share in (0.3, 0.45, 0.6):
            process = add(program, broken, pages)
            time.sleep(took * share)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.communicate()
        last = add(program, broken, pages)
        told = last.communicate()[0].decode()
        if last.returncode != 0:
            sys.exit(f"after a kill pages cannot be added: {told}")
        if export(program, whole) != export(program, broken):
            sys.exit("the export after kills differs from that of an addition that was left alone")
        kill_updates(program, broken, whole, took)
        print(f"killed {killed} times, the last time {told.strip()}")
        if killed == 0:
            sys.exit("nothing was killed: the test shows nothing")


main()
