/*
 * How it works. Which bytes belong together, and how many of them a broken character takes with it, is told here, as the
 * Encoding Standard says (encoding.spec.whatwg.org, sections 12.1, 13.1, 13.2): C libraries differ in that, and in the rows that vendors
 * added. Which character a pair of bytes is, the C library knows: a row and a cell of JIS X 0208 are asked of Shift_JIS as Windows has it,
 * whose table is the standard's, those of JIS X 0212 of EUC-JP, those of Big5 of its Hong Kong extension (its signs of Windows). Each pair
 * is asked for once a text and remembered in a table of all pairs, so that a text costs a look-up a character and some hundred questions.
 */
#include "readers/charset_indexed.h"

#include <errno.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

enum {
  HALF = 0x80,
  ESCAPE = 0x1B,
  CELLS = 94,         /* of a row of the Japanese sets */
  JIS_0212_ROWS = 77, /* beyond: rows of vendors that the standard does not have */
  BIG5_CELLS = 157,
  BIG5_LEADS = 126,
  BIG5_SIGNS = 0x20, /* leads before those of punctuation and signs, of which there are three */
  BIG5_SIGN_LEADS = 3,
  HALF_WIDTH = 0xFF61 /* the first of half-width katakana */
};

/* Characters of a set by the number that the standard gives them. 0: not asked for yet. */
typedef struct character_index {
  iconv_t converter;
  uint32_t *characters, count;
  bool is_open;
} character_index;

typedef enum jis_state { JIS_ASCII, JIS_ROMAN, JIS_KATAKANA, JIS_PAIRS } jis_state;

typedef struct indexed_decoder {
  const uint8_t *bytes;
  size_t size, at;
  character_index index, second; /* JIS X 0208 or Big5; JIS X 0212 or the signs of Big5 */
  jis_state state;
  bool is_just_switched; /* an escape, and nothing since */
  syn_buffer *out;
  size_t *replaced_count;
} indexed_decoder;

uint32_t syn_charset_ask_character(iconv_t converter, syn_text bytes) {
  char written[16], *in = (char *)(uintptr_t)bytes.data, *to = written; /* iconv's interface predates const */
  size_t in_left = bytes.size, to_left = sizeof written, size;
  iconv(converter, NULL, NULL, NULL, NULL);
  if (iconv(converter, &in, &in_left, &to, &to_left) == (size_t)-1 || in_left > 0) return SYN_CHARSET_NO_CHARACTER;
  /* some keep a character back for what may combine with it (Vietnamese, Hong Kong) */
  if (to == written && iconv(converter, NULL, NULL, &to, &to_left) == (size_t)-1) return SYN_CHARSET_NO_CHARACTER;
  const syn_text text = {written, (size_t)(to - written)};
  if (text.size == 0) return SYN_CHARSET_NO_CHARACTER;
  const uint32_t character = syn_utf8_decode(text, 0, &size);
  return character == SYN_UTF8_REPLACEMENT ? SYN_CHARSET_NO_CHARACTER : character;
}

/* --- indexes --- */

static syn_status open_index(character_index *index, const char *name, uint32_t count) {
  index->converter = iconv_open("UTF-8", name);
  if (index->converter == (iconv_t)-1) return errno == ENOMEM ? SYN_NO_MEMORY : SYN_BAD_INPUT;
  index->is_open = true;
  index->count = count;
  index->characters = syn_memory_allocate(count * sizeof *index->characters);
  if (!index->characters) return SYN_NO_MEMORY;
  memset(index->characters, 0, count * sizeof *index->characters);
  return SYN_OK;
}

static void close_index(character_index *index) {
  if (index->is_open) iconv_close(index->converter);
  syn_memory_free(index->characters);
}

static uint32_t find_character(character_index *index, uint32_t number, const uint8_t *bytes, size_t size) {
  if (number >= index->count) return SYN_CHARSET_NO_CHARACTER;
  if (index->characters[number] == 0)
    index->characters[number] = syn_charset_ask_character(index->converter, (syn_text){(const char *)bytes, size});
  return index->characters[number];
}

/* Row and cell from 0, as Shift_JIS has them: two rows to a lead byte, with a gap for half-width katakana. */
static uint32_t find_jis_0208(character_index *index, uint8_t row, uint8_t cell) {
  const uint8_t lead = (uint8_t)(row / 2 + (row / 2 < 0x1F ? 0x81 : 0xC1));
  const uint8_t offset = (uint8_t)(cell + row % 2 * CELLS), trail = (uint8_t)(offset + (offset < 0x3F ? 0x40 : 0x41));
  return find_character(index, (uint32_t)row * CELLS + cell, (const uint8_t[]){lead, trail}, 2);
}

