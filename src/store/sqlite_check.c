/*
 * What SQLite and SQL can say of the health of a store, and how much is in it. Records and bytes are looked at by who can read them
 * (engine/collection_check.c).
 */
#include <stdio.h>

#include "base/array.h"
#include "store/sqlite_internal.h"

enum { PROBLEM_LIMIT = 100, TEXT_SIZE = 400 };

/* A question whose rows are problems: the id of an article, or nothing, and words that end the sentence. */
typedef struct question {
  const char *sql;
  const char *sentence; /* with the words of the row for %s */
} question;

static const question QUESTIONS[] = {
    {"SELECT NULL, integrity_check FROM pragma_integrity_check(100) WHERE integrity_check <> 'ok'", "the file is damaged: %s"},
    {"SELECT NULL, \"table\" || coalesce(' row ' || rowid, '') FROM pragma_foreign_key_check", "a row belongs to no article: %s"},
    {"SELECT id, '' FROM article WHERE NOT json_valid(record)", "its record is no JSON%s"},
    {"SELECT id, 'source' FROM article WHERE json_valid(record) AND source IS NOT json_extract(record, '$.source') UNION ALL "
     "SELECT id, 'id' FROM article WHERE json_valid(record) AND id IS NOT json_extract(record, '$.id') UNION ALL "
     "SELECT id, 'url' FROM article WHERE json_valid(record) AND url IS NOT json_extract(record, '$.url') UNION ALL "
     "SELECT id, 'outlet' FROM article WHERE json_valid(record) AND outlet IS NOT json_extract(record, '$.outlet') UNION ALL "
     "SELECT id, 'title' FROM article WHERE json_valid(record) AND title IS NOT json_extract(record, '$.title') UNION ALL "
     "SELECT id, 'language' FROM article WHERE json_valid(record) AND language IS NOT json_extract(record, '$.language') UNION ALL "
     "SELECT id, 'published' FROM article WHERE json_valid(record) AND (published_from IS NOT json_extract(record, '$.published.from') "
     "OR published_to IS NOT json_extract(record, '$.published.to')) UNION ALL "
     "SELECT id, 'digest' FROM article WHERE json_valid(record) AND digest IS NOT json_extract(record, '$.digest')",
     "its column and its record disagree on \"%s\""},
    {"SELECT article, number FROM fact WHERE NOT json_valid(record)", "the record of its fact %s is no JSON"},
    {"SELECT article, number FROM fact WHERE json_valid(record) AND "
     "(id IS NOT json_extract(record, '$.id') OR kind IS NOT json_extract(record, '$.record'))",
     "the columns of its fact %s and their record disagree"},
    {"SELECT id, '' FROM article WHERE NOT EXISTS (SELECT 1 FROM sketch WHERE sketch.article = article.id)", "its sketch is missing%s"},
    {"SELECT a.id, '' FROM article a JOIN capture c ON c.article = a.id WHERE json_valid(a.record) AND "
     "json_extract(a.record, '$.captured') IS NOT CASE c.basis WHEN 'stated' THEN c.captured END",
     "record and capture disagree on the time of capture%s"},
    {"SELECT id, '' FROM article WHERE json_valid(record) AND NOT EXISTS (SELECT 1 FROM article_number n "
     "JOIN article_text_docsize d ON d.id = n.number WHERE n.article = article.id)",
     "its words are not in the index%s"},
    {"SELECT NULL, source FROM collection WHERE times < 1 OR (asked IS NOT NULL AND first_asked > asked)",
     "the times at which \"%s\" was asked for are none"},
    {"SELECT article, '' FROM site_page WHERE typeof(blocks) <> 'blob' OR length(blocks) % 10 <> 0 OR typeof(title) <> 'integer' OR "
     "typeof(applied) <> 'integer'",
     "what its page tells of its site cannot be read%s"},
    {"SELECT NULL, key FROM watch_item WHERE article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM article WHERE id = watch_item.article)",
     "what is watched names an article that is not there: item %s"},
    {"SELECT NULL, key FROM watch_item WHERE state = 'removed' AND (url IS NOT NULL OR title IS NOT NULL OR content IS NOT NULL)",
     "of an item whose article was removed more is left than its key: %s"},
    {"SELECT NULL, key FROM meta WHERE typeof(value) <> 'integer' OR value < 0", "the number \"%s\" of the store is none"},
    {"SELECT NULL, 'generation' WHERE (SELECT count(*) FROM meta WHERE key IN ('generation', 'derived_generation')) <> 2",
     "a number of the store is missing: %s"},
    {"SELECT NULL, d.value FROM meta d, meta g WHERE d.key = 'derived_generation' AND g.key = 'generation' AND d.value > g.value",
     "the stories are of a generation (%s) that has not been yet"},
};

