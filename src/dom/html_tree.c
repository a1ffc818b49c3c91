#include "dom/html_tree.h"

#include <string.h>

#include "dom/html_text.h"

/* Stands in for whatever there was no memory for, so that the rules can go on until the driver sees that. */
static syn_html_node *stand_in(syn_html_parser *parser) {
  parser->status = SYN_NO_MEMORY;
  parser->spare = (syn_html_node){0};
  return &parser->spare;
}

static syn_html_node *make_node(syn_html_parser *parser, syn_html_kind kind) {
  syn_html_node *node = SYN_ARENA_NEW(parser->arena, syn_html_node);
  if (node == NULL) return stand_in(parser);
  node->kind = (uint8_t)kind;
  node->node.is_text = kind == SYN_HTML_KIND_TEXT;
  parser->node_count++;
  return node;
}

/* ---- links ---- */

static void link_before(syn_html_node *parent, syn_html_node *child, syn_html_node *next) {
  if (parent == child) return; /* both are the stand-in */
  syn_dom_node *node = &child->node, *after = next != NULL ? &next->node : NULL;
  node->parent = &parent->node;
  node->next = after;
  node->previous = after != NULL ? after->previous : parent->node.last_child;
  if (node->previous != NULL)
    node->previous->next = node;
  else
    parent->node.first_child = node;
  if (after != NULL)
    after->previous = node;
  else
    parent->node.last_child = node;
}

void syn_html_append(syn_html_node *parent, syn_html_node *child) {
  link_before(parent, child, NULL);
}

void syn_html_unlink(syn_html_node *node) {
  syn_dom_node *at = &node->node, *parent = at->parent;
  if (parent == NULL) return;
  if (at->previous != NULL)
    at->previous->next = at->next;
  else
    parent->first_child = at->next;
  if (at->next != NULL)
    at->next->previous = at->previous;
  else
    parent->last_child = at->previous;
  at->parent = at->previous = at->next = NULL;
}

void syn_html_move_children(syn_html_node *from, syn_html_node *to) {
  for (syn_dom_node *child = from->node.first_child; child != NULL; child = child->next) child->parent = &to->node;
  if (from->node.first_child == NULL || from == to) return;
  from->node.first_child->previous = to->node.last_child;
  if (to->node.last_child != NULL)
    to->node.last_child->next = from->node.first_child;
  else
    to->node.first_child = from->node.first_child;
  to->node.last_child = from->node.last_child;
  from->node.first_child = from->node.last_child = NULL;
}

/* ---- where nodes go ---- */

typedef struct insertion_place {
  syn_html_node *parent, *next; /* next NULL: at the end */
} insertion_place;

/* The last of this tag on the stack, or -1. */
static int last_open(const syn_html_parser *parser, syn_html_tag tag) {
  if (parser->open_of_tag[tag] == 0) return -1;
  int index = (int)parser->open_count - 1;
  while (index >= 0 && !syn_html_is(parser->open[index], tag)) index--;
  return index;
}

/* What does not belong into a table goes before it. */
static insertion_place foster_place(const syn_html_parser *parser) {
  int table = last_open(parser, SYN_HTML_TABLE), template = last_open(parser, SYN_HTML_TEMPLATE);
  if (template >= 0 && template > table) return (insertion_place){parser->open[template], NULL};
  if (table < 0) return (insertion_place){parser->open[0], NULL};
  syn_html_node *node = parser->open[table];
  if (node->node.parent != NULL) return (insertion_place){(syn_html_node *)node->node.parent, node};
  return (insertion_place){parser->open[table > 0 ? table - 1 : 0], NULL};
}

static bool is_table_structure(const syn_html_node *node) {
  return node->tag == SYN_HTML_TABLE || node->tag == SYN_HTML_TBODY || node->tag == SYN_HTML_TFOOT || node->tag == SYN_HTML_THEAD ||
         node->tag == SYN_HTML_TR;
}

static insertion_place appropriate_place(const syn_html_parser *parser, syn_html_node *target) {
  insertion_place place = {target, NULL};
  if (parser->fosters && is_table_structure(target)) place = foster_place(parser);
  bool is_template = syn_html_is(place.parent, SYN_HTML_TEMPLATE) && place.next == NULL && place.parent->node.first_child != NULL;
  if (is_template) place.parent = (syn_html_node *)place.parent->node.first_child;
  return place;
}

