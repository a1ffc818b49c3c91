/*
 * How it works: sites put their own name into a heading, too, most often as a link to the home page or in an element called after logos;
 * such a heading is the brand, never the headline. Inside a heading, what stands in small print, in an element called after kickers
 * ("dachzeile", "overline") or subtitles, or is there for screen readers only is no part of the headline, as long as other words are left.
 */
#include "article/page_headings.h"

#include <string.h>

enum {
  BRAND_STEPS = 2,  /* elements above a heading that may be called after the brand */
  KICKER_NODES = 64 /* of a heading that are looked at */
};

/* Whether an address leads to the home page: "/", "../", "https://host/", also as an archive keeps it. */
static bool is_home_address(syn_text href) {
  size_t archived = syn_text_find(href, SYN_TEXT("/web/"), 0);
  size_t scheme = archived == SIZE_MAX ? SIZE_MAX : syn_text_find(href, SYN_TEXT("/http"), archived);
  if (scheme != SIZE_MAX) href = syn_text_slice(href, scheme + 1, href.size);
  scheme = syn_text_find(href, SYN_TEXT("://"), 0);
  size_t at = scheme == SIZE_MAX ? 0 : scheme + 3;
  if (scheme == SIZE_MAX && syn_text_starts_with(href, SYN_TEXT("//"))) at = 2;
  if (at > 0)
    while (at < href.size && href.data[at] != '/') at++;
  while (at < href.size && (href.data[at] == '/' || href.data[at] == '.')) at++;
  return at == href.size && href.size > 0;
}

/* The only element below a heading that holds text, if it is a link. */
static const syn_dom_node *only_link(const syn_dom_node *heading) {
  const syn_dom_node *link = NULL;
  for (const syn_dom_node *node = heading; node; node = syn_dom_next(heading, node, node == link)) {
    if (node->is_text && syn_text_trim(node->text).size > 0) return NULL;
    if (node->element == SYN_ELEMENT_A && link) return NULL;
    if (node->element == SYN_ELEMENT_A) link = node;
  }
  return link;
}

static syn_status is_brand(const syn_layout *layout, const syn_dom_node *heading, syn_map *cache, bool *out) {
  const syn_dom_node *link = only_link(heading);
  syn_text rel = link ? syn_dom_attribute_value(link, "rel") : (syn_text){0};
  *out = link && (syn_text_equal(rel, SYN_TEXT("home")) || is_home_address(syn_text_trim(syn_dom_attribute_value(link, "href"))));
  syn_status status = SYN_OK;
  for (unsigned steps = 0; heading && steps <= BRAND_STEPS && !*out && status == SYN_OK; steps++, heading = heading->parent) {
    uint32_t roles = 0;
    if (heading->element == SYN_ELEMENT_BODY || heading->element == SYN_ELEMENT_HTML) break;
    status = syn_layout_element_roles(layout, heading, cache, &roles);
    *out = (roles & SYN_LAYOUT_BRAND) != 0;
  }
  return status;
}

/* The text of a heading without its kickers; a copy of the tree is not made: the texts between them are joined. */
static syn_status words_of_headline(const syn_layout *layout, const syn_dom_node *heading, syn_map *cache, syn_arena *arena,
                                    syn_text *out_text) {
  const syn_dom_node *skipped[KICKER_NODES];
  size_t skipped_count = 0, size = 0, room = 0;
  unsigned left = KICKER_NODES;
  syn_status status = SYN_OK;
  for (const syn_dom_node *node = heading; node && left > 0 && status == SYN_OK; left--) {
    bool skip = false;
    uint32_t roles = 0;
    if (!node->is_text && node != heading) status = syn_layout_element_roles(layout, node, cache, &roles);
    bool is_reading = syn_text_equal(node->name, SYN_TEXT("rt")) || syn_text_equal(node->name, SYN_TEXT("rp")); /* of East Asian letters */
    bool is_small = node != heading && ((roles & SYN_LAYOUT_SUBTITLE) || node->element == SYN_ELEMENT_SMALL);
    skip = is_reading || is_small || (roles & SYN_LAYOUT_KICKER) || (!node->is_text && node != heading && syn_layout_is_hidden(node));
    if (skip) skipped[skipped_count++] = node;
    if (node->is_text) room += node->text.size + 1;
    node = syn_dom_next(heading, node, skip);
  }
  *out_text = (syn_text){0};
  if (status != SYN_OK || skipped_count == 0 || left == 0) return status;
  char *data = syn_arena_take(arena, room + 1, 1);
  if (!data) return SYN_NO_MEMORY;
  for (const syn_dom_node *node = heading; node;) {
    bool skip = false;
    for (size_t i = 0; i < skipped_count && !skip; i++) skip = skipped[i] == node;
    if (node->is_text || (node->element == SYN_ELEMENT_BR && size > 0)) {
      syn_text text = node->is_text ? node->text : SYN_TEXT(" ");
      for (size_t i = 0; i < text.size && size < room; i++) {
        bool space = (unsigned char)text.data[i] <= ' ';
        if (!space || (size > 0 && data[size - 1] != ' ')) data[size++] = space ? ' ' : text.data[i];
      }
    }
    node = syn_dom_next(heading, node, skip);
  }
  syn_text text = syn_text_trim((syn_text){data, size});
  while (text.size > 0 && strchr(":|-", text.data[0])) text = syn_text_trim(syn_text_slice(text, 1, text.size));
  *out_text = text;
  return SYN_OK;
}

syn_status syn_heading_read(const syn_layout *layout, const syn_dom_node *heading, syn_map *cache, syn_arena *arena,
                            syn_page_metadata *metadata) {
  bool first_level = heading->element == SYN_ELEMENT_H1, brand = false;
  uint32_t place = first_level ? metadata->first_level_count : metadata->heading_count;
  if (place >= SYN_METADATA_HEADING_LIMIT) return SYN_OK;
  syn_text whole, text = {0};
  syn_status status = syn_metadata_element_text(heading, arena, &whole);
  if (status != SYN_OK || whole.size == 0) return status;
  status = is_brand(layout, heading, cache, &brand);
  if (status == SYN_OK && brand && metadata->brand.size == 0) metadata->brand = whole;
  if (status != SYN_OK || brand) return status;
  status = words_of_headline(layout, heading, cache, arena, &text);
  if (status != SYN_OK) return status;
  if (metadata->heading_count < SYN_METADATA_HEADING_LIMIT) metadata->heading_count++;
  for (uint32_t i = metadata->heading_count - 1; i > place; i--) metadata->headings[i] = metadata->headings[i - 1];
  metadata->headings[place] = (syn_page_heading){text.size > 0 ? text : whole, whole, heading};
  metadata->first_level_count += first_level;
  return SYN_OK;
}
