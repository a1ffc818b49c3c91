/*
 * How it works
 *
 * At each piece: a sign of money and a number, or a number alone. Then a unit, after a space, a hyphen or nothing; then perhaps a dash or a
 * word and a second number, which with the first makes a range when it is larger and no other unit. Figures that stick to letters of no
 * known meaning are names ("A320", "16x9") and are passed over. Last, the words before and after that bound the number are matched, the
 * longest first.
 */
#include "facts/quantity_units.h"

#include "base/utf8.h"

/* ---- what sticks to the front ---- */

/* Whether the words without space around the number are an address: they hold "://" or "@". Looks back a bounded way. */
static bool is_in_address(const syn_measure_context *in, size_t at) {
  for (size_t steps = 0; at > 0 && syn_measure_is_glued(in, at) && steps < 200; steps++) {
    at--;
    uint32_t sign = in->pieces[at].sign;
    if (sign == '@' || (sign == '/' && at > 1 && in->pieces[at - 1].sign == '/' && in->pieces[at - 2].sign == ':')) return true;
  }
  return false;
}

/* Whether the number at `at` is the tail of something else: a name, a code, a time, a compound. */
static bool is_tail(const syn_measure_context *in, size_t at) {
  if (at == 0 || !syn_measure_is_glued(in, at)) return false;
  if (is_in_address(in, at)) return true;
  const syn_piece *before = syn_measure_piece(in, at - 1);
  if (before->kind != SYN_PIECE_SIGN) return true;
  if (syn_piece_is_dash(before)) return at >= 2 && syn_measure_is_glued(in, at - 1);
  switch (before->sign) {
  case '#':
  case '@':
  case '_':
  case '/':
  case '\\':
  case '=':
  case '&':
  case ':':
  case '.':
  case ',':
  case '+':
  case '*':
  case '^':
  case 0x2116:
    return true;
  case '\'':
  case 0x2019:
    return in->pieces[at].kind == SYN_PIECE_DIGITS && in->pieces[at].text.size == 2 ? true : at >= 2 && syn_measure_is_glued(in, at - 1);
  default:
    return syn_utf8_is_digit(before->sign); /* of another script: "1٢3" */
  }
}

/* ---- one number with its unit ---- */

typedef struct part {
  syn_number number;
  const syn_money *money;
  const syn_unit *unit, *per;
  size_t first, end;
  bool is_hyphenated, is_open, has_sign;
} part;

/* A single letter after figures is a scale or a unit ("5m"): a unit, unless a noun in the plural follows. */
static void settle_letter(const syn_measure_context *in, part *item) {
  syn_number *number = &item->number;
  size_t at = number->first + number->count - 1, length = 0;
  if (!number->is_letter_scale || item->money || !syn_unit_at(in, at, true, &length) || length != 1) return;
  const syn_piece *next = syn_measure_piece(in, at + 1);
  if (next && next->token < in->document->token_count && next->kind == SYN_PIECE_WORD) {
    const syn_token *token = &in->document->tokens[next->token];
    bool is_distance = syn_quantity_counted_bits(in->tables, token->lemma) & SYN_COUNTED_DISTANCE_NOUN;
    if (token->features & SYN_FEATURE_PLURAL && !is_distance) return;
    size_t money_length;
    if (syn_money_after(in, at + 1, false, &money_length)) return;
  }
  number->count--;
  number->value = number->mantissa;
  number->step = (syn_decimal){1, 0};
  if (number->value.exponent < 0) number->step.exponent = number->value.exponent;
  number->scale = (syn_decimal){1, 0};
  number->has_scale = number->is_letter_scale = false;
}

/* "km^3", "W/min": a unit that is not known. */
static bool is_compound_unit(const syn_measure_context *in, size_t at) {
  if (!syn_measure_is_glued(in, at) || in->pieces[at].kind != SYN_PIECE_SIGN || !syn_measure_is_glued(in, at + 1)) return false;
  return in->pieces[at].sign == '^' || (in->pieces[at].sign == '/' && in->pieces[at + 1].kind == SYN_PIECE_WORD);
}

