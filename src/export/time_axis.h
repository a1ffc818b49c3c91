/*
 * Time axis: which days to mark under a picture of days, months or years, and how to call them.
 */
#ifndef SYN_EXPORT_TIME_AXIS_H
#define SYN_EXPORT_TIME_AXIS_H

#include "synoptic/span.h"

enum { SYN_TIME_TICK_LIMIT = 64, SYN_TIME_TICK_WORDS = 24 };

typedef struct syn_time_tick {
  int32_t day;
  char words[SYN_TIME_TICK_WORDS]; /* "14 Sep", "Sep 2020" */
} syn_time_tick;

/*
 * The ticks between two days of the years 1 to 9999, both included: days, months or years, the closest that are no more than `most` or
 * hardly more (months and years begin where they begin). Returns how many.
 */
unsigned syn_time_ticks(int32_t first, int32_t last, int32_t most, syn_time_tick out_ticks[SYN_TIME_TICK_LIMIT]);

#endif
