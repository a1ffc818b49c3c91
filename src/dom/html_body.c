/*
 * Insertion mode "in body" (HTML standard 13.2.6.4.7), in the form that it has since select elements may hold any markup. Which rule a tag
 * follows stands in the table of tags.
 */
#include "dom/html_tree.h"

typedef bool (*tag_rule)(syn_html_parser *parser, const syn_html_token *token);

static bool insert_block(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_close_p(parser);
  syn_html_insert(parser, token);
  return false;
}

static bool start_other(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_reconstruct(parser);
  syn_html_insert(parser, token);
  return false;
}

static bool start_html(syn_html_parser *parser, const syn_html_token *token) {
  if (parser->open_of_tag[SYN_HTML_TEMPLATE] == 0) syn_html_add_attributes(parser, parser->open[0]);
  return false;
}

static bool start_body(syn_html_parser *parser, const syn_html_token *token) {
  bool has_body = parser->open_count > 1 && syn_html_is(parser->open[1], SYN_HTML_BODY);
  if (!has_body || parser->open_of_tag[SYN_HTML_TEMPLATE] > 0) return false;
  parser->may_have_frameset = false;
  syn_html_add_attributes(parser, parser->open[1]);
  return false;
}

static bool start_frameset(syn_html_parser *parser, const syn_html_token *token) {
  bool has_body = parser->open_count > 1 && syn_html_is(parser->open[1], SYN_HTML_BODY);
  if (!has_body || !parser->may_have_frameset) return false;
  syn_html_unlink(parser->open[1]);
  while (parser->open_count > 1) syn_html_pop(parser);
  syn_html_insert(parser, token);
  parser->mode = SYN_HTML_MODE_IN_FRAMESET;
  return false;
}

static bool start_heading(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_close_p(parser);
  if (syn_html_current(parser)->flags & SYN_HTML_HEADING) syn_html_pop(parser);
  syn_html_insert(parser, token);
  return false;
}

static bool start_pre(syn_html_parser *parser, const syn_html_token *token) {
  insert_block(parser, token);
  parser->drops_line_end = true;
  parser->may_have_frameset = false;
  return false;
}

static bool start_form(syn_html_parser *parser, const syn_html_token *token) {
  bool in_template = parser->open_of_tag[SYN_HTML_TEMPLATE] > 0;
  if (parser->form != NULL && !in_template) return false;
  syn_html_close_p(parser);
  syn_html_node *form = syn_html_insert(parser, token);
  if (!in_template) parser->form = form;
  return false;
}

/* An item ends the one that is open, unless a special element other than address, div and p stands between them. */
static void end_open_item(syn_html_parser *parser, syn_html_tag one, syn_html_tag other) {
  for (uint32_t i = parser->open_count; i > 0; i--) {
    const syn_html_node *node = parser->open[i - 1];
    if (syn_html_is(node, one) || syn_html_is(node, other)) {
      syn_html_tag tag = (syn_html_tag)node->tag;
      syn_html_generate_end_tags(parser, tag);
      syn_html_pop_to(parser, tag);
      return;
    }
    bool is_passed = syn_html_is(node, SYN_HTML_ADDRESS) || syn_html_is(node, SYN_HTML_DIV) || syn_html_is(node, SYN_HTML_P);
    if ((node->flags & SYN_HTML_SPECIAL) && !is_passed) return;
  }
}

static bool start_item(syn_html_parser *parser, const syn_html_token *token) {
  parser->may_have_frameset = false;
  end_open_item(parser, SYN_HTML_LI, SYN_HTML_LI);
  return insert_block(parser, token);
}

static bool start_term(syn_html_parser *parser, const syn_html_token *token) {
  parser->may_have_frameset = false;
  end_open_item(parser, SYN_HTML_DD, SYN_HTML_DT);
  return insert_block(parser, token);
}

static bool start_plaintext(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_close_p(parser);
  syn_html_read_contents(parser, token, SYN_HTML_PLAIN);
  return false;
}

static bool start_button(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_BUTTON)) {
    syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
    syn_html_pop_to(parser, SYN_HTML_BUTTON);
  }
  parser->may_have_frameset = false;
  return start_other(parser, token);
}

static bool start_formatting(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_reconstruct(parser);
  syn_html_push_formatting(parser, syn_html_insert(parser, token));
  return false;
}

