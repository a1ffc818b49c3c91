/*
 * The pages of items: asked for, read by the pipeline, and settled in the transaction that keeps their articles.
 *
 * A page that came before is asked for conditionally; when it comes all the same, it is read, and kept as a new version if it says
 * something else: most pages change with each request in what surrounds their text.
 */
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"
#include "engine/fetched_page.h"
#include "engine/watch_internal.h"
#include "engine/watch_schedule.h"
#include "records/record_reader.h"

static syn_status no_memory(syn_error *error) {
  return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for the pages of a feed");
}

/* What an item is called, as an input: its address, else that of its feed with its key. */
static syn_status name_item(syn_watching *job, const syn_store_item *item, syn_arena *arena, syn_text *out_name, syn_error *error) {
  syn_store_watch watch;
  char key[SYN_ID_TEXT_SIZE];
  *out_name = item->url;
  if (item->url.size > 0) return SYN_OK;
  syn_status status = syn_store_get_watch(job->collection->store, item->watch, arena, &watch, error);
  if (status != SYN_OK) return status;
  syn_id_format(item->key, key);
  status = syn_arena_format(arena, out_name, "%.*s#%s", SYN_TEXT_ARGUMENTS(watch.address), key);
  return status == SYN_OK ? SYN_OK : no_memory(error);
}

/* ---- settling ---- */

static syn_status copy_texts(syn_store_item *item, syn_text *source, syn_arena *arena) {
  syn_text *const texts[] = {&item->url,      &item->updated, &item->title,    &item->date, &item->byline,
                             &item->language, &item->outlet,  &item->content,  &item->etag, &item->last_modified,
                             &item->why,      &item->credit,  &item->based_on, source};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
    if (texts[i]->size > 0 && syn_arena_copy(arena, *texts[i], texts[i]) != SYN_OK) return SYN_NO_MEMORY;
  return SYN_OK;
}

static syn_status settle(syn_watching *job, const syn_store_item *item, syn_text source, syn_watch_outcome outcome, syn_error *error) {
  syn_watch_settled *settled = SYN_ARRAY_ADD(&job->settled, job->settled_arena);
  if (!settled) return no_memory(error);
  *settled = (syn_watch_settled){.item = *item, .source = source, .outcome = outcome, .slot = job->settling};
  job->settling = SYN_WATCH_NO_SLOT;
  return copy_texts(&settled->item, &settled->source, job->settled_arena) == SYN_OK ? SYN_OK : no_memory(error);
}

static void tell_item(syn_watching *job, syn_watch_event_kind kind, const syn_store_item *item, syn_text source) {
  const syn_watch_event event = {
      .kind = kind, .address = source, .title = item->title, .why = item->why, .article = item->article, .next = item->due};
  uint64_t *const counts[SYN_WATCH_EVENT_KIND_COUNT] = {[SYN_WATCH_ITEM_NEW] = &job->progress.new_count,
                                                        [SYN_WATCH_ITEM_CHANGED] = &job->progress.changed_count,
                                                        [SYN_WATCH_ITEM_UNCHANGED] = &job->progress.unchanged_count,
                                                        [SYN_WATCH_ITEM_FAILED] = &job->progress.failed_count};
  (*counts[kind])++;
  syn_watch_tell(job, &event);
}

/* It is there, and may be looked at again for changes. */
static syn_status settle_kept(syn_watching *job, syn_store_item *item, syn_text source, syn_error *error) {
  item->state = SYN_ITEM_KEPT;
  item->due = item->content.size == 0 ? syn_watch_recheck(syn_watch_now(job), item->published) : 0;
  item->content = item->why = (syn_text){0};
  item->try_count = 0;
  return settle(job, item, source, SYN_WATCH_KEPT, error);
}

/* It is tried again, unless trying is of no use. What came before stays. */
static syn_status settle_failed(syn_watching *job, syn_store_item *item, syn_text source, syn_text why, bool is_final, syn_error *error) {
  item->why = why;
  item->try_count++;
  item->due = 0;
  if (!is_final && item->try_count < SYN_WATCH_ITEM_TRIES) {
    item->due = syn_watch_retry(syn_watch_now(job), source, item->try_count, 0);
  } else {
    item->state = item->state == SYN_ITEM_WAITING ? SYN_ITEM_FAILED : item->state;
    item->content = (syn_text){0};
  }
  syn_status status = settle(job, item, source, SYN_WATCH_FAILED, error);
  if (status == SYN_OK) tell_item(job, SYN_WATCH_ITEM_FAILED, item, source);
  return status;
}

