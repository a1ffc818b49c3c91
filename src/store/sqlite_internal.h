/*
 * SQLite store, inside: what the files sqlite*.c share.
 */
#ifndef SYN_STORE_SQLITE_INTERNAL_H
#define SYN_STORE_SQLITE_INTERNAL_H

#include <sqlite3.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "store/backend.h"

enum { SYN_SQLITE_STATEMENT_LIMIT = 192, SYN_SQLITE_READER_SIZE = 80, SYN_SQLITE_BUSY_TIMEOUT_MS = 60000 };

typedef struct syn_sqlite {
  syn_store store; /* first */
  sqlite3 *db;
  char *path;
  const char *sql[SYN_SQLITE_STATEMENT_LIMIT]; /* statements that are kept prepared, by the address of their text */
  sqlite3_stmt *statements[SYN_SQLITE_STATEMENT_LIMIT];
  bool is_reading;          /* between begin_read and end_read */
  bool is_immutable;        /* opened without locks, see sqlite.c */
  struct stat at_opening;   /* of the file, then */
  Fts5Tokenizer *tokenizer; /* that of the index, see sqlite_spots.c; NULL until it is needed */
  fts5_tokenizer tokenizer_methods;
  /* of set_reader; all empty: any */
  char version[SYN_SQLITE_READER_SIZE], model[SYN_SQLITE_READER_SIZE], world[SYN_SQLITE_READER_SIZE];
} syn_sqlite;

/*
 * Says what SQLite says, with the file and a remedy. SYN_IO (busy, full, read-only), SYN_BAD_INPUT (damaged, no database),
 * SYN_NO_MEMORY, SYN_LIMIT.
 */
syn_status syn_sqlite_fail(syn_sqlite *sqlite, int code, const char *doing, syn_error *error);

/* A statement, reset and without bindings; prepared at its first use. `sql` must be a string constant. */
SYN_MUST_CHECK syn_status syn_sqlite_prepare(syn_sqlite *sqlite, const char *sql, sqlite3_stmt **out_statement, syn_error *error);

/* Runs a statement to its end; `doing` is part of the message ("add an article"). */
SYN_MUST_CHECK syn_status syn_sqlite_run(syn_sqlite *sqlite, sqlite3_stmt *statement, const char *doing, syn_error *error);
SYN_MUST_CHECK syn_status syn_sqlite_execute(syn_sqlite *sqlite, const char *sql, const char *doing, syn_error *error);

/*
 * What happens between open and close happens whole or not at all: a transaction of its own, or a savepoint within the caller's. close
 * commits when `status` is SYN_OK and returns the status of the whole.
 */
SYN_MUST_CHECK syn_status syn_sqlite_scope_open(syn_sqlite *sqlite, bool *out_own, syn_error *error);
SYN_MUST_CHECK syn_status syn_sqlite_scope_close(syn_sqlite *sqlite, bool own, syn_status status, syn_error *error);

/* Texts live until the statement is stepped to its end or reset. An empty text is bound as NULL by bind_optional. */
void syn_sqlite_bind_text(sqlite3_stmt *statement, int place, syn_text text);
void syn_sqlite_bind_optional(sqlite3_stmt *statement, int place, syn_text text);
void syn_sqlite_bind_id(sqlite3_stmt *statement, int place, syn_id id);
syn_text syn_sqlite_column(sqlite3_stmt *statement, int column);

/* There is no such article; or, where its id could not be bound for lack of memory, that. SYN_NOT_FOUND, SYN_NO_MEMORY. */
syn_status syn_sqlite_not_found(syn_sqlite *sqlite, syn_id article, syn_error *error);

/* The id of an article, in the first column of the row. SYN_OK, SYN_BAD_INPUT. */
SYN_MUST_CHECK syn_status syn_sqlite_read_id(syn_sqlite *sqlite, sqlite3_stmt *row, syn_id *out_id, syn_error *error);

/* A line without the newline at its end. */
syn_text syn_sqlite_line(syn_text line);

/* Raises the generation: the set of articles has changed. */
SYN_MUST_CHECK syn_status syn_sqlite_raise_generation(syn_sqlite *sqlite, syn_error *error);

