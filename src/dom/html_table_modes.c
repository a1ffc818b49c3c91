/*
 * Insertion modes of tables and templates (HTML standard 13.2.6.4.9 to .16).
 */
#include "dom/html_tree.h"

static bool is_row_group(syn_html_tag tag) {
  return tag == SYN_HTML_TBODY || tag == SYN_HTML_TFOOT || tag == SYN_HTML_THEAD;
}

static bool is_cell(syn_html_tag tag) {
  return tag == SYN_HTML_TD || tag == SYN_HTML_TH;
}

/* caption, col, colgroup, tbody, td, tfoot, th, thead, tr */
static bool is_part(const syn_html_token *token) {
  return syn_html_tags[token->tag].flags & SYN_HTML_TABLE_PART;
}

/* End tags that a mode leaves out: body, html, and those parts of a table for which `also` is true. */
static bool is_stray_end(const syn_html_token *token, bool also) {
  return token->type == SYN_HTML_TOKEN_END_TAG && (token->tag == SYN_HTML_BODY || token->tag == SYN_HTML_HTML || also);
}

static void clear_to_table(syn_html_parser *parser) {
  static const syn_html_tag tags[] = {SYN_HTML_TABLE};
  syn_html_clear_to(parser, tags, 1);
}

static void clear_to_table_body(syn_html_parser *parser) {
  static const syn_html_tag tags[] = {SYN_HTML_TBODY, SYN_HTML_TFOOT, SYN_HTML_THEAD};
  syn_html_clear_to(parser, tags, 3);
}

static void clear_to_row(syn_html_parser *parser) {
  static const syn_html_tag tags[] = {SYN_HTML_TR};
  syn_html_clear_to(parser, tags, 1);
}

static void insert_in(syn_html_parser *parser, const syn_html_token *token, syn_html_mode mode) {
  syn_html_insert(parser, token);
  parser->mode = mode;
}

/* ---- in table ---- */

static bool close_table(syn_html_parser *parser) {
  if (!syn_html_in_table_scope(parser, SYN_HTML_TABLE)) return false;
  syn_html_pop_to(parser, SYN_HTML_TABLE);
  syn_html_reset_mode(parser);
  return true;
}

/* Start tags that make the parts of a table. */
static bool start_part(syn_html_parser *parser, const syn_html_token *token) {
  clear_to_table(parser);
  switch (token->tag) {
  case SYN_HTML_CAPTION:
    syn_html_push_marker(parser);
    insert_in(parser, token, SYN_HTML_MODE_IN_CAPTION);
    return false;
  case SYN_HTML_COLGROUP:
    insert_in(parser, token, SYN_HTML_MODE_IN_COLUMN_GROUP);
    return false;
  case SYN_HTML_COL:
    syn_html_insert_missing(parser, SYN_HTML_COLGROUP);
    parser->mode = SYN_HTML_MODE_IN_COLUMN_GROUP;
    return true;
  case SYN_HTML_TBODY:
  case SYN_HTML_TFOOT:
  case SYN_HTML_THEAD:
    insert_in(parser, token, SYN_HTML_MODE_IN_TABLE_BODY);
    return false;
  default:
    syn_html_insert_missing(parser, SYN_HTML_TBODY);
    parser->mode = SYN_HTML_MODE_IN_TABLE_BODY;
    return true;
  }
}

static bool is_hidden_input(const syn_html_parser *parser, const syn_html_token *token) {
  const syn_html_attributes *attributes = &parser->tokeniser.attributes;
  for (size_t i = 0; syn_html_is_start(token, SYN_HTML_INPUT) && i < attributes->count; i++) {
    if (syn_text_equal(attributes->items[i].name, SYN_TEXT("type")))
      return syn_text_equal_ascii_case(attributes->items[i].value, SYN_TEXT("hidden"));
  }
  return false;
}

/* What has no place in a table goes before it. */
static bool foster(syn_html_parser *parser, const syn_html_token *token) {
  parser->fosters = true;
  bool again = syn_html_in_body(parser, token);
  parser->fosters = false;
  return again;
}

