#include "engine/pipeline.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/ordered_run.h"
#include "base/utf8.h"
#include "engine/input_pages.h"
#include "engine/isolation.h"
#include "facts/publication.h"
#include "readers/charset.h"
#include "records/conllu.h"

/* Slots under way for each thread: enough that no worker waits while one page takes long, or while a batch of articles is written. */
enum { WINDOW_PER_THREAD = 12 };

/* Read before the first page of a run: see read_first_pages. */
#define WARM_SENTENCE \
  "On Monday, 3 May 2021, \xE2\x80\x9Cwe pay \xE2\x82\xAC 40 million\xE2\x80\x9D, M. \xC3\x89ric Brenn said in Tromsø. He will meet " \
  "3,000 people. "
#define WARM_TEXT "Fjord Tidings\n\nTitle\n\n" WARM_SENTENCE WARM_SENTENCE "\n\n" WARM_SENTENCE "\n"
#define WARM_HTML "<html><head><title>T</title></head><body><p>" WARM_SENTENCE "</p><p>" WARM_SENTENCE WARM_SENTENCE "</p></body></html>"

/* What reading a page depends on besides the page. */
typedef struct page_job {
  const syn_engine *engine;
  bool as_conllu, wants_marks;
} page_job;

struct syn_pipeline_readers {
  page_job job;
  syn_isolation_pool *pool; /* NULL: pages are read in this process */
};

typedef struct pipeline {
  const syn_engine *engine;
  page_job job;
  const syn_pipeline_consumer *consumer;
  const syn_observer *observer;
  const syn_pipeline_feed *feed;
  syn_isolation_pool *pool; /* NULL: pages are read in this process */
  syn_progress progress;
} pipeline;

/* One page under way. */
typedef struct page_slot {
  syn_arena *arena;
  syn_page page;
  syn_packer *packer; /* made when it is first needed */
  syn_buffer packed;
  syn_pipeline_result result;
} page_slot;

static void destroy_slot(void *context, void *object) {
  page_slot *slot = object;
  if (!slot) return;
  syn_arena_destroy(&slot->arena);
  syn_buffer_clear(&slot->result.article_line);
  syn_buffer_clear(&slot->result.facts_lines);
  syn_buffer_clear(&slot->result.sketch_line);
  syn_buffer_clear(&slot->result.marks_line);
  syn_buffer_clear(&slot->packed);
  syn_packer_destroy(&slot->packer);
  free(slot);
}

static syn_status create_slot(void *context, unsigned number, void **out_object) {
  const pipeline *run = context;
  page_slot *slot = calloc(1, sizeof *slot);
  if (!slot) return SYN_NO_MEMORY;
  syn_buffer_init(&slot->result.article_line, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->result.facts_lines, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->result.sketch_line, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->result.marks_line, SYN_ENGINE_LINES_LIMIT);
  syn_buffer_init(&slot->packed, SYN_CAPTURE_PACKED_LIMIT);
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
  syn_buffer_reset(&result->marks_line);
  slot->page = (syn_page){0};
  result->status = SYN_OK;
  result->error = (syn_error){0};
  result->is_known = result->wants_capture = result->wants_bytes = false;
  result->id = (syn_id){{0}};
  result->source = result->captured = result->url = result->recurring = result->file_name = (syn_text){0};
  result->capture = (syn_capture){0};
}

/* The name is the feed's, which goes on; what fails is told later. */
static syn_status name_file(const pipeline *run, page_slot *slot) {
  if (!run->feed->file_name) return SYN_OK;
  return syn_arena_copy(slot->arena, run->feed->file_name(run->feed->context), &slot->result.file_name);
}

