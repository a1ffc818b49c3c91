/* Which unit or sign of money stands at a place: the longest phrase of the tables that is plausible there. */
#include "facts/quantity_units.h"

enum {
  COMPANION_REACH = 30, /* tokens around a number in which a companion of its unit is looked for */
  RATIO_DIGITS = 6,
  MONEY_LETTERS = 5 /* no sign of money has as many */
};

static unsigned tag_at(const syn_measure_context *in, size_t at) {
  if (at >= in->count || in->pieces[at].token >= in->document->token_count) return SYN_TAG_X;
  return in->document->tokens[in->pieces[at].token].tag;
}

static bool ends_with_letter(const syn_piece *piece) {
  return piece->kind == SYN_PIECE_WORD;
}

/* ---- units ---- */

/* Whether one of the lemmas that a unit asks for stands in the sentence, not far from piece `at`. */
static bool has_companion(const syn_measure_context *in, syn_text lemmas, size_t at) {
  const syn_sentence *sentence = &in->document->sentences[in->sentence];
  uint32_t middle = in->pieces[at].token, end = sentence->first_token + sentence->token_count;
  uint32_t from = middle > sentence->first_token + COMPANION_REACH ? middle - COMPANION_REACH : sentence->first_token;
  syn_text lemma;
  while (syn_table_next_item(&lemmas, '|', &lemma)) {
    for (uint32_t i = from; i < end && i < middle + COMPANION_REACH; i++) {
      if (syn_text_equal(in->document->tokens[i].lemma, lemma)) return true;
    }
  }
  return false;
}

/* A letter alone is a unit only where it sticks to figures, or is small and ends a word group: "5 m", not "5 A". */
static bool is_plausible_symbol(const syn_measure_context *in, size_t at, size_t length, bool in_figures) {
  const syn_piece *piece = syn_measure_piece(in, at);
  for (size_t i = 1; i < length; i++) {
    if (!syn_measure_is_glued(in, at + i)) return false;
  }
  if (piece->kind != SYN_PIECE_WORD) return true;
  if (!in_figures) return false;
  if (syn_measure_is_glued(in, at + length) && in->pieces[at + length].kind != SYN_PIECE_SIGN) return false;
  if (piece->text.size > 1 || length > 1 || syn_measure_is_glued(in, at)) return true;
  return piece->text.data[0] >= 'a' &&
         !(syn_measure_is_glued(in, at + 1) && in->pieces[at + 1].kind == SYN_PIECE_SIGN && in->pieces[at + 1].sign == '.');
}

static const syn_unit *choose_unit(const syn_measure_context *in, const syn_phrases *phrases, const syn_phrase_row *row, size_t at) {
  for (; row; row = syn_phrases_next(phrases, row)) {
    const syn_unit *unit = &in->tables->units.items[row->value];
    if (unit->only_with.size == 0 || has_companion(in, unit->only_with, at)) return unit;
  }
  return NULL;
}

/* The longest symbol that is plausible: "12 m 2 dm" has no "m2". */
static const syn_phrase_row *match_symbol(const syn_measure_context *in, const syn_phrases *symbols, size_t at, bool in_figures,
                                          size_t *out_length) {
  size_t limit = in->count;
  const syn_phrase_row *row;
  while ((row = syn_phrases_match(symbols, in->pieces, limit, at, out_length))) {
    if (is_plausible_symbol(in, at, *out_length, in_figures)) return row;
    limit = at + *out_length - 1;
  }
  return NULL;
}

const syn_unit *syn_unit_at(const syn_measure_context *in, size_t at, bool in_figures, size_t *out_length) {
  size_t word_length = 0, symbol_length = 0;
  const syn_phrases *words = &in->tables->unit_words, *symbols = &in->tables->unit_symbols;
  const syn_phrase_row *word = syn_phrases_match(words, in->pieces, in->count, at, &word_length);
  const syn_phrase_row *symbol = match_symbol(in, symbols, at, in_figures, &symbol_length);
  const syn_unit *unit = NULL;
  if (word && (!symbol || word_length >= symbol_length)) {
    unit = choose_unit(in, words, word, at);
    *out_length = word_length;
  }
  if (!unit && symbol) {
    unit = choose_unit(in, symbols, symbol, at);
    *out_length = symbol_length;
  }
  return unit;
}

/* How many of the unit named `part` make one of `whole`: "in=12|yd=3"; 0: it is no part of it. */
static int64_t part_ratio(const syn_unit *whole, syn_text part) {
  syn_text rest = whole->parts, item;
  while (syn_table_next_item(&rest, '|', &item)) {
    size_t equals = syn_text_find(item, SYN_TEXT("="), 0);
    if (equals == SIZE_MAX || !syn_text_equal(syn_text_slice(item, 0, equals), part)) continue;
    int64_t ratio = 0;
    for (size_t i = equals + 1; i < item.size && i < equals + 1 + RATIO_DIGITS; i++) ratio = ratio * 10 + (item.data[i] - '0');
    return ratio;
  }
  return 0;
}

const syn_unit *syn_unit_part_at(const syn_measure_context *in, size_t at, bool in_figures, const syn_unit *whole, int64_t *out_ratio,
                                 size_t *out_length) {
  if (whole->parts.size == 0) return NULL;
  const syn_unit *unit = syn_unit_at(in, at, in_figures, out_length);
  if (!unit && in_figures) {
    const syn_phrase_row *row = syn_phrases_match(&in->tables->part_symbols, in->pieces, in->count, at, out_length);
    if (row) unit = &in->tables->units.items[row->value];
  }
  if (unit) *out_ratio = part_ratio(whole, unit->unit);
  return unit && *out_ratio > 0 ? unit : NULL;
}

