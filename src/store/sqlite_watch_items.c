/*
 * The items that feeds have named. An item's key alone outlives the removal of its article (sqlite_requests.c forgets the rest), so nothing
 * here writes to an item that is in that state.
 */
#include "base/array.h"
#include "base/utf8.h"
#include "store/sqlite_internal.h"

enum { WHY_LIMIT = 400 /* bytes */ };

#define COLUMNS \
  "watch, state, url, updated, published, title, date, byline, language, outlet, content, etag, last_modified, article, request, " \
  "wording, " \
  "seen, due, tries, why, credit, based_on"

/* Columns of sql_get, and one less than the places of sql_put behind the key. */
enum {
  WATCH,
  STATE,
  URL,
  UPDATED,
  PUBLISHED,
  TITLE,
  DATE,
  BYLINE,
  LANGUAGE,
  OUTLET,
  CONTENT,
  ETAG,
  LAST_MODIFIED,
  ARTICLE,
  REQUEST,
  WORDING,
  SEEN,
  DUE,
  TRIES,
  WHY,
  CREDIT,
  BASED_ON
};

static const char *const STATES[SYN_ITEM_STATE_COUNT] = {"waiting", "kept", "failed", "passed", "removed"};

static const char sql_get[] = "SELECT " COLUMNS " FROM watch_item WHERE key = ?1";
static const char sql_put[] =
    "INSERT INTO watch_item (key, " COLUMNS
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23) "
    "ON CONFLICT (key) DO UPDATE SET watch = ?2, state = ?3, url = ?4, updated = ?5, published = ?6, title = ?7, date = ?8, byline = ?9, "
    "language = ?10, outlet = ?11, content = ?12, etag = ?13, last_modified = ?14, article = ?15, request = ?16, wording = ?17, "
    "seen = ?18, due = ?19, tries = ?20, why = ?21, credit = ?22, based_on = ?23 WHERE state <> 'removed'";
static const char sql_see[] = "UPDATE watch_item SET seen = ?2 WHERE key = ?1";
static const char sql_lanes[] =
    "SELECT w.number, s.kept FROM watch w, (SELECT 0 AS kept, 'waiting' AS state UNION ALL SELECT 1, 'kept') s WHERE EXISTS "
    "(SELECT 1 FROM watch_item i WHERE i.watch = w.number AND i.state = s.state AND i.due <= ?1) ORDER BY w.number, s.kept";
static const char sql_due[] = "SELECT key FROM watch_item WHERE watch = ?1 AND state = ?2 AND due <= ?3 ORDER BY due DESC, key LIMIT ?4";
static const char sql_prune_old[] = "DELETE FROM watch_item WHERE watch = ?1 AND seen < ?2 AND state <> 'waiting'";
static const char sql_prune_many[] = "DELETE FROM watch_item WHERE key IN "
                                     "(SELECT key FROM watch_item WHERE watch = ?1 ORDER BY seen DESC, key LIMIT -1 OFFSET ?2)";
static const char sql_outlets[] =
    "SELECT a.outlet, a.url FROM watch_item i JOIN article a ON a.id = i.article WHERE i.watch = ?1 ORDER BY i.seen DESC, i.key LIMIT ?2";
static const char sql_link[] = "INSERT OR IGNORE INTO collection_article (collection, article) SELECT c.id, a.id FROM collection c, "
                               "article a WHERE c.id = ?1 AND a.id = ?2";
static const char sql_mend[] = "DELETE FROM collection_failure WHERE collection = ?1 AND source = ?2";
static const char sql_fail[] =
    "INSERT INTO collection_failure (collection, number, source, why) SELECT id, "
    "(SELECT coalesce(max(number) + 1, 0) FROM collection_failure WHERE collection = ?1), ?2, ?3 FROM collection WHERE id = ?1 AND "
    "(SELECT count(*) FROM collection_failure WHERE collection = ?1) < 1000";

/* ---- writing ---- */

static void bind_item(sqlite3_stmt *statement, const syn_store_item *item) {
  const struct {
    int place;
    syn_text text;
  } texts[] = {{URL, item->url},          {UPDATED, item->updated},
               {TITLE, item->title},      {DATE, item->date},
               {BYLINE, item->byline},    {LANGUAGE, item->language},
               {OUTLET, item->outlet},    {CONTENT, item->content},
               {ETAG, item->etag},        {LAST_MODIFIED, item->last_modified},
               {WHY, item->why},          {CREDIT, item->credit},
               {BASED_ON, item->based_on}};
  const struct {
    int place;
    int64_t number;
  } numbers[] = {{PUBLISHED, item->published}, {DUE, item->due}};
  syn_sqlite_bind_id(statement, 1, item->key);
  sqlite3_bind_int64(statement, WATCH + 2, item->watch);
  syn_sqlite_bind_text(statement, STATE + 2, syn_text_from(STATES[item->state]));
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) syn_sqlite_bind_optional(statement, texts[i].place + 2, texts[i].text);
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    if (numbers[i].number != 0) sqlite3_bind_int64(statement, numbers[i].place + 2, numbers[i].number);
  syn_sqlite_bind_id(statement, ARTICLE + 2, item->article);
  syn_sqlite_bind_id(statement, REQUEST + 2, item->request);
  syn_sqlite_bind_id(statement, WORDING + 2, item->wording);
  sqlite3_bind_int64(statement, SEEN + 2, item->seen);
  sqlite3_bind_int64(statement, TRIES + 2, item->try_count);
}

