/*
 * What tests of the store share: for each test a folder of its own with the path of a store in it, and SQL beside the store.
 */
#ifndef SYN_TESTS_STORE_TEST_H
#define SYN_TESTS_STORE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/store.h"

enum { PATH_SIZE = 128, ARENA_SIZE = 1 << 24 };

typedef struct fixture {
  char folder[64], path[PATH_SIZE], copy[PATH_SIZE]; /* `copy`: of another store, for backups */
  syn_store *store;
  syn_arena *arena;
  syn_error error;
} fixture;

static inline int set_up(void **state) {
  static fixture f;
  memset(&f, 0, sizeof f);
  strcpy(f.folder, "/tmp/syn_store_XXXXXX");
  assert_non_null(mkdtemp(f.folder));
  snprintf(f.path, sizeof f.path, "%s/a.db", f.folder);
  snprintf(f.copy, sizeof f.copy, "%s/copy.db", f.folder);
  *state = &f;
  return syn_arena_create(ARENA_SIZE, &f.arena) == SYN_OK ? 0 : -1;
}

/* Whatever became of user and permissions. */
static inline int tear_down(void **state) {
  fixture *f = *state;
  char command[PATH_SIZE];
  syn_store_close(&f->store);
  syn_arena_destroy(&f->arena);
  snprintf(command, sizeof command, "rm -rf '%s'", f->folder);
  if (seteuid(getuid()) != 0 || chmod(f->folder, 0700) != 0) return -1;
  return system(command);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static inline void check(fixture *f, syn_status status) {
  if (status != SYN_OK) fail_msg("%s: %s", syn_status_name(status), f->error.text);
}

/* Opens the store anew. */
static inline void open_store(fixture *f, bool may_create) {
  syn_store_close(&f->store);
  check(f, syn_store_open(f->path, may_create, &f->store, &f->error));
}

/* Makes the folder and the store in it read-only; root may do everything, so it becomes somebody else until tear_down. */
static inline void take_permission(fixture *f, mode_t of_folder, mode_t of_file) {
  if (getuid() == 0) {
    assert_int_equal(chown(f->folder, 65534, 65534), 0);
    assert_int_equal(chown(f->path, 65534, 65534), 0);
    assert_int_equal(seteuid(65534), 0);
  }
  assert_int_equal(chmod(f->folder, of_folder), 0);
  assert_int_equal(chmod(f->path, of_file), 0);
}

static inline syn_id make_id(unsigned number) {
  syn_id id = {{0xB0}};
  id.bytes[8] = (uint8_t)(number >> 8);
  id.bytes[9] = (uint8_t)number;
  return id;
}

static inline uint64_t count_articles(fixture *f, uint64_t *out_generation) {
  uint64_t count = 0, generation = 0;
  check(f, syn_store_count(f->store, &count, &generation, &f->error));
  if (out_generation) *out_generation = generation;
  return count;
}

static inline uint64_t generation_of(fixture *f) {
  uint64_t generation = 0;
  count_articles(f, &generation);
  return generation;
}

static inline void assert_text(syn_text text, const char *expected) {
  if (!syn_text_equal(text, syn_text_from(expected))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), expected);
}

/* The first number that the statement gives. */
static inline int64_t query(const char *path, const char *sql) {
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

static inline void execute(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  char *message = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s: %s", sql, message);
  sqlite3_close(db);
}

#endif
