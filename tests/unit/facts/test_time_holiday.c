/* Days of feasts, checked against known years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/time_holiday.h"
#include "records/calendar.h"

static void check(const char *rule, int32_t year, int32_t month, int32_t date) {
  time_holiday holidays[HOLIDAYS_A_YEAR];
  assert_int_equal(syn_time_holiday_days(syn_text_from(rule), year, holidays), 1);
  assert_int_equal(holidays[0].first, syn_calendar_day(year, month, date));
}

static void check_none(const char *rule, int32_t year) {
  time_holiday holidays[HOLIDAYS_A_YEAR];
  assert_int_equal(syn_time_holiday_days(syn_text_from(rule), year, holidays), 0);
}

static void knows_fixed_days(void **state) {
  check("12-25", 2019, 12, 25);
  check("1-6", 1999, 1, 6);
}

static void computes_easter_of_both_calendars(void **state) {
  check("easter", 1961, 4, 2);
  check("easter", 2000, 4, 23);
  check("easter", 2019, 4, 21);
  check("easter", 2038, 4, 25);
  check("orthodox_easter", 2019, 4, 28);
  check("orthodox_easter", 2021, 5, 2);
}

static void counts_from_easter(void **state) {
  check("easter-2", 2018, 3, 30);
  check("easter-46", 2020, 2, 26);
  check("easter+1", 2018, 4, 2);
}

static void counts_weekdays_of_a_month(void **state) {
  check("11/4/4", 2019, 11, 28);
  check("11/4/4", 2018, 11, 22);
  check("5/1/-1", 2021, 5, 31);
  check("9/1/1", 2020, 9, 7);
  check("11/1/1+1", 2016, 11, 8);
}

static void knows_days_of_other_calendars(void **state) {
  check("hebrew/8/15", 2021, 3, 28);  /* Passover */
  check("hebrew/8/15", 2024, 4, 23);  /* behind a leap month */
  check("hebrew/1/10", 1973, 10, 6);  /* Yom Kippur */
  check("islamic/10/1", 2019, 6, 4);  /* Eid al-Fitr in Riyadh */
  check("islamic/9/1", 2021, 4, 13);  /* Ramadan */
  check("chinese/1/1", 2021, 2, 12);  /* Lunar New Year */
  check("chinese/8/15", 2020, 10, 1); /* behind a leap month */
  check("persian/1/1", 2021, 3, 21);  /* Nowruz */
}

static void counts_how_long_a_feast_lasts(void **state) {
  time_holiday holidays[HOLIDAYS_A_YEAR];
  assert_int_equal(syn_time_holiday_days(SYN_TEXT("hebrew/8/15*8"), 2021, holidays), 1);
  assert_int_equal(holidays[0].last, syn_calendar_day(2021, 4, 4));
}

static void finds_both_feasts_of_a_year_that_has_two(void **state) {
  time_holiday holidays[HOLIDAYS_A_YEAR];
  assert_int_equal(syn_time_holiday_days(SYN_TEXT("islamic/9/1"), 2030, holidays), 2);
  assert_int_equal(holidays[0].first, syn_calendar_day(2030, 1, 5));
  assert_int_equal(holidays[1].first, syn_calendar_day(2030, 12, 26));
}

static void computes_no_open_feast(void **state) {
  assert_true(syn_time_holiday_is_open(SYN_TEXT("open")));
  check_none("open", 2019);
}

static void refuses_what_is_no_rule(void **state) {
  check_none("", 2019);
  check_none("13-1", 2019);
  check_none("2-30", 2019);
  check_none("11/8/1", 2019);
  check_none("11/4/5", 2019);
  check_none("easter+", 2019);
  check_none("12-25x", 2019);
  check_none("12-25", 0);
  check_none("easter", 99999);
  check_none("martian/1/1", 2019);
  check_none("hebrew/14/1", 2019);
  check_none("hebrew/8/32", 2019);
  check_none("hebrew/8", 2019);
  check_none("hebrew/8/15*0", 2019);
  check_none("hebrew/8/15*", 2019);
  check_none("hebrew/8/15", 2101);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_fixed_days),
      cmocka_unit_test(computes_easter_of_both_calendars),
      cmocka_unit_test(counts_from_easter),
      cmocka_unit_test(counts_weekdays_of_a_month),
      cmocka_unit_test(knows_days_of_other_calendars),
      cmocka_unit_test(counts_how_long_a_feast_lasts),
      cmocka_unit_test(finds_both_feasts_of_a_year_that_has_two),
      cmocka_unit_test(computes_no_open_feast),
      cmocka_unit_test(refuses_what_is_no_rule),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
