/*
 * Transfer search: what is known of one amount of money while its transfer is looked for (transfer_finder.c), for those who read its sides
 * and judge whether it is the amount that passes. Lives while the sentence is looked at.
 */
#ifndef SYN_FACTS_TRANSFER_SEARCH_H
#define SYN_FACTS_TRANSFER_SEARCH_H

#include "facts/transfer_lexicon.h"
#include "facts/transfer_tree.h"

enum { SYN_TRANSFER_CLIMB = 6 /* words that are looked at on the way up */, SYN_TRANSFER_SIDE_LIMIT = 16 };

typedef struct syn_transfer_side {
  uint32_t entities[SYN_TRANSFER_SIDE_LIMIT], tokens[SYN_TRANSFER_SIDE_LIMIT];
  uint32_t count;
} syn_transfer_side;

typedef struct syn_transfer_search {
  const syn_transfer_lexicon *lexicon;
  syn_transfer_tree tree;
  syn_finding *finding;
  uint32_t quantity, amount;                      /* index, and its head word */
  uint32_t noun, verb;                            /* words, or SYN_TREE_NONE */
  const syn_transfer_word *noun_word, *verb_word; /* what the lexicon says of them */
  uint32_t whole;                                 /* noun of which `noun` is a part, or SYN_TREE_NONE: "tranche of a loan" */
  bool is_whole;                                  /* the noun is what a part is paid of */
  uint32_t cue;                                   /* word that tells the stage */
  syn_stage stage;
} syn_transfer_search;

static inline const syn_token *syn_transfer_token(const syn_transfer_search *job, uint32_t token) {
  return &job->tree.sentence.tokens[token];
}

static inline uint32_t syn_transfer_sentence_end(const syn_transfer_search *job) {
  return job->tree.sentence.first + job->tree.sentence.count;
}

static inline bool syn_transfer_is_noun(const syn_transfer_search *job, uint32_t token) {
  return syn_transfer_token(job, token)->tag == SYN_TAG_NOUN || syn_transfer_token(job, token)->tag == SYN_TAG_PROPN;
}

static inline const syn_transfer_word *syn_transfer_noun_at(const syn_transfer_search *job, uint32_t token) {
  return syn_transfer_is_noun(job, token) ? syn_transfer_noun(job->lexicon, syn_transfer_token(job, token)->lemma) : NULL;
}

static inline const syn_transfer_word *syn_transfer_verb_at(const syn_transfer_search *job, uint32_t token) {
  return syn_transfer_token(job, token)->tag == SYN_TAG_VERB ? syn_transfer_verb(job->lexicon, syn_transfer_token(job, token)->lemma)
                                                             : NULL;
}

#endif
