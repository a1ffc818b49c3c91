/*
 * How it works
 *
 * Every five consecutive words of the first text are remembered by their hash, with all places of the same five in a chain. The second text
 * is read once: at each word the chain of its next five words is tried, the longest run is taken, and reading goes on behind it. A chain is
 * tried CHAIN_LIMIT times at most, so texts that repeat themselves cost no more than others. Words are compared by 64 bits of a hash.
 */
#include "synopsis/passages.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "synopsis/text_words.h"

enum { SEED = 5, CHAIN_LIMIT = 32 };

typedef struct hashed_words {
  uint64_t *hashes;
  syn_word_list words;
} hashed_words;

static syn_status hash_words(syn_text text, syn_arena *scratch, hashed_words *out) {
  syn_status status = syn_words_of(text, 0, (uint32_t)text.size, scratch, &out->words);
  if (status != SYN_OK) return status;
  out->hashes = SYN_ARENA_ARRAY(scratch, uint64_t, out->words.count);
  if (!out->hashes) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < out->words.count; i++) {
    syn_digest digest = syn_digest_of(out->words.items[i].folded);
    memcpy(&out->hashes[i], digest.bytes, sizeof out->hashes[i]);
  }
  return SYN_OK;
}

static syn_text seed_key(const hashed_words *words, uint32_t at) {
  return (syn_text){(const char *)&words->hashes[at], SEED * sizeof(uint64_t)};
}

static uint32_t run_length(const hashed_words *a, uint32_t i, const hashed_words *b, uint32_t k) {
  uint32_t length = 0;
  while (i + length < a->words.count && k + length < b->words.count && a->hashes[i + length] == b->hashes[k + length]) length++;
  return length;
}

typedef SYN_ARRAY(syn_passage) passage_array;

static syn_status add_passage(const hashed_words *a, uint32_t i, const hashed_words *b, uint32_t k, uint32_t length, syn_arena *arena,
                              passage_array *passages) {
  syn_passage *passage = SYN_ARRAY_ADD(passages, arena);
  if (!passage) return SYN_NO_MEMORY;
  passage->a = (syn_span){a->words.items[i].start, a->words.items[i + length - 1].end, SYN_FIELD_TEXT, 0};
  passage->b = (syn_span){b->words.items[k].start, b->words.items[k + length - 1].end, SYN_FIELD_TEXT, 0};
  return SYN_OK;
}

/* Remembers where each five words of `a` stand: the map holds the first place + 1, `next` the one after it. */
static syn_status remember_seeds(const hashed_words *a, syn_map *seeds, uint32_t *next) {
  for (uint32_t i = a->words.count < SEED ? 0 : a->words.count - SEED + 1; i > 0; i--) {
    uint64_t before = 0;
    (void)syn_map_get(seeds, seed_key(a, i - 1), &before);
    next[i - 1] = (uint32_t)before;
    if (syn_map_put(seeds, seed_key(a, i - 1), i) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static int order_hashes(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return x < y ? -1 : x > y;
}

/* The different runs of SEED words of a text, as sorted hashes. */
static syn_status list_shingles(const hashed_words *words, syn_arena *scratch, uint64_t **out_shingles, uint32_t *out_count) {
  uint32_t count = words->words.count < SEED ? 0 : words->words.count - SEED + 1, kept = 0;
  uint64_t *shingles = SYN_ARENA_ARRAY(scratch, uint64_t, count);
  if (!shingles) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < count; i++) {
    syn_digest digest = syn_digest_of(seed_key(words, i));
    memcpy(&shingles[i], digest.bytes, sizeof shingles[i]);
  }
  if (count > 1) qsort(shingles, count, sizeof *shingles, order_hashes);
  for (uint32_t i = 0; i < count; i++)
    if (kept == 0 || shingles[kept - 1] != shingles[i]) shingles[kept++] = shingles[i];
  *out_shingles = shingles;
  *out_count = kept;
  return SYN_OK;
}

static syn_status count_shingles(const hashed_words *a, const hashed_words *b, syn_arena *scratch, syn_passage_list *counts) {
  uint64_t *x, *y;
  uint32_t x_count, y_count, common = 0;
  syn_status status = list_shingles(a, scratch, &x, &x_count);
  if (status == SYN_OK) status = list_shingles(b, scratch, &y, &y_count);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0, k = 0; i < x_count && k < y_count;) {
    bool is_before = x[i]<y[k], is_behind = x[i]> y[k];
    common += !is_before && !is_behind;
    i += !is_behind;
    k += !is_before;
  }
  counts->common_shingles = common;
  counts->all_shingles = x_count + y_count - common;
  return SYN_OK;
}

syn_status syn_passages_find(syn_text a, syn_text b, uint32_t shortest, syn_arena *arena, syn_arena *scratch,
                             syn_passage_list *out_passages) {
  hashed_words x, y;
  passage_array passages = {0};
  syn_map seeds;
  syn_map_init(&seeds, scratch);
  syn_status status = hash_words(a, scratch, &x);
  if (status == SYN_OK) status = hash_words(b, scratch, &y);
  if (status != SYN_OK) return status;
  uint32_t *next = SYN_ARENA_ARRAY(scratch, uint32_t, x.words.count), copied = 0;
  if (!next || remember_seeds(&x, &seeds, next) != SYN_OK) return SYN_NO_MEMORY;
  for (uint32_t k = 0; k + SEED <= y.words.count;) {
    uint64_t place = 0;
    uint32_t longest = 0, longest_at = 0, tried = 0;
    (void)syn_map_get(&seeds, seed_key(&y, k), &place);
    for (; place > 0 && tried < CHAIN_LIMIT; place = next[place - 1], tried++) {
      uint32_t length = run_length(&x, (uint32_t)place - 1, &y, k);
      if (length <= longest) continue;
      longest = length;
      longest_at = (uint32_t)place - 1;
    }
    if (longest >= shortest) {
      if (add_passage(&x, longest_at, &y, k, longest, arena, &passages) != SYN_OK) return SYN_NO_MEMORY;
      copied += longest;
    }
    k += longest >= shortest ? longest : 1;
  }
  *out_passages = (syn_passage_list){passages.items, (uint32_t)passages.count, copied, x.words.count, y.words.count, 0, 0};
  return count_shingles(&x, &y, scratch, out_passages);
}
