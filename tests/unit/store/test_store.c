/* The store: what is added once is there once, what was committed stays, what is no store is refused with a sentence that helps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "records/record_reader.h"
#include "store/neighbours.h"
#include "store/sqlite_schema.h"
#include "store/store.h"

typedef struct fixture {
  char folder[64], path[96];
  syn_store *store;
  syn_arena *arena;
  syn_error error;
} fixture;

static int set_up(void **state) {
  static fixture f;
  memset(&f, 0, sizeof(f));
  strcpy(f.folder, "/tmp/syn_store_XXXXXX");
  assert_non_null(mkdtemp(f.folder));
  snprintf(f.path, sizeof(f.path), "%s/a.db", f.folder);
  assert_int_equal(syn_arena_create(1 << 24, &f.arena), SYN_OK);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
  fixture *f = *state;
  assert_int_equal(seteuid(getuid()), 0); /* see take_permission */
  assert_int_equal(chmod(f->folder, 0700), 0);
  syn_store_close(&f->store);
  syn_arena_destroy(&f->arena);
  for (size_t i = 0; i < 4; i++) {
    char name[128];
    snprintf(name, sizeof(name), "%s%s", f->path, endings[i]);
    unlink(name);
  }
  rmdir(f->folder);
  return 0;
}

static void open_store(fixture *f, bool may_create) {
  if (syn_store_open(f->path, may_create, &f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
}

static syn_id make_id(unsigned number) {
  syn_id id = {{0xB0}};
  id.bytes[8] = (uint8_t)(number >> 8);
  id.bytes[9] = (uint8_t)number;
  return id;
}

/* An article whose record says so; lives in static memory until the next but three. */
static syn_store_article make_article(unsigned number, const char *source) {
  static struct { char article[512], facts[512], sketch[128]; } lines[4];
  static unsigned next;
  char id[SYN_ID_TEXT_SIZE];
  unsigned slot = next++ % 4;
  syn_id_format(make_id(number), id);
  snprintf(
      lines[slot].article, sizeof(lines[slot].article),
      "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%s\",\"outlet\":\"The Lantern\",\"title\":\"Title %u\",\"byline\":[],"
      "\"published\":{\"from\":\"2031-05-30\",\"to\":\"2031-05-31\",\"basis\":\"text\"},\"language\":\"en\",\"credits\":[],\"captions\":[],"
      "\"text\":\"Orla spoke.\",\"digest\":\"xxh128:00\"}\n",
      id, source, number);
  snprintf(lines[slot].facts, sizeof(lines[slot].facts),
           "{\"record\":\"entity\",\"id\":\"00000000000000000001\",\"type\":\"PERSON\",\"name\":\"Orla\",\"mentions\":[]}\n"
           "{\"record\":\"quantity\",\"id\":\"00000000000000000002\",\"value\":%u}\n",
           number);
  snprintf(lines[slot].sketch, sizeof(lines[slot].sketch), "{\"record\":\"sketch\",\"article\":\"%s\",\"words\":2}\n", id);
  return (syn_store_article){make_id(number),
                             syn_text_from(source),
                             syn_text_from(lines[slot].article),
                             syn_text_from(lines[slot].facts),
                             syn_text_from(lines[slot].sketch),
                             SYN_TEXT("m1"),
                             SYN_TEXT("w1")};
}

static void add(fixture *f, unsigned number, const char *source, bool expected_new) {
  syn_store_article article = make_article(number, source);
  bool added = !expected_new;
  if (syn_store_add_article(f->store, &article, &added, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(added, expected_new);
}

static bool is_current(fixture *f, unsigned number) {
  const syn_store_article article = {.id = make_id(number)};
  syn_store_state state = {0};
  if (syn_store_look(f->store, &article, &state, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  return state.is_current;
}

static uint64_t count_articles(fixture *f, uint64_t *out_generation) {
  uint64_t count = 0, generation = 0;
  if (syn_store_count(f->store, &count, &generation, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  if (out_generation) *out_generation = generation;
  return count;
}

static void assert_text(syn_text text, syn_text expected) {
  if (!syn_text_equal(text, expected)) fail_msg("\"%.*s\" instead of \"%.*s\"", SYN_TEXT_ARGUMENTS(text), SYN_TEXT_ARGUMENTS(expected));
}

static int64_t query(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  int64_t value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return value;
}

static void execute(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void write_file(const char *path, const char *bytes, size_t size) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

/* ---- articles ---- */

static void an_article_comes_back_as_it_was(void **state) {
  fixture *f = *state;
  open_store(f, true);
  syn_store_article given = make_article(1, "a.html"), read;
  add(f, 1, "a.html", true);
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, &f->error), SYN_OK);
  assert_text(read.source, given.source);
  assert_text(read.article, given.article);
  assert_text(read.facts, given.facts);
  assert_text(read.sketch, given.sketch);
  assert_text(read.model, given.model);
  assert_text(read.world, given.world);
  assert_int_equal(syn_id_compare(read.id, given.id), 0);
}

static void the_same_article_twice_adds_nothing(void **state) {
  fixture *f = *state;
  uint64_t before, after;
  open_store(f, true);
  add(f, 1, "a.html", true);
  assert_int_equal(count_articles(f, &before), 1);
  add(f, 1, "a.html", false);
  add(f, 1, "b.html", false);
  assert_int_equal(count_articles(f, &after), 1);
  assert_int_equal(before, after);
}

static void of_two_sources_the_first_in_the_alphabet_stays(void **state) {
  fixture *f = *state;
  uint64_t before, after;
  syn_store_article read, expected = make_article(1, "a \\\"quoted\\\" name.html");
  open_store(f, true);
  add(f, 1, "b.html", true);
  count_articles(f, &before);
  syn_store_article renamed = {.id = make_id(1), .source = SYN_TEXT("a \"quoted\" name.html")}; /* no record: known already */
  assert_int_equal(syn_store_add_article(f->store, &renamed, NULL, &f->error), SYN_OK);
  count_articles(f, &after);
  assert_true(after > before);
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, NULL), SYN_OK);
  assert_text(read.source, SYN_TEXT("a \"quoted\" name.html"));
  assert_text(read.article, expected.article);
  assert_text(read.facts, expected.facts);
}

static void an_article_that_is_not_there_needs_its_record(void **state) {
  fixture *f = *state;
  open_store(f, true);
  syn_store_article bare = {.id = make_id(1), .source = SYN_TEXT("a.html")};
  assert_int_equal(syn_store_add_article(f->store, &bare, NULL, &f->error), SYN_BAD_ARGUMENT);
  assert_int_equal(count_articles(f, NULL), 0);
}

static void an_article_of_another_model_is_read_again_and_replaced(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 1, "a.html", true);
  assert_true(is_current(f, 1));
  assert_int_equal(syn_store_set_reader(f->store, SYN_TEXT("1.0"), SYN_TEXT("m2"), SYN_TEXT("w1")), SYN_OK);
  assert_false(is_current(f, 1));
  syn_store_article article = make_article(1, "b.html"), read;
  article.model = SYN_TEXT("m2");
  article.version = SYN_TEXT("1.0");
  article.facts = SYN_TEXT("{\"record\":\"time\",\"id\":\"00000000000000000009\"}\n");
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_OK);
  assert_true(is_current(f, 1));
  assert_int_equal(syn_store_get_article(f->store, make_id(1), f->arena, &read, NULL), SYN_OK);
  assert_text(read.facts, article.facts);
  assert_text(read.source, SYN_TEXT("a.html"));
  assert_text(read.model, SYN_TEXT("m2"));
}

static void a_broken_record_is_refused_and_leaves_nothing(void **state) {
  fixture *f = *state;
  uint64_t generation;
  open_store(f, true);
  syn_store_article article = make_article(1, "a.html");
  article.facts = SYN_TEXT("{\"record\":\"time\",\"id\":\"00000000000000000009\"}\n{\"record\":\"time\",\n");
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_BAD_INPUT);
  add(f, 2, "b.html", true);
  assert_int_equal(syn_store_commit(f->store, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
}

typedef struct visited {
  unsigned count, stop_at;
  syn_id last;
  fixture *f;
} visited;

static syn_status visit(void *context, const syn_store_article *article) {
  visited *v = context;
  syn_store_article again;
  assert_true(v->count == 0 || syn_id_compare(v->last, article->id) < 0);
  assert_int_equal(syn_store_get_article(v->f->store, make_id(1), v->f->arena, &again, NULL), SYN_OK); /* does not disturb */
  assert_true(syn_text_starts_with(article->facts, SYN_TEXT("{\"record\":\"entity\"")));
  v->last = article->id;
  return ++v->count == v->stop_at ? SYN_LIMIT : SYN_OK;
}

static void articles_come_in_order_of_id_until_the_visitor_stops(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 20; number > 0; number--) add(f, number * 7 % 23, "x", true);
  visited all = {.f = f}, some = {.f = f, .stop_at = 3};
  assert_int_equal(syn_store_each_article(f->store, visit, &all, &f->error), SYN_OK);
  assert_int_equal(all.count, 20);
  assert_int_equal(syn_store_each_article(f->store, visit, &some, &f->error), SYN_LIMIT);
  assert_int_equal(some.count, 3);
  add(f, 100, "y", true); /* the reading left no transaction behind */
}

static void what_is_not_there_is_not_found(void **state) {
  fixture *f = *state;
  syn_store_article read;
  open_store(f, true);
  assert_int_equal(syn_store_get_article(f->store, make_id(9), f->arena, &read, &f->error), SYN_NOT_FOUND);
  assert_false(is_current(f, 9));
}

/* ---- transactions ---- */

static void a_rollback_takes_back_what_was_added(void **state) {
  fixture *f = *state;
  uint64_t generation;
  open_store(f, true);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 1, "a", true);
  assert_int_equal(syn_store_commit(f->store, NULL), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 2, "b", true);
  syn_store_rollback(f->store);
  syn_store_rollback(f->store); /* nothing more to take back */
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
}

static void begin_and_commit_belong_together(void **state) {
  fixture *f = *state;
  open_store(f, true);
  assert_int_equal(syn_store_commit(f->store, &f->error), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, &f->error), SYN_BAD_ARGUMENT);
}

static void what_was_committed_outlives_a_kill(void **state) {
  fixture *f = *state;
  int ready[2];
  char byte;
  assert_int_equal(pipe(ready), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) { /* commits five, then dies in the middle of the next five */
    bool fine = syn_store_open(f->path, true, &f->store, NULL) == SYN_OK && syn_store_begin(f->store, NULL) == SYN_OK;
    for (unsigned number = 1; fine && number <= 10; number++) {
      syn_store_article article = make_article(number, "x");
      fine = syn_store_add_article(f->store, &article, NULL, NULL) == SYN_OK;
      if (number == 5) fine = fine && syn_store_commit(f->store, NULL) == SYN_OK && syn_store_begin(f->store, NULL) == SYN_OK;
    }
    if (fine && write(ready[1], "x", 1) == 1) pause();
    _exit(1);
  }
  assert_int_equal(read(ready[0], &byte, 1), 1);
  kill(child, SIGKILL);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status));
  close(ready[0]);
  close(ready[1]);
  open_store(f, false);
  assert_int_equal(count_articles(f, NULL), 5);
  add(f, 6, "x", true);
  assert_int_equal(count_articles(f, NULL), 6);
  syn_store_close(&f->store);
  assert_int_equal(query(f->path, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

static void a_full_disk_is_told_and_keeps_what_was_committed(void **state) {
  fixture *f = *state;
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) { /* the limit on the size of files stands for the end of the disk */
    struct rlimit limit = {800000, 800000};
    signal(SIGXFSZ, SIG_IGN);
    bool fine = syn_store_open(f->path, true, &f->store, NULL) == SYN_OK && setrlimit(RLIMIT_FSIZE, &limit) == 0;
    syn_status status = SYN_OK;
    unsigned number = 0;
    while (fine && status == SYN_OK && number < 4000) {
      number++;
      syn_store_article article = make_article(number, "x");
      status = syn_store_add_article(f->store, &article, NULL, &f->error);
    }
    uint64_t count = 0, generation = 0;
    fine = fine && status == SYN_IO && strstr(f->error.text, f->path) && syn_store_count(f->store, &count, &generation, NULL) == SYN_OK;
    syn_store_close(&f->store);
    _exit(fine && count == number - 1 && count > 10 ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  open_store(f, false);
  assert_true(count_articles(f, NULL) > 10);
  add(f, 5000, "y", true);
}

static void a_second_writer_is_told_to_wait(void **state) {
  fixture *f = *state;
  syn_store *second = NULL;
  open_store(f, true);
  assert_int_equal(syn_store_open(f->path, false, &second, NULL), SYN_OK);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_OK);
  add(f, 1, "a", true);
  uint64_t count = 9, generation = 9;
  assert_int_equal(syn_store_count(second, &count, &generation, NULL), SYN_OK); /* readers do not wait and see the last commit */
  assert_int_equal(count, 0);
  assert_int_equal(syn_store_commit(f->store, NULL), SYN_OK);
  assert_int_equal(syn_store_count(second, &count, &generation, NULL), SYN_OK);
  assert_int_equal(count, 1);
  assert_int_equal(syn_store_begin(second, NULL), SYN_OK);
  syn_store_close(&second); /* with a transaction open: taken back */
  add(f, 2, "b", true);
}

/* ---- files ---- */

static void a_known_article_does_not_wait_for_a_writer(void **state) {
  fixture *f = *state;
  sqlite3 *writer = NULL;
  open_store(f, true);
  add(f, 1, "b", true);
  assert_int_equal(sqlite3_open(f->path, &writer), SQLITE_OK);
  assert_int_equal(sqlite3_exec(writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  time_t begun = time(NULL);
  add(f, 1, "b", false);
  add(f, 1, "c", false);
  syn_store_article bare = {.id = make_id(1), .source = SYN_TEXT("b")};
  assert_int_equal(syn_store_add_article(f->store, &bare, NULL, &f->error), SYN_OK);
  assert_true(time(NULL) - begun < 30); /* a writer would have been refused after a minute */
  assert_int_equal(sqlite3_exec(writer, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_close(writer), SQLITE_OK);
}

static void a_new_store_is_for_its_owner_alone(void **state) {
  fixture *f = *state;
  struct stat info;
  mode_t mask = umask(0);
  open_store(f, true);
  umask(mask);
  assert_int_equal(stat(f->path, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0600);
}

static void a_missing_store_is_made_only_on_request(void **state) {
  fixture *f = *state;
  assert_int_equal(syn_store_open(f->path, false, &f->store, &f->error), SYN_NOT_FOUND);
  assert_non_null(strstr(f->error.text, f->path));
  assert_int_equal(access(f->path, F_OK), -1);
  write_file(f->path, "", 0); /* what a kill between making and filling leaves */
  assert_int_equal(syn_store_open(f->path, false, &f->store, &f->error), SYN_NOT_FOUND);
  open_store(f, true);
  add(f, 1, "a", true);
}

static void a_file_that_is_no_database_is_refused_and_kept(void **state) {
  static const char words[] = "This is a letter to Ivo Brandt, long enough to be looked at as the first page of a database would be, "
                              "and it says nothing that a database says. It should still be here afterwards.";
  fixture *f = *state;
  char read[sizeof(words)] = {0};
  write_file(f->path, words, sizeof(words));
  assert_int_equal(syn_store_open(f->path, true, &f->store, &f->error), SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "no store"));
  assert_non_null(strstr(f->error.text, "--db"));
  FILE *file = fopen(f->path, "rb");
  assert_non_null(file);
  assert_int_equal(fread(read, 1, sizeof(read), file), sizeof(read));
  fclose(file);
  assert_memory_equal(read, words, sizeof(words));
}

static void the_database_of_another_program_is_refused_and_kept(void **state) {
  fixture *f = *state;
  execute(f->path, "CREATE TABLE recipes (name); INSERT INTO recipes VALUES ('soup')");
  assert_int_equal(syn_store_open(f->path, true, &f->store, &f->error), SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "another program"));
  assert_int_equal(query(f->path, "SELECT count(*) FROM sqlite_master"), 1);
}

static void a_newer_schema_is_refused_with_both_numbers(void **state) {
  fixture *f = *state;
  char expected[32];
  snprintf(expected, sizeof expected, "1 to %d", SYN_STORE_SCHEMA);
  open_store(f, true);
  syn_store_close(&f->store);
  execute(f->path, "PRAGMA user_version = 77");
  assert_int_equal(syn_store_open(f->path, true, &f->store, &f->error), SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "77"));
  assert_non_null(strstr(f->error.text, expected));
  assert_int_equal(query(f->path, "PRAGMA user_version"), 77);
}

static void a_damaged_store_is_an_error_and_no_crash(void **state) {
  fixture *f = *state;
  open_store(f, true);
  for (unsigned number = 1; number <= 200; number++) add(f, number, "x", true);
  syn_store_close(&f->store);
  int file = open(f->path, O_RDWR);
  char noise[4096];
  memset(noise, 0xA5, sizeof(noise));
  for (off_t page = 1; page < 20; page++) assert_int_equal(pwrite(file, noise, sizeof(noise), page * 4096), sizeof(noise));
  close(file);
  syn_status status = syn_store_open(f->path, false, &f->store, &f->error);
  if (status == SYN_OK) {
    visited all = {.f = f};
    uint64_t count, generation;
    status = syn_store_count(f->store, &count, &generation, &f->error);
    if (status == SYN_OK) status = syn_store_each_article(f->store, visit, &all, &f->error);
  }
  assert_int_equal(status, SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "damaged"));
}

static void a_place_that_cannot_be_written_is_named(void **state) {
  fixture *f = *state;
  char below_a_file[128], nowhere[128];
  snprintf(nowhere, sizeof(nowhere), "%s/missing/a.db", f->folder);
  assert_int_equal(syn_store_open(nowhere, true, &f->store, &f->error), SYN_IO);
  assert_non_null(strstr(f->error.text, nowhere));
  write_file(f->path, "", 0);
  snprintf(below_a_file, sizeof(below_a_file), "%s/b.db", f->path);
  assert_int_equal(syn_store_open(below_a_file, true, &f->store, &f->error), SYN_IO);
  assert_int_equal(syn_store_open(f->folder, true, &f->store, &f->error), SYN_BAD_INPUT);
  assert_int_equal(syn_store_open("", true, &f->store, &f->error), SYN_BAD_ARGUMENT);
  assert_null(f->store);
}

static void a_folder_without_permission_is_an_io_error(void **state) {
  fixture *f = *state;
  assert_int_equal(chmod(f->folder, 0500), 0);
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) { /* root may do everything, so it becomes somebody else */
    bool fine = geteuid() != 0 || seteuid(65534) == 0;
    _exit(fine && syn_store_open(f->path, true, &f->store, &f->error) == SYN_IO && strstr(f->error.text, f->path) ? 0 : 1);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(chmod(f->folder, 0700), 0);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void a_store_in_memory_vanishes(void **state) {
  fixture *f = *state;
  assert_int_equal(syn_store_open(":memory:", true, &f->store, &f->error), SYN_OK);
  add(f, 1, "a", true);
  assert_int_equal(count_articles(f, NULL), 1);
  syn_store_close(&f->store);
  assert_int_equal(syn_store_open(":memory:", true, &f->store, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, NULL), 0);
}

static void columns_and_facts_answer_plain_sql(void **state) {
  fixture *f = *state;
  open_store(f, true);
  add(f, 3, "a.html", true);
  syn_store_close(&f->store);
  assert_int_equal(
      query(f->path, "SELECT count(*) FROM article WHERE outlet = 'The Lantern' AND title = 'Title 3' AND language = 'en' AND url IS NULL "
                     "AND published_from = '2031-05-30' AND published_to = '2031-05-31' AND digest = 'xxh128:00'"),
      1);
  assert_int_equal(query(f->path, "SELECT json_extract(record, '$.value') FROM fact WHERE kind = 'quantity'"), 3);
  assert_int_equal(query(f->path, "SELECT count(*) FROM fact WHERE id = '00000000000000000001' AND kind = 'entity'"), 1);
}

/* ---- migrations ---- */

static void an_older_schema_is_brought_up_to_date_with_its_data(void **state) {
  static const char *const scripts[] = {"CREATE TABLE a (x); INSERT INTO a VALUES (41)",
                                        "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1"};
  fixture *f = *state;
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 1, &f->error), SYN_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, false, scripts, 2, &f->error), SYN_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, false, scripts, 2, &f->error), SYN_OK); /* nothing left to do */
  assert_int_equal(syn_sqlite_migrate(db, f->path, false, scripts, 1, &f->error), SYN_BAD_INPUT);
  sqlite3_close(db);
  assert_int_equal(query(f->path, "SELECT y FROM a"), 42);
  assert_int_equal(query(f->path, "PRAGMA user_version"), 2);
  assert_int_equal(query(f->path, "PRAGMA application_id"), SYN_SQLITE_APPLICATION_ID);
}

