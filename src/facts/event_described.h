/*
 * Described parties: "police arrested protesters": who acts or is acted upon without being named.
 *
 * A state of which only its adjective stands there ("Estonian shelling") is told by the adjective, a metonym of the state.
 *
 * Such a party becomes an entity of its own, with its words as a nominal mention, when an event has it as actor or recipient. Until then it
 * is told by a number that no entity has.
 */
#ifndef SYN_FACTS_EVENT_DESCRIBED_H
#define SYN_FACTS_EVENT_DESCRIBED_H

#include "facts/event_words.h"

/* Classes of words that may describe a party, by the type of its entity; empty where the language has none. */
typedef struct syn_described_classes {
  uint64_t powers;                         /* states and forces: of one word ORGANIZATION, of several persons PERSON */
  uint64_t individuals;                    /* of persons those that are no bodies */
  uint64_t officials;                      /* who acts for a state or a body, and its bodies */
  uint64_t servants;                       /* who alone does not act for the body he serves: "a ministry official resigned" */
  uint64_t people;                         /* who acts for himself: "students" */
  uint64_t persons, organizations, places; /* places only where they are acted upon */
  uint64_t settlements;                    /* kinds of places that "of" and their own name follow: "the resort of X" */
  uint64_t nature;                         /* no parties: what befalls people, "earthquake" */
  uint64_t element;                        /* the same where it acts itself: "strong winds killed" */
  uint64_t force, exchange, wound, shoot;  /* no parties: deeds, those of two sides, what they leave, verbs (event_means.h) */
} syn_described_classes;

#define SYN_DESCRIBED_PARTY (UINT32_C(1) << 31) /* of an entity that is not made yet: this bit, and the token of its noun */

void syn_described_classes_find(const syn_event_words *words, syn_described_classes *out_classes);

/* Whether the noun at `token` may describe a party. */
bool syn_described_is(const syn_finding *finding, const syn_event_words *words, const syn_described_classes *classes, uint32_t token,
                      bool may_be_place);

/* Whether an entity is of that kind: nobody ever names it. */
bool syn_described_entity_is(const syn_entity *entity);

/*
 * The entity of the noun at `token`, described by `span`, or of the adjective of a state: one that has it already, one of the same words
 * before where the phrase is definite or bare, else a new one. Marks the token. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_described_entity(syn_finding *finding, const syn_event_words *words, const syn_described_classes *classes,
                                               uint32_t token, syn_span span, uint32_t *out_entity);

#endif
