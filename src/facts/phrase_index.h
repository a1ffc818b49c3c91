/*
 * Phrase index: phrases of dictionaries, found in a document token by token, the longest first.
 *
 * Compared as names are (world/gazetteer.h): without case, accents, dots and apostrophes, a hyphen as a space. Read-only once built.
 */
#ifndef SYN_FACTS_PHRASE_INDEX_H
#define SYN_FACTS_PHRASE_INDEX_H

#include "base/map.h"
#include "records/document.h"

enum { SYN_PHRASE_BYTES = 160, SYN_PHRASE_TOKENS = 24 };

typedef struct syn_phrase_index {
  syn_map phrases;     /* -> value + 1 */
  syn_map first_words; /* -> words of the longest phrase that begins so */
  syn_arena *arena;
} syn_phrase_index;

void syn_phrase_index_init(syn_phrase_index *index, syn_arena *arena);

/* Adds a phrase; the first value of a phrase stays. What folds to nothing or is too long is passed over. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_phrase_index_add(syn_phrase_index *index, syn_text phrase, uint32_t value);

/*
 * The longest phrase that begins at token `first` and ends before `end`: its tokens, and in `out_value` its value. 0 where there is none.
 */
uint32_t syn_phrase_index_find(const syn_phrase_index *index, const syn_document *document, uint32_t first, uint32_t end,
                               uint32_t *out_value);

#endif
