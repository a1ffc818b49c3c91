/*
 * How it works. Not a state for each character, as the standard tells it, but a function for each thing, with the same outcome: between two
 * things only what is being read (`content`) is kept. Text runs to the next '<' by memchr; tags are read attribute by attribute. What needs
 * no change is a slice of the page. A tag that the page's end cuts off is no token, as the standard has it.
 */
#include "dom/html_tokeniser.h"

#include <string.h>

#include "dom/html_doctype.h"
#include "dom/html_references.h"
#include "dom/html_text.h"

void syn_html_tokeniser_init(syn_html_tokeniser *tokeniser, syn_text page, uint32_t attribute_limit, syn_arena *arena) {
  syn_html_tags_prepare();
  *tokeniser = (syn_html_tokeniser){.page = page,
                                    .arena = arena,
                                    .attribute_limit = attribute_limit,
                                    .has_nul = page.size > 0 && memchr(page.data, '\0', page.size) != NULL};
}

static bool is_letter(char byte) {
  char lower = (char)(byte | 0x20);
  return lower >= 'a' && lower <= 'z';
}

static bool ends_name(char byte) {
  return syn_html_is_space(byte) || byte == '/' || byte == '>';
}

/* The byte at `at`, or NUL behind the end. */
static char byte_at(const syn_html_tokeniser *tokeniser, size_t at) {
  return at < tokeniser->page.size ? tokeniser->page.data[at] : '\0';
}

static size_t find_byte(const syn_html_tokeniser *tokeniser, size_t from, char byte) {
  if (from >= tokeniser->page.size) return tokeniser->page.size;
  const char *found = memchr(tokeniser->page.data + from, byte, tokeniser->page.size - from);
  return found != NULL ? (size_t)(found - tokeniser->page.data) : tokeniser->page.size;
}

static size_t skip_spaces(const syn_html_tokeniser *tokeniser, size_t at) {
  while (at < tokeniser->page.size && syn_html_is_space(tokeniser->page.data[at])) at++;
  return at;
}

/* Whether `word` (lower case) stands at `at`, in any case. */
static bool has_word_at(const syn_html_tokeniser *tokeniser, size_t at, syn_text word) {
  return at <= tokeniser->page.size && tokeniser->page.size - at >= word.size &&
         syn_text_equal_ascii_case((syn_text){tokeniser->page.data + at, word.size}, word);
}

/* ---- tags ---- */

/* In lower case, NUL as U+FFFD; the slice itself where it is that already. */
static syn_status read_name(const syn_html_tokeniser *tokeniser, size_t start, size_t end, syn_text *out_name) {
  syn_text name = syn_text_slice(tokeniser->page, start, end);
  bool is_plain = true;
  for (size_t i = 0; i < name.size; i++) is_plain &= (name.data[i] < 'A' || name.data[i] > 'Z') && name.data[i] != '\0';
  *out_name = name;
  return is_plain ? SYN_OK : syn_html_text_lower(name, tokeniser->arena, out_name);
}

/* Where an attribute's name and value stand. */
typedef struct attribute_place {
  size_t name_start, name_end, value_start, value_end, end;
} attribute_place;

/* The value after '='; false at the end of the page. */
static bool place_value(const syn_html_tokeniser *tokeniser, size_t at, attribute_place *place) {
  at = skip_spaces(tokeniser, at);
  if (at >= tokeniser->page.size) return false;
  char quote = tokeniser->page.data[at];
  if (quote == '"' || quote == '\'') {
    place->value_start = at + 1;
    place->value_end = find_byte(tokeniser, at + 1, quote);
    place->end = place->value_end + 1;
    return place->value_end < tokeniser->page.size;
  }
  place->value_start = at;
  while (at < tokeniser->page.size && !syn_html_is_space(tokeniser->page.data[at]) && tokeniser->page.data[at] != '>') at++;
  place->value_end = place->end = at;
  return at < tokeniser->page.size;
}

/* The attribute whose name begins at `at`; false at the end of the page. */
static bool place_attribute(const syn_html_tokeniser *tokeniser, size_t at, attribute_place *place) {
  place->name_start = at++; /* a '=' at the beginning belongs to the name */
  while (at < tokeniser->page.size && !ends_name(tokeniser->page.data[at]) && tokeniser->page.data[at] != '=') at++;
  place->name_end = place->value_start = place->value_end = place->end = at;
  at = skip_spaces(tokeniser, at);
  if (at >= tokeniser->page.size) return false;
  return tokeniser->page.data[at] != '=' || place_value(tokeniser, at + 1, place);
}

static bool is_useless(const syn_html_tokeniser *tokeniser, const attribute_place *place) {
  const char *name = tokeniser->page.data + place->name_start;
  bool is_handler = place->name_end - place->name_start > 2 && (name[0] | 0x20) == 'o' && (name[1] | 0x20) == 'n';
  return is_handler || place->value_end - place->value_start > SYN_HTML_VALUE_LIMIT;
}

