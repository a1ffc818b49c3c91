/*
 * How it works: the index is read from end to end as rows of word, article, column and place, and each article's rows are added up as
 * hashes; then its record is cut into words and the same sum made from them. Two sums that differ name the article. A sum does not depend
 * on the order, so that the index is read in its own, by words, and nothing is kept but a number an article.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/digest.h"
#include "store/sqlite_internal.h"

enum { COLUMN_COUNT = 3, SUMS_LIMIT = 1 << 30 };

static const char *const COLUMN_NAMES[COLUMN_COUNT] = {"title", "text", "captions"};

static const char sql_open[] = "CREATE VIRTUAL TABLE temp.article_word USING fts5vocab (main, article_text, instance)";
static const char sql_close[] = "DROP TABLE IF EXISTS temp.article_word";
static const char sql_rows[] = "SELECT term, doc, col, offset FROM temp.article_word";
static const char sql_articles[] = "SELECT a.id, n.number, json_extract(a.record, '$.title'), json_extract(a.record, '$.text'), "
                                   "(SELECT group_concat(value, char(10)) FROM json_each(a.record, '$.captions')) "
                                   "FROM article_number n JOIN article a ON a.id = n.article WHERE json_valid(a.record) ORDER BY n.number";

typedef struct article_sum {
  int64_t number;
  uint64_t of_index, of_record;
} article_sum;

typedef struct checking_words {
  syn_sqlite *sqlite;
  syn_arena *arena;
  SYN_ARRAY(article_sum) sums; /* sorted by number */
  uint64_t stray_count;        /* rows of no article */
  syn_store_report report;
  void *context;
  syn_error *error;
} checking_words;

static uint64_t hash_word(syn_text word, unsigned column, uint64_t place) {
  const syn_text parts[] = {word, {(const char *)&column, sizeof column}, {(const char *)&place, sizeof place}};
  syn_id id = syn_digest_id("word", parts, 3);
  uint64_t hash = 0;
  for (size_t i = 0; i < sizeof hash; i++) hash = hash << 8 | id.bytes[i];
  return hash;
}

/* ---- the records ---- */

typedef struct word_sum {
  uint64_t sum, place;
  unsigned column;
} word_sum;

static syn_status add_word(void *context, syn_text text, uint32_t start, uint32_t end) {
  word_sum *sum = context;
  (void)start;
  (void)end;
  sum->sum += hash_word(text, sum->column, sum->place++);
  return SYN_OK;
}

static syn_status read_record(checking_words *job, sqlite3_stmt *row) {
  article_sum *sum = SYN_ARRAY_ADD(&job->sums, job->arena);
  if (!sum) return syn_error_set(job->error, SYN_NO_MEMORY, 0, "%s: no memory left to check the index", job->sqlite->path);
  sum->number = sqlite3_column_int64(row, 1);
  syn_status status = SYN_OK;
  for (unsigned column = 0; status == SYN_OK && column < COLUMN_COUNT; column++) {
    word_sum words = {.column = column};
    status = syn_sqlite_each_word(job->sqlite, syn_sqlite_column(row, (int)column + 2), add_word, &words, job->error);
    sum->of_record += words.sum;
  }
  return status;
}

/* ---- the index ---- */

static int compare_sum(const void *key, const void *element) {
  int64_t number = *(const int64_t *)key, other = ((const article_sum *)element)->number;
  return number < other ? -1 : number > other;
}

static syn_status read_index_row(checking_words *job, sqlite3_stmt *row) {
  int64_t number = sqlite3_column_int64(row, 1);
  syn_text name = syn_sqlite_column(row, 2);
  unsigned column = 0;
  while (column < COLUMN_COUNT && !syn_text_equal(name, syn_text_from(COLUMN_NAMES[column]))) column++;
  article_sum *sum = job->sums.count > 0 ? bsearch(&number, job->sums.items, job->sums.count, sizeof *job->sums.items, compare_sum) : NULL;
  if (sum)
    sum->of_index += hash_word(syn_sqlite_column(row, 0), column, (uint64_t)sqlite3_column_int64(row, 3));
  else
    job->stray_count++;
  return SYN_OK;
}

/* Damage ends the reading and is told by what is missing then; what says nothing of the store is passed on. */
static syn_status each_row(checking_words *job, const char *sql, syn_status (*read)(checking_words *job, sqlite3_stmt *row)) {
  sqlite3_stmt *row = NULL;
  syn_status status = SYN_OK;
  int code = sqlite3_prepare_v2(job->sqlite->db, sql, -1, &row, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(row);
    if (code != SQLITE_ROW || (status = read(job, row)) != SYN_OK) break;
  }
  if (status == SYN_OK && ((code & 0xFF) == SQLITE_NOMEM || (code & 0xFF) == SQLITE_IOERR))
    status = syn_sqlite_fail(job->sqlite, code, "check the index", job->error);
  else if (status == SYN_OK && code != SQLITE_DONE)
    status = job->report(job->context, (syn_id){{0}}, "the index of words cannot be read; `synoptic update --all` fills it anew");
  sqlite3_finalize(row);
  return status;
}

/* ---- what differs ---- */

static syn_status tell_difference(checking_words *job, sqlite3_stmt *row) {
  int64_t number = sqlite3_column_int64(row, 1);
  const article_sum *sum =
      job->sums.count > 0 ? bsearch(&number, job->sums.items, job->sums.count, sizeof *job->sums.items, compare_sum) : NULL;
  syn_id article = {{0}};
  if (!sum || sum->of_index == sum->of_record) return SYN_OK;
  if (syn_id_parse(syn_sqlite_column(row, 0), &article) != SYN_OK) article = (syn_id){{0}};
  return job->report(job->context, article, "the index has other words of it than its record");
}

static syn_status tell_strays(checking_words *job) {
  char text[160];
  if (job->stray_count == 0) return SYN_OK;
  snprintf(text, sizeof text, "the index has %llu words of articles that are not there; `synoptic update --all` fills it anew",
           (unsigned long long)job->stray_count);
  return job->report(job->context, (syn_id){{0}}, text);
}

syn_status syn_sqlite_check_words(syn_sqlite *sqlite, syn_store_report report, void *context, syn_error *error) {
  checking_words job = {.sqlite = sqlite, .report = report, .context = context, .error = error};
  syn_status status = syn_arena_create(SUMS_LIMIT, &job.arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "%s: no memory left to check the index", sqlite->path);
  int code = sqlite3_exec(sqlite->db, sql_open, NULL, NULL, NULL);
  if (code != SQLITE_OK) status = syn_sqlite_fail(sqlite, code, "check the index", error);
  if (status == SYN_OK) status = each_row(&job, sql_articles, read_record);
  if (status == SYN_OK) status = each_row(&job, sql_rows, read_index_row);
  if (status == SYN_OK) status = each_row(&job, sql_articles, tell_difference);
  if (status == SYN_OK) status = tell_strays(&job);
  sqlite3_exec(sqlite->db, sql_close, NULL, NULL, NULL);
  syn_arena_destroy(&job.arena);
  return status;
}
