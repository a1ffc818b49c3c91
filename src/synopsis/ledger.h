/*
 * Ledger: money between actors, from all accounts: each matter once, however often it is told.
 *
 * Made of the transfers of quantities. A promise and its payment are two entries, the later of which follows the earlier; a tranche is part
 * of its loan. Who adds up leaves out what follows or is a part.
 */
#ifndef SYN_SYNOPSIS_LEDGER_H
#define SYN_SYNOPSIS_LEDGER_H

#include "synopsis/gathering.h"

/* Fills gathering->entries. Identities and stories must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_ledger_find(syn_gathering *gathering);

#endif
