/*
 * Frequencies: in how many documents of a large collection a lemma occurs, frozen in the model.
 *
 * Records: "<language>/frequencies/keys" uint64 [n], XXH3-64 of the lemma in lower case, ascending; "<language>/frequencies/counts"
 * uint32 [n]; "<language>/frequencies/total" uint32 [1], the number of documents. Lemmas of fewer than the trainer's
 * minimum are left out. The bytes belong to the model.
 */
#ifndef SYN_WEIGHTS_FREQUENCIES_H
#define SYN_WEIGHTS_FREQUENCIES_H

#include "weights/model.h"

typedef struct syn_frequencies {
  const uint64_t *keys;
  const uint32_t *counts;
  size_t count;
  uint32_t document_count; /* of the collection; at least 1 */
} syn_frequencies;

/* Returns SYN_OK, SYN_NOT_FOUND (none for this language), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_frequencies_open(const syn_model *model, syn_text language, syn_frequencies *out_frequencies,
                                               syn_error *error);

/* Documents with this lemma (in lower case); 0 where it is rarer than the collection tells. */
uint32_t syn_frequencies_find(const syn_frequencies *frequencies, syn_text lemma);

/*
 * Inverse document frequency: log((N + 1) / (documents + 1)), so 0 for a word that all have. The weight of a word in
 * comparisons of texts (Spärck Jones 1972). Zeroed frequencies give 1 for every word.
 */
float syn_frequencies_weight(const syn_frequencies *frequencies, syn_text lemma);

#endif