/* Adds so many of `ratio` parts of one to the number. */
static bool add_part(syn_number *number, syn_decimal value, int64_t ratio) {
  syn_decimal share, sum;
  int64_t digits = value.digits;
  if (value.digits < 0 || value.exponent < 0 || value.exponent > 3) return false;
  for (int32_t i = 0; i < value.exponent; i++) digits *= 10;
  if (digits >= ratio) return false;
  if (syn_decimal_make((digits * 2000000 + ratio) / (ratio * 2), -6, &share) != SYN_OK) return false;
  if (syn_decimal_add(number->value, share, &sum) != SYN_OK) return false;
  if (syn_decimal_make((2000000 + ratio) / (ratio * 2), -6, &number->step) != SYN_OK) return false;
  number->value = number->mantissa = sum;
  number->has_decimals = true;
  return true;
}

/* "6 feet 2 inches", "two hours and 30 minutes", "5 pounds and 50 pence": one measure in the larger unit. */
static void read_smaller_unit(const syn_measure_context *in, part *item) {
  size_t at = item->end, length = 0, skip;
  if (syn_measure_number_word(in, at, SYN_NUMBER_JOINER)) at++;
  syn_number other;
  if (at >= in->count || item->number.has_decimals || item->is_hyphenated || in->pieces[at].kind == SYN_PIECE_SIGN) return;
  if (!item->money && item->unit->parts.size == 0) return;
  if (!syn_number_read(&in->tables->numbers, in->pieces, in->count, at, 0, &other, &skip)) return;
  if (other.has_scale || other.has_decimals || other.is_ordinal || other.is_article) return;
  int64_t ratio = 0;
  size_t unit_at = at + other.count;
  if (item->money) {
    const syn_money *money = syn_money_after(in, unit_at, other.in_figures, &length);
    bool is_part = money && money->factor.digits == 1 && money->factor.exponent == -2 && syn_money_shares_code(money, item->money);
    ratio = is_part && item->money->factor.exponent == 0 ? 100 : 0;
  } else {
    (void)syn_unit_part_at(in, unit_at, other.in_figures, item->unit, &ratio, &length);
  }
  if (ratio > 0 && add_part(&item->number, other.value, ratio)) item->end = unit_at + length;
}

/* "75 USD million": the scale behind the money. */
static void read_late_scale(const syn_measure_context *in, part *item) {
  const syn_number_word *word = item->number.has_scale ? NULL : syn_measure_number_word(in, item->end, SYN_NUMBER_SCALE);
  syn_decimal value, step;
  if (!word || syn_decimal_multiply(item->number.value, word->value, &value) != SYN_OK) return;
  if (syn_decimal_multiply(item->number.step, word->value, &step) != SYN_OK) return;
  item->number.value = value;
  item->number.step = step;
  item->number.scale = word->value;
  item->number.has_scale = true;
  item->end++;
}

/* "half a mile", "a quarter of a percentage point": the unit of a part. */
static void read_unit_of_fraction(const syn_measure_context *in, part *item) {
  size_t at = item->end, length = 0;
  if (!item->number.is_fraction || item->number.in_figures || item->unit || item->money) return;
  if (syn_measure_number_word(in, at, SYN_NUMBER_OF)) at++;
  if (!syn_measure_number_word(in, at, SYN_NUMBER_ARTICLE)) return;
  const syn_unit *unit = syn_unit_at(in, at + 1, false, &length);
  if (!unit) return;
  item->unit = unit;
  item->end = at + 1 + length;
}

