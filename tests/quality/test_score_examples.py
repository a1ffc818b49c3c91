#!/usr/bin/env python3
"""Tests of score_examples.py on a small reference and an export of it that is right, then wrong in one thing at a time.

usage: test_score_examples.py
"""
import copy
import json
import unittest

import score_examples

TEXT = 'Mira Osten lent Ostrava 20 million euros on Monday. "Light is cheap," Osten said. Police arrested 38 people.'
SECOND = 'Ostrava got 20 million euros from Mira Osten. "Light is cheap," said Osten.'
REFERENCE = {
    "articles": [{"key": key, "file": f"{key}.txt", "title": f"Title {key}", "outlet": ["The Lantern"], "byline": ["Ada Finch"], "published_from": "2031-03-11",
                  "published_to": "2031-03-12", "credits": ["Meridian"], "first": text[:20], "last": text[-12:], "boilerplate": ["Subscribe"]}
                 for key, text in (("one", TEXT), ("two", SECOND))],
    "entities": [{"name": "Mira Osten", "type": "PERSON", "surface": {"one": ["Mira Osten", "Osten"], "two": ["Mira Osten"]}, "optional": {"two": ["Osten"]}},
                 {"name": "Ostrava", "type": "PLACE", "surface": {"one": ["Ostrava"], "two": ["Ostrava"]}}],
    "quantities": [{"file": "one", "text": "20 million euros", "value": 20000000, "unit": "EUR", "bound": "exact"},
                   {"file": "one", "text": "38 people", "value": 38, "unit": "person", "bound": "exact"},
                   {"file": "two", "text": "20 million euros", "value": 20000000, "unit": "EUR", "bound": "exact"}],
    "quotes": [{"file": "one", "text": "Light is cheap", "speaker": "Mira Osten"}, {"file": "two", "text": "Light is cheap", "speaker": "Mira Osten"}],
    "scare_quotes": [],
    "meetings": [{"id": "loan", "type": None, "files": ["one", "two"], "told": [], "dates": [], "places": [], "parties": [], "origins": [2]}],
    "reprints": [],
    "acts": [{"file": "two", "anchor": "Light is cheap", "types": ["SUPPORT"], "actor": None, "recipient": None, "optional": True},
             {"file": "one", "anchor": "lent Ostrava", "types": ["AID"], "actor": "Mira Osten", "recipient": "Ostrava", "modality": ["happened"]}],
    "force": [{"file": "one", "anchor": "arrested"}],
    "entries": [{"files": ["one"], "value": 20000000, "unit": "EUR", "stages": ["paid"], "provider": ["Mira Osten"], "receiver": "Ostrava"}],
    "points": [{"story": "loan", "about": "the loan", "kind": "money", "label": "agree", "readings": {"one": [20000000], "two": [20000000]}, "silent": []},
               {"story": "loan", "about": "arrests", "kind": "count", "label": "single", "readings": {"one": [38]}, "silent": ["two"]},
               {"story": "loan", "about": "the lending", "kind": "event", "label": ["agree", "compatible"], "silent": [],
                "readings": {"one": [["done", "Mira Osten lent Ostrava"]], "two": [["done", "got 20 million euros"]]}},
               {"story": "loan", "about": "day of the lending", "kind": "date", "label": "agree", "silent": [], "optional": True,
                "readings": {"one": [["2031-03-10", "on Monday"]], "two": [["2031-03-10", "got"]]}}],
    "fulfilments": [{"about": "the loan", "kind": "fulfils", "promise": {"two": "Light is cheap"}, "deed": {"one": "Mira Osten lent Ostrava"}}],
}


def span(text, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words)}


def mention(key, text, words, nth=0, kind="name"):
    return {"article": key, "kind": kind, **span(text, words, nth)}


def quantity(key, text, words, kind, value, unit):
    return {"record": "quantity", "id": f"q-{key}-{value}", "article": key, "kind": kind, "value": value, "unit": unit, "bound": "exact", **span(text, words)}


def quote(key, text):
    return {"record": "quote", "id": f"said-{key}", "article": key, "direct": True, "speaker": ["osten"], **span(text, "Light is cheap")}


