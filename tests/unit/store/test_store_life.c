/* The life of a store: what is kept of pages, migration from version 1, removal that leaves nothing, damage that is named, copies. */
#include "base/embedded.h"
#include "store/neighbours.h"
#include "store/sqlite_schema.h"
#include "store_test.h"

enum { FOUND_LIMIT = 16 };

static const char SHA256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/* Article `number` with a word of its own in its record; `captured` (or NULL) is stated. Lives until the next call. */
static syn_store_article make_article(unsigned number, const char *captured) {
  static char article[1024], sketch[256], stated[128];
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(make_id(number), id);
  snprintf(stated, sizeof(stated), captured ? "\"captured\":\"%s\"," : "", captured);
  snprintf(article, sizeof(article),
           "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%u.html\",\"outlet\":\"Outlet %u\",\"title\":\"Title %u\",\"byline\":[],%s"
           "\"language\":\"en\",\"credits\":[],\"captions\":[],\"text\":\"Secretword%u spoke.\",\"digest\":\"xxh128:00\"}\n",
           id, number, number % 2, number, stated, number);
  snprintf(sketch, sizeof(sketch), "{\"record\":\"sketch\",\"article\":\"%s\",\"words\":2}\n", id);
  static char source[32];
  snprintf(source, sizeof(source), "%u.html", number);
  return (syn_store_article){.id = make_id(number),
                             .source = syn_text_from(source),
                             .article = syn_text_from(article),
                             .facts = SYN_TEXT("{\"record\":\"quantity\",\"id\":\"00000000000000000002\",\"value\":2}\n"),
                             .sketch = syn_text_from(sketch),
                             .model = SYN_TEXT("m1"),
                             .world = SYN_TEXT("w1"),
                             .version = SYN_TEXT("1.0"),
                             .captured = syn_text_from(captured)};
}

static syn_capture make_capture(const char *packed, const char *captured, const char *read) {
  return (syn_capture){.page = {.media = SYN_MEDIA_HTML,
                                .captured = syn_text_from(captured),
                                .outlet = SYN_TEXT("The Lantern"),
                                .credit = SYN_TEXT("Harbour Wire"),
                                .based_on = SYN_TEXT("https://wire.example/1")},
                       .read = syn_text_from(read),
                       .sha256 = syn_text_from(SHA256),
                       .size = 77,
                       .has_bytes = packed != NULL,
                       .packed = syn_text_from(packed)};
}

