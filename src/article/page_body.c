/*
 * How it works: running text ("prose") is added up over the tree. An element that page makers call the article's body, and that holds a
 * fair share of the prose, is taken; else the element with the best score, where prose counts the less the deeper it lies below the
 * element, so that the tightest element around most of the text wins; it is widened while its parent holds much more prose. Of
 * the blocks in it, furniture goes out by its words (furniture.h), its names (layout.h) and its links. Linear in the page.
 */
#include "article/page_body.h"

#include <string.h>

#include "base/utf8.h"

static const float score_decay = 0.65f;

enum {
  PROSE_BYTES = 50,        /* a block with less is not counted as prose unless it ends a sentence */
  PROSE_CAP = 1500,        /* a longer block counts no more: a whole page in one element is no better than paragraphs */
  BODY_SHARE_PERCENT = 25, /* of the page's prose in an element called the body */
  WIDEN_PERCENT = 15,      /* of more prose that makes an element above better … */
  WIDEN_PURE_PERCENT = 45, /* … when as much of all that it adds is prose */
  ARTICLE_SHARE_PERCENT = 40,
  CAPTION_WORDS = 14,      /* of a line that says whose picture it is */
  LINE_WORDS = 40,         /* of a line of furniture: longer paragraphs may well speak of cookies and newsletters */
  LEAD_SENTENCE_WORDS = 6, /* of a lead that ends as sentences do */
  LEAD_WORDS = 10,         /* … however it ends */
  LEAD_BLOCKS = 12,        /* between a headline and the text */
  PULL_WORDS = 6,          /* of a pull quote at least … */
  PULL_WORDS_MOST = 45,    /* … and at most */
  PULL_MORE_BYTES = 12,    /* that the paragraph has beyond it */
  PULL_BLOCKS = 20,        /* of a page that are looked for in its other blocks */
  CLOCK_BYTES = 20,        /* of a time of day */
  CLOCKS_LEAST = 3,        /* of a live blog */
  REST_SHARE_PERCENT = 35, /* of the prose before a heading that ends the article */
};

static uint32_t own_bytes(const syn_block *block) {
  uint32_t size = (uint32_t)block->text.size;
  return block->link_bytes < size ? size - block->link_bytes : 0;
}

static bool is_linked(const syn_block *block, unsigned percent) {
  return (uint64_t)block->link_bytes * 100 > (uint64_t)block->text.size * percent;
}

static bool is_furniture(const syn_block *block) {
  if (block->classes & (SYN_FURNITURE_REST | SYN_FURNITURE_ABOUT)) return true;
  return (block->classes & (SYN_FURNITURE_LINE | SYN_FURNITURE_LIST)) && block->word_count <= LINE_WORDS;
}

static uint32_t prose_of(const syn_block *block) {
  if (block->is_outside || block->is_row || block->kind == SYN_BLOCK_HEADING || block->kind == SYN_BLOCK_CAPTION) return 0;
  if (is_linked(block, 50) || is_furniture(block)) return 0;
  uint32_t bytes = own_bytes(block);
  if (bytes < PROSE_BYTES && !(block->ends_sentence && block->word_count >= 4)) return 0;
  if (bytes > PROSE_CAP) bytes = PROSE_CAP;
  return block->kind == SYN_BLOCK_PARAGRAPH || block->ends_sentence ? bytes : bytes / 2;
}

static void add_up(syn_page_blocks *page) {
  for (size_t i = 0; i < page->blocks.count; i++) {
    syn_block *block = &page->blocks.items[i];
    uint32_t prose = block->prose_bytes = block->node ? prose_of(block) : 0;
    if (prose == 0) continue;
    syn_element_facts *facts = &page->elements[block->node->order];
    facts->prose_bytes += prose;
    facts->score += (float)prose;
  }
  for (uint32_t i = page->element_count; i-- > 1;) {
    const syn_element_facts *facts = &page->elements[i];
    if (!facts->node || !facts->node->parent || facts->prose_bytes == 0) continue;
    syn_element_facts *above = &page->elements[facts->node->parent->order];
    above->prose_bytes += facts->prose_bytes;
    above->score += facts->score * score_decay;
  }
}

