/*
 * How it works: blocks that are kept, and those that are running text elsewhere on the page, are named by a digest of their folded words.
 * What can be said of a block's standing is said here, where the tree is still known; what it means is judged over all pages of the
 * site (site_profile.c). Most of the text of an article lies in elements of one kind: the names and classes of a block's element and of the
 * three above it are its signature, and blocks of a rare signature lie apart.
 */
#include "article/block_marks.h"

#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"

enum {
  FORM_BYTES = 600,     /* of a block that its form is made of (block_facts.c) */
  PROSE_BYTES = 50,     /* running text that is not kept has at least as many, or is a sentence */
  SIGNATURE_LEVELS = 4, /* elements */
  SIGNATURE_LIMIT = 64, /* different ones that are weighed */
  APART_PERCENT = 25,   /* of the text under the commonest signature: with less a block lies apart */
  LINKED_PERCENT = 25,  /* of a block */
  WRAPPER_LEVELS = 4,   /* of elements around all of a block's text */
  WORDS_MOST = UINT8_MAX
};

static uint64_t first_bytes(syn_digest digest) {
  uint64_t value = syn_digests_get((const char *)digest.bytes);
  return value ? value : 1;
}

uint64_t syn_title_digest(syn_text form) {
  return form.size > 0 ? ~first_bytes(syn_digest_of(form)) : 0;
}

uint64_t syn_block_digest(const syn_block *block) {
  if (block->form.size == 0) return 0;
  if (block->text.size <= FORM_BYTES) return first_bytes(syn_digest_of(block->form));
  /* the form has the beginning alone */
  syn_digest parts[2] = {syn_digest_of(block->form), syn_digest_of(syn_text_slice(block->text, FORM_BYTES, block->text.size))};
  return first_bytes(syn_digest_of((syn_text){(const char *)parts, sizeof parts}));
}

/* ---- standing ---- */

typedef struct signature {
  uint64_t name, bytes;
} signature;

typedef struct signatures {
  signature items[SIGNATURE_LIMIT];
  size_t count;
  uint64_t most; /* bytes under the commonest */
} signatures;

static uint64_t signature_of(const syn_dom_node *node) {
  uint64_t name = 0;
  for (unsigned level = 0; node && level < SIGNATURE_LEVELS; level++, node = node->parent) {
    syn_text own = syn_dom_attribute_value(node, "class");
    const uint64_t parts[] = {name, first_bytes(syn_digest_of(node->name)), own.size > 0 ? first_bytes(syn_digest_of(own)) : 0};
    name = first_bytes(syn_digest_of((syn_text){(const char *)parts, sizeof parts}));
  }
  return name;
}

static signature *find_signature(signatures *all, uint64_t name) {
  for (size_t i = 0; i < all->count; i++)
    if (all->items[i].name == name) return &all->items[i];
  if (all->count == SIGNATURE_LIMIT) return NULL;
  all->items[all->count] = (signature){name, 0};
  return &all->items[all->count++];
}

static void weigh_signatures(const syn_page_blocks *page, signatures *all) {
  for (size_t i = 0; i < page->blocks.count; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (block->use != SYN_BLOCK_BODY || !block->node) continue;
    signature *found = find_signature(all, signature_of(block->node));
    if (!found) continue;
    found->bytes += block->text.size;
    if (found->bytes > all->most) all->most = found->bytes;
  }
}

static bool lies_apart(signatures *all, const syn_block *block) {
  if (!block->node || block->use != SYN_BLOCK_BODY) return false;
  const signature *found = find_signature(all, signature_of(block->node));
  return found && found->bytes * 100 < all->most * APART_PERCENT;
}

static bool is_blank(const syn_dom_node *node) {
  return node->is_text && syn_text_trim(node->text).size == 0;
}

