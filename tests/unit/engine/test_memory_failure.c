/*
 * Memory failure: each allocation of our own fails in turn, from the engine's making to the report, within one process, so that the leak
 * check of the sanitizer sees what is left behind. tests/failure does the same to every library, process by process.
 */
#include "sample_pages.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "engine/engine_internal.h"
#include "synoptic/actor.h"
#include "synoptic/find.h"
#include "synoptic/timeline.h"

static syn_status discard(void *context, syn_text bytes) {
  *(uint64_t *)context += bytes.size;
  return SYN_OK;
}

static syn_status make_and_destroy_engine(syn_error *error) {
  syn_engine *engine = NULL;
  syn_status status = syn_engine_create(&(syn_engine_options){.thread_count = 1}, &engine, error);
  if (status == SYN_OK) status = syn_engine_need_stages(engine, error);
  syn_engine_destroy(&engine);
  return status;
}

/* What is asked in all ways that `find` has. */
static syn_status find_all(syn_collection *collection, const syn_sink *sink, syn_error *error) {
  static const char *const queries[] = {"loan -organisers outlet:\"Fjord Tidings\"", "type:PROTEST place:Bergen",
                                        "speaker:\"Ragna Sund\" harbours", "label:differ marched"};
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof queries / sizeof queries[0]; i++) {
    syn_find_result *result = NULL;
    status = syn_collection_find(collection, &(syn_find_request){.query = queries[i]}, &result, error);
    if (status == SYN_OK) status = syn_find_write_records(result, sink, error);
    syn_find_result_destroy(&result);
  }
  return status;
}

/* All that a collection does, in memory. What fails for one page is told to the observer and goes on. */
static syn_status use_collection(const syn_engine *engine, sample_record *record, uint64_t *out_bytes, syn_error *error) {
  static char paths[4][SAMPLE_PATH_SIZE];
  static const char *const files[] = {"a.html", "b.txt", "c.txt", "d.txt"};
  const char *list[4];
  for (size_t i = 0; i < 4; i++) list[i] = strcpy(paths[i], sample_path(files[i]));
  const syn_input input = {.paths = list, .path_count = 4};
  const syn_sink sink = {.write = discard, .context = out_bytes};
  const syn_observer observer = sample_observer(record);
  syn_collection *collection = NULL;
  syn_comparison *comparison = NULL;
  syn_actor *actor = NULL;
  syn_timeline *timeline = NULL;
  syn_progress progress = {0};
  syn_status status = syn_collection_open(engine, NULL, true, &collection, error);
  if (status == SYN_OK) status = syn_collection_add(collection, &input, &observer, &progress, error);
  if (status == SYN_OK) status = syn_collection_compare(collection, NULL, &comparison, error);
  if (status == SYN_OK) status = syn_comparison_write_report(comparison, &sink, error);
  if (status == SYN_OK) status = syn_comparison_write_records(comparison, &sink, error);
  if (status == SYN_OK) status = syn_collection_export(collection, "jsonl", &sink, error);
  if (status == SYN_OK) status = syn_collection_who(collection, "Ragna Sund", &actor, error);
  if (status == SYN_OK) status = syn_actor_write_records(actor, &sink, error);
  if (status == SYN_OK) status = find_all(collection, &sink, error);
  const char *actors[] = {"Norway"};
  const syn_timeline_request request = {.actors = actors, .actor_count = 1, .from = "2023", .day_count = 2};
  if (status == SYN_OK) status = syn_collection_timeline(collection, &request, &timeline, error);
  if (status == SYN_OK) status = syn_timeline_write_records(timeline, &sink, error);
  if (status == SYN_OK) status = syn_timeline_write_picture(timeline, &sink, error);
  syn_timeline_destroy(&timeline);
  syn_actor_destroy(&actor);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  return status;
}

static void an_engine_is_made_whole_or_not_at_all(void **state) {
  (void)state;
  long count = 0;
  for (;; count++) {
    syn_error error = {0};
    syn_memory_fail_after(count);
    syn_status status = make_and_destroy_engine(&error);
    bool was_tried = !syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    if (!was_tried) {
      assert_int_equal(status, SYN_OK);
      break;
    }
    if (status != SYN_NO_MEMORY || !error.text[0]) fail_msg("allocation %ld: %s: %s", count, syn_status_name(status), error.text);
  }
  assert_true(count > 5);
}

static void a_failed_allocation_is_told_and_leaves_nothing_behind(void **state) {
  (void)state;
  uint64_t whole = 0;
  syn_error error = {0};
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  assert_int_equal(use_collection(sample_engine, &record, &whole, &error), SYN_OK);
  long count = 0;
  for (;; count++) {
    uint64_t bytes = 0;
    error = (syn_error){0};
    record.problem_count = 0;
    syn_memory_fail_after(count);
    syn_status status = use_collection(sample_engine, &record, &bytes, &error);
    bool was_tried = !syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    if (!was_tried) break;
    bool is_told = status != SYN_OK ? error.text[0] != '\0' : record.problem_count > 0 || bytes == whole;
    if (!is_told) fail_msg("allocation %ld: %s, %llu bytes, not a word", count, syn_status_name(status), (unsigned long long)bytes);
  }
  assert_true(count > 50);
  sample_record_clear(&record);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_engine_is_made_whole_or_not_at_all),
      cmocka_unit_test_setup_teardown(a_failed_allocation_is_told_and_leaves_nothing_behind, sample_set_up_folder, sample_tear_down_folder),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
