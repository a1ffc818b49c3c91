#!/usr/bin/env python3
"""Measures in how many texts the language is identified rightly, where no page states it.

usage: measure_languages.py EXTRACT_PAGES IDENTIFY_LANGUAGES PAGES FORMATS TREEBANKS [--other PROGRAM] [--misses]

Texts: those of the pages of PAGES/trafilatura, whole and cut to 200 bytes, where the page states a language that half of the text's words do
not speak against (the stated language counts as right); the pages and feeds of FORMATS/chardet in folders that name a language; the
sentences of TREEBANKS (en, fr) of 40 to 200 bytes. PROGRAM reads one text a line and writes one ISO 639-1 code a line, as
identify_languages does: it is measured on the same texts.
"""
import argparse
import collections
import html
import json
import pathlib
import re
import subprocess

FOLDERS = {"croatian": "hr", "czech": "cs", "hungarian": "hu", "polish": "pl", "slovak": "sk", "slovene": "sl", "bulgarian": "bg", "russian": "ru",
           "arabic": "ar", "greek": "el", "turkish": "tr", "romanian": "ro", "hebrew": "he", "Big5": "zh", "EUC-TW": "zh", "GB2312": "zh", "EUC-JP": "ja",
           "CP932": "ja", "SHIFT_JIS": "ja", "iso-2022-jp": "ja", "EUC-KR": "ko", "CP949": "ko", "Johab": "ko", "iso-2022-kr": "ko", "KOI8-R": "ru",
           "IBM866": "ru", "IBM855": "ru", "MacCyrillic": "ru"}
SHORT = 200
CODECS = {"EUC-TW": None, "MacCyrillic": "mac-cyrillic"}


def cut(text, size):
    return text.encode()[:size].decode(errors="ignore")


def page_texts(program, pages):
    gold = json.load(open(pages / "trafilatura" / "evaldata.json", encoding="utf-8"))
    paths = {str(pages / "trafilatura" / "pages" / row["file"]): url for url, row in gold.items()}
    run = subprocess.run([program], input="".join(f"html\t{path}\t{url}\n" for path, url in paths.items()).encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, check=True)
    for line in run.stdout.decode().split("\n"):
        row = json.loads(line) if line else {"text": ""}
        if len(row["text"]) < SHORT:
            continue
        head = open(row["path"], "rb").read(4096).decode(errors="ignore")
        stated = re.search(r"<html[^>]*\slang=[\"']?([a-z]{2})", head, re.I)
        if stated:
            yield stated.group(1).lower(), row["text"].replace("\n", " "), pathlib.Path(row["path"]).name


def file_texts(formats):
    for folder in sorted((formats / "chardet").iterdir()):
        language = next((code for word, code in FOLDERS.items() if folder.name == word or folder.name.endswith("-" + word)), None)
        if not language or not folder.is_dir():
            continue
        codec = CODECS.get(folder.name, re.sub(r"-[a-z]+$", "", folder.name) if re.search(r"-(?:%s)$" % "|".join(FOLDERS), folder.name) else folder.name)
        for path in sorted(folder.iterdir()):
            if not codec:
                continue
            try:
                text = path.read_bytes().decode(codec, errors="ignore")
            except LookupError:
                break
            text = re.sub(r"(?is)<(script|style).*?</\1>|<!\[CDATA\[|\]\]>|<!--.*?-->", " ", text)
            text = re.sub(r"<[^>]*>", " ", html.unescape(re.sub(r"<[^>]*>", " ", text)))
            text = re.sub(r"\s+", " ", text).strip()
            if len(text) >= 100:
                yield language, text, f"{folder.name}/{path.name}"


def sentences(treebanks):
    for path in sorted(treebanks.glob("*-dev.conllu")):
        for line in open(path, encoding="utf-8"):
            if line.startswith("# text = ") and 40 <= len(line) - 10 <= SHORT:
                yield path.name[:2], line[9:].strip(), path.name


def identify(program, texts):
    run = subprocess.run([program], input="".join(cut(text, 100000) + "\n" for _, text, _ in texts).encode(), stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, check=True)
    return run.stdout.decode().split("\n")[:-1], run.stderr.decode().strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("extract_pages", "identify_languages"):
        parser.add_argument(name)
    for name in ("pages", "formats", "treebanks"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--other")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    stated = list(page_texts(options.extract_pages, options.pages))
    files = list(file_texts(options.formats))
    sets = {"pages": stated, "pages, 200 bytes": [(code, cut(text, SHORT), name) for code, text, name in stated], "chardet": files,
            "chardet, 200 bytes": [(code, cut(text[len(text) // 2:], SHORT), name) for code, text, name in files], "sentences": list(sentences(options.treebanks))}
    programs = [options.identify_languages] + ([options.other] if options.other else [])
    answers = {name: [identify(program, texts) for program in programs] for name, texts in sets.items()}
    for name, texts in sets.items():
        for program, (codes, speed) in zip(programs, answers[name]):
            codes = [re.split(r"-", code)[0].replace("iw", "he").replace("nb", "no") for code in codes]
            right = sum(code == want for code, (want, _, _) in zip(codes, texts))
            print(f"{name:20} {pathlib.Path(program).name:20} accuracy {right / len(texts):8.4f}  ({len(texts)})  {speed}")
            if options.misses and program == programs[0]:
                print(collections.Counter((want, code) for code, (want, _, _) in zip(codes, texts) if code != want).most_common(25))


main()
