/*
 * Pattern events: the events that a dictionary of verb patterns tells, in the place of those of data/<language>/events.tsv.
 */
#ifndef SYN_FACTS_PATTERN_EVENTS_H
#define SYN_FACTS_PATTERN_EVENTS_H

#include "facts/actor_codes.h"
#include "facts/word_classes.h"

typedef struct syn_pattern_events syn_pattern_events;

/*
 * What is needed for one language: the dictionaries of the world and its grammatical words. Returns SYN_OK, SYN_NOT_FOUND (no dictionary of
 * verbs, or no words of the language), SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_pattern_events_create(const syn_world *world, syn_text language, syn_arena *arena,
                                                    syn_pattern_events **out_events, syn_error *error);

/* Adds the events of the document, and entities for those who act in them and are described only. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pattern_events_find(const syn_pattern_events *events, syn_finding *finding);

#endif
