/*
 * The index by which articles find their neighbours. Hashes of 64 bits are kept as signed numbers, as SQLite has them.
 */
#include "store/neighbours.h"

#include <string.h>

#include "base/array.h"
#include "store/sqlite_filling.h"
#include "store/sqlite_internal.h"
#include "store/sqlite_regions.h"

static const char doing[] = "keep the neighbourhoods";

static const char sql_next_change[] = "SELECT article FROM neighbour_change LIMIT 1";
static const char sql_change[] = "INSERT OR IGNORE INTO neighbour_change VALUES (?1)";
static const char sql_end_change[] = "DELETE FROM neighbour_change WHERE article = ?1";
static const char sql_region[] = "SELECT r.region FROM neighbour n JOIN neighbour_region r ON r.number = n.number WHERE n.article = ?1";
static const char sql_find[] =
    "SELECT n.number, n.article, n.outlet, n.day, t.traits FROM neighbour n JOIN neighbour_traits t ON t.number = n.number "
    "WHERE n.article = ?1";
static const char sql_get[] =
    "SELECT n.number, n.article, n.outlet, n.day, t.traits FROM neighbour n JOIN neighbour_traits t ON t.number = n.number "
    "WHERE n.number = ?1";
static const char sql_traits[] = "SELECT traits FROM neighbour_traits WHERE number = ?1";
static const char sql_add[] = "INSERT INTO neighbour (article, outlet, day) VALUES (?1, ?2, ?3)";
static const char sql_add_traits[] = "INSERT OR REPLACE INTO neighbour_traits VALUES (?1, ?2)";
static const char sql_unplace[] = "INSERT OR IGNORE INTO neighbour_unplaced VALUES (?1)";
static const char sql_mark_region_of[] = "INSERT OR IGNORE INTO neighbour_marked SELECT region FROM neighbour_region WHERE number = ?1";
static const char *const REMOVE[] = {sql_mark_region_of, "DELETE FROM neighbour_region WHERE number = ?1",
                                     "DELETE FROM neighbour_unplaced WHERE number = ?1", "DELETE FROM neighbour_traits WHERE number = ?1",
                                     "DELETE FROM neighbour WHERE number = ?1"};
static const char sql_count_outlet[] =
    "INSERT INTO outlet_day VALUES (?1, ?2, 1) ON CONFLICT (day, outlet) DO UPDATE SET articles = articles + 1";
static const char sql_uncount_outlet[] = "UPDATE outlet_day SET articles = articles - 1 WHERE day = ?1 AND outlet = ?2";
static const char sql_end_outlet[] = "DELETE FROM outlet_day WHERE day = ?1 AND outlet = ?2 AND articles <= 0";
static const char sql_outlet_days[] = "SELECT outlet, day, articles FROM outlet_day ORDER BY day, outlet";
static const char sql_post_term[] = "INSERT OR IGNORE INTO neighbour_term VALUES (?1, ?2, ?3)";
static const char sql_take_term[] = "DELETE FROM neighbour_term WHERE term = ?1 AND day = ?2 AND number = ?3";
static const char sql_holders[] = "SELECT number FROM neighbour_term WHERE term = ?1 AND day BETWEEN ?2 AND ?3 LIMIT ?4";
static const char sql_post_key[] = "INSERT OR IGNORE INTO neighbour_key VALUES (?1, ?2, ?3)";
static const char sql_take_key[] = "DELETE FROM neighbour_key WHERE key = ?1 AND article = ?2";
static const char sql_before[] = "SELECT number FROM neighbour_key WHERE key = ?1 AND article < ?2 ORDER BY article DESC LIMIT ?3";
static const char sql_behind[] = "SELECT number FROM neighbour_key WHERE key = ?1 AND article > ?2 ORDER BY article LIMIT ?3";
static const char sql_put_edge[] = "INSERT OR REPLACE INTO neighbour_edge VALUES (?1, ?2, ?3)";
static const char sql_take_edge[] = "DELETE FROM neighbour_edge WHERE a = ?1 AND b = ?2";
static const char sql_edges[] = "SELECT b, strength FROM neighbour_edge WHERE a = ?1 ORDER BY b";
static const char sql_take_edges_of[] = "DELETE FROM neighbour_edge WHERE a = ?1";

