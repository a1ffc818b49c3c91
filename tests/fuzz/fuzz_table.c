/* Feeds bytes to the reader of tables: every cell must lie in the text, and a table that is refused must say why. */
#include <stdlib.h>

#include "base/table.h"
#include "base/utf8.h"
#include "fuzz_target.h"

enum { ARENA_BYTES = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  const syn_text text = {(const char *)data, size};
  syn_table table;
  syn_error error = {0};
  if (!arena && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) abort();
  if (syn_utf8_valid_prefix(text) != size) return 0;
  if (syn_table_parse("fuzz", text, arena, &table, &error) != SYN_OK && !error.text[0]) abort();
  for (size_t row = 0; !error.text[0] && row < table.row_count; row++)
    for (size_t column = 0; column < table.column_count; column++) {
      syn_text rest = syn_table_cell(&table, row, column), item;
      if (rest.size > 0 && (rest.data < text.data || rest.data + rest.size > text.data + text.size)) abort();
      while (syn_table_next_item(&rest, '|', &item)) {
      }
    }
  syn_arena_reset(arena);
  return 0;
}
