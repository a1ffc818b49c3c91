/*
 * The strip of a report's timeline: one lane an account, drawn as plain SVG. The list below it says the same in words.
 */
#ifndef SYN_EXPORT_REPORT_STRIP_H
#define SYN_EXPORT_REPORT_STRIP_H

#include "export/report_page.h"

/* Draws dates [0, date_count) of the page; nothing where fewer than two different days are stated. */
void syn_report_add_strip(const syn_report_page *page, uint32_t date_count);

#endif
