#include "base/memory.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Negative: no failure is ordered. Atomic because the arenas of several workers count in it. */
static atomic_long allocations_until_failure = -1;

static bool is_to_fail(void) {
  if (atomic_load_explicit(&allocations_until_failure, memory_order_relaxed) < 0) return false;
  return atomic_fetch_sub_explicit(&allocations_until_failure, 1, memory_order_relaxed) == 0;
}

static atomic_bool has_failed;

static void *note(void *memory) {
  if (!memory) atomic_store_explicit(&has_failed, true, memory_order_relaxed);
  return memory;
}

void *syn_memory_allocate(size_t size) {
  return note(is_to_fail() ? NULL : malloc(size ? size : 1));
}

void *syn_memory_reallocate(void *memory, size_t size) {
  return note(is_to_fail() ? NULL : realloc(memory, size ? size : 1));
}

bool syn_memory_has_failed(void) {
  return atomic_load_explicit(&has_failed, memory_order_relaxed);
}

void syn_memory_free(void *memory) {
  free(memory);
}

void syn_memory_fail_after(long count) {
  atomic_store_explicit(&allocations_until_failure, count, memory_order_relaxed);
}

bool syn_memory_fail_pending(void) {
  return atomic_load_explicit(&allocations_until_failure, memory_order_relaxed) >= 0;
}
