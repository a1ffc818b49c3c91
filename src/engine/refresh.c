/*
 * How it works: stories, points and the rest are derived from the articles and can be computed again at any time. The store counts a
 * generation for each change of its set of articles and remembers the one that the derived records were computed for. Whoever asks for
 * derived records begins a reading with syn_collection_begin_read, which computes nothing while the two are equal and the same program
 * derived them. A run that is killed between adding and deriving thus loses nothing. The neighbourhood that is computed is, for now, all
 * that the store holds.
 *
 * Articles and derived records are read in one transaction, or an `add` by another program would come between them. A transaction that
 * reads cannot be made one that writes when the store has changed meanwhile, so what was derived is kept after the reading, and a new
 * reading looks whether it still holds. Where another program keeps adding, this would never end: the last attempt sets the records aside,
 * for this reading alone. So does the first where the store may not be written.
 */
#include "engine/collection_internal.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "base/map.h"
#include "records/calendar.h"
#include "records/correction_record.h"
#include "records/record_reader.h"
#include "records/request_record.h"
#include "synopsis/silence.h"

enum { ATTEMPT_LIMIT = 2 };

typedef SYN_ARRAY(syn_account) account_array;
typedef SYN_ARRAY(syn_store_derived) derived_array;

typedef struct refreshing {
  syn_arena *arena;
  syn_error *error;
  account_array accounts;
  syn_record_context *contexts; /* of each account */
  syn_article_set set;
  syn_map members;            /* id of an article-level entity -> index of its identity */
  SYN_ARRAY(syn_asked) asked; /* outlets on days, of the ledger of collection */
  derived_array derived;
} refreshing;

static syn_status load_account(void *context, const syn_store_article *stored) {
  refreshing *job = context;
  syn_arena *arena = job->arena;
  syn_article *article = SYN_ARENA_NEW(arena, syn_article);
  syn_facts *facts = SYN_ARENA_NEW(arena, syn_facts);
  syn_sketch *sketch = SYN_ARENA_NEW(arena, syn_sketch);
  syn_account *account = SYN_ARRAY_ADD(&job->accounts, arena);
  if (!article || !facts || !sketch || !account) return SYN_NO_MEMORY;
  *account = (syn_account){.article = article, .facts = facts, .sketch = sketch};
  syn_record_context record_context;
  syn_status status = syn_record_read_article(stored->article, arena, article, job->error);
  if (status == SYN_OK) status = syn_record_context_init(article, arena, &record_context);
  if (status == SYN_OK) status = syn_record_read_facts(stored->facts, &record_context, arena, facts, job->error);
  if (status == SYN_OK) status = syn_record_read_sketch(stored->sketch, arena, sketch, job->error);
  return status;
}

static syn_status make_set(refreshing *job) {
  syn_status status = syn_article_set_begin((uint32_t)job->accounts.count, job->arena, &job->set);
  if (status != SYN_OK) return status;
  for (uint32_t i = 0; i < job->set.count; i++) job->set.articles[i] = *job->accounts.items[i].article;
  return syn_article_set_finish(&job->set, job->arena);
}

static syn_status keep_line(refreshing *job, const char *kind, syn_id id, syn_id story, syn_buffer *line) {
  if (line->status != SYN_OK) return line->status;
  syn_store_derived *record = SYN_ARRAY_ADD(&job->derived, job->arena);
  if (!record) return SYN_NO_MEMORY;
  *record = (syn_store_derived){.kind = syn_text_from(kind), .id = id, .story = story};
  syn_status status = syn_arena_copy(job->arena, syn_buffer_text(line), &record->line);
  syn_buffer_reset(line);
  return status;
}

/* The mentions of each identity, collected over its members in order of articles: JSON objects separated by commas. */
static syn_status collect_mentions(refreshing *job, const syn_synopsis *synopsis, syn_buffer *mentions) {
  syn_map_init(&job->members, job->arena);
  for (uint32_t i = 0; i < synopsis->identity_count; i++) {
    const syn_id_list *members = &synopsis->identities[i].members;
    for (uint32_t m = 0; m < members->count; m++) {
      syn_status status = syn_map_put(&job->members, syn_id_bytes(&members->items[m]), i);
      if (status != SYN_OK) return status;
    }
  }
  for (uint32_t a = 0; a < job->set.count; a++) {
    const syn_facts *facts = job->accounts.items[a].facts;
    for (uint32_t e = 0; e < facts->entity_count; e++) {
      const syn_entity *entity = &facts->entities[e];
      uint64_t identity;
      if (!syn_map_get(&job->members, syn_id_bytes(&entity->id), &identity)) continue;
      for (uint32_t m = 0; m < entity->mention_count; m++) {
        syn_json_writer writer;
        if (mentions[identity].size > 0) syn_buffer_add_byte(&mentions[identity], ',');
        syn_json_init(&writer, &mentions[identity]);
        syn_record_write_mention(&writer, &job->set.contexts[a], &entity->mentions[m]);
      }
    }
  }
  return SYN_OK;
}

