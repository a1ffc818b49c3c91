/*
 * Hash map: texts to numbers, in an arena.
 *
 * Open addressing with linear probing over XXH3. The map keeps the slices it is given and
 * does not copy their bytes: these must live as long as the map. Values are numbers; who
 * needs objects stores indexes into an array. Iteration is in order of insertion, so that
 * nothing depends on hashes.
 */
#ifndef SYN_BASE_MAP_H
#define SYN_BASE_MAP_H

#include "base/arena.h"

typedef struct syn_map_entry {
  syn_text key;
  uint64_t hash, value;
} syn_map_entry;

typedef struct syn_map {
  syn_arena *arena;
  syn_map_entry *entries; /* in order of insertion */
  uint64_t *slots;        /* upper half of the hash, index into entries + 1; 0 = free */
  size_t count, entry_capacity, slot_count;
} syn_map;

/* An empty map that takes its memory from `arena`. */
void syn_map_init(syn_map *map, syn_arena *arena);

/* Makes room for `count` keys in all, so that adding them neither copies nor hashes again. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_map_reserve(syn_map *map, size_t count);

/* A pointer to the value of `key`, or NULL. Valid until the next syn_map_put. */
uint64_t *syn_map_find(const syn_map *map, syn_text key);

/* Whether `key` is there; its value, if so, in `out_value` (may be NULL). */
bool syn_map_get(const syn_map *map, syn_text key, uint64_t *out_value);

/* Adds `key` with `value`, or sets the value of the key that is there. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_map_put(syn_map *map, syn_text key, uint64_t value);

#endif
