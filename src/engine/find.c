/*
 * How it works: words give candidate articles by the store's index, best first; without words all articles are candidates. Articles that
 * are mentioned with the names, outlets and days of publication narrow them. Where articles are asked for, that is the answer. Events,
 * quotes and points are looked for inside what is left (find_facts.c, find_points.c), where words and names have to stand in the sentence
 * itself: a word at the top of an article says nothing of an event at its end.
 *
 * Only what is shown is read with its text. Cost: with words that of the articles that have them, without words one pass over what is asked
 * for.
 */
#include <stdlib.h>

#include "base/id_list.h"
#include "base/utf8.h"
#include "engine/find_internal.h"
#include "records/calendar.h"
#include "records/record_reader.h"
#include "records/wording.h"

/* ---- days ---- */

bool syn_find_is_within(const syn_find_job *job, const syn_interval *days) {
  if (!job->query.has_dates) return true;
  return days->basis != SYN_BASIS_NONE && days->from.day <= job->query.to_day && days->to.day >= job->query.from_day;
}

int syn_find_compare_dates(const syn_interval *a, const syn_interval *b) {
  bool a_dated = a->basis != SYN_BASIS_NONE, b_dated = b->basis != SYN_BASIS_NONE;
  if (a_dated != b_dated) return a_dated ? -1 : 1;
  return a_dated ? syn_moment_compare(b->to, a->to) : 0;
}

static int compare_lent(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_lent_date *)element)->article);
}

/* As stated, else as lent. */
static syn_interval read_published(const syn_find_job *job, const syn_store_heading *heading) {
  syn_interval from, to, published = {.from = {.day = SYN_DAY_MINIMUM}, .to = {.day = SYN_DAY_MAXIMUM}, .basis = SYN_BASIS_NONE};
  bool has_from = heading->published_from.size > 0 && syn_calendar_parse(heading->published_from, &from) == SYN_OK;
  bool has_to = heading->published_to.size > 0 && syn_calendar_parse(heading->published_to, &to) == SYN_OK;
  if (has_from) published.from = from.from;
  if (has_to) published.to = to.to;
  if (has_from || has_to) published.basis = SYN_BASIS_METADATA;
  if (published.basis != SYN_BASIS_NONE || job->lent.lent_date_count == 0) return published;
  const syn_lent_date *lent =
      bsearch(&heading->id, job->lent.lent_dates, job->lent.lent_date_count, sizeof *job->lent.lent_dates, compare_lent);
  return lent ? lent->interval : published;
}

/* ---- candidates ---- */

static int compare_candidates(const void *a, const void *b) {
  return syn_id_compare(((const syn_candidate *)a)->id, ((const syn_candidate *)b)->id);
}

static syn_status add_candidates_with_words(syn_find_job *job) {
  syn_id *ids;
  size_t count;
  syn_status status = syn_store_match_text(job->collection->store, &job->query.words, job->arena, &ids, &count, job->error);
  if (status == SYN_OK) status = SYN_ARRAY_RESERVE(&job->candidates, count, job->arena);
  if (status != SYN_OK) return status;
  for (size_t i = 0; i < count; i++) job->candidates.items[i] = (syn_candidate){.id = ids[i], .rank = (uint32_t)i};
  job->candidates.count = count;
  if (count > 1) qsort(job->candidates.items, count, sizeof *job->candidates.items, compare_candidates);
  return SYN_OK;
}

/* Headings come in order of id, as the candidates are; those that stay move to the front. */
typedef struct heading_walk {
  syn_find_job *job;
  syn_text outlets[SYN_FIND_NAME_LIMIT]; /* folded */
  size_t next, kept;
} heading_walk;

static syn_status is_of_outlets(heading_walk *walk, const syn_store_heading *heading, bool *out_is) {
  const syn_article article = {.source = heading->source, .url = heading->url, .outlet = heading->outlet};
  uint32_t count = walk->job->query.outlets.count;
  syn_text folded;
  *out_is = count == 0;
  if (*out_is) return SYN_OK;
  syn_arena_reset(walk->job->scratch);
  syn_status status = syn_utf8_fold(syn_wording_outlet(&article), walk->job->scratch, &folded);
  for (uint32_t i = 0; status == SYN_OK && i < count && !*out_is; i++) *out_is = syn_text_equal(folded, walk->outlets[i]);
  return status;
}

