/*
 * How it works. Of the names that begin as the text does the longest counts. The sorted table is narrowed character by character: all names
 * that share what was read so far stand next to each other, and the first of them is the one that ends there, if any does.
 */
#include "dom/html_references.h"

#include <string.h>

#include "base/utf8.h"

static bool is_letter_or_digit(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* What Windows-1252 has at 0x80 to 0x9F: pages mean that when they name these numbers. 0: nothing. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static uint32_t allowed(uint32_t codepoint) {
  if (codepoint == 0 || codepoint > 0x10FFFF || (codepoint >= 0xD800 && codepoint <= 0xDFFF)) return SYN_UTF8_REPLACEMENT;
  if (codepoint >= 0x80 && codepoint <= 0x9F && windows[codepoint - 0x80] != 0) return windows[codepoint - 0x80];
  return codepoint;
}

static int digit_value(char byte, bool is_hexadecimal) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  char lower = (char)(byte | 0x20);
  return is_hexadecimal && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The number whose "&#" stands at `at`. */
static size_t read_number(syn_text text, size_t at, char *out_bytes, size_t *out_size) {
  size_t digits = at + 2;
  bool is_hexadecimal = digits < text.size && (text.data[digits] | 0x20) == 'x';
  if (is_hexadecimal) digits++;
  uint32_t codepoint = 0;
  size_t end = digits;
  for (int value; end < text.size && (value = digit_value(text.data[end], is_hexadecimal)) >= 0; end++) {
    codepoint = codepoint * (is_hexadecimal ? 16 : 10) + (uint32_t)value;
    if (codepoint > 0x10FFFF) codepoint = 0x110000; /* too large, and stays so */
  }
  if (end == digits) return 0;
  if (end < text.size && text.data[end] == ';') end++;
  *out_size = syn_utf8_encode(allowed(codepoint), out_bytes);
  return end - at;
}

/* The first reference at or after `first` whose character at `place` is not less than `byte`. Those before `last` share what is before. */
static size_t lower_bound(size_t first, size_t last, size_t place, unsigned byte) {
  while (first < last) {
    size_t middle = first + (last - first) / 2;
    if ((unsigned char)syn_html_references[middle].name[place] < byte)
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

static const syn_html_reference *find_longest(syn_text rest) {
  const syn_html_reference *longest = NULL;
  size_t first = 0, last = syn_html_reference_count;
  for (size_t place = 0; place < rest.size && first < last; place++) {
    unsigned byte = (unsigned char)rest.data[place];
    if (byte >= 0x80) break;
    last = lower_bound(first, last, place, byte + 1);
    first = lower_bound(first, last, place, byte);
    if (first < last && syn_html_references[first].name_size == place + 1) longest = &syn_html_references[first];
  }
  return longest;
}

size_t syn_html_reference_read(syn_text text, size_t at, bool in_attribute, char out_bytes[SYN_HTML_REFERENCE_BYTES], size_t *out_size) {
  if (at + 1 < text.size && text.data[at + 1] == '#') return read_number(text, at, out_bytes, out_size);
  const syn_html_reference *found = find_longest(syn_text_slice(text, at + 1, text.size));
  if (found == NULL) return 0;
  size_t end = at + 1 + found->name_size;
  bool is_ended = found->name[found->name_size - 1] == ';';
  if (in_attribute && !is_ended && end < text.size && (text.data[end] == '=' || is_letter_or_digit(text.data[end]))) return 0;
  memcpy(out_bytes, found->value, found->value_size);
  *out_size = found->value_size;
  return end - at;
}
