/*
 * Wording: values as people write them, and the sentence around a place. Shared by tables and reports.
 */
#ifndef SYN_RECORDS_WORDING_H
#define SYN_RECORDS_WORDING_H

#include "base/buffer.h"
#include "records/record_writer.h"

/* "more than 400", "about 90,000", "$2.6 billion", "€2.35 billion", "17 years", "over 60 %", quote contents in quotation marks. */
void syn_wording_reading(syn_buffer *text, const syn_reading *reading);

/* "31 May – 1 June 2013", "16 September 2019", "not stated". */
void syn_wording_interval(syn_buffer *text, syn_interval interval);

/* A short name for an account: outlet, else the address's host, else the last part of the source. */
syn_text syn_wording_outlet(const syn_article *article);

/* The sentence around a span, within its paragraph; found by punctuation alone. */
syn_span syn_wording_sentence(const syn_article *article, syn_span span);

/*
 * Where the words of a span stand, for footnotes: outlet, byline, title, date of publication, address (else what the input was called),
 * code points as in the records, the beginning of the page's SHA-256, time of capture. One line of plain text; what is not known is left
 * out. An inferred date says so. `evidence` may be NULL.
 */
void syn_wording_citation(syn_buffer *text, const syn_record_context *context, const syn_evidence *evidence, syn_span span);

#endif
