/*
 * Which actor of a store is meant by a name.
 */
#ifndef SYN_ENGINE_ACTOR_FIND_H
#define SYN_ENGINE_ACTOR_FIND_H

#include "base/map.h"
#include "engine/name_block.h"

/* What is found, and what all identities are called by: id of an entity of one article -> place of its identity in `ids`. */
typedef struct syn_actor_search {
  syn_arena *arena;
  syn_map members;
  SYN_ARRAY(syn_id) ids;
  syn_text line;          /* the record of the actor, with all that was joined */
  syn_id_list same;       /* the ids by which neighbourhoods call him, sorted */
  syn_name_block block;   /* who may be one with him by the name; empty: nobody */
  uint32_t head;          /* in the block; UINT32_MAX: he is not in it */
  syn_actor_join *others; /* of the same name, named in hardly any articles beside him */
  uint32_t other_count;
} syn_actor_search;

/* Within a reading. Everything in search->arena. Statuses as syn_collection_who. */
SYN_MUST_CHECK syn_status syn_actor_find(syn_collection *collection, const char *name, syn_actor_search *search, syn_error *error);

/*
 * The identity of an entity, or the entity itself; whoever was joined with the actor has the actor's. For syn_record_renaming; `context` is
 * the search.
 */
syn_id syn_actor_identity_of(const void *context, syn_id entity);

#endif