/* What belongs to a unit that was found: the rest of a compound measure, the unit that divides a rate. */
static void read_after_unit(const syn_measure_context *in, part *item) {
  size_t length = 0;
  if (item->money) read_late_scale(in, item);
  if (!item->number.has_scale) read_smaller_unit(in, item);
  bool can_divide = item->unit && item->unit->kind != SYN_QUANTITY_PERCENT && item->unit->kind != SYN_QUANTITY_POINTS &&
                    item->unit->kind != SYN_QUANTITY_DURATION && item->unit->kind != SYN_QUANTITY_SPEED &&
                    item->unit->kind != SYN_QUANTITY_AGE;
  item->per = can_divide ? syn_unit_per_at(in, item->end, &length) : NULL;
  if (item->per) item->end += length;
}

/* "Rp 350.000": where a currency has no parts, a point before three noughts is between groups. */
static void settle_groups(const syn_measure_context *in, part *item) {
  syn_number *number = &item->number;
  bool is_grouped = item->money && number->in_figures && !number->has_scale && number->step.digits == 1 && number->step.exponent == -3 &&
                    number->value.exponent >= 0 && number->digit_count <= 3;
  if (!is_grouped || !syn_quantity_is_whole_currency(in->tables, item->money->code)) return;
  if (syn_decimal_multiply(number->value, (syn_decimal){1, 3}, &number->value) != SYN_OK) return;
  number->mantissa = number->value;
  number->step = (syn_decimal){1, 0};
  number->has_decimals = false;
  number->is_grouped = true;
}

/* "minus" and the like may be no sign: "tested negative two days ago". */
static void settle_minus(part *item) {
  syn_quantity_kind kind = item->unit ? item->unit->kind : SYN_QUANTITY_COUNT;
  bool is_signed = item->money || kind == SYN_QUANTITY_TEMPERATURE || kind == SYN_QUANTITY_PERCENT || kind == SYN_QUANTITY_POINTS ||
                   kind == SYN_QUANTITY_OTHER;
  if (!item->number.has_minus_word || is_signed) return;
  item->number.first++;
  item->number.count--;
  item->first++;
  item->number.value = syn_decimal_negate(item->number.value);
  item->number.mantissa = syn_decimal_negate(item->number.mantissa);
  item->number.has_minus_word = false;
}

/* What stands after the number. Returns false when the number sticks to something that is not known. */
static bool read_unit(const syn_measure_context *in, part *item) {
  size_t at = item->number.first + item->number.count, length = 0;
  size_t after = at;
  bool is_joined = syn_piece_is_dash(syn_measure_piece(in, at)) && syn_measure_is_glued(in, at) && syn_measure_is_glued(in, at + 1) &&
                   in->pieces[at + 1].kind == SYN_PIECE_WORD;
  if (is_joined) after = at + 1;
  item->end = at;
  /* "a sixth month in a row": an ordinal, and no part of a month. */
  bool is_ordinal = item->number.is_fraction && item->number.is_article && syn_measure_number_word(in, at - 1, SYN_NUMBER_ORDINAL);
  if (is_ordinal) return true;
  const syn_money *money = syn_money_after(in, after, item->number.in_figures, &length);
  /* "pounds" near a word for weight are no money. */
  size_t unit_length;
  const syn_unit *unit =
      money && !item->has_sign && !item->number.has_scale ? syn_unit_at(in, after, item->number.in_figures, &unit_length) : NULL;
  if (unit && unit->only_with.size > 0 && unit_length >= length) money = NULL;
  if (money && (!item->money || syn_money_shares_code(item->money, money))) {
    item->money = money;
  } else if (item->money || !(item->unit = syn_unit_at(in, after, item->number.in_figures, &length))) {
    length = 0;
  }
  if (length > 0) {
    item->end = after + length;
    item->is_hyphenated = is_joined;
    read_after_unit(in, item);
    return item->money || !is_compound_unit(in, item->end);
  }
  if (is_joined) {
    item->is_open = !syn_measure_number_word(in, after, SYN_NUMBER_RANGE);
    return true;
  }
  /* Letters that stick to figures and mean nothing here: part of a name. */
  if (!syn_measure_is_glued(in, at) || !item->number.in_figures || item->number.is_ordinal) return true;
  return in->pieces[at].kind == SYN_PIECE_SIGN && !syn_utf8_is_digit(in->pieces[at].sign);
}

