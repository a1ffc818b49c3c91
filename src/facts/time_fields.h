/*
 * Fields: the values that a pattern read, sorted by what they mean.
 */
#ifndef SYN_FACTS_TIME_FIELDS_H
#define SYN_FACTS_TIME_FIELDS_H

#include "facts/time_build.h"

enum { TIME_FIELD_LIMIT = 3 };

typedef struct time_fields {
  int32_t days[TIME_FIELD_LIMIT], months[TIME_FIELD_LIMIT], years[TIME_FIELD_LIMIT], numbers[TIME_FIELD_LIMIT];
  int32_t hours[TIME_FIELD_LIMIT], minutes[TIME_FIELD_LIMIT]; /* a minute belongs to the hour before it */
  int32_t meridiems[TIME_FIELD_LIMIT];                        /* 0, 12, or -1 where none is stated */
  uint32_t day_count, month_count, year_count, number_count, hour_count, unit_count;
  int32_t hundredths; /* of the last number */
  int32_t side, weekday, ordinal, day_shift, second, to, fraction, beyond;
  bool many, is_latest, coming, has_second, is_fiscal, has_side, has_tail, has_to, night, weekend, has_minute, has_year_unit;
  char unit; /* the last one; 0: none */
  char units[TIME_FIELD_LIMIT];
  syn_text season, part, frequency, reference, clock, zone, decade, period;
} time_fields;

/* What the elements of a match read; its side, where the pattern states one. */
time_fields syn_time_fields_read(const time_match *match);

#endif
