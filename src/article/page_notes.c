/*
 * How it works: metadata first; a subtitle is else what stands in an element called so between the headline and the text, or the second
 * heading right below the headline. Corrections are lines with the phrases of the class "correction", near the text; a line that is
 * nothing but such a phrase is the label of the next.
 */
#include "article/page_notes.h"

#include <string.h>

#include "article/page_title.h"
#include "base/utf8.h"

enum {
  TAG_BYTES = 80,
  SUBTITLE_LEAST_BYTES = 12,
  SUBTITLE_BYTES = 400,
  SUBTITLE_WORDS = 4,  /* of a heading that stands for one, at least */
  SUBTITLE_BLOCKS = 6, /* below the headline */
  CORRECTION_BYTES = 1500,
  CORRECTION_LIMIT = 16,
  BLOCKS_AROUND = 12 /* the text, where corrections stand */
};

typedef SYN_ARRAY(syn_text) text_array;

static syn_status add_once(text_array *list, syn_text text, syn_arena *arena) {
  for (size_t i = 0; i < list->count; i++)
    if (syn_text_equal_ascii_case(list->items[i], text)) return SYN_OK;
  syn_text *place = SYN_ARRAY_ADD(list, arena);
  if (!place) return SYN_NO_MEMORY;
  *place = text;
  return SYN_OK;
}

/* ---- subtitle ---- */

static syn_status is_other_text(syn_text text, syn_text title, syn_arena *arena, bool *out) {
  syn_text form, title_form;
  syn_status status = syn_furniture_form(text, arena, &form);
  if (status == SYN_OK) status = syn_furniture_form(title, arena, &title_form);
  *out = status == SYN_OK && form.size > 0 && !syn_text_equal(form, title_form);
  return status;
}

static syn_status read_subtitle(const syn_page_metadata *metadata, const syn_page_blocks *blocks, syn_arena *arena, syn_article *article) {
  syn_text stated = metadata->fields[SYN_METADATA_SUBTITLE].text;
  bool differs = false;
  syn_status status = is_other_text(stated, article->title, arena, &differs);
  if (differs && stated.size <= SUBTITLE_BYTES) article->subtitle = stated;
  size_t title = syn_title_block(blocks);
  for (size_t i = title + 1; i < blocks->blocks.count && i <= title + SUBTITLE_BLOCKS && status == SYN_OK && article->subtitle.size == 0;
       i++) {
    const syn_block *block = &blocks->blocks.items[i];
    bool is_named = block->roles & SYN_LAYOUT_SUBTITLE;
    bool is_heading = i == title + 1 && block->heading_level > 1 && block->word_count >= SUBTITLE_WORDS;
    bool fits = block->text.size >= SUBTITLE_LEAST_BYTES && block->text.size <= SUBTITLE_BYTES && block->link_bytes == 0;
    if ((!is_named && !is_heading) || !fits) continue;
    status = is_other_text(block->text, article->title, arena, &differs);
    if (differs) article->subtitle = block->text;
  }
  return status;
}

/* ---- tags ---- */

/* Tags of one rank; the lists of keywords are cut at commas. */
static syn_status read_tags(const syn_metadata_list *stated, syn_arena *arena, text_array *tags) {
  uint8_t best = SYN_METADATA_NO_RANK;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; i < stated->count; i++)
    if (stated->items[i].rank < best) best = stated->items[i].rank;
  for (uint32_t i = 0; i < stated->count && status == SYN_OK; i++) {
    syn_text text = stated->items[i].text;
    if (stated->items[i].rank != best) continue;
    for (size_t start = 0; start <= text.size && tags->count < SYN_METADATA_LIST_LIMIT && status == SYN_OK;) {
      size_t end = start;
      while (end < text.size && text.data[end] != ',' && text.data[end] != ';') end++;
      syn_text tag = syn_text_trim(syn_text_slice(text, start, end));
      if (tag.size > 0 && tag.size <= TAG_BYTES) status = add_once(tags, tag, arena);
      start = end + 1;
    }
  }
  return status;
}

/* Links of the article that are marked as its tags. */
static syn_status read_tag_links(const syn_page_blocks *blocks, syn_arena *arena, text_array *tags) {
  syn_status status = SYN_OK;
  size_t title = syn_title_block(blocks);
  uint32_t start = title < blocks->blocks.count && blocks->blocks.items[title].node ? blocks->blocks.items[title].node->order : 0;
  for (uint32_t i = start; i < blocks->element_count && tags->count < SYN_METADATA_LIST_LIMIT && status == SYN_OK; i++) {
    const syn_element_facts *facts = &blocks->elements[i];
    if (!facts->node || facts->node->element != SYN_ELEMENT_A || facts->text_bytes > TAG_BYTES) continue;
    if (!syn_text_equal(syn_dom_attribute_value(facts->node, "rel"), SYN_TEXT("tag"))) continue;
    syn_text text;
    status = syn_metadata_element_text(facts->node, arena, &text);
    if (status == SYN_OK && text.size > 0) status = add_once(tags, text, arena);
  }
  return status;
}

