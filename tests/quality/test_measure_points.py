#!/usr/bin/env python3
"""Tests of the rules of measure_points.py on points that are worked out by hand.

usage: test_measure_points.py
"""
import unittest

import measure_points as measure


def point(number, readings, kept="yes", label="agree", difference="-", family=""):
    return measure.Point({"group": "g", "point": number, "kept": kept, "readings": readings, "label": label, "difference": difference, "family": family})


DEAD = point("1", "a:0-2=14 a/title:0-2=14? b:5-7=14,at_least", label="compatible", difference="bound")
HURT = point("2", "a:10-12=30 b:20-22=31", label="differ", difference="contradiction")
MANY = point("3", "a:40-46= b:50-56=", kept="optional", label="any", difference="any")
POINTS = [DEAD, HURT, MANY]


def judged(a, b):
    return measure.judge("a", "b", {"a": a, "b": b}, POINTS)


class Rules(unittest.TestCase):
    def test_a_reading_is_read_with_field_value_and_question_mark(self):
        reading = DEAD.readings[1]
        self.assertEqual((reading.article, reading.field, reading.start, reading.end, reading.value, reading.optional), ("a", "title", 0, 2, 14.0, True))
        self.assertEqual(DEAD.accounts, ["a", "b"])

    def test_a_pair_of_one_point_is_right(self):
        self.assertIs(judged([("text", 0, 9, 14.0)], [("text", 3, 7, 14.0)]), DEAD)

    def test_a_value_that_was_read_otherwise_is_wrong(self):
        self.assertIs(judged([("text", 0, 9, 140.0)], [("text", 3, 7, 14.0)]), False)

    def test_a_pair_of_two_points_is_wrong(self):
        self.assertIs(judged([("text", 0, 2, 14.0)], [("text", 20, 22, 31.0)]), False)

    def test_a_further_reading_of_another_point_spoils_a_pair(self):
        self.assertIs(judged([("text", 0, 2, 14.0), ("text", 10, 12, 30.0)], [("text", 5, 7, 14.0)]), False)

    def test_a_further_reading_that_may_be_there_does_not(self):
        self.assertIs(judged([("text", 0, 2, 14.0), ("title", 0, 2, 14.0)], [("text", 5, 7, 14.0)]), DEAD)

    def test_an_optional_point_is_neither_right_nor_wrong(self):
        self.assertIsNone(judged([("text", 40, 46, 12.0)], [("text", 50, 56, 24.0)]))

    def test_points_of_one_family_may_be_merged_and_have_the_label_of_either(self):
        first, second = point("4", "a:0-2=32 b:0-2=32", family="x"), point("5", "a:8-9=40 b:8-9=40", label="differ", difference="bound", family="x")
        accounts = {"a": [("text", 0, 2, 32.0)], "b": [("text", 8, 9, 40.0)]}
        self.assertIsNone(measure.judge("a", "b", accounts, [first, second]))
        self.assertEqual(measure.merged_labels(first, accounts, [first, second])[0], {"agree", "differ"})

    def test_words_are_found_again_where_the_text_was_cut(self):
        places = measure.word_map("killed 14 people", "Monday. Landslide killed  14\npeople")
        self.assertEqual(places[1], (7, 9, 26, 28))


if __name__ == "__main__":
    unittest.main()
