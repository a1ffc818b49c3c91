/*
 * Finder: one kind of fact, found in a document.
 *
 * Finders are a table of structs (finders.c), run in order: entities, times, quantities, quotes, events, described speakers, transfers.
 * Each sees what the ones before it found. A finder's state is made once from the world and its tables for one language and is shared by
 * threads.
 */
#ifndef SYN_FACTS_FINDER_H
#define SYN_FACTS_FINDER_H

#include "base/array.h"
#include "records/document.h"
#include "records/sketch.h"
#include "synoptic/facts.h"
#include "weights/model.h"
#include "world/world.h"

typedef SYN_ARRAY(syn_entity) syn_entity_array;
typedef SYN_ARRAY(syn_time) syn_time_array;
typedef SYN_ARRAY(syn_quantity) syn_quantity_array;
typedef SYN_ARRAY(syn_quote) syn_quote_array;
typedef SYN_ARRAY(syn_event) syn_event_array;

/* Which entity or fact a token belongs to, for finders that come later. Values are index + 1; 0 is none. */
typedef struct syn_token_marks {
  uint32_t entity, mention; /* the entity whose mention covers the token, and which of its mentions (index) + 1 */
  uint32_t time, quantity, quote;
} syn_token_marks;

/* What is being found in one document; everything in `arena`. */
typedef struct syn_finding {
  const syn_document *document;
  const syn_world *world;
  syn_arena *arena;
  syn_token_marks *marks; /* one for each token of the document */
  const syn_known *
      *adjectives; /* of each token: the state that an adjective speaks of ("Estonian"), or NULL; NULL before entities are found */
  syn_entity_array entities;
  syn_time_array times;
  syn_quantity_array quantities;
  syn_quote_array quotes;
  syn_event_array events;
} syn_finding;

typedef struct syn_finder {
  const char *name;
  /* Makes the state for one language; its memory from `arena`. A language without the tables gives a NULL state: the finder is left out. */
  syn_status (*create)(const syn_world *world, syn_text language, syn_arena *arena, void **out_state, syn_error *error);
  /* Returns SYN_OK, SYN_LIMIT, SYN_NO_MEMORY. */
  syn_status (*find)(const void *state, syn_finding *finding, syn_error *error);
} syn_finder;

extern const syn_finder syn_entity_finder;     /* entity_finder.c: mentions and entities inside the article */
extern const syn_finder syn_actor_code_finder; /* actor_codes.c: codes of a user's own dictionaries */
extern const syn_finder syn_time_finder;       /* time_finder.c */
extern const syn_finder syn_quantity_finder;   /* quantity_finder.c */
extern const syn_finder syn_quote_finder;      /* quote_finder.c */
extern const syn_finder syn_event_finder;      /* event_finder.c */
extern const syn_finder syn_speaker_finder;    /* speaker_finder.c: who speaks without a name */
extern const syn_finder syn_transfer_finder;   /* transfer_finder.c: money between actors */

/* ---- the whole stage ---- */

typedef struct syn_fact_finder syn_fact_finder;

/* `model` (document frequencies for sketches) and `world` outlive it. Returns SYN_OK, SYN_BAD_INPUT (a table that is wrong), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_fact_finder_create(const syn_model *model, const syn_world *world, syn_fact_finder **out_finder,
                                                 syn_error *error);
void syn_fact_finder_destroy(syn_fact_finder **finder);

/* Finds all facts, gives them their ids, sorts nothing away: lists are in the order of the document. */
SYN_MUST_CHECK syn_status syn_facts_find(const syn_fact_finder *finder, const syn_document *document, syn_arena *arena,
                                         syn_facts *out_facts, syn_error *error);

/* Whether the facts, in the order in which they were found, have the ids that their places give them. */
bool syn_facts_have_their_ids(const syn_article *article, const syn_facts *facts);

/* The sketch of the document. `finder` gives the document frequencies. */
SYN_MUST_CHECK syn_status syn_sketch_make(const syn_fact_finder *finder, const syn_document *document, const syn_facts *facts,
                                          syn_arena *arena, syn_sketch *out_sketch);

#endif
