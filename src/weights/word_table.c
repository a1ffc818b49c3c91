#include "weights/word_table.h"

#include <stdio.h>

static syn_status check(const syn_word_table *table, const char *name, uint32_t value_count, syn_error *error) {
  bool has_free_slot = false;
  for (size_t i = 0; i < table->size; i++) {
    has_free_slot = has_free_slot || table->keys[i] == 0;
    if (table->values[i] >= value_count) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: value %u of slot %zu is not below %u", name, table->values[i], i,
                           value_count);
    }
  }
  /* Without a free slot the search for an unknown word would not end. */
  if (!has_free_slot) return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: the table of words is full", name);
  return SYN_OK;
}

syn_status syn_word_table_open(const syn_model *model, const char *name, uint32_t value_count, syn_word_table *out_table,
                               syn_error *error) {
  char record[128];
  const syn_weights *keys = NULL, *values = NULL;
  (void)snprintf(record, sizeof record, "%s/keys", name);
  syn_status status = syn_model_require(model, record, SYN_WEIGHT_UINT64, 1, NULL, &keys, error);
  if (status != SYN_OK) return status;
  (void)snprintf(record, sizeof record, "%s/values", name);
  status = syn_model_require(model, record, SYN_WEIGHT_INT16, 1, NULL, &values, error);
  if (status != SYN_OK) return status;
  uint64_t size = keys->dimensions[0];
  if (values->dimensions[0] != size || size == 0 || (size & (size - 1)) != 0) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s: expected as many values as keys, a power of two", name);
  }
  syn_word_table table = {.keys = keys->data, .values = values->data, .size = (size_t)size};
  status = syn_model_is_own(model) ? SYN_OK : check(&table, name, value_count, error);
  if (status != SYN_OK) return status;
  *out_table = table;
  return SYN_OK;
}