static void start_form(syn_html_parser *parser, const syn_html_token *token) {
  if (parser->open_of_tag[SYN_HTML_TEMPLATE] > 0 || parser->form != NULL) return;
  parser->form = syn_html_insert(parser, token);
  syn_html_pop(parser);
}

static bool is_head_content(const syn_html_token *token) {
  return syn_html_is_start(token, SYN_HTML_STYLE) || syn_html_is_start(token, SYN_HTML_SCRIPT) ||
         syn_html_is_start(token, SYN_HTML_TEMPLATE) || syn_html_is_end(token, SYN_HTML_TEMPLATE);
}

static bool begin_table_text(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_tag current = (syn_html_tag)syn_html_current(parser)->tag;
  bool is_structure = current == SYN_HTML_TABLE || current == SYN_HTML_TEMPLATE || current == SYN_HTML_TR || is_row_group(current);
  if (!is_structure) return foster(parser, token);
  parser->table_texts.count = 0;
  parser->original_mode = parser->mode;
  parser->mode = SYN_HTML_MODE_IN_TABLE_TEXT;
  return true;
}

static bool in_table(syn_html_parser *parser, const syn_html_token *token) {
  switch (token->type) {
  case SYN_HTML_TOKEN_TEXT:
  case SYN_HTML_TOKEN_NUL:
    return begin_table_text(parser, token);
  case SYN_HTML_TOKEN_COMMENT:
    syn_html_insert_comment(parser, token->text, NULL);
    return false;
  case SYN_HTML_TOKEN_DOCTYPE:
    return false;
  case SYN_HTML_TOKEN_END:
    return syn_html_in_body(parser, token);
  default:
    break;
  }
  if (syn_html_is_start(token, SYN_HTML_TABLE)) return close_table(parser);
  if (syn_html_is_end(token, SYN_HTML_TABLE)) return close_table(parser), false;
  if (token->type == SYN_HTML_TOKEN_START && is_part(token)) return start_part(parser, token);
  if (is_stray_end(token, is_part(token))) return false;
  if (is_head_content(token)) return syn_html_in_head(parser, token);
  if (is_hidden_input(parser, token)) {
    syn_html_insert_void(parser, token);
    return false;
  }
  if (syn_html_is_start(token, SYN_HTML_FORM)) return start_form(parser, token), false;
  return foster(parser, token);
}

/* Text between the parts of a table is put in as it is when it is white space alone, and before the table otherwise. */
static bool in_table_text(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_NUL) return false;
  if (token->type == SYN_HTML_TOKEN_TEXT) {
    syn_text *text = SYN_ARRAY_ADD(&parser->table_texts, parser->arena);
    if (text == NULL)
      parser->status = SYN_NO_MEMORY;
    else
      *text = token->text;
    return false;
  }
  bool is_blank = true;
  for (size_t i = 0; i < parser->table_texts.count; i++) {
    syn_text text = parser->table_texts.items[i];
    is_blank = is_blank && syn_html_leading_space(text) == text.size;
  }
  for (size_t i = 0; i < parser->table_texts.count; i++) {
    const syn_html_token text = {.type = SYN_HTML_TOKEN_TEXT, .text = parser->table_texts.items[i]};
    if (is_blank)
      syn_html_insert_text(parser, text.text);
    else
      (void)foster(parser, &text);
  }
  parser->mode = parser->original_mode;
  return true;
}

/* ---- caption, columns ---- */

static bool close_caption(syn_html_parser *parser) {
  if (!syn_html_in_table_scope(parser, SYN_HTML_CAPTION)) return false;
  syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  syn_html_pop_to(parser, SYN_HTML_CAPTION);
  syn_html_clear_formatting(parser);
  parser->mode = SYN_HTML_MODE_IN_TABLE;
  return true;
}

static bool in_caption(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_is_end(token, SYN_HTML_CAPTION)) return close_caption(parser), false;
  if ((token->type == SYN_HTML_TOKEN_START && is_part(token)) || syn_html_is_end(token, SYN_HTML_TABLE)) return close_caption(parser);
  return is_stray_end(token, is_part(token)) ? false : syn_html_in_body(parser, token);
}

