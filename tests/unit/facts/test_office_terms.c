/* The days that the office-holders of an article leave, whatever the order in which it names them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "facts/office_terms.h"
#include "make_world.h"
#include "records/calendar.h"

enum { PERSON_LIMIT = 4 };

static syn_world *made_world;

static int open_world(void **state) {
  return make_world("id\tname\tnames\tcountry\n"
                    "ines-calleja\tInes Calleja\t\tMT\n"
                    "otto-vella\tOtto Vella\t\tMT\n"
                    "rita-zahra\tRita Zahra\t\tMT\n"
                    "yves-attard\tYves Attard\t\tMT\n"
                    "zoe-bonnici\tZoe Bonnici\t\tMT\n",
                    "person\toffice\tof\tfrom\tto\n"
                    "ines-calleja\tpresident\tcountry:MT\t2017-02-01\t2019-01-31\n"
                    "otto-vella\tpresident\tcountry:MT\t2018-06-01\t2020-05-31\n"
                    "otto-vella\tpresident\tcountry:MT\t2018-01-01\t2018-06-30\n"
                    "rita-zahra\tpresident\tcountry:MT\t2001-01-01\t2002-12-31\n"
                    "yves-attard\tpresident\tcountry:MT\t2002-06-01\t2003-12-31\n"
                    "zoe-bonnici\tpresident\tcountry:MT\t1995-03\t1996\n",
                    &made_world);
}

static int close_world(void **state) {
  syn_world_close(&made_world);
  return 0;
}

/* `expected`: "2018-01-01..2019-01-31 Ines Calleja, Otto Vella"; a stretch without ends is "..". */
static void expect_terms(const char *const names[], uint32_t count, const char *expected) {
  static syn_text role = {"president", 9};
  syn_entity entities[PERSON_LIMIT];
  syn_article article = {.language = SYN_TEXT("en")};
  syn_arena *arena;
  syn_term_list terms;
  char found[512];
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  for (uint32_t i = 0; i < count; i++)
    entities[i] = (syn_entity){.name = syn_text_from(names[i]), .type = SYN_ENTITY_PERSON, .roles = &role, .role_count = 1};
  const syn_facts facts = {.entities = entities, .entity_count = count};
  assert_int_equal(syn_office_terms(made_world, &article, &facts, arena, &terms), SYN_OK);
  assert_int_equal(terms.count, 1);
  if (terms.items[0].from == SYN_DAY_MINIMUM && terms.items[0].to == SYN_DAY_MAXIMUM) {
    snprintf(found, sizeof found, "..%.*s", SYN_TEXT_ARGUMENTS(terms.why));
  } else {
    int32_t from[3], to[3];
    syn_calendar_date(terms.items[0].from, &from[0], &from[1], &from[2]);
    syn_calendar_date(terms.items[0].to, &to[0], &to[1], &to[2]);
    snprintf(found, sizeof found, "%d-%02d-%02d..%d-%02d-%02d %.*s", (int)from[0], (int)from[1], (int)from[2], (int)to[0], (int)to[1],
             (int)to[2], SYN_TEXT_ARGUMENTS(terms.why));
  }
  assert_string_equal(found, expected);
  syn_arena_destroy(&arena);
}

static void holders_who_agree_bound_together(void **state) {
  expect_terms((const char *[]){"Ines Calleja", "Otto Vella"}, 2, "2018-01-01..2019-01-31 Ines Calleja, Otto Vella");
  expect_terms((const char *[]){"Otto Vella", "Ines Calleja"}, 2, "2018-01-01..2019-01-31 Ines Calleja, Otto Vella");
}

static void a_holder_who_contradicts_all_others_neither_bounds_nor_is_named(void **state) {
  static const char *const expected = "2018-01-01..2019-01-31 Ines Calleja, Otto Vella";
  expect_terms((const char *[]){"Rita Zahra", "Ines Calleja", "Otto Vella"}, 3, expected);
  expect_terms((const char *[]){"Ines Calleja", "Rita Zahra", "Otto Vella"}, 3, expected);
  expect_terms((const char *[]){"Otto Vella", "Ines Calleja", "Rita Zahra"}, 3, expected);
}

static void a_term_known_by_month_or_year_lasts_to_the_end_of_it(void **state) {
  expect_terms((const char *[]){"Zoe Bonnici"}, 1, "1995-03-01..1996-12-31 Zoe Bonnici");
}

static void two_who_contradict_each_other_bound_nothing(void **state) {
  expect_terms((const char *[]){"Ines Calleja", "Rita Zahra"}, 2, "..");
  expect_terms((const char *[]){"Rita Zahra", "Ines Calleja"}, 2, "..");
}

static void two_pairs_that_contradict_each_other_bound_nothing(void **state) {
  expect_terms((const char *[]){"Ines Calleja", "Rita Zahra", "Otto Vella", "Yves Attard"}, 4, "..");
  expect_terms((const char *[]){"Yves Attard", "Rita Zahra", "Otto Vella", "Ines Calleja"}, 4, "..");
}

static void terms_of_one_holder_that_overlap_are_one(void **state) {
  expect_terms((const char *[]){"Otto Vella"}, 1, "2018-01-01..2020-05-31 Otto Vella");
}

static void nobody_known_bounds_nothing(void **state) {
  expect_terms((const char *[]){"Mona Borg"}, 1, "..");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(holders_who_agree_bound_together),
      cmocka_unit_test(a_holder_who_contradicts_all_others_neither_bounds_nor_is_named),
      cmocka_unit_test(a_term_known_by_month_or_year_lasts_to_the_end_of_it),
      cmocka_unit_test(two_who_contradict_each_other_bound_nothing),
      cmocka_unit_test(two_pairs_that_contradict_each_other_bound_nothing),
      cmocka_unit_test(terms_of_one_holder_that_overlap_are_one),
      cmocka_unit_test(nobody_known_bounds_nothing),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
