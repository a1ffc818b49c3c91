#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

enum { INDEX_STEP = 64 };

static bool is_continuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

/*
 * Table 3-7 of the Unicode standard: the length a first byte announces and the range of the
 * second byte, which is where overlong forms, surrogates and numbers above U+10FFFF stop.
 */
static size_t announced_size(unsigned char first, unsigned char *out_low, unsigned char *out_high) {
  *out_low = 0x80;
  *out_high = 0xBF;
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  if (first < 0xE0) return 2;
  if (first == 0xE0) *out_low = 0xA0;
  if (first == 0xED) *out_high = 0x9F;
  if (first == 0xF0) *out_low = 0x90;
  if (first == 0xF4) *out_high = 0x8F;
  return first < 0xF0 ? 3 : 4;
}

/* As syn_utf8_decode; `*out_valid` tells an invalid sequence from a U+FFFD that is in the text. */
static uint32_t decode(syn_text text, size_t offset, size_t *out_size, bool *out_valid) {
  const unsigned char *bytes = (const unsigned char *)text.data + offset;
  size_t left = text.size - offset, at = 1;
  unsigned char low, high;
  size_t announced = announced_size(bytes[0], &low, &high);
  uint32_t codepoint = announced <= 1 ? bytes[0] : bytes[0] & (0x7Fu >> announced);
  for (; at < announced && at < left && bytes[at] >= low && bytes[at] <= high; at++) {
    codepoint = codepoint << 6 | (bytes[at] & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  *out_size = at;
  *out_valid = at == announced;
  return *out_valid ? codepoint : SYN_UTF8_REPLACEMENT;
}

uint32_t syn_utf8_decode(syn_text text, size_t offset, size_t *out_size) {
  unsigned char first = (unsigned char)text.data[offset];
  if (first < 0x80) {
    *out_size = 1;
    return first;
  }
  bool is_valid;
  return decode(text, offset, out_size, &is_valid);
}

size_t syn_utf8_encode(uint32_t codepoint, char out_bytes[SYN_UTF8_MAXIMUM_BYTES]) {
  if (codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) codepoint = SYN_UTF8_REPLACEMENT;
  if (codepoint < 0x80) {
    out_bytes[0] = (char)codepoint;
    return 1;
  }
  size_t size = codepoint < 0x800 ? 2 : codepoint < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--, codepoint >>= 6) out_bytes[i] = (char)(0x80 | (codepoint & 0x3F));
  out_bytes[0] = (char)((0xF00u >> size & 0xFF) | codepoint);
  return size;
}

/* Eight bytes at a time. */
size_t syn_utf8_skip_ascii(syn_text text, size_t offset) {
  for (uint64_t eight; text.size - offset >= sizeof(eight); offset += sizeof(eight)) {
    memcpy(&eight, text.data + offset, sizeof(eight));
    if (eight & 0x8080808080808080u) break;
  }
  while (offset < text.size && (unsigned char)text.data[offset] < 0x80) offset++;
  return offset;
}

size_t syn_utf8_valid_prefix(syn_text text) {
  size_t offset = syn_utf8_skip_ascii(text, 0);
  while (offset < text.size) {
    size_t size;
    bool is_valid;
    decode(text, offset, &size, &is_valid);
    if (!is_valid) return offset;
    offset = syn_utf8_skip_ascii(text, offset + size);
  }
  return offset;
}

static size_t count_starts(const char *bytes, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; i++) count += !is_continuation((unsigned char)bytes[i]);
  return count;
}

size_t syn_utf8_count(syn_text text) {
  return count_starts(text.data, text.size);
}

size_t syn_utf8_align(syn_text text, size_t offset) {
  if (offset >= text.size) return text.size;
  for (size_t back = 0; back < SYN_UTF8_MAXIMUM_BYTES && back <= offset; back++) {
    if (is_continuation((unsigned char)text.data[offset - back])) continue;
    size_t size;
    syn_utf8_decode(text, offset - back, &size);
    return size > back ? offset - back : offset; /* else stray continuation bytes, each for itself */
  }
  return offset;
}

syn_status syn_utf8_repair(syn_text text, syn_arena *arena, syn_text *out_text, size_t *out_replaced_count) {
  size_t valid = syn_utf8_valid_prefix(text), replaced_count = 0, size = 0;
  char replacement[SYN_UTF8_MAXIMUM_BYTES];
  size_t replacement_size = syn_utf8_encode(SYN_UTF8_REPLACEMENT, replacement);
  syn_text repaired = text;
  if (valid < text.size) {
    /* First the size, then the bytes: invalid text may become three times as long, but seldom does. */
    char *data = NULL;
    for (int pass = 0; pass < 2; pass++) {
      size = valid;
      replaced_count = 0;
      for (size_t at = valid, step; at < text.size; at += step) {
        bool is_valid;
        decode(text, at, &step, &is_valid);
        if (data) memcpy(data + size, is_valid ? text.data + at : replacement, is_valid ? step : replacement_size);
        size += is_valid ? step : replacement_size;
        replaced_count += !is_valid;
      }
      if (pass == 0 && !(data = syn_arena_take(arena, size + 1, 1))) return SYN_NO_MEMORY;
    }
    if (valid) memcpy(data, text.data, valid);
    repaired = (syn_text){data, size};
  }
  *out_text = repaired;
  if (out_replaced_count) *out_replaced_count = replaced_count;
  return SYN_OK;
}

