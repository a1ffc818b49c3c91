/*
 * Article batch: articles that wait to be written to the store, together and in one short transaction.
 *
 * A transaction that stayed open while pages are read would keep other writers out for seconds and let them in for milliseconds; so
 * articles are copied here first, and the lock is held for the writing alone. What waits is lost by a kill, hence the bounds on number,
 * size and time.
 */
#ifndef SYN_ENGINE_ARTICLE_BATCH_H
#define SYN_ENGINE_ARTICLE_BATCH_H

#include <time.h>

#include "base/array.h"
#include "base/map.h"
#include "store/store.h"

typedef struct syn_article_batch {
  syn_store *store;
  bool replaces;    /* articles that are there are replaced, and none are made: for an update */
  syn_arena *arena; /* of what waits */
  SYN_ARRAY(syn_store_article) articles;
  syn_map ids;
  time_t begun; /* seconds of the monotonic clock, of the first that waits */
  /* What else is written in the transaction of the articles, after them; or NULL. Set by the caller after init. */
  syn_status (*write_more)(void *context, syn_error *error);
  void *context;
} syn_article_batch;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_article_batch_init(syn_article_batch *batch, syn_store *store, bool replaces, syn_error *error);
void syn_article_batch_clear(syn_article_batch *batch);

/* Whether an article of this id waits. */
bool syn_article_batch_holds(const syn_article_batch *batch, syn_id id);

/* Copies the article; writes all that wait when it is time. Statuses of the store. */
SYN_MUST_CHECK syn_status syn_article_batch_add(syn_article_batch *batch, const syn_store_article *article, syn_error *error);

/* Writes all that wait, or on failure none. */
SYN_MUST_CHECK syn_status syn_article_batch_write(syn_article_batch *batch, syn_error *error);

#endif
