/*
 * Linkage: groups of items from the likeness of pairs, by average linkage on the set.
 *
 * Used for articles (stories), figures and quotes (points). The outcome depends on the items' numbering and likeness only; where the
 * numbering is by id, on the set.
 */
#ifndef SYN_SYNOPSIS_LINKAGE_H
#define SYN_SYNOPSIS_LINKAGE_H

#include "base/arena.h"

/* The likeness of two items, a < b; may be negative, which speaks against them. Pairs that are not listed have `missing`. */
typedef struct syn_likeness {
  uint32_t a, b;
  int32_t value;
} syn_likeness;

/* Pairs with this value or less never come into one group. */
enum { SYN_LIKENESS_APART = -1000000 };

/*
 * Groups `count` items so that the mean likeness between the parts that were joined is at least `threshold` (above 0). Likenesses are in
 * any order, each pair once; below `threshold` / 2 and above SYN_LIKENESS_APART they join nothing by themselves. `missing`, at most 0, is
 * the likeness of a pair that is not listed. Writes into `out_group` the smallest member of each item's group.
 * Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_linkage_group(uint32_t count, const syn_likeness *likenesses, size_t likeness_count, int32_t threshold,
                                            int32_t missing, syn_arena *arena, uint32_t *out_group);

/* The root of an item in a union-find forest over `parents`, halving paths on the way. */
uint32_t syn_forest_root(uint32_t *parents, uint32_t item);

/* Joins two trees; the smaller root stays. */
void syn_forest_join(uint32_t *parents, uint32_t a, uint32_t b);

#endif