static void add(fixture *f, unsigned number, const char *packed, const char *captured, const char *read) {
  syn_store_article article = make_article(number, captured);
  const syn_capture capture = make_capture(packed, captured, read);
  article.capture = &capture;
  if (syn_store_add_article(f->store, &article, NULL, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

static syn_capture get(fixture *f, unsigned number) {
  syn_capture capture = {0};
  if (syn_store_get_capture(f->store, make_id(number), true, f->arena, &capture, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return capture;
}

/* ---- captures ---- */

static void a_capture_comes_back_as_it_was(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 1, "packed", NULL, "2031-05-30T10:00:00Z");
  syn_capture capture = get(f, 1);
  assert_text(capture.packed, "packed");
  assert_text(capture.sha256, SHA256);
  assert_text(capture.read, "2031-05-30T10:00:00Z");
  assert_text(capture.page.captured, "");
  assert_text(capture.page.outlet, "The Lantern");
  assert_text(capture.page.credit, "Harbour Wire");
  assert_text(capture.page.based_on, "https://wire.example/1");
  assert_text(capture.page.source, "1.html");
  assert_int_equal(capture.page.media, SYN_MEDIA_HTML);
  assert_int_equal(capture.size, 77);
  assert_int_equal(syn_store_get_capture(f->store, make_id(9), true, f->arena, &capture, &f->error), SYN_NOT_FOUND);
}

static void the_first_reading_stays_and_bytes_come_later(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 1, NULL, NULL, "2031-05-30T10:00:00Z");
  assert_false(get(f, 1).has_bytes);
  uint64_t before = generation_of(f);
  add(f, 1, "packed", NULL, "2031-06-30T10:00:00Z");
  assert_text(get(f, 1).packed, "packed");
  assert_text(get(f, 1).read, "2031-05-30T10:00:00Z");
  add(f, 1, NULL, NULL, "2031-07-30T10:00:00Z");
  add(f, 1, "other", NULL, "2031-07-30T10:00:00Z");
  assert_text(get(f, 1).packed, "packed");
  assert_int_equal(generation_of(f), before); /* no story changes */
}

static void of_stated_times_the_earliest_stays_in_record_and_capture(void **state) {
  static const char *const orders[3][3] = {
      {"2031-05-02", "2031-05-01", "2031-05-03"}, {"2031-05-01", "2031-05-02", NULL}, {NULL, "2031-05-01", NULL}};
  fixture *f = *state;
  open_store(f, true);
  for (unsigned i = 0; i < 3; i++) {
    syn_store_article read;
    for (unsigned k = 0; k < 3; k++) add(f, i + 1, "packed", orders[i][k], "2031-06-01T00:00:00Z");
    assert_text(get(f, i + 1).page.captured, "2031-05-01");
    assert_int_equal(syn_store_get_article(f->store, make_id(i + 1), f->arena, &read, &f->error), SYN_OK);
    assert_int_not_equal(syn_text_find(read.article, SYN_TEXT("\"captured\":\"2031-05-01\""), 0), SIZE_MAX);
  }
}

static void an_article_that_is_read_anew_keeps_its_page(void **state) {
  fixture *f = *state;
  bool found;
  open_store(f, true);
  add(f, 1, "packed", "2031-05-01", NULL);
  syn_store_article again = make_article(1, NULL), read;
  again.model = SYN_TEXT("m2");
  assert_int_equal(syn_store_replace_article(f->store, &again, &found, &f->error), SYN_OK);
  assert_true(found);
  assert_text(get(f, 1).packed, "packed");
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, &f->error), SYN_OK);
  assert_text(read.model, "m2");
  assert_int_not_equal(syn_text_find(read.article, SYN_TEXT("\"captured\":\"2031-05-01\""), 0), SIZE_MAX);
  again = make_article(7, NULL);
  assert_int_equal(syn_store_replace_article(f->store, &again, &found, &f->error), SYN_OK);
  assert_false(found); /* removed meanwhile: it does not come back */
  assert_int_equal(syn_store_get_article(f->store, make_id(7), f->arena, &read, NULL), SYN_NOT_FOUND);
}

static void what_another_version_read_is_listed(void **state) {
  fixture *f = *state;
  syn_id *ids;
  size_t count;
  open_store(f, true);
  add(f, 1, NULL, NULL, NULL);
  add(f, 2, NULL, NULL, NULL);
  assert_int_equal(syn_store_set_reader(f->store, SYN_TEXT("1.0"), SYN_TEXT("m1"), SYN_TEXT("w1")), SYN_OK);
  assert_int_equal(syn_store_list_articles(f->store, true, f->arena, &ids, &count, &f->error), SYN_OK);
  assert_int_equal(count, 0);
  assert_int_equal(syn_store_set_reader(f->store, SYN_TEXT("1.1"), SYN_TEXT("m1"), SYN_TEXT("w1")), SYN_OK);
  assert_int_equal(syn_store_list_articles(f->store, true, f->arena, &ids, &count, &f->error), SYN_OK);
  assert_int_equal(count, 2);
  assert_int_equal(syn_id_compare(ids[0], make_id(1)), 0);
}

/* ---- version 1 ---- */

/* A store as version 1 of the schema left it, with articles 1 to `count`. */
static void make_version_1(fixture *f, unsigned count) {
  const char *const scripts[] = {syn_embedded_find("src/store/schema/1.sql").data};
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 1, &f->error), SYN_OK);
  assert_int_equal(sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL), SQLITE_OK);
  for (unsigned number = 1; number <= count; number++) {
    syn_store_article article = make_article(number, NULL);
    char id[SYN_ID_TEXT_SIZE], *sql;
    syn_id_format(article.id, id);
    sql = sqlite3_mprintf("INSERT INTO article (id, source, outlet, title, language, digest, model, world, record) VALUES (%Q, '%u.html', "
                          "'Outlet %u', 'Title %u', 'en', 'xxh128:00', 'm1', 'w1', trim(%Q, char(10)));"
                          "INSERT INTO sketch VALUES (%Q, trim(%Q, char(10)));"
                          "UPDATE meta SET value = value + 1 WHERE key = 'generation'",
                          id, number, number % 2, number, article.article.data, id, article.sketch.data);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_free(sql);
  }
  sqlite3_close(db);
}

static void a_store_of_version_1_keeps_its_articles_and_gets_pages_later(void **state) {
  fixture *f = *state;
  uint64_t count;
  syn_store_article read;
  make_version_1(f, 3);
  open_store(f, true);
  count = count_articles(f, NULL);
  assert_int_equal(generation_of(f), 3);
  assert_int_equal(count, 3);
  assert_int_equal(syn_store_get_article(f->store, make_id(2), f->arena, &read, &f->error), SYN_OK);
  assert_text(read.version, "");
  assert_int_equal(get(f, 2).sha256.size, 0);
  assert_text(get(f, 2).page.source, "2.html");
  add(f, 2, "packed", NULL, "2031-05-30T10:00:00Z");
  assert_text(get(f, 2).packed, "packed");
  assert_int_equal(get(f, 3).sha256.size, 0);
}

