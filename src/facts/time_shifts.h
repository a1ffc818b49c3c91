/*
 * Shifts: builds of what counts from the day of publication, from another time in the text, or from the period that the text is about.
 */
#ifndef SYN_FACTS_TIME_SHIFTS_H
#define SYN_FACTS_TIME_SHIFTS_H

#include "facts/time_fields.h"

/* Builds of this kind; SYN_NOT_FOUND for others. As syn_time_build. */
SYN_MUST_CHECK syn_status syn_time_build_shift(const time_context *context, const time_match *match, time_fields *fields, syn_time *time);

/* "XXXX-WXX-1", "XXXX-WXX-1TMO", "XXXX-WXX-WE"; `of_week`: of the week that lies `side` weeks away. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_time_build_weekday(const time_context *context, const time_fields *fields, bool of_week, syn_time *time);

/* `amount` units away from the days of `anchor`: value and interval. An anchor of several days must be whole months for a shift by years.
 * Returns SYN_OK (with nothing set where it cannot be said), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_time_count_from(const time_context *context, const syn_time *anchor, int32_t amount, char unit,
                                              syn_time *time);

#endif
