#include <string.h>

#include "base/utf8.h"
#include "dom/dom.h"
#include "readers/feed_dates.h"
#include "readers/feed_draft.h"
#include "readers/relative_url.h"

enum { BASE_MAXIMUM = 8 }; /* elements with xml:base around each other */

/* --- plain text --- */

/* A copy with runs of white space as one blank, and without control characters. */
static syn_status fold(syn_feed_draft *draft, syn_text text, syn_text *out_text) {
  text = syn_text_trim(text);
  char *bytes = syn_arena_take(draft->arena, text.size + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  size_t size = 0;
  bool is_behind_space = false;
  for (size_t i = 0; i < text.size; i++) {
    bool is_space = text.data[i] == ' ' || (text.data[i] >= '\t' && text.data[i] <= '\r');
    if (!is_space && (unsigned char)text.data[i] < ' ') continue; /* what XML does not allow */
    if (!is_space)
      bytes[size++] = text.data[i];
    else if (!is_behind_space)
      bytes[size++] = ' ';
    is_behind_space = is_space;
  }
  *out_text = (syn_text){bytes, size};
  return SYN_OK;
}

/* Elements that titles have; others in "<…>" are words of the title. */
static const char *const inline_names[] = {"a",   "abbr", "acronym", "b",  "big",    "blockquote", "br",   "cite",   "code",   "del",
                                           "div", "em",   "font",    "h1", "h2",     "h3",         "h4",   "i",      "img",    "ins",
                                           "li",  "nobr", "p",       "q",  "s",      "small",      "span", "strike", "strong", "sub",
                                           "sup", "tt",   "u",       "ul", "script", "style",      "wbr",  "mark"};

static bool is_inline_tag(syn_text text, size_t at) {
  size_t start = at + 1;
  if (start < text.size && text.data[start] == '/') start++;
  size_t end = start;
  while (end < text.size && ((text.data[end] | 0x20) >= 'a' || (text.data[end] >= '0' && text.data[end] <= '9')) &&
         (unsigned char)text.data[end] < 0x7B)
    end++;
  bool ends = end < text.size && (text.data[end] == '>' || text.data[end] == ' ' || text.data[end] == '/' || text.data[end] == '\n');
  syn_text name = syn_text_slice(text, start, end);
  for (size_t i = 0; ends && i < sizeof inline_names / sizeof *inline_names; i++) {
    if (syn_text_equal_ascii_case(name, syn_text_from(inline_names[i]))) return true;
  }
  return false;
}

static bool has_tags(syn_text text) {
  for (size_t at = 0; at < text.size; at++) {
    const char *next = memchr(text.data + at, '<', text.size - at);
    if (!next) return false;
    at = (size_t)(next - text.data);
    if (is_inline_tag(text, at) || syn_text_starts_with(syn_text_slice(text, at, text.size), SYN_TEXT("<!--"))) return true;
  }
  return false;
}

syn_status syn_feed_make_plain(syn_feed_draft *draft, syn_text stated, syn_text *out_text) {
  bool is_damaged = false;
  syn_text text = stated;
  syn_status status = SYN_OK;
  if (has_tags(stated)) {
    syn_dom dom;
    syn_dom_limits limits = syn_dom_limits_default;
    limits.deadline_ms = 0;
    status = syn_dom_parse(stated, &limits, draft->scratch, &dom, NULL);
    if (status == SYN_OK) status = syn_dom_text(dom.root, draft->scratch, &text);
  } else {
    status = syn_xml_resolve(stated, draft->scratch, &text, &is_damaged);
  }
  if (status == SYN_OK) status = fold(draft, text, out_text);
  return status == SYN_OK ? SYN_OK : SYN_NO_MEMORY;
}

/* --- types --- */

static bool is_type(syn_text type, const char *name) {
  return syn_text_equal_ascii_case(type, syn_text_from(name));
}

static bool has_elements(const syn_xml_node *node) {
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    if (child->name.size > 0) return true;
  }
  return false;
}

