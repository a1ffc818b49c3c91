/*
 * Gumbo heap: the memory of one gumbo parse, with a limit and a deadline.
 *
 * Gumbo does not check for failed allocations and cannot be told to stop. But it asks for
 * memory all the time, and all of it comes from here: when memory, nodes or time are used up, the heap jumps
 * out of the parse (longjmp) and frees everything at once.
 */
#ifndef SYN_DOM_GUMBO_HEAP_H
#define SYN_DOM_GUMBO_HEAP_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

#include "synoptic/status.h"

enum { SYN_GUMBO_HEAP_CLASSES = 64 };

typedef struct syn_gumbo_heap {
  struct syn_gumbo_block *blocks;
  char *next, *end;                         /* free part of the newest block */
  void *free_lists[SYN_GUMBO_HEAP_CLASSES]; /* pieces given back, by size class */
  size_t taken, limit;                      /* bytes in blocks */
  uint64_t deadline_ns;                     /* of syn_gumbo_clock; 0: none */
  uint32_t calls;
  syn_status failure; /* set before the jump: SYN_LIMIT (deadline), SYN_NO_MEMORY (limit or system) */
  jmp_buf escape;
} syn_gumbo_heap;

/* An empty heap. The caller sets `escape` before it is used. */
void syn_gumbo_heap_init(syn_gumbo_heap *heap, size_t limit_bytes, uint64_t deadline_ns);
void syn_gumbo_heap_clear(syn_gumbo_heap *heap);

/* In the form that gumbo calls; `heap` is a syn_gumbo_heap. take jumps to `escape` instead of failing. */
void *syn_gumbo_heap_take(void *heap, size_t size);
void syn_gumbo_heap_give(void *heap, void *piece);

/* Nanoseconds that this thread has worked: a busy machine must not make a page fail. */
uint64_t syn_gumbo_clock(void);

#endif
