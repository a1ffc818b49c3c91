/*
 * How it works: lines without an element that is called after authors count when they begin with a word for "by", hold it behind a date
 * ("Posted on 3 May by Ana Petrescu"), or are a date and a person's name; below the text when they do so at length, or sign it.
 */
#include <string.h>

#include "article/author_reader.h"

enum {
  LINE_WORDS = 16,
  LONG_LINE_WORDS = 24, /* of one that begins as only bylines do: "Posted by" */
  NEAR_BLOCKS = 12,     /* between a headline and its byline */
  CERTAIN_LINE_WORDS = 9,
  LABEL_BYTES = 12, /* within which a label ends: "Author:" */
  LAST_BLOCKS = 6,
  SIGNATURE_BLOCKS = 2,
  END_BLOCKS = 16, /* after the text, where authors are named too */
  CLOSING_BYTES = 50,
  DATA_LABEL_BYTES = 24,
  STRONG_LABEL_BYTES = 4 /* of a word for authors that is more than a preposition */
};

/* Whether the line before says nothing but that an author follows: "Author". */
static bool is_labelled(const syn_author_reader *r, size_t index) {
  if (index == 0) return false;
  const syn_block *label = &r->page->blocks->blocks.items[index - 1];
  if (!(label->classes & SYN_FURNITURE_BYLINE)) return false;
  size_t prefix = syn_furniture_prefix(&r->page->extractor->furniture, label->form, SYN_FURNITURE_BYLINE);
  return prefix > 0 && prefix == label->form.size && (prefix >= STRONG_LABEL_BYTES || syn_text_ends_with(label->text, SYN_TEXT(":")));
}

static bool has_strong_label(const syn_author_reader *r, const syn_block *block) {
  return (block->classes & SYN_FURNITURE_BYLINE) &&
         syn_furniture_prefix(&r->page->extractor->furniture, block->form, SYN_FURNITURE_BYLINE) >= STRONG_LABEL_BYTES;
}

/* "Posted by": more words than one that can only be followed by a name, be it a single one. */
static bool has_certain_label(const syn_author_reader *r, const syn_block *block) {
  size_t prefix = syn_furniture_prefix(&r->page->extractor->furniture, block->form, SYN_FURNITURE_BYLINE);
  return prefix > 0 && memchr(block->form.data, ' ', prefix);
}

/* Whether a block stands where a text is signed: at its end, or where something else than text follows. */
static bool may_sign(const syn_author_reader *r, size_t index) {
  const syn_page_blocks *page = r->page->blocks;
  const syn_block *block = &page->blocks.items[index];
  if (index <= r->first || index > r->last + 1 || block->kind == SYN_BLOCK_ITEM || block->heading_level > 0 || block->link_bytes > 0)
    return false;
  bool at_end = index + SIGNATURE_BLOCKS > r->last;
  return at_end || (index + 1 < page->blocks.count && page->blocks.items[index + 1].use != SYN_BLOCK_BODY);
}

/* "Author: …" */
static bool is_labelled_here(const syn_block *block) {
  return memchr(block->text.data, ':', block->text.size < LABEL_BYTES ? block->text.size : LABEL_BYTES);
}

/* Whether a line between paragraphs is one of several with labels: data of a work that is spoken of ("Author: …", "Pages: …"): `least` of
 * its neighbours have one. */
static bool is_datum(const syn_author_reader *r, size_t index, unsigned least) {
  const syn_block_array *blocks = &r->page->blocks->blocks;
  if (blocks->items[index].kind == SYN_BLOCK_ITEM) return true;
  unsigned labels = 0;
  for (size_t i = index > 0 ? index - 1 : 0; i <= index + 1 && i < blocks->count; i++) {
    const syn_block *beside = &blocks->items[i];
    size_t head = beside->text.size < DATA_LABEL_BYTES ? beside->text.size : DATA_LABEL_BYTES;
    if (i != index && beside->word_count <= LINE_WORDS && memchr(beside->text.data, ':', head)) labels++;
  }
  return labels >= least;
}

syn_status syn_author_read_lines(syn_author_reader *r) {
  const syn_page_blocks *page = r->page->blocks;
  syn_status status = SYN_OK;
  for (size_t i = 0; i < page->blocks.count && !syn_author_is_found(r) && status == SYN_OK; i++) {
    const syn_block *block = &page->blocks.items[i];
    bool near = i + NEAR_BLOCKS >= r->title && i <= r->title + NEAR_BLOCKS, is_end = i + LAST_BLOCKS > r->last && i <= r->last + END_BLOCKS;
    bool inside = i > r->first && i <= r->last && !is_end;
    is_end = is_end || (inside && is_labelled_here(block) && !is_datum(r, i, 1));
    if ((!near && !is_end && !may_sign(r, i)) || block->word_count > (has_certain_label(r, block) ? LONG_LINE_WORDS : LINE_WORDS) ||
        block->kind == SYN_BLOCK_CAPTION)
      continue;
    bool strong = has_strong_label(r, block) || is_labelled(r, i);
    bool below = is_end && strong;
    bool signs = may_sign(r, i);
    if (i > r->first && i < r->last && is_labelled_here(block) && is_datum(r, i, 2)) continue;
    if (!near && !below && !signs) continue;
    if (block->ends_sentence && !(below && strong)) continue;
    if (syn_page_is_outside(page, block->node)) continue;
    if (strong || (block->classes & SYN_FURNITURE_BYLINE))
      status = syn_author_read_names(r, block->text,
                                     is_labelled(r, i) || (near && has_certain_label(r, block) && block->word_count <= CERTAIN_LINE_WORDS));
    if (status == SYN_OK && signs && !syn_author_is_found(r)) {
      status = syn_credits_read_signature(r->page->extractor, block->text, r->arena, r->credits);
      if (status == SYN_NOT_FOUND) status = SYN_OK;
    }
    if (status == SYN_OK && near && !syn_author_is_found(r)) {
      bool alone = i > r->title && i <= r->first && block->kind != SYN_BLOCK_ITEM && block->link_bytes == 0;
      status = syn_credits_read_dated_line(r->page->extractor, block->text, r->arena, r->credits);
      if (status == SYN_NOT_FOUND && alone) status = syn_credits_read_signature(r->page->extractor, block->text, r->arena, r->credits);
      if (status == SYN_NOT_FOUND) status = SYN_OK;
    }
  }
  return status;
}

syn_status syn_author_read_closing_name(syn_author_reader *r) {
  const syn_block_array *blocks = &r->page->blocks->blocks;
  syn_text text = r->last < blocks->count ? syn_text_trim(blocks->items[r->last].text) : (syn_text){0};
  while (text.size > 0 && strchr("+ ", text.data[text.size - 1])) text.size--;
  size_t open = text.size;
  while (open > 0 && text.size - open < CLOSING_BYTES && text.data[open - 1] != '(') open--;
  if (text.size == 0 || text.data[text.size - 1] != ')' || open < 2 || text.data[open - 1] != '(') return SYN_OK;
  if (!syn_ends_sentence(syn_text_trim(syn_text_slice(text, 0, open - 1)))) return SYN_OK;
  syn_status status = syn_credits_read_signature(r->page->extractor, syn_text_slice(text, open, text.size - 1), r->arena, r->credits);
  return status == SYN_NOT_FOUND ? SYN_OK : status;
}