const syn_unit *syn_unit_per_at(const syn_measure_context *in, size_t at, size_t *out_length) {
  bool is_stroke = syn_measure_is_glued(in, at) && syn_measure_is_glued(in, at + 1) && in->pieces[at].kind == SYN_PIECE_SIGN &&
                   in->pieces[at].sign == '/';
  if (!is_stroke && !syn_measure_number_word(in, at, SYN_NUMBER_PER)) return NULL;
  const syn_unit *unit = syn_unit_at(in, at + 1, true, out_length);
  if (!unit || unit->kind == SYN_QUANTITY_PERCENT || unit->kind == SYN_QUANTITY_POINTS) return NULL;
  ++*out_length;
  return unit;
}

/* ---- money ---- */

/* Whether figures stand at `at` and behind them a sign or word of money: "10 $ 30 $". */
static bool is_amount(const syn_measure_context *in, size_t at) {
  size_t end = at + 1, length;
  while (end + 1 < in->count && syn_measure_is_glued(in, end) && syn_measure_is_glued(in, end + 1) &&
         in->pieces[end + 1].kind == SYN_PIECE_DIGITS)
    end += 2;
  return syn_phrases_match(&in->tables->money_signs, in->pieces, in->count, end, &length) ||
         syn_phrases_match(&in->tables->money_words, in->pieces, in->count, end, &length);
}

const syn_money *syn_money_after(const syn_measure_context *in, size_t at, bool in_figures, size_t *out_length) {
  const syn_phrases *words = &in->tables->money_words, *signs = &in->tables->money_signs;
  const syn_phrase_row *row = syn_phrases_match(words, in->pieces, in->count, at, out_length);
  if (row) {
    unsigned tag = tag_at(in, at + *out_length - 1);
    const syn_money *money = &in->tables->money.items[row->value];
    if (money->codes.size == 0) return NULL;
    if (tag != SYN_TAG_AUX && tag != SYN_TAG_ADJ && tag != SYN_TAG_ADV && (tag != SYN_TAG_VERB || !in_figures)) return money;
  }
  if (!in_figures) return NULL;
  row = syn_phrases_match(signs, in->pieces, in->count, at, out_length);
  if (!row) return NULL;
  const syn_money *money = &in->tables->money.items[row->value];
  /* A sign of one letter, or one that sticks to more letters, is none. */
  const syn_piece *last = syn_measure_piece(in, at + *out_length - 1);
  if (ends_with_letter(last) && last->lower.size == 1 && in->pieces[at].space_before) return NULL;
  /* A sign before digits belongs to the next amount: "$5 $6". */
  const syn_piece *next = syn_measure_piece(in, at + *out_length);
  if (next && next->kind == SYN_PIECE_DIGITS && (!next->space_before || in->pieces[at].space_before)) {
    if (!next->space_before || !is_amount(in, at + *out_length)) return NULL;
  }
  return money->codes.size ? money : NULL;
}

/* A sign of money with a number after it; the place of the number in `out_number_at`. */
/* Capitals that stick to the front of a sign: of a currency that is not known, if the whole is no sign ("QX$5"). */
static bool has_unknown_letters(const syn_measure_context *in, size_t at) {
  if (at == 0 || !syn_measure_is_glued(in, at) || in->pieces[at - 1].kind != SYN_PIECE_WORD) return false;
  syn_text word = in->pieces[at - 1].text;
  for (size_t i = 0; i < word.size; i++) {
    if (word.data[i] < 'A' || word.data[i] > 'Z') return false;
  }
  return word.size < MONEY_LETTERS;
}

const syn_money *syn_money_before(const syn_measure_context *in, size_t at, size_t *out_number_at) {
  size_t length = 0;
  const syn_piece *piece = syn_measure_piece(in, at);
  if (piece->kind == SYN_PIECE_DIGITS || has_unknown_letters(in, at)) return NULL;
  if (at > 0 && syn_measure_is_glued(in, at) && in->pieces[at - 1].kind == SYN_PIECE_WORD && piece->kind == SYN_PIECE_WORD) return NULL;
  const syn_phrase_row *row = syn_phrases_match(&in->tables->money_signs, in->pieces, in->count, at, &length);
  /* "A $5 loan": an article, and no part of the sign. */
  bool is_word_apart = row && length > 1 && piece->text.size == 1 && piece->text.data[0] <= 'Z' && in->pieces[at + 1].space_before;
  if (is_word_apart) row = syn_phrases_match(&in->tables->money_signs, in->pieces, at + 1, at, &length);
  if (!row) return NULL;
  const syn_money *money = &in->tables->money.items[row->value];
  if (money->codes.size == 0) return NULL;
  size_t next = at + length;
  if (syn_piece_is_dash(syn_measure_piece(in, next)) && syn_measure_is_glued(in, next) && syn_measure_is_glued(in, next + 1)) next++;
  const syn_piece *number = syn_measure_piece(in, next);
  if (!number) return NULL;
  bool is_decimal = syn_measure_number_word(in, next, SYN_NUMBER_DECIMAL_MARK) && syn_measure_is_glued(in, next + 1) &&
                    in->pieces[next + 1].kind == SYN_PIECE_DIGITS;
  if (number->kind != SYN_PIECE_DIGITS && !is_decimal && !syn_measure_number_word(in, next, SYN_NUMBER_FRACTION_SIGN)) return NULL;
  *out_number_at = next;
  return money;
}

/* Whether a sign and a word may mean one currency: "$5 Canadian dollars". */
bool syn_money_shares_code(const syn_money *a, const syn_money *b) {
  syn_text codes = a->codes, code;
  while (syn_table_next_item(&codes, '|', &code)) {
    if (syn_text_equal(code, b->code)) return true;
  }
  return false;
}
