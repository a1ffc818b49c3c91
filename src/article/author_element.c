#include "article/author_element.h"

#include <string.h>

#include "base/utf8.h"

enum {
  PART_NODES = 200, /* of an element that are read */
  PATH_PARTS = 6    /* of a link's address */
};

/* What holds a text together below `element`: the link, block or named element around it. */
static const syn_dom_node *part_of(const syn_dom_node *element, const syn_dom_node *text) {
  const syn_dom_node *node = text->parent;
  while (node && node != element && node->element != SYN_ELEMENT_A && !syn_dom_is_block(node->element) &&
         !syn_dom_has_attribute(node, "class"))
    node = node->parent;
  return node;
}

/* Whether one text goes on with the other: no blank and no capital between ("Petresc", "u"). */
static bool is_within_word(syn_text before, syn_text after) {
  size_t size;
  return before.size > 0 && after.size > 0 && (unsigned char)before.data[before.size - 1] > ' ' &&
         syn_utf8_is_lower(syn_utf8_decode(after, 0, &size));
}

static syn_status add_part(syn_author_parts *parts, const syn_dom_node *node, syn_text text, syn_arena *arena) {
  syn_author_part *part = SYN_ARRAY_ADD(parts, arena);
  if (!part) return SYN_NO_MEMORY;
  *part = (syn_author_part){text, node};
  return SYN_OK;
}

/* The node behind this one in an element, what is hidden left out; NULL behind the last. */
static const syn_dom_node *next_shown(const syn_dom_node *element, const syn_dom_node *node) {
  return syn_dom_next(element, node, !node->is_text && node != element && syn_layout_is_hidden(node));
}

syn_status syn_author_element_parts(const syn_dom_node *element, syn_arena *arena, syn_author_parts *out_parts, syn_text *out_text) {
  size_t room = 0, size = 0, start = 0;
  unsigned left = PART_NODES;
  for (const syn_dom_node *node = element; node && left > 0; node = next_shown(element, node), left--) room += node->text.size + 3;
  char *data = syn_arena_take(arena, room + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  syn_author_parts parts = {0};
  const syn_dom_node *part = NULL, *last = NULL;
  bool is_parted = false;
  syn_status status = SYN_OK;
  left = PART_NODES;
  for (const syn_dom_node *node = element; node && left > 0 && status == SYN_OK; node = next_shown(element, node), left--) {
    is_parted = is_parted || node->element == SYN_ELEMENT_BR;
    syn_text text = {0};
    if (node->is_text) status = syn_dom_text(node, arena, &text);
    if (text.size > 0) {
      const syn_dom_node *own = part_of(element, node);
      bool glued = last && own->element != SYN_ELEMENT_A && !syn_dom_is_block(own->element) && is_within_word(last->text, node->text);
      bool begins = part && !glued && (is_parted || own != part);
      if (begins) status = add_part(&parts, part, (syn_text){data + start, size - start}, arena);
      const char *joint = size == 0 || glued ? "" : begins ? " | " : " ";
      memcpy(data + size, joint, strlen(joint));
      size += strlen(joint);
      if (begins) start = size;
      memcpy(data + size, text.data, text.size);
      size += text.size;
      if (begins || !part) part = own;
      is_parted = false;
    }
    if (node->is_text) last = node;
  }
  if (part && status == SYN_OK) status = add_part(&parts, part, (syn_text){data + start, size - start}, arena);
  *out_parts = parts;
  *out_text = (syn_text){data, size};
  return status;
}

static const syn_author_part *part_with(const syn_author_parts *parts, syn_text name) {
  for (size_t i = 0; i < parts->count; i++)
    if (syn_text_find(parts->items[i].text, name, 0) != SIZE_MAX) return &parts->items[i];
  return NULL;
}

bool syn_author_parts_match(const syn_author_parts *parts, syn_text name, syn_text other) {
  const syn_author_part *first = part_with(parts, name), *second = part_with(parts, other);
  if (!first || !second || first == second) return first && first == second;
  syn_text called = syn_dom_attribute_value(first->node, "class");
  return called.size > 0 && first->node != second->node && syn_text_equal(called, syn_dom_attribute_value(second->node, "class"));
}

bool syn_author_link_leads_to(const syn_layout *layout, const syn_dom_node *link, uint32_t role) {
  if ((role & SYN_LAYOUT_AUTHOR) && syn_text_equal(syn_dom_attribute_value(link, "rel"), SYN_TEXT("author"))) return true;
  syn_text href = syn_dom_attribute_value(link, "href");
  size_t at = syn_text_find(href, SYN_TEXT("://"), 0);
  at = at == SIZE_MAX ? 0 : at + 3;
  for (unsigned parts = 0; parts < PATH_PARTS; parts++) {
    size_t start = syn_text_find(href, SYN_TEXT("/"), at),
           end = start == SIZE_MAX ? SIZE_MAX : syn_text_find(href, SYN_TEXT("/"), start + 1);
    if (end == SIZE_MAX || end + 1 >= href.size) return false;
    uint64_t roles = 0;
    syn_text part = syn_text_slice(href, start + 1, end);
    if (syn_map_get(&layout->words, part, &roles) && (roles & role)) return true;
    at = end;
  }
  return false;
}

syn_status syn_author_element_links(const syn_layout *layout, const syn_dom_node *element, syn_text name, syn_arena *arena, bool *out) {
  unsigned left = PART_NODES;
  *out = false;
  const syn_dom_node *first = element->parent && element->parent->element == SYN_ELEMENT_A ? element->parent : element;
  for (const syn_dom_node *node = first; node && left > 0 && !*out; node = syn_dom_next(first, node, false), left--) {
    if (node->element != SYN_ELEMENT_A || !syn_author_link_leads_to(layout, node, SYN_LAYOUT_AUTHOR | SYN_LAYOUT_PEOPLE)) continue;
    syn_text text;
    syn_status status = syn_dom_text(node, arena, &text);
    if (status != SYN_OK) return status;
    *out = syn_text_equal_ascii_case(text, name);
  }
  return SYN_OK;
}