static bool in_column_group(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest = *token;
  if (token->type == SYN_HTML_TOKEN_COMMENT) return syn_html_insert_comment(parser, token->text, NULL), false;
  if (token->type == SYN_HTML_TOKEN_DOCTYPE) return false;
  if (token->type == SYN_HTML_TOKEN_END || syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (syn_html_is_start(token, SYN_HTML_TEMPLATE) || syn_html_is_end(token, SYN_HTML_TEMPLATE)) return syn_html_in_head(parser, token);
  if (syn_html_is_start(token, SYN_HTML_COL)) return syn_html_insert_void(parser, token), false;
  if (token->type == SYN_HTML_TOKEN_TEXT) {
    size_t size = syn_html_leading_space(token->text);
    syn_html_insert_text(parser, syn_text_slice(token->text, 0, size));
    rest.text = syn_text_slice(token->text, size, token->text.size);
    if (rest.text.size == 0) return false;
  }
  if (syn_html_is_end(token, SYN_HTML_COL) || !syn_html_is(syn_html_current(parser), SYN_HTML_COLGROUP)) return false;
  syn_html_pop(parser);
  parser->mode = SYN_HTML_MODE_IN_TABLE;
  if (!syn_html_is_end(token, SYN_HTML_COLGROUP)) syn_html_dispatch(parser, &rest);
  return false;
}

/* ---- row groups, rows, cells ---- */

static bool close_row_group(syn_html_parser *parser) {
  bool has_group = syn_html_in_table_scope(parser, SYN_HTML_TBODY) || syn_html_in_table_scope(parser, SYN_HTML_THEAD) ||
                   syn_html_in_table_scope(parser, SYN_HTML_TFOOT);
  if (!has_group) return false;
  clear_to_table_body(parser);
  syn_html_pop(parser);
  parser->mode = SYN_HTML_MODE_IN_TABLE;
  return true;
}

static bool in_table_body(syn_html_parser *parser, const syn_html_token *token) {
  bool is_tag = token->type == SYN_HTML_TOKEN_START;
  if (is_tag && (is_cell(token->tag) || token->tag == SYN_HTML_TR)) {
    clear_to_table_body(parser);
    parser->mode = SYN_HTML_MODE_IN_ROW;
    if (token->tag != SYN_HTML_TR) return syn_html_insert_missing(parser, SYN_HTML_TR), true;
    syn_html_insert(parser, token);
    return false;
  }
  if (token->type == SYN_HTML_TOKEN_END_TAG && is_row_group(token->tag))
    return syn_html_in_table_scope(parser, token->tag) ? close_row_group(parser), false : false;
  if ((is_tag && is_part(token)) || syn_html_is_end(token, SYN_HTML_TABLE)) return close_row_group(parser);
  return is_stray_end(token, is_part(token)) ? false : in_table(parser, token);
}

static bool close_row(syn_html_parser *parser) {
  if (!syn_html_in_table_scope(parser, SYN_HTML_TR)) return false;
  clear_to_row(parser);
  syn_html_pop(parser);
  parser->mode = SYN_HTML_MODE_IN_TABLE_BODY;
  return true;
}

static bool in_row(syn_html_parser *parser, const syn_html_token *token) {
  bool is_tag = token->type == SYN_HTML_TOKEN_START;
  if (is_tag && is_cell(token->tag)) {
    clear_to_row(parser);
    insert_in(parser, token, SYN_HTML_MODE_IN_CELL);
    syn_html_push_marker(parser);
    return false;
  }
  if (syn_html_is_end(token, SYN_HTML_TR)) return close_row(parser), false;
  if ((is_tag && is_part(token)) || syn_html_is_end(token, SYN_HTML_TABLE)) return close_row(parser);
  if (token->type == SYN_HTML_TOKEN_END_TAG && is_row_group(token->tag))
    return syn_html_in_table_scope(parser, token->tag) && close_row(parser);
  return is_stray_end(token, is_part(token)) ? false : in_table(parser, token);
}

static bool close_cell(syn_html_parser *parser) {
  syn_html_tag tag = syn_html_in_table_scope(parser, SYN_HTML_TD) ? SYN_HTML_TD : SYN_HTML_TH;
  if (!syn_html_in_table_scope(parser, tag)) return false;
  syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  while (parser->open_count > 1 && !is_cell((syn_html_tag)syn_html_current(parser)->tag)) syn_html_pop(parser);
  syn_html_pop(parser);
  syn_html_clear_formatting(parser);
  parser->mode = SYN_HTML_MODE_IN_ROW;
  return true;
}

static bool in_cell(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_END_TAG && is_cell(token->tag)) {
    if (!syn_html_in_table_scope(parser, token->tag)) return false;
    syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
    syn_html_pop_to(parser, token->tag);
    syn_html_clear_formatting(parser);
    parser->mode = SYN_HTML_MODE_IN_ROW;
    return false;
  }
  if (token->type == SYN_HTML_TOKEN_START && is_part(token)) return close_cell(parser);
  bool ends_outer =
      token->type == SYN_HTML_TOKEN_END_TAG && (token->tag == SYN_HTML_TABLE || token->tag == SYN_HTML_TR || is_row_group(token->tag));
  if (ends_outer) return syn_html_in_table_scope(parser, token->tag) && close_cell(parser);
  return is_stray_end(token, is_part(token)) ? false : syn_html_in_body(parser, token);
}