static void a_migration_that_fails_leaves_the_old_schema(void **state) {
  static const char *const scripts[] = {"CREATE TABLE a (x)", "CREATE TABLE b (y); CREATE NONSENSE"};
  fixture *f = *state;
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 1, &f->error), SYN_OK);
  assert_int_equal(syn_sqlite_migrate(db, f->path, true, scripts, 2, &f->error), SYN_BAD_INPUT);
  assert_int_not_equal(sqlite3_get_autocommit(db), 0);
  sqlite3_close(db);
  assert_int_equal(query(f->path, "PRAGMA user_version"), 1);
  assert_int_equal(query(f->path, "SELECT count(*) FROM sqlite_master"), 1);
}

/* ---- derived records ---- */

typedef struct heard {
  char words[256];
} heard;

static syn_status hear(void *context, const syn_store_derived *record) {
  heard *h = context;
  size_t size = strlen(h->words);
  snprintf(h->words + size, sizeof(h->words) - size, "%.*s|", SYN_TEXT_ARGUMENTS(record->line));
  return SYN_OK;
}

/* What is derived from neighbourhood 1, and of which generation it is. */
static syn_status put_derived(syn_store *store, uint64_t generation, const syn_store_derived *records, size_t count, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(store);
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  status = methods->put_derived(store, 1, records, count, error);
  if (status == SYN_OK) status = methods->set_generation(store, generation, error);
  if (status == SYN_OK) return syn_store_commit(store, error);
  syn_store_rollback(store);
  return status;
}