/* sqlite.c: whether `path` is this store's file or one of those beside it. */
bool syn_sqlite_is_own_file(const syn_sqlite *sqlite, const char *path);

/* sqlite_articles.c */
syn_status syn_sqlite_look(syn_store *store, const syn_store_article *article, syn_store_state *out_state, syn_error *error);
syn_status syn_sqlite_replace_article(syn_store *store, const syn_store_article *article, bool *out_found, syn_error *error);
syn_status syn_sqlite_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error);
syn_status syn_sqlite_get_article(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article, syn_error *error);
syn_status syn_sqlite_each_article(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article), void *context,
                                   syn_error *error);

syn_status syn_sqlite_each_heading(syn_store *store, syn_status (*visit)(void *context, const syn_store_heading *heading), void *context,
                                   syn_error *error);

syn_status syn_sqlite_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error);

syn_status syn_sqlite_list_articles(syn_store *store, bool others_only, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                    syn_error *error);

/* sqlite_captures.c */

/* Within a scope: keeps a capture; of one that is there, only the bytes that it lacked. */
SYN_MUST_CHECK syn_status syn_sqlite_put_capture(syn_sqlite *sqlite, const syn_capture *capture, syn_id article, syn_error *error);

/* Within a scope: the time of capture that the carrier states. */
SYN_MUST_CHECK syn_status syn_sqlite_state_captured(syn_sqlite *sqlite, syn_id article, syn_text captured, syn_error *error);
syn_status syn_sqlite_get_capture(syn_store *store, syn_id article, bool with_bytes, syn_arena *arena, syn_capture *out_capture,
                                  syn_error *error);

/* sqlite_words.c */

/*
 * Within a scope. put: adds the words of an article that is there with its record as it is now. forget: takes those out that its record
 * has; before the record is changed or the article removed. `*out_is_left`: words of it are left, for the record cannot be read, and the
 * index has to be filled anew. has_words: whether a record has the same words as the one that is there, and these are in the index.
 */
SYN_MUST_CHECK syn_status syn_sqlite_put_words(syn_sqlite *sqlite, syn_id article, syn_error *error);
SYN_MUST_CHECK syn_status syn_sqlite_forget_words(syn_sqlite *sqlite, syn_id article, bool *out_is_left, syn_error *error);
SYN_MUST_CHECK syn_status syn_sqlite_has_words(syn_sqlite *sqlite, syn_id article, syn_text record, bool *out_has, syn_error *error);

/* Within a scope: writes the index anew without what was taken out of it. */
SYN_MUST_CHECK syn_status syn_sqlite_purge_words(syn_sqlite *sqlite, syn_error *error);
syn_status syn_sqlite_rebuild_text(syn_store *store, syn_error *error);
syn_status syn_sqlite_match_text(syn_store *store, const syn_text_query *query, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                 syn_error *error);

/* sqlite_spots.c */

/* Calls `take` for each word of a text as the index has it, until that returns other than SYN_OK. */
SYN_MUST_CHECK syn_status syn_sqlite_each_word(syn_sqlite *sqlite, syn_text text,
                                               syn_status (*take)(void *context, syn_text word, uint32_t start, uint32_t end),
                                               void *context, syn_error *error);
syn_status syn_sqlite_find_spots(syn_store *store, const syn_text_query *query, syn_text text, syn_arena *arena, syn_text_spot **out_spots,
                                 size_t *out_count, syn_error *error);
void syn_sqlite_close_words(syn_sqlite *sqlite);

/* sqlite_removal.c */
syn_status syn_sqlite_remove_articles(syn_store *store, const syn_id *ids, size_t id_count, uint64_t *out_removed_count, syn_error *error);
syn_status syn_sqlite_compact(syn_store *store, syn_error *error);

/* sqlite_requests.c */
syn_status syn_sqlite_note_request(syn_store *store, const syn_request *request, syn_error *error);
syn_status syn_sqlite_each_request(syn_store *store, syn_status (*visit)(void *context, const syn_request *request), void *context,
                                   syn_error *error);

/* Within a scope, before an article is removed: what the ledger of collection tells of it alone. */
SYN_MUST_CHECK syn_status syn_sqlite_forget_article(syn_sqlite *sqlite, syn_id article, syn_error *error);

