#!/usr/bin/env python3
"""Whether a long archive is read in constant memory, by all cores, and goes on after a kill without loss or repetition.

usage: bench/archive.py PROGRAM PAGES [--count 100000] [--kills 3] [--threads 2] [--keep FOLDER]

Makes one WARC archive of COUNT response records, gzip by record, by repeating the HTML files of the folder PAGES with other addresses, and
adds it to two stores: to one at a go, to the other in KILLS + 1 runs, all but the last of which are killed (SIGKILL) on the way. Prints the
peak of the program's own memory (VmHWM of /proc) on the way, pages a second and the share of the cores that was used. Fails when the last
peak is more than a tenth above that after 10,000 articles (until then caches fill), or when the two stores do not hold the same articles,
facts, sketches and captures, byte for byte but for the time of reading.
"""
import argparse
import hashlib
import os
import pathlib
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib

TABLES = {
    "article": "SELECT id, source, url, outlet, title, language, published_from, digest, record FROM article ORDER BY id",
    "fact": "SELECT article, number, id, kind, record FROM fact ORDER BY article, number",
    "sketch": "SELECT article, record FROM sketch ORDER BY article",
    "capture": "SELECT article, sha256, size, basis, media, charset, url, bytes FROM capture ORDER BY article",
}


def make_archive(path, pages, count):
    files = sorted(page for page in pages.rglob("*") if page.suffix in (".html", ".htm"))
    if not files:
        sys.exit(f"archive.py: {pages}: no .html file; name a folder of pages")
    bodies = [file.read_bytes() for file in files]
    deflated = {}
    with open(path, "wb") as archive:
        for number in range(count):
            body = bodies[number % len(bodies)]
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            head = (f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:example:{number}>\r\n"
                    f"WARC-Target-URI: https://site{number % len(bodies)}.example/{number // len(bodies)}\r\n"
                    "WARC-Date: 2024-05-01T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(http) + len(body)}\r\n\r\n").encode()
            archive.write(pack(head + http, body + b"\r\n\r\n", deflated, number % len(bodies)))


def pack(head, body, deflated, which):
    """A gzip member of head and body. A body that comes again is not deflated again: its blocks follow those of the head."""
    if which not in deflated:
        block = zlib.compressobj(6, zlib.DEFLATED, -15)
        deflated[which] = block.compress(body) + block.flush()
    front = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = front.compress(head) + front.flush(zlib.Z_FULL_FLUSH)
    whole = head + body
    return (b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + data + deflated[which] + zlib.crc32(whole).to_bytes(4, "little") +
            (len(whole) & 0xFFFFFFFF).to_bytes(4, "little"))


def peak_megabytes(process):
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii"))
    except FileNotFoundError:
        return 0
    return int(found[1]) / 1024 if found else 0


def count_articles(store):
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=30) as connection:
            return connection.execute("SELECT count(*) FROM article").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def add(options, archive, store, kill_at=None):
    """Adds until the end, or until `kill_at` articles are there. Returns (seconds, seconds of processors, [(articles, megabytes)])."""
    marks, found = [1000 * 10 ** power for power in range(6)], []
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with subprocess.Popen([options.program, "add", "--db", store, "--threads", str(options.threads), archive],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak = 0
        while process.poll() is None:
            time.sleep(0.2)
            count, peak = count_articles(store), peak_megabytes(process) or peak
            if marks and count >= marks[0]:
                found.append((count, peak))
                while marks and count >= marks[0]:
                    marks.pop(0)
            if kill_at is not None and count >= kill_at:
                process.send_signal(signal.SIGKILL)
                process.wait()
                break
        out, err = process.communicate()
        if kill_at is None and process.returncode not in (0, 1):
            sys.exit(f"archive.py: add ended with {process.returncode}: {err[-500:]}")
        found.append((count_articles(store), peak))
        print("   ", out.strip() or f"killed at {found[-1][0]:,} articles", flush=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, found


def digests(store):
    sums = {}
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        for name, question in TABLES.items():
            total, count = hashlib.sha256(), 0
            for row in connection.execute(question):
                total.update(repr(row).encode())
                count += 1
            sums[name] = (count, total.hexdigest())
    return sums


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("pages", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=100000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", metavar="FOLDER", help="leave archive and stores in this folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-") as scratch:
        folder = options.keep or scratch
        archive, whole, killed = (os.path.join(folder, name) for name in ("pages.warc.gz", "whole.db", "killed.db"))
        make_archive(archive, options.pages, options.count)
        print(f"{options.count:,} records, {os.path.getsize(archive) / 1e6:,.0f} MB", flush=True)
        seconds, busy, found = add(options, archive, whole)
        if len(found) < 2:
            sys.exit(f"archive.py: {found[-1][0]:,} articles are too few to compare memory with that after 1,000; raise --count")
        print(f"at a go: {found[-1][0]:,} articles, {options.count / seconds:.0f} pages/s, cores used {busy / seconds / options.threads:.0%}")
        for count, peak in found:
            print(f"  {count:9,} articles {peak:8.1f} MB", flush=True)
        for kill in range(options.kills):
            add(options, archive, killed, found[-1][0] * (kill + 1) // (options.kills + 1))
        add(options, archive, killed)
        same = digests(whole) == digests(killed)
        print(f"after {options.kills} kills: {'the same articles, facts, sketches and captures' if same else 'NOT the same store'}")
        if not same:
            sys.exit("archive.py: a killed run lost or repeated something")
        warm = found[1] if len(found) > 2 else found[0]
        if found[-1][1] > warm[1] * 1.1:
            sys.exit("archive.py: memory grows with the archive")


if __name__ == "__main__":
    main()
