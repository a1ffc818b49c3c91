/*
 * How it works. One pass over the bytes; each tag is taken apart where it stands. Of what is not well-formed: an end tag without a start
 * is left out, one that closes an outer element closes those in it, "&" and "<" that begin nothing stand for themselves.
 *
 * libxml2 was tried and is the oracle of the tests. Its SAX reader has no limit on attributes and open namespaces and compares each with
 * each: a tag of 730 KB takes 27 s, a nest of 1.2 MB 18 s; behind the first mistake it goes on with the wrong element, or not at all.
 */
#include "readers/xml_scanner.h"

#include <string.h>

#include "dom/html_references.h"

static bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

void syn_xml_init(syn_xml_scanner *self, syn_text input, syn_arena *arena, syn_xml_space_of *space_of) {
  *self = (syn_xml_scanner){.input = input, .arena = arena, .space_of = space_of};
}

/* --- references --- */

/* The reference at the "&" of `raw`: its bytes, 0 where it is none. Names have to end with ";", or addresses would be spoilt
 * ("?a=1&copy=2"). */
static size_t read_reference(syn_text raw, size_t at, char out_bytes[SYN_HTML_REFERENCE_BYTES], size_t *out_size) {
  size_t taken = syn_html_reference_read(raw, at, true, out_bytes, out_size);
  return taken > 0 && raw.data[at + taken - 1] == ';' ? taken : 0;
}

