/*
 * Calendar: days and dates (proleptic Gregorian), ISO 8601.
 */
#ifndef SYN_RECORDS_CALENDAR_H
#define SYN_RECORDS_CALENDAR_H

#include "synoptic/calendar.h"
#include "synoptic/text.h"

/* Days since 1970-01-01. Month 1 to 12 and day are not checked: day 0 is the last of the month before. */
int32_t syn_calendar_day(int32_t year, int32_t month, int32_t day);

void syn_calendar_date(int32_t day_number, int32_t *out_year, int32_t *out_month, int32_t *out_day);

/* Monday 1 to Sunday 7 (ISO 8601). */
int32_t syn_calendar_weekday(int32_t day_number);

int32_t syn_calendar_days_in_month(int32_t year, int32_t month);

/* Whether year (1 to 9999), month and day name a day. */
bool syn_calendar_is_date(int32_t year, int32_t month, int32_t day);

/*
 * Reads ISO 8601: "2020", "2020-09" (an interval), "2019-09-16", "2019-09-16T10:00:00+02:00", "20190916", a blank for T,
 * fractions of seconds ignored, zones "Z", "+02", "+0200". Basis is left NONE. Returns SYN_OK, SYN_BAD_INPUT.
 */
SYN_MUST_CHECK syn_status syn_calendar_parse(syn_text text, syn_interval *out_interval);

#endif
