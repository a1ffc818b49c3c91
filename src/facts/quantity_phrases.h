/*
 * Phrases: a dictionary of short phrases, found at a place in a list of pieces, the longest first.
 *
 * Several rows may share a phrase; they are found in the order in which they were added. Lives in the arena given to init.
 */
#ifndef SYN_FACTS_QUANTITY_PHRASES_H
#define SYN_FACTS_QUANTITY_PHRASES_H

#include "base/map.h"
#include "facts/quantity_pieces.h"

typedef struct syn_phrase_row {
  uint32_t value;
  uint32_t next; /* index into rows + 1 of the next row of the same phrase; 0: none */
} syn_phrase_row;

typedef struct syn_phrases {
  syn_arena *arena;
  syn_map map; /* joined pieces -> index of the first row */
  SYN_ARRAY(syn_phrase_row) rows;
  uint32_t longest; /* pieces in the longest phrase */
  bool as_written;  /* capitals matter */
} syn_phrases;

void syn_phrases_init(syn_phrases *phrases, bool as_written, syn_arena *arena);

/* Adds one phrase. A phrase without letters, digits and signs is left out. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_phrases_add(syn_phrases *phrases, syn_text phrase, uint32_t value);

/* Adds each item of a list with '|' between. */
SYN_MUST_CHECK syn_status syn_phrases_add_list(syn_phrases *phrases, syn_text list, uint32_t value);

/* The first row of exactly these pieces, or NULL. */
const syn_phrase_row *syn_phrases_get(const syn_phrases *phrases, const syn_piece *pieces, size_t count);

/* The next row of the same phrase, or NULL. */
const syn_phrase_row *syn_phrases_next(const syn_phrases *phrases, const syn_phrase_row *row);

/* The longest phrase that begins at `at`; its length in `out_count`. NULL: none. */
const syn_phrase_row *syn_phrases_match(const syn_phrases *phrases, const syn_piece *pieces, size_t count, size_t at, size_t *out_count);

/* The longest phrase that ends before `end`, not reaching before `begin`. */
const syn_phrase_row *syn_phrases_match_before(const syn_phrases *phrases, const syn_piece *pieces, size_t begin, size_t end,
                                               size_t *out_count);

#endif
