/*
 * Occurrences: one happening that several accounts tell of, with what each says of it kept in its events.
 */
#ifndef SYN_SYNOPSIS_OCCURRENCES_H
#define SYN_SYNOPSIS_OCCURRENCES_H

#include "synopsis/gathering.h"

/* Fills first_event, dates_of, occurrence_of and occurrences of the gathering. Stories and lent dates must stand. Returns SYN_OK,
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_occurrences_find(syn_gathering *gathering);

#endif
