/*
 * Report: one self-contained HTML file that shows a comparison. Untrusted text is escaped throughout; no script is needed to read it.
 */
#ifndef SYN_EXPORT_REPORT_H
#define SYN_EXPORT_REPORT_H

#include "base/buffer.h"
#include "synoptic/synopsis.h"

/* What a report shows: as syn_comparison, in the terms of the records layer. */
typedef struct syn_report {
  const syn_story *story;
  const syn_article *articles;
  const syn_facts *facts; /* one an article, in the same order; NULL: none are known */
  uint32_t article_count;
  const syn_point *points;
  uint32_t point_count;
  const syn_identity *identities; /* sorted by id */
  uint32_t identity_count;
  const syn_reprint *reprints;
  uint32_t reprint_count;
  const syn_entry *entries; /* of the ledger, that these articles tell of, with their readings alone */
  uint32_t entry_count;
  const syn_evidence *evidence; /* sorted by article */
  uint32_t evidence_count;
  const syn_article *earlier; /* versions that later ones have replaced, sorted by id */
  uint32_t earlier_count;
  const syn_correction *corrections; /* sorted by article */
  uint32_t correction_count;
  const char *version, *model_digest, *world_digest;
} syn_report;

/* Adds the page to `html`. Returns the buffer's status: SYN_OK, SYN_LIMIT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_write(const syn_report *report, syn_buffer *html);

#endif
