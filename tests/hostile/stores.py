"""Stores that cannot be used, and disks that are full."""
import os
import resource
import shutil
import sqlite3
import subprocess

from harness import CARRIER, Failure, Skip, add, as_nobody, expect_counts, expect_message, need_root, require, test

PAGE_COUNT = 60
ONE_MEGABYTE = 1 << 20


def write_pages(place):
    folder = place.path("pages")
    folder.mkdir()
    for number in range(PAGE_COUNT):
        (folder / f"{number:02}.txt").write_text(f"Talks {number}\n\n" + f"{CARRIER} Then {number + 2} people paid {number + 3} million euros. " * 20)
    place.write("page.txt", f"Porto talks\n\n{CARRIER}\n")
    return "pages"


def check_store(place, store="s.db"):
    """The store is whole: seen on a copy, for the program mends its store itself."""
    for ending in ("", "-wal", "-journal", "-shm"):
        place.path("copy.db" + ending).unlink(missing_ok=True)
        if place.path(store + ending).exists():
            shutil.copy(place.path(store + ending), place.path("copy.db" + ending))
    database = sqlite3.connect(place.path("copy.db"))
    try:
        require(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the store is damaged")
        require(not database.execute("PRAGMA foreign_key_check").fetchall(), "the store has loose ends")
    finally:
        database.close()


def expect_same_as_undisturbed(place, store="s.db"):
    result = add(place, "pages", store=store)
    require(result.code == 0, f"adding again: code {result.code}: {result.err}")
    if not place.path("undisturbed.db").exists():
        add(place, "pages", store="undisturbed.db")
    exports = [place.run("export", "--db", name).out for name in (store, "undisturbed.db")]
    require(exports[0] == exports[1] and exports[0].count(b'"record":"article"') == PAGE_COUNT, "the export is not that of an undisturbed addition")


def expect_unusable(place, store, says, commands=("add", "export", "stories", "compare", "report"), **guards):
    for command in commands:
        arguments = [command, "--db", store] + (["page.txt"] if command == "add" else [])
        result = place.run(*arguments, **guards)
        require(result.code == 3 and not result.out, f"{command}: exit code {result.code}, says {result.err!r}")
        expect_message(result, says)


@test("a store of a newer schema")
def newer_schema(place):
    write_pages(place)
    add(place, "page.txt")
    with sqlite3.connect(place.path("s.db")) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    before = place.path("s.db").read_bytes()
    expect_unusable(place, "s.db", "s.db: the store has schema 99, this program knows schemas 1 to *; use the newer program that wrote it")
    require(place.path("s.db").read_bytes() == before, "the store was changed")


@test("another program's database, a text, a folder, a device as the store")
def no_store(place):
    write_pages(place)
    with sqlite3.connect(place.path("other.db")) as database:
        database.execute("CREATE TABLE article (id)")
    database.close()
    place.write("text.db", "these are my notes, and they are long enough to be the head of a database " * 20)
    place.path("folder.db").mkdir()
    expect_unusable(place, "other.db", "other.db: is no store: *name another file with --db")
    expect_unusable(place, "text.db", "text.db: is no store: *name another file with --db")
    expect_unusable(place, "folder.db", "folder.db: is no file; name a file for the store with --db")
    expect_unusable(place, "/dev/null", "/dev/null: is no file; name a file for the store with --db")
    expect_unusable(place, "nowhere/s.db", "nowhere/s.db: the store cannot be made: No such file or directory*", commands=["add"])


@test("an empty file is no store yet")
def empty_store(place):
    write_pages(place)
    place.write("s.db", b"")
    expect_unusable(place, "s.db", "s.db: is an empty file, no store yet; synoptic add makes one of it", commands=["export", "stories", "compare"])
    expect_counts(add(place, "page.txt"), 1, 0, 0)


@test("a store that was cut, and stores with broken bytes")
def damaged(place):
    add(place, write_pages(place))
    whole = place.path("s.db").read_bytes()
    export = place.run("export", "--db", "s.db").out
    whole = place.path("s.db").read_bytes()
    for number in range(40):
        broken = bytearray(whole)
        if number < 8:
            broken = broken[:len(whole) * number // 8]
        else:
            start = 100 + (number * 7919 * 4096 + number * 31) % (len(whole) - 200)
            broken[start:start + 64] = bytes((b * 7 + number) % 256 for b in range(64))
        place.write("broken.db", bytes(broken))
        for command in (["export"], ["compare"], ["find", "the"], ["add", "page.txt"]):
            result = place.run(*command, "--db", "broken.db")
            require(result.code in (0, 3) and (result.code == 0 or "broken.db" in result.err),
                    f"damage {number}, {command}: code {result.code}, says {result.err!r}")
        for ending in ("-wal", "-shm"):
            place.path("broken.db" + ending).unlink(missing_ok=True)
    place.write("s.db", whole)
    require(place.run("export", "--db", "s.db").out == export, "another export")


@test("records in the store that no program of ours wrote")
def forged_rows(place):
    add(place, write_pages(place))
    place.run("stories", "--db", "s.db")
    forgeries = ("UPDATE article SET record = 'x'", "UPDATE article SET record = '{\"record\":\"article\"}'", "UPDATE fact SET record = zeroblob(100000)",
                 "UPDATE article SET id = 'no id' WHERE rowid = 1", "UPDATE sketch SET record = '[[[['", "UPDATE derived SET record = 'null'",
                 "UPDATE fact SET record = replace(record, '\"start\":', '\"start\":99')", "UPDATE meta SET value = -1",
                 "UPDATE article SET record = CAST(x'ff00fe' AS TEXT)", "DELETE FROM sketch", "DELETE FROM meta", "DELETE FROM article_number",
                 "UPDATE article_text_data SET block = zeroblob(9)")
    applied = 0
    for forgery in forgeries:
        shutil.copy(place.path("s.db"), place.path("forged.db"))
        database = sqlite3.connect(place.path("forged.db"))
        try:
            database.execute(forgery)
            database.commit()
            applied += 1
        except sqlite3.Error:
            continue  # the schema itself refuses it
        finally:
            database.close()
        for command in (["export"], ["stories"], ["compare"], ["report", "--output", "-"], ["find", "kind:money"], ["add", "page.txt"]):
            result = place.run(*command, "--db", "forged.db")
            require(result.code in (0, 1, 3), f"{forgery}, {command}: code {result.code}: {result.err}")
            require(result.code == 0 or result.err, f"{forgery}, {command}: not a word")
    require(applied >= 6, f"only {applied} forgeries were possible")


@test("a store that may not be written, and one in a read-only folder")
def unwritable(place):
    need_root()
    add(place, write_pages(place))
    shown = place.run("compare", "--db", "s.db").out
    shutil.copy(place.program, place.path("synoptic"))
    place.program = str(place.path("synoptic"))
    place.folder.chmod(0o755)
    place.path("s.db").chmod(0o644)
    result = place.run("add", "--db", "s.db", "page.txt", before=as_nobody)
    require(result.code == 3 and "s.db" in result.err, f"code {result.code}: {result.err}")
    expect_message(result, "s.db: cannot *: the file or its folder may not be written; change its permissions or copy it")
    result = place.run("add", "--db", "new.db", "page.txt", before=as_nobody)
    require(result.code == 3, f"code {result.code}")
    expect_message(result, "new.db: the store cannot be made: Permission denied; *")
    result = place.run("compare", "--db", "s.db", before=as_nobody)
    require(result.code == 0 and result.out == shown, f"reading what may be read: code {result.code}: {result.err}")
    check_store(place)


@test("a disk that is full, at every size")
def full_disk(place):
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode != 0:
        raise Skip("only root can mount a small disk")
    write_pages(place)
    add(place, "pages", store="undisturbed.db")
    disk = place.path("disk")
    disk.mkdir()
    failures = 0
    whole_kib = os.path.getsize(place.path("undisturbed.db")) // 1024
    for size_kib in [4, 16, 32, 48, 64, 96, *range(160, whole_kib * 2, whole_kib // 4)]:
        failures += add_on_disk(place, disk, size_kib)
    require(failures >= 5, f"the disk was full only {failures} times")


def add_on_disk(place, disk, size_kib):
    """Adds on a disk of this size, makes room, adds again. Returns 1 when the disk was full."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_kib}k", "none", disk], capture_output=True, check=False).returncode != 0:
        raise Skip("no small disk can be mounted here")
    try:
        result = add(place, "pages", store="disk/s.db")
        require(result.code in (0, 3), f"{size_kib} KiB: code {result.code}: {result.err}")
        if result.code == 3:
            require("disk/s.db" in result.err and ("full" in result.err or "No space" in result.err), f"{size_kib} KiB: says {result.err!r}")
        shown = place.run("compare", "--db", "disk/s.db")
        require(shown.code in (0, 1, 3) and (shown.code == 0 or shown.err), f"{size_kib} KiB: compare: code {shown.code}: {shown.err}")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        if os.path.exists(disk / "s.db") and os.path.getsize(disk / "s.db"):
            check_store(place, "disk/s.db")
        expect_same_as_undisturbed(place, "disk/s.db")
        return result.code == 3
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


@test("a file that may not grow (ulimit -f), at every size")
def file_size_limit(place):
    write_pages(place)
    for size in [0, 1, 512, 4096, 10_000, *range(50_000, ONE_MEGABYTE, 150_000)]:
        result = add(place, "pages", store="limited.db", before=lambda n=size: resource.setrlimit(resource.RLIMIT_FSIZE, (n, n)))
        require(result.code in (0, 3) and (result.code == 0 or "limited.db" in result.err), f"{size} bytes: code {result.code}: {result.err}")
        if os.path.getsize(place.path("limited.db")):
            check_store(place, "limited.db")
    expect_same_as_undisturbed(place, "limited.db")


@test("two programs add at once, others read")
def many_programs(place):
    write_pages(place)
    add(place, "page.txt")
    commands = [["add", "pages"], ["add", "pages", "page.txt"], ["compare"], ["stories"], ["export"]] * 2
    running = [subprocess.Popen([place.program, *command, "--db", "s.db"], cwd=place.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
               for command in commands]
    for command, process in zip(commands, running):
        _, err = process.communicate(timeout=120)
        if process.returncode != 0:
            raise Failure(f"{command}: code {process.returncode}: {err.decode()}")
    check_store(place)
    add(place, "pages", "page.txt", store="alone.db")
    require(place.run("export", "--db", "s.db").out == place.run("export", "--db", "alone.db").out, "the export depends on who added what")