/* ---- changes ---- */

syn_status syn_sqlite_note_change(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_change, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

syn_status syn_sqlite_forget_neighbour(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  uint64_t region = 0;
  syn_status status = syn_sqlite_prepare(sqlite, sql_region, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    region = (uint64_t)sqlite3_column_int64(statement, 0);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status == SYN_OK && region > 0 ? syn_sqlite_forget_region(sqlite, region, error) : status;
}

static syn_status next_change(syn_store *store, syn_id *out_article, bool *out_has, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_next_change, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  *out_has = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    status = syn_sqlite_read_id(sqlite, statement, out_article, error);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  return status;
}

static syn_status end_change(syn_store *store, syn_id article, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_end_change, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

/* ---- articles of the index ---- */

syn_status syn_sqlite_read_neighbour(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_arena *arena, syn_neighbour *out_row, bool *out_has,
                                     syn_error *error) {
  int code = sqlite3_step(statement);
  syn_status status = SYN_OK;
  *out_has = code == SQLITE_ROW;
  if (code == SQLITE_ROW) {
    syn_neighbour row = {.number = (uint64_t)sqlite3_column_int64(statement, 0), .day = sqlite3_column_int(statement, 3)};
    const char *traits = sqlite3_column_blob(statement, 4);
    syn_text bytes = {traits, (size_t)sqlite3_column_bytes(statement, 4)};
    if (syn_id_parse(syn_sqlite_column(statement, 1), &row.article) != SYN_OK) status = SYN_BAD_INPUT;
    if (status == SYN_OK) status = syn_arena_copy(arena, syn_sqlite_column(statement, 2), &row.outlet);
    if (status == SYN_OK) status = syn_arena_copy(arena, bytes, &row.traits);
    if (status == SYN_OK) *out_row = row;
    if (status == SYN_BAD_INPUT) syn_error_set(error, status, 0, "%s: is damaged: a neighbour has no proper id", sqlite->path);
  } else if (code != SQLITE_DONE) {
    status = syn_sqlite_fail(sqlite, code, doing, error);
  }
  sqlite3_reset(statement);
  return status;
}

static syn_status find(syn_store *store, syn_id article, syn_arena *arena, syn_neighbour *out_row, bool *out_has, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_find, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_read_neighbour(sqlite, statement, arena, out_row, out_has, error);
}

static syn_status fail_missing(const syn_sqlite *sqlite, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is damaged: a neighbour is missing; `synoptic update --all` makes the index anew",
                       sqlite->path);
}

static syn_status get(syn_store *store, uint64_t number, syn_arena *arena, syn_neighbour *out_row, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  bool has = false;
  syn_status status = syn_sqlite_prepare(sqlite, sql_get, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
  status = syn_sqlite_read_neighbour(sqlite, statement, arena, out_row, &has, error);
  return status == SYN_OK && !has ? fail_missing(sqlite, error) : status;
}

static syn_status get_traits(syn_store *store, uint64_t number, char *out_bytes, size_t capacity, size_t *out_size, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_traits, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    const void *bytes = sqlite3_column_blob(statement, 0);
    size_t size = (size_t)sqlite3_column_bytes(statement, 0);
    if (!bytes || size > capacity) status = fail_missing(sqlite, error);
    if (status == SYN_OK) memcpy(out_bytes, bytes, *out_size = size);
  } else {
    status = code == SQLITE_DONE ? fail_missing(sqlite, error) : syn_sqlite_fail(sqlite, code, doing, error);
  }
  sqlite3_reset(statement);
  return status;
}

static syn_status count_outlet(syn_sqlite *sqlite, const syn_neighbour *row, const char *sql, syn_error *error) {
  sqlite3_stmt *statement;
  if (row->outlet.size == 0) return SYN_OK;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int(statement, 1, row->day);
  syn_sqlite_bind_text(statement, 2, row->outlet);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status run_with(syn_sqlite *sqlite, const char *sql, uint64_t first, uint64_t second, int64_t third, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  int count = sqlite3_bind_parameter_count(statement);
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)first);
  if (count > 1) sqlite3_bind_int64(statement, 2, (sqlite3_int64)second);
  if (count > 2) sqlite3_bind_int64(statement, 3, (sqlite3_int64)third);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status add(syn_store *store, const syn_neighbour *row, uint64_t *out_number, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_add, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, row->article);
  syn_sqlite_bind_optional(statement, 2, row->outlet);
  sqlite3_bind_int(statement, 3, row->day);
  status = syn_sqlite_run(sqlite, statement, doing, error);
  uint64_t number = (uint64_t)sqlite3_last_insert_rowid(sqlite->db);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_add_traits, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
  sqlite3_bind_blob64(statement, 2, row->traits.data, row->traits.size, SQLITE_STATIC);
  status = syn_sqlite_run(sqlite, statement, doing, error);
  if (status == SYN_OK) status = run_with(sqlite, sql_unplace, number, 0, 0, error);
  if (status == SYN_OK) *out_number = number;
  return status == SYN_OK ? count_outlet(sqlite, row, sql_count_outlet, error) : status;
}

static syn_status put_edge(syn_store *store, uint64_t a, uint64_t b, int32_t strength, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  const char *sql = strength > 0 ? sql_put_edge : sql_take_edge;
  syn_status status = run_with(sqlite, sql, a, b, strength, error);
  return status == SYN_OK ? run_with(sqlite, sql, b, a, strength, error) : status;
}

static syn_status edges(syn_store *store, uint64_t number, syn_arena *arena, syn_neighbour_edge **out_edges, uint32_t *out_count,
                        syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  SYN_ARRAY(syn_neighbour_edge) list = {0};
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_edges, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)number);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_neighbour_edge *edge = SYN_ARRAY_ADD(&list, arena);
    if (!edge)
      status = SYN_NO_MEMORY;
    else
      *edge = (syn_neighbour_edge){(uint64_t)sqlite3_column_int64(statement, 0), sqlite3_column_int(statement, 1)};
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  *out_edges = list.items;
  *out_count = (uint32_t)list.count;
  return status;
}

