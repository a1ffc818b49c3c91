/*
 * Neighbourhoods, the names that they state, and what is derived from them. A neighbourhood that is cleared leaves nothing that names what
 * its articles said; its names are looked at again, since another country may now be the main one.
 */
#include "store/sqlite_regions.h"

#include "base/array.h"
#include "store/sqlite_internal.h"

static const char doing[] = "keep the neighbourhoods";

static const char sql_region_of[] =
    "SELECT region FROM neighbour_region WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM neighbour_unplaced WHERE number = ?1)";
static const char sql_known_region[] = "SELECT region FROM neighbour_region WHERE number = ?1";
static const char sql_members[] =
    "SELECT n.article FROM neighbour_region r JOIN neighbour n ON n.number = r.number WHERE r.region = ?1 ORDER BY n.article";
static const char sql_set_region[] = "INSERT OR REPLACE INTO neighbour_region VALUES (?1, ?2)";
static const char sql_place[] = "DELETE FROM neighbour_unplaced WHERE number = ?1";
static const char sql_clear_members[] = "INSERT OR IGNORE INTO neighbour_unplaced SELECT number FROM neighbour_region WHERE region = ?1";
static const char sql_clear_derived[] = "DELETE FROM derived WHERE region = ?1";
static const char sql_check_names[] = "INSERT OR IGNORE INTO neighbour_name_check SELECT name FROM neighbour_name WHERE region = ?1";
static const char sql_forget_names[] = "DELETE FROM neighbour_name WHERE region = ?1";
static const char sql_next_unplaced[] = "SELECT number FROM neighbour_unplaced LIMIT 1";
static const char sql_mark[] = "INSERT OR IGNORE INTO neighbour_marked VALUES (?1)";
static const char sql_next_marked[] = "SELECT region FROM neighbour_marked LIMIT 1";
static const char sql_state_name[] = "INSERT OR IGNORE INTO neighbour_name VALUES (?1, ?2, ?3)";
static const char sql_main[] =
    "SELECT country FROM neighbour_name WHERE name = ?1 GROUP BY country ORDER BY count(*) DESC, country LIMIT 1";
static const char sql_used[] = "SELECT country FROM neighbour_name_used WHERE name = ?1";
static const char sql_use[] = "INSERT OR REPLACE INTO neighbour_name_used VALUES (?1, ?2)";
static const char sql_use_none[] = "DELETE FROM neighbour_name_used WHERE name = ?1";
static const char sql_mark_names[] =
    "INSERT OR IGNORE INTO neighbour_marked SELECT region FROM neighbour_name WHERE name = ?1 AND country = ?2";
static const char sql_checked[] = "DELETE FROM neighbour_name_check WHERE name = ?1";
static const char sql_next_name[] = "SELECT name FROM neighbour_name_check LIMIT 1";
static const char sql_generation[] = "UPDATE meta SET value = ?1 WHERE key = 'derived_generation'";

static syn_status run_with(syn_sqlite *sqlite, const char *sql, uint64_t first, uint64_t second, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)first);
  if (sqlite3_bind_parameter_count(statement) > 1) sqlite3_bind_int64(statement, 2, (sqlite3_int64)second);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

/* The single number that a query gives, if it gives one. `first`: its parameter, where it has one. */
static syn_status ask_number(syn_sqlite *sqlite, const char *sql, uint64_t first, uint64_t *out_number, bool *out_has, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  if (sqlite3_bind_parameter_count(statement) > 0) sqlite3_bind_int64(statement, 1, (sqlite3_int64)first);
  int code = sqlite3_step(statement);
  *out_has = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    *out_number = (uint64_t)sqlite3_column_int64(statement, 0);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

/* ---- all of it ---- */

static const char *const EMPTY[] = {
    "DELETE FROM derived",
    "DELETE FROM neighbour",
    "DELETE FROM neighbour_term",
    "DELETE FROM neighbour_key",
    "DELETE FROM neighbour_edge",
    "DELETE FROM neighbour_marked",
    "DELETE FROM neighbour_name",
    "DELETE FROM neighbour_name_used",
    "DELETE FROM outlet_day",
    "DELETE FROM neighbour_name_check",
    "DELETE FROM neighbour_traits",
    "DELETE FROM neighbour_region",
    "DELETE FROM neighbour_change",
    "INSERT INTO neighbour_change SELECT id FROM article",
    "DELETE FROM neighbour_unplaced",
    "UPDATE neighbour_filling SET stage = 0, reached = 0",
};

syn_status syn_sqlite_forget_neighbours(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof EMPTY / sizeof *EMPTY; i++)
    status = syn_sqlite_execute(sqlite, EMPTY[i], "compare the articles anew", error);
  return status;
}