static void a_store_of_version_1_gives_space_back_too(void **state) {
  fixture *f = *state;
  enum { COUNT = 600 };
  static syn_id ids[COUNT];
  uint64_t removed;
  struct stat before, after;
  make_version_1(f, COUNT);
  open_store(f, true);
  for (unsigned i = 0; i < COUNT; i++) ids[i] = make_id(i + 1);
  assert_int_equal(stat(f->path, &before), 0);
  assert_int_equal(syn_store_remove_articles(f->store, ids, COUNT - 1, &removed, &f->error), SYN_OK);
  assert_int_equal(removed, COUNT - 1);
  if (syn_store_compact(f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(stat(f->path, &after), 0);
  assert_true(after.st_size < before.st_size * 3 / 4); /* empty tables take their pages */
  assert_int_equal(generation_of(f), COUNT + 1);
}

/* ---- removal ---- */

/* How often a word stands in the file or in what lies beside it. */
static unsigned count_in_files(const fixture *f, const char *word) {
  static const char *const endings[] = {"", "-wal", "-journal"};
  unsigned count = 0;
  for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
    char name[PATH_SIZE + 16], command[2 * PATH_SIZE];
    snprintf(name, sizeof(name), "%s%s", f->path, endings[i]);
    if (access(name, F_OK) != 0) continue;
    snprintf(command, sizeof(command), "grep -a -o '%s' '%s' | wc -l", word, name);
    FILE *pipe = popen(command, "r");
    unsigned found = 0;
    assert_int_equal(fscanf(pipe, "%u", &found), 1);
    pclose(pipe);
    count += found;
  }
  return count;
}

/* The articles 1 and 2 as one neighbourhood, and what is derived from it. */
static void derive_from_two(fixture *f, const syn_store_derived *record) {
  const syn_neighbour_methods *methods = syn_store_neighbours(f->store);
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_OK);
  for (unsigned number = 1; number <= 2; number++) {
    const syn_neighbour row = {.article = make_id(number), .day = INT32_MAX, .traits = SYN_TEXT("traits")};
    uint64_t given = 0;
    assert_int_equal(methods->add(f->store, &row, &given, &f->error), SYN_OK);
    assert_int_equal(methods->set_region(f->store, given, 1, &f->error), SYN_OK);
  }
  assert_int_equal(methods->put_derived(f->store, 1, record, 1, &f->error), SYN_OK);
  assert_int_equal(methods->set_generation(f->store, 3, &f->error), SYN_OK);
  assert_int_equal(syn_store_commit(f->store, &f->error), SYN_OK);
}

