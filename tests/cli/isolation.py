#!/usr/bin/env python3
"""Reading pages in processes without rights: the same records as without, the processes as they should be, and none that is left over.

usage: isolation.py PROGRAM
"""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PATIENCE = 60  # seconds: only a failure takes so long
TEXT = ("La mairie a fermé le théâtre lundi 3 mai 2021, a déclaré Éric Brenn. « Nous payons 40 millions d'euros », a-t-il dit.",
        "Городской театр закрыли в понедельник. Мэр сказал, что работы стоят 40 миллионов евро и займут три недели.",
        "市長は月曜日に劇場を閉鎖したと述べた。工事の費用は四千万ユーロである。三週間で終わる。",
        "시장은 월요일에 극장을 닫았다고 말했다. 공사 비용은 사천만 유로이다. 삼 주 뒤에 끝난다.",
        "市长周一关闭了剧院。工程费用为四千万欧元，三周后完工。市长说居民可以放心。",
        "市長週一關閉了劇院。工程費用為四千萬歐元，三週後完工。市長說居民可以放心。")
ENCODINGS = ((0, "windows-1252"), (0, "iso-8859-15"), (0, "macintosh"), (0, "utf-16le"), (1, "koi8-r"), (1, "windows-1251"), (1, "ibm866"), (1, "iso-8859-5"),
             (2, "shift_jis"), (2, "euc-jp"), (2, "iso-2022-jp"), (3, "euc-kr"), (4, "gb18030"), (4, "gbk"), (5, "big5"))


def fail(what):
    sys.exit(f"isolation: {what}")


def write_pages(folder):
    for text, encoding in ENCODINGS:
        name = {"macintosh": "mac-roman", "ibm866": "cp866"}.get(encoding, encoding)
        page = f"<html><head><meta charset={encoding}><title>Page</title></head><body><p>{TEXT[text]}</p><p>{TEXT[text]}</p></body></html>"
        (folder / f"{encoding}.html").write_bytes(page.encode(name, "replace"))
    lines = [json.dumps({"id": f"line {n}", "outlet": "Fjord Tidings", "byline": ["A", "B"], key: text}, ensure_ascii=n % 2 == 0)
             for n, (text, key) in enumerate((t, k) for t in TEXT for k in ("text", "html"))]
    lines.insert(3, '{"id":"broken","text":')
    lines.insert(5, '{"id":7,"text":[1]}')
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    (folder / "none.html").write_bytes(b"<html><body></body></html>")


