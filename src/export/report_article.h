/*
 * The articles of a report: their text, with the words that readings point at marked and reachable.
 */
#ifndef SYN_EXPORT_REPORT_ARTICLE_H
#define SYN_EXPORT_REPORT_ARTICLE_H

#include "export/report.h"

/* The name by which a reading's words are reached inside the page: "r<point>-<reading>". */
void syn_report_anchor(syn_buffer *html, uint32_t point, uint32_t reading);

/* Adds one article, its title, captions and text. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_article(const syn_report *report, uint32_t column, syn_buffer *html);

#endif