bool syn_utf8_is_letter(uint32_t codepoint) {
  if (codepoint < 0x80) return (codepoint | 0x20) >= 'a' && (codepoint | 0x20) <= 'z';
  return u_isalpha((UChar32)codepoint);
}

bool syn_utf8_is_upper(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint >= 'A' && codepoint <= 'Z';
  return (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_LU_MASK | U_GC_LT_MASK)) != 0;
}

bool syn_utf8_is_lower(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint >= 'a' && codepoint <= 'z';
  return u_islower((UChar32)codepoint);
}

bool syn_utf8_is_digit(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint >= '0' && codepoint <= '9';
  return u_isdigit((UChar32)codepoint);
}

bool syn_utf8_is_space(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint == ' ' || (codepoint >= '\t' && codepoint <= '\r');
  return codepoint == 0x200B || codepoint == 0xFEFF || u_isUWhiteSpace((UChar32)codepoint);
}

bool syn_utf8_is_punctuation(uint32_t codepoint) {
  return (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_P_MASK | U_GC_S_MASK)) != 0;
}

bool syn_utf8_is_direction(uint32_t codepoint) {
  if (codepoint == 0x61C || codepoint == 0x200E || codepoint == 0x200F) return true;
  return (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069);
}

uint32_t syn_utf8_to_lower(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint >= 'A' && codepoint <= 'Z' ? codepoint + 0x20 : codepoint;
  return (uint32_t)u_tolower((UChar32)codepoint);
}

uint32_t syn_utf8_to_upper(uint32_t codepoint) {
  if (codepoint < 0x80) return codepoint >= 'a' && codepoint <= 'z' ? codepoint - 0x20 : codepoint;
  return (uint32_t)u_toupper((UChar32)codepoint);
}

/* Writes the lower case of `text` to `out`, unless NULL, and returns its size. Invalid bytes stay. */
static size_t write_lower(syn_text text, char *out, bool *out_changed) {
  size_t size = 0;
  *out_changed = false;
  for (size_t at = 0, step; at < text.size; at += step) {
    unsigned char first = (unsigned char)text.data[at];
    if (first < 0x80) {
      unsigned char lower = (unsigned char)syn_utf8_to_lower(first);
      *out_changed |= lower != first;
      if (out) out[size] = (char)lower;
      size += step = 1;
      continue;
    }
    uint32_t codepoint = syn_utf8_decode(text, at, &step), lower = syn_utf8_to_lower(codepoint);
    char bytes[SYN_UTF8_MAXIMUM_BYTES];
    size_t lower_size = lower == codepoint ? step : syn_utf8_encode(lower, bytes);
    if (out) memcpy(out + size, lower == codepoint ? text.data + at : bytes, lower_size);
    size += lower_size;
    *out_changed |= lower != codepoint;
  }
  return size;
}

syn_status syn_utf8_lower(syn_text text, syn_arena *arena, syn_text *out_text) {
  bool is_changed;
  size_t size = write_lower(text, NULL, &is_changed);
  if (!is_changed) {
    *out_text = text;
    return SYN_OK;
  }
  char *lower = syn_arena_take(arena, size + 1, 1);
  if (!lower) return SYN_NO_MEMORY;
  write_lower(text, lower, &is_changed);
  *out_text = (syn_text){lower, size};
  return SYN_OK;
}

syn_status syn_utf8_index_build(syn_text text, syn_arena *arena, syn_utf8_index *out_index) {
  if (text.size == 0 || syn_utf8_skip_ascii(text, 0) == text.size) {
    *out_index = (syn_utf8_index){.text = text};
    return SYN_OK;
  }
  if (text.size > UINT32_MAX) return SYN_NO_MEMORY;
  uint32_t *counts = SYN_ARENA_ARRAY(arena, uint32_t, text.size / INDEX_STEP + 1);
  if (!counts) return SYN_NO_MEMORY;
  size_t count = 0;
  for (size_t step = 0; step <= text.size / INDEX_STEP; step++) {
    size_t start = step * INDEX_STEP, size = text.size - start < INDEX_STEP ? text.size - start : INDEX_STEP;
    counts[step] = (uint32_t)count;
    count += count_starts(text.data + start, size);
  }
  *out_index = (syn_utf8_index){.text = text, .counts = counts};
  return SYN_OK;
}

size_t syn_utf8_index_codepoint(const syn_utf8_index *index, size_t byte_offset) {
  if (!index->counts) return byte_offset < index->text.size ? byte_offset : index->text.size;
  byte_offset = syn_utf8_align(index->text, byte_offset);
  size_t step = byte_offset / INDEX_STEP;
  return index->counts[step] + count_starts(index->text.data + step * INDEX_STEP, byte_offset - step * INDEX_STEP);
}

size_t syn_utf8_index_byte(const syn_utf8_index *index, size_t codepoint_offset) {
  size_t size = index->text.size;
  if (!index->counts) return codepoint_offset < size ? codepoint_offset : size;
  size_t low = 0, high = size / INDEX_STEP + 1; /* the last step with a count not above is in [low, high) */
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (index->counts[middle] <= codepoint_offset)
      low = middle;
    else
      high = middle;
  }
  size_t count = index->counts[low];
  for (size_t at = low * INDEX_STEP; at < size; at++) {
    if (is_continuation((unsigned char)index->text.data[at])) continue;
    if (count++ == codepoint_offset) return at;
  }
  return size;
}
