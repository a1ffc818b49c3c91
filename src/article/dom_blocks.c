/*
 * How it works: two walks over the tree, without recursion. The first counts, for every element, the text and the text of links below it
 * (children come after their parents in document order, so one pass backwards adds them up) and
 * asks what its class names say. The second walks in reading order, leaves out what is not shown or not content, and closes a block
 * wherever a block element begins or ends. Linear in the size of the tree.
 */
#include <string.h>

#include "article/page_blocks.h"
#include "base/utf8.h"

enum {
  OUT_SHARE_PERCENT = 40,      /* an element with more of the page's text is not left out for its name alone */
  CAPTION_BYTES = 900,         /* of text in an element that is a caption */
  LEAD_HEADING_WORDS = 10,     /* of a heading that is a lead */
  SENTENCE_HEADING_WORDS = 16, /* … that ends as sentences do */
  LONG_HEADING_WORDS = 22,     /* … however it ends */
  ROW_NODES = 200,             /* in a row of a table of figures */
  CELL_BYTES = 80,             /* of text in one of its cells */
  OUTSIDE_STEPS = 40,          /* ancestors that are asked what they are */
  COMMENTS_SHARE_PERCENT = 85, /* the same for comments, which may well be most of it */
};

typedef struct gatherer {
  const syn_furniture *furniture;
  syn_arena *arena;
  syn_page_blocks *page;
  SYN_ARRAY(char) pending;
  bool has_cell; /* of the row */
  uint32_t link_bytes, link_depth, emphasis_bytes, emphasis_depth, line_breaks;
  const syn_dom_node *block_element, *caption, *item, *quote, *cell;
  const syn_dom_node *row;     /* of a table of figures: its cells are one block */
  const syn_dom_node *outside; /* the outermost element that is out; NULL inside content */
  const syn_dom_node *never;   /* the outermost that is out whatever it holds */
  const syn_dom_node *lead;    /* the outermost that is called after the sentence before the text */
  bool is_lenient;             /* names keep nothing out but comments */
  syn_status status;
} gatherer;

uint32_t syn_visible_bytes(syn_text text) {
  uint32_t count = 0;
  for (size_t i = 0; i < text.size; i++) count += (unsigned char)text.data[i] > ' ';
  return count;
}

static bool is_never_shown(const syn_dom_node *node) {
  switch (node->element) {
  case SYN_ELEMENT_HEAD:
  case SYN_ELEMENT_SVG:
  case SYN_ELEMENT_IFRAME:
  case SYN_ELEMENT_SELECT:
  case SYN_ELEMENT_TEXTAREA:
  case SYN_ELEMENT_BUTTON:
  case SYN_ELEMENT_VIDEO:
  case SYN_ELEMENT_INPUT:
  case SYN_ELEMENT_TITLE:
    return true;
  case SYN_ELEMENT_OTHER:
    break;
  default:
    return false;
  }
  return syn_text_equal(node->name, SYN_TEXT("script")) || syn_text_equal(node->name, SYN_TEXT("style")) ||
         syn_text_equal(node->name, SYN_TEXT("template")) || syn_text_equal(node->name, SYN_TEXT("audio")) ||
         syn_text_equal(node->name, SYN_TEXT("object")) || syn_text_equal(node->name, SYN_TEXT("canvas"));
}

static syn_status count_elements(const syn_layout *layout, const syn_dom *dom, syn_arena *arena, syn_page_blocks *page) {
  page->element_count = dom->node_count;
  page->elements = SYN_ARENA_ARRAY(arena, syn_element_facts, dom->node_count);
  if (!page->elements) return SYN_NO_MEMORY;
  syn_map cache;
  syn_map_init(&cache, arena);
  for (const syn_dom_node *node = dom->root; node;) {
    bool skip = false;
    syn_element_facts *facts = &page->elements[node->order];
    facts->node = node;
    if (node->is_text) {
      facts->text_bytes = syn_visible_bytes(node->text);
    } else {
      skip = is_never_shown(node);
      syn_status status = skip ? SYN_OK : syn_layout_element_roles(layout, node, &cache, &facts->roles);
      if (status != SYN_OK) return status;
      facts->has_title = node->element == SYN_ELEMENT_H1;
    }
    node = syn_dom_next(dom->root, node, skip);
  }
  for (uint32_t i = dom->node_count; i-- > 0;) {
    syn_element_facts *facts = &page->elements[i];
    if (!facts->node) continue;
    if (facts->node->element == SYN_ELEMENT_A) facts->link_bytes = facts->text_bytes;
    if (!facts->node->parent || facts->node == dom->root) continue;
    syn_element_facts *above = &page->elements[facts->node->parent->order];
    above->text_bytes += facts->text_bytes;
    above->link_bytes += facts->link_bytes;
    above->has_title = above->has_title || facts->has_title;
  }
  return SYN_OK;
}

