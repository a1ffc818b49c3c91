/*
 * How it works: SQLite's online backup copies page by page what a reading sees; the reading is held open, so that others who write
 * meanwhile neither wait nor show in the copy. The copy is made beside its place under another name, with mode 0600, turned into a
 * database without files beside it, checked, written to the disk, and only then given its name. A kill leaves at most the other name.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/sqlite_internal.h"
#include "store/sqlite_schema.h"

enum { STEP_PAGES = 1024, NAME_SIZE = 4096 };

typedef struct backup_job {
  syn_sqlite *from;
  const char *path;
  char temporary[NAME_SIZE];
  sqlite3 *to;
  void (*progress)(void *context, uint64_t done, uint64_t total);
  void *context;
} backup_job;

static syn_status cannot_write(const char *path, syn_error *error) {
  return syn_error_set(error, SYN_IO, 0, "%s: the copy cannot be written: %s", path, strerror(errno));
}

/* A write-ahead log without its database would be taken for that of the copy. */
static syn_status check_place(const backup_job *job, bool may_replace, syn_error *error) {
  static const char *const endings[] = {"-wal", "-journal"};
  char name[NAME_SIZE];
  struct stat info;
  bool is_there = lstat(job->path, &info) == 0;
  if (syn_sqlite_is_own_file(job->from, job->path))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: is the store itself; name another file for the copy", job->path);
  if (is_there && !may_replace)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: is there already; name another file for the copy, or replace it with --force",
                         job->path);
  if (is_there && !S_ISREG(info.st_mode))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: is no file; name another place for the copy", job->path);
  for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
    if ((size_t)snprintf(name, sizeof(name), "%s%s", job->path, endings[i]) >= sizeof(name))
      return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: the name is too long; give a shorter one for the copy", job->path);
    if (lstat(name, &info) == 0)
      return syn_error_set(error, SYN_BAD_ARGUMENT, 0,
                           "%s: %s lies beside it, so another program has it open, or was stopped; name another file for the copy",
                           job->path, name);
  }
  return SYN_OK;
}

/* mkstemp makes the file for its owner alone. */
static syn_status open_copy(backup_job *job, syn_error *error) {
  if ((size_t)snprintf(job->temporary, sizeof(job->temporary), "%s.XXXXXX", job->path) >= sizeof(job->temporary))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: the name is too long; give a shorter one for the copy", job->path);
  int file = mkstemp(job->temporary);
  if (file < 0) {
    job->temporary[0] = '\0';
    return cannot_write(job->path, error);
  }
  close(file);
  int code = sqlite3_open_v2(job->temporary, &job->to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code == SQLITE_OK) /* nothing of a copy that is not whole is wanted: no journal, one fsync at the end */
    code = sqlite3_exec(job->to, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384", NULL, NULL, NULL);
  return code == SQLITE_OK ? SYN_OK : syn_sqlite_explain(job->to, job->path, code, "write the copy", error);
}

static syn_status copy_pages(backup_job *job, syn_error *error) {
  sqlite3_backup *backup = sqlite3_backup_init(job->to, "main", job->from->db, "main");
  if (!backup) return syn_sqlite_explain(job->to, job->path, sqlite3_errcode(job->to), "write the copy", error);
  int code, page_size = 4096;
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(job->from->db, "PRAGMA page_size", -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    page_size = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  do {
    code = sqlite3_backup_step(backup, STEP_PAGES);
    uint64_t total = (uint64_t)sqlite3_backup_pagecount(backup), left = (uint64_t)sqlite3_backup_remaining(backup);
    if (job->progress) job->progress(job->context, (total - left) * (uint64_t)page_size, total * (uint64_t)page_size);
  } while (code == SQLITE_OK);
  int finished = sqlite3_backup_finish(backup);
  if (code == SQLITE_DONE) code = finished;
  return code == SQLITE_OK ? SYN_OK : syn_sqlite_explain(job->to, job->path, code, "write the copy", error);
}

/* The copy as a database that stands alone, looked at whole. */
static syn_status verify(backup_job *job, syn_error *error) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_exec(job->to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  if (code == SQLITE_OK) code = sqlite3_prepare_v2(job->to, "PRAGMA integrity_check(1)", -1, &statement, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  syn_status status = SYN_OK;
  if (code != SQLITE_ROW)
    status = syn_sqlite_explain(job->to, job->path, code, "check the copy", error);
  else if (!syn_text_equal(syn_sqlite_column(statement, 0), SYN_TEXT("ok")))
    status = syn_error_set(error, SYN_BAD_INPUT, 0, "%s: the copy is damaged (%.*s); is the store? `synoptic check` tells", job->path,
                           SYN_TEXT_ARGUMENTS(syn_text_slice(syn_sqlite_column(statement, 0), 0, 200)));
  sqlite3_finalize(statement);
  return status;
}

static syn_status flush_file(const char *name, syn_error *error) {
  int file = open(name, O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot_write(name, error);
  syn_status status = fsync(file) == 0 ? SYN_OK : cannot_write(name, error);
  close(file);
  return status;
}

/* Where the file system cannot refuse to replace, the look of check_place has to do. */
static syn_status take_place(backup_job *job, bool may_replace, syn_error *error) {
  int result = renameat2(AT_FDCWD, job->temporary, AT_FDCWD, job->path, may_replace ? 0 : RENAME_NOREPLACE);
  if (result != 0 && errno == EINVAL) result = rename(job->temporary, job->path);
  if (result == 0) return SYN_OK;
  if (errno == EEXIST) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: was made by another program meanwhile", job->path);
  return cannot_write(job->path, error);
}

/* What SQLite may have left beside the temporary name, and, unless it was taken into its place, the copy itself. */
static void remove_copy(const backup_job *job, bool with_itself) {
  static const char *const ENDINGS[] = {"-journal", "-wal", "-shm", ""};
  char name[sizeof job->temporary + 16];
  for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0] - !with_itself; i++) {
    snprintf(name, sizeof name, "%s%s", job->temporary, ENDINGS[i]);
    unlink(name);
  }
}

syn_status syn_sqlite_backup(syn_store *store, const char *path, bool may_replace,
                             void (*progress)(void *context, uint64_t done, uint64_t total), void *context, syn_error *error) {
  backup_job job = {.from = (syn_sqlite *)store, .path = path, .progress = progress, .context = context};
  syn_status status = check_place(&job, may_replace, error);
  if (status == SYN_OK) status = open_copy(&job, error);
  if (status == SYN_OK) status = syn_store_begin_read(store, error);
  if (status == SYN_OK) status = syn_store_end_read(store, copy_pages(&job, error), error);
  if (status == SYN_OK) status = verify(&job, error);
  sqlite3_close(job.to);
  if (status == SYN_OK) status = flush_file(job.temporary, error);
  if (status == SYN_OK) status = take_place(&job, may_replace, error);
  if (job.temporary[0]) remove_copy(&job, status != SYN_OK);
  return status;
}
