/*
 * JSON writer: JSON into a buffer, as it comes, with commas and escapes put right.
 *
 * Output is compact, UTF-8, keys in the order of the calls. Control characters, quotes and
 * backslashes are escaped, and so are U+2028, U+2029, marks of direction, byte-order marks and
 * tags, so that lines can be looked at in a terminal; invalid UTF-8 becomes U+FFFD. The writer
 * keeps no memory of its own. A failure stays in the buffer's status; syn_json_finish tells it.
 */
#ifndef SYN_BASE_JSON_WRITER_H
#define SYN_BASE_JSON_WRITER_H

#include "base/buffer.h"
#include "synoptic/decimal.h"

enum { SYN_JSON_MAXIMUM_DEPTH = 32 };

typedef struct syn_json_writer {
  syn_buffer *buffer;
  uint32_t depth;
  bool has_item[SYN_JSON_MAXIMUM_DEPTH], is_object[SYN_JSON_MAXIMUM_DEPTH]; /* of each open container */
  bool after_key;
} syn_json_writer;

/* Writes at the end of `buffer`, which the caller owns. */
void syn_json_init(syn_json_writer *writer, syn_buffer *buffer);

void syn_json_begin_object(syn_json_writer *writer);
void syn_json_end_object(syn_json_writer *writer);
void syn_json_begin_array(syn_json_writer *writer);
void syn_json_end_array(syn_json_writer *writer);
void syn_json_key(syn_json_writer *writer, const char *key); /* ASCII that needs no escape */
void syn_json_text(syn_json_writer *writer, syn_text text);
void syn_json_integer(syn_json_writer *writer, int64_t value);
void syn_json_decimal(syn_json_writer *writer, syn_decimal value); /* exact: 2350000000, 0.05 */
void syn_json_number(syn_json_writer *writer, double value);       /* shortest that reads back the same; no NaN */
void syn_json_boolean(syn_json_writer *writer, bool value);
void syn_json_null(syn_json_writer *writer);
void syn_json_raw(syn_json_writer *writer, syn_text json); /* already JSON, one value */

/* key and value in one call */
void syn_json_key_text(syn_json_writer *writer, const char *key, syn_text text);
void syn_json_key_integer(syn_json_writer *writer, const char *key, int64_t value);
void syn_json_key_boolean(syn_json_writer *writer, const char *key, bool value);

/* The status of the whole: SYN_OK, SYN_LIMIT, SYN_NO_MEMORY; SYN_BAD_ARGUMENT when something was left open. */
SYN_MUST_CHECK syn_status syn_json_finish(const syn_json_writer *writer);

#endif
