/* Times in texts that try to break their reading: bounded work, and nothing invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "facts/finder.h"
#include "make_document.h"
#include "records/calendar.h"

enum { WORDS = 5000, WORD_BYTES = 24 };

static syn_world *world;
static syn_fact_finder *finder;

static int open_finder(void **state) {
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK) fail_msg("%s", error.text);
  if (syn_fact_finder_create(NULL, world, &finder, &error) != SYN_OK) fail_msg("%s", error.text);
  return 0;
}

static int close_finder(void **state) {
  syn_fact_finder_destroy(&finder);
  syn_world_close(&world);
  return 0;
}

/* One sentence of `count` words, taken in turn from the list; checks every time and returns how many there are. */
static uint32_t find_in(const char *const *words, size_t word_count, size_t count) {
  char *notation = malloc(count * WORD_BYTES);
  assert_non_null(notation);
  size_t size = 0;
  for (size_t i = 0; i < count; i++) size += (size_t)snprintf(notation + size, WORD_BYTES, "%s ", words[i % word_count]);
  test_document made;
  make_document(&made, "2021-03-10", notation);
  syn_facts facts;
  syn_error error;
  if (syn_facts_find(finder, &made.document, made.arena, &facts, &error) != SYN_OK) fail_msg("%s", error.text);
  for (uint32_t i = 0; i < facts.time_count; i++) {
    const syn_time *time = &facts.times[i];
    assert_true(time->span.start < time->span.end && time->span.end <= made.article.text.size);
    assert_true(i == 0 || facts.times[i - 1].span.end <= time->span.start);
    assert_true(time->value.size > 0 && time->value.size < 100);
    if (time->interval.basis != SYN_BASIS_NONE) assert_true(time->interval.from.day <= time->interval.to.day);
  }
  uint32_t found = facts.time_count;
  free_document(&made);
  free(notation);
  return found;
}

#define FIND_IN(...) find_in((const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *), WORDS)

static void reads_a_sentence_of_thousands_of_dates(void **state) {
  assert_true(FIND_IN("14/NUM", "June/PROPN", "2019/NUM", "and/CCONJ") >= WORDS / 5);
}

static void reads_a_sentence_of_thousands_of_number_words(void **state) {
  FIND_IN("twenty/NUM");
  FIND_IN("hundred/NUM", "thousand/NUM");
  FIND_IN("nineteen/NUM", "ninety/NUM", "four/NUM");
  FIND_IN("two/NUM", "and/CCONJ", "a/DET", "half/NOUN");
}

static void reads_a_sentence_of_thousands_of_joints(void **state) {
  FIND_IN("from/ADP", "Monday/PROPN", "to/ADP", "Friday/PROPN", "to/ADP");
  FIND_IN("two/NUM", "weeks/NOUN", "before/ADP", "the/DET", "day/NOUN", "after/ADP");
  FIND_IN("early/ADJ", "late/ADJ", "mid/ADJ", "-", "the/DET", "end/NOUN", "of/ADP", "next/ADJ", "year/NOUN");
  FIND_IN("3/NUM", "to/ADP", "5/NUM", "p.m./NOUN", "on/ADP", "at/ADP");
  FIND_IN("a/DET", "year/NOUN", "earlier/ADV", "the/DET", "quarter/NOUN", "than/SCONJ");
}

static void invents_no_days(void **state) {
  static const char *const notations[] = {
      "on/ADP 32/NUM January/PROPN ./PUNCT",
      "on/ADP 0/NUM May/PROPN ./PUNCT",
      "on/ADP 14/NUM June/PROPN 0/NUM ./PUNCT",
      "on/ADP 14/NUM June/PROPN 99999/NUM ./PUNCT",
      "in/ADP the/DET year/NOUN 0/NUM ./PUNCT",
      "on/ADP 2019-13-40/NUM ./PUNCT",
      "on/ADP 31/NUM June/PROPN 2019/NUM ./PUNCT",
      "on/ADP February/PROPN 30/NUM ,/PUNCT 2021/NUM ./PUNCT",
      "at/ADP 25:61/NUM ./PUNCT",
      "every/DET 0/NUM days/NOUN ./PUNCT",
      "9999999999/NUM days/NOUN ./PUNCT",
      "the/DET 0th/ADJ century/NOUN ./PUNCT",
  };
  for (size_t i = 0; i < sizeof(notations) / sizeof(*notations); i++) {
    test_document made;
    syn_facts facts;
    syn_error error;
    make_document(&made, "2021-03-10", notations[i]);
    if (syn_facts_find(finder, &made.document, made.arena, &facts, &error) != SYN_OK) fail_msg("%s", error.text);
    if (facts.time_count > 0) fail_msg("%s: '%s'", notations[i], span_words(&made, facts.times[0].span));
    free_document(&made);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_a_sentence_of_thousands_of_dates),
      cmocka_unit_test(reads_a_sentence_of_thousands_of_number_words),
      cmocka_unit_test(reads_a_sentence_of_thousands_of_joints),
      cmocka_unit_test(invents_no_days),
  };
  return cmocka_run_group_tests(tests, open_finder, close_finder);
}
