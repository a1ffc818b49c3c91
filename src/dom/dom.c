/*
 * How it works. The parser makes the tree (html_parser.c); here a page is made fit for it, and one walk over the finished tree numbers the
 * nodes, dissolves what hangs too deep (misnested formatting can nest deeper than the parser's stack ever was) and cuts what is too many.
 */
#include "dom/dom.h"

#include <string.h>

#include "base/utf8.h"
#include "dom/html_parser.h"

const syn_dom_limits syn_dom_limits_default = {
    .byte_count = 8u * 1024 * 1024,
    .depth = 512,
    .attribute_count = 256,
    .node_count = 1000000,
    .deadline_ms = 2000,
};

/* Valid UTF-8 without NUL bytes; the text itself where it is that already. */
static syn_status clean(syn_text html, syn_arena *arena, syn_text *out_html) {
  size_t replaced_count;
  syn_status status = syn_utf8_repair(html, arena, &html, &replaced_count);
  if (status != SYN_OK) return status;
  *out_html = html;
  if (html.size == 0 || memchr(html.data, '\0', html.size) == NULL) return SYN_OK;
  char *bytes = syn_arena_take(arena, html.size, 1);
  if (bytes == NULL) return SYN_NO_MEMORY;
  size_t size = 0;
  for (size_t i = 0; i < html.size; i++) {
    if (html.data[i] != '\0') bytes[size++] = html.data[i];
  }
  *out_html = (syn_text){bytes, size};
  return SYN_OK;
}

/* ---- the finished tree ---- */

/* Puts the children of a node where it stands, instead of it. Returns the first of them, or what follows. */
static syn_dom_node *dissolve(syn_dom_node *node) {
  syn_dom_node *parent = node->parent, *first = node->first_child, *last = node->last_child;
  for (syn_dom_node *child = first; child != NULL; child = child->next) child->parent = parent;
  if (first == NULL) {
    first = node->next;
    last = node->previous;
    if (first != NULL) first->previous = last;
    if (last != NULL) last->next = first;
  } else {
    first->previous = node->previous;
    last->next = node->next;
    if (first->previous != NULL) first->previous->next = first;
    if (last->next != NULL) last->next->previous = last;
  }
  if (node->previous == NULL) parent->first_child = first;
  if (node->next == NULL) parent->last_child = last;
  return first;
}

/* Takes the node and all that follows it in document order out of the tree. */
static void cut_from(syn_dom_node *node) {
  syn_dom_node *last = node->previous;
  for (syn_dom_node *parent = node->parent; parent != NULL; parent = parent->parent) {
    parent->last_child = last;
    if (last != NULL)
      last->next = NULL;
    else
      parent->first_child = NULL;
    last = parent;
  }
}

/* The node behind `node` and all that is in it. */
static syn_dom_node *step_over(const syn_dom_node *root, syn_dom_node *node, uint32_t *depth) {
  while (node != root && node->next == NULL) {
    node = node->parent;
    (*depth)--;
  }
  return node == root ? NULL : node->next;
}

/* Whether the node must not stay: the contents of an unfinished template, and what is nested too deep, hang on what is around them. */
static bool is_dissolved(const syn_dom_node *node, uint32_t depth, const syn_dom_limits *limits, syn_dom *dom) {
  if (((const syn_html_node *)node)->kind == SYN_HTML_KIND_CONTENTS) return true;
  if (node->is_text || depth < limits->depth) return false;
  if (dom->cut_why.size == 0) dom->cut_why = SYN_TEXT("elements nested deeper than the limit");
  return true;
}

/* Numbers the nodes in document order and holds their number and depth to the limits. */
static void finish_tree(const syn_dom_limits *limits, syn_dom *dom) {
  uint32_t depth = 0;
  for (syn_dom_node *node = dom->root; node != NULL;) {
    if (node != dom->root && is_dissolved(node, depth, limits, dom)) {
      syn_dom_node *parent = node->parent;
      node = dissolve(node);
      if (node == NULL) {
        depth--;
        node = step_over(dom->root, parent, &depth);
      }
      continue;
    }
    if (dom->node_count >= limits->node_count) {
      if (dom->cut_why.size == 0) dom->cut_why = SYN_TEXT("more nodes than the limit");
      cut_from(node);
      return;
    }
    node->order = dom->node_count++;
    if (node->first_child != NULL) {
      node = node->first_child;
      depth++;
    } else {
      node = step_over(dom->root, node, &depth);
    }
  }
}

syn_status syn_dom_parse(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_dom *out_dom, syn_error *error) {
  const syn_html_options options = {.limits = limits != NULL ? *limits : syn_dom_limits_default, .is_lean = true};
  bool is_too_large = html.size > options.limits.byte_count;
  if (is_too_large) html.size = syn_utf8_align(html, options.limits.byte_count);
  syn_html_page page = {0};
  syn_status status = clean(html, arena, &html);
  if (status == SYN_OK) status = syn_html_parse(html, &options, arena, &page);
  if (status == SYN_LIMIT)
    return syn_error_set(error, status, 0, "the page was not parsed within %u ms; leave it out or raise the limit with --max-page-time",
                         options.limits.deadline_ms);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the page's tree");
  syn_dom dom = {.root = page.document->node.first_child,
                 .data_blocks = page.data_blocks,
                 .data_block_count = page.data_block_count,
                 .cut_why = page.cut_why};
  if (dom.root == NULL) return syn_error_set(error, SYN_LIMIT, 0, "the limit of nodes leaves no room for a tree");
  dom.root->parent = dom.root->next = dom.root->previous = NULL;
  finish_tree(&options.limits, &dom);
  if (is_too_large) dom.cut_why = SYN_TEXT("more bytes than the limit");
  dom.was_cut = dom.cut_why.size > 0;
  *out_dom = dom;
  return SYN_OK;
}

/* ---- looking at it ---- */

static const syn_dom_attribute *find_attribute(const syn_dom_node *node, const char *name) {
  syn_text wanted = syn_text_from(name);
  for (uint32_t i = 0; i < node->attribute_count; i++) {
    if (syn_text_equal(node->attributes[i].name, wanted)) return &node->attributes[i];
  }
  return NULL;
}

syn_text syn_dom_attribute_value(const syn_dom_node *node, const char *name) {
  const syn_dom_attribute *attribute = find_attribute(node, name);
  return attribute != NULL ? attribute->value : (syn_text){0};
}

bool syn_dom_has_attribute(const syn_dom_node *node, const char *name) {
  return find_attribute(node, name) != NULL;
}

syn_dom_node *syn_dom_next(const syn_dom_node *root, const syn_dom_node *node, bool skip_children) {
  if (!skip_children && node->first_child != NULL) return node->first_child;
  while (node != root && node != NULL) {
    if (node->next != NULL) return node->next;
    node = node->parent;
  }
  return NULL;
}

syn_dom_node *syn_dom_find(const syn_dom_node *root, syn_element element) {
  for (syn_dom_node *node = syn_dom_next(root, root, false); node != NULL; node = syn_dom_next(root, node, false)) {
    if (!node->is_text && node->element == element) return node;
  }
  return NULL;
}
