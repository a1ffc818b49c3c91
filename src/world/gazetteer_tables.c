/*
 * How it works: two lists of tables. Those of the first define things: a column "id", to which the kind's prefix is added. Those of the
 * second add forms to things that are defined: a column "of" with the full id. In both, the forms stand in columns named after what they
 * are ("names", "adjectives", …), which is all that a new table needs to be read; docs/world.md describes them.
 *
 * Countries come first: what follows refers to them. A country's "capitals" are ids of places; each name of such a place also stands for
 * the state.
 */
#include "world/gazetteer_tables.h"

#include <stdlib.h>
#include <string.h>

/* A table that defines things. */
static const struct {
  const char *name;
  syn_text prefix;
  syn_known_kind kind;
} definitions[] = {
    {"world/countries", {"country:", 8}, SYN_KNOWN_COUNTRY}, {"world/regions", {"place:", 6}, SYN_KNOWN_PLACE},
    {"world/places", {"place:", 6}, SYN_KNOWN_PLACE},        {"world/organisations", {"org:", 4}, SYN_KNOWN_ORGANIZATION},
    {"world/agencies", {"agency:", 7}, SYN_KNOWN_AGENCY},    {"world/outlets", {"outlet:", 7}, SYN_KNOWN_OUTLET},
    {"world/people", {"person:", 7}, SYN_KNOWN_PERSON},
};
enum { DEFINITION_COUNT = sizeof(definitions) / sizeof(definitions[0]) };

/* Tables that add forms: for all languages, and those that each language may have. */
static const char *const additions[] = {"world/seats"};
static const char *const language_additions[] = {"countries", "demonyms", "places", "organisations"};
enum {
  ADDITION_COUNT = sizeof(additions) / sizeof(additions[0]),
  LANGUAGE_ADDITION_COUNT = sizeof(language_additions) / sizeof(language_additions[0])
};

/* A column of forms. */
static const struct {
  const char *name;
  syn_form form;
} form_columns[] = {
    {"name", SYN_FORM_NAME},        {"names", SYN_FORM_NAME}, {"acronyms", SYN_FORM_ACRONYM}, {"adjectives", SYN_FORM_ADJECTIVE},
    {"demonyms", SYN_FORM_DEMONYM}, {"seats", SYN_FORM_SEAT},
};
enum { FORM_COLUMN_COUNT = sizeof(form_columns) / sizeof(form_columns[0]) };

/* What is being read. */
typedef struct reader {
  const syn_world *world;
  syn_gazetteer *gazetteer;
  const syn_table *table;
  unsigned language; /* of the table */
  bool is_own;       /* rows made from a user's file: a form that cannot be looked for is passed over */
  size_t form_columns[FORM_COLUMN_COUNT];
  syn_map capitals; /* id of a place -> index of the country that it is a capital of */
  syn_error *error;
} reader;

static syn_status no_memory(const reader *in) {
  return syn_error_set(in->error, SYN_NO_MEMORY, 0, "not enough memory for the gazetteer");
}

static syn_status bad_row(const reader *in, size_t row, const char *what, syn_text cell) {
  const char *file = in->table->name;
  size_t line = syn_world_line(in->world, in->table, row, &file);
  return syn_error_set(in->error, SYN_BAD_INPUT, 0, "%s:%zu: %s: '%.*s'", file, line, what, SYN_TEXT_ARGUMENTS(cell));
}

static syn_status begin_table(reader *in, const syn_table *table, unsigned language, const char *key_column) {
  in->table = table;
  in->language = language;
  for (size_t i = 0; i < FORM_COLUMN_COUNT; i++) in->form_columns[i] = syn_table_column(table, form_columns[i].name);
  if (syn_table_column(table, key_column) == SIZE_MAX)
    return syn_error_set(in->error, SYN_BAD_INPUT, 0, "%s:1: there is no column '%s': add it to the first row", table->name, key_column);
  return SYN_OK;
}

