#include "facts/time_pieces.h"

#include "base/utf8.h"
#include "facts/time_numbers.h"

enum { EARLIEST_YEAR = 1000, LATEST_YEAR = 2199, LONGEST_FIGURES = 9 };

typedef enum run_kind { RUN_FIGURES, RUN_LETTERS, RUN_SIGN } run_kind;

static run_kind kind_at(syn_text text, size_t at, size_t *out_size) {
  uint32_t codepoint = syn_utf8_decode(text, at, out_size);
  if (codepoint >= '0' && codepoint <= '9') return RUN_FIGURES;
  return syn_utf8_is_letter(codepoint) ? RUN_LETTERS : RUN_SIGN;
}

/*
 * The end of the run at `at`. Letters take in full stops and apostrophes that stand among or after them ("a.m.", "o'clock", "Sept."), and
 * an apostrophe that begins a token belongs to its letters ("'s").
 */
static size_t run_end(syn_text word, size_t at, run_kind *out_kind) {
  size_t size = 0;
  *out_kind = kind_at(word, at, &size);
  size_t end = at + size;
  if (*out_kind == RUN_SIGN) {
    bool apostrophe = at == 0 && (word.data[0] == '\'' || syn_text_starts_with(word, SYN_TEXT("’")));
    if (!apostrophe || end >= word.size || kind_at(word, end, &size) != RUN_LETTERS) return end;
    *out_kind = RUN_LETTERS;
  }
  while (end < word.size) {
    run_kind next = kind_at(word, end, &size);
    if (next != *out_kind) {
      bool inside = *out_kind == RUN_LETTERS && (word.data[end] == '.' || word.data[end] == '\'');
      if (!inside) break;
    }
    end += size;
  }
  return end;
}

static int32_t read_figures(syn_text figures) {
  if (figures.size > LONGEST_FIGURES) return -1;
  int32_t number = 0;
  for (size_t i = 0; i < figures.size; i++) number = number * 10 + (figures.data[i] - '0');
  return number;
}

static syn_status add_piece(const time_words *words, const syn_token *token, uint32_t index, syn_text run, size_t offset, run_kind kind,
                            syn_arena *arena, time_piece_array *pieces) {
  time_piece *piece = SYN_ARRAY_ADD(pieces, arena);
  if (piece == NULL) return SYN_NO_MEMORY;
  *piece = (time_piece){.start = token->start + (uint32_t)offset,
                        .end = token->start + (uint32_t)(offset + run.size),
                        .token = index,
                        .glued = offset > 0 || !token->space_before,
                        .figures = kind == RUN_FIGURES,
                        .number = -1,
                        .ordinal = -1};
  if (piece->figures) {
    piece->figure_count = run.size > UINT8_MAX ? UINT8_MAX : (uint8_t)run.size;
    piece->number = read_figures(run);
    return SYN_OK;
  }
  syn_text lower;
  syn_status status = syn_utf8_lower(run, arena, &lower);
  if (status != SYN_OK) return status;
  piece->word = syn_time_words_find(words, lower);
  const time_reading *number = syn_time_word_reading(piece->word, TIME_NUMBER);
  if (number == NULL) number = syn_time_word_reading(piece->word, TIME_TEN);
  if (number != NULL) piece->number = number->number;
  const time_reading *ordinal = syn_time_word_reading(piece->word, TIME_ORDINAL);
  if (ordinal != NULL) piece->ordinal = ordinal->number;
  return SYN_OK;
}

syn_status syn_time_pieces_make(const time_words *words, const syn_document *document, const syn_sentence *sentence, syn_arena *arena,
                                time_piece_array *pieces) {
  pieces->count = 0;
  for (uint32_t t = sentence->first_token; t < sentence->first_token + sentence->token_count; t++) {
    syn_text word = syn_document_word(document, t);
    for (size_t at = 0; at < word.size;) {
      run_kind kind;
      size_t end = run_end(word, at, &kind);
      syn_status status = add_piece(words, &document->tokens[t], t, syn_text_slice(word, at, end), at, kind, arena, pieces);
      if (status != SYN_OK) return status;
      at = end;
    }
  }
  syn_time_numbers_join(document, pieces);
  return SYN_OK;
}

