/*
 * Word table: hashes of words with small numbers, as records of a model.
 *
 * Records: "<name>/keys" uint64 [2^k], open addressing by the low bits, 0 a free slot; "<name>/values" int16 [2^k], read as unsigned. The
 * bytes belong to the model. A zeroed table is empty.
 */
#ifndef SYN_WEIGHTS_WORD_TABLE_H
#define SYN_WEIGHTS_WORD_TABLE_H

#include "weights/model.h"

enum { SYN_WORD_TABLE_NONE = 0 };

typedef struct syn_word_table {
  const uint64_t *keys;
  const uint16_t *values;
  size_t size; /* slots */
} syn_word_table;

/* `value_count`: values are below it. Returns SYN_OK, SYN_NOT_FOUND (no such records), SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_word_table_open(const syn_model *model, const char *name, uint32_t value_count, syn_word_table *out_table,
                                              syn_error *error);

/* The value of a hash; SYN_WORD_TABLE_NONE (0, which trainers do not give to a word) where it is not there. */
static inline uint32_t syn_word_table_find(const syn_word_table *table, uint64_t hash) {
  if (table->size == 0) return SYN_WORD_TABLE_NONE;
  for (size_t at = hash & (table->size - 1);; at = (at + 1) & (table->size - 1)) {
    if (table->keys[at] == hash) return table->values[at];
    if (table->keys[at] == 0) return SYN_WORD_TABLE_NONE;
  }
}

#endif
