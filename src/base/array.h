/*
 * Growing array: items of one type in an arena.
 *
 *     typedef SYN_ARRAY(syn_token) syn_token_array;
 *     syn_token_array tokens = {0};
 *     syn_token *token = SYN_ARRAY_ADD(&tokens, arena);   // NULL when memory is used up
 *
 * Growing moves the items, so a pointer to one is valid until the next addition only. The
 * place they leave goes back with the arena; doubling bounds the waste to one half.
 */
#ifndef SYN_BASE_ARRAY_H
#define SYN_BASE_ARRAY_H

#include <stddef.h>

#include "base/arena.h"

#define SYN_ARRAY(type) \
  struct { \
    type *items; \
    size_t count; \
    size_t capacity; \
  }

/* A pointer to a new zeroed last item, or NULL. */
#define SYN_ARRAY_ADD(array, arena) \
  ((__typeof__((array)->items))syn_array_add((void **)&(array)->items, &(array)->count, &(array)->capacity, sizeof(*(array)->items), \
                                             (arena)))

/* Makes place for `extra` more items; SYN_OK or SYN_NO_MEMORY. */
#define SYN_ARRAY_RESERVE(array, extra, arena) \
  syn_array_reserve((void **)&(array)->items, (array)->count, &(array)->capacity, sizeof(*(array)->items), (extra), (arena))

/* Used by the macros above. */
void *syn_array_add(void **items, size_t *count, size_t *capacity, size_t item_size, syn_arena *arena);
SYN_MUST_CHECK syn_status syn_array_reserve(void **items, size_t count, size_t *capacity, size_t item_size, size_t extra, syn_arena *arena);

#endif
