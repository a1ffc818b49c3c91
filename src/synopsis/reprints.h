/*
 * Reprints: articles that hold each other's sentences, word for word; which passages, how much, who copied whom.
 */
#ifndef SYN_SYNOPSIS_REPRINTS_H
#define SYN_SYNOPSIS_REPRINTS_H

#include "synopsis/gathering.h"

/* Fills gathering->reprints. Links must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_reprints_find(syn_gathering *gathering);

/* The reprint of two accounts' articles in any order, or NULL. */
const syn_reprint *syn_reprints_between(const syn_gathering *gathering, syn_id a, syn_id b);

#endif
