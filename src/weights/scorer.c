/*
 * How it works: lookups are the cost (two cache misses a feature), so all slots of a position are asked for at once before
 * the first is read. Rows of rare features are short, on average about four labels; those of frequent ones are dense, so that
 * adding them is a few vector instructions.
 *
 * Tried and dropped, for nothing was gained: a filter that turns away features without a row (only 13 of 100 have none); asking for the
 * slots of a token while the one before is scored; sums of eight labels that stay in a register while all dense rows are added.
 */
#include "weights/scorer.h"

#include <stdio.h>

/* Whether the row at `at` lies inside and names labels that exist. */
static bool is_row(const syn_scorer *scorer, uint64_t at, uint64_t row_size) {
  if (at >= row_size) return false;
  uint32_t count = scorer->rows[at];
  if (count == SYN_SCORER_DENSE) return row_size - at - 1 >= (scorer->label_count + 1) / 2;
  if (count >= row_size - at) return false;
  for (uint32_t i = 0; i < count; i++) {
    if (scorer->rows[at + 1 + i] >> 8 >= scorer->label_count) return false;
  }
  return true;
}

static syn_status check_rows(const syn_scorer *scorer, uint64_t row_size, const char *name, syn_error *error) {
  bool has_free_slot = false;
  for (uint64_t i = 0; i < scorer->slot_count; i++) {
    uint64_t slot = scorer->slots[i];
    has_free_slot = has_free_slot || slot == 0;
    if (slot != 0 && !is_row(scorer, slot & UINT32_MAX, row_size)) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "model: slot %llu of %s has no row with labels that exist", (unsigned long long)i,
                           name);
    }
  }
  /* Without a free slot the search for an unknown feature would not end. */
  if (!has_free_slot) return syn_error_set(error, SYN_BAD_INPUT, 0, "model: the slots of %s are all taken", name);
  return SYN_OK;
}

syn_status syn_scorer_open(const syn_model *model, const char *name, uint32_t label_count, syn_scorer *out_scorer, syn_error *error) {
  char record[128];
  const syn_weights *slots = NULL, *rows = NULL;
  (void)snprintf(record, sizeof record, "%s/slots", name);
  syn_status status = syn_model_require(model, record, SYN_WEIGHT_UINT64, 1, NULL, &slots, error);
  if (status != SYN_OK) return status;
  (void)snprintf(record, sizeof record, "%s/rows", name);
  status = syn_model_require(model, record, SYN_WEIGHT_INT16, 1, NULL, &rows, error);
  if (status != SYN_OK) return status;
  uint64_t slot_count = slots->dimensions[0];
  if (slot_count == 0 || slot_count > UINT32_MAX) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s has %llu slots, expected 1 to 2^32 - 1", name, (unsigned long long)slot_count);
  }
  if (label_count == 0 || label_count > SYN_SCORER_MAXIMUM_LABELS) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "model: %s has %u labels, expected 1 to 256", name, label_count);
  }
  syn_scorer scorer = {.slots = slots->data, .rows = rows->data, .slot_count = slot_count, .label_count = label_count};
  if (!syn_model_is_own(model)) status = check_rows(&scorer, rows->dimensions[0], name, error);
  if (status == SYN_OK) *out_scorer = scorer;
  return status;
}

void syn_scorer_add(const syn_scorer *scorer, const uint64_t *features, size_t feature_count, int32_t *scores) {
  for (size_t i = 0; i < feature_count; i++) __builtin_prefetch(&scorer->slots[syn_scorer_slot(features[i], scorer->slot_count)]);
  uint32_t found[SYN_SCORER_MAXIMUM_FEATURES];
  size_t found_count = 0;
  if (feature_count > SYN_SCORER_MAXIMUM_FEATURES) feature_count = SYN_SCORER_MAXIMUM_FEATURES;
  for (size_t i = 0; i < feature_count; i++) {
    uint64_t check = features[i] >> 32 ? features[i] >> 32 : 1;
    for (uint64_t at = syn_scorer_slot(features[i], scorer->slot_count);; at = at + 1 == scorer->slot_count ? 0 : at + 1) {
      uint64_t slot = scorer->slots[at];
      if (slot == 0) break;
      if (slot >> 32 != check) continue;
      __builtin_prefetch(&scorer->rows[slot & UINT32_MAX]);
      found[found_count++] = (uint32_t)slot;
      break;
    }
  }
  /* Sums of at most 128 weights of 8 bits fit into 16. */
  int16_t sums[SYN_SCORER_MAXIMUM_LABELS] = {0};
  for (size_t i = 0; i < found_count; i++) {
    const uint16_t *row = &scorer->rows[found[i]];
    if (*row == SYN_SCORER_DENSE) {
      const signed char *weights = (const signed char *)(row + 1);
      for (uint32_t label = 0; label < scorer->label_count; label++) sums[label] = (int16_t)(sums[label] + weights[label]);
      continue;
    }
    const uint16_t *end = row + 1 + row[0];
    for (row++; row < end; row++) sums[*row >> 8] = (int16_t)(sums[*row >> 8] + (*row & 0xFF) - 128);
  }
  for (uint32_t label = 0; label < scorer->label_count; label++) scores[label] += sums[label];
}
