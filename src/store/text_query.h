/*
 * Text query: which words an article is asked for, as a structure. What a user typed becomes one elsewhere (engine/find_query.h); no store
 * is ever handed text that means more than words.
 */
#ifndef SYN_STORE_TEXT_QUERY_H
#define SYN_STORE_TEXT_QUERY_H

#include "synoptic/text.h"

#include <stdint.h>

enum { SYN_TEXT_TERM_LIMIT = 64 /* terms of a query */ };

/* A word, or several that follow each other; each holds a letter or a digit at least. Case and accents do not count. */
typedef struct syn_text_term {
  syn_text words;
  bool is_beginning; /* the last word may go on */
} syn_text_term;

/* All clauses have to hold; a clause holds where one of its terms stands. */
typedef struct syn_text_clause {
  uint32_t first, count; /* of the terms */
} syn_text_clause;

typedef struct syn_text_query {
  const syn_text_term *terms;
  const syn_text_clause *clauses;
  uint32_t term_count, clause_count;
} syn_text_query;

/* Where a term stands in a text. */
typedef struct syn_text_spot {
  uint32_t start, end; /* bytes */
  uint32_t term;       /* of the query */
} syn_text_spot;

#endif
