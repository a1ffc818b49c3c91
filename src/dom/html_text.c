#include "dom/html_text.h"

#include <string.h>

#include "base/utf8.h"
#include "dom/html_references.h"

static bool has_byte(syn_text text, char byte) {
  return text.size > 0 && memchr(text.data, byte, text.size) != NULL;
}

syn_status syn_html_text_normalise(syn_text text, syn_arena *arena, syn_text *out_text) {
  if (!has_byte(text, '\r')) return *out_text = text, SYN_OK;
  char *bytes = syn_arena_take(arena, text.size, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t at = 0; at < text.size;) {
    const char *found = memchr(text.data + at, '\r', text.size - at);
    size_t end = found != NULL ? (size_t)(found - text.data) : text.size;
    memcpy(bytes + size, text.data + at, end - at);
    size += end - at;
    at = end + 1;
    if (end == text.size) break;
    bytes[size++] = '\n';
    if (at < text.size && text.data[at] == '\n') at++;
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

/* References by their '&'; a page's text holds few, so each costs a copy of what stands before it. */
static size_t resolve_into(syn_text text, bool in_attribute, char *bytes) {
  size_t size = 0;
  for (size_t at = 0; at < text.size;) {
    const char *found = memchr(text.data + at, '&', text.size - at);
    size_t end = found != NULL ? (size_t)(found - text.data) : text.size, value_size = 0;
    memcpy(bytes + size, text.data + at, end - at);
    size += end - at;
    if (end == text.size) break;
    char value[SYN_HTML_REFERENCE_BYTES];
    size_t reference_size = syn_html_reference_read(text, end, in_attribute, value, &value_size);
    memcpy(bytes + size, reference_size > 0 ? value : "&", reference_size > 0 ? value_size : 1);
    size += reference_size > 0 ? value_size : 1;
    at = end + (reference_size > 0 ? reference_size : 1);
  }
  return size;
}

static size_t count_byte(syn_text text, char byte) {
  size_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += text.data[i] == byte;
  return count;
}

syn_status syn_html_text_resolve(syn_text text, bool in_attribute, bool replaces_nul, syn_arena *arena, syn_text *out_text) {
  *out_text = text;
  if (replaces_nul && has_byte(text, '\0')) {
    syn_status status = syn_html_text_replace_nul(text, arena, &text);
    if (status != SYN_OK) return status;
    *out_text = text;
  }
  if (!has_byte(text, '&')) return SYN_OK;
  char *bytes = syn_arena_take(arena, text.size + count_byte(text, '&') * SYN_HTML_REFERENCE_GROWTH, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  *out_text = (syn_text){bytes, resolve_into(text, in_attribute, bytes)};
  return SYN_OK;
}

syn_status syn_html_text_replace_nul(syn_text text, syn_arena *arena, syn_text *out_text) {
  if (!has_byte(text, '\0')) return *out_text = text, SYN_OK;
  char *bytes = syn_arena_take(arena, text.size + 2 * count_byte(text, '\0'), 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] == '\0')
      size += syn_utf8_encode(SYN_UTF8_REPLACEMENT, bytes + size);
    else
      bytes[size++] = text.data[i];
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

syn_status syn_html_text_lower(syn_text text, syn_arena *arena, syn_text *out_text) {
  syn_text copy;
  syn_status status = syn_arena_copy(arena, text, &copy);
  if (status != SYN_OK) return status;
  char *bytes = (char *)(uintptr_t)copy.data; /* our own copy */
  for (size_t i = 0; i < copy.size; i++) {
    if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] = (char)(bytes[i] | 0x20);
  }
  return syn_html_text_replace_nul(copy, arena, out_text);
}
