/*
 * Page headings: which headings of a page may be its headline, and their words.
 */
#ifndef SYN_ARTICLE_PAGE_HEADINGS_H
#define SYN_ARTICLE_PAGE_HEADINGS_H

#include "article/layout.h"
#include "article/page_metadata.h"

/*
 * Reads a heading of level 1 or 2 into `metadata`: among its headings, or as its brand, when it names the site (a logo that leads to the
 * home page). `cache` is that of syn_layout_element_roles. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_heading_read(const syn_layout *layout, const syn_dom_node *heading, syn_map *cache, syn_arena *arena,
                                           syn_page_metadata *metadata);

#endif
