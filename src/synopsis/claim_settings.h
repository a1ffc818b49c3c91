/*
 * Claim settings: where and when a figure's matter is set, and whether two figures with other values are of one matter all the same.
 */
#ifndef SYN_SYNOPSIS_CLAIM_SETTINGS_H
#define SYN_SYNOPSIS_CLAIM_SETTINGS_H

#include "synopsis/point_claims.h"

/*
 * Parts groups of claims whose values cannot all be meant, and that are not plainly of one matter: `groups` holds the smallest member of
 * each claim's group, and does so again afterwards. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_claims_part(syn_claim_set *set, uint32_t *groups);

#endif
