#include <string.h>

#include "records/record_reader.h"
#include "store/sqlite_internal.h"

/* An article with all its facts is smaller than this; what is larger is no article of ours. */
enum { RECORD_LIMIT = 1 << 30, SCRATCH_LIMIT = 1 << 28 };

static const char sql_find[] = "SELECT source, model, world FROM article WHERE id = ?1";
static const char sql_article[] = "SELECT id, source, record || char(10), model, world FROM article WHERE id = ?1";
static const char sql_articles[] = "SELECT id, source, record || char(10), model, world FROM article ORDER BY id";
static const char sql_others[] = "SELECT count(*) FROM article WHERE model <> ?1 OR world <> ?2";
static const char sql_facts[] = "SELECT record FROM fact WHERE article = ?1 ORDER BY number";
static const char sql_sketch[] = "SELECT record || char(10) FROM sketch WHERE article = ?1";
static const char sql_raise[] = "UPDATE meta SET value = value + 1 WHERE key = 'generation'";
static const char sql_delete[] = "DELETE FROM article WHERE id = ?1";
static const char sql_rename[] = "UPDATE article SET source = ?2, record = ?3 WHERE id = ?1";
static const char sql_add[] =
    "INSERT INTO article (id, source, model, world, record, url, outlet, title, language, published_from, published_to, digest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, json_extract(?5, '$.url'), json_extract(?5, '$.outlet'), json_extract(?5, '$.title'), "
    "json_extract(?5, '$.language'), json_extract(?5, '$.published.from'), json_extract(?5, '$.published.to'), json_extract(?5, "
    "'$.digest'))";
static const char sql_add_fact[] = "INSERT INTO fact (article, number, id, kind, record) VALUES (?1, ?2, json_extract(?4, '$.id'), ?3, ?4)";
static const char sql_add_sketch[] = "INSERT INTO sketch (article, record) VALUES (?1, ?2)";

/* What is known of an article that may be there. */
typedef struct known_article {
  bool is_there;
  bool is_first;    /* its source comes no later in the alphabet */
  bool same_reader; /* read by this model and world */
} known_article;

static syn_status find_known(syn_sqlite *sqlite, syn_id id, syn_text source, syn_text model, syn_text world, known_article *out_known,
                             syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_find, &statement, error);
  if (status != SYN_OK) return status;
  known_article known = {0};
  syn_sqlite_bind_id(statement, 1, id);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) {
    known.is_there = true;
    known.is_first = syn_text_compare(syn_sqlite_column(statement, 0), source) <= 0;
    known.same_reader = syn_text_equal(syn_sqlite_column(statement, 1), model) && syn_text_equal(syn_sqlite_column(statement, 2), world);
  } else if (code != SQLITE_DONE) {
    status = syn_sqlite_fail(sqlite, code, "look for an article", error);
  }
  sqlite3_reset(statement);
  if (status == SYN_OK) *out_known = known;
  return status;
}

syn_status syn_sqlite_has_article(syn_store *store, syn_id id, bool *out_has, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  known_article known;
  syn_status status = find_known(sqlite, id, (syn_text){0}, syn_text_from(sqlite->model), syn_text_from(sqlite->world), &known, error);
  if (status == SYN_OK) *out_has = known.is_there && (known.same_reader || (!*sqlite->model && !*sqlite->world));
  return status;
}

syn_status syn_sqlite_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  uint64_t count = 0;
  bool is_set = *sqlite->model || *sqlite->world;
  syn_status status = is_set ? syn_sqlite_prepare(sqlite, sql_others, &statement, error) : SYN_OK;
  if (is_set && status == SYN_OK) {
    syn_sqlite_bind_text(statement, 1, syn_text_from(sqlite->model));
    syn_sqlite_bind_text(statement, 2, syn_text_from(sqlite->world));
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
      count = (uint64_t)sqlite3_column_int64(statement, 0);
    else
      status = syn_sqlite_fail(sqlite, code, "count the articles", error);
    sqlite3_reset(statement);
  }
  if (status == SYN_OK) *out_article_count = count;
  return status;
}

/* ---- adding ---- */

