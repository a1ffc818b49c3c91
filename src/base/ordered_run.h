/*
 * Ordered run: work done by several threads, its results taken in the order it was given out.
 *
 * One thread (the caller's) produces items and consumes results; workers do the work between.
 * At most `window` items are under way, so memory is bounded however long the input is. What
 * comes out does not depend on the number of threads.
 */
#ifndef SYN_BASE_ORDERED_RUN_H
#define SYN_BASE_ORDERED_RUN_H

#include <stdbool.h>

#include "synoptic/status.h"

typedef struct syn_ordered_run {
  unsigned thread_count; /* workers; 0 or 1: the caller's thread does the work */
  unsigned window;       /* slots, at least 1; a slot's object is reused after its consumption */
  void *context;

  /* One object a slot, made before and destroyed after the run (an arena, buffers). */
  syn_status (*create_slot)(void *context, unsigned slot, void **out_object);
  void (*destroy_slot)(void *context, void *object);

  /* Caller's thread, one at a time: the next item into the slot. SYN_NOT_FOUND: no more. */
  syn_status (*produce)(void *context, void *object, syn_error *error);
  /* A worker's thread. What fails with one item is kept in the object: this returns nothing. */
  void (*work)(void *context, void *object);
  /* Caller's thread, in the order of production. Anything but SYN_OK stops the run. */
  syn_status (*consume)(void *context, void *object, syn_error *error);
} syn_ordered_run;

/*
 * Runs until `produce` has no more and all is consumed. A failure of `produce` ends the items:
 * those before it are still consumed. A failure of `consume` stops at once; what workers have
 * begun is finished, not consumed. So the outcome depends on the items alone. Returns SYN_OK,
 * the failure of the earliest item, SYN_BAD_ARGUMENT (no window), SYN_NO_MEMORY, or what
 * `create_slot` returned.
 */
SYN_MUST_CHECK syn_status syn_ordered_run_all(const syn_ordered_run *run, syn_error *error);

#endif
