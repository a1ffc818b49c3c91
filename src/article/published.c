/*
 * How it works: sources are asked in order of trust: what came with the page, metadata, the address, <time> elements and
 * elements named after dates near the headline, lines that say "published", and at last short lines with a date beside the headline. Dates
 * in running text are about the matter, not the page, and are never taken.
 */
#include "article/published.h"

#include "base/utf8.h"

enum {
  SURE_RANK = 5, /* of metadata that mean publication; worse ones may mean anything */
  DATE_LINE_WORDS = 24,
  STATED_LINE_WORDS = 40, /* of a line that says "published" */
  BARE_LINE_WORDS = 14,   /* of a line that is nothing but a date and a name */
  DATELINE_BYTES = 60,    /* at the beginning of a text */
  PLAIN_LINE_WORDS = 8,   /* … in plain text, where nothing but its words tells a date line from a caption */
  NEAR_BLOCKS = 12,       /* between a headline and the line that dates it */
  DATE_LINE_LIMIT = 400   /* lines that are read for a date */
};

typedef struct finder {
  const syn_extractor *extractor;
  const syn_dated_page *page;
  syn_arena *arena;
  syn_status status; /* SYN_NO_MEMORY stops everything */
} finder;

static bool read_date(finder *f, syn_text text, syn_basis basis, syn_interval *out) {
  syn_interval found;
  if (text.size == 0 || f->status != SYN_OK) return false;
  syn_status status = syn_date_read(&f->extractor->date_words, text, f->page->language, f->arena, &found);
  if (status == SYN_NO_MEMORY) f->status = status;
  if (status != SYN_OK) return false;
  *out = found;
  out->basis = basis;
  return true;
}

static bool has_digit(syn_text text) {
  for (size_t i = 0; i < text.size; i++)
    if (text.data[i] >= '0' && text.data[i] <= '9') return true;
  return false;
}

static bool from_metadata(finder *f, syn_metadata_field field, uint8_t worst_rank, syn_interval *out) {
  if (!f->page->metadata) return false;
  const syn_metadata_value *value = &f->page->metadata->fields[field];
  return value->text.size > 0 && value->rank <= worst_rank && read_date(f, value->text, SYN_BASIS_METADATA, out);
}

/* The first <time> of the article, before any of a list of other articles; one of a change counts when there is no other. */
static bool from_time_elements(finder *f, syn_interval *out) {
  bool found = false;
  const syn_dom_node *root = f->page->dom->root;
  unsigned left = DATE_LINE_LIMIT;
  for (const syn_dom_node *node = root; node && left > 0 && f->status == SYN_OK; node = syn_dom_next(root, node, false)) {
    bool is_time =
        node->element == SYN_ELEMENT_TIME || (syn_text_equal(node->name, SYN_TEXT("abbr")) && syn_dom_has_attribute(node, "title"));
    if (!is_time || syn_page_is_outside(f->page->page, node)) continue;
    left--;
    bool change = f->page->page->elements[node->order].roles & SYN_LAYOUT_CHANGED;
    if (change && found) continue;
    syn_interval date;
    bool dated = read_date(f, syn_dom_attribute_value(node, "datetime"), SYN_BASIS_METADATA, &date) ||
                 read_date(f, syn_dom_attribute_value(node, "title"), SYN_BASIS_METADATA, &date);
    syn_text text;
    if (!dated && f->status == SYN_OK) {
      f->status = syn_metadata_element_text(node, f->arena, &text);
      dated = f->status == SYN_OK && text.size < 100 && read_date(f, text, SYN_BASIS_TEXT, &date);
    }
    if (!dated) continue;
    *out = date;
    found = true;
    if (!change) return true;
  }
  return found;
}

/* Whether the block or what it stands in is named after dates, in a part of the page that belongs to the article. */
static bool names_date(const finder *f, const syn_block *block) {
  const syn_dom_node *node = block->node;
  for (unsigned steps = 0; node && steps < 3; steps++, node = node->parent)
    if (f->page->page->elements[node->order].roles & SYN_LAYOUT_DATE) return !syn_page_is_outside(f->page->page, block->node);
  return false;
}

