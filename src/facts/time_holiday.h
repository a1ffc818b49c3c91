/*
 * Holidays: the days of a feast in a year, by the rule of its row in <language>/holidays.
 *
 * Rules: "12-25" (month and day); "11/4/4" (month, weekday from Monday 1, which one; the last is -1); "easter" and "orthodox_easter";
 * "hebrew/8/15" (month and day of a calendar of facts/feast_calendars.h); each with days added or taken, "easter-2", "11/1/1+1", and with
 * how many days it lasts, "islamic/9/1*30". "open": nobody can compute it.
 */
#ifndef SYN_FACTS_TIME_HOLIDAY_H
#define SYN_FACTS_TIME_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

#include "synoptic/text.h"

enum { HOLIDAYS_A_YEAR = 2 };

/* The days (since 1970-01-01) of one feast. */
typedef struct time_holiday {
  int32_t first, last;
} time_holiday;

/* The feasts that begin in `year`, 1583 to 4099: none where the rule is none or open, two where a shorter year has it twice. Returns how
 * many. */
unsigned syn_time_holiday_days(syn_text rule, int32_t year, time_holiday out_holidays[HOLIDAYS_A_YEAR]);

/* Whether the rule says that the feast cannot be computed. */
bool syn_time_holiday_is_open(syn_text rule);

/* Whether the rule is a month and a day; they leave through the outs. */
bool syn_time_holiday_is_fixed(syn_text rule, int32_t *out_month, int32_t *out_date);

#endif
