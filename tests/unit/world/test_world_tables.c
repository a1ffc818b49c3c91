/* The tables of what is known, as data: ids, references and forms are well formed throughout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "world/world.h"

enum { ARENA_LIMIT = 16 << 20 };

static syn_world *world;
static syn_arena *arena;

static int open_world(void **state) {
  (void)state;
  return syn_world_open(NULL, &world, NULL) == SYN_OK && syn_arena_create(ARENA_LIMIT, &arena) == SYN_OK ? 0 : -1;
}

static int close_world(void **state) {
  (void)state;
  syn_world_close(&world);
  syn_arena_destroy(&arena);
  return 0;
}

static const syn_table *table_of(const char *name) {
  const syn_table *table = syn_world_table(world, name);
  if (!table) fail_msg("there is no table %s", name);
  return table;
}

static size_t column_of(const syn_table *table, const char *name) {
  size_t column = syn_table_column(table, name);
  if (column == SIZE_MAX) fail_msg("%s has no column %s", table->name, name);
  return column;
}

#define FAIL_ROW(table, row, cell) \
  fail_msg("%s:%zu: '%.*s'", (table)->name, syn_world_line(world, (table), (row), NULL), SYN_TEXT_ARGUMENTS(cell))

/* Names of the tables that this program's folder data/ must have, and how many rows at least. */
static void tables_have_their_size(void **state) {
  (void)state;
  static const struct {
    const char *name;
    size_t minimum;
  } tables[] = {
      {"world/countries", 250},      {"world/currencies", 150}, {"world/places", 6000},       {"world/regions", 300},
      {"world/organisations", 1200}, {"world/agencies", 100},   {"world/outlets", 300},       {"world/seats", 50},
      {"world/people", 1500},        {"world/holders", 1900},   {"world/currency_signs", 50}, {"en/countries", 240},
      {"en/currencies", 150},        {"en/demonyms", 240},      {"en/places", 200},           {"en/titles", 300},
      {"en/currency_words", 80},     {"fr/countries", 240},     {"fr/currencies", 150},
  };
  for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
    if (table_of(tables[i].name)->row_count < tables[i].minimum)
      fail_msg("%s has %zu rows only", tables[i].name, table_of(tables[i].name)->row_count);
}

static void ids_are_slugs(void **state) {
  (void)state;
  size_t count;
  const syn_known *all = syn_world_all(world, &count);
  for (size_t i = 0; i < count; i++) {
    if (all[i].kind == SYN_KNOWN_COUNTRY) continue;
    syn_text id = all[i].id;
    size_t at = syn_text_find(id, SYN_TEXT(":"), 0) + 1;
    assert_true(at > 0 && at < id.size);
    for (; at < id.size; at++) {
      char byte = id.data[at];
      if (!(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9') && byte != '-') fail_msg("%.*s", SYN_TEXT_ARGUMENTS(id));
    }
  }
}

/* No cell has spaces at an end, no list an empty or a repeated item. */
static void check_cells(const syn_table *table) {
  for (size_t row = 0; row < table->row_count; row++)
    for (size_t column = 0; column < table->column_count; column++) {
      syn_text cell = syn_table_cell(table, row, column), rest = cell, item;
      if (syn_text_trim(cell).size != cell.size) FAIL_ROW(table, row, cell);
      syn_map seen;
      syn_map_init(&seen, arena);
      while (syn_table_next_item(&rest, '|', &item)) {
        if (item.size == 0 && cell.size) FAIL_ROW(table, row, cell);
        if (syn_text_trim(item).size != item.size) FAIL_ROW(table, row, cell);
        if (syn_map_get(&seen, item, NULL)) FAIL_ROW(table, row, cell);
        assert_int_equal(syn_map_put(&seen, item, 1), SYN_OK);
      }
    }
  syn_arena_reset(arena);
}

static void cells_are_clean(void **state) {
  (void)state;
  static const char *const names[] = {
      "world/countries",  "world/currencies", "world/places", "world/regions", "world/organisations",  "world/agencies",
      "world/outlets",    "world/seats",      "world/people", "world/holders", "world/currency_signs", "en/countries",
      "en/currencies",    "en/demonyms",      "en/places",    "en/titles",     "fr/countries",         "fr/currencies",
      "en/currency_words"};
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) check_cells(table_of(names[i]));
}

/* Every item of a column is the id (after `prefix`) of something known. */
static void check_references(const char *name, const char *column_name, const char *prefix) {
  const syn_table *table = table_of(name);
  size_t column = column_of(table, column_name);
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, column), item, id;
    while (syn_table_next_item(&rest, '|', &item)) {
      if (item.size == 0) continue;
      assert_int_equal(syn_arena_format(arena, &id, "%s%.*s", prefix, SYN_TEXT_ARGUMENTS(item)), SYN_OK);
      if (!syn_world_get(world, id)) FAIL_ROW(table, row, item);
    }
  }
}

