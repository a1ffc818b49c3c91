/*
 * Event modality: whether it happened, was promised, is possible …; and whose word it is.
 */
#ifndef SYN_FACTS_EVENT_MODALITY_H
#define SYN_FACTS_EVENT_MODALITY_H

#include "facts/event_places.h"

typedef struct syn_event_standing {
  syn_modality modality;
  bool is_negated;
  uint32_t modality_token; /* the word that tells the modality, or SYN_NO_CHUNK */
  syn_party_list sources;  /* whose word it is; none: the article's own */
} syn_event_standing;

/* The chunk of the sentence that opens the name of a source ("according to X"), or SYN_NO_CHUNK. */
uint32_t syn_event_named_source(const syn_finding *finding, const syn_word_classes *words, const syn_clause_list *list);

/* Reads the standing of what happens at `site` off its verb group and the clauses that govern it. */
void syn_event_standing_read(const syn_event_site *site, const syn_event_lexicon *lexicon, const syn_event_frame *frame,
                             syn_event_standing *out_standing);

#endif
