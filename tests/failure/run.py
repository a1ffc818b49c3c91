#!/usr/bin/env python3
"""Makes each allocation, read and write of the program fail in turn, over a run of the examples, and looks what becomes of it.

usage: run.py PROGRAM FAIL_CALLS.so [--all] [--seconds N] [--jobs N] [--only COMMAND[:CLASS[:N]]] [--trace]

Without --all, one call of each place (chain of callers, see fail_calls.c) fails, as many places as --seconds allow, evenly chosen; with
it, every call there is: an hour or so. Each time: the program ends by itself, with an exit code of the contract, and says why on standard
error unless all it should have done is done; the store is whole; the same command then does its work as if nothing had been.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMMANDS = {
    "add": ["add", "--db", "s.db", "--threads", "1", "examples"],
    "annotate": ["annotate", "--threads", "1", "--with", "sketch", "examples"],
    "stories": ["stories", "--db", "s.db"],
    "compare": ["compare", "--db", "s.db", "--sentences"],
    "compare-files": ["compare", "--threads", "1", "examples/plain-dealing/orhei-floods.txt", "examples/harbour-courier/orhei-floods.html"],
    "find": ["find", "--db", "s.db", "dam -gas from:2023"],
    "find-events": ["find", "--db", "s.db", "met OR talks type:CONSULT place:Malta", "--json"],
    "export": ["export", "--db", "s.db", "--output", "records.jsonl"],
    "report": ["report", "--db", "s.db", "--output", "report.html"],
    "evidence": ["evidence", "--db", "s.db"],
    "check": ["check", "--db", "s.db"],
    "backup": ["backup", "--db", "s.db", "--force", "copy.db"],
    "update": ["update", "--db", "s.db", "--threads", "1", "--all"],
}
CLASSES = ("memory", "read", "write")
OUTPUTS = ("records.jsonl", "report.html", "copy.db")
HANG_SECONDS = 60
STORE_ENDINGS = ("", "-wal", "-journal", "-shm")


class Wrong(Exception):
    pass


class Bench:
    """The program, a store of the examples that no command has derived stories in yet, and what each command does when nothing fails."""

    def __init__(self, program, shim, folder, trace):
        self.program, self.shim, self.folder, self.trace = program, shim, pathlib.Path(folder), trace
        self.store = self.folder / "prepared.db"
        prepared = self.new_place("prepare", with_store=False)
        self.run(prepared, COMMANDS["add"], {})
        shutil.copy(prepared / "s.db", self.store)
        self.expected = {}
        for name in COMMANDS:
            place = self.new_place(f"expect-{name}", with_store=name != "add")
            done = self.run(place, COMMANDS[name], {})
            if done.returncode != 0:
                sys.exit(f"{name}: {done.stderr}")
            self.expected[name] = self.outcome(place, done)
        self.export = self.expected["export"][1]

    def new_place(self, name, with_store=True):
        place = self.folder / name
        place.mkdir()
        os.symlink(ROOT / "examples", place / "examples")
        if with_store:
            shutil.copy(self.store, place / "s.db")
        return place

    def run(self, place, arguments, failure):
        environment = {**os.environ, "COLUMNS": "120", **failure}
        if failure:
            environment["LD_PRELOAD"] = self.shim
        return subprocess.run([self.program, *arguments], cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=HANG_SECONDS, check=False)

    @staticmethod
    def outcome(place, done):
        """What the command did: its standard output, and its file."""
        files = [(place / name).read_bytes() for name in OUTPUTS if (place / name).exists()]
        return done.stdout, b"".join(files)

    def list_calls(self, name, call_class):
        """(number, place) of the first call from each place, and the count of all calls."""
        place = self.new_place(f"count-{name}-{call_class}", with_store=name != "add")
        self.run(place, COMMANDS[name], {"FAIL_CLASS": call_class, "FAIL_LOG": str(place / "calls")})
        lines = [line.split() for line in (place / "calls").read_text(encoding="ascii").splitlines()]
        shutil.rmtree(place)
        return [(int(number), where[0]) for number, *where in lines if where], int(lines[-1][0])

    def try_failure(self, job):
        """Returns None, or what was wrong."""
        name, call_class, number, is_lasting = job
        place = self.new_place("-".join(map(str, job)), with_store=name != "add")
        failure = {"FAIL_CLASS": call_class, "FAIL_AT": str(number), **({"FAIL_ON": "1"} if is_lasting else {}), **({"FAIL_TRACE": "1"} if self.trace else {})}
        said = b""
        try:
            done = self.run(place, COMMANDS[name], failure)
            said = done.stderr
            self.check_end(name, place, done)
            check_store(place)
            self.check_again(name, place)
            return None
        except subprocess.TimeoutExpired:
            return "hangs"
        except (Wrong, sqlite3.Error) as wrong:
            return f"{wrong}\n    {said.decode('utf-8', 'replace').strip()[-3000:]}"
        finally:
            shutil.rmtree(place)

    def check_end(self, name, place, done):
        if done.returncode < 0:
            raise Wrong(f"ended by signal {-done.returncode}")
        if done.returncode not in (0, 1, 3):
            raise Wrong(f"exit code {done.returncode}, of no failure")
        tells = b"synoptic" in done.stderr or (name == "check" and b"problem" in done.stdout)
        if done.returncode != 0 and not tells:
            raise Wrong(f"exit code {done.returncode} without a word")
        if done.returncode == 0 and self.outcome(place, done) != self.expected[name]:
            raise Wrong("exit code 0, but not all was done")
        for output in OUTPUTS:
            if (place / output).exists() and self.outcome(place, done)[1] != self.expected[name][1]:
                raise Wrong(f"half of {output} was left")

    def check_again(self, name, place):
        done = self.run(place, COMMANDS[name], {})
        if done.returncode != 0:
            raise Wrong(f"afterwards: exit code {done.returncode}, {done.stderr.decode('utf-8', 'replace')}")
        if name != "add" and self.outcome(place, done) != self.expected[name]:
            raise Wrong("afterwards: another result")
        if name == "add":
            done = self.run(place, COMMANDS["export"], {})
            if done.returncode != 0 or self.outcome(place, done)[1] != self.export:
                raise Wrong(f"afterwards: another export, {done.stderr.decode('utf-8', 'replace')}")
        left = [entry.name for entry in place.iterdir() if entry.name not in ("s.db", "examples", *OUTPUTS)]
        if left and not self.trace:
            raise Wrong(f"left behind: {left}")


def check_store(place):
    """Looks at a copy, for the program mends its store itself."""
    if not (place / "s.db").exists() or (place / "s.db").stat().st_size == 0:
        return
    for ending in STORE_ENDINGS:
        if (place / f"s.db{ending}").exists():
            shutil.copy(place / f"s.db{ending}", place / f"looked-at.db{ending}")
    database = sqlite3.connect(place / "looked-at.db")
    try:
        said = database.execute("PRAGMA integrity_check").fetchall() + database.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        database.close()
        for ending in STORE_ENDINGS:
            (place / f"looked-at.db{ending}").unlink(missing_ok=True)
    if said != [("ok",)]:
        raise Wrong(f"the store is damaged: {said}")


def list_jobs(bench, options):
    """All calls, or one of each place that no command before it had. Failures that last are tried for writes: a full disk stays full."""
    wanted = (options.only or "").split(":")
    seen, jobs, counts = set(), [], []
    for name in COMMANDS:
        for call_class in CLASSES:
            if (wanted[0] and wanted[0] != name) or (len(wanted) > 1 and wanted[1] != call_class):
                continue
            places, count = bench.list_calls(name, call_class)
            numbers = range(1, count + 1) if options.all else [number for number, where in places if (call_class, where) not in seen]
            seen.update((call_class, where) for _, where in places)
            if len(wanted) > 2:
                numbers = [int(wanted[2])]
            counts.append(f"{name} {call_class}: {len(numbers)} of {count}")
            jobs += [(name, call_class, number, is_lasting) for number in numbers for is_lasting in ((False, True) if call_class == "write" else (False,))]
    return jobs, counts


def spread(jobs):
    """An order in which any beginning is an even sample of the whole."""
    width = len(jobs).bit_length()
    return [jobs[i] for i in sorted(range(len(jobs)), key=lambda i: int(f"{i:0{width}b}"[::-1], 2))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("shim")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--only")
    parser.add_argument("--trace", action="store_true")
    options = parser.parse_args()
    failed = tried = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(options.program).resolve()), str(pathlib.Path(options.shim).resolve()), folder, options.trace)
        jobs, counts = list_jobs(bench, options)
        print("places to fail:", "; ".join(counts), flush=True)
        end = time.monotonic() + options.seconds
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for job, wrong in pool.map(lambda job: (job, bench.try_failure(job) if time.monotonic() < end else "late"), spread(jobs)):
                tried += wrong != "late"
                if wrong and wrong != "late":
                    failed += 1
                    print(f"FAILED {':'.join(map(str, job[:3]))}{' and all after it' if job[3] else ''}: {wrong}", flush=True)
    print(f"{tried} of {len(jobs)} failures tried, {failed} went wrong")
    sys.exit(1 if failed or tried == 0 else 0)


main()
