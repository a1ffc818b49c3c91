/*
 * How it works. Formatting elements that their block's end closed are opened again in the next block; misnested ones are taken apart by the
 * "adoption agency" (HTML standard 13.2.6.4.7). Both are as the standard has them, but for the length of the list, which is bounded: a page
 * of unclosed <b> and <font> would otherwise make a tree of their number squared. Further formatting elements are made, but not opened
 * again.
 */
#include "dom/html_tree.h"

enum { OUTER_STEPS = 8, INNER_STEPS = 3, SAME_MAXIMUM = 3 };

static int find_in_list(const syn_html_parser *parser, const syn_html_node *node) {
  int index = (int)parser->formatting_count - 1;
  while (index >= 0 && parser->formatting[index] != node) index--;
  return index;
}

static void remove_at(syn_html_parser *parser, uint32_t index) {
  for (uint32_t i = index; i + 1 < parser->formatting_count; i++) parser->formatting[i] = parser->formatting[i + 1];
  parser->formatting_count--;
}

static void insert_at(syn_html_parser *parser, uint32_t index, syn_html_node *node) {
  for (uint32_t i = parser->formatting_count++; i > index; i--) parser->formatting[i] = parser->formatting[i - 1];
  parser->formatting[index] = node;
}

void syn_html_remove_formatting(syn_html_parser *parser, const syn_html_node *node) {
  int index = find_in_list(parser, node);
  if (index >= 0) remove_at(parser, (uint32_t)index);
}

/* Cells in cells in cells: each has a marker, and the list has room for a bounded number. The outermost ones are forgotten. */
void syn_html_push_marker(syn_html_parser *parser) {
  if (parser->marker_count >= SYN_HTML_FORMATTING_LIMIT) {
    uint32_t first = 0;
    while (parser->formatting[first] != NULL) first++;
    remove_at(parser, first);
    parser->marker_count--;
  }
  parser->formatting[parser->formatting_count++] = NULL;
  parser->marker_count++;
}

void syn_html_clear_formatting(syn_html_parser *parser) {
  while (parser->formatting_count > 0) {
    if (parser->formatting[--parser->formatting_count] != NULL) continue;
    parser->marker_count--;
    return;
  }
}

static bool has_same_attributes(const syn_html_node *a, const syn_html_node *b) {
  if (a->node.attribute_count != b->node.attribute_count) return false;
  for (uint32_t i = 0; i < a->node.attribute_count; i++) {
    bool is_found = false;
    for (uint32_t k = 0; k < b->node.attribute_count && !is_found; k++)
      is_found = syn_text_equal(a->node.attributes[i].name, b->node.attributes[k].name) &&
                 syn_text_equal(a->node.attributes[i].value, b->node.attributes[k].value);
    if (!is_found) return false;
  }
  return true;
}

/* "Noah's Ark": of elements that are the same in name and attributes no more than three are kept. */
void syn_html_push_formatting(syn_html_parser *parser, syn_html_node *node) {
  uint32_t same_count = 0, earliest = 0;
  for (uint32_t i = parser->formatting_count; i > 0 && parser->formatting[i - 1] != NULL; i--) {
    const syn_html_node *other = parser->formatting[i - 1];
    if (other->tag != node->tag || !has_same_attributes(other, node)) continue;
    same_count++;
    earliest = i - 1;
  }
  if (same_count >= SAME_MAXIMUM) remove_at(parser, earliest);
  if (parser->formatting_count - parser->marker_count >= SYN_HTML_FORMATTING_LIMIT) return;
  parser->formatting[parser->formatting_count++] = node;
}

syn_html_node *syn_html_find_formatting(const syn_html_parser *parser, syn_html_tag tag) {
  for (uint32_t i = parser->formatting_count; i > 0 && parser->formatting[i - 1] != NULL; i--) {
    if (syn_html_is(parser->formatting[i - 1], tag)) return parser->formatting[i - 1];
  }
  return NULL;
}

void syn_html_reconstruct(syn_html_parser *parser) {
  uint32_t first = parser->formatting_count;
  while (first > 0 && parser->formatting[first - 1] != NULL && syn_html_find_open(parser, parser->formatting[first - 1]) < 0) first--;
  for (uint32_t i = first; i < parser->formatting_count; i++) {
    syn_html_node *clone = syn_html_clone(parser, parser->formatting[i]);
    if (parser->status != SYN_OK) return;
    syn_html_place(parser, syn_html_current(parser), clone);
    syn_html_push(parser, clone);
    parser->formatting[i] = clone;
  }
}

