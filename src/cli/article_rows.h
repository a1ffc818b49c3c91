/*
 * Article rows: articles as lines on standard output, with what is known of their pages.
 */
#ifndef SYN_CLI_ARTICLE_ROWS_H
#define SYN_CLI_ARTICLE_ROWS_H

#include "synoptic/collection.h"

/*
 * A table: id, time of capture (its day alone where there is no room), size of the page, outlet and title; on a narrow terminal a paragraph
 * an article. `color` as for syn_terminal_output.
 */
void syn_article_rows_print(const syn_article_list *list, const char *color);

/* A JSON object an article: article, source, outlet?, title?, url?, sha256?, size?, captured?, has_bytes. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_article_rows_write(const syn_article_list *list, syn_error *error);

/* What is known of the page of an article, or NULL. */
const syn_evidence *syn_article_rows_evidence(const syn_article_list *list, syn_id article);

#endif
