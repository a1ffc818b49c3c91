/*
 * Insertion modes around the body: before it, in the head, behind it, and framesets (HTML standard 13.2.6.4.1 to .6, .8, .18 to .23).
 */
#include "dom/html_doctype.h"
#include "dom/html_tree.h"

/* The end tags that act as if what is missing had been there. */
static bool is_end_of_page_part(const syn_html_token *token) {
  return syn_html_is_end(token, SYN_HTML_BODY) || syn_html_is_end(token, SYN_HTML_HTML) || syn_html_is_end(token, SYN_HTML_BR);
}

static bool is_head_content(const syn_html_token *token) {
  bool is_tag = token->type == SYN_HTML_TOKEN_START;
  return (is_tag && (syn_html_tags[token->tag].flags & SYN_HTML_HEAD_CONTENT)) || syn_html_is_end(token, SYN_HTML_TEMPLATE);
}

static bool is_blank(const syn_html_token *token) {
  return token->type == SYN_HTML_TOKEN_TEXT && syn_html_leading_space(token->text) == token->text.size;
}

/*
 * White space at the beginning of a text is handled apart from the rest of it. Handles it, by inserting it where `inserts`, and returns
 * whether that was all; else `*out_rest` is the token without it.
 */
static bool take_space(syn_html_parser *parser, const syn_html_token *token, bool inserts, syn_html_token *out_rest) {
  *out_rest = *token;
  if (token->type != SYN_HTML_TOKEN_TEXT) return token->type == SYN_HTML_TOKEN_NUL;
  size_t size = syn_html_leading_space(token->text);
  if (inserts) syn_html_insert_text(parser, syn_text_slice(token->text, 0, size));
  out_rest->text = syn_text_slice(token->text, size, token->text.size);
  return out_rest->text.size == 0;
}

/* Comments, which all modes put in the same way, and doctypes, which all but the first leave out. */
static bool take_comment(syn_html_parser *parser, const syn_html_token *token, syn_html_node *parent) {
  if (token->type == SYN_HTML_TOKEN_COMMENT) syn_html_insert_comment(parser, token->text, parent);
  return token->type == SYN_HTML_TOKEN_COMMENT || token->type == SYN_HTML_TOKEN_DOCTYPE;
}

/* Handles `token` in another mode than the present one, now. */
static bool pass_on(syn_html_parser *parser, syn_html_mode mode, const syn_html_token *token) {
  parser->mode = mode;
  syn_html_dispatch(parser, token);
  return false;
}

static bool initial(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest;
  if (token->type == SYN_HTML_TOKEN_DOCTYPE) {
    syn_html_insert_doctype(parser, &token->doctype);
    parser->is_quirky = syn_html_doctype_is_quirky(&token->doctype);
    parser->mode = SYN_HTML_MODE_BEFORE_HTML;
    return false;
  }
  if (take_comment(parser, token, parser->document) || take_space(parser, token, false, &rest)) return false;
  parser->is_quirky = true;
  return pass_on(parser, SYN_HTML_MODE_BEFORE_HTML, &rest);
}

static bool before_html(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest;
  if (take_comment(parser, token, parser->document) || take_space(parser, token, false, &rest)) return false;
  if (token->type == SYN_HTML_TOKEN_END_TAG && !is_end_of_page_part(token) && !syn_html_is_end(token, SYN_HTML_HEAD)) return false;
  const syn_html_token made = {.type = SYN_HTML_TOKEN_START, .tag = SYN_HTML_HTML};
  bool is_html = syn_html_is_start(token, SYN_HTML_HTML);
  size_t attribute_count = parser->tokeniser.attributes.count;
  if (!is_html) parser->tokeniser.attributes.count = 0;
  syn_html_node *html = syn_html_make_element(parser, is_html ? token : &made);
  parser->tokeniser.attributes.count = attribute_count;
  syn_html_append(parser->document, html);
  syn_html_push(parser, html);
  parser->mode = SYN_HTML_MODE_BEFORE_HEAD;
  return is_html ? false : pass_on(parser, SYN_HTML_MODE_BEFORE_HEAD, &rest);
}

