/*
 * Page: bytes from outside, as a reader found them.
 *
 * What the source says beside the bytes (a JSONL line's outlet and date) comes along as hints.
 * All slices live in the reader's or the document's arena.
 */
#ifndef SYN_RECORDS_PAGE_H
#define SYN_RECORDS_PAGE_H

#include "base/arena.h"
#include "synoptic/id.h"
#include "synoptic/text.h"

typedef enum syn_media { SYN_MEDIA_HTML, SYN_MEDIA_TEXT, SYN_MEDIA_CONLLU } syn_media;

typedef struct syn_page {
  syn_text source; /* path, address or id */
  syn_text url;
  syn_text captured; /* as the carrier states it, in the form of syn_page_captured; or empty */
  syn_media media;
  syn_text bytes;            /* as captured, in any encoding */
  syn_text declared_charset; /* by the carrier (HTTP header), or empty */
  /* hints, each may be empty */
  syn_text outlet, title, date, byline, language;
  syn_text credit;   /* whose report it is, where that is another than the outlet: a feed's `source` */
  syn_text based_on; /* address of that report, or of where it was found */
  /* what other pages of its site taught: digests of blocks and titles that are no part of an article (records/page_marks.h), or empty */
  syn_text recurring;
} syn_page;

/* "html", "text", "conllu"; back: anything else is text. */
const char *syn_media_name(syn_media media);
syn_media syn_media_parse(syn_text name);

/*
 * The id of the article in the page: from its bytes, its address, and what its carrier says of it, so that one text in two outlets is two
 * articles even where neither has an address, and two pages of one id give the same article but for its source.
 */
syn_id syn_page_id(const syn_page *page);

/*
 * A time of capture in the one form that records have: "2024-03-12T18:40:00Z" (UTC; a time without a zone is taken for UTC), or
 * "2024-03-12" where no time of day is stated, so that the earlier of two comes first in the alphabet. Empty for what is no day or
 * moment in ISO 8601. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_page_captured(syn_text stated, syn_arena *arena, syn_text *out_captured);

#endif
