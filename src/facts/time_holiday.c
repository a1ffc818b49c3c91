#include "facts/time_holiday.h"

#include "records/calendar.h"

enum { FIRST_YEAR = 1583, LAST_YEAR = 4099, WEEK = 7, MONTHS = 12 };

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

static bool read_base(syn_text *rest, int32_t year, int32_t *out_day) {
  int32_t month = 0, date = 0, n = 0;
  if (take_word(rest, SYN_TEXT("easter"))) {
    *out_day = easter(year);
    return true;
  }
  if (take_word(rest, SYN_TEXT("orthodox_easter"))) {
    *out_day = orthodox_easter(year);
    return true;
  }
  if (!read_number(rest, &month) || month < 1 || month > MONTHS) return false;
  if (take(rest, '-')) {
    if (!read_number(rest, &date) || !syn_calendar_is_date(year, month, date)) return false;
    *out_day = syn_calendar_day(year, month, date);
    return true;
  }
  if (!take(rest, '/') || !read_number(rest, &date) || !take(rest, '/') || !read_number(rest, &n)) return false;
  if (date < 1 || date > WEEK || n == 0 || n > 4 || n < -1) return false;
  *out_day = nth_weekday(year, month, date, n);
  return true;
}

bool syn_time_holiday_day(syn_text rule, int32_t year, int32_t *out_day) {
  int32_t day = 0, more = 0;
  if (year < FIRST_YEAR || year > LAST_YEAR || !read_base(&rule, year, &day)) return false;
  if (rule.size > 0) {
    (void)take(&rule, '+');
    if (!read_number(&rule, &more) || rule.size > 0) return false;
  }
  *out_day = day + more;
  return true;
}

bool syn_time_holiday_is_fixed(syn_text rule, int32_t *out_month, int32_t *out_date) {
  return read_number(&rule, out_month) && take(&rule, '-') && read_number(&rule, out_date) && rule.size == 0;
}
