/* The collection: the same articles give the same records, whatever the way they came; what was kept outlives an interruption. */
#include "sample_pages.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const ALL[] = {"a.html", "b.txt", "c.txt", "d.txt"};
static const char *const REVERSED[] = {"d.txt", "c.txt", "b.txt", "a.html"};

static void assert_same_records(syn_collection *a, syn_collection *b) {
  sample_record of_a, of_b;
  sample_record_init(&of_a);
  sample_record_init(&of_b);
  sample_export(a, &of_a);
  sample_export(b, &of_b);
  assert_true(of_a.output.size > 1000);
  assert_true(syn_text_equal(syn_buffer_text(&of_a.output), syn_buffer_text(&of_b.output)));
  sample_record_clear(&of_a);
  sample_record_clear(&of_b);
}

static void pages_are_added_once(void **state) {
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(record.last.article_count, 4);
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(record.last.article_count, 0);
  assert_int_equal(record.last.unchanged_count, 4);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_page_that_comes_twice_in_one_run_counts_once(void **state) {
  static const char *const TWICE[] = {"a.html", "a.html", "b.txt", "a.html"};
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collections[] = {sample_open(sample_engine, "a.db"), sample_open(sample_threads, "b.db")};
  for (unsigned i = 0; i < 2; i++) {
    sample_add(collections[i], TWICE, 4, &record, SYN_OK);
    assert_int_equal(record.last.article_count, 2);
    assert_int_equal(record.last.unchanged_count, 2);
  }
  assert_same_records(collections[0], collections[1]);
  syn_collection_close(&collections[0]);
  syn_collection_close(&collections[1]);
  sample_record_clear(&record);
}

static void order_calls_and_threads_do_not_change_the_export(void **state) {
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *at_once = sample_open(sample_engine, "a.db"), *one_by_one = sample_open(sample_threads, "b.db"),
                 *in_memory = sample_open(sample_threads, NULL);
  sample_add(at_once, ALL, 4, &record, SYN_OK);
  for (size_t i = 0; i < 4; i++) {
    syn_story_list *list = NULL;
    sample_add(one_by_one, &REVERSED[i], 1, &record, SYN_OK);
    assert_int_equal(syn_collection_stories(one_by_one, &list, NULL), SYN_OK); /* derived records in between leave no trace */
    syn_story_list_destroy(&list);
  }
  sample_add(in_memory, REVERSED, 4, &record, SYN_OK);
  assert_same_records(at_once, one_by_one);
  assert_same_records(at_once, in_memory);
  syn_collection_close(&at_once);
  syn_collection_close(&one_by_one);
  syn_collection_close(&in_memory);
  sample_record_clear(&record);
}

static void a_store_that_is_opened_again_holds_what_it_held(void **state) {
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db"), *whole = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 2, &record, SYN_OK);
  syn_collection_close(&collection);
  collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(record.last.article_count, 2);
  assert_int_equal(record.last.unchanged_count, 2);
  sample_add(whole, ALL, 4, &record, SYN_OK);
  assert_same_records(collection, whole);
  syn_collection_close(&collection);
  syn_collection_close(&whole);
  sample_record_clear(&record);
}

static void what_another_program_derived_is_derived_again(void **state) {
  sample_record record;
  syn_comparison *comparison = NULL;
  sqlite3 *database = NULL;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  uint32_t point_count = comparison->point_count;
  assert_true(point_count > 0);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  assert_int_equal(sqlite3_open(sample_path("a.db"), &database), SQLITE_OK);
  assert_int_equal(sqlite3_exec(database,
                                "DELETE FROM derived WHERE kind = 'point';"
                                "UPDATE derived SET record = json_set(record, '$.version', '0.0.0') WHERE kind = 'maker'",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  assert_int_equal(sqlite3_changes(database), 1);
  assert_int_equal(sqlite3_close(database), SQLITE_OK);
  collection = sample_open(sample_engine, "a.db");
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  assert_int_equal(comparison->point_count, point_count);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

/* A sink that adds a page to the store, as another program would, as soon as the first record comes out. */
typedef struct disturbance {
  sample_record *record;
  syn_collection *other;
} disturbance;

static syn_status disturb(void *context, syn_text bytes) {
  disturbance *self = context;
  sample_record unseen;
  if (self->other) {
    sample_record_init(&unseen);
    sample_add(self->other, &ALL[3], 1, &unseen, SYN_OK);
    sample_record_clear(&unseen);
    syn_collection_close(&self->other);
  }
  return syn_buffer_add(&self->record->output, bytes);
}

static void an_export_is_of_one_moment_while_another_program_adds(void **state) {
  sample_record before, meanwhile, after;
  sample_record_init(&before);
  sample_record_init(&meanwhile);
  sample_record_init(&after);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 3, &before, SYN_OK);
  sample_export(collection, &before);
  disturbance self = {.record = &meanwhile, .other = sample_open(sample_engine, "a.db")};
  const syn_sink sink = {.write = disturb, .context = &self};
  assert_int_equal(syn_collection_export(collection, "jsonl", &sink, NULL), SYN_OK);
  assert_null(self.other);
  assert_true(syn_text_equal(syn_buffer_text(&meanwhile.output), syn_buffer_text(&before.output)));
  sample_export(collection, &after);
  assert_true(after.output.size > before.output.size);
  syn_collection_close(&collection);
  sample_record_clear(&before);
  sample_record_clear(&meanwhile);
  sample_record_clear(&after);
}

static void an_export_says_how_many_articles_another_model_read(void **state) {
  sample_record record;
  sqlite3 *database = NULL;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 4, &record, SYN_OK);
  sample_export(collection, &record);
  assert_true(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT("read_by_others"), 0) == SIZE_MAX);
  assert_int_equal(sqlite3_open(sample_path("a.db"), &database), SQLITE_OK);
  assert_int_equal(sqlite3_exec(database, "UPDATE article SET model = 'xxh128:0' WHERE source LIKE '%/b.txt'", NULL, NULL, NULL),
                   SQLITE_OK);
  assert_int_equal(sqlite3_exec(database, "UPDATE article SET world = 'xxh128:0' WHERE source LIKE '%/c.txt'", NULL, NULL, NULL),
                   SQLITE_OK);
  assert_int_equal(sqlite3_close(database), SQLITE_OK);
  syn_buffer_reset(&record.output);
  sample_export(collection, &record);
  assert_true(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT(",\"read_by_others\":2}\n"), 0) != SIZE_MAX);
  sample_add(collection, ALL, 4, &record, SYN_OK); /* reads the two again */
  syn_buffer_reset(&record.output);
  sample_export(collection, &record);
  assert_true(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT("read_by_others"), 0) == SIZE_MAX);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static int tear_down_permission(void **state) {
  return seteuid(getuid()) != 0 || chmod(sample_path(""), 0700) != 0 || sample_tear_down_folder(state) != 0;
}

