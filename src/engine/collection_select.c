/*
 * Which articles are meant by beginnings of ids, an outlet or a story, and what is known of their pages.
 */
#include "engine/collection_internal.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "engine/candidates.h"
#include "records/record_reader.h"
#include "synopsis/compute.h"

typedef SYN_ARRAY(syn_id) id_array;

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_list {
  syn_article_list public;
  syn_arena *arena;
} owned_list;

typedef struct selecting {
  syn_collection *collection;
  const syn_selection *selection;
  syn_arena *arena;   /* of the result */
  syn_arena *scratch; /* of one article */
  id_array ids;
  syn_error *error;
} selecting;

static syn_status add_id(selecting *job, syn_id id) {
  syn_id *place = SYN_ARRAY_ADD(&job->ids, job->arena);
  if (!place) return SYN_NO_MEMORY;
  *place = id;
  return SYN_OK;
}

/* ---- by id ---- */

static syn_status read_article(selecting *job, syn_id id, syn_article *out_article) {
  syn_store_article stored;
  syn_arena_reset(job->scratch);
  syn_status status = syn_store_get_article(job->collection->store, id, job->scratch, &stored, job->error);
  return status == SYN_OK ? syn_record_read_article(stored.article, job->scratch, out_article, job->error) : status;
}

/* A damaged article is named by its id alone. */
static void tell_candidates(selecting *job, const char *prefix, const syn_id *ids, size_t count) {
  syn_candidates candidates;
  syn_candidates_init(&candidates);
  for (size_t i = 0; i < count; i++) {
    syn_article article = {0};
    if (i < SYN_CANDIDATES_NAMED && read_article(job, ids[i], &article) != SYN_OK) article = (syn_article){0};
    syn_candidates_add(&candidates, ids[i], article.outlet, article.title.size > 0 ? article.title : article.source);
  }
  syn_candidates_tell(&candidates, "articles", prefix, job->error);
}

/* `ids` are all that there are, sorted: those with one beginning stand together. */
static syn_status select_by_prefix(selecting *job, const char *prefix, const syn_id *ids, size_t count) {
  size_t first = 0;
  while (first < count && !syn_id_begins_with(ids[first], prefix)) first++;
  size_t end = first;
  while (end < count && syn_id_begins_with(ids[end], prefix)) end++;
  if (!*prefix || first == end)
    return syn_error_set(job->error, SYN_NOT_FOUND, 0, "No article begins with \"%s\": `synoptic evidence` lists those that there are.",
                         prefix);
  if (end - first == 1) return add_id(job, ids[first]);
  tell_candidates(job, prefix, ids + first, end - first);
  return SYN_BAD_ARGUMENT;
}

static syn_status select_by_ids(selecting *job) {
  syn_id *ids;
  size_t count;
  const syn_selection *selection = job->selection;
  syn_status status = syn_store_list_articles(job->collection->store, false, job->arena, &ids, &count, job->error);
  for (size_t i = 0; status == SYN_OK && i < selection->article_count; i++)
    status = select_by_prefix(job, selection->articles[i], ids, count);
  return status;
}

/* ---- by outlet ---- */

static syn_status take_of_outlet(void *context, const syn_store_article *stored) {
  selecting *job = context;
  syn_article article;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_article(stored->article, job->scratch, &article, job->error);
  if (status != SYN_OK) return status;
  const char *outlet = job->selection->outlet;
  return !outlet || syn_text_equal_ascii_case(article.outlet, syn_text_from(outlet)) ? add_id(job, stored->id) : SYN_OK;
}

static syn_status select_by_outlet(selecting *job) {
  size_t before = job->ids.count;
  syn_status status = syn_store_each_article(job->collection->store, take_of_outlet, job, job->error);
  if (status == SYN_OK && job->ids.count == before)
    return syn_error_set(job->error, SYN_NOT_FOUND, 0,
                         "No article is of the outlet \"%s\": `synoptic evidence` lists those that there are.", job->selection->outlet);
  return status;
}

/* ---- by story ---- */

/* With the earlier versions of its accounts: who removes a story does not mean to keep how its pages were before. */
static syn_status select_by_story(selecting *job) {
  const syn_story *story;
  syn_synopsis lent = {0};
  syn_status status = syn_collection_find_story(job->collection, job->selection->story, job->arena, &story, job->error);
  if (status == SYN_OK) status = syn_collection_lent_dates(job->collection, job->arena, &lent, job->error);
  if (status != SYN_OK) return status;
  id_array chain = {0};
  for (uint32_t i = 0; i < story->articles.count; i++) {
    syn_id *id = SYN_ARRAY_ADD(&chain, job->arena);
    if (!id) return SYN_NO_MEMORY;
    *id = story->articles.items[i];
  }
  for (size_t i = 0; status == SYN_OK && i < chain.count; i++) {
    status = add_id(job, chain.items[i]);
    syn_id older = syn_synopsis_older_version(&lent, chain.items[i]);
    if (status != SYN_OK || syn_id_is_none(older) || chain.count > story->articles.count + lent.correction_count) continue;
    syn_id *next = SYN_ARRAY_ADD(&chain, job->arena);
    if (!next) return SYN_NO_MEMORY;
    *next = older;
  }
  return status;
}