/* Elements whose kind or names keep them out of the article. */
static bool is_kept_out(const gatherer *g, const syn_dom_node *node) {
  const syn_element_facts *facts = &g->page->elements[node->order], *root = &g->page->elements[0];
  if (node->element == SYN_ELEMENT_BODY || node->element == SYN_ELEMENT_HTML || facts->text_bytes == 0) return false;
  if (syn_layout_is_hidden(node)) return (uint64_t)facts->text_bytes * 100 < (uint64_t)root->text_bytes * OUT_SHARE_PERCENT;
  uint32_t roles = facts->roles;
  bool comments = roles & SYN_LAYOUT_COMMENTS, never = node->element == SYN_ELEMENT_NAV || node->element == SYN_ELEMENT_NOSCRIPT;
  bool out = (roles & (SYN_LAYOUT_OUT | SYN_LAYOUT_NEVER)) || node->element == SYN_ELEMENT_FOOTER || node->element == SYN_ELEMENT_ASIDE;
  if (g->is_lenient) out = node->element == SYN_ELEMENT_FOOTER;
  /* the head of an article holds its lead too */
  if (facts->has_title && !never && !comments && !(roles & SYN_LAYOUT_NEVER)) return false;
  if (roles & (SYN_LAYOUT_BODY | SYN_LAYOUT_LEAD | SYN_LAYOUT_KEEP)) return false;
  if (!comments && !never && !out) return false;
  if (node->element == SYN_ELEMENT_ARTICLE || node->element == SYN_ELEMENT_MAIN) return false;
  /* "main has-sidebar": the name of a page's part says nothing about what is most of the page */
  uint64_t percent = comments && !facts->has_title ? COMMENTS_SHARE_PERCENT : OUT_SHARE_PERCENT;
  uint64_t prose = facts->text_bytes - facts->link_bytes, all = root->text_bytes - root->link_bytes;
  return prose * 100 < all * percent;
}

static syn_block_kind kind_of(const gatherer *g) {
  if (g->caption) return SYN_BLOCK_CAPTION;
  if (g->row) return SYN_BLOCK_CELL;
  const syn_dom_node *node = g->block_element;
  if (node && node->element >= SYN_ELEMENT_H1 && node->element <= SYN_ELEMENT_H6) return SYN_BLOCK_HEADING;
  if (g->quote) return SYN_BLOCK_QUOTE;
  if (node && (node->element == SYN_ELEMENT_P || node->element == SYN_ELEMENT_PRE)) return SYN_BLOCK_PARAGRAPH;
  if (g->item) return SYN_BLOCK_ITEM;
  return g->cell ? SYN_BLOCK_CELL : SYN_BLOCK_LOOSE;
}

/* Whole sentences in the element of a heading are a lead or an emphasis. */
static bool is_long_heading(const syn_block *block) {
  if (block->heading_level < 2) return false;
  unsigned least = block->is_lead ? LEAD_HEADING_WORDS : block->ends_sentence ? SENTENCE_HEADING_WORDS : LONG_HEADING_WORDS;
  return block->word_count >= least;
}

/* Closes the pending text as a block. */
static void flush(gatherer *g) {
  g->line_breaks = 0;
  syn_text text = syn_text_trim((syn_text){g->pending.items, g->pending.count});
  if (text.size > 0 && g->status == SYN_OK) {
    syn_block *block = SYN_ARRAY_ADD(&g->page->blocks, g->arena);
    g->status = block ? syn_arena_copy(g->arena, text, &block->text) : SYN_NO_MEMORY;
    if (g->status == SYN_OK) {
      block->node = g->block_element;
      block->link_bytes = g->link_bytes;
      block->emphasis_bytes = g->emphasis_bytes;
      block->kind = kind_of(g);
      block->heading_level = block->kind == SYN_BLOCK_HEADING ? (uint8_t)(g->block_element->element - SYN_ELEMENT_H1 + 1) : 0;
      block->is_outside = g->outside != NULL;
      block->is_lead = g->lead && !g->never;
      block->is_row = g->row != NULL;
      block->roles = g->block_element ? g->page->elements[g->block_element->order].roles : 0;
      g->status = syn_block_describe(g->furniture, g->arena, block);
      if (is_long_heading(block)) block->kind = SYN_BLOCK_PARAGRAPH, block->heading_level = 0;
    }
  }
  g->pending.count = 0;
  g->link_bytes = 0;
  g->emphasis_bytes = 0;
}

