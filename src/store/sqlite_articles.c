#include <string.h>

#include "base/array.h"
#include "records/record_reader.h"
#include "store/sqlite_internal.h"
#include "synoptic/calendar.h"

/* An article with all its facts is smaller than this; what is larger is no article of ours. */
enum { RECORD_LIMIT = 1 << 30, SCRATCH_LIMIT = 1 << 28 };

static const char sql_headings[] = "SELECT id, source, url, outlet, published_from, published_to FROM article ORDER BY id";
static const char sql_find[] =
    "SELECT a.source, a.version, a.model, a.world, c.article IS NOT NULL, typeof(c.bytes) = 'blob', "
    "CASE c.basis WHEN 'stated' THEN c.captured END FROM article a LEFT JOIN capture c ON c.article = a.id WHERE a.id = ?1";
static const char sql_source[] = "SELECT source FROM article WHERE id = ?1";
static const char sql_list[] = "SELECT id FROM article ORDER BY id";
static const char sql_list_others[] = "SELECT id FROM article WHERE version <> ?1 OR model <> ?2 OR world <> ?3 ORDER BY id";
static const char sql_article[] = "SELECT id, source, record || char(10), model, world, version FROM article WHERE id = ?1";
static const char sql_articles[] = "SELECT id, source, record || char(10), model, world, version FROM article ORDER BY id";
static const char sql_others[] = "SELECT count(*) FROM article WHERE version <> ?1 OR model <> ?2 OR world <> ?3";
static const char sql_facts[] = "SELECT record FROM fact WHERE article = ?1 ORDER BY number";
static const char sql_sketch[] = "SELECT record || char(10) FROM sketch WHERE article = ?1";
static const char sql_raise[] = "UPDATE meta SET value = value + 1 WHERE key = 'generation'";
static const char sql_clear_facts[] = "DELETE FROM fact WHERE article = ?1";
static const char sql_clear_sketch[] = "DELETE FROM sketch WHERE article = ?1";
static const char sql_rename[] = "UPDATE article SET source = ?2, record = ?3 WHERE id = ?1";
static const char sql_add[] =
    "INSERT INTO article (id, source, model, world, record, version, url, outlet, title, language, published_from, published_to, digest) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, json_extract(?5, '$.url'), json_extract(?5, '$.outlet'), json_extract(?5, '$.title'), "
    "json_extract(?5, '$.language'), json_extract(?5, '$.published.from'), json_extract(?5, '$.published.to'), json_extract(?5, "
    "'$.digest')) "
    "ON CONFLICT (id) DO UPDATE SET source = excluded.source, model = excluded.model, world = excluded.world, record = excluded.record, "
    "version = excluded.version, url = excluded.url, outlet = excluded.outlet, title = excluded.title, language = excluded.language, "
    "published_from = excluded.published_from, published_to = excluded.published_to, digest = excluded.digest";
static const char sql_add_fact[] = "INSERT INTO fact (article, number, id, kind, record) VALUES (?1, ?2, json_extract(?4, '$.id'), ?3, ?4)";
static const char sql_add_sketch[] = "INSERT INTO sketch (article, record) VALUES (?1, ?2)";

/* What is known of an article that may be there. */
typedef struct known_article {
  bool is_there;
  bool is_first;    /* its source comes no later in the alphabet */
  bool same_reader; /* read by this version, model and world */
  bool has_capture, has_bytes;
  bool is_earliest;                    /* its stated time of capture comes no later, or none is stated now */
  char captured[SYN_MOMENT_TEXT_SIZE]; /* that time, or empty */
} known_article;

static void read_known(sqlite3_stmt *row, const syn_store_article *article, known_article *out_known) {
  syn_text source = syn_sqlite_column(row, 0), captured = syn_sqlite_column(row, 6);
  known_article known = {
      .is_there = true,
      .is_first = syn_text_compare(source, article->source) <= 0,
      .same_reader = syn_text_equal(syn_sqlite_column(row, 1), article->version) &&
                     syn_text_equal(syn_sqlite_column(row, 2), article->model) && syn_text_equal(syn_sqlite_column(row, 3), article->world),
      .has_capture = sqlite3_column_int(row, 4) != 0,
      .has_bytes = sqlite3_column_int(row, 5) != 0,
      .is_earliest = article->captured.size == 0 || (captured.size > 0 && syn_text_compare(captured, article->captured) <= 0),
  };
  if (captured.size > 0 && captured.size < sizeof(known.captured)) memcpy(known.captured, captured.data, captured.size);
  *out_known = known;
}

