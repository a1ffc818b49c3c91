/*
 * Tagger: part of speech and features of each word of a sentence.
 *
 * A label is a tag with features; a sentence is labelled from left to right, each word by a linear model over its own form,
 * its neighbours and the two labels before. Frequent words that have one label only are looked up. Records of the model:
 * "<language>/tagger/labels" uint32 [n][2] (tag, features), "…/known" (word table: label + 1), "…/slots" and "…/rows" (scorer).
 */
#ifndef SYN_LANGUAGE_TAG_WORDS_H
#define SYN_LANGUAGE_TAG_WORDS_H

#include "language/words.h"
#include "weights/scorer.h"

typedef struct syn_tagger {
  syn_scorer scorer;
  syn_word_table known;
  const uint32_t *labels; /* pairs: tag, features */
  uint32_t label_count;   /* 0: there is no tagger */
} syn_tagger;

enum { SYN_TAGGER_FEATURES = 48 };

/* Returns SYN_OK, SYN_NOT_FOUND (none for this language), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_tagger_open(const syn_model *model, syn_text language, syn_tagger *out_tagger, syn_error *error);

/*
 * The features of word `index` of a sentence of `count` words, after the labels `previous` and `before` that one (SYN_SCORER_MAXIMUM_LABELS
 * at the beginning). Returns how many were written to `features`. Shared by the program and its trainer.
 */
size_t syn_tagger_features(const syn_word *words, size_t count, size_t index, unsigned previous, unsigned before,
                           uint64_t features[SYN_TAGGER_FEATURES]);

/* Fills tag and features of the tokens of one sentence. */
void syn_tag_words(const syn_tagger *tagger, const syn_word *words, syn_token *tokens, size_t count);

#endif
