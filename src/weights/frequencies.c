#include "weights/frequencies.h"

#include <math.h>
#include <stdio.h>
#include <xxhash.h>

static syn_status require(const syn_model *model, syn_text language, const char *part, syn_weight_type type, uint64_t size,
                          const syn_weights **out_weights, syn_error *error) {
  char name[96];
  (void)snprintf(name, sizeof name, "%.*s/frequencies/%s", SYN_TEXT_ARGUMENTS(language), part);
  return syn_model_require(model, name, type, 1, &size, out_weights, error);
}

syn_status syn_frequencies_open(const syn_model *model, syn_text language, syn_frequencies *out_frequencies, syn_error *error) {
  const syn_weights *keys = NULL, *counts = NULL, *total = NULL;
  syn_status status = require(model, language, "keys", SYN_WEIGHT_UINT64, 0, &keys, error);
  if (status == SYN_OK) status = require(model, language, "counts", SYN_WEIGHT_UINT32, keys->dimensions[0], &counts, error);
  if (status == SYN_OK) status = require(model, language, "total", SYN_WEIGHT_UINT32, 1, &total, error);
  if (status != SYN_OK) return status;
  syn_frequencies frequencies = {.keys = keys->data, .counts = counts->data, .document_count = *(const uint32_t *)total->data};
  /* A dimension of 0 asks for none in particular, so equal sizes are checked here. */
  if (counts->dimensions[0] != keys->dimensions[0] || total->dimensions[0] != 1 || frequencies.document_count == 0) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: the frequencies of %.*s do not fit together", SYN_TEXT_ARGUMENTS(language));
  }
  frequencies.count = (size_t)keys->dimensions[0];
  for (size_t i = 1; i < frequencies.count && !syn_model_is_own(model); i++) {
    if (frequencies.keys[i - 1] >= frequencies.keys[i]) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "model: the frequencies of %.*s are not in order", SYN_TEXT_ARGUMENTS(language));
    }
  }
  *out_frequencies = frequencies;
  return SYN_OK;
}

uint32_t syn_frequencies_find(const syn_frequencies *frequencies, syn_text lemma) {
  uint64_t key = XXH3_64bits(lemma.data, lemma.size);
  size_t low = 0, high = frequencies->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (frequencies->keys[middle] < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < frequencies->count && frequencies->keys[low] == key ? frequencies->counts[low] : 0;
}

float syn_frequencies_weight(const syn_frequencies *frequencies, syn_text lemma) {
  if (frequencies->document_count == 0) return 1.0f;
  uint32_t found = syn_frequencies_find(frequencies, lemma);
  if (found > frequencies->document_count) found = frequencies->document_count;
  return logf(((float)frequencies->document_count + 1.0f) / ((float)found + 1.0f));
}
