#!/usr/bin/env python3
"""Measures whether all records of archives of the web are found: WARC and ARC, whole, clipped and wrong.

usage: measure_archives.py READ_ARCHIVES FOLDER

READ_ARCHIVES is the program built from read_archives.c. What an archive holds is counted by a reader of this script's own that knows nothing but the
beginnings of records and their lengths, on bytes unpacked by Python's zlib: whole records, and those that begin and are not whole. Right is an archive
whose whole records are all found (as a page, a failed page, a revisit or another record), and whose end, where it breaks off, is named. Archives packed with lz4 have to
be refused by name. Then the program is given the beginnings of each archive, cut at 40 places: it must find all records that are whole in them.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import zlib

CUTS = 40


def unpack(data):
    """The unpacked bytes, and whether the last member is whole."""
    if not data.startswith(b"\x1f\x8b"):
        return data, True
    parts = []
    while data.strip(b"\0"):
        member = zlib.decompressobj(31)
        try:
            parts.append(member.decompress(data))
        except zlib.error:
            return b"".join(parts), False
        if not member.eof:
            return b"".join(parts), False
        data = member.unused_data
    return b"".join(parts), True


def count_records(data):
    """(whole records, whether there is one that is not whole)"""
    at, whole = 0, 0
    is_arc = data.startswith(b"filedesc://")
    while True:
        while data[at:at + 1] in (b"\r", b"\n"):
            at += 1
        if at >= len(data):
            return whole, False
        end = re.compile(rb"\n" if is_arc else rb"\n\r?\n").search(data, at)
        head = data[at:end.end()] if end else b""
        length = re.search(rb" (\d+)\s*$", head) if is_arc else re.search(rb"(?im)^content-length:\s*(\d+)\s*$", head)
        if not length or (not is_arc and not head.startswith(b"WARC/")) or end.end() + int(length[1]) > len(data):
            return whole, True
        at = end.end() + int(length[1])
        whole += 1


def read(program, path):
    """(records found, messages)"""
    out = subprocess.run([program, path], capture_output=True, text=True, errors="replace", check=True, timeout=60).stdout.splitlines()
    cells = out[-1].split("\t")
    messages = [line.split("\t", 1)[1] for line in out if line.startswith("failed\t")]
    # a failure that is no record of its own: of the file, or of what is not whole
    beside = sum("no page in it" in m or "what is whole is read" in m or "begins here" in m or "empty: a page" in m and ": http" not in m for m in messages)
    return sum(map(int, cells[2:])) - beside, messages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    right = total = held = found_all = cut_right = cut_total = 0
    for path in sorted(p for p in options.folder.rglob("*") if re.search(r"\.w?arc(\.|$)", p.name)):
        total += 1
        data = path.read_bytes()
        found, messages = read(options.program, path)
        if data.startswith(b"\x04\x22\x4d\x18"):
            is_right = any("lz4" in m for m in messages)
            print(f"{path.relative_to(options.folder)}: refused by name: {'yes' if is_right else 'NO'}")
            right += is_right
            continue
        unpacked, is_whole = unpack(data)
        whole, breaks_off = count_records(unpacked)
        is_named = any("what is whole is read" in m or "begins here" in m or "Content-Length is false" in m for m in messages)
        is_damaged = breaks_off or not is_whole
        # behind damage the program may find records that this script does not look for
        is_right = (found >= whole if is_damaged else found == whole) and is_named == is_damaged
        held, found_all, right = held + whole, found_all + min(found, whole), right + is_right
        print(f"{path.relative_to(options.folder)}: {found} of {whole} records{', its damage named' if is_named else ''}{'' if is_right else '  WRONG'}")
        for number in range(1, CUTS):
            with tempfile.NamedTemporaryFile(suffix=".warc") as part:
                part.write(data[:len(data) * number // CUTS])
                part.flush()
                found, _ = read(options.program, part.name)
            whole, _ = count_records(unpack(data[:len(data) * number // CUTS])[0])
            cut_total, cut_right = cut_total + 1, cut_right + (found >= whole)
    print(f"archives read right {right / total:.4f}, {right} of {total}")
    print(f"records found {found_all / held:.4f}, {found_all} of {held}")
    print(f"beginnings with all whole records {cut_right / cut_total:.4f}, {cut_right} of {cut_total}")
    return 0 if right == total else 1


if __name__ == "__main__":
    sys.exit(main())