/* ---- templates ---- */

/* The mode that a start tag right inside a template asks for. */
static syn_html_mode template_mode(syn_html_tag tag) {
  switch (tag) {
  case SYN_HTML_CAPTION:
  case SYN_HTML_COLGROUP:
  case SYN_HTML_TBODY:
  case SYN_HTML_TFOOT:
  case SYN_HTML_THEAD:
    return SYN_HTML_MODE_IN_TABLE;
  case SYN_HTML_COL:
    return SYN_HTML_MODE_IN_COLUMN_GROUP;
  case SYN_HTML_TR:
    return SYN_HTML_MODE_IN_TABLE_BODY;
  case SYN_HTML_TD:
  case SYN_HTML_TH:
    return SYN_HTML_MODE_IN_ROW;
  default:
    return SYN_HTML_MODE_IN_BODY;
  }
}

/* At the page's end: what was in the template is closed. In a lean reading its text is kept, for its end was forgotten. */
static bool end_unfinished_template(syn_html_parser *parser) {
  if (parser->open_of_tag[SYN_HTML_TEMPLATE] == 0 || parser->options->is_lean) return false;
  syn_html_pop_to(parser, SYN_HTML_TEMPLATE);
  syn_html_clear_formatting(parser);
  parser->template_count--;
  syn_html_reset_mode(parser);
  return true;
}

bool syn_html_in_template(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_END) return end_unfinished_template(parser);
  bool is_head = token->type == SYN_HTML_TOKEN_START && (syn_html_tags[token->tag].flags & SYN_HTML_HEAD_CONTENT);
  if (is_head || syn_html_is_end(token, SYN_HTML_TEMPLATE)) return syn_html_in_head(parser, token);
  if (token->type == SYN_HTML_TOKEN_END_TAG) return false;
  if (token->type != SYN_HTML_TOKEN_START) return syn_html_in_body(parser, token);
  parser->mode = template_mode(token->tag);
  parser->template_modes[parser->template_count - 1] = (uint8_t)parser->mode;
  return true;
}

const syn_html_rule syn_html_rules_of_table[SYN_HTML_MODE_COUNT] = {
    [SYN_HTML_MODE_IN_BODY] = syn_html_in_body,
    [SYN_HTML_MODE_IN_TABLE] = in_table,
    [SYN_HTML_MODE_IN_TABLE_TEXT] = in_table_text,
    [SYN_HTML_MODE_IN_CAPTION] = in_caption,
    [SYN_HTML_MODE_IN_COLUMN_GROUP] = in_column_group,
    [SYN_HTML_MODE_IN_TABLE_BODY] = in_table_body,
    [SYN_HTML_MODE_IN_ROW] = in_row,
    [SYN_HTML_MODE_IN_CELL] = in_cell,
    [SYN_HTML_MODE_IN_TEMPLATE] = syn_html_in_template,
};
