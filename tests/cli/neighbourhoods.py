#!/usr/bin/env python3
"""Adds and removes the example pages one by one in random orders, reads after each step, and compares the export with that of a store to which
the same pages were added at once: what many articles say together depends on the set of them alone.

usage: neighbourhoods.py PROGRAM [ROUNDS]
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ROUNDS = 2
STEPS = 22
SEED = 20310512
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
PAGES = sorted(path for path in EXAMPLES.rglob("*") if path.suffix in (".html", ".txt"))


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments[:3]))}: {done.stderr.decode()}")
    return done.stdout


def ids_by_source(export):
    records = (json.loads(line) for line in export.decode().splitlines())
    return {record["source"]: record["id"] for record in records if record["record"] == "article"}


def go_round(program, folder, chosen, number):
    store = folder / f"grown{number}.db"
    present = set()
    for step in range(STEPS):
        page = chosen.choice(PAGES)
        if page not in present:
            run(program, "add", "--db", store, "--threads", 1 + number % 2, page)
        else:
            source = next(s for s in ids_by_source(run(program, "export", "--db", store)).items() if s[0].endswith(f"{page.parent.name}/{page.name}"))
            run(program, "remove", "--db", store, source[1])
        present ^= {page}
        grown = run(program, "export", "--db", store) if present else b""
        if not present or step % 4 != 3 and step + 1 != STEPS:
            continue
        fresh = folder / f"fresh{number}-{step}.db"
        order = sorted(present)
        chosen.shuffle(order)
        run(program, "add", "--db", fresh, "--threads", 2, *order)
        if run(program, "export", "--db", fresh) != grown:
            sys.exit(f"round {number}, step {step}: {len(present)} pages give other bytes one by one than at once")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    chosen = random.Random(SEED)
    if len(PAGES) < 10:
        sys.exit(f"only {len(PAGES)} pages in examples/: the test shows nothing")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            go_round(program, pathlib.Path(folder), chosen, number)
    print(f"{rounds} rounds of {STEPS} steps over {len(PAGES)} pages: the same bytes")


main()
