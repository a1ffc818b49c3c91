/*
 * Plain page: which lines of a page without markup are its title, its article, its captions and its furniture.
 */
#ifndef SYN_ARTICLE_PLAIN_PAGE_H
#define SYN_ARTICLE_PLAIN_PAGE_H

#include "article/extractor_state.h"
#include "article/page_blocks.h"
#include "article/page_credits.h"

/* What was found besides the blocks. */
typedef struct syn_plain_findings {
  syn_text title, outlet; /* outlet: as the page names itself; else empty */
} syn_plain_findings;

/* Sets `use` of every block of a plain page and reads byline and credits. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_plain_page_read(const syn_extractor *extractor, syn_page_blocks *page, syn_arena *arena,
                                              syn_page_credits *credits, syn_plain_findings *out_findings);

#endif
