#include "base/json_writer.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { NUMBER_TEXT_SIZE = 40 };

void syn_json_init(syn_json_writer *writer, syn_buffer *buffer) {
  *writer = (syn_json_writer){.buffer = buffer};
}

/* The caller's mistake, or too deep: nothing more is written, syn_json_finish tells it. */
static void fail(syn_json_writer *writer, syn_status status) {
  if (writer->buffer->status == SYN_OK) writer->buffer->status = status;
}

/* What stands before a value: nothing after a key, a comma between the items of an array. */
static void begin_value(syn_json_writer *writer) {
  if (writer->after_key) {
    writer->after_key = false;
    return;
  }
  if (writer->depth == 0) return;
  if (writer->is_object[writer->depth - 1]) {
    fail(writer, SYN_BAD_ARGUMENT);
    return;
  }
  bool *has_item = &writer->has_item[writer->depth - 1];
  if (*has_item) syn_buffer_add_byte(writer->buffer, ',');
  *has_item = true;
}

static void begin_container(syn_json_writer *writer, bool is_object) {
  begin_value(writer);
  if (writer->depth >= SYN_JSON_MAXIMUM_DEPTH) {
    fail(writer, SYN_LIMIT);
    return;
  }
  writer->has_item[writer->depth] = false;
  writer->is_object[writer->depth] = is_object;
  writer->depth++;
  syn_buffer_add_byte(writer->buffer, is_object ? '{' : '[');
}

static void end_container(syn_json_writer *writer, bool is_object) {
  if (writer->buffer->status != SYN_OK) return;
  if (writer->depth == 0 || writer->after_key || writer->is_object[writer->depth - 1] != is_object) {
    fail(writer, SYN_BAD_ARGUMENT);
    return;
  }
  writer->depth--;
  syn_buffer_add_byte(writer->buffer, is_object ? '}' : ']');
}

void syn_json_begin_object(syn_json_writer *writer) {
  begin_container(writer, true);
}

void syn_json_end_object(syn_json_writer *writer) {
  end_container(writer, true);
}

void syn_json_begin_array(syn_json_writer *writer) {
  begin_container(writer, false);
}

void syn_json_end_array(syn_json_writer *writer) {
  end_container(writer, false);
}

void syn_json_key(syn_json_writer *writer, const char *key) {
  if (writer->depth == 0 || writer->after_key || !writer->is_object[writer->depth - 1]) {
    fail(writer, SYN_BAD_ARGUMENT);
    return;
  }
  bool *has_item = &writer->has_item[writer->depth - 1];
  if (*has_item) syn_buffer_add_byte(writer->buffer, ',');
  *has_item = true;
  syn_buffer_add_byte(writer->buffer, '"');
  syn_buffer_add(writer->buffer, syn_text_from(key));
  syn_buffer_add(writer->buffer, SYN_TEXT("\":"));
  writer->after_key = true;
}

static void write_escape(syn_buffer *buffer, uint32_t codepoint) {
  switch (codepoint) {
  case '"':
    syn_buffer_add(buffer, SYN_TEXT("\\\""));
    return;
  case '\\':
    syn_buffer_add(buffer, SYN_TEXT("\\\\"));
    return;
  case '\b':
    syn_buffer_add(buffer, SYN_TEXT("\\b"));
    return;
  case '\f':
    syn_buffer_add(buffer, SYN_TEXT("\\f"));
    return;
  case '\n':
    syn_buffer_add(buffer, SYN_TEXT("\\n"));
    return;
  case '\r':
    syn_buffer_add(buffer, SYN_TEXT("\\r"));
    return;
  case '\t':
    syn_buffer_add(buffer, SYN_TEXT("\\t"));
    return;
  default:
    if (codepoint >= 0x10000) { /* as two surrogates */
      syn_buffer_format(buffer, "\\u%04x", 0xD800 + (unsigned)((codepoint - 0x10000) >> 10));
      codepoint = 0xDC00 + ((codepoint - 0x10000) & 0x3FF);
    }
    syn_buffer_format(buffer, "\\u%04x", (unsigned)codepoint);
    return;
  }
}

