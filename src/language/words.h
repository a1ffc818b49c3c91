/*
 * Words: what tagger and name recogniser ask about a token, computed once for all tokens of a document.
 *
 * Everything is a hash, so that a feature is a few multiplications. The hashes are part of the trained weights: what is
 * changed here makes new weights necessary.
 */
#ifndef SYN_LANGUAGE_WORDS_H
#define SYN_LANGUAGE_WORDS_H

#include "records/document.h"
#include "weights/word_table.h"

enum {
  SYN_WORD_CAPITAL = 1 << 0,      /* begins with a capital */
  SYN_WORD_ALL_CAPITALS = 1 << 1, /* more than one letter, all capitals */
  SYN_WORD_HAS_DIGIT = 1 << 2,
  SYN_WORD_ALL_DIGITS = 1 << 3, /* digits and what joins them */
  SYN_WORD_HAS_HYPHEN = 1 << 4,
  SYN_WORD_HAS_STOP = 1 << 5,
  SYN_WORD_PUNCTUATION = 1 << 6, /* no letter, no digit */
  SYN_WORD_INNER_CAPITAL = 1 << 7,
  SYN_WORD_LOWER = 1 << 8 /* begins with a small letter */
};

enum { SYN_WORD_PREFIXES = 4, SYN_WORD_SUFFIXES = 4 };

typedef struct syn_word {
  uint64_t lower;                     /* hash of the word in lower case */
  uint64_t prefix[SYN_WORD_PREFIXES]; /* of the first 1 to 4 characters in lower case; 0 where the word is shorter */
  uint64_t suffix[SYN_WORD_SUFFIXES]; /* of the last 1 to 4 */
  uint64_t shape;                     /* of "Xx", "X.X", "0,0": runs are one */
  uint32_t flags;                     /* SYN_WORD_ */
  uint32_t cluster;                   /* class of words that occur in like contexts; 0: none */
} syn_word;

/* The hash of a word, by which all records of the language stage are asked. */
uint64_t syn_word_hash(syn_text word);

/* Joins a number to a hash; the order matters. */
static inline uint64_t syn_word_mix(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
  return hash ^ (hash >> 29);
}

/* Fills `out_word` for a word and its form in lower case. */
void syn_word_describe(syn_text written, syn_text lower, const syn_word_table *clusters, syn_word *out_word);

#endif
