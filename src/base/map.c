/*
 * How it works: entries stand in an array in order of insertion; a table of slots, a power of
 * two and at most three quarters full, holds their indexes. A key is looked for from the slot
 * of its hash onwards until a free one; the other half of the hash, kept in the slot, spares a look
 * at nearly all entries that are others. Growing doubles either; what they leave goes back with
 * the arena. Nothing is removed, so there are no tombstones.
 */
#include "base/map.h"

#include <xxhash.h>

#include <string.h>

enum { FIRST_SLOT_COUNT = 16, FIRST_ENTRY_CAPACITY = 12 };

void syn_map_init(syn_map *map, syn_arena *arena) {
  *map = (syn_map){.arena = arena};
}

static uint64_t hash_of(syn_text key) {
  return XXH3_64bits(key.size ? key.data : "", key.size);
}

/* Of a slot that is taken. */
static syn_map_entry *entry_at(const syn_map *map, size_t slot) {
  return &map->entries[(uint32_t)map->slots[slot] - 1];
}

static uint64_t slot_value(uint64_t hash, size_t index) {
  return (hash >> 32 << 32) | (index + 1);
}

/* The slot that holds `key`, or the free one where it belongs. There are slots, and free ones among them. */
static size_t slot_of(const syn_map *map, syn_text key, uint64_t hash) {
  size_t mask = map->slot_count - 1, slot = (size_t)hash & mask;
  for (; map->slots[slot]; slot = (slot + 1) & mask) {
    if ((map->slots[slot] ^ hash) >> 32 != 0) continue;
    const syn_map_entry *entry = entry_at(map, slot);
    if (entry->hash == hash && syn_text_equal(entry->key, key)) break;
  }
  return slot;
}

uint64_t *syn_map_find(const syn_map *map, syn_text key) {
  if (map->count == 0) return NULL;
  size_t slot = slot_of(map, key, hash_of(key));
  return map->slots[slot] ? &entry_at(map, slot)->value : NULL;
}

bool syn_map_get(const syn_map *map, syn_text key, uint64_t *out_value) {
  const uint64_t *value = syn_map_find(map, key);
  if (value && out_value) *out_value = *value;
  return value != NULL;
}

static bool grow_entries(syn_map *map, size_t capacity) {
  syn_map_entry *entries = SYN_ARENA_ARRAY(map->arena, syn_map_entry, capacity);
  if (!entries) return false;
  if (map->count) memcpy(entries, map->entries, map->count * sizeof(*entries));
  map->entries = entries;
  map->entry_capacity = capacity;
  return true;
}

static bool grow_slots(syn_map *map, size_t slot_count) {
  size_t mask = slot_count - 1;
  uint64_t *slots = SYN_ARENA_ARRAY(map->arena, uint64_t, slot_count);
  if (!slots) return false;
  for (size_t i = 0; i < map->count; i++) {
    size_t slot = (size_t)map->entries[i].hash & mask;
    while (slots[slot]) slot = (slot + 1) & mask;
    slots[slot] = slot_value(map->entries[i].hash, i);
  }
  map->slots = slots;
  map->slot_count = slot_count;
  return true;
}

/* Three of four slots may be taken. */
static bool has_slots(size_t slot_count, size_t count) {
  return count * 4 <= slot_count * 3;
}

syn_status syn_map_reserve(syn_map *map, size_t count) {
  if (count >= UINT32_MAX) return SYN_NO_MEMORY;
  if (count > map->entry_capacity && !grow_entries(map, count)) return SYN_NO_MEMORY;
  size_t slot_count = map->slot_count ? map->slot_count : FIRST_SLOT_COUNT;
  while (!has_slots(slot_count, count)) slot_count *= 2;
  return slot_count == map->slot_count || grow_slots(map, slot_count) ? SYN_OK : SYN_NO_MEMORY;
}

syn_status syn_map_put(syn_map *map, syn_text key, uint64_t value) {
  uint64_t hash = hash_of(key);
  if (map->count) {
    size_t slot = slot_of(map, key, hash);
    if (map->slots[slot]) {
      entry_at(map, slot)->value = value;
      return SYN_OK;
    }
  }
  if (map->count >= UINT32_MAX - 1) return SYN_NO_MEMORY;
  size_t capacity = map->entry_capacity ? map->entry_capacity * 2 : FIRST_ENTRY_CAPACITY;
  if (map->count == map->entry_capacity && !grow_entries(map, capacity)) return SYN_NO_MEMORY;
  size_t slot_count = map->slot_count ? map->slot_count * 2 : FIRST_SLOT_COUNT;
  if (!has_slots(map->slot_count, map->count + 1) && !grow_slots(map, slot_count)) return SYN_NO_MEMORY;
  map->entries[map->count++] = (syn_map_entry){.key = key, .hash = hash, .value = value};
  map->slots[slot_of(map, key, hash)] = slot_value(hash, map->count - 1);
  return SYN_OK;
}