static syn_status derive_identities(refreshing *job, const syn_synopsis *synopsis, syn_buffer *line) {
  if (synopsis->identity_count == 0) return SYN_OK;
  syn_buffer *mentions = calloc(synopsis->identity_count, sizeof *mentions);
  if (!mentions) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < synopsis->identity_count; i++) syn_buffer_init(&mentions[i], SYN_COLLECTION_LINE_LIMIT);
  syn_status status = collect_mentions(job, synopsis, mentions);
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->identity_count; i++) {
    const syn_identity *identity = &synopsis->identities[i];
    syn_text list;
    syn_buffer brackets;
    syn_buffer_init(&brackets, SYN_COLLECTION_LINE_LIMIT);
    syn_buffer_add_byte(&brackets, '[');
    syn_buffer_add(&brackets, syn_buffer_text(&mentions[i]));
    syn_buffer_add_byte(&brackets, ']');
    status = mentions[i].status == SYN_OK ? brackets.status : mentions[i].status;
    list = syn_buffer_text(&brackets);
    if (status == SYN_OK) {
      syn_record_write_identity(line, identity, list);
      status = keep_line(job, SYN_DERIVED_ENTITY, identity->id, (syn_id){{0}}, line);
    }
    syn_buffer_clear(&brackets);
  }
  for (uint32_t i = 0; i < synopsis->identity_count; i++) syn_buffer_clear(&mentions[i]);
  free(mentions);
  return status;
}

