/*
 * Text slice: some bytes of UTF-8 that belong to someone else.
 *
 * A slice is not terminated by NUL and does not own its bytes; they live as long as the
 * arena, file or string that they were taken from.
 */
#ifndef SYNOPTIC_TEXT_H
#define SYNOPTIC_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "synoptic/status.h"

SYN_C_BEGIN

typedef struct syn_text {
  const char *data; /* may be NULL where size is 0 */
  size_t size;      /* bytes */
} syn_text;

/* A slice of a string literal. */
#define SYN_TEXT(literal) ((syn_text){(literal), sizeof(literal) - 1})

/* For printf("%.*s", SYN_TEXT_ARGUMENTS(text)). */
#define SYN_TEXT_ARGUMENTS(text) (int)(text).size, (text).data ? (text).data : ""

/* The slice of a NUL-terminated string; NULL gives the empty slice. */
SYN_PUBLIC syn_text syn_text_from(const char *string);

/* The bytes from `start` up to `end` (both clamped to the size). */
SYN_PUBLIC syn_text syn_text_slice(syn_text text, size_t start, size_t end);

SYN_PUBLIC bool syn_text_equal(syn_text a, syn_text b);

/* Whether both are the same when ASCII letters are folded to lower case. */
SYN_PUBLIC bool syn_text_equal_ascii_case(syn_text a, syn_text b);

SYN_PUBLIC bool syn_text_starts_with(syn_text text, syn_text prefix);
SYN_PUBLIC bool syn_text_ends_with(syn_text text, syn_text suffix);

/* Orders by bytes, a prefix before the longer text; negative, 0 or positive. */
SYN_PUBLIC int syn_text_compare(syn_text a, syn_text b);

/* The offset of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is found at `from`. */
SYN_PUBLIC size_t syn_text_find(syn_text text, syn_text needle, size_t from);

/* Without ASCII white space, no-break spaces and zero-width characters at both ends. */
SYN_PUBLIC syn_text syn_text_trim(syn_text text);

SYN_C_END

#endif
