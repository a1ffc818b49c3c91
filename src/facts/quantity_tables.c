#include "facts/quantity_tables.h"

#include "records/names.h"

/* Dictionaries in which capitals do not matter. */
enum { LOWER_PHRASES = 6 };

/* The table of a language, or of a name in data/world when `language` is empty. */
typedef struct loading {
  const syn_world *world;
  syn_text language;
  syn_arena *arena;
  syn_quantity_tables *tables;
  syn_error *error;
} loading;

static syn_status bad_cell(const loading *load, const syn_table *table, size_t row, syn_text cell) {
  return syn_error_set(load->error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is not known here", table->name, row + 1,
                       SYN_TEXT_ARGUMENTS(cell));
}

static syn_status load_units(const loading *load) {
  syn_quantity_tables *tables = load->tables;
  const syn_table *table = syn_world_language_table(load->world, load->language, "units");
  if (!table) return SYN_OK;
  size_t unit = syn_table_column(table, "unit"), kind = syn_table_column(table, "kind");
  size_t symbols = syn_table_column(table, "symbols"), words = syn_table_column(table, "words");
  size_t only_with = syn_table_column(table, "only_with"), parts = syn_table_column(table, "parts");
  size_t part_symbols = syn_table_column(table, "part_symbols");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_unit *record = SYN_ARRAY_ADD(&tables->units, load->arena);
    if (!record) return SYN_NO_MEMORY;
    record->unit = syn_table_cell(table, row, unit);
    record->only_with = syn_table_cell(table, row, only_with);
    record->parts = syn_table_cell(table, row, parts);
    if (!syn_quantity_kind_parse(syn_table_cell(table, row, kind), &record->kind)) {
      return bad_cell(load, table, row, syn_table_cell(table, row, kind));
    }
    syn_status status = syn_phrases_add_list(&tables->unit_symbols, syn_table_cell(table, row, symbols), (uint32_t)row);
    if (status == SYN_OK) status = syn_phrases_add_list(&tables->unit_words, syn_table_cell(table, row, words), (uint32_t)row);
    if (status == SYN_OK) status = syn_phrases_add_list(&tables->part_symbols, syn_table_cell(table, row, part_symbols), (uint32_t)row);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* What one row of a table of money says. */
typedef struct money_row {
  syn_text code, codes, signs, words, factor;
} money_row;

static syn_status add_money(const loading *load, const syn_table *table, size_t row, money_row cells) {
  syn_decimal factor = {1, 0};
  if (cells.factor.size && syn_decimal_parse(cells.factor, &factor) != SYN_OK) return bad_cell(load, table, row, cells.factor);
  syn_money *money = SYN_ARRAY_ADD(&load->tables->money, load->arena);
  if (!money) return SYN_NO_MEMORY;
  if (syn_text_equal(cells.code, SYN_TEXT("-")))
    cells.code = (syn_text){NULL, 0};
  else if (cells.codes.size == 0)
    cells.codes = cells.code;
  *money = (syn_money){.code = cells.code, .codes = cells.codes, .factor = factor};
  uint32_t index = (uint32_t)load->tables->money.count - 1;
  syn_status status = syn_phrases_add_list(&load->tables->money_signs, cells.signs, index);
  if (status == SYN_OK) status = syn_phrases_add_list(&load->tables->money_words, cells.words, index);
  return status;
}

/* Adds the rows of one table; column names that it does not have give empty cells. */
static syn_status load_money_table(const loading *load, const syn_table *table, const char *code, const char *signs, const char *words) {
  if (!table) return SYN_OK;
  size_t code_column = syn_table_column(table, code), codes = syn_table_column(table, "codes");
  size_t sign_column = syn_table_column(table, signs), word_column = syn_table_column(table, words);
  size_t factor = syn_table_column(table, "factor");
  for (size_t row = 0; row < table->row_count; row++) {
    money_row cells = {syn_table_cell(table, row, code_column), syn_table_cell(table, row, codes), syn_table_cell(table, row, sign_column),
                       syn_table_cell(table, row, word_column), syn_table_cell(table, row, factor)};
    syn_status status = add_money(load, table, row, cells);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status load_countries(const loading *load, const syn_table *known) {
  load->tables->currencies_table = known;
  for (size_t row = 0; known && row < known->row_count; row++) {
    syn_text code = syn_table_cell(known, row, syn_table_column(known, "code"));
    syn_status status = syn_map_put(&load->tables->currency_countries, code, row);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* What comes first holds where several rows share a sign or a word. */
static syn_status load_money(const loading *load) {
  const syn_world *world = load->world;
  const syn_table *known = syn_world_table(world, "world/currencies");
  syn_status status = load_money_table(load, syn_world_language_table(world, load->language, "money"), "code", "signs", "words");
  if (status == SYN_OK) {
    status = load_money_table(load, syn_world_language_table(world, load->language, "currency_words"), "default", "", "words");
  }
  if (status == SYN_OK) status = load_money_table(load, syn_world_table(world, "world/currency_signs"), "default", "sign", "");
  if (status == SYN_OK) {
    status = load_money_table(load, syn_world_language_table(world, load->language, "currencies"), "code", "", "names");
  }
  if (status == SYN_OK) status = load_money_table(load, known, "code", "code", "");
  if (status == SYN_OK) status = load_money_table(load, known, "code", "symbols", "");
  if (status == SYN_OK) status = load_countries(load, known);
  return status;
}

static syn_status load_bounds(const loading *load) {
  const syn_table *table = syn_world_language_table(load->world, load->language, "bounds");
  if (!table) return SYN_OK;
  size_t phrase = syn_table_column(table, "phrase"), bound = syn_table_column(table, "bound");
  size_t place = syn_table_column(table, "place");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_bound value;
    if (!syn_bound_parse(syn_table_cell(table, row, bound), &value)) return bad_cell(load, table, row, syn_table_cell(table, row, bound));
    bool is_after = syn_text_equal(syn_table_cell(table, row, place), SYN_TEXT("after"));
    syn_phrases *phrases = is_after ? &load->tables->bounds_after : &load->tables->bounds_before;
    syn_status status = syn_phrases_add(phrases, syn_table_cell(table, row, phrase), value);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static const char *const COUNTED_NAMES[] = {
    "person",     "person_verb", "person_adjective", "invariant",     "idle",      "numbered", "definite",      "score_word",
    "age_before", "age_after",   "spread",           "of_after",      "of_before", "part",     "distance_noun", "change",
    "toll",       "number_of",   "person_object",    "change_object", "vague",     "priced"};

static bool counted_bit(syn_text name, unsigned *out_bit) {
  for (unsigned i = 0; i < sizeof COUNTED_NAMES / sizeof *COUNTED_NAMES; i++) {
    if (!syn_text_equal(name, syn_text_from(COUNTED_NAMES[i]))) continue;
    *out_bit = 1u << i;
    return true;
  }
  return false;
}

static syn_status load_counted(const loading *load) {
  syn_quantity_tables *tables = load->tables;
  const syn_table *table = syn_world_language_table(load->world, load->language, "counted");
  if (!table) return SYN_OK;
  size_t lemma = syn_table_column(table, "lemma"), class = syn_table_column(table, "class");
  for (size_t row = 0; row < table->row_count; row++) {
    unsigned bit;
    syn_text word = syn_table_cell(table, row, lemma);
    if (!counted_bit(syn_table_cell(table, row, class), &bit)) return bad_cell(load, table, row, syn_table_cell(table, row, class));
    uint64_t bits = 0;
    syn_map_get(&tables->counted, word, &bits);
    syn_status status = syn_map_put(&tables->counted, word, bits | bit);
    if (status == SYN_OK && bit == SYN_COUNTED_AGE_BEFORE) status = syn_phrases_add(&tables->age_before, word, 0);
    if (status == SYN_OK && bit == SYN_COUNTED_AGE_AFTER) status = syn_phrases_add(&tables->age_after, word, 0);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static syn_status load_measured(const loading *load) {
  syn_quantity_tables *tables = load->tables;
  const syn_table *table = syn_world_language_table(load->world, load->language, "measured");
  if (!table) return SYN_OK;
  tables->measured_table = table;
  tables->measured_noun = syn_table_column(table, "noun");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_status status = syn_map_put(&tables->measured, syn_table_cell(table, row, syn_table_column(table, "verb")), row);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_quantity_tables_load(const syn_world *world, syn_text language, syn_arena *arena, syn_quantity_tables *out_tables,
                                    syn_error *error) {
  const syn_table *numbers = syn_world_language_table(world, language, "numbers");
  if (!numbers) return SYN_NOT_FOUND;
  *out_tables = (syn_quantity_tables){0};
  loading load = {world, language, arena, out_tables, error};
  syn_phrases *const lower[LOWER_PHRASES] = {&out_tables->unit_words,   &out_tables->money_words, &out_tables->bounds_before,
                                             &out_tables->bounds_after, &out_tables->age_before,  &out_tables->age_after};
  for (size_t i = 0; i < LOWER_PHRASES; i++) syn_phrases_init(lower[i], false, arena);
  syn_phrases_init(&out_tables->unit_symbols, true, arena);
  syn_phrases_init(&out_tables->part_symbols, true, arena);
  syn_phrases_init(&out_tables->money_signs, true, arena);
  syn_map_init(&out_tables->currency_countries, arena);
  syn_map_init(&out_tables->counted, arena);
  syn_map_init(&out_tables->measured, arena);
  syn_status status = syn_number_words_load(numbers, arena, &out_tables->numbers, error);
  if (status == SYN_OK) status = load_units(&load);
  if (status == SYN_OK) status = load_money(&load);
  if (status == SYN_OK) status = load_bounds(&load);
  if (status == SYN_OK) status = load_counted(&load);
  if (status == SYN_OK) status = load_measured(&load);
  return status;
}

unsigned syn_quantity_counted_bits(const syn_quantity_tables *tables, syn_text lemma) {
  uint64_t bits = 0;
  syn_map_get(&tables->counted, lemma, &bits);
  return (unsigned)bits;
}

syn_text syn_quantity_measured_noun(const syn_quantity_tables *tables, syn_text verb) {
  uint64_t row;
  if (!syn_map_get(&tables->measured, verb, &row)) return (syn_text){NULL, 0};
  return syn_table_cell(tables->measured_table, row, tables->measured_noun);
}

syn_text syn_quantity_currency_countries(const syn_quantity_tables *tables, syn_text code) {
  uint64_t row;
  if (!syn_map_get(&tables->currency_countries, code, &row)) return (syn_text){NULL, 0};
  return syn_table_cell(tables->currencies_table, row, syn_table_column(tables->currencies_table, "countries"));
}

bool syn_quantity_is_whole_currency(const syn_quantity_tables *tables, syn_text code) {
  uint64_t row;
  if (code.size == 0 || !syn_map_get(&tables->currency_countries, code, &row)) return false;
  size_t digits = syn_table_column(tables->currencies_table, "digits");
  return syn_text_equal(syn_table_cell(tables->currencies_table, row, digits), SYN_TEXT("0"));
}