def run(program, *arguments):
    return subprocess.run([program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def check_same_records(program, folder):
    """Every encoding, every kind of input and every failure: with processes as without, with one thread and with three."""
    plain = run(program, "annotate", "--isolation", "off", "--with", "sketch", folder, ROOT / "examples")
    if plain.returncode != 1 or b"lines.jsonl:4: broken JSON" not in plain.stderr or plain.stdout.count(b'{"record":"article"') < len(ENCODINGS):
        fail(f"the pages are not read: {plain.stderr.decode()}")
    limited = subprocess.run(["sh", "-c", 'ulimit -v 4000000; exec "$0" "$@"', program, "annotate", "--isolation", "required", ROOT / "examples"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if level(program) == "seccomp" and (limited.returncode, limited.stdout) != (0, run(program, "annotate", "--isolation", "off", ROOT / "examples").stdout):
        fail(f"under a limit of memory that stands already nothing is read: {limited.stderr.decode()}")
    for how in ("auto", "required"):
        if how == "required" and level(program) != "seccomp":
            continue
        for threads in (1, 3):
            isolated = run(program, "annotate", "--isolation", how, "--threads", threads, "--with", "sketch", folder, ROOT / "examples")
            if (isolated.returncode, isolated.stdout, isolated.stderr) != (plain.returncode, plain.stdout, plain.stderr):
                fail(f"--isolation {how} with {threads} threads reads other records than off: {isolated.stderr.decode()}")


def check_without_filter(program):
    """Where the filter cannot be had, processes without it read the same, and who requires it is refused. Valgrind, which cannot bear the
    filter, is known by what it preloads."""
    environment = {**os.environ, "LD_PRELOAD": "/nowhere/vgpreload_none.so"}
    found = subprocess.run([program, "--version"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    if b"isolation process" not in found:
        fail(f"the filter would be used under valgrind: {found}")
    plain = run(program, "annotate", "--isolation", "off", ROOT / "examples")
    got = subprocess.run([program, "annotate", ROOT / "examples"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if (got.returncode, got.stdout) != (0, plain.stdout):
        fail("without the filter other records are read")
    refused = subprocess.run([program, "annotate", "--isolation", "required", ROOT / "examples"], env=environment, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
    if refused.returncode != 3 or refused.stdout or b"is required, but not to be had here" not in refused.stderr:
        fail(f"a filter that cannot be had is not missed: {refused.returncode} {refused.stderr.decode()}")


def check_without_processes(program):
    """Where no process can be made the threads of the program read, and who requires processes is refused."""
    def take_processes():
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)  # the limit does not hold for root
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))

    # the search for leaks makes a process of its own
    environment = {**os.environ, "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}

    def read(how):
        return subprocess.run([program, "annotate", "--threads", "1", "--isolation", how, "--from", "text", "-"], input=TEXT[0].encode(), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, preexec_fn=take_processes, env=environment, cwd="/")
    try:
        plain, auto, required = (read(how) for how in ("off", "auto", "required"))
    except OSError:
        print("isolation: another user may not run the program here: reading where there are no processes is left out")
        return
    if plain.returncode != 0 or (auto.returncode, auto.stdout) != (0, plain.stdout):
        fail(f"without processes the page is not read: {plain.stderr.decode()} {auto.stderr.decode()}")
    expected = b"no process could be started" if level(program) == "seccomp" else b"not to be had here"
    if required.returncode != 3 or expected not in required.stderr:
        fail(f"processes that cannot be had are not missed: {required.returncode} {required.stderr.decode()}")


def check_same_store(program, folder):
    """What is in a store already is found again, whichever way it came there."""
    store = folder.parent / "isolation.db"
    lines = folder / "lines.jsonl"
    first = run(program, "add", "--db", store, lines).stdout
    again = run(program, "add", "--db", store, "--isolation", "off", lines).stdout
    third = run(program, "add", "--db", store, lines).stdout
    if not first.startswith(b"9 added, 0 there already, 5 failed") or again != third or not again.startswith(b"0 added, 9 there already, 5 failed"):
        fail(f"pages that are there already are not found: {first} {again} {third}")


def level(program):
    return run(program, "--version").stdout.decode().split("isolation ")[1].split()[0]


def children(pid):
    """All processes below this one."""
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except (OSError, ValueError):
            continue
        if int(fields["PPid"]) == pid:
            child = int(fields["Pid"])
            found += [(child, fields), *children(child)]
    return found


def start(program, how):
    """A program in the middle of its input: (process, [(pid, /proc/pid/status)] of the processes below it)."""
    process = subprocess.Popen([program, "annotate", "--isolation", how, "--threads", "1", "--from", "jsonl", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    line = json.dumps({"id": "one", "text": TEXT[0]}) + "\n"
    process.stdin.write(line.encode() * 4)
    process.stdin.flush()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        below = children(process.pid)
        if len(below) >= 2:
            return process, below
        time.sleep(0.05)
    return process, children(process.pid)


def is_alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def check_rights(program):
    """One waits for orders; the other, which reads, has one open file, no new privileges and the filter."""
    process, below = start(program, "auto")
    if len(below) != 2:
        fail(f"expected two processes, found {len(below)}")
    reader, fields = below[1]
    has_filter = level(program) == "seccomp"

    def has_rights():
        return fields["NoNewPrivs"].strip() != "1" or (has_filter and fields["Seccomp"].strip() != "2")

    end = time.monotonic() + PATIENCE  # it is seen from its first moment on, before it gives up its rights
    while has_rights() and time.monotonic() < end:
        time.sleep(0.05)
        fields = dict(children(process.pid))[reader]
    if has_rights():
        fail(f"the process has rights: NoNewPrivs {fields['NoNewPrivs']} Seccomp {fields['Seccomp']}")
    limits = {line[:26].strip(): line[26:].split()[:2] for line in pathlib.Path(f"/proc/{reader}/limits").read_text().splitlines()}
    for name in ("Max core file size", "Max file size", "Max processes", *(["Max open files"] if level(program) == "seccomp" else [])):
        if limits[name] != ["0", "0"]:
            fail(f"{name} is {limits[name]}")
    try:
        files = {name: os.readlink(f"/proc/{reader}/fd/{name}") for name in os.listdir(f"/proc/{reader}/fd")}
        if list(files) != ["0"] or not files["0"].startswith("socket:"):
            fail(f"the process has open files: {files}")
    except PermissionError:
        print("isolation: the open files of a process can be looked at by root alone: left out")
    process.stdin.close()
    if process.wait(PATIENCE) != 0:
        fail(f"the program ended with {process.returncode}")
    expect_none(below, "the program is done")


def expect_none(below, when):
    end = time.monotonic() + PATIENCE
    while any(is_alive(pid) for pid, _ in below):
        if time.monotonic() > end:
            fail(f"processes are left over when {when}")
        time.sleep(0.02)


def check_no_orphans(program):
    for number, name in ((signal.SIGKILL, "it was killed"), (signal.SIGINT, "it was interrupted"), (signal.SIGTERM, "it was terminated")):
        process, below = start(program, "auto")
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        if process.wait(PATIENCE) != -number:
            fail(f"the program ended with {process.returncode} when {name}")
        process.stdin.close()
        expect_none(below, name)


def check_broken_reader(program):
    """A reader that is killed from outside costs its page, no more."""
    process, below = start(program, "auto")
    os.kill(below[1][0], signal.SIGKILL)
    process.stdin.write((json.dumps({"id": "two", "text": TEXT[0]}) + "\n").encode() * 3)
    process.stdin.close()
    if process.wait(PATIENCE) not in (0, 1):
        fail(f"the program ended with {process.returncode} when its reader was killed")


def check_off(program):
    """With --isolation off there are no processes, at a time when there would be some."""
    for how, expected in (("auto", True), ("off", False)):
        process = subprocess.Popen([program, "annotate", "--isolation", how, "--from", "jsonl", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process.stdin.write((json.dumps({"id": "one", "text": TEXT[0]}) + "\n").encode() * 600)  # more than is read at once
        process.stdin.flush()
        process.stdout.readline()  # the first pages are read
        if bool(children(process.pid)) != expected:
            fail(f"with --isolation {how} there are {len(children(process.pid))} processes")
        process.communicate()


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        pages = pathlib.Path(folder) / "pages"
        pages.mkdir()
        write_pages(pages)
        check_same_records(program, pages)
        check_same_store(program, pages)
    check_without_filter(program)
    check_without_processes(program)
    check_rights(program)
    check_no_orphans(program)
    check_broken_reader(program)
    check_off(program)
    print(f"isolation: {level(program)}")


main()