static bool before_head(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest;
  if (take_comment(parser, token, NULL) || take_space(parser, token, false, &rest)) return false;
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (token->type == SYN_HTML_TOKEN_END_TAG && !is_end_of_page_part(token) && !syn_html_is_end(token, SYN_HTML_HEAD)) return false;
  bool is_head = syn_html_is_start(token, SYN_HTML_HEAD);
  parser->head = is_head ? syn_html_insert(parser, token) : syn_html_insert_missing(parser, SYN_HTML_HEAD);
  parser->mode = SYN_HTML_MODE_IN_HEAD;
  return is_head ? false : pass_on(parser, SYN_HTML_MODE_IN_HEAD, &rest);
}

/* ---- in the head ---- */

static void start_template(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_insert(parser, token);
  syn_html_push_marker(parser);
  parser->may_have_frameset = false;
  parser->mode = SYN_HTML_MODE_IN_TEMPLATE;
  parser->template_modes[parser->template_count++] = SYN_HTML_MODE_IN_TEMPLATE;
}

static void end_template(syn_html_parser *parser) {
  if (parser->open_of_tag[SYN_HTML_TEMPLATE] == 0) return;
  syn_html_generate_all_end_tags(parser);
  syn_html_pop_to(parser, SYN_HTML_TEMPLATE);
  syn_html_clear_formatting(parser);
  parser->template_count--;
  syn_html_reset_mode(parser);
}

static void insert_head_content(syn_html_parser *parser, const syn_html_token *token) {
  switch (token->tag) {
  case SYN_HTML_TITLE:
    syn_html_read_contents(parser, token, SYN_HTML_RCDATA);
    break;
  case SYN_HTML_NOFRAMES:
  case SYN_HTML_STYLE:
    syn_html_read_contents(parser, token, SYN_HTML_RAWTEXT);
    break;
  case SYN_HTML_SCRIPT:
    syn_html_read_contents(parser, token, SYN_HTML_SCRIPT_DATA);
    break;
  case SYN_HTML_TEMPLATE:
    start_template(parser, token);
    break;
  default:
    syn_html_insert_void(parser, token);
  }
}

bool syn_html_in_head(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest;
  if (take_comment(parser, token, NULL) || take_space(parser, token, true, &rest)) return false;
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (token->type == SYN_HTML_TOKEN_START && is_head_content(token)) {
    insert_head_content(parser, token);
    return false;
  }
  if (syn_html_is_start(token, SYN_HTML_NOSCRIPT)) {
    syn_html_insert(parser, token);
    parser->mode = SYN_HTML_MODE_IN_HEAD_NOSCRIPT;
    return false;
  }
  if (syn_html_is_end(token, SYN_HTML_TEMPLATE)) {
    end_template(parser);
    return false;
  }
  if (syn_html_is_start(token, SYN_HTML_HEAD)) return false;
  if (token->type == SYN_HTML_TOKEN_END_TAG && !is_end_of_page_part(token) && token->tag != SYN_HTML_HEAD) return false;
  syn_html_pop(parser);
  parser->mode = SYN_HTML_MODE_AFTER_HEAD;
  return syn_html_is_end(token, SYN_HTML_HEAD) ? false : pass_on(parser, SYN_HTML_MODE_AFTER_HEAD, &rest);
}