syn_status syn_sqlite_put_item(syn_store *store, const syn_store_item *item, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare((syn_sqlite *)store, sql_put, &statement, error);
  if (status != SYN_OK) return status;
  bind_item(statement, item);
  return syn_sqlite_run((syn_sqlite *)store, statement, "note an item of a feed", error);
}

syn_status syn_sqlite_see_item(syn_store *store, syn_id key, int64_t seen, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare((syn_sqlite *)store, sql_see, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, key);
  sqlite3_bind_int64(statement, 2, seen);
  return syn_sqlite_run((syn_sqlite *)store, statement, "note an item of a feed", error);
}

syn_status syn_sqlite_prune_items(syn_store *store, int64_t watch, int64_t seen_before, uint64_t keep, syn_error *error) {
  const char *const sql[] = {sql_prune_old, sql_prune_many};
  const int64_t bounds[] = {seen_before, (int64_t)keep};
  syn_status status = SYN_OK;
  for (int i = 0; status == SYN_OK && i < 2; i++) {
    sqlite3_stmt *statement;
    status = syn_sqlite_prepare((syn_sqlite *)store, sql[i], &statement, error);
    if (status != SYN_OK) return status;
    sqlite3_bind_int64(statement, 1, watch);
    sqlite3_bind_int64(statement, 2, bounds[i]);
    status = syn_sqlite_run((syn_sqlite *)store, statement, "forget old items of a feed", error);
  }
  return status;
}

/* ---- the ledger of collection ---- */

static syn_status mend(syn_sqlite *sqlite, syn_id request, syn_text source, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_mend, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request);
  syn_sqlite_bind_text(statement, 2, source);
  return syn_sqlite_run(sqlite, statement, "note what came", error);
}

syn_status syn_sqlite_note_item(syn_store *store, syn_id request, syn_text source, syn_id article, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = mend(sqlite, request, source, error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_link, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request);
  syn_sqlite_bind_id(statement, 2, article);
  return syn_sqlite_run(sqlite, statement, "note what came", error);
}

syn_status syn_sqlite_note_item_failure(syn_store *store, syn_id request, const syn_request_failure *failure, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_text why = failure->why;
  if (why.size > WHY_LIMIT) why = syn_text_slice(why, 0, syn_utf8_align(why, WHY_LIMIT));
  syn_status status = mend(sqlite, request, failure->source, error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_fail, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request);
  syn_sqlite_bind_text(statement, 2, failure->source);
  syn_sqlite_bind_text(statement, 3, why);
  return syn_sqlite_run(sqlite, statement, "note what failed", error);
}

/* ---- reading ---- */

static syn_item_state state_of(syn_text name) {
  for (int i = 0; i < SYN_ITEM_STATE_COUNT; i++)
    if (syn_text_equal(name, syn_text_from(STATES[i]))) return (syn_item_state)i;
  return SYN_ITEM_FAILED;
}

/* An id, or none where there is none or it cannot be read. */
static syn_id id_of(sqlite3_stmt *row, int column) {
  syn_id id = {{0}};
  if (syn_id_parse(syn_sqlite_column(row, column), &id) != SYN_OK) id = (syn_id){{0}};
  return id;
}

static syn_status copy_row(sqlite3_stmt *row, syn_arena *arena, syn_store_item *out_item) {
  syn_store_item item = {.key = out_item->key,
                         .watch = sqlite3_column_int64(row, WATCH),
                         .state = state_of(syn_sqlite_column(row, STATE)),
                         .article = id_of(row, ARTICLE),
                         .request = id_of(row, REQUEST),
                         .wording = id_of(row, WORDING),
                         .published = sqlite3_column_int64(row, PUBLISHED),
                         .seen = sqlite3_column_int64(row, SEEN),
                         .due = sqlite3_column_int64(row, DUE),
                         .try_count = (uint32_t)sqlite3_column_int64(row, TRIES)};
  const struct {
    int column;
    syn_text *text;
  } texts[] = {{URL, &item.url},          {UPDATED, &item.updated},
               {TITLE, &item.title},      {DATE, &item.date},
               {BYLINE, &item.byline},    {LANGUAGE, &item.language},
               {OUTLET, &item.outlet},    {CONTENT, &item.content},
               {ETAG, &item.etag},        {LAST_MODIFIED, &item.last_modified},
               {WHY, &item.why},          {CREDIT, &item.credit},
               {BASED_ON, &item.based_on}};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (syn_arena_copy(arena, syn_sqlite_column(row, texts[i].column), texts[i].text) != SYN_OK) return SYN_NO_MEMORY;
  *out_item = item;
  return SYN_OK;
}

