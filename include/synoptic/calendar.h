/*
 * Moments as people and records write them.
 */
#ifndef SYNOPTIC_CALENDAR_H
#define SYNOPTIC_CALENDAR_H

#include "synoptic/span.h"
#include "synoptic/status.h"

#include <stddef.h>

SYN_C_BEGIN

enum { SYN_MOMENT_TEXT_SIZE = 40 };

/* "2019-09-16" or "2019-09-16T10:00:00+02:00" (no zone: none written); NUL-terminated; returns the length. */
SYN_PUBLIC size_t syn_moment_format(syn_moment moment, char out_text[SYN_MOMENT_TEXT_SIZE]);

/* Negative, 0 or positive. Within one day a moment without a time of day is equal to all of them. */
SYN_PUBLIC int syn_moment_compare(syn_moment a, syn_moment b);

SYN_C_END

#endif