static syn_status remove_row(syn_store *store, const syn_neighbour *row, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_arena *arena = NULL;
  syn_neighbour_edge *own = NULL;
  uint32_t count = 0;
  syn_status status = syn_arena_create((size_t)1 << 30, &arena);
  if (status == SYN_OK) status = edges(store, row->number, arena, &own, &count, error);
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = run_with(sqlite, sql_take_edge, own[i].number, row->number, 0, error);
  if (status == SYN_OK) status = run_with(sqlite, sql_take_edges_of, row->number, 0, 0, error);
  for (size_t i = 0; status == SYN_OK && i < sizeof REMOVE / sizeof *REMOVE; i++)
    status = run_with(sqlite, REMOVE[i], row->number, 0, 0, error);
  if (status == SYN_OK) status = count_outlet(sqlite, row, sql_uncount_outlet, error);
  if (status == SYN_OK) status = count_outlet(sqlite, row, sql_end_outlet, error);
  syn_arena_destroy(&arena);
  return status;
}

/* ---- lists ---- */

/* Ids in lists are bytes, whose order is that of their texts. */
static void bind_id_bytes(sqlite3_stmt *statement, int place, const syn_id *id) {
  sqlite3_bind_blob(statement, place, id->bytes, sizeof id->bytes, SQLITE_STATIC);
}

/* The numbers of the rows of a statement that has been bound. */
static syn_status read_numbers(syn_sqlite *sqlite, sqlite3_stmt *statement, uint32_t limit, uint64_t *out_numbers, uint32_t *out_count,
                               syn_error *error) {
  int code = SQLITE_DONE;
  uint32_t count = 0;
  while (count < limit && (code = sqlite3_step(statement)) == SQLITE_ROW)
    out_numbers[count++] = (uint64_t)sqlite3_column_int64(statement, 0);
  syn_status status = code == SQLITE_DONE || code == SQLITE_ROW ? SYN_OK : syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  *out_count = count;
  return status;
}

