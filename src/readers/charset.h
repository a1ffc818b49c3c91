/*
 * Charset: bytes in any encoding become valid UTF-8.
 *
 * Order of evidence: byte-order mark, charset declared by the carrier, <meta> or XML declaration within the first 4096
 * bytes, validity as UTF-8, uchardet's guess, windows-1252. A declaration that the bytes refute is passed over. Labels go through the
 * WHATWG table, so that "latin1" is windows-1252 as in browsers. Invalid sequences become U+FFFD; NUL bytes are dropped.
 */
#ifndef SYN_READERS_CHARSET_H
#define SYN_READERS_CHARSET_H

#include "base/arena.h"

typedef enum syn_charset_basis {
  SYN_CHARSET_BOM,
  SYN_CHARSET_DECLARED,
  SYN_CHARSET_META,
  SYN_CHARSET_UTF8,
  SYN_CHARSET_GUESS,
  SYN_CHARSET_FALLBACK
} syn_charset_basis;

typedef struct syn_decoding {
  syn_text text;        /* valid UTF-8, without byte-order mark */
  const char *encoding; /* WHATWG name, static; beyond it "UTF-32LE", "EUC-TW" and the like where a mark or a guess says so */
  syn_charset_basis basis;
  size_t replaced_count; /* sequences that became U+FFFD */
} syn_decoding;

/* The WHATWG name of a label ("latin1" -> "windows-1252"), or NULL. */
const char *syn_charset_name(syn_text label);

/* Whether these bytes, or the file that begins with them, are no text: a known binary format, or too many control characters. */
bool syn_charset_is_binary(syn_text bytes);

/* Returns SYN_OK, SYN_BAD_INPUT (binary: neither text nor any known encoding), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_charset_decode(syn_text bytes, syn_text declared, bool is_html, syn_arena *arena, syn_decoding *out_decoding,
                                             syn_error *error);

#endif
