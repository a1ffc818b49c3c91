/*
 * Clause: who stands where around a verb, found from tags alone.
 *
 * A sentence is cut into chunks (noun phrases, verb groups, prepositions, signs); each verb group becomes a clause with the phrases that
 * fill its places: subject, objects, prepositional phrases. First form, without trees: when the document has trees, the same structure will
 * be read from them. All lists live in the arena of the finding.
 */
#ifndef SYN_FACTS_CLAUSE_H
#define SYN_FACTS_CLAUSE_H

#include "facts/finder.h"
#include "facts/word_classes.h"

typedef enum syn_chunk_kind {
  SYN_CHUNK_NOUN, /* a noun phrase */
  SYN_CHUNK_VERB, /* a verb group: auxiliaries, negation, main verb */
  SYN_CHUNK_PREPOSITION,
  SYN_CHUNK_RELATIVE, /* a relative pronoun */
  SYN_CHUNK_SUBORDINATOR,
  SYN_CHUNK_COORDINATOR,
  SYN_CHUNK_COMMA,
  SYN_CHUNK_STOP, /* semicolon, colon, dash, bracket, quotation mark */
  SYN_CHUNK_OTHER /* adverbs and the rest */
} syn_chunk_kind;

typedef struct syn_chunk {
  syn_chunk_kind kind;
  uint32_t first, count; /* tokens of the document */
  uint32_t head;         /* token: the last noun of a phrase, the main verb of a group */
} syn_chunk;

enum { SYN_NO_CHUNK = UINT32_MAX, SYN_CLAUSE_PREPOSITION_LIMIT = 12 };

/* A preposition with its phrase. */
typedef struct syn_prepositional {
  uint32_t preposition; /* token */
  uint32_t phrase;      /* chunk */
} syn_prepositional;

typedef struct syn_clause {
  uint32_t verb;    /* chunk */
  uint32_t subject; /* chunk, or SYN_NO_CHUNK */
  uint32_t object, second_object;
  syn_prepositional prepositionals[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t prepositional_count;
  uint32_t governor;               /* index of the clause that this one completes ("agreed to lend": lend's is agreed), or SYN_NO_CHUNK */
  uint32_t first_token, end_token; /* the stretch of the sentence that the clause's places were looked for in */
  bool is_passive, is_negated, is_finite, is_infinitive, is_progressive, has_modal, has_auxiliary, is_relative;
  bool is_subordinate; /* opened by a conjunction or a relative pronoun */
  uint32_t modal;      /* token of the modal auxiliary, or SYN_NO_CHUNK */
  uint32_t opener;     /* token of the conjunction that opens the clause, or SYN_NO_CHUNK */
} syn_clause;

typedef struct syn_clause_list {
  syn_chunk *chunks;
  syn_clause *clauses;
  uint32_t chunk_count, clause_count;
} syn_clause_list;

/* Cuts one sentence. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_clauses_find(const syn_finding *finding, const syn_word_classes *words, const syn_sentence *sentence,
                                           syn_clause_list *out_list);

/*
 * The phrases that stand side by side with `chunk` ("A, B and C"), it included, and what is in apposition to it. Writes at most `limit`
 * chunk indexes, in order, and returns how many. `must_join` tells that the list goes on even where a verb follows ("talks between A and B
 * began").
 */
uint32_t syn_clause_coordinated(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk, bool must_join,
                                uint32_t *out_chunks, uint32_t limit);

#endif
