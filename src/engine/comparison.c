/*
 * A story's accounts read back from the store, and the list of stories. What is handed out sits in one arena behind the public struct.
 */
#include "engine/collection_internal.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "engine/candidates.h"
#include "engine/derived_reading.h"
#include "export/report.h"
#include "records/calendar.h"
#include "records/correction_record.h"
#include "records/record_reader.h"
#include "records/wording.h"
#include "synopsis/compute.h"

typedef SYN_ARRAY(syn_story) story_array;
typedef SYN_ARRAY(syn_identity) identity_array;
typedef SYN_ARRAY(syn_id) id_array;

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_comparison {
  syn_comparison public;
  syn_arena *arena;
  syn_article_set set; /* the articles in order of id, with the contexts that citations need */
} owned_comparison;

typedef struct owned_list {
  syn_story_list public;
  syn_arena *arena;
} owned_list;

/* What is read back from the store on the way to a comparison or a list. */
typedef struct reading {
  syn_arena *arena, *scratch; /* scratch: of a comparison, for what may not be kept */
  syn_error *error;
  story_array stories;
  identity_array identities;
  id_array wanted; /* identities that are kept: sorted */
  syn_article_set set;
  SYN_ARRAY(syn_point) points;
  SYN_ARRAY(syn_reprint) reprints;
  SYN_ARRAY(syn_correction) corrections;
  SYN_ARRAY(syn_entry) entries;
} reading;

static syn_status read_story(void *context, const syn_store_derived *record) {
  reading *job = context;
  syn_story *story = SYN_ARRAY_ADD(&job->stories, job->arena);
  return story ? syn_record_read_story(record->line, job->arena, story, job->error) : SYN_NO_MEMORY;
}

static syn_status add_ids(id_array *ids, syn_id_list list, syn_arena *arena) {
  for (uint32_t i = 0; i < list.count; i++) {
    syn_id *id = SYN_ARRAY_ADD(ids, arena);
    if (!id) return SYN_NO_MEMORY;
    *id = list.items[i];
  }
  return SYN_OK;
}

static syn_status want_identities_of_story(reading *job, const syn_story *story) {
  syn_id place = story->place;
  syn_status status = add_ids(&job->wanted, story->actors, job->arena);
  if (status == SYN_OK && !syn_id_is_none(place)) status = add_ids(&job->wanted, (syn_id_list){&place, 1}, job->arena);
  return status;
}

static syn_status want_identities_of_points(reading *job) {
  syn_status status = SYN_OK;
  for (size_t p = 0; p < job->points.count; p++) {
    const syn_point *point = &job->points.items[p];
    for (uint32_t r = 0; status == SYN_OK && r < point->reading_count; r++) {
      status = add_ids(&job->wanted, point->readings[r].speakers, job->arena);
      if (status == SYN_OK) status = add_ids(&job->wanted, point->readings[r].attributed_to, job->arena);
    }
  }
  return status;
}

static syn_status read_identity(void *context, const syn_store_derived *record) {
  reading *job = context;
  if (job->wanted.count == 0) return SYN_OK;
  if (!bsearch(&record->id, job->wanted.items, job->wanted.count, sizeof record->id, syn_order_ids)) return SYN_OK;
  syn_identity *identity = SYN_ARRAY_ADD(&job->identities, job->arena);
  return identity ? syn_record_read_identity(record->line, job->arena, identity, job->error) : SYN_NO_MEMORY;
}

static int compare_identities(const void *a, const void *b) {
  return syn_id_compare(((const syn_identity *)a)->id, ((const syn_identity *)b)->id);
}

static syn_status read_identities(syn_collection *collection, reading *job) {
  job->wanted.count = syn_sort_ids(job->wanted.items, job->wanted.count);
  syn_status status = syn_collection_each_derived(collection, SYN_DERIVED_ENTITY, (syn_id){{0}}, read_identity, job, job->error);
  if (job->identities.count > 1) qsort(job->identities.items, job->identities.count, sizeof *job->identities.items, compare_identities);
  return status;
}

