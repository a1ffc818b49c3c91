/*
 * Comparison: the accounts of one story side by side, as tables, reports and programs show them.
 *
 * Owns all that it points to. Spans count bytes into the articles' fields.
 */
#ifndef SYNOPTIC_COMPARISON_H
#define SYNOPTIC_COMPARISON_H

#include "synoptic/engine.h"
#include "synoptic/synopsis.h"

SYN_C_BEGIN

typedef struct syn_comparison {
  const syn_story *story;
  const syn_article *articles;    /* in the order of story->articles: the columns */
  const syn_facts *facts;         /* one an article, in the same order: times, events and the rest, with what linked accounts lend them */
  const syn_point *points;        /* the rows, heaviest first */
  const syn_identity *identities; /* those that story and points name, sorted by id */
  const syn_reprint *reprints;    /* between these articles */
  const syn_entry *entries;       /* of the ledger, that these articles tell of, with their readings alone; by id */
  const syn_evidence *evidence;   /* one an article where it is known, sorted by article */
  const syn_article *earlier;     /* versions of the columns' pages, which later ones have replaced, sorted by id */
  const syn_correction *corrections;                 /* of the columns and their earlier versions, sorted by article */
  const char *version, *model_digest, *world_digest; /* what it was made with */
  uint32_t article_count, point_count, identity_count, reprint_count, entry_count, evidence_count, earlier_count, correction_count;
} syn_comparison;

typedef struct syn_story_list {
  const syn_story *stories; /* newest first */
  uint32_t story_count;
  const syn_article *articles; /* of all stories, sorted by id; `text` and captions may be left empty */
  uint32_t article_count;
  const syn_identity *identities;
  uint32_t identity_count;
} syn_story_list;

SYN_PUBLIC void syn_comparison_destroy(syn_comparison **comparison);
SYN_PUBLIC void syn_story_list_destroy(syn_story_list **list);

/* The name of an identity, or an empty slice. */
SYN_PUBLIC syn_text syn_comparison_name(const syn_comparison *comparison, syn_id identity);

/* An account or an earlier version of one, or NULL. */
SYN_PUBLIC const syn_article *syn_comparison_article(const syn_comparison *comparison, syn_id article);

/* What a capture changed against the one before it (its version_of); NULL for the first of its page. */
SYN_PUBLIC const syn_correction *syn_comparison_correction(const syn_comparison *comparison, syn_id article);

/* The last change that gave a reading its value, and the version that made it; NULL where it stands as it was first captured. */
SYN_PUBLIC const syn_change *syn_comparison_change(const syn_comparison *comparison, const syn_reading *reading,
                                                   const syn_correction **out_correction);

/* When a version was captured, changed or published ("2031-05-13 07:30"), into `out_text`, cut at a character; returns the length. */
SYN_PUBLIC size_t syn_version_format(const syn_article *article, char *out_text, size_t out_size);

/* The column of an article, or -1. */
SYN_PUBLIC int syn_comparison_column(const syn_comparison *comparison, syn_id article);

/* A short name for the column: its outlet, else the address's host, else the file's name. */
SYN_PUBLIC syn_text syn_comparison_outlet(const syn_comparison *comparison, uint32_t column);

/* A reading as people write it ("more than 400", "$2.6 billion", "17 years"): into `out_text`, cut at a character; returns the length. */
SYN_PUBLIC size_t syn_reading_format(const syn_reading *reading, char *out_text, size_t out_size);

/*
 * Where some words of a column stand, as a footnote says it: outlet, byline, title, date, address or source, code points, the beginning of
 * the page's SHA-256 and the time of capture, as far as they are known. One line of plain text into `out_text`, cut at a character; returns
 * the length. The comparison is one that syn_collection_compare made.
 */
SYN_PUBLIC size_t syn_comparison_citation(const syn_comparison *comparison, uint32_t column, syn_span span, char *out_text,
                                          size_t out_size);

/* The sentence around a span: from the end of the sentence before to its own end, within the paragraph. */
SYN_PUBLIC syn_span syn_article_sentence(const syn_article *article, syn_span span);

/* One self-contained HTML file. Returns SYN_OK, SYN_IO from the sink, SYN_NO_MEMORY. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_comparison_write_report(const syn_comparison *comparison, const syn_sink *sink, syn_error *error);

/* Story, articles, earlier versions, reprints, points and corrections as JSON lines. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_comparison_write_records(const syn_comparison *comparison, const syn_sink *sink, syn_error *error);
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_story_list_write_records(const syn_story_list *list, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
