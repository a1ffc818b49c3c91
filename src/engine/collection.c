#include "engine/collection_internal.h"

#include <stdlib.h>
#include <time.h>

#include "engine/pipeline.h"

/* A transaction ends with whichever comes first: it bounds what a kill can lose and how long other writers wait, and spares the disk. */
enum { ARTICLES_PER_COMMIT = 256, SECONDS_PER_COMMIT = 2 };

syn_status syn_collection_open(const syn_engine *engine, const char *path, bool may_create, syn_collection **out_collection,
                               syn_error *error) {
  syn_collection *collection = calloc(1, sizeof *collection);
  if (!collection) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to open the store.");
  collection->engine = engine;
  syn_status status = syn_store_open(path ? path : ":memory:", may_create || !path, &collection->store, error);
  if (status == SYN_OK) /* what another model or world read is read again when its page comes again */
    status = syn_store_set_reader(collection->store, syn_text_from(engine->model_digest), syn_text_from(engine->world_digest));
  if (status != SYN_OK) {
    syn_collection_close(&collection);
    return status;
  }
  *out_collection = collection;
  return SYN_OK;
}

void syn_collection_close(syn_collection **collection) {
  if (!collection || !*collection) return;
  syn_store_close(&(*collection)->store);
  free(*collection);
  *collection = NULL;
}

void syn_collection_observe(syn_collection *collection, const syn_observer *observer) {
  collection->observer = observer ? *observer : (syn_observer){0};
}

typedef struct addition {
  syn_collection *collection;
  uint32_t uncommitted_count;
  time_t begun; /* seconds of the monotonic clock; 0: no transaction is open */
} addition;

static time_t now_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1; /* never 0 */
}

static syn_status knows(void *context, syn_id id, bool *out_knows, syn_error *error) {
  const addition *job = context;
  return syn_store_has_article(job->collection->store, id, out_knows, error);
}

static syn_status commit(addition *job, syn_error *error) {
  if (job->begun == 0) return SYN_OK;
  job->begun = 0;
  job->uncommitted_count = 0;
  return syn_store_commit(job->collection->store, error);
}

/* Begins when there is something to write, so that reading pages that are there already keeps no other writer waiting. */
static syn_status begin(addition *job, syn_error *error) {
  if (job->begun != 0) return SYN_OK;
  syn_status status = syn_store_begin(job->collection->store, error);
  if (status == SYN_OK) job->begun = now_seconds();
  return status;
}

static syn_status keep(void *context, syn_pipeline_result *result, syn_error *error) {
  addition *job = context;
  if (result->status != SYN_OK) return SYN_OK;
  const syn_engine *engine = job->collection->engine;
  const syn_store_article article = {
      .id = result->id,
      .source = result->source,
      .article = syn_buffer_text(&result->article_line),
      .facts = syn_buffer_text(&result->facts_lines),
      .sketch = syn_buffer_text(&result->sketch_line),
      .model = syn_text_from(engine->model_digest),
      .world = syn_text_from(engine->world_digest),
  };
  syn_store *store = job->collection->store;
  syn_status status = SYN_OK;
  if (!result->is_known) {
    status = begin(job, error);
    /* The same article may have come twice in this run, with the first still under way when the second was looked up. */
    if (status == SYN_OK) status = syn_store_has_article(store, result->id, &result->is_known, error);
  }
  if (status == SYN_OK) status = syn_store_add_article(store, &article, NULL, error);
  if (status != SYN_OK || job->begun == 0) return status;
  bool is_due = ++job->uncommitted_count >= ARTICLES_PER_COMMIT || now_seconds() - job->begun >= SECONDS_PER_COMMIT;
  return is_due ? commit(job, error) : SYN_OK;
}

syn_status syn_collection_add(syn_collection *collection, const syn_input *input, const syn_observer *observer, syn_progress *out_progress,
                              syn_error *error) {
  addition job = {.collection = collection};
  const syn_pipeline_consumer consumer = {.knows = knows, .consume = keep, .context = &job};
  syn_status status = syn_pipeline_run(collection->engine, input, &consumer, observer, out_progress, error);
  if (status == SYN_OK) return commit(&job, error);
  if (job.begun != 0) syn_store_rollback(collection->store);
  return status;
}