syn_status syn_xml_resolve(syn_text raw, syn_arena *arena, syn_text *out_text, bool *is_damaged) {
  const char *first = raw.size > 0 ? memchr(raw.data, '&', raw.size) : NULL;
  *out_text = raw;
  if (!first) return SYN_OK;
  /* a reference is no longer than what it stands for, but for those of SYN_HTML_REFERENCE_GROWTH */
  char *bytes = syn_arena_take(arena, raw.size * SYN_HTML_REFERENCE_GROWTH + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  size_t size = (size_t)(first - raw.data), at = size;
  memcpy(bytes, raw.data, size);
  while (at < raw.size) {
    char value[SYN_HTML_REFERENCE_BYTES];
    size_t value_size = 0, taken = raw.data[at] == '&' ? read_reference(raw, at, value, &value_size) : 0;
    if (taken > 0) {
      memcpy(bytes + size, value, value_size);
      size += value_size;
      at += taken;
    } else {
      *is_damaged = *is_damaged || raw.data[at] == '&';
      bytes[size++] = raw.data[at++];
    }
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

/* --- namespaces --- */

static uint8_t find_space(syn_xml_scanner *self, syn_text prefix) {
  for (uint32_t i = self->bound; i > 0; i--) {
    if (syn_text_equal(self->bindings[i - 1].prefix, prefix)) return self->bindings[i - 1].space;
  }
  self->is_damaged = self->is_damaged || (prefix.size > 0 && !syn_text_equal(prefix, SYN_TEXT("xml")));
  return self->space_of((syn_text){0}, prefix);
}

static void split_name(syn_text tag, syn_text *out_prefix, syn_text *out_name) {
  const char *colon = memchr(tag.data, ':', tag.size);
  size_t at = colon ? (size_t)(colon - tag.data) : 0;
  bool has_prefix = at > 0 && at + 1 < tag.size;
  *out_prefix = syn_text_slice(tag, 0, has_prefix ? at : 0);
  *out_name = has_prefix ? syn_text_slice(tag, at + 1, tag.size) : tag;
}

static void bind(syn_xml_scanner *self, syn_text prefix, syn_text uri) {
  if (self->bound == SYN_XML_BINDINGS) {
    self->is_damaged = true;
    return;
  }
  self->bindings[self->bound++] = (syn_xml_binding){prefix, self->space_of(syn_text_trim(uri), prefix)};
}

/* Binds what the tag declares, then tells what its names belong to. */
static void resolve_names(syn_xml_scanner *self) {
  const syn_text declaration = SYN_TEXT("xmlns"), prefixed = SYN_TEXT("xmlns:");
  uint32_t kept = 0;
  for (uint32_t i = 0; i < self->attribute_count; i++) {
    syn_xml_attribute attribute = self->attributes[i];
    if (syn_text_equal(attribute.name, declaration))
      bind(self, (syn_text){0}, attribute.value);
    else if (syn_text_starts_with(attribute.name, prefixed))
      bind(self, syn_text_slice(attribute.name, prefixed.size, attribute.name.size), attribute.value);
    else
      self->attributes[kept++] = attribute;
  }
  self->attribute_count = kept;
  for (uint32_t i = 0; i < kept; i++) {
    syn_text prefix;
    split_name(self->attributes[i].name, &prefix, &self->attributes[i].name);
    self->attributes[i].space = prefix.size > 0 ? find_space(self, prefix) : 0;
  }
  syn_text prefix;
  split_name(self->element.tag, &prefix, &self->element.name);
  self->element.space = find_space(self, prefix);
}

/* --- tags --- */

static void skip_spaces(syn_xml_scanner *self) {
  while (self->at < self->input.size && is_space(self->input.data[self->at])) self->at++;
}

static syn_text read_name(syn_xml_scanner *self) {
  size_t start = self->at;
  while (self->at < self->input.size && !is_space(self->input.data[self->at]) && !strchr("/>=<\"'", self->input.data[self->at])) self->at++;
  return syn_text_slice(self->input, start, self->at);
}

/* The value behind a quotation mark, or, where the mark does not come again, up to the end of the tag. */
static syn_text read_quoted(syn_xml_scanner *self, char quote) {
  bool *lacks = quote == '"' ? &self->lacks_double_quote : &self->lacks_single_quote;
  const char *start = self->input.data + ++self->at;
  size_t left = self->input.size - self->at;
  const char *end = *lacks ? NULL : memchr(start, quote, left);
  if (end) {
    self->at += (size_t)(end - start) + 1;
    return (syn_text){start, (size_t)(end - start)};
  }
  *lacks = self->is_damaged = true;
  end = memchr(start, '>', left);
  size_t size = end ? (size_t)(end - start) : left;
  self->at += size;
  return (syn_text){start, size};
}

static syn_text read_value(syn_xml_scanner *self) {
  if (self->at >= self->input.size) return (syn_text){0};
  char quote = self->input.data[self->at];
  if (quote == '"' || quote == '\'') return read_quoted(self, quote);
  size_t start = self->at;
  for (; self->at < self->input.size && !is_space(self->input.data[self->at]) && self->input.data[self->at] != '>'; self->at++) {
    bool is_end = self->input.data[self->at] == '/' && self->at + 1 < self->input.size && self->input.data[self->at + 1] == '>';
    if (is_end) break;
  }
  self->is_damaged = true;
  return syn_text_slice(self->input, start, self->at);
}

static syn_status read_attribute(syn_xml_scanner *self) {
  syn_xml_attribute attribute = {.name = read_name(self)};
  if (attribute.name.size == 0) {
    self->at++; /* a byte that begins nothing */
    self->is_damaged = true;
    return SYN_OK;
  }
  skip_spaces(self);
  if (self->at < self->input.size && self->input.data[self->at] == '=') {
    self->at++;
    skip_spaces(self);
    attribute.value = read_value(self);
  } else {
    self->is_damaged = true;
  }
  if (self->attribute_count == SYN_XML_ATTRIBUTES) {
    self->is_damaged = true;
    return SYN_OK;
  }
  syn_status status = syn_xml_resolve(attribute.value, self->arena, &attribute.value, &self->is_damaged);
  if (status == SYN_OK) self->attributes[self->attribute_count++] = attribute;
  return status;
}

/* After the "<". NOTHING where no element begins: the tag breaks off, or lies too deep. */
static syn_xml_event read_start(syn_xml_scanner *self) {
  self->element = (syn_xml_element){.tag = read_name(self), .bound = (uint16_t)self->bound};
  self->attribute_count = 0;
  bool is_empty = false;
  for (;;) {
    skip_spaces(self);
    if (self->at >= self->input.size || self->input.data[self->at] == '<') break;
    char next = self->input.data[self->at];
    is_empty = next == '/' && self->at + 1 < self->input.size && self->input.data[self->at + 1] == '>';
    if (is_empty || next == '>') break;
    if (read_attribute(self) != SYN_OK) return SYN_XML_FAILED;
  }
  bool is_whole = self->at < self->input.size && self->input.data[self->at] != '<';
  if (!is_whole) self->is_damaged = true;
  if (self->at >= self->input.size) return SYN_XML_NOTHING;
  self->at += is_empty ? 2 : is_whole ? 1 : 0;
  if (self->depth == SYN_XML_DEPTH) {
    self->is_damaged = true;
    if (!is_empty) self->ignored_depth++;
    return SYN_XML_NOTHING;
  }
  if (self->depth == 0 && self->has_root) self->is_damaged = true;
  self->has_root = true;
  resolve_names(self);
  self->open[self->depth++] = self->element;
  if (is_empty) self->closing = 1;
  return SYN_XML_START;
}

/* After the "</": how many elements end. */
static void read_end(syn_xml_scanner *self) {
  syn_text tag = read_name(self);
  while (self->at < self->input.size && self->input.data[self->at] != '>' && self->input.data[self->at] != '<') self->at++;
  if (self->at < self->input.size && self->input.data[self->at] == '>')
    self->at++;
  else
    self->is_damaged = true;
  if (self->ignored_depth > 0) {
    self->ignored_depth--;
    return;
  }
  uint32_t depth = self->depth;
  while (depth > 0 && !syn_text_equal(self->open[depth - 1].tag, tag)) depth--;
  if (depth > 0) self->closing = self->depth - depth + 1;
  if (depth != self->depth || depth == 0) self->is_damaged = true;
}

static syn_xml_event close_element(syn_xml_scanner *self) {
  self->closing--;
  self->element = self->open[--self->depth];
  self->bound = self->element.bound;
  self->attribute_count = 0;
  return SYN_XML_END;
}

void syn_xml_forget(syn_xml_scanner *self, uint32_t depth) {
  if (depth + 1 >= self->depth) return;
  const uint16_t bound = self->open[depth].bound;
  self->open[depth] = self->open[self->depth - 1];
  self->open[depth].bound = bound;
  self->depth = depth + 1;
  self->is_damaged = true;
}

/* --- what is no element --- */

/* Moves behind `end`; where it is not there, to the end of the input. Returns what lies before it. */
static syn_text read_until(syn_xml_scanner *self, syn_text end) {
  size_t start = self->at, found = syn_text_find(self->input, end, start);
  if (found == SIZE_MAX) {
    self->is_damaged = true;
    found = self->at = self->input.size;
  } else {
    self->at = found + end.size;
  }
  return syn_text_slice(self->input, start, found);
}

/* A document type with all that it declares. */
static void skip_declaration(syn_xml_scanner *self) {
  uint32_t brackets = 0;
  char quote = 0;
  for (; self->at < self->input.size; self->at++) {
    char c = self->input.data[self->at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '[') {
      brackets++;
    } else if (c == ']' && brackets > 0) {
      brackets--;
    } else if (brackets > 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (brackets > 0 && c == '<' &&
               syn_text_starts_with(syn_text_slice(self->input, self->at, self->input.size), SYN_TEXT("<!--"))) {
      read_until(self, SYN_TEXT("-->"));
      self->at--;
    } else if (brackets == 0 && c == '>') {
      self->at++;
      return;
    }
  }
  self->is_damaged = true;
}

static void skip_instruction(syn_xml_scanner *self) {
  const syn_text end = SYN_TEXT("?>");
  if (!self->lacks_instruction_end && syn_text_find(self->input, end, self->at) == SIZE_MAX) self->lacks_instruction_end = true;
  read_until(self, self->lacks_instruction_end ? SYN_TEXT(">") : end);
  self->is_damaged = self->is_damaged || self->lacks_instruction_end;
}

static bool is_document_type(syn_text rest) {
  const syn_text name = SYN_TEXT("<!DOCTYPE");
  return syn_text_equal_ascii_case(syn_text_slice(rest, 0, name.size), name);
}

/* At a "<" that begins something: TEXT, START, END to come (NOTHING), or NOTHING. `out_is_markup` false: it stands for itself. */
static syn_xml_event read_markup(syn_xml_scanner *self, bool *out_is_markup) {
  const syn_text comment = SYN_TEXT("<!--"), data = SYN_TEXT("<![CDATA[");
  syn_text rest = syn_text_slice(self->input, self->at, self->input.size);
  char second = rest.size > 1 ? rest.data[1] : 0, third = rest.size > 2 ? rest.data[2] : 0;
  *out_is_markup = true;
  if (begins_name(second)) {
    self->at++;
    return read_start(self);
  }
  if (second == '/' && begins_name(third)) {
    self->at += 2;
    read_end(self);
  } else if (second == '?') {
    skip_instruction(self);
  } else if (syn_text_starts_with(rest, comment)) {
    self->at += comment.size;
    read_until(self, SYN_TEXT("-->"));
  } else if (syn_text_starts_with(rest, data)) {
    self->at += data.size;
    self->text = read_until(self, SYN_TEXT("]]>"));
    return self->text.size > 0 ? SYN_XML_TEXT : SYN_XML_NOTHING;
  } else if (is_document_type(rest)) {
    self->is_damaged = self->is_damaged || self->has_root;
    if (self->depth == 0)
      skip_declaration(self);
    else
      read_until(self, SYN_TEXT(">"));
  } else {
    *out_is_markup = false;
  }
  return SYN_XML_NOTHING;
}

/* Text up to the next "<"; one at its beginning belongs to it. */
static syn_xml_event read_text(syn_xml_scanner *self) {
  size_t start = self->at;
  if (self->input.data[start] == '<') {
    self->is_damaged = true;
    self->at++;
  }
  const char *end = self->at < self->input.size ? memchr(self->input.data + self->at, '<', self->input.size - self->at) : NULL;
  self->at = end ? (size_t)(end - self->input.data) : self->input.size;
  syn_text raw = syn_text_slice(self->input, start, self->at);
  if (syn_xml_resolve(raw, self->arena, &self->text, &self->is_damaged) != SYN_OK) return SYN_XML_FAILED;
  if (self->depth == 0 && syn_text_trim(raw).size > 0) self->is_damaged = true;
  return SYN_XML_TEXT;
}

syn_xml_event syn_xml_next(syn_xml_scanner *self) {
  for (;;) {
    if (self->closing > 0) return close_element(self);
    if (self->at >= self->input.size) {
      if (self->depth == 0) return SYN_XML_NOTHING;
      self->is_damaged = true;
      self->closing = self->depth;
      continue;
    }
    bool is_markup = false;
    syn_xml_event event = self->input.data[self->at] == '<' ? read_markup(self, &is_markup) : SYN_XML_NOTHING;
    if (is_markup && event == SYN_XML_NOTHING) continue;
    return is_markup ? event : read_text(self);
  }
}
