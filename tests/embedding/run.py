#!/usr/bin/env python3
"""Builds the example of docs/embedding.md against an installed library, found by pkg-config, and looks at what it prints.

usage: run.py BUILD PREFIX SANITIZERS COMPILER...

BUILD is installed into an empty folder. SANITIZERS: those that the library was built with (as for -fsanitize), or none. COMPILER: the words of
the command.
Exit codes: 0 as expected, 1 not, 77 when pkg-config or meson is missing.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def run(*command, **more):
    done = subprocess.run([str(word) for word in command], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    build, prefix, sanitizers, *compiler = sys.argv[1:]
    flags = [] if sanitizers == "none" else [f"-fsanitize={sanitizers}"]
    if not shutil.which("pkg-config") or not shutil.which("meson"):
        print("pkg-config or meson is missing")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        stage, program = pathlib.Path(folder) / "stage", pathlib.Path(folder) / "side_by_side"
        run("meson", "install", "-C", build, "--no-rebuild", env={**os.environ, "DESTDIR": str(stage)})
        place = str(stage) + prefix
        described = next(pathlib.Path(place).rglob("synoptic.pc"))
        found = {**os.environ, "PKG_CONFIG_PATH": f"{described.parent}:{os.environ.get('PKG_CONFIG_PATH', '')}"}
        options = run("pkg-config", f"--define-variable=prefix={place}", "--cflags", "--libs", "synoptic", env=found).split()
        source = ROOT / "docs" / "embedding" / "side_by_side.c"
        run(*compiler, "-Wall", "-Wextra", "-Werror", *flags, "-o", program, source, *options)
        found["LD_LIBRARY_PATH"] = str(described.parent.parent)
        printed = run(program, ROOT / "examples", env=found)
        missing = subprocess.run([program, folder + "/nothing.html"], env=found, capture_output=True, text=True)
    for expected in ("accounts", "independent origins", "differ: ", "The Harbour Courier: "):
        if expected not in printed:
            sys.exit(f"the example does not print \"{expected}\":\n{printed}")
    if missing.returncode != 1 or "nothing.html: cannot be read" not in missing.stderr:
        sys.exit(f"the example says nothing of a missing page: {missing.stderr}")


main()
