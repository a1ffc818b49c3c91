#include "engine/collection_internal.h"

#include <stdlib.h>

#include "engine/pipeline.h"

/* Articles in one transaction: what a kill can lose, and how often the store waits for the disk. */
enum { ARTICLES_PER_COMMIT = 256 };

syn_status syn_collection_open(const syn_engine *engine, const char *path, bool may_create, syn_collection **out_collection,
                               syn_error *error) {
  syn_collection *collection = calloc(1, sizeof *collection);
  if (!collection) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to open the store.");
  collection->engine = engine;
  syn_status status = syn_store_open(path ? path : ":memory:", may_create || !path, &collection->store, error);
  if (status != SYN_OK) {
    free(collection);
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

typedef struct addition {
  syn_collection *collection;
  uint32_t uncommitted_count;
} addition;

static syn_status knows(void *context, syn_id id, bool *out_knows, syn_error *error) {
  const addition *job = context;
  return syn_store_has_article(job->collection->store, id, out_knows, error);
}

static syn_status keep(void *context, const syn_pipeline_result *result, syn_error *error) {
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
  syn_status status = syn_store_add_article(store, &article, NULL, error);
  if (status != SYN_OK) return status;
  if (++job->uncommitted_count < ARTICLES_PER_COMMIT) return SYN_OK;
  job->uncommitted_count = 0;
  status = syn_store_commit(store, error);
  return status == SYN_OK ? syn_store_begin(store, error) : status;
}

syn_status syn_collection_add(syn_collection *collection, const syn_input *input, const syn_observer *observer, syn_progress *out_progress,
                              syn_error *error) {
  addition job = {.collection = collection};
  const syn_pipeline_consumer consumer = {.knows = knows, .consume = keep, .context = &job};
  syn_status status = syn_store_begin(collection->store, error);
  if (status != SYN_OK) return status;
  status = syn_pipeline_run(collection->engine, input, &consumer, observer, out_progress, error);
  if (status == SYN_OK) return syn_store_commit(collection->store, error);
  syn_store_rollback(collection->store);
  return status;
}
