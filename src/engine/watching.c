/*
 * How it works: one thread hands what is due to the fetcher, takes its answers, and feeds the pages among them to the pipeline, whose
 * threads read them meanwhile. What is due is asked of the store (watch_internal.h), feeds before pages, a thousand at a time, so that
 * memory does not grow with what waits. A run of the pipeline ends when nothing is due, or when nothing has come for a few seconds: then
 * what was read is written, and the next run goes on with the requests under way.
 */
#include "engine/watch_internal.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/web_address.h"
#include "engine/site_learning.h"
#include "records/calendar.h"

enum { ARENA_LIMIT = 256 << 20, SETTLED_LIMIT = 1 << 30, STEP_MS = 100, IDLE_MS = 3000, DAY_SECONDS = 24 * 60 * 60, MINUTE_SECONDS = 60 };

/* ---- small things ---- */

int64_t syn_watch_now(const syn_watching *job) {
  return job->means->now(job->means->context);
}

void syn_watch_tell(syn_watching *job, const syn_watch_event *event) {
  if (event->kind <= SYN_WATCH_FEED_GONE && event->kind != SYN_WATCH_FEED_ADDED && event->kind != SYN_WATCH_FEED_MOVED)
    job->progress.asked_count++;
  if (event->kind == SYN_WATCH_FEED_FAILED || event->kind == SYN_WATCH_FEED_GONE) job->progress.feed_failures++;
  if (event->kind == SYN_WATCH_FEED_ADDED) job->progress.feed_count++;
  if (event->kind == SYN_WATCH_FEED_GONE && job->progress.feed_count > 0) job->progress.feed_count--;
  if (job->observer->event) job->observer->event(job->observer->context, event);
}

void syn_watch_time_text(int64_t seconds, char out_text[SYN_MOMENT_TEXT_SIZE]) {
  const syn_moment moment = {.day = (int32_t)(seconds / DAY_SECONDS), .second = (int32_t)(seconds % DAY_SECONDS)};
  syn_moment_format(moment, out_text);
}

int64_t syn_watch_time_of(syn_text text) {
  syn_interval interval;
  if (text.size == 0 || syn_calendar_parse(text, &interval) != SYN_OK || interval.from.day <= 0) return 0;
  int64_t seconds = (int64_t)interval.from.day * DAY_SECONDS + (interval.from.second == SYN_SECOND_NONE ? 0 : interval.from.second);
  return interval.from.zone_minutes == SYN_ZONE_NONE ? seconds : seconds - (int64_t)interval.from.zone_minutes * MINUTE_SECONDS;
}

syn_text syn_watch_cut(syn_text text) {
  return text.size > SYN_WATCH_HINT_LIMIT ? syn_text_slice(text, 0, syn_utf8_align(text, SYN_WATCH_HINT_LIMIT)) : text;
}

bool syn_watch_may_keep(syn_text url) {
  return syn_fetch_is_address(url) && url.size <= SYN_WATCH_URL_LIMIT && !syn_web_address_has_login(url);
}

void syn_watch_count_less(syn_watching *job) {
  if (job->watch_count > 0) job->watch_count--;
  if (job->progress.feed_count > 0) job->progress.feed_count--;
}

syn_text syn_watch_reason(const syn_error *error, syn_text address) {
  syn_text why = syn_text_from(error->text);
  bool has_address = address.size > 0 && syn_text_starts_with(why, address);
  if (!has_address || why.size < address.size + 2 || why.data[address.size] != ':') return why;
  return syn_text_trim(syn_text_slice(why, address.size + 1, why.size));
}

syn_watch_slot *syn_watch_take_slot(syn_watching *job, size_t *out_number) {
  for (size_t i = 0; i < job->slot_count; i++) {
    if (job->slots[i].is_taken) continue;
    job->slots[i] = (syn_watch_slot){.is_taken = true};
    job->taken_count++;
    *out_number = i;
    return &job->slots[i];
  }
  return NULL;
}

void syn_watch_free_slot(syn_watching *job, size_t number) {
  job->slots[number].is_taken = false;
  job->taken_count--;
}