/* ---- the adoption agency ---- */

/* The first special element above `index` on the stack, or -1. */
static int furthest_block(const syn_html_parser *parser, int index) {
  for (uint32_t i = (uint32_t)index + 1; i < parser->open_count; i++) {
    if (parser->open[i]->flags & SYN_HTML_SPECIAL) return (int)i;
  }
  return -1;
}

static void replace_open(syn_html_parser *parser, uint32_t index, syn_html_node *node) {
  parser->open_of_tag[parser->open[index]->tag]--;
  parser->open[index] = node;
  parser->open_of_tag[node->tag]++;
}

/*
 * Takes the elements between the formatting element (at `formatting_index` of the stack) and the block one by one, from the block
 * downwards: formatting elements among them are made anew around what is below. Returns the uppermost of what is to be put under the common
 * ancestor; `bookmark` is where in the list the new formatting element goes.
 */
static syn_html_node *rebuild_between(syn_html_parser *parser, int formatting_index, int block_index, uint32_t *bookmark) {
  syn_html_node *block = parser->open[block_index], *last = block;
  int step = 0;
  for (int index = block_index - 1; index > formatting_index; index--) {
    syn_html_node *node = parser->open[index];
    int place = find_in_list(parser, node);
    if (++step > INNER_STEPS && place >= 0) {
      remove_at(parser, (uint32_t)place);
      if ((uint32_t)place < *bookmark) (*bookmark)--;
      place = -1;
    }
    if (place < 0) {
      syn_html_remove_open(parser, (uint32_t)index);
      continue;
    }
    syn_html_node *clone = syn_html_clone(parser, node);
    if (parser->status != SYN_OK) return last;
    parser->formatting[place] = clone;
    replace_open(parser, (uint32_t)index, clone);
    if (last == block) *bookmark = (uint32_t)place + 1;
    syn_html_unlink(last);
    syn_html_append(clone, last);
    last = clone;
  }
  return last;
}

/* One round for the formatting element; false when there is no more to do. */
static bool adopt_once(syn_html_parser *parser, syn_html_node *formatting) {
  int formatting_index = syn_html_find_open(parser, formatting);
  if (formatting_index < 0) {
    syn_html_remove_formatting(parser, formatting);
    return false;
  }
  if (!syn_html_node_in_scope(parser, formatting)) return false;
  int block_index = furthest_block(parser, formatting_index);
  if (block_index < 0) {
    syn_html_pop_node(parser, formatting);
    syn_html_remove_formatting(parser, formatting);
    return false;
  }
  syn_html_node *ancestor = parser->open[formatting_index > 0 ? formatting_index - 1 : 0], *block = parser->open[block_index];
  uint32_t bookmark = (uint32_t)find_in_list(parser, formatting);
  syn_html_node *last = rebuild_between(parser, formatting_index, block_index, &bookmark);
  syn_html_unlink(last);
  syn_html_place(parser, ancestor, last);
  syn_html_node *clone = syn_html_clone(parser, formatting);
  if (parser->status != SYN_OK) return false;
  syn_html_move_children(block, clone);
  syn_html_append(block, clone);
  uint32_t old = (uint32_t)find_in_list(parser, formatting);
  remove_at(parser, old);
  insert_at(parser, old < bookmark ? bookmark - 1 : bookmark, clone);
  syn_html_remove_open(parser, (uint32_t)syn_html_find_open(parser, formatting));
  syn_html_push(parser, clone); /* then down to right above the block */
  for (int i = (int)parser->open_count - 1; i > 0 && parser->open[i - 1] != block; i--) {
    parser->open[i] = parser->open[i - 1];
    parser->open[i - 1] = clone;
  }
  return true;
}

void syn_html_adopt(syn_html_parser *parser, const syn_html_token *token) {
  syn_html_node *current = syn_html_current(parser);
  if (syn_html_is(current, token->tag) && find_in_list(parser, current) < 0) {
    syn_html_pop(parser);
    return;
  }
  for (int step = 0; step < OUTER_STEPS && parser->status == SYN_OK; step++) {
    syn_html_node *formatting = syn_html_find_formatting(parser, token->tag);
    if (formatting == NULL) {
      syn_html_other_end_tag(parser, token);
      return;
    }
    if (!adopt_once(parser, formatting)) return;
  }
}
