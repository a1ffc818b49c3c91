/* Days of feasts, checked against known years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/time_holiday.h"
#include "records/calendar.h"

static void check(const char *rule, int32_t year, int32_t month, int32_t date) {
  int32_t day = 0;
  assert_true(syn_time_holiday_day(syn_text_from(rule), year, &day));
  assert_int_equal(day, syn_calendar_day(year, month, date));
}

static void check_none(const char *rule, int32_t year) {
  int32_t day = 0;
  assert_false(syn_time_holiday_day(syn_text_from(rule), year, &day));
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
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(knows_fixed_days),        cmocka_unit_test(computes_easter_of_both_calendars),
      cmocka_unit_test(counts_from_easter),      cmocka_unit_test(counts_weekdays_of_a_month),
      cmocka_unit_test(refuses_what_is_no_rule),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
