/* Pages in, records out, through the public API alone. */
#include "sample_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "records/capture.h"

static syn_status annotate(const syn_engine *engine, const char *name, bool with_sketch, sample_record *record, syn_error *error) {
  const char *paths[] = {sample_path(name)};
  const syn_input input = {.paths = paths, .path_count = 1};
  const syn_sink sink = sample_sink(record);
  const syn_observer observer = sample_observer(record);
  const syn_annotate_options options = {.with_sketch = with_sketch};
  return syn_engine_annotate(engine, &input, &options, &sink, &observer, &record->last, error);
}

static unsigned count(const syn_buffer *output, const char *part) {
  unsigned found = 0;
  for (size_t at = 0; (at = syn_text_find(syn_buffer_text(output), syn_text_from(part), at)) != SIZE_MAX; at++) found++;
  return found;
}

static void a_folder_becomes_records_in_the_order_of_its_names(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  sample_write_pages();
  assert_int_equal(annotate(sample_engine, "", false, &record, &error), SYN_OK);
  assert_int_equal(count(&record.output, "{\"record\":\"article\""), 4);
  syn_text text = syn_buffer_text(&record.output);
  size_t first = syn_text_find(text, SYN_TEXT("a.html"), 0), last = syn_text_find(text, SYN_TEXT("d.txt"), 0);
  assert_true(first < last && last != SIZE_MAX);
  assert_int_equal(record.last.article_count, 4);
  assert_int_equal(record.last.failed_count, 0);
  assert_int_equal(record.progress_count, 4);
  sample_record_clear(&record);
}

static void threads_do_not_change_a_byte(void **state) {
  sample_record one, four;
  syn_error error = {0};
  sample_record_init(&one);
  sample_record_init(&four);
  sample_write_pages();
  assert_int_equal(annotate(sample_engine, "", true, &one, &error), SYN_OK);
  assert_int_equal(annotate(sample_threads, "", true, &four, &error), SYN_OK);
  assert_true(one.output.size > 0);
  assert_true(syn_text_equal(syn_buffer_text(&one.output), syn_buffer_text(&four.output)));
  sample_record_clear(&one);
  sample_record_clear(&four);
}

