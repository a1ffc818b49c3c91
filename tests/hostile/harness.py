"""What the tests of hostile input have in common: a place to work in, the program under guard, and what its records must hold.

A test is a function in a group module (markup.py, texts.py, ...) with the decorator @test("what it shows"). It gets a Place.
"""
import collections
import fnmatch
import json
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import threading
import time

# Guards against a hang and against memory without bound, not benchmarks: a busy machine and a sanitizer take a while.
SECONDS = 20
MEMORY_BYTES = 1536 << 20
SANITIZER_FACTOR = 6
NOBODY = 65534

NEIGHBOURS = {
    "before.txt": "Riga after the storm\n\nThe harbour of Riga opened again on Monday after three days of storm, the harbour master said. "
                  "Forty ships had waited outside for a calmer sea.\n",
    "behind.txt": "Bridge closed\n\nThe old bridge of Porto was closed on Tuesday because of cracks in two of its pillars. "
                  "\"The work will take a month,\" the mayor said.\n",
}

# Two sentences that hold no figure and no quote: what else is found in a page around them was invented.
CARRIER = "The council of Porto met to talk about the harbour. It will meet again when the bread has become dearer."

TESTS = []
Result = collections.namedtuple("Result", "code out err seconds peak_bytes")


class Failure(Exception):
    pass


class Skip(Exception):
    pass


def test(name):
    def register(function):
        TESTS.append((name, function))
        return function
    return register


def require(condition, what):
    if not condition:
        raise Failure(what)


class Place:
    """A folder of its own, and the program."""

    def __init__(self, program, folder, is_sanitized):
        self.program, self.folder, self.is_sanitized = program, pathlib.Path(folder), is_sanitized

    def path(self, name):
        return self.folder / name

    def write(self, name, content):
        path = self.path(name)
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        return name

    def run(self, *arguments, stdin=None, stdout=None, seconds=SECONDS, memory=MEMORY_BYTES, before=None, environment=None):
        """Runs the program in the place. It must end by itself, in time, within the memory, and say no more than it has to."""
        factor = SANITIZER_FACTOR if self.is_sanitized else 1

        def prepare():
            if not self.is_sanitized:  # the last wall: what runs away shall not take the machine along
                resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if before:
                before()

        begun = time.monotonic()
        process = subprocess.Popen([self.program, *arguments], cwd=self.folder, preexec_fn=prepare, stdin=stdin or subprocess.DEVNULL,
                                   stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})})
        return self.finish(process, begun, arguments, seconds * factor, memory * factor)

    def finish(self, process, begun, arguments, seconds, memory):
        said = {}
        readers = [threading.Thread(target=lambda n=name, f=stream: said.__setitem__(n, f.read()))
                   for name, stream in (("out", process.stdout), ("err", process.stderr)) if stream]
        for reader in readers:
            reader.start()
        status, usage = self.wait(process.pid, begun + seconds)
        process.returncode = os.waitstatus_to_exitcode(status)
        for reader in readers:
            reader.join()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()
        err = said.get("err", b"").decode("utf-8", "replace")
        what = " ".join(map(str, arguments))[:200]
        took = time.monotonic() - begun
        require(process.returncode != -signal.SIGKILL or took < seconds, f"{what}: was not done after {seconds} s")
        require(process.returncode >= 0, f"{what}: ended by signal {-process.returncode}\n{err[-3000:]}")
        require(process.returncode <= 3, f"{what}: exit code {process.returncode}, none of the contract\n{err[-3000:]}")
        require(usage.ru_maxrss * 1024 <= memory, f"{what}: took {usage.ru_maxrss >> 10} MiB of memory")
        require(not any(ord(c) < 0x20 and c != "\n" or 0x7F <= ord(c) < 0xA0 for c in err), f"{what}: control characters in a message: {err[:300]!r}")
        return Result(process.returncode, said.get("out", b""), err, took, usage.ru_maxrss * 1024)

    @staticmethod
    def wait(pid, end):
        while True:
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                return status, usage
            if time.monotonic() > end:
                os.kill(pid, signal.SIGKILL)
                _, status, usage = os.wait4(pid, 0)
                return status, usage
            time.sleep(0.005)

    # ---- pages among others ----

    def annotate_among_others(self, *paths, options=(), **guards):
        """Annotates the paths between two good pages, whose records must be what they are without them. Returns the result and the
        articles of the paths: (article record, its other records)."""
        for name, text in NEIGHBOURS.items():
            self.write(name, text)
        alone = self.articles(self.run("annotate", *options, *NEIGHBOURS))
        before, behind = NEIGHBOURS
        result = self.run("annotate", "--threads", "2", *options, before, *paths, behind, **guards)
        found = self.articles(result)
        for name in NEIGHBOURS:
            mine = [article for article in found if article[0]["source"] == name]
            require(mine == [article for article in alone if article[0]["source"] == name], f"{name} beside it was not read as it is")
        return result, [article for article in found if article[0]["source"] not in NEIGHBOURS]

    @staticmethod
    def articles(result):
        """The records, grouped by article; each is whole, and points into its article."""
        found = []
        for line in result.out.decode("utf-8").splitlines():  # valid UTF-8, or this raises
            record = json.loads(line)
            if record["record"] == "article":
                found.append((record, []))
            elif record["record"] != "header":
                found[-1][1].append(record)
        for article, records in found:
            for record in records:
                check_spans(article, record)
        return found

    def refuse(self, *paths, says, options=(), **guards):
        """The paths are refused, each with a sentence; nothing comes of them."""
        result, found = self.annotate_among_others(*paths, options=options, **guards)
        require(result.code == 1, f"exit code {result.code} instead of 1\n{result.err[-1000:]}")
        require(not found, f"records came of it: {json.dumps(found)[:300]}")
        expect_message(result, says)
        return result

    def read(self, *paths, holds=None, kinds=(), options=(), says=None, **guards):
        """One article comes of the paths. Its text holds `holds`; it has facts of no other kinds than `kinds`."""
        result, found = self.annotate_among_others(*paths, options=options, **guards)
        require(result.code == (1 if says else 0), f"exit code {result.code}\n{result.err[-1000:]}")
        require(len(found) == 1, f"{len(found)} articles instead of one")
        article, records = found[0]
        for wanted in [holds] if isinstance(holds, str) else holds or []:
            require(wanted in article["text"] or wanted in article.get("title", ""), f"the text lacks {wanted[:80]!r}: {article['text'][:300]!r}")
        invented = [record for record in records if record["record"] not in kinds]
        require(not invented, f"facts that are not there: {json.dumps(invented[:3])[:600]}")
        if says:
            expect_message(result, says)
        return article, records, result


