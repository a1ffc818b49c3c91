/* What is watched: the addresses that are asked again and again. Their items are in sqlite_watch_items.c. */
#include "base/array.h"
#include "store/sqlite_internal.h"

#define COLUMNS \
  "w.number, w.parent, w.address, w.moved_from, w.kind, w.title, w.outlet, w.etag, w.last_modified, w.why, w.feed_only, w.state = " \
  "'gone', " \
  "w.asked, w.answered, w.next, w.every, w.interval, w.failures, w.times, w.skip_hours, w.skip_days, w.older, w.older_pages, " \
  "w.older_items"

enum {
  NUMBER,
  PARENT,
  ADDRESS,
  MOVED_FROM,
  KIND,
  TITLE,
  OUTLET,
  ETAG,
  LAST_MODIFIED,
  WHY,
  FEED_ONLY,
  IS_GONE,
  ASKED,
  ANSWERED,
  NEXT,
  EVERY,
  INTERVAL,
  FAILURES,
  TIMES,
  SKIP_HOURS,
  SKIP_DAYS,
  OLDER,
  OLDER_PAGES,
  OLDER_ITEMS,
  KEPT_COUNT,
  WAITING_COUNT,
  FAILED_COUNT
};

static const char sql_add[] = "INSERT INTO watch (address, parent, title, feed_only, every, next) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
                              "ON CONFLICT (address) DO UPDATE SET feed_only = excluded.feed_only, every = excluded.every, "
                              "next = CASE state WHEN 'gone' THEN excluded.next ELSE next END, state = 'watched'";
static const char sql_put[] =
    "UPDATE watch SET parent = ?2, address = ?3, moved_from = ?4, kind = ?5, title = ?6, outlet = ?7, etag = ?8, last_modified = ?9, "
    "why = ?10, feed_only = ?11, state = CASE WHEN ?12 THEN 'gone' ELSE 'watched' END, asked = ?13, answered = ?14, next = ?15, "
    "every = ?16, interval = ?17, failures = ?18, times = ?19, skip_hours = ?20, skip_days = ?21, "
    "older = ?22, older_pages = ?23, older_items = ?24 WHERE number = ?1";
static const char sql_find[] = "SELECT " COLUMNS " FROM watch w WHERE w.address = ?1";
static const char sql_get[] = "SELECT " COLUMNS " FROM watch w WHERE w.number = ?1";
static const char sql_list[] =
    "SELECT " COLUMNS
    ", coalesce(sum(i.article IS NOT NULL), 0), coalesce(sum(i.state = 'waiting'), 0), coalesce(sum(i.state = 'failed'), 0) "
    "FROM watch w LEFT JOIN watch_item i ON i.watch = w.number GROUP BY w.number ORDER BY w.address";
static const char sql_remove[] = "DELETE FROM watch WHERE number = ?1";
static const char sql_join[] = "UPDATE watch_item SET watch = ?2 WHERE watch = ?1";
static const char sql_join_children[] = "UPDATE watch SET parent = CASE number WHEN ?2 THEN NULL ELSE ?2 END WHERE parent = ?1";
static const char sql_due[] =
    "SELECT number FROM watch WHERE state = 'watched' AND (next <= ?1 OR older IS NOT NULL) ORDER BY next, address LIMIT ?2";
static const char sql_next[] =
    "SELECT min(t) FROM (SELECT min(next) AS t FROM watch WHERE state = 'watched' UNION ALL SELECT 0 FROM watch WHERE state = 'watched' "
    "AND older IS NOT NULL UNION ALL SELECT min(due) "
    "FROM watch_item WHERE due IS NOT NULL)";
static const char sql_outlet[] = "UPDATE collection SET outlet = ?2 WHERE kind = 'feed' AND source = ?1 AND outlet IS NOT ?2";

static void bind_number(sqlite3_stmt *statement, int place, int64_t number) {
  if (number != 0) sqlite3_bind_int64(statement, place, number);
}

/* ---- writing ---- */

static syn_status insert(syn_sqlite *sqlite, const syn_store_watch *watch, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_add, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, watch->address);
  bind_number(statement, 2, watch->parent);
  syn_sqlite_bind_optional(statement, 3, watch->title);
  sqlite3_bind_int(statement, 4, watch->is_feed_only);
  sqlite3_bind_int64(statement, 5, watch->every_s);
  sqlite3_bind_int64(statement, 6, watch->next);
  return syn_sqlite_run(sqlite, statement, "note what is watched", error);
}

/* The number of an address, or 0. */
static syn_status find_number(syn_sqlite *sqlite, syn_text address, int64_t *out_number, syn_error *error) {
  sqlite3_stmt *statement;
  *out_number = 0;
  syn_status status = syn_sqlite_prepare(sqlite, sql_find, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, address);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *out_number = sqlite3_column_int64(statement, NUMBER);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, "look for what is watched", error);
  sqlite3_reset(statement);
  return status;
}

