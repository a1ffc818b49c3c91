#!/usr/bin/env python3
"""Several programs on one store at once: none fails, none sees half of something, and what is there in the end is what one program alone would have put there.

usage: concurrency.py PROGRAM

First two `add` start together on a store that does not exist yet, each with half of the pages and some in common, while readers loop on
`export` and `stories`. Then `update`, `remove`, `backup` and another `add` run at the same time, again with readers.
"""
import json
import os
import pathlib
import stat
import subprocess
import sys
import tempfile
import threading

ARTICLES = 600
TOWNS = ["Riga", "Porto", "Tromsø", "Ghent", "Split", "Vilnius", "Lund", "Cork", "Graz", "Oulu", "Bari"]
THINGS = ["bridge", "harbour", "library", "tunnel", "theatre", "market", "school"]


def make_page(number):
    town, thing = TOWNS[number % len(TOWNS)], THINGS[number % len(THINGS)]
    text = (f"The {thing} number {number} of {town} was closed on Monday after {number + 20} people complained about the noise.\n\n"
            f"\"We will open it again in {number % 11 + 2} weeks,\" said the mayor of {town}. The work costs {number + 3} million euros.")
    return json.dumps({"id": f"page-{number:04}", "title": f"{town} closes {thing} {number}", "text": text, "outlet": f"Outlet {number % 5}",
                       "captured": "2031-05-30T12:00:00Z", "date": f"20{number % 20 + 3:02}-0{number % 9 + 1}-1{number % 9}"}) + "\n"


def write_pages(path, numbers):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(map(make_page, numbers))


class Programs:
    def __init__(self, program):
        self.program = program
        self.failures = []
        self.writers_run = threading.Event()
        self.export_count = 0

    def start(self, *arguments):
        return subprocess.Popen([self.program, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def finish(self, process, allowed=(0,)):
        out, err = process.communicate(timeout=300)
        if process.returncode not in allowed:
            self.failures.append(f"{' '.join(process.args[1:])}: exit code {process.returncode}: {err.decode()[-500:]}")
        return out

    def run(self, *arguments, allowed=(0,)):
        return self.finish(self.start(*arguments), allowed)

    def check_export(self, out):
        """What one export holds belongs together: each capture has its article, each article of a story is there."""
        records = [json.loads(line) for line in out.splitlines()]
        articles = {record["id"] for record in records if record["record"] == "article"}
        named = {article for record in records if record["record"] == "story" for article in record["articles"]}
        captures = {record["article"] for record in records if record["record"] == "capture"}
        if named != articles or captures != articles:
            self.failures.append(f"an export holds {len(articles)} articles, {len(captures)} captures and stories of {len(named)}")

    def read(self, store, command):
        while self.writers_run.is_set():
            if not os.path.exists(store):
                continue
            process = self.start(command, "--db", store)
            out, err = process.communicate(timeout=300)
            if process.returncode == 3 and b"no store yet" in err:  # the writer has just made the file
                continue
            if process.returncode != 0:
                self.failures.append(f"{command}: exit code {process.returncode}: {err.decode()[-500:]}")
            elif command == "export":
                self.check_export(out)
                self.export_count += 1

    def while_reading(self, store, work):
        """Runs `work` with three readers on the store."""
        self.writers_run.set()
        readers = [threading.Thread(target=self.read, args=(store, command)) for command in ("export", "stories", "evidence")]
        for reader in readers:
            reader.start()
        try:
            work()
        finally:
            self.writers_run.clear()
            for reader in readers:
                reader.join()

    def end_on_failure(self):
        if self.failures:
            sys.exit("\n".join(self.failures[:5]))


def check_private(folder, name):
    """The file, what lies beside it, and the folder's other files of that name are for their owner alone."""
    for path in pathlib.Path(folder).glob(name + "*"):
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            sys.exit(f"{path.name} has mode {stat.S_IMODE(path.stat().st_mode):o}")


def add_together(programs, folder, store, halves):
    adding = [programs.start("add", "--threads", "2", "--db", store, half) for half in halves]
    for _ in iter(lambda: any(process.poll() is None for process in adding), False):
        check_private(folder, "shared.db")
        try:
            adding[0].wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            pass
        else:
            break
    for process in adding:
        programs.finish(process)


def care_together(programs, folder, store, more):
    """An update, a removal, copies and an addition at once."""
    copy = os.path.join(folder, "copy.db")
    running = [programs.start("update", "--all", "--threads", "2", "--db", store), programs.start("add", "--threads", "1", "--db", store, more),
               programs.start("remove", "--outlet", "Outlet 3", "--db", store)]
    for _ in range(3):
        programs.run("backup", "--force", "--db", store, copy)
        check_private(folder, "copy.db")
        programs.run("check", "--db", copy)
    for process in running:  # the removal may tell that a reader kept the log from being emptied
        programs.finish(process, (0, 1) if "remove" in process.args else (0,))


def main():
    programs = Programs(str(pathlib.Path(sys.argv[1]).resolve()))
    os.umask(0)
    with tempfile.TemporaryDirectory() as folder:
        whole, store, pages, more = (os.path.join(folder, name) for name in ("whole.db", "shared.db", "pages.jsonl", "more.jsonl"))
        halves = [os.path.join(folder, name) for name in ("first.jsonl", "second.jsonl")]
        write_pages(pages, range(ARTICLES))
        write_pages(halves[0], range(0, ARTICLES * 6 // 10))
        write_pages(halves[1], range(ARTICLES * 4 // 10, ARTICLES))
        write_pages(more, range(ARTICLES, ARTICLES + 100, 5))  # none of outlet 3
        programs.run("add", "--db", whole, pages)
        programs.end_on_failure()

        programs.while_reading(store, lambda: add_together(programs, folder, store, halves))
        programs.end_on_failure()
        if programs.run("export", "--db", store) != programs.run("export", "--db", whole):
            sys.exit("two programs that add at once leave another store than one that adds all")
        first_count = programs.export_count

        programs.while_reading(store, lambda: care_together(programs, folder, store, more))
        programs.run("add", "--db", whole, more)
        programs.run("remove", "--outlet", "Outlet 3", "--db", whole)
        programs.end_on_failure()
        if programs.run("export", "--db", store) != programs.run("export", "--db", whole):
            sys.exit("update, add, remove and backup at once leave another store than one after the other")
        programs.run("check", "--db", store)
        programs.end_on_failure()
        if first_count == 0 or programs.export_count == first_count:
            sys.exit("nothing was read while others wrote: the test shows nothing")
        print(f"{programs.export_count} exports were read while others wrote")


main()
