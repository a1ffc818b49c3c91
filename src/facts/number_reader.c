/*
 * How it works
 *
 * Figures are read by number_figures.c. Words: a number word below a thousand fills the group; a scale moves the group into the total. A
 * word that cannot follow ends the number, so "two three" is two numbers.
 * Both then take scales ("bn", "lakh crore"), smaller parts ("3 lakh 50 thousand"), "and a half", and fractions. All arithmetic is decimal
 * and exact but for thirds and the like, which are kept to six digits. The cost is a few look-ups a piece.
 */
#include "facts/number_parts.h"
#include "facts/number_quotients.h"

enum { SCALES = 3, SCALE_PARTS = 4 };

static bool add_fraction(syn_number *number, syn_decimal value, syn_decimal step) {
  if (syn_decimal_add(number->value, value, &number->value) != SYN_OK) return false;
  number->mantissa = number->value;
  number->step = step;
  number->has_decimals = true;
  return true;
}

/* ---- words ---- */

typedef struct word_state {
  syn_decimal total;
  int64_t group;      /* what is below a thousand so far */
  int64_t group_step; /* the step inside the group */
  syn_decimal step;
  syn_decimal last_scale;
  size_t end;
  bool has_group, has_unit, has_ten, has_hundred, has_scale, is_ordinal;
} word_state;

/* Where the next number word stands: after a glued hyphen or a space. */
static size_t next_word(const syn_number_input *in, size_t at) {
  if (at + 1 < in->count && syn_number_is_glued(in, at, SYN_PIECE_SIGN) && syn_number_is_dash(in->pieces[at].sign) &&
      syn_number_is_glued(in, at + 1, SYN_PIECE_WORD)) {
    return at + 1;
  }
  return at;
}

static bool add_small(word_state *state, int64_t value, bool is_ten) {
  if (state->has_unit || (state->has_ten && (is_ten || value > 9 || value == 0))) return false;
  if (value == 0 && (state->has_group || state->has_scale)) return false;
  state->group += value;
  state->has_group = true;
  state->has_ten = state->has_ten || is_ten;
  state->has_unit = state->has_unit || !is_ten;
  state->group_step = 1;
  return true;
}

static bool add_hundred(word_state *state) {
  if (!state->has_group || state->has_hundred || state->group < 1 || state->group > 99) return false;
  state->group *= 100;
  state->group_step = 100;
  state->has_hundred = true;
  state->has_unit = state->has_ten = false;
  return true;
}

static bool add_scale(word_state *state, syn_decimal scale) {
  syn_decimal part;
  if (state->has_group) {
    if (state->has_scale && syn_decimal_compare(scale, state->last_scale) >= 0) return false;
    if (syn_decimal_multiply((syn_decimal){state->group, 0}, scale, &part) != SYN_OK) return false;
    if (syn_decimal_add(state->total, part, &state->total) != SYN_OK) return false;
    if (syn_decimal_multiply((syn_decimal){state->group_step, 0}, scale, &state->step) != SYN_OK) return false;
  } else {
    if (!state->has_scale) return false;
    if (syn_decimal_multiply(state->total, scale, &state->total) != SYN_OK) return false;
    if (syn_decimal_multiply(state->step, scale, &state->step) != SYN_OK) return false;
  }
  state->last_scale = scale;
  state->has_scale = true;
  state->group = 0;
  state->has_group = state->has_unit = state->has_ten = state->has_hundred = false;
  return true;
}

/* An ordinal ends a number: "twenty-first", "two hundredth". */
static bool add_ordinal(word_state *state, syn_decimal value) {
  int64_t amount = value.digits;
  for (int32_t i = 0; i < value.exponent && amount < 1000000; i++) amount *= 10;
  if (value.exponent >= 3) {
    /* "millionth": a scale */
    if (!state->has_group && !state->has_scale) state->group = 1;
    state->has_group = state->has_group || !state->has_scale;
    if (!add_scale(state, value)) return false;
  } else if (amount >= 100) {
    if (amount != 100 || !add_hundred(state)) return false;
  } else if (!add_small(state, amount, amount >= 20)) {
    return false;
  }
  state->is_ordinal = true;
  return true;
}

