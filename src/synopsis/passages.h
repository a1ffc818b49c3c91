/*
 * Passages: the runs of words that two texts share.
 */
#ifndef SYN_SYNOPSIS_PASSAGES_H
#define SYN_SYNOPSIS_PASSAGES_H

#include "synopsis/gathering.h"

typedef struct syn_passage_list {
  syn_passage *items; /* in the order of the second text */
  uint32_t count;
  uint32_t copied_words; /* words of the second text in passages */
  uint32_t a_words, b_words;
  uint32_t common_shingles, all_shingles; /* different runs of five words: of both, of one of them at least */
} syn_passage_list;

/*
 * The passages of at least `shortest` words (5 or more) of `b` that stand word for word in `a`. Signs and case do not count. Spans point
 * into the texts of the articles. The list from `arena`, work memory from `scratch`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_passages_find(syn_text a, syn_text b, uint32_t shortest, syn_arena *arena, syn_arena *scratch,
                                            syn_passage_list *out_passages);

#endif