static void references_exist(void **state) {
  (void)state;
  check_references("world/countries", "capitals", "place:");
  check_references("world/organisations", "members", "country:");
  check_references("world/holders", "of", "");
  check_references("world/holders", "person", "person:");
}

/* A column holds codes of world/currencies. */
static void check_currencies(const char *name, const char *column_name) {
  const syn_table *currencies = table_of("world/currencies"), *table = table_of(name);
  size_t code = column_of(currencies, "code"), column = column_of(table, column_name);
  syn_map codes;
  syn_map_init(&codes, arena);
  for (size_t row = 0; row < currencies->row_count; row++)
    assert_int_equal(syn_map_put(&codes, syn_table_cell(currencies, row, code), row), SYN_OK);
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text rest = syn_table_cell(table, row, column), item;
    while (syn_table_next_item(&rest, '|', &item))
      if (item.size && !syn_map_get(&codes, item, NULL)) FAIL_ROW(table, row, item);
  }
  syn_arena_reset(arena);
}

static void currencies_are_known(void **state) {
  (void)state;
  check_currencies("world/countries", "currencies");
  check_currencies("world/currency_signs", "default");
  check_currencies("world/currency_signs", "codes");
  check_currencies("en/currencies", "code");
  check_currencies("fr/currencies", "code");
  check_currencies("en/currency_words", "default");
  check_currencies("en/currency_words", "codes");
}

static void every_state_has_names_and_adjectives(void **state) {
  (void)state;
  static const char *const names[] = {"Belarus", "Eswatini", "Kiribati", "Tuvalu", "San Marino", "Bhutan", "Comoros", "Suriname", "Kosovo"};
  static const char *const adjectives[] = {"Afghan",     "Bhutanese", "Chadian",   "Danish",    "Emirati", "Filipino", "Greek",
                                           "Honduran",   "Icelandic", "Jordanian", "Kyrgyz",    "Lao",     "Malagasy", "Nepalese",
                                           "Omani",      "Polish",    "Qatari",    "Rwandan",   "Swazi",   "Tajik",    "Ugandan",
                                           "Venezuelan", "Welsh",     "Yemeni",    "Zimbabwean"};
  const syn_known_form *forms = NULL;
  for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
    syn_text folded;
    assert_int_equal(syn_utf8_fold(syn_text_from(names[i]), arena, &folded), SYN_OK);
    if (!syn_world_find_in(world, SYN_TEXT("en"), folded, syn_text_from(names[i]), &forms) || forms[0].known->kind != SYN_KNOWN_COUNTRY)
      fail_msg("%s", names[i]);
  }
  for (size_t i = 0; i < sizeof(adjectives) / sizeof(adjectives[0]); i++) {
    syn_text folded;
    assert_int_equal(syn_utf8_fold(syn_text_from(adjectives[i]), arena, &folded), SYN_OK);
    if (!syn_world_find_in(world, SYN_TEXT("en"), folded, syn_text_from(adjectives[i]), &forms) || forms[0].form != SYN_FORM_ADJECTIVE)
      fail_msg("%s", adjectives[i]);
  }
}

static void domains_belong_to_one_outlet(void **state) {
  (void)state;
  static const char *const names[] = {"world/outlets", "world/agencies"};
  syn_map seen;
  syn_map_init(&seen, arena);
  for (size_t i = 0; i < 2; i++) {
    const syn_table *table = table_of(names[i]);
    size_t column = column_of(table, "domains");
    for (size_t row = 0; row < table->row_count; row++) {
      syn_text rest = syn_table_cell(table, row, column), domain;
      while (syn_table_next_item(&rest, '|', &domain)) {
        if (domain.size == 0) continue;
        if (syn_text_find(domain, SYN_TEXT("."), 0) == SIZE_MAX || syn_text_starts_with(domain, SYN_TEXT("www.")))
          FAIL_ROW(table, row, domain);
        if (syn_map_get(&seen, domain, NULL)) FAIL_ROW(table, row, domain);
        assert_int_equal(syn_map_put(&seen, domain, row), SYN_OK);
      }
    }
  }
  syn_arena_reset(arena);
}

static void titles_are_of_a_known_kind(void **state) {
  (void)state;
  static const char kinds[] = "honorific office role military religious academic";
  const syn_table *table = table_of("en/titles");
  size_t kind = column_of(table, "kind"), lemma = column_of(table, "lemma"), is_person = column_of(table, "is_person");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text cell = syn_table_cell(table, row, kind), flag = syn_table_cell(table, row, is_person);
    if (cell.size == 0 || syn_text_find(SYN_TEXT(kinds), cell, 0) == SIZE_MAX) FAIL_ROW(table, row, cell);
    if (syn_table_cell(table, row, lemma).size == 0) FAIL_ROW(table, row, cell);
    if (!syn_text_equal(flag, SYN_TEXT("0")) && !syn_text_equal(flag, SYN_TEXT("1"))) FAIL_ROW(table, row, flag);
  }
}

