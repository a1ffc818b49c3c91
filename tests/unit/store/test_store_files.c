/* The file of a store: made on request and for its owner alone; what is no store is refused with a sentence that helps. */
#include <fcntl.h>
#include <sys/wait.h>

#include "sample_articles.h"
#include "store/sqlite_schema.h"

static void write_file(const char *path, const char *bytes, size_t size) {
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  fclose(file);
}

/* ---- files ---- */

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

static syn_status pass(void *context, const syn_store_article *article) {
  return SYN_OK;
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
    uint64_t count, generation;
    status = syn_store_count(f->store, &count, &generation, &f->error);
    if (status == SYN_OK) status = syn_store_each_article(f->store, pass, NULL, &f->error);
  }
  assert_int_equal(status, SYN_BAD_INPUT);
  assert_non_null(strstr(f->error.text, "damaged"));
}

static void a_place_that_cannot_be_written_is_named(void **state) {
  fixture *f = *state;
  char below_a_file[PATH_SIZE + 8], nowhere[128];
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

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_new_store_is_for_its_owner_alone),
      TEST(a_missing_store_is_made_only_on_request),
      TEST(a_file_that_is_no_database_is_refused_and_kept),
      TEST(the_database_of_another_program_is_refused_and_kept),
      TEST(a_newer_schema_is_refused_with_both_numbers),
      TEST(a_damaged_store_is_an_error_and_no_crash),
      TEST(a_place_that_cannot_be_written_is_named),
      TEST(a_folder_without_permission_is_an_io_error),
      TEST(a_store_in_memory_vanishes),
      TEST(an_older_schema_is_brought_up_to_date_with_its_data),
      TEST(a_migration_that_fails_leaves_the_old_schema),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