static void derived_records_are_replaced_by_neighbourhood_and_points_keep_their_order(void **state) {
  fixture *f = *state;
  syn_id none = {{0}};
  uint64_t generation = 7;
  open_store(f, true);
  assert_int_equal(syn_store_derived_generation(f->store, &generation, NULL), SYN_OK);
  assert_int_equal(generation, 0);
  syn_store_derived first[] = {{SYN_TEXT("story"), make_id(9), none, SYN_TEXT("[9]\n")},
                               {SYN_TEXT("point"), make_id(3), make_id(9), SYN_TEXT("[3]\n")},
                               {SYN_TEXT("point"), make_id(2), make_id(8), SYN_TEXT("[2]\n")},
                               {SYN_TEXT("point"), make_id(1), make_id(9), SYN_TEXT("[1]\n")},
                               {SYN_TEXT("lent"), none, none, SYN_TEXT("[0]\n")}};
  assert_int_equal(put_derived(f->store, 12, first, 5, &f->error), SYN_OK);
  heard all = {{0}}, of_story = {{0}}, lent = {{0}}, after = {{0}};
  assert_int_equal(syn_store_each_derived(f->store, "point", none, hear, &all, &f->error), SYN_OK);
  assert_string_equal(all.words, "[2]\n|[3]\n|[1]\n|"); /* by story */
  assert_int_equal(syn_store_each_derived(f->store, "point", make_id(9), hear, &of_story, &f->error), SYN_OK);
  assert_string_equal(of_story.words, "[3]\n|[1]\n|");
  assert_int_equal(syn_store_each_derived(f->store, "lent", none, hear, &lent, &f->error), SYN_OK);
  assert_string_equal(lent.words, "[0]\n|");
  assert_int_equal(syn_store_derived_generation(f->store, &generation, NULL), SYN_OK);
  assert_int_equal(generation, 12);
  assert_int_equal(put_derived(f->store, 13, first, 1, &f->error), SYN_OK);
  assert_int_equal(syn_store_each_derived(f->store, "point", none, hear, &after, &f->error), SYN_OK);
  assert_string_equal(after.words, "");
}

