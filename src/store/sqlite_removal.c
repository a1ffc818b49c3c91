/*
 * How it works: what is removed must be gone, not only out of sight. `secure_delete` (sqlite.c) writes zeros over what a row took, also
 * where derived records are replaced, which may name what an article said. Words that are taken out of the index stand in it until it is
 * merged; here all of it is, at once (sqlite_words.c). Whole pages that become free go back to the disk by an
 * incremental vacuum, in time that grows with what was removed; a file that an older version made cannot do that yet and is written anew,
 * once. At last the write-ahead log, which holds the pages as they were before, is emptied into the file.
 */
#include "store/sqlite_internal.h"

enum { LOG_TIMEOUT_MS = 5000 };

static const char sql_remove[] = "DELETE FROM article WHERE id = ?1";

static syn_status remove_one(syn_sqlite *sqlite, syn_id id, uint64_t *count, bool *has_words_left, syn_error *error) {
  sqlite3_stmt *statement;
  bool is_left = false;
  syn_status status = syn_sqlite_forget_words(sqlite, id, &is_left, error);
  *has_words_left = *has_words_left || is_left;
  if (status == SYN_OK) status = syn_sqlite_forget_article(sqlite, id, error);
  if (status == SYN_OK) status = syn_sqlite_forget_site_page(sqlite, id, error);
  if (status == SYN_OK) status = syn_sqlite_forget_neighbour(sqlite, id, error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_remove, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, id);
  status = syn_sqlite_run(sqlite, statement, "remove an article", error);
  uint64_t removed = status == SYN_OK ? (uint64_t)sqlite3_changes(sqlite->db) : 0;
  *count += removed;
  return removed > 0 ? syn_sqlite_note_change(sqlite, id, error) : status;
}

syn_status syn_sqlite_remove_articles(syn_store *store, const syn_id *ids, size_t id_count, uint64_t *out_removed_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  uint64_t count = 0;
  bool own, has_words_left = false;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  for (size_t i = 0; status == SYN_OK && i < id_count; i++) status = remove_one(sqlite, ids[i], &count, &has_words_left, error);
  if (status == SYN_OK && count > 0)
    status = has_words_left ? syn_sqlite_rebuild_text(store, error) : syn_sqlite_purge_words(sqlite, error);
  if (status == SYN_OK && count > 0) status = syn_sqlite_raise_generation(sqlite, error);
  status = syn_sqlite_scope_close(sqlite, own, status, error);
  if (status == SYN_OK) *out_removed_count = count;
  return status;
}

/* Whether the file can give pages back without being written anew. */
static syn_status is_incremental(syn_sqlite *sqlite, bool *out_is, syn_error *error) {
  enum { INCREMENTAL = 2 };
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, "PRAGMA auto_vacuum", &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *out_is = sqlite3_column_int(statement, 0) == INCREMENTAL;
  else
    status = syn_sqlite_fail(sqlite, code, "give space back", error);
  sqlite3_reset(statement);
  return status;
}

/*
 * The log cannot be emptied while another program reads what is in it; its last pages then go with the next one that can, or when all have
 * closed the store.
 */
static syn_status empty_log(syn_sqlite *sqlite, syn_error *error) {
  sqlite3_busy_timeout(sqlite->db, LOG_TIMEOUT_MS);
  int code = sqlite3_wal_checkpoint_v2(sqlite->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  sqlite3_busy_timeout(sqlite->db, SYN_SQLITE_BUSY_TIMEOUT_MS);
  if ((code & 0xFF) != SQLITE_BUSY && (code & 0xFF) != SQLITE_LOCKED)
    return code == SQLITE_OK ? SYN_OK : syn_sqlite_fail(sqlite, code, "give space back", error);
  return syn_error_set(error, SYN_IO, 0, "%s: is read by another program; until that has closed it, what was removed may stand in %s-wal",
                       sqlite->path, sqlite->path);
}

/* In a database in memory there is nothing to give back. */
syn_status syn_sqlite_compact(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  bool incremental = false;
  syn_status status = is_incremental(sqlite, &incremental, error);
  if (status != SYN_OK) return status;
  const char *sql = incremental ? "PRAGMA incremental_vacuum" : "PRAGMA auto_vacuum = INCREMENTAL; VACUUM";
  int code = sqlite3_exec(sqlite->db, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? empty_log(sqlite, error) : syn_sqlite_fail(sqlite, code, "give space back", error);
}