static syn_status read_point(void *context, const syn_store_derived *record) {
  reading *job = context;
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  syn_point *point = SYN_ARRAY_ADD(&job->points, job->arena);
  return point ? syn_record_read_point(record->line, &lookup, job->arena, point, job->error) : SYN_NO_MEMORY;
}

static syn_status read_reprint(void *context, const syn_store_derived *record) {
  reading *job = context;
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  syn_reprint reprint;
  syn_status status = syn_record_read_reprint(record->line, &lookup, job->arena, &reprint, job->error);
  if (status != SYN_OK) return status;
  if (!syn_article_set_context(&job->set, reprint.a) || !syn_article_set_context(&job->set, reprint.b)) return SYN_OK;
  syn_reprint *kept = SYN_ARRAY_ADD(&job->reprints, job->arena);
  if (!kept) return SYN_NO_MEMORY;
  *kept = reprint;
  return SYN_OK;
}

static bool is_of_set(const reading *job, const syn_reading *read) {
  return syn_article_set_context(&job->set, read->article) != NULL;
}

/* Entries of the ledger that the set's articles tell of; what others say of them is left out. */
static syn_status read_entry(void *context, const syn_store_derived *record) {
  reading *job = context;
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  syn_entry entry;
  syn_arena_reset(job->scratch); /* most entries of a store are of other stories */
  syn_status status = syn_record_read_entry(record->line, &lookup, job->scratch, &entry, job->error);
  uint32_t kept = 0;
  for (uint32_t i = 0; status == SYN_OK && i < entry.reading_count; i++) kept += is_of_set(job, &entry.readings[i]);
  if (status != SYN_OK || kept == 0) return status;
  status = syn_record_read_entry(record->line, &lookup, job->arena, &entry, job->error);
  if (status != SYN_OK) return status;
  kept = 0;
  for (uint32_t i = 0; i < entry.reading_count; i++)
    if (is_of_set(job, &entry.readings[i])) entry.readings[kept++] = entry.readings[i];
  entry.reading_count = kept;
  syn_entry *added = SYN_ARRAY_ADD(&job->entries, job->arena);
  if (!added) return SYN_NO_MEMORY;
  *added = entry;
  status = add_ids(&job->wanted, entry.providers, job->arena);
  return status == SYN_OK ? add_ids(&job->wanted, entry.receivers, job->arena) : status;
}

/* Newest first; stories without a date last; ties in order of id. */
static int compare_stories(const void *a, const void *b) {
  const syn_story *x = a, *y = b;
  bool x_dated = x->date.basis != SYN_BASIS_NONE, y_dated = y->date.basis != SYN_BASIS_NONE;
  if (x_dated != y_dated) return x_dated ? -1 : 1;
  int order = x_dated ? syn_moment_compare(y->date.to, x->date.to) : 0;
  return order != 0 ? order : syn_id_compare(x->id, y->id);
}

static void tell_candidates(const story_array *stories, const char *name, syn_error *error) {
  syn_candidates candidates;
  syn_candidates_init(&candidates);
  for (size_t i = 0; i < stories->count; i++) {
    const syn_story *story = &stories->items[i];
    if (syn_id_begins_with(story->id, name)) syn_candidates_add(&candidates, story->id, (syn_text){0}, story->title);
  }
  syn_candidates_tell(&candidates, "stories", name, error);
}

/* The story of this name, or the largest one. `stories` are sorted newest first. */
static syn_status choose_story(const story_array *stories, const char *name, syn_story **out_story, syn_error *error) {
  syn_story *chosen = NULL;
  for (size_t i = 0; i < stories->count; i++) {
    syn_story *story = &stories->items[i];
    if (name) {
      if (!syn_id_begins_with(story->id, name)) continue;
      if (chosen) {
        tell_candidates(stories, name, error);
        return SYN_BAD_ARGUMENT;
      }
      chosen = story;
    } else if (!chosen || story->articles.count > chosen->articles.count) {
      chosen = story;
    }
  }
  if (!chosen) {
    if (name)
      syn_error_set(error, SYN_NOT_FOUND, 0, "No story begins with \"%s\": `synoptic stories` lists those that there are.", name);
    else
      syn_error_set(error, SYN_NOT_FOUND, 0, "The store holds no articles yet: add some with `synoptic add PATH`.");
    return SYN_NOT_FOUND;
  }
  *out_story = chosen;
  return SYN_OK;
}

