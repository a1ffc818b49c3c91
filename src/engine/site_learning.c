/*
 * How it works: of each site that has changed, the marks of a sample of its pages (the first by id, and ids are digests: a sample by chance
 * that is a function of the set) teach a list of digests. Each page of the site then knows which of these concern it; where they are not
 * those that it was read with, it goes the way of all pages once more, with them. Marks are of pages read on their own, so reading again
 * changes no profile, and one pass is enough. A site is settled as of the generation of its change, after all is written: changes by other
 * programs meanwhile stay noted.
 */
#include "engine/site_learning.h"

#include "article/page_title.h"
#include "article/site_profile.h"
#include "base/array.h"
#include "base/digest.h"
#include "engine/article_batch.h"
#include "engine/kept_page.h"

enum {
  ARENA_LIMIT = 1 << 30,
  FIRST_DUE = 64, /* pages of a site, until it is learnt for the second time */
  ROUND_LIMIT = 3
};

static syn_status tell_no_memory(syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "Not enough memory to compare the pages of a site.");
}

/* ---- learning ---- */

typedef SYN_ARRAY(syn_site_page) page_array;

typedef struct sampling {
  syn_arena *arena;
  page_array pages;
} sampling;

/* Captures of one page have its address in common, but for what follows "#". */
static uint64_t address_of(syn_text url) {
  syn_text address = syn_text_slice(url, 0, syn_text_find(url, SYN_TEXT("#"), 0));
  if (address.size == 0) return 0;
  const syn_digest digest = syn_digest_of(address);
  return syn_digests_get((const char *)digest.bytes);
}

static syn_status take_sample(void *context, const syn_store_site_page *page) {
  sampling *job = context;
  syn_site_page *sample = SYN_ARRAY_ADD(&job->pages, job->arena);
  syn_mark *marks = SYN_ARENA_ARRAY(job->arena, syn_mark, page->marks.mark_count + 1);
  if (!sample || !marks) return SYN_NO_MEMORY;
  for (uint32_t i = 0; i < page->marks.mark_count; i++) marks[i] = page->marks.marks[i];
  *sample = (syn_site_page){address_of(page->url), page->marks.title, marks, page->marks.mark_count};
  return SYN_OK;
}

/* The list lies in `arena`, what it was learnt from goes. */
static syn_status learn(syn_collection *collection, syn_text site, syn_arena *arena, syn_text *out_recurring, syn_error *error) {
  sampling job = {0};
  syn_text learnt;
  *out_recurring = (syn_text){0};
  if (syn_arena_create(ARENA_LIMIT, &job.arena) != SYN_OK) return tell_no_memory(error);
  syn_status status = syn_store_each_site_page(collection->store, site, SYN_SITE_SAMPLE, false, take_sample, &job, error);
  if (status == SYN_OK) status = syn_site_profile_learn(job.pages.items, (uint32_t)job.pages.count, job.arena, &learnt);
  if (status == SYN_OK && learnt.size > 0) status = syn_arena_copy(arena, learnt, out_recurring);
  syn_arena_destroy(&job.arena);
  return status == SYN_NO_MEMORY ? tell_no_memory(error) : status;
}

syn_status syn_site_lessons_init(syn_site_lessons *lessons, syn_collection *collection, syn_error *error) {
  *lessons = (syn_site_lessons){.collection = collection};
  if (syn_arena_create(ARENA_LIMIT, &lessons->arena) != SYN_OK) return tell_no_memory(error);
  syn_map_init(&lessons->sites, lessons->arena);
  return SYN_OK;
}

void syn_site_lessons_clear(syn_site_lessons *lessons) {
  syn_arena_destroy(&lessons->arena);
}

/* The lesson of a site; made when it is first asked for. */
static syn_status find_lesson(syn_site_lessons *lessons, syn_text site, syn_site_lesson **out_lesson) {
  uint64_t index = lessons->items.count;
  if (!syn_map_get(&lessons->sites, site, &index)) {
    syn_site_lesson *added = SYN_ARRAY_ADD(&lessons->items, lessons->arena);
    if (!added || syn_arena_copy(lessons->arena, site, &site) != SYN_OK) return SYN_NO_MEMORY;
    added->due = 1;
    if (syn_map_put(&lessons->sites, site, index) != SYN_OK) return SYN_NO_MEMORY;
  }
  *out_lesson = &lessons->items.items[index];
  return SYN_OK;
}

/* Learnt at the first page, then at each doubling: a site of a hundred thousand pages is learnt a dozen times while they are added. */
syn_status syn_site_lessons_of(syn_site_lessons *lessons, syn_text host, syn_text *out_recurring, syn_error *error) {
  syn_site_lesson *lesson;
  char name[SYN_MARK_SITE_BYTES];
  *out_recurring = (syn_text){0};
  if (host.size == 0 || host.size > SYN_MARK_SITE_BYTES) return SYN_OK;
  for (size_t i = 0; i < host.size; i++) name[i] = host.data[i] >= 'A' && host.data[i] <= 'Z' ? (char)(host.data[i] | 0x20) : host.data[i];
  const syn_text site = {name, host.size};
  if (find_lesson(lessons, site, &lesson) != SYN_OK) return tell_no_memory(error);
  if (++lesson->asked >= lesson->due && !(lessons->is_fixed && lesson->asked > 1)) {
    lesson->due = lesson->asked < FIRST_DUE ? FIRST_DUE : lesson->asked * 2;
    syn_status status = learn(lessons->collection, site, lessons->arena, &lesson->recurring, error);
    if (status != SYN_OK) return status;
  }
  *out_recurring = lesson->recurring;
  return SYN_OK;
}

