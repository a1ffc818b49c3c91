/*
 * What a process without rights says of its page is checked by its form: a process that a page has taken over can tell lies about that
 * page, but it can say nothing about another, and nothing that is no record.
 *
 * One pass over the bytes, by the grammar of JSON (RFC 8259) and somewhat stricter: no white space outside strings, no escapes in keys, so
 * that a key is written in one way only. What the values mean is for the reader of records (records/record_reader.h), which is made for
 * hostile lines; here it matters that whoever parses them later sees the same keys.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/isolation_internal.h"
#include "records/record_reader.h"

enum { DEPTH_MAXIMUM = 16, ID_TEXT = SYN_ID_TEXT_SIZE - 1, PREFIX_SIZE = 64 };

static const char *const article_kinds[] = {"article", NULL};
static const char *const sketch_kinds[] = {"sketch", NULL};
static const char *const marks_kinds[] = {"marks", NULL};

/* What a buffer holds. */
typedef struct lines_form {
  const char *const *kinds;
  const char *id_key; /* that follows "record" and names the article itself; NULL: the record has an id of its own */
  bool is_single;     /* one line, no more and no less */
} lines_form;

static const lines_form forms[SYN_RECORD_LINES_COUNT] = {
    [SYN_RECORD_LINES_ARTICLE] = {article_kinds, "id", true},
    [SYN_RECORD_LINES_FACTS] = {syn_fact_kind_names, NULL, false},
    [SYN_RECORD_LINES_SKETCH] = {sketch_kinds, "article", true},
    [SYN_RECORD_LINES_MARKS] = {marks_kinds, "article", false},
};

/* A walk over one record. */
typedef struct walk {
  syn_text line;
  size_t at;
  const char *id; /* of the article, as text */
  char open[DEPTH_MAXIMUM];
  size_t depth;
  unsigned record_count, id_count; /* keys "record" and "id" of the object itself: a second one would overrule the first */
  const char *fault;
} walk;

typedef enum expectation { VALUE, VALUE_OR_END, KEY, KEY_OR_END, SEPARATOR } expectation;

/* The byte at hand, or 0 at the end; a NUL byte has no place in a record. */
static char byte_at(const walk *self) {
  return self->at < self->line.size ? self->line.data[self->at] : '\0';
}