static void processes_do_not_change_a_byte(void **state) {
  sample_record threads, processes;
  syn_error error = {0};
  syn_engine *engine = NULL;
  sample_record_init(&threads);
  sample_record_init(&processes);
  sample_write_pages();
  sample_write("e.jsonl", "{\"text\":\"A storm cut the road to Alta on Sunday. Nobody was hurt, Ola Brenn said.\"}\n{\"text\":\n");
  const syn_engine_options options = {.thread_count = 3, .isolation = SYN_ISOLATION_AUTO};
  if (syn_engine_create(&options, &engine, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_not_equal(syn_engine_isolation(engine), SYN_ISOLATED_NOT);
  assert_int_equal(syn_engine_isolation(sample_engine), SYN_ISOLATED_NOT);
  assert_int_equal(annotate(sample_engine, "", true, &threads, &error), SYN_OK);
  assert_int_equal(annotate(engine, "", true, &processes, &error), SYN_OK);
  assert_true(threads.output.size > 0);
  assert_true(syn_text_equal(syn_buffer_text(&threads.output), syn_buffer_text(&processes.output)));
  assert_int_equal(threads.problem_count, 1);
  assert_int_equal(processes.problem_count, 1);
  assert_string_equal(threads.last_problem, processes.last_problem);
  syn_engine_destroy(&engine);
  sample_record_clear(&threads);
  sample_record_clear(&processes);
}

static void sketches_are_written_when_they_are_asked_for(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  sample_write_pages();
  assert_int_equal(annotate(sample_engine, "b.txt", false, &record, &error), SYN_OK);
  assert_int_equal(count(&record.output, "{\"record\":\"sketch\""), 0);
  assert_int_equal(annotate(sample_engine, "b.txt", true, &record, &error), SYN_OK);
  assert_int_equal(count(&record.output, "{\"record\":\"sketch\""), 1);
  sample_record_clear(&record);
}

static void what_fails_is_told_and_counted_and_the_rest_goes_on(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  sample_write_pages();
  sample_write("aa.html", "");
  assert_int_equal(annotate(sample_engine, "", false, &record, &error), SYN_OK);
  assert_int_equal(record.last.article_count, 4);
  assert_int_equal(record.last.failed_count, 1);
  assert_int_equal(record.problem_count, 1);
  assert_non_null(strstr(record.last_problem, "aa.html"));
  sample_record_clear(&record);
}

static void an_output_that_fails_ends_the_job_with_io(void **state) {
  sample_write_pages();
  for (uint64_t writes = 0; writes < 8; writes++) {
    sample_record record;
    syn_error error = {0};
    sample_record_init(&record);
    record.writes_left = writes;
    assert_int_equal(annotate(sample_threads, "", false, &record, &error), SYN_IO);
    assert_true(error.text[0] != '\0');
    sample_record_clear(&record);
  }
}

static void a_kind_of_input_that_does_not_exist_is_a_wrong_argument(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  sample_write_pages();
  const char *paths[] = {sample_path("b.txt")};
  const syn_input input = {.paths = paths, .path_count = 1, .from = "smoke"};
  const syn_sink sink = sample_sink(&record);
  assert_int_equal(syn_engine_annotate(sample_engine, &input, &(syn_annotate_options){0}, &sink, NULL, NULL, &error), SYN_BAD_ARGUMENT);
  assert_non_null(strstr(error.text, "smoke"));
  sample_record_clear(&record);
}

static void a_model_file_that_is_none_is_named(void **state) {
  sample_write("bad.synmodel", "SYNMODEL and then nothing that a model would hold, long enough to be read as a header by the loader, "
                               "which must not believe it at all");
  syn_engine *engine = NULL;
  syn_error error = {0};
  const syn_engine_options options = {.model_path = sample_path("bad.synmodel")};
  assert_int_equal(syn_engine_create(&options, &engine, &error), SYN_BAD_INPUT);
  assert_null(engine);
  assert_non_null(strstr(error.text, "bad.synmodel"));
}

/* Opened at once because they are named, where the embedded ones would wait: the same digests, and the same records. */
static void a_named_model_and_world_are_the_embedded_ones_again(void **state) {
  sample_record embedded, named;
  syn_engine *engine = NULL;
  syn_error error = {0};
  sample_record_init(&embedded);
  sample_record_init(&named);
  sample_write_pages();
  syn_text model = syn_embedded_find("models/embedded.synmodel");
  FILE *file = fopen(sample_path("default.synmodel"), "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(model.data, 1, model.size, file), model.size);
  fclose(file);
  const syn_engine_options options = {.model_path = sample_path("default.synmodel"), .thread_count = 1};
  assert_int_equal(syn_engine_create(&options, &engine, &error), SYN_OK);
  assert_string_equal(syn_engine_model_digest(engine), syn_engine_model_digest(sample_engine));
  assert_string_equal(syn_engine_world_digest(engine), syn_engine_world_digest(sample_engine));
  assert_int_equal(annotate(sample_engine, "a.html", true, &embedded, &error), SYN_OK);
  assert_int_equal(annotate(engine, "a.html", true, &named, &error), SYN_OK);
  assert_true(syn_text_equal(syn_buffer_text(&embedded.output), syn_buffer_text(&named.output)));
  syn_engine_destroy(&engine);
  sample_record_clear(&embedded);
  sample_record_clear(&named);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

static void no_page_may_be_larger_than_what_can_be_opened_again_when_it_is_kept(void **state) {
  syn_engine *engine = NULL;
  syn_error error;
  syn_engine_options options = {.limits.page_bytes = SYN_CAPTURE_BYTES_LIMIT};
  assert_int_equal(syn_engine_create(&options, &engine, &error), SYN_OK);
  syn_engine_destroy(&engine);
  options.limits.page_bytes++;
  assert_int_equal(syn_engine_create(&options, &engine, &error), SYN_BAD_ARGUMENT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(a_folder_becomes_records_in_the_order_of_its_names),
      IN_FOLDER(threads_do_not_change_a_byte),
      IN_FOLDER(processes_do_not_change_a_byte),
      IN_FOLDER(sketches_are_written_when_they_are_asked_for),
      IN_FOLDER(what_fails_is_told_and_counted_and_the_rest_goes_on),
      IN_FOLDER(an_output_that_fails_ends_the_job_with_io),
      IN_FOLDER(a_kind_of_input_that_does_not_exist_is_a_wrong_argument),
      IN_FOLDER(a_model_file_that_is_none_is_named),
      IN_FOLDER(a_named_model_and_world_are_the_embedded_ones_again),
      IN_FOLDER(no_page_may_be_larger_than_what_can_be_opened_again_when_it_is_kept),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