static void removed_words_are_gone_from_the_file(void **state) {
  fixture *f = *state;
  syn_id ids[] = {make_id(2), make_id(99)};
  uint64_t removed, count;
  open_store(f, true);
  for (unsigned number = 1; number <= 3; number++) add(f, number, number == 2 ? "pagebytes2" : "pagebytes", NULL, NULL);
  const syn_store_derived story = {.kind = SYN_TEXT("story"), .line = SYN_TEXT("{\"record\":\"story\",\"title\":\"Secretword2 tells\"}")};
  derive_from_two(f, &story);
  assert_true(count_in_files(f, "Secretword2") > 0);
  assert_int_equal(syn_store_remove_articles(f->store, ids, 2, &removed, &f->error), SYN_OK);
  assert_int_equal(removed, 1); /* the other one is not there */
  if (syn_store_compact(f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(count_in_files(f, "Secretword2"), 0);
  assert_int_equal(count_in_files(f, "pagebytes2"), 0);
  assert_true(count_in_files(f, "Secretword3") > 0);
  count = count_articles(f, NULL);
  assert_int_equal(generation_of(f), 4);
  assert_int_equal(count, 2);
  uint64_t derived = 9;
  assert_int_equal(syn_store_derived_generation(f->store, &derived, &f->error), SYN_OK);
  assert_int_equal(derived, 3); /* what is left is of the generation before */
}

static void a_removal_that_fails_removes_nothing(void **state) {
  fixture *f = *state;
  syn_id ids[] = {make_id(1), make_id(2)};
  uint64_t removed = 7, count;
  open_store(f, true);
  add(f, 1, "a", NULL, NULL);
  add(f, 2, "b", NULL, NULL);
  execute(f->path, "CREATE TABLE holder (article TEXT NOT NULL REFERENCES article (id));"
                   "INSERT INTO holder SELECT id FROM article WHERE source = '2.html'");
  assert_int_not_equal(syn_store_remove_articles(f->store, ids, 2, &removed, &f->error), SYN_OK);
  assert_int_equal(removed, 7);
  count = count_articles(f, NULL);
  assert_int_equal(generation_of(f), 2);
  assert_int_equal(count, 2);
  assert_text(get(f, 1).packed, "a");
}

/* ---- damage ---- */

typedef struct findings {
  char words[FOUND_LIMIT][512];
  syn_id articles[FOUND_LIMIT];
  unsigned count;
} findings;

static syn_status note(void *context, syn_id article, const char *what) {
  findings *found = context;
  assert_true(found->count < FOUND_LIMIT);
  snprintf(found->words[found->count], sizeof(found->words[0]), "%s", what);
  found->articles[found->count++] = article;
  return SYN_OK;
}

static void expect_damage(fixture *f, const char *sql, unsigned article, const char *words) {
  findings found = {0};
  syn_store_close(&f->store);
  if (sql) execute(f->path, sql);
  open_store(f, true);
  assert_int_equal(syn_store_check(f->store, note, &found, &f->error), SYN_OK);
  if (!words) {
    if (found.count > 0) fail_msg("%s", found.words[0]);
    return;
  }
  for (unsigned i = 0; i < found.count; i++)
    if (strstr(found.words[i], words) && syn_id_compare(found.articles[i], article ? make_id(article) : (syn_id){{0}}) == 0) return;
  fail_msg("\"%s\" was not found among %u: %s", words, found.count, found.count ? found.words[0] : "");
}

static void damage_is_named_with_its_article(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 1; number <= 9; number++) add(f, number, "packed", number == 9 ? "2031-05-01" : NULL, NULL);
  expect_damage(f, NULL, 0, NULL);
  expect_damage(f, "UPDATE article SET outlet = 'x' WHERE source = '1.html'", 1, "\"outlet\"");
  expect_damage(f, "UPDATE article SET record = '{' WHERE source = '2.html'", 2, "no JSON");
  expect_damage(f, "UPDATE fact SET kind = 'quote' WHERE article = (SELECT id FROM article WHERE source = '3.html')", 3, "fact 0");
  expect_damage(f, "DELETE FROM sketch WHERE article = (SELECT id FROM article WHERE source = '4.html')", 4, "sketch");
  expect_damage(f, "UPDATE capture SET captured = '2031-05-09' WHERE article = (SELECT id FROM article WHERE source = '9.html')", 9,
                "time");
  expect_damage(f, "PRAGMA foreign_keys = OFF; DELETE FROM article WHERE source = '5.html'", 0, "belongs to no article: fact");
  expect_damage(f, "UPDATE meta SET value = 1000 WHERE key = 'derived_generation'", 0, "1000");
  expect_damage(f, "DELETE FROM meta WHERE key = 'derived_generation'", 0, "missing");
}

static void a_damaged_page_of_the_file_is_named(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 1; number <= 100; number++) add(f, number, "packed", NULL, NULL);
  syn_store_close(&f->store);
  FILE *file = fopen(f->path, "r+b");
  assert_int_equal(fseek(file, 9L * 4096 + 3, SEEK_SET), 0);
  for (int i = 0; i < 300; i++) fputc(0xA5, file);
  fclose(file);
  findings found = {0};
  open_store(f, true);
  assert_int_equal(syn_store_check(f->store, note, &found, &f->error), SYN_OK);
  assert_true(found.count > 0);
  assert_non_null(strstr(found.words[0], "the file is damaged"));
}

static void counts_tell_what_is_there(void **state) {
  fixture *f = *state;
  syn_counts counts;
  open_store(f, true);
  add(f, 1, "packed", NULL, NULL);
  add(f, 2, NULL, NULL, NULL);
  add(f, 3, "packed", NULL, NULL);
  assert_int_equal(syn_store_tell(f->store, f->arena, &counts, &f->error), SYN_OK);
  assert_int_equal(counts.article_count, 3);
  assert_int_equal(counts.outlet_count, 2);
  assert_int_equal(counts.capture_count, 3);
  assert_int_equal(counts.kept_count, 2);
  assert_int_equal(counts.page_bytes, 154);
  assert_int_equal(counts.packed_bytes, 12);
  assert_int_equal(counts.fact_kind_count, 1);
  assert_string_equal(counts.facts[0].name, "quantity");
  assert_int_equal(counts.facts[0].count, 3);
  assert_int_equal(counts.reader_count, 1);
  assert_string_equal(counts.readers[0].model, "m1");
  assert_int_equal(counts.readers[0].count, 3);
  assert_true(counts.file_bytes > 0);
}

