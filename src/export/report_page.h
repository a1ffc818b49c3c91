/*
 * Report page: what the parts of a report share while it is written: dates and marks in order, names, anchors.
 *
 * Anchors: p<point> and d<row> are the rows of the tables of points and dates, r<point>-<reading> and t<column>-<time> the words in the
 * articles that they rest on, a<column> the articles, i<column> their lines in the list of inputs.
 */
#ifndef SYN_EXPORT_REPORT_PAGE_H
#define SYN_EXPORT_REPORT_PAGE_H

#include "base/arena.h"
#include "export/report.h"
#include "records/record_writer.h"

/* A date that an account states, or on which it was published. */
typedef struct syn_report_date {
  uint32_t column;
  uint32_t time;  /* index into the column's times; SYN_NO_INDEX: the publication */
  uint32_t event; /* index into its events: what is dated by these words; or SYN_NO_INDEX */
  uint32_t row;   /* of the timeline; SYN_NO_INDEX where the words do not tell a day */
  syn_interval interval;
  syn_span span, sentence;
} syn_report_date;

/* Words of an article to which something leads. */
typedef struct syn_report_mark {
  uint32_t column;
  syn_span span;
  bool is_date;       /* else a reading */
  uint32_t row, item; /* point and reading, or row of the timeline (may be SYN_NO_INDEX) and time */
} syn_report_mark;

typedef struct syn_report_page {
  const syn_report *report;
  syn_buffer *html;
  syn_arena *arena;
  syn_record_context *contexts; /* one an article */
  uint32_t *outlet_numbers;     /* one an article: of several accounts of one outlet, which it is, from 1 */
  syn_report_date *dates;       /* by row, column, publication first, then by place; those without a row last */
  syn_report_mark *marks;       /* by column, field, index, start, end, kind, row, item */
  uint32_t date_count, mark_count, date_row_count;
} syn_report_page;

/* Fills all but the first three. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_report_prepare(syn_report_page *page);

/* The name of an identity, or an empty slice. */
syn_text syn_report_name(const syn_report *report, syn_id id);

/* The column of an article, or -1. */
int syn_report_column(const syn_report *report, syn_id article);

/* What is kept of an article's page, or NULL. */
const syn_evidence *syn_report_evidence(const syn_report *report, syn_id article);

bool syn_report_lists(syn_id_list list, syn_id id);

/* "Ann, Ben": the identities that have a name. */
void syn_report_add_names(const syn_report_page *page, syn_id_list ids);

/* The short name of a column's account; of several of one outlet the later ones with their number, as in a terminal. */
void syn_report_add_outlet(const syn_report_page *page, uint32_t column);

/* The same as the value of an attribute. */
void syn_report_add_outlet_value(const syn_report_page *page, uint32_t column);

/* When it was published, and whether that was inferred. */
void syn_report_add_published(const syn_report_page *page, uint32_t column);

/* lang and dir for text of an article, as attributes. */
void syn_report_add_language(const syn_report_page *page, uint32_t column);

#endif
