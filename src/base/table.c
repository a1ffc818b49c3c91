#include "base/table.h"

#include <string.h>

/* Takes the next line off `*rest`, without its end (LF or CRLF); false when there is none. */
static bool next_line(syn_text *rest, syn_text *out_line) {
  if (rest->size == 0) return false;
  const char *end = memchr(rest->data, '\n', rest->size);
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  *out_line = syn_text_slice(*rest, 0, size);
  *rest = syn_text_slice(*rest, end ? size + 1 : size, rest->size);
  if (out_line->size && out_line->data[out_line->size - 1] == '\r') out_line->size--;
  return true;
}

/* The same, without comments and empty lines; counts the lines that it passes. */
static bool next_row(syn_text *rest, size_t *line_number, syn_text *out_line) {
  while (next_line(rest, out_line)) {
    ++*line_number;
    if (out_line->size && out_line->data[0] != '#') return true;
  }
  return false;
}

static size_t cell_count(syn_text line) {
  size_t count = 1;
  for (size_t i = 0; i < line.size; i++) count += line.data[i] == '\t';
  return count;
}

static void split(syn_text line, syn_text *cells) {
  size_t start = 0;
  for (size_t i = 0; i < line.size; i++) {
    if (line.data[i] != '\t') continue;
    *cells++ = syn_text_slice(line, start, i);
    start = i + 1;
  }
  *cells = syn_text_slice(line, start, line.size);
}

static syn_status check_columns(const syn_table *table, size_t line_number, syn_error *error) {
  for (size_t i = 0; i < table->column_count; i++) {
    syn_text column = table->columns[i];
    if (column.size == 0)
      return syn_error_set(error, SYN_BAD_INPUT, 0, "%s:%zu: column %zu has no name: name it or take away a tab", table->name, line_number,
                           i + 1);
    for (size_t j = 0; j < i; j++)
      if (syn_text_equal(table->columns[j], column))
        return syn_error_set(error, SYN_BAD_INPUT, 0, "%s:%zu: two columns have the name '%.*s': rename one", table->name, line_number,
                             SYN_TEXT_ARGUMENTS(column));
  }
  return SYN_OK;
}

static syn_status parse_rows(syn_text text, size_t line_number, syn_arena *arena, syn_table *table, syn_error *error) {
  syn_text rest = text, line;
  size_t row_count = 0, first_line_number = line_number, filled;
  while (next_row(&rest, &first_line_number, &line)) row_count++;
  if (__builtin_mul_overflow(row_count, table->column_count, &filled)) return SYN_NO_MEMORY;
  table->cells = SYN_ARENA_ARRAY(arena, syn_text, filled);
  if (!table->cells) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: not enough memory for %zu rows", table->name, row_count);
  for (rest = text; next_row(&rest, &line_number, &line); table->row_count++) {
    size_t count = cell_count(line);
    if (count > table->column_count)
      return syn_error_set(error, SYN_BAD_INPUT, (uint64_t)(line.data - text.data), "%s:%zu: %zu cells, but the table has %zu columns",
                           table->name, line_number, count, table->column_count);
    split(line, table->cells + table->row_count * table->column_count);
  }
  return SYN_OK;
}

syn_status syn_table_parse(const char *name, syn_text text, syn_arena *arena, syn_table *out_table, syn_error *error) {
  syn_table table = {.name = name};
  syn_text rest = text, line;
  if (syn_text_starts_with(rest, SYN_TEXT("\xEF\xBB\xBF"))) rest = syn_text_slice(rest, 3, rest.size);
  size_t line_number = 0;
  if (!next_row(&rest, &line_number, &line))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: no row with the names of the columns: it is the first line that is no comment",
                         name);
  table.column_count = cell_count(line);
  table.columns = SYN_ARENA_ARRAY(arena, syn_text, table.column_count);
  if (!table.columns) return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: not enough memory for %zu columns", name, table.column_count);
  split(line, table.columns);
  syn_status status = check_columns(&table, line_number, error);
  if (status == SYN_OK) status = parse_rows(rest, line_number, arena, &table, error);
  if (status == SYN_OK) *out_table = table;
  return status;
}

size_t syn_table_column(const syn_table *table, const char *column) {
  for (size_t i = 0; i < table->column_count; i++)
    if (syn_text_equal(table->columns[i], syn_text_from(column))) return i;
  return SIZE_MAX;
}

syn_text syn_table_cell(const syn_table *table, size_t row, size_t column) {
  if (row >= table->row_count || column >= table->column_count) return (syn_text){0};
  return table->cells[row * table->column_count + column];
}

bool syn_table_next_item(syn_text *rest, char separator, syn_text *out_item) {
  if (rest->size == 0) return false;
  const char *end = memchr(rest->data, separator, rest->size);
  size_t size = end ? (size_t)(end - rest->data) : rest->size;
  *out_item = syn_text_slice(*rest, 0, size);
  *rest = syn_text_slice(*rest, end ? size + 1 : size, rest->size);
  return true;
}
