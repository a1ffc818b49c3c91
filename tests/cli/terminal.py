#!/usr/bin/env python3
"""What `synoptic` shows on a real terminal: progress, colours, and lines that fit.

usage: terminal.py PROGRAM

Runs the program with its output on a pseudo-terminal, whose lines are worked out as a terminal would show them.
"""
import errno
import fcntl
import json
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unicodedata

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent.parent / "examples"
PROGRAM = ""
STYLE = re.compile(r"\033\[[0-9;]*m")
TOWNS = ["Riga", "Porto", "Tromsø", "Ghent", "Split", "Vilnius", "Lund", "Cork", "Graz", "Oulu", "Bari"]


class Terminal:
    """A pseudo-terminal that keeps all that is written to it."""

    def __init__(self, columns):
        self.bytes = b""
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        while True:
            try:
                piece = os.read(self.master, 65536)
            except OSError as error:
                if error.errno != errno.EIO:
                    raise
                return
            if not piece:
                return
            self.bytes += piece

    def end(self):
        os.close(self.slave)
        self.thread.join()
        os.close(self.master)
        return self.bytes.decode("utf-8")


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "TERM")}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **changes}


def run(*words, columns=80, out=True, err=True, feed=None, folder=None, **changes):
    """Returns what the terminal got, and what standard output got where that is a pipe. `out`, `err`: on the terminal."""
    terminal = Terminal(columns)
    process = subprocess.Popen([PROGRAM, *words], cwd=folder, env=environment(**changes), stdin=subprocess.PIPE,
                               stdout=terminal.slave if out else subprocess.PIPE, stderr=terminal.slave if err else subprocess.PIPE)
    if feed:
        feed(process.stdin)
    process.stdin.close()
    kept = (process.stdout if not out else process.stderr if not err else None)
    text = kept.read().decode() if kept else ""
    process.wait(timeout=300)
    return terminal.end(), text