/* The articles of a story in its order (the columns), from the set, which is in order of id. */
static syn_status order_columns(reading *job, const syn_story *story, const syn_article **out_articles) {
  syn_article *columns = SYN_ARENA_ARRAY(job->arena, syn_article, story->articles.count);
  if (!columns) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < story->articles.count; i++) {
    const syn_record_context *context = syn_article_set_context(&job->set, story->articles.items[i]);
    if (!context)
      return syn_error_set(job->error, SYN_BAD_INPUT, 0, "The store names an article that it does not hold: add the page again.");
    columns[i] = *context->article;
  }
  *out_articles = columns;
  return SYN_OK;
}

/* What each column says, in the order of the columns. */
static syn_status read_facts(syn_collection *collection, reading *job, const syn_story *story, const syn_facts **out_facts) {
  syn_facts *facts = SYN_ARENA_ARRAY(job->arena, syn_facts, story->articles.count);
  syn_status status = facts ? SYN_OK : SYN_NO_MEMORY;
  for (uint32_t i = 0; status == SYN_OK && i < story->articles.count; i++)
    status = syn_article_set_facts(collection, &job->set, story->articles.items[i], job->arena, &facts[i], job->error);
  if (status == SYN_OK) *out_facts = facts;
  return status;
}

/* The versions before those that are listed, each once: there are no more than corrections. */
static syn_status add_earlier(id_array *ids, const syn_synopsis *lent, syn_arena *arena) {
  size_t most = ids->count + lent->correction_count;
  for (size_t i = 0; i < ids->count && ids->count < most; i++) {
    syn_id older = syn_synopsis_older_version(lent, ids->items[i]);
    if (!syn_id_is_none(older) && add_ids(ids, (syn_id_list){&older, 1}, arena) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

static syn_status read_articles_of(syn_collection *collection, reading *job, const syn_story *stories, size_t story_count,
                                   bool with_earlier) {
  id_array ids = {0};
  syn_synopsis lent;
  syn_status status = syn_collection_lent_dates(collection, job->arena, &lent, job->error);
  for (size_t i = 0; status == SYN_OK && i < story_count; i++) status = add_ids(&ids, stories[i].articles, job->arena);
  if (status == SYN_OK && with_earlier) status = add_earlier(&ids, &lent, job->arena);
  ids.count = syn_sort_ids(ids.items, ids.count);
  if (status == SYN_OK) status = syn_article_set_read(collection, ids.items, (uint32_t)ids.count, &lent, job->arena, &job->set, job->error);
  return status;
}

static syn_status read_correction(void *context, const syn_store_derived *record) {
  reading *job = context;
  const syn_record_lookup lookup = {.context = syn_article_set_context, .user = &job->set};
  if (!syn_article_set_context(&job->set, record->id)) return SYN_OK;
  syn_correction *correction = SYN_ARRAY_ADD(&job->corrections, job->arena);
  return correction ? syn_record_read_correction(record->line, &lookup, job->arena, correction, job->error) : SYN_NO_MEMORY;
}

/* What later captures changed, and the earlier ones, which no column shows. They are in the store in order of article. */
static syn_status read_versions(syn_collection *collection, reading *job, const syn_story *story, syn_comparison *out) {
  syn_status status = syn_store_each_derived(collection->store, SYN_DERIVED_CORRECTION, (syn_id){{0}}, read_correction, job, job->error);
  uint32_t count = job->set.count - story->articles.count;
  syn_article *earlier = SYN_ARENA_ARRAY(job->arena, syn_article, count);
  id_array columns = {0};
  if (status == SYN_OK && !earlier) status = SYN_NO_MEMORY;
  if (status == SYN_OK) status = add_ids(&columns, story->articles, job->arena);
  if (status != SYN_OK) return status;
  columns.count = syn_sort_ids(columns.items, columns.count);
  for (uint32_t i = 0; i < job->set.count; i++) {
    const syn_id *id = &job->set.articles[i].id;
    bool is_column = columns.count > 0 && bsearch(id, columns.items, columns.count, sizeof *id, syn_order_ids) != NULL;
    if (!is_column && out->earlier_count < count) earlier[out->earlier_count++] = job->set.articles[i];
  }
  out->earlier = earlier;
  out->corrections = job->corrections.items;
  out->correction_count = (uint32_t)job->corrections.count;
  return SYN_OK;
}

/* What is known of the pages of the set, which is in order of id. */
static syn_status read_evidence(syn_collection *collection, reading *job, syn_comparison *out) {
  syn_evidence *evidence = SYN_ARENA_ARRAY(job->arena, syn_evidence, job->set.count);
  if (!evidence) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < job->set.count; i++) {
    syn_capture capture;
    syn_status status = syn_store_get_capture(collection->store, job->set.articles[i].id, false, job->arena, &capture, job->error);
    if (status != SYN_OK) return status;
    if (capture.sha256.size > 0) evidence[out->evidence_count++] = syn_capture_evidence(&capture);
  }
  out->evidence = evidence;
  return SYN_OK;
}

typedef struct ordered_story {
  syn_story *story;
} ordered_story;

static int order_windows(const void *a, const void *b) {
  const syn_story *x = ((const ordered_story *)a)->story, *y = ((const ordered_story *)b)->story;
  if (x->window.from.day != y->window.from.day) return x->window.from.day < y->window.from.day ? -1 : 1;
  return x->window.to.day < y->window.to.day ? -1 : x->window.to.day > y->window.to.day;
}

/* Window by window, since those of one window have their ranking in common. */
static syn_status tell_silence(syn_collection *collection, reading *job, syn_story *stories, size_t count) {
  syn_silence *silence = NULL;
  ordered_story *order = SYN_ARENA_ARRAY(job->arena, ordered_story, count);
  syn_status status = order ? syn_collection_silence(collection, job->arena, &silence, job->error) : SYN_NO_MEMORY;
  for (size_t i = 0; status == SYN_OK && i < count; i++) order[i].story = &stories[i];
  if (status == SYN_OK && count > 1) qsort(order, count, sizeof *order, order_windows);
  for (size_t i = 0; status == SYN_OK && i < count; i++) status = syn_silence_tell(silence, order[i].story, job->arena);
  syn_silence_close(&silence);
  return status;
}

static syn_status read_stories(syn_collection *collection, reading *job) {
  syn_status status = syn_store_each_derived(collection->store, SYN_DERIVED_STORY, (syn_id){{0}}, read_story, job, job->error);
  if (job->stories.count > 1) qsort(job->stories.items, job->stories.count, sizeof *job->stories.items, compare_stories);
  return status;
}

syn_status syn_collection_find_story(syn_collection *collection, const char *name, syn_arena *arena, const syn_story **out_story,
                                     syn_error *error) {
  reading job = {.arena = arena, .error = error};
  syn_status status = read_stories(collection, &job);
  syn_story *story = NULL;
  if (status == SYN_OK) status = choose_story(&job.stories, name, &story, error);
  if (status == SYN_OK) *out_story = story;
  return status;
}

static syn_status read_comparison(syn_collection *collection, const char *name, reading *job, syn_comparison *out) {
  syn_story *story = NULL;
  syn_status status = read_stories(collection, job);
  if (status == SYN_OK) status = choose_story(&job->stories, name, &story, job->error);
  if (status == SYN_OK) status = tell_silence(collection, job, story, 1);
  if (status == SYN_OK) status = read_articles_of(collection, job, story, 1, true);
  if (status == SYN_OK) status = order_columns(job, story, &out->articles);
  if (status == SYN_OK) status = read_facts(collection, job, story, &out->facts);
  if (status == SYN_OK) status = read_versions(collection, job, story, out);
  if (status == SYN_OK) status = read_evidence(collection, job, out);
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_POINT, story->id, read_point, job, job->error);
  if (status == SYN_OK)
    status = syn_store_each_derived(collection->store, SYN_DERIVED_REPRINT, (syn_id){{0}}, read_reprint, job, job->error);
  if (status == SYN_OK) status = syn_store_each_derived(collection->store, SYN_DERIVED_ENTRY, (syn_id){{0}}, read_entry, job, job->error);
  if (status == SYN_OK) status = want_identities_of_story(job, story);
  if (status == SYN_OK) status = want_identities_of_points(job);
  if (status == SYN_OK) status = read_identities(collection, job);
  if (status != SYN_OK) return status;
  out->story = story;
  out->article_count = story->articles.count;
  out->points = job->points.items;
  out->point_count = (uint32_t)job->points.count;
  out->identities = job->identities.items;
  out->identity_count = (uint32_t)job->identities.count;
  out->reprints = job->reprints.items;
  out->reprint_count = (uint32_t)job->reprints.count;
  out->entries = job->entries.items;
  out->entry_count = (uint32_t)job->entries.count;
  out->version = syn_version();
  out->model_digest = collection->engine->model_digest;
  out->world_digest = collection->engine->world_digest;
  return SYN_OK;
}

/* Where memory ends in the midst of reading, nobody has said so yet. */
static syn_status explain(syn_status status, syn_error *error) {
  if (status != SYN_NO_MEMORY || !error || (error->status == SYN_NO_MEMORY && error->text[0])) return status;
  return syn_error_set(error, status, 0, "Not enough memory to compare the articles; with --max-memory more of it may be used.");
}

syn_status syn_collection_compare(syn_collection *collection, const char *story, syn_comparison **out_comparison, syn_error *error) {
  owned_comparison *owned = calloc(1, sizeof *owned);
  if (!owned) return explain(SYN_NO_MEMORY, error);
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, &owned->arena);
  reading job = {.arena = owned->arena, .error = error};
  if (status == SYN_OK) status = syn_arena_create(collection->engine->limits.job_memory_bytes, &job.scratch);
  if (status == SYN_OK) status = syn_collection_begin_read(collection, error);
  if (status == SYN_OK) status = read_comparison(collection, story, &job, &owned->public);
  owned->set = job.set;
  status = syn_store_end_read(collection->store, status, error);
  syn_arena_destroy(&job.scratch);
  syn_comparison *comparison = &owned->public;
  if (status == SYN_OK)
    *out_comparison = comparison;
  else
    syn_comparison_destroy(&comparison);
  return explain(status, error);
}

