/*
 * How it works: what is said as a calculation is a number only where it can be nothing else. "Over" between two numbers must end the
 * sentence or stand before a sign ("3 million over five years" is no quotient); of "out of" the second number must be the larger; a power
 * is glued
 * ("10^6") and has an exponent of two digits at most. The other number is read with quotients off, so that they do not nest. Values are
 * calculated in binary and rounded to twelve digits.
 */
#include "facts/number_quotients.h"

#include <stdio.h>

enum { LARGEST_PART = 1000000, KEPT_DIGITS = 12 };

/* The positive value, rounded. */
static bool round_value(double value, syn_decimal *out) {
  char text[KEPT_DIGITS + 16];
  int64_t digits = 0;
  int exponent = 0;
  if (!(value > 1e-15 && value < 1e15)) return false;
  (void)snprintf(text, sizeof text, "%.*e", KEPT_DIGITS - 1, value);
  const char *at = text;
  for (; *at && *at != 'e'; at++) {
    if (*at >= '0' && *at <= '9') digits = digits * 10 + (*at - '0');
  }
  bool is_negative = at[0] == 'e' && at[1] == '-';
  for (; *at; at++) {
    if (*at >= '0' && *at <= '9') exponent = exponent * 10 + (*at - '0');
  }
  return syn_decimal_make(digits, (is_negative ? -exponent : exponent) - (KEPT_DIGITS - 1), out) == SYN_OK;
}

static bool set_value(syn_number *number, double value, size_t end) {
  syn_decimal rounded;
  if (!round_value(value, &rounded)) return false;
  number->value = number->mantissa = rounded;
  number->step = (syn_decimal){1, rounded.exponent < 0 ? rounded.exponent : 0};
  number->scale = (syn_decimal){1, 0};
  number->has_decimals = true;
  number->count = end - number->first;
  return true;
}

/* Whether nothing is told behind the number: the sentence ends, or a sign follows. */
static bool ends_here(const syn_number_input *in, size_t end) {
  return end >= in->count || in->pieces[end].kind == SYN_PIECE_SIGN;
}

static bool is_whole(syn_decimal value) {
  return value.exponent >= 0 && value.digits > 0 && syn_decimal_compare(value, (syn_decimal){LARGEST_PART, 0}) <= 0;
}

/* The number that begins at `at`, with no quotient in it. */
static bool read_plain(const syn_number_input *in, size_t at, syn_number *out) {
  size_t skip;
  return at < in->count && syn_number_read(in->words, in->pieces, in->count, at, in->flags | SYN_NUMBER_READ_PLAIN, out, &skip) &&
         out->first == at && !out->is_ordinal && !out->is_fraction && !out->has_decimals && is_whole(out->value);
}

static bool read_power(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count, count;
  int32_t power;
  if (!number->in_figures || !syn_number_is_glued_sign(in, at, '^') || !syn_number_read_power(in, at + 1, &power, &count)) return false;
  double base = syn_decimal_to_double(number->value), value = 1;
  for (int32_t i = 0; i < (power < 0 ? -power : power); i++) value *= base;
  return set_value(number, power < 0 ? 1 / value : value, at + 1 + count);
}

bool syn_number_read_quotient(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count;
  syn_number other;
  if (in->flags & (SYN_NUMBER_READ_PLAIN | SYN_NUMBER_READ_MONEY) || number->has_scale || number->is_ordinal || number->is_fraction)
    return false;
  if (read_power(in, number)) return true;
  if (number->has_decimals || !is_whole(number->value)) return false;
  bool is_over = syn_number_word_at(in, at, SYN_NUMBER_OVER) != NULL;
  bool is_out = !is_over && syn_number_word_at(in, at, SYN_NUMBER_OUT) && syn_number_word_at(in, at + 1, SYN_NUMBER_OF);
  if ((!is_over && !is_out) || !read_plain(in, is_out ? at + 2 : at + 1, &other)) return false;
  size_t end = other.first + other.count;
  if (is_over ? !ends_here(in, end) : syn_decimal_compare(number->value, other.value) >= 0) return false;
  if (!set_value(number, syn_decimal_to_double(number->value) / syn_decimal_to_double(other.value), end)) return false;
  number->is_fraction = is_out || syn_decimal_compare(number->value, (syn_decimal){1, 0}) < 0;
  return true;
}

/* ---- denominators of several words ---- */

