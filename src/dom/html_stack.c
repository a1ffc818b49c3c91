/*
 * The stack of open elements. It is never deeper than the limit and a little slack, so that a search through it costs a bounded time; most
 * searches are spared by the counts of open elements by tag.
 */
#include "dom/html_tree.h"

void syn_html_push(syn_html_parser *parser, syn_html_node *node) {
  if (parser->open_count == parser->open_capacity) { /* the slack is used up: cannot happen while each token adds a bounded number */
    parser->status = SYN_LIMIT;
    return;
  }
  parser->open[parser->open_count++] = node;
  parser->open_of_tag[node->tag]++;
}

/* In a lean reading drawings and templates go when they end; one that never ends keeps its text. */
static void let_go(const syn_html_parser *parser, syn_html_node *node) {
  bool is_drawing = node->space == SYN_HTML_SPACE_SVG && node->node.element == SYN_ELEMENT_SVG;
  if (parser->options->is_lean && (is_drawing || syn_html_is(node, SYN_HTML_TEMPLATE))) syn_html_unlink(node);
}

void syn_html_pop(syn_html_parser *parser) {
  if (parser->open_count <= 1) return; /* the root stays */
  syn_html_node *node = parser->open[--parser->open_count];
  parser->open_of_tag[node->tag]--;
  let_go(parser, node);
}

void syn_html_pop_to(syn_html_parser *parser, syn_html_tag tag) {
  while (parser->open_count > 1) {
    bool is_last = syn_html_is(syn_html_current(parser), tag);
    syn_html_pop(parser);
    if (is_last) return;
  }
}

void syn_html_pop_node(syn_html_parser *parser, const syn_html_node *node) {
  while (parser->open_count > 1) {
    bool is_last = syn_html_current(parser) == node;
    syn_html_pop(parser);
    if (is_last) return;
  }
}

void syn_html_remove_open(syn_html_parser *parser, uint32_t index) {
  parser->open_of_tag[parser->open[index]->tag]--;
  for (uint32_t i = index; i + 1 < parser->open_count; i++) parser->open[i] = parser->open[i + 1];
  parser->open_count--;
}

int syn_html_find_open(const syn_html_parser *parser, const syn_html_node *node) {
  int index = (int)parser->open_count - 1;
  while (index >= 0 && parser->open[index] != node) index--;
  return index;
}

/* Whether an element of `tag` is met before one that has a flag of `ends`. */
static bool is_met(const syn_html_parser *parser, syn_html_tag tag, uint32_t ends) {
  if (parser->open_of_tag[tag] == 0) return false;
  for (uint32_t i = parser->open_count; i > 0; i--) {
    if (syn_html_is(parser->open[i - 1], tag)) return true;
    if (parser->open[i - 1]->flags & ends) return false;
  }
  return false;
}

bool syn_html_in_scope(const syn_html_parser *parser, syn_html_tag tag) {
  return is_met(parser, tag, SYN_HTML_SCOPE);
}

bool syn_html_in_list_scope(const syn_html_parser *parser, syn_html_tag tag) {
  return is_met(parser, tag, SYN_HTML_SCOPE | SYN_HTML_LIST_SCOPE);
}

bool syn_html_in_button_scope(const syn_html_parser *parser, syn_html_tag tag) {
  return is_met(parser, tag, SYN_HTML_SCOPE | SYN_HTML_BUTTON_SCOPE);
}

bool syn_html_in_table_scope(const syn_html_parser *parser, syn_html_tag tag) {
  return is_met(parser, tag, SYN_HTML_TABLE_SCOPE);
}

bool syn_html_heading_in_scope(const syn_html_parser *parser) {
  for (uint32_t i = parser->open_count; i > 0; i--) {
    if (parser->open[i - 1]->flags & SYN_HTML_HEADING) return true;
    if (parser->open[i - 1]->flags & SYN_HTML_SCOPE) return false;
  }
  return false;
}

