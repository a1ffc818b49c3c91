/*
 * Site texts: what recurs on the pages of a site and was left out of their articles, so that whoever misses a line can see why.
 *
 * Owns all that it points to.
 */
#ifndef SYNOPTIC_SITE_TEXTS_H
#define SYNOPTIC_SITE_TEXTS_H

#include "synoptic/collection.h"

SYN_C_BEGIN

typedef struct syn_site_text {
  syn_text text; /* of a long one the beginning */
  uint32_t article_count;
} syn_site_text;

typedef struct syn_site_texts {
  syn_text site;
  uint32_t page_count;        /* of the site, in the store */
  uint32_t cut_count;         /* articles of which something was left out */
  uint32_t uncut_count;       /* articles that still hold such text: their pages were not kept, or the site changed since */
  const syn_site_text *texts; /* most articles first, then by text */
  uint32_t text_count;
} syn_site_texts;

/*
 * Of the site of a host or an address. The caller destroys the texts. Returns SYN_OK, SYN_NOT_FOUND when the store has no page of it,
 * SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_collection_site_texts(syn_collection *collection, const char *site, syn_site_texts **out_texts,
                                                               syn_error *error);

/* Gives all memory back and sets *texts to NULL; does nothing for NULL. */
SYN_PUBLIC void syn_site_texts_destroy(syn_site_texts **texts);

/* {"site":…,"pages":…,"cut":…,"uncut":…,"texts":[{"text":…,"articles":…}]} as one line. */
SYN_PUBLIC SYN_MUST_CHECK syn_status syn_site_texts_write(const syn_site_texts *texts, const syn_sink *sink, syn_error *error);

SYN_C_END

#endif
