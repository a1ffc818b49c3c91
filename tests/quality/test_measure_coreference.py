#!/usr/bin/env python3
"""Tests of the scorer of measure_coreference.py on small partitions whose figures are worked out by hand.

usage: test_measure_coreference.py
"""
import unittest

import measure_coreference as measure

# three mentions of one, four of another; the program joins parts of both and finds two that are not there
KEY = [["a", "b", "c"], ["d", "e", "f", "g"]]
RESPONSE = [["a", "b"], ["c", "d"], ["f", "g", "h", "i"]]


def figures(name, key, response):
    score = measure.Score()
    score.add(key, response)
    return score.figures(name)


class Measures(unittest.TestCase):
    def test_equal_partitions_score_one(self):
        for name in ("MUC", "B3", "CEAF-e"):
            self.assertEqual(figures(name, KEY, KEY), (1, 1, 1))

    def test_muc_counts_links(self):
        # of 2 + 3 links of the key, a-b and f-g are there; of 1 + 1 + 3 of the program's the same two are right
        recall, precision, _ = figures("MUC", KEY, RESPONSE)
        self.assertAlmostEqual(recall, 2 / 5)
        self.assertAlmostEqual(precision, 2 / 5)

    def test_b_cubed_counts_mentions(self):
        recall, precision, _ = figures("B3", KEY, RESPONSE)
        self.assertAlmostEqual(recall, ((4 + 1) / 3 + (1 + 4) / 4) / 7)
        self.assertAlmostEqual(precision, (4 / 2 + 2 / 2 + 4 / 4) / 8)

    def test_ceaf_pairs_each_cluster_once(self):
        # {a b} with {a b c}: 2 * 2 / 5; {f g h i} with {d e f g}: 2 * 2 / 8
        recall, precision, _ = figures("CEAF-e", KEY, RESPONSE)
        self.assertAlmostEqual(recall, (4 / 5 + 4 / 8) / 2)
        self.assertAlmostEqual(precision, (4 / 5 + 4 / 8) / 3)

    def test_the_best_pairing_is_not_the_greedy_one(self):
        self.assertAlmostEqual(measure.best_assignment({("x", 1): 0.9, ("x", 2): 0.8, ("y", 1): 0.7}), 1.5)

    def test_nothing_found_scores_nothing(self):
        for name in ("MUC", "B3", "CEAF-e"):
            self.assertEqual(figures(name, KEY, []), (0, 0, 0))

    def test_counts_are_added_over_documents(self):
        score = measure.Score()
        score.add([["a", "b"]], [["a", "b"]])
        score.add([["c", "d", "e", "f"]], [])
        self.assertAlmostEqual(score.figures("MUC")[0], 1 / 4)


# "Dr Lind met Lind 's bank ; it closed": words, tags, heads, relations
WORDS = [("Dr", "PROPN", 2, "nsubj"), ("Lind", "PROPN", 0, "flat"), ("met", "VERB", -1, "root"), ("Lind", "PROPN", 5, "nmod"), ("'s", "PART", 3, "case"),
         ("bank", "NOUN", 2, "obj"), (";", "PUNCT", 2, "punct"), ("it", "PRON", 8, "nsubj"), ("closed", "VERB", 2, "parataxis")]


def document(mentions):
    tokens, text = [], ""
    for word, tag, head, relation in WORDS:
        tokens.append((word, tag, head, relation, len(text), len(text) + len(word)))
        text += word + " "
    return {"tokens": tokens, "text": text, "mentions": mentions, "genre": "news"}


GOLD = [(0, 1, "1", "person"), (3, 4, "1", "person"), (3, 5, "2", "organization"), (7, 7, "2", "organization")]


class Mentions(unittest.TestCase):
    def partition(self, found, types=measure.NAMED_TYPES, singletons=False, gold=GOLD):
        doc = document(gold)
        mentions = [{"start": doc["tokens"][first][4], "end": doc["tokens"][last][5], "kind": kind, "type": "PERSON", "entity": entity, "words": ""}
                    for first, last, kind, entity in found]
        measure.add_heads(doc, mentions)
        return measure.partitions(measure.gold_mentions(doc), mentions, types, singletons)

    def test_a_name_without_its_title_has_the_head_of_the_whole(self):
        key, response = self.partition([(1, 1, "name", 0), (3, 3, "name", 0)])
        self.assertEqual(key, [[0, 3]])
        self.assertEqual(response, [[0, 3]])

    def test_pronouns_and_singletons_are_left_out(self):
        key, _ = self.partition([])
        self.assertEqual(key, [[0, 3]])  # the bank is alone once "it" is left out
        key, _ = self.partition([], singletons=True)
        self.assertEqual(sorted(key), [[0, 3], [5]])

    def test_pronouns_of_the_program_are_left_out(self):
        _, response = self.partition([(5, 5, "nominal", 1), (7, 7, "pronoun", 1)])
        self.assertEqual(response, [])

    def test_what_the_corpus_does_not_mark_counts_against_the_program(self):
        _, response = self.partition([(1, 1, "name", 0), (6, 6, "name", 0)])
        self.assertEqual(response, [[0, 6]])

    def test_mentions_of_other_types_are_left_out(self):
        gold = [(0, 1, "1", "object"), (3, 4, "1", "object"), (5, 5, "3", "person")]
        key, response = self.partition([(1, 1, "name", 0), (3, 3, "name", 0)], gold=gold)
        self.assertEqual((key, response), ([], []))
        key, response = self.partition([(1, 1, "name", 0), (3, 3, "name", 0)], types=None, gold=gold)
        self.assertEqual((key, response), ([[0, 3]], [[0, 3]]))

    def test_a_group_with_the_head_of_its_first_member_is_a_mention_of_its_own(self):
        gold = [(3, 3, "1", "person"), (3, 5, "2", "person")]
        doc = document(gold)
        doc["tokens"][5] = ("bank", "NOUN", 3, "conj", doc["tokens"][5][4], doc["tokens"][5][5])
        self.assertEqual(len(measure.gold_mentions(doc)), 2)


if __name__ == "__main__":
    unittest.main()
