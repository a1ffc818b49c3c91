/*
 * Sorted table: a large table whose rows are looked up by their first cell where they stand, without being parsed.
 *
 * The format is that of base/table.h; the first column is the key, and the lines are in the order of their bytes, so that all rows of a key
 * follow each other. All slices point into the text, which must outlive the table. Opening costs nothing, a look-up some twenty lines.
 */
#ifndef SYN_WORLD_SORTED_TABLE_H
#define SYN_WORLD_SORTED_TABLE_H

#include "synoptic/text.h"

typedef struct syn_sorted_table {
  syn_text columns, rows; /* the line with their names; all lines after it */
} syn_sorted_table;

/* A table of this text; one without rows where the text has none. */
void syn_sorted_table_init(syn_sorted_table *table, syn_text text);

/* Where the first line starts that is out of order; NULL: all are in order. Reads the whole table. */
const char *syn_sorted_table_disorder(const syn_sorted_table *table);

/*
 * The rows whose first cell is `key`, one after the other: `*position` starts as 0. Returns false when there are no more.
 */
bool syn_sorted_table_next(const syn_sorted_table *table, syn_text key, size_t *position, syn_text *out_row);

/* The cell of a row in this column; empty where there is none. */
syn_text syn_sorted_table_cell(const syn_sorted_table *table, syn_text row, const char *column);

#endif
