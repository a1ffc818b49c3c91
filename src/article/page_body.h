/*
 * Page body: which blocks of a page are its article.
 */
#ifndef SYN_ARTICLE_PAGE_BODY_H
#define SYN_ARTICLE_PAGE_BODY_H

#include "article/page_blocks.h"

/* Sets `use` of every block of an HTML page. `title` may be empty. */
void syn_page_body_of_dom(syn_page_blocks *page, syn_text title_form);

#endif