/* "", or a date as 1994, 1994-07 or 1994-07-20. */
static bool is_date(syn_text cell) {
  if (cell.size != 0 && cell.size != 4 && cell.size != 7 && cell.size != 10) return false;
  for (size_t i = 0; i < cell.size; i++)
    if (i == 4 || i == 7 ? cell.data[i] != '-' : cell.data[i] < '0' || cell.data[i] > '9') return false;
  return true;
}

static void terms_of_office_are_intervals(void **state) {
  (void)state;
  const syn_table *table = table_of("world/holders");
  size_t from = column_of(table, "from"), to = column_of(table, "to"), person = column_of(table, "person");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text start = syn_table_cell(table, row, from), end = syn_table_cell(table, row, to);
    if (!is_date(start) || !is_date(end) || start.size == 0) FAIL_ROW(table, row, start);
    if (end.size && syn_text_compare(end, start) < 0) FAIL_ROW(table, row, end);
    assert_true(syn_table_cell(table, row, person).size > 0);
  }
}

/* ---- terms of one office ---- */

typedef struct term {
  syn_text office, from, to, person;
  size_t row;
} term;

static int compare_terms(const void *left, const void *right) {
  const term *a = left, *b = right;
  int order = syn_text_compare(a->office, b->office);
  return order ? order : syn_text_compare(a->from, b->from);
}

/* The day in `text`, the first that it can mean, or the last where `is_end`; months count 31 days, which is enough to compare. */
static int day_number(syn_text text, bool is_end) {
  int parts[3] = {0, is_end ? 12 : 1, is_end ? 31 : 1};
  char buffer[16];
  if (text.size == 0) return 9999 * 372;
  snprintf(buffer, sizeof(buffer), "%.*s", SYN_TEXT_ARGUMENTS(text));
  parts[0] = atoi(buffer);
  if (text.size > 4) parts[1] = atoi(buffer + 5);
  if (text.size > 7) parts[2] = atoi(buffer + 8);
  return parts[0] * 372 + (parts[1] - 1) * 31 + parts[2] - 1;
}

/* Two hold one office at a time only while one follows the other, or where two governments claimed it: never for a quarter of a year. */
static void one_office_has_one_holder_at_a_time(void **state) {
  (void)state;
  enum { MAXIMUM_TERMS = 8192, DISPUTED_DAYS = 92 };
  const syn_table *table = table_of("world/holders");
  size_t person = column_of(table, "person"), office = column_of(table, "office"), of = column_of(table, "of");
  size_t from = column_of(table, "from"), to = column_of(table, "to");
  term *terms = SYN_ARENA_ARRAY(arena, term, MAXIMUM_TERMS);
  assert_non_null(terms);
  assert_true(table->row_count < MAXIMUM_TERMS);
  for (size_t row = 0; row < table->row_count; row++) {
    terms[row] = (term){.from = syn_table_cell(table, row, from), .to = syn_table_cell(table, row, to), .row = row};
    terms[row].person = syn_table_cell(table, row, person);
    assert_int_equal(syn_arena_format(arena, &terms[row].office, "%.*s %.*s", SYN_TEXT_ARGUMENTS(syn_table_cell(table, row, of)),
                                      SYN_TEXT_ARGUMENTS(syn_table_cell(table, row, office))),
                     SYN_OK);
  }
  qsort(terms, table->row_count, sizeof(term), compare_terms);
  for (size_t i = 1; i < table->row_count; i++) {
    if (!syn_text_equal(terms[i - 1].office, terms[i].office)) continue;
    int shared = day_number(terms[i - 1].to, false) - day_number(terms[i].from, true);
    bool is_same = syn_text_equal(terms[i - 1].person, terms[i].person);
    if (shared > (is_same ? 0 : DISPUTED_DAYS)) FAIL_ROW(table, terms[i].row, terms[i].office);
  }
  syn_arena_reset(arena);
}

/* ---- dates and codes ---- */

static void organisations_are_founded_before_they_end(void **state) {
  (void)state;
  const syn_table *table = table_of("world/organisations");
  size_t founded = column_of(table, "founded"), ended = column_of(table, "ended");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text start = syn_table_cell(table, row, founded), end = syn_table_cell(table, row, ended);
    if (!is_date(start) || !is_date(end)) FAIL_ROW(table, row, start);
    if (end.size && (start.size == 0 || syn_text_compare(end, start) < 0)) FAIL_ROW(table, row, end);
  }
}

