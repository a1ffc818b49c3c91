#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
  PAGE_WIDTH = 80,
  NARROWEST = 20,
  WIDEST = 240,
  CELL_LIMIT = 16,
  GAP = 2,
  MARK_LIMIT = 64,
  TEXT_LIMIT = 64 << 20 /* bytes of one text */
};

static const char RESET[] = "\033[0m";

static const char *const STYLES[SYN_STYLE_COUNT] = {
    [SYN_STYLE_HEADING] = "\033[1m",    [SYN_STYLE_FAINT] = "\033[2m",         [SYN_STYLE_ID] = "\033[33m",
    [SYN_STYLE_AGREE] = "\033[1;32m",   [SYN_STYLE_COMPATIBLE] = "\033[1;36m", [SYN_STYLE_DIFFER] = "\033[1;31m",
    [SYN_STYLE_VARIANT] = "\033[1;35m",
};

/* A variable of the environment, or NULL where it is not set or empty. */
static const char *setting(const char *name) {
  const char *value = getenv(name);
  return value && value[0] ? value : NULL;
}

bool syn_terminal_is_capable(int descriptor) {
  const char *kind = setting("TERM");
  return isatty(descriptor) && kind && strcmp(kind, "dumb") != 0;
}

bool syn_terminal_has_unicode(void) {
  const char *locale = setting("LC_ALL");
  if (!locale) locale = setting("LC_CTYPE");
  if (!locale) locale = setting("LANG");
  return locale && (strcasestr(locale, "UTF-8") || strcasestr(locale, "UTF8"));
}

unsigned syn_terminal_width(void) {
  struct winsize size;
  const char *columns = setting("COLUMNS");
  unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;
  if (width == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0) width = PAGE_WIDTH;
  return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : (unsigned)width;
}

static bool wants_style(const char *color) {
  if (color && strcmp(color, "always") == 0) return true;
  if (color && strcmp(color, "never") == 0) return false;
  if (setting("NO_COLOR")) return false;
  const char *force = setting("CLICOLOR_FORCE");
  return (force && strcmp(force, "0") != 0) || syn_terminal_is_capable(STDOUT_FILENO);
}

syn_terminal syn_terminal_output(const char *color) {
  return (syn_terminal){.stream = stdout, .width = syn_terminal_width(), .has_style = wants_style(color)};
}

void syn_terminal_print(FILE *stream, syn_text text) {
  syn_buffer clean;
  syn_buffer_init(&clean, TEXT_LIMIT);
  syn_display_add(&clean, text);
  if (clean.size > 0) fwrite(clean.data, 1, clean.size, stream);
  syn_buffer_clear(&clean);
}

static void print_blanks(const syn_terminal *terminal, unsigned count) {
  fprintf(terminal->stream, "%*s", (int)count, "");
}

/* Safe text in its style. */
static void print_styled(const syn_terminal *terminal, syn_text line, syn_style style) {
  const char *begin = terminal->has_style ? STYLES[style] : NULL;
  if (line.size == 0) return;
  if (begin) fputs(begin, terminal->stream);
  fwrite(line.data, 1, line.size, terminal->stream);
  if (begin) fputs(RESET, terminal->stream);
}

/* A column of a row while it is printed line by line. */
typedef struct column {
  syn_buffer clean;
  syn_text rest;
  unsigned line_count;
  bool is_cut; /* the ellipsis stands behind the present line */
} column;

/* Takes a line of at most `width` columns. */
static syn_text next_line(column *state, const syn_cell *cell, unsigned width) {
  syn_text before = state->rest, line = syn_display_take_line(&state->rest, width);
  state->line_count++;
  state->is_cut = state->rest.size > 0 && state->line_count == cell->line_limit;
  if (!state->is_cut) return line;
  line = syn_display_take_line(&before, width - 1);
  state->rest = (syn_text){0};
  return line;
}

static bool print_row_line(const syn_terminal *terminal, column *columns, const syn_cell *cells, const unsigned *widths, unsigned count) {
  unsigned owed = 0; /* blanks, paid before the next words, so that no line ends in blanks */
  bool has_more = false;
  for (unsigned i = 0; i < count; i++) {
    unsigned indent = columns[i].line_count > 0 ? cells[i].hanging : 0;
    syn_text line = next_line(&columns[i], &cells[i], widths[i] - indent);
    unsigned used = indent + syn_display_width(line) + columns[i].is_cut, left = widths[i] > used ? widths[i] - used : 0;
    if (line.size > 0) {
      print_blanks(terminal, owed + indent + (cells[i].is_right ? left : 0));
      print_styled(terminal, line, cells[i].style);
      if (columns[i].is_cut) print_styled(terminal, SYN_TEXT("…"), cells[i].style);
      owed = cells[i].is_right ? GAP : left + GAP;
    } else {
      owed += widths[i] + GAP;
    }
    if (columns[i].rest.size > 0) has_more = true;
  }
  fputc('\n', terminal->stream);
  return has_more;
}