static syn_status insert_facts(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_add_fact, &statement, error);
  sqlite3_int64 number = 0;
  for (size_t at = 0; status == SYN_OK && at < article->facts.size;) {
    size_t end = syn_text_find(article->facts, SYN_TEXT("\n"), at);
    syn_text line = syn_sqlite_line(syn_text_slice(article->facts, at, end));
    at = end == SIZE_MAX ? article->facts.size : end + 1;
    if (line.size == 0) continue;
    syn_sqlite_bind_id(statement, 1, article->id);
    sqlite3_bind_int64(statement, 2, number++);
    syn_sqlite_bind_text(statement, 3, syn_record_kind(line));
    syn_sqlite_bind_text(statement, 4, line);
    status = syn_sqlite_run(sqlite, statement, "add a fact", error);
  }
  return status;
}

static syn_status insert_article(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error) {
  sqlite3_stmt *statement;
  syn_text record = syn_sqlite_line(article->article), sketch = syn_sqlite_line(article->sketch);
  syn_status status = syn_sqlite_prepare(sqlite, sql_add, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article->id);
  syn_sqlite_bind_text(statement, 2, article->source);
  syn_sqlite_bind_text(statement, 3, article->model);
  syn_sqlite_bind_text(statement, 4, article->world);
  syn_sqlite_bind_text(statement, 5, record);
  status = syn_sqlite_run(sqlite, statement, "add an article", error);
  if (status == SYN_OK) status = insert_facts(sqlite, article, error);
  if (status != SYN_OK || sketch.size == 0) return status;
  status = syn_sqlite_prepare(sqlite, sql_add_sketch, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article->id);
  syn_sqlite_bind_text(statement, 2, sketch);
  return syn_sqlite_run(sqlite, statement, "add a sketch", error);
}

static syn_status delete_article(syn_sqlite *sqlite, syn_id id, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_delete, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, id);
  return syn_sqlite_run(sqlite, statement, "replace an article", error);
}

/* The record with another source, by our own reader and writer, so that its bytes are those of an article that was read under this name. */
static syn_status write_renamed(syn_text record, syn_text source, syn_arena *arena, syn_buffer *out_line, syn_error *error) {
  syn_article article;
  syn_status status = syn_record_read_article(record, arena, &article, error);
  if (status != SYN_OK) return status;
  article.source = source;
  syn_record_write_article(out_line, &article);
  return out_line->status == SYN_OK ? SYN_OK : syn_error_set(error, out_line->status, 0, "no memory left to rename an article");
}

static syn_status update_source(syn_sqlite *sqlite, syn_id id, syn_text source, syn_text line, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_rename, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, id);
  syn_sqlite_bind_text(statement, 2, source);
  syn_sqlite_bind_text(statement, 3, syn_sqlite_line(line));
  return syn_sqlite_run(sqlite, statement, "rename an article", error);
}

static syn_status rename_article(syn_sqlite *sqlite, syn_id id, syn_text source, syn_error *error) {
  syn_arena *arena = NULL;
  syn_store_article stored = {0};
  syn_buffer line;
  syn_buffer_init(&line, RECORD_LIMIT);
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &arena);
  if (status == SYN_OK) status = syn_sqlite_get_article(&sqlite->store, id, arena, &stored, error);
  if (status == SYN_OK) status = write_renamed(stored.article, source, arena, &line, error);
  if (status == SYN_OK) status = update_source(sqlite, id, source, syn_buffer_text(&line), error);
  syn_buffer_clear(&line);
  syn_arena_destroy(&arena);
  return status;
}

/* Read by another model or world: what was read last counts, under the name that comes first. */
static syn_status replace_article(syn_sqlite *sqlite, const syn_store_article *article, bool keep_source, syn_error *error) {
  syn_arena *arena = NULL;
  syn_store_article old = {0};
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &arena);
  if (status == SYN_OK) status = syn_sqlite_get_article(&sqlite->store, article->id, arena, &old, error);
  if (status == SYN_OK) status = delete_article(sqlite, article->id, error);
  if (status == SYN_OK) status = insert_article(sqlite, article, error);
  if (status == SYN_OK && keep_source && !syn_text_equal(old.source, article->source))
    status = rename_article(sqlite, article->id, old.source, error);
  syn_arena_destroy(&arena);
  return status;
}

