#include "article/character_references.h"

#include <string.h>

#include "base/utf8.h"

enum { REFERENCE_BYTES = 10 };

static uint32_t named(syn_text name) {
  static const struct {
    const char *name;
    uint32_t codepoint;
  } references[] = {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},     {"apos", '\''},    {"nbsp", ' '},
                    {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D},
                    {"sbquo", 0x201A}, {"bdquo", 0x201E}, {"hellip", 0x2026}, {"laquo", 0xAB},   {"raquo", 0xBB},   {"euro", 0x20AC},
                    {"auml", 0xE4},    {"ouml", 0xF6},    {"uuml", 0xFC},     {"Auml", 0xC4},    {"Ouml", 0xD6},    {"Uuml", 0xDC},
                    {"szlig", 0xDF},   {"eacute", 0xE9},  {"egrave", 0xE8},   {"agrave", 0xE0},  {"ccedil", 0xE7}};
  for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
    if (syn_text_equal(name, syn_text_from(references[i].name))) return references[i].codepoint;
  return 0;
}

static uint32_t numeric(syn_text digits) {
  bool hexadecimal = digits.size > 0 && (digits.data[0] | 32) == 'x';
  uint32_t value = 0;
  for (size_t i = hexadecimal; i < digits.size; i++) {
    char c = digits.data[i], lower = (char)(c | 32);
    uint32_t digit = c >= '0' && c <= '9'                          ? (uint32_t)(c - '0')
                     : hexadecimal && lower >= 'a' && lower <= 'f' ? (uint32_t)(lower - 'a' + 10)
                                                                   : 99;
    if (digit == 99 || value > 0x10FFFF) return 0;
    value = value * (hexadecimal ? 16 : 10) + digit;
  }
  return value >= ' ' && value <= 0x10FFFF ? value : 0;
}

/* The code point of the reference that begins at `start` with "&", or 0; its size in `out_size`. */
static uint32_t reference_at(syn_text text, size_t start, size_t *out_size) {
  size_t end = start + 1;
  while (end < text.size && text.data[end] != ';' && end - start <= REFERENCE_BYTES) end++;
  if (end >= text.size || text.data[end] != ';') return 0;
  *out_size = end + 1 - start;
  syn_text name = syn_text_slice(text, start + 1, end);
  return name.size > 1 && name.data[0] == '#' ? numeric(syn_text_slice(name, 1, name.size)) : named(name);
}

syn_status syn_resolve_references(syn_text text, syn_arena *arena, syn_text *out_text) {
  if (text.size == 0 || !memchr(text.data, '&', text.size)) {
    *out_text = text;
    return SYN_OK;
  }
  char *data = syn_arena_take(arena, text.size + SYN_UTF8_MAXIMUM_BYTES, 1); /* a reference is longer than what it stands for */
  if (!data) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < text.size;) {
    size_t reference_size = 0;
    uint32_t codepoint = text.data[i] == '&' ? reference_at(text, i, &reference_size) : 0;
    if (codepoint == 0) {
      data[size++] = text.data[i++];
      continue;
    }
    size += syn_utf8_encode(codepoint, data + size);
    i += reference_size;
  }
  *out_text = (syn_text){data, size};
  return SYN_OK;
}
