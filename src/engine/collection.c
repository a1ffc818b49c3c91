#include "engine/collection_internal.h"

#include <stdlib.h>
#include <time.h>

#include "article/page_title.h"
#include "engine/article_batch.h"
#include "engine/collecting.h"
#include "engine/neighbourhoods.h"
#include "engine/pipeline.h"
#include "engine/site_learning.h"

syn_status syn_collection_open(const syn_engine *engine, const char *path, bool may_create, syn_collection **out_collection,
                               syn_error *error) {
  syn_collection *collection = calloc(1, sizeof *collection);
  if (!collection) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to open the store.");
  collection->engine = engine;
  collection->is_kept = path != NULL;
  collection->crowd = SYN_NEIGHBOURHOOD_CROWD;
  collection->neighbourhood_limit = SYN_NEIGHBOURHOOD_ARTICLES;
  syn_status status = syn_store_open(path ? path : ":memory:", may_create || !path, &collection->store, error);
  if (status == SYN_OK) /* what another model or world read is read again when its page comes again */
    status = syn_store_set_reader(collection->store, syn_text_from(syn_version()), syn_text_from(engine->model_digest),
                                  syn_text_from(engine->world_digest));
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
  syn_arena_destroy(&(*collection)->tables_arena);
  free(*collection);
  *collection = NULL;
}

void syn_collection_observe(syn_collection *collection, const syn_observer *observer) {
  collection->observer = observer ? *observer : (syn_observer){0};
}

typedef struct adding {
  syn_addition addition;
  syn_collecting collecting; /* not in memory, where nothing is kept */
  syn_site_lessons lessons;
} adding;

void syn_addition_tell_time(syn_addition *addition) {
  enum { DAY_SECONDS = 24 * 60 * 60 };
  int64_t seconds = time(NULL);
  const syn_moment moment = {.day = (int32_t)(seconds / DAY_SECONDS), .second = (int32_t)(seconds % DAY_SECONDS)};
  syn_moment_format(moment, addition->now);
}

/* What was read by this reader needs no reading; its page is kept where it is not yet. */
syn_status syn_addition_look(const syn_addition *addition, syn_pipeline_result *result, syn_error *error) {
  const syn_store_article article = {.id = result->id, .source = result->source, .captured = result->captured};
  syn_store_state state;
  syn_status status = syn_store_look(addition->collection->store, &article, &state, error);
  if (status != SYN_OK) return status;
  result->is_known = state.is_current;
  result->wants_bytes = !addition->without_bytes && !state.has_bytes;
  result->wants_capture = !state.has_capture || result->wants_bytes;
  if (result->is_known || !addition->lessons) return SYN_OK;
  return syn_site_lessons_of(addition->lessons, syn_host_of(result->url), &result->recurring, error);
}

static syn_status look(void *context, syn_pipeline_result *result, syn_error *error) {
  const adding *job = context;
  return syn_addition_look(&job->addition, result, error);
}

syn_status syn_addition_keep(syn_addition *addition, syn_pipeline_result *result, syn_error *error) {
  result->capture.read = syn_text_from(addition->now);
  syn_store_article article = syn_collection_read_article(addition->collection->engine, result);
  article.capture = result->capture.sha256.size > 0 ? &result->capture : NULL;
  /* The same article may have come twice in this run, or to another program, with the first still under way when it was looked up. */
  bool waits = syn_article_batch_holds(&addition->batch, result->id);
  syn_store_state state;
  syn_status status = syn_store_look(addition->collection->store, &article, &state, error);
  if (status != SYN_OK) return status;
  if (waits || state.is_current) result->is_known = true;
  return state.is_settled && !waits ? SYN_OK : syn_article_batch_add(&addition->batch, &article, error);
}

static syn_status keep(void *context, syn_pipeline_result *result, syn_error *error) {
  adding *job = context;
  syn_addition *addition = &job->addition;
  syn_status status = SYN_OK;
  if (addition->collection->is_kept) {
    syn_addition_tell_time(addition);
    status = syn_collecting_take(&job->collecting, result, syn_text_from(addition->now), error);
  }
  return status == SYN_OK && result->status == SYN_OK ? syn_addition_keep(addition, result, error) : status;
}

/* With the pages that wait. */
static syn_status finish(adding *job, syn_error *error) {
  syn_addition *addition = &job->addition;
  syn_status status = syn_article_batch_write(&addition->batch, error);
  if (status != SYN_OK || !addition->collection->is_kept) return status;
  syn_addition_tell_time(addition);
  return syn_collecting_finish(&job->collecting, syn_text_from(addition->now), error);
}

syn_store_article syn_collection_read_article(const syn_engine *engine, const syn_pipeline_result *result) {
  return (syn_store_article){
      .id = result->id,
      .source = result->source,
      .article = syn_buffer_text(&result->article_line),
      .facts = syn_buffer_text(&result->facts_lines),
      .sketch = syn_buffer_text(&result->sketch_line),
      .marks = syn_buffer_text(&result->marks_line),
      .model = syn_text_from(engine->model_digest),
      .world = syn_text_from(engine->world_digest),
      .version = syn_text_from(syn_version()),
      .captured = result->captured,
  };
}

syn_status syn_collection_add(syn_collection *collection, const syn_input *input, const syn_observer *observer, syn_progress *out_progress,
                              syn_error *error) {
  adding job = {.addition = {.collection = collection, .lessons = &job.lessons, .without_bytes = input->without_bytes}};
  const syn_pipeline_consumer consumer = {.look = look, .consume = keep, .wants_marks = true, .context = &job};
  syn_status status = syn_article_batch_init(&job.addition.batch, collection->store, false, error);
  if (status == SYN_OK) status = syn_collecting_init(&job.collecting, collection->store, &job.addition.batch, input, error);
  if (status == SYN_OK) status = syn_site_lessons_init(&job.lessons, collection, error);
  job.lessons.is_fixed = input->without_bytes;
  if (status == SYN_OK) status = syn_pipeline_run(collection->engine, input, &consumer, observer, out_progress, error);
  if (status == SYN_OK) status = finish(&job, error);
  if (status == SYN_OK) status = syn_site_learning_apply(collection, observer, error);
  syn_site_lessons_clear(&job.lessons);
  syn_collecting_clear(&job.collecting);
  syn_article_batch_clear(&job.addition.batch);
  return status;
}

syn_status syn_collection_create_arena(const syn_collection *collection, syn_arena **out_arena, syn_error *error) {
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, out_arena);
  return status == SYN_OK ? status : syn_error_set(error, status, 0, "Not enough memory to begin.");
}