static syn_status tell_no_memory(const syn_sqlite *sqlite, syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to read the items of a feed", sqlite->path);
}

syn_status syn_sqlite_get_item(syn_store *store, syn_id key, syn_arena *arena, syn_store_item *out_item, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_store_item item = {.key = key};
  syn_status status = syn_sqlite_prepare(sqlite, sql_get, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, key);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    status = copy_row(statement, arena, &item) == SYN_OK ? SYN_OK : tell_no_memory(sqlite, error);
  else if (code == SQLITE_DONE)
    status = SYN_NOT_FOUND;
  else
    status = syn_sqlite_fail(sqlite, code, "read the items of a feed", error);
  sqlite3_reset(statement);
  if (status == SYN_OK) *out_item = item;
  return status;
}

/* ---- what is due ---- */

/*
 * Lanes: what waits of a feed, and what of it is to be looked at again. Each has the same share, so that a flood of one keeps no other
 * out. `first`: of the items in `keys`.
 */
typedef struct due_lane {
  int64_t watch;
  bool is_kept;
  size_t first, count;
} due_lane;

typedef struct due_items {
  SYN_ARRAY(due_lane) lanes;
  SYN_ARRAY(syn_id) keys;
} due_items;

static syn_status list_lanes(syn_sqlite *sqlite, int64_t now, syn_arena *arena, due_items *due, syn_error *error) {
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_lanes, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, now);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    due_lane *lane = SYN_ARRAY_ADD(&due->lanes, arena);
    if (lane)
      *lane = (due_lane){.watch = sqlite3_column_int64(statement, 0), .is_kept = sqlite3_column_int(statement, 1) != 0};
    else
      status = tell_no_memory(sqlite, error);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read what is due", error);
  sqlite3_reset(statement);
  return status;
}

static syn_status list_lane(syn_sqlite *sqlite, int64_t now, size_t limit, syn_arena *arena, due_items *due, due_lane *lane,
                            syn_error *error) {
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_due, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, lane->watch);
  syn_sqlite_bind_text(statement, 2, syn_text_from(STATES[lane->is_kept ? SYN_ITEM_KEPT : SYN_ITEM_WAITING]));
  sqlite3_bind_int64(statement, 3, now);
  sqlite3_bind_int64(statement, 4, (sqlite3_int64)limit);
  lane->first = due->keys.count;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_id *key = SYN_ARRAY_ADD(&due->keys, arena);
    status = key ? syn_sqlite_read_id(sqlite, statement, key, error) : tell_no_memory(sqlite, error);
  }
  lane->count = due->keys.count - lane->first;
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read what is due", error);
  sqlite3_reset(statement);
  return status;
}

/* One of each lane in turn. */
static syn_status interleave(const due_items *due, size_t limit, syn_arena *arena, syn_id **out_keys, size_t *out_count) {
  syn_id *keys = SYN_ARENA_ARRAY(arena, syn_id, due->keys.count < limit ? due->keys.count : limit);
  size_t count = 0;
  if (!keys) return SYN_NO_MEMORY;
  for (size_t turn = 0, before = SIZE_MAX; count < limit && count != before; turn++) {
    before = count;
    for (size_t i = 0; i < due->lanes.count && count < limit; i++) {
      const due_lane *lane = &due->lanes.items[i];
      if (turn < lane->count) keys[count++] = due->keys.items[lane->first + turn];
    }
  }
  *out_keys = keys;
  *out_count = count;
  return SYN_OK;
}

/* Where there are more lanes than places, another one is the first each second. */
syn_status syn_sqlite_due_items(syn_store *store, int64_t now, size_t limit, syn_arena *arena, syn_id **out_keys, size_t *out_count,
                                syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  due_items due = {0};
  *out_keys = NULL;
  *out_count = 0;
  syn_status status = list_lanes(sqlite, now, arena, &due, error);
  if (status != SYN_OK || due.lanes.count == 0) return status;
  const size_t lanes = due.lanes.count, share = limit > lanes ? limit / lanes : 1, first = lanes > limit ? (size_t)now % lanes : 0;
  for (size_t i = 0; status == SYN_OK && i < lanes && i < limit; i++)
    status = list_lane(sqlite, now, share, arena, &due, &due.lanes.items[(first + i) % lanes], error);
  if (status != SYN_OK || due.keys.count == 0) return status;
  return interleave(&due, limit, arena, out_keys, out_count) == SYN_OK ? SYN_OK : tell_no_memory(sqlite, error);
}

syn_status syn_sqlite_each_outlet(syn_store *store, int64_t watch, size_t limit,
                                  syn_status (*visit)(void *context, syn_text outlet, syn_text url), void *context, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql_outlets, &statement, error);
  if (status != SYN_OK) return status;
  sqlite3_bind_int64(statement, 1, watch);
  sqlite3_bind_int64(statement, 2, (sqlite3_int64)limit);
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
    status = visit(context, syn_sqlite_column(statement, 0), syn_sqlite_column(statement, 1));
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read whose a feed is", error);
  sqlite3_reset(statement);
  return status;
}