/* Of Atom by "type", a media type in 0.3 and for content; of all else HTML, as it is used. */
static syn_feed_text_type text_type(const syn_xml_node *node) {
  syn_text type = syn_text_trim(syn_xml_tree_attribute(node, 0, "type"));
  syn_text mode = syn_xml_tree_attribute(node, 0, "mode");
  size_t parameter = syn_text_find(type, SYN_TEXT(";"), 0);
  if (parameter != SIZE_MAX) type = syn_text_trim(syn_text_slice(type, 0, parameter));
  if (node->space != SYN_FEED_SPACE_ATOM) return node->space == SYN_FEED_SPACE_XHTML ? SYN_FEED_TEXT_XHTML : SYN_FEED_TEXT_HTML;
  if (is_type(type, "html") || is_type(type, "text/html")) return SYN_FEED_TEXT_HTML;
  if (is_type(type, "xhtml") || is_type(type, "application/xhtml+xml"))
    return is_type(mode, "escaped") || !has_elements(node) ? SYN_FEED_TEXT_HTML : SYN_FEED_TEXT_XHTML;
  if (has_elements(node)) return SYN_FEED_TEXT_XHTML;
  bool is_text = type.size == 0 || is_type(type, "text") || is_type(type, "plain") || is_type(syn_text_slice(type, 0, 5), "text/");
  if (is_text) return SYN_FEED_TEXT_PLAIN;
  return is_type(type, "escaped") ? SYN_FEED_TEXT_HTML : SYN_FEED_TEXT_OTHER;
}

/* --- base64 --- */

static int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool is_all_base64(syn_text text) {
  for (size_t i = 0; i < text.size && text.data[i] != '='; i++) {
    if (base64_value(text.data[i]) < 0 && !strchr(" \t\r\n", text.data[i])) return false;
  }
  return true;
}

/* Replaces base64 by the UTF-8 that it holds. SYN_NOT_FOUND: it is no base64, and stays; SYN_BAD_INPUT: of something else, and is lost. */
static syn_status decode_base64(syn_buffer *buffer) {
  if (!is_all_base64(syn_buffer_text(buffer))) return SYN_NOT_FOUND;
  uint32_t bits = 0, bit_count = 0;
  size_t size = 0;
  for (size_t i = 0; i < buffer->size && buffer->data[i] != '='; i++) {
    int value = base64_value(buffer->data[i]);
    if (value < 0) continue;
    bits = bits << 6 | (uint32_t)value;
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    buffer->data[size++] = (char)(bits >> bit_count & 0xFF);
  }
  if (syn_utf8_valid_prefix((syn_text){buffer->data, size}) != size || (size > 0 && memchr(buffer->data, '\0', size))) return SYN_BAD_INPUT;
  buffer->size = size;
  return SYN_OK;
}

static bool is_base64(const syn_xml_node *node, syn_feed_text_type type) {
  return node->space == SYN_FEED_SPACE_ATOM && (type == SYN_FEED_TEXT_OTHER || is_type(syn_xml_tree_attribute(node, 0, "mode"), "base64"));
}

/* --- elements --- */

/* The text of the element in the draft's buffer, base64 undone. */
static syn_status gather_text(syn_feed_draft *draft, const syn_xml_node *node) {
  syn_buffer_reset(&draft->buffer);
  syn_xml_tree_add_text(node, &draft->buffer);
  return draft->buffer.status == SYN_OK ? SYN_OK : SYN_NO_MEMORY;
}

syn_status syn_feed_read_word(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_text) {
  syn_status status = gather_text(draft, node);
  if (status == SYN_OK) status = fold(draft, syn_buffer_text(&draft->buffer), out_text);
  return status;
}