static syn_status look_at_heading(void *context, const syn_store_heading *heading) {
  heading_walk *walk = context;
  syn_find_job *job = walk->job;
  bool has_words = job->query.words.term_count > 0, is_candidate = !has_words, is_of = false;
  syn_candidate candidate = {.id = heading->id};
  if (has_words && walk->next < job->candidates.count) {
    candidate = job->candidates.items[walk->next];
    is_candidate = syn_id_compare(candidate.id, heading->id) == 0;
    walk->next += is_candidate;
  }
  if (!is_candidate) return SYN_OK;
  candidate.published = read_published(job, heading);
  syn_status status = is_of_outlets(walk, heading, &is_of);
  bool is_timely = job->query.kind == SYN_HIT_EVENT || syn_find_is_within(job, &candidate.published);
  if (status != SYN_OK || !is_of || !is_timely) return status;
  if (walk->kept == job->candidates.count && !SYN_ARRAY_ADD(&job->candidates, job->arena)) return SYN_NO_MEMORY;
  job->candidates.items[walk->kept++] = candidate;
  return SYN_OK;
}

static syn_status look_at_headings(syn_find_job *job) {
  heading_walk walk = {.job = job};
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < job->query.outlets.count; i++)
    status = syn_utf8_fold(job->query.outlets.items[i], job->arena, &walk.outlets[i]);
  if (status == SYN_OK) status = syn_store_each_heading(job->collection->store, look_at_heading, &walk, job->error);
  job->candidates.count = walk.kept;
  return status;
}

static void keep_articles(syn_find_job *job, const syn_id_list *articles, bool are_wanted) {
  size_t kept = 0;
  for (size_t i = 0; i < job->candidates.count; i++)
    if (syn_find_has(articles, job->candidates.items[i].id) == are_wanted) job->candidates.items[kept++] = job->candidates.items[i];
  job->candidates.count = kept;
}

/* Articles that have a word which is left out. In sentences it is looked for later. */
static syn_status drop_excluded(syn_find_job *job) {
  syn_id *ids;
  size_t count;
  if (job->query.excluded.term_count == 0 || job->query.kind != SYN_HIT_ARTICLE) return SYN_OK;
  syn_status status = syn_store_match_text(job->collection->store, &job->query.excluded, job->arena, &ids, &count, job->error);
  if (status != SYN_OK) return status;
  count = syn_sort_ids(ids, count);
  keep_articles(job, &(syn_id_list){ids, (uint32_t)count}, false);
  return SYN_OK;
}

static syn_status find_names(syn_find_job *job, const syn_find_names *names, bool with_places, syn_found_list *out_found) {
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < names->count; i++) {
    status = syn_find_name(job->collection, names->items[i], with_places, job->arena, &out_found->items[out_found->count++], job->error);
    if (status == SYN_OK) keep_articles(job, &out_found->items[i].articles, true);
  }
  return status;
}

static syn_status find_candidates(syn_find_job *job) {
  bool has_words = job->query.words.term_count > 0;
  syn_status status = syn_collection_lent_dates(job->collection, job->arena, &job->lent, job->error);
  if (status == SYN_OK && has_words) status = add_candidates_with_words(job);
  if (status == SYN_OK && (!has_words || job->query.has_dates || job->query.outlets.count > 0)) status = look_at_headings(job);
  if (status == SYN_OK) status = drop_excluded(job);
  if (status == SYN_OK) status = find_names(job, &job->query.actors, false, &job->actors);
  if (status == SYN_OK) status = find_names(job, &job->query.speakers, false, &job->speakers);
  return status == SYN_OK ? find_names(job, &job->query.places, true, &job->places) : status;
}

/* ---- the result ---- */

static int compare_articles_with_id(const void *key, const void *element) {
  return syn_id_compare(*(const syn_id *)key, ((const syn_article *)element)->id);
}

uint32_t syn_find_place_of(const syn_find_job *job, syn_id article) {
  const syn_article_set *set = &job->owned->set;
  if (set->count == 0) return 0;
  const syn_article *found = bsearch(&article, set->articles, set->count, sizeof *set->articles, compare_articles_with_id);
  return found ? (uint32_t)(found - set->articles) : 0;
}

syn_status syn_find_read_articles(syn_find_job *job, syn_id *ids, size_t count) {
  syn_find_result *result = &job->owned->public;
  count = syn_sort_ids(ids, count);
  syn_status status = syn_article_set_read(job->collection, ids, (uint32_t)count, &job->lent, job->arena, &job->owned->set, job->error);
  syn_facts *facts = status == SYN_OK ? SYN_ARENA_ARRAY(job->arena, syn_facts, count) : NULL;
  if (status == SYN_OK && !facts) status = SYN_NO_MEMORY;
  if (status != SYN_OK) return status;
  result->articles = job->owned->set.articles;
  result->article_count = job->owned->set.count;
  result->facts = facts;
  return SYN_OK;
}