static bool in_head_noscript(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_DOCTYPE) return false;
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  bool is_like_head = syn_html_is_start(token, SYN_HTML_BASEFONT) || syn_html_is_start(token, SYN_HTML_BGSOUND) ||
                      syn_html_is_start(token, SYN_HTML_LINK) || syn_html_is_start(token, SYN_HTML_META) ||
                      syn_html_is_start(token, SYN_HTML_NOFRAMES) || syn_html_is_start(token, SYN_HTML_STYLE);
  if (is_blank(token) || token->type == SYN_HTML_TOKEN_COMMENT || is_like_head) return syn_html_in_head(parser, token);
  if (syn_html_is_start(token, SYN_HTML_HEAD) || syn_html_is_start(token, SYN_HTML_NOSCRIPT)) return false;
  if (token->type == SYN_HTML_TOKEN_END_TAG && token->tag != SYN_HTML_NOSCRIPT && token->tag != SYN_HTML_BR) return false;
  syn_html_pop(parser);
  parser->mode = SYN_HTML_MODE_IN_HEAD;
  return !syn_html_is_end(token, SYN_HTML_NOSCRIPT);
}

/* What belongs into the head and comes too late goes there all the same. */
static void insert_into_head(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_push(parser, parser->head);
  (void)syn_html_in_head(parser, token);
  int index = syn_html_find_open(parser, parser->head);
  if (index >= 0) syn_html_remove_open(parser, (uint32_t)index);
}

static bool after_head(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_token rest;
  if (take_comment(parser, token, NULL) || take_space(parser, token, true, &rest)) return false;
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (syn_html_is_end(token, SYN_HTML_TEMPLATE)) return syn_html_in_head(parser, token);
  if (is_head_content(token) && parser->head != NULL) {
    insert_into_head(parser, token);
    return false;
  }
  if (syn_html_is_start(token, SYN_HTML_HEAD) || (token->type == SYN_HTML_TOKEN_END_TAG && !is_end_of_page_part(token))) return false;
  if (syn_html_is_start(token, SYN_HTML_FRAMESET)) {
    syn_html_insert(parser, token);
    parser->mode = SYN_HTML_MODE_IN_FRAMESET;
    return false;
  }
  bool is_body = syn_html_is_start(token, SYN_HTML_BODY);
  if (is_body) {
    syn_html_insert(parser, token);
    parser->may_have_frameset = false;
  } else {
    syn_html_insert_missing(parser, SYN_HTML_BODY);
  }
  parser->mode = SYN_HTML_MODE_IN_BODY;
  return is_body ? false : pass_on(parser, SYN_HTML_MODE_IN_BODY, &rest);
}

/* ---- text of an element that holds no markup ---- */

void syn_html_read_contents(syn_html_parser *parser, const syn_html_token *token, syn_html_content content) {
  const syn_html_node *node = syn_html_insert(parser, token);
  parser->tokeniser.content = content;
  parser->tokeniser.raw_name = node->node.name;
  if (content == SYN_HTML_PLAIN) return;
  parser->original_mode = parser->mode;
  parser->mode = SYN_HTML_MODE_TEXT;
}

static bool in_text(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_TEXT) {
    syn_html_insert_text(parser, token->text);
    return false;
  }
  if (token->type != SYN_HTML_TOKEN_END && token->type != SYN_HTML_TOKEN_END_TAG) return false;
  syn_html_pop(parser);
  parser->mode = parser->original_mode;
  return token->type == SYN_HTML_TOKEN_END;
}

/* ---- behind the body ---- */

static bool after_body(syn_html_parser *parser, const syn_html_token *token) {
  if (take_comment(parser, token, parser->open[0])) return false;
  if (is_blank(token) || syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (token->type == SYN_HTML_TOKEN_END) return false;
  if (syn_html_is_end(token, SYN_HTML_HTML)) {
    if (parser->context == NULL) parser->mode = SYN_HTML_MODE_AFTER_AFTER_BODY;
    return false;
  }
  parser->mode = SYN_HTML_MODE_IN_BODY;
  return true;
}

static bool after_after_body(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_COMMENT) return take_comment(parser, token, parser->document), false;
  if (token->type == SYN_HTML_TOKEN_DOCTYPE || is_blank(token) || syn_html_is_start(token, SYN_HTML_HTML))
    return syn_html_in_body(parser, token);
  if (token->type == SYN_HTML_TOKEN_END) return false;
  parser->mode = SYN_HTML_MODE_IN_BODY;
  return true;
}

