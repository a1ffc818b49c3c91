/*
 * Dates: builds of what stands in a calendar, from days to centuries, seasons, quarters, weeks and holidays.
 */
#ifndef SYN_FACTS_TIME_DATES_H
#define SYN_FACTS_TIME_DATES_H

#include "facts/time_fields.h"

/* Builds of this kind; SYN_NOT_FOUND for others. As syn_time_build. */
SYN_MUST_CHECK syn_status syn_time_build_date(const time_context *context, const time_match *match, time_fields *fields, syn_time *time);

#endif
