#include "engine/pipeline.h"

#include <stdlib.h>

#include "base/ordered_run.h"
#include "facts/publication.h"
#include "readers/charset.h"
#include "readers/reader.h"

/* Slots under way for each thread: enough that no worker waits while one page takes long. */
enum { WINDOW_PER_THREAD = 4 };

typedef struct pipeline {
  const syn_engine *engine;
  const syn_pipeline_consumer *consumer;
  const syn_observer *observer;
  syn_source *source;
  syn_progress progress;
} pipeline;

/* One page under way. */
typedef struct page_slot {
  syn_arena *arena;
  syn_page page;
  syn_pipeline_result result;
} page_slot;

static void destroy_slot(void *context, void *object) {
  page_slot *slot = object;
  if (!slot) return;
  syn_arena_destroy(&slot->arena);
  syn_buffer_clear(&slot->result.article_line);
  syn_buffer_clear(&slot->result.facts_lines);
  syn_buffer_clear(&slot->result.sketch_line);
  free(slot);
}

static syn_status create_slot(void *context, unsigned number, void **out_object) {
  const pipeline *run = context;
  page_slot *slot = calloc(1, sizeof *slot);
  if (!slot) return SYN_NO_MEMORY;
  syn_buffer_init(&slot->result.article_line, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->result.facts_lines, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->result.sketch_line, SYN_ENGINE_LINES_LIMIT);
  syn_status status = syn_arena_create(run->engine->limits.page_memory_bytes, &slot->arena);
  if (status != SYN_OK) {
    destroy_slot(context, slot);
    return status;
  }
  *out_object = slot;
  return SYN_OK;
}

static void reset_slot(page_slot *slot) {
  syn_pipeline_result *result = &slot->result;
  syn_arena_reset(slot->arena);
  syn_buffer_reset(&result->article_line);
  syn_buffer_reset(&result->facts_lines);
  syn_buffer_reset(&result->sketch_line);
  slot->page = (syn_page){0};
  result->status = SYN_OK;
  result->error = (syn_error){0};
  result->is_known = false;
  result->id = (syn_id){{0}};
  result->source = (syn_text){0};
}

/* Takes the next page from the source. What is wrong with one input becomes the slot's status, so that it is told in order. */
static syn_status produce(void *context, void *object, syn_error *error) {
  pipeline *run = context;
  page_slot *slot = object;
  reset_slot(slot);
  syn_pipeline_result *result = &slot->result;
  result->status = syn_source_next(run->source, slot->arena, &slot->page, &result->error);
  syn_source_progress(run->source, &run->progress.bytes_read, &run->progress.bytes_total);
  if (result->status == SYN_NOT_FOUND) return SYN_NOT_FOUND;
  if (result->status != SYN_OK) return SYN_OK;
  result->source = slot->page.source;
  result->id = syn_page_id(&slot->page);
  if (!run->consumer->knows) return SYN_OK;
  return run->consumer->knows(run->consumer->context, result->id, &result->is_known, error);
}

static syn_status write_records(page_slot *slot, const syn_article *article, const syn_facts *facts, const syn_sketch *sketch) {
  syn_pipeline_result *result = &slot->result;
  syn_record_context context;
  syn_status status = syn_record_context_init(article, slot->arena, &context);
  if (status != SYN_OK) return status;
  syn_record_write_article(&result->article_line, article);
  syn_record_write_facts(&result->facts_lines, &context, facts, NULL);
  syn_record_write_sketch(&result->sketch_line, article, sketch);
  if (result->article_line.status != SYN_OK) return result->article_line.status;
  if (result->facts_lines.status != SYN_OK) return result->facts_lines.status;
  return result->sketch_line.status;
}

/* The stages in their order, for one page. */
static syn_status read_page(const syn_engine *engine, page_slot *slot, syn_error *error) {
  const syn_page *page = &slot->page;
  syn_decoding decoding;
  syn_article article = {0};
  syn_document document = {0};
  syn_facts facts = {0};
  syn_sketch sketch = {0};
  syn_status status = syn_charset_decode(page->bytes, page->declared_charset, page->media == SYN_MEDIA_HTML, slot->arena, &decoding, error);
  if (status == SYN_OK) status = syn_article_extract(engine->extractor, page, decoding.text, slot->arena, &article, error);
  if (status == SYN_OK) status = syn_document_analyse(engine->analyser, &article, slot->arena, &document, error);
  if (status == SYN_OK) status = syn_facts_find(engine->fact_finder, &document, slot->arena, &facts, error);
  if (status == SYN_OK) status = syn_publication_infer(engine->world, &article, &facts, slot->arena);
  if (status == SYN_OK) status = syn_sketch_make(engine->fact_finder, &document, &facts, slot->arena, &sketch);
  if (status == SYN_OK) status = write_records(slot, &article, &facts, &sketch);
  return status;
}

static void work(void *context, void *object) {
  const pipeline *run = context;
  page_slot *slot = object;
  syn_pipeline_result *result = &slot->result;
  if (result->status != SYN_OK || result->is_known) return;
  syn_error cause = {0};
  result->status = read_page(run->engine, slot, &cause);
  if (result->status == SYN_OK) return;
  const char *why = cause.text[0] ? cause.text : syn_status_name(result->status);
  const char *remedy = result->status == SYN_NO_MEMORY ? "; --max-page-memory raises the limit" : "";
  syn_error_set(&result->error, result->status, cause.offset, "%.*s: %s%s", SYN_TEXT_ARGUMENTS(result->source), why, remedy);
}

static syn_status consume(void *context, void *object, syn_error *error) {
  pipeline *run = context;
  page_slot *slot = object;
  syn_pipeline_result *result = &slot->result;
  const syn_observer *observer = run->observer;
  if (result->status != SYN_OK && observer && observer->problem) observer->problem(observer->context, &result->error);
  syn_status status = run->consumer->consume(run->consumer->context, result, error);
  if (status != SYN_OK) return status;
  if (result->status != SYN_OK)
    run->progress.failed_count++;
  else if (result->is_known)
    run->progress.unchanged_count++;
  else
    run->progress.article_count++;
  if (observer && observer->progress) observer->progress(observer->context, &run->progress);
  return SYN_OK;
}

syn_status syn_pipeline_run(const syn_engine *engine, const syn_input *input, const syn_pipeline_consumer *consumer,
                            const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  pipeline run = {.engine = engine, .consumer = consumer, .observer = observer};
  const syn_reader_limits limits = {
      .page_bytes = engine->limits.page_bytes, .line_bytes = engine->limits.line_bytes, .folder_depth = engine->limits.folder_depth};
  syn_status status = syn_source_open(input->paths, input->path_count, input->from, &limits, &run.source, error);
  if (status != SYN_OK) return status;
  const syn_ordered_run ordered = {
      .thread_count = engine->thread_count,
      .window = engine->thread_count * WINDOW_PER_THREAD,
      .context = &run,
      .create_slot = create_slot,
      .destroy_slot = destroy_slot,
      .produce = produce,
      .work = work,
      .consume = consume,
  };
  status = syn_ordered_run_all(&ordered, error);
  syn_source_close(&run.source);
  if (out_progress) *out_progress = run.progress;
  return status;
}
