#include "facts/time_values.h"

#include <stdio.h>
#include <string.h>

#include "records/calendar.h"

enum { HEAD_SIZE = 16, DAYS_TO_THURSDAY = 3, WEEK = 7 };

syn_interval syn_time_days(int32_t from, int32_t to) {
  syn_moment first = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, last = {to, SYN_SECOND_NONE, SYN_ZONE_NONE};
  return (syn_interval){first, last, SYN_BASIS_TEXT};
}

syn_status syn_time_set_value(const time_context *context, syn_time *time, const char *value) {
  return syn_arena_copy(context->arena, syn_text_from(value), &time->value);
}

void syn_time_write_date(char out_text[TIME_VALUE_SIZE], int32_t year, int32_t month, int32_t day) {
  char head[HEAD_SIZE];
  if (year == TIME_NO_YEAR)
    snprintf(head, sizeof(head), "XXXX");
  else
    snprintf(head, sizeof(head), "%04d", (int)year);
  if (month == 0)
    snprintf(out_text, TIME_VALUE_SIZE, "%s", head);
  else if (day == 0)
    snprintf(out_text, TIME_VALUE_SIZE, "%s-%02d", head, (int)month);
  else
    snprintf(out_text, TIME_VALUE_SIZE, "%s-%02d-%02d", head, (int)month, (int)day);
}

syn_status syn_time_set_days(const time_context *context, syn_time *time, int32_t first, int32_t last) {
  char from[TIME_VALUE_SIZE], to[TIME_VALUE_SIZE], range[2 * TIME_VALUE_SIZE];
  int32_t year = 0, month = 0, date = 0;
  syn_calendar_date(first, &year, &month, &date);
  syn_time_write_date(from, year, month, date);
  syn_calendar_date(last, &year, &month, &date);
  syn_time_write_date(to, year, month, date);
  time->interval = syn_time_days(first, last);
  snprintf(range, sizeof(range), "%s/%s", from, to);
  return syn_time_set_value(context, time, first == last ? from : range);
}

void syn_time_write_week(char out_text[TIME_VALUE_SIZE], int32_t day) {
  int32_t year = 0, month = 0, date = 0, thursday = day - syn_calendar_weekday(day) + 1 + DAYS_TO_THURSDAY;
  syn_calendar_date(thursday, &year, &month, &date);
  snprintf(out_text, TIME_VALUE_SIZE, "%04d-W%02d", (int)year, (int)((thursday - syn_calendar_day(year, 1, 1)) / WEEK + 1));
}

void syn_time_set_shift(syn_time *time, char unit, int32_t shift) {
  time->relative = true;
  time->shift_unit = unit;
  time->shift = shift;
  if (unit != 'N' && unit != 'C') time->direction = shift < 0 ? -1 : shift > 0 ? 1 : 0;
}

static const char *open_value(char unit) {
  switch (unit) {
  case 'D':
    return "XXXX-XX-XX";
  case 'W':
    return "XXXX-WXX";
  case 'Q':
    return "XXXX-QX";
  case 'M':
    return "XXXX-XX";
  default:
    return "XXXX";
  }
}

syn_status syn_time_set_open(const time_context *context, syn_time *time, char unit, syn_text part) {
  if (part.size == 0) return syn_time_set_value(context, time, open_value(unit));
  char text[TIME_VALUE_SIZE];
  snprintf(text, sizeof(text), "%sT%.*s", open_value(unit), SYN_TEXT_ARGUMENTS(part));
  time->type = SYN_TIME_TIME;
  return syn_time_set_value(context, time, text);
}

char syn_time_basic_unit(char unit, int32_t *amount) {
  switch (unit) {
  case 'E':
    *amount *= 10;
    return 'Y';
  case 'C':
    *amount *= 100;
    return 'Y';
  case 'F':
    *amount *= 2;
    return 'W';
  case 'N':
    return 'D';
  default:
    return unit;
  }
}

bool syn_time_is_one_of(char unit, const char *units) {
  return unit != '\0' && strchr(units, unit) != NULL;
}

const time_reading *syn_time_reading_at(const time_context *context, size_t piece, time_class class) {
  return piece < context->piece_count ? syn_time_word_reading(context->pieces[piece].word, class) : NULL;
}
