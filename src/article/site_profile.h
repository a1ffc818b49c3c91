/*
 * Site profile: which blocks and titles of a site are its furniture, learnt from several of its pages.
 *
 * A function of the set of pages that it is given: their order counts only where the caller cuts it. It names digests
 * (records/page_marks.h); pages that have them are read again without them.
 */
#ifndef SYN_ARTICLE_SITE_PROFILE_H
#define SYN_ARTICLE_SITE_PROFILE_H

#include "records/page_marks.h"

enum { SYN_SITE_SAMPLE = 1000 /* pages of one site that are looked at, at most */ };

typedef struct syn_site_page {
  uint64_t address; /* that captures of one page have in common; 0: none */
  uint64_t title;
  const syn_mark *marks;
  uint32_t mark_count;
} syn_site_page;

/*
 * `pages` in an order of the set (that of their ids), at most SYN_SITE_SAMPLE. `out_recurring`: a list of digests as
 * records/page_marks.h has it, in the arena; empty where the pages teach nothing. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_site_profile_learn(const syn_site_page *pages, uint32_t page_count, syn_arena *arena,
                                                 syn_text *out_recurring);

/* Of what a site taught, that which concerns a page: the digests of its marks and its title. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_site_profile_of_page(syn_text recurring, const syn_mark *marks, uint32_t mark_count, uint64_t title,
                                                   syn_arena *arena, syn_text *out_recurring);

#endif