/* ---- copies ---- */

static void a_copy_is_the_last_commit_while_another_writes(void **state) {
  fixture *f = *state;
  syn_store *writer = NULL, *copy = NULL;
  struct stat info;
  uint64_t count, number;
  mode_t mask = umask(0);
  open_store(f, true);
  add(f, 1, "packed", NULL, NULL);
  assert_int_equal(syn_store_open(f->path, false, &writer, &f->error), SYN_OK);
  assert_int_equal(syn_store_begin(writer, &f->error), SYN_OK);
  syn_store_article second = make_article(2, NULL);
  assert_int_equal(syn_store_add_article(writer, &second, NULL, &f->error), SYN_OK);
  syn_status status = syn_store_backup(f->store, f->copy, false, NULL, NULL, &f->error);
  umask(mask);
  if (status != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(syn_store_commit(writer, &f->error), SYN_OK);
  syn_store_close(&writer);
  assert_int_equal(stat(f->copy, &info), 0);
  assert_int_equal(info.st_mode & 07777, 0600);
  assert_int_equal(syn_store_open(f->copy, false, &copy, &f->error), SYN_OK);
  assert_int_equal(syn_store_count(copy, &count, &number, &f->error), SYN_OK);
  assert_int_equal(count, 1);
  syn_store_close(&copy);
  count = count_articles(f, NULL);
  assert_int_equal(count, 2);
}

static void a_copy_replaces_a_file_only_on_request(void **state) {
  fixture *f = *state;
  char beside[PATH_SIZE + 8];
  open_store(f, true);
  add(f, 1, "packed", NULL, NULL);
  execute(f->copy, "CREATE TABLE x (y)");
  assert_int_equal(syn_store_backup(f->store, f->copy, false, NULL, NULL, &f->error), SYN_BAD_ARGUMENT);
  assert_non_null(strstr(f->error.text, "--force"));
  assert_int_equal(syn_store_backup(f->store, f->path, true, NULL, NULL, &f->error), SYN_BAD_ARGUMENT);
  assert_non_null(strstr(f->error.text, "the store itself"));
  snprintf(beside, sizeof(beside), "%s-wal", f->copy);
  fclose(fopen(beside, "wb"));
  assert_int_equal(syn_store_backup(f->store, f->copy, true, NULL, NULL, &f->error), SYN_BAD_ARGUMENT); /* in use */
  unlink(beside);
  if (syn_store_backup(f->store, f->copy, true, NULL, NULL, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  snprintf(beside, sizeof(beside), "%s/none/copy.db", f->folder);
  assert_int_equal(syn_store_backup(f->store, beside, true, NULL, NULL, &f->error), SYN_IO);
}

static void a_copy_of_a_damaged_store_is_not_left_behind(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 1; number <= 100; number++) add(f, number, "packed", NULL, NULL);
  syn_store_close(&f->store);
  FILE *file = fopen(f->path, "r+b");
  assert_int_equal(fseek(file, 9L * 4096 + 3, SEEK_SET), 0);
  for (int i = 0; i < 300; i++) fputc(0xA5, file);
  fclose(file);
  open_store(f, true);
  assert_int_equal(syn_store_backup(f->store, f->copy, false, NULL, NULL, &f->error), SYN_BAD_INPUT);
  assert_int_not_equal(access(f->copy, F_OK), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_capture_comes_back_as_it_was),
      TEST(the_first_reading_stays_and_bytes_come_later),
      TEST(of_stated_times_the_earliest_stays_in_record_and_capture),
      TEST(an_article_that_is_read_anew_keeps_its_page),
      TEST(what_another_version_read_is_listed),
      TEST(a_store_of_version_1_keeps_its_articles_and_gets_pages_later),
      TEST(a_store_of_version_1_gives_space_back_too),
      TEST(removed_words_are_gone_from_the_file),
      TEST(a_removal_that_fails_removes_nothing),
      TEST(damage_is_named_with_its_article),
      TEST(a_damaged_page_of_the_file_is_named),
      TEST(counts_tell_what_is_there),
      TEST(a_copy_is_the_last_commit_while_another_writes),
      TEST(a_copy_replaces_a_file_only_on_request),
      TEST(a_copy_of_a_damaged_store_is_not_left_behind),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