void syn_html_place(syn_html_parser *parser, syn_html_node *target, syn_html_node *node) {
  insertion_place place = appropriate_place(parser, target);
  link_before(place.parent, node, place.next);
}

/* ---- elements ---- */

static void copy_attributes(syn_html_parser *parser, syn_html_node *node) {
  const syn_html_attributes *from = &parser->tokeniser.attributes;
  if (from->count == 0) return;
  syn_dom_attribute *attributes = SYN_ARENA_ARRAY(parser->arena, syn_dom_attribute, from->count);
  if (attributes == NULL) {
    parser->status = SYN_NO_MEMORY;
    return;
  }
  memcpy(attributes, from->items, from->count * sizeof *attributes);
  node->node.attributes = attributes;
  node->node.attribute_count = (uint32_t)from->count;
}

syn_html_node *syn_html_make_element(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_ELEMENT);
  const syn_html_tag_facts *facts = &syn_html_tags[token->tag];
  node->tag = (uint16_t)token->tag;
  node->flags = facts->flags;
  node->node.element = (syn_element)facts->element;
  node->node.name = token->tag == SYN_HTML_OTHER ? token->name : syn_text_from(facts->name);
  copy_attributes(parser, node);
  if (token->tag == SYN_HTML_TEMPLATE) syn_html_append(node, make_node(parser, SYN_HTML_KIND_CONTENTS));
  return node;
}

syn_html_node *syn_html_clone(syn_html_parser *parser, const syn_html_node *from) {
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_ELEMENT);
  node->tag = from->tag;
  node->flags = from->flags;
  node->space = from->space;
  node->node.element = from->node.element;
  node->node.name = from->node.name;
  node->node.attributes = from->node.attributes;
  node->node.attribute_count = from->node.attribute_count;
  return node;
}

static syn_html_node *put_and_push(syn_html_parser *parser, syn_html_node *node) {
  syn_html_place(parser, syn_html_current(parser), node);
  syn_html_push(parser, node);
  return node;
}

syn_html_node *syn_html_insert(syn_html_parser *parser, const syn_html_token *token) {
  return put_and_push(parser, syn_html_make_element(parser, token));
}

/* The attributes of the token at hand stay for its own element. */
syn_html_node *syn_html_insert_missing(syn_html_parser *parser, syn_html_tag tag) {
  const syn_html_token token = {.type = SYN_HTML_TOKEN_START, .tag = tag};
  size_t attribute_count = parser->tokeniser.attributes.count;
  parser->tokeniser.attributes.count = 0;
  syn_html_node *node = syn_html_insert(parser, &token);
  parser->tokeniser.attributes.count = attribute_count;
  return node;
}

void syn_html_insert_void(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_place(parser, syn_html_current(parser), syn_html_make_element(parser, token));
}

static bool has_html_encoding(const syn_html_node *node) {
  syn_text encoding = syn_dom_attribute_value(&node->node, "encoding");
  return syn_text_equal_ascii_case(encoding, SYN_TEXT("text/html")) ||
         syn_text_equal_ascii_case(encoding, SYN_TEXT("application/xhtml+xml"));
}

/* Foreign elements in which text or HTML is at home. */
static uint32_t foreign_flags(const syn_html_node *node) {
  static const char *const math_texts[] = {"mi", "mo", "mn", "ms", "mtext"}, *const svg_points[] = {"foreignobject", "desc", "title"};
  const uint32_t point = SYN_HTML_SPECIAL | SYN_HTML_SCOPE;
  if (node->space == SYN_HTML_SPACE_MATH) {
    for (size_t i = 0; i < sizeof math_texts / sizeof math_texts[0]; i++) {
      if (syn_text_equal(node->node.name, syn_text_from(math_texts[i]))) return point | SYN_HTML_TEXT_INTEGRATION;
    }
    if (!syn_text_equal(node->node.name, SYN_TEXT("annotation-xml"))) return 0;
    return has_html_encoding(node) ? point | SYN_HTML_INTEGRATION : point;
  }
  for (size_t i = 0; i < sizeof svg_points / sizeof svg_points[0]; i++) {
    if (syn_text_equal(node->node.name, syn_text_from(svg_points[i]))) return point | SYN_HTML_INTEGRATION;
  }
  return 0;
}

