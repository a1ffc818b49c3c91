/*
 * Folding (syn_utf8_fold): the form by which names are compared.
 *
 * How it works: each code point is decomposed for itself (NFKD by ICU; the order of marks does
 * not matter, since they go), then case is folded (the simple, one-to-one folding of Unicode)
 * and the few letters that Unicode does not decompose but that are left out elsewhere (a stroke,
 * a ligature) are replaced by a small table. White space waits until something follows it.
 * Two passes, the first for the size. ASCII text skips ICU altogether and takes one.
 *
 * Marks that are dropped are those that combine by class (accents, Hebrew and Arabic points).
 * Marks that are letters in all but name stay: the vowel signs of Indic scripts (class 0), nukta,
 * kana voicing and virama (classes 7, 8, 9); without them different names would be the same.
 */
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

enum { DECOMPOSITION_SIZE = 24 }; /* UTF-16 units; the longest of Unicode is 18 */

static const struct {
  uint32_t letter;
  const char *plain;
} undecomposed[] = {
    {0x00DF, "ss"}, /* sharp s */
    {0x00E6, "ae"},       {0x00F0, "d"}, /* eth */ {0x00F8, "o"},         {0x00FE, "th"}, /* thorn */ {0x0111, "d"},
    {0x0127, "h"},        {0x0131, "i"}, /* without dot */ {0x0142, "l"}, {0x0153, "oe"}, {0x0167, "t"},
    {0x03C2, "\xCF\x83"}, /* final sigma */
};
enum { UNDECOMPOSED_COUNT = sizeof(undecomposed) / sizeof(undecomposed[0]), LAST_UNDECOMPOSED = 0x03C2 };

#define CASED_LETTERS (U_GC_LU_MASK | U_GC_LL_MASK | U_GC_LT_MASK)

typedef struct folding {
  char *out; /* NULL while the size is found */
  size_t size;
  bool is_space_waiting;
} folding;

static void write_bytes(folding *to, const char *bytes, size_t size) {
  if (to->is_space_waiting && to->size) {
    if (to->out) to->out[to->size] = ' ';
    to->size++;
  }
  to->is_space_waiting = false;
  if (to->out) memcpy(to->out + to->size, bytes, size);
  to->size += size;
}

static void write_codepoint(folding *to, uint32_t codepoint) {
  char bytes[SYN_UTF8_MAXIMUM_BYTES];
  size_t size = syn_utf8_encode(codepoint, bytes);
  write_bytes(to, bytes, size);
}

/* Here and not in utf8.c, so that it is part of the loops below: most text is ASCII. */
static bool is_ascii_space(unsigned char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static char ascii_to_lower(unsigned char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte + 0x20) : (char)byte;
}

static void fold_ascii(folding *to, unsigned char byte) {
  if (is_ascii_space(byte)) {
    to->is_space_waiting = true;
    return;
  }
  if (to->is_space_waiting && to->size) {
    if (to->out) to->out[to->size] = ' ';
    to->size++;
  }
  to->is_space_waiting = false;
  if (to->out) to->out[to->size] = ascii_to_lower(byte);
  to->size++;
}

/* Characters that stand for the apostrophe in names: quotation marks, primes, accents, modifier letters. */
static bool is_apostrophe(uint32_t codepoint) {
  switch (codepoint) {
  case 0x00B4: /* acute accent */
  case 0x02B9: /* modifier letters, used in transliterations */
  case 0x02BB:
  case 0x02BC:
  case 0x02BD:
  case 0x02BE:
  case 0x02BF:
  case 0x2018: /* quotation marks */
  case 0x2019:
  case 0x201B:
  case 0x2032: /* prime */
    return true;
  default:
    return false;
  }
}

static bool is_dash(uint32_t codepoint) {
  return codepoint == 0x2212 /* minus */ || u_charType((UChar32)codepoint) == U_DASH_PUNCTUATION;
}