def width(text):
    """Columns, worked out otherwise than the program does."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf") else
               2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Screen:
    """The lines that a terminal shows: carriage returns overwrite, ESC [ K erases. `seen` are all that ever stood there."""

    def __init__(self, text):
        self.lines, self.at, self.seen = [""], 0, set()
        for piece in re.findall(r"\033\[K|\r|\n|[^\033\r\n]+|\033", STYLE.sub("", text)):
            self.take(piece)

    def take(self, piece):
        line = self.lines[-1]
        if piece == "\r":
            self.at = 0
        elif piece == "\n":
            self.lines.append("")
        elif piece == "\033[K":
            self.lines[-1] = line[:self.at]
        elif piece == "\033":
            raise AssertionError("a sequence that is not known")
        else:
            self.lines[-1] = line[:self.at] + piece + line[self.at + len(piece):]
            self.at += len(piece)
            self.seen.add(self.lines[-1])


def article(number, outlet=None, title=None):
    town = TOWNS[number % len(TOWNS)]
    text = (f"The bridge number {number} of {town} was closed on Monday after {number + 20} people complained about the noise.\n\n"
            f"\"We will open it again in {number % 11 + 2} weeks,\" said the mayor of {town}. The work costs {number + 3} million euros.")
    return {"id": f"page-{number:06}", "title": title or f"{town} closes bridge {number}", "text": text, "outlet": outlet or "The Town Crier"}


def feed_slowly(stream):
    """Some articles, and one that is none, in a little more than a second."""
    for number in range(24):
        line = "{broken" if number == 20 else json.dumps(article(number))
        stream.write(line.encode() + b"\n")
        stream.flush()
        time.sleep(0.06)


def progress_is_shown_on_a_terminal_and_leaves_nothing():
    with tempfile.TemporaryDirectory() as folder:
        text, out = run("add", "--from", "jsonl", "-", out=False, feed=feed_slowly, folder=folder)
    screen = Screen(text)
    shown = [line for line in screen.seen if line.startswith("Reading")]
    assert any(re.match(r"Reading  \d+ pages  .*\d/s  0:0\d$", line) for line in shown), shown
    assert max(map(width, shown)) <= 79, shown
    assert "23 added, 0 there already, 1 failed." in out, out
    left = [line for line in screen.lines if line]
    assert len(left) == 1 and left[0].startswith("synoptic: "), f"only the problem stays: {left}"


def progress_of_annotate_does_not_mix_with_records():
    text, out = run("annotate", "--from", "jsonl", "-", out=False, feed=feed_slowly)
    assert "Reading" in text
    for line in out.splitlines():
        json.loads(line)
    text, _ = run("annotate", "--from", "jsonl", "-", feed=feed_slowly)
    assert "Reading" not in text, "the records go to the terminal themselves"


def a_known_total_shows_a_bar():
    with tempfile.TemporaryDirectory() as folder:
        path, count, bars = os.path.join(folder, "pages.jsonl"), 500, []
        while not bars and count < 100000:
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(article(number)) + "\n" for number in range(count))
            text, _ = run("annotate", path, out=False)
            screen = Screen(text)
            bars = [line for line in screen.seen if re.match(r"Reading  ━*─*  [ \d]+ %  [\d,]+ pages  \d+/s  \d+:\d\d left$", line)]
            count *= 3
    assert bars, "no bar was seen"
    assert max(map(width, screen.seen)) <= 79, screen.seen
    assert screen.lines == [""], screen.lines


def a_narrow_terminal_gets_a_narrow_line():
    text, _ = run("annotate", "--from", "jsonl", "-", out=False, feed=feed_slowly, columns=24)
    assert "Reading" in text
    seen = [line for line in Screen(text).seen if line.startswith("Reading")]
    assert seen and max(map(width, seen)) <= 23, seen


def without_a_capable_terminal_there_is_no_progress():
    text, err = run("annotate", "--from", "jsonl", "-", err=False, feed=feed_slowly)
    assert "Reading" not in text + err and "\033" not in err
    text, _ = run("annotate", "--from", "jsonl", "-", out=False, feed=feed_slowly, TERM="dumb")
    assert "Reading" not in text and "\033" not in text
    text, _ = run("annotate", "--from", "jsonl", "-", out=False, feed=feed_slowly, LC_ALL="C", LANG="C")
    assert "Reading" in text and text.isascii()


def a_long_comparison_is_named():
    """A story is computed anew: where it takes more than a second, that is said, and nothing stays of it."""
    with tempfile.TemporaryDirectory() as folder:
        count, seen, screen = 1000, [], None
        while not seen and count < 60000: # until it takes long enough here
            path, store = os.path.join(folder, "pages.jsonl"), os.path.join(folder, f"{count}.db")
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(article(number)) + "\n" for number in range(count))
            subprocess.run([PROGRAM, "add", "--db", store, path], stdout=subprocess.DEVNULL, check=True)
            screen = Screen(run("stories", "--db", store, "--json", out=False)[0])
            seen = [line for line in screen.seen if re.match(r"Comparing the articles  \d:\d\d$", line)]
            count *= 2
    assert seen, "the wait was not named"
    assert screen.lines == [""], screen.lines


def colours_are_for_terminals():
    with tempfile.TemporaryDirectory() as folder:
        run("add", str(EXAMPLES), folder=folder)
        for words in (["compare"], ["stories"], ["compare", "--help"]):
            assert STYLE.search(run(*words, folder=folder)[0]), words
            assert "\033" not in run(*words, folder=folder, NO_COLOR="1")[0], words
            assert "\033" not in run(*words, folder=folder, TERM="dumb")[0], words
            assert "\033" not in run(*words, folder=folder, out=False)[1], words
        assert "\033" not in run("compare", "--color", "never", folder=folder)[0]
        assert STYLE.search(run("compare", "--color", "always", folder=folder, out=False)[1])
        plain = run("compare", folder=folder, NO_COLOR="1")[0]
        assert plain == STYLE.sub("", run("compare", folder=folder)[0]), "colours carry no word of their own"


OUTLETS = ["The Daily", "東京日報社", "Gazette of the Northern Provinces and Isles", "e\u0301t\u0301a\u0301t", "News \U0001F600 Now",
           "Donaudampfschifffahrtsgesellschaftsnachrichten", "Ö", "La Vérité", "Kronika", "조선의 소식"]


def write_story(folder, count):
    """Accounts of one happening, by outlets with names of all sorts. Returns the file."""
    path = os.path.join(folder, f"{count}.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            outlet = OUTLETS[number % len(OUTLETS)] + (f" {number}" if number >= len(OUTLETS) else "")
            text = (f"The harbour of Riga was closed on Monday after {400 + number} people complained about the noise of the ships, the harbour "
                    f"master Anna Berzina said on Tuesday.\n\n\"We will open the harbour of Riga again in {number % 3 + 2} weeks, and not "
                    f"earlier,\" said Berzina. The repairs of the harbour cost {12 + number % 2} million euros, according to the town.\n\n"
                    f"See https://www.harbour.example/{'notice' * 12}/{number} for the plans of the port of Riga.")
            file.write(json.dumps({"id": f"account-{number}", "title": "Harbour of Riga closed after complaints about noise \U0001F6A2 東京",
                                   "text": text, "outlet": outlet, "date": "2024-03-12"}) + "\n")
    return path


def every_line_fits():
    with tempfile.TemporaryDirectory() as folder:
        for count, columns in [(n, 80) for n in (1, 2, 3, 4, 5, 7, 10, 20)] + [(3, 20), (10, 40), (5, 100), (5, 140), (12, 240)]:
            path, store = write_story(folder, count), os.path.join(folder, f"{count}.db")
            run("add", "--db", store, path, out=False)
            for words in (["compare", "--sentences"], ["stories"]):
                text = run(*words, "--db", store, columns=columns)[0]
                lines = STYLE.sub("", text).replace("\r", "").split("\n")
                wide = [line for line in lines if width(line) > columns]
                assert not wide, f"{words}, {count} accounts, {columns} columns: {wide}"
                assert not any(line != line.rstrip() for line in lines), "a line ends in blanks"
                assert f"{count} account" in text.replace("\r\n", " "), f"{count} accounts: {text}"


def ten_accounts_run_downwards_and_three_are_columns():
    with tempfile.TemporaryDirectory() as folder:
        for count, is_table in ((3, True), (10, False)):
            text = run("compare", write_story(folder, count), columns=80)[0]
            assert ("POINT" in text) == is_table and ("ACCOUNTS" in text) != is_table, text
            for outlet in OUTLETS[:count]:
                assert outlet[:8] in text, outlet


TESTS = [progress_is_shown_on_a_terminal_and_leaves_nothing, progress_of_annotate_does_not_mix_with_records, a_known_total_shows_a_bar,
         a_narrow_terminal_gets_a_narrow_line, without_a_capable_terminal_there_is_no_progress, a_long_comparison_is_named,
         colours_are_for_terminals, every_line_fits, ten_accounts_run_downwards_and_three_are_columns]


def main():
    global PROGRAM
    PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
    failed = 0
    for test in TESTS:
        begun = time.monotonic()
        try:
            test()
            print(f"ok: {test.__name__} ({time.monotonic() - begun:.1f} s)")
        except AssertionError as error:
            failed += 1
            print(f"FAILED: {test.__name__}: {error}")
    sys.exit(1 if failed else 0)


main()