/* No two rows have the same cell in a column of codes; empty ones do not count. */
static void check_unique(const char *name, const char *column_name) {
  const syn_table *table = table_of(name);
  size_t column = column_of(table, column_name);
  syn_map seen;
  syn_map_init(&seen, arena);
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text cell = syn_table_cell(table, row, column);
    if (cell.size == 0) continue;
    if (syn_map_get(&seen, cell, NULL)) FAIL_ROW(table, row, cell);
    assert_int_equal(syn_map_put(&seen, cell, row), SYN_OK);
  }
  syn_arena_reset(arena);
}

static void codes_are_nobody_elses(void **state) {
  (void)state;
  static const char *const columns[] = {"id", "alpha3", "numeric", "cameo", "geonames", "wikidata"};
  for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) check_unique("world/countries", columns[i]);
  check_unique("world/organisations", "wikidata");
  check_unique("world/currencies", "code");
  check_unique("world/treaties", "id");
}

static void codes_have_their_shape(void **state) {
  (void)state;
  size_t count;
  const syn_known *all = syn_world_all(world, &count);
  for (size_t i = 0; i < count; i++) {
    syn_text cameo = all[i].cameo, wikidata = all[i].wikidata, geonames = all[i].geonames;
    for (size_t at = 0; at < cameo.size; at++)
      if (cameo.data[at] < 'A' || cameo.data[at] > 'Z' || cameo.size % 3) fail_msg("%.*s", SYN_TEXT_ARGUMENTS(cameo));
    for (size_t at = 0; at < wikidata.size; at++)
      if (at ? wikidata.data[at] < '0' || wikidata.data[at] > '9' : wikidata.data[at] != 'Q')
        fail_msg("%.*s", SYN_TEXT_ARGUMENTS(wikidata));
    for (size_t at = 0; at < geonames.size; at++)
      if (geonames.data[at] < '0' || geonames.data[at] > '9') fail_msg("%.*s", SYN_TEXT_ARGUMENTS(geonames));
  }
}

static void treaties_are_signed_before_they_hold(void **state) {
  (void)state;
  const syn_table *table = table_of("world/treaties");
  size_t signed_column = column_of(table, "signed"), in_force = column_of(table, "in_force"), ended = column_of(table, "ended");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text signing = syn_table_cell(table, row, signed_column), start = syn_table_cell(table, row, in_force);
    syn_text end = syn_table_cell(table, row, ended);
    if (signing.size == 0 || !is_date(signing) || !is_date(start) || !is_date(end)) FAIL_ROW(table, row, signing);
    if (start.size && syn_text_compare(start, signing) < 0) FAIL_ROW(table, row, start);
    if (end.size && syn_text_compare(end, signing) < 0) FAIL_ROW(table, row, end);
  }
  check_references("world/treaties", "parties", "country:");
}

/* What a currency became is a currency, at a rate, from the day on that it was. */
static void currencies_end_in_what_they_became(void **state) {
  (void)state;
  check_currencies("world/currencies", "successor");
  const syn_table *table = table_of("world/currencies");
  size_t until = column_of(table, "until"), successor = column_of(table, "successor"), from = column_of(table, "from");
  size_t code = column_of(table, "code"), rate = column_of(table, "rate");
  for (size_t row = 0; row < table->row_count; row++) {
    syn_text end = syn_table_cell(table, row, until), next = syn_table_cell(table, row, successor),
             start = syn_table_cell(table, row, from);
    if (!is_date(end) || !is_date(start)) FAIL_ROW(table, row, end);
    if (start.size && end.size && syn_text_compare(end, start) < 0) FAIL_ROW(table, row, end);
    if (next.size && end.size == 0) FAIL_ROW(table, row, next);
    if (next.size && syn_text_equal(next, syn_table_cell(table, row, code))) FAIL_ROW(table, row, next);
    if (syn_table_cell(table, row, rate).size && next.size == 0) FAIL_ROW(table, row, next);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_have_their_size),
      cmocka_unit_test(ids_are_slugs),
      cmocka_unit_test(cells_are_clean),
      cmocka_unit_test(references_exist),
      cmocka_unit_test(currencies_are_known),
      cmocka_unit_test(every_state_has_names_and_adjectives),
      cmocka_unit_test(domains_belong_to_one_outlet),
      cmocka_unit_test(titles_are_of_a_known_kind),
      cmocka_unit_test(terms_of_office_are_intervals),
      cmocka_unit_test(one_office_has_one_holder_at_a_time),
      cmocka_unit_test(organisations_are_founded_before_they_end),
      cmocka_unit_test(codes_are_nobody_elses),
      cmocka_unit_test(codes_have_their_shape),
      cmocka_unit_test(treaties_are_signed_before_they_hold),
      cmocka_unit_test(currencies_end_in_what_they_became),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
