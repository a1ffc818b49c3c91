/*
 * The ledger of collection. A request over files is one row however often it is made: nothing is added when the same comes again. What is
 * stated to have been asked for at another time is another row, for it says that the outlet was collected then.
 */
#include "base/array.h"
#include "base/utf8.h"
#include "records/names.h"
#include "records/request_record.h"
#include "store/sqlite_internal.h"

enum { WHY_LIMIT = 400 /* bytes */ };

static const char sql_put[] =
    "INSERT INTO collection (id, kind, source, outlet, first_asked, asked, basis, times, unnamed) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, 1, "
    "?7) "
    "ON CONFLICT (id) DO UPDATE SET times = times + 1, unnamed = excluded.unnamed, outlet = coalesce(excluded.outlet, outlet), "
    "first_asked = min(first_asked, excluded.first_asked), asked = max(asked, excluded.asked)";
static const char sql_put_article[] =
    "INSERT OR IGNORE INTO collection_article (collection, article) SELECT ?1, id FROM article WHERE id = ?2";
static const char sql_outlet[] = "SELECT coalesce(outlet, '') FROM collection WHERE id = ?1";
static const char sql_clear_failures[] = "DELETE FROM collection_failure WHERE collection = ?1";
static const char sql_put_failure[] = "INSERT INTO collection_failure (collection, number, source, why) VALUES (?1, ?2, ?3, ?4)";
static const char sql_each[] = "SELECT id, kind, source, outlet, first_asked, asked, basis, times, unnamed FROM collection ORDER BY id";
static const char sql_articles[] = "SELECT article FROM collection_article WHERE collection = ?1 ORDER BY article";
static const char sql_failures[] = "SELECT source, why FROM collection_failure WHERE collection = ?1 ORDER BY number";
static const char sql_forget_failures[] =
    "DELETE FROM collection_failure WHERE source = (SELECT source FROM article WHERE id = ?1) AND source <> ''";
static const char sql_forget[] =
    "DELETE FROM collection WHERE id IN (SELECT collection FROM collection_article WHERE article = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM collection_article o WHERE o.collection = collection.id AND o.article <> ?1) AND kind <> 'feed'";
static const char sql_forget_items[] =
    "UPDATE watch_item SET state = 'removed', url = NULL, updated = NULL, published = NULL, title = NULL, date = NULL, byline = NULL, "
    "language = NULL, outlet = NULL, credit = NULL, based_on = NULL, content = NULL, etag = NULL, last_modified = NULL, article = NULL, "
    "request = NULL, wording = NULL, "
    "due = NULL, tries = 0, why = NULL "
    "WHERE article = ?1 OR (article IS NULL AND url IN (SELECT url FROM article WHERE id = ?1 UNION SELECT source FROM article WHERE id = "
    "?1))";

/* ---- noting ---- */

static syn_status put_row(syn_sqlite *sqlite, const syn_request *request, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_put, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request->id);
  syn_sqlite_bind_text(statement, 2, syn_text_from(syn_request_kind_name(request->kind)));
  syn_sqlite_bind_text(statement, 3, request->source);
  syn_sqlite_bind_optional(statement, 4, request->outlet);
  syn_sqlite_bind_optional(statement, 5, request->asked);
  syn_sqlite_bind_text(statement, 6, request->is_stated ? SYN_TEXT("stated") : SYN_TEXT("read"));
  sqlite3_bind_int64(statement, 7, request->unnamed_count);
  return syn_sqlite_run(sqlite, statement, "note what was asked for", error);
}

static syn_status put_articles(syn_sqlite *sqlite, const syn_request *request, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_put_article, &statement, error);
  for (uint32_t i = 0; status == SYN_OK && i < request->articles.count; i++) {
    syn_sqlite_bind_id(statement, 1, request->id);
    syn_sqlite_bind_id(statement, 2, request->articles.items[i]);
    status = syn_sqlite_run(sqlite, statement, "note what came", error);
  }
  return status;
}

