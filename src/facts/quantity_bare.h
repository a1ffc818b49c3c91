/*
 * Bare counts: numbers that no noun follows, of which the sentence says all the same what they count.
 */
#ifndef SYN_FACTS_QUANTITY_BARE_H
#define SYN_FACTS_QUANTITY_BARE_H

#include "facts/finder.h"
#include "facts/quantity_tables.h"

/* A number as it stands in its sentence. */
typedef struct syn_bare_number {
  uint32_t sentence;
  uint32_t first, end; /* tokens, with the words of its bound */
  syn_decimal value;
  bool is_large;            /* no year, price or number of a page: "263,000", "3.28 million" */
  const syn_quantity *last; /* the figure before it in the sentence, or NULL */
} syn_bare_number;

/* Whether something is counted, and what: the lemma of the noun, and "person" or again that lemma as the unit. */
bool syn_bare_count_find(const syn_quantity_tables *tables, const syn_finding *finding, const syn_bare_number *number, syn_text *out_of,
                         syn_text *out_unit);

#endif
