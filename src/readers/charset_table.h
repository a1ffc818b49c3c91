/*
 * Charset table: the encodings that text comes in, by all the names they go by.
 *
 * Names and labels are those of the WHATWG Encoding Standard (encoding.spec.whatwg.org, section 4.2), and a few
 * encodings beyond it that old files are in and that only a guess can lead to.
 */
#ifndef SYN_READERS_CHARSET_TABLE_H
#define SYN_READERS_CHARSET_TABLE_H

#include "synoptic/text.h"

typedef enum syn_charset_form {
  SYN_CHARSET_FORM_UTF8,
  SYN_CHARSET_FORM_UTF16, /* iconv name tells the order of bytes: ends in "BE" or "LE" */
  SYN_CHARSET_FORM_UTF32,
  SYN_CHARSET_FORM_SINGLE, /* one byte a character, the lower half ASCII */
  SYN_CHARSET_FORM_MULTIPLE,
  SYN_CHARSET_FORM_EUC_JP, /* these three are read by the standard's own rules (charset_indexed.h) */
  SYN_CHARSET_FORM_ISO_2022_JP,
  SYN_CHARSET_FORM_BIG5,
  SYN_CHARSET_FORM_NONE /* a label that says nothing: "replacement" */
} syn_charset_form;

typedef struct syn_charset_encoding {
  const char *name;       /* of the standard */
  const char *iconv_name; /* what the C library calls it; of several that differ, the one with the vendors' additions */
  syn_charset_form form;
  bool is_guess_only; /* not of the standard: its labels are those of uchardet */
  const char *labels; /* lower case, separated by blanks */
} syn_charset_encoding;

/* The encoding with this label (in any case, white space around it ignored), or NULL. `with_guesses`: also those beyond the standard. */
const syn_charset_encoding *syn_charset_find(syn_text label, bool with_guesses);

/* All of them. */
const syn_charset_encoding *syn_charset_encodings(size_t *out_count);

#endif
