/*
 * Terminal: where a command shows text to people: how wide it is, whether it takes bold and colours, and how rows are laid out.
 *
 * Text is made safe on its way (cli/display_text.h). Styles only repeat what words and signs say: without them nothing is lost.
 */
#ifndef SYN_CLI_TERMINAL_H
#define SYN_CLI_TERMINAL_H

#include <stdio.h>

#include "cli/display_text.h"

typedef enum syn_style {
  SYN_STYLE_PLAIN,
  SYN_STYLE_HEADING,
  SYN_STYLE_FAINT,
  SYN_STYLE_ID,
  SYN_STYLE_AGREE,
  SYN_STYLE_COMPATIBLE,
  SYN_STYLE_DIFFER,
  SYN_STYLE_VARIANT,
  SYN_STYLE_COUNT
} syn_style;

typedef struct syn_terminal {
  FILE *stream;
  unsigned width; /* columns */
  bool has_style; /* takes bold and colours */
} syn_terminal;

/*
 * Standard output. `color` is the value of --color: "always", "never", or "auto" and NULL: styled where it is a terminal that can show it
 * (TERM is not "dumb") and NO_COLOR is not set, or where CLICOLOR_FORCE is set and not "0".
 */
syn_terminal syn_terminal_output(const char *color);

/* Columns of standard output: COLUMNS, else those of the terminal, else (in a pipe) 80; 20 to 240. */
unsigned syn_terminal_width(void);

/* Whether the descriptor is a terminal that understands escape sequences. */
bool syn_terminal_is_capable(int descriptor);

/* Whether the environment says that text is UTF-8, so that signs for lines may be used. */
bool syn_terminal_has_unicode(void);

/* Prints text without control characters, escape sequences and direction marks. */
void syn_terminal_print(FILE *stream, syn_text text);

/* One cell of a row; wrapped to its column's width. */
typedef struct syn_cell {
  syn_text text;
  syn_style style;
  bool is_right;       /* figures: set to the right */
  unsigned line_limit; /* what needs more lines ends in an ellipsis; 0: as many as it needs */
  unsigned hanging;    /* blanks before each line but the first */
} syn_cell;

/* Prints cells side by side, two blanks apart, each wrapped to widths[i] columns, on as many lines as the longest needs; returns how many.
 */
unsigned syn_terminal_print_row(const syn_terminal *terminal, const syn_cell *cells, const unsigned *widths, unsigned count);

/* A line under the heads of columns. */
void syn_terminal_print_rule(const syn_terminal *terminal, const unsigned *widths, unsigned count);

/* Prints text wrapped to the width, the first line behind `first` blanks, the others behind `indent`. */
void syn_terminal_print_wrapped(const syn_terminal *terminal, syn_text text, unsigned first, unsigned indent, syn_style style);

/* Some bytes of a text. */
typedef struct syn_text_mark {
  size_t start, end;
} syn_text_mark;

/* The same with words that matter, which are bold: in order, without overlap; behind the 64th nothing is. */
void syn_terminal_print_marks(const syn_terminal *terminal, syn_text text, const syn_text_mark *marks, size_t mark_count, unsigned first,
                              unsigned indent);

/* A passage of a text with the words that matter in it. */
typedef struct syn_marked_text {
  syn_text before, words, after;
} syn_marked_text;

/* The same for a passage; the words in it are bold. */
void syn_terminal_print_marked(const syn_terminal *terminal, const syn_marked_text *text, unsigned first, unsigned indent);

#endif