unsigned syn_terminal_print_row(const syn_terminal *terminal, const syn_cell *cells, const unsigned *widths, unsigned count) {
  column columns[CELL_LIMIT] = {0};
  if (count > CELL_LIMIT) count = CELL_LIMIT;
  for (unsigned i = 0; i < count; i++) {
    syn_buffer_init(&columns[i].clean, TEXT_LIMIT);
    syn_display_add(&columns[i].clean, cells[i].text);
    columns[i].rest = syn_text_trim(syn_buffer_text(&columns[i].clean));
  }
  unsigned line_count = 1;
  while (print_row_line(terminal, columns, cells, widths, count)) line_count++;
  for (unsigned i = 0; i < count; i++) syn_buffer_clear(&columns[i].clean);
  return line_count;
}

void syn_terminal_print_rule(const syn_terminal *terminal, const unsigned *widths, unsigned count) {
  const char *sign = syn_terminal_has_unicode() ? "─" : "-";
  if (terminal->has_style) fputs(STYLES[SYN_STYLE_FAINT], terminal->stream);
  for (unsigned i = 0; i < count; i++) {
    if (i > 0) print_blanks(terminal, GAP);
    for (unsigned k = 0; k < widths[i]; k++) fputs(sign, terminal->stream);
  }
  if (terminal->has_style) fputs(RESET, terminal->stream);
  fputc('\n', terminal->stream);
}

/* The part of `line` that lies between two places of the text that it was taken from. */
static syn_text between(syn_text line, const char *start, const char *end) {
  const char *from = line.data > start ? line.data : start, *to = line.data + line.size < end ? line.data + line.size : end;
  return from < to ? (syn_text){from, (size_t)(to - from)} : (syn_text){0};
}

/* Safe text, and how it is to be printed: what is marked is bold. */
typedef struct paragraph {
  syn_text text;
  const syn_text_mark *marks;
  size_t mark_count;
  unsigned first, indent;
  syn_style style;
} paragraph;

static void print_line(const syn_terminal *terminal, const paragraph *layout, syn_text line) {
  const char *start = layout->text.data, *end = start + layout->text.size, *done = start;
  for (size_t i = 0; i < layout->mark_count; i++) {
    print_styled(terminal, between(line, done, start + layout->marks[i].start), layout->style);
    print_styled(terminal, between(line, start + layout->marks[i].start, start + layout->marks[i].end), SYN_STYLE_HEADING);
    done = start + layout->marks[i].end;
  }
  print_styled(terminal, between(line, done, end), layout->style);
}

static void print_paragraph(const syn_terminal *terminal, const paragraph *layout) {
  syn_text text = layout->text, rest = syn_text_trim(text);
  if (text.size == 0) {
    fputc('\n', terminal->stream);
    return;
  }
  unsigned before = layout->first;
  do {
    syn_text line = syn_display_take_line(&rest, terminal->width > before ? terminal->width - before : 1);
    if (line.size > 0) {
      print_blanks(terminal, before);
      print_line(terminal, layout, line);
    }
    fputc('\n', terminal->stream);
    before = layout->indent;
  } while (rest.size > 0);
}

void syn_terminal_print_wrapped(const syn_terminal *terminal, syn_text text, unsigned first, unsigned indent, syn_style style) {
  syn_buffer clean;
  syn_buffer_init(&clean, TEXT_LIMIT);
  syn_display_add(&clean, text);
  print_paragraph(terminal, &(paragraph){syn_buffer_text(&clean), NULL, 0, first, indent, style});
  syn_buffer_clear(&clean);
}

void syn_terminal_print_marks(const syn_terminal *terminal, syn_text text, const syn_text_mark *marks, size_t mark_count, unsigned first,
                              unsigned indent) {
  syn_buffer clean;
  syn_text_mark places[MARK_LIMIT];
  size_t done = 0, count = mark_count < MARK_LIMIT ? mark_count : MARK_LIMIT;
  syn_buffer_init(&clean, TEXT_LIMIT);
  for (size_t i = 0; i < count; i++) {
    syn_display_add(&clean, syn_text_slice(text, done, marks[i].start));
    places[i].start = clean.size;
    syn_display_add(&clean, syn_text_slice(text, marks[i].start, marks[i].end));
    places[i].end = clean.size;
    done = marks[i].end;
  }
  syn_display_add(&clean, syn_text_slice(text, done, text.size));
  print_paragraph(terminal, &(paragraph){syn_buffer_text(&clean), places, count, first, indent, SYN_STYLE_PLAIN});
  syn_buffer_clear(&clean);
}

void syn_terminal_print_marked(const syn_terminal *terminal, const syn_marked_text *text, unsigned first, unsigned indent) {
  syn_buffer whole;
  syn_buffer_init(&whole, TEXT_LIMIT);
  syn_buffer_add(&whole, text->before);
  syn_buffer_add(&whole, text->words);
  syn_buffer_add(&whole, text->after);
  const syn_text_mark words = {text->before.size, text->before.size + text->words.size};
  syn_terminal_print_marks(terminal, syn_buffer_text(&whole), &words, 1, first, indent);
  syn_buffer_clear(&whole);
}