static syn_status find_known(syn_sqlite *sqlite, const syn_store_article *article, known_article *out_known, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_find, &statement, error);
  if (status != SYN_OK) return status;
  known_article known = {0};
  syn_sqlite_bind_id(statement, 1, article->id);
  int code = sqlite3_step(statement);
  if (code == SQLITE_ROW)
    read_known(statement, article, &known);
  else if (code != SQLITE_DONE)
    status = syn_sqlite_fail(sqlite, code, "look for an article", error);
  sqlite3_reset(statement);
  if (status == SYN_OK) *out_known = known;
  return status;
}

static bool has_reader(const syn_sqlite *sqlite) {
  return *sqlite->version || *sqlite->model || *sqlite->world;
}

/* Facts that are there stay: the same reader read them, or none come with the article. */
static bool keeps_facts(const syn_store_article *article, const known_article *known) {
  return known->same_reader || article->article.size == 0;
}

static bool brings_capture(const syn_store_article *article, const known_article *known) {
  return article->capture && (!known->has_capture || (!known->has_bytes && article->capture->has_bytes));
}

static bool is_settled(const syn_store_article *article, const known_article *known) {
  return known->is_there && known->is_first && known->is_earliest && keeps_facts(article, known) && !brings_capture(article, known);
}

syn_status syn_sqlite_look(syn_store *store, const syn_store_article *article, syn_store_state *out_state, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_store_article asked = {.id = article->id, .source = article->source, .captured = article->captured, .capture = article->capture};
  asked.version = syn_text_from(sqlite->version);
  asked.model = syn_text_from(sqlite->model);
  asked.world = syn_text_from(sqlite->world);
  known_article known;
  syn_status status = find_known(sqlite, &asked, &known, error);
  if (status != SYN_OK) return status;
  bool is_current = known.is_there && (known.same_reader || !has_reader(sqlite));
  *out_state = (syn_store_state){.is_there = known.is_there,
                                 .is_current = is_current,
                                 .has_capture = known.has_capture,
                                 .has_bytes = known.has_bytes,
                                 .is_settled = is_current && is_settled(&asked, &known)};
  return SYN_OK;
}

static void bind_reader(syn_sqlite *sqlite, sqlite3_stmt *statement) {
  syn_sqlite_bind_text(statement, 1, syn_text_from(sqlite->version));
  syn_sqlite_bind_text(statement, 2, syn_text_from(sqlite->model));
  syn_sqlite_bind_text(statement, 3, syn_text_from(sqlite->world));
}

syn_status syn_sqlite_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  uint64_t count = 0;
  bool is_set = has_reader(sqlite);
  syn_status status = is_set ? syn_sqlite_prepare(sqlite, sql_others, &statement, error) : SYN_OK;
  if (is_set && status == SYN_OK) {
    bind_reader(sqlite, statement);
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

syn_status syn_sqlite_raise_generation(syn_sqlite *sqlite, syn_error *error) {
  return syn_sqlite_execute(sqlite, sql_raise, "raise the generation", error);
}

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
  syn_sqlite_bind_text(statement, 6, article->version);
  status = syn_sqlite_run(sqlite, statement, "add an article", error);
  if (status == SYN_OK) status = insert_facts(sqlite, article, error);
  if (status != SYN_OK || sketch.size == 0) return status;
  status = syn_sqlite_prepare(sqlite, sql_add_sketch, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, article->id);
  syn_sqlite_bind_text(statement, 2, sketch);
  return syn_sqlite_run(sqlite, statement, "add a sketch", error);
}

/* Runs a statement that needs an article's id alone. */
static syn_status run_for(syn_sqlite *sqlite, const char *sql, syn_id id, const char *doing, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, id);
  return syn_sqlite_run(sqlite, statement, doing, error);
}

/* What an article's record says of where it came from, and what is made one of several. */
typedef struct origin {
  syn_text source, captured;
} origin;

/* The record with another origin, by our own reader and writer, so that its bytes are those of an article that was read so. */
static syn_status write_renamed(syn_text record, const origin *from, syn_arena *arena, syn_buffer *out_line, syn_error *error) {
  syn_article article;
  syn_status status = syn_record_read_article(record, arena, &article, error);
  if (status != SYN_OK) return status;
  article.source = from->source;
  article.captured = from->captured;
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

static syn_status rename_article(syn_sqlite *sqlite, syn_id id, const origin *from, syn_error *error) {
  syn_arena *arena = NULL;
  syn_store_article stored = {0};
  syn_buffer line;
  syn_buffer_init(&line, RECORD_LIMIT);
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &arena);
  if (status == SYN_OK) status = syn_sqlite_get_article(&sqlite->store, id, arena, &stored, error);
  if (status == SYN_OK) status = write_renamed(stored.article, from, arena, &line, error);
  if (status == SYN_OK) status = update_source(sqlite, id, from->source, syn_buffer_text(&line), error);
  syn_buffer_clear(&line);
  syn_arena_destroy(&arena);
  return status;
}