/* The most telling element of a kind with enough prose: of nested ones that hold nearly the same, the innermost. */
static const syn_element_facts *called(const syn_page_blocks *page, uint32_t roles, syn_element element, unsigned least_percent) {
  uint32_t all = page->elements[0].prose_bytes, best_bytes = 0;
  const syn_element_facts *best = NULL;
  for (uint32_t i = 0; i < page->element_count; i++) {
    const syn_element_facts *facts = &page->elements[i];
    if (!facts->node || facts->prose_bytes == 0) continue;
    if (!(facts->roles & roles) && (element == SYN_ELEMENT_OTHER || facts->node->element != element)) continue;
    if ((uint64_t)facts->prose_bytes * 100 < (uint64_t)all * least_percent) continue;
    bool inside = false;
    for (const syn_dom_node *node = facts->node; best && node && !inside; node = node->parent) inside = node == best->node;
    bool better = inside ? (uint64_t)facts->prose_bytes * 100 >= (uint64_t)best_bytes * 85 : facts->prose_bytes > best_bytes;
    if (better) best = facts, best_bytes = facts->prose_bytes;
  }
  return best;
}

static const syn_element_facts *best_scored(const syn_page_blocks *page) {
  const syn_element_facts *best = &page->elements[0];
  float best_score = 0;
  for (uint32_t i = 0; i < page->element_count; i++) {
    const syn_element_facts *facts = &page->elements[i];
    if (!facts->node || facts->prose_bytes == 0 || facts->node->element == SYN_ELEMENT_P) continue;
    float links = facts->text_bytes ? (float)facts->link_bytes / (float)facts->text_bytes : 0;
    float factor = facts->roles & SYN_LAYOUT_BODY ? 1.5f : facts->roles & SYN_LAYOUT_MAIN ? 1.15f : 1.0f;
    float score = facts->score * (1 - links) * factor;
    if (score > best_score) best_score = score, best = facts;
  }
  return best;
}

/*
 * The element or one above it that adds much prose and little else: articles lie in several parts side by side, but menus and lists of
 * other articles lie beside them too.
 */
static const syn_dom_node *widen(const syn_page_blocks *page, const syn_dom_node *node) {
  const syn_dom_node *chosen = node;
  while (node->parent && node->element != SYN_ELEMENT_BODY) {
    bool is_article = node->element == SYN_ELEMENT_ARTICLE || (page->elements[node->order].roles & SYN_LAYOUT_KEEP);
    uint64_t share = (uint64_t)page->elements[chosen->order].prose_bytes * 100;
    if (is_article && share >= (uint64_t)page->elements[0].prose_bytes * ARTICLE_SHARE_PERCENT) break; /* beside it lie other articles */
    node = node->parent;
    const syn_element_facts *here = &page->elements[chosen->order], *above = &page->elements[node->order];
    uint64_t more_prose = above->prose_bytes - here->prose_bytes, more_text = above->text_bytes - here->text_bytes;
    if (more_prose * 100 < (uint64_t)here->prose_bytes * WIDEN_PERCENT) continue;
    if (more_prose * 100 >= more_text * WIDEN_PURE_PERCENT) chosen = node;
  }
  return chosen;
}

static const syn_dom_node *choose_root(const syn_page_blocks *page) {
  const syn_element_facts *best = called(page, SYN_LAYOUT_BODY, SYN_ELEMENT_OTHER, BODY_SHARE_PERCENT);
  if (!best) best = called(page, 0, SYN_ELEMENT_ARTICLE, 60);
  if (!best) best = best_scored(page);
  return widen(page, best->node);
}

/* A short line that is no sentence and stands in no element made for text. */
static bool is_stray(const syn_block *block) {
  if (block->ends_sentence) return false;
  if (block->kind == SYN_BLOCK_LOOSE) return block->word_count <= 3;
  return block->kind == SYN_BLOCK_PARAGRAPH && block->word_count <= 1;
}