/* Neither missing memory nor a disk that does not answer says anything of the store. */
static bool is_no_damage(int code) {
  return (code & 0xFF) == SQLITE_NOMEM || (code & 0xFF) == SQLITE_IOERR;
}

/*
 * Whether a question has an answer that is worth telling: a row, or damage that keeps it from being answered. Asked before `ask`, for
 * SQLite's own checks take a moment without memory for a fault: what is wrong is wrong twice.
 */
static syn_status has_answer(syn_sqlite *sqlite, const question *asked, bool *out_has, syn_error *error) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(sqlite->db, asked->sql, -1, &statement, NULL);
  if (code == SQLITE_OK) code = sqlite3_step(statement);
  *out_has = code != SQLITE_DONE;
  syn_status status = is_no_damage(code) ? syn_sqlite_fail(sqlite, code, "look for damage", error) : SYN_OK;
  sqlite3_finalize(statement);
  return status;
}

/* A question that the damage keeps from being answered is a problem, too; one for which there is no memory says nothing of the store. */
static syn_status ask(syn_sqlite *sqlite, const question *asked, syn_store_report report, void *context, syn_error *error) {
  sqlite3_stmt *statement = NULL;
  char text[TEXT_SIZE];
  syn_status status = SYN_OK;
  int code = sqlite3_prepare_v2(sqlite->db, asked->sql, -1, &statement, NULL);
  for (int row = 0; code == SQLITE_OK || code == SQLITE_ROW; row++) {
    code = sqlite3_step(statement);
    if (code != SQLITE_ROW || row == PROBLEM_LIMIT || status != SYN_OK) break;
    syn_text id = syn_sqlite_column(statement, 0), words = syn_sqlite_column(statement, 1);
    syn_id article = {{0}};
    if (syn_id_parse(id, &article) != SYN_OK) article = (syn_id){{0}};
    char *end =
        text + snprintf(text, sizeof(text), "%.*s", (int)syn_text_find(syn_text_from(asked->sentence), SYN_TEXT("%s"), 0), asked->sentence);
    const char *rest = asked->sentence + (end - text) + 2;
    snprintf(end, sizeof(text) - (size_t)(end - text), "%.*s%s", SYN_TEXT_ARGUMENTS(syn_text_slice(words, 0, TEXT_SIZE / 2)), rest);
    status = report(context, article, text);
  }
  if (status == SYN_OK && is_no_damage(code)) {
    status = syn_sqlite_fail(sqlite, code, "look for damage", error);
  } else if (status == SYN_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
    snprintf(text, sizeof(text), "the file is damaged: a question to it ends with \"%s\"", sqlite3_errmsg(sqlite->db));
    status = report(context, (syn_id){{0}}, text);
  }
  sqlite3_finalize(statement);
  return status;
}

syn_status syn_sqlite_check(syn_store *store, syn_store_report report, void *context, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof(QUESTIONS) / sizeof(QUESTIONS[0]); i++) {
    bool has = false;
    status = has_answer(sqlite, &QUESTIONS[i], &has, error);
    if (status == SYN_OK && has) status = ask(sqlite, &QUESTIONS[i], report, context, error);
  }
  return status == SYN_OK ? syn_sqlite_check_words(sqlite, report, context, error) : status;
}

/* ---- counts ---- */

static const char sql_numbers[] =
    "SELECT (SELECT count(*) FROM article), (SELECT count(DISTINCT outlet) FROM article), "
    "(SELECT count(*) FROM derived WHERE kind = 'story'), (SELECT count(*) FROM capture), "
    "(SELECT count(*) FROM capture WHERE typeof(bytes) = 'blob'), "
    "(SELECT coalesce(sum(size), 0) FROM capture WHERE typeof(bytes) = 'blob'), (SELECT coalesce(sum(length(bytes)), 0) FROM capture), "
    "(SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()), "
    "(SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()), "
    "(SELECT value FROM meta WHERE key = 'generation'), (SELECT value FROM meta WHERE key = 'derived_generation')";
