/*
 * Store: what was read, kept for years.
 *
 * Per article: its record (with the digest of the page's bytes), its facts and its sketch as JSON lines (records/record_writer.h), the
 * version, model and world that read it, and its capture: the page that it was read from (records/capture.h). Derived: the synopsis
 * (stories, points, identities, reprints, lent dates), which can be computed again at any time and is tied to a generation: a number that
 * grows with every change of the set of articles. Backends are a table of structs (stores.c): SQLite today.
 *
 * One thread uses an open store at a time. All texts handed out live in the given arena.
 */
#ifndef SYN_STORE_STORE_H
#define SYN_STORE_STORE_H

#include "base/arena.h"
#include "records/capture.h"
#include "records/page_marks.h"
#include "store/text_query.h"
#include "synoptic/counts.h"
#include "synoptic/request.h"

enum { SYN_STORE_SCHEMA = 9 };

typedef struct syn_store syn_store;

typedef struct syn_store_article {
  syn_id id;
  syn_text source;
  syn_text article;           /* the article record, one line */
  syn_text facts;             /* records of facts, one a line */
  syn_text sketch;            /* the sketch record, one line */
  syn_text model, world;      /* digests of what read it */
  syn_text version;           /* of the program that read it */
  syn_text captured;          /* when its page was captured, as the carrier states it; may be empty. For adding alone */
  const syn_capture *capture; /* of its page; NULL: none is known. For adding alone: syn_store_get_capture reads it */
  syn_text marks;             /* what its page tells of its site, one line; may be empty. For adding alone: syn_store_each_site_page */
  bool is_settled;            /* it was read with what its site teaches now: nothing is left to do. For adding alone */
} syn_store_article;

/* How the store stands to an article that may be added. */
typedef struct syn_store_state {
  bool is_there;
  bool is_current;  /* read by the reader of syn_store_set_reader */
  bool has_capture; /* something is kept of its page */
  bool has_bytes;   /* all of it */
  bool is_settled;  /* adding it would change nothing */
} syn_store_state;

/*
 * Opens or makes the store at `path` (":memory:" for one that vanishes). `may_create` false: SYN_NOT_FOUND when there is none. Migrates
 * older schemas; a newer one is SYN_BAD_INPUT with both numbers. Without `may_create`, a store that may not be written is opened for
 * reading alone. Returns SYN_OK, SYN_NOT_FOUND, SYN_IO, SYN_BAD_INPUT (no store of ours),
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_store_open(const char *path, bool may_create, syn_store **out_store, syn_error *error);
void syn_store_close(syn_store **store);

/* Whether the store cannot be written, for lack of permission: what changes it returns SYN_IO. */
bool syn_store_is_read_only(const syn_store *store);

/* Changes between begin and commit are kept together or not at all. Commit every so often: what is committed outlives a kill. */
SYN_MUST_CHECK syn_status syn_store_begin(syn_store *store, syn_error *error);
SYN_MUST_CHECK syn_status syn_store_commit(syn_store *store, syn_error *error);
void syn_store_rollback(syn_store *store);

/*
 * What is read between begin_read and end_read is of one moment, whatever other programs add meanwhile; they do not wait for it. Nothing
 * can be written in between (SYN_BAD_ARGUMENT). end_read takes the status of what was read and returns that of the whole: SYN_IO when a
 * store that could not be locked, for lack of permission, was changed meanwhile. Without a reading it does nothing.
 */
SYN_MUST_CHECK syn_status syn_store_begin_read(syn_store *store, syn_error *error);
SYN_MUST_CHECK syn_status syn_store_end_read(syn_store *store, syn_status status, syn_error *error);

/*
 * The version, model and world that read articles now: what was read by others counts as not current, so that it is read again. Not
 * called, or all empty: any. Returns SYN_OK, SYN_BAD_ARGUMENT for a text that is none of these.
 */
SYN_MUST_CHECK syn_status syn_store_set_reader(syn_store *store, syn_text version, syn_text model, syn_text world);

/* Looks without the lock of a writer. Of `article`, only id, source, captured and capture count. */
SYN_MUST_CHECK syn_status syn_store_look(syn_store *store, const syn_store_article *article, syn_store_state *out_state, syn_error *error);

