/*
 * How it works
 *
 * Figures: digits and the marks between them are taken as one run; the sizes of the groups tell which mark is the decimal one ("1,234.5",
 * "1.234.567", "12,34,567"). A run that fits no pattern is a date, a version or an address and is passed over as a whole.
 * Words: a number word below a thousand fills the group; a scale moves the group into the total. A word that cannot follow ends the number,
 * so "two three" is two numbers.
 * Both then take scales ("bn", "lakh crore"), "and a half", and fractions. All arithmetic is decimal and exact but for thirds and the like,
 * which are kept to six digits. The cost is a few look-ups a piece.
 */
#include "facts/number_reader.h"

enum { FIGURE_BYTES = 48, FIGURE_PARTS = 10, FRACTION_DIGITS = 6 };

typedef struct reader {
  const syn_number_words *words;
  const syn_piece *pieces;
  size_t count;
  unsigned flags;
} reader;

static const syn_number_word *word_at(const reader *in, size_t at, syn_number_class class) {
  return at < in->count ? syn_number_word_of(in->words, &in->pieces[at], class) : NULL;
}

static bool is_glued(const reader *in, size_t at, syn_piece_kind kind) {
  return at < in->count && !in->pieces[at].space_before && in->pieces[at].kind == kind;
}

static bool is_dash(uint32_t sign) {
  return sign == '-' || sign == 0x2010 || sign == 0x2011;
}

static bool is_glued_sign(const reader *in, size_t at, uint32_t sign) {
  return is_glued(in, at, SYN_PIECE_SIGN) && in->pieces[at].sign == sign;
}

/* ---- parts of one ---- */

/* numerator / denominator, exact where that takes at most six decimals. */
static bool make_fraction(syn_decimal numerator, int64_t denominator, syn_decimal *out_value, syn_decimal *out_step) {
  if (numerator.exponent != 0 || numerator.digits < 0 || numerator.digits > 1000000 || denominator < 1) return false;
  int64_t scaled = (numerator.digits * 1000000 * 2 + denominator) / (denominator * 2);
  if (syn_decimal_make(scaled, -FRACTION_DIGITS, out_value) != SYN_OK) return false;
  *out_step = (syn_decimal){1, out_value->exponent < 0 ? out_value->exponent : 0};
  return true;
}

static bool add_fraction(syn_number *number, syn_decimal value, syn_decimal step) {
  if (syn_decimal_add(number->value, value, &number->value) != SYN_OK) return false;
  number->mantissa = number->value;
  number->step = step;
  number->has_decimals = true;
  return true;
}

/* "1/2" of pieces digits, slash, digits, glued: only denominators of which people speak, so that "9/11" and "24/7" are none. */
static bool read_slash_fraction(const reader *in, size_t at, syn_decimal *out_value, syn_decimal *out_step) {
  if (at + 2 >= in->count || in->pieces[at].kind != SYN_PIECE_DIGITS || !is_glued_sign(in, at + 1, '/')) return false;
  if (!is_glued(in, at + 2, SYN_PIECE_DIGITS)) return false;
  if (is_glued_sign(in, at + 3, '/') || is_glued(in, at + 3, SYN_PIECE_WORD)) return false;
  syn_decimal numerator, denominator;
  if (syn_decimal_parse(in->pieces[at].text, &numerator) != SYN_OK || numerator.exponent != 0) return false;
  if (syn_decimal_parse(in->pieces[at + 2].text, &denominator) != SYN_OK || denominator.exponent != 0) return false;
  int64_t d = denominator.digits;
  bool is_usual = d == 2 || d == 3 || d == 4 || d == 5 || d == 6 || d == 8 || d == 16 || d == 32;
  if (!is_usual || numerator.digits < 1 || numerator.digits >= d) return false;
  return make_fraction(numerator, d, out_value, out_step);
}

/* ---- figures ---- */