static syn_status read_source(syn_sqlite *sqlite, syn_id id, syn_arena *arena, syn_text *out_source, syn_error *error) {
  sqlite3_stmt *statement;
  syn_status status = syn_sqlite_prepare(sqlite, sql_source, &statement, error);
  if (status != SYN_OK) return status;
  syn_sqlite_bind_id(statement, 1, id);
  int code = sqlite3_step(statement);
  status = code == SQLITE_ROW ? syn_arena_copy(arena, syn_sqlite_column(statement, 0), out_source)
                              : syn_sqlite_fail(sqlite, code, "look for an article", error);
  sqlite3_reset(statement);
  return status;
}

/* Facts and sketch anew: what was read last counts. Most of what is read again has the words that it had. */
static syn_status put_facts(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error) {
  bool has_words = false, is_left = false;
  syn_status status = syn_sqlite_has_words(sqlite, article->id, syn_sqlite_line(article->article), &has_words, error);
  if (status == SYN_OK && !has_words) status = syn_sqlite_forget_words(sqlite, article->id, &is_left, error);
  if (status == SYN_OK) status = run_for(sqlite, sql_clear_facts, article->id, "replace an article", error);
  if (status == SYN_OK) status = run_for(sqlite, sql_clear_sketch, article->id, "replace an article", error);
  if (status == SYN_OK) status = insert_article(sqlite, article, error);
  if (status == SYN_OK) status = syn_sqlite_put_site_page(sqlite, article, error);
  if (status != SYN_OK || has_words) return status;
  return is_left ? syn_sqlite_rebuild_text(&sqlite->store, error) : syn_sqlite_put_words(sqlite, article->id, error);
}

/* An article that is there, with what comes now: of two sources the first, of two times of capture the earliest. */
static syn_status put_again(syn_sqlite *sqlite, const syn_store_article *article, const known_article *known, bool keep_facts,
                            syn_error *error) {
  syn_arena *arena = NULL;
  origin now = {article->source, article->captured}, merged = now;
  syn_status status = syn_arena_create(SCRATCH_LIMIT, &arena);
  if (status == SYN_OK && known->is_first) status = read_source(sqlite, article->id, arena, &merged.source, error);
  if (known->captured[0] && (known->is_earliest || now.captured.size == 0)) merged.captured = syn_text_from(known->captured);
  if (status == SYN_OK && !keep_facts) status = put_facts(sqlite, article, error);
  bool is_as_written = !keep_facts && syn_text_equal(merged.source, now.source) && syn_text_equal(merged.captured, now.captured);
  bool is_as_before = keep_facts && known->is_first && known->is_earliest;
  if (status == SYN_OK && !is_as_written && !is_as_before) status = rename_article(sqlite, article->id, &merged, error);
  if (status == SYN_OK && !is_as_before) status = syn_sqlite_note_change(sqlite, article->id, error);
  if (status == SYN_OK && !is_as_before) status = syn_sqlite_raise_generation(sqlite, error);
  syn_arena_destroy(&arena);
  return status;
}

static syn_status put_new(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error) {
  if (article->article.size == 0)
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: \"%.*s\" comes without its record and is not in the store", sqlite->path,
                         SYN_TEXT_ARGUMENTS(syn_text_slice(article->source, 0, 200)));
  syn_status status = insert_article(sqlite, article, error);
  if (status == SYN_OK) status = syn_sqlite_put_words(sqlite, article->id, error);
  if (status == SYN_OK) status = syn_sqlite_put_site_page(sqlite, article, error);
  if (status == SYN_OK) status = syn_sqlite_note_change(sqlite, article->id, error);
  return status == SYN_OK ? syn_sqlite_raise_generation(sqlite, error) : status;
}

/* Within a scope. */
static syn_status merge_article(syn_sqlite *sqlite, const syn_store_article *article, const known_article *known, bool keep_facts,
                                syn_error *error) {
  syn_status status = known->is_there ? put_again(sqlite, article, known, keep_facts, error) : put_new(sqlite, article, error);
  if (status == SYN_OK && brings_capture(article, known)) status = syn_sqlite_put_capture(sqlite, article->capture, article->id, error);
  if (status == SYN_OK && known->is_there && brings_capture(article, known)) status = syn_sqlite_note_site_of(sqlite, article->id, error);
  if (status == SYN_OK && known->is_there && !known->is_earliest)
    status = syn_sqlite_state_captured(sqlite, article->id, article->captured, error);
  return status;
}