/* Takes the next page from the source. What is wrong with one input becomes the slot's status, so that it is told in order. */
static syn_status produce(void *context, void *object, syn_error *error) {
  pipeline *run = context;
  page_slot *slot = object;
  reset_slot(slot);
  syn_pipeline_result *result = &slot->result;
  result->status = run->feed->next(run->feed->context, slot->arena, &slot->page, &result->error);
  run->feed->tell(run->feed->context, &run->progress.bytes_read, &run->progress.bytes_total);
  result->number = run->feed->number ? run->feed->number(run->feed->context) : 0;
  if (result->status == SYN_NOT_FOUND) return SYN_NOT_FOUND;
  syn_status status = name_file(run, slot);
  if (status != SYN_OK || result->status != SYN_OK) return status;
  result->source = slot->page.source;
  result->captured = slot->page.captured;
  result->url = slot->page.url;
  result->id = syn_page_id(&slot->page);
  if (run->consumer->look) status = run->consumer->look(run->consumer->context, result, error);
  if (result->recurring.size > 0) slot->page.recurring = result->recurring;
  return status;
}

static syn_record_lines lines_of(syn_pipeline_result *result) {
  return (syn_record_lines){{
      [SYN_RECORD_LINES_ARTICLE] = &result->article_line,
      [SYN_RECORD_LINES_FACTS] = &result->facts_lines,
      [SYN_RECORD_LINES_SKETCH] = &result->sketch_line,
      [SYN_RECORD_LINES_MARKS] = &result->marks_line,
  }};
}

/* What is known of a page when its stages are done. */
typedef struct page_records {
  syn_article article;
  syn_page_marks marks;
  syn_document document;
  syn_facts facts;
  syn_sketch sketch;
} page_records;

static syn_status write_records(const page_job *job, const page_records *records, syn_arena *arena, const syn_record_lines *lines) {
  syn_record_context context;
  syn_status status = syn_record_context_init(&records->article, arena, &context);
  if (status != SYN_OK) return status;
  syn_record_write_article(lines->buffers[SYN_RECORD_LINES_ARTICLE], &records->article);
  syn_record_write_facts(lines->buffers[SYN_RECORD_LINES_FACTS], &context, &records->facts, NULL);
  syn_record_write_sketch(lines->buffers[SYN_RECORD_LINES_SKETCH], &records->article, &records->sketch);
  if (job->wants_marks) syn_record_write_marks(lines->buffers[SYN_RECORD_LINES_MARKS], records->article.id, &records->marks);
  for (size_t i = 0; i < SYN_RECORD_LINES_COUNT; i++)
    if (lines->buffers[i]->status != SYN_OK) return lines->buffers[i]->status;
  return SYN_OK;
}

static syn_status extract(const page_job *job, const syn_page *page, syn_text text, syn_arena *arena, page_records *made,
                          syn_error *error) {
  syn_marked_article marked;
  if (!job->wants_marks) return syn_article_extract(job->engine->extractor, page, text, arena, &made->article, error);
  syn_status status = syn_article_extract_marked(job->engine->extractor, page, text, arena, &marked, error);
  if (status != SYN_OK) return status;
  made->article = marked.article;
  made->marks = marked.marks;
  return SYN_OK;
}

/* From the page to the words of its article. `out_given`: what was read of a page whose words are given, else NULL. */
static syn_status read_words(const page_job *job, const syn_page *page, syn_arena *arena, page_records *made, const syn_conllu **out_given,
                             syn_error *error) {
  const syn_engine *engine = job->engine;
  syn_decoding decoding;
  syn_conllu *given = NULL;
  syn_status status = syn_charset_decode(page->bytes, page->declared_charset, page->media == SYN_MEDIA_HTML, arena, &decoding, error);
  if (status != SYN_OK) return status;
  if (page->media != SYN_MEDIA_CONLLU) {
    status = extract(job, page, decoding.text, arena, made, error);
    return status == SYN_OK ? syn_document_analyse(engine->analyser, &made->article, arena, &made->document, error) : status;
  }
  status = syn_conllu_read(decoding.text, arena, &given, error);
  if (status == SYN_OK) status = syn_article_take(engine->extractor, page, given->article.text, arena, &made->article, error);
  if (status != SYN_OK) return status;
  made->document = given->document;
  made->document.article = &made->article;
  made->document.language = made->article.language;
  *out_given = given;
  return syn_document_annotate(engine->analyser, &made->document, arena, error);
}

