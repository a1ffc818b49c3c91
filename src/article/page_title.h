/*
 * Page title: the headline without the names of section and outlet that pages add to it.
 */
#ifndef SYN_ARTICLE_PAGE_TITLE_H
#define SYN_ARTICLE_PAGE_TITLE_H

#include "article/extractor_state.h"
#include "article/page_blocks.h"

/* What is known of the page that a title stands on; each may be empty. */
typedef struct syn_title_context {
  syn_text site, brand, host;       /* what it calls its outlet, in metadata and in a heading; of its address */
  const syn_page_heading *headings; /* one may repeat the headline */
  uint32_t heading_count;
} syn_title_context;

/*
 * Cuts "Headline | Section | Outlet". `out_outlet` is what was cut and names an outlet, or empty. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_title_clean(const syn_extractor *extractor, syn_text title, const syn_title_context *context,
                                          syn_arena *arena, syn_text *out_title, syn_text *out_outlet);

/* The title of an HTML page out of what it states. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_title_of_metadata(const syn_extractor *extractor, const syn_page_metadata *metadata, syn_text host,
                                                syn_arena *arena, syn_text *out_title, syn_text *out_outlet);

/*
 * Takes the heading above the text for the title, where the stated title is none of the headings: what readers see is the headline. `title`
 * stays where there is no such heading. To be called when the body is known. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_title_by_place(const syn_extractor *extractor, const syn_page_metadata *metadata, const syn_page_blocks *page,
                                             syn_text host, syn_arena *arena, syn_text *title);

/* The block of the headline: the one that repeats the title, else the heading above the text, else where the text begins. */
size_t syn_title_block(const syn_page_blocks *page);

/* Whether the letters and digits of a form are those of a host: "the daily star" and "thedailystar.example". */
bool syn_is_host_name(syn_text form, syn_text host);

/* The host of an address without "www."; empty when there is none. */
syn_text syn_host_of(syn_text url);

#endif