/* ---- framesets ---- */

/* Of text only the white space stays. */
static void insert_spaces(syn_html_parser *parser, syn_text text) {
  for (size_t at = 0; at < text.size;) {
    size_t size = syn_html_leading_space(syn_text_slice(text, at, text.size));
    syn_html_insert_text(parser, syn_text_slice(text, at, at + size));
    for (at += size; at < text.size && !syn_html_is_space(text.data[at]);) at++;
  }
}

static bool in_frameset(syn_html_parser *parser, const syn_html_token *token) {
  if (take_comment(parser, token, NULL)) return false;
  if (token->type == SYN_HTML_TOKEN_TEXT) {
    insert_spaces(parser, token->text);
  } else if (syn_html_is_start(token, SYN_HTML_HTML)) {
    return syn_html_in_body(parser, token);
  } else if (syn_html_is_start(token, SYN_HTML_FRAMESET)) {
    syn_html_insert(parser, token);
  } else if (syn_html_is_start(token, SYN_HTML_FRAME)) {
    syn_html_insert_void(parser, token);
  } else if (syn_html_is_start(token, SYN_HTML_NOFRAMES)) {
    return syn_html_in_head(parser, token);
  } else if (syn_html_is_end(token, SYN_HTML_FRAMESET) && parser->open_count > 1) {
    syn_html_pop(parser);
    bool is_over = parser->context == NULL && !syn_html_is(syn_html_current(parser), SYN_HTML_FRAMESET);
    if (is_over) parser->mode = SYN_HTML_MODE_AFTER_FRAMESET;
  }
  return false;
}

static bool after_frameset(syn_html_parser *parser, const syn_html_token *token) {
  if (take_comment(parser, token, NULL)) return false;
  if (token->type == SYN_HTML_TOKEN_TEXT) insert_spaces(parser, token->text);
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  if (syn_html_is_end(token, SYN_HTML_HTML)) parser->mode = SYN_HTML_MODE_AFTER_AFTER_FRAMESET;
  return syn_html_is_start(token, SYN_HTML_NOFRAMES) ? syn_html_in_head(parser, token) : false;
}

static bool after_after_frameset(syn_html_parser *parser, const syn_html_token *token) {
  if (token->type == SYN_HTML_TOKEN_COMMENT) return take_comment(parser, token, parser->document), false;
  if (token->type == SYN_HTML_TOKEN_TEXT) insert_spaces(parser, token->text);
  if (syn_html_is_start(token, SYN_HTML_HTML)) return syn_html_in_body(parser, token);
  return syn_html_is_start(token, SYN_HTML_NOFRAMES) ? syn_html_in_head(parser, token) : false;
}

const syn_html_rule syn_html_rules_of_page[SYN_HTML_MODE_COUNT] = {
    [SYN_HTML_MODE_INITIAL] = initial,
    [SYN_HTML_MODE_BEFORE_HTML] = before_html,
    [SYN_HTML_MODE_BEFORE_HEAD] = before_head,
    [SYN_HTML_MODE_IN_HEAD] = syn_html_in_head,
    [SYN_HTML_MODE_IN_HEAD_NOSCRIPT] = in_head_noscript,
    [SYN_HTML_MODE_AFTER_HEAD] = after_head,
    [SYN_HTML_MODE_TEXT] = in_text,
    [SYN_HTML_MODE_AFTER_BODY] = after_body,
    [SYN_HTML_MODE_IN_FRAMESET] = in_frameset,
    [SYN_HTML_MODE_AFTER_FRAMESET] = after_frameset,
    [SYN_HTML_MODE_AFTER_AFTER_BODY] = after_after_body,
    [SYN_HTML_MODE_AFTER_AFTER_FRAMESET] = after_after_frameset,
};
