#include <string.h>

#include "store/sqlite_internal.h"

static const char sql_count[] = "SELECT (SELECT count(*) FROM article), (SELECT value FROM meta WHERE key = 'generation')";
static const char sql_generation[] = "SELECT value FROM meta WHERE key = 'generation'";
static const char sql_derived_generation[] = "SELECT value FROM meta WHERE key = 'derived_generation'";
/* The members of the store's `story` column: of an entity the least of its members there, so that its parts come in one order. */
static const char sql_each[] = "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = ?1 ORDER BY id, story, place";
static const char sql_maker[] = "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = 'maker'";
static const char sql_each_point[] = "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = 'point' ORDER BY story, place";
static const char sql_each_point_of_story[] =
    "SELECT kind, id, story, record || char(10) FROM derived WHERE kind = 'point' AND story = ?1 ORDER BY story, place";

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

syn_status syn_sqlite_generation(syn_store *store, uint64_t *out_generation, syn_error *error) {
  return read_numbers((syn_sqlite *)store, sql_generation, out_generation, NULL, error);
}

syn_status syn_sqlite_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error) {
  return read_numbers((syn_sqlite *)store, sql_derived_generation, out_generation, NULL, error);
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

static syn_status visit_rows(syn_sqlite *sqlite, sqlite3_stmt *statement,
                             syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error) {
  syn_status status = SYN_OK;
  int code = SQLITE_DONE;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_store_derived record;
    status = read_record(sqlite, statement, &record, error);
    if (status == SYN_OK) status = visit(context, &record);
  }
  return status == SYN_OK && code != SQLITE_DONE ? syn_sqlite_fail(sqlite, code, "read the stories", error) : status;
}

/* Who derived them is asked before each reading: that statement stays prepared. */
static syn_status visit_maker(syn_sqlite *sqlite, syn_status (*visit)(void *context, const syn_store_derived *record), void *context,
                              syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_maker, &statement, error);
  if (status != SYN_OK) return status;
  status = visit_rows(sqlite, statement, visit, context, error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_each_derived(syn_store *store, const char *kind, syn_id story,
                                   syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement = NULL; /* of its own: the visitor may use the store */
  bool are_points = strcmp(kind, "point") == 0;
  if (strcmp(kind, "maker") == 0) return visit_maker(sqlite, visit, context, error);
  const char *sql = !are_points ? sql_each : syn_id_is_none(story) ? sql_each_point : sql_each_point_of_story;
  int code = sqlite3_prepare_v2(sqlite->db, sql, -1, &statement, NULL);
  if (code != SQLITE_OK) return syn_sqlite_fail(sqlite, code, "read the stories", error);
  if (!are_points) syn_sqlite_bind_text(statement, 1, syn_text_from(kind));
  if (are_points) syn_sqlite_bind_id(statement, 1, story);
  syn_status status = visit_rows(sqlite, statement, visit, context, error);
  sqlite3_finalize(statement);
  return status;
}