/*
 * Temporary tables of the same names hide those in the file, for all statements; the rollback of end_read takes them away. As
 * schema/7.sql and 9.sql have them.
 */
static const char *const ASIDE[] = {
    "CREATE TEMP TABLE neighbour_change (article TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE neighbour (number INTEGER PRIMARY KEY, article TEXT NOT NULL UNIQUE, outlet TEXT, day INTEGER NOT NULL)",
    "CREATE TEMP TABLE neighbour_traits (number INTEGER PRIMARY KEY, traits BLOB NOT NULL)",
    "CREATE TEMP TABLE neighbour_region (number INTEGER PRIMARY KEY, region INTEGER NOT NULL)",
    "CREATE INDEX temp.neighbour_member ON neighbour_region (region)",
    "CREATE TEMP TABLE neighbour_unplaced (number INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE neighbour_filling (stage INTEGER NOT NULL, reached INTEGER NOT NULL)",
    "INSERT INTO temp.neighbour_filling VALUES (0, 0)",
    "CREATE TEMP TABLE neighbour_term (term INTEGER, day INTEGER, number INTEGER, PRIMARY KEY (term, day, number)) WITHOUT ROWID",
    "CREATE TEMP TABLE neighbour_key (key INTEGER, article BLOB, number INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID",
    "CREATE TEMP TABLE neighbour_edge (a INTEGER, b INTEGER, strength INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID",
    "CREATE TEMP TABLE neighbour_marked (region INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE neighbour_name (name TEXT, country TEXT, region INTEGER, PRIMARY KEY (name, country, region)) WITHOUT ROWID",
    "CREATE INDEX temp.neighbour_name_region ON neighbour_name (region)",
    "CREATE TEMP TABLE neighbour_name_used (name TEXT PRIMARY KEY NOT NULL, country TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE neighbour_name_check (name TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID",
    "CREATE TEMP TABLE outlet_day (day INTEGER, outlet TEXT, articles INTEGER, PRIMARY KEY (day, outlet)) WITHOUT ROWID",
    "CREATE TEMP TABLE derived (region INTEGER, kind TEXT, id TEXT, story TEXT, place INTEGER, record TEXT)",
    "CREATE INDEX temp.derived_kind ON derived (kind, id, story, place)",
    "CREATE INDEX temp.derived_point ON derived (story, place) WHERE kind = 'point'",
    "CREATE INDEX temp.derived_region ON derived (region)",
    "INSERT INTO temp.neighbour_change SELECT id FROM article",
};

syn_status syn_sqlite_set_aside_neighbours(syn_store *store, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  if (!sqlite->is_reading) return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: no reading has begun", sqlite->path);
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof ASIDE / sizeof *ASIDE; i++) {
    int code = sqlite3_exec(sqlite->db, ASIDE[i], NULL, NULL, NULL);
    if (code != SQLITE_OK) status = syn_sqlite_fail(sqlite, code, "set stories aside", error);
  }
  return status;
}

/* ---- neighbourhoods ---- */

syn_status syn_sqlite_region_of(syn_store *store, uint64_t number, uint64_t *out_region, syn_error *error) {
  bool has;
  *out_region = 0;
  return ask_number((syn_sqlite *)store, sql_region_of, number, out_region, &has, error);
}

syn_status syn_sqlite_region_members(syn_store *store, uint64_t region, syn_arena *arena, syn_id **out_articles, uint32_t *out_count,
                                     syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  SYN_ARRAY(syn_id) list = {0};
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_members, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)region);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_id *id = SYN_ARRAY_ADD(&list, arena);
    status = id ? syn_sqlite_read_id(sqlite, statement, id, error) : SYN_NO_MEMORY;
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  *out_articles = list.items;
  *out_count = (uint32_t)list.count;
  return status;
}

