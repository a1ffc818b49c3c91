/*
 * Resolution: a time that depends on the day of publication becomes an interval once that day is known.
 *
 * Used twice: by facts, with the day the article states, and by the synopsis, with a day that linked accounts lend.
 */
#ifndef SYN_RECORDS_TIME_RESOLUTION_H
#define SYN_RECORDS_TIME_RESOLUTION_H

#include "synoptic/facts.h"

/*
 * The interval of `time` (its shift, shift_unit, value, direction) for an article published in `published`. A publication interval of
 * several days gives the union where that is honest: weekdays only if every day of the interval gives the same day. Without an answer the
 * basis is NONE. The basis of the result is TEXT.
 */
syn_interval syn_time_resolve(const syn_time *time, syn_interval published);

#endif
