/*
 * Lengths: builds of durations, of what comes again and again, and of times of the day.
 */
#ifndef SYN_FACTS_TIME_LENGTHS_H
#define SYN_FACTS_TIME_LENGTHS_H

#include "facts/time_fields.h"

/* Builds of this kind; SYN_NOT_FOUND for others. As syn_time_build. */
SYN_MUST_CHECK syn_status syn_time_build_length(const time_context *context, const time_match *match, time_fields *fields, syn_time *time);

/* "P3D" of `amount` units: what the finder makes of "in three days" where nothing is ahead. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_time_set_duration(const time_context *context, syn_time *time, int32_t amount, char unit);

#endif