static syn_status post_term(syn_store *store, uint64_t term, int32_t day, uint64_t number, bool is_in, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  return run_with(sqlite, is_in ? sql_post_term : sql_take_term, term, (uint64_t)(int64_t)day, (int64_t)number, error);
}

static syn_status holders(syn_store *store, uint64_t term, int32_t from, int32_t to, uint32_t limit, uint64_t *out_numbers,
                          uint32_t *out_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_holders, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)term);
  sqlite3_bind_int(statement, 2, from);
  sqlite3_bind_int(statement, 3, to);
  sqlite3_bind_int(statement, 4, (int)limit);
  return read_numbers(sqlite, statement, limit, out_numbers, out_count, error);
}

static syn_status post_key(syn_store *store, uint64_t key, syn_id article, uint64_t number, bool is_in, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, is_in ? sql_post_key : sql_take_key, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)key);
  bind_id_bytes(statement, 2, &article);
  if (is_in) sqlite3_bind_int64(statement, 3, (sqlite3_int64)number);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status beside(syn_store *store, uint64_t key, syn_id article, bool is_before, uint32_t reach, uint64_t *out_numbers,
                         uint32_t *out_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, is_before ? sql_before : sql_behind, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)key);
  bind_id_bytes(statement, 2, &article);
  sqlite3_bind_int(statement, 3, (int)reach);
  return read_numbers(sqlite, statement, reach, out_numbers, out_count, error);
}

/* ---- outlets ---- */

static syn_status each_outlet_day(syn_store *store, syn_status (*visit)(void *context, const syn_outlet_count *count), void *context,
                                  syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_outlet_days, &statement, error);
  if (status != SYN_OK) return status;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    const syn_outlet_count count = {syn_sqlite_column(statement, 0), sqlite3_column_int(statement, 1),
                                    (uint32_t)sqlite3_column_int64(statement, 2)};
    status = visit(context, &count);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read the outlets", error);
  sqlite3_reset(statement);
  return status;
}

static const syn_neighbour_methods methods = {
    .next_change = next_change,
    .end_change = end_change,
    .forget = syn_sqlite_forget_neighbours,
    .set_aside = syn_sqlite_set_aside_neighbours,
    .find = find,
    .get = get,
    .traits = get_traits,
    .add = add,
    .remove = remove_row,
    .post_term = post_term,
    .holders = holders,
    .post_key = post_key,
    .beside = beside,
    .put_edge = put_edge,
    .edges = edges,
    .region_of = syn_sqlite_region_of,
    .members = syn_sqlite_region_members,
    .set_region = syn_sqlite_set_region,
    .clear_region = syn_sqlite_clear_region,
    .next_unplaced = syn_sqlite_next_unplaced,
    .mark = syn_sqlite_mark_region,
    .next_marked = syn_sqlite_next_marked,
    .state_name = syn_sqlite_state_name,
    .use_main_country = syn_sqlite_use_main_country,
    .next_name = syn_sqlite_next_name,
    .each_outlet_day = each_outlet_day,
    .put_derived = syn_sqlite_put_derived,
    .forget_names = syn_sqlite_forget_names,
    .filling = syn_sqlite_filling,
    .set_filling = syn_sqlite_set_filling,
    .most_number = syn_sqlite_most_number,
    .next_coming = syn_sqlite_next_coming,
    .next_row = syn_sqlite_next_row,
    .each_traits = syn_sqlite_each_traits,
    .empty_lists = syn_sqlite_empty_lists,
    .unplace_all = syn_sqlite_unplace_all,
    .set_generation = syn_sqlite_set_generation,
};

const syn_neighbour_methods *syn_sqlite_neighbours(const syn_store *store) {
  (void)store;
  return &methods;
}