/* The stages in their order, for one page: in this process, or as a syn_isolated_job in one without rights. `context` is a page_job. */
static syn_status read_page(void *context, const syn_page *page, syn_arena *arena, const syn_record_lines *lines, syn_error *error) {
  const page_job *job = context;
  const syn_engine *engine = job->engine;
  const syn_conllu *given = NULL;
  page_records made = {0};
  syn_status status = read_words(job, page, arena, &made, &given, error);
  if (status == SYN_OK) status = syn_facts_find(engine->fact_finder, &made.document, arena, &made.facts, error);
  if (status == SYN_OK && job->as_conllu)
    return syn_conllu_write(lines->buffers[SYN_RECORD_LINES_ARTICLE], &made.document, given, &made.facts, arena);
  if (status == SYN_OK) status = syn_publication_infer(engine->world, &made.article, &made.facts, arena);
  if (status == SYN_OK) status = syn_sketch_make(engine->fact_finder, &made.document, &made.facts, arena, &made.sketch);
  if (status == SYN_OK) status = write_records(job, &made, arena, lines);
  return status;
}

static void work(void *context, void *object) {
  const pipeline *run = context;
  page_slot *slot = object;
  syn_pipeline_result *result = &slot->result;
  if (result->status != SYN_OK || result->is_known) return;
  syn_error cause = {0};
  const syn_record_lines lines = lines_of(result);
  result->status = run->pool ? syn_isolation_read(run->pool, &slot->page, result->id, &lines, &cause)
                             : read_page((void *)(uintptr_t)&run->job, &slot->page, slot->arena, &lines, &cause);
  if (result->status == SYN_OK) return;
  const char *why = cause.text[0] ? cause.text : syn_status_name(result->status);
  const char *remedy = result->status == SYN_NO_MEMORY ? "; --max-page-memory raises the limit" : "";
  syn_error_set(&result->error, result->status, cause.offset, "%.*s: %s%s", SYN_TEXT_ARGUMENTS(result->source), why, remedy);
}

static syn_status make_capture(page_slot *slot) {
  syn_pipeline_result *result = &slot->result;
  syn_status status = SYN_OK;
  if (result->wants_bytes && !slot->packer) status = syn_packer_create(&slot->packer);
  if (status != SYN_OK) return status;
  syn_packer *packer = result->wants_bytes ? slot->packer : NULL;
  return syn_capture_make(&slot->page, result->id, packer, slot->arena, &slot->packed, &result->capture);
}

/* Digest and packed bytes are made by the workers as well, of pages that gave an article. */
static void work_and_capture(void *context, void *object) {
  page_slot *slot = object;
  syn_pipeline_result *result = &slot->result;
  work(context, object);
  if (result->status != SYN_OK || !result->wants_capture) return;
  result->status = make_capture(slot);
  if (result->status != SYN_OK)
    syn_error_set(&result->error, result->status, 0, "%.*s: no memory left to keep the page", SYN_TEXT_ARGUMENTS(result->source));
}

/* A page that is called otherwise than the file that it stands in ("12", an address) is told with that file. */
static void tell_problem(const syn_observer *observer, const syn_pipeline_result *result) {
  if (!observer || !observer->problem) return;
  syn_error told = result->error;
  syn_text source = result->source, file = result->file_name;
  if (source.size > 0 && file.size > 0 && !syn_text_starts_with(source, file))
    syn_error_set(&told, told.status, told.offset, "%.*s: %s", SYN_TEXT_ARGUMENTS(file), result->error.text);
  observer->problem(observer->context, &told);
}

