/* The words of a store's articles: found, replaced, removed so that none is left, brought to older stores, checked. */
#include "base/embedded.h"
#include "store/sqlite_schema.h"
#include "store_test.h"

enum { RECORD_SIZE = 1024, FILE_LIMIT = 1 << 22 };

/* What the last check told. */
static struct {
  unsigned count;
  char what[512]; /* the last problem */
  syn_id about;   /* and its article */
} problems;

/* While the store is closed. */
static void execute_closed(fixture *f, const char *sql) {
  syn_store_close(&f->store);
  execute(f->path, sql);
  open_store(f, true);
}

static void write_record(unsigned number, const char *text, char out_record[RECORD_SIZE]) {
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(make_id(number), id);
  snprintf(out_record, RECORD_SIZE,
           "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%u.html\",\"outlet\":\"Lantern\",\"title\":\"Page %u\",\"byline\":[],"
           "\"language\":\"en\",\"credits\":[],\"captions\":[\"A picture of %u\",\"Second\"],\"text\":\"%s\",\"digest\":\"xxh128:00\"}",
           id, number, number, number, text);
}

/* An article as `version` of the program reads it. */
static void put(fixture *f, unsigned number, const char *text, const char *version) {
  char record[RECORD_SIZE], source[32];
  write_record(number, text, record);
  snprintf(source, sizeof(source), "%u.html", number);
  const syn_store_article article = {.id = make_id(number),
                                     .source = syn_text_from(source),
                                     .article = syn_text_from(record),
                                     .sketch = SYN_TEXT("{\"record\":\"sketch\"}"),
                                     .model = SYN_TEXT("m1"),
                                     .world = SYN_TEXT("w1"),
                                     .version = syn_text_from(version)};
  if (syn_store_add_article(f->store, &article, NULL, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

static void put_numbered(fixture *f, unsigned count) {
  char text[64];
  for (unsigned number = 1; number <= count; number++) {
    snprintf(text, sizeof(text), "Secretword%u spoke.", number);
    put(f, number, text, "1.0");
  }
}

/* How many articles have these words; `is_beginning`: or words that begin so. */
static size_t count_with(fixture *f, const char *words, bool is_beginning) {
  const syn_text_term term = {syn_text_from(words), is_beginning};
  const syn_text_clause clause = {0, 1};
  const syn_text_query query = {&term, &clause, 1, 1};
  syn_id *ids;
  size_t count = 0;
  if (syn_store_match_text(f->store, &query, f->arena, &ids, &count, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return count;
}

static void remove_article(fixture *f, unsigned number) {
  const syn_id id = make_id(number);
  uint64_t removed = 0;
  if (syn_store_remove_articles(f->store, &id, 1, &removed, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(removed, 1);
  if (syn_store_compact(f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

/* Whether some bytes stand in the file or in its log. */
static bool is_in_files(const fixture *f, const char *word) {
  static const char *const endings[] = {"", "-wal", "-journal"};
  static char bytes[FILE_LIMIT];
  for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
    char name[PATH_SIZE + 16];
    snprintf(name, sizeof(name), "%s%s", f->path, endings[i]);
    FILE *file = fopen(name, "rb");
    size_t size = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
    if (file) fclose(file);
    assert_true(size < sizeof(bytes));
    if (size > 0 && memmem(bytes, size, word, strlen(word))) return true;
  }
  return false;
}

/* ---- finding ---- */

static void words_lead_to_the_articles_that_have_them(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 12);
  assert_int_equal(count_with(f, "spoke", false), 12);
  assert_int_equal(count_with(f, "SECRETWORD7", false), 1);
  assert_int_equal(count_with(f, "secretword1", true), 4); /* 1, 10, 11, 12 */
  assert_int_equal(count_with(f, "Page 7", false), 1);
  assert_int_equal(count_with(f, "7 page", false), 0);
  assert_int_equal(count_with(f, "picture of 7", false), 1);
  assert_int_equal(count_with(f, "lantern", false), 0);
  assert_int_equal(count_with(f, "a\" OR \"spoke", false), 0); /* words, no language */
}

static void the_best_come_first_and_ties_in_order_of_id(void **state) {
  fixture *f = *state;
  const syn_text_term term = {.words = SYN_TEXT("dam")};
  const syn_text_clause clause = {0, 1};
  const syn_text_query query = {&term, &clause, 1, 1};
  syn_id *ids;
  size_t count = 0;
  open_store(f, true);
  put(f, 3, "The dam is new.", "1.0");
  put(f, 1, "The dam is new.", "1.0");
  put(f, 2, "The dam is a dam.", "1.0");
  assert_int_equal(syn_store_match_text(f->store, &query, f->arena, &ids, &count, &f->error), SYN_OK);
  assert_int_equal(count, 3);
  assert_int_equal(syn_id_compare(ids[0], make_id(2)), 0);
  assert_int_equal(syn_id_compare(ids[1], make_id(1)), 0);
  assert_int_equal(syn_id_compare(ids[2], make_id(3)), 0);
}

static void assert_spot(syn_text text, const syn_text_spot *spot, const char *words, uint32_t term) {
  assert_true(syn_text_equal(syn_text_slice(text, spot->start, spot->end), syn_text_from(words)));
  assert_int_equal(spot->term, term);
}

static void spots_are_where_the_words_stand(void **state) {
  fixture *f = *state;
  const syn_text_term terms[] = {{SYN_TEXT("cafe"), false}, {SYN_TEXT("the old da"), true}};
  const syn_text_clause clause = {0, 2};
  const syn_text_query query = {terms, &clause, 2, 1};
  const syn_text text = SYN_TEXT("A caf\xc3\xa9 by the Old dam; the old, old cafe.");
  syn_text_spot *spots;
  size_t count;
  open_store(f, true);
  assert_int_equal(syn_store_find_spots(f->store, &query, text, f->arena, &spots, &count, &f->error), SYN_OK);
  assert_int_equal(count, 3);
  assert_spot(text, &spots[0], "caf\xc3\xa9", 0);
  assert_spot(text, &spots[1], "the Old dam", 1);
  assert_spot(text, &spots[2], "cafe", 0);
}

/* ---- replacing and removing ---- */

static void words_are_those_of_the_last_reading(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 2);
  put(f, 1, "Greenword spoke.", "2.0");
  assert_int_equal(count_with(f, "Secretword1", false), 0);
  assert_int_equal(count_with(f, "Greenword", false), 1);
  assert_int_equal(count_with(f, "spoke", false), 2);
  put(f, 1, "Greenword spoke.", "3.0"); /* with the same words */
  assert_int_equal(count_with(f, "Greenword", false), 1);
  assert_int_equal(count_with(f, "spoke", false), 2);
}

/* The index holds words in lower case; of words that follow each other there only what differs. */
static void removed_words_are_gone_from_the_index(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 40);
  put(f, 41, "Quixotryzzz spoke.", "1.0");
  put(f, 42, "Zebraquagga spoke.", "1.0");
  put(f, 42, "Otherwise spoke.", "2.0"); /* what an earlier reading had goes as well */
  open_store(f, true);
  assert_true(is_in_files(f, "quixotryzzz"));
  assert_true(is_in_files(f, "ebraquagg"));
  remove_article(f, 41);
  assert_false(is_in_files(f, "uixotryz"));
  assert_false(is_in_files(f, "ebraquagg"));
  assert_int_equal(count_with(f, "spoke", false), 41);
  assert_int_equal(count_with(f, "quixotryzzz", false), 0);
  put(f, 41, "Quixotryzzz spoke.", "1.0");
  assert_int_equal(count_with(f, "quixotryzzz", false), 1);
}

/* What cannot be told to the index as it was put in is taken out by filling it anew. */
static void an_article_with_a_broken_record_goes_with_its_words(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 2);
  execute_closed(f, "UPDATE article SET record = '{' WHERE source = '2.html'");
  remove_article(f, 2);
  assert_int_equal(count_with(f, "spoke", false), 1);
  assert_false(is_in_files(f, "ecretword2"));
}

static void a_removal_of_all_leaves_an_empty_index(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 1);
  remove_article(f, 1);
  assert_int_equal(count_with(f, "spoke", false), 0);
  put_numbered(f, 1);
  assert_int_equal(count_with(f, "spoke", false), 1);
}

/* ---- older stores ---- */

static void a_store_of_version_2_gets_its_words(void **state) {
  fixture *f = *state;
  const char *const scripts[] = {syn_embedded_find("src/store/schema/1.sql").data, syn_embedded_find("src/store/schema/2.sql").data};
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 2, &f->error), SYN_OK);
  for (unsigned number = 1; number <= 30; number++) {
    char record[RECORD_SIZE], id[SYN_ID_TEXT_SIZE];
    write_record(number, "Somebody spoke.", record);
    syn_id_format(make_id(number), id);
    char *sql = sqlite3_mprintf("INSERT INTO article (id, source, model, world, record) VALUES (%Q, '%u.html', 'm1', 'w1', %Q)", id, number,
                                number == 9 ? "{" : record); /* damage does not keep a store from being opened */
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
  }
  sqlite3_close(db);
  open_store(f, true);
  assert_int_equal(count_with(f, "spoke", false), 29);
  assert_int_equal(count_with(f, "picture of 17", false), 1);
  put(f, 31, "Another spoke.", "1.0");
  assert_int_equal(count_with(f, "spoke", false), 30);
}

/* ---- health ---- */

static syn_status note(void *context, syn_id article, const char *what) {
  problems.count++;
  problems.about = article;
  snprintf(problems.what, sizeof(problems.what), "%s", what);
  return SYN_OK;
}

static void assert_problem(fixture *f, const char *what, unsigned article) {
  problems.count = 0;
  assert_int_equal(syn_store_check(f->store, note, f, &f->error), SYN_OK);
  if (what ? problems.count != 1 || !strstr(problems.what, what) : problems.count != 0) fail_msg("%u: %s", problems.count, problems.what);
  if (what) assert_int_equal(syn_id_compare(problems.about, article ? make_id(article) : (syn_id){{0}}), 0);
}

static void a_check_sees_what_the_index_lacks_or_has_too_much(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 5);
  put(f, 6, "", "1.0");
  assert_problem(f, NULL, 0);
  execute_closed(f, "UPDATE article_number SET number = 77 WHERE article LIKE '%03'");
  assert_int_equal(syn_store_check(f->store, note, f, &f->error), SYN_OK);
  assert_true(problems.count > 0);
  assert_int_equal(syn_store_rebuild_text(f->store, &f->error), SYN_OK);
  assert_problem(f, NULL, 0);
  execute_closed(f, "INSERT INTO article_text (rowid, text) VALUES (78, 'two strays')");
  assert_problem(f, "2 words of articles that are not there", 0);
  assert_int_equal(syn_store_rebuild_text(f->store, &f->error), SYN_OK);
  execute_closed(f, "UPDATE article SET record = replace(record, 'Secretword2', 'Secretword9') WHERE source = '2.html'");
  assert_problem(f, "other words of it than its record", 2);
  assert_int_equal(syn_store_rebuild_text(f->store, &f->error), SYN_OK);
  assert_problem(f, NULL, 0);
  assert_int_equal(count_with(f, "Secretword9", false), 1);
}

static void a_broken_index_is_an_error_and_no_crash(void **state) {
  fixture *f = *state;
  const syn_text_term term = {.words = SYN_TEXT("spoke")};
  const syn_text_clause clause = {0, 1};
  const syn_text_query query = {&term, &clause, 1, 1};
  syn_id *ids;
  size_t count;
  open_store(f, true);
  put_numbered(f, 200);
  execute_closed(f, "UPDATE article_text_data SET block = x'00FF00FF00FF' WHERE id > 10");
  assert_int_equal(syn_store_match_text(f->store, &query, f->arena, &ids, &count, &f->error), SYN_BAD_INPUT);
  assert_true(f->error.text[0] != '\0');
  assert_int_equal(syn_store_check(f->store, note, f, &f->error), SYN_OK);
  assert_true(problems.count > 0);
  assert_int_equal(syn_store_rebuild_text(f->store, &f->error), SYN_OK);
  assert_int_equal(count_with(f, "spoke", false), 200);
}

/* To the superuser nothing is forbidden, so the file is given to nobody, who then reads it. */
static void a_store_that_may_not_be_written_is_searched_and_checked(void **state) {
  fixture *f = *state;
  open_store(f, true);
  put_numbered(f, 3);
  syn_store_close(&f->store);
  take_permission(f, 0500, 0400);
  open_store(f, false);
  check(f, syn_store_begin_read(f->store, &f->error));
  assert_int_equal(count_with(f, "spoke", false), 3);
  assert_problem(f, NULL, 0);
  check(f, syn_store_end_read(f->store, SYN_OK, &f->error));
  assert_true(syn_store_is_read_only(f->store));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_lead_to_the_articles_that_have_them),
      TEST(the_best_come_first_and_ties_in_order_of_id),
      TEST(spots_are_where_the_words_stand),
      TEST(words_are_those_of_the_last_reading),
      TEST(removed_words_are_gone_from_the_index),
      TEST(an_article_with_a_broken_record_goes_with_its_words),
      TEST(a_removal_of_all_leaves_an_empty_index),
      TEST(a_store_of_version_2_gets_its_words),
      TEST(a_check_sees_what_the_index_lacks_or_has_too_much),
      TEST(a_broken_index_is_an_error_and_no_crash),
      TEST(a_store_that_may_not_be_written_is_searched_and_checked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
