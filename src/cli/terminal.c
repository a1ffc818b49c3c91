#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

enum { PAGE_WIDTH = 120, NARROWEST = 60, WIDEST = 240, CELL_LIMIT = 16 };

static bool is_hidden(uint32_t codepoint) {
  if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0)) return true;
  if (codepoint == 0x200E || codepoint == 0x200F || codepoint == 0x61C) return true; /* direction marks */
  return (codepoint >= 0x202A && codepoint <= 0x202E) || (codepoint >= 0x2066 && codepoint <= 0x2069);
}

void syn_terminal_print(FILE *stream, syn_text text) {
  for (size_t i = 0; i < text.size;) {
    size_t size = 0;
    uint32_t codepoint = syn_utf8_decode(text, i, &size);
    if (!is_hidden(codepoint))
      fwrite(text.data + i, 1, size, stream);
    else if (codepoint == '\n' || codepoint == '\t' || codepoint == '\r')
      fputc(' ', stream);
    i += size;
  }
}

unsigned syn_terminal_width(void) {
  struct winsize size;
  const char *columns = getenv("COLUMNS");
  unsigned width = columns ? (unsigned)strtoul(columns, NULL, 10) : 0;
  if (width == 0 && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0) width = PAGE_WIDTH;
  return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

bool syn_terminal_has_style(void) {
  const char *no_color = getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no_color && no_color[0]);
}

static unsigned codepoint_width(uint32_t codepoint) {
  if (codepoint < 0x7F) return codepoint >= 0x20;
  if (is_hidden(codepoint)) return 0;
  int8_t category = u_charType((UChar32)codepoint);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return codepoint == 0xAD ? 1 : 0;
  int width = u_getIntPropertyValue((UChar32)codepoint, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned syn_terminal_text_width(syn_text text) {
  unsigned width = 0;
  for (size_t i = 0; i < text.size;) {
    size_t size = 0;
    width += codepoint_width(syn_utf8_decode(text, i, &size));
    i += size;
  }
  return width;
}

/* Takes a line of at most `width` columns off `*rest`: broken at the last blank, inside a word only where it is too long. */
static syn_text take_line(syn_text *rest, unsigned width) {
  *rest = syn_text_trim(*rest);
  size_t end = 0, last_blank = 0;
  unsigned used = 0;
  while (end < rest->size) {
    size_t size = 0;
    uint32_t codepoint = syn_utf8_decode(*rest, end, &size);
    unsigned columns = codepoint_width(codepoint);
    if (used + columns > width && end > 0) break;
    used += columns;
    if (codepoint == ' ' || codepoint == '\n' || codepoint == '\t') last_blank = end;
    end += size;
  }
  if (end < rest->size && rest->data[end] != ' ' && last_blank > 0) end = last_blank;
  syn_text line = syn_text_slice(*rest, 0, end);
  *rest = syn_text_slice(*rest, end, rest->size);
  return syn_text_trim(line);
}

static void print_styled(FILE *stream, syn_text line, const char *style) {
  if (line.size == 0) return;
  if (style) fputs(style, stream);
  syn_terminal_print(stream, line);
  if (style) fputs("\033[0m", stream);
}

void syn_terminal_print_row(FILE *stream, const syn_cell *cells, const unsigned *widths, unsigned count) {
  syn_text rests[CELL_LIMIT];
  if (count > CELL_LIMIT) count = CELL_LIMIT;
  for (unsigned i = 0; i < count; i++) rests[i] = cells[i].text;
  bool has_more = true;
  while (has_more) {
    unsigned behind = 0; /* blanks owed: paid before the next words, so that no line ends in blanks */
    has_more = false;
    for (unsigned i = 0; i < count; i++) {
      syn_text line = take_line(&rests[i], widths[i]);
      unsigned width = syn_terminal_text_width(line);
      if (line.size > 0) fprintf(stream, "%*s", (int)behind, "");
      print_styled(stream, line, cells[i].style);
      behind = (line.size > 0 ? 0 : behind) + (widths[i] > width ? widths[i] - width : 0) + 2;
      if (syn_text_trim(rests[i]).size > 0) has_more = true;
    }
    fputc('\n', stream);
  }
}

void syn_terminal_print_wrapped(FILE *stream, syn_text text, unsigned indent, unsigned width, const char *style) {
  syn_text rest = text;
  do {
    syn_text line = take_line(&rest, width > indent ? width - indent : 1);
    if (line.size > 0) fprintf(stream, "%*s", (int)indent, "");
    print_styled(stream, line, style);
    fputc('\n', stream);
  } while (syn_text_trim(rest).size > 0);
}
