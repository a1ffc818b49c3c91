/*
 * Feeds bytes to the HTML parser and checks what dom.h promises: a root, the depth, the number of nodes, links that agree.
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "dom/dom.h"
#include "fuzz_target.h"

enum { ARENA_BYTES = 256 * 1024 * 1024 };

static void require(bool condition) {
  if (!condition) abort();
}

static void check_node(const syn_dom *dom, const syn_dom_node *node, const syn_dom_limits *limits) {
  uint32_t depth = 0;
  for (const syn_dom_node *at = node->parent; at != NULL; at = at->parent) depth++;
  require(depth <= limits->depth);
  require(node == dom->root || node->parent != NULL);
  require(node->next == NULL || node->next->previous == node);
  require(node->attribute_count <= limits->attribute_count);
  require(syn_utf8_valid_prefix(node->text) == node->text.size);
  require(syn_utf8_valid_prefix(node->name) == node->name.size);
  require(node->is_text == (node->name.size == 0));
  for (uint32_t i = 0; i < node->attribute_count; i++) {
    require(syn_utf8_valid_prefix(node->attributes[i].value) == node->attributes[i].value.size);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_dom_limits limits = {.byte_count = 64 * 1024, .depth = 24, .attribute_count = 8, .node_count = 2000, .deadline_ms = 0};
  syn_dom dom;
  syn_error error;
  syn_status status = syn_dom_parse((syn_text){(const char *)data, size}, &limits, arena, &dom, &error);
  require(status == SYN_OK);
  require(dom.root != NULL && dom.root->parent == NULL && dom.root->element == SYN_ELEMENT_HTML);
  uint32_t count = 0;
  for (const syn_dom_node *node = dom.root; node != NULL; node = syn_dom_next(dom.root, node, false)) {
    require(node->order == count++);
    check_node(&dom, node, &limits);
  }
  require(count == dom.node_count && count <= limits.node_count);
  syn_text text;
  require(syn_dom_text(dom.root, arena, &text) == SYN_OK);
  require(syn_utf8_valid_prefix(text) == text.size);
  syn_arena_reset(arena);
  return 0;
}
