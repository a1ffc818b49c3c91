/*
 * How it works: an FTS5 index of the words of titles, texts and captions. It is contentless: it holds words and where they stand, no text,
 * which is in the records. What is taken out must therefore be told to it as it was put in: by the same expressions, from the record.
 *
 * Taking out adds a note of what is no longer there; the words themselves stand in the file until the parts of the index are merged.
 * A removal merges them all ("optimize"), which writes the index once: see docs/store.md for what that costs. FTS5's own
 * `secure-delete` (SQLite 3.42) would spare that, but the index it leaves cannot be read by older libraries, among them that of Debian 12,
 * and a store goes from machine to machine.
 */
#include <string.h>

#include "base/array.h"
#include "store/sqlite_internal.h"

enum { EXPRESSION_LIMIT = 1 << 20 };

#define COLUMNS(record) \
  "json_extract(" record ", '$.title'), json_extract(" record ", '$.text'), " \
  "(SELECT group_concat(value, char(10)) FROM json_each(" record ", '$.captions'))"

static const char sql_number[] = "INSERT INTO article_number (article) VALUES (?1) ON CONFLICT (article) DO NOTHING";
static const char sql_put[] = "INSERT INTO article_text (rowid, title, text, captions) SELECT n.number, " COLUMNS(
    "a.record") " FROM article a "
                "JOIN article_number n ON n.article = a.id WHERE a.id = ?1";
static const char sql_forget[] =
    "INSERT INTO article_text (article_text, rowid, title, text, captions) SELECT 'delete', n.number, " COLUMNS(
        "a.record") " FROM article a JOIN article_number n ON n.article = a.id JOIN article_text_docsize d ON d.id = n.number "
                    "WHERE a.id = ?1 AND json_valid(a.record)";
static const char sql_is_in[] = "SELECT 1 FROM article_number n JOIN article_text_docsize d ON d.id = n.number WHERE n.article = ?1";
static const char sql_same[] =
    "SELECT 1 FROM article a JOIN article_number n ON n.article = a.id JOIN article_text_docsize d ON d.id = n.number WHERE a.id = ?1 "
    "AND json_valid(a.record) AND json_extract(a.record, '$.title') IS json_extract(?2, '$.title') "
    "AND json_extract(a.record, '$.text') IS json_extract(?2, '$.text') "
    "AND json_extract(a.record, '$.captions') IS json_extract(?2, '$.captions')";
static const char sql_purge[] = "INSERT INTO article_text (article_text) VALUES ('optimize')";
static const char sql_empty[] = "INSERT INTO article_text (article_text) VALUES ('delete-all')";
static const char sql_number_all[] =
    "INSERT INTO article_number (article) SELECT id FROM article WHERE true ON CONFLICT (article) DO NOTHING";
static const char sql_put_all[] = "INSERT INTO article_text (rowid, title, text, captions) SELECT n.number, " COLUMNS(
    "a.record") " FROM article_number n JOIN article a ON a.id = n.article WHERE json_valid(a.record)";
/* A word in a title counts as four in a text. */
static const char sql_match[] =
    "SELECT n.article FROM article_text t JOIN article_number n ON n.number = t.rowid WHERE article_text MATCH ?1 "
    "ORDER BY bm25(article_text, 4.0, 1.0, 1.0), n.article";

/* ---- filling ---- */

static syn_status run_for(syn_sqlite *sqlite, const char *sql, syn_id article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  return syn_sqlite_run(sqlite, statement, "index the words of an article", error);
}

