#!/usr/bin/env python3
"""Measures in how many texts the language is identified rightly, where no page states it.

usage: measure_languages.py EXTRACT_PAGES IDENTIFY_LANGUAGES PAGES FORMATS TREEBANKS [--other PROGRAM] [--misses] [--catalogs FOLDER]

Texts: those of the pages of PAGES/trafilatura, whole and cut to 200 bytes, in the language that the page states, or where that is wrong, in that of
page_languages.tsv; the pages and feeds of FORMATS/chardet in folders that name a language; the sentences of TREEBANKS (en, fr) of 40 to 200
bytes. PROGRAM reads one text a line and writes one ISO 639-1 code a line, as identify_languages does: it is measured on the same texts.

--catalogs: also messages of programs in many languages, as Debian installs them (/usr/share/locale): up to 400 texts a language, each of several
messages, cut to 200 and 100 letters; printed are the mean of all languages, and with --misses each language with what it is taken for.
"""
import argparse
import collections
import gettext
import html
import json
import pathlib
import random
import re
import subprocess

FOLDERS = {"croatian": "hr", "czech": "cs", "hungarian": "hu", "polish": "pl", "slovak": "sk", "slovene": "sl", "bulgarian": "bg", "russian": "ru",
           "arabic": "ar", "greek": "el", "turkish": "tr", "romanian": "ro", "hebrew": "he", "Big5": "zh", "EUC-TW": "zh", "GB2312": "zh", "EUC-JP": "ja",
           "CP932": "ja", "SHIFT_JIS": "ja", "iso-2022-jp": "ja", "EUC-KR": "ko", "CP949": "ko", "Johab": "ko", "iso-2022-kr": "ko", "KOI8-R": "ru",
           "IBM866": "ru", "IBM855": "ru", "MacCyrillic": "ru"}
SHORT = 200
CATALOGS = """de fr es pt it nl pl cs sk sl hr bs hu ro sv da nb nn fi et lv lt tr id ms vi ca gl eu sq ru uk be bg sr mk el ar fa he hi bn zh_CN zh_TW
 ja ko ka hy ga cy is af""".split()
CODES = {"nb": "no", "nn": "no", "zh_CN": "zh", "zh_TW": "zh", "bs": "hr"}  # Bosnian is not told from Croatian, nor the two Norwegians
CATALOG_TEXTS = 400
CODECS = {"EUC-TW": None, "MacCyrillic": "mac-cyrillic"}


def read_languages(path):
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {file: language for file, language in rows[1:]}


def cut(text, size):
    return text.encode()[:size].decode(errors="ignore")


def page_texts(program, pages):
    told = read_languages(pathlib.Path(__file__).with_name("page_languages.tsv"))
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
        name = pathlib.Path(row["path"]).name
        if stated and told.get(name) != "zxx":
            yield told.get(name, stated.group(1).lower()), row["text"].replace("\n", " "), name


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


def read_messages(path):
    """Translations of a catalog that are running text, without what is no word of it."""
    try:
        messages = gettext.GNUTranslations(open(path, "rb"))._catalog
    except (OSError, UnicodeDecodeError, ValueError):
        return
    for key, text in messages.items():
        if key and isinstance(text, str) and text != key:
            text = re.sub(r"%[-+ #0-9.*$]*[a-zA-Z]+|\S*[<>{}/_=@\\$|]\S*|--?\w\S*", " ", text)
            text = re.sub(r"\s+", " ", text).strip(" :;,\"'")
            if len(text) >= 40:
                yield text


def catalog_texts(folder):
    for language in CATALOGS:
        messages = sorted({text for path in (folder / language / "LC_MESSAGES").glob("*.mo") for text in read_messages(path)})
        random.Random(1).shuffle(messages)
        text, count = "", 0
        for message in messages:
            text = f"{text} {message}".strip()
            if len(text) >= SHORT and count < CATALOG_TEXTS:
                yield language, text
                text, count = "", count + 1


def measure_catalogs(program, folder, shows_misses):
    texts = list(catalog_texts(folder))
    for size in (SHORT, SHORT // 2):
        codes, _ = identify(program, [(language, text[:size], "") for language, text in texts])
        taken = collections.defaultdict(collections.Counter)
        for (language, _), code in zip(texts, codes):
            taken[language][code] += 1
        shares = {language: counts[CODES.get(language, language)] / counts.total() for language, counts in taken.items()}
        wrong = {language: 1 - shares[language] - counts["und"] / counts.total() for language, counts in taken.items()}
        mean = lambda values: sum(values.values()) / max(1, len(values))
        print(f"catalogs, {size} letters: accuracy {mean(shares):.4f} wrong {mean(wrong):.4f} ({len(texts)} texts, {len(shares)} languages)")
        for language in sorted(shares, key=shares.get) if shows_misses else []:
            print(f"  {language:6} {shares[language]:.3f} {taken[language].most_common(4)}")


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
    parser.add_argument("--catalogs", type=pathlib.Path)
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
            print(f"languages  {name:20}  {pathlib.Path(program).name:20}  accuracy {right / len(texts):8.4f}  ({len(texts)})  {speed}")
            if options.misses and program == programs[0]:
                print(collections.Counter((want, code) for code, (want, _, _) in zip(codes, texts) if code != want).most_common(25))
    if options.catalogs:
        measure_catalogs(options.identify_languages, options.catalogs, options.misses)


if __name__ == "__main__":
    main()