bool syn_watch_may_go_on(syn_watching *job) {
  if (!job->has_stopped && job->observer->may_go_on) job->has_stopped = !job->observer->may_go_on(job->observer->context);
  return !job->has_stopped;
}

static void tell_progress(syn_watching *job) {
  job->progress.under_way_count = job->asked_count;
  if (job->observer->progress) job->observer->progress(job->observer->context, &job->progress);
}

/* ---- what is due ---- */

static bool is_under_way(const syn_watching *job, int64_t watch, syn_id key) {
  for (size_t i = 0; i < job->slot_count; i++) {
    const syn_watch_slot *slot = &job->slots[i];
    if (slot->is_taken && (watch != 0 ? slot->watch == watch : slot->watch == 0 && syn_id_compare(slot->key, key) == 0)) return true;
  }
  return false;
}

static syn_status make_plan(syn_watching *job, syn_error *error) {
  int64_t now = syn_watch_now(job);
  syn_store *store = job->collection->store;
  syn_arena_reset(job->plan_arena);
  job->feed_at = job->item_at = 0;
  job->is_plan_old = job->has_left_out = false;
  job->planned = now;
  if (!job->options->is_once) job->pages_asked = 0; /* where many are watched, a round never ends: each look at what is due is one */
  syn_status status = syn_store_due_watches(store, job->options->is_once ? job->round_begun : now, SYN_WATCH_ASKED_LIMIT, job->plan_arena,
                                            &job->feeds, &job->feed_count, error);
  if (status == SYN_OK)
    status = syn_store_due_items(store, now, 2 * SYN_WATCH_ASKED_LIMIT, job->plan_arena, &job->items, &job->item_count, error);
  return status;
}

static syn_status ask_feed(syn_watching *job, int64_t number, syn_error *error) {
  syn_store_watch watch;
  size_t place;
  syn_arena_reset(job->arena);
  syn_status status = syn_store_get_watch(job->collection->store, number, job->arena, &watch, error);
  if (status == SYN_NOT_FOUND) return SYN_OK; /* forgotten meanwhile */
  if (status != SYN_OK) return status;
  syn_watch_slot *slot = syn_watch_take_slot(job, &place);
  if (!slot) return SYN_OK;
  slot->watch = number;
  slot->is_older = syn_watch_wants_older(job, &watch);
  slot->is_asked = true;
  job->asked_count++;
  const syn_fetch_request request = {.url = slot->is_older ? watch.older : watch.address,
                                     .etag = slot->is_older ? (syn_text){0} : watch.etag,
                                     .last_modified = slot->is_older ? (syn_text){0} : watch.last_modified,
                                     .key = place,
                                     .body_bytes = SYN_WATCH_FEED_BYTES,
                                     .is_feed = true};
  return job->means->ask(job->means->context, &request, error);
}

static uint64_t page_limit(const syn_watching *job) {
  return job->options->page_limit > 0 ? job->options->page_limit : SYN_WATCH_PAGE_LIMIT;
}

/* Feeds first: what they name waits with the other pages. */
static syn_status hand_out(syn_watching *job, syn_watch_place *place, syn_error *error) {
  static const syn_id none;
  syn_status status = SYN_OK;
  bool is_done = job->feed_at == job->feed_count && job->item_at == job->item_count;
  bool is_old = job->is_plan_old || job->asked_count == 0 || (job->has_left_out && syn_watch_now(job) > job->planned);
  if (is_done && is_old) status = make_plan(job, error);
  while (status == SYN_OK && job->feed_at < job->feed_count && job->asked_count < SYN_WATCH_ASKED_LIMIT) {
    int64_t number = job->feeds[job->feed_at++];
    if (!is_under_way(job, number, none)) status = ask_feed(job, number, error);
  }
  bool has_feeds_left = job->options->is_once && job->feed_at < job->feed_count;
  while (status == SYN_OK && !place->has_page && !has_feeds_left && job->item_at < job->item_count &&
         job->asked_count < SYN_WATCH_ASKED_LIMIT && job->pages_asked < page_limit(job)) {
    syn_id key = job->items[job->item_at++];
    if (!is_under_way(job, 0, key)) status = syn_watch_ask_item(job, key, place, error);
  }
  if (job->pages_asked >= page_limit(job)) job->item_at = job->item_count;
  return status;
}

