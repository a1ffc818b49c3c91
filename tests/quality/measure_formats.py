#!/usr/bin/env python3
"""Feeds every file of a folder to the program as each kind of input, and counts those that end as they should.

usage: measure_formats.py PROGRAM FOLDER [--kind KIND...] [--megabytes 1024] [--seconds 1]

Each file is read as each kind of input that the program knows, whatever it is: a feed as an archive, an archive as text. A file ends well
when the program leaves with 0 or 1 (it is read, or refused by name), in the time of a second beyond what the program needs to start, and within
its memory. Files are given in batches; a batch that does not end well, or takes longer than one of its files may, is given file by file.
"""
import argparse
import pathlib
import re
import resource
import subprocess
import sys
import time

BATCH = 64
START_SECONDS = 1  # of a program under load, without its input


def kinds_of(program):
    text = subprocess.run([program, "annotate", "--from", "?"], capture_output=True, text=True, check=False).stderr
    found = re.search(r"It takes: ([\w, ]+)", text)
    if not found:
        sys.exit(f"measure_formats.py: {program} names no kinds of input: {text[:200]}")
    return found[1].split(", ")


def run(program, kind, files, seconds, megabytes):
    """None, or what is wrong."""
    def bound():
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))

    command = [program, "annotate", "--threads", "1", "--isolation", "off", "--from", kind, *files]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=bound, timeout=60 + 10 * seconds, check=False)
    except subprocess.TimeoutExpired:
        return "hangs"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 1):
        return f"ends with {done.returncode}: {done.stderr[-200:].decode(errors='replace').strip()}"
    return f"takes {used:.1f} s" if used > seconds + START_SECONDS else None


def measure(program, kind, files, seconds, megabytes, problems):
    good = 0
    for at in range(0, len(files), BATCH):
        batch = files[at:at + BATCH]
        if run(program, kind, batch, seconds, megabytes) is None:
            good += len(batch)
            continue
        for file in batch:
            wrong = run(program, kind, [file], seconds, megabytes)
            good += wrong is None
            if wrong:
                problems.append(f"{file} as {kind}: {wrong}")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--kind", nargs="*")
    parser.add_argument("--megabytes", type=int, default=1024)
    parser.add_argument("--seconds", type=float, default=1)
    options = parser.parse_args()
    files = sorted(str(path) for path in options.folder.rglob("*") if path.is_file())
    problems, began = [], time.monotonic()
    for kind in options.kind or kinds_of(options.program):
        good = measure(options.program, kind, files, options.seconds, options.megabytes, problems)
        print(f"formats {kind}: files that end well {good / len(files):.4f} ({good} of {len(files)})", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    for problem in problems:
        print(problem)


if __name__ == "__main__":
    main()
