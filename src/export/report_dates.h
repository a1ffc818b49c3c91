/*
 * The dates of a report in order: those that the accounts state, and those on which they were published.
 */
#ifndef SYN_EXPORT_REPORT_DATES_H
#define SYN_EXPORT_REPORT_DATES_H

#include "export/report_page.h"

/* Fills dates, date_count and date_row_count of the page. Dates of the same days are one row. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_collect_dates(syn_report_page *page);

/* The first date behind those of the row that begins with dates[first]. */
uint32_t syn_report_row_end(const syn_report_page *page, uint32_t first);

#endif