static const char sql_fact_kinds[] = "SELECT kind, count(*) FROM fact GROUP BY kind ORDER BY kind";
static const char sql_readers[] = "SELECT version, model, world, count(*) FROM article GROUP BY 1, 2, 3 ORDER BY 1, 2, 3";

typedef SYN_ARRAY(syn_tally) tally_array;
typedef SYN_ARRAY(syn_reading_tally) reader_array;

static const char *copy_name(sqlite3_stmt *row, int column, syn_arena *arena) {
  syn_text name;
  return syn_arena_copy(arena, syn_sqlite_column(row, column), &name) == SYN_OK ? name.data : NULL;
}

static bool add_fact_kind(sqlite3_stmt *row, syn_arena *arena, void *list) {
  syn_tally *tally = SYN_ARRAY_ADD((tally_array *)list, arena);
  if (!tally) return false;
  *tally = (syn_tally){copy_name(row, 0, arena), (uint64_t)sqlite3_column_int64(row, 1)};
  return tally->name != NULL;
}

static bool add_reader(sqlite3_stmt *row, syn_arena *arena, void *list) {
  syn_reading_tally *tally = SYN_ARRAY_ADD((reader_array *)list, arena);
  if (!tally) return false;
  *tally = (syn_reading_tally){copy_name(row, 0, arena), copy_name(row, 1, arena), copy_name(row, 2, arena),
                               (uint64_t)sqlite3_column_int64(row, 3)};
  return tally->version && tally->model && tally->world;
}

/* Adds each row of the query to the list. */
static syn_status read_rows(syn_sqlite *sqlite, const char *sql, bool (*add)(sqlite3_stmt *row, syn_arena *arena, void *list),
                            syn_arena *arena, void *list, syn_error *error) {
  sqlite3_stmt *statement;
  int code = SQLITE_DONE;
  syn_status status = syn_sqlite_prepare(sqlite, sql, &statement, error);
  if (status != SYN_OK) return status;
  while (status == SYN_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    if (!add(statement, arena, list)) status = syn_error_set(error, SYN_NO_MEMORY, 0, "%s: no memory left to count", sqlite->path);
  }
  if (status == SYN_OK && code != SQLITE_DONE) status = syn_sqlite_fail(sqlite, code, "count what is in the store", error);
  sqlite3_reset(statement);
  return status;
}

syn_status syn_sqlite_tell(syn_store *store, syn_arena *arena, syn_counts *out_counts, syn_error *error) {
  syn_sqlite *sqlite = (syn_sqlite *)store;
  sqlite3_stmt *statement;
  syn_counts counts = {0};
  tally_array facts = {0};
  reader_array readers = {0};
  uint64_t *const numbers[] = {&counts.article_count, &counts.outlet_count, &counts.story_count,       &counts.capture_count,
                               &counts.kept_count,    &counts.page_bytes,   &counts.packed_bytes,      &counts.file_bytes,
                               &counts.free_bytes,    &counts.generation,   &counts.derived_generation};
  syn_status status = syn_sqlite_prepare(sqlite, sql_numbers, &statement, error);
  if (status != SYN_OK) return status;
  int code = sqlite3_step(statement);
  for (size_t i = 0; code == SQLITE_ROW && i < sizeof(numbers) / sizeof(numbers[0]); i++)
    *numbers[i] = (uint64_t)sqlite3_column_int64(statement, (int)i);
  if (code != SQLITE_ROW) status = syn_sqlite_fail(sqlite, code, "count what is in the store", error);
  sqlite3_reset(statement);
  if (status == SYN_OK) status = read_rows(sqlite, sql_fact_kinds, add_fact_kind, arena, &facts, error);
  if (status == SYN_OK) status = read_rows(sqlite, sql_readers, add_reader, arena, &readers, error);
  if (status != SYN_OK) return status;
  counts.facts = facts.items;
  counts.fact_kind_count = facts.count;
  counts.readers = readers.items;
  counts.reader_count = readers.count;
  *out_counts = counts;
  return SYN_OK;
}
