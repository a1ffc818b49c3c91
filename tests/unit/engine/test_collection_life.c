/* The life of a collection: pages come back as captured, removed articles leave no trace, older articles are read again, damage is named.
 */
#include "sample_pages.h"

#include "base/memory.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const ALL[] = {"a.html", "b.txt", "c.txt", "d.txt"};

typedef struct fixture {
  syn_collection *collection;
  sample_record record; /* of what was told and exported last */
  syn_error error;
} fixture;

static int set_up(void **state) {
  static fixture f;
  memset(&f, 0, sizeof f);
  sample_record_init(&f.record);
  int result = sample_set_up_folder(state);
  sample_write_pages();
  *state = &f;
  return result;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_collection_close(&f->collection);
  sample_record_clear(&f->record);
  return sample_tear_down_folder(state);
}

/* A store of the first `count` pages. */
static void open_with(fixture *f, size_t count) {
  f->collection = sample_open(sample_threads, "a.db");
  if (count > 0) sample_add(f->collection, ALL, count, &f->record, SYN_OK);
}

static void open_again(fixture *f, const char *sql) {
  sqlite3 *db = NULL;
  char *message = NULL;
  syn_collection_close(&f->collection);
  assert_int_equal(sqlite3_open(sample_path("a.db"), &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s", message);
  sqlite3_close(db);
  open_with(f, 0);
}

static syn_article_list *select_articles(fixture *f, syn_selection selection) {
  syn_article_list *list = NULL;
  if (syn_collection_select(f->collection, &selection, &list, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return list;
}

static void export_again(fixture *f) {
  syn_buffer_reset(&f->record.output);
  sample_export(f->collection, &f->record);
}

/* The export of a store of its own that holds the named pages. */
static void assert_exports(fixture *f, const char *const *names, size_t count) {
  sample_record record;
  sample_record_init(&record);
  syn_collection *other = sample_open(sample_engine, NULL);
  sample_add(other, names, count, &record, SYN_OK);
  sample_export(other, &record);
  export_again(f);
  assert_true(syn_text_equal(syn_buffer_text(&record.output), syn_buffer_text(&f->record.output)));
  syn_collection_close(&other);
  sample_record_clear(&record);
}

static syn_id id_of(fixture *f, const char *source) {
  syn_article_list *list = select_articles(f, (syn_selection){0});
  syn_id id = {{0}};
  for (uint32_t i = 0; i < list->article_count; i++)
    if (syn_text_ends_with(list->articles[i].source, syn_text_from(source))) id = list->articles[i].id;
  syn_article_list_destroy(&list);
  assert_null(list);
  assert_false(syn_id_is_none(id));
  return id;
}

/* ---- evidence ---- */

static void a_page_comes_back_byte_for_byte(void **state) {
  fixture *f = *state;
  char bytes[4096];
  open_with(f, 4);
  FILE *file = fopen(sample_path("c.txt"), "rb");
  size_t size = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  syn_buffer_reset(&f->record.output);
  const syn_sink sink = sample_sink(&f->record);
  if (syn_collection_write_page(f->collection, id_of(f, "c.txt"), &sink, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_true(syn_text_equal(syn_buffer_text(&f->record.output), (syn_text){bytes, size}));
  f->record.writes_left = 0;
  assert_int_equal(syn_collection_write_page(f->collection, id_of(f, "c.txt"), &sink, &f->error), SYN_IO);
  assert_int_equal(syn_collection_write_page(f->collection, (syn_id){{9}}, &sink, &f->error), SYN_NOT_FOUND);
}

static void a_page_that_was_not_kept_is_kept_when_it_comes_again(void **state) {
  fixture *f = *state;
  const char *path = sample_path("a.html");
  const syn_input bare = {.paths = &path, .path_count = 1, .without_bytes = true};
  const syn_sink sink = sample_sink(&f->record);
  open_with(f, 0);
  assert_int_equal(syn_collection_add(f->collection, &bare, NULL, NULL, &f->error), SYN_OK);
  syn_id id = id_of(f, "a.html");
  assert_int_equal(syn_collection_write_page(f->collection, id, &sink, &f->error), SYN_NOT_FOUND);
  assert_non_null(strstr(f->error.text, "add the page again"));
  sample_add(f->collection, ALL, 1, &f->record, SYN_OK);
  assert_int_equal(f->record.last.unchanged_count, 1);
  assert_int_equal(syn_collection_write_page(f->collection, id, &sink, &f->error), SYN_OK);
  assert_exports(f, ALL, 1);
}

static void a_comparison_tells_what_it_rests_on(void **state) {
  fixture *f = *state;
  syn_comparison *comparison = NULL;
  open_with(f, 4);
  assert_int_equal(syn_collection_compare(f->collection, NULL, &comparison, &f->error), SYN_OK);
  assert_int_equal(comparison->evidence_count, comparison->article_count);
  for (uint32_t i = 0; i < comparison->evidence_count; i++) {
    const syn_evidence *evidence = &comparison->evidence[i];
    assert_true(i == 0 || syn_id_compare(evidence[-1].article, evidence->article) < 0);
    assert_int_not_equal(syn_comparison_column(comparison, evidence->article), -1);
    assert_int_equal(evidence->sha256.size, 64);
    assert_int_equal(evidence->captured.size, sizeof "2024-03-12T18:40:00Z" - 1);
    assert_true(evidence->has_bytes && evidence->size > 0);
  }
  syn_comparison_destroy(&comparison);
}

static void a_comparison_of_files_knows_no_time_of_capture(void **state) {
  fixture *f = *state;
  syn_comparison *comparison = NULL;
  f->collection = sample_open(sample_engine, NULL);
  sample_add(f->collection, ALL, 2, &f->record, SYN_OK);
  assert_int_equal(syn_collection_compare(f->collection, NULL, &comparison, &f->error), SYN_OK);
  assert_int_equal(comparison->evidence_count, 2);
  assert_int_equal(comparison->evidence[0].captured.size, 0);
  syn_comparison_destroy(&comparison);
}

/* ---- selection and removal ---- */

static void a_name_that_leads_nowhere_or_to_several_selects_nothing(void **state) {
  fixture *f = *state;
  static const char *const nowhere[] = {"zz"}, *const anything[] = {""};
  syn_article_list *list = NULL;
  open_with(f, 4);
  syn_selection selection = {.articles = nowhere, .article_count = 1};
  assert_int_equal(syn_collection_select(f->collection, &selection, &list, &f->error), SYN_NOT_FOUND);
  selection.articles = anything;
  assert_int_equal(syn_collection_select(f->collection, &selection, &list, &f->error), SYN_NOT_FOUND);
  selection = (syn_selection){.outlet = "Nobody's Post"};
  assert_int_equal(syn_collection_select(f->collection, &selection, &list, &f->error), SYN_NOT_FOUND);
  selection = (syn_selection){.story = "zz"};
  assert_int_equal(syn_collection_select(f->collection, &selection, &list, &f->error), SYN_NOT_FOUND);
  assert_null(list);
}

/* Pages are added until two ids begin with the same digit, which takes seventeen at most. */
static void an_ambiguous_beginning_names_the_candidates(void **state) {
  fixture *f = *state;
  syn_article_list *list = NULL;
  char first[SYN_ID_TEXT_SIZE], second[SYN_ID_TEXT_SIZE], name[32], text[128];
  const char *path = name;
  open_with(f, 4);
  for (unsigned number = 0; number < 17; number++) {
    snprintf(name, sizeof name, "page%u.txt", number);
    snprintf(text, sizeof text, "Boat %u sank.\n\nNobody was hurt when boat %u sank on Monday.\n", number, number);
    sample_write(name, text);
    sample_add(f->collection, &path, 1, &f->record, SYN_OK);
  }
  list = select_articles(f, (syn_selection){0});
  uint32_t at = 1;
  for (;; at++) {
    assert_true(at < list->article_count);
    syn_id_format(list->articles[at - 1].id, first);
    syn_id_format(list->articles[at].id, second);
    if (first[0] == second[0]) break;
  }
  syn_article_list_destroy(&list);
  const char digit[] = {first[0], '\0'}, *digits = digit;
  const syn_selection selection = {.articles = &digits, .article_count = 1};
  assert_int_equal(syn_collection_select(f->collection, &selection, &list, &f->error), SYN_BAD_ARGUMENT);
  first[10] = second[10] = '\0';
  assert_non_null(strstr(f->error.text, first));
  assert_non_null(strstr(f->error.text, second));
}

static void what_remains_after_a_removal_is_as_if_it_had_been_alone(void **state) {
  fixture *f = *state;
  uint64_t removed = 0;
  open_with(f, 4);
  syn_article_list *list = select_articles(f, (syn_selection){.outlet = "fjord tidings"});
  assert_int_equal(list->article_count, 1);
  assert_true(syn_text_ends_with(list->articles[0].source, SYN_TEXT("a.html")));
  syn_id ids[] = {list->articles[0].id, {{9}}};
  syn_article_list_destroy(&list);
  export_again(f);
  if (syn_collection_remove(f->collection, ids, 2, &removed, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(removed, 1);
  assert_exports(f, ALL + 1, 3);
  assert_int_equal(syn_collection_remove(f->collection, ids, 2, &removed, &f->error), SYN_OK);
  assert_int_equal(removed, 0);
}

static void a_story_is_removed_with_its_articles(void **state) {
  fixture *f = *state;
  uint64_t removed = 0;
  char story[SYN_ID_TEXT_SIZE];
  syn_comparison *comparison = NULL;
  static const char *const OTHERS[] = {"c.txt", "d.txt"};
  open_with(f, 4);
  assert_int_equal(syn_collection_compare(f->collection, NULL, &comparison, &f->error), SYN_OK);
  assert_int_equal(comparison->article_count, 2);
  bool is_loan = syn_text_ends_with(comparison->articles[0].source, SYN_TEXT("a.html")) ||
                 syn_text_ends_with(comparison->articles[0].source, SYN_TEXT("b.txt"));
  syn_id_format(comparison->story->id, story);
  syn_comparison_destroy(&comparison);
  syn_article_list *list = select_articles(f, (syn_selection){.story = story});
  assert_int_equal(list->article_count, 2);
  syn_id ids[] = {list->articles[0].id, list->articles[1].id};
  syn_article_list_destroy(&list);
  assert_int_equal(syn_collection_remove(f->collection, ids, 2, &removed, &f->error), SYN_OK);
  assert_int_equal(removed, 2);
  assert_exports(f, is_loan ? OTHERS : ALL, 2);
}

/* ---- update ---- */

static syn_update update(fixture *f, bool all) {
  syn_update done = {0};
  const syn_observer observer = sample_observer(&f->record);
  f->record.problem_count = 0;
  if (syn_collection_update(f->collection, all, &observer, &done, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return done;
}

static void what_an_older_version_read_is_read_again_from_the_kept_pages(void **state) {
  fixture *f = *state;
  open_with(f, 4);
  open_again(f,
             "UPDATE article SET version = '0.0.1', record = json_set(record, '$.title', 'Old'), title = 'Old' WHERE source LIKE '%.txt'");
  syn_update done = update(f, false);
  assert_int_equal(done.updated_count, 3);
  assert_int_equal(done.current_count, 1);
  assert_int_equal(done.without_bytes + done.failed_count, 0);
  assert_exports(f, ALL, 4);
  assert_int_equal(update(f, false).updated_count, 0);
  assert_int_equal(update(f, true).updated_count, 4);
  assert_exports(f, ALL, 4);
}

static void a_page_that_was_not_kept_or_is_damaged_is_named_and_left(void **state) {
  fixture *f = *state;
  open_with(f, 4);
  open_again(
      f,
      "UPDATE article SET version = ''; UPDATE capture SET bytes = NULL WHERE article = (SELECT id FROM article WHERE source LIKE "
      "'%b.txt');"
      "UPDATE capture SET bytes = substr(bytes, 1, length(bytes) - 9) WHERE article = (SELECT id FROM article WHERE source LIKE '%c.txt');"
      "UPDATE capture SET outlet = 'Else' WHERE article = (SELECT id FROM article WHERE source LIKE '%d.txt')");
  syn_update done = update(f, false);
  assert_int_equal(done.updated_count, 1);
  assert_int_equal(done.without_bytes, 1);
  assert_int_equal(done.failed_count, 2);
  assert_int_equal(f->record.problem_count, 3);
  assert_int_equal(update(f, false).updated_count, 0); /* they are still there, as they were */
  syn_article_list *list = select_articles(f, (syn_selection){0});
  assert_int_equal(list->article_count, 4);
  syn_article_list_destroy(&list);
}

/* ---- check ---- */

static uint32_t check(fixture *f, const char *source, const char *words) {
  syn_check *result = NULL;
  const syn_observer observer = sample_observer(&f->record);
  if (syn_collection_check(f->collection, &observer, &result, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  uint32_t count = result->problem_count;
  bool is_found = words == NULL;
  syn_id id = source ? id_of(f, source) : (syn_id){{0}};
  for (uint32_t i = 0; i < count; i++) {
    const syn_problem *problem = &result->problems[i];
    assert_true(problem->remedy.size > 0);
    if (words && syn_text_find(problem->what, syn_text_from(words), 0) != SIZE_MAX && syn_id_compare(problem->article, id) == 0)
      is_found = true;
  }
  if (!is_found || (!words && count > 0))
    fail_msg("\"%s\" instead of \"%s\"", count ? result->problems[0].what.data : "nothing", words ? words : "nothing");
  syn_check_destroy(&result);
  assert_null(result);
  return count;
}

static void a_whole_store_has_no_problems(void **state) {
  fixture *f = *state;
  syn_check *result = NULL;
  open_with(f, 4);
  check(f, NULL, NULL);
  export_again(f);
  assert_int_equal(syn_collection_check(f->collection, NULL, &result, &f->error), SYN_OK);
  assert_int_equal(result->problem_count, 0);
  assert_true(result->has_stories);
  assert_int_equal(result->counts.article_count, 4);
  assert_int_equal(result->counts.kept_count, 4);
  assert_int_equal(result->current_count, 4);
  assert_int_equal(result->counts.reader_count, 1);
  syn_check_destroy(&result);
}

static void each_kind_of_damage_is_named_with_its_article(void **state) {
  static const struct {
    const char *sql, *source, *words;
  } cases[] = {
      {"UPDATE article SET record = substr(record, 1, 300) WHERE source LIKE '%a.html'", "(damaged)", "cannot be read"},
      {"UPDATE fact SET record = json_set(record, '$.start', 100000, '$.end', 100005) WHERE kind = 'quantity' AND article = "
       "(SELECT id FROM article WHERE source LIKE '%b.txt')",
       "b.txt", "its facts cannot be read"},
      {"UPDATE fact SET record = json_set(record, '$.id', 'aaaaaaaaaaaaaaaaaaaa'), id = 'aaaaaaaaaaaaaaaaaaaa' WHERE kind = 'time' AND "
       "article = (SELECT id FROM article WHERE source LIKE '%c.txt') AND number = (SELECT min(number) FROM fact g WHERE g.article = "
       "fact.article AND kind = 'time')",
       "c.txt", "not made from the place"},
      {"UPDATE capture SET bytes = x'28b52ffd' WHERE article = (SELECT id FROM article WHERE source LIKE '%d.txt')", "d.txt", "damaged"},
      {"UPDATE capture SET sha256 = replace(sha256, substr(sha256, 1, 1), 'x') WHERE article = (SELECT id FROM article WHERE source LIKE "
       "'%b.txt')",
       "b.txt", "SHA-256"},
      {"UPDATE capture SET date = '2001-01-01' WHERE article = (SELECT id FROM article WHERE source LIKE '%b.txt')", "b.txt",
       "another article"},
      {"UPDATE article SET record = json_set(record, '$.digest', 'xxh128:00'), digest = 'xxh128:00' WHERE source LIKE '%b.txt'", "b.txt",
       "digest"},
      {"UPDATE sketch SET record = '{}' WHERE article = (SELECT id FROM article WHERE source LIKE '%c.txt')", "c.txt", "sketch"},
      {"UPDATE derived SET record = '{' WHERE kind = 'point' AND rowid = (SELECT min(rowid) FROM derived WHERE kind = 'point')", NULL,
       "a point cannot be read"},
      {"UPDATE derived SET record = json_set(record, '$.articles', json_array('aaaaaaaaaaaaaaaaaaaa')) WHERE kind = 'story'", NULL,
       "is not made from its articles"},
  };
  fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    open_with(f, 4);
    export_again(f); /* so that there are stories */
    open_again(f, cases[i].sql);
    assert_true(check(f, cases[i].source, cases[i].words) > 0);
    open_again(
        f, "DELETE FROM article; DELETE FROM fact; DELETE FROM sketch; DELETE FROM capture; UPDATE meta SET value = value + 1 WHERE key = "
           "'generation'");
    syn_collection_close(&f->collection);
  }
}

/* What the check advises helps. */
static void an_update_of_all_mends_records(void **state) {
  fixture *f = *state;
  open_with(f, 4);
  open_again(f, "UPDATE article SET record = '{'; UPDATE fact SET record = '{'; DELETE FROM sketch");
  assert_int_equal(update(f, true).updated_count, 4);
  check(f, NULL, NULL);
  assert_exports(f, ALL, 4);
}

/* ---- copies ---- */

static void a_copy_exports_the_same(void **state) {
  fixture *f = *state;
  const syn_observer observer = sample_observer(&f->record);
  open_with(f, 4);
  f->record.progress_count = 0;
  if (syn_collection_backup(f->collection, sample_path("b.db"), false, &observer, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_true(f->record.progress_count > 0);
  assert_int_equal(f->record.last.bytes_read, f->record.last.bytes_total);
  syn_collection_close(&f->collection);
  f->collection = sample_open(sample_engine, "b.db");
  assert_exports(f, ALL, 4);
}

/* ---- memory ---- */

static syn_status select_all(fixture *f) {
  syn_article_list *list = NULL;
  syn_status status = syn_collection_select(f->collection, &(syn_selection){.outlet = "Fjord Tidings"}, &list, &f->error);
  syn_article_list_destroy(&list);
  return status;
}

static syn_status check_all(fixture *f) {
  syn_check *result = NULL;
  syn_status status = syn_collection_check(f->collection, NULL, &result, &f->error);
  if (status == SYN_OK) assert_int_equal(result->problem_count, 0); /* memory that is missing is no damage */
  syn_check_destroy(&result);
  return status;
}

static syn_status write_first(fixture *f) {
  static syn_id id;
  if (syn_id_is_none(id)) id = id_of(f, "a.html");
  syn_buffer_reset(&f->record.output); /* its memory stays, so that the sink needs none */
  const syn_sink sink = sample_sink(&f->record);
  return syn_collection_write_page(f->collection, id, &sink, &f->error);
}

static syn_status add_one(fixture *f) {
  const char *path = sample_path("b.txt");
  const syn_input input = {.paths = &path, .path_count = 1};
  return syn_collection_add(f->collection, &input, NULL, NULL, &f->error);
}

static void memory_that_is_missing_is_told_and_nothing_is_lost(void **state) {
  static syn_status (*const jobs[])(fixture * f) = {select_all, check_all, write_first, add_one};
  fixture *f = *state;
  f->collection = sample_open(sample_engine, "a.db");
  sample_add(f->collection, ALL, 1, &f->record, SYN_OK);
  assert_int_equal(write_first(f), SYN_OK);
  for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
    bool is_pending = false;
    for (long count = 0; !is_pending; count++) {
      syn_memory_fail_after(count);
      syn_status status = jobs[i](f);
      is_pending = syn_memory_fail_pending();
      syn_memory_fail_after(-1);
      if (status != SYN_OK && status != SYN_NO_MEMORY) fail_msg("%zu, %ld: %s: %s", i, count, syn_status_name(status), f->error.text);
      assert_true(!is_pending || status == SYN_OK);
    }
  }
  assert_exports(f, ALL, 2);
}

int main(void) {
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      IN_FOLDER(a_page_comes_back_byte_for_byte),
      IN_FOLDER(a_page_that_was_not_kept_is_kept_when_it_comes_again),
      IN_FOLDER(a_comparison_tells_what_it_rests_on),
      IN_FOLDER(a_comparison_of_files_knows_no_time_of_capture),
      IN_FOLDER(a_name_that_leads_nowhere_or_to_several_selects_nothing),
      IN_FOLDER(an_ambiguous_beginning_names_the_candidates),
      IN_FOLDER(what_remains_after_a_removal_is_as_if_it_had_been_alone),
      IN_FOLDER(a_story_is_removed_with_its_articles),
      IN_FOLDER(what_an_older_version_read_is_read_again_from_the_kept_pages),
      IN_FOLDER(a_page_that_was_not_kept_or_is_damaged_is_named_and_left),
      IN_FOLDER(a_whole_store_has_no_problems),
      IN_FOLDER(each_kind_of_damage_is_named_with_its_article),
      IN_FOLDER(an_update_of_all_mends_records),
      IN_FOLDER(a_copy_exports_the_same),
      IN_FOLDER(memory_that_is_missing_is_told_and_nothing_is_lost),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