/*
 * It is asked for later: its host asks for patience, or something befell the program. No failure of the page, which may not even have been
 * asked for; in the end it is one.
 */
static syn_status postpone(syn_watching *job, syn_store_item *item, syn_text source, const syn_error *cause, uint32_t retry_after_s,
                           syn_error *error) {
  int64_t now = syn_watch_now(job);
  syn_text why = syn_watch_reason(cause, source);
  int64_t since = item->seen > item->published ? item->seen : item->published; /* what its feed still names is waited for */
  if (now - since > SYN_WATCH_PATIENCE_S) return settle_failed(job, item, source, why, true, error);
  item->why = why;
  item->due = syn_watch_retry(now, source, 1, retry_after_s);
  return settle(job, item, source, SYN_WATCH_POSTPONED, error);
}

/* Whether its feed has stated a change of an item since it was read for being settled. */
static bool has_changed_since(const syn_store_item *now, const syn_store_item *settled) {
  if (now->content.size > 0) return !syn_text_equal(now->etag, settled->etag);
  return !syn_text_equal(now->updated, settled->updated);
}

/*
 * What is to be written of an item, where the store has changed since it was settled: its feed was joined with another, or has stated a
 * change, for which it stays due.
 */
static syn_store_item merge(const syn_store_item *now, const syn_watch_settled *settled) {
  syn_store_item item = settled->item;
  if (has_changed_since(now, &item)) {
    item = *now;
    if (settled->outcome == SYN_WATCH_KEPT) {
      item.state = SYN_ITEM_KEPT;
      item.article = settled->item.article;
      item.wording = settled->item.wording;
    }
  }
  item.watch = now->watch;
  item.seen = now->seen;
  return item;
}

/* An item that was forgotten or removed meanwhile is no more, as if it had never come. */
static syn_status write_one(syn_watching *job, syn_watch_settled *settled, syn_error *error) {
  syn_store *store = job->collection->store;
  syn_store_item now;
  syn_arena_reset(job->outlet_arena);
  syn_status status = syn_store_get_item(store, settled->item.key, job->outlet_arena, &now, error);
  if (status == SYN_NOT_FOUND || (status == SYN_OK && now.state == SYN_ITEM_REMOVED)) return SYN_OK;
  if (status != SYN_OK) return status;
  const syn_store_item item = merge(&now, settled);
  settled->item.watch = item.watch;
  status = syn_store_put_item(store, &item, error);
  if (status != SYN_OK || settled->outcome == SYN_WATCH_POSTPONED) return status;
  if (settled->outcome == SYN_WATCH_KEPT) return syn_store_note_item(store, item.request, settled->source, settled->item.article, error);
  const syn_request_failure failure = {settled->source, settled->item.why};
  return syn_store_note_item_failure(store, item.request, &failure, error);
}

/* Whose the feeds are is told by their articles: here, for it has to be as whole as they are. */
static syn_status write_outlet(syn_watching *job, int64_t number, syn_error *error) {
  syn_store_watch watch;
  syn_text outlet;
  syn_arena_reset(job->outlet_arena);
  syn_status status = syn_store_get_watch(job->collection->store, number, job->outlet_arena, &watch, error);
  if (status == SYN_NOT_FOUND) return SYN_OK;
  if (status == SYN_OK) status = syn_watch_find_outlet(job, &watch, job->outlet_arena, &outlet, error);
  if (status != SYN_OK || syn_text_equal(watch.outlet, outlet)) return status;
  watch.outlet = outlet;
  status = syn_store_put_watch(job->collection->store, &watch, error);
  return status == SYN_OK ? syn_store_set_feed_outlet(job->collection->store, watch.address, outlet, error) : status;
}