/* ---- the whole ---- */

static syn_status find_ids(selecting *job) {
  const syn_selection *selection = job->selection;
  syn_status status = SYN_OK;
  bool is_all = selection->article_count == 0 && !selection->outlet && !selection->story;
  syn_id *ids;
  size_t count;
  if (is_all) {
    status = syn_store_list_articles(job->collection->store, false, job->arena, &ids, &count, job->error);
    if (status == SYN_OK) job->ids = (id_array){.items = ids, .count = count, .capacity = count};
  }
  if (selection->article_count > 0) status = select_by_ids(job);
  if (status == SYN_OK && selection->outlet) status = select_by_outlet(job);
  if (status == SYN_OK && selection->story) status = select_by_story(job);
  job->ids.count = syn_sort_ids(job->ids.items, job->ids.count);
  return status;
}

/* What a list shows of an article, copied out of the scratch arena. */
static syn_status copy_article(const syn_article *article, syn_arena *arena, syn_article *out_article) {
  *out_article =
      (syn_article){.id = article->id, .published = article->published, .modified = article->modified, .version_of = article->version_of};
  const struct {
    syn_text from;
    syn_text *to;
  } texts[] = {{article->source, &out_article->source},     {article->url, &out_article->url},
               {article->outlet, &out_article->outlet},     {article->carrier, &out_article->carrier},
               {article->title, &out_article->title},       {article->captured, &out_article->captured},
               {article->language, &out_article->language}, {article->digest, &out_article->digest}};
  syn_status status = SYN_OK;
  for (size_t i = 0; status == SYN_OK && i < sizeof texts / sizeof texts[0]; i++)
    if (texts[i].from.size > 0) status = syn_arena_copy(arena, texts[i].from, texts[i].to);
  return status;
}

/* A damaged article can be chosen too, to be removed: it is known by its id alone. */
static syn_status read_listed(selecting *job, syn_id id, syn_article *out_article, uint32_t *damaged_count) {
  syn_article article;
  syn_status status = read_article(job, id, &article);
  if (status == SYN_BAD_INPUT) {
    *out_article = (syn_article){.id = id, .source = SYN_TEXT("(damaged)")};
    (*damaged_count)++;
    return SYN_OK;
  }
  return status == SYN_OK ? copy_article(&article, job->arena, out_article) : status;
}

static syn_status read_list(selecting *job, syn_article_list *out_list) {
  syn_article *articles = SYN_ARENA_ARRAY(job->arena, syn_article, job->ids.count);
  syn_evidence *evidence = SYN_ARENA_ARRAY(job->arena, syn_evidence, job->ids.count);
  if (!articles || !evidence) return SYN_NO_MEMORY;
  uint32_t evidence_count = 0, damaged_count = 0;
  for (size_t i = 0; i < job->ids.count; i++) {
    syn_capture capture;
    syn_status status = read_listed(job, job->ids.items[i], &articles[i], &damaged_count);
    if (status == SYN_OK)
      status = syn_store_get_capture(job->collection->store, job->ids.items[i], false, job->arena, &capture, job->error);
    if (status != SYN_OK) return status;
    if (capture.sha256.size > 0) evidence[evidence_count++] = syn_capture_evidence(&capture);
  }
  *out_list = (syn_article_list){.articles = articles,
                                 .article_count = (uint32_t)job->ids.count,
                                 .evidence = evidence,
                                 .evidence_count = evidence_count,
                                 .damaged_count = damaged_count};
  return SYN_OK;
}

static syn_status select_articles(selecting *job, syn_article_list *out_list) {
  syn_store *store = job->collection->store;
  /* Stories have to be those of the present articles; without them nothing needs to be computed. */
  syn_status status =
      job->selection->story ? syn_collection_begin_read(job->collection, job->error) : syn_store_begin_read(store, job->error);
  if (status == SYN_OK) status = find_ids(job);
  if (status == SYN_OK) status = read_list(job, out_list);
  status = syn_store_end_read(store, status, job->error);
  return status == SYN_NO_MEMORY ? syn_error_set(job->error, status, 0, "Not enough memory to list the articles.") : status;
}

syn_status syn_collection_select(syn_collection *collection, const syn_selection *selection, syn_article_list **out_list,
                                 syn_error *error) {
  selecting job = {.collection = collection, .selection = selection, .error = error};
  owned_list *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to list the articles.");
  syn_article_list *list = &owned->public;
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &job.scratch, error);
  job.arena = owned->arena;
  if (status == SYN_OK) status = select_articles(&job, list);
  syn_arena_destroy(&job.scratch);
  if (status == SYN_OK)
    *out_list = list;
  else
    syn_article_list_destroy(&list);
  return status;
}

void syn_article_list_destroy(syn_article_list **list) {
  if (!list || !*list) return;
  owned_list *owned = (owned_list *)*list;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *list = NULL;
}
