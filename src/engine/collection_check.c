/*
 * How it works: the store looks at its own file and columns (store/sqlite_check.c). Here each article is read as every command reads it, so
 * that what passes can be used: records through our reader, which refuses places outside their text; ids made again from the spans and from
 * the kept page; the page unpacked and hashed. Stories are looked at when they are those of the present articles; stale ones are made again
 * anyway. What is damaged is told with a remedy, and the look goes on.
 */
#include "engine/collection_internal.h"
#include "engine/derived_reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/id_list.h"
#include "facts/finder.h"
#include "records/correction_record.h"
#include "records/record_reader.h"

enum { WHAT_SIZE = 600 };

static const char OF_FILE[] = "take the last backup, or add the pages to a new store";
static const char OF_RECORD[] = "`synoptic update --all` reads it again from the kept page; without one, remove it and add the page again";
static const char OF_PAGE[] = "take the page from a backup, or remove the article and add the page again";
static const char OF_STORIES[] = "`synoptic update --all` has the stories computed again";

/* The public struct and the memory behind it; the public one comes first, so that a pointer to it is a pointer to this. */
typedef struct owned_check {
  syn_check public;
  syn_arena *arena;
} owned_check;

typedef struct checking {
  syn_collection *collection;
  const syn_observer *observer;
  syn_arena *arena;   /* of the result */
  syn_arena *scratch; /* of one article or story */
  SYN_ARRAY(syn_problem) problems;
  uint64_t further_count;
  syn_synopsis lent;
  syn_progress progress;
  syn_error *error;
} checking;

/* ---- problems ---- */

static syn_status add_problem(checking *job, syn_id article, const char *remedy, const char *what) {
  if (job->problems.count >= SYN_PROBLEM_LIMIT) {
    job->further_count++;
    return SYN_OK;
  }
  syn_problem *problem = SYN_ARRAY_ADD(&job->problems, job->arena);
  if (!problem) return SYN_NO_MEMORY;
  *problem = (syn_problem){.article = article, .remedy = syn_text_from(remedy)};
  return syn_arena_copy(job->arena, syn_text_from(what), &problem->what);
}

