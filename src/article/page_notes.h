/*
 * Page notes: what a page says about its article beside authors and dates: subtitle, canonical address, tags, what it is based on, and
 * what was corrected in it.
 */
#ifndef SYN_ARTICLE_PAGE_NOTES_H
#define SYN_ARTICLE_PAGE_NOTES_H

#include "article/extractor_state.h"
#include "article/page_blocks.h"
#include "synoptic/article.h"

/*
 * Fills subtitle, canonical, tags and sources of an HTML page; its title and url must be known. Slices point into the page, or live in
 * `arena`. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_notes_read(const syn_extractor *extractor, const syn_page_metadata *metadata, const syn_page_blocks *blocks,
                                         syn_arena *arena, syn_article *article);

/*
 * Fills corrections: the lines in and around the text that say what was corrected ("An earlier version of this article …"), and those of
 * the metadata, which may be NULL. Lines of the text stay there, too. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_corrections_read(const syn_extractor *extractor, const syn_page_metadata *metadata,
                                               const syn_page_blocks *blocks, syn_arena *arena, syn_article *article);

#endif