static int64_t small_value(syn_decimal value) {
  return value.exponent == 1 ? value.digits * 10 : value.digits;
}

/* Takes the word at `at` into the number; false when it cannot follow. */
static bool take_word(const syn_number_input *in, size_t at, word_state *state) {
  const syn_number_word *word;
  if ((word = syn_number_word_at(in, at, SYN_NUMBER_UNIT))) return add_small(state, small_value(word->value), false);
  if ((word = syn_number_word_at(in, at, SYN_NUMBER_TEN))) return add_small(state, small_value(word->value), true);
  if (syn_number_word_at(in, at, SYN_NUMBER_HUNDRED)) return add_hundred(state);
  if ((word = syn_number_word_at(in, at, SYN_NUMBER_SCALE))) return add_scale(state, word->value);
  /* A bare ordinal begins a number only by itself: "third", not "a third". */
  if ((word = syn_number_word_at(in, at, SYN_NUMBER_ORDINAL)) && (!state->has_unit || state->has_scale || word->value.exponent >= 2)) {
    return add_ordinal(state, word->value);
  }
  return false;
}

/* A fraction in words: "a half", "three quarters", "fifty-four hundredths". */
typedef struct word_fraction {
  syn_decimal value, step;
  size_t end; /* pieces */
} word_fraction;

/* The fraction below one that begins at `at`. */
static bool fraction_at(const syn_number_input *in, size_t at, word_fraction *out) {
  int64_t numerator = 1;
  size_t next = at;
  const syn_number_word *ten = syn_number_word_at(in, at, SYN_NUMBER_TEN);
  if (ten) next = next_word(in, at + 1);
  const syn_number_word *unit = syn_number_word_at(in, next, SYN_NUMBER_UNIT);
  if (ten || unit) numerator = (ten ? small_value(ten->value) : 0) + (unit ? small_value(unit->value) : 0);
  if (!ten && !unit && !syn_number_word_at(in, at, SYN_NUMBER_ARTICLE)) return false;
  if (!ten || unit) next = next_word(in, next + 1);
  const syn_number_word *word = syn_number_word_at(in, next, SYN_NUMBER_FRACTION);
  if (!word || numerator < 1 || numerator >= word->denominator) return false;
  if (numerator > 1 && syn_number_word_at(in, next, SYN_NUMBER_ORDINAL)) return false; /* "two hundredth" */
  out->end = next + 1;
  return syn_number_make_fraction((syn_decimal){numerator, 0}, word->denominator, &out->value, &out->step);
}

/* "a hundred and two": the word after the joiner must be small, and no fraction ("one hundred and three quarters"). */
static bool can_join(const syn_number_input *in, const word_state *state, size_t at) {
  word_fraction fraction;
  if (syn_number_word_at(in, at, SYN_NUMBER_JOINER) && fraction_at(in, at + 1, &fraction)) return false;
  if (!syn_number_word_at(in, at, SYN_NUMBER_JOINER) || state->has_unit || state->has_ten || !(state->has_hundred || state->has_scale))
    return false;
  return syn_number_word_at(in, at + 1, SYN_NUMBER_UNIT) || syn_number_word_at(in, at + 1, SYN_NUMBER_TEN);
}

static bool finish_words(const word_state *state, syn_number *number) {
  syn_decimal group = {0, 0};
  if (syn_decimal_make(state->group, 0, &group) != SYN_OK) return false;
  if (syn_decimal_add(state->total, group, &number->value) != SYN_OK) return false;
  number->step =
      state->has_group ? (syn_decimal){state->group_step == 100 ? 1 : state->group_step, state->group_step == 100 ? 2 : 0} : state->step;
  number->mantissa = number->value;
  number->scale = (syn_decimal){1, 0};
  number->is_ordinal = state->is_ordinal;
  number->has_scale = state->has_scale;
  if (state->has_scale && !state->has_group) number->scale = state->last_scale;
  return true;
}

