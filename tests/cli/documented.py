#!/usr/bin/env python3
"""Runs what README.md and the examples of `--help` tell people to type, each line in a folder that has what it names.

usage: documented.py PROGRAM [--without-network]

Ids, an outlet, a folder and addresses (for those of a server of the test) that only stand for others are replaced; what is for another shell than bash is left out. Each line has to end with
exit code 0.
"""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "network"))
import loopback  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SECONDS = 120
NOT_RUN = ("completion zsh)", "| source", *(["https://", "synoptic watch"] if "--without-network" in sys.argv else []))
LEAST = 35  # lines: fewer mean that they were not found


def synoptic(*words, folder=None):
    return subprocess.run([PROGRAM, *words], cwd=folder, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, "COLUMNS": "200"}).stdout


def readme_lines():
    """The indented lines of the section on use, without their comments."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Use it\n")[1].split("\n## ")[0]
    return [line.partition(" # ")[0].strip() for line in section.splitlines() if line.startswith("    ")]


def help_lines():
    """The examples of each command; what stands behind several blanks explains them."""
    commands = [line.split()[0] for line in synoptic("--help").split("Commands:\n")[1].split("\n\n")[0].splitlines()]
    texts = [synoptic("--help"), *(synoptic(command, "--help") for command in commands)]
    examples = [text.split("\nExamples:\n")[1].split("\n\n")[0].splitlines() for text in texts]
    return [re.split(r" {3,}", line.strip())[0] for lines in examples for line in lines]


def prepare(folder, server):
    """All files that the lines name, and a store of the examples, with a feed that is watched. Returns what stands for what in the lines."""
    shutil.copytree(ROOT / "examples", folder / "pages")
    for name, source in (("article.html", "kronika/bread-by-boat.html"), ("page.html", "kronika/bread-by-boat.html"), ("notes.txt", "kronika/talks-malta.txt"),
                         ("first.html", "harbour-courier/orhei-floods.html"), ("second.html", "nordlys-post/paid-early.html"),
                         ("second.txt", "plain-dealing/orhei-floods.txt"), ("third.txt", "plain-dealing/orhei-floods.txt"),
                         ("crawl.jsonl", "plain-dealing/weekly.jsonl")):
        shutil.copy(ROOT / "examples" / source, folder / name)
    (folder / "crawl.jsonl.gz").write_bytes(gzip.compress((folder / "crawl.jsonl").read_bytes()))
    annotated = synoptic("annotate", "--to", "conllu", "page.html", folder=folder).replace("# newdoc id = ", "# newdoc id = news-")
    for name in ("treebank.conllu", "en_ewt-dev.conllu", "en_gum-dev.conllu"):
        (folder / name).write_text(annotated, encoding="utf-8")
    (folder / "names-dev.iob2").write_text("Marta B-Person\nsleeps O\nin O\nMalta B-Location\n".replace(" ", "\t"), encoding="utf-8")
    shutil.copy(next((ROOT / "models").glob("*.synmodel")), folder / "new.synmodel")
    (folder / "actors.csv").write_text("name,type,cameo\nOrd Haraldsen,PERSON,NRVGOV\n", encoding="utf-8")
    (folder / "CAMEO.2.0.txt").write_text("--- GREET [040] ---\nGREET\n- * &COIN [071]\n", encoding="utf-8")
    synoptic("world", "add", "--world", "data/synoptic/world", "actors.csv", folder=folder)
    synoptic("add", "pages", folder=folder)
    (folder / "feeds.opml").write_text(f"<opml version='2.0'><body><outline xmlUrl='{server.url('/other.xml')}'/></body></opml>", encoding="utf-8")
    if "--without-network" not in sys.argv:
        synoptic("watch", "--once", "--allow-private", "--pause", "1ms", server.url("/feed.xml"), folder=folder)
    shutil.copy(folder / "synoptic.db", folder / "news.db")
    article = synoptic("evidence", "--json", folder=folder).split('"article":"')[1][:20]
    story = synoptic("stories", "--json", folder=folder).split('"id":"')[1][:20]
    return article, story


def as_run(line, article, story, server):
    """`3f2a` stands for an article, or behind commands on stories for one of these; `7156` for a story."""
    is_of_stories = re.match(r"synoptic (compare|report) ", line)
    line = re.sub(r"\b3f2a\b", story if is_of_stories else article, line)
    line = re.sub(r"\b7156\b", story, line)
    if line.startswith("synoptic watch") and "--list" not in line and "--stop" not in line:
        once = "" if "--once" in line else " --once"  # else it would go on
        line = line.replace("synoptic watch", f"synoptic watch --allow-private --pause 1ms{once}", 1).replace("https://news.example", server.origin)
    line = re.sub(r"^synoptic (\w+) (.*)https://news.example", rf"synoptic \1 --allow-private --pause 1ms \2{server.origin}", line)
    return line.replace("The Lantern", "Plain Dealing").replace("/mnt/stick/", "pages/")


def main():
    lines = readme_lines() + help_lines()
    chosen = list(dict.fromkeys(line for line in lines if line and not any(part in line for part in NOT_RUN)))
    failed = 0
    with tempfile.TemporaryDirectory() as place, loopback.Server() as server:
        server.routes["/2024/flood.html"] = loopback.page((ROOT / "examples/harbour-courier/orhei-floods.html").read_text(encoding="utf-8"))
        for path in ("/feed.xml", "/other.xml"):
            server.routes[path] = loopback.page(f"<rss version='2.0'><channel><title>News</title><item><title>Flood</title><link>{server.url('/2024/flood.html')}"
                                                "</link></item></channel></rss>", "application/rss+xml")
        prepared = pathlib.Path(place) / "prepared"
        prepared.mkdir()
        article, story = prepare(prepared, server)
        for line in chosen:
            folder = pathlib.Path(place) / "folder"
            shutil.copytree(prepared, folder)
            done = subprocess.run(["bash", "-o", "pipefail", "-c", as_run(line, article, story, server)], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
                                  text=True, timeout=SECONDS, env={**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
                                                                                   "XDG_DATA_HOME": str(folder / "data")})
            shutil.rmtree(folder)
            if done.returncode != 0:
                failed += 1
                print(f"FAILED: {line}: exit code {done.returncode}\n{done.stderr[-1000:]}")
    print(f"{len(chosen) - failed} of {len(chosen)} lines run as they are written")
    sys.exit(1 if failed or len(chosen) < LEAST else 0)


main()
