#include "world/world.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "world/gazetteer_tables.h"
#include "world/minor_places.h"
#include "world/world_sources.h"

enum { ARENA_LIMIT = 1024 * 1024 * 1024, MAXIMUM_TABLE_NAME = 128, MAXIMUM_LANGUAGES = 1024 };

/* The folder of what belongs to no language. */
static const char neutral_folder[] = "world";

struct syn_world {
  syn_arena *arena;
  syn_world_source_array sources; /* sorted by name */
  syn_table *tables;              /* one for each source */
  syn_map table_indexes;          /* name -> index */
  SYN_ARRAY(syn_text) languages;  /* in alphabetical order */
  syn_gazetteer gazetteer;
  syn_minor_places minor_places;
  syn_digest digest;
};

static syn_status no_memory(syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for the world data");
}

/* The table of minor places that a source is, or NULL. */
static syn_sorted_table *sorted_table(syn_world *world, const char *name) {
  if (!strcmp(name, "world/towns")) return &world->minor_places.towns;
  return strcmp(name, "world/divisions") ? NULL : &world->minor_places.divisions;
}

/* Notes a table that is looked up where it stands. One that a person made is checked for its order, on which finding depends. */
static syn_status note_sorted(syn_sorted_table *table, const syn_world_source *source, syn_error *error) {
  syn_sorted_table_init(table, source->text);
  const char *line = source->is_embedded ? NULL : syn_sorted_table_disorder(table);
  if (!line) return SYN_OK;
  return syn_error_set(error, SYN_BAD_INPUT, 0,
                       "%s:%zu: the row comes before the one above it: sort the rows by their bytes (LC_ALL=C sort)", source->file,
                       syn_world_source_line(source, line));
}

static syn_status parse_tables(syn_world *world, syn_error *error) {
  world->tables = SYN_ARENA_ARRAY(world->arena, syn_table, world->sources.count);
  if (!world->tables) return no_memory(error);
  for (size_t i = 0; i < world->sources.count; i++) {
    const syn_world_source *source = &world->sources.items[i];
    syn_sorted_table *sorted = sorted_table(world, source->name);
    if (sorted) {
      syn_status status = note_sorted(sorted, source, error);
      if (status != SYN_OK) return status;
      continue;
    }
    syn_status status = syn_table_parse(source->file, source->text, world->arena, &world->tables[i], error);
    if (status != SYN_OK) return status;
    if (syn_map_put(&world->table_indexes, syn_text_from(source->name), i) != SYN_OK) return no_memory(error);
  }
  return SYN_OK;
}

/* Sources are sorted, so the tables of one folder follow each other. */
static syn_status list_languages(syn_world *world, syn_error *error) {
  for (size_t i = 0; i < world->sources.count; i++) {
    const char *name = world->sources.items[i].name, *slash = strchr(name, '/');
    if (!slash) continue;
    syn_text folder = {name, (size_t)(slash - name)};
    size_t count = world->languages.count;
    if (syn_text_equal(folder, SYN_TEXT(neutral_folder))) continue;
    if (count && syn_text_equal(folder, world->languages.items[count - 1])) continue;
    if (count == MAXIMUM_LANGUAGES) return syn_error_set(error, SYN_LIMIT, 0, "more than %d languages", MAXIMUM_LANGUAGES);
    syn_text *language = SYN_ARRAY_ADD(&world->languages, world->arena);
    if (!language) return no_memory(error);
    *language = folder;
  }
  return SYN_OK;
}

/* The digest of the names and digests of all tables: paths of a folder do not count. */
static syn_status digest_tables(const syn_world_source_array *sources, syn_arena *arena, syn_digest *out_digest, syn_error *error) {
  char *data = syn_arena_take(arena, sources->count * (MAXIMUM_TABLE_NAME + sizeof(syn_digest)), 1);
  if (!data) return no_memory(error);
  size_t size = 0;
  for (size_t i = 0; i < sources->count; i++) {
    const syn_world_source *source = &sources->items[i];
    size_t name_size = strlen(source->name) + 1;
    if (name_size > MAXIMUM_TABLE_NAME) return syn_error_set(error, SYN_LIMIT, 0, "%s: the name is too long", source->file);
    syn_digest digest = syn_digest_of(source->text);
    memcpy(data + size, source->name, name_size);
    memcpy(data + size + name_size, digest.bytes, sizeof(digest.bytes));
    size += name_size + sizeof(digest.bytes);
  }
  *out_digest = syn_digest_of((syn_text){data, size});
  return SYN_OK;
}

