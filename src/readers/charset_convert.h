/*
 * Charset conversion: bytes of a known encoding to UTF-8.
 */
#ifndef SYN_READERS_CHARSET_CONVERT_H
#define SYN_READERS_CHARSET_CONVERT_H

#include "base/arena.h"
#include "readers/charset_table.h"

/*
 * What cannot be decoded becomes U+FFFD and is counted; NUL characters are dropped. UTF-8 that is valid is returned as it is.
 * Returns SYN_OK, SYN_BAD_INPUT (this system's C library does not know the encoding), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_charset_convert(syn_text bytes, const syn_charset_encoding *encoding, syn_arena *arena, syn_text *out_text,
                                              size_t *out_replaced_count);

/*
 * Loads the converters of all encodings for the life of this process, so that later conversions open no file: for a process that soon may
 * not open any. What this system does not have is left out.
 */
void syn_charset_load_converters(void);

#endif
