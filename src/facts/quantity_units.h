/*
 * Units and signs of money at a place in the pieces of a sentence, and what belongs to them: parts of a unit ("6 feet 2 inches") and units
 * of a rate ("tonnes per hectare").
 *
 * Private to quantity_reader.c and quantity_units.c: what a measure is made of.
 */
#ifndef SYN_FACTS_QUANTITY_UNITS_H
#define SYN_FACTS_QUANTITY_UNITS_H

#include "facts/quantity_reader.h"

/* The unit that stands at `at` after a number, `in_figures` or words; its pieces in *out_length. NULL: none. */
const syn_unit *syn_unit_at(const syn_measure_context *in, size_t at, bool in_figures, size_t *out_length);

/* The unit at `at` when it is a part of `whole` (inches of feet); *out_ratio is how many of it make one. NULL: none. */
const syn_unit *syn_unit_part_at(const syn_measure_context *in, size_t at, bool in_figures, const syn_unit *whole, int64_t *out_ratio,
                                 size_t *out_length);

/* The unit that stands at `at` behind "per" or a stroke; pieces with that in *out_length. NULL: none. */
const syn_unit *syn_unit_per_at(const syn_measure_context *in, size_t at, size_t *out_length);

/* A word or sign of money at `at` after a number; its pieces in *out_length. NULL: none. */
const syn_money *syn_money_after(const syn_measure_context *in, size_t at, bool in_figures, size_t *out_length);

/* A sign of money at `at` with a number after it; the place of the number in *out_number_at. NULL: none. */
const syn_money *syn_money_before(const syn_measure_context *in, size_t at, size_t *out_number_at);

/* Whether a sign and a word may mean one currency: "$5 Canadian dollars". */
bool syn_money_shares_code(const syn_money *a, const syn_money *b);

/* ---- pieces of a measure ---- */

/* The piece at a place, or NULL. */
static inline const syn_piece *syn_measure_piece(const syn_measure_context *in, size_t at) {
  return at < in->count ? &in->pieces[at] : NULL;
}

static inline bool syn_piece_is_dash(const syn_piece *piece) {
  return piece && piece->kind == SYN_PIECE_SIGN &&
         (piece->sign == '-' || piece->sign == 0x2010 || piece->sign == 0x2011 || piece->sign == 0x2013 || piece->sign == 0x2212);
}

/* Whether no space stands before it. */
static inline bool syn_measure_is_glued(const syn_measure_context *in, size_t at) {
  return at < in->count && !in->pieces[at].space_before;
}

/* What the piece tells as a word of numbers of this class, or NULL. */
static inline const syn_number_word *syn_measure_number_word(const syn_measure_context *in, size_t at, syn_number_class class) {
  return at < in->count ? syn_number_word_of(&in->tables->numbers, &in->pieces[at], class) : NULL;
}

#endif
