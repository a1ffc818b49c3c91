#include "base/header_fields.h"

#include <string.h>

size_t syn_header_size(syn_text bytes) {
  for (size_t at = 0; at < bytes.size;) {
    const char *end = memchr(bytes.data + at, '\n', bytes.size - at);
    if (!end) return 0;
    size_t next = (size_t)(end - bytes.data) + 1, size = next - at;
    if (size == 1 || (size == 2 && bytes.data[at] == '\r')) return next;
    at = next;
  }
  return 0;
}

/* Where the line that begins at `at` ends, with the lines that it is folded into. */
static size_t end_of_field(syn_text fields, size_t at) {
  for (;;) {
    const char *end = at < fields.size ? memchr(fields.data + at, '\n', fields.size - at) : NULL;
    if (!end) return fields.size;
    at = (size_t)(end - fields.data) + 1;
    if (at >= fields.size || (fields.data[at] != ' ' && fields.data[at] != '\t')) return at;
  }
}

syn_text syn_header_find(syn_text fields, const char *name) {
  const syn_text wanted = syn_text_from(name);
  for (size_t at = 0, end; at < fields.size; at = end) {
    end = end_of_field(fields, at);
    size_t colon = at + wanted.size;
    if (colon >= end || !syn_text_equal_ascii_case(syn_text_slice(fields, at, colon), wanted)) continue;
    while (colon < end && (fields.data[colon] == ' ' || fields.data[colon] == '\t')) colon++;
    if (colon < end && fields.data[colon] == ':') return syn_text_trim(syn_text_slice(fields, colon + 1, end));
  }
  return (syn_text){0};
}

bool syn_header_number(syn_text value, uint64_t *out_number) {
  uint64_t number = 0;
  for (size_t i = 0; i < value.size; i++) {
    if (value.data[i] < '0' || value.data[i] > '9') return false;
    uint64_t digit = (uint64_t)(value.data[i] - '0');
    if (number > ((uint64_t)INT64_MAX - digit) / 10) return false;
    number = number * 10 + digit;
  }
  *out_number = number;
  return value.size > 0;
}

syn_text syn_header_media_type(syn_text value) {
  size_t end = 0;
  while (end < value.size && value.data[end] != ';' && value.data[end] != ',') end++;
  return syn_text_trim(syn_text_slice(value, 0, end));
}

syn_text syn_header_charset(syn_text value) {
  static const char key[] = "charset=";
  const size_t key_size = sizeof key - 1;
  for (size_t at = 0; at + key_size < value.size; at++) {
    if (!syn_text_equal_ascii_case(syn_text_slice(value, at, at + key_size), syn_text_from(key))) continue;
    size_t start = at + key_size, end;
    while (start < value.size && strchr("\"' ", value.data[start])) start++;
    for (end = start; end < value.size && !strchr("\"'; ,", value.data[end]); end++) {
    }
    return syn_text_slice(value, start, end);
  }
  return (syn_text){0};
}