static syn_status set_aside(syn_store *store, const syn_store_derived *records, size_t count, syn_error *error) {
  const syn_neighbour_methods *methods = syn_store_neighbours(store);
  syn_status status = methods->set_aside(store, error);
  return status == SYN_OK ? methods->put_derived(store, 1, records, count, error) : status;
}

static void a_reading_sees_one_state_and_derived_records_of_its_own(void **state) {
  fixture *f = *state;
  syn_id none = {{0}};
  syn_store *other = NULL;
  uint64_t generation = 0;
  syn_store_derived kept[] = {{SYN_TEXT("story"), make_id(9), none, SYN_TEXT("[9]\n")}};
  syn_store_derived aside[] = {{SYN_TEXT("story"), make_id(8), none, SYN_TEXT("[8]\n")},
                               {SYN_TEXT("point"), make_id(1), make_id(8), SYN_TEXT("[1]\n")}};
  heard of_kept = {{0}}, of_aside = {{0}}, of_story = {{0}}, after = {{0}};
  open_store(f, true);
  add(f, 1, "a", true);
  assert_int_equal(put_derived(f->store, 1, kept, 1, &f->error), SYN_OK);
  assert_int_equal(set_aside(f->store, aside, 2, NULL), SYN_BAD_ARGUMENT); /* no reading has begun */
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  assert_int_equal(syn_store_open(f->path, false, &other, &f->error), SYN_OK);
  syn_store_article article = make_article(2, "b");
  assert_int_equal(syn_store_add_article(other, &article, NULL, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, &generation), 1);
  assert_int_equal(generation, 1);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &of_kept, &f->error), SYN_OK);
  assert_string_equal(of_kept.words, "[9]\n|");
  assert_int_equal(set_aside(f->store, aside, 2, &f->error), SYN_OK);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &of_aside, &f->error), SYN_OK);
  assert_string_equal(of_aside.words, "[8]\n|");
  assert_int_equal(syn_store_each_derived(f->store, "point", make_id(8), hear, &of_story, &f->error), SYN_OK);
  assert_string_equal(of_story.words, "[1]\n|");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, NULL), 2);
  assert_int_equal(syn_store_each_derived(f->store, "story", none, hear, &after, &f->error), SYN_OK);
  assert_string_equal(after.words, "[9]\n|");
  syn_store_close(&other);
}