static syn_block_use use_of(const syn_block *block, syn_text title_form) {
  if (block->is_outside) return SYN_BLOCK_OUT;
  if (block->kind == SYN_BLOCK_CAPTION) return SYN_BLOCK_IS_CAPTION;
  if (title_form.size > 0 && syn_text_equal(block->form, title_form)) return SYN_BLOCK_TITLE;
  if (is_furniture(block)) return SYN_BLOCK_OUT;
  if ((block->classes & SYN_FURNITURE_CAPTION) && block->word_count <= CAPTION_WORDS && !block->ends_sentence) return SYN_BLOCK_OUT;
  if (block->kind == SYN_BLOCK_HEADING) return SYN_BLOCK_SUBHEADING;
  if (block->form.size == 0 || is_stray(block)) return SYN_BLOCK_OUT;
  if (is_linked(block, 60) && (block->word_count < 20 || is_linked(block, 85))) return SYN_BLOCK_OUT;
  if (block->kind == SYN_BLOCK_ITEM && is_linked(block, 50)) return SYN_BLOCK_OUT;
  return SYN_BLOCK_BODY;
}

/* A line such as those that follow "Related": a link, or a few words that are no sentence. */
static bool continues_list(const syn_block *block) {
  return is_linked(block, 40) || (block->word_count < 18 && !block->ends_sentence) || block->kind == SYN_BLOCK_HEADING;
}

static uint32_t order_after(const syn_page_blocks *page, const syn_dom_node *node) {
  for (; node; node = node->parent)
    if (node->next) return node->next->order;
  return page->element_count;
}

/*
 * Where reading begins: after the headline that stands before the chosen element, if no more than a few blocks lie between. There pages put
 * the sentence that sums the article up.
 */
static uint32_t start_of_lead(const syn_page_blocks *page, uint32_t first, syn_text title_form) {
  size_t before = 0;
  while (before < page->blocks.count && (!page->blocks.items[before].node || page->blocks.items[before].node->order < first)) before++;
  for (size_t i = before, steps = 0; i-- > 0 && steps < LEAD_BLOCKS;) {
    const syn_block *block = &page->blocks.items[i];
    bool is_title = block->heading_level == 1 || (block->heading_level > 0 && syn_text_equal(block->form, title_form));
    if (is_title && block->node) return block->node->order;
    steps += !block->is_outside;
  }
  return first;
}

/* Whether a block before the text may be the sentence that sums it up. */
static bool is_lead(const syn_block *block) {
  if (!block->is_lead) return prose_of(block) > 0 && block->ends_sentence;
  if (is_furniture(block) || is_linked(block, 50) || block->kind == SYN_BLOCK_HEADING || block->kind == SYN_BLOCK_CAPTION) return false;
  return block->word_count >= (block->ends_sentence ? LEAD_SENTENCE_WORDS : LEAD_WORDS);
}

/* ---- what repeats the text, and what orders it ---- */

/* The words of a block without the marks around them. */
static syn_text inner_words(syn_text text) {
  size_t start = 0, size = 0;
  while (start < text.size) {
    uint32_t c = syn_utf8_decode(text, start, &size);
    if (!syn_utf8_is_punctuation(c) && !syn_utf8_is_space(c)) break;
    start += size;
  }
  size_t end = text.size;
  while (end > start) {
    size_t last = syn_utf8_align(text, end - 1);
    uint32_t c = syn_utf8_decode(text, last, &size);
    if (!syn_utf8_is_punctuation(c) && !syn_utf8_is_space(c)) break;
    end = last;
  }
  return syn_text_slice(text, start, end);
}

static bool may_be_pull_quote(const syn_block *block) {
  if (block->use != SYN_BLOCK_BODY || block->word_count < PULL_WORDS || block->word_count > PULL_WORDS_MOST) return false;
  bool is_set_apart = block->kind == SYN_BLOCK_QUOTE || block->kind == SYN_BLOCK_LOOSE;
  return is_set_apart || (uint64_t)block->emphasis_bytes * 100 > (uint64_t)block->text.size * 80;
}