static syn_status add_form(reader *in, size_t row, uint32_t known, syn_form form, syn_text written) {
  syn_status status = syn_gazetteer_add_form(in->gazetteer, known, form, in->language, written);
  if (status == SYN_BAD_INPUT && in->is_own) return SYN_OK;
  if (status == SYN_BAD_INPUT) return bad_row(in, row, "not a form that can be looked for", written);
  if (status != SYN_OK) return no_memory(in);
  uint64_t country;
  if (form != SYN_FORM_NAME || in->capitals.count == 0) return SYN_OK;
  if (!syn_map_get(&in->capitals, in->gazetteer->known.items[known].id, &country)) return SYN_OK;
  return add_form(in, row, (uint32_t)country, SYN_FORM_SEAT, written);
}

static syn_status add_forms(reader *in, size_t row, uint32_t known) {
  for (size_t i = 0; i < FORM_COLUMN_COUNT; i++) {
    syn_text rest = syn_table_cell(in->table, row, in->form_columns[i]), form;
    while (syn_table_next_item(&rest, '|', &form)) {
      syn_status status = add_form(in, row, known, form_columns[i].form, form);
      if (status != SYN_OK) return status;
    }
  }
  return SYN_OK;
}

/* ---- tables that define ---- */

static syn_status make_id(const reader *in, syn_text prefix, syn_text name, syn_text *out_id) {
  char *data = syn_arena_take(in->gazetteer->arena, prefix.size + name.size, 1);
  if (!data) return SYN_NO_MEMORY;
  memcpy(data, prefix.data, prefix.size);
  memcpy(data + prefix.size, name.data, name.size);
  *out_id = (syn_text){data, prefix.size + name.size};
  return SYN_OK;
}

/* A number without signs; a cell that is empty is 0. */
static bool parse_count(syn_text cell, uint32_t *out_count) {
  uint64_t count = 0;
  for (size_t i = 0; i < cell.size; i++) {
    if (cell.data[i] < '0' || cell.data[i] > '9') return false;
    count = count * 10 + (uint64_t)(cell.data[i] - '0');
    if (count > UINT32_MAX) return false;
  }
  *out_count = (uint32_t)count;
  return true;
}

static bool is_country(const reader *in, syn_text code) {
  if (code.size != 2) return false;
  const char id[] = {'c', 'o', 'u', 'n', 't', 'r', 'y', ':', code.data[0], code.data[1]};
  return syn_map_get(&in->gazetteer->ids, (syn_text){id, sizeof(id)}, NULL);
}

static syn_status note_capitals(reader *in, size_t row, uint32_t country) {
  syn_text rest = syn_table_cell(in->table, row, syn_table_column(in->table, "capitals")), name, id;
  while (syn_table_next_item(&rest, '|', &name))
    if (make_id(in, SYN_TEXT("place:"), name, &id) != SYN_OK || syn_map_put(&in->capitals, id, country) != SYN_OK) return no_memory(in);
  return SYN_OK;
}

typedef struct definition_columns {
  size_t id, name, country, population, wikidata, cameo, geonames;
} definition_columns;

static syn_status define_row(reader *in, size_t row, size_t definition, const definition_columns *columns) {
  syn_known known = {.kind = definitions[definition].kind};
  syn_text id = syn_table_cell(in->table, row, columns->id), population = syn_table_cell(in->table, row, columns->population);
  bool is_of_countries = known.kind == SYN_KNOWN_COUNTRY;
  known.name = syn_table_cell(in->table, row, columns->name);
  known.wikidata = syn_table_cell(in->table, row, columns->wikidata);
  known.cameo = syn_table_cell(in->table, row, columns->cameo);
  known.geonames = syn_table_cell(in->table, row, columns->geonames);
  known.country = is_of_countries ? id : syn_table_cell(in->table, row, columns->country);
  if (id.size == 0) return bad_row(in, row, "a row without an id", known.name);
  if (known.name.size == 0) return bad_row(in, row, "a row without a name", id);
  if (!is_of_countries && known.country.size && !is_country(in, known.country))
    return bad_row(in, row, "no such country in world/countries", known.country);
  if (!parse_count(population, &known.population)) return bad_row(in, row, "a population must be a number", population);
  if (make_id(in, definitions[definition].prefix, id, &known.id) != SYN_OK) return no_memory(in);
  uint32_t index;
  syn_status status = syn_gazetteer_add(in->gazetteer, known, &index);
  if (status == SYN_BAD_INPUT) return bad_row(in, row, "the id is there already", id);
  if (status != SYN_OK) return no_memory(in);
  if (is_of_countries) status = note_capitals(in, row, index);
  return status == SYN_OK ? add_forms(in, row, index) : status;
}

