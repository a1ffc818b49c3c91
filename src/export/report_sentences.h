/*
 * The sentences that the readings of a point stand in, with a citation for each reading.
 */
#ifndef SYN_EXPORT_REPORT_SENTENCES_H
#define SYN_EXPORT_REPORT_SENTENCES_H

#include "export/report_page.h"

/* To be unfolded: "In their words". A sentence with several readings is shown once. */
void syn_report_add_sentences(const syn_report_page *page, uint32_t point);

#endif
