/*
 * What the readers of figures and of number words share: the pieces under work, what stands at a place of them, and parts of one.
 *
 * Private to number_reader.c and number_figures.c.
 */
#ifndef SYN_FACTS_NUMBER_PARTS_H
#define SYN_FACTS_NUMBER_PARTS_H

#include "facts/number_reader.h"

typedef struct syn_number_input {
  const syn_number_words *words;
  const syn_piece *pieces;
  size_t count;
  unsigned flags; /* SYN_NUMBER_READ_ bits */
} syn_number_input;

/* The number word of this class at `at`, or NULL. */
static inline const syn_number_word *syn_number_word_at(const syn_number_input *in, size_t at, syn_number_class class) {
  return at < in->count ? syn_number_word_of(in->words, &in->pieces[at], class) : NULL;
}

/* Whether a piece of this kind stands at `at` without a space before it. */
static inline bool syn_number_is_glued(const syn_number_input *in, size_t at, syn_piece_kind kind) {
  return at < in->count && !in->pieces[at].space_before && in->pieces[at].kind == kind;
}

static inline bool syn_number_is_glued_sign(const syn_number_input *in, size_t at, uint32_t sign) {
  return syn_number_is_glued(in, at, SYN_PIECE_SIGN) && in->pieces[at].sign == sign;
}

static inline bool syn_number_is_dash(uint32_t sign) {
  return sign == '-' || sign == 0x2010 || sign == 0x2011;
}

/* numerator / denominator and its step, exact where that takes at most six decimals. Returns whether it can be made. */
bool syn_number_make_fraction(syn_decimal numerator, int64_t denominator, syn_decimal *out_value, syn_decimal *out_step);

/* "1/2" glued, of a denominator of which people speak. Returns whether it stands at `at`: three pieces. */
bool syn_number_read_slash(const syn_number_input *in, size_t at, syn_decimal *out_value, syn_decimal *out_step);

/* A number in figures that begins at `at` with digits; *out_skip as in syn_number_read. Scales are not read. */
bool syn_number_read_figures(const syn_number_input *in, size_t at, syn_number *out_number, size_t *out_skip);

/* The small number with a sign before it that is glued at `at` and ends a word, as behind "^"; its pieces in `out_count`. */
bool syn_number_read_power(const syn_number_input *in, size_t at, int32_t *out_power, size_t *out_count);

/* ".25" at `at`. */
bool syn_number_read_bare_decimals(const syn_number_input *in, size_t at, syn_number *out_number);

#endif
