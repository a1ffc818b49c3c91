#include "synoptic/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_TEXT = 8 * 1024 /* of which a part is kept */, BEGINNING_KEPT = 300 };

const char *syn_status_name(syn_status status) {
  switch (status) {
  case SYN_OK:
    return "ok";
  case SYN_NOT_FOUND:
    return "not_found";
  case SYN_BAD_INPUT:
    return "bad_input";
  case SYN_BAD_ARGUMENT:
    return "bad_argument";
  case SYN_LIMIT:
    return "limit";
  case SYN_IO:
    return "io";
  case SYN_NO_MEMORY:
    return "no_memory";
  }
  return "unknown";
}

/* The size without a character of which the last bytes are missing. */
static size_t without_cut_character(const char *text, size_t size) {
  size_t start = size;
  while (start > 0 && size - start < 4) {
    unsigned char byte = (unsigned char)text[--start];
    if (byte < 0x80) return size;
    if (byte >= 0xC0) {
      size_t expected = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return size - start < expected ? start : size;
    }
  }
  return size;
}

/* The beginning names the file, the end says what is the matter: of a long text, the middle goes. */
static void copy_shortened(const char *text, char out_text[SYN_ERROR_TEXT_SIZE]) {
  static const char gap[] = "\xE2\x80\xA6";
  size_t size = strlen(text);
  if (size < SYN_ERROR_TEXT_SIZE) {
    memcpy(out_text, text, size + 1);
    return;
  }
  size_t head = without_cut_character(text, BEGINNING_KEPT);
  size_t tail = size - (SYN_ERROR_TEXT_SIZE - BEGINNING_KEPT - sizeof(gap));
  while (((unsigned char)text[tail] & 0xC0) == 0x80) tail++;
  memcpy(out_text, text, head);
  memcpy(out_text + head, gap, sizeof(gap) - 1);
  memcpy(out_text + head + sizeof(gap) - 1, text + tail, size - tail + 1);
}

#undef syn_error_set /* of the analyser, see the header */
syn_status syn_error_set(syn_error *error, syn_status status, uint64_t offset, const char *format, ...) {
  if (!error) return status;
  char text[LONGEST_TEXT]; /* apart from error->text, which may be one of the arguments */
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof(text), format, arguments);
  va_end(arguments);
  if (length < 0) text[0] = '\0';
  if (length >= (int)sizeof(text)) text[without_cut_character(text, sizeof(text) - 1)] = '\0';
  error->status = status;
  error->offset = offset;
  copy_shortened(text, error->text);
  return status;
}
