/*
 * How it works: RFC 4180: cells between commas, quoted where they hold commas, quotes or line ends. The first row names the columns, in any
 * order; those that are not known are passed over. Lists inside of a cell are parted by "|".
 *
 * name (required) · type (PERSON, ORGANIZATION, COUNTRY, PLACE, WORK, OTHER) · names · acronyms · adjectives · country (ISO 3166-1
 * alpha-2) · wikidata · cameo: codes, each with the days between which it holds behind a blank ("ESTGOV 2019-04-29..2022-07-18").
 */
#include <string.h>

#include "records/names.h"
#include "world/dictionary_kinds.h"

enum { CSV_COLUMN_LIMIT = 64, DAY_SIZE = 10 };

typedef enum csv_column {
  COLUMN_NAME,
  COLUMN_TYPE,
  COLUMN_NAMES,
  COLUMN_ACRONYMS,
  COLUMN_ADJECTIVES,
  COLUMN_COUNTRY,
  COLUMN_WIKIDATA,
  COLUMN_CAMEO,
  COLUMN_COUNT
} csv_column;

static const char *const column_names[COLUMN_COUNT] = {"name", "type", "names", "acronyms", "adjectives", "country", "wikidata", "cameo"};

typedef struct csv_reading {
  syn_dictionary_import *import;
  syn_own_actor_list list;
  syn_text text;
  size_t at, line; /* line: of the row that is read */
  size_t next_line;
  int column_of[CSV_COLUMN_LIMIT]; /* csv_column, or -1 */
} csv_reading;

/* ---- cells ---- */