/* Whether a question about an article has an answer; `record` is its second value, where it has one. */
static syn_status has_row(syn_sqlite *sqlite, const char *sql, syn_id article, const syn_text *record, bool *out_has, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article);
  if (record) syn_sqlite_bind_text(statement, 2, *record);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    *out_has = code == SQLITE_ROW;
  else
    status = syn_sqlite_fail(sqlite, code, "look for the words of an article", error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_put_words(syn_sqlite *sqlite, syn_id article, syn_error *error) {
  syn_status status = run_for(sqlite, sql_number, article, error);
  return status == SYN_OK ? run_for(sqlite, sql_put, article, error) : status;
}

/* FTS5 takes the row of its sizes out as well: where it is still there, nothing was done. */
syn_status syn_sqlite_forget_words(syn_sqlite *sqlite, syn_id article, bool *out_is_left, syn_error *error) {
  sqlite3_stmt *statement;
  bool is_in = false;
  syn_status status = has_row(sqlite, sql_is_in, article, NULL, &is_in, error);
  *out_is_left = false;
  if (status == SYN_OK && is_in) status = syn_sqlite_prepare(sqlite, sql_forget, &statement, error);
  if (status != SYN_OK || !is_in) return status;
  syn_sqlite_bind_id(statement, 1, article);
  status = syn_sqlite_run(sqlite, statement, "take the words of an article out", error);
  return status == SYN_OK ? has_row(sqlite, sql_is_in, article, NULL, out_is_left, error) : status;
}

syn_status syn_sqlite_has_words(syn_sqlite *sqlite, syn_id article, syn_text record, bool *out_has, syn_error *error) {
  return has_row(sqlite, sql_same, article, &record, out_has, error);
}

syn_status syn_sqlite_purge_words(syn_sqlite *sqlite, syn_error *error) {
  return syn_sqlite_execute(sqlite, sql_purge, "remove the words of an article", error);
}

syn_status syn_sqlite_rebuild_text(syn_store *store, syn_error *error) {
  static const char *const STEPS[] = {sql_empty, sql_number_all, sql_put_all};
  syn_sqlite *sqlite = (syn_sqlite *)store;
  bool own;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  for (size_t i = 0; status == SYN_OK && i < sizeof STEPS / sizeof STEPS[0]; i++)
    status = syn_sqlite_execute(sqlite, STEPS[i], "index the words anew", error);
  return syn_sqlite_scope_close(sqlite, own, status, error);
}

/* ---- asking ---- */

/* A string of FTS5's language: nothing in it means anything but a quotation mark, which is doubled. A NUL would end it. */
static void add_string(syn_buffer *expression, const syn_text_term *term) {
  syn_buffer_add_byte(expression, '"');
  for (size_t i = 0; i < term->words.size; i++) {
    char byte = term->words.data[i];
    if (byte == '"') syn_buffer_add_byte(expression, '"');
    syn_buffer_add_byte(expression, byte == '\0' ? ' ' : byte);
  }
  syn_buffer_add(expression, term->is_beginning ? SYN_TEXT("\" *") : SYN_TEXT("\""));
}

/* ("a" OR "b c") AND ("d" *) */
static void add_expression(syn_buffer *expression, const syn_text_query *query) {
  for (uint32_t c = 0; c < query->clause_count; c++) {
    const syn_text_clause *clause = &query->clauses[c];
    syn_buffer_add(expression, c == 0 ? SYN_TEXT("(") : SYN_TEXT(" AND ("));
    for (uint32_t t = 0; t < clause->count; t++) {
      if (t > 0) syn_buffer_add(expression, SYN_TEXT(" OR "));
      add_string(expression, &query->terms[clause->first + t]);
    }
    syn_buffer_add_byte(expression, ')');
  }
}

syn_status syn_sqlite_match_text(syn_store *store, const syn_text_query *query, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                 syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement = NULL;
  SYN_ARRAY(syn_id) ids = {0};
  syn_buffer expression;
  int code = SQLITE_DONE;
  syn_buffer_init(&expression, EXPRESSION_LIMIT);
  add_expression(&expression, query);
  syn_status status = expression.status;
  if (status != SYN_OK) syn_error_set(error, status, 0, "%s: the words are too many to look for", sqlite->path);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_match, &statement, error);
  if (status == SYN_OK) syn_sqlite_bind_text(statement, 1, syn_buffer_text(&expression));
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_id *id = SYN_ARRAY_ADD(&ids, arena);
    if (!id) status = syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to list the articles", sqlite->path);
    if (id) status = syn_sqlite_read_id(sqlite, statement, id, error);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "look for words", error);
  if (statement) sqlite3_reset(statement);
  syn_buffer_clear(&expression);
  if (status != SYN_OK) return status;
  *out_ids = ids.items;
  *out_count = ids.count;
  return SYN_OK;
}
