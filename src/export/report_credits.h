/*
 * Who credits whom in a report: agencies and outlets that the accounts credit, passages that they share, and how many origins remain.
 */
#ifndef SYN_EXPORT_REPORT_CREDITS_H
#define SYN_EXPORT_REPORT_CREDITS_H

#include "export/report_page.h"

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_add_credits(const syn_report_page *page);

#endif
