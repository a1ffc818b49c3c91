/*
 * How it works: the ids of the articles that others read are listed first; then their pages go the way of all pages, from the store instead
 * of from files. What is written is current and not listed again, so that an update which was killed goes on where it was. What pages
 * teach of their sites is applied at the end (site_learning.h).
 */
#include "article/page_title.h"
#include "engine/article_batch.h"
#include "engine/collection_internal.h"
#include "engine/kept_page.h"
#include "engine/site_learning.h"

typedef struct updating {
  syn_collection *collection;
  syn_article_batch batch;
  syn_site_lessons lessons;
  syn_arena *arena; /* of the ids */
  syn_id *ids;
  size_t count, next;
  uint64_t without_bytes;
} updating;

/* What the page's site teaches now, so that most pages are read once. */
static syn_status teach(updating *job, syn_page *page, syn_error *error) {
  return syn_site_lessons_of(&job->lessons, syn_host_of(page->url), &page->recurring, error);
}

/* The next page of the list. What others have removed meanwhile is passed over. */
static syn_status next_page(void *context, syn_arena *arena, syn_page *out_page, syn_error *error) {
  updating *job = context;
  while (job->next < job->count) {
    bool has_bytes = true;
    syn_status status = syn_kept_page_read(job->collection->store, job->ids[job->next++], arena, out_page, &has_bytes, error);
    if (status == SYN_NOT_FOUND) continue;
    if (status == SYN_OK && has_bytes) return teach(job, out_page, error);
    if (status != SYN_OK) return status;
    job->without_bytes++;
    return SYN_BAD_INPUT; /* of this page: the next one comes all the same */
  }
  return SYN_NOT_FOUND;
}

/* Of the articles, for their pages are of much the same size. */
static void tell_share(const void *context, uint64_t *out_read, uint64_t *out_total) {
  const updating *job = context;
  *out_read = job->next;
  *out_total = job->count;
}

static syn_status keep(void *context, syn_pipeline_result *result, syn_error *error) {
  updating *job = context;
  if (result->status != SYN_OK) return SYN_OK;
  const syn_store_article article = syn_collection_read_article(job->collection->engine, result);
  return syn_article_batch_add(&job->batch, &article, error);
}

static syn_status run(updating *job, const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  const syn_pipeline_feed feed = {.next = next_page, .tell = tell_share, .context = job};
  const syn_pipeline_consumer consumer = {.consume = keep, .wants_marks = true, .context = job};
  syn_status status = syn_pipeline_run_feed(job->collection->engine, &feed, &consumer, observer, out_progress, error);
  return status == SYN_OK ? syn_article_batch_write(&job->batch, error) : status;
}

syn_status syn_collection_update(syn_collection *collection, bool all, const syn_observer *observer, syn_update *out_update,
                                 syn_error *error) {
  updating job = {.collection = collection};
  syn_progress progress = {0};
  uint64_t article_count, generation;
  syn_status status = syn_collection_create_arena(collection, &job.arena, error);
  if (status == SYN_OK) status = syn_article_batch_init(&job.batch, collection->store, true, error);
  if (status == SYN_OK) status = syn_site_lessons_init(&job.lessons, collection, error);
  if (status == SYN_OK) status = syn_store_count(collection->store, &article_count, &generation, error);
  if (status == SYN_OK) status = syn_store_list_articles(collection->store, !all, job.arena, &job.ids, &job.count, error);
  if (status == SYN_OK && all) status = syn_store_rebuild_text(collection->store, error);
  if (status == SYN_OK) status = run(&job, observer, &progress, error);
  if (status == SYN_OK) status = syn_site_learning_apply(collection, observer, error);
  if (status == SYN_OK)
    *out_update = (syn_update){.updated_count = progress.article_count,
                               .current_count = article_count > job.count ? article_count - job.count : 0,
                               .without_bytes = job.without_bytes,
                               .failed_count = progress.failed_count - job.without_bytes};
  syn_site_lessons_clear(&job.lessons);
  syn_article_batch_clear(&job.batch);
  syn_arena_destroy(&job.arena);
  return status;
}
