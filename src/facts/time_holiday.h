/*
 * Holidays: the day of a feast in a year, by the rule of its row in <language>/holidays.
 *
 * Rules: "12-25" (month and day); "11/4/4" (month, weekday from Monday 1, which one; the last is -1); "easter" and "orthodox_easter";
 * each with days added or taken: "easter-2", "11/1/1+1".
 */
#ifndef SYN_FACTS_TIME_HOLIDAY_H
#define SYN_FACTS_TIME_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

#include "synoptic/text.h"

/* The day (since 1970-01-01) in `year`, 1583 to 4099; false where the rule is none. */
bool syn_time_holiday_day(syn_text rule, int32_t year, int32_t *out_day);

/* Whether the rule is a month and a day; they leave through the outs. */
bool syn_time_holiday_is_fixed(syn_text rule, int32_t *out_month, int32_t *out_date);

#endif
