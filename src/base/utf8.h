/*
 * UTF-8: validity, code points, repair, and the folding by which names are compared.
 */
#ifndef SYN_BASE_UTF8_H
#define SYN_BASE_UTF8_H

#include "base/arena.h"

enum { SYN_UTF8_REPLACEMENT = 0xFFFD, SYN_UTF8_MAXIMUM_BYTES = 4 };

/*
 * The code point at `offset`, which must be below text.size, and in `out_size` its length in
 * bytes. Bytes that are not UTF-8 (overlong forms and surrogates too) give
 * SYN_UTF8_REPLACEMENT with the length of the maximal invalid prefix, at least 1.
 */
uint32_t syn_utf8_decode(syn_text text, size_t offset, size_t *out_size);

/* Writes 1 to 4 bytes and returns how many; a number that is no code point writes U+FFFD. */
size_t syn_utf8_encode(uint32_t codepoint, char out_bytes[SYN_UTF8_MAXIMUM_BYTES]);

/* The offset of the first byte that is not UTF-8, or text.size. */
size_t syn_utf8_valid_prefix(syn_text text);

/* The offset of the first byte at or after `offset` that is not ASCII, or text.size. */
size_t syn_utf8_skip_ascii(syn_text text, size_t offset);

/* Code points in valid UTF-8. */
size_t syn_utf8_count(syn_text text);

/* The start of the character that `offset` (at most text.size) points into. */
size_t syn_utf8_align(syn_text text, size_t offset);

/*
 * Text that is valid UTF-8, with invalid sequences as U+FFFD. Valid text is returned as it is,
 * without a copy. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_utf8_repair(syn_text text, syn_arena *arena, syn_text *out_text, size_t *out_replaced_count);

bool syn_utf8_is_letter(uint32_t codepoint);
bool syn_utf8_is_upper(uint32_t codepoint);
bool syn_utf8_is_lower(uint32_t codepoint);
bool syn_utf8_is_digit(uint32_t codepoint);       /* decimal digits of any script */
bool syn_utf8_is_space(uint32_t codepoint);       /* also no-break and zero-width spaces */
bool syn_utf8_is_punctuation(uint32_t codepoint); /* punctuation and symbols */
bool syn_utf8_is_direction(uint32_t codepoint);   /* marks that turn the direction of writing, and show nothing */
uint32_t syn_utf8_to_lower(uint32_t codepoint);
uint32_t syn_utf8_to_upper(uint32_t codepoint);

/* Lower case (simple, code point by code point). Text without capitals is returned as it is. */
SYN_MUST_CHECK syn_status syn_utf8_lower(syn_text text, syn_arena *arena, syn_text *out_text);

/*
 * The form by which names are compared: NFKD without accents and points, case folded, typographic
 * apostrophes and dashes as ASCII, letters with a stroke and ligatures as plain letters, runs of
 * white space as one space, none at the ends. "Besançon" and "BESANCON" give the same.
 * Folding twice changes nothing. ASCII text takes a fast path. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_utf8_fold(syn_text text, syn_arena *arena, syn_text *out_text);

/*
 * Byte offsets to code points and back, for texts that are asked often. ASCII text costs
 * nothing; else one 32-bit count for each 64 bytes.
 */
typedef struct syn_utf8_index {
  syn_text text;
  const uint32_t *counts; /* code points before each 64th byte; NULL for ASCII */
} syn_utf8_index;

SYN_MUST_CHECK syn_status syn_utf8_index_build(syn_text text, syn_arena *arena, syn_utf8_index *out_index);
size_t syn_utf8_index_codepoint(const syn_utf8_index *index, size_t byte_offset);
size_t syn_utf8_index_byte(const syn_utf8_index *index, size_t codepoint_offset);

#endif
