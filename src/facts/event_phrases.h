/*
 * Event phrases: whom the words of one noun phrase name or describe. Used by event_places.c and event_frames.c; syn_event_phrase_parties
 * (event_places.h) is the way in for others. Each function adds to `parties`, nobody twice.
 */
#ifndef SYN_FACTS_EVENT_PHRASES_H
#define SYN_FACTS_EVENT_PHRASES_H

#include "facts/event_places.h"

/* Whether the token belongs to a mention of an entity; of a person. */
bool syn_phrase_is_marked(const syn_event_site *site, uint32_t token);
bool syn_phrase_is_person(const syn_event_site *site, uint32_t token);

/* Whether the entity at `token` possesses what follows, up to `end`: "X's", "his". */
bool syn_phrase_is_possessor(const syn_event_site *site, uint32_t token, uint32_t end);

/* The entity that the token belongs to. */
void syn_phrase_add_party(const syn_event_site *site, uint32_t token, syn_party_list *parties);

/* The entity at the head of a phrase, or behind it. */
void syn_phrase_add_named(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

/* The organisation or state before the head: "EU ministers". */
void syn_phrase_add_describing(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

/* A party that is described by the words from `first` to `end`, with the noun at `token`; where the site takes such. */
void syn_phrase_add_described(const syn_event_site *site, uint32_t first, uint32_t token, uint32_t end, syn_party_list *parties);

/* The state whose adjective the token is ("Estonian"). Returns whether it is one. */
bool syn_phrase_add_state(const syn_event_site *site, uint32_t token, syn_party_list *parties);

/* Whoever owns the noun of a phrase: "Estonia's request", "a request made by Estonia". */
void syn_phrase_add_possessor(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

/* All organisations and states before the head of a phrase. */
void syn_phrase_add_modifier(const syn_event_site *site, uint32_t chunk, syn_party_list *parties);

#endif
