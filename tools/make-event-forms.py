#!/usr/bin/env python3
"""Makes data/en/event_forms.tsv: the forms of the verbs that data/en/events.tsv and modality.tsv ask for, each with its lemma.

usage: make-event-forms.py [--data data/en] [--check | --attested TREEBANK...]

The analyser guesses the lemma of a form that it never saw ("seced", "lambaste"); the lexicon of events looks here first. Regular forms are
made by the rules of English spelling; IRREGULAR and DOUBLED below are what the rules do not tell. A form of two lemmas goes to the one that
stands first. --check fails where the table is not what the verbs of today make. --attested lists what the verbs of CoNLL-U files say against
it: forms that stand there twice and more and are not made here, and verbs that no file has (they are rare, or none).
"""
import argparse
import collections
import pathlib
import re
import sys

IRREGULAR = """arise arose arisen|beat beat beaten|become became become|begin began begun|bid bid bid|bind bound bound|burst burst burst|bite bit bitten|
blow blew blown|break broke broken|bring brought brought|build built built|burn burnt burnt|buy bought bought|catch caught caught|
choose chose chosen|come came come|cut cut cut|deal dealt dealt|draw drew drawn|drive drove driven|fall fell fallen|feed fed fed|fight fought fought|
find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|forsake forsook forsaken|
freeze froze frozen|get got got gotten|give gave given|go went gone|grow grew grown|hang hung hung|have had had|hide hid hidden|hit hit hit|
hold held held|hurt hurt hurt|keep kept kept|lay laid laid|lead led led|leave left left|lend lent lent|let let let|lose lost lost|
make made made|mean meant meant|meet met met|overrun overran overrun|override overrode overridden|overthrow overthrew overthrown|pay paid paid|
plead pled pled|prove proved proven|put put put|quit quit quit|retake retook retaken|ring rang rung|run ran run|say said said|see saw seen|seek sought sought|
sell sold sold|send sent sent|set set set|shed shed shed|show showed shown|shoot shot shot|shut shut shut|sink sank sunk|sit sat sat|slay slew slain|speak spoke spoken|
spend spent spent|spill spilt spilt|spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck|strive strove striven|swear swore sworn|
sweep swept swept|take took taken|tear tore torn|tell told told|think thought thought|throw threw thrown|undertake undertook undertaken|unfreeze unfroze unfrozen|uphold upheld upheld|
underwrite underwrote underwritten|win won won|wind wound wound|withdraw withdrew withdrawn|withhold withheld withheld|
withstand withstood withstood|write wrote written|rise rose risen|lie lied lied"""
BOTH = {"plead", "burn", "hang", "spill", "strive"}  # the regular form is used too
DOUBLED = """abet abhor acquit admit allot annul begin commit compel concur confer control defer deter eavesdrop embed enrol equip excel expel extol forbid
forget fulfil handicap impel imperil incur infer kidnap occur outwit overrun patrol permit prefer propel quit quiz readmit rebel rebut recur refer regret
remit repel submit teargas transfer transmit transship""".split()
EITHER = "cancel channel initial label level libel marshal model pummel quarrel signal travel worship".split()  # doubled in British spelling alone
NO_VERBS = set("""may might could due suggestion contemplating brink standoff option ready poised pledged have be willing statement announcement allegation accusation belief confirmation
commitment assurance proposal plea threat warning effort intention decision prepared likely eager keen preparation ambition resolution denial refusal
failure unable unwilling reluctant able possible chance possibility danger""".split())
ENDS_E = re.compile(r"[^eoy]e$")


def third_person(verb):
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    if verb in DOUBLED and verb.endswith(("s", "z")):
        return verb + verb[-1] + "es"
    return verb + ("es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s")


def stems(verb):
    """What a suffix that begins with a vowel is put behind, in each spelling."""
    if verb in DOUBLED or re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprtz]", verb):
        return [verb + verb[-1]]
    return [verb + verb[-1], verb] if verb in EITHER else [verb]


def regular(verb):
    if verb.endswith("e"):
        return [verb + "d"]
    return [verb[:-1] + "ied"] if re.search(r"[^aeiou]y$", verb) else [stem + "ed" for stem in stems(verb)]


def progressive(verb):
    if verb.endswith("ie"):
        return [verb[:-2] + "ying" if len(verb) <= 4 else verb + "ing"]
    return [verb[:-1] + "ing"] if ENDS_E.search(verb) else [stem + "ing" for stem in stems(verb)]


def forms_of(verb, irregular):
    forms = list(irregular.get(verb) or regular(verb))
    if verb in BOTH:
        forms += regular(verb)
    return forms + progressive(verb) + [third_person(verb)]


def read_verbs(data):
    verbs = []
    for line in (data / "events.tsv").read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0] == "verb":
            verbs += cells[1].split("|")
    for line in (data / "modality.tsv").read_text(encoding="utf-8").split("\n"):
        if not line.startswith(("#", "words\t")):
            verbs += line.split("\t")[0].split("|")
    return list(dict.fromkeys(verb for verb in verbs if verb.isalpha() and verb not in NO_VERBS))


def make_table(data):
    irregular = {entry.split()[0]: entry.split()[1:] for entry in IRREGULAR.split("|")}
    verbs = read_verbs(data)
    known, rows = set(verbs), {}
    for verb in verbs:
        for form in forms_of(verb, irregular):
            if form not in known or form == verb:
                rows.setdefault(form, verb)
    head = "# Forms of the verbs of events.tsv with their lemma: the lexicon of events looks here first. Made by tools/make-event-forms.py.\n"
    return head + "form\tlemma\n" + "".join(f"{form}\t{lemma}\n" for form, lemma in sorted(rows.items()) if form != lemma)


def read_attested(paths):
    """(lemma, form): how often, of the verbs of CoNLL-U files."""
    seen = collections.Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if len(cells) > 5 and cells[3] == "VERB" and cells[1].isalpha() and "Typo=Yes" not in cells[5]:
                seen[cells[2].lower(), cells[1].lower()] += 1
    return seen


def print_attested(data, paths):
    irregular = {entry.split()[0]: entry.split()[1:] for entry in IRREGULAR.split("|")}
    seen, verbs = read_attested(paths), read_verbs(data)
    made = {verb: {verb, *forms_of(verb, irregular)} for verb in verbs}
    for (lemma, form), count in sorted(seen.items()):
        if count > 1 and form not in made.get(lemma, {form}):
            print(f"not made\t{lemma}\t{form}\t{count}")
    lemmas = {lemma for lemma, _ in seen}
    print("in no file\t" + " ".join(verb for verb in verbs if verb not in lemmas))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent / "data" / "en")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--attested", type=pathlib.Path, nargs="+", metavar="TREEBANK")
    options = parser.parse_args()
    if options.attested:
        return print_attested(options.data, options.attested)
    path, table = options.data / "event_forms.tsv", make_table(options.data)
    if options.check and path.read_text(encoding="utf-8") != table:
        sys.exit(f"{path} is not what the verbs of events.tsv make: run tools/make-event-forms.py")
    if not options.check:
        path.write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