static bool is_absolute(syn_text address) {
  return syn_text_starts_with(address, SYN_TEXT("https://")) || syn_text_starts_with(address, SYN_TEXT("http://"));
}

syn_status syn_notes_read(const syn_extractor *extractor, const syn_page_metadata *metadata, const syn_page_blocks *blocks,
                          syn_arena *arena, syn_article *article) {
  text_array tags = {0}, sources = {0};
  (void)extractor;
  syn_status status = read_subtitle(metadata, blocks, arena, article);
  if (status == SYN_OK) status = read_tags(&metadata->tags, arena, &tags);
  if (status == SYN_OK && tags.count == 0) status = read_tag_links(blocks, arena, &tags);
  for (uint32_t i = 0; i < metadata->sources.count && status == SYN_OK; i++) {
    syn_text source = metadata->sources.items[i].text;
    if (!syn_text_equal(source, article->url) && !syn_text_equal(source, metadata->canonical)) status = add_once(&sources, source, arena);
  }
  article->tags = tags.items;
  article->tag_count = (uint32_t)tags.count;
  article->based_on = sources.items;
  article->based_on_count = (uint32_t)sources.count;
  syn_text canonical = metadata->canonical.size > 0 ? metadata->canonical : metadata->fields[SYN_METADATA_URL].text;
  if (is_absolute(canonical) && !syn_text_equal(canonical, article->url)) article->canonical = canonical;
  return status;
}

/* ---- corrections ---- */

/* A single word is a label only before a colon or alone: "Correction: …", but "Corrections officers said …". */
static bool is_correction(const syn_extractor *extractor, const syn_block *block, bool *out_label) {
  *out_label = false;
  if (!(block->classes & SYN_FURNITURE_CORRECTION) || block->text.size > CORRECTION_BYTES || block->kind == SYN_BLOCK_CAPTION) return false;
  size_t prefix = syn_furniture_prefix(&extractor->furniture, block->form, SYN_FURNITURE_CORRECTION), at = 0;
  *out_label = prefix == block->form.size;
  if (*out_label || prefix == 0 || memchr(block->form.data, ' ', prefix)) return true;
  while (at < block->text.size && block->text.data[at] != ' ' && block->text.data[at] != ':') at++;
  return at < block->text.size && block->text.data[at] == ':';
}

/* The blocks of the text and some around it. */
static void find_reach(const syn_page_blocks *blocks, size_t *out_first, size_t *out_last) {
  size_t count = blocks->blocks.count, first = count, last = 0;
  for (size_t i = 0; i < count; i++) {
    if (blocks->blocks.items[i].use != SYN_BLOCK_BODY) continue;
    if (first == count) first = i;
    last = i;
  }
  *out_first = first > BLOCKS_AROUND ? first - BLOCKS_AROUND : 0;
  *out_last = last + BLOCKS_AROUND < count ? last + BLOCKS_AROUND : count;
}

syn_status syn_corrections_read(const syn_extractor *extractor, const syn_page_metadata *metadata, const syn_page_blocks *blocks,
                                syn_arena *arena, syn_article *article) {
  text_array found = {0};
  syn_status status = SYN_OK;
  size_t first, last;
  find_reach(blocks, &first, &last);
  for (uint32_t i = 0; metadata && i < metadata->corrections.count && status == SYN_OK; i++)
    if (!is_absolute(metadata->corrections.items[i].text)) status = add_once(&found, metadata->corrections.items[i].text, arena);
  for (size_t i = first; i < last && found.count < CORRECTION_LIMIT && status == SYN_OK; i++) {
    const syn_block *block = &blocks->blocks.items[i];
    bool is_label;
    if (!is_correction(extractor, block, &is_label)) continue;
    if (is_label && i + 1 < last) block = &blocks->blocks.items[++i];
    if (is_label && (block->text.size > CORRECTION_BYTES || !block->ends_sentence)) continue;
    status = add_once(&found, block->text, arena);
  }
  article->corrections = found.items;
  article->correction_count = (uint32_t)found.count;
  return status;
}