static syn_status put_failures(syn_sqlite *sqlite, const syn_request *request, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_clear_failures, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request->id);
  status = syn_sqlite_run(sqlite, statement, "note what failed", error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_put_failure, &statement, error);
  for (uint32_t i = 0; status == SYN_OK && i < request->failure_count; i++) {
    syn_text why = request->failures[i].why;
    if (why.size > WHY_LIMIT) why = syn_text_slice(why, 0, syn_utf8_align(why, WHY_LIMIT));
    syn_sqlite_bind_id(statement, 1, request->id);
    sqlite3_bind_int64(statement, 2, (sqlite3_int64)i);
    syn_sqlite_bind_text(statement, 3, request->failures[i].source);
    syn_sqlite_bind_text(statement, 4, why);
    status = syn_sqlite_run(sqlite, statement, "note what failed", error);
  }
  return status;
}

/*
 * A time that is stated says of its outlet that it was collected then, so that stories have to be looked at again: not when the feed is
 * asked once more on the same day.
 */
static syn_status is_news(syn_sqlite *sqlite, const syn_request *request, bool *out_is_news, syn_error *error) {
  sqlite3_stmt *statement;
  *out_is_news = false;
  if (!request->is_stated) return SYN_OK;
  syn_status status = syn_sqlite_prepare(sqlite, sql_outlet, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, request->id);
  int code = sqlite3_step(statement);
  *out_is_news = code != SQLITE_ROW || (request->outlet.size > 0 && !syn_text_equal(syn_sqlite_column(statement, 0), request->outlet));
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "note what was asked for", error);
  sqlite3_reset(statement);
  return status;
}

/* The items of a feed that answered fail and come one by one, long after it. */
static bool has_failures_by_item(const syn_request *request) {
  return request->kind == SYN_REQUEST_FEED && request->is_stated && syn_request_has_answered(request);
}

syn_status syn_sqlite_note_request(syn_store *store, const syn_request *request, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_request noted = *request;
  bool own, raises = false;
  noted.id = syn_request_id(request);
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  status = is_news(sqlite, &noted, &raises, error);
  if (status == SYN_OK) status = put_row(sqlite, &noted, error);
  if (status == SYN_OK) status = put_articles(sqlite, &noted, error);
  if (status == SYN_OK && !has_failures_by_item(&noted)) status = put_failures(sqlite, &noted, error);
  if (status == SYN_OK && raises) status = syn_sqlite_raise_generation(sqlite, error);
  return syn_sqlite_scope_close(sqlite, own, status, error);
}

/* ---- reading ---- */

typedef SYN_ARRAY(syn_id) id_array;
typedef SYN_ARRAY(syn_request_failure) failure_array;

/* What a visit to the requests works with. */
typedef struct visiting {
  syn_sqlite *sqlite;
  sqlite3_stmt *rows, *articles, *failures;
  syn_arena *arena; /* of one request */
  syn_error *error;
} visiting;

static syn_status read_articles(visiting *job, syn_request *request) {
  id_array ids = {0};
  int code;
  sqlite3_reset(job->articles);
  syn_sqlite_bind_id(job->articles, 1, request->id);
  while ((code = sqlite3_step(job->articles)) == SQLITE_ROW) {
    syn_id *id = SYN_ARRAY_ADD(&ids, job->arena);
    if (!id) return SYN_NO_MEMORY;
    if (syn_id_parse(syn_sqlite_column(job->articles, 0), id) != SYN_OK) ids.count--; /* `synoptic check` names it */
  }
  request->articles = (syn_id_list){ids.items, (uint32_t)ids.count};
  return code == SQLITE_DONE ? SYN_OK : syn_sqlite_fail(job->sqlite, code, "read what was collected", job->error);
}

static syn_status read_failures(visiting *job, syn_request *request) {
  failure_array failures = {0};
  int code;
  sqlite3_reset(job->failures);
  syn_sqlite_bind_id(job->failures, 1, request->id);
  while ((code = sqlite3_step(job->failures)) == SQLITE_ROW) {
    syn_request_failure *failure = SYN_ARRAY_ADD(&failures, job->arena);
    if (!failure || syn_arena_copy(job->arena, syn_sqlite_column(job->failures, 0), &failure->source) != SYN_OK ||
        syn_arena_copy(job->arena, syn_sqlite_column(job->failures, 1), &failure->why) != SYN_OK)
      return SYN_NO_MEMORY;
  }
  request->failures = failures.items;
  request->failure_count = (uint32_t)failures.count;
  return code == SQLITE_DONE ? SYN_OK : syn_sqlite_fail(job->sqlite, code, "read what was collected", job->error);
}

