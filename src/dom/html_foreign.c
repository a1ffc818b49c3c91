/*
 * Foreign content: svg and math inside a page (HTML standard 13.2.6.5). Names stay in lower case: nobody here draws.
 */
#include "dom/html_text.h"
#include "dom/html_tree.h"

syn_html_node *syn_html_adjusted_current(const syn_html_parser *parser) {
  bool is_root = parser->open_count == 1 && parser->context != NULL;
  return is_root ? parser->context : syn_html_current(parser);
}

bool syn_html_is_foreign(const syn_html_parser *parser, const syn_html_token *token) {
  if (parser->open_count == 0) return false;
  const syn_html_node *node = syn_html_adjusted_current(parser);
  if (node->space == SYN_HTML_SPACE_HTML || token->type == SYN_HTML_TOKEN_END) return false;
  bool is_start = token->type == SYN_HTML_TOKEN_START;
  bool is_text = token->type == SYN_HTML_TOKEN_TEXT || token->type == SYN_HTML_TOKEN_NUL;
  if (node->flags & SYN_HTML_TEXT_INTEGRATION) {
    bool is_math = syn_text_equal(token->name, SYN_TEXT("mglyph")) || syn_text_equal(token->name, SYN_TEXT("malignmark"));
    if ((is_start && !is_math) || is_text) return false;
  }
  bool is_annotation = node->space == SYN_HTML_SPACE_MATH && syn_text_equal(node->node.name, SYN_TEXT("annotation-xml"));
  if (is_annotation && is_start && token->tag == SYN_HTML_SVG) return false;
  return !((node->flags & SYN_HTML_INTEGRATION) && (is_start || is_text));
}

/* A font is HTML when it says how it looks. */
static bool breaks_out(const syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_END_TAG) return token->tag == SYN_HTML_BR || token->tag == SYN_HTML_P;
  if (token->tag != SYN_HTML_FONT) return syn_html_tags[token->tag].flags & SYN_HTML_BREAKS_OUT;
  const syn_html_attributes *attributes = &parser->tokeniser.attributes;
  for (size_t i = 0; i < attributes->count; i++) {
    syn_text name = attributes->items[i].name;
    if (syn_text_equal(name, SYN_TEXT("color")) || syn_text_equal(name, SYN_TEXT("face")) || syn_text_equal(name, SYN_TEXT("size")))
      return true;
  }
  return false;
}

static bool is_at_home(const syn_html_node *node) {
  return node->space == SYN_HTML_SPACE_HTML || (node->flags & (SYN_HTML_TEXT_INTEGRATION | SYN_HTML_INTEGRATION));
}

/* HTML in the midst of a drawing: the drawing was not closed. */
static bool break_out(syn_html_parser *parser, const syn_html_token *token) {
  while (parser->open_count > 1 && !is_at_home(syn_html_current(parser))) syn_html_pop(parser);
  syn_html_dispatch(parser, token);
  return false;
}

static bool start_tag(syn_html_parser *parser, const syn_html_token *token) {
  if (breaks_out(parser, token)) return break_out(parser, token);
  if (parser->options->is_lean) parser->tokeniser.attributes.count = 0;
  syn_html_insert_foreign(parser, token, (syn_html_space)syn_html_adjusted_current(parser)->space);
  if (token->is_self_closing) syn_html_pop(parser);
  return false;
}

static bool end_tag(syn_html_parser *parser, const syn_html_token *token) {
  if (breaks_out(parser, token)) return break_out(parser, token);
  for (uint32_t i = parser->open_count; i > 1; i--) {
    syn_html_node *node = parser->open[i - 1];
    if (i < parser->open_count && node->space == SYN_HTML_SPACE_HTML) {
      syn_html_dispatch(parser, token);
      return false;
    }
    if (syn_text_equal(node->node.name, token->name)) {
      syn_html_pop_node(parser, node);
      return false;
    }
  }
  return false;
}

static void insert_text(syn_html_parser *parser, syn_text text) {
  syn_text shown;
  syn_status status = syn_html_text_replace_nul(text, parser->arena, &shown);
  if (status != SYN_OK) {
    parser->status = status;
    return;
  }
  syn_html_insert_text(parser, shown);
  for (size_t i = 0; parser->may_have_frameset && i < text.size; i++) {
    if (!syn_html_is_space(text.data[i]) && text.data[i] != '\0') parser->may_have_frameset = false;
  }
}

bool syn_html_in_foreign(syn_html_parser *parser, const syn_html_token *token) {
  switch (token->type) {
  case SYN_HTML_TOKEN_NUL:
    syn_html_insert_text(parser, SYN_TEXT("\xEF\xBF\xBD"));
    return false;
  case SYN_HTML_TOKEN_TEXT:
    insert_text(parser, token->text);
    return false;
  case SYN_HTML_TOKEN_COMMENT:
    syn_html_insert_comment(parser, token->text, NULL);
    return false;
  case SYN_HTML_TOKEN_START:
    return start_tag(parser, token);
  case SYN_HTML_TOKEN_END_TAG:
    return end_tag(parser, token);
  default:
    return false;
  }
}
