/*
 * Quote drift: which words of a wording are others than in the fullest wording of an utterance, and what of that is left out.
 */
#ifndef SYN_SYNOPSIS_QUOTE_DRIFT_H
#define SYN_SYNOPSIS_QUOTE_DRIFT_H

#include "synopsis/text_words.h"
#include "synoptic/synopsis.h"

/* One wording: its words, and the readings that hold them, in the order of the words. */
typedef struct syn_wording {
  syn_word_list words;
  syn_reading *readings;
  uint32_t reading_count;
} syn_wording;

/* The table of an alignment, used again for each: begin with {NULL}. */
typedef struct syn_drift_space {
  uint16_t *lengths;
} syn_drift_space;

/*
 * Fills drift and cut of the readings of `count` wordings of one utterance. The fullest wording (of equal ones the first) has no drift; cut
 * are its words that stand in no other place of some wording. Memory of the lists: `arena`. Returns in `out_difference` EXCERPT where all
 * that differs is left out, WORDING where words are exchanged, NONE where nothing differs. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_quote_drift_find(syn_wording *wordings, uint32_t count, syn_arena *arena, syn_arena *scratch,
                                               syn_drift_space *space, syn_difference *out_difference);

#endif