SYN_PRINTF(4, 5)
static syn_status report(checking *job, syn_id article, const char *remedy, const char *format, ...) {
  char what[WHAT_SIZE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(what, sizeof what, format, arguments);
  va_end(arguments);
  return add_problem(job, article, remedy, what);
}

static syn_status report_of_store(void *context, syn_id article, const char *what) {
  return add_problem(context, article, syn_id_is_none(article) ? OF_FILE : OF_RECORD, what);
}

/*
 * What is wrong with what was read is a problem; what keeps us from reading (no memory, the disk) ends the check. Without a cause, who
 * passed the status on has told it.
 */
static syn_status settle(checking *job, syn_status status, syn_id article, const char *remedy, const char *what, const syn_error *cause) {
  if (status == SYN_OK) return SYN_OK;
  if (status == SYN_BAD_INPUT || status == SYN_LIMIT || status == SYN_NOT_FOUND)
    return report(job, article, remedy, "%s: %s", what, cause->text[0] ? cause->text : syn_status_name(status));
  if (job->error && cause->text[0]) *job->error = *cause;
  return status;
}

/* ---- articles ---- */

/* Reads what the store holds of an article; `*out_article` is set only when its record can be read. */
static syn_status check_records(checking *job, syn_id id, syn_article *out_article, bool *out_has_article) {
  syn_error cause = {0};
  syn_store_article stored;
  syn_facts facts;
  syn_sketch sketch;
  syn_record_context context;
  syn_status status = syn_store_get_article(job->collection->store, id, job->scratch, &stored, &cause);
  if (status != SYN_OK) return settle(job, status, id, OF_RECORD, "it cannot be read", &cause);
  status = syn_record_read_article(stored.article, job->scratch, out_article, &cause);
  if (status != SYN_OK) return settle(job, status, id, OF_RECORD, "its record cannot be read", &cause);
  *out_has_article = true;
  status = syn_record_context_init(out_article, job->scratch, &context);
  if (status == SYN_OK) status = syn_record_read_facts(stored.facts, &context, job->scratch, &facts, &cause);
  if (status != SYN_OK) return settle(job, status, id, OF_RECORD, "its facts cannot be read", &cause);
  if (!syn_facts_have_their_ids(out_article, &facts))
    status = report(job, id, OF_RECORD, "an id of its facts is not made from the place of the fact");
  if (status != SYN_OK || stored.sketch.size == 0) return status; /* a sketch that is missing was told by the store */
  status = syn_record_read_sketch(stored.sketch, job->scratch, &sketch, &cause);
  return settle(job, status, id, OF_RECORD, "its sketch cannot be read", &cause);
}

static syn_status check_page(checking *job, syn_id id, const syn_article *article) {
  syn_error cause = {0};
  syn_capture capture;
  syn_page page;
  char digest[SYN_DIGEST_TEXT_SIZE];
  syn_status status = syn_store_get_capture(job->collection->store, id, true, job->scratch, &capture, &cause);
  if (status == SYN_OK && !capture.has_bytes) return SYN_OK;
  if (status == SYN_OK) status = syn_capture_open(&capture, job->scratch, &page, &cause);
  if (status != SYN_OK) return settle(job, status, id, OF_PAGE, "its page", &cause);
  syn_digest_format(syn_digest_of(page.bytes), digest);
  const syn_text prefix = SYN_TEXT("xxh128:");
  if (article && !(syn_text_starts_with(article->digest, prefix) &&
                   syn_text_equal(syn_text_slice(article->digest, prefix.size, article->digest.size), syn_text_from(digest))))
    status = report(job, id, OF_RECORD, "the digest in its record is not that of the kept page");
  if (status == SYN_OK && syn_id_compare(syn_page_id(&page), id) != 0)
    status = report(job, id, OF_PAGE, "what is kept of its page makes another article of it");
  return status;
}

static void tell_progress(checking *job, size_t done, size_t count) {
  job->progress.article_count = job->progress.bytes_read = done;
  job->progress.bytes_total = count;
  if (job->observer && job->observer->progress) job->observer->progress(job->observer->context, &job->progress);
}

static syn_status check_articles(checking *job) {
  syn_error cause = {0};
  syn_id *ids = NULL;
  size_t count = 0;
  syn_status status = syn_store_list_articles(job->collection->store, false, job->arena, &ids, &count, &cause);
  if (status != SYN_OK) return settle(job, status, (syn_id){{0}}, OF_FILE, "the articles cannot be listed", &cause);
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    syn_article article;
    bool has_article = false;
    syn_arena_reset(job->scratch);
    status = check_records(job, ids[i], &article, &has_article);
    if (status == SYN_OK) status = check_page(job, ids[i], has_article ? &article : NULL);
    tell_progress(job, i + 1, count);
  }
  return status;
}

/* ---- stories ---- */

/* A point of the story whose articles are in the set. */
typedef struct point_check {
  checking *job;
  syn_record_lookup lookup;
} point_check;

static syn_status check_point(void *context, const syn_store_derived *record) {
  point_check *check = context;
  syn_error cause = {0};
  syn_point point;
  syn_status status = syn_record_read_point(record->line, &check->lookup, check->job->scratch, &point, &cause);
  return settle(check->job, status, (syn_id){{0}}, OF_STORIES, "a point cannot be read", &cause);
}

/* A story is made from its articles, in order of their ids. */
static syn_status check_members(checking *job, const syn_story *story, const syn_id *members) {
  char text[SYN_ID_TEXT_SIZE];
  syn_text *parts = SYN_ARENA_ARRAY(job->scratch, syn_text, story->articles.count);
  if (!parts) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < story->articles.count; i++) parts[i] = syn_id_bytes(&members[i]);
  if (syn_id_compare(syn_digest_id("story", parts, story->articles.count), story->id) == 0) return SYN_OK;
  syn_id_format(story->id, text);
  return report(job, (syn_id){{0}}, OF_STORIES, "the id of story %s is not made from its articles", text);
}

static syn_status check_story(void *context, const syn_store_derived *record) {
  checking *job = context;
  syn_error cause = {0};
  syn_story story;
  syn_article_set set;
  const syn_id none = {{0}};
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_story(record->line, job->scratch, &story, &cause);
  if (status != SYN_OK) return settle(job, status, none, OF_STORIES, "a story cannot be read", &cause);
  syn_id *members = SYN_ARENA_ARRAY(job->scratch, syn_id, story.articles.count);
  if (!members) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < story.articles.count; i++) members[i] = story.articles.items[i];
  if (story.articles.count > 1) qsort(members, story.articles.count, sizeof *members, syn_order_ids);
  status = check_members(job, &story, members);
  if (status != SYN_OK) return status;
  status = syn_article_set_read(job->collection, members, story.articles.count, &job->lent, job->scratch, &set, &cause);
  if (status != SYN_OK) return settle(job, status, none, OF_STORIES, "the articles of a story cannot be read", &cause);
  point_check check = {.job = job, .lookup = {.context = syn_article_set_context, .user = &set}};
  return syn_store_each_derived(job->collection->store, SYN_DERIVED_POINT, story.id, check_point, &check, job->error);
}

