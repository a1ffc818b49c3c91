/*
 * Feeds bytes to the loader of model files and to all that open records: whatever is accepted must be readable without going outside.
 *
 * A checksum keeps nearly every mutation out, so the target also puts the checksums right (where the directory is plausible)
 * and loads again: an attacker can do that too.
 */
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "fuzz_target.h"
#include "language/analyser.h"
#include "weights/frequencies.h"
#include "weights/model_layout.h"

static void require(bool condition) {
  if (!condition) abort();
}

/* Analyses a few words with the weights of an accepted model. */
static void use(const syn_model *model) {
  static syn_world *world;
  static syn_arena *arena;
  if (!world && syn_world_open(NULL, &world, NULL) != SYN_OK) abort();
  if (!arena && syn_arena_create((size_t)64 << 20, &arena) != SYN_OK) abort();
  syn_frequencies frequencies;
  if (syn_frequencies_open(model, SYN_TEXT("en"), &frequencies, NULL) == SYN_OK)
    (void)syn_frequencies_find(&frequencies, SYN_TEXT("bridge"));
  syn_analyser *analyser = NULL;
  if (syn_analyser_create(model, world, &analyser, NULL) != SYN_OK) return;
  syn_article article = {.language = SYN_TEXT("en"), .text = SYN_TEXT("Mayor Ilse Varga opened 3 bridges in Sweden. She didn't smile.")};
  syn_document document = {0};
  syn_arena_reset(arena);
  if (syn_document_analyse(analyser, &article, arena, &document, NULL) == SYN_OK) {
    for (uint32_t i = 0; i < document.token_count; i++) {
      require(document.tokens[i].tag < SYN_TAG_COUNT && document.tokens[i].lemma.size > 0);
    }
    for (uint32_t i = 0; i < document.name_count; i++) {
      require(document.names[i].type < SYN_NAME_TYPE_COUNT && document.names[i].token_count > 0);
      require(document.names[i].first_token + document.names[i].token_count <= document.token_count);
    }
  }
  syn_analyser_destroy(&analyser);
}

static void load(const void *data, size_t size) {
  syn_model *model = NULL;
  if (syn_model_read((syn_text){data, size}, &model, NULL) != SYN_OK) return;
  uint64_t sum = 0;
  for (size_t i = 0; i < syn_model_count(model); i++) {
    const syn_weights *weights = syn_model_at(model, i);
    require((uintptr_t)weights->data % SYN_MODEL_ALIGNMENT == 0);
    for (size_t j = 0; j < weights->size; j++) sum += ((const uint8_t *)weights->data)[j];
    for (size_t j = 0; j < weights->name.size; j++) sum += (uint8_t)weights->name.data[j];
  }
  require(sum != UINT64_MAX);
  use(model);
  syn_model_close(&model);
}

/* Makes all checksums fit the bytes. */
static void mend(uint8_t *bytes, size_t size) {
  syn_model_header header;
  if (size < sizeof header) return;
  memcpy(&header, bytes, sizeof header);
  memcpy(header.magic, SYN_MODEL_MAGIC, sizeof header.magic);
  header.version = SYN_MODEL_VERSION;
  header.file_size = size;
  if (header.record_count > (size - sizeof header) / sizeof(syn_model_entry)) return;
  size_t entries_end = sizeof header + header.record_count * sizeof(syn_model_entry);
  if (header.names_size > size - entries_end) return;
  for (uint32_t i = 0; i < header.record_count; i++) {
    syn_model_entry entry;
    memcpy(&entry, bytes + sizeof header + i * sizeof entry, sizeof entry);
    if (entry.data_offset <= size && entry.data_size <= size - entry.data_offset) {
      entry.data_digest = XXH3_64bits(bytes + entry.data_offset, entry.data_size);
    }
    memcpy(bytes + sizeof header + i * sizeof entry, &entry, sizeof entry);
  }
  header.directory_digest = XXH3_64bits(bytes + sizeof header, entries_end - sizeof header + header.names_size);
  memcpy(bytes, &header, sizeof header);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  load(data, size);
  uint8_t *copy = malloc(size + 1);
  if (!copy) return 0;
  if (size) memcpy(copy, data, size);
  mend(copy, size);
  load(copy, size);
  free(copy);
  return 0;
}