/* sqlite_sites.c */

/* Within a scope, once the article is there: what its page tells of its site. */
SYN_MUST_CHECK syn_status syn_sqlite_put_site_page(syn_sqlite *sqlite, const syn_store_article *article, syn_error *error);

/* Within a scope: an article can be read again that could not before. */
SYN_MUST_CHECK syn_status syn_sqlite_note_site_of(syn_sqlite *sqlite, syn_id article, syn_error *error);

/* Within a scope, before an article is removed: its site has changed. */
SYN_MUST_CHECK syn_status syn_sqlite_forget_site_page(syn_sqlite *sqlite, syn_id article, syn_error *error);
syn_status syn_sqlite_list_site_changes(syn_store *store, syn_arena *arena, syn_store_site_change **out_changes, size_t *out_count,
                                        syn_error *error);
syn_status syn_sqlite_settle_site(syn_store *store, const syn_store_site_change *change, syn_error *error);
syn_status syn_sqlite_each_site_page(syn_store *store, syn_text site, uint32_t limit, bool with_cut,
                                     syn_status (*visit)(void *context, const syn_store_site_page *page), void *context, syn_error *error);

/* sqlite_watch_items.c: the part of syn_store_watch_backend that is about items. */
syn_status syn_sqlite_get_item(syn_store *store, syn_id key, syn_arena *arena, syn_store_item *out_item, syn_error *error);
syn_status syn_sqlite_put_item(syn_store *store, const syn_store_item *item, syn_error *error);
syn_status syn_sqlite_see_item(syn_store *store, syn_id key, int64_t seen, syn_error *error);
syn_status syn_sqlite_due_items(syn_store *store, int64_t now, size_t limit, syn_arena *arena, syn_id **out_keys, size_t *out_count,
                                syn_error *error);
syn_status syn_sqlite_prune_items(syn_store *store, int64_t watch, int64_t seen_before, uint64_t keep, syn_error *error);
syn_status syn_sqlite_each_outlet(syn_store *store, int64_t watch, size_t limit,
                                  syn_status (*visit)(void *context, syn_text outlet, syn_text url), void *context, syn_error *error);
syn_status syn_sqlite_note_item(syn_store *store, syn_id request, syn_text source, syn_id article, syn_error *error);
syn_status syn_sqlite_note_item_failure(syn_store *store, syn_id request, const syn_request_failure *failure, syn_error *error);

/* sqlite_check.c */
syn_status syn_sqlite_check(syn_store *store, syn_store_report report, void *context, syn_error *error);
syn_status syn_sqlite_tell(syn_store *store, syn_arena *arena, syn_counts *out_counts, syn_error *error);

/* sqlite_check_words.c: whether the index has the words of the records. */
SYN_MUST_CHECK syn_status syn_sqlite_check_words(syn_sqlite *sqlite, syn_store_report report, void *context, syn_error *error);

/* sqlite_backup.c */
syn_status syn_sqlite_backup(syn_store *store, const char *path, bool may_replace,
                             void (*progress)(void *context, uint64_t done, uint64_t total), void *context, syn_error *error);

/* sqlite_neighbours.c */
const struct syn_neighbour_methods *syn_sqlite_neighbours(const syn_store *store);

/* Within a scope: the article was added, replaced or is to be removed. */
SYN_MUST_CHECK syn_status syn_sqlite_note_change(syn_sqlite *sqlite, syn_id article, syn_error *error);

/* Within a scope, before an article is removed: what was derived from its neighbourhood, and its words in the index. */
SYN_MUST_CHECK syn_status syn_sqlite_forget_neighbour(syn_sqlite *sqlite, syn_id article, syn_error *error);

/* sqlite_derived.c */
syn_status syn_sqlite_count(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error);
syn_status syn_sqlite_generation(syn_store *store, uint64_t *out_generation, syn_error *error);
syn_status syn_sqlite_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error);
syn_status syn_sqlite_each_derived(syn_store *store, const char *kind, syn_id story,
                                   syn_status (*visit)(void *context, const syn_store_derived *record), void *context, syn_error *error);

#endif
