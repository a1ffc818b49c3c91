/*
 * Page title: the headline without the names of section and outlet that pages add to it.
 */
#ifndef SYN_ARTICLE_PAGE_TITLE_H
#define SYN_ARTICLE_PAGE_TITLE_H

#include "article/extractor_state.h"

/*
 * Cuts "Headline | Section | Outlet". `site`: what the page calls its outlet, `headings`: one may repeat the headline, `host`: of
 * the address; each may be empty. `out_outlet` is what was cut and names an outlet, or empty. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_title_clean(const syn_extractor *extractor, syn_text title, syn_text site, const syn_text *headings,
                                          uint32_t heading_count, syn_text host, syn_arena *arena, syn_text *out_title,
                                          syn_text *out_outlet);

/* The title of an HTML page out of what it states. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_title_of_metadata(const syn_extractor *extractor, const syn_page_metadata *metadata, syn_text host,
                                                syn_arena *arena, syn_text *out_title, syn_text *out_outlet);

/* Whether the letters and digits of a form are those of a host: "the daily star" and "thedailystar.example". */
bool syn_is_host_name(syn_text form, syn_text host);

/* The host of an address without "www."; empty when there is none. */
syn_text syn_host_of(syn_text url);

#endif