/*
 * Adds an article; when it is there already, keeps it, and of the two sources the first in alphabetical order, of the stated times of
 * capture the earliest (`source` and `captured` inside the record follow), of the captures the first, with bytes where either has them.
 * One that was read by another version, model or world is replaced. For an article that is there, `article` may be empty: then
 * only source and capture count. `out_added` (may be NULL) tells whether it was new. A change raises the generation. All or nothing, also
 * in a transaction.
 */
SYN_MUST_CHECK syn_status syn_store_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error);

/* As syn_store_add_article for an article that is there; `*out_found` false, and nothing done, for one that is not (any more). */
SYN_MUST_CHECK syn_status syn_store_replace_article(syn_store *store, const syn_store_article *article, bool *out_found, syn_error *error);

/*
 * Removes the articles that are there, with their facts, captures and words in the index, and the derived records of their neighbourhoods,
 * which may hold words of them; raises the generation if there was one. All or nothing. What is removed is overwritten, but parts of it may
 * stand in the file until syn_store_compact.
 */
SYN_MUST_CHECK syn_status syn_store_remove_articles(syn_store *store, const syn_id *ids, size_t id_count, uint64_t *out_removed_count,
                                                    syn_error *error);

/* Gives the space of what was removed back to the disk. Not in a transaction. */
SYN_MUST_CHECK syn_status syn_store_compact(syn_store *store, syn_error *error);

/*
 * What is kept of an article's page; `sha256` is empty where nothing is, for version 1 of the store kept none. `with_bytes` false: without
 * the packed bytes. SYN_NOT_FOUND when there is no such article.
 */
SYN_MUST_CHECK syn_status syn_store_get_capture(syn_store *store, syn_id article, bool with_bytes, syn_arena *arena,
                                                syn_capture *out_capture, syn_error *error);

/* One article, or SYN_NOT_FOUND. */
SYN_MUST_CHECK syn_status syn_store_get_article(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article,
                                                syn_error *error);

/* All articles in order of id: calls `visit` for each until it returns other than SYN_OK, which is then returned. Slices live during the
 * call. */
SYN_MUST_CHECK syn_status syn_store_each_article(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article),
                                                 void *context, syn_error *error);

/* The ids of all articles in order; of `others_only`, of those that were read by others than the reader of syn_store_set_reader. */
SYN_MUST_CHECK syn_status syn_store_list_articles(syn_store *store, bool others_only, syn_arena *arena, syn_id **out_ids, size_t *out_count,
                                                  syn_error *error);

/* How many articles were read by others than those of syn_store_set_reader; 0 when that was not called. */
SYN_MUST_CHECK syn_status syn_store_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error);

/* Counting goes through all ids: who wants the generation alone, which grows with every change of the set of articles, asks for that. */
SYN_MUST_CHECK syn_status syn_store_count(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error);
SYN_MUST_CHECK syn_status syn_store_generation(syn_store *store, uint64_t *out_generation, syn_error *error);

/* ---- full text ---- */

/* What a list of articles tells of one; the texts are not read. */
typedef struct syn_store_heading {
  syn_id id;
  syn_text source, url, outlet;
  syn_text published_from, published_to; /* ISO 8601, as the record has them; empty where not stated */
} syn_store_heading;

/* All articles in order of id, as syn_store_each_article, at a fraction of its cost. */
SYN_MUST_CHECK syn_status syn_store_each_heading(syn_store *store, syn_status (*visit)(void *context, const syn_store_heading *heading),
                                                 void *context, syn_error *error);

/*
 * The articles in whose title, text or captions all clauses of the query hold; the best first, ties in order of id. A query has a clause at
 * least. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT (the index is damaged), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_store_match_text(syn_store *store, const syn_text_query *query, syn_arena *arena, syn_id **out_ids,
                                               size_t *out_count, syn_error *error);

/* Where the terms of the query stand in a text, as the index would have it; in the order of the text, then of the terms. */
SYN_MUST_CHECK syn_status syn_store_find_spots(syn_store *store, const syn_text_query *query, syn_text text, syn_arena *arena,
                                               syn_text_spot **out_spots, size_t *out_count, syn_error *error);

/* Fills the index anew from the records, whatever was in it. A transaction of its own, or part of the caller's. */
SYN_MUST_CHECK syn_status syn_store_rebuild_text(syn_store *store, syn_error *error);

/* ---- derived records ---- */

