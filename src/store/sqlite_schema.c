#include "store/sqlite_schema.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/embedded.h"
#include "store/store.h"

/* A failure of the system beneath SQLite, which says no more than "disk I/O error". */
static syn_status explain_io(sqlite3 *db, const char *path, const char *doing, const char *reason, syn_error *error) {
  int number = db ? sqlite3_system_errno(db) : 0;
  if (number == ENOSPC || number == EDQUOT)
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: the disk is full; make room and run the command again", path, doing);
  if (number == EFBIG)
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: the file may not grow; raise the limit (ulimit -f) and run the command again",
                         path, doing);
  if (number == 0)
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: %s; look at the disk and run the command again", path, doing, reason);
  return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: %s (%s); look at the disk and run the command again", path, doing, reason,
                       strerror(number));
}

syn_status syn_sqlite_explain(sqlite3 *db, const char *path, int code, const char *doing, syn_error *error) {
  const char *reason = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (code & 0xFF) {
  case SQLITE_NOMEM:
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to %s", path, doing);
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: another program is writing to it; try again when that has finished", path,
                         doing);
  case SQLITE_NOTADB:
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is no store: the file is something else; name another file with --db", path);
  case SQLITE_CORRUPT:
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: cannot %s: the file is damaged (%s); take a copy, or add the pages to a new store",
                         path, doing, reason);
  case SQLITE_FULL:
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: the disk is full; make room and run the command again", path, doing);
  case SQLITE_READONLY:
  case SQLITE_PERM:
  case SQLITE_AUTH:
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: the file or its folder may not be written; change its permissions or copy it",
                         path, doing);
  case SQLITE_CANTOPEN:
    return syn_error_set(error, SYN_IO, 0, "%s: cannot %s: the file cannot be opened; does its folder exist, and may it be written?", path,
                         doing);
  case SQLITE_TOOBIG:
    return syn_error_set(error, SYN_LIMIT, 0, "%s: cannot %s: a record is larger than the store can hold", path, doing);
  case SQLITE_ERROR:
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: cannot %s: %s", path, doing, reason);
  default:
    return explain_io(db, path, doing, reason, error);
  }
}

/* The single number that a query gives. */
static int read_number(sqlite3 *db, const char *sql, int64_t *out_value) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) {
      *out_value = sqlite3_column_int64(statement, 0);
      code = SQLITE_OK;
    }
  }
  sqlite3_finalize(statement);
  return code;
}

/* Whose file it is, and of which version; an empty database is nobody's. */
static int read_identity(sqlite3 *db, int64_t *out_application, int64_t *out_version, int64_t *out_table_count) {
  int code = read_number(db, "PRAGMA application_id", out_application);
  if (code == SQLITE_OK) code = read_number(db, "PRAGMA user_version", out_version);
  if (code == SQLITE_OK) code = read_number(db, "SELECT count(*) FROM sqlite_master", out_table_count);
  return code;
}

/* The same of one moment: another program may be making the store between two of the questions. */
static int read_identity_at_once(sqlite3 *db, int64_t *out_application, int64_t *out_version, int64_t *out_table_count) {
  int code = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
  if (code != SQLITE_OK) return code;
  code = read_identity(db, out_application, out_version, out_table_count);
  int end = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  if (end != SQLITE_OK && !sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return code == SQLITE_OK ? end : code;
}

static syn_status check_identity(int64_t application, int64_t version, int64_t table_count, const char *path, int newest, bool may_create,
                                 syn_error *error) {
  bool is_empty = application == 0 && version == 0 && table_count == 0;
  if (is_empty)
    return may_create ? SYN_OK
                      : syn_error_set(error, SYN_NOT_FOUND, 0, "%s: is an empty file, no store yet; synoptic add makes one of it", path);
  if (application != SYN_SQLITE_APPLICATION_ID)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is no store: the database belongs to another program; name another file with --db",
                         path);
  if (version > newest || version < 1)
    return syn_error_set(error, SYN_BAD_INPUT, 0,
                         "%s: the store has schema %lld, this program knows schemas 1 to %d; use the newer program that wrote it", path,
                         (long long)version, newest);
  return SYN_OK;
}

/* Within a transaction: from `version` to the newest. */
static int run_scripts(sqlite3 *db, int version, const char *const *scripts, int script_count) {
  char pragma[64];
  int code = SQLITE_OK;
  for (int i = version; i < script_count && code == SQLITE_OK; i++) code = sqlite3_exec(db, scripts[i], NULL, NULL, NULL);
  snprintf(pragma, sizeof(pragma), "PRAGMA application_id = %d", (int)SYN_SQLITE_APPLICATION_ID);
  if (code == SQLITE_OK) code = sqlite3_exec(db, pragma, NULL, NULL, NULL);
  snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", script_count);
  if (code == SQLITE_OK) code = sqlite3_exec(db, pragma, NULL, NULL, NULL);
  return code;
}

syn_status syn_sqlite_migrate(sqlite3 *db, const char *path, bool may_create, const char *const *scripts, int script_count,
                              syn_error *error) {
  int64_t application = 0, version = 0, table_count = 0;
  int code = read_identity_at_once(db, &application, &version, &table_count);
  if (code != SQLITE_OK) return syn_sqlite_explain(db, path, code, "read the store", error);
  syn_status status = check_identity(application, version, table_count, path, script_count, may_create, error);
  if (status != SYN_OK || version == script_count) return status;
  code = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code != SQLITE_OK) return syn_sqlite_explain(db, path, code, "bring the store up to date", error);
  code = read_identity(db, &application, &version, &table_count); /* another process may have been faster */
  if (code == SQLITE_OK) status = check_identity(application, version, table_count, path, script_count, may_create, error);
  if (code == SQLITE_OK && status == SYN_OK) code = run_scripts(db, (int)version, scripts, script_count);
  if (code == SQLITE_OK && status == SYN_OK) code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
  if (code != SQLITE_OK) status = syn_sqlite_explain(db, path, code, "bring the store up to date", error);
  if (status != SYN_OK && !sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}

syn_status syn_sqlite_migrate_store(sqlite3 *db, const char *path, bool may_create, syn_error *error) {
  const char *scripts[SYN_STORE_SCHEMA];
  for (int i = 0; i < SYN_STORE_SCHEMA; i++) {
    char name[64];
    snprintf(name, sizeof(name), "src/store/schema/%d.sql", i + 1);
    scripts[i] = syn_embedded_find(name).data; /* embedded files end with a NUL */
    if (!scripts[i]) return syn_error_set(error, SYN_IO, 0, "%s is missing in this program; build it again", name);
  }
  return syn_sqlite_migrate(db, path, may_create, scripts, SYN_STORE_SCHEMA, error);
}