/* "34,50 €", "9 800 Kč": figures of another habit, known by the sign of money after them. */
static bool read_as_money(const syn_measure_context *in, size_t at, syn_number *number) {
  if (at >= in->count || in->pieces[at].kind != SYN_PIECE_DIGITS) return false;
  syn_number other;
  size_t skip, length;
  if (!syn_number_read(&in->tables->numbers, in->pieces, in->count, at, SYN_NUMBER_READ_MONEY, &other, &skip)) return false;
  if (other.has_scale || !syn_money_after(in, at + other.count, true, &length)) return false;
  *number = other;
  return true;
}

/* "R34": a single letter is a sign of money only before an amount that looks like one. */
static bool is_letter_name(const syn_measure_context *in, size_t at, const syn_number *number) {
  const syn_piece *sign = syn_measure_piece(in, at);
  if (sign->kind != SYN_PIECE_WORD || sign->text.size > 1) return false;
  if (at + 1 < in->count && in->pieces[at + 1].kind == SYN_PIECE_SIGN && at + 2 <= number->first) return false; /* "c $ 5" */
  return !syn_measure_is_glued(in, at + 1) || !(number->has_scale || number->is_grouped || number->has_decimals);
}

static bool read_part(const syn_measure_context *in, size_t at, part *item, size_t *out_skip) {
  *item = (part){.first = at};
  size_t number_at = at;
  item->money = syn_money_before(in, at, &number_at);
  item->has_sign = item->money != NULL;
  unsigned flags = item->has_sign ? SYN_NUMBER_READ_MONEY : 0;
  bool is_read = syn_number_read(&in->tables->numbers, in->pieces, in->count, number_at, flags, &item->number, out_skip);
  if (!is_read && !item->has_sign) is_read = read_as_money(in, number_at, &item->number);
  if (!is_read) {
    *out_skip += number_at - at;
    return false;
  }
  if (is_read && !item->has_sign) (void)read_as_money(in, number_at, &item->number);
  if (item->has_sign && is_letter_name(in, at, &item->number)) {
    *out_skip = number_at - at + item->number.count;
    return false;
  }
  settle_letter(in, item);
  *out_skip = number_at - at + item->number.count;
  if (!read_unit(in, item)) return false;
  read_unit_of_fraction(in, item);
  settle_minus(item);
  settle_groups(in, item);
  return true;
}

/* ---- ranges ---- */

/* Whether a second number may follow; its place in `out_next`. A dash that sticks to both numbers in `out_is_dash`. */
static bool joiner_at(const syn_measure_context *in, size_t at, bool is_between, bool is_from, size_t *out_next, bool *out_is_dash) {
  const syn_piece *piece = syn_measure_piece(in, at);
  if (!piece || at + 1 >= in->count) return false;
  *out_next = at + 1;
  *out_is_dash = false;
  if (syn_piece_is_dash(piece)) {
    bool is_closed = !piece->space_before && !in->pieces[at + 1].space_before;
    /* "8- to 16-metre" */
    if (!is_closed && !piece->space_before && syn_measure_number_word(in, at + 1, SYN_NUMBER_RANGE)) {
      *out_next = at + 2;
      return at + 2 < in->count;
    }
    *out_is_dash = is_closed;
    return is_closed || (piece->sign == 0x2013 && piece->space_before);
  }
  if (is_between && syn_measure_number_word(in, at, SYN_NUMBER_JOINER)) return true;
  if (syn_measure_number_word(in, at, SYN_NUMBER_RANGE)) return !is_from;
  return false;
}

static bool is_same_measure(const part *a, const part *b) {
  if (a->money && b->money) return syn_text_equal(a->money->code, b->money->code);
  if (a->unit && b->unit) return a->unit == b->unit;
  if (a->has_sign) return !b->unit;
  return !a->money && !a->unit;
}

