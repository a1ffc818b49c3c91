/*
 * How a report was made: version, model, world data, and each page that it was made from.
 */
#ifndef SYN_EXPORT_REPORT_MAKING_H
#define SYN_EXPORT_REPORT_MAKING_H

#include "export/report_page.h"

void syn_report_add_making(const syn_report_page *page);

#endif
