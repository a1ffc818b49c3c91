/*
 * Events and quotes that are asked for. Each candidate article is read once; those whose lines hold no fact of the kind are passed over
 * without being parsed. What is shown is read again at the end.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/id_list.h"
#include "engine/derived_reading.h"
#include "engine/find_internal.h"
#include "records/record_reader.h"
#include "records/wording.h"
#include "synopsis/compute.h"
#include "synoptic/names.h"

enum { PATTERN_SIZE = 64 };

typedef struct read_article {
  syn_article article;
  syn_facts facts;
} read_article;

/* Records are written by one writer, so that a value can be seen before they are parsed. */
static bool may_hold(const syn_find_job *job, syn_text facts) {
  char pattern[PATTERN_SIZE];
  if (job->query.kind == SYN_HIT_QUOTE) return syn_text_find(facts, SYN_TEXT("\"record\":\"quote\""), 0) != SIZE_MAX;
  for (unsigned type = 0; type < SYN_EVENT_TYPE_COUNT; type++) {
    if (!(job->query.event_types & (UINT32_C(1) << type))) continue;
    snprintf(pattern, sizeof pattern, "\"type\":\"%s\"", syn_event_type_name(type));
    if (syn_text_find(facts, syn_text_from(pattern), 0) != SIZE_MAX) return true;
  }
  return false;
}

static syn_status read_candidate(syn_find_job *job, syn_id id, read_article *out_read, bool *out_may_hold) {
  syn_store_article stored;
  syn_article stated;
  syn_facts facts;
  syn_record_context context;
  syn_arena *arena = job->scratch;
  syn_arena_reset(arena);
  syn_status status = syn_store_get_article(job->collection->store, id, arena, &stored, job->error);
  *out_may_hold = status == SYN_OK && may_hold(job, stored.facts);
  if (!*out_may_hold) return status;
  status = syn_record_read_article(stored.article, arena, &stated, job->error);
  if (status == SYN_OK) status = syn_record_context_init(&stated, arena, &context);
  if (status == SYN_OK) status = syn_record_read_facts(stored.facts, &context, arena, &facts, job->error);
  if (status == SYN_OK) status = syn_synopsis_resolve(&job->lent, &stated, &facts, arena, &out_read->article, &out_read->facts);
  return status;
}

/* ---- what is meant ---- */

static bool names_one(const syn_found_name *name, const syn_facts *facts, const syn_index_list *list) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i] < facts->entity_count && syn_found_name_is(name, &facts->entities[list->items[i]])) return true;
  return false;
}

/* Slots alone count: who is only mentioned in the sentence takes no part. */
static bool has_slots(const syn_find_job *job, const syn_facts *facts, const syn_event *event) {
  for (uint32_t i = 0; i < job->actors.count; i++) {
    const syn_found_name *name = &job->actors.items[i];
    if (!names_one(name, facts, &event->actors) && !names_one(name, facts, &event->recipients)) return false;
  }
  for (uint32_t i = 0; i < job->places.count; i++)
    if (event->place >= facts->entity_count || !syn_found_name_is(&job->places.items[i], &facts->entities[event->place])) return false;
  return true;
}

static bool has_speakers(const syn_find_job *job, const syn_facts *facts, const syn_quote *quote) {
  for (uint32_t i = 0; i < job->speakers.count; i++)
    if (!names_one(&job->speakers.items[i], facts, &quote->speakers)) return false;
  return true;
}

static syn_status add_hit(syn_find_job *job, const read_article *read, uint32_t index, syn_interval date, syn_span words) {
  bool holds = syn_find_is_within(job, &date);
  syn_status status = holds ? syn_find_holds(job, syn_article_words(&read->article, words), &holds) : SYN_OK;
  if (status != SYN_OK || !holds) return status;
  syn_find_entry *hit = SYN_ARRAY_ADD(&job->hits, job->arena);
  if (!hit) return SYN_NO_MEMORY;
  *hit = (syn_find_entry){.article = read->article.id, .index = index, .date = date};
  return SYN_OK;
}

static syn_status look_at_events(syn_find_job *job, const read_article *read) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < read->facts.event_count; i++) {
    const syn_event *event = &read->facts.events[i];
    if (!(job->query.event_types & (UINT32_C(1) << event->type)) || !has_slots(job, &read->facts, event)) continue;
    bool is_dated = event->date.basis != SYN_BASIS_NONE;
    status = add_hit(job, read, i, is_dated ? event->date : read->article.published, event->sentence);
  }
  return status;
}

static syn_status look_at_quotes(syn_find_job *job, const read_article *read) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < read->facts.quote_count; i++) {
    const syn_quote *quote = &read->facts.quotes[i];
    if (!has_speakers(job, &read->facts, quote)) continue;
    syn_span sentence = syn_wording_sentence(&read->article, quote->span);
    if (!syn_find_mentions(&job->actors, &read->facts, sentence) || !syn_find_mentions(&job->places, &read->facts, sentence)) continue;
    status = add_hit(job, read, i, read->article.published, quote->span);
  }
  return status;
}

syn_status syn_find_facts(syn_find_job *job) {
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < job->candidates.count; i++) {
    read_article read;
    bool may = false;
    status = read_candidate(job, job->candidates.items[i].id, &read, &may);
    if (status != SYN_OK || !may) continue;
    status = job->query.kind == SYN_HIT_EVENT ? look_at_events(job, &read) : look_at_quotes(job, &read);
  }
  return status;
}