syn_status syn_watch_write_settled(void *context, syn_error *error) {
  syn_watching *job = context;
  syn_status status = SYN_OK;
  int64_t last = 0;
  for (size_t i = 0; status == SYN_OK && i < job->settled.count; i++) status = write_one(job, &job->settled.items[i], error);
  for (size_t i = 0; status == SYN_OK && i < job->settled.count; i++) {
    int64_t watch = job->settled.items[i].item.watch;
    bool is_there_before = watch == last;
    for (size_t k = 0; k < i && !is_there_before; k++) is_there_before = job->settled.items[k].item.watch == watch;
    if (!is_there_before) status = write_outlet(job, watch, error);
    last = watch;
  }
  for (size_t i = 0; i < job->settled.count; i++) syn_watch_free_slot(job, job->settled.items[i].slot);
  syn_arena_reset(job->settled_arena);
  job->settled.items = NULL;
  job->settled.count = job->settled.capacity = 0;
  return status;
}

syn_status syn_watch_flush(syn_watching *job, syn_error *error) {
  syn_store *store = job->collection->store;
  if (job->addition.batch.articles.count > 0) return syn_article_batch_write(&job->addition.batch, error);
  if (job->settled.count == 0) return SYN_OK;
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  status = syn_watch_write_settled(job, error);
  if (status == SYN_OK) status = syn_store_commit(store, error);
  if (status != SYN_OK) syn_store_rollback(store);
  return status;
}

/* What is settled without an article fills no batch; a hundred of them are written all the same. */
static syn_status flush_many(syn_watching *job, syn_error *error) {
  enum { SETTLED_DUE = 100 };
  return job->settled.count >= SETTLED_DUE ? syn_watch_flush(job, error) : SYN_OK;
}

/* ---- asking ---- */

static uint64_t tell_host(syn_text url) {
  size_t start = syn_text_find(url, SYN_TEXT("://"), 0);
  syn_text host = start == SIZE_MAX ? url : syn_text_slice(url, start + 3, syn_text_find(url, SYN_TEXT("/"), start + 3));
  syn_digest digest = syn_digest_of(host);
  uint64_t number;
  memcpy(&number, digest.bytes, sizeof number);
  return number | 1;
}

/* Whether a host has as many requests as it may have at once; counted among those under way. */
static bool is_busy(const syn_watching *job, uint64_t host) {
  unsigned count = 0;
  for (size_t i = 0; i < job->slot_count; i++) count += job->slots[i].is_taken && job->slots[i].is_asked && job->slots[i].host == host;
  return count >= SYN_WATCH_HOST_LIMIT;
}

/* The page in what a feed holds of an item. */
static syn_status make_content_page(syn_watching *job, const syn_store_item *item, const syn_watch_place *place, syn_error *error) {
  char seen[SYN_MOMENT_TEXT_SIZE];
  syn_watch_time_text(item->seen, seen);
  syn_page page = {.url = item->url,
                   .captured = syn_text_from(seen),
                   .media = SYN_MEDIA_HTML,
                   .bytes = item->content,
                   .declared_charset = SYN_TEXT("utf-8"),
                   .outlet = item->outlet,
                   .title = item->title,
                   .date = item->date,
                   .byline = item->byline,
                   .language = item->language,
                   .credit = item->credit,
                   .based_on = item->based_on};
  syn_status status = name_item(job, item, place->arena, &page.source, error);
  if (status != SYN_OK) return status;
  if (syn_arena_copy(place->arena, page.captured, &page.captured) != SYN_OK) return no_memory(error);
  *place->page = page;
  return SYN_OK;
}

