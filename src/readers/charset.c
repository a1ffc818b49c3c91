/*
 * How it works. The evidence is gone through in the order of the header. A declaration is believed
 * unless the bytes speak against it: a page that calls itself latin1 and is faultless UTF-8 is UTF-8,
 * and one that calls itself UTF-8 or Big5 and cannot be read as that is asked for other evidence. By
 * chance alone, words in another encoding are no valid UTF-8: three sequences are enough.
 */
#include "readers/charset.h"

#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "readers/charset_convert.h"
#include "readers/charset_meta.h"
#include "readers/charset_table.h"

enum {
  SAMPLE_BYTES = 64 * 1024, /* for binary or not, and byte order without a mark */
  GUESS_BYTES = 256 * 1024, /* shown to uchardet */
  CONTROLS_TOLERATED = 4,
  UTF8_SEQUENCES_ENOUGH = 3
};

typedef struct byte_evidence {
  syn_text bytes;
  size_t sequence_count, broken_count; /* of UTF-8 beyond ASCII */
  size_t high_count;                   /* bytes beyond ASCII */
} byte_evidence;

const char *syn_charset_name(syn_text label) {
  const syn_charset_encoding *encoding = syn_charset_find(label, false);
  return encoding != NULL ? encoding->name : NULL;
}

/* --- byte order --- */

typedef struct mark {
  const char *bytes;
  uint8_t size;
  const char *label;
} mark;

/* The longer first: UTF-32LE begins as UTF-16LE does. */
static const mark marks[] = {
    {"\xFF\xFE\0\0", 4, "utf-32le"}, {"\0\0\xFE\xFF", 4, "utf-32be"}, {"\xEF\xBB\xBF", 3, "utf-8"},
    {"\xFE\xFF", 2, "utf-16be"},     {"\xFF\xFE", 2, "utf-16le"},
};

static const syn_charset_encoding *find_mark(syn_text bytes, size_t *out_size) {
  for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
    if (!syn_text_starts_with(bytes, (syn_text){marks[i].bytes, marks[i].size})) continue;
    *out_size = marks[i].size;
    return syn_charset_find(syn_text_from(marks[i].label), true);
  }
  return NULL;
}

/* UTF-16 or UTF-32 without a mark: NUL bytes stand at certain places of each unit, and almost nowhere else. */
static const syn_charset_encoding *find_unmarked(syn_text bytes) {
  bytes = syn_text_slice(bytes, 0, SAMPLE_BYTES);
  if (bytes.size == 0 || memchr(bytes.data, '\0', bytes.size) == NULL) return NULL;
  size_t units = bytes.size / 4, nuls[4] = {0};
  for (size_t i = 0; i < units * 4; i++) nuls[i % 4] += bytes.data[i] == '\0';
  if (units < 2) return NULL;
  size_t most = units - units / 10, few = units / 20;
  if (nuls[0] >= most && nuls[1] >= most && nuls[3] <= few) return syn_charset_find(SYN_TEXT("utf-32be"), true);
  if (nuls[3] >= most && nuls[2] >= most && nuls[0] <= few) return syn_charset_find(SYN_TEXT("utf-32le"), true);
  size_t some = units * 2 / 5 + 3, even = nuls[0] + nuls[2], odd = nuls[1] + nuls[3]; /* a fifth of all units of two bytes, and a few */
  if (even > some && odd <= even / 20) return syn_charset_find(SYN_TEXT("utf-16be"), true);
  if (odd > some && even <= odd / 20) return syn_charset_find(SYN_TEXT("utf-16le"), true);
  return NULL;
}

/* --- binary --- */

/* What files begin with that are no text though parts of them may look so. */
static const struct {
  const char *bytes;
  uint8_t size;
  bool is_certain; /* else words of a text may begin so: something unprintable must follow */
} signatures[] = {
    {"%PDF-", 5, true},
    {"{\\rtf", 5, true},
    {"SQLite format 3", 15, true},
    {"\x89PNG", 4, true},
    {"\xFF\xD8\xFF", 3, true},
    {"PK\x03\x04", 4, true},
    {"\x1F\x8B", 2, true},
    {"\x7F"
     "ELF",
     4, true},
    {"\xFD"
     "7zXZ",
     5, true},
    {"\x28\xB5\x2F\xFD", 4, true},
    {"\xD0\xCF\x11\xE0", 4, true},
    {"7z\xBC\xAF", 4, true},
    {"GIF8", 4, false},
    {"BZh", 3, false},
    {"RIFF", 4, false},
    {"OggS", 4, false},
    {"ID3", 3, false},
    {"wOFF", 4, false},
    {"wOF2", 4, false},
};