/* "5-6 million": the first number takes the scale of the second, where it is smaller than the second without it. */
static void share_scale(part *a, const part *b) {
  if (a->number.has_scale || !b->number.has_scale || a->number.is_grouped) return;
  if (syn_decimal_compare(a->number.value, b->number.mantissa) >= 0) return;
  syn_decimal value, step;
  if (syn_decimal_multiply(a->number.value, b->number.scale, &value) != SYN_OK) return;
  if (syn_decimal_multiply(a->number.step, b->number.scale, &step) != SYN_OK) return;
  a->number.value = value;
  a->number.step = step;
  a->number.scale = b->number.scale;
  a->number.has_scale = true;
}

static bool is_year_like(const syn_number *number) {
  return number->in_figures && number->digit_count == 4 && !number->is_grouped && !number->has_decimals && !number->has_scale;
}

/* "rose $2 to $85": what a verb of change has behind it and what it leads to are no range. */
static bool is_change(const syn_measure_context *in, const part *a, const part *b) {
  if (a->first == 0 || !(a->money || a->unit) || !(b->money || b->unit) || a->first >= in->count) return false;
  uint32_t token = in->pieces[a->first - 1].token;
  return (syn_quantity_counted_bits(in->tables, in->document->tokens[token].lemma) & SYN_COUNTED_CHANGE) != 0;
}

/* Reads the second number of a range, if there is one. */
static void read_second(const syn_measure_context *in, part *a, bool is_between, bool is_from, syn_measure *measure) {
  size_t next, skip;
  bool is_closed;
  part b;
  if (a->number.is_fraction || a->number.is_ordinal || a->is_hyphenated) return;
  if (!joiner_at(in, a->end, is_between, is_from, &next, &is_closed) || !read_part(in, next, &b, &skip)) return;
  if (b.number.is_ordinal || b.number.is_fraction || (!is_closed && is_year_like(&b.number) && !b.unit && !b.money)) return;
  bool is_or =
      !is_closed && !syn_piece_is_dash(syn_measure_piece(in, next - 1)) && !is_between && a->number.in_figures != b.number.in_figures;
  if (is_or || (!is_closed && !is_between && is_change(in, a, &b))) return;
  bool no_unit = !a->unit && !a->money && !b.unit && !b.money;
  part plain = *a;
  share_scale(a, &b);
  int order = syn_decimal_compare(a->number.value, b.number.value);
  if (is_same_measure(a, &b) && order < 0) {
    measure->is_range = true;
  } else if (is_closed && no_unit) {
    *a = plain;
    measure->is_pair = true;
  } else {
    *a = plain;
    return;
  }
  measure->to = b.number;
  if (!a->money) a->money = b.money;
  if (!a->unit) a->unit = b.unit;
  a->end = b.end;
  a->is_hyphenated = b.is_hyphenated;
  a->is_open = b.is_open;
}

/* "from 26 to 50 euros": the first number of a change has the unit of the second. */
static void lend_unit(const syn_measure_context *in, part *a) {
  size_t skip;
  part b;
  if (a->unit || a->money || a->number.is_ordinal || a->number.is_fraction || a->is_open ||
      !syn_measure_number_word(in, a->end, SYN_NUMBER_RANGE))
    return;
  if (!read_part(in, a->end + 1, &b, &skip) || b.has_sign || (!b.unit && !b.money)) return;
  share_scale(a, &b);
  a->unit = b.unit;
  a->money = b.money;
}

/* ---- bounds ---- */

static bool is_spread(const syn_measure_context *in, size_t at) {
  if (at == 0) return false;
  const syn_piece *piece = &in->pieces[at - 1];
  return syn_quantity_counted_bits(in->tables, piece->lower) & SYN_COUNTED_SPREAD ||
         syn_quantity_counted_bits(in->tables, in->document->tokens[piece->token].lemma) & SYN_COUNTED_SPREAD;
}