syn_status syn_watch_ask_item(syn_watching *job, syn_id key, syn_watch_place *place, syn_error *error) {
  syn_store_item item;
  size_t number;
  syn_status status = syn_store_get_item(job->collection->store, key, place->arena, &item, error);
  if (status == SYN_NOT_FOUND) return SYN_OK; /* forgotten meanwhile */
  if (status != SYN_OK || item.due == 0) return status;
  uint64_t host = item.content.size > 0 ? 0 : tell_host(item.url);
  if (host != 0 && is_busy(job, host)) {
    job->has_left_out = true;
    return SYN_OK;
  }
  syn_watch_slot *slot = syn_watch_take_slot(job, &number);
  if (!slot) return SYN_OK;
  slot->key = key;
  slot->host = host;
  job->pages_asked++;
  if (item.content.size > 0) {
    snprintf(slot->etag, sizeof slot->etag, "%.*s", SYN_TEXT_ARGUMENTS(item.etag));
    job->current = number;
    place->has_page = true;
    return make_content_page(job, &item, place, error);
  }
  bool is_known = !syn_id_is_none(item.article);
  const syn_fetch_request request = {.url = item.url,
                                     .etag = is_known ? item.etag : (syn_text){0},
                                     .last_modified = is_known ? item.last_modified : (syn_text){0},
                                     .key = number};
  slot->is_asked = true;
  job->asked_count++;
  return job->means->ask(job->means->context, &request, error);
}

/* ---- answers ---- */

static void keep_validator(char out_text[SYN_WATCH_VALIDATOR_LIMIT], syn_text validator) {
  if (validator.size >= SYN_WATCH_VALIDATOR_LIMIT) validator.size = 0;
  snprintf(out_text, SYN_WATCH_VALIDATOR_LIMIT, "%.*s", SYN_TEXT_ARGUMENTS(validator));
}

/* The page that came, with what its feed says of it. */
static syn_status make_page(const syn_store_item *item, const syn_fetch_result *result, const syn_watch_place *place, syn_error *error) {
  syn_page *out_page = place->page;
  syn_status status = syn_fetched_page(result, place->arena, out_page, error);
  if (status != SYN_OK) return status;
  out_page->outlet = item->outlet;
  out_page->title = item->title;
  out_page->date = item->date;
  out_page->byline = item->byline;
  out_page->language = item->language;
  out_page->credit = item->credit;
  out_page->based_on = item->based_on;
  return SYN_OK;
}

static syn_status take_other(syn_watching *job, syn_store_item *item, const syn_fetch_result *result, syn_error *error) {
  if (result->outcome == SYN_FETCH_UNCHANGED && !syn_id_is_none(item->article)) {
    syn_status status = settle_kept(job, item, item->url, error);
    if (status == SYN_OK) tell_item(job, SYN_WATCH_ITEM_UNCHANGED, item, item->url);
    return status;
  }
  if (result->outcome == SYN_FETCH_LATER) return postpone(job, item, item->url, &result->error, result->retry_after_s, error);
  syn_text why = syn_watch_reason(&result->error, item->url);
  bool is_final = result->outcome == SYN_FETCH_FORBIDDEN || result->is_gone_for_good;
  return settle_failed(job, item, item->url, why.size > 0 ? why : SYN_TEXT("did not come"), is_final, error);
}

/* A page that came: to be read, or why it is none. */
static syn_status take_body(syn_watching *job, size_t number, syn_store_item *item, const syn_fetch_result *result, syn_watch_place *place,
                            syn_error *error) {
  syn_watch_slot *slot = &job->slots[number];
  syn_error cause = {0};
  syn_status status = make_page(item, result, place, &cause);
  if (status != SYN_OK) return settle_failed(job, item, item->url, syn_watch_reason(&cause, item->url), status != SYN_NO_MEMORY, error);
  keep_validator(slot->etag, result->etag);
  keep_validator(slot->last_modified, result->last_modified);
  job->current = number;
  place->has_page = true;
  return SYN_OK;
}

syn_status syn_watch_take_page(syn_watching *job, size_t number, const syn_fetch_result *result, syn_watch_place *place, syn_error *error) {
  syn_store_item item;
  job->settling = number;
  syn_status status = syn_store_get_item(job->collection->store, job->slots[number].key, place->arena, &item, error);
  if (status == SYN_OK && item.state != SYN_ITEM_REMOVED) {
    bool has_come = result->outcome == SYN_FETCH_CAME;
    status = has_come ? take_body(job, number, &item, result, place, error) : take_other(job, &item, result, error);
    if (place->has_page) return status;
  }
  if (job->settling != SYN_WATCH_NO_SLOT) syn_watch_free_slot(job, number); /* else when it is written: until then it seems due */
  if (status == SYN_NOT_FOUND) status = SYN_OK;                             /* forgotten meanwhile */
  return status == SYN_OK ? flush_many(job, error) : status;
}