static bool has_signature(syn_text bytes, bool is_printable) {
  for (size_t i = 0; i < sizeof(signatures) / sizeof(signatures[0]); i++) {
    if (!syn_text_starts_with(bytes, (syn_text){signatures[i].bytes, signatures[i].size})) continue;
    if (signatures[i].is_certain || !is_printable) return true;
  }
  return false;
}

/* ISO 2022 is all ASCII: only its escapes tell it. */
static bool has_escapes(syn_text bytes) {
  for (const char *at = bytes.data, *end = at + bytes.size; bytes.size > 0 && (at = memchr(at, 0x1B, (size_t)(end - at))) != NULL; at++) {
    if (end - at > 2 && (at[1] == '$' || at[1] == '(')) return true;
  }
  return false;
}

/* Bytes that no text has. Counted in bytes and runs short enough for that, so that the compiler takes many at once. */
static size_t count_controls(syn_text sample) {
  size_t count = 0;
  for (size_t start = 0; start < sample.size; start += UINT8_MAX) {
    syn_text run = syn_text_slice(sample, start, start + UINT8_MAX);
    uint8_t in_run = 0;
    for (size_t i = 0; i < run.size; i++) {
      uint8_t byte = (uint8_t)run.data[i];
      in_run = (uint8_t)(in_run + ((byte < 0x20) & ((byte < '\t') | (byte > '\r')) & (byte != 0x1B)));
    }
    count += in_run;
  }
  return count;
}

static size_t count_shifts(syn_text sample) {
  size_t count = 0;
  for (size_t i = 0; i < sample.size; i++) count += sample.data[i] == 0x0E || sample.data[i] == 0x0F;
  return count;
}

bool syn_charset_is_binary(syn_text bytes) {
  size_t size;
  if (find_mark(bytes, &size) != NULL) return false;
  syn_text sample = syn_text_slice(bytes, 0, SAMPLE_BYTES);
  size_t controls = count_controls(sample);
  if (has_escapes(sample)) controls -= count_shifts(sample); /* then 0x0E and 0x0F switch between alphabets */
  if (has_signature(bytes, controls == 0)) return true;
  return controls > CONTROLS_TOLERATED && controls > sample.size / 50 && find_unmarked(bytes) == NULL;
}

/* --- the rest --- */

static void gather(syn_text bytes, byte_evidence *out) {
  *out = (byte_evidence){.bytes = bytes};
  for (size_t at = syn_utf8_skip_ascii(bytes, 0); at < bytes.size; at = syn_utf8_skip_ascii(bytes, at)) {
    size_t size;
    uint32_t codepoint = syn_utf8_decode(bytes, at, &size);
    bool is_broken = codepoint == SYN_UTF8_REPLACEMENT && !syn_text_equal(syn_text_slice(bytes, at, at + size), SYN_TEXT("\xEF\xBF\xBD"));
    if (is_broken) {
      out->broken_count++;
    } else {
      out->sequence_count++;
    }
    out->high_count += size;
    at += size;
  }
}

static bool is_utf8_beyond_doubt(const byte_evidence *evidence) {
  return evidence->broken_count == 0 && evidence->sequence_count >= UTF8_SEQUENCES_ENOUGH;
}

/* Decodes as `encoding`. SYN_NOT_FOUND when the bytes speak against it. */
static syn_status try_encoding(const byte_evidence *evidence, const syn_charset_encoding *encoding, syn_charset_basis basis,
                               syn_arena *arena, syn_decoding *out) {
  if (encoding == NULL || encoding->form == SYN_CHARSET_FORM_NONE) return SYN_NOT_FOUND;
  bool is_wide = encoding->form == SYN_CHARSET_FORM_UTF16 || encoding->form == SYN_CHARSET_FORM_UTF32;
  /* a label that can be read as ASCII is no label of UTF-16 */
  if (is_wide && (basis == SYN_CHARSET_DECLARED || basis == SYN_CHARSET_META)) return SYN_NOT_FOUND;
  bool is_utf8 = encoding->form == SYN_CHARSET_FORM_UTF8;
  if (is_utf8 && evidence->broken_count > evidence->sequence_count) return SYN_NOT_FOUND;
  if (!is_utf8 && !is_wide && is_utf8_beyond_doubt(evidence)) return SYN_NOT_FOUND;
  syn_decoding decoding = {.encoding = encoding->name, .basis = basis};
  syn_status status = syn_charset_convert(evidence->bytes, encoding, arena, &decoding.text, &decoding.replaced_count);
  if (status != SYN_OK) return status == SYN_NO_MEMORY ? status : SYN_NOT_FOUND;
  if (!is_utf8 && !is_wide && decoding.replaced_count > 1 + evidence->high_count / 16) return SYN_NOT_FOUND;
  *out = decoding;
  return SYN_OK;
}

