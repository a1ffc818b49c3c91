/*
 * The points of a report: the table of what several accounts tell, and that of what one alone tells.
 */
#ifndef SYN_EXPORT_REPORT_POINTS_H
#define SYN_EXPORT_REPORT_POINTS_H

#include "export/report_page.h"

/* Whether the report has points that one account alone tells. */
bool syn_report_has_singles(const syn_report *report);

/* A rule of style: where the page is as wide as this table needs, nothing is scrolled sideways, and its head can stay in sight. */
void syn_report_add_width_rule(const syn_report_page *page);

void syn_report_add_points(const syn_report_page *page);

/* The labels that occur, with their number and meaning: the key of the table and its sum. */
void syn_report_add_key(const syn_report_page *page);

#endif
