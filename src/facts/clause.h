/*
 * Clause: who stands where around a predicate.
 *
 * A sentence is cut into chunks (noun phrases, verb groups, prepositions, signs); each verb group becomes a clause with the phrases that
 * fill its places: subject, objects, prepositional phrases. Where the sentence has a dependency tree all this is read from it
 * (clause_tree.c, clause_phrases.c), else from the tags alone (clause.c). All lists live in the arena of the finding.
 */
#ifndef SYN_FACTS_CLAUSE_H
#define SYN_FACTS_CLAUSE_H

#include "facts/finder.h"
#include "facts/sentence_tree.h"
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

/* How a clause hangs on its governor. */
typedef enum syn_clause_link {
  SYN_CLAUSE_NONE,
  SYN_CLAUSE_OPEN,      /* without a subject of its own: "agreed to lend", "accused of lying" */
  SYN_CLAUSE_CONTENT,   /* what is said, thought, wanted: "said that X left" */
  SYN_CLAUSE_ADVERBIAL, /* "left, taking", "to win", "if X leaves" */
  SYN_CLAUSE_NOUN,      /* completes a noun: "the promise to lend", "troops attacking X" */
  SYN_CLAUSE_RELATIVE
} syn_clause_link;

typedef struct syn_clause {
  uint32_t main_verb; /* token: the verb, or the copula */
  uint32_t predicate; /* token: the verb, or the adjective or noun that a copula joins to the subject */
  uint32_t verb;      /* chunk */
  uint32_t subject;   /* chunk, or SYN_NO_CHUNK */
  uint32_t object, second_object;
  syn_prepositional prepositionals[SYN_CLAUSE_PREPOSITION_LIMIT];
  uint32_t prepositional_count;
  syn_clause_link link;
  uint32_t governor;               /* index of the clause that this one completes ("agreed to lend": lend's is agreed), or SYN_NO_CHUNK */
  uint32_t governor_noun;          /* chunk of the noun that this clause completes, or SYN_NO_CHUNK */
  uint32_t joined;                 /* index of the clause that this one is joined to by a conjunction, or SYN_NO_CHUNK */
  uint32_t aside;                  /* index of a clause set beside this one ("…, he said"), or SYN_NO_CHUNK */
  uint32_t first_token, end_token; /* the stretch of the sentence that the clause's places were looked for in */
  bool is_passive, is_negated, is_finite, is_infinitive, is_progressive, has_modal, has_auxiliary, is_relative;
  bool is_due;             /* "is to leave", and a headline's "Malta to leave" */
  bool is_clausal_subject; /* of its governor: "lifting the ban would help" */
  bool asks;               /* its content is a question: "asked whether X left" */
  bool is_question;
  bool has_condition;  /* "…, if X leaves" goes with it */
  bool has_patient;    /* its own subject is that of a passive */
  bool has_subject;    /* one of its own, be it a phrase or not */
  bool owned_subject;  /* the subject is whoever possesses the phrase: "Malta's promise to lend" */
  bool is_subordinate; /* opened by a conjunction or a relative pronoun */
  uint32_t modal;      /* token of the modal auxiliary, or SYN_NO_CHUNK */
  uint32_t opener;     /* token of the conjunction that opens the clause, or SYN_NO_CHUNK */
} syn_clause;

typedef struct syn_clause_list {
  syn_chunk *chunks;
  syn_clause *clauses;
  uint32_t chunk_count, clause_count;
  bool is_question; /* the sentence asks; only with a tree */
  bool has_tree;    /* read from a tree: what follows is set */
  syn_sentence_tree tree;
  uint32_t *chunk_of;  /* of each token of the sentence: its chunk */
  uint32_t *clause_of; /* of each token of the sentence: the clause that it belongs to + 1, or 0 */
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

/* The chunk of a token of the sentence; only with a tree. */
static inline uint32_t syn_clause_chunk_of(const syn_clause_list *list, uint32_t token) {
  return list->chunk_of[token - list->tree.first];
}

/*
 * The preposition of a phrase: a child of its head, or the word before the phrase where the tree hangs it on another of its words.
 * SYN_TREE_NONE when there is none. Only with a tree.
 */
uint32_t syn_clause_preposition(const syn_clause_list *list, uint32_t head);

/*
 * The phrase that names the same beside this one ("the mayor, Ines Calleja"), or a person's name right behind it that is nothing else in
 * the clause ("the mayor Ines Calleja"). SYN_NO_CHUNK when there is none, or no tree.
 */
uint32_t syn_clause_apposed(const syn_finding *finding, const syn_clause_list *list, uint32_t chunk);

/* Whether the token belongs to the clause itself and not to one inside it; without a tree: to its stretch. */
bool syn_clause_owns(const syn_clause_list *list, const syn_clause *clause, uint32_t token);

/* The prepositional phrases that depend on a noun phrase or follow it at once, in order. Returns how many. */
uint32_t syn_clause_attached(const syn_clause_list *list, const syn_word_classes *words, uint32_t chunk, syn_prepositional *out_items,
                             uint32_t limit);

#endif
