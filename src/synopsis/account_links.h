/*
 * Account links: which articles are about alike things, from the telling words in their sketches.
 */
#ifndef SYN_SYNOPSIS_ACCOUNT_LINKS_H
#define SYN_SYNOPSIS_ACCOUNT_LINKS_H

#include "synopsis/gathering.h"

/* Fills gathering->links. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_account_links_find(syn_gathering *gathering);

/* What a telling word of an account counts, before lengths are made one: its weight, in short items the root of it. */
double syn_account_term_weight(const syn_sketch *sketch, uint32_t term);

#endif
