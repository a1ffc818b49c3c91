#include "base_test.h"

#include <stdatomic.h>
#include <time.h>

#include "base/memory.h"
#include "base/ordered_run.h"

enum { NO_ITEM = -1, MAXIMUM_ITEMS = 3000 };

/* What is in a slot: the number of the item, and what the work made of it. */
typedef struct job {
  long item;
  uint64_t result;
} job;

typedef struct scene {
  long item_count;
  long produce_fails_at, consume_fails_at, slot_fails_at; /* NO_ITEM: never */
  bool is_slow;                                           /* items take different times */
  long produced_count, consumed_count;
  unsigned slots_made, slots_destroyed;
  atomic_long begun_count, finished_count, at_work, most_at_work;
  uint64_t consumed[MAXIMUM_ITEMS];
} scene;

static scene play;

static scene *new_scene(long item_count) {
  memset(&play, 0, sizeof(play));
  play.item_count = item_count;
  play.produce_fails_at = play.consume_fails_at = play.slot_fails_at = NO_ITEM;
  return &play;
}

static syn_status create_job(void *context, unsigned slot, void **out_object) {
  scene *of = context;
  if ((long)slot == of->slot_fails_at) return SYN_IO;
  *out_object = calloc(1, sizeof(job));
  of->slots_made++;
  return *out_object ? SYN_OK : SYN_NO_MEMORY;
}

static void destroy_job(void *context, void *object) {
  scene *of = context;
  of->slots_destroyed++;
  free(object);
}

static syn_status produce_job(void *context, void *object, syn_error *error) {
  scene *of = context;
  job *next = object;
  if (of->produced_count == of->produce_fails_at) return syn_error_set(error, SYN_BAD_INPUT, 0, "item %ld is broken", of->produced_count);
  if (of->produced_count == of->item_count) return SYN_NOT_FOUND;
  next->item = of->produced_count++;
  next->result = 0;
  return SYN_OK;
}

static void work_on_job(void *context, void *object) {
  scene *of = context;
  job *mine = object;
  atomic_fetch_add(&of->begun_count, 1);
  long now = atomic_fetch_add(&of->at_work, 1) + 1, most = atomic_load(&of->most_at_work);
  while (now > most && !atomic_compare_exchange_weak(&of->most_at_work, &most, now)) continue;
  uint64_t random = (uint64_t)mine->item;
  if (of->is_slow) {
    struct timespec pause = {.tv_nsec = (long)random_below(&random, 300000)};
    nanosleep(&pause, NULL);
  }
  mine->result = random_next(&random) ^ (uint64_t)mine->item;
  atomic_fetch_sub(&of->at_work, 1);
  atomic_fetch_add(&of->finished_count, 1);
}

static syn_status consume_job(void *context, void *object, syn_error *error) {
  scene *of = context;
  const job *done = object;
  assert_int_equal(done->item, of->consumed_count); /* the order of production, none left out */
  if (done->item == of->consume_fails_at) return syn_error_set(error, SYN_IO, 0, "item %ld cannot be kept", done->item);
  of->consumed[of->consumed_count++] = done->result;
  return SYN_OK;
}

static syn_status run_scene(scene *of, unsigned thread_count, unsigned window, syn_error *error) {
  syn_ordered_run run = {thread_count, window, of, create_job, destroy_job, produce_job, work_on_job, consume_job};
  syn_status status = syn_ordered_run_all(&run, error);
  assert_int_equal(of->slots_made, of->slots_destroyed);
  assert_int_equal(atomic_load(&of->begun_count), atomic_load(&of->finished_count));
  return status;
}

static const unsigned thread_counts[] = {0, 1, 2, 4};

static void any_number_of_threads_gives_the_same_output(void **state) {
  (void)state;
  static uint64_t expected[MAXIMUM_ITEMS];
  static const unsigned windows[] = {1, 2, 3, 8, 100};
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    for (size_t w = 0; w < COUNT_OF(windows); w++) {
      scene *of = new_scene(MAXIMUM_ITEMS);
      assert_int_equal(run_scene(of, thread_counts[t], windows[w], NULL), SYN_OK);
      assert_int_equal(of->consumed_count, MAXIMUM_ITEMS);
      if (t == 0 && w == 0) memcpy(expected, of->consumed, sizeof(expected));
      assert_memory_equal(of->consumed, expected, sizeof(expected));
    }
  }
}