/* Facts that are there stay: the same model and world read them, or none come with the article. */
static bool keeps_facts(const syn_store_article *article, const known_article *known) {
  return known->same_reader || article->article.size == 0;
}

static syn_status find_same(syn_sqlite *sqlite, const syn_store_article *article, known_article *out_known, syn_error *error) {
  return find_known(sqlite, article->id, article->source, article->model, article->world, out_known, error);
}

/* Within a scope. `*out_added`: the article was not there. */
static syn_status merge_article(syn_sqlite *sqlite, const syn_store_article *article, bool *out_added, syn_error *error) {
  known_article known = {0};
  syn_status status = find_same(sqlite, article, &known, error);
  if (status != SYN_OK) return status;
  bool keep_facts = keeps_facts(article, &known);
  *out_added = !known.is_there;
  if (!known.is_there && article->article.size == 0)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: \"%.*s\" comes without its record and is not in the store", sqlite->path,
                         SYN_TEXT_ARGUMENTS(syn_text_slice(article->source, 0, 200)));
  if (known.is_there && keep_facts && known.is_first) return SYN_OK;
  if (!known.is_there)
    status = insert_article(sqlite, article, error);
  else if (keep_facts)
    status = rename_article(sqlite, article->id, article->source, error);
  else
    status = replace_article(sqlite, article, known.is_first, error);
  return status == SYN_OK ? syn_sqlite_execute(sqlite, sql_raise, "raise the generation", error) : status;
}

syn_status syn_sqlite_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  known_article known = {0};
  bool own, added = false;
  if (syn_id_is_none(article->id))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: an article without an id cannot be added", sqlite->path);
  /* Most of what comes again changes nothing: it is seen without the lock of a writer. */
  syn_status status = find_same(sqlite, article, &known, error);
  if (status != SYN_OK) return status;
  bool is_settled = known.is_there && known.is_first && keeps_facts(article, &known);
  if (!is_settled) {
    status = syn_sqlite_scope_open(sqlite, &own, error);
    if (status != SYN_OK) return status;
    status = merge_article(sqlite, article, &added, error);
    status = syn_sqlite_scope_close(sqlite, own, status, error);
  }
  if (status == SYN_OK && out_added) *out_added = added;
  return status;
}

/* ---- reading ---- */

/* The facts of an article, one a line, into `facts`. */
static syn_status read_facts(syn_sqlite *sqlite, sqlite3_stmt *statement, syn_id id, syn_buffer *facts, syn_error *error) {
  int code;
  sqlite3_reset(statement);
  syn_sqlite_bind_id(statement, 1, id);
  syn_buffer_reset(facts);
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_buffer_add(facts, syn_sqlite_column(statement, 0));
    syn_buffer_add_byte(facts, '\n');
  }
  syn_status status = code == SQLITE_DONE ? facts->status : syn_sqlite_fail(sqlite, code, "read the facts of an article", error);
  if (code == SQLITE_DONE && status != SYN_OK)
    syn_error_set(error, status, 0, "%s: no memory left to read the facts of an article", sqlite->path);
  sqlite3_reset(statement);
  return status;
}

/* The row of an article and what belongs to it. Slices belong to the statements and the buffer. */
static syn_status read_row(syn_sqlite *sqlite, sqlite3_stmt *row, sqlite3_stmt *facts_statement, sqlite3_stmt *sketch_statement,
                           syn_buffer *facts, syn_store_article *out_article, syn_error *error) {
  syn_store_article article = {.source = syn_sqlite_column(row, 1),
                               .article = syn_sqlite_column(row, 2),
                               .model = syn_sqlite_column(row, 3),
                               .world = syn_sqlite_column(row, 4)};
  if (syn_id_parse(syn_sqlite_column(row, 0), &article.id) != SYN_OK)
    return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is damaged: an article has no proper id; add the pages to a new store",
                         sqlite->path);
  syn_status status = read_facts(sqlite, facts_statement, article.id, facts, error);
  if (status != SYN_OK) return status;
  article.facts = syn_buffer_text(facts);
  sqlite3_reset(sketch_statement);
  syn_sqlite_bind_id(sketch_statement, 1, article.id);
  int code = sqlite3_step(sketch_statement);
  if (code == SQLITE_ROW) article.sketch = syn_sqlite_column(sketch_statement, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE) return syn_sqlite_fail(sqlite, code, "read a sketch", error);
  *out_article = article;
  return SYN_OK;
}

