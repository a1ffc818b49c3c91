/* The calendar against counting day by day, and the forms of ISO 8601. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "records/calendar.h"

/* Written apart from the calendar's formulas: the rule as the Gregorian reform states it. */
static int32_t plain_days_in_month(int32_t year, int32_t month) {
  switch (month) {
  case 4:
  case 6:
  case 9:
  case 11:
    return 30;
  case 2:
    if (year % 400 == 0) return 29;
    if (year % 100 == 0) return 28;
    return year % 4 == 0 ? 29 : 28;
  default:
    return 31;
  }
}

static void days_agree_with_counting_for_four_thousand_years(void **state) {
  (void)state;
  int32_t number = 0, weekday = 4; /* 1970-01-01, a Thursday */
  for (int32_t year = 1970; year < 5970; year++)
    for (int32_t month = 1; month <= 12; month++) {
      assert_int_equal(syn_calendar_days_in_month(year, month), plain_days_in_month(year, month));
      for (int32_t day = 1; day <= plain_days_in_month(year, month); day++, number++) {
        int32_t y, m, d;
        syn_calendar_date(number, &y, &m, &d);
        assert_true(y == year && m == month && d == day);
        assert_int_equal(syn_calendar_day(year, month, day), number);
        assert_int_equal(syn_calendar_weekday(number), weekday);
        weekday = weekday % 7 + 1;
      }
    }
}

static void days_agree_with_counting_back_to_the_year_before_one(void **state) {
  (void)state;
  int32_t number = -1, weekday = 3;
  for (int32_t year = 1969; year >= -400; year--)
    for (int32_t month = 12; month >= 1; month--)
      for (int32_t day = plain_days_in_month(year, month); day >= 1; day--, number--) {
        int32_t y, m, d;
        syn_calendar_date(number, &y, &m, &d);
        assert_true(y == year && m == month && d == day);
        assert_int_equal(syn_calendar_day(year, month, day), number);
        assert_int_equal(syn_calendar_weekday(number), weekday);
        weekday = weekday == 1 ? 7 : weekday - 1;
      }
}

static void day_zero_is_the_last_of_the_month_before(void **state) {
  (void)state;
  assert_int_equal(syn_calendar_day(2024, 3, 0), syn_calendar_day(2024, 2, 29));
  assert_int_equal(syn_calendar_day(2031, 1, 0), syn_calendar_day(2030, 12, 31));
}

static void the_ends_of_the_numbers_do_not_overflow(void **state) {
  (void)state;
  int32_t ends[] = {INT32_MIN, INT32_MIN + 1, INT32_MAX - 1, INT32_MAX};
  for (size_t i = 0; i < 4; i++) {
    int32_t year, month, day;
    char text[SYN_MOMENT_TEXT_SIZE];
    syn_calendar_date(ends[i], &year, &month, &day);
    assert_int_equal(syn_calendar_day(year, month, day), ends[i]);
    assert_in_range(syn_calendar_weekday(ends[i]), 1, 7);
    size_t size = syn_moment_format((syn_moment){ends[i], SYN_SECOND_NONE, SYN_ZONE_NONE}, text);
    assert_int_equal(size, strlen(text));
  }
  assert_int_equal(syn_calendar_day(INT32_MAX, 12, 31), INT32_MAX);
  assert_int_equal(syn_calendar_day(INT32_MIN, 1, 1), INT32_MIN);
}

static void a_date_is_a_day_that_exists(void **state) {
  (void)state;
  assert_true(syn_calendar_is_date(2024, 2, 29));
  assert_false(syn_calendar_is_date(2023, 2, 29));
  assert_false(syn_calendar_is_date(1900, 2, 29));
  assert_true(syn_calendar_is_date(2000, 2, 29));
  assert_false(syn_calendar_is_date(0, 1, 1));
  assert_false(syn_calendar_is_date(10000, 1, 1));
  assert_false(syn_calendar_is_date(2024, 13, 1));
  assert_false(syn_calendar_is_date(2024, 0, 1));
  assert_false(syn_calendar_is_date(2024, 4, 31));
  assert_false(syn_calendar_is_date(2024, 4, 0));
}

static void assert_parses(const char *text, const char *from, const char *to) {
  syn_interval interval;
  char bytes[SYN_MOMENT_TEXT_SIZE];
  if (syn_calendar_parse(syn_text_from(text), &interval) != SYN_OK) fail_msg("\"%s\" was not read", text);
  assert_int_equal(interval.basis, SYN_BASIS_NONE);
  syn_moment_format(interval.from, bytes);
  assert_string_equal(bytes, from);
  syn_moment_format(interval.to, bytes);
  assert_string_equal(bytes, to);
}