static void items_of_different_length_come_out_in_order(void **state) {
  (void)state;
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    scene *of = new_scene(300);
    of->is_slow = true;
    assert_int_equal(run_scene(of, thread_counts[t], 7, NULL), SYN_OK);
    assert_int_equal(of->consumed_count, 300);
    assert_true(atomic_load(&of->most_at_work) <= (thread_counts[t] > 1 ? (long)thread_counts[t] : 1));
    if (thread_counts[t] == 4) assert_true(atomic_load(&of->most_at_work) > 1);
  }
}

static void no_items_are_no_failure(void **state) {
  (void)state;
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    scene *of = new_scene(0);
    assert_int_equal(run_scene(of, thread_counts[t], 4, NULL), SYN_OK);
    assert_int_equal(atomic_load(&of->begun_count), 0);
  }
}

static void what_comes_before_a_failure_of_produce_is_consumed(void **state) {
  (void)state;
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    for (long at = 0; at < 20; at++) {
      scene *of = new_scene(30);
      of->produce_fails_at = at;
      of->is_slow = at % 5 == 0;
      syn_error error = {0};
      char expected[64];
      snprintf(expected, sizeof(expected), "item %ld is broken", at);
      assert_int_equal(run_scene(of, thread_counts[t], 6, &error), SYN_BAD_INPUT);
      assert_int_equal(of->consumed_count, at);
      assert_string_equal(error.text, expected);
    }
  }
}

static void a_failure_of_consume_stops_the_run(void **state) {
  (void)state;
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    for (long at = 0; at < 20; at++) {
      scene *of = new_scene(1000);
      of->consume_fails_at = at;
      of->is_slow = at % 5 == 0;
      syn_error error = {0};
      char expected[64];
      snprintf(expected, sizeof(expected), "item %ld cannot be kept", at);
      assert_int_equal(run_scene(of, thread_counts[t], 6, &error), SYN_IO);
      assert_int_equal(of->consumed_count, at);
      assert_true(of->produced_count <= at + 6);
      assert_string_equal(error.text, expected);
    }
  }
}

static void the_failure_of_the_earlier_item_wins(void **state) {
  (void)state;
  for (size_t t = 0; t < COUNT_OF(thread_counts); t++) {
    scene *of = new_scene(100);
    of->consume_fails_at = 5;
    of->produce_fails_at = 7;
    syn_error error = {0};
    assert_int_equal(run_scene(of, thread_counts[t], 10, &error), SYN_IO);
    assert_string_equal(error.text, "item 5 cannot be kept");
  }
}

static void a_slot_that_cannot_be_made_ends_the_run_before_it_begins(void **state) {
  (void)state;
  for (long at = 0; at < 3; at++) {
    scene *of = new_scene(100);
    of->slot_fails_at = at;
    syn_error error = {0};
    assert_int_equal(run_scene(of, 2, 3, &error), SYN_IO);
    assert_int_equal(of->slots_made, at);
    assert_int_equal(of->slots_destroyed, at);
    assert_int_equal(of->produced_count, 0);
    assert_int_equal(error.status, SYN_IO);
  }
  scene *of = new_scene(10);
  of->slot_fails_at = 0;
  assert_int_equal(run_scene(of, 0, 3, NULL), SYN_IO);
}

static void a_run_without_a_window_is_a_mistake(void **state) {
  (void)state;
  assert_int_equal(run_scene(new_scene(1), 2, 0, NULL), SYN_BAD_ARGUMENT);
}

/* Without the memory for slots the run fails; without that for threads the caller's thread does the work. */
static void failing_allocations_are_told_or_made_up_for(void **state) {
  (void)state;
  for (long count = 0; count < 3; count++) {
    scene *of = new_scene(50);
    syn_memory_fail_after(count);
    syn_status status = run_scene(of, 2, 4, NULL);
    syn_memory_fail_after(-1);
    assert_int_equal(status, count == 0 ? SYN_NO_MEMORY : SYN_OK);
    assert_int_equal(of->consumed_count, count == 0 ? 0 : 50);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(any_number_of_threads_gives_the_same_output),
      cmocka_unit_test(items_of_different_length_come_out_in_order),
      cmocka_unit_test(no_items_are_no_failure),
      cmocka_unit_test(what_comes_before_a_failure_of_produce_is_consumed),
      cmocka_unit_test(a_failure_of_consume_stops_the_run),
      cmocka_unit_test(the_failure_of_the_earlier_item_wins),
      cmocka_unit_test(a_slot_that_cannot_be_made_ends_the_run_before_it_begins),
      cmocka_unit_test(a_run_without_a_window_is_a_mistake),
      cmocka_unit_test(failing_allocations_are_told_or_made_up_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