/* The run of digits and marks. A part is what stands between marks. */
typedef struct figure_run {
  size_t part_at[FIGURE_PARTS]; /* pieces */
  uint32_t mark[FIGURE_PARTS];  /* before the part; 0: a no-break space */
  size_t part_count;
  size_t end; /* after the run */
  bool is_too_long;
} figure_run;

/* Whether two pieces stand apart by a space that does not break, as between groups of digits; with money, by any. */
static bool is_group_space(const reader *in, const syn_piece *before, const syn_piece *after) {
  syn_text gap = {before->text.data + before->text.size, (size_t)(after->start - before->end)};
  if (in->flags & SYN_NUMBER_READ_MONEY && syn_text_equal(gap, SYN_TEXT(" "))) return true;
  return syn_text_equal(gap, SYN_TEXT("\xC2\xA0")) || syn_text_equal(gap, SYN_TEXT("\xE2\x80\xAF")) ||
         syn_text_equal(gap, SYN_TEXT("\xE2\x80\x89"));
}

static void collect_run(const reader *in, size_t at, figure_run *run) {
  *run = (figure_run){.part_at = {at}, .part_count = 1};
  size_t next = at + 1;
  for (;;) {
    bool is_mark = is_glued(in, next, SYN_PIECE_SIGN) && is_glued(in, next + 1, SYN_PIECE_DIGITS) &&
                   (word_at(in, next, SYN_NUMBER_GROUP_MARK) || word_at(in, next, SYN_NUMBER_DECIMAL_MARK));
    bool is_space = !is_mark && next < in->count && in->pieces[next].kind == SYN_PIECE_DIGITS && in->pieces[next].text.size == 3 &&
                    is_group_space(in, &in->pieces[next - 1], &in->pieces[next]);
    if (!is_mark && !is_space) break;
    if (run->part_count == FIGURE_PARTS) {
      run->is_too_long = true;
    } else {
      run->mark[run->part_count] = is_mark ? in->pieces[next].sign : 0;
      run->part_at[run->part_count++] = is_mark ? next + 1 : next;
    }
    next += is_mark ? 2 : 1;
  }
  run->end = next;
}

static size_t part_size(const reader *in, const figure_run *run, size_t part) {
  return in->pieces[run->part_at[part]].text.size;
}

/* Whether parts 1 to `last` are groups of one mark: all of three digits, or of two with a last one of three. */
static bool are_groups(const reader *in, const figure_run *run, size_t last) {
  if (part_size(in, run, 0) > 3) return false;
  bool threes = true, twos = last > 1 && part_size(in, run, 0) <= 2;
  for (size_t i = 1; i <= last; i++) {
    if (run->mark[i] != run->mark[1]) return false;
    size_t size = part_size(in, run, i);
    threes = threes && size == 3;
    twos = twos && size == (i == last ? 3u : 2u);
  }
  return threes || twos;
}

/* Tells groups from decimals: the number of parts that belong to the whole, or 0 when the run is no number. */
static size_t whole_parts(const reader *in, const figure_run *run) {
  if (run->is_too_long) return 0;
  if (run->part_count == 1) return 1;
  size_t last = run->part_count - 1;
  bool last_is_group_mark = run->mark[last] == 0 || word_at(in, run->part_at[last] - 1, SYN_NUMBER_GROUP_MARK);
  if (last == 1) {
    if (!last_is_group_mark) return 1;
    if (are_groups(in, run, 1)) return 2;
    return in->flags & SYN_NUMBER_READ_MONEY && part_size(in, run, 1) <= 2 ? 1 : 0;
  }
  if (run->mark[last] == run->mark[last - 1]) return are_groups(in, run, last) ? last + 1 : 0;
  return are_groups(in, run, last - 1) ? last : 0;
}

