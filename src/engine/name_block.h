/*
 * Name block: all in the store who may be one with an actor by their names, and who of them are (synopsis/bearers.h).
 *
 * Read for a question, within a reading of the store, and kept nowhere: what is found is a function of the derived records, and so of the
 * set of articles. Costs two passes over the entities of the store that look at little more than their names, and the block itself.
 */
#ifndef SYN_ENGINE_NAME_BLOCK_H
#define SYN_ENGINE_NAME_BLOCK_H

#include "base/map.h"
#include "engine/collection_internal.h"
#include "synopsis/bearers.h"
#include "synoptic/actor.h"

/* Everything lives in the arena that it was read into. */
typedef struct syn_name_block {
  syn_bearer_set set;      /* in order of id */
  syn_join *joins;         /* one of each */
  syn_text_list *lines;    /* of each: its entity records, one of each neighbourhood */
  const syn_text *company; /* names by number */
  syn_map places;          /* id -> index */
} syn_name_block;

/*
 * Reads the block of some entities, of which type, name and id are looked at. An empty block where they are none that are ever joined.
 * Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_name_block_read(syn_collection *collection, const syn_identity *seeds, size_t seed_count, syn_arena *arena,
                                              syn_name_block *out_block, syn_error *error);

/* The bearer of this id, or UINT32_MAX. */
uint32_t syn_name_block_find(const syn_name_block *block, syn_id id);

/* Whether it is a bare surname that was joined to nobody. */
bool syn_name_block_is_open(const syn_name_block *block, uint32_t bearer);

/* The ids of a group, sorted. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_name_block_group(const syn_name_block *block, uint32_t head, syn_arena *arena, syn_id_list *out_ids);

/* The entity record of a group, under the id and the name of its head. Returns as syn_name_block_read. */
SYN_MUST_CHECK syn_status syn_name_block_line(const syn_name_block *block, uint32_t head, syn_arena *arena, syn_text *out_line,
                                              syn_error *error);

/*
 * Who was joined to the head, and which bare surnames like his, and which others of his name, were left to themselves, with the reasons in
 * words. `head` UINT32_MAX: of others alone. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_name_block_tell(const syn_name_block *block, uint32_t head, const syn_actor_join *others,
                                              uint32_t other_count, syn_arena *arena, syn_actor *actor);

#endif