static syn_status consume(void *context, void *object, syn_error *error) {
  pipeline *run = context;
  page_slot *slot = object;
  syn_pipeline_result *result = &slot->result;
  const syn_observer *observer = run->observer;
  if (result->status != SYN_OK) tell_problem(observer, result);
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

/* One page of each kind: what the stages load or make at their first page is there before the rights are given up. */
static void read_first_pages(void *context) {
  static const syn_text HTML = {WARM_HTML, sizeof WARM_HTML - 1}, TEXT = {WARM_TEXT, sizeof WARM_TEXT - 1};
  page_slot *slot = NULL;
  void *object = NULL;
  const page_job *job = context;
  pipeline run = {.engine = job->engine};
  if (create_slot(&run, 0, &object) != SYN_OK) return;
  slot = object;
  const syn_record_lines lines = lines_of(&slot->result);
  const syn_page pages[] = {{.source = SYN_TEXT("html"), .media = SYN_MEDIA_HTML, .bytes = HTML},
                            {.source = SYN_TEXT("text"), .media = SYN_MEDIA_TEXT, .bytes = TEXT}};
  for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
    reset_slot(slot);
    (void)!read_page(context, &pages[i], slot->arena, &lines, NULL);
  }
  destroy_slot(NULL, slot);
}

/* What a process without rights calls CoNLL-U is text, and one document. */
static const char *find_conllu_fault(const syn_record_lines *lines) {
  syn_text text = syn_buffer_text(lines->buffers[SYN_RECORD_LINES_ARTICLE]);
  unsigned documents = 0;
  if (syn_utf8_valid_prefix(text) != text.size) return "CoNLL-U that is not UTF-8";
  for (size_t i = SYN_RECORD_LINES_ARTICLE + 1; i < SYN_RECORD_LINES_COUNT; i++)
    if (lines->buffers[i]->size > 0) return "records beside CoNLL-U";
  for (size_t i = 0; i < text.size; i++) {
    bool begins_line = i == 0 || text.data[i - 1] == '\n';
    if (begins_line && syn_text_starts_with(syn_text_slice(text, i, text.size), SYN_TEXT("# newdoc"))) documents++;
  }
  return documents > 1 ? "more than one document of CoNLL-U" : NULL;
}

/* A process may take what its page may, of memory and of time, and what the parsers and the other stages take beside that. */
static syn_isolation_limits isolation_limits(const syn_engine *engine) {
  syn_isolation_limits limits = syn_isolation_limits_default;
  limits.page_memory_bytes = engine->limits.page_memory_bytes;
  if (limits.memory_bytes / 4 < limits.page_memory_bytes) limits.memory_bytes = limits.page_memory_bytes * 4;
  const unsigned markup_seconds = engine->limits.page_time_ms / 1000;
  if (limits.work_seconds / 2 < markup_seconds) limits.work_seconds = markup_seconds * 2;
  if (limits.wait_seconds / 2 < limits.work_seconds) limits.wait_seconds = limits.work_seconds * 2;
  return limits;
}

/* Processes to read pages in, where they are asked for and can be had; else the pool stays NULL. */
static syn_status open_pool(page_job *page, syn_isolation_pool **out_pool, syn_error *error) {
  const syn_engine *engine = page->engine;
  syn_status status = syn_engine_need_stages(engine, error); /* before there are processes, which share them */
  if (status != SYN_OK || engine->isolation == SYN_ISOLATION_OFF) return status;
  bool is_required = engine->isolation == SYN_ISOLATION_REQUIRED;
  const syn_isolated_job job = {
      .prepare = read_first_pages, .read = read_page, .find_fault = page->as_conllu ? find_conllu_fault : NULL, .context = page};
  const syn_isolation_limits limits = isolation_limits(engine);
  /* the workers, and the caller's thread for lines of JSON */
  status = syn_isolation_open(&job, engine->thread_count + 1, is_required, &limits, out_pool, is_required ? error : NULL);
  return is_required ? status : SYN_OK;
}

