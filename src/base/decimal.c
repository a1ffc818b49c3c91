#include "synoptic/decimal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAXIMUM_EXPONENT = 30, MAXIMUM_PARSED_DIGITS = 18, MAXIMUM_POWER = 19 };

__extension__ typedef __int128 wide;

static wide power_of_ten(int64_t exponent) {
  assert(exponent >= 0 && exponent <= MAXIMUM_POWER);
  wide power = 1;
  for (int64_t i = 0; i < exponent; i++) power *= 10;
  return power;
}

static syn_status make_canonical(wide digits, int64_t exponent, syn_decimal *out_decimal) {
  if (digits == 0) {
    *out_decimal = (syn_decimal){0, 0};
    return SYN_OK;
  }
  for (; digits % 10 == 0; exponent++) digits /= 10;
  /* INT64_MIN is left out so that every number has a negative. */
  if (digits > INT64_MAX || digits < -INT64_MAX || exponent < -MAXIMUM_EXPONENT || exponent > MAXIMUM_EXPONENT) return SYN_LIMIT;
  *out_decimal = (syn_decimal){(int64_t)digits, (int32_t)exponent};
  return SYN_OK;
}

syn_status syn_decimal_make(int64_t digits, int32_t exponent, syn_decimal *out_decimal) {
  return make_canonical(digits, exponent, out_decimal);
}

static bool is_digit_at(syn_text text, size_t at) {
  return at < text.size && text.data[at] >= '0' && text.data[at] <= '9';
}

static bool is_at(syn_text text, size_t at, char byte) {
  return at < text.size && text.data[at] == byte;
}

/* The digits that were read. Zeros wait until a digit other than 0 follows: those at the end only move the exponent. */
typedef struct digit_run {
  int64_t value, exponent;
  size_t significant_count;
  size_t waiting_zero_count;
  bool is_too_long;
} digit_run;

static void add_digit(digit_run *run, int digit) {
  if (digit == 0) {
    if (run->value) run->waiting_zero_count++;
    return;
  }
  if (run->waiting_zero_count >= MAXIMUM_PARSED_DIGITS || run->significant_count + run->waiting_zero_count >= MAXIMUM_PARSED_DIGITS) {
    run->is_too_long = true;
    return;
  }
  run->significant_count += run->waiting_zero_count + 1;
  for (; run->waiting_zero_count; run->waiting_zero_count--) run->value *= 10;
  run->value = run->value * 10 + digit;
}

/* Reads "e9", "E-3", "e+12" at `*at`; false when there are no digits. */
static bool read_exponent(syn_text text, size_t *at, int64_t *out_exponent) {
  ++*at;
  bool is_negative = is_at(text, *at, '-');
  if (is_negative || is_at(text, *at, '+')) ++*at;
  if (!is_digit_at(text, *at)) return false;
  int64_t exponent = 0;
  for (; is_digit_at(text, *at); ++*at)
    if (exponent < INT32_MAX) exponent = exponent * 10 + (text.data[*at] - '0'); /* beyond that it only grows out of range */
  *out_exponent = is_negative ? -exponent : exponent;
  return true;
}

syn_status syn_decimal_parse(syn_text text, syn_decimal *out_decimal) {
  digit_run run = {0};
  bool is_negative = is_at(text, 0, '-');
  size_t at = is_negative ? 1 : 0;
  if (!is_digit_at(text, at)) return SYN_BAD_INPUT;
  for (; is_digit_at(text, at); at++) add_digit(&run, text.data[at] - '0');
  if (is_at(text, at, '.')) {
    if (!is_digit_at(text, ++at)) return SYN_BAD_INPUT;
    for (; is_digit_at(text, at); at++, run.exponent--) add_digit(&run, text.data[at] - '0');
  }
  int64_t written_exponent = 0;
  if ((is_at(text, at, 'e') || is_at(text, at, 'E')) && !read_exponent(text, &at, &written_exponent)) return SYN_BAD_INPUT;
  if (at != text.size) return SYN_BAD_INPUT;
  if (run.is_too_long) return SYN_LIMIT;
  int64_t exponent = run.exponent + (int64_t)run.waiting_zero_count + written_exponent;
  return make_canonical(is_negative ? -run.value : run.value, exponent, out_decimal);
}

