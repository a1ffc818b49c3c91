#include "language/words.h"

#include <string.h>
#include <xxhash.h>

#include "base/utf8.h"

uint64_t syn_word_hash(syn_text word) {
  return XXH3_64bits(word.data, word.size);
}

static char shape_of(uint32_t codepoint) {
  if (codepoint < 0x80) {
    if (codepoint >= 'a' && codepoint <= 'z') return 'x';
    if (codepoint >= 'A' && codepoint <= 'Z') return 'X';
    if (codepoint >= '0' && codepoint <= '9') return '0';
    return (char)codepoint;
  }
  if (codepoint == 0x2019) return '\'';
  if (syn_utf8_is_upper(codepoint)) return 'X';
  if (syn_utf8_is_digit(codepoint)) return '0';
  return syn_utf8_is_punctuation(codepoint) ? '#' : 'x';
}

/* Shape (runs as one) and flags of the first characters of a word. */
static void describe_shape(syn_text written, syn_word *word) {
  char shape[16];
  size_t shape_size = 0, position = 0;
  uint32_t flags = SYN_WORD_PUNCTUATION | SYN_WORD_ALL_DIGITS;
  size_t letters = 0, capitals = 0;
  for (size_t at = 0; at < written.size && position < 64; position++) {
    size_t size = 1;
    uint32_t codepoint = (unsigned char)written.data[at];
    if (codepoint >= 0x80) codepoint = syn_utf8_decode(written, at, &size);
    at += size;
    char kind = shape_of(codepoint);
    if (kind == 'x' || kind == 'X') {
      flags &= ~(uint32_t)(SYN_WORD_PUNCTUATION | SYN_WORD_ALL_DIGITS);
      letters++;
      if (kind == 'X') capitals++;
      if (position == 0)
        flags |= kind == 'X' ? SYN_WORD_CAPITAL : SYN_WORD_LOWER;
      else if (kind == 'X' && capitals != letters)
        flags |= SYN_WORD_INNER_CAPITAL;
    } else if (kind == '0') {
      flags = (flags & ~(uint32_t)SYN_WORD_PUNCTUATION) | SYN_WORD_HAS_DIGIT;
    } else if (kind == '-') {
      flags |= SYN_WORD_HAS_HYPHEN;
    } else if (kind == '.') {
      flags |= SYN_WORD_HAS_STOP;
    }
    if (shape_size < sizeof shape && (shape_size == 0 || shape[shape_size - 1] != kind)) shape[shape_size++] = kind;
  }
  if (!(flags & SYN_WORD_HAS_DIGIT)) flags &= ~(uint32_t)SYN_WORD_ALL_DIGITS;
  if (letters > 1 && capitals == letters) flags |= SYN_WORD_ALL_CAPITALS;
  word->flags = flags;
  word->shape = XXH3_64bits(shape, shape_size) ^ (flags & SYN_WORD_ALL_CAPITALS ? 1 : 0);
}

void syn_word_describe(syn_text written, syn_text lower, const syn_word_table *clusters, syn_word *out_word) {
  *out_word = (syn_word){.lower = syn_word_hash(lower)};
  size_t end = 0, start = lower.size;
  for (unsigned i = 0; i < SYN_WORD_PREFIXES && end < lower.size; i++) {
    do end++;
    while (end < lower.size && ((unsigned char)lower.data[end] & 0xC0) == 0x80);
    uint64_t bytes = 0;
    memcpy(&bytes, lower.data, end < 8 ? end : 8);
    out_word->prefix[i] = syn_word_mix(bytes, end);
  }
  for (unsigned i = 0; i < SYN_WORD_SUFFIXES && start > 0; i++) {
    do start--;
    while (start > 0 && ((unsigned char)lower.data[start] & 0xC0) == 0x80);
    size_t size = lower.size - start;
    uint64_t bytes = 0;
    memcpy(&bytes, lower.data + lower.size - (size < 8 ? size : 8), size < 8 ? size : 8);
    out_word->suffix[i] = syn_word_mix(bytes, size);
  }
  describe_shape(written, out_word);
  out_word->cluster = syn_word_table_find(clusters, out_word->lower);
}
