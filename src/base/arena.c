/*
 * How it works: blocks in a list, each twice as large as the one before (64 KiB to 8 MiB, or
 * as large as the piece that is asked for). A piece comes off the front of the current block.
 * A piece that would leave less place in a new block than the current one has gets a block of
 * its own behind it, so that a few large pieces do not waste the place of many small ones.
 *
 * What counts against the limit is each piece's size rounded up to its alignment, and not the
 * blocks: the place in the blocks depends on what the last document left, and the same document
 * must hit the limit at the same piece every time. The blocks take at most about three times
 * what counts.
 *
 * Under AddressSanitizer the unused place is poisoned, with a gap after each piece, so that a
 * run over the end of a piece is caught as one over the end of a heap block.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define ARENA_UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
enum { GAP_SIZE = 16, MINIMUM_ALIGNMENT = 8 };
#else
#define ARENA_POISON(start, size) ((void)(start), (void)(size))
#define ARENA_UNPOISON(start, size) ((void)(start), (void)(size))
enum { GAP_SIZE = 0, MINIMUM_ALIGNMENT = 1 };
#endif

enum { MAXIMUM_ALIGNMENT = 64, FIRST_BLOCK_SIZE = 64 * 1024, LARGEST_STEP = 8 * 1024 * 1024 };

typedef struct block {
  struct block *next;
  size_t size, taken; /* bytes after the header */
  char *start;        /* aligned to MAXIMUM_ALIGNMENT */
} block;

struct syn_arena {
  block *current; /* the head of the list: pieces come from here */
  size_t limit, used;
  size_t next_block_size;
  bool is_exhausted;
};

/* Where pieces of no bytes are: valid, aligned, never written to. */
static _Alignas(MAXIMUM_ALIGNMENT) char no_bytes[MAXIMUM_ALIGNMENT];

syn_status syn_arena_create(size_t limit_bytes, syn_arena **out_arena) {
  syn_arena *arena = syn_memory_allocate(sizeof(*arena));
  if (!arena) return SYN_NO_MEMORY;
  *arena = (syn_arena){.limit = limit_bytes, .next_block_size = FIRST_BLOCK_SIZE};
  *out_arena = arena;
  return SYN_OK;
}

static void free_block(block *old) {
  ARENA_UNPOISON(old->start, old->size);
  syn_memory_free(old);
}

void syn_arena_destroy(syn_arena **arena) {
  if (!arena || !*arena) return;
  for (block *each = (*arena)->current, *next; each; each = next) {
    next = each->next;
    free_block(each);
  }
  syn_memory_free(*arena);
  *arena = NULL;
}

void syn_arena_reset(syn_arena *arena) {
  block *largest = arena->current;
  for (block *each = arena->current; each; each = each->next)
    if (each->size > largest->size) largest = each;
  for (block *each = arena->current, *next; each; each = next) {
    next = each->next;
    if (each != largest) free_block(each);
  }
  if (largest) {
    largest->next = NULL;
    largest->taken = 0;
    ARENA_POISON(largest->start, largest->size);
  }
  arena->current = largest;
  arena->used = 0;
  arena->is_exhausted = false;
}

size_t syn_arena_used(const syn_arena *arena) {
  return arena->used;
}

bool syn_arena_is_exhausted(const syn_arena *arena) {
  return arena->is_exhausted;
}

static size_t padding_of(size_t taken, size_t alignment) {
  return (alignment - taken % alignment) % alignment;
}

static bool has_place(const block *in, size_t size, size_t alignment) {
  size_t padding = padding_of(in->taken, alignment);
  return padding <= in->size - in->taken && size <= in->size - in->taken - padding;
}

/* A new block with place for `size` bytes, which is not above the arena's limit; NULL when there is no memory. */
static block *create_block(syn_arena *arena, size_t size) {
  size_t block_size = arena->next_block_size;
  size_t left = arena->limit - arena->used; /* a small arena needs no large block */
  if (left < FIRST_BLOCK_SIZE && arena->used == 0) block_size = left + MAXIMUM_ALIGNMENT;
  if (block_size < size) block_size = size;
  if (block_size > SIZE_MAX - sizeof(block) - MAXIMUM_ALIGNMENT) return NULL;
  block *made = syn_memory_allocate(sizeof(block) + MAXIMUM_ALIGNMENT + block_size);
  if (!made) return NULL;
  char *after_header = (char *)(made + 1);
  *made = (block){.size = block_size, .start = after_header + padding_of((uintptr_t)after_header, MAXIMUM_ALIGNMENT)};
  ARENA_POISON(made->start, made->size);
  if (arena->next_block_size < LARGEST_STEP) arena->next_block_size *= 2;
  return made;
}

static block *add_block(syn_arena *arena, size_t size) {
  block *made = create_block(arena, size);
  if (!made) return NULL;
  block *current = arena->current;
  if (current && made->size - size < current->size - current->taken) {
    made->next = current->next;
    current->next = made;
  } else {
    made->next = current;
    arena->current = made;
  }
  return made;
}

void *syn_arena_take(syn_arena *arena, size_t size, size_t alignment) {
  assert(alignment > 0 && alignment <= MAXIMUM_ALIGNMENT && (alignment & (alignment - 1)) == 0);
  if (size == 0) return no_bytes;
  if (size > SIZE_MAX - MAXIMUM_ALIGNMENT - GAP_SIZE) return NULL;
  size_t counted = size + padding_of(size, alignment);
  if (counted > arena->limit - arena->used) {
    arena->is_exhausted = true;
    return NULL;
  }
  if (alignment < MINIMUM_ALIGNMENT) alignment = MINIMUM_ALIGNMENT;
  size_t with_gap = size + GAP_SIZE;
  block *from = arena->current;
  if (!from || !has_place(from, with_gap, alignment)) from = add_block(arena, with_gap);
  if (!from) return NULL;
  from->taken += padding_of(from->taken, alignment);
  char *piece = from->start + from->taken;
  from->taken += with_gap;
  arena->used += counted;
  ARENA_UNPOISON(piece, size);
  return memset(piece, 0, size);
}

void *syn_arena_take_array(syn_arena *arena, size_t count, size_t size, size_t alignment) {
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return NULL;
  return syn_arena_take(arena, bytes, alignment);
}

syn_status syn_arena_copy(syn_arena *arena, syn_text text, syn_text *out_copy) {
  if (text.size == SIZE_MAX) return SYN_NO_MEMORY;
  char *copy = syn_arena_take(arena, text.size + 1, 1);
  if (!copy) return SYN_NO_MEMORY;
  if (text.size) memcpy(copy, text.data, text.size);
  *out_copy = (syn_text){copy, text.size};
  return SYN_OK;
}

syn_status syn_arena_format(syn_arena *arena, syn_text *out_text, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  syn_status status = SYN_NO_MEMORY;
  int length = vsnprintf(NULL, 0, format, arguments); /* negative: longer than an int can say */
  char *text = length < 0 ? NULL : syn_arena_take(arena, (size_t)length + 1, 1);
  if (text) {
    vsnprintf(text, (size_t)length + 1, format, again);
    *out_text = (syn_text){text, (size_t)length};
    status = SYN_OK;
  }
  va_end(again);
  va_end(arguments);
  return status;
}
