/*
 * What pages tell of their sites. A change of what a page tells, or of what was made of it, is noted with the generation that it happened
 * in, until somebody says that the site was settled as of that generation or a later one: what another program adds meanwhile stays noted.
 */
#include "base/array.h"
#include "records/page_marks.h"
#include "store/sqlite_internal.h"

enum { PAGE_LIMIT = 1 << 24 /* bytes of what is known of one page */ };

static const char sql_get[] = "SELECT site, title, blocks, applied FROM site_page WHERE article = ?1";
static const char sql_put[] =
    "INSERT OR REPLACE INTO site_page (site, article, title, blocks, applied, cut) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char sql_remove[] = "DELETE FROM site_page WHERE article = ?1";
static const char sql_note[] = "INSERT INTO site_change (site, generation) SELECT ?1, value FROM meta WHERE key = 'generation' "
                               "ON CONFLICT (site) DO UPDATE SET generation = excluded.generation";
static const char sql_is_noted[] = "SELECT EXISTS (SELECT 1 FROM site_change WHERE site = ?1)";
static const char sql_note_of[] = "INSERT INTO site_change (site, generation) SELECT p.site, m.value FROM site_page p, meta m WHERE "
                                  "p.article = ?1 AND m.key = 'generation' "
                                  "ON CONFLICT (site) DO UPDATE SET generation = excluded.generation";
static const char sql_forget_last[] =
    "DELETE FROM site_change WHERE site = (SELECT site FROM site_page WHERE article = ?1) AND NOT EXISTS (SELECT 1 FROM site_page p, "
    "site_page o WHERE p.article = ?1 AND o.site = p.site AND o.article <> ?1)";
static const char sql_changes[] = "SELECT site, generation FROM site_change ORDER BY site";
static const char sql_settle[] = "DELETE FROM site_change WHERE site = ?1 AND generation <= ?2";
static const char sql_pages[] =
    "SELECT p.article, a.url, p.title, p.blocks, p.applied, typeof(c.bytes) = 'blob', CASE WHEN ?3 THEN p.cut END FROM site_page p "
    "JOIN article a ON a.id = p.article LEFT JOIN capture c ON c.article = p.article WHERE p.site = ?1 ORDER BY p.article LIMIT ?2";

/* ---- writing ---- */

static syn_status note_change(syn_sqlite *sqlite, syn_text site, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_note, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, site);
  return syn_sqlite_run(sqlite, statement, "note a change of a site", error);
}

/*
 * Who applies what a site teaches does so while its change is noted. Where the note is gone, another program has settled the site
 * meanwhile, perhaps with more pages: then what comes now is a change again.
 */
static syn_status find_note(syn_sqlite *sqlite, syn_text site, bool *out_is_noted, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_is_noted, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, site);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    *out_is_noted = sqlite3_column_int(statement, 0) != 0;
  else
    status = syn_sqlite_fail(sqlite, code, "look for a change of a site", error);
  sqlite3_reset(statement);
  return status;
}

static syn_text column_bytes(sqlite3_stmt *row, int column) {
  const char *data = sqlite3_column_blob(row, column);
  return (syn_text){data, data ? (size_t)sqlite3_column_bytes(row, column) : 0};
}

/* What is there of a page, and how what comes differs from it. */
typedef struct known_page {
  syn_text site; /* empty: nothing is there */
  bool same_marks, same_applied;
} known_page;

/* A page on its way into the store. */
typedef struct told_page {
  syn_id article;
  syn_page_marks marks;
  syn_text blocks; /* its marks as bytes */
} told_page;

static syn_status find_known(syn_sqlite *sqlite, const told_page *page, syn_arena *arena, known_page *out_known, syn_error *error) {
  sqlite3_stmt *statement;
  *out_known = (known_page){0};
  syn_status status = syn_sqlite_prepare(sqlite, sql_get, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, page->article);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    syn_text site = syn_sqlite_column(statement, 0);
    const syn_page_marks *marks = &page->marks;
    out_known->same_marks = syn_text_equal(site, marks->site) && (uint64_t)sqlite3_column_int64(statement, 1) == marks->title &&
                            syn_text_equal(column_bytes(statement, 2), page->blocks);
    out_known->same_applied = (uint64_t)sqlite3_column_int64(statement, 3) == marks->applied;
    status = syn_arena_copy(arena, site, &out_known->site);
    if (status != SYN_OK) syn_error_set(error, status, 0, "%s: no memory left for what a page tells of its site", sqlite->path);
  } else if (code != SQLITE_DONE) {
    status = syn_sqlite_fail(sqlite, code, "look for a page of a site", error);
  }
  sqlite3_reset(statement);
  return status;
}