syn_status syn_feed_read_plain(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_text) {
  syn_feed_text_type type = text_type(node);
  syn_status status = gather_text(draft, node);
  *out_text = (syn_text){0};
  if (status != SYN_OK) return status;
  bool is_packed = is_base64(node, type), is_unpacked = is_packed && decode_base64(&draft->buffer) == SYN_OK;
  if (is_unpacked && type == SYN_FEED_TEXT_OTHER) type = SYN_FEED_TEXT_HTML;
  if (is_packed && !is_unpacked) status = gather_text(draft, node); /* a title of a type that nobody knows */
  if (status != SYN_OK) return status;
  const syn_text text = syn_buffer_text(&draft->buffer);
  return type == SYN_FEED_TEXT_HTML ? syn_feed_make_plain(draft, text, out_text) : fold(draft, text, out_text);
}

/* A text of characters as HTML: paragraphs where empty lines are. */
static void add_paragraphs(syn_text text, syn_buffer *buffer) {
  text = syn_text_trim(text);
  size_t start = 0;
  for (size_t i = 0; i + 1 < text.size; i++) {
    size_t next = i + 1;
    while (text.data[i] == '\n' && next < text.size && strchr(" \t\r", text.data[next]) && text.data[next] != '\0') next++;
    if (text.data[i] != '\n' || next >= text.size || text.data[next] != '\n') continue;
    syn_buffer_add(buffer, SYN_TEXT("<p>"));
    syn_xml_add_escaped(syn_text_trim(syn_text_slice(text, start, i)), buffer);
    syn_buffer_add(buffer, SYN_TEXT("</p>"));
    start = i = next;
  }
  if (start > 0) syn_buffer_add(buffer, SYN_TEXT("<p>"));
  syn_xml_add_escaped(syn_text_trim(syn_text_slice(text, start, text.size)), buffer);
  if (start > 0) syn_buffer_add(buffer, SYN_TEXT("</p>"));
}

/* The <div> that XHTML stands in, where it is all there is. */
static const syn_xml_node *inner_of(const syn_xml_node *node) {
  const syn_xml_node *only = NULL;
  for (const syn_xml_node *child = node->first; child; child = child->next) {
    if (child->name.size == 0 && syn_text_trim(child->text).size == 0) continue;
    if (only || child->name.size == 0) return node;
    only = child;
  }
  return only && is_type(only->name, "div") ? only : node;
}

syn_status syn_feed_read_html(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_html) {
  syn_feed_text_type type = text_type(node);
  syn_buffer *buffer = &draft->buffer;
  syn_text text;
  *out_html = (syn_text){0};
  syn_buffer_reset(buffer);
  if (is_base64(node, type)) {
    syn_xml_tree_add_text(node, buffer);
    if (buffer->status != SYN_OK) return SYN_NO_MEMORY;
    syn_status decoded = decode_base64(buffer);
    if (decoded == SYN_BAD_INPUT) return SYN_OK;
    if (type == SYN_FEED_TEXT_OTHER) type = decoded == SYN_OK ? SYN_FEED_TEXT_HTML : SYN_FEED_TEXT_PLAIN;
  } else if (type == SYN_FEED_TEXT_PLAIN) {
    syn_xml_tree_add_text(node, buffer);
  } else {
    syn_xml_tree_add_html(type == SYN_FEED_TEXT_XHTML ? inner_of(node) : node, type == SYN_FEED_TEXT_HTML, buffer);
  }
  if (buffer->status != SYN_OK) return SYN_NO_MEMORY;
  if (type != SYN_FEED_TEXT_PLAIN) return syn_arena_copy(draft->arena, syn_text_trim(syn_buffer_text(buffer)), out_html);
  syn_status status = syn_arena_copy(draft->scratch, syn_buffer_text(buffer), &text);
  if (status != SYN_OK) return status;
  syn_buffer_reset(buffer);
  add_paragraphs(text, buffer);
  return buffer->status == SYN_OK ? syn_arena_copy(draft->arena, syn_buffer_text(buffer), out_html) : SYN_NO_MEMORY;
}

