"""Paths, folders and streams that are not what they should be, and output that cannot be written."""
import os
import pathlib
import resource
import socket
import subprocess
import threading
import time

from harness import CARRIER, NEIGHBOURS, Skip, add, as_nobody, expect_counts, expect_message, need_root, require, test

FILE_BYTES = 64 * 1024  # more than the index that a reader of a store shares with its writers
TEXT = f"Porto talks\n\n{CARRIER}\n"


@test("names with newlines, escape sequences and invalid UTF-8")
def odd_names(place):
    folder = place.path("odd")
    folder.mkdir()
    names = [b"new\nline.txt", b"\x1b[31mred\x1b]0;x\x07.txt", b"caf\xe9.txt", b"\xff\xfe.txt", "\u202egnp.txt".encode(), b"'; rm -rf; '.txt", b"%s%n%s.txt", b" .txt"]
    for number, name in enumerate(names):
        (pathlib.Path(os.fsdecode(os.fsencode(folder) + b"/" + name))).write_text(f"Talks {number}\n\n{CARRIER} It was said by the mayor of Riga.\n")
    (folder / os.fsdecode(b"empty\n\x1b[2J\xff.txt")).write_bytes(b"")
    result, found = place.annotate_among_others("odd")
    require(len(found) == len(names), f"{len(found)} articles of {len(names)}")
    require("\n[2J" not in result.err and len(result.err.splitlines()) == 1, f"the name breaks the message: {result.err!r}")
    expect_counts(add(place, "odd"), len(names), 0, 1)
    for command in (["stories"], ["compare", "--sentences"]):
        shown = place.run(*command, "--db", "s.db").out
        require(b"\x1b" not in shown and b"\x07" not in shown and "\u202e".encode() not in shown, "escape sequences reach the terminal")
    place.run("export", "--db", "s.db").out.decode("utf-8")


@test("a path of 5,000 letters, an empty path, a path through a file")
def odd_paths(place):
    place.write("page.txt", TEXT)
    place.refuse("x" * 5_000, says="*cannot be read: File name too long*")
    place.refuse("", says="*cannot be read: No such file or directory*")
    place.refuse("before.txt/page.txt", says="before.txt/page.txt: cannot be read: Not a directory*")


@test("a named pipe is read to its end")
def pipe(place):
    os.mkfifo(place.path("pipe"))
    writer = subprocess.Popen(["sh", "-c", "for n in 1 2 3; do cat page.txt > pipe; done"], cwd=place.folder)
    place.write("page.txt", TEXT)
    try:
        place.read("pipe", holds=CARRIER, kinds=("entity",))
    finally:
        writer.kill()
        writer.wait()


@test("pipes and devices without end")
def endless(place):
    place.refuse("/dev/zero", says="/dev/zero: *")
    place.refuse("/dev/urandom", says="/dev/urandom: *")
    place.refuse("/dev/null", says="/dev/null: empty*")
    with subprocess.Popen(["yes", CARRIER], stdout=subprocess.PIPE) as endless_text:
        result = place.run("annotate", "-", stdin=endless_text.stdout)
        endless_text.kill()
    require(result.code == 1, f"exit code {result.code}")
    expect_message(result, "-: larger than the limit of a page*")


@test("sockets, and files that fail when they are read")
def sockets(place):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(place.path("socket")))
        place.refuse("socket", says="socket: cannot be read: *")
    place.refuse("/proc/self/mem", says="/proc/self/mem: cannot be read: *")


@test("links in circles, and links to nowhere")
def links(place):
    os.symlink("b", place.path("a"))
    os.symlink("a", place.path("b"))
    os.symlink("nowhere", place.path("lost.txt"))
    place.refuse("a", says="a: cannot be read: Too many levels of symbolic links*")
    place.refuse("lost.txt", says="lost.txt: cannot be read: No such file or directory*")
    os.makedirs(place.path("x/y"))
    os.symlink("..", place.path("x/y/up"))
    place.write("x/y/page.txt", TEXT)
    place.read("x", holds=CARRIER, kinds=("entity",), says="x/y/up: a link to x, which it is in: remove the link*")


@test("folders in folders, 40 deep")
def deep_folders(place):
    path = place.path("d")
    for _ in range(40):
        path.mkdir()
        (path / "page.txt").write_text(TEXT)
        path = path / "d"
    result, found = place.annotate_among_others("d")
    require(result.code == 1 and len(found) == 32, f"code {result.code}, {len(found)} articles")
    expect_message(result, "d/*: deeper than the limit of 32 folders*--max-folder-depth*")
    _, found = place.annotate_among_others("d", options=["--max-folder-depth", "64"])
    require(len(found) == 40, f"{len(found)} articles")


@test("a folder with 100,000 files")
def many_files(place):
    folder = place.path("many")
    folder.mkdir()
    place.write("page.txt", TEXT)
    for number in range(100_000):
        if number % 50_000 == 0:
            (folder / f"{number:06}.txt").write_text(TEXT)
            first = folder / f"{number:06}.txt"
        else:
            os.link(first, folder / f"{number:06}.txt")
    expect_counts(add(place, "many", seconds=60), 1, 99_999, 0)


