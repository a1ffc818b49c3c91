/*
 * How it works
 *
 * Digits and the marks between them are taken as one run; the sizes of the groups tell which mark is the decimal one ("1,234.5",
 * "1.234.567", "12,34,567", "1 234 567"). A run that fits no pattern is a date, a version or an address and is passed over as a whole. An
 * exponent may follow ("1.2e6", "1.2x10^6"). The cost is a few look-ups a piece.
 */
#include "facts/number_parts.h"

enum { FIGURE_BYTES = 48, FIGURE_PARTS = 10, FRACTION_DIGITS = 6, EXPONENT_DIGITS = 2, LARGEST_WHOLE = 1000000000 };

/* ---- parts of one ---- */

/* numerator / denominator, exact where that takes at most six decimals. */
bool syn_number_make_fraction(syn_decimal numerator, int64_t denominator, syn_decimal *out_value, syn_decimal *out_step) {
  if (numerator.exponent < 0 || numerator.exponent > 9 || numerator.digits < 0 || numerator.digits > LARGEST_WHOLE || denominator < 1)
    return false;
  int64_t whole = numerator.digits;
  for (int32_t i = 0; i < numerator.exponent && whole <= LARGEST_WHOLE; i++) whole *= 10;
  if (whole > LARGEST_WHOLE) return false;
  int64_t rest = denominator;
  int32_t exponent = 0;
  for (; rest % 10 == 0; rest /= 10) exponent--;
  if (rest == 1) { /* hundredths, trillionths: exact */
    *out_step = (syn_decimal){1, exponent};
    return syn_decimal_make(whole, exponent, out_value) == SYN_OK;
  }
  int64_t scaled = (whole * 1000000 * 2 + denominator) / (denominator * 2);
  if (syn_decimal_make(scaled, -FRACTION_DIGITS, out_value) != SYN_OK) return false;
  *out_step = (syn_decimal){1, out_value->exponent < 0 ? out_value->exponent : 0};
  return true;
}

