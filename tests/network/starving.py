#!/usr/bin/env python3
"""Memory fails while an address and a feed are read, once at each of a sample of places, in the program and in every library: it ends by
itself with an exit code of the contract, says why, and what it calls a success is one.

usage: starving.py PROGRAM FAIL_CALLS.so [PLACES]
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import loopback
from addresses import article

PATIENCE = 60  # seconds: only a failure takes so long
FEED = ("<?xml version='1.0'?><rss version='2.0'><channel><title>Fjord Tidings</title><item><title>Ice</title><link>/ice</link>"
        f"<description><![CDATA[{article('Ice', 7)}]]></description></item></channel></rss>")


def run(command, shim, **environment):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE,
                          env={**os.environ, "LD_PRELOAD": shim, "FAIL_CLASS": "memory", **environment})


def records(done):
    """What was written, without the time at which it was asked for."""
    return re.sub(rb'"captured":"[^"]*"', b"", done.stdout)


def find_places(command, shim):
    """The number of the first allocation of each chain of callers, and what is written when none fails."""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "log"
        done = run(command, shim, FAIL_LOG=str(log))
        places = [int(line.split()[0]) for line in log.read_text(encoding="ascii").splitlines() if len(line.split()) == 2]
    if done.returncode != 0 or len(places) < 100:
        sys.exit(f"starving: {len(places)} places, code {done.returncode}: {done.stderr.decode()}")
    return places, records(done)


def fault_of(done, expected):
    if done.returncode not in (0, 1, 2, 3):
        return f"ended with {done.returncode}"
    if done.returncode == 0:
        return None if records(done) == expected else "success without all records"
    return None if done.stderr else "failure without a word"


def main():
    program, shim = map(os.path.abspath, sys.argv[1:3])
    count, failures = int(sys.argv[3]) if len(sys.argv) > 3 else 60, 0
    with loopback.Server() as server:
        server.routes.update({"/a": loopback.redirect("/b", 301), "/b": loopback.packed(article()), "/f": loopback.page(FEED, "application/rss+xml")})
        command = [program, "annotate", "--threads", "1", "--isolation", "off", "--allow-private", "--pause", "1ms", server.url("/a"), server.url("/f")]
        places, expected = find_places(command, shim)
        chosen = places[::max(1, len(places) // count)]
        for place in chosen:
            done = run(command, shim, FAIL_AT=str(place))
            fault = fault_of(done, expected)
            if fault:
                failures += 1
                print(f"allocation {place}: {fault}: {done.stderr.decode()[-300:]}")
    print(f"starving: {len(chosen) - failures} of {len(chosen)} places right, of {len(places)}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