@test("a file that vanishes, and a folder that does, between its listing and its reading")
def vanishing(place):
    os.mkfifo(place.path("gate"))
    place.path("folder").mkdir()
    place.write("vanishing.txt", TEXT)
    for name, text in NEIGHBOURS.items():
        place.write(name, text)

    def remove_and_open_the_gate():
        with open(place.path("gate"), "w", encoding="utf-8") as gate:  # the reader waits for this
            place.path("vanishing.txt").unlink()
            place.path("folder").rmdir()
            gate.write(TEXT)

    thread = threading.Thread(target=remove_and_open_the_gate)
    thread.start()
    result = add(place, "gate", "vanishing.txt", "folder", *NEIGHBOURS)
    thread.join()
    expect_counts(result, 3, 0, 2)
    expect_message(result, ["vanishing.txt: cannot be read: No such file or directory*", "folder: cannot be read: No such file or directory*"])


@test("a file that grows, and one that shrinks, while it is read")
def growing(place):
    place.write("page.txt", TEXT)
    for name, change in (("growing.jsonl", "a"), ("shrinking.jsonl", "r+")):
        line = '{"text": "Talks in Porto. ' + CARRIER + '"}\n'
        place.write(name, line * 20_000)
        stop = threading.Event()

        def disturb():
            with open(place.path(name), change, encoding="utf-8") as file:
                while not stop.is_set():
                    if change == "a":
                        file.write(line[:-7])
                        file.flush()
                    else:
                        file.truncate(max(0, os.path.getsize(place.path(name)) - 5_000))
                    time.sleep(0.001)

        thread = threading.Thread(target=disturb)
        thread.start()
        try:
            result = place.run("annotate", "page.txt", name, seconds=30)
        finally:
            stop.set()
            thread.join()
        require(result.code in (0, 1), f"exit code {result.code}")
        place.articles(result)


@test("a file and a folder that may not be read")
def unreadable(place):
    need_root()
    place.folder.chmod(0o755)
    place.write("secret.txt", TEXT)
    place.path("secret.txt").chmod(0)
    place.path("closed").mkdir(0o700)
    for name, text in NEIGHBOURS.items():
        place.write(name, text)
    result = place.run("annotate", "before.txt", "secret.txt", "closed", "behind.txt", before=as_nobody)
    require(result.code == 1 and len(place.articles(result)) == 2, f"code {result.code}: {result.err}")
    expect_message(result, ["secret.txt: cannot be read: Permission denied*", "closed: the folder cannot be read: Permission denied*"])


@test("standard output is full")
def full_output(place):
    place.write("page.txt", TEXT)
    add(place, "page.txt")
    for arguments in (["annotate", "page.txt"], ["export", "--db", "s.db"], ["compare", "--db", "s.db"], ["stories", "--db", "s.db"],
                      ["report", "--db", "s.db", "--output", "-"], ["--help"], ["--version"], ["add", "--db", "s.db", "page.txt"]):
        with open("/dev/full", "wb") as full:
            result = place.run(*arguments, stdout=full)
        require(result.code in (1, 3) and result.err.startswith("synoptic"), f"{arguments}: code {result.code}, says {result.err!r}")
        require("No space left" in result.err or "full" in result.err, f"{arguments}: says {result.err!r}")


@test("a report and an export onto a full device, into no folder, over a folder")
def full_file(place):
    place.write("page.txt", TEXT * (2 * FILE_BYTES // len(TEXT)))
    add(place, "page.txt")
    place.path("folder").mkdir()
    for command in ("report", "export"):
        for output in ("/dev/full", "nowhere/r.html", "folder"):
            result = place.run(command, "--db", "s.db", "--output", output)
            require(result.code == 1 and output in result.err and "cannot be written" in result.err, f"{output}: code {result.code}: {result.err}")
        place.write("r.html", "what was there before")
        result = place.run(command, "--db", "s.db", "--output", "r.html", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES)))
        require(result.code == 1 and "cannot be written: File too large" in result.err, f"{command}: code {result.code}: {result.err}")
        require(place.path("r.html").read_bytes() == b"what was there before", "a failed output replaced what was there")
    require(sorted(os.listdir(place.folder)) == ["folder", "page.txt", "r.html", "s.db"], f"left behind: {os.listdir(place.folder)}")


@test("standard input, output or error are closed")
def closed_streams(place):
    place.write("page.txt", TEXT)
    for number, arguments in ((0, ["annotate", "page.txt", "-"]), (1, ["annotate", "page.txt"]), (2, ["annotate", "page.txt", "nowhere"])):
        result = place.run(*arguments, before=lambda n=number: os.close(n))
        require(result.code == 1, f"descriptor {number} closed: code {result.code}: {result.err}")
    add(place, "page.txt", before=lambda: os.closerange(0, 3))
    require(place.path("s.db").read_bytes()[:15] == b"SQLite format 3", "a message was written into the store")


@test("no descriptors are left")
def no_descriptors(place):
    place.write("page.txt", TEXT)
    for count in range(4, 12):  # fewer do not suffice to load the program
        result = add(place, "page.txt", store=f"{count}.db", before=lambda n=count: resource.setrlimit(resource.RLIMIT_NOFILE, (n, n)))
        require(result.code == 0 or result.err, f"{count} descriptors: code {result.code} without a word")
    result = add(place, "page.txt", store="4.db")
    require(result.code == 0, f"code {result.code}: {result.err}")


@test("no threads can be made")
def no_threads(place):
    need_root()
    if place.is_sanitized:
        raise Skip("the sanitizer needs a thread itself")
    place.folder.chmod(0o755)
    place.write("page.txt", TEXT)

    def limit():
        as_nobody()
        resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))

    result = place.run("annotate", "--threads", "4", "page.txt", before=limit)
    require(result.code == 0 and len(place.articles(result)) == 1, f"code {result.code}: {result.err}")
