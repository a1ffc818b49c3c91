/*
 * Pairing: groups of claims that tell one matter with other values, found by what is around the figures.
 */
#ifndef SYN_SYNOPSIS_CLAIM_PAIRING_H
#define SYN_SYNOPSIS_CLAIM_PAIRING_H

#include "synopsis/point_claims.h"

/*
 * Joins groups of claims (each told by its smallest member) of one kind and unit whose accounts are others, where each is the other's best
 * fit by far. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_claims_pair(syn_claim_set *set, uint32_t *groups);

#endif