syn_status syn_collection_stories(syn_collection *collection, syn_story_list **out_list, syn_error *error) {
  owned_list *owned = calloc(1, sizeof *owned);
  if (!owned) return explain(SYN_NO_MEMORY, error);
  syn_status status = syn_arena_create(collection->engine->limits.job_memory_bytes, &owned->arena);
  reading job = {.arena = owned->arena, .error = error};
  if (status == SYN_OK) status = syn_collection_begin_read(collection, error);
  if (status == SYN_OK) status = read_stories(collection, &job);
  if (status == SYN_OK) status = tell_silence(collection, &job, job.stories.items, job.stories.count);
  if (status == SYN_OK) status = read_articles_of(collection, &job, job.stories.items, job.stories.count, false);
  for (size_t i = 0; status == SYN_OK && i < job.stories.count; i++) status = want_identities_of_story(&job, &job.stories.items[i]);
  if (status == SYN_OK) status = read_identities(collection, &job);
  status = syn_store_end_read(collection->store, status, error);
  syn_story_list *list = &owned->public;
  *list = (syn_story_list){
      .stories = job.stories.items,
      .story_count = (uint32_t)job.stories.count,
      .articles = job.set.articles,
      .article_count = job.set.count,
      .identities = job.identities.items,
      .identity_count = (uint32_t)job.identities.count,
  };
  if (status == SYN_OK)
    *out_list = list;
  else
    syn_story_list_destroy(&list);
  return explain(status, error);
}

const syn_record_context *syn_comparison_context(const syn_comparison *comparison, uint32_t column) {
  return syn_article_set_context(&((const owned_comparison *)comparison)->set, comparison->articles[column].id);
}

void syn_comparison_destroy(syn_comparison **comparison) {
  if (!comparison || !*comparison) return;
  owned_comparison *owned = (owned_comparison *)*comparison;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *comparison = NULL;
}

void syn_story_list_destroy(syn_story_list **list) {
  if (!list || !*list) return;
  owned_list *owned = (owned_list *)*list;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *list = NULL;
}
