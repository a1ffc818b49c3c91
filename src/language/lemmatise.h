/*
 * Lemmatiser: the dictionary form of a word, from the word and its tag.
 *
 * Learned edits ("strip 3 bytes, add y"), found by the whole word for irregular ones, else by its longest known ending. Records:
 * "<language>/lemmas" (word table: index of an edit), "…/edits" uint32 [n] (strip << 24 | size << 16 | offset), "…/text" bytes.
 */
#ifndef SYN_LANGUAGE_LEMMATISE_H
#define SYN_LANGUAGE_LEMMATISE_H

#include "language/words.h"

typedef struct syn_lemmatiser {
  syn_word_table table;
  const uint32_t *edits;
  uint32_t edit_count;
  syn_text text;
} syn_lemmatiser;

enum { SYN_LEMMA_LONGEST_ENDING = 6 }; /* bytes */

/* Returns SYN_OK, SYN_NOT_FOUND (none for this language), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_lemmatiser_open(const syn_model *model, syn_text language, syn_lemmatiser *out_lemmatiser, syn_error *error);

/* What the lemma depends on besides the word: the tag and the features of inflection. */
uint64_t syn_lemma_group(unsigned tag, uint32_t features);

/* The keys of a whole word and of an ending (its size in bytes is part of the key), within a group. */
uint64_t syn_lemma_word_key(uint64_t group, syn_text word);
uint64_t syn_lemma_ending_key(uint64_t group, syn_text ending);

/*
 * The lemma of `token`, whose `lower`, tag and features are set; `written` is the word as it stands in the text, from which the
 * lemma of a proper name is made. In the arena or a slice of what was passed. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_lemmatise(const syn_lemmatiser *lemmatiser, const syn_token *token, syn_text written, syn_arena *arena,
                                        syn_text *out_lemma);

#endif