static void find(walk *self, const char *fault) {
  if (!self->fault) self->fault = fault;
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static bool is_hexadecimal(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/* Behind a backslash. */
static void take_escape(walk *self) {
  char kind = byte_at(self);
  if (kind == '\0' || !strchr("\"\\/bfnrtu", kind)) find(self, "a string has an escape that there is not");
  self->at++;
  for (int i = 0; kind == 'u' && i < 4; i++, self->at++)
    if (!is_hexadecimal(byte_at(self))) find(self, "a string has an escape that there is not");
}

/* The string at hand, without its marks. */
static syn_text take_string(walk *self, bool *out_has_escape) {
  size_t start = ++self->at;
  *out_has_escape = false;
  while (!self->fault && byte_at(self) != '"') {
    if ((unsigned char)byte_at(self) < ' ') {
      find(self, "a string has no end");
    } else if (self->line.data[self->at++] == '\\') {
      *out_has_escape = true;
      take_escape(self);
    }
  }
  return syn_text_slice(self->line, start, self->at++);
}

static void take_digits(walk *self) {
  if (!is_digit(byte_at(self))) find(self, "a number has no digits");
  while (is_digit(byte_at(self))) self->at++;
}

static void take_number(walk *self) {
  if (byte_at(self) == '-') self->at++;
  bool is_zero = byte_at(self) == '0';
  size_t start = self->at;
  take_digits(self);
  if (is_zero && self->at > start + 1) find(self, "a number begins with 0");
  if (byte_at(self) == '.') {
    self->at++;
    take_digits(self);
  }
  if (byte_at(self) != 'e' && byte_at(self) != 'E') return;
  self->at++;
  if (byte_at(self) == '+' || byte_at(self) == '-') self->at++;
  take_digits(self);
}

static void take_word(walk *self) {
  static const syn_text WORDS[] = {{"true", 4}, {"false", 5}, {"null", 4}};
  syn_text rest = syn_text_slice(self->line, self->at, self->line.size);
  for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
    if (!syn_text_starts_with(rest, WORDS[i])) continue;
    self->at += WORDS[i].size;
    return;
  }
  find(self, "something that is no JSON stands where a value should");
}

/* Whether a key, whose value is at hand, may be there. */
static void check_key(walk *self, syn_text key) {
  if (self->depth == 1) {
    if (syn_text_equal(key, SYN_TEXT("record")) && ++self->record_count > 1) find(self, "a record has two kinds");
    if (syn_text_equal(key, SYN_TEXT("id")) && ++self->id_count > 1) find(self, "a record has two ids");
  }
  if (!syn_text_equal(key, SYN_TEXT("article"))) return;
  syn_text value = syn_text_slice(self->line, self->at, self->at + ID_TEXT + 2);
  bool is_right =
      value.size == ID_TEXT + 2 && value.data[0] == '"' && memcmp(value.data + 1, self->id, ID_TEXT) == 0 && value.data[ID_TEXT + 1] == '"';
  if (!is_right) find(self, "a record names another article");
}

static expectation take_key(walk *self) {
  bool has_escape = false;
  if (byte_at(self) != '"') {
    find(self, "something that is no JSON stands where a key should");
    return VALUE;
  }
  syn_text key = take_string(self, &has_escape);
  if (has_escape) find(self, "a key has an escape");
  if (byte_at(self) != ':') find(self, "something that is no JSON follows a key");
  self->at++;
  check_key(self, key);
  return VALUE;
}

static expectation take_value(walk *self) {
  bool has_escape;
  char byte = byte_at(self);
  if (byte == '{' || byte == '[') {
    if (self->depth == DEPTH_MAXIMUM)
      find(self, "a record is nested too deep");
    else
      self->open[self->depth++] = byte;
    self->at++;
    return byte == '{' ? KEY_OR_END : VALUE_OR_END;
  }
  if (byte == '"')
    (void)take_string(self, &has_escape);
  else if (byte == '-' || is_digit(byte))
    take_number(self);
  else
    take_word(self);
  return SEPARATOR;
}

/* A comma, or the end of what is open. */
static expectation take_separator(walk *self) {
  char byte = byte_at(self), open = self->open[self->depth - 1];
  self->at++;
  if (byte == ',') return open == '{' ? KEY : VALUE;
  if (byte != (open == '{' ? '}' : ']')) find(self, byte ? "brackets do not pair up" : "a record has no end");
  self->depth--;
  return SEPARATOR;
}

/* One JSON object, no more. */
static const char *find_fault_in_object(syn_text line, const char *id) {
  walk self = {.line = line, .id = id};
  expectation next = take_value(&self);
  while (!self.fault && self.depth > 0) {
    char byte = byte_at(&self);
    bool is_end = (next == KEY_OR_END && byte == '}') || (next == VALUE_OR_END && byte == ']');
    if (is_end || next == SEPARATOR)
      next = take_separator(&self);
    else
      next = next == KEY || next == KEY_OR_END ? take_key(&self) : take_value(&self);
  }
  if (!self.fault && self.at != line.size) find(&self, "a record is followed by something else");
  if (!self.fault && self.record_count != 1) find(&self, "a record has no kind");
  return self.fault;
}

static bool has_kind(syn_text line, const lines_form *form, const char id[SYN_ID_TEXT_SIZE]) {
  for (const char *const *kind = form->kinds; *kind; kind++) {
    char prefix[PREFIX_SIZE];
    if (form->id_key)
      snprintf(prefix, sizeof prefix, "{\"record\":\"%s\",\"%s\":\"%s\"", *kind, form->id_key, id);
    else
      snprintf(prefix, sizeof prefix, "{\"record\":\"%s\",\"id\":\"", *kind);
    if (syn_text_starts_with(line, syn_text_from(prefix))) return true;
  }
  return false;
}

static const char *find_fault_in_lines(syn_text text, const lines_form *form, const char id[SYN_ID_TEXT_SIZE]) {
  size_t line_count = 0;
  if (syn_utf8_valid_prefix(text) != text.size) return "records are not UTF-8";
  if (text.size > 0 && text.data[text.size - 1] != '\n') return "the last record has no end";
  for (size_t at = 0; at < text.size;) {
    const char *end = memchr(text.data + at, '\n', text.size - at);
    syn_text line = {text.data + at, (size_t)(end - text.data) - at};
    at += line.size + 1;
    line_count++;
    if (!has_kind(line, form, id)) return "a record is of a kind, or of an article, that does not belong there";
    const char *fault = find_fault_in_object(line, id);
    if (fault) return fault;
  }
  return form->is_single && line_count != 1 ? "there is not one record of the article" : NULL;
}

const char *syn_isolation_find_fault(const syn_record_lines *lines, syn_id id) {
  char id_text[SYN_ID_TEXT_SIZE];
  syn_id_format(id, id_text);
  const char *fault = NULL;
  for (size_t i = 0; !fault && i < SYN_RECORD_LINES_COUNT; i++)
    fault = find_fault_in_lines(syn_buffer_text(lines->buffers[i]), &forms[i], id_text);
  return fault;
}
