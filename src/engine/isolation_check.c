/*
 * What a process without rights says of its page is checked by its form: a process that a page has taken over can tell lies about that
 * page, but it can say nothing about another, and nothing that is no record.
 *
 * One pass over the bytes. Strings are passed over whole; of what is outside them only brackets and keys matter, since the reader of
 * records (records/record_reader.h) that the store uses later is made for hostile lines. Keys have no escapes, so that "article" is
 * always written in this way.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/isolation_internal.h"

enum { DEPTH_MAXIMUM = 16, ID_TEXT = SYN_ID_TEXT_SIZE - 1, PREFIX_SIZE = 64 };

static const char *const fact_kinds[] = {"entity", "time", "quantity", "quote", "event", NULL};
static const char *const article_kinds[] = {"article", NULL};
static const char *const sketch_kinds[] = {"sketch", NULL};

/* What a buffer holds. */
typedef struct lines_form {
  const char *const *kinds;
  const char *id_key; /* that follows "record" and names the article itself; NULL: none does */
  bool is_single;     /* one line, no more and no less */
} lines_form;

static const lines_form forms[SYN_RECORD_LINES_COUNT] = {
    [SYN_RECORD_LINES_ARTICLE] = {article_kinds, "id", true},
    [SYN_RECORD_LINES_FACTS] = {fact_kinds, NULL, false},
    [SYN_RECORD_LINES_SKETCH] = {sketch_kinds, "article", true},
};

/* The end of the string that begins behind its quotation mark at `at`: the place of the closing one, or the size. */
static size_t string_end(syn_text line, size_t at, bool *out_has_escape) {
  *out_has_escape = false;
  for (; at < line.size && line.data[at] != '"'; at++) {
    if (line.data[at] != '\\') continue;
    *out_has_escape = true;
    at++;
  }
  return at < line.size ? at : line.size;
}

/* What was seen of one record. */
typedef struct object_scan {
  const char *id; /* of the article, as text */
  char open[DEPTH_MAXIMUM];
  size_t depth;
  unsigned record_count, id_count; /* keys "record" and "id" of the object itself: a second one would overrule the first */
} object_scan;

/* Whether a key whose value begins at `at` may be there. */
static const char *find_fault_in_key(object_scan *scan, syn_text line, syn_text key, size_t at) {
  if (scan->depth == 1) {
    if (syn_text_equal(key, SYN_TEXT("record")) && ++scan->record_count > 1) return "a record has two kinds";
    if (syn_text_equal(key, SYN_TEXT("id")) && ++scan->id_count > 1) return "a record has two ids";
  }
  if (!syn_text_equal(key, SYN_TEXT("article"))) return NULL;
  syn_text value = syn_text_slice(line, at, at + ID_TEXT + 2);
  bool is_right =
      value.size == ID_TEXT + 2 && value.data[0] == '"' && memcmp(value.data + 1, scan->id, ID_TEXT) == 0 && value.data[ID_TEXT + 1] == '"';
  return is_right ? NULL : "a record names another article";
}

static const char *find_fault_in_bracket(object_scan *scan, char byte) {
  if (byte == '{' || byte == '[') {
    if (scan->depth == DEPTH_MAXIMUM) return "a record is nested too deep";
    scan->open[scan->depth++] = byte;
    return NULL;
  }
  bool is_pair = scan->depth > 0 && scan->open[--scan->depth] == (byte == '}' ? '{' : '[');
  return is_pair ? NULL : "brackets do not pair up";
}

/* Of numbers, true, false, null and what stands between values. No white space and no comment, which could hide a key from its colon. */
static bool is_plain(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '+' && byte <= ':' && byte != '/') || byte == 'E';
}

/* One JSON object, no more: its brackets pair up and nothing follows. */
static const char *find_fault_in_object(syn_text line, const char *id) {
  object_scan scan = {.id = id};
  const char *fault = NULL;
  for (size_t at = 0; !fault && at < line.size; at++) {
    char byte = line.data[at];
    if (at > 0 && scan.depth == 0) return "a record is followed by something else";
    if (byte == '{' || byte == '[' || byte == '}' || byte == ']') {
      fault = find_fault_in_bracket(&scan, byte);
    } else if (byte == '"') {
      bool has_escape;
      size_t start = at + 1;
      at = string_end(line, start, &has_escape);
      if (at + 1 >= line.size || line.data[at + 1] != ':') continue;
      fault = has_escape ? "a key has an escape" : find_fault_in_key(&scan, line, syn_text_slice(line, start, at), at + 2);
    } else if (!is_plain(byte)) {
      return "something that is no JSON stands between values";
    }
  }
  if (fault) return fault;
  return scan.depth == 0 ? NULL : "a record has no end";
}

static bool has_kind(syn_text line, const lines_form *form, const char id[SYN_ID_TEXT_SIZE]) {
  for (const char *const *kind = form->kinds; *kind; kind++) {
    char prefix[PREFIX_SIZE];
    if (form->id_key)
      snprintf(prefix, sizeof prefix, "{\"record\":\"%s\",\"%s\":\"%s\"", *kind, form->id_key, id);
    else
      snprintf(prefix, sizeof prefix, "{\"record\":\"%s\",", *kind);
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
