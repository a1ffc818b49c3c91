#include "synopsis/synopsis_tables.h"

syn_synopsis_tables syn_synopsis_tables_begin(const syn_world *world, syn_arena *arena) {
  return (syn_synopsis_tables){.world = world, .arena = arena};
}

syn_status syn_tables_function_words(syn_synopsis_tables *tables, syn_text language, syn_arena *scratch, syn_function_words *out_words) {
  for (uint32_t i = 0; i < tables->language_count; i++) {
    if (!syn_text_equal(tables->languages[i].language, language)) continue;
    *out_words = tables->languages[i].words;
    return SYN_OK;
  }
  if (tables->language_count == SYN_TABLES_LANGUAGES) return syn_function_words_read(tables->world, language, scratch, out_words);
  syn_language_words *added = &tables->languages[tables->language_count];
  syn_status status = syn_function_words_read(tables->world, language, tables->arena, &added->words);
  if (status == SYN_OK) status = syn_arena_copy(tables->arena, language, &added->language);
  if (status != SYN_OK) return status;
  tables->language_count++;
  *out_words = added->words;
  return SYN_OK;
}

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
    size_t row_count = table ? table->row_count : 0;
    for (size_t row = 0; row < row_count; row++) {
      if (!syn_text_equal(syn_table_cell(table, row, syn_table_column(table, "kind")), SYN_TEXT("office"))) continue;
      if (syn_map_put(titles, syn_table_cell(table, row, syn_table_column(table, "form")), 1) != SYN_OK) return SYN_NO_MEMORY;
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
