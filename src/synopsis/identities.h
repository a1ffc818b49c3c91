/*
 * Identities: the entities of single articles that are one person, organisation, country, place or thing.
 */
#ifndef SYN_SYNOPSIS_IDENTITIES_H
#define SYN_SYNOPSIS_IDENTITIES_H

#include "synopsis/gathering.h"

/* Fills gathering->identities (sorted by id) and identity_of. Links must stand. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_identities_find(syn_gathering *gathering);

/* ---- between identities.c and its parts ---- */

/* An entity under its number over all accounts. */
typedef struct syn_identity_node {
  const syn_entity *entity;
  uint32_t account;
  syn_text folded; /* the name that it is merged by: the fullest form */
} syn_identity_node;

/* What merges are made of: one forest over all entities, with the reason of each root's last merge. */
typedef struct syn_identity_merging {
  syn_gathering *gathering;
  syn_arena *scratch;
  syn_identity_node *nodes;
  uint32_t node_count;
  uint32_t *parents;
  const char **reasons; /* of each node: why it was joined to another; NULL: never, or the same name */
} syn_identity_merging;

/* Joins two entities for a reason (a static string). */
void syn_identity_join(syn_identity_merging *merging, uint32_t a, uint32_t b, const char *reason);

/* Whether two entities' countries speak against each other: both stated and not the same. */
bool syn_identity_countries_differ(const syn_identity_node *a, const syn_identity_node *b);

/* Persons: full names in several spellings, then bare surnames. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_identities_merge_persons(syn_identity_merging *merging);

/* Everything else: identifiers, names, acronyms. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_identities_merge_others(syn_identity_merging *merging);

#endif