syn_status syn_sqlite_set_region(syn_store *store, uint64_t number, uint64_t region, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  uint64_t before = 0;
  bool has;
  syn_status status = ask_number(sqlite, sql_known_region, number, &before, &has, error);
  if (status == SYN_OK && has && before != region) status = run_with(sqlite, sql_mark, before, 0, error);
  if (status == SYN_OK && (!has || before != region)) status = run_with(sqlite, sql_set_region, number, region, error);
  return status == SYN_OK ? run_with(sqlite, sql_place, number, 0, error) : status;
}

syn_status syn_sqlite_forget_names(syn_store *store, uint64_t region, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_status status = run_with(sqlite, sql_check_names, region, 0, error);
  return status == SYN_OK ? run_with(sqlite, sql_forget_names, region, 0, error) : status;
}

syn_status syn_sqlite_clear_region(syn_store *store, uint64_t region, syn_error *error) {
  return run_with((syn_sqlite *)store, sql_clear_members, region, 0, error);
}

syn_status syn_sqlite_forget_region(syn_sqlite *sqlite, uint64_t region, syn_error *error) {
  syn_status status = run_with(sqlite, sql_clear_members, region, 0, error);
  if (status == SYN_OK) status = run_with(sqlite, sql_clear_derived, region, 0, error);
  if (status == SYN_OK) status = run_with(sqlite, sql_mark, region, 0, error);
  return status == SYN_OK ? syn_sqlite_forget_names(&sqlite->store, region, error) : status;
}

syn_status syn_sqlite_next_unplaced(syn_store *store, uint64_t *out_number, bool *out_has, syn_error *error) {
  return ask_number((syn_sqlite *)store, sql_next_unplaced, 0, out_number, out_has, error);
}

syn_status syn_sqlite_mark_region(syn_store *store, uint64_t region, syn_error *error) {
  return run_with((syn_sqlite *)store, sql_mark, region, 0, error);
}

syn_status syn_sqlite_next_marked(syn_store *store, uint64_t *out_region, bool *out_has, syn_error *error) {
  return ask_number((syn_sqlite *)store, sql_next_marked, 0, out_region, out_has, error);
}

/* ---- names ---- */

syn_status syn_sqlite_state_name(syn_store *store, syn_id name, syn_text country, uint64_t region, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_state_name, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, name);
  syn_sqlite_bind_text(statement, 2, country);
  sqlite3_bind_int64(statement, 3, (sqlite3_int64)region);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status ask_country(syn_sqlite *sqlite, const char *sql, syn_id name, syn_arena *arena, syn_text *out_country, syn_error *error) {
  sqlite3_stmt *statement;
  *out_country = (syn_text){0};
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, name);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    status = syn_arena_copy(arena, syn_sqlite_column(statement, 0), out_country);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

static syn_status run_for_name(syn_sqlite *sqlite, const char *sql, syn_id name, syn_text country, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, name);
  if (sqlite3_bind_parameter_count(statement) > 1) syn_sqlite_bind_text(statement, 2, country);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

syn_status syn_sqlite_use_main_country(syn_store *store, syn_id name, syn_arena *arena, syn_text *out_country, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_text main, used;
  syn_status status = ask_country(sqlite, sql_main, name, arena, &main, error);
  if (status == SYN_OK) status = ask_country(sqlite, sql_used, name, arena, &used, error);
  if (status == SYN_OK) status = run_for_name(sqlite, sql_checked, name, used, error);
  if (status != SYN_OK) return status;
  *out_country = main;
  if (syn_text_equal(main, used)) return SYN_OK;
  if (main.size == 0) return run_for_name(sqlite, sql_use_none, name, main, error);
  status = run_for_name(sqlite, sql_use, name, main, error);
  if (status == SYN_OK && used.size > 0) status = run_for_name(sqlite, sql_mark_names, name, used, error);
  if (status == SYN_OK && used.size > 0) status = run_for_name(sqlite, sql_mark_names, name, main, error);
  return status;
}

syn_status syn_sqlite_next_name(syn_store *store, syn_id *out_name, bool *out_has, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_next_name, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  *out_has = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    status = syn_sqlite_read_id(sqlite, statement, out_name, error);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_set_generation(syn_store *store, uint64_t generation, syn_error *error) {
  return run_with((syn_sqlite *)store, sql_generation, generation, 0, error);
}
