/*
 * Lent dates: articles that state no day of publication, bounded by the day that linked accounts give their common happening.
 */
#ifndef SYN_SYNOPSIS_LENT_DATES_H
#define SYN_SYNOPSIS_LENT_DATES_H

#include "synopsis/gathering.h"

/* Fills gathering->lent_dates. Stories and happenings must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_lent_dates_find(syn_gathering *gathering);

#endif
