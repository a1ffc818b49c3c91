/*
 * Fields: the values that a pattern read, sorted by what they mean.
 */
#ifndef SYN_FACTS_TIME_FIELDS_H
#define SYN_FACTS_TIME_FIELDS_H

#include "facts/time_build.h"

typedef struct time_fields {
  int32_t days[2], months[2], years[2], numbers[2];
  uint32_t day_count, month_count, year_count, number_count;
  int32_t side, weekday, ordinal, day_shift, hour, minute, second, to;
  bool many, has_side, has_tail, has_hour, has_meridiem, has_to, night, weekend;
  char unit; /* 0: none */
  syn_text season, part, frequency, reference, clock, meridiem, zone, holiday, decade;
} time_fields;

/* What the elements of a match read; its side, where the pattern states one. */
time_fields syn_time_fields_read(const time_match *match);

#endif