static bool read_words(const syn_number_input *in, size_t at, syn_number *number) {
  word_state state = {.group_step = 1, .step = {1, 0}};
  size_t next = at;
  *number = (syn_number){.first = at};
  if (syn_number_word_at(in, at, SYN_NUMBER_ARTICLE)) {
    size_t after = next_word(in, at + 1);
    if (!syn_number_word_at(in, after, SYN_NUMBER_HUNDRED) && !syn_number_word_at(in, after, SYN_NUMBER_SCALE)) return false;
    state.group = 1;
    state.has_group = state.has_unit = true;
    number->is_article = true;
    next = after;
  } else if (syn_number_word_at(in, at, SYN_NUMBER_HUNDRED) || syn_number_word_at(in, at, SYN_NUMBER_SCALE)) {
    /* "hundred thousand": a scale alone is a number only before another one. */
    if (!syn_number_word_at(in, at, SYN_NUMBER_HUNDRED) || !syn_number_word_at(in, at + 1, SYN_NUMBER_SCALE)) return false;
    state.group = 1;
    state.has_group = state.has_unit = true;
  }
  while (next < in->count) {
    size_t word = next_word(in, next);
    if (can_join(in, &state, next)) word = next + 1;
    if (!take_word(in, word, &state)) break;
    next = word + 1;
    state.end = next;
    if (state.is_ordinal) break;
  }
  if (state.end == 0 || !finish_words(&state, number)) return false;
  number->count = state.end - at;
  return true;
}

/* "two point five" */
static void read_point(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count;
  if (number->in_figures || number->has_scale || !syn_number_word_at(in, at, SYN_NUMBER_POINT) ||
      !syn_number_word_at(in, at + 1, SYN_NUMBER_UNIT))
    return;
  const size_t point = at++;
  syn_decimal value = number->value;
  int32_t exponent = 0;
  const syn_number_word *word;
  while (exponent > -9 && (word = syn_number_word_at(in, at, SYN_NUMBER_UNIT)) && word->value.exponent == 0 && word->value.digits < 10) {
    syn_decimal digit;
    exponent--;
    if (syn_decimal_make(word->value.digits, exponent, &digit) != SYN_OK || syn_decimal_add(value, digit, &value) != SYN_OK) return;
    at++;
  }
  if (at == point + 1) return; /* "nought point eleven": two digits in one word */
  number->value = number->mantissa = value;
  number->step = (syn_decimal){1, exponent};
  number->has_decimals = true;
  number->count = at - number->first;
}

/* "five point eleven", "two hundred point seventy-one": two digits. */
static void read_point_of_two(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count;
  if (number->in_figures || number->has_decimals || !syn_number_word_at(in, at, SYN_NUMBER_POINT)) return;
  word_state state = {.group_step = 1, .step = {1, 0}};
  syn_decimal part;
  at++;
  if (!take_word(in, at, &state)) return;
  size_t next = next_word(in, at + 1);
  if (state.has_ten && syn_number_word_at(in, next, SYN_NUMBER_UNIT) && take_word(in, next, &state)) at = next;
  if (state.has_scale || state.is_ordinal || state.has_hundred || state.group < 10 || state.group > 99) return;
  if (syn_decimal_make(state.group, -2, &part) != SYN_OK || !add_fraction(number, part, (syn_decimal){1, -2})) return;
  number->count = at + 1 - number->first;
}

/* ---- what follows a number: fractions and scales ---- */

/* "and a half", "1/2" or "½" after a whole number. */
static void read_mixed_fraction(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count;
  syn_decimal value, step;
  const syn_number_word *word = syn_number_word_at(in, at, SYN_NUMBER_FRACTION_SIGN);
  if (word && syn_number_make_fraction(word->value, word->denominator, &value, &step)) {
    if (add_fraction(number, value, step)) number->count++;
    return;
  }
  if (number->in_figures && at < in->count && syn_number_read_slash(in, at, &value, &step)) {
    if (add_fraction(number, value, step)) number->count += 3;
    return;
  }
  word_fraction fraction;
  if (!syn_number_word_at(in, at, SYN_NUMBER_JOINER) || !fraction_at(in, at + 1, &fraction)) return;
  /* "one million and a half" is of a million, "one billion and a half million" says of what. */
  syn_decimal scale = number->has_scale ? number->scale : (syn_decimal){1, 0};
  const syn_number_word *smaller = number->has_scale ? syn_number_word_at(in, fraction.end, SYN_NUMBER_SCALE) : NULL;
  if (smaller && syn_decimal_compare(smaller->value, scale) < 0) {
    scale = smaller->value;
    fraction.end++;
  }
  if (syn_decimal_multiply(fraction.value, scale, &value) != SYN_OK || syn_decimal_multiply(fraction.step, scale, &step) != SYN_OK) return;
  if (add_fraction(number, value, step)) number->count = fraction.end - number->first;
}

