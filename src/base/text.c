#include "synoptic/text.h"

#include <assert.h>
#include <string.h>

syn_text syn_text_from(const char *string) {
  return string ? (syn_text){string, strlen(string)} : (syn_text){0};
}

syn_text syn_text_slice(syn_text text, size_t start, size_t end) {
  if (end > text.size) end = text.size;
  if (start > end) start = end;
  return (syn_text){text.data ? text.data + start : NULL, end - start};
}

bool syn_text_equal(syn_text a, syn_text b) {
  if (a.size != b.size) return false;
  if (a.size == 0) return true;
  assert(a.data && b.data);
  return memcmp(a.data, b.data, a.size) == 0;
}

static char ascii_lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

bool syn_text_equal_ascii_case(syn_text a, syn_text b) {
  if (a.size != b.size) return false;
  for (size_t i = 0; i < a.size; i++)
    if (ascii_lower(a.data[i]) != ascii_lower(b.data[i])) return false;
  return true;
}

bool syn_text_starts_with(syn_text text, syn_text prefix) {
  return text.size >= prefix.size && syn_text_equal(syn_text_slice(text, 0, prefix.size), prefix);
}

bool syn_text_ends_with(syn_text text, syn_text suffix) {
  return text.size >= suffix.size && syn_text_equal(syn_text_slice(text, text.size - suffix.size, text.size), suffix);
}

int syn_text_compare(syn_text a, syn_text b) {
  size_t common = a.size < b.size ? a.size : b.size;
  int order = common ? memcmp(a.data, b.data, common) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

size_t syn_text_find(syn_text text, syn_text needle, size_t from) {
  if (from > text.size) return SIZE_MAX;
  if (needle.size == 0) return from;
  if (from == text.size) return SIZE_MAX; /* also where there are no bytes at all */
  const char *found = memmem(text.data + from, text.size - from, needle.data, needle.size);
  return found ? (size_t)(found - text.data) : SIZE_MAX;
}

/* What syn_text_trim takes away besides ASCII white space. */
static const syn_text invisible[] = {
    {"\xC2\xA0", 2},     /* no-break space */
    {"\xE2\x80\x87", 3}, /* figure space, does not break */
    {"\xE2\x80\xAF", 3}, /* narrow no-break space */
    {"\xE2\x80\x8B", 3}, /* zero-width space */
    {"\xE2\x80\x8C", 3}, /* zero-width non-joiner */
    {"\xE2\x80\x8D", 3}, /* zero-width joiner */
    {"\xE2\x81\xA0", 3}, /* word joiner */
    {"\xEF\xBB\xBF", 3}, /* byte-order mark */
};
enum { INVISIBLE_COUNT = sizeof(invisible) / sizeof(invisible[0]) };

static bool is_ascii_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* How many bytes of invisible text `text` begins or ends with; 0 when it does not. */
static size_t invisible_size(syn_text text, bool at_end) {
  if (text.size == 0) return 0;
  char edge = text.data[at_end ? text.size - 1 : 0];
  if (is_ascii_space(edge)) return 1;
  if ((unsigned char)edge < 0x80) return 0;
  for (size_t i = 0; i < INVISIBLE_COUNT; i++)
    if (at_end ? syn_text_ends_with(text, invisible[i]) : syn_text_starts_with(text, invisible[i])) return invisible[i].size;
  return 0;
}

syn_text syn_text_trim(syn_text text) {
  for (size_t size; (size = invisible_size(text, false)) > 0;) text = syn_text_slice(text, size, text.size);
  for (size_t size; (size = invisible_size(text, true)) > 0;) text.size -= size;
  return text;
}
