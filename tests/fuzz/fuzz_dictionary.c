/*
 * Feeds bytes to the readers of a user's own files (CSV, Wikidata, dictionaries). The first byte chooses the kind, 0 lets it be recognised.
 * What is taken must make a table that can be read, whose patterns can be compiled; what is refused must say why.
 */
#include <stdlib.h>

#include "base/table.h"
#include "base/utf8.h"
#include "facts/pattern_compile.h"
#include "fuzz_target.h"
#include "world/own_import.h"

enum { ARENA_BYTES = 256 << 20, INPUT_BYTES = 1 << 16 };

static void count_problem(void *context, const syn_error *error) {
  if (!error->text[0]) abort();
  ++*(size_t *)context;
}

static void compile_patterns(const syn_table *table, syn_arena *arena) {
  syn_pattern_lexicon lexicon = {.arena = arena};
  syn_map_init(&lexicon.set_names, arena);
  for (size_t row = 0; row < table->row_count; row++) {
    syn_pattern pattern = {.weight = 0};
    syn_status status = syn_pattern_compile(&lexicon, syn_table_cell(table, row, syn_table_column(table, "text")), &pattern);
    if (status == SYN_OK && pattern.before_count + pattern.after_count >= SYN_PATTERN_ELEMENT_LIMIT) abort();
  }
}

static void check_table(syn_text rows, const syn_own_summary *summary, syn_arena *arena) {
  syn_table table;
  syn_error error = {0};
  if (syn_utf8_valid_prefix(rows) != rows.size) abort();
  syn_status status = syn_table_parse("fuzz", rows, arena, &table, &error);
  if (status == SYN_NO_MEMORY) return;
  if (status != SYN_OK || table.row_count > summary->row_count) abort();
  if (summary->kind == SYN_OWN_VERBS) compile_patterns(&table, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  static syn_world *world;
  size_t problems = 0;
  const syn_own_world_observer observer = {.problem = count_problem, .context = &problems};
  if (!arena && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) abort();
  if (!world && syn_world_open(NULL, &world, NULL) != SYN_OK) abort();
  if (size == 0 || size > INPUT_BYTES) return 0;
  syn_buffer rows;
  syn_own_summary summary = {.source = "fuzz"};
  syn_error error = {0};
  syn_buffer_init(&rows, SYN_OWN_TABLE_BYTES_LIMIT);
  syn_own_kind kind = (syn_own_kind)((data[0] >= '0' ? data[0] - '0' : data[0]) % SYN_OWN_KIND_COUNT);
  syn_status status =
      syn_own_import("fuzz", (syn_text){(const char *)data + 1, size - 1}, kind, world, &observer, arena, &rows, &summary, &error);
  if (status == SYN_OK) check_table(syn_buffer_text(&rows), &summary, arena);
  if (status != SYN_OK && !error.text[0]) abort();
  if (status == SYN_OK && problems != summary.problem_count) abort();
  syn_buffer_clear(&rows);
  syn_arena_reset(arena);
  return 0;
}
