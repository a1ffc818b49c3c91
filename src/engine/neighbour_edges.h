/*
 * Edges of the graph of neighbours: which articles of a store meet, and how strongly they belong together.
 *
 * Between coming and going (neighbourhoods.c) and filling (neighbour_filling.c); how articles meet is told at the head of neighbourhoods.c.
 */
#ifndef SYN_ENGINE_NEIGHBOUR_EDGES_H
#define SYN_ENGINE_NEIGHBOUR_EDGES_H

#include "base/array.h"
#include "engine/collection_internal.h"
#include "store/neighbours.h"
#include "synopsis/compute.h"
#include "synopsis/traits.h"

typedef SYN_ARRAY(uint64_t) syn_number_array;

/* A piece of work on the index of one store, within a transaction. Memory from `arena`. */
typedef struct syn_indexing {
  uint32_t crowd, limit; /* holders of a word who meet, articles of a neighbourhood */
  syn_store *store;
  const syn_neighbour_methods *methods;
  syn_arena *arena;
  syn_error *error;
  syn_number_array again; /* articles whose edges have to be looked at again */
} syn_indexing;

enum { SYN_NEIGHBOUR_KEYS = SYN_TRAIT_BANDS + SYN_TRAIT_CLAIMS + 1 };

/* The keys under which articles stand in lists in order of id, and how far they see there. */
typedef struct syn_neighbour_key_list {
  uint64_t keys[SYN_NEIGHBOUR_KEYS];
  uint32_t reach[SYN_NEIGHBOUR_KEYS];
  int32_t least[SYN_NEIGHBOUR_KEYS]; /* the strength of who meets by it */
  uint32_t count;
} syn_neighbour_key_list;

syn_indexing syn_indexing_begin(const syn_collection *collection, syn_arena *arena, syn_error *error);

/* All return SYN_OK, the statuses of the store, or SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_indexing_add_numbers(syn_indexing *job, syn_number_array *to, const uint64_t *numbers, uint32_t count);

/* In order, each once. */
void syn_indexing_sort_numbers(syn_number_array *numbers);

/* The traits of an article of the index; or those in bytes of the store. SYN_BAD_INPUT: they are damaged. */
SYN_MUST_CHECK syn_status syn_indexing_traits(syn_indexing *job, uint64_t number, syn_traits *out_traits);
SYN_MUST_CHECK syn_status syn_indexing_read_traits(syn_indexing *job, syn_text bytes, syn_traits *out_traits);

/* What the index has of an article: its traits, and its row without a number. */
SYN_MUST_CHECK syn_status syn_indexing_make_row(syn_indexing *job, syn_id article, const syn_account *account, syn_traits *out_traits,
                                                syn_neighbour *out_row);

syn_neighbour_key_list syn_neighbour_keys_of(const syn_traits *traits);

/* The day by which it stands in the lists of words. */
int32_t syn_neighbour_day_of(const syn_traits *traits);

typedef enum syn_edge_search {
  SYN_EDGES_ALL,
  SYN_EDGES_COME, /* it has just been put into its lists: who has to be looked at again because of that is added to `again` */
  SYN_EDGES_LATER /* those with higher numbers alone */
} syn_edge_search;

/* The edges that an article of the index has now, in order of number. */
SYN_MUST_CHECK syn_status syn_indexing_find_edges(syn_indexing *job, uint64_t number, syn_id article, const syn_traits *traits,
                                                  syn_edge_search search, syn_neighbour_edge **out_edges, uint32_t *out_count);

/* After an article has been taken out of its lists: who has to be looked at again, into `again`. */
SYN_MUST_CHECK syn_status syn_indexing_look_around(syn_indexing *job, syn_id article, const syn_traits *traits);

#endif
