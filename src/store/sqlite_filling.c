/*
 * What an empty index of neighbours is filled by: articles in the order in which they came, which is about that of the pages they lie on.
 */
#include "store/sqlite_filling.h"

static const char doing[] = "keep the neighbourhoods";

static const char sql_filling[] = "SELECT stage, reached FROM neighbour_filling";
static const char sql_set_filling[] = "UPDATE neighbour_filling SET stage = ?1, reached = ?2";
static const char sql_most_number[] = "SELECT coalesce(max(number), 0), 0 FROM neighbour";
static const char sql_next_coming[] = "SELECT id, rowid FROM article WHERE rowid > ?1 AND +id IN neighbour_change ORDER BY rowid LIMIT 1";
static const char sql_next_row[] =
    "SELECT n.number, n.article, n.outlet, n.day, t.traits FROM neighbour n JOIN neighbour_traits t ON t.number = n.number "
    "WHERE n.number > ?1 ORDER BY n.number LIMIT 1";
static const char sql_each_traits[] =
    "SELECT n.article, n.number, t.traits FROM neighbour n JOIN neighbour_traits t ON t.number = n.number ORDER BY n.number";
static const char *const EMPTY_LISTS[] = {"DELETE FROM neighbour_term", "DELETE FROM neighbour_key", "DELETE FROM neighbour_edge"};
static const char sql_unplace_all[] = "INSERT OR IGNORE INTO neighbour_unplaced SELECT number FROM neighbour";

/* The two numbers of a row that there must be. */
static syn_status read_two(syn_sqlite *sqlite, const char *sql, uint64_t *out_first, uint64_t *out_second, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    *out_first = (uint64_t)sqlite3_column_int64(statement, 0);
    *out_second = (uint64_t)sqlite3_column_int64(statement, 1);
  } else {
    status = syn_sqlite_fail(sqlite, code == SQLITE_DONE ? SQLITE_CORRUPT : code, doing, error);
  }
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_filling(syn_store *store, syn_neighbour_filling *out_filling, syn_error *error) {
  uint64_t stage = 0, reached = 0;
  syn_status status = read_two((syn_sqlite *)store, sql_filling, &stage, &reached, error);
  if (status == SYN_OK && stage > SYN_FILLING_EDGES) status = syn_sqlite_fail((syn_sqlite *)store, SQLITE_CORRUPT, doing, error);
  if (status == SYN_OK) *out_filling = (syn_neighbour_filling){(syn_filling_stage)stage, reached};
  return status;
}

syn_status syn_sqlite_set_filling(syn_store *store, syn_neighbour_filling filling, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_set_filling, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int(statement, 1, (int)filling.stage);
  sqlite3_bind_int64(statement, 2, (sqlite3_int64)filling.reached);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

syn_status syn_sqlite_most_number(syn_store *store, uint64_t *out_number, syn_error *error) {
  uint64_t unused;
  return read_two((syn_sqlite *)store, sql_most_number, out_number, &unused, error);
}

syn_status syn_sqlite_next_coming(syn_store *store, uint64_t after, syn_id *out_article, uint64_t *out_place, bool *out_has,
                                  syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_next_coming, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)after);
  int code = sqlite3_step(statement);
  *out_has = code == SQLITE_ROW;
  if (code == SQLITE_ROW) {
    *out_place = (uint64_t)sqlite3_column_int64(statement, 1);
    status = syn_sqlite_read_id(sqlite, statement, out_article, error);
  } else if (code != SQLITE_DONE) {
    status = syn_sqlite_fail(sqlite, code, doing, error);
  }
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_next_row(syn_store *store, uint64_t after, syn_arena *arena, syn_neighbour *out_row, bool *out_has,
                               syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_next_row, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)after);
  return syn_sqlite_read_neighbour(sqlite, statement, arena, out_row, out_has, error);
}

syn_status syn_sqlite_each_traits(syn_store *store, syn_status (*visit)(void *context, const syn_neighbour *row), void *context,
                                  syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_each_traits, &statement, error);
  if (status != SYN_OK) return status;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_neighbour row = {.number = (uint64_t)sqlite3_column_int64(statement, 1)};
    const char *traits = sqlite3_column_blob(statement, 2);
    row.traits = (syn_text){traits, (size_t)sqlite3_column_bytes(statement, 2)};
    status = syn_sqlite_read_id(sqlite, statement, &row.article, error);
    if (status == SYN_OK) status = visit(context, &row);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_empty_lists(syn_store *store, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof EMPTY_LISTS / sizeof *EMPTY_LISTS; i++)
    status = syn_sqlite_execute((syn_sqlite *)store, EMPTY_LISTS[i], doing, error);
  return status;
}

syn_status syn_sqlite_unplace_all(syn_store *store, syn_error *error) {
  return syn_sqlite_execute((syn_sqlite *)store, sql_unplace_all, doing, error);
}