static bool in_range(const time_piece *piece, int32_t from, int32_t to, uint8_t least_figures, uint8_t most_figures,
                     time_value *out_value) {
  if (!piece->figures || piece->figure_count < least_figures || piece->figure_count > most_figures) return false;
  if (piece->number < from || piece->number > to) return false;
  *out_value = (time_value){piece->number, {0}, 0};
  return true;
}

/* Names of months and days that are also words or short forms have a capital; a weak one must also be a name to the tagger, unless it found
 * no tags at all. */
static bool is_written_as_name(const syn_document *document, const time_piece *piece, const time_reading *reading) {
  const syn_token *token = &document->tokens[piece->token];
  size_t size = 0;
  if (reading->strict && !syn_utf8_is_upper(syn_utf8_decode(syn_document_word(document, piece->token), piece->start - token->start, &size)))
    return false;
  return !reading->weak || token->tag == SYN_TAG_PROPN || token->tag == SYN_TAG_X;
}

/* Numbers, with what they may be above a whole one. */
static bool is_amount(const time_piece *piece, bool whole, time_value *out_value) {
  enum { LARGEST = 99999 };
  *out_value = (time_value){piece->number, {0}, piece->hundredths};
  return piece->number >= 0 && piece->number <= LARGEST && (!whole || piece->hundredths == 0);
}

static bool is_figure_class(const time_piece *piece, time_class class, time_value *out_value) {
  switch (class) {
  case TIME_DAYTH:
    *out_value = (time_value){piece->ordinal, {0}, 0};
    return piece->ordinal >= 1 && piece->ordinal <= 31;
  case TIME_DAY:
    if (piece->ordinal >= 1 && piece->ordinal <= 31) {
      *out_value = (time_value){piece->ordinal, {0}, 0};
      return true;
    }
    if (piece->is_joined && piece->number > 20 && piece->number <= 31) return is_amount(piece, true, out_value); /* "twenty-five January" */
    return in_range(piece, 1, 31, 1, 2, out_value);
  case TIME_MONTHNUMBER:
    return in_range(piece, 1, 12, 1, 2, out_value);
  case TIME_YEAR:
    if (piece->is_year) return is_amount(piece, true, out_value);
    return in_range(piece, EARLIEST_YEAR, LATEST_YEAR, 4, 4, out_value);
  case TIME_YEARTAIL:
    return in_range(piece, 0, 99, 2, 2, out_value);
  case TIME_HOUR:
    return in_range(piece, 0, 24, 1, 2, out_value) || (!piece->is_joined && is_amount(piece, true, out_value) && piece->number <= 12);
  case TIME_MINUTE:
  case TIME_SECOND:
    return in_range(piece, 0, 59, 2, 2, out_value);
  case TIME_NUMBER:
    return is_amount(piece, true, out_value);
  case TIME_AMOUNT:
    return is_amount(piece, false, out_value);
  default:
    *out_value = (time_value){piece->ordinal, {0}, 0};
    return piece->ordinal >= 0;
  }
}

bool syn_time_piece_is(const syn_document *document, const time_piece *piece, time_class class, time_value *out_value) {
  switch (class) {
  case TIME_DAY:
  case TIME_DAYTH:
  case TIME_MONTHNUMBER:
  case TIME_YEAR:
  case TIME_YEARTAIL:
  case TIME_HOUR:
  case TIME_MINUTE:
  case TIME_SECOND:
  case TIME_NUMBER:
  case TIME_AMOUNT:
  case TIME_ORDINAL:
    return is_figure_class(piece, class, out_value);
  default:
    break;
  }
  const time_reading *reading = piece->is_joined ? NULL : syn_time_word_reading(piece->word, class);
  if (reading == NULL) return false;
  bool name =
      class == TIME_MONTH || class == TIME_MONTHANY || class == TIME_WEEKDAY || class == TIME_WEEKDAYANY || class == TIME_WEEKDAYSMANY;
  if (name && !is_written_as_name(document, piece, reading)) return false;
  *out_value = (time_value){reading->number, reading->value, 0};
  return true;
}

bool syn_time_token_is(const time_words *words, const syn_token *token, time_class class) {
  return syn_time_word_reading(syn_time_words_find(words, token->lower), class) != NULL ||
         syn_time_word_reading(syn_time_words_find(words, token->lemma), class) != NULL;
}
