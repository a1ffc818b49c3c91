#!/usr/bin/env python3
"""Runs the cases of the command line.

usage: run.py PROGRAM [CASES.txt...]      (all of cases/ unless some are named)

A case file is a list of steps:

    # a comment
    name: what the steps show                 begins a case, in an empty folder of its own
    file NAME: text with \\n, \\x00 and \\u00e9   makes a file ("file NAME * 1000: text" repeats the text)
    $ synoptic ARGUMENTS                      runs the program (a shell line; $EXAMPLES and $TOOLS are set)
    > a line of standard output               that must be there, in this order; other lines may stand between
    ! a line of standard error                the same; both may hold * for anything
    >| nothing                                standard output must be empty
    = 2                                       the exit code; 0 unless told
"""
import fnmatch
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def unescape(text):
    return text.encode("latin-1", "backslashreplace").decode("unicode_escape").encode("latin-1", "surrogatepass") \
        if "\\x" in text else text.encode("utf-8").decode("unicode_escape").encode("utf-8") if text.isascii() else text.replace("\\n", "\n").encode()


def find_in_order(lines, patterns):
    """The first pattern that no line from there on matches, or None."""
    at = 0
    for pattern in patterns:
        while at < len(lines) and not fnmatch.fnmatchcase(lines[at], pattern.replace("[", "[[]")):
            at += 1
        if at == len(lines):
            return pattern
        at += 1
    return None


class Case:
    def __init__(self, name, place):
        self.name, self.place, self.steps = name, place, []


def read_cases(path):
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("name: "):
            cases.append(Case(line[6:], f"{path.name}:{number}"))
        elif line.startswith("file "):
            cases[-1].steps.append(("file", line[5:]))
        elif line.startswith("$ "):
            cases[-1].steps.append(("run", {"command": line[2:], "out": [], "err": [], "code": 0, "silent": False, "place": f"{path.name}:{number}"}))
        elif line.startswith(">| "):
            cases[-1].steps[-1][1]["silent"] = True
        elif line.startswith("> "):
            cases[-1].steps[-1][1]["out"].append(line[2:])
        elif line.startswith("! "):
            cases[-1].steps[-1][1]["err"].append(line[2:])
        elif line.startswith("= "):
            cases[-1].steps[-1][1]["code"] = int(line[2:])
        else:
            sys.exit(f"{path}:{number}: no step: {line}")
    return cases


def make_file(folder, step):
    head, _, text = step.partition(":")
    name, _, count = head.partition(" * ")
    path = folder / name.strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(unescape(text[1:] if text.startswith(" ") else text) * int(count or 1))


def run_step(step, folder, environment):
    done = subprocess.run(["bash", "-c", step["command"]], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    out, err = done.stdout.decode("utf-8", "replace").splitlines(), done.stderr.decode("utf-8", "replace").splitlines()
    wrong = []
    if done.returncode != step["code"]:
        wrong.append(f"exit code {done.returncode} instead of {step['code']}")
    if step["silent"] and out:
        wrong.append(f"standard output is not empty: {out[0]}")
    for lines, patterns, name in ((out, step["out"], "output"), (err, step["err"], "error")):
        missing = find_in_order(lines, patterns)
        if missing is not None:
            wrong.append(f"standard {name} lacks: {missing}")
    if wrong:
        print(f"{step['place']}: $ {step['command']}")
        print("".join(f"    {w}\n" for w in wrong) + "".join(f"    | {line[:300]}\n" for line in (out + err)[:30]))
    return not wrong


def make_environment(program, shared):
    """What shell lines run in. Examples and tools lie where no blank is in their path, wherever the sources are."""
    shutil.copytree(ROOT / "examples", shared / "examples")
    (shared / "tools").symlink_to(ROOT / "tools")
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CLICOLOR_FORCE")}
    return {**kept, "PATH": f"{program.parent}:{os.environ['PATH']}", "EXAMPLES": str(shared / "examples"), "TOOLS": str(shared / "tools"),
            "COLUMNS": "120", "LC_ALL": "C.UTF-8", "XDG_DATA_HOME": str(shared / "data")}  # no world of the user's own


def run_case(case, environment):
    with tempfile.TemporaryDirectory() as folder:
        for kind, step in case.steps:
            if kind == "file":
                make_file(pathlib.Path(folder), step)
            elif not run_step(step, folder, environment):
                print(f"FAILED {case.place}: {case.name}")
                return False
    return True


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    paths = sys.argv[2:] or sorted(pathlib.Path(__file__).parent.glob("cases/*.txt"))
    cases = [case for path in paths for case in read_cases(pathlib.Path(path))]
    with tempfile.TemporaryDirectory() as shared:
        environment = make_environment(program, pathlib.Path(shared))
        passed = sum(run_case(case, environment) for case in cases)
    print(f"{passed} of {len(cases)} cases passed")
    sys.exit(0 if passed == len(cases) and cases else 1)


main()
