/*
 * Extract: from a page to the article in it.
 *
 * `text` is the page's bytes as UTF-8 (readers/charset.h). Metadata first (JSON-LD, OpenGraph, meta, time), text second;
 * what neither states stays empty. The article's memory comes from `arena`; its slices may point into `text`.
 */
#ifndef SYN_ARTICLE_EXTRACT_H
#define SYN_ARTICLE_EXTRACT_H

#include "base/arena.h"
#include "records/page.h"
#include "records/page_marks.h"
#include "synoptic/article.h"
#include "world/world.h"

/* What extraction knows of the world: outlets, agencies, month names; made once, shared by threads. */
typedef struct syn_extractor syn_extractor;

SYN_MUST_CHECK syn_status syn_extractor_create(const syn_world *world, syn_extractor **out_extractor, syn_error *error);
/* How large a page may be, and how long its markup may take; a new one has the defaults of dom/dom.h. */
void syn_extractor_limit(syn_extractor *extractor, size_t page_bytes, uint32_t page_time_ms);

void syn_extractor_destroy(syn_extractor **extractor);

/*
 * Finds the article, of the page alone: page->recurring is passed over. Id, source, url, digest and captured are set from the page (the
 * digest is of page->bytes). Hints of the page (outlet, date, …) are metadata, and win over the text. Returns SYN_OK; SYN_NOT_FOUND when
 * the page holds no article (fewer than a few words of running text); SYN_LIMIT (deadline); SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_article_extract(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena,
                                              syn_article *out_article, syn_error *error);

/* An article, and what its page gives to the profile of its site (article/site_profile.h). */
typedef struct syn_marked_article {
  syn_article article;
  syn_page_marks marks; /* of the page on its own, whatever page->recurring says */
} syn_marked_article;

/*
 * As syn_article_extract, with the marks; and without the blocks and the title that page->recurring names, unless nothing would be left
 * of the article.
 */
SYN_MUST_CHECK syn_status syn_article_extract_marked(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena,
                                                     syn_marked_article *out_article, syn_error *error);

/*
 * The article of a page whose text is given as it is (CoNLL-U): id, source, url, outlet, title, date and language as syn_article_extract
 * would set them; nothing is looked for in the text. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_article_take(const syn_extractor *extractor, const syn_page *page, syn_text text, syn_arena *arena,
                                           syn_article *out_article, syn_error *error);

#endif
