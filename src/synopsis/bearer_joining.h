/*
 * Bearer joining: what the parts of bearers.c share.
 */
#ifndef SYN_SYNOPSIS_BEARER_JOINING_H
#define SYN_SYNOPSIS_BEARER_JOINING_H

#include "base/array.h"
#include "base/map.h"
#include "synopsis/bearers.h"
#include "synopsis/name_matching.h"

struct syn_bearer_words {
  syn_given_names given_names;
  syn_map titles;    /* "sen", "prime minister": stand before a name */
  syn_map given;     /* given names */
  syn_map nicknames; /* "bill" -> place in `full_forms` */
  syn_text *full_forms;
  syn_map legal;    /* "corp" */
  syn_map small;    /* "of", "and" */
  syn_map suffixes; /* "jr" */
};

/* A name, cut into what is compared. */
typedef struct syn_bearer_draft {
  syn_text folded;
  syn_person_name name; /* of a person */
  syn_text middle;      /* as name.middle, without the dot of a single initial */
  bool is_full;         /* a person with a given name that can be compared */
  bool is_bare;         /* a person's surname alone */
  syn_text stem;        /* of a body: without its legal form and article */
  syn_text legal;       /* that form; empty: none */
} syn_bearer_draft;

/* A pair that was joined, and why. */
typedef struct syn_bearer_edge {
  uint32_t a, b;
  syn_join reason;
} syn_bearer_edge;

typedef struct syn_bearer_joining {
  const syn_bearer_set *set;
  const syn_bearer_words *words;
  syn_arena *arena;
  syn_bearer_draft *drafts;
  uint32_t *parents; /* a forest over the bearers */
  uint32_t *others;  /* of each the next of its group, of the last the first */
  SYN_ARRAY(syn_bearer_edge) edges;
  syn_join *joins;
} syn_bearer_joining;

/* What two bearers have in common beside their names. */
typedef struct syn_bearer_support {
  uint32_t strength; /* of the most alike of their neighbourhoods */
  uint32_t company;  /* the most telling number there */
  syn_text role;
} syn_bearer_support;

/* The words by which a name is compared. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_bearer_draft_make(const syn_bearer_words *words, syn_entity_type type, syn_text name, syn_arena *arena,
                                                syn_bearer_draft *out_draft);

/* The weight of the company that two bearings have in common; its most telling member in `out_company`, UINT32_MAX for none. */
uint32_t syn_bearings_alike(const syn_bearer_set *set, const syn_bearing *a, const syn_bearing *b, uint32_t *out_company);

/* Whether both state countries, and none is the same. */
bool syn_bearers_differ_in_country(const syn_bearer *a, const syn_bearer *b);

/* What speaks for two bearers being one; *out_is_enough: as much as so many neighbourhoods do not have in common by chance. */
syn_bearer_support syn_bearers_support(const syn_bearer_joining *joining, uint32_t a, uint32_t b, bool *out_is_enough);

/* Joins two groups unless a contradiction stands between them: countries, two identifiers, one article that names both. Returns SYN_OK,
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_bearers_unite(syn_bearer_joining *joining, uint32_t a, uint32_t b, const syn_join *reason);

/* The parts, in this order. Each returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_bearers_join_names(syn_bearer_joining *joining);
SYN_MUST_CHECK syn_status syn_bearers_join_bodies(syn_bearer_joining *joining);
SYN_MUST_CHECK syn_status syn_bearers_join_surnames(syn_bearer_joining *joining); /* heads of groups must stand */

#endif
