/*
 * Values: what all builds write, TIMEX3 values and intervals of days.
 */
#ifndef SYN_FACTS_TIME_VALUES_H
#define SYN_FACTS_TIME_VALUES_H

#include "facts/time_build.h"

enum { TIME_NO_YEAR = 0, TIME_VALUE_SIZE = 48, TIME_NUMBER_LIMIT = 9999 };

syn_interval syn_time_days(int32_t from, int32_t to);

SYN_MUST_CHECK syn_status syn_time_set_value(const time_context *context, syn_time *time, const char *value);

/* "2019-09-16", "XXXX-09", "2020": year TIME_NO_YEAR, month 0 and day 0 where they are not stated. */
void syn_time_write_date(char out_text[TIME_VALUE_SIZE], int32_t year, int32_t month, int32_t day);

/* The value and the interval of closed days from `first` to `last`: "2019-06-04", "2019-06-04/2019-06-06". */
SYN_MUST_CHECK syn_status syn_time_set_days(const time_context *context, syn_time *time, int32_t first, int32_t last);

/* "2020-W38", of any of its days: the year of a week is that of its Thursday (ISO 8601). */
void syn_time_write_week(char out_text[TIME_VALUE_SIZE], int32_t day);

/* Counted from publication: `shift` units away. The direction is that of the shift, except for weekdays (N) and calendar dates (C). */
void syn_time_set_shift(syn_time *time, char unit, int32_t shift);

/* "XXXX-XX" for a month, with a part of the day behind it where `part` is not empty. */
SYN_MUST_CHECK syn_status syn_time_set_open(const time_context *context, syn_time *time, char unit, syn_text part);

/* Units that are multiples of others: decades and centuries count years, fortnights weeks, nights days. */
char syn_time_basic_unit(char unit, int32_t *amount);

bool syn_time_is_one_of(char unit, const char *units);

/* A piece's reading in a class, at an index that may lie outside the sentence; or NULL. */
const time_reading *syn_time_reading_at(const time_context *context, size_t piece, time_class class);

#endif
