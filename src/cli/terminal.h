/*
 * Terminal: untrusted text shown safely, and text laid out in columns.
 */
#ifndef SYN_CLI_TERMINAL_H
#define SYN_CLI_TERMINAL_H

#include <stdio.h>

#include "base/utf8.h"

/* Prints text without control characters, escape sequences and direction marks (each becomes a blank or nothing). */
void syn_terminal_print(FILE *stream, syn_text text);

/* Columns that a terminal (or, in a pipe, a page: 120) is wide. */
unsigned syn_terminal_width(void);

/* Whether standard output shows bold and colours: a terminal, and NO_COLOR is not set. */
bool syn_terminal_has_style(void);

/* Columns that the text takes. Combining marks take none, East Asian wide characters two. */
unsigned syn_terminal_text_width(syn_text text);

/* One cell of a row; wrapped at blanks to its column's width. */
typedef struct syn_cell {
  syn_text text;
  const char *style; /* escape sequence that begins the style, or NULL */
} syn_cell;

/* Prints cells side by side, two blanks apart, each wrapped to widths[i] columns, on as many lines as the longest needs. */
void syn_terminal_print_row(FILE *stream, const syn_cell *cells, const unsigned *widths, unsigned count);

/* Prints text wrapped to `width` columns, each line after `indent` blanks. */
void syn_terminal_print_wrapped(FILE *stream, syn_text text, unsigned indent, unsigned width, const char *style);

#endif