/* The value of the run; false when it is too large, or a code with leading zeros. */
static bool run_value(const reader *in, const figure_run *run, size_t whole, syn_number *number) {
  char text[FIGURE_BYTES];
  size_t used = 0;
  for (size_t i = 0; i < run->part_count; i++) {
    syn_text digits = in->pieces[run->part_at[i]].text;
    if (used + digits.size + 1 >= sizeof text) return false;
    if (i == whole) text[used++] = '.';
    for (size_t k = 0; k < digits.size; k++) text[used++] = digits.data[k];
    if (i < whole) number->digit_count += (uint32_t)digits.size;
    if (i >= whole) number->step.exponent -= (int32_t)digits.size;
  }
  if (used == 0 || (text[0] == '0' && number->digit_count > 1)) return false;
  number->is_grouped = whole > 1;
  number->has_decimals = whole < run->part_count;
  if (number->step.exponent < -12) return false;
  return syn_decimal_parse((syn_text){text, used}, &number->value) == SYN_OK;
}

/* Whether something follows that makes figures a time, a date, a ratio or a telephone number; its end in `out_end`. */
static bool is_code(const reader *in, size_t end, size_t *out_end) {
  size_t at = end;
  size_t dashes = 0;
  bool is_other = false;
  while (is_glued(in, at, SYN_PIECE_SIGN) && is_glued(in, at + 1, SYN_PIECE_DIGITS)) {
    uint32_t sign = in->pieces[at].sign;
    if (sign == ':' || sign == '/' || sign == '.' || sign == '_')
      is_other = true;
    else if (is_dash(sign))
      dashes++;
    else
      break;
    at += 2;
  }
  *out_end = at;
  return is_other || dashes > 1;
}

/* ".25": the mark stands first. */
static bool read_bare_decimals(const reader *in, size_t at, syn_number *number) {
  if (!is_glued(in, at + 1, SYN_PIECE_DIGITS) || in->pieces[at + 1].text.size > 12) return false;
  if (!in->pieces[at].space_before && !(in->flags & SYN_NUMBER_READ_MONEY)) return false;
  size_t end;
  if (is_code(in, at + 2, &end) || end > at + 2) return false;
  syn_decimal digits;
  int32_t exponent = -(int32_t)in->pieces[at + 1].text.size;
  *number = (syn_number){.first = at, .count = 2, .step = {1, exponent}, .scale = {1, 0}, .in_figures = true, .has_decimals = true};
  if (syn_decimal_parse(in->pieces[at + 1].text, &digits) != SYN_OK) return false;
  if (syn_decimal_multiply(digits, number->step, &number->value) != SYN_OK) return false;
  number->mantissa = number->value;
  return true;
}

