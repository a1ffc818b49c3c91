/*
 * Filling: an index of neighbours that is empty is made from all articles at once, in an order in which each page of the file is written
 * once.
 *
 * It goes on in steps, each within a transaction; how far it has come is in the store. What it leaves is what the articles one by one
 * leave.
 */
#ifndef SYN_ENGINE_NEIGHBOUR_FILLING_H
#define SYN_ENGINE_NEIGHBOUR_FILLING_H

#include "engine/neighbour_edges.h"

/* Begins to fill an index that is empty; any other is left as it is. */
SYN_MUST_CHECK syn_status syn_filling_begin(syn_collection *collection, syn_error *error);

/*
 * One article that was added, replaced or removed, while the index is filled; `account`: as it is now, or NULL; `row`: as the index has it,
 * or NULL. What is beyond the stage of rows goes back to it.
 */
SYN_MUST_CHECK syn_status syn_filling_change(syn_indexing *job, syn_id article, const syn_account *account, const syn_neighbour *row);

/* After all changes: a step in lists or edges. */
SYN_MUST_CHECK syn_status syn_filling_step(syn_collection *collection, syn_neighbour_filling filling, syn_arena *arena, syn_error *error);

#endif