def right_export():
    """Everything that the reference has."""
    articles = [{"record": "article", "id": key, "source": f"examples/{key}.txt", "title": f"Title {key}", "outlet": "Lantern", "byline": ["Ada Finch"], "captions": [],
                 "credits": ["Meridian"], "published": {"from": "2031-03-11", "to": "2031-03-11", "basis": "text"}, "text": text} for key, text in (("one", TEXT), ("two", SECOND))]
    event = {"record": "event", "id": "aid", "article": "one", "type": "AID", "sentence": span(TEXT, TEXT[:51]), "actors": ["osten"], "recipients": ["ostrava"], "modality": "happened"}
    osten = [mention("one", TEXT, "Mira Osten"), mention("one", TEXT, "Osten", 1), mention("two", SECOND, "Mira Osten"), mention("two", SECOND, "Osten", 1)]
    entities = [{"record": "entity", "id": "osten", "type": "PERSON", "name": "Mira Osten", "mentions": osten},
                {"record": "entity", "id": "ostrava", "type": "PLACE", "name": "Ostrava", "mentions": [mention("one", TEXT, "Ostrava"), mention("two", SECOND, "Ostrava")]}]
    quantities = [quantity("one", TEXT, "20 million euros", "money", 20000000, "EUR"), quantity("one", TEXT, "38 people", "count", 38, "person"),
                  quantity("two", SECOND, "20 million euros", "money", 20000000, "EUR")]
    points = [{"record": "point", "id": "p1", "story": "s", "kind": "money", "label": "agree", "about": "loan", "silent": [],
               "readings": [{"article": "one", "value": 20000000}, {"article": "two", "value": 20000000}]},
              {"record": "point", "id": "p2", "story": "s", "kind": "count", "label": "single", "about": "people", "silent": ["two"], "readings": [{"article": "one", "value": 38}]}]
    points.append({"record": "point", "id": "p3", "story": "s", "kind": "event", "label": "agree", "about": "lent", "silent": [],
                   "readings": [{"article": "one", "value": "happened", **span(TEXT, "lent")}, {"article": "two", "value": "happened", **span(SECOND, "got")}]})
    promise = {"record": "event", "id": "word", "article": "two", "type": "SUPPORT", "sentence": span(SECOND, SECOND[46:]), "actors": ["osten"], "recipients": [], "modality": "promised"}
    occurrences = [{"record": "occurrence", "id": f"o-{event['id']}", "events": [event["id"]]} for event in (event, promise)]
    fulfilment = {"record": "fulfilment", "id": "f", "promise": "o-word", "deed": "o-aid", "kind": "fulfils"}
    story = {"record": "story", "id": "s", "articles": ["one", "two"], "origins": 2}
    entry = {"record": "entry", "id": "e", "instrument": "loan", "stage": "paid", "provider": ["osten"], "receiver": ["ostrava"],
             "amount": {"value": 20000000, "unit": "EUR", "bound": "exact"}}
    return articles + quantities + [quote("one", TEXT), quote("two", SECOND), event, promise] + entities + [story] + points + [entry] + occurrences + [fulfilment]