static void iso_8601_is_read_in_its_usual_forms(void **state) {
  (void)state;
  assert_parses("2020", "2020-01-01", "2020-12-31");
  assert_parses("2020-02", "2020-02-01", "2020-02-29");
  assert_parses("2019-09-16", "2019-09-16", "2019-09-16");
  assert_parses(" 20190916 ", "2019-09-16", "2019-09-16");
  assert_parses("2019-09-16T10:05", "2019-09-16T10:05:00", "2019-09-16T10:05:00");
  assert_parses("2019-09-16 10:05:07", "2019-09-16T10:05:07", "2019-09-16T10:05:07");
  assert_parses("2019-09-16T10:05:07.1234567Z", "2019-09-16T10:05:07Z", "2019-09-16T10:05:07Z");
  assert_parses("2019-09-16T10:05:07,5+02:00", "2019-09-16T10:05:07+02:00", "2019-09-16T10:05:07+02:00");
  assert_parses("2019-09-16T10:05:07-0330", "2019-09-16T10:05:07-03:30", "2019-09-16T10:05:07-03:30");
  assert_parses("2019-09-16 10:05:07 +02", "2019-09-16T10:05:07+02:00", "2019-09-16T10:05:07+02:00");
  assert_parses("20190916T100507Z", "2019-09-16T10:05:07Z", "2019-09-16T10:05:07Z");
  assert_parses("20190916t1005z", "2019-09-16T10:05:00Z", "2019-09-16T10:05:00Z");
  assert_parses("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2016-12-31T23:59:59Z");
}

static void what_is_no_date_is_refused(void **state) {
  static const char *const texts[] = {"",
                                      "x",
                                      "202",
                                      "20201",
                                      "0000",
                                      "2020-",
                                      "2020-13",
                                      "2020-00",
                                      "2020-9-1",
                                      "2020-02-30",
                                      "2020-02-2",
                                      "2020-02-022",
                                      "202009",
                                      "2020-0914",
                                      "2019-09-16T",
                                      "2019-09-16T24:00",
                                      "2019-09-16T10",
                                      "2019-09-16T10:60",
                                      "2019-09-16T10:05:61",
                                      "2019-09-16T10:05:",
                                      "2019-09-16T10:05:07.",
                                      "2019-09-16T10:05+19:00",
                                      "2019-09-16T10:05+2",
                                      "2019-09-16T10:05+02:60",
                                      "2019-09-16T10:05Zx",
                                      "2019-09-16x",
                                      "-2019-09-16",
                                      "2020-W05-1",
                                      "2019/09/16"};
  (void)state;
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    syn_interval interval;
    if (syn_calendar_parse(syn_text_from(texts[i]), &interval) != SYN_BAD_INPUT) fail_msg("\"%s\" was read", texts[i]);
  }
}

static void what_is_formatted_is_read_back(void **state) {
  (void)state;
  for (int32_t i = 0; i < 4000; i++) {
    syn_moment moment = {i * 733 - 700000, i % 5 == 0 ? SYN_SECOND_NONE : (i * 7919) % 86400, SYN_ZONE_NONE};
    if (moment.second != SYN_SECOND_NONE && i % 3 != 0) moment.zone_minutes = (int16_t)(i % 1440 - 720);
    char text[SYN_MOMENT_TEXT_SIZE];
    syn_interval interval;
    syn_moment_format(moment, text);
    assert_int_equal(syn_calendar_parse(syn_text_from(text), &interval), SYN_OK);
    assert_int_equal(interval.from.day, moment.day);
    assert_int_equal(interval.from.second, moment.second);
    assert_int_equal(interval.from.zone_minutes, moment.zone_minutes);
  }
}

static void moments_are_compared_by_instant_where_the_zone_is_known(void **state) {
  (void)state;
  syn_moment noon = {100, 43200, 0}, noon_east = {100, 43200, 120}, day = {100, SYN_SECOND_NONE, SYN_ZONE_NONE},
             next = {101, 0, SYN_ZONE_NONE};
  syn_moment late_west = {100, 82800, -120}; /* 23:00 at UTC-2: 01:00 of the next day */
  syn_moment early = {101, 1800, 0};
  assert_true(syn_moment_compare(noon_east, noon) < 0);
  assert_int_equal(syn_moment_compare(day, noon), 0);
  assert_int_equal(syn_moment_compare(noon_east, day), 0);
  assert_true(syn_moment_compare(day, next) < 0);
  assert_true(syn_moment_compare(late_west, early) > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_agree_with_counting_for_four_thousand_years),
      cmocka_unit_test(days_agree_with_counting_back_to_the_year_before_one),
      cmocka_unit_test(day_zero_is_the_last_of_the_month_before),
      cmocka_unit_test(the_ends_of_the_numbers_do_not_overflow),
      cmocka_unit_test(a_date_is_a_day_that_exists),
      cmocka_unit_test(iso_8601_is_read_in_its_usual_forms),
      cmocka_unit_test(what_is_no_date_is_refused),
      cmocka_unit_test(what_is_formatted_is_read_back),
      cmocka_unit_test(moments_are_compared_by_instant_where_the_zone_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
