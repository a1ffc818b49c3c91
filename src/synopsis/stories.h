/*
 * Stories: which articles tell of one happening.
 */
#ifndef SYN_SYNOPSIS_STORIES_H
#define SYN_SYNOPSIS_STORIES_H

#include "synopsis/gathering.h"
#include "synopsis/linkage.h"

/* Fills stories (sorted by id), story_of, origin_of and source_of. Links, reprints, identities and happenings must stand. Returns SYN_OK,
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_stories_find(syn_gathering *gathering);

/* ---- between stories.c and its parts ---- */

/* The evidence that two linked accounts tell of one happening, for each link in its order; fills the links' `matter`. Returns SYN_OK,
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_story_evidence(syn_gathering *gathering, syn_arena *scratch, syn_likeness *out_likenesses);

/*
 * Independent origins of a story's accounts (`members` ascending): fills gathering->origin_of and source_of for them and the story's
 * origins. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_story_find_origins(syn_gathering *gathering, const uint32_t *members, uint32_t count, syn_arena *scratch,
                                                 syn_story *story);

/* Title, date, place and actors, chosen from the accounts. `centrality` of each member: the larger, the more it has in common with the
 * rest. */
SYN_MUST_CHECK syn_status syn_story_describe(const syn_gathering *gathering, const uint32_t *members, uint32_t count,
                                             const int64_t *centrality, syn_arena *scratch, syn_story *story);

#endif