typedef struct syn_store_derived {
  syn_text kind; /* of the caller's choosing; engine/collection_internal.h names entity, reprint, story, point, lent, maker */
  syn_id id;     /* may be none */
  syn_id story;  /* that a point belongs to; of what several parts may have under one id, what puts the parts in order; else none */
  syn_text line; /* the record */
} syn_store_derived;

/* The generation that the derived records were computed for, 0 when there are none. */
SYN_MUST_CHECK syn_status syn_store_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error);

/* Derived records of one kind in order of id, points by story in the order they were given; `story`: points of this one, unless none. */
SYN_MUST_CHECK syn_status syn_store_each_derived(syn_store *store, const char *kind, syn_id story,
                                                 syn_status (*visit)(void *context, const syn_store_derived *record), void *context,
                                                 syn_error *error);

/* ---- the ledger of collection ---- */

/*
 * Notes a request, with what came and what failed. Of one that is made again, over files, the row stays one: articles are added to it, the
 * failures take the place of those before (of a feed that answered, they are noted by item: store_watch.h). Articles that the store does
 * not hold are passed over. The id is made here. A request of a stated time raises the generation when it is the first of its id, or
 * another outlet's than before.
 */
SYN_MUST_CHECK syn_status syn_store_note_request(syn_store *store, const syn_request *request, syn_error *error);

/* All requests in order of id, until `visit` returns other than SYN_OK, which is then returned. What is handed out lives during the call.
 */
SYN_MUST_CHECK syn_status syn_store_each_request(syn_store *store, syn_status (*visit)(void *context, const syn_request *request),
                                                 void *context, syn_error *error);

/* ---- sites ---- */

/* A page as the profile of its site sees it (article/site_profile.h). */
typedef struct syn_store_site_page {
  syn_id article;
  syn_text url;         /* of the article */
  syn_page_marks marks; /* with what was cut, if that is asked for */
  bool has_bytes;       /* it can be read again */
} syn_store_site_page;

/* A site whose pages, or what was made of them, have changed since it was settled. */
typedef struct syn_store_site_change {
  syn_text site;
  uint64_t generation; /* of the last change */
} syn_store_site_change;

SYN_MUST_CHECK syn_status syn_store_list_site_changes(syn_store *store, syn_arena *arena, syn_store_site_change **out_changes,
                                                      size_t *out_count, syn_error *error);

/* What the site of a change teaches is in all its articles that can be read again; a later change stays. */
SYN_MUST_CHECK syn_status syn_store_settle_site(syn_store *store, const syn_store_site_change *change, syn_error *error);

/*
 * The pages of a site in order of their articles' ids, at most `limit` (0: all), until `visit` returns other than SYN_OK, which is then
 * returned. What is handed out lives during the call. `with_cut`: with the texts that were cut.
 */
SYN_MUST_CHECK syn_status syn_store_each_site_page(syn_store *store, syn_text site, uint32_t limit, bool with_cut,
                                                   syn_status (*visit)(void *context, const syn_store_site_page *page), void *context,
                                                   syn_error *error);

/* ---- care ---- */

/* What the store is told while it looks for damage: a sentence, and the article that it is about (or none). */
typedef syn_status (*syn_store_report)(void *context, syn_id article, const char *what);

/*
 * Looks for damage in what the backend itself knows of: pages of the file, keys, columns that disagree with their record. Records and
 * bytes are for the caller to look at. Returns SYN_OK when it looked at all, SYN_NO_MEMORY, or what `report` returned.
 */
SYN_MUST_CHECK syn_status syn_store_check(syn_store *store, syn_store_report report, void *context, syn_error *error);

/* How much is in the store; names and lists in the arena. */
SYN_MUST_CHECK syn_status syn_store_tell(syn_store *store, syn_arena *arena, syn_counts *out_counts, syn_error *error);

/*
 * A copy of the whole store, as it is at one moment, into a new file at `path`, for its owner alone; others may write meanwhile. The copy
 * is checked, and takes its name only when it is whole. `may_replace`: also in place of a file that is there. `progress` (may be NULL) is
 * called with the bytes done and in all. Returns SYN_OK, SYN_BAD_ARGUMENT (the file is there, or is the store itself), SYN_IO,
 * SYN_BAD_INPUT, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_store_backup(syn_store *store, const char *path, bool may_replace,
                                           void (*progress)(void *context, uint64_t done, uint64_t total), void *context, syn_error *error);

#endif
