/*
 * Page authors: the persons who wrote the article of a page.
 */
#ifndef SYN_ARTICLE_PAGE_AUTHORS_H
#define SYN_ARTICLE_PAGE_AUTHORS_H

#include "article/page_credits.h"

/* What is known of a page when its authors are looked for. */
typedef struct syn_author_page {
  const syn_extractor *extractor;
  const syn_dom *dom; /* NULL for plain text */
  const syn_page_blocks *blocks;
  const syn_page_metadata *metadata;
  syn_text hint, host; /* who wrote it, as it came with the page; of the address */
} syn_author_page;

/*
 * Adds the authors that the page states, best source first: what came with it, metadata, elements that are called after authors, lines
 * beside the headline and below the text. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_authors_read(const syn_author_page *page, syn_arena *arena, syn_page_credits *credits);

/*
 * Takes out of the persons what is the site, its host or a credited agency. A blog named after its author keeps him. Returns SYN_OK,
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_authors_drop_site(const syn_extractor *extractor, syn_text site, syn_text host, syn_arena *arena,
                                                syn_page_credits *credits);

/* The same for the article's outlet, however it came to be known. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_authors_drop_outlet(const syn_extractor *extractor, syn_text outlet, syn_arena *arena,
                                                  syn_page_credits *credits);

#endif
