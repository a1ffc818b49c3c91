/*
 * How it works: every document is analysed, each of its lemmas counted once. Lemmas of at least MINIMUM_DOCUMENTS documents that hold a
 * letter are kept, as hashes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/map.h"
#include "base/utf8.h"
#include "language/analyser.h"
#include "train/raw_text.h"

enum { MINIMUM_DOCUMENTS = 4 };

typedef struct frequency_work {
  const training *trainer;
  syn_analyser *analyser;
  syn_arena *scratch;
  syn_map counts; /* lemma -> last document << 32 | documents */
  uint32_t documents;
} frequency_work;

static bool has_letter(syn_text word) {
  for (size_t at = 0; at < word.size;) {
    size_t size = 0;
    if (syn_utf8_is_letter(syn_utf8_decode(word, at, &size))) return true;
    at += size;
  }
  return false;
}

static syn_status count_lemma(frequency_work *work, syn_text lemma) {
  uint64_t *value = syn_map_find(&work->counts, lemma);
  if (value) {
    if (*value >> 32 != work->documents) *value = (uint64_t)work->documents << 32 | ((*value & UINT32_MAX) + 1);
    return SYN_OK;
  }
  syn_text copy;
  syn_status status = syn_arena_copy(work->trainer->arena, lemma, &copy);
  return status == SYN_OK ? syn_map_put(&work->counts, copy, (uint64_t)work->documents << 32 | 1) : status;
}

static syn_status read_document(void *context, syn_text text, syn_error *error) {
  frequency_work *work = context;
  syn_article article = {.language = work->trainer->language, .text = text};
  syn_document document = {0};
  syn_arena_reset(work->scratch);
  syn_status status = syn_document_split(work->analyser, &article, work->scratch, &document, error);
  if (status == SYN_OK) status = syn_document_annotate(work->analyser, &document, work->scratch, error);
  if (status != SYN_OK || document.token_count == 0) return status;
  work->documents++;
  for (uint32_t t = 0; t < document.token_count && status == SYN_OK; t++) {
    syn_text lemma;
    status = syn_utf8_lower(document.tokens[t].lemma, work->scratch, &lemma);
    if (status == SYN_OK && has_letter(lemma)) status = count_lemma(work, lemma);
  }
  return status;
}

typedef struct frequency {
  uint64_t key;
  uint32_t count;
} frequency;

static int compare_frequencies(const void *a, const void *b) {
  const frequency *x = a, *y = b;
  return (x->key > y->key) - (x->key < y->key);
}

static syn_status write_frequencies(const frequency_work *work) {
  frequency *sorted = calloc(work->counts.count + 1, sizeof *sorted);
  uint64_t *keys = calloc(work->counts.count + 1, sizeof *keys);
  uint32_t *counts = calloc(work->counts.count + 1, sizeof *counts);
  if (!sorted || !keys || !counts) abort();
  uint64_t n = 0, one = 1;
  for (size_t i = 0; i < work->counts.count; i++) {
    const syn_map_entry *entry = &work->counts.entries[i];
    uint32_t count = (uint32_t)(entry->value & UINT32_MAX);
    if (count >= MINIMUM_DOCUMENTS) sorted[n++] = (frequency){XXH3_64bits(entry->key.data, entry->key.size), count};
  }
  qsort(sorted, n, sizeof *sorted, compare_frequencies);
  for (size_t i = 0; i < n; i++) {
    keys[i] = sorted[i].key;
    counts[i] = sorted[i].count;
  }
  printf("  %u documents, %zu lemmas, %llu kept\n", work->documents, work->counts.count, (unsigned long long)n);
  char record[128];
  const training *trainer = work->trainer;
  syn_status status =
      syn_model_writer_add(trainer->writer, trainer_record(trainer, "frequencies/keys", record), SYN_WEIGHT_UINT64, 1, &n, keys);
  if (status == SYN_OK)
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "frequencies/counts", record), SYN_WEIGHT_UINT32, 1, &n, counts);
  if (status == SYN_OK) {
    status = syn_model_writer_add(trainer->writer, trainer_record(trainer, "frequencies/total", record), SYN_WEIGHT_UINT32, 1, &one,
                                  &work->documents);
  }
  free(sorted);
  free(keys);
  free(counts);
  return status;
}

syn_status train_frequencies(const training *trainer, syn_error *error) {
  frequency_work work = {.trainer = trainer};
  syn_buffer buffer;
  syn_buffer_init(&buffer, (size_t)1 << 30);
  syn_model *model = NULL;
  syn_map_init(&work.counts, trainer->arena);
  syn_status status = syn_arena_create((size_t)1 << 30, &work.scratch);
  if (status == SYN_OK) status = trainer_open_model(trainer, &buffer, &model, error);
  if (status == SYN_OK) status = syn_analyser_create(model, trainer->world, &work.analyser, error);
  /* Names cost half of the time and do not matter to lemmas. */
  for (size_t i = 0; status == SYN_OK && i < work.analyser->language_count; i++) work.analyser->languages[i].recogniser.transitions = NULL;
  if (status == SYN_OK) status = raw_text_visit(trainer, read_document, &work, error);
  if (status == SYN_OK && work.documents > 0) status = write_frequencies(&work);
  syn_analyser_destroy(&work.analyser);
  syn_model_close(&model);
  syn_buffer_clear(&buffer);
  syn_arena_destroy(&work.scratch);
  return status;
}
