/* Which of several known persons of one name is meant, and who is known by another surname. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "facts/finder.h"
#include "make_document.h"
#include "make_world.h"

static syn_world *made_world;
static syn_fact_finder *finder;

static int open_finder(void **state) {
  int failed = make_world("id\tname\tnames\tcountry\n"
                          "ivo-t-calleja\tIvo T. Calleja\tIvo Calleja\tMT\n"
                          "ivo-z-calleja\tIvo Z. Calleja\tIvo Calleja\tMT\n"
                          "rita-zahra\tRita Zahra\t\tMT\n"
                          "saad-qormi\tSaad Qormi\tSaad Gourmi\tMT\n",
                          "person\toffice\tof\tfrom\tto\n"
                          "ivo-t-calleja\tpresident\tcountry:MT\t1989-01-20\t1993-01-20\n"
                          "ivo-z-calleja\tpresident\tcountry:MT\t2001-01-20\t2009-01-20\n"
                          "rita-zahra\tprime minister\tcountry:MT\t1997-05-02\t2007-06-27\n",
                          &made_world);
  syn_error error;
  if (failed == 0 && syn_fact_finder_create(NULL, made_world, &finder, &error) != SYN_OK) fail_msg("%s", error.text);
  return failed;
}

static int close_finder(void **state) {
  syn_fact_finder_destroy(&finder);
  syn_world_close(&made_world);
  return 0;
}

/* The names of the entities of a text that was published on a day, with ", " between them. */
static void expect_names(const char *published, const char *notation, const char *expected) {
  test_document made;
  syn_facts facts;
  syn_error error;
  char found[256] = "";
  size_t size = 0;
  make_document(&made, published, notation);
  if (syn_facts_find(finder, &made.document, made.arena, &facts, &error) != SYN_OK) fail_msg("%s", error.text);
  for (uint32_t i = 0; i < facts.entity_count; i++)
    size += (size_t)snprintf(found + size, sizeof found - size, "%s%.*s", i > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(facts.entities[i].name));
  assert_string_equal(found, expected);
  free_document(&made);
}

#define MEETING "[PER Ivo/PROPN Calleja/PROPN] met/VERB/meet/past+finite [PER Rita/PROPN Zahra/PROPN] ./PUNCT"

static void takes_who_held_an_office_on_the_day(void **state) {
  expect_names("2003-07-17", MEETING, "Ivo Z. Calleja, Rita Zahra");
  expect_names("1991-07-17", MEETING, "Ivo T. Calleja, Rita Zahra");
}

static void takes_neither_whose_term_does_not_fit(void **state) {
  expect_names("1997-07-17", MEETING, "Ivo Calleja, Rita Zahra");
}

static void takes_who_held_one_together_with_the_others_where_no_day_is_told(void **state) {
  expect_names(NULL, MEETING, "Ivo Z. Calleja, Rita Zahra");
  expect_names(NULL, "[PER Ivo/PROPN Calleja/PROPN] left/VERB ./PUNCT", "Ivo Calleja");
}

static void knows_another_spelling_of_a_surname(void **state) {
  expect_names(
      "2003-07-17",
      "[PER Saad/PROPN Qormi/PROPN] left/VERB ./PUNCT\n[PER Gourmi/PROPN] returned/VERB ./PUNCT\n[PER Tormi/PROPN] slept/VERB ./PUNCT",
      "Saad Qormi, Tormi");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(takes_who_held_an_office_on_the_day),
      cmocka_unit_test(takes_neither_whose_term_does_not_fit),
      cmocka_unit_test(takes_who_held_one_together_with_the_others_where_no_day_is_told),
      cmocka_unit_test(knows_another_spelling_of_a_surname),
  };
  return cmocka_run_group_tests(tests, open_finder, close_finder);
}
