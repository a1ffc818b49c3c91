#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "readers/feed_dates.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(1 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void expect(const char *stated, const char *wanted) {
  syn_text date;
  assert_int_equal(syn_feed_date(syn_text_from(stated), arena, &date, NULL), SYN_OK);
  if (!syn_text_equal(date, syn_text_from(wanted)))
    fail_msg("\"%s\": \"%.*s\" instead of \"%s\"", stated, SYN_TEXT_ARGUMENTS(date), wanted);
}

static void dates_of_rfc_822_are_read(void **state) {
  expect("Tue, 05 Mar 2024 18:40:00 +0100", "2024-03-05T17:40:00Z");
  expect("5 Mar 24 18:40 GMT", "2024-03-05T18:40:00Z");
  expect("tue,05 mar 2024 18:40:00 EST", "2024-03-05T23:40:00Z");
  expect("Tue, 5 March 2024 18:40:00 GMT+01:00", "2024-03-05T17:40:00Z");
  expect("Thu(oh how), 9(th) Feb(ruary) 2006 23:59:45 +0000(GMT)", "2006-02-09T23:59:45Z");
  expect("Thu, 09 Feb 96 23:59:45 UT", "1996-02-09T23:59:45Z");
  expect("Mon, 21 Oct 2002 14:04:23 -05:00", "2002-10-21T19:04:23Z");
}

static void dates_of_iso_8601_are_read(void **state) {
  expect("2024-03-05T18:40:00+01:00", "2024-03-05T17:40:00Z");
  expect("2024-03-05t18:40:00.25z", "2024-03-05T18:40:00Z");
  expect("2024-03-05 18:40", "2024-03-05T18:40:00Z");
  expect("2024-03-05", "2024-03-05");
  expect("20240305", "2024-03-05");
  expect("20240305T184000+01:00", "2024-03-05T17:40:00Z");
  expect("2003-07-01 T 01:55:07 -05:00", "2003-07-01T06:55:07Z");
  expect("2024-065", "2024-03-05");
  expect("2024/03/05 18:40:00", "2024-03-05T18:40:00Z");
}

static void dates_in_words_are_read_in_either_order(void **state) {
  expect("March 5, 2024", "2024-03-05");
  expect("Tue Mar  5 18:40:00 PST 2024", "2024-03-06T02:40:00Z");
  expect("5-Mar-2024", "2024-03-05");
  expect("Mar 5, 2024 6:40 pm", "2024-03-05T18:40:00Z");
  expect("Mar 5, 2024 12:05 AM", "2024-03-05T00:05:00Z");
}

static void a_date_in_figures_is_read_where_it_has_one_reading(void **state) {
  expect("25/03/2024", "2024-03-25");
  expect("03/25/2024", "2024-03-25");
  expect("05.03.2024 18:40", "2024-03-05T18:40:00Z");
  expect("05/03/2024", "");
}

static void an_unknown_zone_leaves_the_day(void **state) {
  expect("Tue, 05 Mar 2024 18:40:00 XYZ", "2024-03-05");
  expect("2024-03-05T18:40:00+25:00", "2024-03-05");
}

static void the_stated_zone_is_kept_beside_the_moment(void **state) {
  syn_text date, zoned;
  assert_int_equal(syn_feed_date(SYN_TEXT("Tue, 05 Mar 2024 00:30:00 +0100"), arena, &date, &zoned), SYN_OK);
  assert_true(syn_text_equal(date, SYN_TEXT("2024-03-04T23:30:00Z")));
  assert_true(syn_text_equal(zoned, SYN_TEXT("2024-03-05T00:30:00+01:00")));
}

static void what_is_no_day_is_no_date(void **state) {
  static const char *const none[] = {"",
                                     "soon",
                                     "2024",
                                     "2024-03",
                                     "2024-02-30",
                                     "31 Jun 2006",
                                     "2003-07-01T25:51:30Z",
                                     "2003-13-01",
                                     "12:30:00",
                                     "Mar 2024",
                                     "2024-367",
                                     "1 2 3 4 5",
                                     "999999999999999999999",
                                     "2003-07-01T01:61:30Z",
                                     "05 Mar 99999",
                                     "((((((((((((",
                                     "0000-01-01"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) expect(none[i], "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates_of_rfc_822_are_read),
      cmocka_unit_test(dates_of_iso_8601_are_read),
      cmocka_unit_test(dates_in_words_are_read_in_either_order),
      cmocka_unit_test(a_date_in_figures_is_read_where_it_has_one_reading),
      cmocka_unit_test(an_unknown_zone_leaves_the_day),
      cmocka_unit_test(the_stated_zone_is_kept_beside_the_moment),
      cmocka_unit_test(what_is_no_day_is_no_date),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