static bool start_a(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_node *open = syn_html_find_formatting(parser, SYN_HTML_A);
  if (open != NULL) {
    syn_html_adopt(parser, token);
    syn_html_remove_formatting(parser, open);
    int index = syn_html_find_open(parser, open);
    if (index > 0) syn_html_remove_open(parser, (uint32_t)index);
  }
  return start_formatting(parser, token);
}

static bool start_nobr(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_reconstruct(parser);
  if (syn_html_in_scope(parser, SYN_HTML_NOBR)) {
    syn_html_adopt(parser, token);
    syn_html_reconstruct(parser);
  }
  syn_html_push_formatting(parser, syn_html_insert(parser, token));
  return false;
}

static bool start_object(syn_html_parser *parser, const syn_html_token *token) {
  start_other(parser, token);
  syn_html_push_marker(parser);
  parser->may_have_frameset = false;
  return false;
}

static bool start_table(syn_html_parser *parser, const syn_html_token *token) {
  if (!parser->is_quirky) syn_html_close_p(parser);
  syn_html_insert(parser, token);
  parser->may_have_frameset = false;
  parser->mode = SYN_HTML_MODE_IN_TABLE;
  return false;
}

static bool start_img(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_reconstruct(parser);
  syn_html_insert_void(parser, token);
  parser->may_have_frameset = false;
  return false;
}

static bool is_select_context(const syn_html_parser *parser) {
  return parser->context != NULL && syn_html_is(parser->context, SYN_HTML_SELECT);
}

static bool start_input(syn_html_parser *parser, const syn_html_token *token) {
  if (is_select_context(parser)) return false;
  if (syn_html_in_scope(parser, SYN_HTML_SELECT)) syn_html_pop_to(parser, SYN_HTML_SELECT);
  bool may_have_frameset = parser->may_have_frameset;
  const syn_html_attributes *attributes = &parser->tokeniser.attributes;
  bool is_hidden = false;
  for (size_t i = 0; i < attributes->count; i++) {
    if (!syn_text_equal(attributes->items[i].name, SYN_TEXT("type"))) continue;
    is_hidden = syn_text_equal_ascii_case(attributes->items[i].value, SYN_TEXT("hidden"));
  }
  start_img(parser, token);
  if (is_hidden) parser->may_have_frameset = may_have_frameset;
  return false;
}

static bool start_param(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_insert_void(parser, token);
  return false;
}

static bool start_hr(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_close_p(parser);
  if (syn_html_in_scope(parser, SYN_HTML_SELECT)) syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  syn_html_insert_void(parser, token);
  parser->may_have_frameset = false;
  return false;
}

static bool start_image(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token img = *token;
  img.tag = SYN_HTML_IMG; /* don't ask, says the standard */
  return start_img(parser, &img);
}

static bool start_textarea(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_read_contents(parser, token, SYN_HTML_RCDATA);
  parser->drops_line_end = true;
  parser->may_have_frameset = false;
  return false;
}

static bool start_xmp(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_close_p(parser);
  syn_html_reconstruct(parser);
  parser->may_have_frameset = false;
  syn_html_read_contents(parser, token, SYN_HTML_RAWTEXT);
  return false;
}

static bool start_iframe(syn_html_parser *parser, const syn_html_token *token) {
  parser->may_have_frameset = false;
  syn_html_read_contents(parser, token, SYN_HTML_RAWTEXT);
  return false;
}

static bool start_noembed(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_read_contents(parser, token, SYN_HTML_RAWTEXT);
  return false;
}

static bool start_select(syn_html_parser *parser, const syn_html_token *token) {
  if (is_select_context(parser)) return false;
  if (syn_html_in_scope(parser, SYN_HTML_SELECT)) {
    syn_html_pop_to(parser, SYN_HTML_SELECT);
    return false;
  }
  parser->may_have_frameset = false;
  return start_other(parser, token);
}

static bool start_option(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_SELECT))
    syn_html_generate_end_tags(parser, SYN_HTML_OPTGROUP);
  else if (syn_html_is(syn_html_current(parser), SYN_HTML_OPTION))
    syn_html_pop(parser);
  return start_other(parser, token);
}