static syn_status add_watch(syn_store *store, const syn_store_watch *watch, int64_t *out_number, bool *out_added, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  int64_t number = 0;
  bool own, is_new = false;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  status = find_number(sqlite, watch->address, &number, error);
  is_new = number == 0;
  if (status == SYN_OK) status = insert(sqlite, watch, error);
  if (status == SYN_OK && is_new) status = find_number(sqlite, watch->address, &number, error);
  status = syn_sqlite_scope_close(sqlite, own, status, error);
  if (status != SYN_OK) return status;
  if (out_number) *out_number = number;
  if (out_added) *out_added = is_new;
  return SYN_OK;
}

static syn_status put_watch(syn_store *store, const syn_store_watch *watch, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_put, &statement, error);
  if (status != SYN_OK) return status;
  const struct {
    int place;
    syn_text text;
  } texts[] = {
      {MOVED_FROM, watch->moved_from},       {KIND, watch->kind}, {TITLE, watch->title}, {OUTLET, watch->outlet}, {ETAG, watch->etag},
      {LAST_MODIFIED, watch->last_modified}, {WHY, watch->why},   {OLDER, watch->older}};
  const struct {
    int place;
    int64_t number;
  } numbers[] = {{NUMBER, watch->number},
                 {FEED_ONLY, watch->is_feed_only},
                 {IS_GONE, watch->is_gone},
                 {ASKED, watch->asked},
                 {ANSWERED, watch->answered},
                 {NEXT, watch->next},
                 {EVERY, watch->every_s},
                 {INTERVAL, watch->interval_s},
                 {FAILURES, watch->failure_count},
                 {TIMES, (int64_t)watch->times},
                 {SKIP_HOURS, watch->skip_hours},
                 {SKIP_DAYS, watch->skip_days},
                 {OLDER_PAGES, watch->older_page_count},
                 {OLDER_ITEMS, watch->older_item_count}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) syn_sqlite_bind_optional(statement, texts[i].place + 1, texts[i].text);
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) sqlite3_bind_int64(statement, numbers[i].place + 1, numbers[i].number);
  syn_sqlite_bind_text(statement, ADDRESS + 1, watch->address);
  bind_number(statement, PARENT + 1, watch->parent);
  return syn_sqlite_run(sqlite, statement, "note what is watched", error);
}

/* A statement of one or two numbers. */
static syn_status run_numbers(syn_store *store, const char *sql, int64_t first, int64_t second, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, first);
  bind_number(statement, 2, second);
  return syn_sqlite_run(sqlite, statement, "forget what was watched", error);
}

static syn_status remove_watch(syn_store *store, int64_t number, syn_error *error) {
  return run_numbers(store, sql_remove, number, 0, error);
}

static syn_status join_watches(syn_store *store, int64_t from, int64_t to, syn_error *error) {
  syn_status status = run_numbers(store, sql_join, from, to, error);
  return status == SYN_OK ? run_numbers(store, sql_join_children, from, to, error) : status;
}

static syn_status set_feed_outlet(syn_store *store, syn_text address, syn_text outlet, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  bool own;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  status = syn_sqlite_prepare(sqlite, sql_outlet, &statement, error);
  if (status == SYN_OK) {
    syn_sqlite_bind_text(statement, 1, address);
    syn_sqlite_bind_optional(statement, 2, outlet);
    status = syn_sqlite_run(sqlite, statement, "note whose a feed is", error);
  }
  if (status == SYN_OK && sqlite3_changes(sqlite->db) > 0) status = syn_sqlite_raise_generation(sqlite, error);
  return syn_sqlite_scope_close(sqlite, own, status, error);
}

/* ---- reading ---- */

