#include "store/sqlite_internal.h"

static const char sql_put[] =
    "INSERT INTO capture (article, sha256, size, captured, basis, media, charset, url, outlet, title, date, byline, language, "
    "credit, based_on, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) "
    "ON CONFLICT (article) DO UPDATE SET bytes = excluded.bytes WHERE capture.bytes IS NULL";
static const char sql_state[] = "UPDATE capture SET captured = ?2, basis = 'stated' WHERE article = ?1";
static const char sql_get[] =
    "SELECT c.sha256, c.size, c.captured, c.basis, c.media, c.charset, c.url, c.outlet, c.title, c.date, c.byline, c.language, "
    "c.credit, c.based_on, typeof(c.bytes) = 'blob', a.source FROM article a LEFT JOIN capture c ON c.article = a.id WHERE a.id = ?1";
static const char sql_bytes[] = "SELECT bytes FROM capture WHERE article = ?1";

/* Columns of sql_get, and one less than the places of sql_put. */
enum { SHA256, SIZE, CAPTURED, BASIS, MEDIA, CHARSET, URL, OUTLET, TITLE, DATE, BYLINE, LANGUAGE, CREDIT, BASED_ON, HAS_BYTES, SOURCE };

syn_status syn_sqlite_put_capture(syn_sqlite *sqlite, const syn_capture *capture, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  const syn_page *page = &capture->page;
  bool is_stated = page->captured.size > 0;
  syn_status status = syn_sqlite_prepare(sqlite, sql_put, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  syn_sqlite_bind_text(statement, SHA256 + 2, capture->sha256);
  sqlite3_bind_int64(statement, SIZE + 2, (sqlite3_int64)capture->size);
  syn_sqlite_bind_optional(statement, CAPTURED + 2, is_stated ? page->captured : capture->read);
  if (is_stated || capture->read.size > 0) syn_sqlite_bind_text(statement, BASIS + 2, is_stated ? SYN_TEXT("stated") : SYN_TEXT("read"));
  syn_sqlite_bind_text(statement, MEDIA + 2, syn_text_from(syn_media_name(page->media)));
  syn_sqlite_bind_optional(statement, CHARSET + 2, page->declared_charset);
  syn_sqlite_bind_optional(statement, URL + 2, page->url);
  syn_sqlite_bind_optional(statement, OUTLET + 2, page->outlet);
  syn_sqlite_bind_optional(statement, TITLE + 2, page->title);
  syn_sqlite_bind_optional(statement, DATE + 2, page->date);
  syn_sqlite_bind_optional(statement, BYLINE + 2, page->byline);
  syn_sqlite_bind_optional(statement, LANGUAGE + 2, page->language);
  syn_sqlite_bind_optional(statement, CREDIT + 2, page->credit);
  syn_sqlite_bind_optional(statement, BASED_ON + 2, page->based_on);
  if (capture->has_bytes) sqlite3_bind_blob64(statement, HAS_BYTES + 2, capture->packed.data, capture->packed.size, SQLITE_STATIC);
  return syn_sqlite_run(sqlite, statement, "keep a page", error);
}

syn_status syn_sqlite_state_captured(syn_sqlite *sqlite, syn_id article, syn_text captured, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_state, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  syn_sqlite_bind_text(statement, 2, captured);
  return syn_sqlite_run(sqlite, statement, "keep a time of capture", error);
}

static syn_status copy_row(sqlite3_stmt *row, syn_arena *arena, syn_capture *out_capture) {
  syn_capture capture = {.size = (uint64_t)sqlite3_column_int64(row, SIZE), .has_bytes = sqlite3_column_int(row, HAS_BYTES) != 0};
  syn_page *page = &capture.page;
  bool is_stated = syn_text_equal(syn_sqlite_column(row, BASIS), SYN_TEXT("stated"));
  page->media = syn_media_parse(syn_sqlite_column(row, MEDIA));
  const struct {
    int column;
    syn_text *out;
  } texts[] = {{SHA256, &capture.sha256},
               {CAPTURED, is_stated ? &page->captured : &capture.read},
               {CHARSET, &page->declared_charset},
               {URL, &page->url},
               {OUTLET, &page->outlet},
               {TITLE, &page->title},
               {DATE, &page->date},
               {BYLINE, &page->byline},
               {LANGUAGE, &page->language},
               {CREDIT, &page->credit},
               {BASED_ON, &page->based_on},
               {SOURCE, &page->source}};
  for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
    syn_text text = syn_sqlite_column(row, texts[i].column);
    if (text.size > 0 && syn_arena_copy(arena, text, texts[i].out) != SYN_OK) return SYN_NO_MEMORY;
  }
  *out_capture = capture;
  return SYN_OK;
}

static syn_status read_bytes(syn_sqlite *sqlite, syn_id article, syn_arena *arena, syn_text *out_packed, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_bytes, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    const char *data = sqlite3_column_blob(statement, 0);
    syn_text packed = {data, data ? (size_t)sqlite3_column_bytes(statement, 0) : 0};
    status = syn_arena_copy(arena, packed, out_packed);
    if (status != SYN_OK) syn_error_set(error, status, 0, "%s: no memory left to read a page", sqlite->path);
  } else {
    status = syn_sqlite_fail(sqlite, code == SQLITE_DONE ? SQLITE_CORRUPT : code, "read a page", error);
  }
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_get_capture(syn_store *store, syn_id article, bool with_bytes, syn_arena *arena, syn_capture *out_capture,
                                  syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_capture capture = {0};
  syn_status status = syn_sqlite_prepare(sqlite, sql_get, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    status = copy_row(statement, arena, &capture);
    if (status != SYN_OK) syn_error_set(error, status, 0, "%s: no memory left to read a page", sqlite->path);
  } else if (code == SQLITE_DONE) {
    status = syn_sqlite_not_found(sqlite, article, error);
  } else {
    status = syn_sqlite_fail(sqlite, code, "read a page", error);
  }
  sqlite3_reset(statement);
  if (status == SYN_OK && with_bytes && capture.has_bytes) status = read_bytes(sqlite, article, arena, &capture.packed, error);
  if (status != SYN_OK) return status;
  capture.article = article;
  *out_capture = capture;
  return SYN_OK;
}