static void a_store_that_may_not_be_written_gives_the_same_records(void **state) {
  sample_record before, after;
  sample_record_init(&before);
  sample_record_init(&after);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 4, &before, SYN_OK);
  sample_export(collection, &before);
  syn_collection_close(&collection);
  collection = sample_open(sample_engine, "a.db");
  sample_add(collection, ALL, 4, &after, SYN_OK); /* nothing is derived yet */
  syn_collection_close(&collection);
  if (getuid() == 0) { /* root may do everything, so it becomes somebody else */
    assert_int_equal(chown(sample_path("a.db"), 65534, 65534), 0);
    assert_int_equal(chown(sample_path(""), 65534, 65534), 0);
    assert_int_equal(seteuid(65534), 0);
  }
  assert_int_equal(chmod(sample_path(""), 0500), 0);
  syn_error error = {0};
  if (syn_collection_open(sample_engine, sample_path("a.db"), false, &collection, &error) != SYN_OK) fail_msg("%s", error.text);
  sample_export(collection, &after);
  assert_true(before.output.size > 1000);
  assert_true(syn_text_equal(syn_buffer_text(&before.output), syn_buffer_text(&after.output)));
  syn_collection_close(&collection);
  sample_record_clear(&before);
  sample_record_clear(&after);
}

static void a_store_that_does_not_exist_is_not_made_by_looking(void **state) {
  syn_collection *collection = NULL;
  syn_error error = {0};
  assert_int_equal(syn_collection_open(sample_engine, sample_path("none.db"), false, &collection, &error), SYN_NOT_FOUND);
  assert_null(collection);
  assert_non_null(strstr(error.text, "none.db"));
}

