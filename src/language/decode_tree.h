/*
 * Decode tree: the best tree of a sentence from the scores of its arcs.
 */
#ifndef SYN_LANGUAGE_DECODE_TREE_H
#define SYN_LANGUAGE_DECODE_TREE_H

#include "base/arena.h"

/* What decoding works with; made once for many sentences. */
typedef struct syn_tree_decoder {
  int64_t *scores;   /* [limit][limit + 1] */
  uint32_t *targets; /* [limit][limit + 1] */
  uint32_t *nodes;   /* several lists of 2 * limit + 2 */
  uint32_t limit;
} syn_tree_decoder;

/* For sentences of up to `limit` words; in the arena. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_tree_decoder_make(uint32_t limit, syn_arena *arena, syn_tree_decoder *out_decoder);

/*
 * The tree of `count` words (at least 1) with the highest sum of scores[word * (count + 1) + head], where head 0 is the root and word w has
 * number w + 1, among those with one word below the root. Into heads[count]. Scores are within +-2^40. Quadratic.
 */
void syn_tree_decode(syn_tree_decoder *decoder, const int32_t *scores, uint32_t count, uint32_t *heads);

#endif