syn_status syn_world_open(const char *path, syn_world **out_world, syn_error *error) {
  return syn_world_open_with(&(syn_world_options){.path = path}, out_world, error);
}

syn_status syn_world_open_with(const syn_world_options *options, syn_world **out_world, syn_error *error) {
  syn_arena *arena = NULL;
  if (syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) return no_memory(error);
  syn_status status;
  syn_world *world = SYN_ARENA_NEW(arena, syn_world);
  if (!world) {
    status = no_memory(error);
    goto failed;
  }
  world->arena = arena;
  syn_map_init(&world->table_indexes, arena);
  status = syn_world_sources_gather(options->path, options->events_path, arena, &world->sources, error);
  if (status == SYN_OK) status = parse_tables(world, error);
  if (status == SYN_OK) status = list_languages(world, error);
  if (status == SYN_OK) status = digest_tables(&world->sources, arena, &world->digest, error);
  if (status != SYN_OK) goto failed;
  status = syn_gazetteer_read_tables(world, arena, &world->gazetteer, error);
  if (status != SYN_OK) goto failed;
  *out_world = world;
  return SYN_OK;

failed:
  syn_arena_destroy(&arena);
  return status;
}

syn_status syn_world_digest_of(const char *path, syn_digest *out_digest, syn_error *error) {
  syn_arena *arena = NULL;
  if (syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) return no_memory(error);
  syn_world_source_array sources = {0};
  syn_status status = syn_world_sources_gather(path, NULL, arena, &sources, error);
  if (status == SYN_OK) status = digest_tables(&sources, arena, out_digest, error);
  syn_arena_destroy(&arena);
  return status;
}

void syn_world_close(syn_world **world) {
  if (!world || !*world) return;
  syn_arena *arena = (*world)->arena; /* holds the world itself too */
  syn_arena_destroy(&arena);
  *world = NULL;
}

/* ---- tables ---- */

static const syn_table *find_table(const syn_world *world, syn_text name) {
  uint64_t index;
  return syn_map_get(&world->table_indexes, name, &index) ? &world->tables[index] : NULL;
}

const syn_table *syn_world_table(const syn_world *world, const char *name) {
  return find_table(world, syn_text_from(name));
}

const syn_table *syn_world_language_table(const syn_world *world, syn_text language, const char *table) {
  char name[MAXIMUM_TABLE_NAME];
  if (language.size == 0 || language.size >= sizeof(name)) return NULL;
  int size = snprintf(name, sizeof(name), "%.*s/%s", SYN_TEXT_ARGUMENTS(language), table);
  return size > 0 && (size_t)size < sizeof(name) ? find_table(world, (syn_text){name, (size_t)size}) : NULL;
}

const syn_table *syn_world_own_table(const syn_world *world, const char *table, size_t index) {
  size_t size = strlen(table);
  for (size_t i = 0; i < world->sources.count; i++) {
    const char *name = world->sources.items[i].name;
    bool is_own = strncmp(name, "world/", 6) == 0 && strncmp(name + 6, table, size) == 0 && name[6 + size] == '@';
    if (is_own && index-- == 0) return &world->tables[i];
  }
  return NULL;
}

const syn_text *syn_world_languages(const syn_world *world, size_t *out_count) {
  *out_count = world->languages.count;
  return world->languages.items;
}

size_t syn_world_line(const syn_world *world, const syn_table *table, size_t row, const char **out_file) {
  for (size_t i = 0; i < world->sources.count; i++) {
    if (table != &world->tables[i]) continue;
    if (out_file) *out_file = world->sources.items[i].file;
    if (row >= table->row_count) return 0;
    /* The first cell of a row always points into the text, even where it is empty. */
    return syn_world_source_line(&world->sources.items[i], syn_table_cell(table, row, 0).data);
  }
  return 0;
}