/* ---- out of the pipeline ---- */

syn_status syn_watch_look(void *context, syn_pipeline_result *result, syn_error *error) {
  const syn_watching *job = context;
  return syn_addition_look(&job->addition, result, error);
}

/* What an article says, apart from its page. None where the record cannot be read. */
static syn_id tell_wording(syn_watching *job, const syn_pipeline_result *result) {
  syn_article article;
  SYN_ARRAY(syn_text) parts = {0};
  if (result->article_line.size == 0) return (syn_id){{0}};
  if (syn_record_read_article(syn_buffer_text(&result->article_line), job->arena, &article, NULL) != SYN_OK) return (syn_id){{0}};
  if (SYN_ARRAY_RESERVE(&parts, 2 + (size_t)article.caption_count, job->arena) != SYN_OK) return (syn_id){{0}};
  *SYN_ARRAY_ADD(&parts, job->arena) = article.title;
  *SYN_ARRAY_ADD(&parts, job->arena) = article.text;
  for (uint32_t i = 0; i < article.caption_count; i++) *SYN_ARRAY_ADD(&parts, job->arena) = article.captions[i];
  return syn_digest_id("wording", parts.items, parts.count);
}

/* Settled before the article is given to the batch, which may write at once: both are kept together. */
static syn_status take_article(syn_watching *job, syn_store_item *item, const syn_watch_slot *slot, syn_pipeline_result *result,
                               syn_error *error) {
  syn_id wording = tell_wording(job, result);
  bool has_article = !syn_id_is_none(item->article), has_wording = !syn_id_is_none(wording);
  bool says_the_same = has_article && has_wording && syn_id_compare(wording, item->wording) == 0;
  item->etag = syn_text_from(slot->etag);
  item->last_modified = syn_text_from(slot->last_modified);
  if (!says_the_same) item->article = result->id;
  if (has_wording) item->wording = wording;
  syn_status status = settle_kept(job, item, result->source, error);
  if (status == SYN_OK && !says_the_same) status = syn_addition_keep(&job->addition, result, error);
  if (status != SYN_OK) return status;
  bool is_known = says_the_same || result->is_known;
  tell_item(job, is_known ? SYN_WATCH_ITEM_UNCHANGED : has_article ? SYN_WATCH_ITEM_CHANGED : SYN_WATCH_ITEM_NEW, item, result->source);
  return SYN_OK;
}

/*
 * A page that was not read. Who ends a service ends all of its processes, those that read pages too: that, and what else befalls them from
 * outside, is no fault of the page, which is left as it is.
 */
static syn_status take_unread(syn_watching *job, syn_store_item *item, const syn_pipeline_result *result, syn_error *error) {
  if (!syn_watch_may_go_on(job)) return SYN_OK;
  if (result->status == SYN_IO) return postpone(job, item, result->source, &result->error, 0, error);
  bool is_final = result->status != SYN_NO_MEMORY; /* which may be there another time */
  return settle_failed(job, item, result->source, syn_watch_reason(&result->error, result->source), is_final, error);
}

syn_status syn_watch_consume(void *context, syn_pipeline_result *result, syn_error *error) {
  syn_watching *job = context;
  size_t number = result->number;
  syn_store_item item;
  job->pages_under_way--;
  job->settling = number;
  syn_arena_reset(job->arena);
  syn_addition_tell_time(&job->addition);
  syn_status status = syn_store_get_item(job->collection->store, job->slots[number].key, job->arena, &item, error);
  if (status == SYN_OK && item.state != SYN_ITEM_REMOVED) {
    if (result->status == SYN_OK)
      status = take_article(job, &item, &job->slots[number], result, error);
    else
      status = take_unread(job, &item, result, error);
  }
  if (job->settling != SYN_WATCH_NO_SLOT) syn_watch_free_slot(job, number); /* else when it is written: until then it seems due */
  if (status == SYN_NOT_FOUND) status = SYN_OK;                             /* forgotten meanwhile */
  return status == SYN_OK ? flush_many(job, error) : status;
}
