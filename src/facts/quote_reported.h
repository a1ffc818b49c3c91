/*
 * Quote reported: what someone is reported to have said or thought without quotation marks, read from the trees.
 *
 *     Petrova said the bridge was safe. · The bridge, Petrova said, was safe. · According to Petrova, the bridge was safe.
 *     Petrova promised to build a bridge, called for an inquiry, called the bridge a mistake · her claim that … · is confident that …
 *
 * Documents without trees: quote_indirect.h.
 */
#ifndef SYN_FACTS_QUOTE_REPORTED_H
#define SYN_FACTS_QUOTE_REPORTED_H

#include "facts/quote_source.h"

enum { SYN_REPORTED_PIECES = 2 };

/* One content with its cue. All numbers are tokens. */
typedef struct syn_reported {
  uint32_t cue, cue_end;
  unsigned bits;     /* SYN_CUE_ bits of the cue */
  syn_source source; /* may be empty: "it was reported that" */
  uint32_t first[SYN_REPORTED_PIECES], end[SYN_REPORTED_PIECES];
  uint32_t piece_count;
  bool is_denied; /* what is thought is denied ("does not believe that") */
} syn_reported;

typedef SYN_ARRAY(syn_reported) syn_reported_array;

/*
 * Adds what is reported in the sentence of tokens [begin, end), in order of the cues. What stands inside another reported content is left
 * out: it is that speaker's to tell. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_reported_find(const syn_source_context *context, const syn_quote_tree *tree, uint32_t begin, uint32_t end,
                                            syn_reported_array *reported);

#endif
