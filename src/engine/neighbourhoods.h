/*
 * Neighbourhoods: which articles of a store have to be looked at together.
 *
 * Kept in the store and brought up to date article by article; the head of neighbourhoods.c says why what is derived from them is the same
 * whatever the order in which articles came and went.
 */
#ifndef SYN_ENGINE_NEIGHBOURHOODS_H
#define SYN_ENGINE_NEIGHBOURHOODS_H

#include "engine/collection_internal.h"
#include "store/neighbours.h"
#include "synopsis/compute.h"

/* Those of a collection are these unless a test sets others; a store is to be kept with one set of them. */
enum {
  SYN_NEIGHBOURHOOD_ARTICLES = 600, /* of one neighbourhood, unless they are as good as copies of each other */
  SYN_NEIGHBOURHOOD_CROWD = 100,    /* holders of a word who still meet; SYN_NEIGHBOURHOOD_CROWD_MOST at most */
  SYN_NEIGHBOURHOOD_CROWD_MOST = 100
};

/*
 * Within a transaction, or a reading that was set aside: brings the index up to date for one article that was added, replaced or removed.
 * Neighbourhoods that this changes are in none from then on. `account`: as it is now; NULL: it is no longer there. Memory from `arena`.
 */
SYN_MUST_CHECK syn_status syn_neighbourhoods_change(syn_collection *collection, syn_id article, const syn_account *account,
                                                    syn_arena *arena, syn_error *error);

/* Finds the neighbourhood of an article that is in none, and marks it to be computed. */
SYN_MUST_CHECK syn_status syn_neighbourhoods_place(syn_collection *collection, uint64_t number, syn_arena *arena, syn_error *error);

#endif