static uint32_t find_jis_0212(character_index *index, const uint8_t *bytes) {
  const uint8_t row = (uint8_t)(bytes[1] - 0xA1), cell = (uint8_t)(bytes[2] - 0xA1);
  if (row == 1 && cell == 0x22) return 0xA6; /* a broken bar, which the library makes a wide one */
  return find_character(index, (uint32_t)row * CELLS + cell, bytes, 3);
}

/* --- output --- */

static void add_character(indexed_decoder *d, uint32_t character) {
  const bool is_none = character == SYN_CHARSET_NO_CHARACTER;
  *d->replaced_count += is_none;
  (void)syn_buffer_add_codepoint(d->out, is_none ? SYN_UTF8_REPLACEMENT : character);
}

/* ASCII that goes on to the next byte that may not be it. */
static void add_ascii(indexed_decoder *d) {
  const syn_text rest = {(const char *)d->bytes + d->at, d->size - d->at};
  const size_t size = syn_utf8_skip_ascii(rest, 0);
  (void)syn_buffer_add(d->out, syn_text_slice(rest, 0, size));
  d->at += size;
}

static bool is_in(uint8_t byte, uint8_t first, uint8_t last) {
  return byte >= first && byte <= last;
}

/* A broken character takes its last byte with it unless that is ASCII: a quotation mark must not vanish. */
static void add_pair(indexed_decoder *d, uint32_t character, size_t size) {
  add_character(d, character);
  d->at += size - (character == SYN_CHARSET_NO_CHARACTER && d->bytes[d->at + size - 1] < HALF);
}

/* --- EUC-JP --- */

static void read_euc_jp(indexed_decoder *d) {
  const uint8_t *bytes = d->bytes + d->at, lead = bytes[0];
  const size_t left = d->size - d->at;
  const bool is_lead = lead == 0x8E || lead == 0x8F || is_in(lead, 0xA1, 0xFE);
  uint32_t character = SYN_CHARSET_NO_CHARACTER;
  if (!is_lead || left == 1) {
    add_character(d, character);
    d->at++;
  } else if (lead == 0x8F && is_in(bytes[1], 0xA1, 0xFE)) {
    if (left > 2 && is_in(bytes[2], 0xA1, 0xFE)) character = find_jis_0212(&d->second, bytes);
    add_pair(d, character, left > 2 ? 3 : 2);
  } else {
    if (lead == 0x8E && is_in(bytes[1], 0xA1, 0xDF)) character = HALF_WIDTH + bytes[1] - 0xA1u;
    if (lead >= 0xA1 && is_in(bytes[1], 0xA1, 0xFE))
      character = find_jis_0208(&d->index, (uint8_t)(lead - 0xA1), (uint8_t)(bytes[1] - 0xA1));
    add_pair(d, character, 2);
  }
}

/* --- Big5 --- */

/* Letters with two marks, which have no code point of their own. */
static const struct {
  uint8_t trail;
  uint16_t letter, mark;
} big5_marked[] = {{0x62, 0xCA, 0x304}, {0x64, 0xCA, 0x30C}, {0xA3, 0xEA, 0x304}, {0xA5, 0xEA, 0x30C}};

static void read_big5(indexed_decoder *d) {
  const uint8_t *bytes = d->bytes + d->at, lead = bytes[0];
  uint32_t character = SYN_CHARSET_NO_CHARACTER;
  if (!is_in(lead, 0x81, 0xFE) || d->size - d->at == 1) {
    add_character(d, character);
    d->at++;
    return;
  }
  for (size_t i = 0; lead == 0x88 && i < sizeof big5_marked / sizeof *big5_marked; i++) {
    if (bytes[1] != big5_marked[i].trail) continue;
    add_character(d, big5_marked[i].letter);
    add_pair(d, big5_marked[i].mark, 2);
    return;
  }
  const bool is_low = is_in(bytes[1], 0x40, 0x7E), is_high = is_in(bytes[1], 0xA1, 0xFE);
  const uint32_t row = lead - 0x81u, cell = bytes[1] - (is_low ? 0x40u : 0x62u);
  if (lead == 0xA3 && is_in(bytes[1], 0xC0, 0xE0))
    character = bytes[1] == 0xE0 ? 0x2421 : 0x2400u + bytes[1] - 0xC0; /* pictures of controls, which neither has */
  else if ((is_low || is_high) && row >= BIG5_SIGNS && row < BIG5_SIGNS + BIG5_SIGN_LEADS)
    character = find_character(&d->second, (row - BIG5_SIGNS) * BIG5_CELLS + cell, bytes, 2);
  else if (is_low || is_high)
    character = find_character(&d->index, row * BIG5_CELLS + cell, bytes, 2);
  add_pair(d, character, 2);
}