/* One text a line: texts of blocks have no line breaks. */
static syn_status join_cut(const syn_page_marks *marks, syn_arena *arena, syn_text *out_cut) {
  syn_text all = {0};
  for (uint32_t i = 0; i < marks->cut_count; i++) {
    syn_status status =
        syn_arena_format(arena, &all, "%.*s%s%.*s", SYN_TEXT_ARGUMENTS(all), i > 0 ? "\n" : "", SYN_TEXT_ARGUMENTS(marks->cut[i]));
    if (status != SYN_OK) return status;
  }
  *out_cut = all;
  return SYN_OK;
}

static syn_status write_page(syn_sqlite *sqlite, const told_page *page, syn_arena *arena, syn_error *error) {
  sqlite3_stmt *statement;
  syn_text cut;
  if (join_cut(&page->marks, arena, &cut) != SYN_OK)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left for what a page tells of its site", sqlite->path);
  syn_status status = syn_sqlite_prepare(sqlite, sql_put, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, page->marks.site);
  syn_sqlite_bind_id(statement, 2, page->article);
  sqlite3_bind_int64(statement, 3, (sqlite3_int64)page->marks.title);
  sqlite3_bind_blob64(statement, 4, page->blocks.data, page->blocks.size, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 5, (sqlite3_int64)page->marks.applied);
  syn_sqlite_bind_optional(statement, 6, cut);
  return syn_sqlite_run(sqlite, statement, "keep what a page tells of its site", error);
}

static syn_status remove_page(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_remove, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_run(sqlite, statement, "remove what a page tells of its site", error);
}

static syn_status read_told(syn_sqlite *sqlite, const syn_store_article *article, syn_arena *arena, told_page *out_page, syn_error *error) {
  *out_page = (told_page){.article = article->id};
  if (article->marks.size == 0) return SYN_OK;
  syn_status status = syn_record_read_marks(syn_sqlite_line(article->marks), arena, &out_page->marks, error);
  if (status != SYN_OK) return status;
  status = syn_marks_pack(out_page->marks.marks, out_page->marks.mark_count, arena, &out_page->blocks);
  return status == SYN_OK ? SYN_OK : syn_error_set(error, status, 0, "%s: no memory left for what a page tells of its site", sqlite->path);
}

static syn_status put_page(syn_sqlite *sqlite, const syn_store_article *article, syn_arena *arena, syn_error *error) {
  told_page page;
  known_page known = {0};
  syn_status status = read_told(sqlite, article, arena, &page, error);
  bool is_told = page.marks.site.size > 0;
  if (status == SYN_OK) status = find_known(sqlite, &page, arena, &known, error);
  if (status != SYN_OK || (!is_told && known.site.size == 0)) return status;
  if (known.same_marks && known.same_applied) return SYN_OK;
  status = is_told ? write_page(sqlite, &page, arena, error) : remove_page(sqlite, article->id, error);
  bool is_noted = false;
  if (status == SYN_OK && known.same_marks && article->is_settled) status = find_note(sqlite, page.marks.site, &is_noted, error);
  if (is_noted) return status;
  if (status == SYN_OK && is_told) status = note_change(sqlite, page.marks.site, error);
  bool has_moved = known.site.size > 0 && !syn_text_equal(known.site, page.marks.site);
  if (status == SYN_OK && has_moved) status = note_change(sqlite, known.site, error);
  return status;
}

