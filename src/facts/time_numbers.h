/*
 * Numbers in expressions of time: what several pieces say together becomes one piece.
 *
 * "31st", "twenty-four", "twenty-first", "two thousand and fifteen", "a hundred" (before a unit of time), "nineteen ninety-four" (a year),
 * "2.5", "2 1/2" and "½" (before a unit of time).
 */
#ifndef SYN_FACTS_TIME_NUMBERS_H
#define SYN_FACTS_TIME_NUMBERS_H

#include "facts/time_pieces.h"

/* Joins in place; linear. `document` for the signs between figures. */
void syn_time_numbers_join(const syn_document *document, time_piece_array *pieces);

#endif
