/*
 * The names in a find query, looked up: which entities of single articles are meant, and where they are mentioned.
 */
#ifndef SYN_ENGINE_FIND_NAMES_H
#define SYN_ENGINE_FIND_NAMES_H

#include "engine/collection_internal.h"

typedef struct syn_found_name {
  syn_id_list members;  /* ids of entities of articles, sorted */
  syn_id_list articles; /* that mention one of them, sorted */
} syn_found_name;

/*
 * Within a reading. A name as for syn_collection_who; of a country that `with_places`, the places in it are meant as well. Statuses as
 * syn_collection_who. Everything in the arena.
 */
SYN_MUST_CHECK syn_status syn_find_name(syn_collection *collection, syn_text name, bool with_places, syn_arena *arena,
                                        syn_found_name *out_found, syn_error *error);

/* Whether the sorted list has the id. */
bool syn_find_has(const syn_id_list *list, syn_id id);

/* Whether the entity is meant. */
static inline bool syn_found_name_is(const syn_found_name *found, const syn_entity *entity) {
  return syn_find_has(&found->members, entity->id);
}

#endif