syn_status syn_feed_read_date(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_date, syn_text *out_zoned) {
  syn_status status = gather_text(draft, node);
  return status == SYN_OK ? syn_feed_date(syn_buffer_text(&draft->buffer), draft->arena, out_date, out_zoned) : status;
}

/* --- addresses --- */

syn_status syn_feed_resolve(syn_feed_draft *draft, const syn_xml_node *node, syn_text stated, syn_text *out_url) {
  syn_text bases[BASE_MAXIMUM], base = draft->base.size > 0 ? draft->base : draft->address;
  if (base.size == 0) base = syn_url_is_web(draft->feed.url) ? draft->feed.url : draft->feed.feed_url;
  uint32_t count = 0;
  for (; node && count < BASE_MAXIMUM; node = node->parent) {
    syn_text stated_base = syn_xml_tree_attribute(node, SYN_FEED_SPACE_XML, "base");
    if (stated_base.size > 0) bases[count++] = stated_base;
  }
  syn_status status = SYN_OK;
  while (status == SYN_OK && count > 0) {
    syn_text inner;
    status = syn_url_resolve(bases[--count], base, draft->scratch, &inner);
    if (status == SYN_OK && inner.size > 0) base = inner;
  }
  return status == SYN_OK ? syn_url_resolve(stated, base, draft->arena, out_url) : status;
}

/* --- names --- */

static bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_mail(syn_text text) {
  return text.size > 0 && memchr(text.data, '@', text.size) != NULL && memchr(text.data, ' ', text.size) == NULL;
}

/* What stands between `open` and `close`; empty where they are not there. `out_before`: what stands before. */
static syn_text between(syn_text text, const char *open, const char *close, syn_text *out_before) {
  size_t start = syn_text_find(text, syn_text_from(open), 0);
  size_t end = start == SIZE_MAX ? SIZE_MAX : syn_text_find(text, syn_text_from(close), start);
  *out_before = text;
  if (end == SIZE_MAX) return (syn_text){0};
  *out_before = syn_text_trim(syn_text_slice(text, 0, start));
  return syn_text_trim(syn_text_slice(text, start + 1, end));
}

syn_status syn_feed_read_name(syn_feed_draft *draft, syn_text stated, syn_text *out_name) {
  syn_text before, name = syn_text_trim(stated);
  *out_name = (syn_text){0};
  if (syn_text_starts_with(name, SYN_TEXT("mailto:"))) name = syn_text_slice(name, 7, name.size);
  syn_text inner = between(name, "(", ")", &before);
  if (inner.size > 0 && (is_mail(before) || is_mail(inner))) name = is_mail(before) ? inner : before;
  inner = between(name, "<", ">", &before);
  if (is_mail(inner)) name = before;
  /* "x@y.org Name" */
  size_t blank = syn_text_find(name, SYN_TEXT(" "), 0);
  if (blank != SIZE_MAX && is_mail(syn_text_slice(name, 0, blank))) name = syn_text_slice(name, blank + 1, name.size);
  return is_mail(name) ? SYN_OK : syn_feed_make_plain(draft, name, out_name);
}

syn_status syn_feed_copy_language(syn_feed_draft *draft, syn_text stated, syn_text *out_language) {
  enum { LANGUAGE_BYTES = 64 };
  stated = syn_text_slice(syn_text_trim(stated), 0, LANGUAGE_BYTES);
  char *bytes = syn_arena_take(draft->arena, stated.size + 1, 1);
  if (!bytes) return SYN_NO_MEMORY;
  size_t size = 0;
  for (; size < stated.size && (is_ascii_word(stated.data[size]) || stated.data[size] == '-'); size++)
    bytes[size] = stated.data[size] == '_' ? '-' : stated.data[size];
  *out_language = (syn_text){bytes, size};
  return SYN_OK;
}