/* ---- applying ---- */

/* An article to be read again, with what concerns its page. */
typedef struct lesson {
  syn_id article;
  syn_text recurring;
} lesson;

typedef struct applying {
  syn_collection *collection;
  syn_arena *arena, *scratch; /* of the round; of one page, of which there may be a million */
  syn_article_batch batch;
  SYN_ARRAY(lesson) lessons;
  size_t next;
  syn_text recurring; /* of the site at hand */
} applying;

static syn_status take_concerned(void *context, const syn_store_site_page *page) {
  applying *job = context;
  syn_text concerns;
  syn_arena_reset(job->scratch);
  syn_status status =
      syn_site_profile_of_page(job->recurring, page->marks.marks, page->marks.mark_count, page->marks.title, job->scratch, &concerns);
  if (status != SYN_OK || syn_digests_name(concerns) == page->marks.applied || !page->has_bytes) return status;
  lesson *added = SYN_ARRAY_ADD(&job->lessons, job->arena);
  if (!added || syn_arena_copy(job->arena, concerns, &concerns) != SYN_OK) return SYN_NO_MEMORY;
  *added = (lesson){page->article, concerns};
  return SYN_OK;
}

static syn_status next_page(void *context, syn_arena *arena, syn_page *out_page, syn_error *error) {
  applying *job = context;
  while (job->next < job->lessons.count) {
    const lesson *at = &job->lessons.items[job->next++];
    bool has_bytes = false;
    syn_status status = syn_kept_page_read(job->collection->store, at->article, arena, out_page, &has_bytes, error);
    if (status == SYN_NOT_FOUND || (status == SYN_OK && !has_bytes)) continue;
    out_page->recurring = at->recurring;
    return status;
  }
  return SYN_NOT_FOUND;
}

static void tell_share(const void *context, uint64_t *out_read, uint64_t *out_total) {
  const applying *job = context;
  *out_read = job->next;
  *out_total = job->lessons.count;
}

static syn_status keep(void *context, syn_pipeline_result *result, syn_error *error) {
  applying *job = context;
  if (result->status != SYN_OK) return SYN_OK;
  syn_store_article article = syn_collection_read_article(job->collection->engine, result);
  article.is_settled = true;
  return syn_article_batch_add(&job->batch, &article, error);
}

static syn_status read_again(applying *job, const syn_observer *observer, syn_error *error) {
  const syn_pipeline_feed feed = {.next = next_page, .tell = tell_share, .context = job};
  const syn_pipeline_consumer consumer = {.consume = keep, .wants_marks = true, .context = job};
  const syn_observer told = {.problem = observer ? observer->problem : NULL, .context = observer ? observer->context : NULL};
  if (job->lessons.count == 0) return SYN_OK;
  syn_status status = syn_pipeline_run_feed(job->collection->engine, &feed, &consumer, &told, NULL, error);
  return status == SYN_OK ? syn_article_batch_write(&job->batch, error) : status;
}

/* `*out_count`: how many sites had changed. */
static syn_status apply(applying *job, const syn_observer *observer, size_t *out_count, syn_error *error) {
  syn_store *store = job->collection->store;
  syn_store_site_change *changes;
  syn_status status = syn_store_list_site_changes(store, job->arena, &changes, out_count, error);
  const size_t count = status == SYN_OK ? *out_count : 0;
  for (size_t i = 0; status == SYN_OK && i < count; i++) {
    status = learn(job->collection, changes[i].site, job->arena, &job->recurring, error);
    if (status == SYN_OK) status = syn_store_each_site_page(store, changes[i].site, 0, false, take_concerned, job, error);
  }
  if (status == SYN_OK) status = read_again(job, observer, error);
  if (status == SYN_OK && count > 0) status = syn_store_begin(store, error);
  if (status != SYN_OK || count == 0) return status;
  for (size_t i = 0; status == SYN_OK && i < count; i++) status = syn_store_settle_site(store, &changes[i], error);
  if (status == SYN_OK) status = syn_store_commit(store, error);
  if (status != SYN_OK) syn_store_rollback(store);
  return status;
}

/* Another program may have added pages meanwhile; what it changes after the last round is for it to apply. */
syn_status syn_site_learning_apply(syn_collection *collection, const syn_observer *observer, syn_error *error) {
  syn_status status = SYN_OK;
  size_t count = 1;
  for (int round = 0; status == SYN_OK && count > 0 && round < ROUND_LIMIT; round++) {
    applying job = {.collection = collection};
    status = syn_collection_create_arena(collection, &job.arena, error);
    if (status == SYN_OK) status = syn_collection_create_arena(collection, &job.scratch, error);
    if (status == SYN_OK) status = syn_article_batch_init(&job.batch, collection->store, true, error);
    if (status == SYN_OK) status = apply(&job, observer, &count, error);
    syn_article_batch_clear(&job.batch);
    syn_arena_destroy(&job.scratch);
    syn_arena_destroy(&job.arena);
  }
  return status == SYN_NO_MEMORY ? tell_no_memory(error) : status;
}
