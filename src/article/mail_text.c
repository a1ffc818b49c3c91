/*
 * How it works: two or more lines "Name: value" at the top, whose names the tables know, are the head of a message, with the indented lines
 * that go on with them. A line of two hyphens near the end begins the signature. Lines that begin with ">" are quoted. Linear in the text.
 */
#include "article/mail_text.h"

#include <string.h>

enum {
  NAME_BYTES = 40,        /* of a name in the head of a message */
  HEAD_LINES = 2,         /* that make one */
  SIGNATURE_LINES = 12,   /* at most, with blank ones */
  PASSED_ON_PERCENT = 60, /* of lines that are quoted where the whole message was passed on */
  QUOTED_LINES = 2        /* that show that there are quoted lines at all */
};

typedef struct mail {
  const syn_furniture *furniture;
  syn_arena *arena;
  syn_text subject, rest; /* rest: below the head */
  unsigned quoted, lines;
} mail;

static syn_text next_line(syn_text text, size_t *at) {
  const char *end = memchr(text.data + *at, '\n', text.size - *at);
  size_t stop = end ? (size_t)(end - text.data) : text.size;
  syn_text line = syn_text_slice(text, *at, stop);
  *at = stop < text.size ? stop + 1 : stop;
  if (line.size > 0 && line.data[line.size - 1] == '\r') line.size--;
  return line;
}

/* What the name before the colon is in the head of a message; 0 where the line is none of it. */
static syn_status header_classes(const mail *m, syn_text line, uint32_t *out_classes, syn_text *out_value) {
  *out_classes = 0;
  const char *colon = line.size > 0 ? memchr(line.data, ':', line.size < NAME_BYTES ? line.size : NAME_BYTES) : NULL;
  if (!colon || colon == line.data) return SYN_OK;
  syn_text form;
  syn_status status = syn_furniture_form(syn_text_slice(line, 0, (size_t)(colon - line.data)), m->arena, &form);
  if (status != SYN_OK) return status;
  *out_classes = syn_furniture_whole(m->furniture, form) & (SYN_FURNITURE_HEADER | SYN_FURNITURE_SUBJECT);
  *out_value = syn_text_trim(syn_text_slice(line, (size_t)(colon - line.data) + 1, line.size));
  return SYN_OK;
}

static syn_status cut_head(mail *m, syn_text text) {
  size_t at = 0, end = 0, count = 0;
  while (at < text.size && (text.data[at] == '\n' || text.data[at] == '\r')) at++;
  while (at < text.size) {
    size_t start = at;
    syn_text line = next_line(text, &at), value = {0};
    bool goes_on = count > 0 && line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
    uint32_t classes = 0;
    syn_status status = goes_on ? SYN_OK : header_classes(m, line, &classes, &value);
    if (status != SYN_OK) return status;
    if (!goes_on && classes == 0) {
      at = start;
      break;
    }
    if (classes & SYN_FURNITURE_SUBJECT) m->subject = value;
    count += !goes_on;
    end = at;
  }
  if (count >= HEAD_LINES)
    m->rest = syn_text_slice(text, end, text.size);
  else
    m->subject = (syn_text){0};
  return SYN_OK;
}

static bool is_quoted(syn_text line) {
  return line.size > 0 && line.data[0] == '>';
}

static void count_lines(mail *m) {
  for (size_t at = 0; at < m->rest.size;) {
    syn_text line = next_line(m->rest, &at);
    if (syn_text_trim(line).size == 0) continue;
    m->lines++;
    m->quoted += is_quoted(line);
  }
}

/* The signature stands below "-- " and is short. */
static void cut_signature(mail *m) {
  size_t found = SIZE_MAX, lines_after = 0;
  for (size_t at = 0; at < m->rest.size;) {
    size_t start = at;
    syn_text line = next_line(m->rest, &at);
    if (syn_text_equal(line, SYN_TEXT("-- ")) || syn_text_equal(line, SYN_TEXT("--")))
      found = start, lines_after = 0;
    else
      lines_after++;
  }
  if (found != SIZE_MAX && found > 0 && lines_after <= SIGNATURE_LINES) m->rest.size = found;
}

static void cut_marks(syn_text *line) {
  while (line->size > 0 && (line->data[0] == '>' || line->data[0] == ' ')) *line = syn_text_slice(*line, 1, line->size);
}

/* The lines that stay: with a blank line where quoted ones went out, so that nothing is joined over them. */
static syn_status copy_lines(const mail *m, syn_text *out_text) {
  bool is_passed_on = (uint64_t)m->quoted * 100 >= (uint64_t)m->lines * PASSED_ON_PERCENT;
  char *data = syn_arena_take(m->arena, m->subject.size + m->rest.size + 4, 1);
  if (!data) return SYN_NO_MEMORY;
  size_t size = m->subject.size;
  if (size > 0) {
    memcpy(data, m->subject.data, size);
    data[size++] = '\n';
    data[size++] = '\n';
  }
  for (size_t at = 0, introduction = SIZE_MAX; at < m->rest.size;) {
    syn_text line = next_line(m->rest, &at);
    bool quoted = m->quoted >= QUOTED_LINES && is_quoted(line), introduces = line.size > 0 && line.data[line.size - 1] == ':';
    if (quoted && is_passed_on) cut_marks(&line);
    if (quoted && !is_passed_on) {
      line.size = 0;
      if (introduction != SIZE_MAX) size = introduction; /* "On Monday somebody wrote:" */
    }
    if (quoted || line.size > 0) introduction = introduces && !quoted ? size : SIZE_MAX;
    if (line.size > 0) memcpy(data + size, line.data, line.size);
    size += line.size;
    data[size++] = '\n';
  }
  *out_text = (syn_text){data, size};
  return SYN_OK;
}

syn_status syn_mail_text(const syn_furniture *furniture, syn_text text, syn_arena *arena, syn_text *out_text) {
  mail m = {.furniture = furniture, .arena = arena, .rest = text};
  syn_status status = cut_head(&m, text);
  if (status != SYN_OK) return status;
  bool has_head = m.rest.size != text.size;
  count_lines(&m);
  size_t before = m.rest.size;
  if (has_head || m.quoted >= QUOTED_LINES) cut_signature(&m);
  *out_text = text;
  return has_head || m.quoted >= QUOTED_LINES || m.rest.size != before ? copy_lines(&m, out_text) : SYN_OK;
}