/* ---- the pipeline's feed ---- */

static syn_status take_answer(syn_watching *job, const syn_fetch_result *result, syn_watch_place *place, syn_error *error) {
  if (result->key >= job->slot_count || !job->slots[result->key].is_taken) return SYN_OK;
  size_t number = (size_t)result->key;
  job->asked_count--;
  job->slots[number].is_asked = false;
  job->idle_ms = 0;
  if (job->slots[number].watch == 0) return syn_watch_take_page(job, number, result, place, error);
  const syn_watch_slot *slot = &job->slots[number];
  syn_status status =
      slot->is_older ? syn_watch_take_older(job, slot->watch, result, error) : syn_watch_take_feed(job, slot->watch, result, error);
  syn_watch_free_slot(job, number);
  return status;
}

/* `*out_is_over`: nothing is under way or due, or it is time to write what was read. */
static syn_status step(syn_watching *job, syn_watch_place *place, bool *out_is_over, syn_error *error) {
  syn_fetch_result result;
  syn_status status = hand_out(job, place, error);
  if (status != SYN_OK || place->has_page) return status;
  tell_progress(job);
  status = job->means->next(job->means->context, STEP_MS, &result, error);
  if (status == SYN_OK) return take_answer(job, &result, place, error);
  if (status == SYN_LIMIT) {
    job->idle_ms += STEP_MS;
    *out_is_over = job->idle_ms >= IDLE_MS && (job->pages_under_way > 0 || job->settled.count > 0);
    if (*out_is_over) job->idle_ms = 0;
    return SYN_OK;
  }
  if (status != SYN_NOT_FOUND) return status;
  *out_is_over = !job->is_plan_old && job->feed_at == job->feed_count && job->item_at == job->item_count;
  return SYN_OK;
}

/* A failure here would be one of a page for the pipeline; it ends the watching. */
static syn_status next_page(void *context, syn_arena *arena, syn_page *out_page, syn_error *error) {
  syn_watching *job = context;
  syn_watch_place place = {.arena = arena, .page = out_page};
  bool is_over = false;
  (void)error;
  while (job->failure == SYN_OK && !place.has_page && !is_over && syn_watch_may_go_on(job))
    job->failure = step(job, &place, &is_over, &job->failure_error);
  if (job->failure != SYN_OK || !place.has_page) return SYN_NOT_FOUND;
  job->pages_under_way++;
  return SYN_OK;
}

static void tell_nothing(const void *context, uint64_t *out_read, uint64_t *out_total) {
  (void)context;
  *out_read = *out_total = 0;
}

static size_t tell_number(const void *context) {
  const syn_watching *job = context;
  return job->current;
}

/* ---- rounds ---- */

static syn_status run_pipeline(syn_watching *job, syn_pipeline_readers *readers, syn_error *error) {
  const syn_pipeline_feed feed = {.next = next_page, .tell = tell_nothing, .number = tell_number, .context = job, .readers = readers};
  const syn_pipeline_consumer consumer = {.look = syn_watch_look, .consume = syn_watch_consume, .context = job};
  syn_status status = syn_pipeline_run_feed(job->collection->engine, &feed, &consumer, NULL, NULL, error);
  if (status == SYN_OK) status = syn_watch_flush(job, error);
  if (status == SYN_OK && job->failure != SYN_OK) {
    if (error) *error = job->failure_error;
    status = job->failure;
  }
  return status;
}

/* Sleeps until something is due; false: nothing ever will be. */
static syn_status wait_for_next(syn_watching *job, bool *out_is_over, syn_error *error) {
  int64_t next = INT64_MAX;
  syn_status status = syn_store_next_due(job->collection->store, &next, error);
  *out_is_over = next == INT64_MAX;
  job->progress.next = *out_is_over ? 0 : next;
  tell_progress(job);
  const struct timespec moment = {.tv_nsec = STEP_MS * 1000000L};
  for (unsigned steps = 0; status == SYN_OK && !*out_is_over && syn_watch_now(job) < next && syn_watch_may_go_on(job); steps++) {
    nanosleep(&moment, NULL);
    if (steps % 50 != 49) continue; /* another program may have added an address */
    status = syn_store_next_due(job->collection->store, &next, error);
  }
  return status;
}