/* What uchardet takes the bytes for, or NULL. It begins a little before the first byte beyond ASCII. */
static const syn_charset_encoding *guess(syn_text bytes) {
  size_t first = 0;
  while (first < bytes.size && (unsigned char)bytes.data[first] < 0x80 && bytes.data[first] != 0x1B) first++;
  first = first > 64 ? first - 64 : 0;
  syn_text sample = syn_text_slice(bytes, first, first + GUESS_BYTES);
  uchardet_t detector = uchardet_new();
  if (detector == NULL) return NULL;
  const syn_charset_encoding *encoding = NULL;
  if (uchardet_handle_data(detector, sample.data, sample.size) == 0) {
    uchardet_data_end(detector);
    encoding = syn_charset_find(syn_text_from(uchardet_get_charset(detector)), true);
  }
  uchardet_delete(detector);
  return encoding;
}

static syn_status decode_by_evidence(const byte_evidence *evidence, syn_text declared, bool is_html, syn_arena *arena, syn_decoding *out) {
  syn_status status = try_encoding(evidence, syn_charset_find(declared, false), SYN_CHARSET_DECLARED, arena, out);
  if (status != SYN_NOT_FOUND) return status;
  if (is_html) {
    syn_text label = syn_charset_declared_in(evidence->bytes);
    status = try_encoding(evidence, syn_charset_find(label, false), SYN_CHARSET_META, arena, out);
    if (status != SYN_NOT_FOUND) return status;
  }
  const syn_charset_encoding *utf8 = syn_charset_find(SYN_TEXT("utf-8"), false);
  bool is_mostly_utf8 = evidence->sequence_count >= UTF8_SEQUENCES_ENOUGH && evidence->broken_count <= evidence->sequence_count / 10;
  if ((evidence->broken_count == 0 && !has_escapes(evidence->bytes)) || is_mostly_utf8) {
    status = try_encoding(evidence, utf8, SYN_CHARSET_UTF8, arena, out);
    if (status != SYN_NOT_FOUND) return status;
  }
  status = try_encoding(evidence, guess(evidence->bytes), SYN_CHARSET_GUESS, arena, out);
  if (status != SYN_NOT_FOUND) return status;
  const syn_charset_encoding *fallback = syn_charset_find(SYN_TEXT("windows-1252"), false);
  status = try_encoding(evidence, fallback, SYN_CHARSET_FALLBACK, arena, out);
  /* only when the C library lacks windows-1252 */
  return status != SYN_NOT_FOUND ? status : try_encoding(evidence, utf8, SYN_CHARSET_FALLBACK, arena, out);
}

syn_status syn_charset_decode(syn_text bytes, syn_text declared, bool is_html, syn_arena *arena, syn_decoding *out_decoding,
                              syn_error *error) {
  size_t mark_size = 0;
  const syn_charset_encoding *encoding = find_mark(bytes, &mark_size);
  syn_charset_basis basis = encoding != NULL ? SYN_CHARSET_BOM : SYN_CHARSET_GUESS;
  bytes = syn_text_slice(bytes, mark_size, bytes.size);
  if (encoding == NULL) encoding = find_unmarked(bytes);
  if (encoding == NULL && syn_charset_is_binary(bytes)) {
    return syn_error_set(error, SYN_BAD_INPUT, 0, "binary data, not text in any known encoding: leave it out or convert it to text");
  }
  syn_decoding decoding = {.basis = basis};
  syn_status status;
  if (encoding != NULL) {
    decoding.encoding = encoding->name;
    status = syn_charset_convert(bytes, encoding, arena, &decoding.text, &decoding.replaced_count);
  } else {
    byte_evidence evidence;
    gather(bytes, &evidence);
    status = decode_by_evidence(&evidence, declared, is_html, arena, &decoding);
  }
  if (status != SYN_OK) return syn_error_set(error, SYN_NO_MEMORY, 0, "no memory to decode the page");
  *out_decoding = decoding;
  return SYN_OK;
}
