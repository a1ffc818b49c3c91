/*
 * Neighbours: what the store keeps so that a new article makes its neighbourhood alone be computed again (engine/neighbourhoods.h).
 *
 * An index of articles by the hashes of what they have in common, the pairs that belong together, the neighbourhoods that these make, names
 * and outlets over the whole, and the derived records by neighbourhood. What the numbers mean is for the caller; all of it can be made
 * again. A backend has one table of these functions. All return SYN_OK, or SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY as the functions of
 * store.h, and belong into a transaction of the caller. Numbers of articles and neighbourhoods are above 0.
 */
#ifndef SYN_STORE_NEIGHBOURS_H
#define SYN_STORE_NEIGHBOURS_H

#include "store/store.h"

typedef struct syn_neighbour {
  uint64_t number; /* given by the store */
  syn_id article;
  syn_text outlet; /* may be empty */
  int32_t day;     /* on which it appeared, as it states; INT32_MAX: none */
  syn_text traits; /* bytes */
} syn_neighbour;

typedef struct syn_neighbour_edge {
  uint64_t number;
  int32_t strength;
} syn_neighbour_edge;

/* An outlet on a day; INT32_MAX: articles that state none. */
typedef struct syn_outlet_count {
  syn_text outlet;
  int32_t day;
  uint32_t article_count;
} syn_outlet_count;

/* How far the filling of an empty index has come; what `reached` counts is told by engine/neighbour_filling.c. */
typedef enum syn_filling_stage { SYN_FILLING_NONE, SYN_FILLING_ROWS, SYN_FILLING_LISTS, SYN_FILLING_EDGES } syn_filling_stage;

typedef struct syn_neighbour_filling {
  syn_filling_stage stage;
  uint64_t reached;
} syn_neighbour_filling;