bool syn_html_node_in_scope(const syn_html_parser *parser, const syn_html_node *node) {
  for (uint32_t i = parser->open_count; i > 0; i--) {
    if (parser->open[i - 1] == node) return true;
    if (parser->open[i - 1]->flags & SYN_HTML_SCOPE) return false;
  }
  return false;
}

void syn_html_generate_end_tags(syn_html_parser *parser, syn_html_tag except) {
  while ((syn_html_current(parser)->flags & SYN_HTML_IMPLIED_END) && !syn_html_is(syn_html_current(parser), except)) syn_html_pop(parser);
}

void syn_html_generate_all_end_tags(syn_html_parser *parser) {
  while (syn_html_current(parser)->flags & SYN_HTML_THOROUGH_END) syn_html_pop(parser);
}

void syn_html_close_p(syn_html_parser *parser) {
  if (!syn_html_in_button_scope(parser, SYN_HTML_P)) return;
  syn_html_generate_end_tags(parser, SYN_HTML_P);
  syn_html_pop_to(parser, SYN_HTML_P);
}

void syn_html_clear_to(syn_html_parser *parser, const syn_html_tag *tags, size_t tag_count) {
  while (parser->open_count > 1) {
    syn_html_tag current = (syn_html_tag)syn_html_current(parser)->tag;
    if (current == SYN_HTML_TEMPLATE || current == SYN_HTML_HTML) return;
    for (size_t i = 0; i < tag_count; i++) {
      if (current == tags[i]) return;
    }
    syn_html_pop(parser);
  }
}

/* The mode that goes with an element on the stack; MODE_COUNT where it has none of its own. */
static syn_html_mode mode_of(const syn_html_parser *parser, syn_html_tag tag, bool is_last) {
  switch (tag) {
  case SYN_HTML_TD:
  case SYN_HTML_TH:
    return is_last ? SYN_HTML_MODE_COUNT : SYN_HTML_MODE_IN_CELL;
  case SYN_HTML_TR:
    return SYN_HTML_MODE_IN_ROW;
  case SYN_HTML_TBODY:
  case SYN_HTML_THEAD:
  case SYN_HTML_TFOOT:
    return SYN_HTML_MODE_IN_TABLE_BODY;
  case SYN_HTML_CAPTION:
    return SYN_HTML_MODE_IN_CAPTION;
  case SYN_HTML_COLGROUP:
    return SYN_HTML_MODE_IN_COLUMN_GROUP;
  case SYN_HTML_TABLE:
    return SYN_HTML_MODE_IN_TABLE;
  case SYN_HTML_TEMPLATE:
    return (syn_html_mode)parser->template_modes[parser->template_count - 1];
  case SYN_HTML_HEAD:
    return is_last ? SYN_HTML_MODE_COUNT : SYN_HTML_MODE_IN_HEAD;
  case SYN_HTML_BODY:
    return SYN_HTML_MODE_IN_BODY;
  case SYN_HTML_FRAMESET:
    return SYN_HTML_MODE_IN_FRAMESET;
  case SYN_HTML_HTML:
    return parser->head == NULL ? SYN_HTML_MODE_BEFORE_HEAD : SYN_HTML_MODE_AFTER_HEAD;
  default:
    return SYN_HTML_MODE_COUNT;
  }
}

void syn_html_reset_mode(syn_html_parser *parser) {
  for (uint32_t i = parser->open_count; i > 0; i--) {
    bool is_last = i == 1;
    const syn_html_node *node = is_last && parser->context != NULL ? parser->context : parser->open[i - 1];
    syn_html_mode mode = mode_of(parser, (syn_html_tag)node->tag, is_last);
    if (mode != SYN_HTML_MODE_COUNT || is_last) {
      parser->mode = mode != SYN_HTML_MODE_COUNT ? mode : SYN_HTML_MODE_IN_BODY;
      return;
    }
  }
}
