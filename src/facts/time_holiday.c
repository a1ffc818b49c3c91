#include "facts/time_holiday.h"

#include "facts/feast_calendars.h"
#include "records/calendar.h"

enum { FIRST_YEAR = 1583, LAST_YEAR = 4099, WEEK = 7, MONTHS = 12, LONGEST_FEAST = 60, MONTHS_OF_CALENDARS = 13, LONGEST_MONTH = 31 };

static bool read_number(syn_text *rest, int32_t *out_number) {
  bool minus = rest->size > 0 && rest->data[0] == '-';
  size_t at = minus ? 1 : 0, first = at;
  int32_t number = 0;
  while (at < rest->size && at < first + 3 && rest->data[at] >= '0' && rest->data[at] <= '9') number = number * 10 + rest->data[at++] - '0';
  if (at == first) return false;
  *rest = syn_text_slice(*rest, at, rest->size);
  *out_number = minus ? -number : number;
  return true;
}

static bool take(syn_text *rest, char byte) {
  if (rest->size == 0 || rest->data[0] != byte) return false;
  *rest = syn_text_slice(*rest, 1, rest->size);
  return true;
}

static bool take_word(syn_text *rest, syn_text word) {
  if (!syn_text_starts_with(*rest, word)) return false;
  *rest = syn_text_slice(*rest, word.size, rest->size);
  return true;
}

/* Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher; Astronomical Algorithms, chapter 8). */
static int32_t easter(int32_t year) {
  int32_t a = year % 19, b = year / 100, c = year % 100;
  int32_t h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int32_t l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7, m = (a + 11 * h + 22 * l) / 451;
  int32_t sum = h + l - 7 * m + 114;
  return syn_calendar_day(year, sum / 31, sum % 31 + 1);
}

/* Easter Sunday of the Julian calendar (Meeus), as a day of the Gregorian. */
static int32_t orthodox_easter(int32_t year) {
  int32_t d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  int32_t sum = d + e + 114;
  return syn_calendar_day(year, sum / 31, sum % 31 + 1) + year / 100 - year / 400 - 2;
}

/* The n-th such weekday of a month, the last where n is -1. */
static int32_t nth_weekday(int32_t year, int32_t month, int32_t weekday, int32_t n) {
  if (n < 0) {
    int32_t last = syn_calendar_day(year, month, syn_calendar_days_in_month(year, month));
    return last - (syn_calendar_weekday(last) - weekday + WEEK) % WEEK;
  }
  int32_t first = syn_calendar_day(year, month, 1);
  return first + (weekday - syn_calendar_weekday(first) + WEEK) % WEEK + (n - 1) * WEEK;
}

/* "hebrew/8/15": the calendar's name, and what follows it. */
static unsigned read_calendar(syn_text *rest, int32_t year, int32_t out_days[HOLIDAYS_A_YEAR]) {
  int32_t month = 0, date = 0;
  size_t end = syn_text_find(*rest, SYN_TEXT("/"), 0);
  if (end == SIZE_MAX || !syn_feast_is_calendar(syn_text_slice(*rest, 0, end))) return 0;
  syn_text calendar = syn_text_slice(*rest, 0, end);
  *rest = syn_text_slice(*rest, end + 1, rest->size);
  if (!read_number(rest, &month) || !take(rest, '/') || !read_number(rest, &date)) return 0;
  if (month < 1 || month > MONTHS_OF_CALENDARS || date < 1 || date > LONGEST_MONTH) return 0;
  return syn_feast_days(calendar, month, date, year, out_days);
}

static unsigned read_base(syn_text *rest, int32_t year, int32_t out_days[HOLIDAYS_A_YEAR]) {
  int32_t month = 0, date = 0, n = 0;
  if (take_word(rest, SYN_TEXT("easter"))) {
    out_days[0] = easter(year);
    return 1;
  }
  if (take_word(rest, SYN_TEXT("orthodox_easter"))) {
    out_days[0] = orthodox_easter(year);
    return 1;
  }
  if (rest->size > 0 && rest->data[0] >= 'a' && rest->data[0] <= 'z') return read_calendar(rest, year, out_days);
  if (!read_number(rest, &month) || month < 1 || month > MONTHS) return 0;
  if (take(rest, '-')) {
    if (!read_number(rest, &date) || !syn_calendar_is_date(year, month, date)) return 0;
    out_days[0] = syn_calendar_day(year, month, date);
    return 1;
  }
  if (!take(rest, '/') || !read_number(rest, &date) || !take(rest, '/') || !read_number(rest, &n)) return 0;
  if (date < 1 || date > WEEK || n == 0 || n > 4 || n < -1) return 0;
  out_days[0] = nth_weekday(year, month, date, n);
  return 1;
}

unsigned syn_time_holiday_days(syn_text rule, int32_t year, time_holiday out_holidays[HOLIDAYS_A_YEAR]) {
  int32_t more = 0, length = 1, days[HOLIDAYS_A_YEAR];
  if (year < FIRST_YEAR || year > LAST_YEAR) return 0;
  unsigned count = read_base(&rule, year, days);
  if (count > 0 && rule.size > 0 && rule.data[0] != '*') {
    (void)take(&rule, '+');
    if (!read_number(&rule, &more)) return 0;
  }
  if (take(&rule, '*') && (!read_number(&rule, &length) || length < 1 || length > LONGEST_FEAST)) return 0;
  if (rule.size > 0) return 0;
  for (unsigned i = 0; i < count; i++) out_holidays[i] = (time_holiday){days[i] + more, days[i] + more + length - 1};
  return count;
}

bool syn_time_holiday_is_open(syn_text rule) {
  return syn_text_equal(rule, SYN_TEXT("open"));
}

bool syn_time_holiday_is_fixed(syn_text rule, int32_t *out_month, int32_t *out_date) {
  return read_number(&rule, out_month) && take(&rule, '-') && read_number(&rule, out_date) && rule.size == 0;
}