syn_status syn_sqlite_put_site_page(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error) {
  syn_arena *arena = NULL;
  syn_status status = syn_arena_create(PAGE_LIMIT, &arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%s: no memory left for what a page tells of its site", sqlite->path);
  status = put_page(sqlite, article, arena, error);
  syn_arena_destroy(&arena);
  return status;
}

static syn_status run_for(syn_sqlite *sqlite, const char *sql, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_run(sqlite, statement, "note a change of a site", error);
}

syn_status syn_sqlite_note_site_of(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  return run_for(sqlite, sql_note_of, article, error);
}

/* A site of which nothing is left is not noted: its name goes, too. */
syn_status syn_sqlite_forget_site_page(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  syn_status status = run_for(sqlite, sql_note_of, article, error);
  return status == SYN_OK ? run_for(sqlite, sql_forget_last, article, error) : status;
}

syn_status syn_sqlite_settle_site(syn_store *store, const syn_store_site_change *change, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_settle, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_text(statement, 1, change->site);
  sqlite3_bind_int64(statement, 2, (sqlite3_int64)change->generation);
  return syn_sqlite_run(sqlite, statement, "settle a site", error);
}

/* ---- reading ---- */

syn_status syn_sqlite_list_site_changes(syn_store *store, syn_arena *arena, syn_store_site_change **out_changes, size_t *out_count,
                                        syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  SYN_ARRAY(syn_store_site_change) changes = {0};
  syn_status status = syn_sqlite_prepare(sqlite, sql_changes, &statement, error);
  if (status != SYN_OK) return status;
  int code = SQLITE_DONE;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_store_site_change *change = SYN_ARRAY_ADD(&changes, arena);
    status = change ? syn_arena_copy(arena, syn_sqlite_column(statement, 0), &change->site) : SYN_NO_MEMORY;
    if (status == SYN_OK) change->generation = (uint64_t)sqlite3_column_int64(statement, 1);
  }
  if (status != SYN_OK) syn_error_set(error, status, 0, "%s: no memory left to list the sites", sqlite->path);
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "list the sites", error);
  sqlite3_reset(statement);
  if (status != SYN_OK) return status;
  *out_changes = changes.items;
  *out_count = changes.count;
  return SYN_OK;
}

/* What cannot be read tells nothing; `synoptic check` names it. */
static syn_status read_marks(sqlite3_stmt *row, syn_arena *arena, syn_page_marks *marks) {
  marks->title = (uint64_t)sqlite3_column_int64(row, 2);
  syn_status status = syn_marks_unpack(column_bytes(row, 3), arena, &marks->marks, &marks->mark_count);
  if (status == SYN_NO_MEMORY) return status;
  syn_text cut = syn_sqlite_column(row, 6);
  if (cut.size == 0) return SYN_OK;
  SYN_ARRAY(syn_text) lines = {0};
  for (size_t at = 0; at < cut.size;) {
    size_t end = syn_text_find(cut, SYN_TEXT("\n"), at);
    syn_text *line = SYN_ARRAY_ADD(&lines, arena);
    if (!line) return SYN_NO_MEMORY;
    *line = syn_text_slice(cut, at, end);
    at = end == SIZE_MAX ? cut.size : end + 1;
  }
  marks->cut = lines.items;
  marks->cut_count = (uint32_t)lines.count;
  return SYN_OK;
}

static syn_status read_page(syn_sqlite *sqlite, sqlite3_stmt *row, syn_text site, syn_arena *arena, syn_store_site_page *out_page,
                            syn_error *error) {
  syn_store_site_page page = {.url = syn_sqlite_column(row, 1),
                              .marks = {.site = site, .applied = (uint64_t)sqlite3_column_int64(row, 4)},
                              .has_bytes = sqlite3_column_int(row, 5) != 0};
  syn_status status = syn_sqlite_read_id(sqlite, row, &page.article, error);
  if (status != SYN_OK) return status;
  if (read_marks(row, arena, &page.marks) != SYN_OK)
    return syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to read the pages of a site", sqlite->path);
  *out_page = page;
  return SYN_OK;
}

/* A statement of its own: the visitor may use the store. */
syn_status syn_sqlite_each_site_page(syn_store *store, syn_text site, uint32_t limit, bool with_cut,
                                     syn_status (*visit)(void *context, const syn_store_site_page *page), void *context, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *row = NULL;
  syn_arena *arena = NULL;
  syn_status status = syn_arena_create(PAGE_LIMIT, &arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%s: no memory left to read the pages of a site", sqlite->path);
  int code = sqlite3_prepare_v2(sqlite->db, sql_pages, -1, &row, NULL);
  if (code != SQLITE_OK) status = syn_sqlite_fail(sqlite, code, "read the pages of a site", error);
  if (status == SYN_OK) {
    syn_sqlite_bind_text(row, 1, site);
    sqlite3_bind_int64(row, 2, limit > 0 ? (sqlite3_int64)limit : -1);
    sqlite3_bind_int(row, 3, with_cut);
  }
  while (status == SYN_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    syn_store_site_page page;
    syn_arena_reset(arena);
    status = read_page(sqlite, row, site, arena, &page, error);
    if (status == SYN_OK) status = visit(context, &page);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "read the pages of a site", error);
  sqlite3_finalize(row);
  syn_arena_destroy(&arena);
  return status;
}