/* A sentence of the text that is set apart to catch the eye is no second sentence. */
static void drop_pull_quotes(syn_page_blocks *page) {
  unsigned looked_at = 0;
  for (size_t i = 0; i < page->blocks.count && looked_at < PULL_BLOCKS; i++) {
    syn_block *block = &page->blocks.items[i];
    if (!may_be_pull_quote(block)) continue;
    looked_at++;
    syn_text words = inner_words(block->text);
    for (size_t k = 0; k < page->blocks.count && block->use != SYN_BLOCK_OUT && words.size > 0; k++) {
      const syn_block *other = &page->blocks.items[k];
      bool is_text = k != i && other->use == SYN_BLOCK_BODY && other->text.size > block->text.size + PULL_MORE_BYTES;
      if (is_text && syn_text_find(other->text, words, 0) != SIZE_MAX) block->use = SYN_BLOCK_OUT;
    }
  }
}

/* "14:05", "9.30pm", "17h12": when an entry of a live blog was written. */
static bool is_clock(const syn_block *block) {
  if (block->word_count == 0 || block->word_count > 3 || block->text.size > CLOCK_BYTES) return false;
  syn_text text = block->text;
  size_t at = 0, hours = 0, minutes = 0;
  while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9') at++, hours++;
  if (hours < 1 || hours > 2 || at == text.size || !strchr(":.h", text.data[at])) return false;
  at++;
  while (at < text.size && text.data[at] >= '0' && text.data[at] <= '9') at++, minutes++;
  return minutes == 2 && (at == text.size || text.data[at] != '.');
}

/* Where many blocks of the body are times of day, the text before each is an entry of its own: the times stay. */
static void keep_clocks(syn_page_blocks *page, uint32_t first, uint32_t last) {
  unsigned count = 0;
  for (int pass = 0; pass < 2; pass++) {
    for (size_t i = 0; i < page->blocks.count; i++) {
      syn_block *block = &page->blocks.items[i];
      if (!block->node || block->node->order < first || block->node->order >= last || block->is_outside) continue;
      if (block->kind == SYN_BLOCK_CAPTION || !is_clock(block)) continue;
      if (pass == 0)
        count++;
      else
        block->use = SYN_BLOCK_BODY;
    }
    if (count < CLOCKS_LEAST) return;
  }
}

void syn_page_body_finish(syn_page_blocks *page) {
  if (!page->root) return;
  keep_clocks(page, page->root->order, page->last_order);
  drop_pull_quotes(page);
}

void syn_page_body_of_dom(syn_page_blocks *page, syn_text title_form) {
  if (page->element_count == 0) return;
  add_up(page);
  const syn_dom_node *root = choose_root(page);
  uint32_t first = root->order, last = order_after(page, root), lead = start_of_lead(page, first, title_form);
  uint64_t all = page->elements[root->order].prose_bytes, seen = 0;
  bool in_list = false, at_end = false;
  page->root = root;
  page->last_order = last;
  page->title_form = title_form;
  for (size_t i = 0; i < page->blocks.count; i++) {
    syn_block *block = &page->blocks.items[i];
    uint32_t order = block->node ? block->node->order : UINT32_MAX;
    block->use = SYN_BLOCK_OUT;
    if (order < lead || order >= last || at_end) continue;
    bool rest = block->classes & SYN_FURNITURE_REST;
    if (order < first && block->kind != SYN_BLOCK_CAPTION && !is_lead(block)) continue;
    if (rest && !block->is_outside && seen * 100 >= all * REST_SHARE_PERCENT) {
      at_end = true;
      continue;
    }
    if (in_list && continues_list(block)) continue;
    in_list = !block->is_outside && (block->classes & (SYN_FURNITURE_LIST | SYN_FURNITURE_REST));
    block->use = seen == 0 && block->is_outside && is_lead(block) ? SYN_BLOCK_BODY : use_of(block, title_form);
    seen += block->prose_bytes;
  }
  for (size_t i = 0; i < page->blocks.count; i++) page->blocks.items[i].rule_use = page->blocks.items[i].use;
}
