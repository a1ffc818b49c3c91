/*
 * How it works
 *
 * Years are counted from March, so that the leap day is the last day of the year and the lengths of the months follow one linear
 * formula; 400 years are 146,097 days. The conversions are closed formulas in 64 bits: no loop, no table of years, no overflow for any
 * 32-bit day.
 */
#include "records/calendar.h"

#include <stdio.h>

enum {
  DAYS_PER_ERA = 146097, /* of 400 years */
  EPOCH_SHIFT = 719468,  /* days from 0000-03-01 to 1970-01-01 */
  SECONDS_PER_DAY = 86400,
  ZONE_LIMIT_MINUTES = 18 * 60
};

static int64_t floor_divide(int64_t value, int64_t divisor) {
  int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

int32_t syn_calendar_day(int32_t year, int32_t month, int32_t day) {
  int64_t march_year = (int64_t)year - (month <= 2);
  int64_t era = floor_divide(march_year, 400), year_of_era = march_year - era * 400;
  int64_t march_month = month > 2 ? month - 3 : month + 9;
  int64_t day_of_year = (153 * march_month + 2) / 5;
  int64_t number = era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year + day - 1 - EPOCH_SHIFT;
  if (number < INT32_MIN) return INT32_MIN;
  if (number > INT32_MAX) return INT32_MAX;
  return (int32_t)number;
}

void syn_calendar_date(int32_t day_number, int32_t *out_year, int32_t *out_month, int32_t *out_day) {
  int64_t shifted = (int64_t)day_number + EPOCH_SHIFT;
  int64_t era = floor_divide(shifted, DAYS_PER_ERA), day_of_era = shifted - era * DAYS_PER_ERA;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t march_month = (5 * day_of_year + 2) / 153;
  int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;
  *out_day = (int32_t)(day_of_year - (153 * march_month + 2) / 5 + 1);
  *out_month = (int32_t)month;
  *out_year = (int32_t)(era * 400 + year_of_era + (month <= 2));
}

int32_t syn_calendar_weekday(int32_t day_number) {
  int64_t from_monday = ((int64_t)day_number + 3) % 7; /* 1970-01-01 was a Thursday */
  return (int32_t)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

int32_t syn_calendar_days_in_month(int32_t year, int32_t month) {
  static const int8_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return lengths[month - 1] + (month == 2 && leap);
}

bool syn_calendar_is_date(int32_t year, int32_t month, int32_t day) {
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= syn_calendar_days_in_month(year, month);
}

size_t syn_moment_format(syn_moment moment, char out_text[SYN_MOMENT_TEXT_SIZE]) {
  int32_t year, month, day;
  syn_calendar_date(moment.day, &year, &month, &day);
  int length = snprintf(out_text, SYN_MOMENT_TEXT_SIZE, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
  if (moment.second >= 0 && moment.second < SECONDS_PER_DAY) {
    int second = (int)moment.second;
    length +=
        snprintf(out_text + length, SYN_MOMENT_TEXT_SIZE - (size_t)length, "T%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
    int zone = moment.zone_minutes;
    if (zone == 0)
      length += snprintf(out_text + length, SYN_MOMENT_TEXT_SIZE - (size_t)length, "Z");
    else if (zone != SYN_ZONE_NONE) {
      int minutes = zone < 0 ? -zone : zone;
      length += snprintf(out_text + length, SYN_MOMENT_TEXT_SIZE - (size_t)length, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60,
                         minutes % 60);
    }
  }
  return (size_t)length;
}

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

int syn_moment_compare(syn_moment a, syn_moment b) {
  if (a.second < 0 || b.second < 0) return compare_numbers(a.day, b.day);
  int64_t a_second = (int64_t)a.day * SECONDS_PER_DAY + a.second, b_second = (int64_t)b.day * SECONDS_PER_DAY + b.second;
  if (a.zone_minutes != SYN_ZONE_NONE && b.zone_minutes != SYN_ZONE_NONE) {
    a_second -= (int64_t)a.zone_minutes * 60;
    b_second -= (int64_t)b.zone_minutes * 60;
  }
  return compare_numbers(a_second, b_second);
}

/* ---- ISO 8601 ---- */

typedef struct scanner {
  const char *at, *end;
} scanner;

/* Exactly `count` digits. */
static bool scan_digits(scanner *scan, int count, int32_t *out_value) {
  if (scan->end - scan->at < count) return false;
  int32_t value = 0;
  for (int i = 0; i < count; i++) {
    char digit = scan->at[i];
    if (digit < '0' || digit > '9') return false;
    value = value * 10 + (digit - '0');
  }
  scan->at += count;
  *out_value = value;
  return true;
}

static bool scan_byte(scanner *scan, char byte) {
  if (scan->at == scan->end || *scan->at != byte) return false;
  scan->at++;
  return true;
}

static bool scan_any(scanner *scan, const char *bytes) {
  for (; *bytes; bytes++)
    if (scan_byte(scan, *bytes)) return true;
  return false;
}

/* "Z", "+02", "+0200", "+02:00"; nothing is no zone. */
static bool scan_zone(scanner *scan, int16_t *out_minutes) {
  *out_minutes = SYN_ZONE_NONE;
  if (scan->at == scan->end) return true;
  if (scan_any(scan, "Zz")) {
    *out_minutes = 0;
    return true;
  }
  int sign = scan_byte(scan, '+') ? 1 : scan_byte(scan, '-') ? -1 : 0;
  int32_t hours, minutes = 0;
  if (sign == 0 || !scan_digits(scan, 2, &hours)) return false;
  bool colon = scan_byte(scan, ':');
  if ((colon || scan->at != scan->end) && !scan_digits(scan, 2, &minutes)) return false;
  if (minutes > 59 || hours * 60 + minutes > ZONE_LIMIT_MINUTES) return false;
  *out_minutes = (int16_t)(sign * (hours * 60 + minutes));
  return true;
}

/* The part after T. A leap second is the last second of its minute. */
static bool scan_time(scanner *scan, syn_moment *moment) {
  int32_t hour, minute, second = 0;
  if (!scan_digits(scan, 2, &hour)) return false;
  bool colon = scan_byte(scan, ':');
  if (!scan_digits(scan, 2, &minute)) return false;
  bool more = colon ? scan_byte(scan, ':') : scan->at != scan->end && *scan->at >= '0' && *scan->at <= '9';
  if (more && !scan_digits(scan, 2, &second)) return false;
  if (more && scan_any(scan, ".,")) {
    int32_t digit;
    if (!scan_digits(scan, 1, &digit)) return false;
    while (scan_digits(scan, 1, &digit)) {
    }
  }
  scan_byte(scan, ' ');
  if (hour > 23 || minute > 59 || second > 60) return false;
  moment->second = hour * 3600 + minute * 60 + (second == 60 ? 59 : second);
  return scan_zone(scan, &moment->zone_minutes);
}

static syn_interval interval_of(int32_t first_day, int32_t last_day) {
  return (syn_interval){.from = {first_day, SYN_SECOND_NONE, SYN_ZONE_NONE}, .to = {last_day, SYN_SECOND_NONE, SYN_ZONE_NONE}};
}

syn_status syn_calendar_parse(syn_text text, syn_interval *out_interval) {
  text = syn_text_trim(text);
  if (text.size == 0) return SYN_BAD_INPUT;
  scanner scan = {text.data, text.data + text.size};
  int32_t year, month, day;
  if (!scan_digits(&scan, 4, &year) || year == 0) return SYN_BAD_INPUT;
  if (scan.at == scan.end) {
    *out_interval = interval_of(syn_calendar_day(year, 1, 1), syn_calendar_day(year, 12, 31));
    return SYN_OK;
  }
  bool dash = scan_byte(&scan, '-');
  if (!scan_digits(&scan, 2, &month) || month < 1 || month > 12) return SYN_BAD_INPUT;
  if (scan.at == scan.end && dash) {
    *out_interval = interval_of(syn_calendar_day(year, month, 1), syn_calendar_day(year, month, syn_calendar_days_in_month(year, month)));
    return SYN_OK;
  }
  if (dash && !scan_byte(&scan, '-')) return SYN_BAD_INPUT;
  if (!scan_digits(&scan, 2, &day) || !syn_calendar_is_date(year, month, day)) return SYN_BAD_INPUT;
  syn_interval interval = interval_of(syn_calendar_day(year, month, day), syn_calendar_day(year, month, day));
  if (scan.at != scan.end) {
    if (!scan_any(&scan, "Tt ") || !scan_time(&scan, &interval.from) || scan.at != scan.end) return SYN_BAD_INPUT;
    interval.to = interval.from;
  }
  *out_interval = interval;
  return SYN_OK;
}
