/*
 * Feeds bytes to what makes text safe for a terminal. The result must be valid UTF-8 without controls and marks of direction, stay as it is
 * a second time, and break into lines that fit, with nothing but blanks lost. The first byte chooses the width.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/display_text.h"
#include "fuzz_target.h"

enum { TEXT_LIMIT = 16 << 20, NARROWEST = 2, WIDTHS = 40 };

static void check_codepoints(syn_text text) {
  for (size_t at = 0, size = 0; at < text.size; at += size) {
    uint32_t c = syn_utf8_decode(text, at, &size);
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) abort();
    if (c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) abort();
    if (c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF)) abort();
  }
}

/* Bytes that are no part of a blank or of anything else that trimming takes away. */
static size_t count_letters(syn_text text) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += (text.data[i] & 0x80) == 0 && text.data[i] > ' ';
  return count;
}

static void check_lines(syn_text text, unsigned width) {
  size_t letters = count_letters(text), taken = 0;
  for (syn_text rest = text; rest.size > 0;) {
    size_t before = rest.size;
    syn_text line = syn_display_take_line(&rest, width);
    if (syn_display_width(line) > width || rest.size >= before) abort();
    taken += count_letters(line);
  }
  if (taken != letters) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  syn_buffer clean, again;
  if (size == 0) return 0;
  syn_buffer_init(&clean, TEXT_LIMIT);
  syn_buffer_init(&again, TEXT_LIMIT);
  syn_display_add(&clean, (syn_text){(const char *)data + 1, size - 1});
  syn_text text = syn_buffer_text(&clean);
  syn_display_add(&again, text);
  if (clean.status == SYN_OK && again.status == SYN_OK) {
    if (syn_utf8_valid_prefix(text) != text.size || !syn_text_equal(text, syn_buffer_text(&again))) abort();
    check_codepoints(text);
    check_lines(text, NARROWEST + data[0] % WIDTHS);
  }
  syn_buffer_clear(&clean);
  syn_buffer_clear(&again);
  return 0;
}