/* A quoted cell, its doubled quotes made single; `at` stands behind the opening quote. */
static syn_status read_quoted(csv_reading *reading, syn_text *out_cell) {
  const syn_text text = reading->text;
  size_t size = 0, end = reading->at;
  while (end < text.size && !(text.data[end] == '"' && !(end + 1 < text.size && text.data[end + 1] == '"')))
    end += text.data[end] == '"' ? 2 : 1;
  if (end > text.size) end = text.size;
  char *data = syn_arena_take(reading->import->arena, end - reading->at + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  for (size_t i = reading->at; i < end; i++) {
    if (text.data[i] == '\n') reading->next_line++;
    data[size++] = text.data[i];
    if (text.data[i] == '"') i++;
  }
  reading->at = end < text.size ? end + 1 : end;
  *out_cell = (syn_text){data, size};
  return SYN_OK;
}

/* The next cell of the row; `*out_last` when the row ends behind it. */
static syn_status read_cell(csv_reading *reading, syn_text *out_cell, bool *out_last) {
  const syn_text text = reading->text;
  syn_status status = SYN_OK;
  size_t start = reading->at;
  bool is_quoted = start < text.size && text.data[start] == '"';
  if (is_quoted) {
    reading->at++;
    status = read_quoted(reading, out_cell);
    start = reading->at;
  }
  size_t end = start;
  while (end < text.size && text.data[end] != ',' && text.data[end] != '\n') end++;
  if (!is_quoted) *out_cell = syn_text_trim(syn_text_slice(text, start, end));
  *out_last = end >= text.size || text.data[end] == '\n';
  if (end < text.size && text.data[end] == '\n') reading->next_line++;
  reading->at = end < text.size ? end + 1 : end;
  return status;
}

/* ---- rows ---- */

static syn_status read_header(csv_reading *reading, syn_error *error) {
  bool is_last = false, has_name = false;
  syn_status status = SYN_OK;
  for (size_t i = 0; i < CSV_COLUMN_LIMIT; i++) reading->column_of[i] = -1;
  for (size_t i = 0; status == SYN_OK && !is_last; i++) {
    syn_text cell = {0};
    status = read_cell(reading, &cell, &is_last);
    for (int column = 0; i < CSV_COLUMN_LIMIT && column < COLUMN_COUNT; column++)
      if (syn_text_equal_ascii_case(cell, syn_text_from(column_names[column]))) reading->column_of[i] = column;
    has_name = has_name || (i < CSV_COLUMN_LIMIT && reading->column_of[i] == COLUMN_NAME);
  }
  if (status != SYN_OK || has_name) return status;
  return syn_error_set(
      error, SYN_BAD_INPUT, 0,
      "%s:1: there is no column \"name\": the first line of a CSV of actors names its columns, name,type,names,country,cameo",
      reading->import->lines->file);
}

static syn_status add_items(csv_reading *reading, syn_text cell, syn_text_array *list) {
  syn_text item;
  while (syn_table_next_item(&cell, '|', &item)) {
    item = syn_text_trim(item);
    if (item.size == 0) continue;
    syn_text *added = SYN_ARRAY_ADD(list, reading->import->arena);
    if (!added) return SYN_NO_MEMORY;
    *added = item;
  }
  return SYN_OK;
}

static bool is_day(syn_text text) {
  if (text.size != DAY_SIZE) return false;
  for (size_t i = 0; i < text.size; i++)
    if (i == 4 || i == 7 ? text.data[i] != '-' : text.data[i] < '0' || text.data[i] > '9') return false;
  return true;
}

/* "CODE", "CODE 2019-04-29..2022-07-18", "CODE <2019-04-29", "CODE >2022-07-18". */
static bool is_code(syn_text code) {
  syn_text name, rest = code;
  if (!syn_dictionary_next_word(&rest, &name) || name.size > SYN_DICTIONARY_FORM_LIMIT) return false;
  rest = syn_text_trim(rest);
  if (rest.size == 0) return true;
  if (rest.data[0] == '<' || rest.data[0] == '>') return is_day(syn_text_slice(rest, 1, rest.size));
  size_t dots = syn_text_find(rest, SYN_TEXT(".."), 0);
  return dots != SIZE_MAX && is_day(syn_text_slice(rest, 0, dots)) && is_day(syn_text_slice(rest, dots + 2, rest.size));
}

static syn_status fill_actor(csv_reading *reading, csv_column column, syn_text cell, syn_own_actor *actor) {
  switch (column) {
  case COLUMN_NAME:
    actor->name = cell;
    return SYN_OK;
  case COLUMN_TYPE:
    actor->type = cell;
    return SYN_OK;
  case COLUMN_NAMES:
    return add_items(reading, cell, &actor->names);
  case COLUMN_ACRONYMS:
    return add_items(reading, cell, &actor->acronyms);
  case COLUMN_ADJECTIVES:
    return add_items(reading, cell, &actor->adjectives);
  case COLUMN_COUNTRY:
    actor->country = cell;
    return SYN_OK;
  case COLUMN_WIKIDATA:
    actor->wikidata = cell;
    return SYN_OK;
  default:
    return add_items(reading, cell, &actor->codes);
  }
}

/* What is wrong with the actor, or NULL. */
static const char *find_fault(const csv_reading *reading, const syn_own_actor *actor, syn_text *out_found) {
  syn_entity_type type;
  *out_found = actor->name;
  if (actor->name.size == 0 || actor->name.size > SYN_DICTIONARY_FORM_LIMIT) return "a name of at most 160 bytes";
  *out_found = actor->type;
  if (actor->type.size && !syn_entity_type_parse(actor->type, &type)) return "a type, PERSON, ORGANIZATION, COUNTRY, PLACE, WORK or OTHER";
  *out_found = actor->country;
  syn_text id = {0};
  if (actor->country.size && (syn_arena_format(reading->import->arena, &id, "country:%.*s", SYN_TEXT_ARGUMENTS(actor->country)) != SYN_OK ||
                              !syn_world_get(reading->import->world, id)))
    return "a country as two letters of ISO 3166, EE";
  for (size_t i = 0; i < actor->codes.count; i++) {
    *out_found = actor->codes.items[i];
    if (!is_code(*out_found)) return "a code, with days as ESTGOV 2019-04-29..2022-07-18";
  }
  return NULL;
}

static syn_status read_row(csv_reading *reading) {
  syn_own_actor actor = {0};
  syn_status status = SYN_OK;
  bool is_last = false, is_empty = true;
  reading->line = reading->next_line;
  for (size_t i = 0; status == SYN_OK && !is_last; i++) {
    syn_text cell = {0};
    status = read_cell(reading, &cell, &is_last);
    is_empty = is_empty && cell.size == 0;
    if (status == SYN_OK && i < CSV_COLUMN_LIMIT && reading->column_of[i] >= 0)
      status = fill_actor(reading, (csv_column)reading->column_of[i], cell, &actor);
  }
  if (status != SYN_OK || is_empty) return status;
  syn_text found;
  const char *fault = find_fault(reading, &actor, &found);
  if (fault) {
    reading->import->lines->line = reading->line;
    syn_dictionary_skip(reading->import->lines, fault, found);
    return SYN_OK;
  }
  if (actor.type.size == 0) actor.type = SYN_TEXT("ORGANIZATION");
  return syn_own_actor_write(&reading->list, &actor);
}

syn_status syn_actor_csv_import(syn_dictionary_import *import, syn_error *error) {
  csv_reading reading = {.import = import, .text = import->lines->text, .at = import->lines->at, .next_line = 1};
  syn_status status = syn_own_actor_list_begin(&reading.list, import->world, import->rows, import->arena);
  (void)syn_buffer_add(import->rows, syn_text_from(syn_own_actor_columns));
  if (status == SYN_OK) status = read_header(&reading, error);
  while (status == SYN_OK && reading.at < reading.text.size) status = read_row(&reading);
  import->count = reading.list.count;
  return status;
}
