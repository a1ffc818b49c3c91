/*
 * Joining: what stands before or beside a time and makes one time with it.
 *
 * An hour and its day ("10:30 on Monday"), two ends of a range ("from Monday to Friday"), what is counted from a time ("two weeks before
 * Christmas"), its week ("the week of March 6"), its beginning or end ("late 1990", "the end of June").
 */
#ifndef SYN_FACTS_TIME_JOIN_H
#define SYN_FACTS_TIME_JOIN_H

#include "facts/time_build.h"

/* A time and the pieces that it was read from. */
typedef struct time_place {
  syn_time *time;
  uint32_t first, end; /* pieces */
} time_place;

/*
 * Takes in what stands before the time and belongs to it: changes the time, and `first` of its place. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_take_before(const time_context *context, time_place *place);

/*
 * Makes one time of the one before and this one, if they are one: `before` has it then, and *out_joined says so. Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_join(const time_context *context, time_place *before, const time_place *after, bool *out_joined);

bool syn_time_is_clock(const syn_time *time); /* an hour or part of a day, without its day */
bool syn_time_is_day(const syn_time *time);
bool syn_time_has_day_part(const syn_time *time); /* a part of a certain day: "tonight", "Friday evening" */

/* The hour of a clock, with its zone where that is stated, put into an interval of one day. */
void syn_time_set_hour(syn_interval *interval, const syn_time *clock);

#endif
