/*
 * How it works: bisection over bytes. A position in the middle is moved back to the start of its line; the line's first cell is compared
 * with the key. So nothing is kept but the text, and a table of two megabytes takes part in the start of the program with not one
 * instruction.
 */
#include "world/sorted_table.h"

#include <string.h>

/* The line at the start of `rest`, without its end; its size with the end in `out_size`. */
static syn_text line_at(syn_text rest, size_t *out_size) {
  const char *end = rest.size ? memchr(rest.data, '\n', rest.size) : NULL;
  size_t size = end ? (size_t)(end - rest.data) : rest.size;
  *out_size = end ? size + 1 : size;
  if (size && rest.data[size - 1] == '\r') size--;
  return syn_text_slice(rest, 0, size);
}

static syn_text first_cell(syn_text line) {
  const char *end = line.size ? memchr(line.data, '\t', line.size) : NULL;
  return end ? syn_text_slice(line, 0, (size_t)(end - line.data)) : line;
}

void syn_sorted_table_init(syn_sorted_table *table, syn_text text) {
  syn_text rest = text;
  *table = (syn_sorted_table){0};
  while (rest.size) {
    size_t size;
    syn_text line = line_at(rest, &size);
    rest = syn_text_slice(rest, size, rest.size);
    if (line.size == 0 || line.data[0] == '#') continue;
    *table = (syn_sorted_table){.columns = line, .rows = rest};
    return;
  }
}

const char *syn_sorted_table_disorder(const syn_sorted_table *table) {
  syn_text rest = table->rows, before = {0};
  while (rest.size) {
    size_t size;
    syn_text line = line_at(rest, &size);
    if (syn_text_compare(line, before) < 0) return line.data;
    before = line;
    rest = syn_text_slice(rest, size, rest.size);
  }
  return NULL;
}

/* The start of the line that holds `position`. */
static size_t line_start(syn_text rows, size_t position) {
  while (position > 0 && rows.data[position - 1] != '\n') position--;
  return position;
}

/* Where the first row starts whose first cell is not before `key`. */
static size_t lower_bound(syn_text rows, syn_text key) {
  size_t low = 0, high = rows.size;
  while (low < high) {
    size_t start = line_start(rows, low + (high - low) / 2), size;
    syn_text line = line_at(syn_text_slice(rows, start, rows.size), &size);
    if (syn_text_compare(first_cell(line), key) < 0)
      low = start + size;
    else
      high = start;
  }
  return low;
}

bool syn_sorted_table_next(const syn_sorted_table *table, syn_text key, size_t *position, syn_text *out_row) {
  if (*position == 0) *position = lower_bound(table->rows, key) + 1; /* 0 is not yet begun */
  syn_text rest = syn_text_slice(table->rows, *position - 1, table->rows.size);
  size_t size;
  syn_text line = line_at(rest, &size);
  if (rest.size == 0 || !syn_text_equal(first_cell(line), key)) return false;
  *out_row = line;
  *position += size;
  return true;
}

syn_text syn_sorted_table_cell(const syn_sorted_table *table, syn_text row, const char *column) {
  syn_text names = table->columns, cells = row;
  while (names.size) {
    syn_text name = first_cell(names), cell = first_cell(cells);
    if (syn_text_equal(name, syn_text_from(column))) return cell;
    names = syn_text_slice(names, name.size + 1, names.size);
    cells = syn_text_slice(cells, cell.size + 1, cells.size);
  }
  return (syn_text){0};
}