static bool apply_scale(syn_number *number, syn_decimal scale) {
  syn_decimal value, step, all;
  if (syn_decimal_multiply(number->value, scale, &value) != SYN_OK || syn_decimal_multiply(number->step, scale, &step) != SYN_OK ||
      syn_decimal_multiply(number->scale, scale, &all) != SYN_OK) {
    return false;
  }
  number->value = value;
  number->step = step;
  number->scale = all;
  number->has_scale = true;
  return true;
}

/* The scale that stands at `at` after figures, or NULL. */
static const syn_number_word *scale_at(const syn_number_input *in, const syn_number *number, size_t at, bool is_hyphenated) {
  const syn_number_word *word = syn_number_word_at(in, at, SYN_NUMBER_SCALE);
  if (!word) word = syn_number_word_at(in, at, SYN_NUMBER_COLLECTIVE);
  if (!word && number->in_figures) word = syn_number_word_at(in, at, SYN_NUMBER_HUNDRED);
  if (word || is_hyphenated) return word;
  word = syn_number_word_at(in, at, SYN_NUMBER_SHORT_SCALE);
  if (!word) return NULL;
  bool is_letter = in->pieces[at].text.size == 1;
  if (!number->in_figures) return is_letter || number->has_scale ? NULL : word; /* "eight mln" */
  bool is_apart = in->pieces[at].space_before;
  if (is_letter && is_apart && number->has_decimals && syn_decimal_compare(word->value, (syn_decimal){1, 3}) == 0)
    return word; /* "2.3 k" */
  return is_letter && is_apart && !(in->flags & SYN_NUMBER_READ_MONEY) ? NULL : word;
}

static void read_scales(const syn_number_input *in, syn_number *number) {
  if (number->has_scale && number->has_decimals && !number->in_figures) return; /* "a million and a half" is complete */
  for (unsigned i = 0; i < SCALES; i++) {
    size_t end = number->first + number->count;
    size_t at = next_word(in, end);
    const syn_number_word *word = scale_at(in, number, at, at > end);
    if (!word || !apply_scale(number, word->value)) return;
    number->is_letter_scale = number->in_figures && in->pieces[at].text.size == 1;
    number->count = at + 1 - number->first;
  }
}

/* "4 thousand 3 hundred and 21", "3 lakh 50 thousand": smaller parts that follow figures with a scale. */
static void read_smaller_parts(const syn_number_input *in, syn_number *number) {
  for (unsigned i = 0; i < SCALE_PARTS; i++) {
    size_t at = number->first + number->count, skip = 0;
    bool is_joined = syn_number_word_at(in, at, SYN_NUMBER_JOINER) != NULL;
    if (is_joined) at++;
    syn_number part;
    bool is_hundred = number->scale.digits == 1 && number->scale.exponent == 2;
    if (is_joined && is_hundred && at < in->count && in->pieces[at].kind == SYN_PIECE_WORD) { /* "3 hundred and one" */
      if (!read_words(in, at, &part) || part.is_ordinal || part.is_article || part.has_scale) return;
      part.digit_count = syn_decimal_compare(part.value, number->scale) < 0 ? 2 : 3;
    } else {
      if (at >= in->count || in->pieces[at].kind != SYN_PIECE_DIGITS || !syn_number_read_figures(in, at, &part, &skip)) return;
      read_scales(in, &part);
    }
    bool is_last = is_joined && !part.has_scale && is_hundred && part.digit_count <= 2 && !part.has_decimals;
    bool is_smaller = !is_joined && part.has_scale && !part.is_letter_scale && syn_decimal_compare(part.value, number->scale) < 0;
    if (!is_last && !is_smaller) return;
    syn_decimal sum;
    if (syn_decimal_add(number->value, part.value, &sum) != SYN_OK) return;
    number->value = number->mantissa = sum;
    number->step = part.step;
    number->scale = part.has_scale ? part.scale : (syn_decimal){1, 0};
    number->count = at + part.count - number->first;
    if (is_last) return;
  }
}

