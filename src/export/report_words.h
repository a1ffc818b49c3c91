/*
 * Words of an article with marks: those that readings and dates rest on.
 */
#ifndef SYN_EXPORT_REPORT_WORDS_H
#define SYN_EXPORT_REPORT_WORDS_H

#include "export/report_page.h"

/* The words of `place` with those of `marks` (sorted, of this field) marked. */
void syn_report_add_words(const syn_report_page *page, uint32_t column, syn_span place, const syn_report_mark *marks, uint32_t mark_count);

/* The same; each mark can also be reached by its anchor, and ends with a small number that leads back to its row. */
void syn_report_add_reachable_words(const syn_report_page *page, uint32_t column, syn_span place, const syn_report_mark *marks,
                                    uint32_t mark_count);

/* The names by which words are reached: r<point>-<reading>, t<column>-<time>. */
void syn_report_add_reading_anchor(const syn_report_page *page, uint32_t point, uint32_t reading);
void syn_report_add_time_anchor(const syn_report_page *page, uint32_t column, uint32_t time);

#endif