syn_status syn_sqlite_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  known_article known = {0};
  bool own;
  if (syn_id_is_none(article->id))
    return syn_error_set(error, SYN_BAD_ARGUMENT, 0, "%s: an article without an id cannot be added", sqlite->path);
  /* Most of what comes again changes nothing: it is seen without the lock of a writer. */
  syn_status status = find_known(sqlite, article, &known, error);
  if (status != SYN_OK) return status;
  if (!is_settled(article, &known)) {
    status = syn_sqlite_scope_open(sqlite, &own, error);
    if (status != SYN_OK) return status;
    status = find_known(sqlite, article, &known, error);
    if (status == SYN_OK) status = merge_article(sqlite, article, &known, keeps_facts(article, &known), error);
    status = syn_sqlite_scope_close(sqlite, own, status, error);
  }
  if (status == SYN_OK && out_added) *out_added = !known.is_there;
  return status;
}

syn_status syn_sqlite_replace_article(syn_store *store, const syn_store_article *article, bool *out_found, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  known_article known = {0};
  bool own;
  syn_status status = syn_sqlite_scope_open(sqlite, &own, error);
  if (status != SYN_OK) return status;
  status = find_known(sqlite, article, &known, error);
  if (status == SYN_OK && known.is_there) status = merge_article(sqlite, article, &known, false, error);
  status = syn_sqlite_scope_close(sqlite, own, status, error);
  if (status == SYN_OK) *out_found = known.is_there;
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

syn_status syn_sqlite_read_id(syn_sqlite *sqlite, sqlite3_stmt *row, syn_id *out_id, syn_error *error) {
  if (syn_id_parse(syn_sqlite_column(row, 0), out_id) == SYN_OK) return SYN_OK;
  return syn_error_set(error, SYN_BAD_INPUT, 0, "%s: is damaged: an article has no proper id; add the pages to a new store", sqlite->path);
}

/* The row of an article and what belongs to it. Slices belong to the statements and the buffer. */
static syn_status read_row(syn_sqlite *sqlite, sqlite3_stmt *row, sqlite3_stmt *facts_statement, sqlite3_stmt *sketch_statement,
                           syn_buffer *facts, syn_store_article *out_article, syn_error *error) {
  syn_store_article article = {.source = syn_sqlite_column(row, 1),
                               .article = syn_sqlite_column(row, 2),
                               .model = syn_sqlite_column(row, 3),
                               .world = syn_sqlite_column(row, 4),
                               .version = syn_sqlite_column(row, 5)};
  syn_status status = syn_sqlite_read_id(sqlite, row, &article.id, error);
  if (status == SYN_OK) status = read_facts(sqlite, facts_statement, article.id, facts, error);
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
  if (status == SYN_OK) status = syn_arena_copy(arena, article->version, &copy.version);
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
    status = syn_sqlite_not_found(sqlite, id, error);
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

/* A statement of its own: the visitor may use the store. */
syn_status syn_sqlite_each_heading(syn_store *store, syn_status (*visit)(void *context, const syn_store_heading *heading), void *context,
                                   syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(sqlite->db, sql_headings, -1, &row, NULL);
  syn_status status = code == SQLITE_OK ? SYN_OK : syn_sqlite_fail(sqlite, code, "list the articles", error);
  while (status == SYN_OK && (code = sqlite3_step(row)) == SQLITE_ROW) {
    syn_store_heading heading = {.source = syn_sqlite_column(row, 1),
                                 .url = syn_sqlite_column(row, 2),
                                 .outlet = syn_sqlite_column(row, 3),
                                 .published_from = syn_sqlite_column(row, 4),
                                 .published_to = syn_sqlite_column(row, 5)};
    status = syn_sqlite_read_id(sqlite, row, &heading.id, error);
    if (status == SYN_OK) status = visit(context, &heading);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "list the articles", error);
  sqlite3_finalize(row);
  return status;
}

syn_status syn_sqlite_list_articles(syn_store *store, bool others_only, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                    syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  SYN_ARRAY(syn_id) ids = {0};
  syn_status status = syn_sqlite_prepare(sqlite, others_only ? sql_list_others : sql_list, &statement, error);
  if (status != SYN_OK) return status;
  if (others_only) bind_reader(sqlite, statement);
  int code = SQLITE_DONE;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    syn_id *id = SYN_ARRAY_ADD(&ids, arena);
    if (!id) status = syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to list the articles", sqlite->path);
    if (id) status = syn_sqlite_read_id(sqlite, statement, id, error);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "list the articles", error);
  sqlite3_reset(statement);
  if (status != SYN_OK) return status;
  *out_ids = ids.items;
  *out_count = ids.count;
  return SYN_OK;
}