/* All pages of run->feed, with the pool that there is. */
static syn_status run_pages(pipeline *run, syn_progress *out_progress, syn_error *error) {
  const syn_ordered_run ordered = {
      .thread_count = run->engine->thread_count,
      .window = run->engine->thread_count * WINDOW_PER_THREAD,
      .context = run,
      .create_slot = create_slot,
      .destroy_slot = destroy_slot,
      .produce = produce,
      .work = work_and_capture,
      .consume = consume,
  };
  syn_status status = syn_ordered_run_all(&ordered, error);
  if (out_progress) *out_progress = run->progress;
  return status;
}

syn_status syn_pipeline_run_feed(const syn_engine *engine, const syn_pipeline_feed *feed, const syn_pipeline_consumer *consumer,
                                 const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  pipeline run = {.engine = engine,
                  .job = {engine, consumer->as_conllu, consumer->wants_marks},
                  .consumer = consumer,
                  .observer = observer,
                  .feed = feed};
  syn_status status = SYN_OK;
  if (feed->readers)
    run.pool = feed->readers->pool;
  else
    status = open_pool(&run.job, &run.pool, error);
  if (status == SYN_OK) status = run_pages(&run, out_progress, error);
  if (!feed->readers) syn_isolation_close(&run.pool);
  return status;
}

syn_status syn_pipeline_readers_open(const syn_engine *engine, syn_pipeline_readers **out_readers, syn_error *error) {
  syn_pipeline_readers *readers = syn_memory_allocate(sizeof *readers);
  if (!readers) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for processes to read pages in");
  *readers = (syn_pipeline_readers){.job = {.engine = engine, .wants_marks = true}}; /* what they read is kept */
  syn_status status = open_pool(&readers->job, &readers->pool, error);
  if (status != SYN_OK)
    syn_pipeline_readers_close(&readers);
  else
    *out_readers = readers;
  return status;
}

syn_isolation_pool *syn_pipeline_readers_pool(const syn_pipeline_readers *readers) {
  return readers->pool;
}

void syn_pipeline_readers_close(syn_pipeline_readers **readers) {
  if (!readers || !*readers) return;
  syn_isolation_close(&(*readers)->pool);
  syn_memory_free(*readers);
  *readers = NULL;
}

static syn_status next_of_input(void *context, syn_arena *arena, syn_page *out_page, syn_error *error) {
  return syn_input_pages_next(context, arena, out_page, error);
}

static void tell_of_input(const void *context, uint64_t *out_read, uint64_t *out_total) {
  syn_input_pages_progress(context, out_read, out_total);
}

static syn_text file_name_of_input(const void *context) {
  return syn_input_pages_file_name(context);
}

static size_t number_of_input(const void *context) {
  return syn_input_pages_number(context);
}

syn_status syn_pipeline_run(const syn_engine *engine, const syn_input *input, const syn_pipeline_consumer *consumer,
                            const syn_observer *observer, syn_progress *out_progress, syn_error *error) {
  pipeline run = {
      .engine = engine, .job = {engine, consumer->as_conllu, consumer->wants_marks}, .consumer = consumer, .observer = observer};
  syn_input_pages *pages = NULL;
  const syn_reader_limits limits = {
      .page_bytes = engine->limits.page_bytes, .line_bytes = engine->limits.line_bytes, .folder_depth = engine->limits.folder_depth};
  syn_status status = syn_input_pages_open(input, &limits, &pages, error);
  if (status != SYN_OK) return status;
  const syn_pipeline_feed feed = {
      .next = next_of_input, .tell = tell_of_input, .number = number_of_input, .file_name = file_name_of_input, .context = pages};
  run.feed = &feed;
  status = open_pool(&run.job, &run.pool, error);
  const syn_parser parser = {.parse = syn_isolation_parse, .context = run.pool};
  if (run.pool) syn_input_pages_set_parser(pages, &parser);
  if (status == SYN_OK) status = run_pages(&run, out_progress, error);
  const syn_reader_tally tally = syn_input_pages_tally(pages);
  if (out_progress) out_progress->revisit_count = tally.revisit_count;
  if (out_progress) out_progress->other_count = tally.other_count;
  syn_isolation_close(&run.pool);
  syn_input_pages_close(&pages);
  return status;
}
