/*
 * Builds: what a matched pattern says, as a time.
 */
#ifndef SYN_FACTS_TIME_BUILD_H
#define SYN_FACTS_TIME_BUILD_H

#include "facts/time_pieces.h"
#include "synoptic/facts.h"

/* A pattern that matched `count` pieces from `first` on; the value that each element read. */
typedef struct time_match {
  const time_ending *ending;
  uint32_t first, count;
  time_element elements[TIME_PATTERN_LIMIT];
  time_value values[TIME_PATTERN_LIMIT];
} time_match;

/* What a build may look at beside its match. */
typedef struct time_context {
  const syn_document *document;
  const time_words *words;
  const time_piece *pieces; /* of the sentence */
  size_t piece_count;
  const syn_time *anchor; /* the time in the text that others may count from, or NULL */
  const syn_time *last;   /* the newest time, its first piece and the one behind it; NULL where it stands in another sentence */
  size_t last_first, last_end;
  const syn_time *period; /* the quarter or half of a year that the text is about, or NULL */
  syn_interval published;
  syn_arena *arena;
} time_context;

/*
 * Fills type, value, interval, relative, shift and shift_unit of `out_time`. The direction of dates without a year and of weekdays is not
 * known yet: syn_time_settle follows when it is. Returns SYN_OK, SYN_NOT_FOUND when the words turn out to be no time,
 * SYN_BAD_INPUT when they are a date that does not exist (30 February), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_build(const time_context *context, const time_match *match, syn_time *out_time);

/*
 * Resolves a relative time against the day of publication and puts the result into the value where the value was open
 * ("XXXX-XX-XX" of "yesterday"). Weekdays and dates without a year keep theirs: it says what was written. `rule` is that of a holiday,
 * else empty. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_time_settle(const time_context *context, syn_text rule, syn_time *time);

#endif