static bool is_dropped(uint32_t codepoint) {
  if (u_charType((UChar32)codepoint) == U_ENCLOSING_MARK) return true;
  if (u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true; /* joiners, soft hyphen, selectors */
  uint8_t combining_class = u_getCombiningClass((UChar32)codepoint);
  return combining_class == 1 || combining_class > 9;
}

static void fold_letter(folding *to, uint32_t codepoint) {
  uint32_t folded = (uint32_t)u_foldCase((UChar32)codepoint, U_FOLD_CASE_DEFAULT);
  for (size_t i = 0; i < UNDECOMPOSED_COUNT && folded <= LAST_UNDECOMPOSED; i++) {
    if (undecomposed[i].letter != folded) continue;
    write_bytes(to, undecomposed[i].plain, strlen(undecomposed[i].plain));
    return;
  }
  write_codepoint(to, folded);
}

/* A code point that has no decomposition. */
static void fold_simple(folding *to, uint32_t codepoint) {
  if (codepoint < 0x80) {
    fold_ascii(to, (unsigned char)codepoint);
  } else if (U_GET_GC_MASK((UChar32)codepoint) & CASED_LETTERS) {
    fold_letter(to, codepoint); /* by far the most; none of what follows is one */
  } else if (syn_utf8_is_space(codepoint)) {
    to->is_space_waiting = true;
  } else if (is_apostrophe(codepoint)) {
    write_codepoint(to, '\'');
  } else if (is_dash(codepoint)) {
    write_codepoint(to, '-');
  } else if (!is_dropped(codepoint)) {
    fold_letter(to, codepoint);
  }
}

static void fold_codepoint(folding *to, uint32_t codepoint, const UNormalizer2 *nfkd) {
  UChar units[DECOMPOSITION_SIZE];
  UErrorCode code = U_ZERO_ERROR;
  int32_t count = -1;
  /* An acute accent would decompose to a space and a mark. */
  if (nfkd && !is_apostrophe(codepoint)) count = unorm2_getDecomposition(nfkd, (UChar32)codepoint, units, DECOMPOSITION_SIZE, &code);
  if (count < 0 || U_FAILURE(code)) {
    fold_simple(to, codepoint);
    return;
  }
  for (int32_t at = 0; at < count;) {
    UChar32 part;
    U16_NEXT(units, at, count, part);
    fold_simple(to, (uint32_t)part);
  }
}

static size_t fold_all(syn_text text, const UNormalizer2 *nfkd, char *out) {
  folding to = {.out = out};
  for (size_t at = 0, step; at < text.size; at += step) {
    unsigned char byte = (unsigned char)text.data[at];
    step = 1;
    if (byte < 0x80)
      fold_ascii(&to, byte);
    else
      fold_codepoint(&to, syn_utf8_decode(text, at, &step), nfkd);
  }
  return to.size;
}

/* Text of ASCII alone: one pass, and at most as long as it was. Returns the size. */
static size_t fold_ascii_text(syn_text text, char *out) {
  size_t size = 0;
  bool is_space_waiting = false;
  for (size_t at = 0; at < text.size; at++) {
    unsigned char byte = (unsigned char)text.data[at];
    if (is_ascii_space(byte)) {
      is_space_waiting = size > 0;
      continue;
    }
    if (is_space_waiting) out[size++] = ' ';
    is_space_waiting = false;
    out[size++] = ascii_to_lower(byte);
  }
  return size;
}

syn_status syn_utf8_fold(syn_text text, syn_arena *arena, syn_text *out_text) {
  bool is_ascii = syn_utf8_skip_ascii(text, 0) == text.size;
  size_t size = text.size;
  const UNormalizer2 *nfkd = NULL;
  if (!is_ascii) {
    UErrorCode code = U_ZERO_ERROR;
    nfkd = unorm2_getNFKDInstance(&code);
    (void)unorm2_getNFDInstance(&code);        /* u_getCombiningClass needs it, and has no way to say that it was not made */
    if (U_FAILURE(code)) return SYN_NO_MEMORY; /* its data are linked in: nothing else can fail */
    size = fold_all(text, nfkd, NULL);
  }
  char *folded = syn_arena_take(arena, size + 1, 1);
  if (!folded) return SYN_NO_MEMORY;
  if (is_ascii)
    size = fold_ascii_text(text, folded);
  else
    fold_all(text, nfkd, folded);
  *out_text = (syn_text){folded, size};
  return SYN_OK;
}
