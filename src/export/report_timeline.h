/*
 * The timeline of a report: the dates that the accounts state, and those on which they were published, as a list and as a strip.
 */
#ifndef SYN_EXPORT_REPORT_TIMELINE_H
#define SYN_EXPORT_REPORT_TIMELINE_H

#include "export/report_page.h"

/* Nothing where no account states a date. */
void syn_report_add_timeline(const syn_report_page *page);

#endif