static syn_status read_definitions(reader *in) {
  for (size_t i = 0; i < DEFINITION_COUNT; i++) {
    const syn_table *table = syn_world_table(in->world, definitions[i].name);
    if (!table) continue;
    syn_status status = begin_table(in, table, SYN_GAZETTEER_ALL_LANGUAGES, "id");
    const definition_columns columns = {syn_table_column(table, "id"),       syn_table_column(table, "name"),
                                        syn_table_column(table, "country"),  syn_table_column(table, "population"),
                                        syn_table_column(table, "wikidata"), syn_table_column(table, "cameo"),
                                        syn_table_column(table, "geonames")};
    for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) status = define_row(in, row, i, &columns);
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

/* ---- tables that add forms ---- */

static syn_status read_addition(reader *in, const syn_table *table, unsigned language) {
  if (!table) return SYN_OK;
  syn_status status = begin_table(in, table, language, "of");
  size_t of_column = syn_table_column(table, "of");
  for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) {
    syn_text of = syn_table_cell(table, row, of_column);
    uint64_t known;
    if (!syn_map_get(&in->gazetteer->ids, of, &known)) return bad_row(in, row, "names what no table defines", of);
    status = add_forms(in, row, (uint32_t)known);
  }
  return status;
}

static syn_status read_additions(reader *in) {
  for (size_t i = 0; i < ADDITION_COUNT; i++) {
    syn_status status = read_addition(in, syn_world_table(in->world, additions[i]), SYN_GAZETTEER_ALL_LANGUAGES);
    if (status != SYN_OK) return status;
  }
  const syn_gazetteer *gazetteer = in->gazetteer;
  for (size_t language = 0; language < gazetteer->language_count; language++)
    for (size_t i = 0; i < LANGUAGE_ADDITION_COUNT; i++) {
      const syn_table *table = syn_world_language_table(in->world, gazetteer->languages[language], language_additions[i]);
      syn_status status = read_addition(in, table, (unsigned)language);
      if (status != SYN_OK) return status;
    }
  return SYN_OK;
}

/* ---- a user's own actors ---- */

/* "…/world/actors@rulers.tsv" gives "own:rulers/": the beginning of the ids of that source. */
static syn_status own_prefix(const reader *in, syn_text *out_prefix) {
  syn_text file = syn_text_from(in->table->name);
  size_t start = file.size, end = file.size;
  while (start > 0 && file.data[start - 1] != '@') start--;
  while (end > start && file.data[end - 1] != '.') end--;
  syn_text source = syn_text_slice(file, start, end > start ? end - 1 : end);
  return syn_arena_format(in->gazetteer->arena, out_prefix, "own:%.*s/", SYN_TEXT_ARGUMENTS(source));
}

static syn_known_kind kind_of_type(syn_text type) {
  if (syn_text_equal(type, SYN_TEXT("PERSON"))) return SYN_KNOWN_PERSON;
  if (syn_text_equal(type, SYN_TEXT("COUNTRY"))) return SYN_KNOWN_COUNTRY;
  return syn_text_equal(type, SYN_TEXT("PLACE")) ? SYN_KNOWN_PLACE : SYN_KNOWN_ORGANIZATION;
}

