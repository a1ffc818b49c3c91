/*
 * How it works
 *
 * A time that depends on the day of publication says how: so many days, weeks, months, quarters or years away, a weekday, or a calendar
 * date without its year. For a publication interval of several days the answer is computed for its first and its last day. Shifts by
 * whole units give the union of both answers. Weekdays and dates without a year are one certain day, so both answers must be the same,
 * else there is none.
 *
 * A date without a year lies in the year that puts it on the stated side of the publication. The tense of a sentence is weak evidence
 * against the calendar ("was to begin on 5 June", written on 1 June; "expects to report a third-quarter loss", written in October), and
 * days further off than nine months are seldom written without their year, so a day, a quarter or a season up to SLACK_DAYS on the other
 * side is still taken, a month up to MONTH_SLACK_DAYS.
 */
#include "records/time_resolution.h"

#include "records/calendar.h"

enum {
  SLACK_DAYS = 90,
  MONTH_SLACK_DAYS = 30,
  LONGEST_MONTH = 31,
  DAYS_A_WEEK = 7,
  MONTHS_A_YEAR = 12,
  MONTHS_A_QUARTER = 3,
  SHIFT_LIMIT = 4000000
};

static const syn_interval nothing = {.basis = SYN_BASIS_NONE};

/* What is left of a TIMEX3 value without its year: a month, a day, a quarter or season (first month and length), or a weekday. */
typedef struct partial_date {
  int32_t month, day, month_count, weekday;
  bool weekend;
} partial_date;

static syn_interval days(int32_t from, int32_t to) {
  syn_moment first = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, last = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){first, last, SYN_BASIS_TEXT};
}

static bool two_digits(syn_text text, size_t at, int32_t *out_value) {
  if (at + 2 > text.size) return false;
  unsigned tens = (unsigned)(text.data[at] - '0'), ones = (unsigned)(text.data[at + 1] - '0');
  if (tens > 9 || ones > 9) return false;
  *out_value = (int32_t)(tens * 10 + ones);
  return true;
}

/* Meteorological seasons of the north; the winter of a year begins in its December. */
static bool parse_season(syn_text name, partial_date *out_date) {
  static const struct {
    const char *name;
    int32_t month;
  } seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
  for (size_t i = 0; i < sizeof(seasons) / sizeof(*seasons); i++) {
    if (!syn_text_equal(name, syn_text_from(seasons[i].name))) continue;
    *out_date = (partial_date){.month = seasons[i].month, .month_count = MONTHS_A_QUARTER};
    return true;
  }
  return false;
}

/* "XXXX-09-14", "XXXX-09", "XXXX-Q3", "XXXX-H1", "XXXX-SU", "XXXX-WXX-1", "XXXX-WXX-WE"; the year's four signs are not looked at. */
static bool parse_partial(syn_text value, partial_date *out_date) {
  partial_date date = {.month_count = 1};
  syn_text rest = syn_text_slice(value, 5, value.size);
  if (value.size < 7) return false;
  if (syn_text_starts_with(rest, SYN_TEXT("WXX-"))) {
    syn_text day = syn_text_slice(rest, 4, rest.size);
    date.weekend = syn_text_starts_with(day, SYN_TEXT("WE"));
    if (!date.weekend && day.size > 0) date.weekday = day.data[0] - '0';
    if (!date.weekend && (date.weekday < 1 || date.weekday > DAYS_A_WEEK)) return false;
  } else if (rest.data[0] == 'Q' && rest.data[1] >= '1' && rest.data[1] <= '4') {
    date.month = (rest.data[1] - '1') * MONTHS_A_QUARTER + 1;
    date.month_count = MONTHS_A_QUARTER;
  } else if (rest.data[0] == 'H' && (rest.data[1] == '1' || rest.data[1] == '2')) {
    date.month_count = MONTHS_A_YEAR / 2;
    date.month = (rest.data[1] - '1') * date.month_count + 1;
  } else if (two_digits(rest, 0, &date.month)) {
    if (date.month < 1 || date.month > MONTHS_A_YEAR) return false;
    if (rest.size >= 5 && rest.data[2] == '-' && !two_digits(rest, 3, &date.day)) return false;
  } else if (!parse_season(syn_text_slice(rest, 0, 2), &date)) {
    return false;
  }
  *out_date = date;
  return true;
}

