/*
 * Points that are asked for. Their records are read twice: first for label, kind and articles, without texts; then, where words or names
 * are asked for, against the sentences of their readings.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "engine/find_internal.h"
#include "records/record_reader.h"
#include "records/wording.h"

typedef SYN_ARRAY(syn_id) id_array;

static int compare_candidate(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_candidate *)element)->id);
}

static const syn_candidate *find_candidate(const syn_find_job *job, syn_id article) {
  if (job->candidates.count == 0) return NULL;
  return bsearch(&article, job->candidates.items, job->candidates.count, sizeof *job->candidates.items, compare_candidate);
}

static bool is_asked_for(const syn_find_job *job, const syn_point *point) {
  bool has_label = !job->query.labels || job->query.labels & (UINT32_C(1) << point->label);
  bool has_kind = !job->query.point_kinds || job->query.point_kinds & (UINT32_C(1) << point->kind);
  for (uint32_t i = 0; has_label && has_kind && i < point->reading_count; i++)
    if (find_candidate(job, point->readings[i].article)) return true;
  return false;
}

static syn_status consider(void *context, const syn_store_derived *record) {
  syn_find_job *job = context;
  const syn_record_lookup nothing = {.context = NULL};
  syn_point point;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_point(record->line, &nothing, job->scratch, &point, job->error);
  if (status != SYN_OK || !is_asked_for(job, &point)) return status;
  syn_find_entry *hit = SYN_ARRAY_ADD(&job->hits, job->arena);
  if (!hit) return SYN_NO_MEMORY;
  *hit = (syn_find_entry){.article = point.id, .weight = point.weight};
  return syn_arena_copy(job->arena, record->line, &hit->line);
}

/* ---- words and names in the sentences ---- */

static syn_status reading_holds(syn_find_job *job, const syn_reading *reading, bool *out_holds) {
  const syn_record_context *context = syn_article_set_context(&job->owned->set, reading->article);
  syn_facts facts = {0};
  *out_holds = false;
  if (!context || !find_candidate(job, reading->article)) return SYN_OK;
  syn_span sentence = syn_wording_sentence(context->article, reading->span);
  syn_status status = syn_find_holds(job, syn_article_words(context->article, sentence), out_holds);
  if (status != SYN_OK || !*out_holds || job->actors.count + job->places.count == 0) return status;
  status = syn_article_set_facts(job->collection, &job->owned->set, reading->article, job->scratch, &facts, job->error);
  *out_holds = status == SYN_OK && syn_find_mentions(&job->actors, &facts, sentence) && syn_find_mentions(&job->places, &facts, sentence);
  return status;
}

static syn_status keep_what_holds(syn_find_job *job) {
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->owned->set};
  size_t kept = 0;
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < job->hits.count; i++) {
    syn_point point;
    bool holds = false;
    syn_arena_reset(job->scratch);
    status = syn_record_read_point(job->hits.items[i].line, &lookup, job->scratch, &point, job->error);
    for (uint32_t r = 0; status == SYN_OK && !holds && r < point.reading_count; r++)
      status = reading_holds(job, &point.readings[r], &holds);
    if (status == SYN_OK && holds) job->hits.items[kept++] = job->hits.items[i];
  }
  job->hits.count = kept;
  return status;
}

/* The articles that so many of the hits were read in. */
static syn_status read_articles(syn_find_job *job, size_t hit_count) {
  const syn_record_lookup nothing = {.context = NULL};
  id_array ids = {0};
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < hit_count; i++) {
    syn_point point;
    syn_arena_reset(job->scratch);
    status = syn_record_read_point(job->hits.items[i].line, &nothing, job->scratch, &point, job->error);
    for (uint32_t r = 0; status == SYN_OK && r < point.reading_count; r++) {
      syn_id *id = SYN_ARRAY_ADD(&ids, job->arena);
      if (!id) return SYN_NO_MEMORY;
      *id = point.readings[r].article;
    }
  }
  return status == SYN_OK ? syn_find_read_articles(job, ids.items, ids.count) : status;
}

syn_status syn_find_points(syn_find_job *job) {
  bool looks_into_sentences = job->query.words.term_count + job->query.excluded.term_count + job->actors.count + job->places.count > 0;
  syn_status status = syn_store_each_derived(job->collection->store, SYN_DERIVED_POINT, (syn_id){{0}}, consider, job, job->error);
  if (status != SYN_OK || !looks_into_sentences) return status;
  status = read_articles(job, job->hits.count);
  return status == SYN_OK ? keep_what_holds(job) : status;
}

/* ---- the result ---- */

static syn_status build_hit(syn_find_job *job, const syn_find_entry *found, syn_hit *out_hit) {
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->owned->set};
  const syn_find_result *result = &job->owned->public;
  syn_point *point = SYN_ARENA_NEW(job->arena, syn_point);
  if (!point) return SYN_NO_MEMORY;
  syn_status status = syn_record_read_point(found->line, &lookup, job->arena, point, job->error);
  if (status != SYN_OK) return status;
  syn_passage_found *passages = SYN_ARENA_ARRAY(job->arena, syn_passage_found, point->reading_count);
  if (!passages) return SYN_NO_MEMORY;
  for (uint32_t r = 0; status == SYN_OK && r < point->reading_count; r++) {
    passages[r].article = syn_find_place_of(job, point->readings[r].article);
    const syn_article *article = &result->articles[passages[r].article];
    passages[r].words = point->readings[r].span;
    passages[r].span = syn_wording_sentence(article, point->readings[r].span);
    status = syn_find_mark(job, article, &passages[r]);
  }
  *out_hit = (syn_hit){.passages = passages, .passage_count = point->reading_count, .point = point};
  if (point->reading_count > 0) out_hit->date = result->articles[passages[0].article].published;
  return status;
}

syn_status syn_find_build_points(syn_find_job *job) {
  syn_find_result *result = &job->owned->public;
  size_t count = job->hits.count < job->limit ? job->hits.count : job->limit;
  syn_hit *hits = SYN_ARENA_ARRAY(job->arena, syn_hit, count);
  syn_status status = hits ? read_articles(job, count) : SYN_NO_MEMORY;
  for (size_t i = 0; status == SYN_OK && i < count; i++) status = build_hit(job, &job->hits.items[i], &hits[i]);
  result->hits = hits;
  result->hit_count = (uint32_t)count;
  return status;
}
