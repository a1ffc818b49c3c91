#include <string.h>

#include "store/sqlite_internal.h"

static const char sql_count[] = "SELECT (SELECT count(*) FROM article), (SELECT value FROM meta WHERE key = 'generation')";
static const char sql_generation[] = "SELECT value FROM meta WHERE key = 'derived_generation'";
static const char sql_set_generation[] = "UPDATE meta SET value = ?1 WHERE key = 'derived_generation'";
static const char sql_clear[] = "DELETE FROM derived";
static const char sql_aside[] =
    "CREATE TEMP TABLE IF NOT EXISTS derived (position INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT, story TEXT, record TEXT NOT NULL)";
static const char sql_aside_index[] = "CREATE INDEX IF NOT EXISTS temp.derived_kind ON derived (kind, story)";
static const char sql_add[] = "INSERT INTO derived (position, kind, id, story, record) VALUES (?1, ?2, ?3, ?4, ?5)";
/* One index serves both: rows of one kind come by story, so they are put in order by position. */
static const char sql_each[] = "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = ?1 ORDER BY position";
static const char sql_each_of_story[] =
    "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = ?1 AND story = ?2 ORDER BY position";

/* The first row's numbers. */
static syn_status read_numbers(syn_sqlite *sqlite, const char *sql, uint64_t *out_first, uint64_t *out_second, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    if (out_first) *out_first = (uint64_t)sqlite3_column_int64(statement, 0);
    if (out_second) *out_second = (uint64_t)sqlite3_column_int64(statement, 1);
  } else {
    status = syn_sqlite_fail(sqlite, code == SQLITE_DONE ? SQLITE_CORRUPT : code, "count the articles", error);
  }
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_count(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error) {
  return read_numbers((syn_sqlite *)store, sql_count, out_article_count, out_generation, error);
}

syn_status syn_sqlite_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error) {
  return read_numbers((syn_sqlite *)store, sql_generation, out_generation, NULL, error);
}

static syn_status insert_all(syn_sqlite *sqlite, const syn_store_derived *records, size_t count, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_execute(sqlite, sql_clear, "replace the stories", error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_add, &statement, error);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    sqlite3_clear_bindings(statement);
    sqlite3_bind_int64(statement, 1, (sqlite3_int64)i);
    syn_sqlite_bind_text(statement, 2, records[i].kind);
    syn_sqlite_bind_id(statement, 3, records[i].id);
    syn_sqlite_bind_id(statement, 4, records[i].story);
    syn_sqlite_bind_text(statement, 5, syn_sqlite_line(records[i].line));
    status = syn_sqlite_run(sqlite, statement, "keep a story", error);
  }
  return status;
}

static syn_status set_generation(syn_sqlite *sqlite, uint64_t generation, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_set_generation, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)generation);
  return syn_sqlite_run(sqlite, statement, "keep the stories", error);
}

syn_status syn_sqlite_replace_derived(syn_store *store, uint64_t generation, const syn_store_derived *records, size_t count,
                                      syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  bool own;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  status = insert_all(sqlite, records, count, error);
  if (status == SYN_OK) status = set_generation(sqlite, generation, error);
  return syn_sqlite_scope_close(sqlite, own, status, error);
}

/* A temporary table of the same name hides the one in the file, for all statements above; the rollback of end_read takes it away. */
syn_status syn_sqlite_set_aside_derived(syn_store *store, const syn_store_derived *records, size_t count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (!sqlite->is_reading) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: no reading has begun", sqlite->path);
  syn_status status = syn_sqlite_execute(sqlite, sql_aside, "set stories aside", error);
  if (status == SYN_OK) status = syn_sqlite_execute(sqlite, sql_aside_index, "set stories aside", error);
  return status == SYN_OK ? insert_all(sqlite, records, count, error) : status;
}

static syn_status read_record(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_store_derived *out_record, syn_error *error) {
  syn_store_derived record = {.kind = syn_sqlite_column(statement, 0), .line = syn_sqlite_column(statement, 3)};
  syn_text id = syn_sqlite_column(statement, 1), story = syn_sqlite_column(statement, 2);
  if ((id.size > 0 && syn_id_parse(id, &record.id) != SYN_OK) || (story.size > 0 && syn_id_parse(story, &record.story) != SYN_OK))
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is damaged: a story has no proper id; add a page to have them computed again",
                         sqlite->path);
  *out_record = record;
  return SYN_OK;
}

syn_status syn_sqlite_each_derived(syn_store *store, const char *kind, syn_id story,
                                   syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement = NULL; /* of its own: the visitor may use the store */
  int code = sqlite3_prepare_v2(sqlite->db, syn_id_is_none(story) ? sql_each : sql_each_of_story, -1, &statement, NULL);
  if (code != SQLITE_OK) return syn_sqlite_fail(sqlite, code, "read the stories", error);
  syn_sqlite_bind_text(statement, 1, syn_text_from(kind));
  syn_sqlite_bind_id(statement, 2, story);
  syn_status status = SYN_OK;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_store_derived record;
    status = read_record(sqlite, statement, &record, error);
    if (status == SYN_OK) status = visit(context, &record);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read the stories", error);
  sqlite3_finalize(statement);
  return status;
}
