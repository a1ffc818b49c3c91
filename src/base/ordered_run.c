/*
 * How it works: items are numbered as they are produced; item n lives in slot n % window. The
 * caller produces while a slot is free, else it waits for the oldest item and consumes it.
 * Workers take the lowest number that nobody has taken. One mutex guards three numbers
 * (produced, taken, and which are done), held only to look and to count: an item is milliseconds
 * of work, so nothing finer pays.
 *
 * The order of produce and consume is fixed by the items: a failure of produce after item n comes
 * only after the items up to n are consumed, whichever window and number of threads.
 */
#include "base/ordered_run.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>

#include "base/memory.h"

enum { WORKER_STACK_SIZE = 8 * 1024 * 1024, MAXIMUM_THREADS = 256 };

typedef struct slot {
  void *object;
  bool is_done; /* guarded by the mutex */
} slot;

typedef struct running {
  const syn_ordered_run *run;
  slot *slots;
  unsigned slot_count;
  pthread_t *threads;
  unsigned thread_count;
  pthread_mutex_t mutex;
  pthread_cond_t has_work, has_result;
  /* guarded by the mutex */
  uint64_t produced_count, taken_count;
  bool is_stopping;
} running;

static void destroy_slots(running *state) {
  for (unsigned i = 0; i < state->slot_count; i++)
    if (state->run->destroy_slot) state->run->destroy_slot(state->run->context, state->slots[i].object);
  syn_memory_free(state->slots);
}

static syn_status create_slots(running *state, unsigned count) {
  const syn_ordered_run *run = state->run;
  state->slots = syn_memory_allocate((size_t)count * sizeof(slot));
  if (!state->slots) return SYN_NO_MEMORY;
  for (; state->slot_count < count; state->slot_count++) {
    slot *made = &state->slots[state->slot_count];
    *made = (slot){0};
    syn_status status = run->create_slot ? run->create_slot(run->context, state->slot_count, &made->object) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

static void *work_on_items(void *argument) {
  running *state = argument;
  pthread_mutex_lock(&state->mutex);
  for (;;) {
    while (!state->is_stopping && state->taken_count == state->produced_count) pthread_cond_wait(&state->has_work, &state->mutex);
    if (state->is_stopping) break;
    slot *mine = &state->slots[state->taken_count++ % state->slot_count];
    pthread_mutex_unlock(&state->mutex);
    state->run->work(state->run->context, mine->object);
    pthread_mutex_lock(&state->mutex);
    mine->is_done = true;
    pthread_cond_signal(&state->has_result);
  }
  pthread_mutex_unlock(&state->mutex);
  return NULL;
}

/* Starts up to `count` workers; with fewer, or none, the run goes on. Signals stay with the caller's thread. */
static void start_workers(running *state, unsigned count) {
  sigset_t all, before;
  pthread_attr_t attributes;
  state->threads = syn_memory_allocate(count * sizeof(pthread_t));
  if (!state->threads || pthread_attr_init(&attributes) != 0) return;
  pthread_attr_setstacksize(&attributes, WORKER_STACK_SIZE);
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (state->thread_count < count && pthread_create(&state->threads[state->thread_count], &attributes, work_on_items, state) == 0)
    state->thread_count++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
}

static void stop_workers(running *state) {
  pthread_mutex_lock(&state->mutex);
  state->is_stopping = true;
  pthread_cond_broadcast(&state->has_work);
  pthread_mutex_unlock(&state->mutex);
  for (unsigned i = 0; i < state->thread_count; i++) pthread_join(state->threads[i], NULL);
  syn_memory_free(state->threads);
}

/* Gives the item that stands in `filled` to a worker, or works on it here where there is none. */
static void hand_out(running *state, slot *filled) {
  if (state->thread_count == 0) {
    state->run->work(state->run->context, filled->object);
    filled->is_done = true;
    return;
  }
  pthread_mutex_lock(&state->mutex);
  filled->is_done = false;
  state->produced_count++;
  pthread_cond_signal(&state->has_work);
  pthread_mutex_unlock(&state->mutex);
}

static void wait_for(running *state, const slot *oldest) {
  if (state->thread_count == 0) return;
  pthread_mutex_lock(&state->mutex);
  while (!oldest->is_done) pthread_cond_wait(&state->has_result, &state->mutex);
  pthread_mutex_unlock(&state->mutex);
}

static syn_status run_items(running *state, syn_error *error) {
  const syn_ordered_run *run = state->run;
  syn_status produced = SYN_OK; /* anything else: no more items come */
  syn_error produce_error = {0};
  unsigned window = state->thread_count ? state->slot_count : 1;
  for (uint64_t produced_count = 0, consumed_count = 0;;) {
    if (produced == SYN_OK && produced_count - consumed_count < window) {
      slot *next = &state->slots[produced_count % state->slot_count];
      produced = run->produce(run->context, next->object, &produce_error);
      if (produced != SYN_OK) continue;
      hand_out(state, next);
      produced_count++;
      continue;
    }
    if (consumed_count == produced_count) break;
    slot *oldest = &state->slots[consumed_count++ % state->slot_count];
    wait_for(state, oldest);
    syn_status consumed = run->consume(run->context, oldest->object, error);
    if (consumed != SYN_OK) return consumed;
  }
  if (produced == SYN_NOT_FOUND) return SYN_OK;
  if (error) *error = produce_error;
  return produced;
}

syn_status syn_ordered_run_all(const syn_ordered_run *run, syn_error *error) {
  if (run->window == 0) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "an ordered run needs a window of at least one slot");
  running state = {
      .run = run, .mutex = PTHREAD_MUTEX_INITIALIZER, .has_work = PTHREAD_COND_INITIALIZER, .has_result = PTHREAD_COND_INITIALIZER};
  unsigned thread_count = run->thread_count < run->window ? run->thread_count : run->window; /* more would have nothing to do */
  if (thread_count > MAXIMUM_THREADS) thread_count = MAXIMUM_THREADS;
  syn_status status = create_slots(&state, thread_count > 1 ? run->window : 1);
  if (status == SYN_OK) {
    if (thread_count > 1) start_workers(&state, thread_count);
    status = run_items(&state, error);
    stop_workers(&state);
  } else {
    syn_error_set(error, status, 0, "the places for the work could not be made: %s", syn_status_name(status));
  }
  destroy_slots(&state);
  return status;
}
