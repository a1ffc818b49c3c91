/*
 * Scorer: a linear model over sparse features, as records of a model.
 *
 * A feature is a 64-bit hash. Its row lists the labels that it speaks for or against, with 8-bit weights; features without a
 * row say nothing. The caller sums the rows of a position's features and takes the label with the highest score. Records:
 *
 *   <name>/slots  uint64 [n]    open addressing from the slot feature's low 32 bits * n >> 32: its high 32 bits (never 0),
 *                               then the row's index into `rows`; 0 is a free slot
 *   <name>/rows   int16 [n]     row: count, then `count` times label << 8 | weight + 128 (unsigned)
 *                               or SYN_SCORER_DENSE, then the weights of all labels, one signed byte each, padded to two
 *
 * The bytes belong to the model. Everything is checked on opening, so that summing needs no checks.
 */
#ifndef SYN_WEIGHTS_SCORER_H
#define SYN_WEIGHTS_SCORER_H

#include "weights/model.h"

enum { SYN_SCORER_MAXIMUM_LABELS = 256, SYN_SCORER_MAXIMUM_FEATURES = 128, SYN_SCORER_DENSE = 0xFFFF };

typedef struct syn_scorer {
  const uint64_t *slots;
  const uint16_t *rows;
  uint64_t slot_count;
  uint32_t label_count;
} syn_scorer;

/* The slot where the search for a feature begins. */
static inline uint64_t syn_scorer_slot(uint64_t feature, uint64_t slot_count) {
  return (feature & UINT32_MAX) * slot_count >> 32;
}

/* Returns SYN_OK, SYN_NOT_FOUND (no such records), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_scorer_open(const syn_model *model, const char *name, uint32_t label_count, syn_scorer *out_scorer,
                                          syn_error *error);

/* Adds the rows of `features` (at most SYN_SCORER_MAXIMUM_FEATURES) to scores[label_count]. */
void syn_scorer_add(const syn_scorer *scorer, const uint64_t *features, size_t feature_count, int32_t *scores);

#endif
