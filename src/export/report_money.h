/*
 * Money in a report: the ledger's entries that the accounts tell of, as a list and drawn over time.
 */
#ifndef SYN_EXPORT_REPORT_MONEY_H
#define SYN_EXPORT_REPORT_MONEY_H

#include "export/report_page.h"

/* Adds the section; nothing where there are no entries. Returns SYN_OK, SYN_NO_MEMORY, or the buffer's status. */
SYN_MUST_CHECK syn_status syn_report_add_money(const syn_report_page *page);

#endif