static bool read_figures(const reader *in, size_t at, syn_number *number, size_t *out_skip) {
  syn_decimal value, step;
  if (read_slash_fraction(in, at, &value, &step)) {
    *number = (syn_number){.first = at, .count = 3, .value = value, .step = step, .mantissa = value, .scale = {1, 0}};
    number->in_figures = number->is_fraction = number->has_decimals = true;
    return true;
  }
  figure_run run;
  collect_run(in, at, &run);
  size_t code_end;
  size_t whole = whole_parts(in, &run);
  *number = (syn_number){.first = at, .step = {1, 0}, .scale = {1, 0}, .in_figures = true};
  bool is_number = whole > 0 && run_value(in, &run, whole, number);
  if (is_code(in, run.end, &code_end)) {
    /* "$5.5-6.5" is two decimals and a dash: a range, which is for the finder. */
    bool is_range = is_number && is_glued(in, run.end, SYN_PIECE_SIGN) && is_dash(in->pieces[run.end].sign) && code_end == run.end + 4;
    if (!is_range || in->pieces[run.end + 2].sign != '.') is_number = false;
  }
  if (!is_number) {
    *out_skip = code_end > run.end ? code_end - at : run.end - at;
    return false;
  }
  number->count = run.end - at;
  number->mantissa = number->value;
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
static size_t next_word(const reader *in, size_t at) {
  if (at + 1 < in->count && is_glued(in, at, SYN_PIECE_SIGN) && is_dash(in->pieces[at].sign) && is_glued(in, at + 1, SYN_PIECE_WORD)) {
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
  if (amount >= 100) {
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
static bool take_word(const reader *in, size_t at, word_state *state) {
  const syn_number_word *word;
  if ((word = word_at(in, at, SYN_NUMBER_UNIT))) return add_small(state, small_value(word->value), false);
  if ((word = word_at(in, at, SYN_NUMBER_TEN))) return add_small(state, small_value(word->value), true);
  if (word_at(in, at, SYN_NUMBER_HUNDRED)) return add_hundred(state);
  if ((word = word_at(in, at, SYN_NUMBER_SCALE))) return add_scale(state, word->value);
  /* A bare ordinal begins a number only by itself: "third", not "a third". */
  if ((word = word_at(in, at, SYN_NUMBER_ORDINAL)) && (!state->has_unit || state->has_scale || word->value.exponent == 2)) {
    return add_ordinal(state, word->value);
  }
  return false;
}

/* "a hundred and two": the word after the joiner must be small. */
static bool can_join(const reader *in, const word_state *state, size_t at) {
  if (!word_at(in, at, SYN_NUMBER_JOINER) || state->has_unit || state->has_ten || !(state->has_hundred || state->has_scale)) return false;
  return word_at(in, at + 1, SYN_NUMBER_UNIT) || word_at(in, at + 1, SYN_NUMBER_TEN);
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

static bool read_words(const reader *in, size_t at, syn_number *number) {
  word_state state = {.group_step = 1, .step = {1, 0}};
  size_t next = at;
  *number = (syn_number){.first = at};
  if (word_at(in, at, SYN_NUMBER_ARTICLE)) {
    size_t after = next_word(in, at + 1);
    if (!word_at(in, after, SYN_NUMBER_HUNDRED) && !word_at(in, after, SYN_NUMBER_SCALE)) return false;
    state.group = 1;
    state.has_group = state.has_unit = true;
    number->is_article = true;
    next = after;
  } else if (word_at(in, at, SYN_NUMBER_HUNDRED) || word_at(in, at, SYN_NUMBER_SCALE)) {
    /* "hundred thousand": a scale alone is a number only before another one. */
    if (!word_at(in, at, SYN_NUMBER_HUNDRED) || !word_at(in, at + 1, SYN_NUMBER_SCALE)) return false;
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
static void read_point(const reader *in, syn_number *number) {
  size_t at = number->first + number->count;
  if (number->in_figures || number->has_scale || !word_at(in, at, SYN_NUMBER_POINT) || !word_at(in, at + 1, SYN_NUMBER_UNIT)) return;
  at++;
  syn_decimal value = number->value;
  int32_t exponent = 0;
  const syn_number_word *word;
  while (exponent > -9 && (word = word_at(in, at, SYN_NUMBER_UNIT)) && word->value.exponent == 0 && word->value.digits < 10) {
    syn_decimal digit;
    exponent--;
    if (syn_decimal_make(word->value.digits, exponent, &digit) != SYN_OK || syn_decimal_add(value, digit, &value) != SYN_OK) return;
    at++;
  }
  number->value = number->mantissa = value;
  number->step = (syn_decimal){1, exponent};
  number->has_decimals = true;
  number->count = at - number->first;
}

/* ---- what follows a number: fractions and scales ---- */

/* "and a half", "1/2" or "½" after a whole number. */
static void read_mixed_fraction(const reader *in, syn_number *number) {
  size_t at = number->first + number->count;
  syn_decimal value, step;
  const syn_number_word *word = word_at(in, at, SYN_NUMBER_FRACTION_SIGN);
  if (word && make_fraction(word->value, word->denominator, &value, &step)) {
    if (add_fraction(number, value, step)) number->count++;
    return;
  }
  if (number->in_figures && at < in->count && read_slash_fraction(in, at, &value, &step)) {
    if (add_fraction(number, value, step)) number->count += 3;
    return;
  }
  if (!word_at(in, at, SYN_NUMBER_JOINER)) return;
  at++;
  int64_t numerator = 1;
  const syn_number_word *unit = word_at(in, at, SYN_NUMBER_UNIT);
  if (word_at(in, at, SYN_NUMBER_ARTICLE)) {
    at++;
  } else if (unit) {
    numerator = unit->value.digits;
    at++;
  } else {
    return;
  }
  at = next_word(in, at);
  word = word_at(in, at, SYN_NUMBER_FRACTION);
  if (!word || !make_fraction((syn_decimal){numerator, 0}, word->denominator, &value, &step)) return;
  if (number->has_scale &&
      (syn_decimal_multiply(value, number->scale, &value) != SYN_OK || syn_decimal_multiply(step, number->scale, &step) != SYN_OK))
    return;
  if (add_fraction(number, value, step)) number->count = at + 1 - number->first;
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
static const syn_number_word *scale_at(const reader *in, const syn_number *number, size_t at, bool is_hyphenated) {
  const syn_number_word *word = word_at(in, at, SYN_NUMBER_SCALE);
  if (!word) word = word_at(in, at, SYN_NUMBER_COLLECTIVE);
  if (!word && number->in_figures) word = word_at(in, at, SYN_NUMBER_HUNDRED);
  if (word || is_hyphenated) return word;
  word = word_at(in, at, SYN_NUMBER_SHORT_SCALE);
  if (!word) return NULL;
  bool is_letter = in->pieces[at].text.size == 1;
  if (!number->in_figures) return is_letter || number->has_scale ? NULL : word; /* "eight mln" */
  bool is_apart = in->pieces[at].space_before;
  return is_letter && is_apart && !(in->flags & SYN_NUMBER_READ_MONEY) ? NULL : word;
}

static void read_scales(const reader *in, syn_number *number) {
  for (unsigned i = 0; i < 3; i++) {
    size_t end = number->first + number->count;
    size_t at = next_word(in, end);
    const syn_number_word *word = scale_at(in, number, at, at > end);
    if (!word || !apply_scale(number, word->value)) return;
    number->is_letter_scale = number->in_figures && in->pieces[at].text.size == 1;
    number->count = at + 1 - number->first;
  }
}

/* "a third", "two-thirds", "half", "a quarter of a million", "half a dozen". */
static bool read_fraction_words(const reader *in, size_t at, syn_number *number) {
  size_t next = at;
  syn_decimal numerator = {1, 0};
  const syn_number_word *unit = word_at(in, at, SYN_NUMBER_UNIT);
  bool is_article = word_at(in, at, SYN_NUMBER_ARTICLE) != NULL;
  if (unit || is_article) next = next_word(in, at + 1);
  if (unit) numerator = unit->value;
  const syn_number_word *fraction = word_at(in, next, SYN_NUMBER_FRACTION);
  if (!fraction || numerator.digits < 1) return false;
  /* Without a numerator only a half is a number: "third" is an ordinal. */
  if (!unit && !is_article && fraction->denominator != 2) return false;
  *number = (syn_number){.first = at, .scale = {1, 0}, .is_fraction = true, .has_decimals = true, .is_article = is_article};
  if (!make_fraction(numerator, fraction->denominator, &number->value, &number->step)) return false;
  number->mantissa = number->value;
  size_t end = next + 1;
  number->count = end - at;
  size_t scale = end;
  if (word_at(in, scale, SYN_NUMBER_OF)) scale++;
  scale = next_word(in, scale);
  if (word_at(in, scale, SYN_NUMBER_ARTICLE)) scale = next_word(in, scale + 1);
  const syn_number_word *word = word_at(in, scale, SYN_NUMBER_SCALE);
  if (!word) word = word_at(in, scale, SYN_NUMBER_COLLECTIVE);
  if (word && apply_scale(number, word->value)) {
    number->count = scale + 1 - at;
    number->is_fraction = false;
    read_scales(in, number);
  }
  return true;
}

/* "a dozen", "two dozen" */
static bool read_collective(const reader *in, size_t at, syn_number *number) {
  size_t next = next_word(in, at + 1);
  const syn_number_word *word = word_at(in, next, SYN_NUMBER_COLLECTIVE);
  if (!word || !word_at(in, at, SYN_NUMBER_ARTICLE)) return false;
  *number =
      (syn_number){.first = at, .count = next + 1 - at, .value = word->value, .step = {1, 0}, .mantissa = {1, 0}, .scale = word->value};
  number->is_article = number->has_scale = true;
  return true;
}

static bool read_positive(const reader *in, size_t at, syn_number *number, size_t *out_skip) {
  if (at >= in->count) return false;
  const syn_piece *piece = &in->pieces[at];
  const syn_number_word *sign = piece->kind == SYN_PIECE_SIGN ? word_at(in, at, SYN_NUMBER_FRACTION_SIGN) : NULL;
  if (piece->kind == SYN_PIECE_DIGITS) {
    if (!read_figures(in, at, number, out_skip)) return false;
    if (is_glued(in, at + number->count, SYN_PIECE_WORD) && word_at(in, at + number->count, SYN_NUMBER_ORDINAL_SUFFIX) &&
        !number->has_decimals) {
      number->is_ordinal = true;
      number->count++;
      return true;
    }
  } else if (piece->kind == SYN_PIECE_SIGN && word_at(in, at, SYN_NUMBER_DECIMAL_MARK)) {
    if (!read_bare_decimals(in, at, number)) return false;
  } else if (sign) {
    *number = (syn_number){.first = at, .count = 1, .scale = {1, 0}, .in_figures = true, .is_fraction = true, .has_decimals = true};
    if (!make_fraction(sign->value, sign->denominator, &number->value, &number->step)) return false;
    number->mantissa = number->value;
  } else if (piece->kind == SYN_PIECE_WORD) {
    if (read_fraction_words(in, at, number) || read_collective(in, at, number)) return true;
    if (!read_words(in, at, number)) return false;
    if (number->is_ordinal) return true;
    read_point(in, number);
  } else {
    return false;
  }
  if (!number->is_fraction) read_mixed_fraction(in, number);
  read_scales(in, number);
  if (number->has_scale && !number->has_decimals) read_mixed_fraction(in, number);
  return true;
}

bool syn_number_read(const syn_number_words *words, const syn_piece *pieces, size_t count, size_t at, unsigned flags,
                     syn_number *out_number, size_t *out_skip) {
  reader in = {words, pieces, count, flags};
  *out_skip = 0;
  if (at >= count) return false;
  bool is_sign = pieces[at].kind == SYN_PIECE_SIGN && (pieces[at].sign == 0x2212 || pieces[at].sign == '-') && pieces[at].space_before &&
                 is_glued(&in, at + 1, SYN_PIECE_DIGITS);
  if (is_sign && at > 0 && pieces[at - 1].kind == SYN_PIECE_DIGITS) is_sign = false; /* "75 -300" */
  bool is_minus = is_sign || word_at(&in, at, SYN_NUMBER_MINUS);
  if (!read_positive(&in, is_minus ? at + 1 : at, out_number, out_skip)) {
    if (is_minus && *out_skip) ++*out_skip;
    return false;
  }
  if (is_minus) {
    out_number->first = at;
    out_number->count++;
    out_number->value = syn_decimal_negate(out_number->value);
    out_number->mantissa = syn_decimal_negate(out_number->mantissa);
  }
  return true;
}
