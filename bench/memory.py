#!/usr/bin/env python3
"""Whether memory stays flat: streams made-up articles into `synoptic add` and `synoptic annotate` and prints the peak on the way.

usage: bench/memory.py PROGRAM [--count 100000] [--threads 2] [--command add|annotate] [--seed 1] [--keep FOLDER]

The articles are our own writing: sentences from the templates below, filled with invented people, places and figures by a seed, so that each
is another article and every run reads the same bytes. They go through a pipe as JSON Lines. The peak (VmHWM of /proc) is read whenever a
power of ten of them has been handed over. Exit code 1: the last peak is more than a tenth above that of 1,000 articles.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time

GIVEN = ["Anna", "Marek", "Lucia", "Tomas", "Irena", "Pavel", "Mirela", "Jonas", "Vera", "Emil", "Sofia", "Karel"]
FAMILY = ["Dorn", "Halvik", "Petrescu", "Lindqvist", "Okoro", "Marchetti", "Novik", "Sandoval", "Tamm", "Weiss", "Yilmaz", "Zeman"]
PLACES = ["Tallinn", "Vienna", "Nairobi", "Lisbon", "Oslo", "Quito", "Tbilisi", "Accra", "Dublin", "Hanoi", "Riga", "Lima"]
ROLES = ["minister", "mayor", "union leader", "judge", "spokeswoman", "director", "senator", "engineer"]
GOODS = ["grain", "steel", "medicine", "timber", "copper", "fish", "cement", "coffee"]
OUTLETS = ["Harbour Gazette", "Northern Courier", "Valley Post", "Evening Lantern"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

SENTENCES = [
    "{person} met {other} in {place} on {day} to discuss the price of {goods}.",
    "The {role} said that {number} people had left {place} since {month}.",
    "\"We will not sign before {day},\" {person} told reporters in {place}.",
    "A loan of ${money} million was promised to {place} by the bank in {year}.",
    "About {number} workers protested against the {role}, police said.",
    "{other} rejected the offer of {percent} percent and asked for more time.",
    "The court in {place} fined the company {money} million euros for the {goods} it sold in {year}.",
    "Exports of {goods} rose by {percent} percent, according to {person}, a {role} from {place}.",
    "{person} accused {other} of hiding {number} tonnes of {goods} near {place}.",
    "Talks between {place} and {second} are to go on in {month} {year}.",
]
MONTHS = ["January", "March", "April", "June", "July", "September", "October", "December"]


def article(number, choice):
    def person():
        return f"{choice.choice(GIVEN)} {choice.choice(FAMILY)}"

    def sentence():
        return choice.choice(SENTENCES).format(
            person=person(), other=person(), place=choice.choice(PLACES), second=choice.choice(PLACES), day=choice.choice(DAYS),
            goods=choice.choice(GOODS), role=choice.choice(ROLES), number=choice.randrange(20, 90000), money=choice.randrange(1, 900),
            percent=choice.randrange(1, 60), month=choice.choice(MONTHS), year=choice.randrange(1995, 2025))

    paragraphs = [" ".join(sentence() for _ in range(choice.randrange(2, 5))) for _ in range(choice.randrange(2, 6))]
    day = f"{choice.randrange(2000, 2025)}-{choice.randrange(1, 13):02}-{choice.randrange(1, 29):02}"
    return {"id": f"made/{number}", "outlet": choice.choice(OUTLETS), "title": sentence().rstrip("."), "date": day, "lang": "en",
            "text": "\n\n".join(paragraphs)}


def peak_megabytes(process):
    """The most memory the process has held so far."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    sys.exit("memory.py: the process has ended before its input: see its messages above")


def run(program, command, options, folder):
    """Streams the articles; returns a list of (count, seconds, megabytes)."""
    words = [program, command, "--from", "jsonl", "--threads", str(options.threads)]
    if command == "add":
        words += ["--db", os.path.join(folder, "memory.synoptic.db")]
    choice = random.Random(options.seed)
    marks = [10 ** power for power in range(3, 9) if 10 ** power < options.count] + [options.count]
    found = []
    began = time.monotonic()
    with subprocess.Popen([*words, "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        for number in range(1, options.count + 1):
            process.stdin.write(json.dumps(article(number, choice)).encode() + b"\n")
            if number in marks:
                process.stdin.flush()
                found.append((number, time.monotonic() - began, peak_megabytes(process)))
                print(f"{command:10} {found[-1][0]:9,} articles {found[-1][1]:8.1f} s {found[-1][2]:8.1f} MB", flush=True)
        process.stdin.close()
        messages = process.stderr.read().decode()
        if process.wait() != 0:
            sys.exit(f"memory.py: {command} ended with {process.returncode}: {messages}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--command", choices=["add", "annotate"])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER", help="leave the store that add makes in this folder")
    options = parser.parse_args()
    is_flat = True
    for command in [options.command] if options.command else ["annotate", "add"]:
        with tempfile.TemporaryDirectory() as folder:
            found = run(options.program, command, options, options.keep or folder)
        is_flat = is_flat and found[-1][2] <= found[0][2] * 1.1
    if not is_flat:
        sys.exit("memory.py: memory grows with the number of articles")


if __name__ == "__main__":
    main()