static syn_status copy_article(const syn_store_article *article, syn_arena *arena, syn_store_article *out_article) {
  syn_store_article copy = {.id = article->id};
  syn_status status = syn_arena_copy(arena, article->source, &copy.source);
  if (status == SYN_OK) status = syn_arena_copy(arena, article->article, &copy.article);
  if (status == SYN_OK) status = syn_arena_copy(arena, article->facts, &copy.facts);
  if (status == SYN_OK) status = syn_arena_copy(arena, article->sketch, &copy.sketch);
  if (status == SYN_OK) status = syn_arena_copy(arena, article->model, &copy.model);
  if (status == SYN_OK) status = syn_arena_copy(arena, article->world, &copy.world);
  if (status == SYN_OK) *out_article = copy;
  return status;
}

syn_status syn_sqlite_get_article(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *row, *facts_statement, *sketch_statement;
  syn_store_article article = {0};
  syn_buffer facts;
  syn_status status = syn_sqlite_prepare(sqlite, sql_article, &row, error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_facts, &facts_statement, error);
  if (status == SYN_OK) status = syn_sqlite_prepare(sqlite, sql_sketch, &sketch_statement, error);
  if (status != SYN_OK) return status;
  syn_buffer_init(&facts, RECORD_LIMIT);
  syn_sqlite_bind_id(row, 1, id);
  int code = sqlite3_step(row);
  if (code == SQLITE_ROW) {
    status = read_row(sqlite, row, facts_statement, sketch_statement, &facts, &article, error);
    if (status == SYN_OK && (status = copy_article(&article, arena, out_article)) != SYN_OK)
      syn_error_set(error, status, 0, "%s: no memory left to read an article", sqlite->path);
  } else if (code == SQLITE_DONE) {
    char text[SYN_ID_TEXT_SIZE];
    syn_id_format(id, text);
    status = syn_error_set(error, SYN_NOT_FOUND, 0, "%s: there is no article %s", sqlite->path, text);
  } else {
    status = syn_sqlite_fail(sqlite, code, "read an article", error);
  }
  sqlite3_reset(row);
  sqlite3_reset(sketch_statement);
  syn_buffer_clear(&facts);
  return status;
}

/* Statements of its own: the visitor may use the store. */
static syn_status visit_articles(syn_sqlite *sqlite, sqlite3_stmt **statements, syn_buffer *facts,
                                 syn_status (*visit)(void *context, const syn_store_article *article), void *context, syn_error *error) {
  static const char *const sql[] = {sql_articles, sql_facts, sql_sketch};
  for (int i = 0; i < 3; i++) {
    int code = sqlite3_prepare_v2(sqlite->db, sql[i], -1, &statements[i], NULL);
    if (code != SQLITE_OK) return syn_sqlite_fail(sqlite, code, "read the articles", error);
  }
  int code;
  while ((code = sqlite3_step(statements[0])) == SQLITE_ROW) {
    syn_store_article article;
    syn_status status = read_row(sqlite, statements[0], statements[1], statements[2], facts, &article, error);
    if (status == SYN_OK) status = visit(context, &article);
    if (status != SYN_OK) return status;
  }
  return code == SQLITE_DONE ? SYN_OK : syn_sqlite_fail(sqlite, code, "read the articles", error);
}

syn_status syn_sqlite_each_article(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article), void *context,
                                   syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statements[3] = {NULL};
  syn_buffer facts;
  bool own = sqlite3_get_autocommit(sqlite->db); /* one state of the store from the first article to the last */
  if (own) {
    syn_status status = syn_sqlite_execute(sqlite, "BEGIN", "read the articles", error);
    if (status != SYN_OK) return status;
  }
  syn_buffer_init(&facts, RECORD_LIMIT);
  syn_status status = visit_articles(sqlite, statements, &facts, visit, context, error);
  for (int i = 0; i < 3; i++) sqlite3_finalize(statements[i]);
  syn_buffer_clear(&facts);
  if (own && !sqlite3_get_autocommit(sqlite->db)) sqlite3_exec(sqlite->db, "COMMIT", NULL, NULL, NULL);
  return status;
}