static syn_status keep_attribute(syn_html_tokeniser *tokeniser, const attribute_place *place) {
  syn_html_attributes *attributes = &tokeniser->attributes;
  if (tokeniser->is_lean && is_useless(tokeniser, place)) return SYN_OK;
  if (attributes->count >= tokeniser->attribute_limit) {
    tokeniser->was_cut = true;
    return SYN_OK;
  }
  syn_text name;
  syn_status status = read_name(tokeniser, place->name_start, place->name_end, &name);
  if (status != SYN_OK) return status;
  for (size_t i = 0; i < attributes->count; i++) {
    if (syn_text_equal(attributes->items[i].name, name)) return SYN_OK; /* the first of a name counts */
  }
  syn_dom_attribute *attribute = SYN_ARRAY_ADD(attributes, tokeniser->arena);
  if (attribute == NULL) return SYN_NO_MEMORY;
  attribute->name = name;
  syn_text value = syn_text_slice(tokeniser->page, place->value_start, place->value_end);
  return syn_html_text_resolve(value, true, true, tokeniser->arena, &attribute->value);
}

/* What follows a tag's name, to behind '>'. SYN_NOT_FOUND at the end of the page: there is no tag. */
static syn_status read_attributes(syn_html_tokeniser *tokeniser, size_t at, bool keeps, syn_html_token *token) {
  tokeniser->attributes.count = 0;
  for (;;) {
    at = skip_spaces(tokeniser, at);
    char byte = byte_at(tokeniser, at);
    if (at >= tokeniser->page.size) return SYN_NOT_FOUND;
    if (byte == '>') break;
    if (byte == '/') {
      token->is_self_closing = byte_at(tokeniser, ++at) == '>';
      continue;
    }
    attribute_place place;
    if (!place_attribute(tokeniser, at, &place)) return SYN_NOT_FOUND;
    at = place.end;
    syn_status status = keeps ? keep_attribute(tokeniser, &place) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  tokeniser->at = at + 1;
  return SYN_OK;
}

/* The tag whose name begins at `name_start`. */
static syn_status read_tag(syn_html_tokeniser *tokeniser, size_t name_start, bool is_start, syn_html_token *token) {
  size_t name_end = name_start;
  while (name_end < tokeniser->page.size && !ends_name(tokeniser->page.data[name_end])) name_end++;
  token->type = is_start ? SYN_HTML_TOKEN_START : SYN_HTML_TOKEN_END_TAG;
  syn_status status = read_name(tokeniser, name_start, name_end, &token->name);
  if (status == SYN_OK) status = read_attributes(tokeniser, name_end, is_start, token);
  if (status == SYN_NOT_FOUND) {
    tokeniser->at = tokeniser->page.size;
    token->type = SYN_HTML_TOKEN_END;
    return SYN_OK;
  }
  token->tag = syn_html_tag_find(token->name);
  return status;
}

/* ---- comments and declarations ---- */

/* The comment whose contents begin at `start`: where they end, and in `out_end` what follows the comment. */
static size_t find_comment_end(const syn_html_tokeniser *tokeniser, size_t start, size_t *out_end) {
  size_t size = tokeniser->page.size;
  if (byte_at(tokeniser, start) == '>' && start < size) return *out_end = start + 1, start;
  if (has_word_at(tokeniser, start, SYN_TEXT("->"))) return *out_end = start + 2, start;
  *out_end = size;
  for (size_t at = find_byte(tokeniser, start, '-'); at < size; at = find_byte(tokeniser, at, '-')) {
    if (at + 1 == size) return at;
    if (tokeniser->page.data[at + 1] != '-') {
      at++;
      continue;
    }
    size_t after = at + 2;
    while (byte_at(tokeniser, after) == '-') after++;
    if (after == size || has_word_at(tokeniser, after, SYN_TEXT(">"))) {
      *out_end = after == size ? size : after + 1;
      return after - 2;
    }
    if (has_word_at(tokeniser, after, SYN_TEXT("!>"))) return *out_end = after + 2, after - 2;
    if (after + 1 == size && tokeniser->page.data[after] == '!') return after - 2;
    at = after;
  }
  return size;
}

/* A comment from `start` to `end`; what follows it begins at `next`. */
static syn_status make_comment(syn_html_tokeniser *tokeniser, size_t start, size_t end, size_t next, syn_html_token *token) {
  tokeniser->at = next;
  token->type = SYN_HTML_TOKEN_COMMENT;
  if (!tokeniser->keeps_comments) return SYN_OK;
  return syn_html_text_replace_nul(syn_text_slice(tokeniser->page, start, end), tokeniser->arena, &token->text);
}

/* What browsers take for a comment: up to the next '>'. */
static syn_status read_bogus_comment(syn_html_tokeniser *tokeniser, size_t start, syn_html_token *token) {
  size_t end = find_byte(tokeniser, start, '>');
  return make_comment(tokeniser, start, end, end < tokeniser->page.size ? end + 1 : end, token);
}

/* SYN_NOT_FOUND: no token yet, as in the beginning of a CDATA section. */
static syn_status read_declaration(syn_html_tokeniser *tokeniser, syn_html_token *token) {
  size_t start = tokeniser->at + 2;
  if (has_word_at(tokeniser, start, SYN_TEXT("--"))) {
    size_t next, end = find_comment_end(tokeniser, start + 2, &next);
    return make_comment(tokeniser, start + 2, end, next, token);
  }
  if (has_word_at(tokeniser, start, SYN_TEXT("doctype"))) {
    token->type = SYN_HTML_TOKEN_DOCTYPE;
    return syn_html_doctype_read(tokeniser->page, start + 7, tokeniser->arena, &token->doctype, &tokeniser->at);
  }
  if (tokeniser->allows_cdata && syn_text_starts_with(syn_text_slice(tokeniser->page, start, start + 7), SYN_TEXT("[CDATA["))) {
    tokeniser->at = start + 7;
    tokeniser->content = SYN_HTML_CDATA;
    return SYN_NOT_FOUND;
  }
  return read_bogus_comment(tokeniser, start, token);
}

/* ---- text ---- */

/* Whether markup, and not text, begins with the '<' at `at`. */
static bool begins_markup(const syn_html_tokeniser *tokeniser, size_t at) {
  char next = byte_at(tokeniser, at + 1);
  return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < tokeniser->page.size);
}

