#include "facts/number_words.h"

static const char *const CLASS_NAMES[SYN_NUMBER_CLASS_COUNT] = {
    [SYN_NUMBER_UNIT] = "unit",
    [SYN_NUMBER_TEN] = "ten",
    [SYN_NUMBER_HUNDRED] = "hundred",
    [SYN_NUMBER_SCALE] = "scale",
    [SYN_NUMBER_SHORT_SCALE] = "short_scale",
    [SYN_NUMBER_COLLECTIVE] = "collective",
    [SYN_NUMBER_ARTICLE] = "article",
    [SYN_NUMBER_JOINER] = "joiner",
    [SYN_NUMBER_POINT] = "point",
    [SYN_NUMBER_MINUS] = "minus",
    [SYN_NUMBER_RANGE] = "range",
    [SYN_NUMBER_FRACTION] = "fraction",
    [SYN_NUMBER_FRACTION_SIGN] = "fraction_sign",
    [SYN_NUMBER_OF] = "of",
    [SYN_NUMBER_FROM] = "from",
    [SYN_NUMBER_ORDINAL] = "ordinal",
    [SYN_NUMBER_ORDINAL_SUFFIX] = "ordinal_suffix",
    [SYN_NUMBER_GROUP_MARK] = "group_mark",
    [SYN_NUMBER_DECIMAL_MARK] = "decimal_mark",
    [SYN_NUMBER_PER] = "per",
    [SYN_NUMBER_OVER] = "over",
    [SYN_NUMBER_OUT] = "out",
    [SYN_NUMBER_POINTER] = "pointer",
};

static bool parse_class(syn_text name, syn_number_class *out_class) {
  for (unsigned i = 0; i < SYN_NUMBER_CLASS_COUNT; i++) {
    if (!syn_text_equal(name, syn_text_from(CLASS_NAMES[i]))) continue;
    *out_class = (syn_number_class)i;
    return true;
  }
  return false;
}

/* "1e6", "12", "1/3", or nothing. */
static bool parse_value(syn_text cell, syn_number_word *word) {
  word->value = (syn_decimal){0, 0};
  word->denominator = 1;
  if (cell.size == 0) return true;
  size_t slash = syn_text_find(cell, SYN_TEXT("/"), 0);
  syn_text numerator = slash == SIZE_MAX ? cell : syn_text_slice(cell, 0, slash);
  if (syn_decimal_parse(numerator, &word->value) != SYN_OK) return false;
  if (slash == SIZE_MAX) return true;
  syn_decimal denominator;
  if (syn_decimal_parse(syn_text_slice(cell, slash + 1, cell.size), &denominator) != SYN_OK) return false;
  if (denominator.digits <= 0 || denominator.exponent < 0 || denominator.exponent > 12) return false;
  word->denominator = denominator.digits;
  for (int32_t i = 0; i < denominator.exponent; i++) {
    if (word->denominator > INT64_C(1000000000000)) return false;
    word->denominator *= 10;
  }
  return true;
}

syn_status syn_number_words_load(const syn_table *table, syn_arena *arena, syn_number_words *out_words, syn_error *error) {
  syn_number_words words = {0};
  syn_phrases_init(&words.phrases, false, arena);
  size_t form = syn_table_column(table, "form");
  size_t class = syn_table_column(table, "class");
  size_t value = syn_table_column(table, "value");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text name = syn_table_cell(table, row, class);
    syn_text cell = syn_table_cell(table, row, value);
    syn_number_word *word = SYN_ARRAY_ADD(&words.words, arena);
    if (!word) return SYN_NO_MEMORY;
    if (!parse_class(name, &word->class) || !parse_value(cell, word)) {
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" \"%.*s\" is no class of number word with its value", table->name,
                           row + 1, SYN_TEXT_ARGUMENTS(name), SYN_TEXT_ARGUMENTS(cell));
    }
    syn_status status = syn_phrases_add(&words.phrases, syn_table_cell(table, row, form), (uint32_t)row);
    if (status != SYN_OK) return status;
  }
  *out_words = words;
  return SYN_OK;
}

const syn_number_word *syn_number_word_of(const syn_number_words *words, const syn_piece *piece, syn_number_class class) {
  const syn_phrase_row *row = syn_phrases_get(&words->phrases, piece, 1);
  for (; row; row = syn_phrases_next(&words->phrases, row)) {
    const syn_number_word *word = &words->words.items[row->value];
    if (word->class == class) return word;
  }
  return NULL;
}