/* --- ISO-2022-JP --- */

/*
 * At ESC. What is no escape of the standard is a broken character. One that nothing stands behind, before the next, becomes U+FFFD too, but
 * is no sign of another encoding: some programs write them.
 */
static void read_escape(indexed_decoder *d) {
  static const struct {
    char bytes[3];
    jis_state state;
  } escapes[] = {{"(B", JIS_ASCII}, {"(J", JIS_ROMAN}, {"(I", JIS_KATAKANA}, {"$@", JIS_PAIRS}, {"$B", JIS_PAIRS}};
  const syn_text rest = {(const char *)d->bytes + d->at + 1, d->size - d->at - 1};
  for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
    if (!syn_text_starts_with(rest, syn_text_from(escapes[i].bytes))) continue;
    if (d->is_just_switched) (void)syn_buffer_add_codepoint(d->out, SYN_UTF8_REPLACEMENT);
    d->is_just_switched = true;
    d->state = escapes[i].state;
    d->at += 3;
    return;
  }
  d->is_just_switched = false;
  add_character(d, SYN_CHARSET_NO_CHARACTER);
  d->at++;
}

static void read_jis_single(indexed_decoder *d) {
  const uint8_t byte = d->bytes[d->at++];
  uint32_t character = SYN_CHARSET_NO_CHARACTER;
  if (d->state == JIS_KATAKANA)
    character = is_in(byte, 0x21, 0x5F) ? HALF_WIDTH + byte - 0x21u : character;
  else if (byte < HALF && byte != 0x0E && byte != 0x0F)
    character = d->state == JIS_ROMAN && byte == '\\' ? 0xA5 : d->state == JIS_ROMAN && byte == '~' ? 0x203E : byte;
  d->is_just_switched = false;
  add_character(d, character);
}

static void read_jis_pair(indexed_decoder *d) {
  const uint8_t *bytes = d->bytes + d->at;
  const size_t left = d->size - d->at;
  uint32_t character = SYN_CHARSET_NO_CHARACTER;
  d->is_just_switched = false;
  if (is_in(bytes[0], 0x21, 0x7E) && left > 1) {
    if (is_in(bytes[1], 0x21, 0x7E)) character = find_jis_0208(&d->index, (uint8_t)(bytes[0] - 0x21), (uint8_t)(bytes[1] - 0x21));
    d->at += bytes[1] == ESCAPE ? 1 : 2;
  } else {
    d->at++;
  }
  add_character(d, character);
}

static void read_iso_2022_jp(indexed_decoder *d) {
  if (d->bytes[d->at] == ESCAPE)
    read_escape(d);
  else if (d->state == JIS_PAIRS)
    read_jis_pair(d);
  else
    read_jis_single(d);
}

/* --- all --- */

static syn_status open_decoder(indexed_decoder *d, const syn_charset_encoding *encoding) {
  if (encoding->form == SYN_CHARSET_FORM_BIG5) {
    syn_status status = open_index(&d->index, encoding->iconv_name, BIG5_LEADS * BIG5_CELLS);
    return status == SYN_OK ? open_index(&d->second, SYN_CHARSET_BIG5_SIGNS, BIG5_SIGN_LEADS * BIG5_CELLS) : status;
  }
  syn_status status = open_index(&d->index, "CP932", CELLS * CELLS);
  if (status == SYN_OK && encoding->form == SYN_CHARSET_FORM_EUC_JP)
    status = open_index(&d->second, encoding->iconv_name, JIS_0212_ROWS * CELLS);
  return status;
}

syn_status syn_charset_convert_indexed(syn_text bytes, const syn_charset_encoding *encoding, syn_buffer *out, size_t *out_replaced_count) {
  indexed_decoder d = {.bytes = (const uint8_t *)bytes.data, .size = bytes.size, .out = out, .replaced_count = out_replaced_count};
  syn_status status = open_decoder(&d, encoding);
  while (status == SYN_OK && d.at < d.size) {
    if (encoding->form == SYN_CHARSET_FORM_ISO_2022_JP)
      read_iso_2022_jp(&d);
    else if (d.bytes[d.at] < HALF)
      add_ascii(&d);
    else if (encoding->form == SYN_CHARSET_FORM_EUC_JP)
      read_euc_jp(&d);
    else
      read_big5(&d);
    status = out->status;
  }
  close_index(&d.index);
  close_index(&d.second);
  return status;
}