/* "twenty-three fifths" */
static bool read_improper_fraction(const syn_number_input *in, syn_number *number) {
  size_t at = next_word(in, number->first + number->count);
  const syn_number_word *word = syn_number_word_at(in, at, SYN_NUMBER_FRACTION);
  if (syn_number_read_long_denominator(in, number)) return true;
  if (!word || word->denominator == 1 || syn_number_word_at(in, at, SYN_NUMBER_ORDINAL) || number->has_decimals) return false;
  if (number->is_article && word->denominator < 1000000) return false; /* "a hundred thousandths" may be either */
  syn_decimal value, step;
  if (!syn_number_make_fraction(number->value, word->denominator, &value, &step)) return false;
  number->value = number->mantissa = value;
  number->step = step;
  number->scale = (syn_decimal){1, 0};
  number->has_scale = false;
  number->is_fraction = number->has_decimals = true;
  number->count = at + 1 - number->first;
  return true;
}

/* "a third", "two-thirds", "half", "a quarter of a million", "half a dozen". */
static bool read_fraction_words(const syn_number_input *in, size_t at, syn_number *number) {
  size_t next = at;
  syn_decimal numerator = {1, 0};
  const syn_number_word *unit = syn_number_word_at(in, at, SYN_NUMBER_UNIT);
  bool is_article = syn_number_word_at(in, at, SYN_NUMBER_ARTICLE) != NULL;
  if (unit || is_article) next = next_word(in, at + 1);
  if (unit) numerator = unit->value;
  const syn_number_word *fraction = syn_number_word_at(in, next, SYN_NUMBER_FRACTION);
  if (!fraction || fraction->denominator == 1 || numerator.digits < 1) return false;
  bool is_single = numerator.digits == 1 && numerator.exponent == 0;
  if (!is_single && syn_number_word_at(in, next, SYN_NUMBER_ORDINAL)) return false; /* "two hundredth" */
  /* Without a numerator only a half is a number ("third" is an ordinal), and a quarter before a scale: "quarter million". */
  bool is_scaled = !syn_number_word_at(in, next, SYN_NUMBER_ORDINAL) && syn_number_word_at(in, next + 1, SYN_NUMBER_SCALE);
  if (!unit && !is_article && fraction->denominator != 2 && !is_scaled) return false;
  *number = (syn_number){.first = at, .scale = {1, 0}, .is_fraction = true, .has_decimals = true, .is_article = is_article};
  if (!syn_number_make_fraction(numerator, fraction->denominator, &number->value, &number->step)) return false;
  number->mantissa = number->value;
  size_t end = next + 1;
  number->count = end - at;
  size_t scale = end;
  if (syn_number_word_at(in, scale, SYN_NUMBER_OF)) scale++;
  scale = next_word(in, scale);
  if (syn_number_word_at(in, scale, SYN_NUMBER_ARTICLE)) scale = next_word(in, scale + 1);
  const syn_number_word *word = syn_number_word_at(in, scale, SYN_NUMBER_SCALE);
  if (!word) word = syn_number_word_at(in, scale, SYN_NUMBER_COLLECTIVE);
  if (word && apply_scale(number, word->value)) {
    number->count = scale + 1 - at;
    number->is_fraction = false;
    read_scales(in, number);
  }
  return true;
}

/* "a dozen", "two dozen" */
static bool read_collective(const syn_number_input *in, size_t at, syn_number *number) {
  size_t next = next_word(in, at + 1);
  const syn_number_word *word = syn_number_word_at(in, next, SYN_NUMBER_COLLECTIVE);
  if (!word || !syn_number_word_at(in, at, SYN_NUMBER_ARTICLE)) return false;
  *number =
      (syn_number){.first = at, .count = next + 1 - at, .value = word->value, .step = {1, 0}, .mantissa = {1, 0}, .scale = word->value};
  number->is_article = number->has_scale = true;
  return true;
}

