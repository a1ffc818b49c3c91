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
  const syn_point *points;
  const syn_identity *identities; /* sorted by id */
  const syn_reprint *reprints;
  const syn_entry *entries;          /* of the ledger, that these articles tell of, with their readings alone */
  const syn_evidence *evidence;      /* sorted by article */
  const syn_article *earlier;        /* versions that later ones have replaced, sorted by id */
  const syn_correction *corrections; /* sorted by article */
  const char *version, *model_digest, *world_digest;
  uint32_t article_count, point_count, identity_count, reprint_count, entry_count, evidence_count, earlier_count, correction_count;
} syn_report;

/* Adds the page to `html`. Returns the buffer's status: SYN_OK, SYN_LIMIT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_write(const syn_report *report, syn_buffer *html);

#endif