static uint64_t magnitude(int64_t digits) {
  return digits < 0 ? -(uint64_t)digits : (uint64_t)digits;
}

size_t syn_decimal_format(syn_decimal decimal, char out_text[SYN_DECIMAL_TEXT_SIZE]) {
  assert(decimal.exponent >= -MAXIMUM_EXPONENT && decimal.exponent <= MAXIMUM_EXPONENT);
  int32_t exponent = decimal.exponent; /* clamped: a number that was not made here must not overrun the text */
  if (exponent > MAXIMUM_EXPONENT) exponent = MAXIMUM_EXPONENT;
  if (exponent < -MAXIMUM_EXPONENT) exponent = -MAXIMUM_EXPONENT;
  if (decimal.digits == 0) exponent = 0;
  char digits[24];
  int digit_count = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)magnitude(decimal.digits));
  size_t size = 0;
  if (decimal.digits < 0) out_text[size++] = '-';
  int whole_count = digit_count + exponent; /* digits before the point */
  if (whole_count <= 0) out_text[size++] = '0';
  for (int i = 0; i < whole_count; i++) out_text[size++] = i < digit_count ? digits[i] : '0';
  if (exponent < 0) {
    out_text[size++] = '.';
    for (int i = whole_count; i < digit_count; i++) out_text[size++] = i < 0 ? '0' : digits[i];
  }
  out_text[size] = '\0';
  return size;
}

static int digit_count_of(uint64_t value) {
  int count = 1;
  for (; value >= 10; value /= 10) count++;
  return count;
}

int syn_decimal_compare(syn_decimal a, syn_decimal b) {
  int sign_a = (a.digits > 0) - (a.digits < 0), sign_b = (b.digits > 0) - (b.digits < 0);
  if (sign_a != sign_b) return sign_a < sign_b ? -1 : 1;
  if (sign_a == 0) return 0;
  /* The place of the first digit decides; where it is the same, the exponents are at most 18 apart. */
  int64_t place_a = (int64_t)digit_count_of(magnitude(a.digits)) + a.exponent;
  int64_t place_b = (int64_t)digit_count_of(magnitude(b.digits)) + b.exponent;
  if (place_a != place_b) return (place_a < place_b ? -1 : 1) * sign_a;
  int64_t difference = (int64_t)a.exponent - b.exponent;
  wide digits_a = difference > 0 ? a.digits * power_of_ten(difference) : a.digits;
  wide digits_b = difference < 0 ? b.digits * power_of_ten(-difference) : b.digits;
  return (digits_a > digits_b) - (digits_a < digits_b);
}

syn_status syn_decimal_add(syn_decimal a, syn_decimal b, syn_decimal *out_sum) {
  syn_status status = make_canonical(a.digits, a.exponent, &a);
  if (status == SYN_OK) status = make_canonical(b.digits, b.exponent, &b);
  if (status != SYN_OK) return status;
  if (a.digits == 0 || b.digits == 0) {
    *out_sum = a.digits ? a : b;
    return SYN_OK;
  }
  if (a.exponent < b.exponent) {
    syn_decimal swap = a;
    a = b;
    b = swap;
  }
  int64_t difference = (int64_t)a.exponent - b.exponent;
  /* The last digit of b is not 0, so the sum has all its digits from b's last to a's first: they do not fit. */
  if (difference > MAXIMUM_POWER) return SYN_LIMIT;
  return make_canonical(a.digits * power_of_ten(difference) + b.digits, b.exponent, out_sum);
}

syn_status syn_decimal_multiply(syn_decimal a, syn_decimal b, syn_decimal *out_product) {
  return make_canonical((wide)a.digits * b.digits, (int64_t)a.exponent + b.exponent, out_product);
}

syn_decimal syn_decimal_negate(syn_decimal a) {
  assert(a.digits != INT64_MIN);
  return (syn_decimal){a.digits == INT64_MIN ? INT64_MAX : -a.digits, a.exponent};
}

double syn_decimal_to_double(syn_decimal decimal) {
  /* Through the C library, which rounds to the nearest; without a point, which depends on the locale. */
  char text[48];
  snprintf(text, sizeof(text), "%llde%d", (long long)decimal.digits, (int)decimal.exponent);
  return strtod(text, NULL);
}