/* ---- the result ---- */

typedef SYN_ARRAY(syn_id) id_array;

static syn_status want(syn_find_job *job, id_array *ids, const syn_facts *facts, const syn_index_list *list) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (list->items[i] >= facts->entity_count) continue;
    syn_id *id = SYN_ARRAY_ADD(ids, job->arena);
    if (!id) return SYN_NO_MEMORY;
    *id = facts->entities[list->items[i]].id;
  }
  return SYN_OK;
}

static syn_status want_entities_of(syn_find_job *job, id_array *ids, const syn_facts *facts, uint32_t index) {
  if (job->query.kind == SYN_HIT_QUOTE) return want(job, ids, facts, &facts->quotes[index].speakers);
  syn_event *event = &facts->events[index];
  syn_status status = want(job, ids, facts, &event->actors);
  if (status == SYN_OK) status = want(job, ids, facts, &event->recipients);
  if (status == SYN_OK) status = want(job, ids, facts, &event->attributed_to);
  return status == SYN_OK ? want(job, ids, facts, &(syn_index_list){&event->place, 1}) : status;
}

typedef struct identity_search {
  syn_find_job *job;
  syn_id_list wanted;
} identity_search;

static syn_status lead_to(syn_find_job *job, const syn_id *id, size_t place) {
  syn_text key;
  syn_status status = syn_arena_copy(job->arena, syn_id_bytes(id), &key);
  return status == SYN_OK ? syn_map_put(&job->owned->members, key, place) : status;
}

static syn_status keep_identity(void *context, const syn_store_derived *record) {
  const identity_search *search = context;
  syn_find_job *job = search->job;
  syn_identity identity, *kept = NULL;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_identity(record->line, job->scratch, &identity, job->error);
  for (uint32_t m = 0; status == SYN_OK && m < identity.members.count; m++) {
    if (!syn_find_has(&search->wanted, identity.members.items[m])) continue;
    if (!kept) {
      if (!(kept = SYN_ARRAY_ADD(&job->owned->identities, job->arena))) return SYN_NO_MEMORY;
      *kept = (syn_identity){.id = identity.id, .type = identity.type};
      status = syn_arena_copy(job->arena, identity.name, &kept->name);
      if (status == SYN_OK) status = lead_to(job, &identity.id, job->owned->identities.count - 1);
    }
    if (status == SYN_OK) status = lead_to(job, &identity.members.items[m], job->owned->identities.count - 1);
  }
  return status;
}

static syn_status read_facts_of(syn_find_job *job) {
  syn_find_result *result = &job->owned->public;
  syn_facts *facts = SYN_ARENA_ARRAY(job->arena, syn_facts, result->article_count);
  syn_status status = facts ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < result->article_count; i++)
    status = syn_article_set_facts(job->collection, &job->owned->set, result->articles[i].id, job->arena, &facts[i], job->error);
  result->facts = facts;
  return status;
}

static syn_status build_hit(syn_find_job *job, const syn_find_entry *found, syn_hit *out_hit) {
  const syn_find_result *result = &job->owned->public;
  syn_passage_found *passage = SYN_ARENA_NEW(job->arena, syn_passage_found);
  if (!passage) return SYN_NO_MEMORY;
  passage->article = syn_find_place_of(job, found->article);
  const syn_article *article = &result->articles[passage->article];
  const syn_facts *facts = &result->facts[passage->article];
  bool is_event = job->query.kind == SYN_HIT_EVENT;
  passage->words = is_event ? facts->events[found->index].sentence : facts->quotes[found->index].span;
  passage->span = is_event ? passage->words : syn_wording_sentence(article, passage->words);
  *out_hit = (syn_hit){.passages = passage, .passage_count = 1, .index = found->index, .date = found->date};
  return syn_find_mark(job, article, passage);
}

syn_status syn_find_build_facts(syn_find_job *job) {
  syn_find_result *result = &job->owned->public;
  size_t count = job->hits.count < job->limit ? job->hits.count : job->limit;
  syn_hit *hits = SYN_ARENA_ARRAY(job->arena, syn_hit, count);
  syn_id *articles = SYN_ARENA_ARRAY(job->arena, syn_id, count);
  id_array wanted = {0};
  syn_status status = hits && articles ? SYN_OK : SYN_NO_MEMORY;
  for (size_t i = 0; status == SYN_OK && i < count; i++) articles[i] = job->hits.items[i].article;
  if (status == SYN_OK) status = syn_find_read_articles(job, articles, count);
  if (status == SYN_OK) status = read_facts_of(job);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    status = build_hit(job, &job->hits.items[i], &hits[i]);
    if (status == SYN_OK) status = want_entities_of(job, &wanted, &result->facts[hits[i].passages->article], hits[i].index);
  }
  if (status != SYN_OK) return status;
  wanted.count = syn_sort_ids(wanted.items, wanted.count);
  identity_search search = {job, {wanted.items, (uint32_t)wanted.count}};
  result->hits = hits;
  result->hit_count = (uint32_t)count;
  return syn_collection_each_derived(job->collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, keep_identity, &search, job->error);
}
