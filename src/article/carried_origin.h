/*
 * Carried origin: whose report an article is, as the carrier of its page says (the `source` and `via` of a feed), beside what the page
 * itself credits.
 */
#ifndef SYN_ARTICLE_CARRIED_ORIGIN_H
#define SYN_ARTICLE_CARRIED_ORIGIN_H

#include "article/page_credits.h"
#include "records/page.h"
#include "synoptic/article.h"

/*
 * Adds the page's `credit` to the credits, unless it is the article's own outlet or host, and its `based_on` to what the article is based
 * on, unless that is the article's own address. `article`: with its outlet, address and canonical address. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_carried_origin_read(const syn_extractor *extractor, const syn_page *page, syn_text host, syn_arena *arena,
                                                  syn_page_credits *credits, syn_article *article);

#endif
