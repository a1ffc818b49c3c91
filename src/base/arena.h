/*
 * Arena: memory that is taken piece by piece and given back all at once.
 *
 * Everything of one document lives in one arena and dies with its reset. An arena has a
 * limit; what would go over it fails as an allocation does, with NULL. Not thread-safe:
 * one thread uses an arena at a time.
 */
#ifndef SYN_BASE_ARENA_H
#define SYN_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "synoptic/status.h"
#include "synoptic/text.h"

typedef struct syn_arena syn_arena;

/*
 * Makes an arena that hands out at most `limit_bytes` in all between resets.
 * The caller destroys it. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_arena_create(size_t limit_bytes, syn_arena **out_arena);

/* Frees the arena and all that was taken from it; sets the pointer to NULL. NULL is allowed. */
void syn_arena_destroy(syn_arena **arena);

/* Gives back all pieces but keeps the largest block for the next document. */
void syn_arena_reset(syn_arena *arena);

/* Bytes handed out since the last reset. */
size_t syn_arena_used(const syn_arena *arena);

/* Whether a piece was refused since the last reset because it would have gone over the limit, and not for want of memory. */
bool syn_arena_is_exhausted(const syn_arena *arena);

/*
 * `size` bytes, zeroed, aligned to `alignment` (a power of two, at most 64).
 * NULL when memory or the limit is used up. A size of 0 gives a valid pointer.
 */
void *syn_arena_take(syn_arena *arena, size_t size, size_t alignment);

/* `count` zeroed objects of `size` bytes; NULL also when count * size overflows. */
void *syn_arena_take_array(syn_arena *arena, size_t count, size_t size, size_t alignment);

#define SYN_ARENA_NEW(arena, type) ((type *)syn_arena_take((arena), sizeof(type), _Alignof(type)))
#define SYN_ARENA_ARRAY(arena, type, count) ((type *)syn_arena_take_array((arena), (count), sizeof(type), _Alignof(type)))

/* A copy of the bytes of `text`, followed by a NUL that is not counted. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_arena_copy(syn_arena *arena, syn_text text, syn_text *out_copy);

/* Formatted text in the arena, NUL-terminated. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_arena_format(syn_arena *arena, syn_text *out_text, const char *format, ...) SYN_PRINTF(3, 4);

#endif