/* Room for the whole text is made at once: at most its bytes are added. */
static void add_text(gatherer *g, syn_text text) {
  if (SYN_ARRAY_RESERVE(&g->pending, text.size + 1, g->arena) != SYN_OK) g->status = SYN_NO_MEMORY;
  for (size_t i = 0; i < text.size && g->status == SYN_OK; i++) {
    unsigned char c = (unsigned char)text.data[i];
    bool space = c <= ' ' || c == 0x7F;
    if (c == 0xC2 && i + 1 < text.size && ((unsigned char)text.data[i + 1] == 0xA0 || (unsigned char)text.data[i + 1] == 0xAD)) {
      i++; /* a no-break space is a blank, a soft hyphen nothing */
      if ((unsigned char)text.data[i] == 0xAD) continue;
      space = true;
    }
    if (space) {
      if (g->pending.count > 0 && g->pending.items[g->pending.count - 1] != ' ') g->pending.items[g->pending.count++] = ' ';
      continue;
    }
    g->line_breaks = 0;
    g->pending.items[g->pending.count++] = (char)c;
    if (g->link_depth > 0) g->link_bytes++;
    if (g->emphasis_depth > 0) g->emphasis_bytes++;
  }
}

static bool is_emphasis(syn_element element) {
  return element == SYN_ELEMENT_B || element == SYN_ELEMENT_STRONG || element == SYN_ELEMENT_EM || element == SYN_ELEMENT_I;
}

/* Whether an element that is out cannot even hold the lead of an article. */
static bool is_never_content(const syn_dom_node *node, uint32_t roles) {
  if (roles & (SYN_LAYOUT_NEVER | SYN_LAYOUT_COMMENTS)) return true;
  return node->element == SYN_ELEMENT_NAV || node->element == SYN_ELEMENT_FOOTER || node->element == SYN_ELEMENT_ASIDE ||
         node->element == SYN_ELEMENT_NOSCRIPT || syn_layout_is_hidden(node);
}

static bool is_cell(const syn_dom_node *node) {
  return node->element == SYN_ELEMENT_TD || node->element == SYN_ELEMENT_TH;
}

/* Whether a row has short texts side by side, as tables of figures do: tables that hold a page's columns, or menus, do not. */
static bool is_row_of_figures(const gatherer *g, const syn_dom_node *row) {
  unsigned cells = 0, nodes = 0;
  const syn_element_facts *facts = &g->page->elements[row->order];
  if (row->element != SYN_ELEMENT_TR || facts->text_bytes == 0 || facts->link_bytes * 2 > facts->text_bytes) return false;
  for (const syn_dom_node *node = syn_dom_next(row, row, false); node; node = syn_dom_next(row, node, false)) {
    if (++nodes > ROW_NODES || node->element == SYN_ELEMENT_TABLE) return false;
    if (node->parent != row || node->is_text) continue;
    if (!is_cell(node) || g->page->elements[node->order].text_bytes > CELL_BYTES) return false;
    cells++;
  }
  return cells >= 2;
}

/* Inside a row nothing closes a block; cells are parted by a bar. */
static void enter_in_row(gatherer *g, const syn_dom_node *node) {
  bool is_first = node->parent == g->row && g->pending.count == 0 && !g->has_cell;
  if (is_cell(node) && node->parent == g->row) {
    g->has_cell = true;
    add_text(g, is_first ? SYN_TEXT("") : SYN_TEXT(" | "));
  } else if (node->element == SYN_ELEMENT_BR || syn_dom_is_block(node->element)) {
    add_text(g, SYN_TEXT(" "));
  }
  if (node->element == SYN_ELEMENT_A && syn_dom_has_attribute(node, "href")) g->link_depth++;
  if (is_emphasis(node->element)) g->emphasis_depth++;
}

static void leave_inline(gatherer *g, const syn_dom_node *node) {
  if (node->element == SYN_ELEMENT_A && syn_dom_has_attribute(node, "href") && g->link_depth > 0) g->link_depth--;
  if (is_emphasis(node->element) && g->emphasis_depth > 0) g->emphasis_depth--;
}

/* Notes of which kinds of element the text that follows lies below; `out`: nothing of it is content. */
static void note_element(gatherer *g, const syn_dom_node *node, uint32_t roles, bool is_caption, bool out) {
  if (!g->caption && is_caption) g->caption = node;
  if (g->caption && g->caption->element == SYN_ELEMENT_FIGURE && node->element == SYN_ELEMENT_TABLE) g->caption = NULL;
  if (!g->item && node->element == SYN_ELEMENT_LI) g->item = node;
  if (!g->quote && node->element == SYN_ELEMENT_BLOCKQUOTE) g->quote = node;
  if (!g->cell && is_cell(node)) g->cell = node;
  if (!g->caption && is_row_of_figures(g, node)) g->row = node, g->has_cell = false;
  g->page->elements[node->order].is_out = out;
  if (!g->outside && out) g->outside = node;
  if (!g->never && out && is_never_content(node, roles)) g->never = node;
  if (!g->lead && (roles & SYN_LAYOUT_LEAD)) g->lead = node;
}

