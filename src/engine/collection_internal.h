/*
 * Inside the collection: the store with its engine, and how derived records are kept fresh.
 */
#ifndef SYN_ENGINE_COLLECTION_INTERNAL_H
#define SYN_ENGINE_COLLECTION_INTERNAL_H

#include "engine/article_batch.h"
#include "engine/engine_internal.h"
#include "engine/pipeline.h"
#include "store/store.h"
#include "synopsis/compute.h"
#include "synoptic/calendar.h"
#include "synoptic/collection.h"

struct syn_collection {
  const syn_engine *engine;
  syn_store *store;
  syn_observer observer;
  bool is_kept;                        /* in a file; else in memory */
  uint32_t crowd, neighbourhood_limit; /* of neighbourhoods.h */
  syn_arena *tables_arena;             /* that of the tables; NULL until something is derived */
  syn_synopsis_tables *tables;
};

enum { SYN_COLLECTION_LINE_LIMIT = 1024 * 1024 * 1024 /* bytes of one line on its way out */ };

/* Kinds of derived records in the store. */
#define SYN_DERIVED_ENTITY "entity"
#define SYN_DERIVED_REPRINT "reprint"
#define SYN_DERIVED_STORY "story"
#define SYN_DERIVED_OCCURRENCE "occurrence"
#define SYN_DERIVED_FULFILMENT "fulfilment"
#define SYN_DERIVED_POINT "point"
#define SYN_DERIVED_ENTRY "entry"
#define SYN_DERIVED_CORRECTION "correction"
#define SYN_DERIVED_LENT "lent"
#define SYN_DERIVED_MAKER "maker" /* one: version, model and world of the program that derived the others */

/*
 * Begins a reading of the store in which stories, points and the rest are those of its articles: computes them again when the set of
 * articles, the program, its model or its world has changed since the last time. Ends with syn_store_end_read.
 */
SYN_MUST_CHECK syn_status syn_collection_begin_read(syn_collection *collection, syn_error *error);

/* Takes articles that were removed out of the index of neighbours at once, while all else waits for the next reading. */
SYN_MUST_CHECK syn_status syn_collection_settle(syn_collection *collection, const syn_id *articles, size_t article_count, syn_error *error);

/* What the pipeline read, for the store: without its capture. Slices are those of `result` and `engine`. */
syn_store_article syn_collection_read_article(const syn_engine *engine, const syn_pipeline_result *result);

/* What adds pages to a store that come out of the pipeline, one thread of it. */
typedef struct syn_addition {
  syn_collection *collection;
  syn_article_batch batch;
  struct syn_site_lessons *lessons; /* NULL: pages are read on their own, until syn_site_learning_apply */
  bool without_bytes;
  char now[SYN_MOMENT_TEXT_SIZE]; /* when the pages are read; empty in memory, where nothing is kept */
} syn_addition;

/* The time now, in UTC, as times of reading are written. */
void syn_addition_tell_time(syn_addition *addition);

/* Says of a page what is to be done with it: for syn_pipeline_consumer.look. Statuses of the store. */
SYN_MUST_CHECK syn_status syn_addition_look(const syn_addition *addition, syn_pipeline_result *result, syn_error *error);

/* Keeps the article of a page that was read. Statuses of the store. */
SYN_MUST_CHECK syn_status syn_addition_keep(syn_addition *addition, syn_pipeline_result *result, syn_error *error);

/* An arena for a job over the whole collection. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_collection_create_arena(const syn_collection *collection, syn_arena **out_arena, syn_error *error);

/*
 * Within a reading: the story whose id begins with `name`, or with NULL the largest. SYN_NOT_FOUND, SYN_BAD_ARGUMENT when there are
 * several, as syn_collection_compare.
 */
SYN_MUST_CHECK syn_status syn_collection_find_story(syn_collection *collection, const char *name, syn_arena *arena,
                                                    const syn_story **out_story, syn_error *error);

/* Within a reading: whether stories, points and the rest are those of the present articles. */
SYN_MUST_CHECK syn_status syn_collection_is_fresh(syn_collection *collection, bool *out_is_fresh, syn_error *error);

/* The articles of a synopsis, with the contexts that their offsets need. Found by id. */
typedef struct syn_article_set {
  syn_article *articles; /* sorted by id */
  syn_record_context *contexts;
  uint32_t count;
  syn_synopsis lent; /* of syn_article_set_read; else empty */
} syn_article_set;

/* Room for so many articles, which the caller fills in; finish then puts them in order and makes their contexts. SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_article_set_begin(uint32_t count, syn_arena *arena, syn_article_set *out_set);
SYN_MUST_CHECK syn_status syn_article_set_finish(syn_article_set *set, syn_arena *arena);

/*
 * Reads the articles named in `ids` (sorted, without repetition) with what linked accounts lend them: `lent`, of
 * syn_collection_lent_dates, whose lists live as long as the set.
 */
SYN_MUST_CHECK syn_status syn_article_set_read(syn_collection *collection, const syn_id *ids, uint32_t id_count, const syn_synopsis *lent,
                                               syn_arena *arena, syn_article_set *out_set, syn_error *error);

/* For syn_record_lookup.context; `user` is a syn_article_set. */
const syn_record_context *syn_article_set_context(const void *user, syn_id article);

/* The facts of one article of a set that was read, with what linked accounts lend them. */
SYN_MUST_CHECK syn_status syn_article_set_facts(syn_collection *collection, const syn_article_set *set, syn_id article, syn_arena *arena,
                                                syn_facts *out_facts, syn_error *error);

/* The context of a column of a comparison that syn_collection_compare made. */
const syn_record_context *syn_comparison_context(const syn_comparison *comparison, uint32_t column);

/*
 * The lent dates in the store, sorted by article, and the corrections without their changes, all of them, as a synopsis that holds nothing
 * else: read once for a job.
 */
SYN_MUST_CHECK syn_status syn_collection_lent_dates(syn_collection *collection, syn_arena *arena, syn_synopsis *out_synopsis,
                                                    syn_error *error);

#endif