syn_status syn_world_require_columns(const syn_world *world, const syn_table *table, const char *columns, syn_error *error) {
  syn_text rest = syn_text_from(columns), column;
  while (table && syn_table_next_item(&rest, '|', &column)) {
    bool is_there = false;
    for (size_t i = 0; i < table->column_count; i++) is_there = is_there || syn_text_equal(table->columns[i], column);
    if (is_there) continue;
    const char *file = table->name;
    (void)syn_world_line(world, table, SIZE_MAX, &file);
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: there is no column '%.*s': add it to the row of column names", file,
                         SYN_TEXT_ARGUMENTS(column));
  }
  return SYN_OK;
}

syn_digest syn_world_digest(const syn_world *world) {
  return world->digest;
}

/* ---- gazetteer ---- */

size_t syn_world_find_in(const syn_world *world, syn_text language, syn_text folded, syn_text written, const syn_known_form **out_forms) {
  return syn_gazetteer_find(&world->gazetteer, language, folded, written, out_forms);
}

size_t syn_world_find(const syn_world *world, syn_text folded, syn_text written, const syn_known_form **out_forms) {
  return syn_gazetteer_find(&world->gazetteer, (syn_text){0}, folded, written, out_forms);
}

size_t syn_world_longest_from(const syn_world *world, syn_text folded_first_word) {
  return syn_gazetteer_longest_from(&world->gazetteer, folded_first_word);
}

size_t syn_world_longest_form(const syn_world *world) {
  return world->gazetteer.longest_form;
}

const syn_known *syn_world_get(const syn_world *world, syn_text id) {
  uint64_t index;
  return syn_map_get(&world->gazetteer.ids, id, &index) ? &world->gazetteer.known.items[index] : NULL;
}

const syn_known *syn_world_all(const syn_world *world, size_t *out_count) {
  *out_count = world->gazetteer.known.count;
  return world->gazetteer.known.items;
}

/* ---- minor places and codes ---- */

static const char place_prefix[] = "place:";

syn_status syn_world_find_minor_place(const syn_world *world, syn_text folded, const syn_text *countries, size_t country_count,
                                      syn_arena *arena, syn_known *out_known) {
  char buffer[SYN_GAZETTEER_KEY_SIZE];
  syn_known found;
  syn_text key = syn_gazetteer_key_of(folded, buffer);
  if (!syn_minor_places_find(&world->minor_places, key, countries, country_count, &found)) return SYN_NOT_FOUND;
  syn_status status = syn_arena_format(arena, &found.id, "%s%.*s", place_prefix, SYN_TEXT_ARGUMENTS(found.id));
  if (status == SYN_OK) *out_known = found;
  return status;
}

/* The codes of a place stand in the tables of minor places. */
static syn_status add_codes(const syn_world *world, syn_arena *arena, syn_known *known) {
  syn_text prefix = SYN_TEXT(place_prefix), folded;
  if (known->kind != SYN_KNOWN_PLACE || known->geonames.size || known->division.size || !syn_text_starts_with(known->id, prefix))
    return SYN_OK;
  char buffer[SYN_GAZETTEER_KEY_SIZE];
  if (syn_utf8_fold(known->name, arena, &folded) != SYN_OK) return SYN_NO_MEMORY;
  syn_text key = syn_gazetteer_key_of(folded, buffer);
  syn_minor_places_add_codes(&world->minor_places, key, syn_text_slice(known->id, prefix.size, known->id.size), known);
  return SYN_OK;
}

syn_status syn_world_identify(const syn_world *world, const syn_known *known, syn_arena *arena, syn_identifier **out_identifiers,
                              uint32_t *out_count) {
  syn_known all = *known;
  if (add_codes(world, arena, &all) != SYN_OK) return SYN_NO_MEMORY;
  const syn_identifier codes[] = {
      {SYN_TEXT("cameo"), all.cameo},
      {SYN_TEXT("geonames"), all.geonames},
      {SYN_TEXT("iso3166"), all.kind == SYN_KNOWN_COUNTRY ? all.country : (syn_text){0}},
      {SYN_TEXT("iso3166_2"), all.division},
      {SYN_TEXT("synoptic"), all.id},
      {SYN_TEXT("wikidata"), all.wikidata},
  };
  uint32_t count = 0;
  syn_identifier *identifiers = SYN_ARENA_ARRAY(arena, syn_identifier, sizeof(codes) / sizeof(codes[0]));
  if (!identifiers) return SYN_NO_MEMORY;
  for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
    if (codes[i].value.size) identifiers[count++] = codes[i];
  *out_identifiers = identifiers;
  *out_count = count;
  return SYN_OK;
}
