/*
 * Fulfilments: what later reports make of what was promised, planned, offered or threatened.
 */
#ifndef SYN_SYNOPSIS_FULFILMENTS_H
#define SYN_SYNOPSIS_FULFILMENTS_H

#include "synopsis/gathering.h"

/* Fills fulfilments of the gathering. Occurrences and the ledger must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_fulfilments_find(syn_gathering *gathering);

#endif
