/*
 * Versions: captures of one address, in the order in which they were made, and the gathering without the earlier ones.
 *
 * A story counts the last version alone. The earlier ones take part in identities, so that what they name is known, and in nothing else.
 */
#ifndef SYN_SYNOPSIS_VERSIONS_H
#define SYN_SYNOPSIS_VERSIONS_H

#include "synopsis/gathering.h"

#define SYN_NO_VERSION UINT32_MAX

typedef struct syn_versions {
  uint32_t *older; /* of each account: the version before it, or SYN_NO_VERSION */
  uint32_t *newer; /* of each account: the version after it, or SYN_NO_VERSION */
  uint32_t count;  /* of versions that have an older one */
} syn_versions;

/* Lists in `arena`. Only accounts need stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_versions_find(const syn_gathering *gathering, syn_arena *arena, syn_versions *out_versions);

/* Takes the versions that have a newer one out of accounts, entities and links; identities stay. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_versions_narrow(syn_gathering *gathering, const syn_versions *versions);

/* The part of an address that tells one page from another, in `arena`; empty where there is none. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_versions_address(syn_text url, syn_arena *arena, syn_text *out_key);

#endif
