/* 2021-03-10 is a Wednesday of ISO week 10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/calendar.h"
#include "records/time_resolution.h"

static syn_interval published(const char *text) {
  syn_interval interval = {0};
  assert_int_equal(syn_calendar_parse(syn_text_from(text), &interval), SYN_OK);
  interval.basis = SYN_BASIS_METADATA;
  return interval;
}

static void check(syn_time time, const char *on, const char *from, const char *to) {
  char text[SYN_MOMENT_TEXT_SIZE];
  syn_interval interval = syn_time_resolve(&time, published(on));
  if (from == NULL) {
    assert_int_equal(interval.basis, SYN_BASIS_NONE);
    return;
  }
  assert_int_equal(interval.basis, SYN_BASIS_TEXT);
  syn_moment_format(interval.from, text);
  assert_string_equal(text, from);
  syn_moment_format(interval.to, text);
  assert_string_equal(text, to);
}

static syn_time shift(char unit, int32_t amount, const char *value) {
  return (syn_time){.relative = true, .shift_unit = unit, .shift = amount, .value = syn_text_from(value)};
}

static syn_time open_date(char unit, int direction, const char *value) {
  return (syn_time){.relative = true, .shift_unit = unit, .direction = (int8_t)direction, .value = syn_text_from(value)};
}

static void shifts_by_days_weeks_months_quarters_years(void **state) {
  check(shift('D', -1, "XXXX-XX-XX"), "2021-03-01", "2021-02-28", "2021-02-28");
  check(shift('W', 1, "XXXX-WXX"), "2021-03-10", "2021-03-15", "2021-03-21");
  check(shift('W', -1, "XXXX-WXX-5"), "2021-03-10", "2021-03-05", "2021-03-05");
  check(shift('W', 0, "XXXX-WXX-WE"), "2021-03-10", "2021-03-13", "2021-03-14");
  check(shift('M', -3, "XXXX-XX"), "2021-03-10", "2020-12-01", "2020-12-31");
  check(shift('Q', -1, "XXXX-QX"), "2021-03-10", "2020-10-01", "2020-12-31");
  check(shift('Y', -1, "XXXX"), "2021-03-10", "2020-01-01", "2020-12-31");
  check(shift('Y', -1, "XXXX-02"), "2021-03-10", "2020-02-01", "2020-02-29");
}

static void gives_the_union_of_shifts_for_several_days(void **state) {
  check(shift('D', -1, "XXXX-XX-XX"), "2021-03", "2021-02-28", "2021-03-30");
}

static void lengths_end_or_begin_with_the_publication(void **state) {
  syn_time past = shift('M', -3, "P3M"), next = shift('Y', 2, "P2Y");
  past.type = next.type = SYN_TIME_DURATION;
  check(past, "2021-05-31", "2021-02-28", "2021-05-31");
  check(next, "2020-02-29", "2020-02-29", "2022-02-28");
  past.value = SYN_TEXT("XXXX");
  check(past, "2021-05-31", NULL, NULL);
  past = shift('Y', -3000, "P3000Y");
  past.type = SYN_TIME_DURATION;
  check(past, "2021-05-31", NULL, NULL);
}

static void knows_halves_of_years(void **state) {
  check(shift('Y', 0, "XXXX-H1"), "2021-03-10", "2021-01-01", "2021-06-30");
  check(shift('Y', -1, "XXXX-H2"), "2021-03-10", "2020-07-01", "2020-12-31");
}

static void a_quarter_told_as_past_has_begun_and_one_reported_may_be_over(void **state) {
  check(open_date('C', -1, "XXXX-Q2"), "2021-03-10", "2020-04-01", "2020-06-30");
  check(open_date('C', 1, "XXXX-Q3"), "2021-10-26", "2021-07-01", "2021-09-30");
}

static void takes_weekdays_on_the_side_of_the_tense(void **state) {
  check(open_date('N', -1, "XXXX-WXX-1"), "2021-03-10", "2021-03-08", "2021-03-08");
  check(open_date('N', 1, "XXXX-WXX-1"), "2021-03-10", "2021-03-15", "2021-03-15");
  check(open_date('N', -1, "XXXX-WXX-3"), "2021-03-10", "2021-03-10", "2021-03-10");
  check(open_date('N', -1, "XXXX-WXX-WE"), "2021-03-10", "2021-03-06", "2021-03-07");
}

static void abstains_from_weekdays_without_a_side(void **state) {
  check(open_date('N', 0, "XXXX-WXX-1"), "2021-03-10", NULL, NULL);
}

static void abstains_from_weekdays_that_could_be_two_days(void **state) {
  check(open_date('N', -1, "XXXX-WXX-1"), "2021-03", NULL, NULL);
}

static void puts_dates_without_a_year_near_the_publication(void **state) {
  check(open_date('C', 0, "XXXX-12-31"), "2021-03-10", "2020-12-31", "2020-12-31");
  check(open_date('C', -1, "XXXX-07-31"), "2021-03-10", "2020-07-31", "2020-07-31");
  check(open_date('C', 1, "XXXX-01-02"), "2021-12-20", "2022-01-02", "2022-01-02");
  check(open_date('C', -1, "XXXX-09"), "2021-03-10", "2020-09-01", "2020-09-30");
  check(open_date('C', 1, "XXXX-12-30/XXXX-01-02"), "2021-11-10", "2021-12-30", "2022-01-02");
}

static void finds_the_leap_year_of_a_leap_day(void **state) {
  check(open_date('C', -1, "XXXX-02-29"), "2021-03-10", "2020-02-29", "2020-02-29");
}

static void gives_nothing_for_an_unknown_publication(void **state) {
  syn_time time = shift('D', -1, "XXXX-XX-XX");
  assert_int_equal(syn_time_resolve(&time, (syn_interval){0}).basis, SYN_BASIS_NONE);
  syn_interval open = published("2021-03-10");
  open.from.day = SYN_DAY_MINIMUM;
  assert_int_equal(syn_time_resolve(&time, open).basis, SYN_BASIS_NONE);
}

static void gives_nothing_for_values_that_make_no_sense(void **state) {
  static const char *const values[] = {"", "XXXX", "XXXX-", "XXXX-13-01", "XXXX-02-31", "XXXX-WXX-9", "XXXX-ZZ", "XXXX-06-03/", "XXXX-Q7"};
  for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
    check(open_date('C', -1, values[i]), "2021-03-10", NULL, NULL);
    check(open_date('N', -1, values[i]), "2021-03-10", NULL, NULL);
  }
  check(shift('Y', 2000000000, "XXXX"), "2021-03-10", NULL, NULL);
  check(shift('Y', -3000, "XXXX"), "2021-03-10", NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shifts_by_days_weeks_months_quarters_years),
      cmocka_unit_test(gives_the_union_of_shifts_for_several_days),
      cmocka_unit_test(lengths_end_or_begin_with_the_publication),
      cmocka_unit_test(knows_halves_of_years),
      cmocka_unit_test(a_quarter_told_as_past_has_begun_and_one_reported_may_be_over),
      cmocka_unit_test(takes_weekdays_on_the_side_of_the_tense),
      cmocka_unit_test(abstains_from_weekdays_without_a_side),
      cmocka_unit_test(abstains_from_weekdays_that_could_be_two_days),
      cmocka_unit_test(puts_dates_without_a_year_near_the_publication),
      cmocka_unit_test(finds_the_leap_year_of_a_leap_day),
      cmocka_unit_test(gives_nothing_for_an_unknown_publication),
      cmocka_unit_test(gives_nothing_for_values_that_make_no_sense),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