/* Whether one element for emphasis or small print holds all of the block. */
static bool is_emphasised(const syn_block *block) {
  const syn_dom_node *node = block->node;
  for (unsigned level = 0; node && level < WRAPPER_LEVELS; level++) {
    const syn_dom_node *only = NULL;
    for (const syn_dom_node *child = node->first_child; child; child = child->next) {
      if (is_blank(child)) continue;
      if (only || child->is_text) return false;
      only = child;
    }
    if (!only) return false;
    switch (only->element) {
    case SYN_ELEMENT_EM:
    case SYN_ELEMENT_I:
    case SYN_ELEMENT_B:
    case SYN_ELEMENT_STRONG:
    case SYN_ELEMENT_SMALL:
      return true;
    default:
      node = only;
    }
  }
  return false;
}

static bool has_quotation_mark(syn_text text) {
  static const char *const marks[] = {"\"", "“", "”", "„", "«", "»", "‘", "「"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (syn_text_find(text, syn_text_from(marks[i]), 0) != SIZE_MAX) return true;
  return false;
}

/* Whether the words of `name` stand in the form side by side. */
static bool has_words(syn_text form, syn_text name) {
  for (size_t at = 0; name.size > 2 && (at = syn_text_find(form, name, at)) != SIZE_MAX; at++) {
    bool begins = at == 0 || form.data[at - 1] == ' ', ends = at + name.size == form.size || form.data[at + name.size] == ' ';
    if (begins && ends) return true;
  }
  return false;
}

static uint8_t traits_of(const syn_block *block, signatures *all, const syn_text names[2]) {
  unsigned traits = 0;
  bool is_caption = block->use == SYN_BLOCK_IS_CAPTION;
  if (block->use == SYN_BLOCK_BODY || is_caption) traits |= SYN_MARK_KEPT;
  if (is_caption || block->kind == SYN_BLOCK_CAPTION) traits |= SYN_MARK_CAPTION;
  bool is_listed = block->kind == SYN_BLOCK_CELL || block->kind == SYN_BLOCK_ITEM;
  if (block->ends_sentence || is_listed) traits |= SYN_MARK_SENTENCE;
  if ((block->classes & SYN_FURNITURE_ADDRESS) && !has_quotation_mark(block->text)) traits |= SYN_MARK_OWN_WORDS;
  if (lies_apart(all, block)) traits |= SYN_MARK_APART;
  if ((uint64_t)block->link_bytes * 100 >= (uint64_t)block->text.size * LINKED_PERCENT) traits |= SYN_MARK_LINKED;
  if (is_emphasised(block)) traits |= SYN_MARK_EMPHASISED;
  if (has_words(block->form, names[0]) || has_words(block->form, names[1])) traits |= SYN_MARK_OUTLET;
  return (uint8_t)traits;
}

/* ---- marks ---- */

/* Kept, or running text that might have been. Who is credited is no furniture, on however many pages. */
static bool counts(const syn_block *block) {
  if (block->form.size == 0 || (block->classes & (SYN_FURNITURE_CREDIT | SYN_FURNITURE_ORIGIN))) return false;
  if (block->use == SYN_BLOCK_BODY || block->use == SYN_BLOCK_IS_CAPTION) return true;
  if (block->is_outside || block->use != SYN_BLOCK_OUT || block->kind == SYN_BLOCK_HEADING || block->kind == SYN_BLOCK_CAPTION)
    return false;
  if ((uint64_t)block->link_bytes * 2 > block->text.size) return false;
  return block->text.size >= PROSE_BYTES || block->ends_sentence;
}

syn_status syn_block_marks_collect(const syn_page_blocks *page, const syn_text names[2], syn_arena *arena, syn_page_marks *out_marks) {
  signatures *all = SYN_ARENA_NEW(arena, signatures);
  syn_mark *marks = SYN_ARENA_ARRAY(arena, syn_mark, SYN_MARK_LIMIT);
  size_t total = 0, seen = 0;
  if (!all || !marks) return SYN_NO_MEMORY;
  weigh_signatures(page, all);
  for (size_t i = 0; i < page->blocks.count; i++) total += counts(&page->blocks.items[i]);
  uint32_t count = 0;
  for (size_t i = 0; i < page->blocks.count; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (!counts(block)) continue;
    size_t number = seen++;
    if (number >= SYN_MARK_LIMIT / 2 && total - number > SYN_MARK_LIMIT - SYN_MARK_LIMIT / 2) continue;
    uint32_t words = block->word_count;
    marks[count++] = (syn_mark){syn_block_digest(block), (uint8_t)(words < WORDS_MOST ? words : WORDS_MOST), traits_of(block, all, names)};
  }
  out_marks->marks = marks;
  out_marks->mark_count = count;
  return SYN_OK;
}

bool syn_block_recurs(const syn_block *block, syn_text recurring) {
  uint64_t digest = counts(block) ? syn_block_digest(block) : 0;
  return digest && syn_digests_have(recurring, digest);
}

/* What the elements of a page lose by blocks that are taken out; by syn_dom_node.order. */
typedef struct element_loss {
  uint32_t text_bytes, link_bytes;
} element_loss;

static uint32_t less(uint32_t bytes, uint32_t loss) {
  return bytes > loss ? bytes - loss : 0;
}

/* Each element loses what those below it lose: they come after it. */
static void subtract(syn_page_blocks *page, element_loss *losses) {
  for (uint32_t i = page->element_count; i-- > 0;) {
    syn_element_facts *facts = &page->elements[i];
    if (!facts->node || losses[i].text_bytes == 0) continue;
    facts->text_bytes = less(facts->text_bytes, losses[i].text_bytes);
    facts->link_bytes = less(facts->link_bytes, losses[i].link_bytes);
    if (i == 0 || !facts->node->parent) continue;
    element_loss *above = &losses[facts->node->parent->order];
    above->text_bytes += losses[i].text_bytes;
    above->link_bytes += losses[i].link_bytes;
  }
}

static void forget_uses(syn_page_blocks *page) {
  for (size_t i = 0; i < page->blocks.count; i++) page->blocks.items[i].use = SYN_BLOCK_OUT;
  for (uint32_t i = 0; i < page->element_count; i++) page->elements[i].prose_bytes = 0, page->elements[i].score = 0;
}

syn_status syn_block_marks_drop(syn_page_blocks *page, syn_text recurring, syn_arena *arena, syn_page_marks *marks, size_t *out_dropped) {
  syn_block *left = SYN_ARENA_ARRAY(arena, syn_block, page->blocks.count);
  syn_text *cut = SYN_ARENA_ARRAY(arena, syn_text, SYN_MARK_CUT_LIMIT);
  element_loss *losses = SYN_ARENA_ARRAY(arena, element_loss, page->element_count);
  uint32_t cut_count = 0;
  size_t count = 0;
  if (!cut || (!left && page->blocks.count > 0) || (!losses && page->element_count > 0)) return SYN_NO_MEMORY;
  for (size_t i = 0; i < page->blocks.count; i++) {
    const syn_block *block = &page->blocks.items[i];
    if (!syn_block_recurs(block, recurring)) {
      left[count++] = *block;
      continue;
    }
    bool was_kept = block->use == SYN_BLOCK_BODY || block->use == SYN_BLOCK_IS_CAPTION;
    size_t size = block->text.size < SYN_MARK_CUT_BYTES ? block->text.size : syn_utf8_align(block->text, SYN_MARK_CUT_BYTES);
    if (block->node) {
      losses[block->node->order].text_bytes += syn_visible_bytes(block->text);
      losses[block->node->order].link_bytes += block->link_bytes;
    }
    if (was_kept && cut_count < SYN_MARK_CUT_LIMIT) cut[cut_count++] = syn_text_slice(block->text, 0, size);
  }
  *out_dropped = page->blocks.count - count;
  if (*out_dropped == 0) return SYN_OK;
  page->blocks.items = left;
  page->blocks.count = page->blocks.capacity = count;
  subtract(page, losses);
  forget_uses(page);
  marks->cut = cut;
  marks->cut_count = cut_count;
  return SYN_OK;
}
