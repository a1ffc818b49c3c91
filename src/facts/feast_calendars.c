/*
 * How it works
 *
 * The table data/world/month_starts.tsv has a line for each month of each calendar, with the days on which it begins. It is made from ICU
 * and not asked of it: ICU 72 dies where there is no memory to open a calendar, and another version of
 * it may give another day.
 */
#include "facts/feast_calendars.h"

#include <stdio.h>

#include "base/embedded.h"
#include "records/calendar.h"

enum { DATE_BYTES = 10, LINE_BEGINNING_BYTES = 32, CALENDAR_BYTES = 16 };

static const char TABLE[] = "data/world/month_starts.tsv";

/* The days on which a month begins: "1899-09-05|1900-09-24|…"; empty where there is no such month. */
static syn_text find_starts(syn_text calendar, int32_t month) {
  char beginning[LINE_BEGINNING_BYTES];
  const syn_text table = syn_embedded_find(TABLE);
  if (calendar.size == 0 || calendar.size > CALENDAR_BYTES) return (syn_text){0};
  int size = snprintf(beginning, sizeof beginning, "\n%.*s\t%d\t", SYN_TEXT_ARGUMENTS(calendar), (int)month);
  size_t at = syn_text_find(table, (syn_text){beginning, (size_t)size}, 0);
  if (at == SIZE_MAX) return (syn_text){0};
  const size_t start = at + (size_t)size;
  return syn_text_slice(table, start, syn_text_find(table, SYN_TEXT("\n"), start));
}

bool syn_feast_is_calendar(syn_text calendar) {
  return find_starts(calendar, 1).size > 0;
}

static int32_t read_digits(const char *digits, int count) {
  int32_t value = 0;
  for (int i = 0; i < count; i++) value = value * 10 + (digits[i] - '0');
  return value;
}

unsigned syn_feast_days(syn_text calendar, int32_t month, int32_t date, int32_t year, int32_t out_days[FEASTS_A_YEAR]) {
  if (year < FEAST_LEAST_YEAR || year > FEAST_LAST_YEAR) return 0;
  const syn_text starts = find_starts(calendar, month);
  const int32_t first = syn_calendar_day(year, 1, 1), last = syn_calendar_day(year, 12, 31);
  unsigned count = 0;
  for (size_t at = 0; at + DATE_BYTES <= starts.size && count < FEASTS_A_YEAR; at += DATE_BYTES + 1) {
    const char *text = starts.data + at;
    const int32_t begins_in = read_digits(text, 4);
    if (begins_in < year - 1) continue;
    if (begins_in > year) break;
    int32_t day = syn_calendar_day(begins_in, read_digits(text + 5, 2), read_digits(text + 8, 2)) + date - 1;
    if (day >= first && day <= last) out_days[count++] = day;
  }
  return count;
}