/* A word that may also be a preposition of its own: "paid over ten years", "under two minutes". */
static bool is_preposition_of_time(const syn_measure_context *in, const syn_measure *measure, size_t at, size_t length) {
  if (length != 1 || !measure->unit || measure->unit->kind != SYN_QUANTITY_DURATION || measure->is_hyphenated) return false;
  const syn_token *token = &in->document->tokens[in->pieces[at].token];
  return (token->tag == SYN_TAG_ADP || token->tag == SYN_TAG_SCONJ) && measure->bound == SYN_BOUND_MORE_THAN && !is_spread(in, at);
}

static void read_bounds_before(const syn_measure_context *in, size_t begin, syn_measure *measure) {
  for (unsigned i = 0; i < 2; i++) {
    size_t length;
    const syn_phrase_row *row = syn_phrases_match_before(&in->tables->bounds_before, in->pieces, begin, measure->first, &length);
    if (!row) return;
    size_t at = measure->first - length;
    /* Not the tail of a compound, nor a sign that sticks to a word before it. */
    if (at > 0 && syn_measure_is_glued(in, at) &&
        (syn_piece_is_dash(syn_measure_piece(in, at - 1)) || in->pieces[at - 1].kind == in->pieces[at].kind))
      return;
    syn_bound bound = (syn_bound)row->value;
    syn_bound old = measure->bound;
    if (bound == SYN_BOUND_BETWEEN && !measure->is_range) return;
    if (!measure->has_bound || measure->bound == SYN_BOUND_ABOUT) measure->bound = bound;
    if (is_preposition_of_time(in, measure, at, length)) {
      measure->bound = old;
      return;
    }
    measure->has_bound = true;
    measure->first = at;
  }
}

void syn_measure_bound_after(const syn_measure_context *in, size_t end, syn_measure *measure) {
  size_t length;
  const syn_phrase_row *row = syn_phrases_match(&in->tables->bounds_after, in->pieces, in->count, end, &length);
  if (!row) return;
  size_t next = end + length;
  /* "10 at least 5": the words belong to the next number. */
  if (next < in->count && in->pieces[next].kind == SYN_PIECE_DIGITS) return;
  if (in->pieces[end].kind == SYN_PIECE_SIGN && in->pieces[end].space_before) return;
  if (!measure->has_bound) measure->bound = (syn_bound)row->value;
  measure->has_bound = true;
  if (measure->end < next) measure->end = next;
}

/* "10-plus", "20-odd", "100+": words between the number and its unit. */
static void read_bound_inside(const syn_measure_context *in, part *item, syn_measure *measure) {
  size_t at = item->number.first + item->number.count;
  if (item->unit || item->money || at >= in->count) return;
  size_t start = at;
  if (syn_piece_is_dash(syn_measure_piece(in, at)) && syn_measure_is_glued(in, at) && syn_measure_is_glued(in, at + 1)) start = at + 1;
  size_t length;
  const syn_phrase_row *row = syn_phrases_match(&in->tables->bounds_after, in->pieces, in->count, start, &length);
  if (!row || (syn_measure_is_glued(in, start + length) && in->pieces[start + length].kind == SYN_PIECE_DIGITS)) return;
  if (start == at && in->pieces[at].kind == SYN_PIECE_SIGN && in->pieces[at].space_before) return;
  /* A number follows: "300 plus 20", "four minimum 20" */
  syn_number number;
  size_t skip;
  if (syn_number_read(&in->tables->numbers, in->pieces, in->count, start + length, 0, &number, &skip)) return;
  measure->bound = (syn_bound)row->value;
  measure->has_bound = true;
  item->end = start + length;
  item->is_open = false;
  size_t unit_length;
  size_t unit_from = item->end;
  const syn_money *money = syn_money_after(in, unit_from, true, &unit_length);
  if (money)
    item->money = money;
  else if (!(item->unit = syn_unit_at(in, unit_from, false, &unit_length)))
    unit_length = 0;
  item->end += unit_length;
}

