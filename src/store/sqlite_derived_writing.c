/*
 * How it works: what is derived from a neighbourhood is mostly as it was before, when an article has come to it. So the keys that are
 * there and those that should be are put in one order and compared; what is equal is not written. Rows that stay do not touch the indices.
 * Records that are there are compared by SQLite, row by row, and never held: those of thousands of copies may be larger than the memory.
 *
 * `place` orders what has one kind, id and story; of points it is their order in the story.
 */
#include <stdlib.h>

#include "base/array.h"
#include "store/sqlite_internal.h"
#include "store/sqlite_regions.h"

enum { SCRATCH_LIMIT = 1 << 30 /* rows without their records: some millions */ };

static const char doing[] = "keep a story";

static const char sql_derived_of[] = "SELECT rowid, kind, id, story, place FROM derived WHERE region = ?1";
static const char sql_drop[] = "DELETE FROM derived WHERE rowid = ?1";
static const char sql_change[] = "UPDATE derived SET record = ?2 WHERE rowid = ?1 AND record IS NOT ?2";
static const char sql_add[] = "INSERT INTO derived (region, kind, id, story, place, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char sql_unmark[] = "DELETE FROM neighbour_marked WHERE region = ?1";

typedef struct derived_row {
  syn_text kind, record; /* record: of new rows alone */
  syn_id id, story;
  int64_t place, rowid; /* 0: not there yet */
} derived_row;

typedef SYN_ARRAY(derived_row) row_array;

static int compare_stories(const derived_row *a, const derived_row *b) {
  int order = syn_text_compare(a->kind, b->kind);
  return order != 0 ? order : syn_id_compare(a->story, b->story);
}

static int compare_keys(const derived_row *a, const derived_row *b) {
  int order = compare_stories(a, b);
  return order != 0 ? order : syn_id_compare(a->id, b->id);
}

static int compare_rows(const derived_row *a, const derived_row *b) {
  int order = compare_keys(a, b);
  return order != 0 ? order : a->place < b->place ? -1 : a->place > b->place;
}

static int order_rows(const void *a, const void *b) {
  return compare_rows(a, b);
}

static int order_in_stories(const void *a, const void *b) {
  const derived_row *x = a, *y = b;
  int order = compare_stories(x, y);
  return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

static void sort_rows(row_array *rows, int (*order)(const void *a, const void *b)) {
  if (rows->count > 1) qsort(rows->items, rows->count, sizeof *rows->items, order);
}

static bool are_points(const derived_row *row) {
  return syn_text_equal(row->kind, SYN_TEXT("point"));
}

/* Places of rows in order: those of points (or of all else) from 0 for each story (or key). */
static void number_rows(row_array *rows, bool points, int (*compare)(const derived_row *a, const derived_row *b)) {
  int64_t place = 0;
  for (size_t i = 0; i < rows->count; i++) {
    derived_row *row = &rows->items[i];
    if (are_points(row) != points) continue;
    place = i > 0 && compare(&row[-1], row) == 0 ? place + 1 : 0;
    row->place = place;
  }
}

/* The records as rows in order, with their places. */
static syn_status take_new(const syn_store_derived *records, size_t count, syn_arena *arena, row_array *out_rows) {
  syn_status status = SYN_ARRAY_RESERVE(out_rows, count, arena);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    derived_row row = {.kind = records[i].kind,
                       .record = syn_sqlite_line(records[i].line),
                       .id = records[i].id,
                       .story = records[i].story,
                       .place = (int64_t)i};
    out_rows->items[out_rows->count++] = row;
  }
  if (status != SYN_OK) return status;
  sort_rows(out_rows, order_in_stories);
  number_rows(out_rows, true, compare_stories);
  sort_rows(out_rows, order_rows);
  number_rows(out_rows, false, compare_keys);
  return SYN_OK;
}

static syn_status fail_id(const syn_sqlite *sqlite, syn_error *error) {
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is damaged: a story has no proper id; `synoptic update --all` has them computed again",
                       sqlite->path);
}

static syn_status copy_row(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_arena *arena, derived_row *row, syn_error *error) {
  syn_text id = syn_sqlite_column(statement, 2), story = syn_sqlite_column(statement, 3);
  row->rowid = sqlite3_column_int64(statement, 0);
  row->place = sqlite3_column_int64(statement, 4);
  if ((id.size > 0 && syn_id_parse(id, &row->id) != SYN_OK) || (story.size > 0 && syn_id_parse(story, &row->story) != SYN_OK))
    return fail_id(sqlite, error);
  return syn_arena_copy(arena, syn_sqlite_column(statement, 1), &row->kind);
}

static syn_status take_old(syn_sqlite *sqlite, uint64_t region, syn_arena *arena, row_array *out_rows, syn_error *error) {
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_derived_of, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)region);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    derived_row *row = SYN_ARRAY_ADD(out_rows, arena);
    status = row ? copy_row(sqlite, statement, arena, row, error) : SYN_NO_MEMORY;
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, doing, error);
  sqlite3_reset(statement);
  sort_rows(out_rows, order_rows);
  return status;
}

static syn_status run_for_row(syn_sqlite *sqlite, const char *sql, int64_t row, const syn_text *record, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, row);
  if (record) syn_sqlite_bind_text(statement, 2, *record);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status add_row(syn_sqlite *sqlite, uint64_t region, const derived_row *row, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_add, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, (sqlite3_int64)region);
  syn_sqlite_bind_text(statement, 2, row->kind);
  syn_sqlite_bind_id(statement, 3, row->id);
  syn_sqlite_bind_id(statement, 4, row->story);
  sqlite3_bind_int64(statement, 5, row->place);
  syn_sqlite_bind_text(statement, 6, row->record);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

static syn_status write_difference(syn_sqlite *sqlite, uint64_t region, const row_array *old, const row_array *now, syn_error *error) {
  syn_status status = SYN_OK;
  for (size_t i = 0, k = 0; status == SYN_OK && (i < old->count || k < now->count);) {
    int order = i == old->count ? 1 : k == now->count ? -1 : compare_rows(&old->items[i], &now->items[k]);
    if (order < 0)
      status = run_for_row(sqlite, sql_drop, old->items[i].rowid, NULL, error);
    else if (order > 0)
      status = add_row(sqlite, region, &now->items[k], error);
    else
      status = run_for_row(sqlite, sql_change, old->items[i].rowid, &now->items[k].record, error);
    i += order <= 0;
    k += order >= 0;
  }
  return status;
}

syn_status syn_sqlite_put_derived(syn_store *store, uint64_t region, const syn_store_derived *records, size_t count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_arena *arena = NULL;
  row_array old = {0}, now = {0};
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &arena);
  if (status == SYN_OK) status = take_old(sqlite, region, arena, &old, error);
  if (status == SYN_OK) status = take_new(records, count, arena, &now);
  if (status == SYN_OK) status = write_difference(sqlite, region, &old, &now, error);
  if (status == SYN_OK) status = run_for_row(sqlite, sql_unmark, (int64_t)region, NULL, error);
  syn_arena_destroy(&arena);
  return status;
}
