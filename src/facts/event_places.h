/*
 * Event places: from the places that a frame names to the entities that stand there.
 */
#ifndef SYN_FACTS_EVENT_PLACES_H
#define SYN_FACTS_EVENT_PLACES_H

#include "facts/clause.h"
#include "facts/event_described.h"
#include "facts/event_lexicon.h"

/* A word that may tell an event, where it stands. */
typedef struct syn_event_site {
  const syn_finding *finding;
  const syn_word_classes *words;
  const syn_event_words *event_words;
  uint64_t topics; /* classes that the document is about */
  const syn_clause_list *list;
  const syn_clause *clause;               /* NULL for a noun outside of all clauses */
  uint32_t noun;                          /* chunk of the noun that tells the event, or SYN_NO_CHUNK for a verb */
  uint32_t named_source;                  /* chunk that opens "according to X" in the sentence, or SYN_NO_CHUNK */
  const syn_described_classes *known;     /* classes of words that tell parties and deeds */
  const syn_described_classes *described; /* words that may describe a party, or NULL: only who is named counts */
  bool takes_places;                      /* places too */
  uint32_t theme;                         /* chunk of the object that the frame requires ("granted a loan"), or SYN_NO_CHUNK */
} syn_event_site;

enum { SYN_PARTY_LIMIT = 16 };

/* An entity that stands in a place, with the words that name it there. */
typedef struct syn_party {
  uint32_t entity; /* or SYN_DESCRIBED_PARTY and the token of a noun (event_described.h) */
  syn_span span;
} syn_party;

typedef struct syn_party_list {
  syn_party items[SYN_PARTY_LIMIT];
  uint32_t count;
} syn_party_list;

/* The word that tells the event. */
uint32_t syn_event_trigger(const syn_event_site *site);

/* The entities at the first of the frame's places that holds any. SYN_PLACE_SOURCE is left to the caller. */
void syn_event_parties(const syn_event_site *site, const syn_place_list *places, syn_party_list *out_parties);

/*
 * Whom the clause that completes the verb of the site is about: "agreed to lend to X", "refused to meet X", and, with `takes_content`,
 * "demanded that X leave", "alleged that X lied". None for a noun.
 */
void syn_event_complement_parties(const syn_event_site *site, bool takes_content, syn_party_list *out_parties);

/* The required object, where it describes a party: "expelled two diplomats". */
void syn_event_described_theme(const syn_event_site *site, syn_party_list *out_parties);

/* Who does what the noun of the site tells, where it is the object of a light verb: "X made a visit to Y". */
void syn_event_light_subject(const syn_event_site *site, syn_party_list *out_parties);

/* Whether anything stands at one of the places that are prepositions or the object, named or not. */
bool syn_event_describes(const syn_event_site *site, const syn_place_list *places);

/* Adds the entities that a noun phrase, and what is joined to it, names. */
void syn_event_phrase_parties(const syn_event_site *site, uint32_t chunk, bool must_join, syn_party_list *parties);

/* Prepositional phrases of the site: those of the clause, or those that follow the noun. Returns how many. */
uint32_t syn_event_prepositionals(const syn_event_site *site, syn_prepositional *out_items, uint32_t limit);

/* Whether events of the type are acts of words: when and where they are said is not when and where that was of which they speak. */
bool syn_event_is_said(syn_event_type type);

/* Where an event of this type happened: the entity of a phrase of place, and its words. False when none is stated. */
bool syn_event_location(const syn_event_site *site, syn_event_type type, syn_party *out_place);

/* The stretch of tokens that belongs to the site: for times and quantities. */
void syn_event_stretch(const syn_event_site *site, uint32_t *out_first, uint32_t *out_end);

/* Whether a token of that stretch belongs to the site itself, and not to a clause inside. */
bool syn_event_owns(const syn_event_site *site, uint32_t token);

#endif
