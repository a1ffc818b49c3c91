#include "readers/xml_tree.h"

#include <string.h>

static syn_xml_node *add_node(syn_xml_node *parent, syn_arena *arena) {
  syn_xml_node *node = SYN_ARENA_NEW(arena, syn_xml_node);
  if (!node) return NULL;
  node->parent = parent;
  if (parent && parent->last)
    parent->last->next = node;
  else if (parent)
    parent->first = node;
  if (parent) parent->last = node;
  return node;
}

static syn_xml_node *add_element(const syn_xml_scanner *scanner, syn_xml_node *parent) {
  syn_xml_node *node = add_node(parent, scanner->arena);
  if (!node) return NULL;
  node->name = scanner->element.name;
  node->space = scanner->element.space;
  if (scanner->attribute_count == 0) return node;
  syn_xml_attribute *attributes = SYN_ARENA_ARRAY(scanner->arena, syn_xml_attribute, scanner->attribute_count);
  if (!attributes) return NULL;
  memcpy(attributes, scanner->attributes, scanner->attribute_count * sizeof *attributes);
  node->attributes = attributes;
  node->attribute_count = scanner->attribute_count;
  return node;
}

syn_status syn_xml_tree_read(syn_xml_scanner *scanner, syn_xml_is_next *is_next, syn_xml_node **out_root, bool *out_has_start) {
  const uint32_t root_depth = scanner->depth;
  syn_xml_node *root = add_element(scanner, NULL), *parent = root;
  uint32_t node_count = 0, left_out = 0; /* left_out: open elements that are in no tree */
  *out_has_start = false;
  while (parent) {
    syn_xml_event event = syn_xml_next(scanner);
    if (event == SYN_XML_FAILED) return SYN_NO_MEMORY;
    if (event == SYN_XML_START && is_next && is_next(scanner, scanner->depth - root_depth)) {
      *out_has_start = scanner->is_damaged = true;
      break;
    }
    if (event == SYN_XML_NOTHING || (event == SYN_XML_END && scanner->depth < root_depth)) break;
    bool is_full = event != SYN_XML_END && ++node_count > SYN_XML_NODES;
    if (event == SYN_XML_END) {
      if (left_out > 0)
        left_out--;
      else
        parent = parent->parent;
    } else if (is_full || left_out > 0) {
      scanner->is_damaged = true;
      if (event == SYN_XML_START) left_out++;
    } else if (event == SYN_XML_START) {
      parent = add_element(scanner, parent);
    } else {
      syn_xml_node *node = add_node(parent, scanner->arena);
      if (!node) return SYN_NO_MEMORY;
      node->text = scanner->text;
    }
  }
  *out_root = root;
  return parent ? SYN_OK : SYN_NO_MEMORY;
}

const syn_xml_node *syn_xml_tree_next(const syn_xml_node *root, const syn_xml_node *node) {
  if (node->first) return node->first;
  while (node != root && !node->next) node = node->parent;
  return node == root ? NULL : node->next;
}

syn_text syn_xml_tree_attribute(const syn_xml_node *node, uint8_t space, const char *name) {
  const syn_text wanted = syn_text_from(name);
  for (uint32_t i = 0; i < node->attribute_count; i++) {
    const syn_xml_attribute *attribute = &node->attributes[i];
    if (attribute->space == space && syn_text_equal_ascii_case(attribute->name, wanted)) return attribute->value;
  }
  return (syn_text){0};
}

/* Whether what is in the element is shown to nobody. */
static bool is_hidden(const syn_xml_node *node) {
  return syn_text_equal_ascii_case(node->name, SYN_TEXT("script")) || syn_text_equal_ascii_case(node->name, SYN_TEXT("style"));
}

void syn_xml_tree_add_text(const syn_xml_node *node, syn_buffer *buffer) {
  for (const syn_xml_node *at = node->first; at; at = syn_xml_tree_next(node, at)) {
    if (!is_hidden(at->parent)) syn_buffer_add(buffer, at->text);
  }
}

void syn_xml_add_escaped(syn_text text, syn_buffer *buffer) {
  size_t start = 0;
  for (size_t i = 0; i < text.size; i++) {
    char c = text.data[i];
    const char *reference = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
    if (!reference) continue;
    syn_buffer_add(buffer, syn_text_slice(text, start, i));
    syn_buffer_add(buffer, syn_text_from(reference));
    start = i + 1;
  }
  syn_buffer_add(buffer, syn_text_slice(text, start, text.size));
}

static bool is_void(syn_text name) {
  static const char *const names[] = {"br", "img", "hr", "input", "wbr", "area", "col", "embed", "link", "meta", "source", "track"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (syn_text_equal_ascii_case(name, syn_text_from(names[i]))) return true;
  }
  return false;
}

static void add_start(const syn_xml_node *node, syn_buffer *buffer) {
  syn_buffer_add_byte(buffer, '<');
  syn_buffer_add(buffer, node->name);
  for (uint32_t i = 0; i < node->attribute_count; i++) {
    syn_buffer_add_byte(buffer, ' ');
    syn_buffer_add(buffer, node->attributes[i].name);
    syn_buffer_add(buffer, SYN_TEXT("=\""));
    syn_xml_add_escaped(node->attributes[i].value, buffer);
    syn_buffer_add_byte(buffer, '"');
  }
  syn_buffer_add_byte(buffer, '>');
}

static void add_end(const syn_xml_node *node, syn_buffer *buffer) {
  if (node->name.size == 0 || is_void(node->name)) return;
  syn_buffer_add(buffer, SYN_TEXT("</"));
  syn_buffer_add(buffer, node->name);
  syn_buffer_add_byte(buffer, '>');
}

void syn_xml_tree_add_html(const syn_xml_node *node, bool is_html, syn_buffer *buffer) {
  const syn_xml_node *at = node->first;
  while (at) {
    if (at->name.size > 0)
      add_start(at, buffer);
    else if (is_html)
      syn_buffer_add(buffer, at->text);
    else
      syn_xml_add_escaped(at->text, buffer);
    if (at->first) {
      at = at->first;
      continue;
    }
    add_end(at, buffer);
    while (!at->next && at->parent != node) {
      at = at->parent;
      add_end(at, buffer);
    }
    at = at->next;
  }
}