typedef struct syn_neighbour_methods {
  /* Articles that were added, replaced or removed and not yet looked at; in any order. */
  syn_status (*next_change)(syn_store *store, syn_id *out_article, bool *out_has, syn_error *error);
  syn_status (*end_change)(syn_store *store, syn_id article, syn_error *error);

  /* Forgets the index and all that is derived: every article counts as changed. */
  syn_status (*forget)(syn_store *store, syn_error *error);

  /* Within a reading: as forget, but in tables of this reader alone, which the end of the reading takes away; the store is not written. */
  syn_status (*set_aside)(syn_store *store, syn_error *error);

  /* One article of the index; `traits` and `outlet` in `arena`. */
  syn_status (*find)(syn_store *store, syn_id article, syn_arena *arena, syn_neighbour *out_row, bool *out_has, syn_error *error);
  syn_status (*get)(syn_store *store, uint64_t number, syn_arena *arena, syn_neighbour *out_row, syn_error *error);

  /* The traits alone, into the caller's bytes; SYN_BAD_INPUT where there are more than `capacity`. */
  syn_status (*traits)(syn_store *store, uint64_t number, char *out_bytes, size_t capacity, size_t *out_size, syn_error *error);

  /* add: it is in no neighbourhood. */
  syn_status (*add)(syn_store *store, const syn_neighbour *row, uint64_t *out_number, syn_error *error);
  syn_status (*remove)(syn_store *store, const syn_neighbour *row, syn_error *error); /* with its edges */

  /* Lists by word: put in or taken out; the numbers of those of some days, `limit` at most. */
  syn_status (*post_term)(syn_store *store, uint64_t term, int32_t day, uint64_t number, bool is_in, syn_error *error);
  syn_status (*holders)(syn_store *store, uint64_t term, int32_t from, int32_t to, uint32_t limit, uint64_t *out_numbers,
                        uint32_t *out_count, syn_error *error);

  /* Lists by key, in order of article: put in or taken out; the nearest `reach` before (is_before) or behind an article, nearest first. */
  syn_status (*post_key)(syn_store *store, uint64_t key, syn_id article, uint64_t number, bool is_in, syn_error *error);
  syn_status (*beside)(syn_store *store, uint64_t key, syn_id article, bool is_before, uint32_t reach, uint64_t *out_numbers,
                       uint32_t *out_count, syn_error *error);

  /* Pairs; strength 0 takes one away. Edges are in order of number. */
  syn_status (*put_edge)(syn_store *store, uint64_t a, uint64_t b, int32_t strength, syn_error *error);
  syn_status (*edges)(syn_store *store, uint64_t number, syn_arena *arena, syn_neighbour_edge **out_edges, uint32_t *out_count,
                      syn_error *error);

  /*
   * Neighbourhoods. clear: its articles are in none (region_of: 0) until they are set again. What was derived from it stays until it is
   * computed again: an article that was in another neighbourhood before, or is removed, marks that one, also if nothing is left in it.
   */
  syn_status (*region_of)(syn_store *store, uint64_t number, uint64_t *out_region, syn_error *error);
  syn_status (*members)(syn_store *store, uint64_t region, syn_arena *arena, syn_id **out_articles, uint32_t *out_count, syn_error *error);
  syn_status (*set_region)(syn_store *store, uint64_t number, uint64_t region, syn_error *error);
  syn_status (*clear_region)(syn_store *store, uint64_t region, syn_error *error);
  syn_status (*next_unplaced)(syn_store *store, uint64_t *out_number, bool *out_has, syn_error *error);
  syn_status (*mark)(syn_store *store, uint64_t region, syn_error *error);
  syn_status (*next_marked)(syn_store *store, uint64_t *out_region, bool *out_has, syn_error *error);

  /* Names. state: a neighbourhood has a bearer in that country, which is not empty. main: the country that most state, the first in the
   * alphabet of equals; empty for none. use: as which derived records take it from now on; where that changes, neighbourhoods that state
   * the old or the new one are marked. next_name: one whose bearers have changed since the last use. */
  syn_status (*state_name)(syn_store *store, syn_id name, syn_text country, uint64_t region, syn_error *error);
  syn_status (*use_main_country)(syn_store *store, syn_id name, syn_arena *arena, syn_text *out_country, syn_error *error);
  syn_status (*next_name)(syn_store *store, syn_id *out_name, bool *out_has, syn_error *error);

  syn_status (*each_outlet_day)(syn_store *store, syn_status (*visit)(void *context, const syn_outlet_count *count), void *context,
                                syn_error *error);

  /*
   * Replaces what is derived from a neighbourhood, which is marked no more; 0: what is of the whole. Records that are as before are not
   * written. Points of a story are kept in their order.
   */
  syn_status (*put_derived)(syn_store *store, uint64_t region, const syn_store_derived *records, size_t count, syn_error *error);

  /* Takes away the names that it stated, before it is computed again. */
  syn_status (*forget_names)(syn_store *store, uint64_t region, syn_error *error);

  /*
   * Filling an empty index (engine/neighbour_filling.h). next_coming: of the articles that changed and are there, the next in the order in
   * which they came, behind place `after`. next_row: that of the next number. each_traits: in order of number, with `row` of number,
   * article and traits. empty_lists: no article is in a list or has an edge. unplace_all: all are in no
   * neighbourhood.
   */
  syn_status (*filling)(syn_store *store, syn_neighbour_filling *out_filling, syn_error *error);
  syn_status (*set_filling)(syn_store *store, syn_neighbour_filling filling, syn_error *error);
  syn_status (*most_number)(syn_store *store, uint64_t *out_number, syn_error *error); /* 0: the index is empty */
  syn_status (*next_coming)(syn_store *store, uint64_t after, syn_id *out_article, uint64_t *out_place, bool *out_has, syn_error *error);
  syn_status (*next_row)(syn_store *store, uint64_t after, syn_arena *arena, syn_neighbour *out_row, bool *out_has, syn_error *error);
  syn_status (*each_traits)(syn_store *store, syn_status (*visit)(void *context, const syn_neighbour *row), void *context,
                            syn_error *error);
  syn_status (*empty_lists)(syn_store *store, syn_error *error);
  syn_status (*unplace_all)(syn_store *store, syn_error *error);

  /* What is derived is of this generation from now on. */
  syn_status (*set_generation)(syn_store *store, uint64_t generation, syn_error *error);
} syn_neighbour_methods;

/* Those of the store's backend. */
const syn_neighbour_methods *syn_store_neighbours(const syn_store *store);

#endif