static syn_status copy_row(sqlite3_stmt *row, syn_arena *arena, syn_store_watch *out_watch) {
  syn_store_watch watch = {.number = sqlite3_column_int64(row, NUMBER),
                           .parent = sqlite3_column_int64(row, PARENT),
                           .is_feed_only = sqlite3_column_int(row, FEED_ONLY) != 0,
                           .is_gone = sqlite3_column_int(row, IS_GONE) != 0,
                           .asked = sqlite3_column_int64(row, ASKED),
                           .answered = sqlite3_column_int64(row, ANSWERED),
                           .next = sqlite3_column_int64(row, NEXT),
                           .every_s = (uint32_t)sqlite3_column_int64(row, EVERY),
                           .interval_s = (uint32_t)sqlite3_column_int64(row, INTERVAL),
                           .failure_count = (uint32_t)sqlite3_column_int64(row, FAILURES),
                           .times = (uint64_t)sqlite3_column_int64(row, TIMES),
                           .skip_hours = (uint32_t)sqlite3_column_int64(row, SKIP_HOURS),
                           .skip_days = (uint32_t)sqlite3_column_int64(row, SKIP_DAYS),
                           .older_page_count = (uint32_t)sqlite3_column_int64(row, OLDER_PAGES),
                           .older_item_count = (uint32_t)sqlite3_column_int64(row, OLDER_ITEMS)};
  const struct {
    int column;
    syn_text *text;
  } texts[] = {
      {ADDRESS, &watch.address}, {MOVED_FROM, &watch.moved_from},       {KIND, &watch.kind}, {TITLE, &watch.title}, {OUTLET, &watch.outlet},
      {ETAG, &watch.etag},       {LAST_MODIFIED, &watch.last_modified}, {WHY, &watch.why},   {OLDER, &watch.older}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (syn_arena_copy(arena, syn_sqlite_column(row, texts[i].column), texts[i].text) != SYN_OK) return SYN_NO_MEMORY;
  *out_watch = watch;
  return SYN_OK;
}

static syn_status tell_no_memory(const syn_sqlite *sqlite, syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to read what is watched", sqlite->path);
}

/* The row of a statement that has at most one. */
static syn_status read_one(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_arena *arena, syn_store_watch *out_watch, syn_error *error) {
  syn_status status = SYN_OK;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    status = copy_row(statement, arena, out_watch) == SYN_OK ? SYN_OK : tell_no_memory(sqlite, error);
  else if (code == SQLITE_DONE)
    status = syn_error_set(error, SYN_NOT_FOUND, 0, "%s: this is not watched; `synoptic watch --list` shows what is", sqlite->path);
  else
    status = syn_sqlite_fail(sqlite, code, "read what is watched", error);
  sqlite3_reset(statement);
  return status;
}

static syn_status find_watch(syn_store *store, syn_text address, syn_arena *arena, syn_store_watch *out_watch, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare((syn_sqlite *)store, sql_find, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, address);
  return read_one((syn_sqlite *)store, statement, arena, out_watch, error);
}

static syn_status get_watch(syn_store *store, int64_t number, syn_arena *arena, syn_store_watch *out_watch, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare((syn_sqlite *)store, sql_get, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, number);
  return read_one((syn_sqlite *)store, statement, arena, out_watch, error);
}

static syn_status list_watches(syn_store *store, syn_arena *arena, syn_store_watch **out_watches, size_t *out_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  SYN_ARRAY(syn_store_watch) list = {0};
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_list, &statement, error);
  if (status != SYN_OK) return status;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_store_watch *watch = SYN_ARRAY_ADD(&list, arena);
    if (!watch || copy_row(statement, arena, watch) != SYN_OK) {
      status = tell_no_memory(sqlite, error);
      break;
    }
    watch->kept_count = (uint64_t)sqlite3_column_int64(statement, KEPT_COUNT);
    watch->waiting_count = (uint64_t)sqlite3_column_int64(statement, WAITING_COUNT);
    watch->failed_count = (uint64_t)sqlite3_column_int64(statement, FAILED_COUNT);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read what is watched", error);
  sqlite3_reset(statement);
  *out_watches = list.items;
  *out_count = list.count;
  return status;
}

static syn_status due_watches(syn_store *store, int64_t now, size_t limit, syn_arena *arena, int64_t **out_numbers, size_t *out_count,
                              syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  SYN_ARRAY(int64_t) list = {0};
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_due, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, now);
  sqlite3_bind_int64(statement, 2, (sqlite3_int64)limit);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    int64_t *number = SYN_ARRAY_ADD(&list, arena);
    if (number)
      *number = sqlite3_column_int64(statement, 0);
    else
      status = tell_no_memory(sqlite, error);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read what is due", error);
  sqlite3_reset(statement);
  *out_numbers = list.items;
  *out_count = list.count;
  return status;
}

static syn_status next_due(syn_store *store, int64_t *out_time, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_next, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *out_time = sqlite3_column_type(statement, 0) == SQLITE_NULL ? INT64_MAX : sqlite3_column_int64(statement, 0);
  else
    status = syn_sqlite_fail(sqlite, code, "read what is due", error);
  sqlite3_reset(statement);
  return status;
}

const syn_store_watch_backend syn_store_sqlite_watching = {
    .add_watch = add_watch,
    .put_watch = put_watch,
    .find_watch = find_watch,
    .get_watch = get_watch,
    .list_watches = list_watches,
    .remove_watch = remove_watch,
    .join_watches = join_watches,
    .due_watches = due_watches,
    .next_due = next_due,
    .get_item = syn_sqlite_get_item,
    .put_item = syn_sqlite_put_item,
    .see_item = syn_sqlite_see_item,
    .due_items = syn_sqlite_due_items,
    .prune_items = syn_sqlite_prune_items,
    .each_outlet = syn_sqlite_each_outlet,
    .note_item = syn_sqlite_note_item,
    .note_item_failure = syn_sqlite_note_item_failure,
    .set_feed_outlet = set_feed_outlet,
};
