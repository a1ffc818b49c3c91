/*
 * Clause mending: what cheap looks at the words right before a verb can set right of a tree. Used by clause_tree.c.
 */
#ifndef SYN_FACTS_CLAUSE_MENDING_H
#define SYN_FACTS_CLAUSE_MENDING_H

#include "facts/clause_phrases.h"

/* A sentence while its clauses are read off the tree. */
typedef struct syn_clause_reading {
  syn_phrase_cut cut;
  const syn_finding *finding;
  const syn_sentence_tree *tree;
  syn_clause_list *list;
} syn_clause_reading;

static inline const syn_token *syn_reading_token_at(const syn_clause_reading *job, uint32_t token) {
  return &job->tree->tokens[token];
}

static inline bool syn_reading_is_class(const syn_clause_reading *job, uint32_t token, uint32_t classes) {
  return syn_word_is(job->cut.words, syn_reading_token_at(job, token)->lower, classes);
}

static inline bool syn_reading_lemma_is_class(const syn_clause_reading *job, uint32_t token, uint32_t classes) {
  return syn_word_is(job->cut.words, syn_reading_token_at(job, token)->lemma, classes);
}

static inline bool syn_reading_is_predicate(const syn_clause_reading *job, uint32_t token) {
  return job->cut.is_predicate[token - job->tree->first];
}

/* Whether the token is the head of a noun phrase. */
static inline bool syn_reading_heads_phrase(const syn_clause_reading *job, uint32_t token) {
  return job->cut.phrase_of[token - job->tree->first] == token;
}

static inline uint32_t syn_reading_chunk_of(const syn_clause_reading *job, uint32_t token) {
  return syn_clause_chunk_of(job->list, token);
}

static inline uint32_t syn_reading_head_of_chunk(const syn_clause_reading *job, uint32_t chunk) {
  return job->list->chunks[chunk].head;
}

/* Whether the phrase may be somebody who acts: a name, a personal pronoun, a plural. */
bool syn_clause_names_party(const syn_clause_reading *job, uint32_t chunk);

bool syn_clause_follows_comma(const syn_clause_reading *job, uint32_t chunk);

/* Gives the clause the subject that stands before it, where its own children hold none; what is no object becomes the subject. */
void syn_clause_mend(const syn_clause_reading *job, syn_clause *clause);

#endif