/* Text up to the next markup, or to a NUL byte. */
static syn_status read_text(syn_html_tokeniser *tokeniser, syn_html_token *token) {
  size_t start = tokeniser->at, end = find_byte(tokeniser, start, '<');
  while (end < tokeniser->page.size && !begins_markup(tokeniser, end)) end = find_byte(tokeniser, end + 1, '<');
  const char *nul = tokeniser->has_nul ? memchr(tokeniser->page.data + start, '\0', end - start) : NULL;
  if (nul != NULL) end = (size_t)(nul - tokeniser->page.data);
  token->type = SYN_HTML_TOKEN_TEXT;
  tokeniser->at = end;
  return syn_html_text_resolve(syn_text_slice(tokeniser->page, start, end), false, false, tokeniser->arena, &token->text);
}

/* The end tag of the element `name` at or after `from`, or the page's end. No end tag fits an empty name. */
static size_t find_end_tag(const syn_html_tokeniser *tokeniser, size_t from, syn_text name) {
  if (name.size == 0) return tokeniser->page.size;
  for (size_t at = find_byte(tokeniser, from, '<'); at < tokeniser->page.size; at = find_byte(tokeniser, at + 1, '<')) {
    size_t after = at + 2 + name.size;
    if (byte_at(tokeniser, at + 1) == '/' && has_word_at(tokeniser, at + 2, name) && after < tokeniser->page.size &&
        ends_name(tokeniser->page.data[after]))
      return at;
  }
  return tokeniser->page.size;
}

/* Whether `word` stands at `at` and a tag's name ends behind it. */
static bool has_tag_at(const syn_html_tokeniser *tokeniser, size_t at, syn_text word) {
  size_t after = at + word.size;
  return has_word_at(tokeniser, at, word) && after < tokeniser->page.size && ends_name(tokeniser->page.data[after]);
}

/* The end tag that ends a script, which is called `name`. Within "<!-- … -->" a "<script" hides the next "</script". */
static size_t find_script_end(const syn_html_tokeniser *tokeniser, size_t from, syn_text name) {
  bool is_escaped = false, is_hidden = false;
  for (size_t at = from; at < tokeniser->page.size; at++) {
    char byte = tokeniser->page.data[at];
    if (!is_escaped && byte != '<') {
      at = find_byte(tokeniser, at, '<') - 1;
    } else if (byte == '-') {
      if (has_word_at(tokeniser, at, SYN_TEXT("-->"))) is_escaped = is_hidden = false;
    } else if (byte == '<' && is_hidden) {
      if (has_tag_at(tokeniser, at, SYN_TEXT("</script"))) is_hidden = false;
    } else if (byte == '<' && byte_at(tokeniser, at + 1) == '/') {
      if (name.size > 0 && has_tag_at(tokeniser, at + 2, name)) return at;
    } else if (byte == '<' && is_escaped) {
      if (has_tag_at(tokeniser, at, SYN_TEXT("<script"))) is_hidden = true;
    } else if (byte == '<' && has_word_at(tokeniser, at, SYN_TEXT("<!--"))) {
      is_escaped = true;
      at++; /* its dashes may be those of "-->" */
    }
  }
  return tokeniser->page.size;
}

