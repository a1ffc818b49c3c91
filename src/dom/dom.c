#include "dom/dom.h"

#include <string.h>

#include "base/utf8.h"
#include "dom/gumbo_backend.h"
#include "dom/gumbo_heap.h"
#include "dom/precut.h"

const syn_dom_limits syn_dom_limits_default = {
    .byte_count = 8u * 1024 * 1024,
    .depth = 512,
    .attribute_count = 256,
    .node_count = 1000000,
    .deadline_ms = 2000,
};

static const syn_dom_backend *const backend = &syn_dom_backend_gumbo;

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

static syn_status copy_data_blocks(const syn_precut *precut, syn_arena *arena, syn_dom *dom) {
  if (precut->data_block_count == 0) return SYN_OK;
  syn_text *blocks = SYN_ARENA_ARRAY(arena, syn_text, precut->data_block_count);
  if (blocks == NULL) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < precut->data_block_count; i++) {
    syn_status status = syn_arena_copy(arena, precut->data_blocks[i], &blocks[i]);
    if (status != SYN_OK) return status;
  }
  dom->data_blocks = blocks;
  dom->data_block_count = precut->data_block_count;
  return SYN_OK;
}

/* What is left of the deadline for the parser, at least a millisecond. SYN_LIMIT when nothing is. */
static syn_status spend(uint64_t start_ns, syn_dom_limits *limits) {
  if (limits->deadline_ms == 0) return SYN_OK;
  uint64_t spent_ms = (syn_gumbo_clock() - start_ns) / 1000000u;
  if (spent_ms >= limits->deadline_ms) return SYN_LIMIT;
  limits->deadline_ms -= (uint32_t)spent_ms;
  return SYN_OK;
}

syn_status syn_dom_parse(syn_text html, const syn_dom_limits *limits, syn_arena *arena, syn_dom *out_dom, syn_error *error) {
  uint64_t start_ns = syn_gumbo_clock();
  syn_dom_limits left = limits != NULL ? *limits : syn_dom_limits_default;
  bool is_too_large = html.size > left.byte_count;
  if (is_too_large) html.size = syn_utf8_align(html, left.byte_count);
  syn_precut precut;
  syn_status status = clean(html, arena, &html);
  if (status == SYN_OK) status = syn_precut_run(html, &left, arena, &precut);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the page");
  status = spend(start_ns, &left);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "the page was not read within its time; leave it out or raise the limit");
  syn_dom dom = {0};
  status = backend->parse(precut.html, &left, arena, &dom, error);
  if (status != SYN_OK) return status;
  status = copy_data_blocks(&precut, arena, &dom);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "no memory for the page");
  if (is_too_large) {
    dom.was_cut = true;
    dom.cut_why = SYN_TEXT("more bytes than the limit");
  } else if (precut.was_cut) {
    dom.was_cut = true;
    dom.cut_why = precut.cut_why;
  }
  *out_dom = dom;
  return SYN_OK;
}

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