class ScoreTest(unittest.TestCase):
    def shares(self, change=None):
        records = copy.deepcopy(right_export())
        if change:
            change(records)
        scores, self.kinds = score_examples.score([json.dumps(record) for record in records], REFERENCE)
        self.overall = scores.overall()
        return {section: scores.share(section) for section in scores.total}

    def assert_only(self, change, *sections):
        """The change lowers these sections and no other."""
        before, after = self.shares(), self.shares(change)
        self.assertEqual({s for s in before if after[s] < before[s]}, set(sections))
        self.assertEqual(self.overall < 1, bool(sections))

    def test_a_right_export_has_everything(self):
        shares = self.shares()
        self.assertEqual(self.overall, 1)
        self.assertEqual({s for s, share in shares.items() if share < 1}, set())

    def test_a_receiver_that_is_the_provider_lowers_the_sides_of_the_ledger(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "entry").update(receiver=["osten"]), "entry parties")

    def test_a_promise_told_as_paid_lowers_the_ledger(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "entry").update(stage="promised"), "entry", "entry parties")

    def test_an_empty_export_has_nothing_of_the_reference(self):
        shares = self.shares(lambda records: records.clear())
        self.assertTrue(all(shares[s] == 0 for s in ("title", "body", "entity surface", "quantity value", "quote", "story pairs", "act", "point")))

    def test_a_removed_quote_lowers_quotes(self):
        self.assert_only(lambda records: records.remove(next(r for r in records if r["record"] == "quote")), "quote", "quote speaker")

    def test_an_invented_quote_is_false(self):
        self.assert_only(lambda records: records.append({**quote("one", TEXT), "id": "x", **span(TEXT, "38 people")}), "quote false")

    def test_a_reported_clause_is_no_false_quote(self):
        shares = self.shares(lambda records: records.append({**quote("one", TEXT), "id": "x", "direct": False, **span(TEXT, "38 people")}))
        self.assertEqual(shares["quote false"], 1)

    def test_a_wrong_speaker_is_told(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "quote").update(speaker=["ostrava"]), "quote speaker")

    def test_a_wrong_unit_and_bound_are_told(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "quantity").update(unit="USD", bound="about"), "quantity unit", "quantity bound")

    def test_an_invented_figure_is_false(self):
        self.assert_only(lambda records: records.append(quantity("two", SECOND, "Ostrava", "count", 7, "town")), "quantity false")

    def test_two_entities_in_one_are_not_kept_apart(self):
        def merge(records):
            osten, ostrava = (r for r in records if r["record"] == "entity")
            osten["mentions"] += ostrava["mentions"]
            records.remove(ostrava)
        self.assertEqual(self.shares(merge)["entity kept apart"], 0)

    def test_a_mention_of_the_wrong_entity_is_false(self):
        def misread(records):
            next(r for r in records if r["record"] == "entity" and r["id"] == "ostrava")["mentions"].append(mention("two", SECOND, "Osten", 1))
        self.assert_only(misread, "entity false")

    def test_a_story_that_falls_apart_is_told(self):
        def split(records):
            next(r for r in records if r["record"] == "story")["articles"].remove("two")
        shares = self.shares(split)
        self.assertEqual((shares["story pairs"], shares["origins"], shares["story false"]), (0, 0, 1))

    def test_an_act_without_its_actor_is_not_found(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "event").update(actors=[]), "act")

    def test_an_act_of_another_kind_is_false(self):
        def add(records):
            records.append({**next(r for r in records if r["record"] == "event"), "type": "ASSAULT"})
        self.assert_only(add, "act false")

    def test_a_wrong_label_is_told(self):
        self.assert_only(lambda records: next(r for r in records if r["record"] == "point").update(label="differ"), "point label")

    def test_a_point_of_figures_that_are_not_one_fact_is_false(self):
        def join(records):
            records.append({"record": "point", "id": "x", "story": "s", "kind": "count", "label": "differ", "about": "x", "silent": [],
                            "readings": [{"article": "one", "value": 38}, {"article": "two", "value": 20}]})
        self.assert_only(join, "point false")

    def test_an_event_told_in_other_words_or_otherwise_is_missing_and_false(self):
        for change in ({"value": "planned"}, span(TEXT, "arrested")):
            self.assert_only(lambda records: next(r for r in records if r.get("id") == "p3")["readings"][0].update(change), "point", "point label", "point silence", "point false")
            self.assertEqual((self.kinds.share("point event"), self.kinds.share("point event false"), self.kinds.share("point money")), (0, 0, 1))

    def test_an_optional_day_is_neither_missing_nor_false(self):
        def add(day):
            return lambda records: records.append({"record": "point", "id": "x", "story": "s", "kind": "date", "label": "agree", "about": "day", "silent": [],
                                                   "readings": [{"article": "one", "value": day, **span(TEXT, "on Monday")}, {"article": "two", "value": day, **span(SECOND, "got")}]})
        self.assert_only(add("10 March 2031"))
        self.assert_only(add("11 March 2031"), "point false")

    def test_a_role_of_which_the_reference_has_none_is_false(self):
        self.assert_only(lambda records: records.append({"record": "point", "id": "x", "story": "s", "kind": "role", "label": "differ", "about": "x", "silent": [], "readings": [
            {"article": "one", "value": "baker", **span(TEXT, "Osten")}, {"article": "two", "value": "nurse", **span(SECOND, "Osten")}]}), "point false")

    def test_a_promise_tied_to_another_deed_is_missing_and_false(self):
        self.assert_only(lambda records: next(r for r in records if r.get("id") == "f").update(deed="o-word"), "fulfilment", "fulfilment false")

    def test_a_promise_told_as_broken_is_missing_and_false(self):
        self.assert_only(lambda records: next(r for r in records if r.get("id") == "f").update(kind="breaks"), "fulfilment", "fulfilment false")

    def test_furniture_left_in_the_text_is_false(self):
        def keep(records):
            records[0]["text"] += "\n\nSubscribe"
        self.assert_only(keep, "body false")


if __name__ == "__main__":
    unittest.main()
