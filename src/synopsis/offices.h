/*
 * Offices: who acts for a state because of the office that articles give him.
 */
#ifndef SYN_SYNOPSIS_OFFICES_H
#define SYN_SYNOPSIS_OFFICES_H

#include "base/map.h"
#include "synopsis/synopsis_tables.h"
#include "synoptic/synopsis.h"

typedef struct syn_offices {
  syn_map titles; /* that are offices, in all languages */
  syn_map states; /* ISO 3166 code -> index of the identity of the state, the first in order */
} syn_offices;

/* The offices of the table titles  and the states among the identities, if any. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_offices_read(syn_synopsis_tables *tables, const syn_identity *identities, uint32_t identity_count,
                                           syn_arena *arena, syn_offices *out_offices);

/* Whether it is a person of a known state with such an office. */
bool syn_holds_office(const syn_offices *offices, const syn_identity *identity);

/* The index of the state for which an official acts; of all others their own index. */
uint32_t syn_offices_who_acts(const syn_offices *offices, const syn_identity *identities, uint32_t identity);

#endif
