#include "facts/event_scale.h"

/* The row of a type and mode, or row_count. */
static size_t row_of(const syn_table *table, syn_text type, syn_text mode) {
  size_t type_column = syn_table_column(table, "type"), mode_column = syn_table_column(table, "mode");
  for (size_t row = 0; row < table->row_count; row++) {
    if (syn_text_equal(syn_table_cell(table, row, type_column), type) && syn_text_equal(syn_table_cell(table, row, mode_column), mode))
      return row;
  }
  return table->row_count;
}

syn_status syn_event_scale(const syn_world *world, syn_event_type type, syn_text mode, syn_decimal *out_scale, syn_error *error) {
  const syn_table *table = syn_world_table(world, "world/event_scale");
  if (!table) return SYN_NOT_FOUND;
  syn_text name = syn_text_from(syn_event_type_name(type));
  size_t row = row_of(table, name, mode);
  if (row == table->row_count) row = row_of(table, name, (syn_text){0});
  if (row == table->row_count) return SYN_NOT_FOUND;
  syn_text value = syn_table_cell(table, row, syn_table_column(table, "scale"));
  if (syn_decimal_parse(value, out_scale) == SYN_OK) return SYN_OK;
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: row %zu: \"%.*s\" is no number.", table->name, row + 1, SYN_TEXT_ARGUMENTS(value));
}
