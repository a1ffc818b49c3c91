#!/usr/bin/env python3
"""Completion in bash, zsh and fish: what the shells make of the scripts that `synoptic completion` writes.

usage: completion.py PROGRAM

Shells that are not there are named and left out; where none is there the test is skipped.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
COMMANDS = [line.split()[0] for line in subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"})
            .stdout.split("Commands:\n")[1].split("\n\n")[0].splitlines()]


def options_of(command):
    """The options that the help of a command lists."""
    text = subprocess.run([PROGRAM, command, "--help"], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "200"}).stdout
    return [line.split()[0] for line in text.split("Options:\n")[1].split("\n\n")[0].splitlines() if line.strip().startswith("--")]


def shell(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, timeout=120, **options)


def same(name, found, expected):
    assert sorted(found) == sorted(expected), f"{name}: {sorted(found)} instead of {sorted(expected)}"


def bash(script):
    def words(*line):
        """COMPREPLY for a line, of which the last word is being written. '=' stands alone, as bash cuts it."""
        code = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _synoptic; printf "%s\\n" "${COMPREPLY[@]}"'
        done = shell("bash", "--norc", "-c", code, "bash", script, "synoptic", *line)
        assert done.returncode == 0 and not done.stderr, done.stderr
        return done.stdout.split()

    assert "-F _synoptic synoptic" in shell("bash", "--norc", "-c", f"source {script}; complete -p synoptic").stdout
    same("commands", words(""), COMMANDS + ["--help", "--version"])
    same("a beginning", words("comp"), ["compare", "completion"])
    for command in COMMANDS:
        same(command, words(command, "--"), options_of(command))
    same("values", words("compare", "--color", ""), ["auto", "always", "never"])
    same("values behind =", words("compare", "--color", "=", "a"), ["auto", "always"])
    same("nothing behind =", words("compare", "--color", "="), ["auto", "always", "never"])
    same("files are left to bash", words("add", "--db", ""), [])
    same("a number is not completed", words("add", "--threads", ""), [])
    same("words", words("completion", ""), ["bash", "zsh", "fish"])
    same("help takes commands", words("help", "ad"), ["add"])
    same("a switch takes no value", words("compare", "--json", "--sen"), ["--sentences"])


def zsh(script):
    done = shell("zsh", "-n", script)
    assert done.returncode == 0 and not done.stderr, done.stderr
    # A line is completed in a shell on a pseudo-terminal, as zsh's own tests do; what it offers is listed by a function in place of compadd.
    code = """
      zmodload zsh/zpty; zpty z zsh -f -i
      zpty -w z "PS1=; unsetopt zle_bracketed_paste; stty columns 200 2>/dev/null; autoload -U compinit; compinit -u -D; source $1"
      zpty -w z "zstyle ':completion:*' verbose no; zstyle ':completion:*' list-prompt ''; print READY"
      zpty -r -m z REST '*READY*READY*'
      shift
      for line in "$@"; do
        zpty -w -n z "$line"$'\\t\\t'; sleep $WAIT
        while zpty -r -t z REST; do print -rn -- "$REST"; done
        zpty -w -n z $'\\C-u'; sleep 0.2; while zpty -r -t z REST; do :; done
      done; zpty -d z"""

    def offered(line, wait):
        with tempfile.TemporaryDirectory() as folder:
            done = shell("zsh", "-f", "-c", code, "zsh", script, line, cwd=folder,
                         env={**os.environ, "TERM": "dumb", "HOME": folder, "WAIT": str(wait)})
        return re.sub(r"[\0-\x1f]", "", done.stdout)

    for line, expected in (("synoptic an", "annotate"), ("synoptic compare --col", "--color"), ("synoptic compare --color=ne", "never"),
                           ("synoptic add --from j", "jsonl"), ("synoptic help repo", "report")):
        for wait in (1, 4, 16):  # seconds: a busy machine answers late
            text = offered(line, wait)
            if expected in text:
                break
        assert expected in text, f"{expected} is not offered: {text!r}"


def fish(script):
    done = shell("fish", "--no-config", "-n", script)
    assert done.returncode == 0 and not done.stderr, done.stderr

    def words(line):
        done = shell("fish", "--no-config", "-c", 'source $argv[1]; complete -C "$argv[2]"', script, line,
                     env={**os.environ, "HOME": os.path.dirname(script), "XDG_CONFIG_HOME": os.path.dirname(script)})
        assert done.returncode == 0, done.stderr
        return [found.split("\t")[0] for found in done.stdout.splitlines()]

    same("commands", words("synoptic "), COMMANDS)
    same("a beginning", words("synoptic comp"), ["compare", "completion"])
    for command in COMMANDS:
        same(command, words(f"synoptic {command} --"), options_of(command))
    same("values", words("synoptic compare --color "), ["auto", "always", "never"])
    same("values behind =", words("synoptic compare --color=ne"), ["--color=never"])
    same("words", words("synoptic completion "), ["bash", "zsh", "fish"])
    same("help takes commands, not the options of the one it tells of", words("synoptic help add --"), ["--help"])
    assert words("synoptic stories ") == [], "a command without words completes none"
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "page.html").write_text("")
        assert words(f"synoptic add {folder}/pa") == [f"{folder}/page.html"]
        assert words(f"synoptic add --db {folder}/pa") == [f"{folder}/page.html"]


def main():
    ran, failed = 0, 0
    for name, check in (("bash", bash), ("zsh", zsh), ("fish", fish)):
        if not shutil.which(name):
            print(f"left out: {name} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            script = os.path.join(folder, "script")
            with open(script, "wb") as file:
                subprocess.run([PROGRAM, "completion", name], stdout=file, check=True)
            try:
                check(script)
                print(f"ok: {name}")
            except AssertionError as error:
                failed += 1
                print(f"FAILED: {name}: {error}")
        ran += 1
    sys.exit(1 if failed else 0 if ran else 77)


main()
