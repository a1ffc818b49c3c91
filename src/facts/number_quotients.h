/*
 * Number quotients: numbers that are said as a calculation: "one over three", "two out of five", "1.1^23", "three twenty-firsts".
 *
 * Private to number_reader.c.
 */
#ifndef SYN_FACTS_NUMBER_QUOTIENTS_H
#define SYN_FACTS_NUMBER_QUOTIENTS_H

#include "facts/number_parts.h"

/*
 * Takes what follows the number into it, where that makes a quotient or a power. Returns whether it did; the value is rounded to twelve
 * digits where it is not exact.
 */
bool syn_number_read_quotient(const syn_number_input *in, syn_number *number);

/*
 * A denominator of several words behind the whole number: "three | twenty-firsts", "one | one hundred and fifth". Of one part ("one
 * twenty-fifth") only where nothing is told behind it, since that may be a rank. Returns whether it was there.
 */
bool syn_number_read_long_denominator(const syn_number_input *in, syn_number *number);

/* "a twenty-first", where nothing follows. Returns whether it stands at `at`. */
bool syn_number_read_article_part(const syn_number_input *in, size_t at, syn_number *number);

#endif
