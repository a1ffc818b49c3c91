/*
 * How it works: weights live in short rows of (label, weight, sum, time of the last change), found by the hash of the feature in
 * an open table. The average of a weight over all decisions is kept lazily: its sum grows when it changes, by what it was
 * times how long it was that.
 */
#include "train/learner.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "weights/scorer.h"

typedef struct row_entry {
  uint32_t label, stamp;
  float weight;
  double sum;
} row_entry;

typedef struct weight_row {
  uint64_t feature;
  row_entry *entries;
  uint32_t count, capacity;
} weight_row;

enum { SIGHTING_BITS = 26 };

struct perceptron {
  unsigned label_count, minimum_sightings;
  uint32_t time;
  weight_row *rows; /* open addressing; feature 0 is free */
  size_t row_capacity, row_count;
  uint8_t *sightings;
};

static void *take(size_t count, size_t size) {
  void *memory = calloc(count, size);
  if (!memory) abort(); /* a trainer has nothing better to do */
  return memory;
}

perceptron *learner_create(unsigned label_count, unsigned minimum_sightings) {
  perceptron *made = take(1, sizeof *made);
  made->label_count = label_count;
  made->minimum_sightings = minimum_sightings;
  made->row_capacity = (size_t)1 << 20;
  made->rows = take(made->row_capacity, sizeof *made->rows);
  made->sightings = take((size_t)1 << SIGHTING_BITS, 1);
  made->time = 1;
  return made;
}

void learner_destroy(perceptron **gone) {
  if (!gone || !*gone) return;
  for (size_t i = 0; i < (*gone)->row_capacity; i++) free((*gone)->rows[i].entries);
  free((*gone)->rows);
  free((*gone)->sightings);
  free(*gone);
  *gone = NULL;
}

static uint8_t *sighting(const perceptron *learner, uint64_t feature) {
  return &learner->sightings[feature >> (64 - SIGHTING_BITS)];
}

void learner_show(perceptron *learner, const uint64_t *features, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint8_t *seen = sighting(learner, features[i]);
    if (*seen < 255) (*seen)++;
  }
}

static weight_row *find_row(const perceptron *learner, uint64_t feature) {
  size_t mask = learner->row_capacity - 1, at = feature & mask;
  while (learner->rows[at].feature != 0 && learner->rows[at].feature != feature) at = (at + 1) & mask;
  return &learner->rows[at];
}

static void grow(perceptron *learner) {
  weight_row *old = learner->rows;
  size_t old_capacity = learner->row_capacity;
  learner->row_capacity *= 2;
  learner->rows = take(learner->row_capacity, sizeof *learner->rows);
  for (size_t i = 0; i < old_capacity; i++) {
    if (old[i].feature) *find_row(learner, old[i].feature) = old[i];
  }
  free(old);
}

void learner_score(const perceptron *learner, const uint64_t *features, size_t count, float *scores) {
  for (size_t i = 0; i < count; i++) {
    const weight_row *found = find_row(learner, features[i]);
    for (uint32_t j = 0; j < found->count; j++) scores[found->entries[j].label] += found->entries[j].weight;
  }
}

static row_entry *find_entry(weight_row *row, unsigned label) {
  for (uint32_t i = 0; i < row->count; i++) {
    if (row->entries[i].label == label) return &row->entries[i];
  }
  if (row->count == row->capacity) {
    row->capacity = row->capacity ? row->capacity * 2 : 2;
    row->entries = realloc(row->entries, row->capacity * sizeof *row->entries);
    if (!row->entries) abort();
  }
  row_entry *entry = &row->entries[row->count++];
  *entry = (row_entry){.label = label};
  return entry;
}

void learner_update(perceptron *learner, const uint64_t *features, size_t count, unsigned label, float change) {
  for (size_t i = 0; i < count; i++) {
    if (*sighting(learner, features[i]) < learner->minimum_sightings) continue;
    if (learner->row_count * 2 > learner->row_capacity) grow(learner);
    weight_row *found = find_row(learner, features[i]);
    if (found->feature == 0) {
      found->feature = features[i];
      learner->row_count++;
    }
    row_entry *entry = find_entry(found, label);
    entry->sum += (double)entry->weight * (learner->time - entry->stamp);
    entry->stamp = learner->time;
    entry->weight += change;
  }
}

void learner_tick(perceptron *learner) {
  learner->time++;
}

static float average(const perceptron *learner, const row_entry *entry) {
  return (float)((entry->sum + (double)entry->weight * (learner->time - entry->stamp)) / learner->time);
}

