#include "base/array.h"

#include <stdint.h>
#include <string.h>

enum { FIRST_CAPACITY = 8, ITEM_ALIGNMENT = 16 };

syn_status syn_array_reserve(void **items, size_t count, size_t *capacity, size_t item_size, size_t extra, syn_arena *arena) {
  if (extra <= *capacity - count) return SYN_OK;
  if (extra > SIZE_MAX - count) return SYN_NO_MEMORY;
  size_t wanted = count + extra;
  size_t doubled = *capacity <= SIZE_MAX / 2 ? *capacity * 2 : SIZE_MAX;
  size_t new_capacity = doubled > wanted ? doubled : wanted;
  if (new_capacity < FIRST_CAPACITY) new_capacity = FIRST_CAPACITY;
  void *moved = syn_arena_take_array(arena, new_capacity, item_size, ITEM_ALIGNMENT);
  if (!moved) return SYN_NO_MEMORY;
  if (count) memcpy(moved, *items, count * item_size);
  *items = moved;
  *capacity = new_capacity;
  return SYN_OK;
}

void *syn_array_add(void **items, size_t *count, size_t *capacity, size_t item_size, syn_arena *arena) {
  if (syn_array_reserve(items, *count, capacity, item_size, 1, arena) != SYN_OK) return NULL;
  char *item = (char *)*items + *count * item_size;
  memset(item, 0, item_size); /* it may hold what was there before the caller lowered the count */
  ++*count;
  return item;
}
