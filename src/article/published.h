/*
 * Published: the day of publication of a page, from all that states it, best first.
 */
#ifndef SYN_ARTICLE_PUBLISHED_H
#define SYN_ARTICLE_PUBLISHED_H

#include "article/extractor_state.h"
#include "article/page_blocks.h"

/* What is known of a page when its date is looked for. */
typedef struct syn_dated_page {
  const syn_page_metadata *metadata; /* NULL for plain text */
  const syn_dom *dom;                /* NULL for plain text */
  const syn_page_blocks *page;
  syn_text url, language, hint;
} syn_dated_page;

/* The dates of a page; basis NONE where nothing is stated. */
typedef struct syn_dates {
  syn_interval published, modified;
  syn_text why; /* a sentence on the choice of `published`, where statements differ or none is of the publication; else empty */
} syn_dates;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_published_find(const syn_extractor *extractor, const syn_dated_page *page, syn_arena *arena,
                                             syn_dates *out_dates);

#endif
