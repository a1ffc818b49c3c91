/*
 * Feeds bytes to the decoder. The first byte chooses what the carrier declares; the result must be valid UTF-8 without NUL.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz_target.h"
#include "readers/charset.h"

enum { ARENA_BYTES = 64 * 1024 * 1024 };

static const char *const declared[] = {
    "",       "utf-8",       "latin1",       "koi8-r",    "shift_jis",  "euc-jp",      "iso-2022-jp",
    "gbk",    "gb18030",     "big5",         "euc-kr",    "utf-16le",   "utf-16",      "iso-8859-8",
    "ibm866", "windows-874", "windows-1258", "macintosh", "no charset", "iso-2022-kr", "x-mac-cyrillic",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_text bytes = {(const char *)data, size};
  const char *label = "";
  if (size > 0) {
    label = declared[data[0] % (sizeof(declared) / sizeof(declared[0]))];
    bytes = syn_text_slice(bytes, 1, size);
  }
  syn_decoding decoding;
  syn_error error;
  syn_status status = syn_charset_decode(bytes, syn_text_from(label), size % 2 == 0, arena, &decoding, &error);
  if (status == SYN_OK) {
    if (syn_utf8_valid_prefix(decoding.text) != decoding.text.size) abort();
    if (decoding.text.size > 0 && memchr(decoding.text.data, '\0', decoding.text.size) != NULL) abort();
  } else if (status != SYN_BAD_INPUT || error.text[0] == '\0') {
    abort();
  }
  syn_arena_reset(arena);
  return 0;
}