static void enter(gatherer *g, const syn_dom_node *node) {
  if (g->row) {
    enter_in_row(g, node);
    return;
  }
  bool is_block = syn_dom_is_block(node->element) || node->element == SYN_ELEMENT_FIGCAPTION || node->element == SYN_ELEMENT_LI;
  if (node->element == SYN_ELEMENT_BR) {
    if (++g->line_breaks >= 2)
      flush(g);
    else
      add_text(g, SYN_TEXT(" ")), g->line_breaks = 1;
    return;
  }
  uint32_t roles = g->page->elements[node->order].roles;
  bool is_caption = node->element == SYN_ELEMENT_FIGCAPTION || node->element == SYN_ELEMENT_CAPTION ||
                    node->element == SYN_ELEMENT_FIGURE || (roles & SYN_LAYOUT_CAPTION);
  /* a figure that is never closed holds the rest of the page */
  is_caption = is_caption && g->page->elements[node->order].text_bytes <= CAPTION_BYTES;
  bool out = is_kept_out(g, node);
  if (is_block || ((out || is_caption) && !is_block)) flush(g);
  if (is_block) g->block_element = node;
  note_element(g, node, roles, is_caption, out);
  if (node->element == SYN_ELEMENT_A && syn_dom_has_attribute(node, "href")) g->link_depth++;
  if (is_emphasis(node->element)) g->emphasis_depth++;
}

static const syn_dom_node *block_above(const syn_dom_node *node) {
  node = node->parent;
  while (node && !syn_dom_is_block(node->element)) node = node->parent;
  return node;
}

static void leave(gatherer *g, const syn_dom_node *node) {
  leave_inline(g, node);
  if (g->row && node != g->row) return;
  bool is_block = syn_dom_is_block(node->element) || node->element == SYN_ELEMENT_FIGCAPTION || node->element == SYN_ELEMENT_LI;
  if (is_block || g->outside == node || g->caption == node) flush(g);
  if (is_block) g->block_element = block_above(node);
  if (g->caption == node) g->caption = NULL;
  if (g->item == node) g->item = NULL;
  if (g->quote == node) g->quote = NULL;
  if (g->cell == node) g->cell = NULL;
  if (g->outside == node) g->outside = NULL;
  if (g->never == node) g->never = NULL;
  if (g->row == node) g->row = NULL;
  if (g->lead == node) g->lead = NULL;
}

static void walk(gatherer *g, const syn_dom_node *root) {
  const syn_dom_node *node = root;
  while (node && g->status == SYN_OK) {
    bool skip = !node->is_text && is_never_shown(node);
    if (node->is_text)
      add_text(g, node->text);
    else if (!skip)
      enter(g, node);
    if (!skip && node->first_child) {
      node = node->first_child;
      continue;
    }
    if (!node->is_text && !skip) leave(g, node);
    while (node != root && !node->next) {
      node = node->parent;
      if (!node) return;
      leave(g, node);
    }
    node = node == root ? NULL : node->next;
  }
}

syn_status syn_page_blocks_from_dom(const syn_furniture *furniture, const syn_layout *layout, const syn_dom *dom, bool is_lenient,
                                    syn_arena *arena, syn_page_blocks *out_page) {
  syn_page_blocks page = {0};
  syn_status status = count_elements(layout, dom, arena, &page);
  if (status != SYN_OK) return status;
  gatherer g = {.furniture = furniture, .arena = arena, .page = &page, .is_lenient = is_lenient};
  walk(&g, dom->root);
  flush(&g);
  if (g.status == SYN_OK) *out_page = page;
  return g.status;
}

bool syn_page_is_outside(const syn_page_blocks *page, const syn_dom_node *node) {
  for (unsigned steps = 0; node && steps < OUTSIDE_STEPS; steps++, node = node->parent) {
    const syn_element_facts *facts = &page->elements[node->order];
    if (!facts->is_out) continue;
    if (facts->roles & SYN_LAYOUT_COMMENTS) return true;
    if ((facts->roles & SYN_LAYOUT_NEVER) && !(facts->roles & (SYN_LAYOUT_DATE | SYN_LAYOUT_AUTHOR))) return true;
  }
  return false;
}
