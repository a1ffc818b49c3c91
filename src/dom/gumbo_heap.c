/*
 * How it works. Pieces are cut from blocks. Each has its size class in the 16 bytes before it, so
 * that a piece given back goes onto the list of its class and is used again. Classes are
 * multiples of 16 bytes up to 512, then powers of two.
 */
#include "dom/gumbo_heap.h"

#include "base/memory.h"
#include <string.h>
#include <time.h>

enum {
  GRAIN = 16,
  SMALL_MAXIMUM = 512,
  SMALL_CLASSES = SMALL_MAXIMUM / GRAIN,
  BLOCK_FIRST = 128 * 1024,
  BLOCK_MAXIMUM = 4 * 1024 * 1024,
  CALLS_PER_CLOCK = 1024
};

typedef struct syn_gumbo_block {
  struct syn_gumbo_block *previous;
  size_t size;
} syn_gumbo_block;

uint64_t syn_gumbo_clock(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

void syn_gumbo_heap_init(syn_gumbo_heap *heap, size_t limit_bytes, uint64_t deadline_ns) {
  memset(heap, 0, sizeof(*heap));
  heap->limit = limit_bytes;
  heap->deadline_ns = deadline_ns;
}

void syn_gumbo_heap_clear(syn_gumbo_heap *heap) {
  while (heap->blocks != NULL) {
    syn_gumbo_block *previous = heap->blocks->previous;
    syn_memory_free(heap->blocks);
    heap->blocks = previous;
  }
  heap->next = heap->end = NULL;
  heap->taken = 0;
  memset(heap->free_lists, 0, sizeof(heap->free_lists));
}

static _Noreturn void escape(syn_gumbo_heap *heap, syn_status failure) {
  heap->failure = failure;
  longjmp(heap->escape, 1);
}

/* The class of a size, and in `out_size` the size of its pieces; SIZE_MAX is beyond any class. */
static size_t class_of(size_t size, size_t *out_size) {
  if (size <= SMALL_MAXIMUM) {
    size_t class = size == 0 ? 0 : (size - 1) / GRAIN;
    *out_size = (class + 1) * GRAIN;
    return class;
  }
  size_t class = SMALL_CLASSES, piece = SMALL_MAXIMUM;
  while (piece < size && class + 1 < SYN_GUMBO_HEAP_CLASSES) {
    piece *= 2;
    class ++;
  }
  *out_size = piece;
  return class;
}

static void add_block(syn_gumbo_heap *heap, size_t size) {
  size_t wanted = heap->blocks == NULL ? BLOCK_FIRST : heap->blocks->size * 2;
  if (wanted > BLOCK_MAXIMUM) wanted = BLOCK_MAXIMUM;
  if (wanted < size) wanted = size;
  if (wanted > heap->limit || heap->taken > heap->limit - wanted) escape(heap, SYN_NO_MEMORY);
  syn_gumbo_block *block = syn_memory_allocate(sizeof(*block) + wanted);
  if (block == NULL) escape(heap, SYN_NO_MEMORY);
  *block = (syn_gumbo_block){.previous = heap->blocks, .size = wanted};
  heap->blocks = block;
  heap->taken += wanted;
  heap->next = (char *)(block + 1);
  heap->end = heap->next + wanted;
}

void *syn_gumbo_heap_take(void *context, size_t size) {
  syn_gumbo_heap *heap = context;
  if (++heap->calls % CALLS_PER_CLOCK == 0 && heap->deadline_ns != 0 && syn_gumbo_clock() > heap->deadline_ns) escape(heap, SYN_LIMIT);
  if (size > heap->limit) escape(heap, SYN_NO_MEMORY);
  size_t piece_size, class = class_of(size, &piece_size);
  void *piece = heap->free_lists[class];
  if (piece != NULL) {
    memcpy(&heap->free_lists[class], piece, sizeof(void *));
    return piece;
  }
  if ((size_t)(heap->end - heap->next) < piece_size + GRAIN) add_block(heap, piece_size + GRAIN);
  char *start = heap->next;
  heap->next += piece_size + GRAIN;
  memcpy(start, &class, sizeof(class));
  return start + GRAIN;
}

void syn_gumbo_heap_give(void *context, void *piece) {
  if (piece == NULL) return;
  syn_gumbo_heap *heap = context;
  size_t class;
  memcpy(&class, (char *)piece - GRAIN, sizeof(class));
  memcpy(piece, &heap->free_lists[class], sizeof(void *));
  heap->free_lists[class] = piece;
}
