/*
 * Table: readable data of this program, as tab-separated values.
 *
 * A line is a row, cells are separated by one tab, lines that begin with '#' are comments,
 * the first other line holds the column names. Cells hold no tabs and no escapes; a list
 * inside a cell is separated by '|'. All slices point into the text that was parsed.
 */
#ifndef SYN_BASE_TABLE_H
#define SYN_BASE_TABLE_H

#include "base/arena.h"

typedef struct syn_table {
  const char *name;
  syn_text *columns;
  syn_text *cells; /* row_count * column_count, row by row */
  size_t column_count, row_count;
} syn_table;

/*
 * Parses `text`, which must outlive the table. Short rows are filled with empty cells.
 * Returns SYN_OK, SYN_BAD_INPUT (a row with too many cells: the message names the line), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_table_parse(const char *name, syn_text text, syn_arena *arena, syn_table *out_table, syn_error *error);

/* The index of a column, or SIZE_MAX. */
size_t syn_table_column(const syn_table *table, const char *column);

/* A cell; empty when row or column (SIZE_MAX too) does not exist. */
syn_text syn_table_cell(const syn_table *table, size_t row, size_t column);

/* Takes the next item off a list: returns false at the end. `*rest` starts as the whole cell. */
bool syn_table_next_item(syn_text *rest, char separator, syn_text *out_item);

#endif