static size_t title_index(const syn_page_blocks *page) {
  for (size_t i = 0; i < page->blocks.count; i++)
    if (page->blocks.items[i].use == SYN_BLOCK_TITLE || page->blocks.items[i].heading_level == 1) return i;
  return 0;
}

/* How well a line is placed to date the page: 1 best, 0 not at all. */
static unsigned line_rank(const finder *f, const syn_block *block, size_t index, size_t title) {
  if (block->word_count > STATED_LINE_WORDS || !has_digit(block->text) || block->kind == SYN_BLOCK_CAPTION) return 0;
  if (block->classes & SYN_FURNITURE_PUBLISHED) return 1;
  if (block->word_count > DATE_LINE_WORDS) return 0;
  bool near = index <= title + NEAR_BLOCKS && title <= index + NEAR_BLOCKS;
  if (block->classes & SYN_FURNITURE_MODIFIED) return 4;
  if (block->node && names_date(f, block)) return 2;
  uint32_t most_words = block->node ? BARE_LINE_WORDS : PLAIN_LINE_WORDS;
  return near && block->word_count <= most_words && block->heading_level != 1 && block->use != SYN_BLOCK_TITLE ? 3 : 0;
}

static bool from_lines(finder *f, syn_interval *out) {
  const syn_page_blocks *page = f->page->page;
  size_t title = title_index(page);
  unsigned best = 0, left = DATE_LINE_LIMIT;
  for (size_t i = 0; i < page->blocks.count && left > 0 && f->status == SYN_OK; i++) {
    unsigned rank = line_rank(f, &page->blocks.items[i], i, title);
    if (rank == 0 || (best > 0 && rank >= best)) continue;
    left--;
    if (read_date(f, page->blocks.items[i].text, SYN_BASIS_TEXT, out)) best = rank;
  }
  return best > 0;
}

/* A date that opens the text as datelines do: alone or after a place, with a mark between it and the first sentence. */
static bool from_dateline(finder *f, syn_interval *out) {
  const syn_page_blocks *page = f->page->page;
  size_t first = 0;
  while (first < page->blocks.count && page->blocks.items[first].use != SYN_BLOCK_BODY) first++;
  if (first == page->blocks.count) return false;
  syn_text text = page->blocks.items[first].text;
  size_t end = 0, size = 1;
  for (; end < text.size && end < DATELINE_BYTES; end += size) {
    uint32_t c = syn_utf8_decode(text, end, &size);
    bool part_of_number = end > 0 && end + 1 < text.size && text.data[end - 1] >= '0' && text.data[end - 1] <= '9' &&
                          text.data[end + 1] >= '0' && text.data[end + 1] <= '9';
    bool mark =
        c == 0x2013 || c == 0x2014 || c == '|' || c == ':' || c == ')' || c == '-' || c == 0x201E || c == 0x201C || c == 0xBB || c == 0xAB;
    if (mark && !part_of_number && has_digit(syn_text_slice(text, 0, end)) &&
        read_date(f, syn_text_slice(text, 0, end), SYN_BASIS_TEXT, out))
      return true;
  }
  return false;
}

syn_status syn_published_find(const syn_extractor *extractor, const syn_dated_page *page, syn_arena *arena, syn_interval *out_published,
                              syn_interval *out_modified) {
  finder f = {extractor, page, arena, SYN_OK};
  syn_interval published = {0}, modified = {0};
  published.basis = modified.basis = SYN_BASIS_NONE;
  bool found =
      read_date(&f, page->hint, SYN_BASIS_METADATA, &published) || from_metadata(&f, SYN_METADATA_PUBLISHED, SURE_RANK, &published);
  if (!found && syn_date_of_url(page->url, &published)) {
    published.basis = SYN_BASIS_METADATA;
    found = true;
  }
  if (!found && page->dom) found = from_time_elements(&f, &published);
  if (!found) found = from_lines(&f, &published) || from_dateline(&f, &published);
  if (!found) from_metadata(&f, SYN_METADATA_PUBLISHED, SYN_METADATA_NO_RANK, &published);
  from_metadata(&f, SYN_METADATA_MODIFIED, SYN_METADATA_NO_RANK, &modified);
  if (f.status != SYN_OK) return f.status;
  *out_published = published;
  *out_modified = modified;
  return SYN_OK;
}