static int compare_floats(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The scale that brings all but one in two thousand weights into eight bits. */
static float find_scale(const perceptron *learner) {
  size_t count = 0, n = 0;
  for (size_t i = 0; i < learner->row_capacity; i++) count += learner->rows[i].count;
  float *weights = take(count + 1, sizeof *weights);
  for (size_t i = 0; i < learner->row_capacity; i++) {
    for (uint32_t j = 0; j < learner->rows[i].count; j++) weights[n++] = fabsf(average(learner, &learner->rows[i].entries[j]));
  }
  qsort(weights, n, sizeof *weights, compare_floats);
  float largest = n ? weights[n - 1 - n / 2000] : 1.0f;
  free(weights);
  return largest > 0 ? 127.0f / largest : 1.0f;
}

static int compare_rows(const void *a, const void *b) {
  uint64_t x = (*(const weight_row *const *)a)->feature, y = (*(const weight_row *const *)b)->feature;
  return (x > y) - (x < y);
}

/* Appends a row in the form of the scorer; returns whether anything of it was left. */
static bool quantise(const perceptron *learner, const weight_row *from, float scale, float threshold, uint16_t *to, size_t *out_size) {
  size_t count = 0;
  for (uint32_t i = 0; i < from->count; i++) {
    float weight = average(learner, &from->entries[i]) * scale;
    if (fabsf(weight) < threshold) continue;
    long rounded = lroundf(weight > 127 ? 127 : weight < -127 ? -127 : weight);
    if (rounded == 0) continue;
    to[1 + count++] = (uint16_t)(from->entries[i].label << 8 | (unsigned)(rounded + 128));
  }
  to[0] = (uint16_t)count;
  *out_size = count + 1;
  if (count * 3 <= learner->label_count) return count > 0;
  /* A row that speaks of a third of the labels is shorter to add, and hardly longer, with all of them. */
  signed char weights[SYN_SCORER_MAXIMUM_LABELS] = {0};
  for (size_t i = 0; i < count; i++) weights[to[1 + i] >> 8] = (signed char)((to[1 + i] & 0xFF) - 128);
  to[0] = SYN_SCORER_DENSE;
  memcpy(to + 1, weights, learner->label_count);
  if (learner->label_count % 2) memset((char *)(to + 1) + learner->label_count, 0, 1);
  *out_size = 1 + (learner->label_count + 1) / 2;
  return true;
}

syn_status learner_write(perceptron *learner, const char *name, float threshold, syn_model_writer *writer, float *out_scale) {
  float scale = find_scale(learner);
  size_t entry_count = 0, n = 0, kept = 0, size = 0;
  const weight_row **sorted = take(learner->row_count + 1, sizeof *sorted);
  for (size_t i = 0; i < learner->row_capacity; i++) {
    if (learner->rows[i].feature) sorted[n++] = &learner->rows[i];
    entry_count += learner->rows[i].count;
  }
  qsort(sorted, n, sizeof *sorted, compare_rows);
  uint16_t *rows = take(entry_count * 2 + n + SYN_SCORER_MAXIMUM_LABELS, sizeof *rows);
  uint64_t *features = take(n + 1, sizeof *features), *offsets = take(n + 1, sizeof *offsets);
  for (size_t i = 0; i < n; i++) {
    size_t added = 0;
    if (!quantise(learner, sorted[i], scale, threshold, rows + size, &added)) continue;
    features[kept] = sorted[i]->feature;
    offsets[kept++] = size;
    size += added;
  }
  uint64_t slot_count = kept * 5 / 4 + 16;
  uint64_t *slots = take(slot_count, sizeof *slots);
  for (size_t i = 0; i < kept; i++) {
    uint64_t at = syn_scorer_slot(features[i], slot_count);
    while (slots[at]) at = at + 1 == slot_count ? 0 : at + 1;
    slots[at] = (features[i] >> 32 ? features[i] >> 32 : 1) << 32 | offsets[i];
  }
  uint64_t row_size = size;
  char record[128];
  (void)snprintf(record, sizeof record, "%s/slots", name);
  syn_status status = syn_model_writer_add(writer, record, SYN_WEIGHT_UINT64, 1, &slot_count, slots);
  (void)snprintf(record, sizeof record, "%s/rows", name);
  if (status == SYN_OK) status = syn_model_writer_add(writer, record, SYN_WEIGHT_INT16, 1, &row_size, rows);
  printf("  %s: %zu features of %zu kept, %zu weights, %llu slots, %.1f MB\n", name, kept, n, size - kept, (unsigned long long)slot_count,
         (double)(slot_count * 8 + size * 2) / 1e6);
  free(slots);
  free(rows);
  free(features);
  free(offsets);
  free(sorted);
  *out_scale = scale;
  return status;
}

uint32_t learner_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (uint32_t)(*state >> 32);
}

void learner_shuffle(uint32_t *items, size_t count, uint64_t *state) {
  for (size_t i = count; i > 1; i--) {
    size_t other = learner_random(state) % i;
    uint32_t item = items[i - 1];
    items[i - 1] = items[other];
    items[other] = item;
  }
}

syn_status learner_write_table(const char *name, const uint64_t *keys, const uint16_t *values, size_t count, syn_model_writer *writer) {
  uint64_t size = 16;
  while (size * 4 < count * 5) size *= 2;
  uint64_t *slots = take(size, sizeof *slots);
  uint16_t *numbers = take(size, sizeof *numbers);
  for (size_t i = 0; i < count; i++) {
    uint64_t at = keys[i] & (size - 1);
    while (slots[at] != 0 && slots[at] != keys[i]) at = (at + 1) & (size - 1);
    slots[at] = keys[i];
    numbers[at] = values[i];
  }
  char record[128];
  (void)snprintf(record, sizeof record, "%s/keys", name);
  syn_status status = syn_model_writer_add(writer, record, SYN_WEIGHT_UINT64, 1, &size, slots);
  (void)snprintf(record, sizeof record, "%s/values", name);
  if (status == SYN_OK) status = syn_model_writer_add(writer, record, SYN_WEIGHT_INT16, 1, &size, numbers);
  free(slots);
  free(numbers);
  return status;
}
