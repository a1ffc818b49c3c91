/*
 * Page body: which blocks of a page are its article.
 */
#ifndef SYN_ARTICLE_PAGE_BODY_H
#define SYN_ARTICLE_PAGE_BODY_H

#include "article/page_blocks.h"

/* Sets `use` of every block of an HTML page by the rules alone. `title_form` may be empty. */
void syn_page_body_of_dom(syn_page_blocks *page, syn_text title_form);

/*
 * Once the model has had its say (block_model.h): takes out what repeats a sentence of the text to catch the eye, and keeps the times of a
 * live blog's entries.
 */
void syn_page_body_finish(syn_page_blocks *page);

#endif
