/*
 * Article: the readable text of one page, without menus, adverts or footers, and what the
 * page says about it.
 *
 * All slices live in the arena that the article was made in. Empty slices and empty lists
 * mean "not stated". Spans count bytes of UTF-8 in `text`, `title` or a caption.
 */
#ifndef SYNOPTIC_ARTICLE_H
#define SYNOPTIC_ARTICLE_H

#include "synoptic/id.h"
#include "synoptic/span.h"

SYN_C_BEGIN

typedef struct syn_article {
  syn_id id;       /* from the digest of the bytes and the address */
  syn_text source; /* what the input was called: path, address, id of a JSONL line */
  syn_text url;
  syn_text canonical; /* the address that the page calls its own, where that is another */
  syn_text outlet;    /* who published it */
  syn_text carrier;   /* who carries it, where that is another */
  syn_text title, subtitle;
  syn_text *byline;  /* persons */
  syn_text *credits; /* agencies and outlets whose reporting is credited, as written */
  syn_interval published;
  syn_text published_why; /* reasons of an interval that was inferred */
  syn_interval modified;
  syn_text captured;     /* ISO 8601, where known */
  syn_text language;     /* ISO 639-1; "und" where it could not be told */
  syn_text *tags;        /* as the page states them */
  syn_text *based_on;    /* titles or addresses of what it says it was made from: other reports, the original of a translation */
  syn_text *corrections; /* what the page says was corrected in it, as written */
  syn_text *captions;
  syn_text text;     /* paragraphs separated by one blank line */
  syn_text digest;   /* of the page's bytes: "xxh128:<32 hex>" */
  syn_id version_of; /* the article that this is a later capture of */
  uint32_t byline_count, credit_count, tag_count, based_on_count, correction_count, caption_count;
} syn_article;

/* What is kept of the page that an article was read from. */
typedef struct syn_evidence {
  syn_id article;
  syn_text sha256;   /* of the page's bytes as captured, 64 hexadecimal digits */
  syn_text captured; /* when, in UTC: "2024-03-12T18:40:00Z"; empty where that is not known, as in a comparison of files */
  uint64_t size;     /* bytes of the page as captured */
  bool has_bytes;    /* they are in the store */
} syn_evidence;

/* The text that spans of this field count into; empty when there is none. */
SYN_PUBLIC syn_text syn_article_field(const syn_article *article, unsigned field, unsigned index);

/* The words of a span (clamped to the field). */
SYN_PUBLIC syn_text syn_article_words(const syn_article *article, syn_span span);

SYN_C_END

#endif