/* "1/2" of pieces digits, slash, digits, glued: only denominators of which people speak, so that "9/11" and "24/7" are none. */
bool syn_number_read_slash(const syn_number_input *in, size_t at, syn_decimal *out_value, syn_decimal *out_step) {
  if (at + 2 >= in->count || in->pieces[at].kind != SYN_PIECE_DIGITS || !syn_number_is_glued_sign(in, at + 1, '/')) return false;
  if (!syn_number_is_glued(in, at + 2, SYN_PIECE_DIGITS)) return false;
  if (syn_number_is_glued_sign(in, at + 3, '/') || syn_number_is_glued(in, at + 3, SYN_PIECE_WORD)) return false;
  syn_decimal numerator, denominator;
  if (syn_decimal_parse(in->pieces[at].text, &numerator) != SYN_OK || numerator.exponent != 0) return false;
  if (syn_decimal_parse(in->pieces[at + 2].text, &denominator) != SYN_OK || denominator.exponent != 0) return false;
  int64_t d = denominator.digits;
  bool is_usual = d == 2 || d == 3 || d == 4 || d == 5 || d == 6 || d == 8 || d == 16 || d == 32;
  if (!is_usual || numerator.digits < 1 || numerator.digits >= d) return false;
  return syn_number_make_fraction(numerator, d, out_value, out_step);
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

static bool is_triple(const syn_piece *piece) {
  return piece->kind == SYN_PIECE_DIGITS && piece->text.size == 3;
}

/* "1 234 567", "150 000": plain spaces are between groups where there are two of them, or the one is of noughts; with money, always. */
static bool is_plain_group(const syn_number_input *in, size_t first, size_t at) {
  if (in->flags & SYN_NUMBER_READ_MONEY) return true;
  if (in->pieces[first].text.size > 3 || in->pieces[first].text.data[0] == '0') return false;
  if (at > first + 1 || syn_text_equal(in->pieces[at].text, SYN_TEXT("000"))) return true;
  return at + 1 < in->count && is_triple(&in->pieces[at + 1]) && in->pieces[at + 1].space_before;
}

/* Whether two pieces stand apart by a space as between groups of digits: one that does not break, or a plain one. */
static bool is_group_space(const syn_number_input *in, size_t first, size_t at) {
  const syn_piece *before = &in->pieces[at - 1], *after = &in->pieces[at];
  syn_text gap = {before->text.data + before->text.size, (size_t)(after->start - before->end)};
  if (syn_text_equal(gap, SYN_TEXT(" "))) return is_plain_group(in, first, at);
  return syn_text_equal(gap, SYN_TEXT("\xC2\xA0")) || syn_text_equal(gap, SYN_TEXT("\xE2\x80\xAF")) ||
         syn_text_equal(gap, SYN_TEXT("\xE2\x80\x89"));
}

static void collect_run(const syn_number_input *in, size_t at, figure_run *run) {
  *run = (figure_run){.part_at = {at}, .part_count = 1};
  size_t next = at + 1;
  for (;;) {
    bool is_mark = syn_number_is_glued(in, next, SYN_PIECE_SIGN) && syn_number_is_glued(in, next + 1, SYN_PIECE_DIGITS) &&
                   (syn_number_word_at(in, next, SYN_NUMBER_GROUP_MARK) || syn_number_word_at(in, next, SYN_NUMBER_DECIMAL_MARK));
    bool is_space = !is_mark && next < in->count && in->pieces[next].kind == SYN_PIECE_DIGITS && in->pieces[next].text.size == 3 &&
                    is_group_space(in, at, next);
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

static size_t part_size(const syn_number_input *in, const figure_run *run, size_t part) {
  return in->pieces[run->part_at[part]].text.size;
}

/* Whether parts 1 to `last` are groups of one mark: all of three digits, or of two with a last one of three. */
static bool are_groups(const syn_number_input *in, const figure_run *run, size_t last) {
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

/* "22,24,26": numbers of a list that nobody parted, of two digits at most. */
static bool is_list(const syn_number_input *in, const figure_run *run) {
  size_t at = run->part_at[0];
  bool goes_on = at >= 2 && syn_number_is_glued(in, at, SYN_PIECE_DIGITS) && syn_number_is_glued(in, at - 1, SYN_PIECE_SIGN) &&
                 in->pieces[at - 2].kind == SYN_PIECE_DIGITS && syn_number_word_at(in, at - 1, SYN_NUMBER_GROUP_MARK);
  bool is_list = run->part_count > (goes_on ? 1 : 2) && !run->is_too_long;
  for (size_t i = 0; i < run->part_count; i++) {
    bool is_parted =
        i == 0 || (run->mark[i] != 0 && run->mark[i] == run->mark[1] && syn_number_word_at(in, run->part_at[i] - 1, SYN_NUMBER_GROUP_MARK));
    is_list = is_list && is_parted && part_size(in, run, i) <= 2;
  }
  return is_list;
}

/* Tells groups from decimals: the number of parts that belong to the whole, or 0 when the run is no number. */
static size_t whole_parts(const syn_number_input *in, const figure_run *run) {
  if (run->is_too_long) return 0;
  if (run->part_count == 1) return 1;
  size_t last = run->part_count - 1;
  bool last_is_group_mark = run->mark[last] == 0 || syn_number_word_at(in, run->part_at[last] - 1, SYN_NUMBER_GROUP_MARK);
  if (last == 1) {
    if (!last_is_group_mark) return 1;
    if (are_groups(in, run, 1)) return 2;
    return in->flags & SYN_NUMBER_READ_MONEY && part_size(in, run, 1) <= 2 ? 1 : 0;
  }
  if (run->mark[last] == run->mark[last - 1]) return are_groups(in, run, last) ? last + 1 : 0;
  return are_groups(in, run, last - 1) ? last : 0;
}

/* The value of the run; false when it is too large, or a code with leading zeros. */
static bool run_value(const syn_number_input *in, const figure_run *run, size_t whole, syn_number *number) {
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
static bool is_code(const syn_number_input *in, size_t end, size_t *out_end) {
  size_t at = end;
  size_t dashes = 0;
  bool is_other = false;
  while (syn_number_is_glued(in, at, SYN_PIECE_SIGN) && syn_number_is_glued(in, at + 1, SYN_PIECE_DIGITS)) {
    uint32_t sign = in->pieces[at].sign;
    if (sign == ':' || sign == '/' || sign == '.' || sign == '_')
      is_other = true;
    else if (syn_number_is_dash(sign))
      dashes++;
    else
      break;
    at += 2;
  }
  *out_end = at;
  return is_other || dashes > 1;
}

/* ".25": the mark stands first. */
bool syn_number_read_bare_decimals(const syn_number_input *in, size_t at, syn_number *number) {
  if (!syn_number_is_glued(in, at + 1, SYN_PIECE_DIGITS) || in->pieces[at + 1].text.size > 12) return false;
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

bool syn_number_read_power(const syn_number_input *in, size_t at, int32_t *out_power, size_t *out_count) {
  bool is_negative = syn_number_is_glued_sign(in, at, '-') || syn_number_is_glued_sign(in, at, 0x2212);
  size_t digits = is_negative || syn_number_is_glued_sign(in, at, '+') ? at + 1 : at;
  if (!syn_number_is_glued(in, digits, SYN_PIECE_DIGITS) || in->pieces[digits].text.size > EXPONENT_DIGITS) return false;
  if (syn_number_is_glued(in, digits + 1, SYN_PIECE_WORD)) return false;
  syn_text text = in->pieces[digits].text;
  int32_t power = 0;
  for (size_t i = 0; i < text.size; i++) power = power * 10 + (text.data[i] - '0');
  *out_power = is_negative ? -power : power;
  *out_count = digits + 1 - at;
  return true;
}

/* "1.2e6", "1.2x10^6". Returns false when the number is too large for it. */
static bool read_exponent(const syn_number_input *in, syn_number *number) {
  size_t at = number->first + number->count, count = 0;
  int32_t power = 0;
  if (syn_number_is_glued(in, at, SYN_PIECE_WORD) && syn_text_equal(in->pieces[at].text, SYN_TEXT("e"))) {
    if (!syn_number_read_power(in, at + 1, &power, &count)) return true;
    count++;
  } else {
    bool is_times = at < in->count && (syn_number_is_glued_sign(in, at, 0xD7) ||
                                       (syn_number_is_glued(in, at, SYN_PIECE_WORD) && syn_text_equal(in->pieces[at].text, SYN_TEXT("x"))));
    bool is_ten = is_times && syn_number_is_glued(in, at + 1, SYN_PIECE_DIGITS) && syn_text_equal(in->pieces[at + 1].text, SYN_TEXT("10"));
    if (!is_ten || !syn_number_is_glued_sign(in, at + 2, '^') || !syn_number_read_power(in, at + 3, &power, &count)) return true;
    count += 3;
  }
  syn_decimal scale;
  if (syn_decimal_make(1, power, &scale) != SYN_OK || syn_decimal_multiply(number->value, scale, &number->value) != SYN_OK ||
      syn_decimal_multiply(number->step, scale, &number->step) != SYN_OK)
    return false;
  number->mantissa = number->value;
  number->has_decimals = true;
  number->count += count;
  return true;
}

bool syn_number_read_figures(const syn_number_input *in, size_t at, syn_number *number, size_t *out_skip) {
  syn_decimal value, step;
  if (syn_number_read_slash(in, at, &value, &step)) {
    *number = (syn_number){.first = at, .count = 3, .value = value, .step = step, .mantissa = value, .scale = {1, 0}};
    number->in_figures = number->is_fraction = number->has_decimals = true;
    return true;
  }
  figure_run run;
  collect_run(in, at, &run);
  size_t code_end;
  size_t whole = whole_parts(in, &run);
  if (whole == 0 && is_list(in, &run)) {
    whole = run.part_count = 1;
    run.end = at + 1;
    *number = (syn_number){.first = at, .count = 1, .step = {1, 0}, .scale = {1, 0}, .in_figures = true};
    if (!run_value(in, &run, whole, number)) return false;
    number->mantissa = number->value;
    return true;
  }
  *number = (syn_number){.first = at, .step = {1, 0}, .scale = {1, 0}, .in_figures = true};
  bool is_number = whole > 0 && run_value(in, &run, whole, number);
  if (is_code(in, run.end, &code_end)) {
    /* "$5.5-6.5" is two decimals and a dash: a range, which is for the finder. */
    bool is_range = is_number && syn_number_is_glued(in, run.end, SYN_PIECE_SIGN) && syn_number_is_dash(in->pieces[run.end].sign) &&
                    code_end == run.end + 4;
    if (!is_range || in->pieces[run.end + 2].sign != '.') is_number = false;
  }
  if (!is_number) {
    *out_skip = code_end > run.end ? code_end - at : run.end - at;
    return false;
  }
  number->count = run.end - at;
  number->mantissa = number->value;
  return read_exponent(in, number);
}