static size_t over_hyphen(const syn_number_input *in, size_t at) {
  bool is_hyphen = at + 1 < in->count && syn_number_is_glued(in, at, SYN_PIECE_SIGN) && syn_number_is_dash(in->pieces[at].sign) &&
                   syn_number_is_glued(in, at + 1, SYN_PIECE_WORD);
  return is_hyphen ? at + 1 : at;
}

static int64_t whole_value(syn_decimal value) {
  int64_t whole = value.digits;
  for (int32_t i = 0; i < value.exponent && whole < LARGEST_PART; i++) whole *= 10;
  return whole;
}

/* The last word of a denominator, of one to nine: "fifths", "firsts", "first". */
static int64_t last_part(const syn_number_input *in, size_t at, bool *out_is_single) {
  const syn_number_word *part = syn_number_word_at(in, at, SYN_NUMBER_FRACTION), *rank = syn_number_word_at(in, at, SYN_NUMBER_ORDINAL);
  *out_is_single = rank != NULL;
  if (part && part->denominator < 10) return part->denominator;
  return rank && rank->value.exponent == 0 && rank->value.digits > 0 && rank->value.digits < 10 ? rank->value.digits : 0;
}

/* "twenty-firsts", "one hundred and fifth": the denominator at `at`, its end in `out_end`; 0: none. */
static int64_t denominator_at(const syn_number_input *in, size_t at, size_t *out_end, bool *out_is_single) {
  int64_t sum = 0;
  const syn_number_word *unit = syn_number_word_at(in, at, SYN_NUMBER_UNIT);
  if (unit && syn_number_word_at(in, at + 1, SYN_NUMBER_HUNDRED)) {
    sum = whole_value(unit->value) * 100;
    at += syn_number_word_at(in, at + 2, SYN_NUMBER_JOINER) ? 3 : 2;
  }
  const syn_number_word *ten = syn_number_word_at(in, at, SYN_NUMBER_TEN);
  if (ten) {
    sum += whole_value(ten->value);
    at = over_hyphen(in, at + 1);
  }
  int64_t last = sum > 0 ? last_part(in, at, out_is_single) : 0;
  *out_end = at + 1;
  return last > 0 ? sum + last : 0;
}

static bool divide(syn_number *number, syn_decimal numerator, int64_t denominator, size_t end) {
  if (!set_value(number, syn_decimal_to_double(numerator) / (double)denominator, end)) return false;
  number->is_fraction = true;
  number->has_scale = false;
  return true;
}

bool syn_number_read_long_denominator(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count, end = at;
  bool is_single = false;
  if (number->in_figures || number->has_decimals || number->is_article || !is_whole(number->value)) return false;
  /* "one hundred | thirty fifths" */
  const syn_number_word *ten = number->count > 1 ? syn_number_word_at(in, at - 1, SYN_NUMBER_TEN) : NULL, *last = NULL;
  if (ten) last = syn_number_word_at(in, over_hyphen(in, at), SYN_NUMBER_FRACTION);
  bool is_joined = ten && at >= 2 && syn_number_word_at(in, at - 2, SYN_NUMBER_JOINER); /* "one hundred and thirty | fifths" */
  if (last && !is_joined && last->denominator < 10 && !syn_number_word_at(in, over_hyphen(in, at), SYN_NUMBER_ORDINAL)) {
    int64_t tens = whole_value(ten->value);
    syn_decimal rest;
    if (syn_decimal_add(number->value, (syn_decimal){-tens, 0}, &rest) == SYN_OK && rest.digits > 0)
      return divide(number, rest, tens + last->denominator, over_hyphen(in, at) + 1);
  }
  int64_t denominator = denominator_at(in, over_hyphen(in, at), &end, &is_single);
  if (denominator == 0) return false;
  bool is_one = syn_decimal_compare(number->value, (syn_decimal){1, 0}) == 0;
  if (is_single && !(is_one && ends_here(in, end))) return false;
  return divide(number, number->value, denominator, end);
}

bool syn_number_read_article_part(const syn_number_input *in, size_t at, syn_number *number) {
  size_t end;
  bool is_single = false;
  if (!syn_number_word_at(in, at, SYN_NUMBER_ARTICLE) || !syn_number_word_at(in, at + 1, SYN_NUMBER_TEN)) return false;
  int64_t denominator = denominator_at(in, at + 1, &end, &is_single);
  if (denominator == 0 || !is_single || !ends_here(in, end)) return false;
  *number = (syn_number){.first = at, .is_article = true};
  return divide(number, (syn_decimal){1, 0}, denominator, end);
}
