#!/usr/bin/env python3
"""Feeds the program what nobody should, and looks that it says so, in time and within its memory, and reads the rest.

usage: run.py PROGRAM GROUP [--sanitized] [WORD...]      only tests whose names hold one of the words

Groups: markup, texts, json_lines, charsets, feeds, archives, files, stores. docs/limits.md has the outcomes.
"""
import importlib
import pathlib
import sys

import harness

GROUPS = ("markup", "texts", "json_lines", "charsets", "feeds", "archives", "files", "stores")


def main():
    words = [word for word in sys.argv[1:] if word != "--sanitized"]
    if len(words) < 2 or words[1] not in GROUPS:
        sys.exit(__doc__)
    importlib.import_module(words[1])
    sys.exit(1 if harness.run_tests(str(pathlib.Path(words[0]).resolve()), words[2:], "--sanitized" in sys.argv) else 0)


main()