syn_html_node *syn_html_insert_foreign(syn_html_parser *parser, const syn_html_token *token, syn_html_space space) {
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_ELEMENT);
  node->space = (uint8_t)space;
  node->node.name = token->name;
  if (token->tag == SYN_HTML_SVG) node->node.element = SYN_ELEMENT_SVG;
  copy_attributes(parser, node);
  node->flags = foreign_flags(node);
  return put_and_push(parser, node);
}

static bool has_attribute(const syn_html_node *node, syn_text name) {
  for (uint32_t i = 0; i < node->node.attribute_count; i++) {
    if (syn_text_equal(node->node.attributes[i].name, name)) return true;
  }
  return false;
}

void syn_html_add_attributes(syn_html_parser *parser, syn_html_node *node) {
  const syn_html_attributes *more = &parser->tokeniser.attributes;
  uint32_t limit = parser->options->limits.attribute_count, count = node->node.attribute_count;
  if (more->count == 0) return;
  if (count >= limit) {
    parser->tokeniser.was_cut = true;
    return;
  }
  syn_dom_attribute *attributes = SYN_ARENA_ARRAY(parser->arena, syn_dom_attribute, count + more->count);
  if (attributes == NULL) {
    parser->status = SYN_NO_MEMORY;
    return;
  }
  if (count > 0) memcpy(attributes, node->node.attributes, count * sizeof *attributes);
  for (size_t i = 0; i < more->count && count < limit; i++) {
    if (!has_attribute(node, more->items[i].name)) attributes[count++] = more->items[i];
  }
  node->node.attributes = attributes;
  node->node.attribute_count = count;
}

/* ---- text, comments, doctypes ---- */

/* More text behind that of a node. Its room doubles, so that many pieces cost no more than their sum. */
static void extend_text(syn_html_parser *parser, syn_html_node *node, syn_text more) {
  syn_text *text = &node->node.text;
  if (text->data + text->size == more.data && node->text_capacity == 0) { /* the next bytes of the page */
    text->size += more.size;
    return;
  }
  size_t size = text->size + more.size;
  if (size > node->text_capacity) {
    size_t capacity = 2 * size;
    char *bytes = syn_arena_take(parser->arena, capacity, 1);
    if (bytes == NULL) {
      parser->status = SYN_NO_MEMORY;
      return;
    }
    memcpy(bytes, text->data, text->size);
    text->data = bytes;
    node->text_capacity = (uint32_t)capacity;
  }
  memcpy((char *)(uintptr_t)text->data + text->size, more.data, more.size); /* our own copy */
  text->size = size;
}

void syn_html_insert_text(syn_html_parser *parser, syn_text text) {
  if (text.size == 0) return;
  insertion_place place = appropriate_place(parser, syn_html_current(parser));
  if (place.parent->kind == SYN_HTML_KIND_DOCUMENT) return;
  syn_dom_node *previous = place.next != NULL ? place.next->node.previous : place.parent->node.last_child;
  if (previous != NULL && previous->is_text) {
    extend_text(parser, (syn_html_node *)previous, text);
    return;
  }
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_TEXT);
  if (parser->status != SYN_OK) return;
  node->node.text = text;
  link_before(place.parent, node, place.next);
}

void syn_html_insert_comment(syn_html_parser *parser, syn_text text, syn_html_node *parent) {
  if (parser->options->is_lean) return;
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_COMMENT);
  if (parser->status != SYN_OK) return;
  node->node.text = text;
  if (parent != NULL)
    syn_html_append(parent, node);
  else
    syn_html_place(parser, syn_html_current(parser), node);
}

void syn_html_insert_doctype(syn_html_parser *parser, const syn_html_doctype *doctype) {
  if (parser->options->is_lean) return;
  syn_html_node *node = make_node(parser, SYN_HTML_KIND_DOCTYPE);
  if (parser->status != SYN_OK) return;
  node->node.name = doctype->name;
  node->public_id = doctype->public_id;
  node->system_id = doctype->system_id;
  syn_html_append(parser->document, node);
}
