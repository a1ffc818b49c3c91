/*
 * Decimal: a number as it was written, without binary rounding.
 *
 * The value is digits * 10^exponent. 2.35 billion is {235, 7}. Canonical form: digits not
 * divisible by ten, 0 is {0, 0}.
 */
#ifndef SYNOPTIC_DECIMAL_H
#define SYNOPTIC_DECIMAL_H

#include <stdbool.h>
#include <stdint.h>

#include "synoptic/text.h"

SYN_C_BEGIN

typedef struct syn_decimal {
  int64_t digits;
  int32_t exponent; /* -30 to 30 */
} syn_decimal;

enum { SYN_DECIMAL_TEXT_SIZE = 96 };

/* The canonical form. Out-of-range exponents give SYN_LIMIT. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_decimal_make(int64_t digits, int32_t exponent, syn_decimal *out_decimal);

/*
 * Reads "-12", "2.35", "0.50" or "1e9" (ASCII, no groups). SYN_BAD_INPUT when it is no number,
 * SYN_LIMIT when it has more than 18 significant digits or is out of range.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_decimal_parse(syn_text text, syn_decimal *out_decimal);

/* Writes "2350000000", "-0.05"; never an exponent. NUL-terminated; returns the length. */
SYN_PUBLIC size_t syn_decimal_format(syn_decimal decimal, char out_text[SYN_DECIMAL_TEXT_SIZE]);

/* Negative, 0 or positive; exact. */
SYN_PUBLIC int syn_decimal_compare(syn_decimal a, syn_decimal b);

/* Exact, or SYN_LIMIT when the result does not fit. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_decimal_add(syn_decimal a, syn_decimal b, syn_decimal *out_sum);
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_decimal_multiply(syn_decimal a, syn_decimal b, syn_decimal *out_product);
SYN_PUBLIC syn_decimal syn_decimal_negate(syn_decimal a);

/* The nearest double, for drawing and estimates; never for comparison. */
SYN_PUBLIC double syn_decimal_to_double(syn_decimal decimal);

SYN_C_END

#endif
