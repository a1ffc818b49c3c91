#include "cli/display_text.h"

#include <string.h>

#include <unicode/uchar.h>

enum {
  ESCAPE = 0x1B,
  BELL = 0x07,
  STRING_END = 0x9C,
  SEQUENCE_LIMIT = 4096, /* bytes: what has not ended by then is no sequence, and only its introducer goes */
  MARK_LIMIT = 6,        /* on one letter; Hebrew with cantillation has four */
  FIRST_JOINING = 0x600, /* no script before Arabic needs joiners */
  NO_CODEPOINT = 0
};

/* The code point at `at`, or NO_CODEPOINT at the end. */
static uint32_t codepoint_at(syn_text text, size_t at, size_t *out_size) {
  *out_size = 0;
  return at < text.size ? syn_utf8_decode(text, at, out_size) : NO_CODEPOINT;
}

/* Where the control sequence (ECMA-48, 5.4) ends whose parameters begin at `start`; `start` when it is none. */
static size_t end_of_control_sequence(syn_text text, size_t start) {
  size_t at = start;
  while (at < text.size && at - start < SEQUENCE_LIMIT && text.data[at] >= 0x20 && text.data[at] < 0x40) at++;
  return at < text.size && text.data[at] >= 0x40 && text.data[at] < 0x7F ? at + 1 : start;
}

static bool is_line_space(uint32_t codepoint) {
  return (codepoint >= '\t' && codepoint <= '\r') || codepoint == 0x85 || codepoint == 0x2028 || codepoint == 0x2029;
}

static bool is_control(uint32_t codepoint) {
  return codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0);
}

/* Where the control string (an OSC, DCS, SOS, PM or APC; 5.6) ends whose content begins at `start`; `start` when it does not end. */
static size_t end_of_control_string(syn_text text, size_t start) {
  size_t size = 0;
  for (size_t at = start; at < text.size && at - start < SEQUENCE_LIMIT; at += size) {
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    if (codepoint == BELL || codepoint == STRING_END) return at + size;
    if (codepoint == ESCAPE) return at + 1 < text.size && text.data[at + 1] == '\\' ? at + 2 : start;
    if (is_control(codepoint) && !is_line_space(codepoint)) return start;
  }
  return start;
}

/* Bytes of the escape sequence at `at`, or 0 where none begins. The introducer alone counts where the rest makes no sense. */
static size_t escape_size(syn_text text, size_t at) {
  size_t size = 0, next_size = 0;
  uint32_t introducer = codepoint_at(text, at, &size);
  size_t start = at + size;
  if (introducer == ESCAPE) {
    uint32_t next = codepoint_at(text, start, &next_size);
    if (next < 0x20 || next >= 0x7F) return size;
    if (next < 0x30) { /* ESC, intermediate bytes, one final byte */
      while (start < text.size && text.data[start] >= 0x20 && text.data[start] < 0x30) start++;
      return start < text.size && text.data[start] >= 0x30 && text.data[start] < 0x7F ? start + 1 - at : size;
    }
    introducer = next < 0x60 ? next + 0x40 : NO_CODEPOINT; /* ESC [ is U+009B, and so on */
    start += next_size;
  }
  switch (introducer) {
  case 0x9B:
    return end_of_control_sequence(text, start) - at;
  case 0x90:
  case 0x98:
  case 0x9D:
  case 0x9E:
  case 0x9F:
    return end_of_control_string(text, start) - at;
  default:
    return text.data[at] == ESCAPE ? start - at : 0;
  }
}

