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

#endif
