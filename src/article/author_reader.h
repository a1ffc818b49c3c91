/*
 * Author reader: the search for the authors of one page on its way, shared by the files that look for them.
 */
#ifndef SYN_ARTICLE_AUTHOR_READER_H
#define SYN_ARTICLE_AUTHOR_READER_H

#include "article/page_authors.h"

enum { SYN_AUTHOR_ELEMENTS = 96 /* called after authors that are looked at */ };

typedef struct syn_author_candidate {
  const syn_dom_node *node;
  unsigned rank; /* best first */
} syn_author_candidate;

typedef struct syn_author_reader {
  const syn_author_page *page;
  syn_arena *arena;
  syn_page_credits *credits;
  uint32_t title_order, body_order, end_order; /* nodes: of the headline, of the first and the last block of the text */
  size_t title, first, last;                   /* the same as blocks */
  syn_author_candidate found[SYN_AUTHOR_ELEMENTS];
  size_t found_count;
  bool is_searched; /* for `found` */
} syn_author_reader;

/* Whether a person is found. */
bool syn_author_is_found(const syn_author_reader *reader);

/* Adds the persons of a byline; `is_stated` as in syn_credits_read_byline. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_author_read_names(syn_author_reader *reader, syn_text text, bool is_stated);

/* Looks for authors in lines beside the headline and below the text. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_author_read_lines(syn_author_reader *reader);

/* "… said so. (Ana Petrescu)": a person in brackets after the last sentence signs the text. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_author_read_closing_name(syn_author_reader *reader);

#endif
