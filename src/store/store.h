/*
 * Store: what was read, kept for years.
 *
 * Per article: its record (with the digest of the page's bytes), its facts and its sketch as JSON lines (records/record_writer.h), and the
 * digests of the model and world that read it. Derived: the synopsis (stories, points, identities, reprints, lent dates), which can be
 * computed again at any time and is tied to a generation: a number that grows with every change of the set of articles. Backends are a
 * table of structs (stores.c): SQLite today.
 *
 * One thread uses an open store at a time. All texts handed out live in the given arena.
 */
#ifndef SYN_STORE_STORE_H
#define SYN_STORE_STORE_H

#include "base/arena.h"
#include "synoptic/article.h"

enum { SYN_STORE_SCHEMA = 1 };

typedef struct syn_store syn_store;

typedef struct syn_store_article {
  syn_id id;
  syn_text source;
  syn_text article;      /* the article record, one line */
  syn_text facts;        /* entity, time, quantity, quote, event records, one a line */
  syn_text sketch;       /* the sketch record, one line */
  syn_text model, world; /* digests of what read it */
} syn_store_article;

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
 * The digests of the model and world that read articles now: what was read by others counts as not there (syn_store_has_article), so that
 * it is read again. Not called, or both empty: any. Returns SYN_OK, SYN_BAD_ARGUMENT for a text that is no digest.
 */
SYN_MUST_CHECK syn_status syn_store_set_reader(syn_store *store, syn_text model, syn_text world);

/* Whether the article is there, and read with this model and world. */
SYN_MUST_CHECK syn_status syn_store_has_article(syn_store *store, syn_id id, bool *out_has, syn_error *error);

/*
 * Adds an article; when it is there already, keeps it, and of the two sources the first in alphabetical order (`source` inside the
 * record follows). One that was read with another model or world is replaced. For an article that is there, `article` may be empty: then
 * only the source counts. `out_added` (may be NULL) tells whether it was new. A change raises the generation. All or nothing, also in a
 * transaction.
 */
SYN_MUST_CHECK syn_status syn_store_add_article(syn_store *store, const syn_store_article *article, bool *out_added, syn_error *error);

/* One article, or SYN_NOT_FOUND. */
SYN_MUST_CHECK syn_status syn_store_get_article(syn_store *store, syn_id id, syn_arena *arena, syn_store_article *out_article,
                                                syn_error *error);

/* All articles in order of id: calls `visit` for each until it returns other than SYN_OK, which is then returned. Slices live during the
 * call. */
SYN_MUST_CHECK syn_status syn_store_each_article(syn_store *store, syn_status (*visit)(void *context, const syn_store_article *article),
                                                 void *context, syn_error *error);

/* How many articles were read by others than those of syn_store_set_reader; 0 when that was not called. */
SYN_MUST_CHECK syn_status syn_store_count_by_others(syn_store *store, uint64_t *out_article_count, syn_error *error);

SYN_MUST_CHECK syn_status syn_store_count(syn_store *store, uint64_t *out_article_count, uint64_t *out_generation, syn_error *error);

/* ---- derived records ---- */

typedef struct syn_store_derived {
  syn_text kind; /* of the caller's choosing; engine/collection_internal.h names entity, reprint, story, point, lent, maker */
  syn_id id;     /* may be none */
  syn_id story;  /* that a point belongs to; else none */
  syn_text line; /* the record */
} syn_store_derived;

/* The generation that the derived records were computed for, 0 when there are none. */
SYN_MUST_CHECK syn_status syn_store_derived_generation(syn_store *store, uint64_t *out_generation, syn_error *error);

/* Replaces all derived records, in one transaction. The order is kept. */
SYN_MUST_CHECK syn_status syn_store_replace_derived(syn_store *store, uint64_t generation, const syn_store_derived *records, size_t count,
                                                    syn_error *error);

/*
 * Within a reading: these records take the place of the derived ones until end_read, for this reader alone. The store is not written, so
 * that records which cannot be kept (no permission, or another program changes the store faster than they are computed) can be read too.
 */
SYN_MUST_CHECK syn_status syn_store_set_aside_derived(syn_store *store, const syn_store_derived *records, size_t count, syn_error *error);

/* Derived records of one kind (and of one story, unless none) in the order they were given. */
SYN_MUST_CHECK syn_status syn_store_each_derived(syn_store *store, const char *kind, syn_id story,
                                                 syn_status (*visit)(void *context, const syn_store_derived *record), void *context,
                                                 syn_error *error);

#endif