/* Invisible by definition: marks of direction, joiners, tags, selectors and the like; or an interlinear annotation. */
static bool is_invisible(uint32_t codepoint) {
  if (codepoint < 0x80) return false;
  return u_hasBinaryProperty((UChar32)codepoint, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (codepoint >= 0xFFF9 && codepoint <= 0xFFFB);
}

static bool is_joiner(uint32_t codepoint) {
  return codepoint == 0x200C || codepoint == 0x200D;
}

static bool is_mark(uint32_t codepoint) {
  return codepoint >= 0x300 && (U_GET_GC_MASK((UChar32)codepoint) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

/* Whether a joiner behind this character has a meaning. */
static bool takes_joiner(uint32_t codepoint) {
  return codepoint >= FIRST_JOINING && (syn_utf8_is_letter(codepoint) || (U_GET_GC_MASK((UChar32)codepoint) & U_GC_M_MASK) != 0);
}

static bool is_shown(uint32_t codepoint, uint32_t previous, unsigned mark_count) {
  if (is_joiner(codepoint)) return takes_joiner(previous);
  if (is_control(codepoint) || is_invisible(codepoint)) return false;
  return !is_mark(codepoint) || mark_count < MARK_LIMIT;
}

void syn_display_add(syn_buffer *buffer, syn_text text) {
  uint32_t previous = NO_CODEPOINT;
  unsigned mark_count = 0;
  for (size_t at = 0, size = 0; at < text.size; at += size) {
    size_t escape = escape_size(text, at);
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    if (escape > 0) {
      size = escape;
    } else if (is_line_space(codepoint)) {
      syn_buffer_add_byte(buffer, ' ');
      previous = ' ';
      mark_count = 0;
    } else if (is_shown(codepoint, previous, mark_count)) {
      if (!is_joiner(codepoint)) mark_count = is_mark(codepoint) ? mark_count + 1 : 0;
      syn_buffer_add_codepoint(buffer, U_IS_UNICODE_NONCHAR(codepoint) ? SYN_UTF8_REPLACEMENT : codepoint);
      previous = codepoint;
    }
  }
}

static unsigned codepoint_width(uint32_t codepoint) {
  if (codepoint >= 0x20 && codepoint < 0x7F) return 1;
  if (is_control(codepoint) || is_invisible(codepoint) || is_mark(codepoint)) return 0;
  if (codepoint >= 0x1160 && codepoint <= 0x11FF) return 0; /* vowels and finals of a Hangul syllable */
  int width = u_getIntPropertyValue((UChar32)codepoint, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned syn_display_width(syn_text text) {
  unsigned width = 0;
  for (size_t at = 0, size = 0; at < text.size; at += size) width += codepoint_width(syn_utf8_decode(text, at, &size));
  return width;
}

static bool is_blank(uint32_t codepoint) {
  return codepoint == ' ' || codepoint == '\n' || codepoint == '\t';
}

/* How much of `text` fits into `width`, and the last places there at which it may be broken. */
typedef struct fitting {
  size_t end;         /* bytes that fit, with the marks of the last letter */
  size_t blank, sign; /* the last blank, behind the last sign of an address or wide character; 0: none */
} fitting;

static fitting fit(syn_text text, unsigned width) {
  fitting result = {0};
  unsigned used = 0, before = 0;
  for (size_t at = 0, size = 0; at < text.size; at += size) {
    uint32_t codepoint = syn_utf8_decode(text, at, &size);
    unsigned columns = codepoint_width(codepoint);
    if (at > 0 && columns == 2) result.sign = at;
    if (at > 0 && columns > 0 && before == 2) result.sign = at;
    if (is_blank(codepoint)) result.blank = at;
    if (used + columns > width && at > 0) break;
    used += columns;
    result.end = at + size;
    if (columns > 0) before = columns;
    if (codepoint < 0x7F && strchr("/-_.?&=", (int)codepoint) && at > 0) result.sign = result.end;
  }
  return result;
}

/* Whether the word behind the blank is longer than a line, so that its beginning need not wait for the next one. */
static bool is_long_word(syn_text text, size_t blank, unsigned width) {
  syn_text word = syn_text_slice(text, blank + 1, text.size);
  fitting found = fit(word, width);
  return found.end < word.size && found.blank == 0 && !is_blank((unsigned char)word.data[0]);
}

syn_text syn_display_take_line(syn_text *rest, unsigned width) {
  syn_text text = syn_text_trim(*rest);
  if (width < 2) width = 2;
  fitting found = fit(text, width);
  size_t end = found.end;
  if (end < text.size && !is_blank((unsigned char)text.data[end])) {
    bool breaks_word = found.blank == 0 || (found.sign > found.blank && is_long_word(text, found.blank, width));
    if (!breaks_word)
      end = found.blank;
    else if (found.sign > 0)
      end = found.sign;
  }
  *rest = syn_text_trim(syn_text_slice(text, end, text.size));
  return syn_text_trim(syn_text_slice(text, 0, end));
}