static syn_status run_rounds(syn_watching *job, syn_pipeline_readers *readers, syn_error *error) {
  syn_status status = SYN_OK;
  for (bool is_over = false; status == SYN_OK && !is_over && syn_watch_may_go_on(job);) {
    job->round_begun = syn_watch_now(job);
    job->pages_asked = 0;
    job->is_plan_old = true;
    do {
      status = run_pipeline(job, readers, error);
    } while (status == SYN_OK && job->asked_count > 0 && syn_watch_may_go_on(job));
    if (status == SYN_OK) status = syn_site_learning_apply(job->collection, NULL, error);
    is_over = job->options->is_once;
    if (status == SYN_OK && !is_over) status = wait_for_next(job, &is_over, error);
  }
  int64_t next = INT64_MAX;
  if (status == SYN_OK) status = syn_store_next_due(job->collection->store, &next, error);
  job->progress.next = next == INT64_MAX ? 0 : next;
  return status;
}

/* ---- beginning and end ---- */

static syn_status count_watches(syn_watching *job, syn_error *error) {
  syn_store_watch *watches;
  size_t count;
  syn_status status = syn_store_list_watches(job->collection->store, job->arena, &watches, &count, error);
  if (status != SYN_OK) return status;
  job->watch_count = count;
  for (size_t i = 0; i < count; i++) job->progress.feed_count += watches[i].is_gone ? 0 : 1;
  return SYN_OK;
}

static syn_status init(syn_watching *job, syn_error *error) {
  struct {
    syn_arena **arena;
    size_t limit;
  } arenas[] = {
      {&job->arena, ARENA_LIMIT}, {&job->outlet_arena, ARENA_LIMIT}, {&job->plan_arena, ARENA_LIMIT}, {&job->settled_arena, SETTLED_LIMIT}};
  syn_status status = SYN_OK;
  job->slot_count = SYN_WATCH_ASKED_LIMIT * 3; /* requests, the pages that the pipeline has, and what waits to be written */
  job->slots = syn_memory_allocate(job->slot_count * sizeof(syn_watch_slot));
  if (!job->slots) status = SYN_NO_MEMORY;
  for (size_t i = 0; status == SYN_OK && i < sizeof arenas / sizeof arenas[0]; i++)
    status = syn_arena_create(arenas[i].limit, arenas[i].arena);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory to watch feeds");
  memset(job->slots, 0, job->slot_count * sizeof(syn_watch_slot));
  status = syn_article_batch_init(&job->addition.batch, job->collection->store, false, error);
  job->addition.batch.write_more = syn_watch_write_settled;
  job->addition.batch.context = job;
  return status;
}

static void clear(syn_watching *job) {
  syn_article_batch_clear(&job->addition.batch);
  syn_arena_destroy(&job->arena);
  syn_arena_destroy(&job->outlet_arena);
  syn_arena_destroy(&job->plan_arena);
  syn_arena_destroy(&job->settled_arena);
  syn_memory_free(job->slots);
}

syn_status syn_watch_run(syn_collection *collection, const syn_watch_options *options, const syn_watch_means *means,
                         syn_pipeline_readers *readers, const syn_watch_observer *observer, syn_watch_progress *out_progress,
                         syn_error *error) {
  static const syn_watch_observer nobody;
  syn_watching job = {.collection = collection,
                      .options = options,
                      .observer = observer ? observer : &nobody,
                      .means = means,
                      .addition = {.collection = collection, .without_bytes = options->without_bytes}};
  syn_status status = init(&job, error);
  if (status == SYN_OK) status = count_watches(&job, error);
  if (status == SYN_OK) status = syn_watch_add_addresses(&job, error);
  if (status == SYN_OK && job.progress.feed_count == 0)
    status = syn_error_set(error, SYN_NOT_FOUND, 0, "nothing is watched: name the address of a feed, a sitemap or a list of feeds");
  if (status == SYN_OK) status = run_rounds(&job, readers, error);
  if (out_progress) *out_progress = job.progress;
  clear(&job);
  return status;
}
