/*
 * Claims: the figures of a story's accounts, with what tells what they are of.
 */
#ifndef SYN_SYNOPSIS_POINT_CLAIMS_H
#define SYN_SYNOPSIS_POINT_CLAIMS_H

#include "base/map.h"
#include "synopsis/claim_nouns.h"
#include "synopsis/figure_scope.h"
#include "synopsis/points.h"

/* What surrounds one reading of a figure. */
typedef struct syn_claim_context {
  uint32_t *words; /* numbers of the sentence's content stems, sorted */
  uint32_t word_count;
  uint32_t *near_words; /* of those next to the figure, sorted */
  uint32_t near_count;
  int event_type;                 /* of its clause, or that its noun names; -1: none */
  uint32_t *parties, party_count; /* identities of the event, sorted */
  uint32_t bearer;                /* identity of the person whose age it is, UINT32_MAX where it is not told */
  int32_t first_day, last_day;    /* of its event, or of the date that its sentence names next to it; SYN_DAY_MINIMUM: not told */
  int32_t published;              /* day; INT32_MAX: not known */
} syn_claim_context;

/* One figure of one account, with its repetitions there. */
typedef struct syn_claim {
  uint32_t column;
  uint32_t *readings; /* indexes into the account's quantities, in the order of the text */
  syn_claim_context *contexts;
  uint32_t reading_count;
  uint32_t main;         /* index into readings: the one that speaks for the account */
  syn_claim_noun *nouns; /* of each reading */
} syn_claim;

typedef SYN_ARRAY(syn_claim) syn_claim_array;

typedef struct syn_claim_set {
  syn_point_making *making;
  syn_arena *scratch;
  syn_claim_array claims;         /* by column, then place */
  syn_map word_numbers;           /* stem -> number */
  uint32_t *word_weights;         /* thousandths, by how few sentences hold the word */
  syn_map *event_nouns;           /* of each column's language: lemma -> event type */
  syn_noun_tables *tables;        /* of each column's language */
  syn_figure_words *figure_words; /* of each column's language */
} syn_claim_set;

/* Reads the claims of all accounts; repetitions in one account become one. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_claims_read(syn_point_making *making, syn_claim_set *out_set);

const syn_account *syn_claim_account(const syn_claim_set *set, const syn_claim *claim);

/* The figure that speaks for the claim. */
const syn_quantity *syn_claim_quantity(const syn_claim_set *set, const syn_claim *claim);

/* A figure as a reading, without article and parties. */
syn_reading syn_claim_reading(const syn_quantity *quantity);

/* Whether two claims measure alike: one kind and unit. */
bool syn_claims_measure_alike(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* Whether two claims count other things by one number of several digits: "200 million doses", "200 million shots". */
bool syn_claims_count_the_same(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* What speaks for it beside equal values: what they are of, the words around them, and how far they are apart. */
int32_t syn_claims_context_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* The same without values, distances and days: what they are of, the words around them, events and parties. */
int32_t syn_claims_surroundings_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* What speaks for two claims being of one fact: about 2000 and more is a good match, below 0 speaks against. */
int32_t syn_claims_evidence(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* Whether two claims of two accounts that have one subject are so much of one matter that other values contradict each other. */
bool syn_claims_may_contradict(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

/* Whether a figure of an article's headline is another one than a figure of its body, and of the same matter. */
bool syn_claims_contradict(const syn_claim_set *set, const syn_claim *title, const syn_claim *body);

/* Whether two claims of one account repeat one figure. */
bool syn_claims_repeat(const syn_claim_set *set, const syn_claim *a, const syn_claim *b);

#endif