static bool start_optgroup(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_SELECT))
    syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  else if (syn_html_is(syn_html_current(parser), SYN_HTML_OPTION))
    syn_html_pop(parser);
  return start_other(parser, token);
}

static bool start_ruby_base(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_RUBY)) syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  syn_html_insert(parser, token);
  return false;
}

static bool start_ruby_text(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_RUBY)) syn_html_generate_end_tags(parser, SYN_HTML_RTC);
  syn_html_insert(parser, token);
  return false;
}

static bool start_foreign(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_reconstruct(parser);
  syn_html_insert_foreign(parser, token, token->tag == SYN_HTML_SVG ? SYN_HTML_SPACE_SVG : SYN_HTML_SPACE_MATH);
  if (token->is_self_closing) syn_html_pop(parser);
  return false;
}

static bool ignore(syn_html_parser *parser, const syn_html_token *token) {
  return false;
}

static const tag_rule start_rules[SYN_HTML_START_COUNT] = {
    [SYN_HTML_START_OTHER] = start_other,
    [SYN_HTML_START_HTML] = start_html,
    [SYN_HTML_START_HEAD_CONTENT] = syn_html_in_head,
    [SYN_HTML_START_BODY] = start_body,
    [SYN_HTML_START_FRAMESET] = start_frameset,
    [SYN_HTML_START_BLOCK] = insert_block,
    [SYN_HTML_START_HEADING] = start_heading,
    [SYN_HTML_START_PRE] = start_pre,
    [SYN_HTML_START_FORM] = start_form,
    [SYN_HTML_START_ITEM] = start_item,
    [SYN_HTML_START_TERM] = start_term,
    [SYN_HTML_START_PLAINTEXT] = start_plaintext,
    [SYN_HTML_START_BUTTON] = start_button,
    [SYN_HTML_START_A] = start_a,
    [SYN_HTML_START_FORMATTING] = start_formatting,
    [SYN_HTML_START_NOBR] = start_nobr,
    [SYN_HTML_START_OBJECT] = start_object,
    [SYN_HTML_START_TABLE] = start_table,
    [SYN_HTML_START_IMG] = start_img,
    [SYN_HTML_START_INPUT] = start_input,
    [SYN_HTML_START_PARAM] = start_param,
    [SYN_HTML_START_HR] = start_hr,
    [SYN_HTML_START_IMAGE] = start_image,
    [SYN_HTML_START_TEXTAREA] = start_textarea,
    [SYN_HTML_START_XMP] = start_xmp,
    [SYN_HTML_START_IFRAME] = start_iframe,
    [SYN_HTML_START_NOEMBED] = start_noembed,
    [SYN_HTML_START_SELECT] = start_select,
    [SYN_HTML_START_OPTION] = start_option,
    [SYN_HTML_START_OPTGROUP] = start_optgroup,
    [SYN_HTML_START_RUBY_BASE] = start_ruby_base,
    [SYN_HTML_START_RUBY_TEXT] = start_ruby_text,
    [SYN_HTML_START_FOREIGN] = start_foreign,
    [SYN_HTML_START_IGNORED] = ignore,
};

/* ---- end tags ---- */

/* Closes elements up to one of this name, unless a special element stands before it. */
void syn_html_other_end_tag(syn_html_parser *parser, const syn_html_token *token) {
  for (uint32_t i = parser->open_count; i > 1; i--) {
    syn_html_node *node = parser->open[i - 1];
    bool is_same = node->space == SYN_HTML_SPACE_HTML && node->tag == token->tag &&
                   (token->tag != SYN_HTML_OTHER || syn_text_equal(node->node.name, token->name));
    if (is_same) {
      syn_html_generate_end_tags(parser, token->tag);
      if (syn_html_find_open(parser, node) >= 0) syn_html_pop_node(parser, node);
      return;
    }
    if (node->flags & SYN_HTML_SPECIAL) return;
  }
}

static bool end_other(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_other_end_tag(parser, token);
  return false;
}

static bool end_body(syn_html_parser *parser, const syn_html_token *token) {
  if (syn_html_in_scope(parser, SYN_HTML_BODY)) parser->mode = SYN_HTML_MODE_AFTER_BODY;
  return false;
}