def check_spans(article, record):
    """Offsets (code points) lie in the text, or in the title where the record says so."""
    texts = {"text": article.get("text", ""), "title": article.get("title", "")}
    for mention in [record, *record.get("mentions", [])]:
        if "start" in mention:
            size = len(texts.get(mention.get("in", "text"), article.get("text", "")))
            require(0 <= mention["start"] < mention["end"] <= size, f"a span outside its text: {json.dumps(mention)}")


def expect_message(result, says):
    for pattern in [says] if isinstance(says, str) else says:
        require(any(fnmatch.fnmatchcase(line, f"synoptic: {pattern}") for line in result.err.splitlines()),
                f"no message {pattern!r}:\n{result.err[-1500:]}")


def as_nobody():
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def need_root():
    if os.geteuid() != 0:
        raise Skip("only root can become another user")


def add(place, *paths, store="s.db", **guards):
    return place.run("add", "--db", store, *paths, **guards)


def expect_counts(result, added, unchanged, failed):
    wanted = f"{added} added, {unchanged} there already, {failed} failed.\n".encode()
    require(result.out == wanted, f"{result.out!r} instead of {wanted!r}\n{result.err[-600:]}")
    require(result.code == (1 if failed else 0), f"exit code {result.code}")


def run_tests(program, only, is_sanitized):
    """Returns how many failed."""
    failed = skipped = 0
    chosen = [(name, function) for name, function in TESTS if not only or any(word in name for word in only)]
    for name, function in chosen:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(Place(program, folder, is_sanitized))
                verdict = "ok"
            except Skip as why:
                skipped += 1
                verdict = f"skipped: {why}"
            except Failure as why:
                failed += 1
                verdict = f"FAILED: {why}"
        print(f"{name}: {verdict} ({time.monotonic() - begun:.1f} s)", flush=True)
    print(f"{len(chosen) - failed - skipped} passed, {failed} failed, {skipped} skipped")
    return failed or not chosen
