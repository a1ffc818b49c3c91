/* Sharing: one engine serves several collections in several threads at once, and a store several readers beside its writer. */
#include "sample_pages.h"

#include <pthread.h>
#include <string.h>

enum { ROUNDS = 3, READERS = 3 };

static const char *const FILES[] = {"a.html", "empty.txt", "b.txt", "nowhere.txt", "c.txt", "d.txt"};

/* What a thread does and what came of it: cmocka's assertions belong to the main thread. */
typedef struct errand {
  const syn_engine *engine;
  char store[SAMPLE_PATH_SIZE];
  char paths[6][SAMPLE_PATH_SIZE];
  syn_status status;
  syn_error error;
  uint64_t added, failed;
  syn_buffer output;
} errand;

static syn_status write_bytes(void *context, syn_text bytes) {
  return syn_buffer_add(context, bytes);
}

static void *add_and_compare(void *argument) {
  errand *job = argument;
  syn_collection *collection = NULL;
  syn_comparison *comparison = NULL;
  syn_progress progress = {0};
  const char *paths[6];
  for (size_t i = 0; i < 6; i++) paths[i] = job->paths[i];
  const syn_input input = {.paths = paths, .path_count = 6};
  const syn_sink sink = {.write = write_bytes, .context = &job->output};
  job->status = syn_collection_open(job->engine, job->store, true, &collection, &job->error);
  for (int round = 0; round < ROUNDS && job->status == SYN_OK; round++) {
    job->status = syn_collection_add(collection, &input, NULL, &progress, &job->error);
    job->added += progress.article_count;
    job->failed += progress.failed_count;
  }
  if (job->status == SYN_OK) job->status = syn_collection_compare(collection, NULL, &comparison, &job->error);
  if (job->status == SYN_OK) job->status = syn_comparison_write_report(comparison, &sink, &job->error);
  if (job->status == SYN_OK) job->status = syn_collection_export(collection, "jsonl", &sink, &job->error);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  return NULL;
}

static void *read_again_and_again(void *argument) {
  errand *job = argument;
  syn_collection *collection = NULL;
  const syn_sink sink = {.write = write_bytes, .context = &job->output};
  job->status = syn_collection_open(job->engine, job->store, false, &collection, &job->error);
  for (int round = 0; round < ROUNDS && job->status == SYN_OK; round++) {
    syn_buffer_reset(&job->output);
    job->status = syn_collection_export(collection, "jsonl", &sink, &job->error);
  }
  syn_collection_close(&collection);
  return NULL;
}

static void set_up_errand(errand *job, const char *store) {
  memset(job, 0, sizeof *job);
  job->engine = sample_threads;
  strcpy(job->store, sample_path(store));
  for (size_t i = 0; i < 6; i++) strcpy(job->paths[i], sample_path(FILES[i]));
  syn_buffer_init(&job->output, 64 << 20);
}

static void run_together(pthread_t *threads, void *(*work)(void *), errand *jobs, size_t count) {
  for (size_t i = 0; i < count; i++) assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
}

static void finish(pthread_t *threads, errand *jobs, size_t count) {
  for (size_t i = 0; i < count; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
  for (size_t i = 0; i < count; i++)
    if (jobs[i].status != SYN_OK) fail_msg("errand %zu: %s", i, jobs[i].error.text);
}

/* The report tells when pages were read: the two may have been in two seconds. "…T20:41:31Z" becomes "…T00:00:00Z". */
static void forget_clock(syn_buffer *output) {
  char *bytes = (char *)(uintptr_t)syn_buffer_text(output).data;
  for (size_t i = 0; i + 10 <= syn_buffer_text(output).size; i++)
    if (bytes[i] == 'T' && bytes[i + 3] == ':' && bytes[i + 6] == ':' && bytes[i + 9] == 'Z') memcpy(bytes + i, "T00:00:00Z", 10);
}

static void one_engine_serves_two_collections_in_two_threads(void **state) {
  (void)state;
  static errand jobs[2];
  pthread_t threads[2];
  sample_write_pages();
  sample_write("empty.txt", "");
  set_up_errand(&jobs[0], "a.db");
  set_up_errand(&jobs[1], "b.db");
  run_together(threads, add_and_compare, jobs, 2);
  finish(threads, jobs, 2);
  for (size_t i = 0; i < 2; i++) {
    assert_int_equal(jobs[i].added, 4);
    assert_int_equal(jobs[i].failed, 2 * ROUNDS);
    forget_clock(&jobs[i].output);
  }
  assert_true(jobs[0].output.size > 1000);
  assert_true(syn_text_equal(syn_buffer_text(&jobs[0].output), syn_buffer_text(&jobs[1].output)));
  for (size_t i = 0; i < 2; i++) syn_buffer_clear(&jobs[i].output);
}

static void readers_see_a_whole_store_while_another_adds(void **state) {
  (void)state;
  static errand writer, readers[READERS];
  pthread_t writing, reading[READERS];
  sample_write_pages();
  sample_write("empty.txt", "");
  set_up_errand(&writer, "a.db");
  syn_collection *made = sample_open(sample_engine, "a.db");
  syn_collection_close(&made);
  for (size_t i = 0; i < READERS; i++) set_up_errand(&readers[i], "a.db");
  run_together(&writing, add_and_compare, &writer, 1);
  run_together(reading, read_again_and_again, readers, READERS);
  finish(reading, readers, READERS);
  finish(&writing, &writer, 1);
  for (size_t i = 0; i < READERS; i++) {
    assert_true(syn_text_starts_with(syn_buffer_text(&readers[i].output), SYN_TEXT("{\"record\":\"header\"")));
    syn_buffer_clear(&readers[i].output);
  }
  syn_buffer_clear(&writer.output);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(one_engine_serves_two_collections_in_two_threads, sample_set_up_folder, sample_tear_down_folder),
      cmocka_unit_test_setup_teardown(readers_see_a_whole_store_while_another_adds, sample_set_up_folder, sample_tear_down_folder),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
