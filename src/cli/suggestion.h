/*
 * Suggestion: what someone may have meant who wrote a word that is not known.
 */
#ifndef SYN_CLI_SUGGESTION_H
#define SYN_CLI_SUGGESTION_H

#include "synoptic/text.h"

typedef struct syn_suggestion {
  syn_text word; /* what was written */
  syn_text best; /* the nearest so far; empty: none is near */
  unsigned distance;
} syn_suggestion;

syn_suggestion syn_suggestion_begin(syn_text word);

/* Considers a word that is known; it must live as long as the suggestion. Of equally near ones the first stays. */
void syn_suggestion_consider(syn_suggestion *suggestion, syn_text candidate);

/*
 * How many letters must be put in, taken out, replaced or swapped with their neighbour to make one word of the other (the optimal string
 * alignment distance), by bytes. Words longer than 40 bytes are UINT_MAX apart.
 */
unsigned syn_word_distance(syn_text a, syn_text b);

#endif
