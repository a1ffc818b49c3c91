#include "synopsis/synopsis_tables.h"

#include "synoptic/names.h"

syn_synopsis_tables syn_synopsis_tables_begin(const syn_world *world, syn_arena *arena) {
  return (syn_synopsis_tables){.world = world, .arena = arena};
}

/* ---- by language ---- */

static bool find_event_type(syn_text name, int *out_type) {
  for (unsigned type = 0; type < SYN_EVENT_TYPE_COUNT; type++) {
    if (!syn_text_equal(name, syn_text_from(syn_event_type_name(type)))) continue;
    *out_type = (int)type;
    return true;
  }
  return false;
}

static syn_status read_event_nouns(const syn_world *world, syn_text language, syn_arena *arena, syn_map *nouns) {
  const syn_table *table = world ? syn_world_language_table(world, language, "events") : NULL;
  syn_map_init(nouns, arena);
  for (size_t row = 0; table && row < table->row_count; row++) {
    int type;
    if (!syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "pos")), SYN_TEXT("noun"))) continue;
    if (!find_event_type(syn_table_cell(table, row, syn_table_column(table, "type")), &type)) continue;
    syn_text rest = syn_table_cell(table, row, syn_table_column(table, "words")), word;
    while (syn_table_next_item(&rest, '|', &word))
      if (!syn_map_find(nouns, word) && syn_map_put(nouns, word, (uint64_t)type) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status read_language(const syn_synopsis_tables *tables, syn_text language, syn_arena *arena, syn_language_words *out_words) {
  syn_status status = syn_function_words_read(tables->world, language, arena, &out_words->words);
  if (status == SYN_OK) status = read_event_nouns(tables->world, language, arena, &out_words->event_nouns);
  return status == SYN_OK ? syn_arena_copy(arena, language, &out_words->language) : status;
}

/* That language, read into `scratch` and `spare` where there are too many to keep. */
static syn_status find_language(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch, syn_language_words *spare,
                                const syn_language_words **out_words) {
  for (uint32_t i = 0; i < tables->language_count; i++) {
    *out_words = &tables->languages[i];
    if (syn_text_equal((*out_words)->language, language)) return SYN_OK;
  }
  *out_words = spare;
  if (tables->language_count == SYN_TABLES_LANGUAGES) return read_language(tables, language, scratch, spare);
  syn_status status = read_language(tables, language, tables->arena, &tables->languages[tables->language_count]);
  if (status == SYN_OK) *out_words = &tables->languages[tables->language_count++];
  return status;
}

syn_status syn_tables_function_words(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch, syn_function_words *out_words) {
  syn_language_words spare;
  const syn_language_words *found;
  syn_status status = find_language(tables, language, scratch, &spare, &found);
  if (status == SYN_OK) *out_words = found->words;
  return status;
}

syn_status syn_tables_event_nouns(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch, syn_map *out_nouns) {
  syn_language_words spare;
  const syn_language_words *found;
  syn_status status = find_language(tables, language, scratch, &spare, &found);
  if (status == SYN_OK) *out_nouns = found->event_nouns;
  return status;
}

/* ---- of the whole world ---- */

syn_status syn_tables_given_names(syn_synopsis_tables *tables, syn_given_names *out_names) {
  syn_status status = tables->has_given_names ? SYN_OK : syn_given_names_read(tables->world, tables->arena, &tables->given_names);
  if (status != SYN_OK) return status;
  tables->has_given_names = true;
  *out_names = tables->given_names;
  return SYN_OK;
}

static syn_status read_titles(const syn_world *world, syn_arena *arena, syn_map *titles) {
  size_t language_count = 0;
  const syn_text *languages = world ? syn_world_languages(world, &language_count) : NULL;
  syn_map_init(titles, arena);
  for (size_t l = 0; l < language_count; l++) {
    const syn_table *table = syn_world_language_table(world, languages[l], "titles");
    if (!table) continue;
    const size_t kind = syn_table_column(table, "kind"), form = syn_table_column(table, "form");
    for (size_t row = 0; row < table->row_count; row++) {
      if (!syn_text_equal(syn_table_cell(table, row, kind), SYN_TEXT("office"))) continue;
      if (syn_map_put(titles, syn_table_cell(table, row, form), 1) != SYN_OK) return SYN_NO_MEMORY;
    }
  }
  return SYN_OK;
}

syn_status syn_tables_titles(syn_synopsis_tables *tables, syn_map *out_titles) {
  syn_status status = tables->has_titles ? SYN_OK : read_titles(tables->world, tables->arena, &tables->titles);
  if (status != SYN_OK) return status;
  tables->has_titles = true;
  *out_titles = tables->titles;
  return SYN_OK;
}
