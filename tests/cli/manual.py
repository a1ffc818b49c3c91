#!/usr/bin/env python3
"""The manual: scdoc takes every page, man shows it without a warning, and every option of every command is in its page.

usage: manual.py PROGRAM
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "SEE ALSO"]


def synoptic(*words):
    return subprocess.run([PROGRAM, *words], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"}).stdout


def listed(text, heading):
    """The first words of the lines below a heading of the help."""
    return [line.split()[0] for line in text.split(heading + ":\n")[1].split("\n\n")[0].splitlines() if not line.startswith("   ")]


def make_page(command, folder):
    name = f"synoptic-{command}" if command else "synoptic"
    source = synoptic("help", "--man", *([command] if command else []))
    done = subprocess.run(["scdoc"], input=source, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, f"{name}: scdoc says {done.stderr}"
    path = os.path.join(folder, f"{name}.1")
    pathlib.Path(path).write_text(done.stdout, encoding="utf-8")
    return name, path


def show(name, path):
    """The page as man shows it."""
    done = subprocess.run(["man", "--warnings", "-l", path], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MANPAGER": "cat", "PAGER": "cat"})
    assert done.returncode == 0 and not done.stderr, f"{name}: man says {done.stderr}"
    text = re.sub("\033\\[[0-9;]*m|.\b", "", done.stdout)
    wrapped = re.sub(r"^EXAMPLES$.*?^(?=EXIT STATUS$)", "", text, flags=re.M | re.S)  # lines of examples stay as they are
    assert max(map(len, wrapped.splitlines())) <= 80, f"{name}: a line is wider than 80 columns"
    return text


def check_page(command, folder, has_man):
    name, path = make_page(command, folder)
    text = show(name, path) if has_man else re.sub(r"\\f[BIRP]|\\&|\\", "", pathlib.Path(path).read_text(encoding="utf-8"))
    for section in SECTIONS + (["FILES"] if not command or "--db" in synoptic("help", command) else []):
        assert re.search(rf"^(\.SH )?{section}$", text, re.M), f"{name}: no section {section}"
    for option in listed(synoptic(command, "--help"), "Options") if command else ["--help", "--version"]:
        assert re.search(rf"^\W*{option}\b", text, re.M), f"{name}: {option} is missing"


def main():
    if not shutil.which("scdoc"):
        print("skipped: scdoc is not installed")
        sys.exit(77)
    has_man = shutil.which("man") is not None
    if not has_man:
        print("man is not installed: its warnings are not looked at")
    with tempfile.TemporaryDirectory() as folder:
        commands = listed(synoptic("--help"), "Commands")
        assert "compare" in commands and len(commands) >= 8, commands
        for command in [None, *commands]:
            check_page(command, folder, has_man)
    print(f"ok: {len(commands) + 1} pages")


main()
