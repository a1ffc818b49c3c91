/*
 * Lists of ids: in order, without repetition, and as keys.
 */
#ifndef SYN_BASE_ID_LIST_H
#define SYN_BASE_ID_LIST_H

#include "synoptic/id.h"

/* The id as bytes, for maps (base/map.h) and digests; points into `id`. */
syn_text syn_id_bytes(const syn_id *id);

/* The order of two ids, for qsort. */
int syn_order_ids(const void *a, const void *b);

/* Sorts the ids and lets each stay once. `ids` may be NULL where there are none. Returns how many are left. */
size_t syn_sort_ids(syn_id *ids, size_t count);

#endif
