/*
 * How it works
 *
 * Terms: the lemmas of nouns, names and verbs, folded, counted over the whole document (a title counts double: it is the shortest
 * account of an article) and weighted by (1 + ln count) * idf. The idf comes from document frequencies frozen in the model, so that a
 * sketch never depends on which other articles there are. A report tells its matter in its opening and background further down, which
 * other reports do not share: terms that stand only there weigh half (stories of giveme5w1h: B-cubed F1 .910 to .928).
 *
 * Tried and dropped: a vector of the document besides, the mean of word vectors learned from the same texts (96 and 256 dimensions, by
 * singular values of passages and words). Added to the cosine of the terms at any weight it moved F1 by -.03 to +.005: the words of one
 * happening are rare names, of which such vectors know the topic only.
 *
 * Signature: MinHash (Broder 1997). Every five consecutive words of the text, in lower case and without signs, are one shingle with
 * one 64-bit hash; 64 multiply-shift permutations of that hash are run over all shingles and the least value of each is kept. The share
 * of equal places in two signatures estimates the Jaccard similarity of the two sets of shingles, with a standard error below
 * 1 / (2 * sqrt(64)) = 0.0625. The cost is 64 multiplications a word.
 */
#include "facts/finders.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/map.h"
#include "base/utf8.h"

enum {
  SHINGLE_WORDS = 5,
  TITLE_COUNT = 2,
  SHORTEST_UNTAGGED_TERM = 4,
  OPENING_BYTES = 1000,
  IN_OPENING = 1 << 30 /* beside the count of a term: the title or the opening has it */
};

static uint64_t hash_word(syn_text word) {
  syn_digest digest = syn_digest_of(word);
  uint64_t hash = 0;
  for (size_t i = 0; i < sizeof(hash); i++) hash = hash << 8 | digest.bytes[i];
  return hash;
}

/* splitmix64: spreads a counter over 64 bits (Steele, Lea, Flood 2014). */
static uint64_t mix(uint64_t value) {
  value += UINT64_C(0x9E3779B97F4A7C15);
  value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
  return value ^ (value >> 31);
}

static bool is_word(const syn_token *token) {
  if (token->tag == SYN_TAG_PUNCT || token->tag == SYN_TAG_SYM) return false;
  size_t size = 0;
  for (size_t i = 0; i < token->lower.size; i += size) {
    uint32_t codepoint = syn_utf8_decode(token->lower, i, &size);
    if (syn_utf8_is_letter(codepoint) || syn_utf8_is_digit(codepoint)) return true;
  }
  return false;
}

/* The factors of the permutations: odd multipliers and offsets. */
typedef struct permutations {
  uint64_t multiplier[SYN_SKETCH_SIGNATURE_SIZE], offset[SYN_SKETCH_SIGNATURE_SIZE];
} permutations;

static permutations make_permutations(void) {
  permutations made;
  for (size_t k = 0; k < SYN_SKETCH_SIGNATURE_SIZE; k++) {
    made.multiplier[k] = mix(2 * k) | 1;
    made.offset[k] = mix(2 * k + 1);
  }
  return made;
}

static void add_shingle(syn_sketch *sketch, const permutations *factors, const uint64_t window[SHINGLE_WORDS], size_t next) {
  uint64_t hash = 0;
  for (size_t i = 0; i < SHINGLE_WORDS; i++) hash = mix(hash ^ window[(next + i) % SHINGLE_WORDS]);
  if (sketch->shingle_count++ == 0) memset(sketch->signature, 0xFF, sizeof(sketch->signature)); /* above all values */
  for (size_t k = 0; k < SYN_SKETCH_SIGNATURE_SIZE; k++) {
    uint32_t value = (uint32_t)((hash * factors->multiplier[k] + factors->offset[k]) >> 32);
    sketch->signature[k] = value < sketch->signature[k] ? value : sketch->signature[k];
  }
}

static void make_signature(const syn_document *document, syn_sketch *sketch) {
  const permutations factors = make_permutations();
  uint64_t window[SHINGLE_WORDS] = {0};
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    if (sentence->span.field != SYN_FIELD_TEXT) continue;
    for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count; t++) {
      if (!is_word(&document->tokens[t])) continue;
      window[sketch->word_count % SHINGLE_WORDS] = hash_word(document->tokens[t].lower);
      sketch->word_count++;
      if (sketch->word_count >= SHINGLE_WORDS) add_shingle(sketch, &factors, window, sketch->word_count % SHINGLE_WORDS);
    }
  }
}

/* ---- terms ---- */

static bool is_telling(const syn_token *token) {
  if (token->tag == SYN_TAG_NOUN || token->tag == SYN_TAG_PROPN || token->tag == SYN_TAG_VERB) return is_word(token);
  /* a language without a tagger */
  return token->tag == SYN_TAG_X && token->lower.size >= SHORTEST_UNTAGGED_TERM && is_word(token);
}

static syn_status count_terms(const syn_document *document, syn_arena *arena, syn_map *counts) {
  for (uint32_t s = 0; s < document->sentence_count; s++) {
    const syn_sentence *sentence = &document->sentences[s];
    /* captions are often stock texts */
    if (sentence->span.field == SYN_FIELD_CAPTION) continue;
    for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count; t++) {
      if (!is_telling(&document->tokens[t])) continue;
      syn_text term;
      syn_status status = syn_utf8_fold(document->tokens[t].lemma, arena, &term);
      if (status != SYN_OK) return status;
      uint64_t count = 0;
      (void)syn_map_get(counts, term, &count);
      bool is_title = sentence->span.field == SYN_FIELD_TITLE, is_opening = is_title || sentence->span.start < OPENING_BYTES;
      status = syn_map_put(counts, term, (count + (is_title ? TITLE_COUNT : 1)) | (is_opening ? IN_OPENING : 0));
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

static int compare_terms(const void *a, const void *b) {
  const syn_term *left = a, *right = b;
  if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
  return syn_text_compare(left->term, right->term);
}

syn_status syn_sketch_make(const syn_fact_finder *finder, const syn_document *document, const syn_facts *facts, syn_arena *arena,
                           syn_sketch *out_sketch) {
  syn_sketch sketch = {0};
  syn_map counts;
  syn_map_init(&counts, arena);
  syn_status status = count_terms(document, arena, &counts);
  if (status != SYN_OK) return status;
  sketch.terms = SYN_ARENA_ARRAY(arena, syn_term, counts.count);
  if (sketch.terms == NULL) return SYN_NO_MEMORY;
  const syn_frequencies frequencies = syn_fact_finder_frequencies(finder, document->language);
  size_t kept = 0;
  for (size_t i = 0; i < counts.count; i++) {
    double count = (double)(counts.entries[i].value & (IN_OPENING - 1));
    double weight = (1.0 + log(count)) * (double)syn_frequencies_weight(&frequencies, counts.entries[i].key);
    if ((counts.entries[i].value & IN_OPENING) == 0) weight /= 2;
    uint32_t thousandths = (uint32_t)(weight * 1000.0 + 0.5);
    /* what every document has tells nothing */
    if (thousandths > 0) sketch.terms[kept++] = (syn_term){counts.entries[i].key, thousandths};
  }
  if (kept > 0) qsort(sketch.terms, kept, sizeof(*sketch.terms), compare_terms);
  sketch.term_count = kept < SYN_SKETCH_TERM_LIMIT ? (uint32_t)kept : SYN_SKETCH_TERM_LIMIT;
  make_signature(document, &sketch);
  *out_sketch = sketch;
  return SYN_OK;
}
