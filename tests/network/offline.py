#!/usr/bin/env python3
"""No network unless a command is given an address: what the program calls of the system, told by a shim.

usage: offline.py PROGRAM TELL_NETWORK.so
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import loopback

PATIENCE = 120  # seconds
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
COMMANDS = (["add", ROOT / "examples"], ["stories"], ["compare"], ["sources"], ["timeline"], ["find", "dam"], ["export"], ["update", "--all"],
            ["report", "--output", "r.html"], ["check"], ["annotate", ROOT / "examples"], ["annotate", "--isolation", "off", ROOT / "examples"])
PAGE = "<html><title>The dam broke</title><p>The dam above Tromvik broke on Tuesday, and 412 people were brought to safety, the mayor said.</p>"


def calls(program, shim, folder, *arguments):
    """What the program did, and the lines that the shim wrote."""
    log = folder / "network"
    log.unlink(missing_ok=True)
    done = subprocess.run([program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
                          env={**os.environ, "LD_PRELOAD": shim, "NETWORK_LOG": str(log)}, timeout=PATIENCE)
    return done, log.read_text(encoding="ascii").split() if log.exists() else []


def main():
    program, shim = map(os.path.abspath, sys.argv[1:3])
    with loopback.Server() as server, tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server.routes["/a"] = loopback.page(PAGE)
        done, noted = calls(program, shim, folder, "annotate", "--allow-private", server.url("/a"))
        if done.returncode != 0 or not {"libcurl", "socket", "connect"} <= set(noted):
            sys.exit(f"offline: the shim notes nothing of an address: {noted} {done.stderr.decode()}")
        for command in COMMANDS:
            done, noted = calls(program, shim, folder, *command)
            if done.returncode != 0 or noted:
                sys.exit(f"offline: {command} calls {noted} (code {done.returncode}) {done.stderr.decode()}")
    print(f"offline: {len(COMMANDS)} commands ask nothing of a network")


if __name__ == "__main__":
    main()
