/*
 * The articles of a report: their text, with the words that readings and dates point at marked and reachable.
 */
#ifndef SYN_EXPORT_REPORT_ARTICLE_H
#define SYN_EXPORT_REPORT_ARTICLE_H

#include "export/report_page.h"

/* Adds all articles, each with its title, captions and text. */
void syn_report_add_articles(const syn_report_page *page);

#endif
