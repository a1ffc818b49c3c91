/*
 * Memory: the one door to the heap, with a hinge on which tests can shut it.
 *
 * arena.c, buffer.c and others of this layer allocate through here, so that a test can make
 * any one allocation fail and see what its callers do. Safe with threads.
 */
#ifndef SYN_BASE_MEMORY_H
#define SYN_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* As malloc, realloc and free. */
void *syn_memory_allocate(size_t size);
void *syn_memory_reallocate(void *memory, size_t size);
void syn_memory_free(void *memory);

/* Whether the system ever refused memory: for a program that shows things and cannot ask after each whether it is whole. */
bool syn_memory_has_failed(void);

/*
 * For tests: the next `count` allocations succeed, the one after them fails, later ones
 * succeed again. A negative `count` disarms. A test fails every allocation in turn with
 *
 *     for (long count = 0;; count++) {
 *       syn_memory_fail_after(count);
 *       ... what is tested ...
 *       if (syn_memory_fail_pending()) break;   // fewer than `count` allocations: all were tried
 *     }
 *     syn_memory_fail_after(-1);
 */
void syn_memory_fail_after(long count);

/* Whether the failure that was ordered has not come yet. */
bool syn_memory_fail_pending(void);

#endif
