/*
 * Report, the part on what stands beside the accounts: outlets that were collected and are silent, gaps, and what later versions changed.
 */
#ifndef SYN_EXPORT_REPORT_VERSIONS_H
#define SYN_EXPORT_REPORT_VERSIONS_H

#include "export/report_page.h"

/* Whether there is something to say of outlets without an account. */
bool syn_report_has_silence(const syn_report *report);

/* Who was collected then and is silent, and of whom nothing was collected. Nothing where the days of the story are not known. */
void syn_report_add_silence(const syn_report_page *page);

/* What each later version changed. Nothing where each page was captured once. */
void syn_report_add_corrections(const syn_report_page *page);

/* Behind a value: "changed from 12 people in the version of …", or nothing. */
void syn_report_add_change(const syn_report_page *page, const syn_reading *reading);

#endif
