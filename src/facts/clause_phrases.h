/*
 * Clause phrases: the chunks of a sentence, read from its tree. Used by clause_tree.c.
 */
#ifndef SYN_FACTS_CLAUSE_PHRASES_H
#define SYN_FACTS_CLAUSE_PHRASES_H

#include "facts/clause.h"

typedef struct syn_phrase_cut {
  const syn_finding *finding;
  const syn_word_classes *words;
  const syn_sentence_tree *tree;
  bool *is_predicate;  /* by place in the sentence: the word makes a clause */
  uint32_t *phrase_of; /* by place in the sentence: the token that heads the noun phrase it stands in, or SYN_TREE_NONE */
} syn_phrase_cut;

/*
 * Tells predicates and noun phrases of the tree, and cuts the sentence into chunks: those of `out_list`, with `chunk_of`. A copula or main
 * verb is the chunk of its clause. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_phrases_cut(syn_phrase_cut *cut, syn_clause_list *out_list);

/* The token whose chunk stands for the clause of a predicate: itself, or its copula. */
uint32_t syn_phrases_anchor(const syn_phrase_cut *cut, uint32_t predicate);

/* Whether the tree hangs on an amount of money whoever gets it ("lend Malta $5 million"): a phrase of its own. */
bool syn_phrases_is_receiver(const syn_phrase_cut *cut, uint32_t token, uint32_t head);

#endif