/* Where the contents end that are being read. */
static size_t find_content_end(const syn_html_tokeniser *tokeniser) {
  switch (tokeniser->content) {
  case SYN_HTML_SCRIPT_DATA:
    return find_script_end(tokeniser, tokeniser->at, tokeniser->raw_name);
  case SYN_HTML_CDATA: {
    size_t end = syn_text_find(tokeniser->page, SYN_TEXT("]]>"), tokeniser->at);
    return end < tokeniser->page.size ? end : tokeniser->page.size;
  }
  case SYN_HTML_PLAIN:
    return tokeniser->page.size;
  default:
    return find_end_tag(tokeniser, tokeniser->at, tokeniser->raw_name);
  }
}

/* The contents of an element that holds no markup, as one text. SYN_NOT_FOUND: it holds nothing. */
static syn_status read_content(syn_html_tokeniser *tokeniser, syn_html_token *token) {
  size_t start = tokeniser->at, end = find_content_end(tokeniser);
  bool is_rcdata = tokeniser->content == SYN_HTML_RCDATA, is_cdata = tokeniser->content == SYN_HTML_CDATA;
  if (tokeniser->content != SYN_HTML_PLAIN) tokeniser->content = SYN_HTML_MARKUP;
  tokeniser->at = is_cdata && end < tokeniser->page.size ? end + 3 : end;
  if (start == end) return SYN_NOT_FOUND;
  syn_text text = syn_text_slice(tokeniser->page, start, end);
  token->type = SYN_HTML_TOKEN_TEXT;
  if (is_rcdata) return syn_html_text_resolve(text, false, true, tokeniser->arena, &token->text);
  if (is_cdata) return token->text = text, SYN_OK;
  return syn_html_text_replace_nul(text, tokeniser->arena, &token->text);
}

/* SYN_NOT_FOUND: what stood there is no token. */
static syn_status read_next(syn_html_tokeniser *tokeniser, syn_html_token *out_token) {
  *out_token = (syn_html_token){.type = SYN_HTML_TOKEN_END};
  if (tokeniser->at >= tokeniser->page.size) return SYN_OK;
  if (tokeniser->content != SYN_HTML_MARKUP) return read_content(tokeniser, out_token);
  size_t at = tokeniser->at;
  char byte = tokeniser->page.data[at], next = byte_at(tokeniser, at + 1);
  if (byte == '\0') {
    tokeniser->at++;
    out_token->type = SYN_HTML_TOKEN_NUL;
    return SYN_OK;
  }
  if (byte != '<' || !begins_markup(tokeniser, at)) return read_text(tokeniser, out_token);
  if (is_letter(next)) return read_tag(tokeniser, at + 1, true, out_token);
  if (next == '!') return read_declaration(tokeniser, out_token);
  if (next == '?') return read_bogus_comment(tokeniser, at + 1, out_token);
  if (is_letter(tokeniser->page.data[at + 2])) return read_tag(tokeniser, at + 2, false, out_token);
  if (tokeniser->page.data[at + 2] != '>') return read_bogus_comment(tokeniser, at + 2, out_token);
  tokeniser->at = at + 3; /* "</>" is nothing */
  return SYN_NOT_FOUND;
}

/* A loop, for a page may hold as many of what is no token as it has room for, and the stack may not. */
syn_status syn_html_tokeniser_next(syn_html_tokeniser *tokeniser, syn_html_token *out_token) {
  syn_status status;
  do status = read_next(tokeniser, out_token);
  while (status == SYN_NOT_FOUND);
  return status;
}

/* ---- contents that nobody reads ---- */

/* Over the end tag at tokeniser->at, where there is one. */
static void skip_end_tag(syn_html_tokeniser *tokeniser, size_t name_size) {
  syn_html_token token = {0};
  if (tokeniser->at >= tokeniser->page.size) return;
  if (read_attributes(tokeniser, tokeniser->at + 2 + name_size, false, &token) != SYN_OK) tokeniser->at = tokeniser->page.size;
}

syn_text syn_html_tokeniser_skip_script(syn_html_tokeniser *tokeniser) {
  size_t start = tokeniser->at;
  tokeniser->at = find_script_end(tokeniser, start, SYN_TEXT("script"));
  syn_text contents = syn_text_slice(tokeniser->page, start, tokeniser->at);
  skip_end_tag(tokeniser, SYN_TEXT("script").size);
  return contents;
}

void syn_html_tokeniser_skip_raw(syn_html_tokeniser *tokeniser, syn_text name) {
  tokeniser->at = find_end_tag(tokeniser, tokeniser->at, name);
  skip_end_tag(tokeniser, name.size);
}