static void accounts_of_one_happening_are_compared_side_by_side(void **state) {
  sample_record record;
  syn_error error = {0};
  syn_comparison *comparison = NULL;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 2, &record, SYN_OK);
  if (syn_collection_compare(collection, NULL, &comparison, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(comparison->article_count, 2);
  assert_true(comparison->point_count > 0);
  for (uint32_t i = 0; i < comparison->article_count; i++)
    assert_int_equal(syn_comparison_column(comparison, comparison->articles[i].id), (int)i);
  bool has_march = false;
  for (uint32_t i = 0; i < comparison->point_count; i++) {
    const syn_point *point = &comparison->points[i];
    if (point->kind == SYN_QUANTITY_COUNT && point->reading_count == 2) has_march = point->label == SYN_LABEL_DIFFER;
  }
  assert_true(has_march);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void values_of_a_comparison_lie_within_their_articles(void **state) {
  sample_record record;
  syn_comparison *comparison = NULL;
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  for (uint32_t i = 0; i < comparison->point_count; i++) {
    for (uint32_t r = 0; r < comparison->points[i].reading_count; r++) {
      const syn_reading *reading = &comparison->points[i].readings[r];
      int column = syn_comparison_column(comparison, reading->article);
      assert_true(column >= 0);
      const syn_article *article = &comparison->articles[column];
      assert_int_equal(syn_article_words(article, reading->span).size, reading->span.end - reading->span.start);
      assert_true(reading->span.end > reading->span.start);
    }
  }
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void stories_are_named_by_the_beginning_of_their_id(void **state) {
  sample_record record;
  syn_story_list *list = NULL;
  syn_comparison *comparison = NULL;
  syn_error error = {0};
  char id[SYN_ID_TEXT_SIZE];
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(syn_collection_stories(collection, &list, NULL), SYN_OK);
  assert_true(list->story_count >= 2);
  for (uint32_t i = 0; i < list->story_count; i++) {
    syn_id_format(list->stories[i].id, id);
    assert_int_equal(syn_collection_compare(collection, id, &comparison, NULL), SYN_OK);
    assert_int_equal(syn_id_compare(comparison->story->id, list->stories[i].id), 0);
    syn_comparison_destroy(&comparison);
  }
  assert_int_equal(syn_collection_compare(collection, "", &comparison, &error), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_collection_compare(collection, "xyz", &comparison, &error), SYN_NOT_FOUND);
  assert_non_null(strstr(error.text, "xyz"));
  syn_story_list_destroy(&list);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void an_output_that_fails_is_io(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, ALL, 4, &record, SYN_OK);
  const syn_sink sink = sample_sink(&record);
  for (uint64_t writes = 0; writes < 8; writes++) {
    record.writes_left = writes;
    assert_int_equal(syn_collection_export(collection, "jsonl", &sink, &error), SYN_IO);
  }
  syn_comparison *comparison = NULL;
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  record.writes_left = 0;
  assert_int_equal(syn_comparison_write_report(comparison, &sink, &error), SYN_IO);
  assert_int_equal(syn_comparison_write_records(comparison, &sink, &error), SYN_IO);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_format_that_does_not_exist_is_a_wrong_argument(void **state) {
  sample_record record;
  syn_error error = {0};
  sample_record_init(&record);
  syn_collection *collection = sample_open(sample_engine, NULL);
  const syn_sink sink = sample_sink(&record);
  assert_int_equal(syn_collection_export(collection, "clay", &sink, &error), SYN_BAD_ARGUMENT);
  assert_non_null(strstr(error.text, "\"clay\"; the formats are: jsonl."));
  assert_int_equal(record.output.size, 0);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

typedef struct comparing_log {
  int begun, ended;
} comparing_log;

static void log_comparing(void *context, bool begins) {
  comparing_log *log = context;
  if (begins)
    log->begun++;
  else
    log->ended++;
}

static void who_observes_is_told_when_stories_are_computed_anew(void **state) {
  sample_record record;
  syn_story_list *list = NULL;
  comparing_log log = {0};
  sample_record_init(&record);
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, "a.db");
  syn_collection_observe(collection, &(syn_observer){.comparing = log_comparing, .context = &log});
  sample_add(collection, ALL, 4, &record, SYN_OK);
  assert_int_equal(log.begun, 0);
  for (int round = 0; round < 2; round++) { /* the second time they are there */
    assert_int_equal(syn_collection_stories(collection, &list, NULL), SYN_OK);
    syn_story_list_destroy(&list);
    assert_int_equal(log.begun, 1);
    assert_int_equal(log.ended, 1);
  }
  syn_collection_observe(collection, NULL);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void an_empty_collection_has_no_stories(void **state) {
  syn_story_list *list = NULL;
  syn_comparison *comparison = NULL;
  syn_collection *collection = sample_open(sample_engine, NULL);
  assert_int_equal(syn_collection_stories(collection, &list, NULL), SYN_OK);
  assert_int_equal(list->story_count, 0);
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_NOT_FOUND);
  syn_story_list_destroy(&list);
  syn_collection_close(&collection);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(pages_are_added_once),
      IN_FOLDER(a_page_that_comes_twice_in_one_run_counts_once),
      IN_FOLDER(order_calls_and_threads_do_not_change_the_export),
      IN_FOLDER(a_store_that_is_opened_again_holds_what_it_held),
      IN_FOLDER(what_another_program_derived_is_derived_again),
      IN_FOLDER(an_export_is_of_one_moment_while_another_program_adds),
      IN_FOLDER(an_export_says_how_many_articles_another_model_read),
      cmocka_unit_test_setup_teardown(a_store_that_may_not_be_written_gives_the_same_records, sample_set_up_folder, tear_down_permission),
      IN_FOLDER(a_store_that_does_not_exist_is_not_made_by_looking),
      IN_FOLDER(accounts_of_one_happening_are_compared_side_by_side),
      IN_FOLDER(values_of_a_comparison_lie_within_their_articles),
      IN_FOLDER(stories_are_named_by_the_beginning_of_their_id),
      IN_FOLDER(an_output_that_fails_is_io),
      IN_FOLDER(a_format_that_does_not_exist_is_a_wrong_argument),
      IN_FOLDER(who_observes_is_told_when_stories_are_computed_anew),
      IN_FOLDER(an_empty_collection_has_no_stories),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
