#!/usr/bin/env python3
"""Writes the named character references of HTML as a C table, at build time.

usage: make-references.py OUT.c

The names and what they stand for are those of the HTML standard, 13.5, which Python's own library knows (html.entities.html5). The list is
closed: the standard does not add to it. src/dom/html_references.h says what the table looks like.
"""
import html.entities
import sys


def main():
    names = sorted((name.encode(), value.encode()) for name, value in html.entities.html5.items())
    with open(sys.argv[1], "w", encoding="ascii") as out:
        out.write("/* Made by tools/make-references.py. */\n#include \"dom/html_references.h\"\n\n")
        out.write("const syn_html_reference syn_html_references[] = {\n")
        for name, value in names:
            digits = "".join(f"\\{byte:03o}" for byte in value)
            out.write(f'    {{"{name.decode()}", "{digits}", {len(name)}, {len(value)}}},\n')
        out.write(f"}};\n\nconst size_t syn_html_reference_count = {len(names)};\n")


main()