/* The days of a partial date in one year; false where that year does not have it (29 February). */
static bool in_year(const partial_date *date, int32_t year, int32_t *out_from, int32_t *out_to) {
  if (date->month == 0) return false;
  if (date->day > 0) {
    if (!syn_calendar_is_date(year, date->month, date->day)) return false;
    *out_from = *out_to = syn_calendar_day(year, date->month, date->day);
    return true;
  }
  int32_t last = year * MONTHS_A_YEAR + date->month - 1 + date->month_count;
  *out_from = syn_calendar_day(year, date->month, 1);
  *out_to = syn_calendar_day(last / MONTHS_A_YEAR, last % MONTHS_A_YEAR + 1, 0);
  return true;
}

static int32_t year_of(int32_t day) {
  int32_t year = 0, month = 0, date = 0;
  syn_calendar_date(day, &year, &month, &date);
  return year;
}

/* Days between the publication and the nearest day of an interval. */
static int32_t distance(int32_t day, int32_t from, int32_t to) {
  return day < from ? from - day : day > to ? day - to : 0;
}

/* Whether a candidate lies where shift ("last August": it is over) or direction wants it. */
static bool fits(const syn_time *time, int32_t published, int32_t from, int32_t to) {
  if (time->shift < 0) return to < published;
  if (time->shift > 0) return from > published;
  bool part_of_year = to - from >= LONGEST_MONTH; /* a quarter is not told as past before it begins, but is reported long after its end */
  int32_t slack = part_of_year ? (time->direction < 0 ? 0 : SLACK_DAYS) : from == to ? SLACK_DAYS : MONTH_SLACK_DAYS;
  if (time->direction < 0) return from <= published + slack;
  if (time->direction > 0) return to >= published - slack;
  return true;
}

/* The nearest year in which the date fits; four years on each side, for the sake of 29 February. */
static bool choose_year(const syn_time *time, const partial_date *date, int32_t published, int32_t *out_from, int32_t *out_to) {
  int32_t nearest = INT32_MAX, year = year_of(published);
  for (int32_t candidate = year - 4; candidate <= year + 4; candidate++) {
    int32_t from = 0, to = 0;
    if (!in_year(date, candidate, &from, &to) || !fits(time, published, from, to)) continue;
    int32_t far = distance(published, from, to);
    if (far >= nearest) continue; /* of equal ones the earlier */
    nearest = far;
    *out_from = from;
    *out_to = to;
  }
  return nearest != INT32_MAX;
}

/* "XXXX-06-03" or a range "XXXX-06-03/XXXX-06-04", whose end is the first one after its start. */
static bool resolve_calendar(const syn_time *time, int32_t published, int32_t *out_from, int32_t *out_to) {
  size_t slash = syn_text_find(time->value, SYN_TEXT("/"), 0);
  partial_date first, last;
  if (!parse_partial(syn_text_slice(time->value, 0, slash), &first)) return false;
  if (!choose_year(time, &first, published, out_from, out_to)) return false;
  if (slash == SIZE_MAX) return true;
  if (!parse_partial(syn_text_slice(time->value, slash + 1, time->value.size), &last)) return false;
  for (int32_t year = year_of(*out_from); year <= year_of(*out_from) + 1; year++) {
    int32_t from = 0, to = 0;
    if (!in_year(&last, year, &from, &to) || from < *out_from) continue;
    *out_to = to;
    return true;
  }
  return false;
}

static bool resolve_weekday(const syn_time *time, int32_t published, int32_t *out_from, int32_t *out_to) {
  partial_date date;
  if (!parse_partial(time->value, &date) || (date.weekday == 0 && !date.weekend)) return false;
  int32_t wanted = date.weekend ? 6 : date.weekday;
  int32_t back = (syn_calendar_weekday(published) - wanted + DAYS_A_WEEK) % DAYS_A_WEEK;
  int32_t ahead = (DAYS_A_WEEK - back) % DAYS_A_WEEK;
  if (date.weekend && back == 1 && time->shift == 0) ahead = -1; /* the weekend that publication falls on */
  if (time->shift < 0 && back == 0) back = DAYS_A_WEEK;
  /* "next Friday" is that of the next week, whatever day it is written on */
  if (time->shift > 0) ahead = DAYS_A_WEEK - syn_calendar_weekday(published) + wanted;
  int side = time->shift != 0 ? time->shift : time->direction;
  if (side == 0) return false;
  *out_from = side < 0 ? published - back : published + ahead;
  *out_to = *out_from + (date.weekend ? 1 : 0);
  return true;
}

