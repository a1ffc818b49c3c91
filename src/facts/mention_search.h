/*
 * Mention search: the one walk over a document in which nominals and pronouns are resolved, with what was mentioned so far.
 *
 * mention_references.c walks and resolves pronouns; mention_nominals.c offices, governments and ministries; mention_chains.c what trees
 * tell: appositions, "X is Y", nouns that were said of something before, and the same noun again.
 */
#ifndef SYN_FACTS_MENTION_SEARCH_H
#define SYN_FACTS_MENTION_SEARCH_H

#include "facts/mention_draft.h"
#include "facts/noun_group.h"

enum { CANDIDATE_LIMIT = 16, REFERENT_LIMIT = 256, NEAR_COUNTRIES = 16 };

/* A noun phrase that was passed, and may be taken up again. */
typedef struct noun_referent {
  noun_group group;
  uint32_t entity;       /* that it is a mention of, or DRAFT_NONE */
  uint32_t owner_entity; /* of its possessor, or DRAFT_NONE */
  uint32_t next;         /* the one before with the same noun + 1 */
  bool is_quoted;
} noun_referent;

typedef struct reference_search {
  entity_work *work;
  SYN_ARRAY(mention_draft) found;
  bool *quoted;            /* of each token */
  bool *said;              /* of each token: a noun that the text says to be something with a name */
  uint32_t *entity_at;     /* of each token that was passed: the entity whose mention covers it + 1 */
  uint32_t *last_sentence; /* of each entity: where it was mentioned last + 1; 0: not yet */
  uint32_t *times;         /* of each entity: how often it was mentioned */
  uint32_t entity_capacity;
  uint32_t subject, last_subject;      /* entity of the subject of this sentence and of the one before, or DRAFT_NONE */
  uint32_t people[2][CANDIDATE_LIMIT]; /* persons of the sentence before, and of this one, outside quotations */
  bool led[2][CANDIDATE_LIMIT];        /* of each: only behind prepositions and as possessor */
  uint32_t people_count[2];
  uint8_t has_open[2];              /* genders of pronouns that were left open, as bits: in the sentence before, and in this one */
  uint32_t silent_count;            /* sentences before this one that speak of nobody */
  int32_t subject_verb;             /* what the subject depends on, SYN_HEAD_NONE without a tree */
  uint32_t holders[REFERENT_LIMIT]; /* persons with a role; more are left out, so that the cost stays linear */
  uint32_t organizations[REFERENT_LIMIT];
  uint32_t holder_count, organization_count;
  uint32_t passed[REFERENT_LIMIT]; /* entities with a name that were mentioned, in the order of their first mentions */
  uint32_t passed_count;
  syn_map countries;                               /* id -> entity */
  const syn_known *near_countries[NEAR_COUNTRIES]; /* the last ones that were named, or had an adjective */
  uint32_t country_sentence[NEAR_COUNTRIES];       /* where, + 1 */
  uint32_t country_count;                          /* how many were noted */
  SYN_ARRAY(noun_referent) referents;
  syn_map by_noun;        /* folded lemma -> newest referent + 1 */
  uint32_t renamed_count; /* entities without a name that got one */
} reference_search;

/* Adds a mention that was resolved, and passes it. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_search_add(reference_search *search, const mention_draft *mention);

/* The only fitting person of a sentence (0: the one before, 1: this one); DRAFT_NONE when there is none or several, told apart by
 * `out_count`. `out_is_led`: whether that one stands only behind prepositions or as a possessor. */
uint32_t syn_search_only_person(const reference_search *search, unsigned which, uint8_t gender, uint32_t *out_count, bool *out_is_led);

/* A new entity, DRAFT_NONE when there are too many. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_search_new_entity(reference_search *search, const entity_draft *draft, uint32_t *out_entity);

/* mention_nominals.c: a nominal of an office, a government or a ministry that ends at `token`, and is added where it is resolved:
 * `out_entity`, else DRAFT_NONE. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_nominals_read(reference_search *search, uint32_t sentence, uint32_t token, const entity_word *word,
                                            uint32_t *out_entity);

/* mention_chains.c: the noun at `token`, with what the tree tells of it. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_chains_read(reference_search *search, uint32_t sentence, uint32_t token);

#endif