static void a_reading_writes_nothing(void **state) {
  fixture *f = *state;
  open_store(f, true);
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  syn_store_article article = make_article(1, "a");
  assert_int_equal(syn_store_begin_read(f->store, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_begin(f->store, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(put_derived(f->store, 1, NULL, 0, NULL), SYN_BAD_ARGUMENT);
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  assert_int_equal(count_articles(f, NULL), 0);
  add(f, 1, "a", true);
}

/* Makes the folder and the store in it read-only; root may do everything, so it becomes somebody else until tear_down. */
static void take_permission(fixture *f, mode_t of_folder, mode_t of_file) {
  if (getuid() == 0) {
    assert_int_equal(chown(f->folder, 65534, 65534), 0);
    assert_int_equal(chown(f->path, 65534, 65534), 0);
    assert_int_equal(seteuid(65534), 0);
  }
  assert_int_equal(chmod(f->folder, of_folder), 0);
  assert_int_equal(chmod(f->path, of_file), 0);
}

static void make_store_of_two(fixture *f) {
  const syn_store_derived story = {.kind = SYN_TEXT("story"), .line = SYN_TEXT("[9]\n")};
  open_store(f, true);
  add(f, 1, "a", true);
  add(f, 2, "b", true);
  assert_int_equal(put_derived(f->store, 1, &story, 1, &f->error), SYN_OK);
  syn_store_close(&f->store);
}

/* Reading works, also with records set aside; writing says that it is not permitted. */
static void read_without_writing(fixture *f) {
  const syn_store_derived story = {.kind = SYN_TEXT("story"), .line = SYN_TEXT("[8]\n")};
  heard kept = {{0}}, aside = {{0}};
  open_store(f, false);
  assert_true(syn_store_is_read_only(f->store));
  if (syn_store_begin_read(f->store, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(count_articles(f, NULL), 2);
  assert_int_equal(syn_store_each_derived(f->store, "story", (syn_id){{0}}, hear, &kept, &f->error), SYN_OK);
  assert_string_equal(kept.words, "[9]\n|");
  if (set_aside(f->store, &story, 1, &f->error) != SYN_OK) fail_msg("%s", f->error.text);
  assert_int_equal(syn_store_each_derived(f->store, "story", (syn_id){{0}}, hear, &aside, &f->error), SYN_OK);
  assert_string_equal(aside.words, "[8]\n|");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_OK);
  syn_store_article article = make_article(3, "c");
  assert_int_equal(syn_store_add_article(f->store, &article, NULL, &f->error), SYN_IO);
  assert_non_null(strstr(f->error.text, "permissions"));
}

static void a_file_that_may_not_be_written_is_read(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0700, 0400);
  read_without_writing(f);
}

static void a_store_in_a_folder_that_may_not_be_written_is_read(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0500, 0400);
  read_without_writing(f);
  syn_store_close(&f->store);
  assert_int_equal(chmod(f->path, 0600), 0); /* the file may, but what lies beside it may not */
  read_without_writing(f);
}

static void a_store_with_an_odd_name_is_read_without_permission(void **state) {
  fixture *f = *state;
  snprintf(f->path, sizeof(f->path), "%s/a ?%%41#\xC3\xA4&=.db", f->folder);
  make_store_of_two(f);
  take_permission(f, 0500, 0400);
  read_without_writing(f);
}

static void a_change_beneath_a_reader_that_cannot_lock_is_told(void **state) {
  fixture *f = *state;
  make_store_of_two(f);
  take_permission(f, 0500, 0600);
  open_store(f, false);
  assert_int_equal(syn_store_begin_read(f->store, &f->error), SYN_OK);
  assert_int_equal(chmod(f->folder, 0700), 0);
  execute(f->path, "UPDATE meta SET value = value + 1");
  assert_int_equal(syn_store_end_read(f->store, SYN_OK, &f->error), SYN_IO);
  assert_non_null(strstr(f->error.text, "again"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_article_comes_back_as_it_was),
      TEST(the_same_article_twice_adds_nothing),
      TEST(of_two_sources_the_first_in_the_alphabet_stays),
      TEST(an_article_that_is_not_there_needs_its_record),
      TEST(an_article_of_another_model_is_read_again_and_replaced),
      TEST(a_broken_record_is_refused_and_leaves_nothing),
      TEST(articles_come_in_order_of_id_until_the_visitor_stops),
      TEST(what_is_not_there_is_not_found),
      TEST(a_rollback_takes_back_what_was_added),
      TEST(begin_and_commit_belong_together),
      TEST(what_was_committed_outlives_a_kill),
      TEST(a_full_disk_is_told_and_keeps_what_was_committed),
      TEST(a_second_writer_is_told_to_wait),
      TEST(a_known_article_does_not_wait_for_a_writer),
      TEST(a_new_store_is_for_its_owner_alone),
      TEST(a_missing_store_is_made_only_on_request),
      TEST(a_file_that_is_no_database_is_refused_and_kept),
      TEST(the_database_of_another_program_is_refused_and_kept),
      TEST(a_newer_schema_is_refused_with_both_numbers),
      TEST(a_damaged_store_is_an_error_and_no_crash),
      TEST(a_place_that_cannot_be_written_is_named),
      TEST(a_folder_without_permission_is_an_io_error),
      TEST(a_store_in_memory_vanishes),
      TEST(columns_and_facts_answer_plain_sql),
      TEST(an_older_schema_is_brought_up_to_date_with_its_data),
      TEST(a_migration_that_fails_leaves_the_old_schema),
      TEST(derived_records_are_replaced_by_neighbourhood_and_points_keep_their_order),
      TEST(a_reading_sees_one_state_and_derived_records_of_its_own),
      TEST(a_reading_writes_nothing),
      TEST(a_file_that_may_not_be_written_is_read),
      TEST(a_store_in_a_folder_that_may_not_be_written_is_read),
      TEST(a_store_with_an_odd_name_is_read_without_permission),
      TEST(a_change_beneath_a_reader_that_cannot_lock_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