/* The week that lies `shift` weeks away, or a day of it. */
static bool resolve_week(const syn_time *time, int32_t published, int32_t *out_from, int32_t *out_to) {
  partial_date date = {0};
  (void)parse_partial(time->value, &date);
  int32_t monday = published - syn_calendar_weekday(published) + 1 + time->shift * DAYS_A_WEEK;
  *out_from = monday;
  *out_to = monday + DAYS_A_WEEK - 1;
  if (date.weekday > 0) *out_from = *out_to = monday + date.weekday - 1;
  if (date.weekend) *out_from = monday + 5;
  return true;
}

/* A run of `count` months: 1, a quarter's 3 or a year's 12. */
static bool resolve_months(const syn_time *time, int32_t count, int32_t published, int32_t *out_from, int32_t *out_to) {
  int32_t year = 0, month = 0, day = 0;
  syn_calendar_date(published, &year, &month, &day);
  int32_t first = ((year * MONTHS_A_YEAR + month - 1) / count + time->shift) * count;
  if (first < MONTHS_A_YEAR || first / MONTHS_A_YEAR > 9998) return false;
  partial_date date;
  if (count == MONTHS_A_YEAR && parse_partial(time->value, &date) && date.month > 0)
    return in_year(&date, first / MONTHS_A_YEAR, out_from, out_to);
  *out_from = syn_calendar_day(first / MONTHS_A_YEAR, first % MONTHS_A_YEAR + 1, 1);
  *out_to = syn_calendar_day((first + count) / MONTHS_A_YEAR, (first + count) % MONTHS_A_YEAR + 1, 0);
  return true;
}

static bool resolve_day(const syn_time *time, int32_t published, int32_t *out_from, int32_t *out_to) {
  switch (time->shift_unit) {
  case 'D':
    *out_from = *out_to = published + time->shift;
    return true;
  case 'W':
    return resolve_week(time, published, out_from, out_to);
  case 'M':
    return resolve_months(time, 1, published, out_from, out_to);
  case 'Q':
    return resolve_months(time, MONTHS_A_QUARTER, published, out_from, out_to);
  case 'Y':
    return resolve_months(time, MONTHS_A_YEAR, published, out_from, out_to);
  case 'N':
    return resolve_weekday(time, published, out_from, out_to);
  case 'C':
    return resolve_calendar(time, published, out_from, out_to);
  default:
    return false;
  }
}

/* The day `count` units away: the same date of another month, or its last day. */
static bool shift_day(int32_t day, int32_t count, char unit, int32_t *out_day) {
  int32_t year = 0, month = 0, date = 0;
  if (unit == 'D' || unit == 'W') {
    *out_day = day + count * (unit == 'W' ? DAYS_A_WEEK : 1);
    return true;
  }
  syn_calendar_date(day, &year, &month, &date);
  int32_t months = year * MONTHS_A_YEAR + month - 1;
  months += count * (unit == 'Y' ? MONTHS_A_YEAR : unit == 'Q' ? MONTHS_A_QUARTER : 1);
  year = months / MONTHS_A_YEAR;
  month = months % MONTHS_A_YEAR + 1;
  if (months < MONTHS_A_YEAR || year > 9998) return false;
  int32_t last = syn_calendar_days_in_month(year, month);
  *out_day = syn_calendar_day(year, month, date < last ? date : last);
  return true;
}

/* "the past three months": from then to the day of publication; "the next two weeks": from there on. */
static syn_interval resolve_span(const syn_time *time, syn_interval published) {
  int32_t other = 0;
  if (!syn_text_starts_with(time->value, SYN_TEXT("P"))) return nothing;
  if (!shift_day(time->shift < 0 ? published.from.day : published.to.day, time->shift, time->shift_unit, &other)) return nothing;
  return time->shift < 0 ? days(other, published.to.day) : days(published.from.day, other);
}

syn_interval syn_time_resolve(const syn_time *time, syn_interval published) {
  if (published.basis == SYN_BASIS_NONE || published.from.day == SYN_DAY_MINIMUM || published.to.day == SYN_DAY_MAXIMUM) return nothing;
  if (time->shift > SHIFT_LIMIT || time->shift < -SHIFT_LIMIT) return nothing;
  if (time->type == SYN_TIME_DURATION) return resolve_span(time, published);
  int32_t from = 0, to = 0, last_from = 0, last_to = 0;
  if (!resolve_day(time, published.from.day, &from, &to)) return nothing;
  if (!resolve_day(time, published.to.day, &last_from, &last_to)) return nothing;
  bool certain = time->shift_unit == 'N' || time->shift_unit == 'C';
  if (certain && (from != last_from || to != last_to)) return nothing;
  return days(from, last_to);
}