static int compare_ranks(const void *a, const void *b) {
  const syn_candidate *x = a, *y = b;
  if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
  int order = syn_find_compare_dates(&x->published, &y->published);
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

static syn_status build_articles(syn_find_job *job) {
  syn_find_result *result = &job->owned->public;
  size_t count = job->candidates.count < job->limit ? job->candidates.count : job->limit;
  syn_hit *hits = SYN_ARENA_ARRAY(job->arena, syn_hit, count);
  syn_id *ids = SYN_ARENA_ARRAY(job->arena, syn_id, count);
  syn_passage_found *passages = SYN_ARENA_ARRAY(job->arena, syn_passage_found, count);
  if (!hits || !ids || !passages) return SYN_NO_MEMORY;
  result->total_count = job->candidates.count;
  if (job->candidates.count > 1) qsort(job->candidates.items, job->candidates.count, sizeof *job->candidates.items, compare_ranks);
  for (size_t i = 0; i < count; i++) ids[i] = job->candidates.items[i].id;
  syn_status status = syn_find_read_articles(job, ids, count);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    passages[i].article = syn_find_place_of(job, job->candidates.items[i].id);
    const syn_article *article = &result->articles[passages[i].article];
    hits[i] = (syn_hit){.passages = &passages[i], .passage_count = 1, .date = article->published};
    status = syn_find_best_passage(job, article, &passages[i]);
  }
  result->hits = hits;
  result->hit_count = (uint32_t)count;
  return status;
}

/* Points by weight, the rest the newest first; then by id and place. */
static int compare_hits(const void *a, const void *b) {
  const syn_find_entry *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  int order = syn_find_compare_dates(&x->date, &y->date);
  if (order == 0) order = syn_id_compare(x->article, y->article);
  return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

static syn_status find_and_build(syn_find_job *job) {
  syn_find_result *result = &job->owned->public;
  bool of_points = job->query.kind == SYN_HIT_POINT;
  syn_status status = find_candidates(job);
  if (status != SYN_OK || job->query.kind == SYN_HIT_ARTICLE) return status == SYN_OK ? build_articles(job) : status;
  status = of_points ? syn_find_points(job) : syn_find_facts(job);
  if (status != SYN_OK) return status;
  result->total_count = job->hits.count;
  if (job->hits.count > 1) qsort(job->hits.items, job->hits.count, sizeof *job->hits.items, compare_hits);
  return of_points ? syn_find_build_points(job) : syn_find_build_facts(job);
}

/* ---- the whole ---- */

/* Where memory ends in the midst of reading, nobody has said so yet. */
static syn_status explain(syn_status status, syn_error *error) {
  if (status != SYN_NO_MEMORY || !error || (error->status == SYN_NO_MEMORY && error->text[0])) return status;
  return syn_error_set(error, status, 0, "Not enough memory for what was found; with --max-memory more of it may be used.");
}

syn_status syn_collection_find(syn_collection *collection, const syn_find_request *request, syn_find_result **out_result,
                               syn_error *error) {
  syn_owned_find *owned = calloc(1, sizeof *owned);
  syn_find_job *job = calloc(1, sizeof *job);
  syn_status status = owned && job ? syn_collection_create_arena(collection, &owned->arena, error) : SYN_NO_MEMORY;
  if (status != SYN_OK) goto cleanup;
  *job = (syn_find_job){.collection = collection, .owned = owned, .arena = owned->arena, .error = error};
  job->limit = request->limit > 0 ? request->limit : SYN_FIND_DEFAULT_LIMIT;
  if (job->limit > SYN_FIND_LIMIT) job->limit = SYN_FIND_LIMIT;
  syn_map_init(&owned->members, owned->arena);
  status = syn_collection_create_arena(collection, &job->scratch, error);
  if (status == SYN_OK) status = syn_find_query_parse(request, owned->arena, &job->query, error);
  if (status == SYN_OK) status = syn_collection_begin_read(collection, error);
  if (status != SYN_OK) goto cleanup;
  status = syn_store_end_read(collection->store, find_and_build(job), error);
  owned->public.kind = job->query.kind;
cleanup:
  if (job) syn_arena_destroy(&job->scratch);
  free(job);
  if (status == SYN_OK) {
    *out_result = &owned->public;
  } else if (owned) {
    syn_find_result *result = &owned->public;
    syn_find_result_destroy(&result);
  }
  return explain(status, error);
}

void syn_find_result_destroy(syn_find_result **result) {
  if (!result || !*result) return;
  syn_owned_find *owned = (syn_owned_find *)*result;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *result = NULL;
}
