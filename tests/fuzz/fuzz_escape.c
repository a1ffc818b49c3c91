/*
 * Feeds text to all that puts it where it could do harm: HTML of the report and JSON strings. No markup, quotation mark, control character
 * or direction mark may come through, and JSON must give back what went in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json_writer.h"
#include "base/utf8.h"
#include "export/html_escape.h"
#include "fuzz_target.h"
#include "records/json_reader.h"

enum { ARENA_BYTES = 64 << 20, BUFFER_BYTES = 64 << 20 };

static void require(bool condition) {
  if (!condition) abort();
}

static bool is_direction_mark(uint32_t c) {
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void check_html(syn_text html) {
  require(syn_utf8_valid_prefix(html) == html.size);
  for (size_t at = 0, step; at < html.size; at += step) {
    uint32_t c = syn_utf8_decode(html, at, &step);
    require(c != '<' && c != '>' && c != '"' && c != '\'' && !is_direction_mark(c));
    require((c >= ' ' && c != 0x7F) || c == '\n' || c == '\t');
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  if (!arena && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) abort();
  syn_text text;
  size_t replaced_count;
  syn_buffer html, json;
  syn_json_writer writer;
  const syn_json_value *value;
  if (syn_utf8_repair((syn_text){(const char *)data, size}, arena, &text, &replaced_count) != SYN_OK) return 0;
  syn_buffer_init(&html, BUFFER_BYTES);
  syn_buffer_init(&json, BUFFER_BYTES);
  syn_html_add(&html, text);
  check_html(syn_buffer_text(&html));
  syn_json_init(&writer, &json);
  syn_json_begin_object(&writer);
  syn_json_key_text(&writer, "text", text);
  syn_json_end_object(&writer);
  require(syn_json_finish(&writer) == SYN_OK);
  require(!size || !memchr(syn_buffer_text(&json).data, '\n', syn_buffer_text(&json).size));
  require(syn_json_read(syn_buffer_text(&json), arena, &value, NULL) == SYN_OK);
  value = syn_json_member(value, "text");
  require(value ? syn_text_equal(value->text, text) : text.size == 0);
  syn_buffer_clear(&html);
  syn_buffer_clear(&json);
  syn_arena_reset(arena);
  return 0;
}