/* Most of all text: no look at the character is needed. */
static bool is_plain_ascii(char byte) {
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* What changes the order of the letters or hides, where JSON is shown as it is: marks of direction and of byte order, separators of lines,
 * tags. */
static bool is_deceptive(uint32_t codepoint) {
  if (codepoint == 0xFEFF || codepoint == 0x2028 || codepoint == 0x2029) return true;
  return syn_utf8_is_direction(codepoint) || (codepoint >= 0xE0000 && codepoint <= 0xE007F);
}

static bool needs_escape(uint32_t codepoint) {
  if (codepoint < 0x20 || codepoint == '"' || codepoint == '\\') return true;
  if (codepoint >= 0x7F && codepoint <= 0x9F) return true; /* the other control characters */
  return is_deceptive(codepoint);
}

void syn_json_text(syn_json_writer *writer, syn_text text) {
  begin_value(writer);
  syn_buffer *buffer = writer->buffer;
  syn_buffer_add_byte(buffer, '"');
  size_t copied = 0; /* up to here it is written; the bytes up to `at` go as they are */
  for (size_t at = 0, step; at < text.size; at += step) {
    step = 1;
    if (is_plain_ascii(text.data[at])) continue;
    uint32_t codepoint = syn_utf8_decode(text, at, &step);
    bool is_escaped = needs_escape(codepoint);
    if (!is_escaped && codepoint != SYN_UTF8_REPLACEMENT) continue;
    syn_buffer_add(buffer, syn_text_slice(text, copied, at));
    if (is_escaped)
      write_escape(buffer, codepoint);
    else
      syn_buffer_add_codepoint(buffer, codepoint);
    copied = at + step;
  }
  syn_buffer_add(buffer, syn_text_slice(text, copied, text.size));
  syn_buffer_add_byte(buffer, '"');
}

void syn_json_integer(syn_json_writer *writer, int64_t value) {
  begin_value(writer);
  syn_buffer_format(writer->buffer, "%lld", (long long)value);
}

void syn_json_decimal(syn_json_writer *writer, syn_decimal value) {
  begin_value(writer);
  char text[SYN_DECIMAL_TEXT_SIZE];
  size_t size = syn_decimal_format(value, text);
  syn_buffer_add(writer->buffer, (syn_text){text, size});
}

/*
 * The fewest digits that read back the same. Fifteen are always kept by a double, and %g drops
 * zeros at the end, so that fewer need a look only where a double holds fewer: below DBL_MIN.
 */
static void format_shortest(double value, char out_text[NUMBER_TEXT_SIZE]) {
  for (int precision = fabs(value) < DBL_MIN ? 1 : DBL_DIG; precision <= DBL_DECIMAL_DIG; precision++) {
    snprintf(out_text, NUMBER_TEXT_SIZE, "%.*g", precision, value);
    if (strtod(out_text, NULL) == value) return;
  }
}

void syn_json_number(syn_json_writer *writer, double value) {
  assert(isfinite(value));
  if (!isfinite(value)) {
    syn_json_null(writer);
    return;
  }
  begin_value(writer);
  char text[NUMBER_TEXT_SIZE];
  format_shortest(value, text);
  /* The decimal point is the locale's, perhaps of several bytes. */
  for (const char *at = text; *at;) {
    if (strchr("0123456789+-e", *at)) {
      syn_buffer_add_byte(writer->buffer, *at++);
      continue;
    }
    syn_buffer_add_byte(writer->buffer, '.');
    while (*at && !strchr("0123456789+-e", *at)) at++;
  }
}

void syn_json_boolean(syn_json_writer *writer, bool value) {
  begin_value(writer);
  syn_buffer_add(writer->buffer, value ? SYN_TEXT("true") : SYN_TEXT("false"));
}

void syn_json_null(syn_json_writer *writer) {
  begin_value(writer);
  syn_buffer_add(writer->buffer, SYN_TEXT("null"));
}

void syn_json_raw(syn_json_writer *writer, syn_text json) {
  begin_value(writer);
  syn_buffer_add(writer->buffer, json);
}

void syn_json_key_text(syn_json_writer *writer, const char *key, syn_text text) {
  syn_json_key(writer, key);
  syn_json_text(writer, text);
}

void syn_json_key_integer(syn_json_writer *writer, const char *key, int64_t value) {
  syn_json_key(writer, key);
  syn_json_integer(writer, value);
}

void syn_json_key_boolean(syn_json_writer *writer, const char *key, bool value) {
  syn_json_key(writer, key);
  syn_json_boolean(writer, value);
}

syn_status syn_json_finish(const syn_json_writer *writer) {
  if (writer->buffer->status != SYN_OK) return writer->buffer->status;
  return writer->depth ? SYN_BAD_ARGUMENT : SYN_OK; /* a key without its value is inside an object */
}