static syn_status derive_all(refreshing *job, const syn_synopsis *synopsis, syn_buffer *line) {
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  const syn_id none = {{0}};
  syn_status status = derive_identities(job, synopsis, line);
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->reprint_count; i++) {
    syn_record_write_reprint(line, &lookup, &synopsis->reprints[i]);
    status = keep_line(job, SYN_DERIVED_REPRINT, synopsis->reprints[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->story_count; i++) {
    syn_record_write_story(line, &synopsis->stories[i]);
    status = keep_line(job, SYN_DERIVED_STORY, synopsis->stories[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->point_count; i++) {
    syn_record_write_point(line, &lookup, &synopsis->points[i]);
    status = keep_line(job, SYN_DERIVED_POINT, synopsis->points[i].id, synopsis->points[i].story, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->occurrence_count; i++) {
    syn_record_write_occurrence(line, &synopsis->occurrences[i]);
    status = keep_line(job, SYN_DERIVED_OCCURRENCE, synopsis->occurrences[i].id, synopsis->occurrences[i].story, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->entry_count; i++) {
    syn_record_write_entry(line, &lookup, &synopsis->entries[i]);
    status = keep_line(job, SYN_DERIVED_ENTRY, synopsis->entries[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->fulfilment_count; i++) {
    syn_record_write_fulfilment(line, &synopsis->fulfilments[i]);
    status = keep_line(job, SYN_DERIVED_FULFILMENT, synopsis->fulfilments[i].id, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->correction_count; i++) {
    syn_record_write_correction(line, &lookup, &synopsis->corrections[i]);
    status = keep_line(job, SYN_DERIVED_CORRECTION, synopsis->corrections[i].article, none, line);
  }
  for (uint32_t i = 0; status == SYN_OK && i < synopsis->lent_date_count; i++) {
    syn_record_write_lent(line, &synopsis->lent_dates[i]);
    status = keep_line(job, SYN_DERIVED_LENT, synopsis->lent_dates[i].article, none, line);
  }
  return status;
}

/* What the ledger of collection says of days: requests of a stated time that were answered, and tell whose they are. */
static syn_status load_request(void *context, const syn_request *request) {
  refreshing *job = context;
  syn_interval asked;
  if (!request->is_stated || request->outlet.size == 0 || !syn_request_has_answered(request)) return SYN_OK;
  if (syn_calendar_parse(request->asked, &asked) != SYN_OK) return SYN_OK;
  syn_asked *kept = SYN_ARRAY_ADD(&job->asked, job->arena);
  if (!kept) return SYN_NO_MEMORY;
  kept->day = asked.from.day;
  return syn_arena_copy(job->arena, request->outlet, &kept->outlet);
}

static syn_status find_silence(syn_collection *collection, refreshing *job, syn_synopsis *synopsis) {
  syn_status status = syn_store_each_request(collection->store, load_request, job, job->error);
  const syn_asked_list asked = {job->asked.items, job->asked.count};
  return status == SYN_OK ? syn_silence_find(synopsis, job->accounts.items, job->accounts.count, &asked, job->arena) : status;
}

static void write_maker(const syn_engine *engine, syn_buffer *line) {
  syn_record_write_header(line, syn_version(), syn_text_from(engine->model_digest), syn_text_from(engine->world_digest));
}

/* Within a reading: what its articles say together, into `job->derived`. */
static syn_status derive(syn_collection *collection, refreshing *job) {
  const syn_id none = {{0}};
  syn_synopsis synopsis = {0};
  syn_buffer line;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  syn_status status = syn_store_each_article(collection->store, load_account, job, job->error);
  if (status == SYN_OK) status = make_set(job);
  if (status == SYN_OK) status = syn_engine_need_world(collection->engine, job->error);
  if (status == SYN_OK)
    status = syn_synopsis_compute(job->accounts.items, job->accounts.count, collection->engine->world, job->arena, &synopsis, job->error);
  if (status == SYN_OK) status = find_silence(collection, job, &synopsis);
  if (status == SYN_OK) status = derive_all(job, &synopsis, &line);
  if (status == SYN_OK) {
    write_maker(collection->engine, &line);
    status = keep_line(job, SYN_DERIVED_MAKER, none, none, &line);
  }
  if (status == SYN_NO_MEMORY) syn_error_set(job->error, status, 0, "Not enough memory to compare %zu articles.", job->accounts.count);
  syn_buffer_clear(&line);
  return status;
}

/* Whether the derived records in the store are those of this version with this model and world. */
typedef struct maker_check {
  syn_text expected;
  bool is_same;
} maker_check;

static syn_status compare_maker(void *context, const syn_store_derived *record) {
  maker_check *check = context;
  check->is_same = syn_text_equal(syn_text_trim(record->line), check->expected);
  return SYN_OK;
}

static syn_status is_made_by(syn_collection *collection, bool *out_is, syn_error *error) {
  syn_buffer line;
  syn_buffer_init(&line, SYN_COLLECTION_LINE_LIMIT);
  write_maker(collection->engine, &line);
  maker_check check = {.expected = syn_text_trim(syn_buffer_text(&line))};
  syn_status status = line.status;
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_MAKER, (syn_id){{0}}, compare_maker, &check, error);
  syn_buffer_clear(&line);
  if (status == SYN_OK) *out_is = check.is_same;
  return status;
}

/* Within a reading. A store without articles needs nothing. */
static syn_status check_fresh(syn_collection *collection, uint64_t *out_generation, bool *out_is_fresh, syn_error *error) {
  uint64_t article_count, generation, derived_generation;
  syn_status status = syn_store_count(collection->store, &article_count, &generation, error);
  if (status == SYN_OK) status = syn_store_derived_generation(collection->store, &derived_generation, error);
  if (status != SYN_OK) return status;
  bool is_fresh = generation == 0;
  if (!is_fresh && generation == derived_generation) status = is_made_by(collection, &is_fresh, error);
  if (status != SYN_OK) return status;
  *out_generation = generation;
  *out_is_fresh = is_fresh;
  return SYN_OK;
}

static void tell_of_comparing(const syn_collection *collection, bool begins) {
  const syn_observer *observer = &collection->observer;
  if (observer->comparing) observer->comparing(observer->context, begins);
}

/* `may_keep`: ends the reading and keeps what is derived in the store. Otherwise it is set aside and the reading goes on. */
static syn_status derive_again(syn_collection *collection, uint64_t generation, bool may_keep, syn_error *error) {
  refreshing job = {.error = error};
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, &job.arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "Not enough memory to compare the articles.");
  tell_of_comparing(collection, true);
  status = derive(collection, &job);
  if (status == SYN_OK && !may_keep) {
    status = syn_store_set_aside_derived(collection->store, job.derived.items, job.derived.count, error);
  } else if (status == SYN_OK) {
    status = syn_store_end_read(collection->store, status, error);
    if (status == SYN_OK) status = syn_store_replace_derived(collection->store, generation, job.derived.items, job.derived.count, error);
  }
  tell_of_comparing(collection, false);
  syn_arena_destroy(&job.arena);
  return status;
}

syn_status syn_collection_begin_read(syn_collection *collection, syn_error *error) {
  syn_status status = SYN_OK;
  bool is_ready = false;
  for (int attempt = 1; status == SYN_OK && !is_ready; attempt++) {
    uint64_t generation;
    bool is_fresh = false, may_keep = attempt < ATTEMPT_LIMIT && !syn_store_is_read_only(collection->store);
    status = syn_store_begin_read(collection->store, error);
    if (status == SYN_OK) status = check_fresh(collection, &generation, &is_fresh, error);
    if (status == SYN_OK && !is_fresh) status = derive_again(collection, generation, may_keep, error);
    is_ready = is_fresh || !may_keep;
  }
  return status == SYN_OK ? SYN_OK : syn_store_end_read(collection->store, status, error);
}

syn_status syn_collection_is_fresh(syn_collection *collection, bool *out_is_fresh, syn_error *error) {
  uint64_t generation;
  return check_fresh(collection, &generation, out_is_fresh, error);
}
