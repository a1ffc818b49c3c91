/*
 * Charset indexes: EUC-JP, ISO-2022-JP and Big5 to UTF-8, as the decoders of the Encoding Standard read them.
 */
#ifndef SYN_READERS_CHARSET_INDEXED_H
#define SYN_READERS_CHARSET_INDEXED_H

#include <iconv.h>

#include "base/buffer.h"
#include "readers/charset_table.h"

/* The one character that these bytes are for the C library's converter, or SYN_CHARSET_NO_CHARACTER. */
#define SYN_CHARSET_NO_CHARACTER UINT32_MAX
uint32_t syn_charset_ask_character(iconv_t converter, syn_text bytes);

/* The converter that the punctuation of Big5 is asked of, beside that of the table. */
#define SYN_CHARSET_BIG5_SIGNS "CP950"

/*
 * Adds the text of `bytes` to `out`; `encoding` has one of the three forms. What is no character becomes U+FFFD and is counted.
 * Returns SYN_OK, SYN_BAD_INPUT (the C library has no table of these characters), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_charset_convert_indexed(syn_text bytes, const syn_charset_encoding *encoding, syn_buffer *out,
                                                      size_t *out_replaced_count);

#endif