static bool end_html(syn_html_parser *parser, const syn_html_token *token) {
  end_body(parser, token);
  return parser->mode == SYN_HTML_MODE_AFTER_BODY;
}

static bool end_block(syn_html_parser *parser, const syn_html_token *token) {
  if (!syn_html_in_scope(parser, token->tag)) return false;
  syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  syn_html_pop_to(parser, token->tag);
  return false;
}

static bool end_form(syn_html_parser *parser, const syn_html_token *token) {
  if (parser->open_of_tag[SYN_HTML_TEMPLATE] > 0) return end_block(parser, token);
  const syn_html_node *form = parser->form;
  parser->form = NULL;
  if (form == NULL || !syn_html_node_in_scope(parser, form)) return false;
  syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  int index = syn_html_find_open(parser, form);
  if (index > 0) syn_html_remove_open(parser, (uint32_t)index);
  return false;
}

static bool end_p(syn_html_parser *parser, const syn_html_token *token) {
  if (!syn_html_in_button_scope(parser, SYN_HTML_P)) syn_html_insert_missing(parser, SYN_HTML_P);
  syn_html_close_p(parser);
  return false;
}

static bool end_item(syn_html_parser *parser, const syn_html_token *token) {
  bool is_item = token->tag == SYN_HTML_LI;
  if (is_item ? !syn_html_in_list_scope(parser, token->tag) : !syn_html_in_scope(parser, token->tag)) return false;
  syn_html_generate_end_tags(parser, token->tag);
  syn_html_pop_to(parser, token->tag);
  return false;
}

static bool end_heading(syn_html_parser *parser, const syn_html_token *token) {
  if (!syn_html_heading_in_scope(parser)) return false;
  syn_html_generate_end_tags(parser, SYN_HTML_OTHER);
  while (parser->open_count > 1) {
    bool is_heading = syn_html_current(parser)->flags & SYN_HTML_HEADING;
    syn_html_pop(parser);
    if (is_heading) break;
  }
  return false;
}

static bool end_formatting(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_adopt(parser, token);
  return false;
}

static bool end_object(syn_html_parser *parser, const syn_html_token *token) {
  if (!syn_html_in_scope(parser, token->tag)) return false;
  end_block(parser, token);
  syn_html_clear_formatting(parser);
  return false;
}

static bool end_br(syn_html_parser *parser, const syn_html_token *token) {
  const syn_html_token br = {.type = SYN_HTML_TOKEN_START, .tag = SYN_HTML_BR};
  parser->tokeniser.attributes.count = 0;
  return start_img(parser, &br);
}

static const tag_rule end_rules[SYN_HTML_END_COUNT] = {
    [SYN_HTML_END_OTHER] = end_other,   [SYN_HTML_END_BODY] = end_body,       [SYN_HTML_END_HTML] = end_html,
    [SYN_HTML_END_BLOCK] = end_block,   [SYN_HTML_END_FORM] = end_form,       [SYN_HTML_END_P] = end_p,
    [SYN_HTML_END_ITEM] = end_item,     [SYN_HTML_END_HEADING] = end_heading, [SYN_HTML_END_FORMATTING] = end_formatting,
    [SYN_HTML_END_OBJECT] = end_object, [SYN_HTML_END_BR] = end_br,           [SYN_HTML_END_TEMPLATE] = syn_html_in_head,
};

/* ---- the mode ---- */

bool syn_html_in_body(syn_html_parser *parser, const syn_html_token *token) {
  switch (token->type) {
  case SYN_HTML_TOKEN_TEXT:
    syn_html_reconstruct(parser);
    syn_html_insert_text(parser, token->text);
    if (parser->may_have_frameset) parser->may_have_frameset = syn_html_leading_space(token->text) == token->text.size;
    return false;
  case SYN_HTML_TOKEN_COMMENT:
    syn_html_insert_comment(parser, token->text, NULL);
    return false;
  case SYN_HTML_TOKEN_START:
    return start_rules[syn_html_tags[token->tag].start](parser, token);
  case SYN_HTML_TOKEN_END_TAG:
    return end_rules[syn_html_tags[token->tag].end](parser, token);
  case SYN_HTML_TOKEN_END:
    return parser->template_count > 0 ? syn_html_in_template(parser, token) : false;
  default: /* doctypes and NUL bytes */
    return false;
  }
}
