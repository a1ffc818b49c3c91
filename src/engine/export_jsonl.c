/*
 * JSON Lines (docs/records.md): each article with its facts (entities replaced by identities, dates lent where they were), then what the
 * articles say together.
 */
#include "base/array.h"
#include "base/id_list.h"
#include "base/map.h"
#include "engine/derived_reading.h"
#include "engine/export_format.h"
#include "records/record_reader.h"
#include "records/request_record.h"
#include "synopsis/compute.h"

typedef struct exporting {
  syn_store *store;
  const syn_sink *sink;
  syn_arena *arena; /* of one article */
  syn_synopsis lent;
  syn_map identities; /* id of an article-level entity -> index into identity_ids */
  SYN_ARRAY(syn_id) identity_ids;
  syn_arena *lasting; /* of the whole export */
  syn_buffer lines;
  syn_silence *silence;
  syn_error *error;
} exporting;

static syn_id identity_of(const void *context, syn_id entity) {
  const exporting *job = context;
  uint64_t index;
  return syn_map_get(&job->identities, syn_id_bytes(&entity), &index) ? job->identity_ids.items[index] : entity;
}

static syn_status learn_identity(void *context, const syn_store_derived *record) {
  exporting *job = context;
  syn_identity identity;
  syn_status status = syn_record_read_identity(record->line, job->lasting, &identity, job->error);
  if (status != SYN_OK) return status;
  syn_id *id = SYN_ARRAY_ADD(&job->identity_ids, job->lasting);
  if (!id) return SYN_NO_MEMORY;
  *id = identity.id;
  for (uint32_t i = 0; status == SYN_OK && i < identity.members.count; i++)
    status = syn_map_put(&job->identities, syn_id_bytes(&identity.members.items[i]), job->identity_ids.count - 1);
  return status;
}

static syn_status flush(exporting *job) {
  syn_status status = job->lines.status;
  if (status == SYN_OK) status = job->sink->write(job->sink->context, syn_buffer_text(&job->lines));
  syn_buffer_reset(&job->lines);
  return status == SYN_IO ? syn_error_set(job->error, status, 0, "The records could not be written: the output was closed or is full.")
                          : status;
}

/* After its article, so that who reads the export knows at once what it rests on. */
static syn_status export_capture(exporting *job, syn_id article) {
  syn_capture capture;
  syn_status status = syn_store_get_capture(job->store, article, false, job->arena, &capture, job->error);
  if (status == SYN_OK && capture.sha256.size > 0) syn_record_write_capture(&job->lines, &capture);
  return status;
}

static syn_status export_article(void *context, const syn_store_article *stored) {
  exporting *job = context;
  syn_arena_reset(job->arena);
  syn_article stated, article;
  syn_facts stated_facts, facts;
  syn_record_context record_context;
  syn_status status = syn_record_read_article(stored->article, job->arena, &stated, job->error);
  if (status == SYN_OK) status = syn_record_context_init(&stated, job->arena, &record_context);
  if (status == SYN_OK) status = syn_record_read_facts(stored->facts, &record_context, job->arena, &stated_facts, job->error);
  if (status == SYN_OK) status = syn_synopsis_resolve(&job->lent, &stated, &stated_facts, job->arena, &article, &facts);
  if (status != SYN_OK) return status;
  const syn_record_renaming renaming = {.entity = identity_of, .context = job};
  syn_record_write_article(&job->lines, &article);
  status = export_capture(job, article.id);
  syn_record_write_facts(&job->lines, &record_context, &facts, &renaming);
  return status == SYN_OK ? flush(job) : status;
}

/* With what is silent, and without what only the store needs to tell it. */
static syn_status export_story(exporting *job, const syn_store_derived *record) {
  syn_story story;
  syn_arena_reset(job->arena);
  syn_status status = syn_record_read_story(record->line, job->arena, &story, job->error);
  if (status == SYN_OK) status = syn_silence_tell(job->silence, &story, job->arena);
  if (status != SYN_OK) return status;
  story.present.count = 0;
  syn_record_write_story(&job->lines, &story);
  return flush(job);
}

static syn_status export_derived(void *context, const syn_store_derived *record) {
  exporting *job = context;
  if (syn_text_equal(record->kind, SYN_TEXT(SYN_DERIVED_STORY))) return export_story(job, record);
  syn_buffer_add(&job->lines, record->line);
  return flush(job);
}

/* When files were read stays inside: a request over them says nothing that the articles do not. */
static syn_status export_request(void *context, const syn_request *request) {
  exporting *job = context;
  if (!request->is_stated) return SYN_OK;
  syn_record_write_collection(&job->lines, request, false);
  return flush(job);
}

static syn_status export_records(syn_collection *collection, exporting *job) {
  static const char *const DERIVED[] = {SYN_DERIVED_ENTITY, SYN_DERIVED_REPRINT, SYN_DERIVED_STORY,      SYN_DERIVED_OCCURRENCE,
                                        SYN_DERIVED_POINT,  SYN_DERIVED_ENTRY,   SYN_DERIVED_FULFILMENT, SYN_DERIVED_CORRECTION};
  const syn_engine *engine = collection->engine;
  const syn_id none = {{0}};
  uint64_t others;
  syn_status status = syn_store_count_by_others(collection->store, &others, job->error);
  if (status != SYN_OK) return status;
  syn_record_write_store_header(&job->lines, syn_version(), syn_text_from(engine->model_digest), syn_text_from(engine->world_digest),
                                others);
  status = flush(job);
  if (status == SYN_OK) status = syn_collection_lent_dates(collection, job->lasting, &job->lent, job->error);
  if (status == SYN_OK) status = syn_collection_each_derived(collection, SYN_DERIVED_ENTITY, none, learn_identity, job, job->error);
  if (status == SYN_OK) status = syn_store_each_article(collection->store, export_article, job, job->error);
  if (status == SYN_OK) status = syn_collection_silence(collection, job->lasting, &job->silence, job->error);
  for (size_t i = 0; status == SYN_OK && i < sizeof DERIVED / sizeof DERIVED[0]; i++)
    status = syn_collection_each_derived(collection, DERIVED[i], none, export_derived, job, job->error);
  if (status == SYN_OK) status = syn_store_each_request(job->store, export_request, job, job->error);
  return status;
}

static syn_status write_records(syn_collection *collection, const syn_sink *sink, syn_error *error) {
  exporting job = {.store = collection->store, .sink = sink, .error = error};
  syn_buffer_init(&job.lines, SYN_COLLECTION_LINE_LIMIT);
  syn_status status = syn_arena_create(collection->engine->limits.page_memory_bytes, &job.arena);
  if (status == SYN_OK) status = syn_arena_create(collection->engine->limits.job_memory_bytes, &job.lasting);
  if (status == SYN_OK) {
    syn_map_init(&job.identities, job.lasting);
    status = export_records(collection, &job);
  }
  syn_silence_close(&job.silence);
  syn_buffer_clear(&job.lines);
  syn_arena_destroy(&job.arena);
  syn_arena_destroy(&job.lasting);
  return status;
}

const syn_export_format syn_export_jsonl = {.name = "jsonl", .write = write_records};
