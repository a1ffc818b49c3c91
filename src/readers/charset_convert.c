/*
 * How it works. UTF-8 is repaired in place of conversion; UTF-16 and UTF-32 are decoded here, since
 * iconv stops at a lone surrogate. Encodings of one byte a character are asked of iconv once, byte by byte, and
 * then read from the table that this gives; the bytes 0x80 to 0x9F that a windows code page leaves out are control
 * characters, as the Encoding Standard has it. EUC-JP, ISO-2022-JP and Big5 are read by the standard's rules (charset_indexed.h). All
 * others go through iconv in pieces.
 */
#include "readers/charset_convert.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "readers/charset_indexed.h"

enum { HALF = 128, PIECE_BYTES = 16 * 1024 };

static syn_status drop_nul(syn_text text, syn_arena *arena, syn_text *out_text) {
  *out_text = text;
  if (text.size == 0 || memchr(text.data, '\0', text.size) == NULL) return SYN_OK;
  char *bytes = syn_arena_take(arena, text.size, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < text.size; i++) {
    if (text.data[i] != '\0') bytes[size++] = text.data[i];
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

/* --- UTF-16 and UTF-32 --- */

static uint32_t read_unit(const char *data, size_t width, bool is_big) {
  uint32_t unit = 0;
  for (size_t i = 0; i < width; i++) unit = unit << 8 | (unsigned char)data[is_big ? i : width - 1 - i];
  return unit;
}

/* The code point at `*at`, which moves behind it; U+FFFD for what is none. */
static uint32_t next_unicode(syn_text bytes, size_t width, bool is_big, size_t *at) {
  if (bytes.size - *at < width) {
    *at = bytes.size;
    return SYN_UTF8_REPLACEMENT;
  }
  uint32_t unit = read_unit(bytes.data + *at, width, is_big);
  *at += width;
  if (unit >= 0xD800 && unit < 0xDC00 && width == 2 && bytes.size - *at >= width) {
    uint32_t low = read_unit(bytes.data + *at, width, is_big);
    if (low >= 0xDC00 && low < 0xE000) {
      *at += width;
      return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    }
  }
  return (unit >= 0xD800 && unit < 0xE000) || unit > 0x10FFFF ? SYN_UTF8_REPLACEMENT : unit;
}

static syn_status convert_unicode(syn_text bytes, const syn_charset_encoding *encoding, syn_buffer *out, size_t *replaced_count) {
  size_t width = encoding->form == SYN_CHARSET_FORM_UTF16 ? 2 : 4;
  bool is_big = strstr(encoding->iconv_name, "BE") != NULL;
  for (size_t at = 0; at < bytes.size;) {
    uint32_t codepoint = next_unicode(bytes, width, is_big, &at);
    if (codepoint == SYN_UTF8_REPLACEMENT) (*replaced_count)++;
    if (codepoint != 0 && syn_buffer_add_codepoint(out, codepoint) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

/* --- one byte a character --- */

static void fill_table(iconv_t converter, bool has_controls, uint32_t table[HALF]) {
  for (int i = 0; i < HALF; i++) {
    const char byte = (char)(i + HALF);
    table[i] = syn_charset_ask_character(converter, (syn_text){&byte, 1});
    if (table[i] == SYN_CHARSET_NO_CHARACTER) table[i] = has_controls && i < 0x20 ? (uint32_t)(i + HALF) : SYN_UTF8_REPLACEMENT;
  }
}

static syn_status convert_single(syn_text bytes, const syn_charset_encoding *encoding, iconv_t converter, syn_buffer *out,
                                 size_t *replaced_count) {
  uint32_t table[HALF];
  fill_table(converter, strncmp(encoding->name, "windows", 7) == 0, table);
  for (size_t at = 0; at < bytes.size;) {
    size_t end = at;
    while (end < bytes.size && (unsigned char)bytes.data[end] < HALF) end++;
    if (syn_buffer_add(out, syn_text_slice(bytes, at, end)) != SYN_OK) return SYN_NO_MEMORY;
    for (; end < bytes.size && (unsigned char)bytes.data[end] >= HALF; end++) {
      uint32_t codepoint = table[(unsigned char)bytes.data[end] - HALF];
      if (codepoint == SYN_UTF8_REPLACEMENT) (*replaced_count)++;
      if (syn_buffer_add_codepoint(out, codepoint) != SYN_OK) return SYN_NO_MEMORY;
    }
    at = end;
  }
  return SYN_OK;
}

/* --- all others --- */

/*
 * How many bytes that are no character become one U+FFFD: a lead byte takes its trail bytes with it, unless they are ASCII: a quotation
 * mark must not vanish.
 */
static size_t broken_size(const char *bytes, size_t size) {
  return size > 1 && (unsigned char)bytes[0] >= HALF && (unsigned char)bytes[1] >= HALF ? 2 : 1;
}

static syn_status convert_multiple(syn_text bytes, iconv_t converter, syn_buffer *out, size_t *replaced_count) {
  char piece[PIECE_BYTES];
  /* iconv's interface predates const: it does not write to its input */
  char *in = (char *)(uintptr_t)bytes.data;
  size_t in_left = bytes.size;
  const char *last_failure = NULL;
  while (in_left > 0) {
    char *to = piece;
    size_t to_left = sizeof(piece);
    size_t result = iconv(converter, &in, &in_left, &to, &to_left);
    int reason = result == (size_t)-1 ? errno : 0;
    if (syn_buffer_add(out, (syn_text){piece, (size_t)(to - piece)}) != SYN_OK) return SYN_NO_MEMORY;
    if (reason == 0 || reason == E2BIG) continue;
    if (syn_buffer_add_codepoint(out, SYN_UTF8_REPLACEMENT) != SYN_OK) return SYN_NO_MEMORY;
    (*replaced_count)++;
    if (reason == EINVAL || in_left == 0) break; /* the last character is cut off */
    size_t skipped = broken_size(in, in_left);
    /* some converters have read over the pair already: then what stands here is the next character */
    if ((unsigned char)in[0] < HALF && in != last_failure) skipped = 0;
    last_failure = in;
    in += skipped;
    in_left -= skipped;
  }
  char *to = piece;
  size_t to_left = sizeof(piece);
  if (iconv(converter, NULL, NULL, &to, &to_left) == (size_t)-1) return SYN_OK;
  return syn_buffer_add(out, (syn_text){piece, (size_t)(to - piece)}) == SYN_OK ? SYN_OK : SYN_NO_MEMORY;
}

static syn_status convert_by_iconv(syn_text bytes, const syn_charset_encoding *encoding, syn_buffer *out, size_t *replaced_count) {
  iconv_t converter = iconv_open("UTF-8", encoding->iconv_name);
  if (converter == (iconv_t)-1) return errno == ENOMEM ? SYN_NO_MEMORY : SYN_BAD_INPUT;
  syn_status status = encoding->form == SYN_CHARSET_FORM_SINGLE ? convert_single(bytes, encoding, converter, out, replaced_count)
                                                                : convert_multiple(bytes, converter, out, replaced_count);
  iconv_close(converter);
  return status;
}

static syn_status convert_form(syn_text bytes, const syn_charset_encoding *encoding, syn_buffer *out, size_t *replaced_count) {
  switch (encoding->form) {
  case SYN_CHARSET_FORM_UTF16:
  case SYN_CHARSET_FORM_UTF32:
    return convert_unicode(bytes, encoding, out, replaced_count);
  case SYN_CHARSET_FORM_EUC_JP:
  case SYN_CHARSET_FORM_ISO_2022_JP:
  case SYN_CHARSET_FORM_BIG5:
    return syn_charset_convert_indexed(bytes, encoding, out, replaced_count);
  default:
    return convert_by_iconv(bytes, encoding, out, replaced_count);
  }
}

syn_status syn_charset_convert(syn_text bytes, const syn_charset_encoding *encoding, syn_arena *arena, syn_text *out_text,
                               size_t *out_replaced_count) {
  *out_replaced_count = 0;
  if (encoding->form == SYN_CHARSET_FORM_UTF8) {
    syn_status status = syn_utf8_repair(bytes, arena, &bytes, out_replaced_count);
    return status == SYN_OK ? drop_nul(bytes, arena, out_text) : status;
  }
  if (encoding->form == SYN_CHARSET_FORM_NONE) return SYN_BAD_INPUT;
  syn_buffer buffer;
  syn_buffer_init(&buffer, SIZE_MAX / 2);
  syn_text text = {0};
  syn_status status = syn_buffer_reserve(&buffer, bytes.size + bytes.size / 4 + 16);
  if (status == SYN_OK) status = convert_form(bytes, encoding, &buffer, out_replaced_count);
  /* repaired once more: what a C library gives out is not known to be valid */
  size_t replaced_count = 0;
  if (status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&buffer), &text);
  if (status == SYN_OK) status = syn_utf8_repair(text, arena, &text, &replaced_count);
  if (status == SYN_OK) status = drop_nul(text, arena, out_text);
  syn_buffer_clear(&buffer);
  return status;
}

void syn_charset_load_converters(void) {
  size_t count;
  const syn_charset_encoding *encodings = syn_charset_encodings(&count);
  for (size_t i = 0; i < count; i++) {
    bool is_iconv = encodings[i].form >= SYN_CHARSET_FORM_SINGLE && encodings[i].form != SYN_CHARSET_FORM_NONE;
    /* never closed: the C library unloads a converter that nobody has open */
    if (is_iconv) (void)iconv_open("UTF-8", encodings[i].iconv_name);
  }
  (void)iconv_open("UTF-8", SYN_CHARSET_BIG5_SIGNS);
}