/* Cents are parts of the unit. */
static bool apply_factor(const syn_money *money, syn_number *number) {
  return syn_decimal_multiply(number->value, money->factor, &number->value) == SYN_OK &&
         syn_decimal_multiply(number->step, money->factor, &number->step) == SYN_OK;
}

/* ---- ages ---- */

static void read_age(const syn_measure_context *in, size_t begin, part *item, syn_measure *measure) {
  size_t length;
  if (item->unit && item->unit->kind == SYN_QUANTITY_DURATION) {
    size_t at = item->end;
    if (syn_piece_is_dash(syn_measure_piece(in, at)) && syn_measure_is_glued(in, at) && syn_measure_is_glued(in, at + 1)) at++;
    if (syn_phrases_match(&in->tables->age_after, in->pieces, in->count, at, &length)) {
      measure->is_age = true;
      item->end = at + length;
    } else if (syn_phrases_match_before(&in->tables->age_before, in->pieces, begin, measure->first, &length)) {
      measure->is_age = true;
    }
    return;
  }
  if (item->unit || item->money || item->is_open || !item->number.in_figures || item->number.has_scale) return;
  size_t end = measure->first;
  if (!syn_phrases_match_before(&in->tables->age_before, in->pieces, begin, end, &length)) return;
  if (syn_decimal_compare(item->number.value, (syn_decimal){12, 1}) <= 0) measure->is_age = true;
}

/* "per cent of 210", by itself: a label whose unit stands first. */
static void read_unit_before(const syn_measure_context *in, size_t at, part *item, syn_measure *measure) {
  size_t length = 0;
  if (at == 0 || item->end != in->count || item->unit || item->money || !syn_measure_number_word(in, at - 1, SYN_NUMBER_OF)) return;
  const syn_unit *unit = syn_unit_at(in, 0, false, &length);
  if (!unit || unit->kind != SYN_QUANTITY_PERCENT || length + 1 != at) return;
  measure->unit = unit;
  measure->first = measure->core_first = 0;
}

bool syn_measure_read(const syn_measure_context *in, size_t begin, size_t at, syn_measure *out_measure, size_t *out_next) {
  part item;
  size_t skip = 0;
  *out_next = at + 1;
  *out_measure = (syn_measure){.bound = SYN_BOUND_EXACT};
  if (!read_part(in, at, &item, &skip)) {
    if (skip > 0) *out_next = at + skip;
    return false;
  }
  if (is_tail(in, at) && !item.has_sign) {
    *out_next = item.end > at ? item.end : at + 1;
    return false;
  }
  size_t before = 0;
  const syn_phrase_row *opening = syn_phrases_match_before(&in->tables->bounds_before, in->pieces, begin, at, &before);
  bool is_between = opening && opening->value == SYN_BOUND_BETWEEN;
  bool is_from = !is_between && at > begin && syn_measure_number_word(in, at - 1, SYN_NUMBER_FROM);
  read_second(in, &item, is_between, is_from, out_measure);
  if (is_from) lend_unit(in, &item);
  if (!out_measure->is_range && !out_measure->is_pair) read_bound_inside(in, &item, out_measure);
  if (item.money && !apply_factor(item.money, &item.number)) return false;
  if (item.money && out_measure->is_range && !apply_factor(item.money, &out_measure->to)) return false;
  out_measure->from = item.number;
  out_measure->money = item.money;
  out_measure->unit = item.unit;
  out_measure->per = item.per;
  out_measure->is_hyphenated = item.is_hyphenated;
  out_measure->is_open = item.is_open;
  out_measure->first = out_measure->core_first = item.first;
  read_unit_before(in, at, &item, out_measure);
  read_bounds_before(in, begin, out_measure);
  read_age(in, begin, &item, out_measure);
  out_measure->core_end = out_measure->end = item.end;
  if (out_measure->is_range) out_measure->bound = SYN_BOUND_BETWEEN;
  *out_next = item.end > at ? item.end : at + 1;
  return true;
}