static syn_status check_identity(void *context, const syn_store_derived *record) {
  checking *job = context;
  syn_error cause = {0};
  syn_identity identity;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_identity(record->line, job->scratch, &identity, &cause);
  return settle(job, status, (syn_id){{0}}, OF_STORIES, "an entity cannot be read", &cause);
}

static syn_status check_reprint(void *context, const syn_store_derived *record) {
  checking *job = context;
  syn_error cause = {0};
  syn_reprint reprint;
  const syn_record_lookup lookup = {0};
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_reprint(record->line, &lookup, job->scratch, &reprint, &cause);
  return settle(job, status, (syn_id){{0}}, OF_STORIES, "a reprint cannot be read", &cause);
}

static syn_status check_correction(void *context, const syn_store_derived *record) {
  checking *job = context;
  syn_error cause = {0};
  syn_correction correction;
  syn_arena_reset(job->scratch);
  syn_status status = syn_record_read_correction(record->line, NULL, job->scratch, &correction, &cause);
  return settle(job, status, (syn_id){{0}}, OF_STORIES, "a correction cannot be read", &cause);
}

static syn_status check_derived(checking *job) {
  syn_store *store = job->collection->store;
  const syn_id none = {{0}};
  syn_error cause = {0};
  syn_status status = syn_collection_lent_dates(job->collection, job->arena, &job->lent, &cause);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_STORY, none, check_story, job, &cause);
  if (status == SYN_OK) status = syn_collection_each_derived(job->collection, SYN_DERIVED_ENTITY, none, check_identity, job, &cause);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_REPRINT, none, check_reprint, job, &cause);
  if (status == SYN_OK) status = syn_store_each_derived(store, SYN_DERIVED_CORRECTION, none, check_correction, job, &cause);
  return settle(job, status, none, OF_STORIES, "the stories cannot be read", &cause);
}

/* ---- the whole ---- */

static syn_status count(checking *job, syn_check *out_check) {
  syn_error cause = {0};
  uint64_t others = 0;
  syn_status status = syn_store_tell(job->collection->store, job->arena, &out_check->counts, &cause);
  if (status == SYN_OK) status = syn_store_count_by_others(job->collection->store, &others, &cause);
  if (status == SYN_OK) out_check->current_count = out_check->counts.article_count - others;
  if (status == SYN_OK) status = syn_collection_is_fresh(job->collection, &out_check->has_stories, &cause);
  return settle(job, status, (syn_id){{0}}, OF_FILE, "what is in the store cannot be counted", &cause);
}

static syn_status check_all(checking *job, syn_check *out_check) {
  syn_status status = count(job, out_check);
  if (status == SYN_OK) status = syn_store_check(job->collection->store, report_of_store, job, job->error);
  if (status == SYN_OK) status = check_articles(job);
  if (status == SYN_OK && out_check->has_stories) status = check_derived(job);
  out_check->problems = job->problems.items;
  out_check->problem_count = (uint32_t)job->problems.count;
  out_check->further_count = job->further_count;
  return status;
}

syn_status syn_collection_check(syn_collection *collection, const syn_observer *observer, syn_check **out_check, syn_error *error) {
  checking job = {.collection = collection, .observer = observer, .error = error};
  owned_check *owned = calloc(1, sizeof *owned);
  if (!owned) return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to check the store.");
  syn_check *check = &owned->public;
  syn_status status = syn_collection_create_arena(collection, &owned->arena, error);
  if (status == SYN_OK) status = syn_collection_create_arena(collection, &job.scratch, error);
  job.arena = owned->arena;
  if (status == SYN_OK) status = syn_store_begin_read(collection->store, error);
  if (status == SYN_OK) status = syn_store_end_read(collection->store, check_all(&job, check), error);
  syn_arena_destroy(&job.scratch);
  if (status == SYN_OK)
    *out_check = check;
  else
    syn_check_destroy(&check);
  return status == SYN_NO_MEMORY ? syn_error_set(error, status, 0, "Not enough memory to check the store.") : status;
}

void syn_check_destroy(syn_check **check) {
  if (!check || !*check) return;
  owned_check *owned = (owned_check *)*check;
  syn_arena_destroy(&owned->arena);
  free(owned);
  *check = NULL;
}