/* What the row is about: what the program's own tables have already, or something new. */
static syn_status define_own(reader *in, size_t row, syn_text prefix, uint32_t *out_known) {
  const syn_table *table = in->table;
  uint64_t index;
  syn_text id = syn_table_cell(table, row, syn_table_column(table, "id"));
  bool is_known = syn_map_get(&in->gazetteer->ids, syn_table_cell(table, row, syn_table_column(table, "of")), &index);
  in->form_columns[0] = is_known ? SIZE_MAX : syn_table_column(table, form_columns[0].name); /* it is found by its name already */
  if (is_known) {
    *out_known = (uint32_t)index;
    return SYN_OK;
  }
  syn_known known = {.kind = kind_of_type(syn_table_cell(table, row, syn_table_column(table, "type"))),
                     .name = syn_table_cell(table, row, syn_table_column(table, "name")),
                     .country = syn_table_cell(table, row, syn_table_column(table, "country")),
                     .wikidata = syn_table_cell(table, row, syn_table_column(table, "wikidata"))};
  if (id.size == 0 || known.name.size == 0) return bad_row(in, row, "a row without an id or a name", id);
  if (!is_country(in, known.country)) known.country = (syn_text){0};
  if (make_id(in, prefix, id, &known.id) != SYN_OK) return no_memory(in);
  syn_status status = syn_gazetteer_add(in->gazetteer, known, out_known);
  if (status == SYN_BAD_INPUT) return bad_row(in, row, "the id is there already", id);
  return status == SYN_OK ? SYN_OK : no_memory(in);
}

static syn_status read_own(reader *in) {
  in->is_own = true;
  for (size_t i = 0;; i++) {
    const syn_table *table = syn_world_own_table(in->world, "actors", i);
    syn_text prefix;
    if (!table) return SYN_OK;
    syn_status status = begin_table(in, table, SYN_GAZETTEER_ALL_LANGUAGES, "id");
    if (status == SYN_OK && own_prefix(in, &prefix) != SYN_OK) status = no_memory(in);
    for (size_t row = 0; status == SYN_OK && row < table->row_count; row++) {
      uint32_t known;
      status = define_own(in, row, prefix, &known);
      if (status == SYN_OK) status = add_forms(in, row, known);
    }
    if (status != SYN_OK) return status;
  }
}

/* The languages that have tables of forms. */
static syn_status list_languages(const syn_world *world, syn_arena *arena, const syn_text **out_languages, size_t *out_count) {
  size_t count, used = 0;
  const syn_text *languages = syn_world_languages(world, &count);
  syn_text *chosen = SYN_ARENA_ARRAY(arena, syn_text, count);
  if (!chosen) return SYN_NO_MEMORY;
  for (size_t language = 0; language < count; language++)
    for (size_t i = 0; i < LANGUAGE_ADDITION_COUNT; i++)
      if (syn_world_language_table(world, languages[language], language_additions[i])) {
        chosen[used++] = languages[language];
        break;
      }
  *out_languages = chosen;
  *out_count = used;
  return SYN_OK;
}

/* About how many forms there will be: things have two on average. */
static size_t expect_forms(const syn_world *world) {
  size_t row_count = 0;
  for (size_t i = 0; i < DEFINITION_COUNT; i++) {
    const syn_table *table = syn_world_table(world, definitions[i].name);
    if (table) row_count += table->row_count;
  }
  return row_count * 2;
}

syn_status syn_gazetteer_read_tables(const syn_world *world, syn_arena *arena, syn_gazetteer *gazetteer, syn_error *error) {
  reader in = {.world = world, .gazetteer = gazetteer, .error = error};
  const syn_text *languages;
  size_t language_count;
  if (list_languages(world, arena, &languages, &language_count) != SYN_OK ||
      syn_gazetteer_begin(gazetteer, languages, language_count, expect_forms(world), arena) != SYN_OK)
    return no_memory(&in);
  syn_map_init(&in.capitals, arena);
  syn_status status = read_definitions(&in);
  if (status == SYN_OK) status = read_additions(&in);
  if (status == SYN_OK) status = read_own(&in);
  if (status == SYN_OK && syn_gazetteer_finish(gazetteer) != SYN_OK) return no_memory(&in);
  return status;
}