/* Texts of the row belong to its statement, which stands still until the visitor returns. */
static syn_status read_request(visiting *job, syn_request *out_request) {
  syn_request request = {.source = syn_sqlite_column(job->rows, 2),
                         .outlet = syn_sqlite_column(job->rows, 3),
                         .first_asked = syn_sqlite_column(job->rows, 4),
                         .asked = syn_sqlite_column(job->rows, 5),
                         .is_stated = syn_text_equal(syn_sqlite_column(job->rows, 6), SYN_TEXT("stated")),
                         .times = (uint64_t)sqlite3_column_int64(job->rows, 7),
                         .unnamed_count = (uint32_t)sqlite3_column_int64(job->rows, 8)};
  if (syn_id_parse(syn_sqlite_column(job->rows, 0), &request.id) != SYN_OK ||
      !syn_request_kind_parse(syn_sqlite_column(job->rows, 1), &request.kind))
    return syn_error_set(job->error, SYN_BAD_INPUT, 0, "%s: is damaged: what was collected cannot be read; add the pages to a new store",
                         job->sqlite->path);
  syn_status status = read_articles(job, &request);
  if (status == SYN_OK) status = read_failures(job, &request);
  if (status == SYN_NO_MEMORY) syn_error_set(job->error, status, 0, "%s: no memory left to read what was collected", job->sqlite->path);
  if (status == SYN_OK) *out_request = request;
  return status;
}

static syn_status visit_requests(visiting *job, syn_status (*visit)(void *context, const syn_request *request), void *context) {
  sqlite3_stmt **const statements[] = {&job->rows, &job->articles, &job->failures};
  static const char *const sql[] = {sql_each, sql_articles, sql_failures};
  for (int i = 0; i < 3; i++) {
    int code = sqlite3_prepare_v2(job->sqlite->db, sql[i], -1, statements[i], NULL);
    if (code != SQLITE_OK) return syn_sqlite_fail(job->sqlite, code, "read what was collected", job->error);
  }
  int code;
  while ((code = sqlite3_step(job->rows)) == SQLITE_ROW) {
    syn_request request = {0};
    syn_arena_reset(job->arena);
    syn_status status = read_request(job, &request);
    if (status == SYN_OK) status = visit(context, &request);
    if (status != SYN_OK) return status;
  }
  return code == SQLITE_DONE ? SYN_OK : syn_sqlite_fail(job->sqlite, code, "read what was collected", job->error);
}

syn_status syn_sqlite_each_request(syn_store *store, syn_status (*visit)(void *context, const syn_request *request), void *context,
                                   syn_error *error) {
  enum { ARENA_LIMIT = 1 << 30 };
  visiting job = {.sqlite = (syn_sqlite *)store, .error = error};
  syn_status status = syn_arena_create(ARENA_LIMIT, &job.arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%s: no memory left to read what was collected", job.sqlite->path);
  status = visit_requests(&job, visit, context);
  sqlite3_finalize(job.rows);
  sqlite3_finalize(job.articles);
  sqlite3_finalize(job.failures);
  syn_arena_destroy(&job.arena);
  return status;
}

/* ---- removal ---- */

/*
 * A request of which nothing is left goes, for it names the file or address that the article came from; a feed's address names none, and
 * that it was asked stays true. What failed under the article's own name goes, and what is kept of the items that led to it.
 */
syn_status syn_sqlite_forget_article(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  static const char *const sql[] = {sql_forget_failures, sql_forget, sql_forget_items};
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof sql / sizeof sql[0]; i++) {
    sqlite3_stmt *statement;
    status = syn_sqlite_prepare(sqlite, sql[i], &statement, error);
    if (status != SYN_OK) return status;
    syn_sqlite_bind_id(statement, 1, article);
    status = syn_sqlite_run(sqlite, statement, "remove what was noted of an article", error);
  }
  return status;
}