static bool read_positive(const syn_number_input *in, size_t at, syn_number *number, size_t *out_skip) {
  if (at >= in->count) return false;
  const syn_piece *piece = &in->pieces[at];
  const syn_number_word *sign = piece->kind == SYN_PIECE_SIGN ? syn_number_word_at(in, at, SYN_NUMBER_FRACTION_SIGN) : NULL;
  if (piece->kind == SYN_PIECE_DIGITS) {
    if (!syn_number_read_figures(in, at, number, out_skip)) return false;
    if (syn_number_is_glued(in, at + number->count, SYN_PIECE_WORD) &&
        syn_number_word_at(in, at + number->count, SYN_NUMBER_ORDINAL_SUFFIX) && !number->has_decimals) {
      number->is_ordinal = true;
      number->count++;
      return true;
    }
  } else if (piece->kind == SYN_PIECE_SIGN && syn_number_word_at(in, at, SYN_NUMBER_DECIMAL_MARK)) {
    if (!syn_number_read_bare_decimals(in, at, number)) return false;
  } else if (sign) {
    *number = (syn_number){.first = at, .count = 1, .scale = {1, 0}, .in_figures = true, .is_fraction = true, .has_decimals = true};
    if (!syn_number_make_fraction(sign->value, sign->denominator, &number->value, &number->step)) return false;
    number->mantissa = number->value;
  } else if (piece->kind == SYN_PIECE_WORD) {
    if (read_fraction_words(in, at, number) || read_collective(in, at, number)) return true;
    if (syn_number_read_article_part(in, at, number)) return true;
    if (!read_words(in, at, number)) return false;
    if (number->is_ordinal) return true;
    if (read_improper_fraction(in, number)) return true;
    read_point(in, number);
    read_point_of_two(in, number);
  } else {
    return false;
  }
  if (syn_number_read_quotient(in, number)) return true;
  if (!number->is_fraction) read_mixed_fraction(in, number);
  read_scales(in, number);
  if (number->has_scale && !number->has_decimals) read_mixed_fraction(in, number);
  if (number->has_scale && number->in_figures && !number->has_decimals) read_smaller_parts(in, number);
  return true;
}

bool syn_number_read(const syn_number_words *words, const syn_piece *pieces, size_t count, size_t at, unsigned flags,
                     syn_number *out_number, size_t *out_skip) {
  syn_number_input in = {words, pieces, count, flags};
  *out_skip = 0;
  if (at >= count) return false;
  bool is_sign = pieces[at].kind == SYN_PIECE_SIGN && (pieces[at].sign == 0x2212 || pieces[at].sign == '-') && pieces[at].space_before &&
                 syn_number_is_glued(&in, at + 1, SYN_PIECE_DIGITS);
  if (is_sign && at > 0 && pieces[at - 1].kind == SYN_PIECE_DIGITS) is_sign = false; /* "75 -300" */
  bool is_minus_word = syn_number_word_at(&in, at, SYN_NUMBER_MINUS) != NULL;
  bool is_minus = is_sign || is_minus_word;
  if (!read_positive(&in, is_minus ? at + 1 : at, out_number, out_skip)) {
    if (is_minus && *out_skip) ++*out_skip;
    return false;
  }
  /* "the one", "this one": a pronoun */
  bool is_pointed = at > 0 && syn_number_word_at(&in, at - 1, SYN_NUMBER_POINTER) && out_number->count == 1 && !out_number->in_figures &&
                    !out_number->is_ordinal;
  if (is_pointed && syn_decimal_compare(out_number->value, (syn_decimal){1, 0}) == 0) return false;
  if (is_minus) {
    out_number->first = at;
    out_number->count++;
    out_number->has_minus_word = is_minus_word;
    out_number->value = syn_decimal_negate(out_number->value);
    out_number->mantissa = syn_decimal_negate(out_number->mantissa);
  }
  return true;
}
