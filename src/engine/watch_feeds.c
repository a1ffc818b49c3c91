/*
 * What a feed answered. All that follows of one answer is one transaction: its validators, the time of the next asking, the items that it
 * names, its row in the ledger of collection.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/watch_internal.h"
#include "engine/watch_schedule.h"
#include "readers/feed_page_making.h"
#include "records/request_record.h"
#include "records/wording.h"

/* One answer on its way to the store. */
typedef struct feed_answer {
  syn_watching *job;
  const syn_fetch_result *result;
  syn_store_watch watch;
  int64_t now;
  syn_watch_event event; /* what is told when all is written */
} feed_answer;

static syn_text cut_fragment(syn_text url) {
  return syn_text_slice(url, 0, syn_text_find(url, SYN_TEXT("#"), 0));
}

static bool is_list(const syn_store_watch *watch) {
  return syn_text_equal(watch->kind, SYN_TEXT("index")) || syn_text_equal(watch->kind, SYN_TEXT("opml"));
}

/* ---- outlets ---- */

/* Names with the number of articles, few of them. */
typedef struct outlet_count {
  syn_text names[SYN_WATCH_OUTLET_ARTICLES];
  unsigned counts[SYN_WATCH_OUTLET_ARTICLES];
  unsigned name_count, article_count;
  syn_arena *arena;
} outlet_count;

static syn_status count_outlet(void *context, syn_text outlet, syn_text url) {
  outlet_count *count = context;
  const syn_article article = {.outlet = outlet, .url = url};
  syn_text name = syn_wording_outlet(&article);
  unsigned i = 0;
  while (i < count->name_count && !syn_text_equal_ascii_case(count->names[i], name)) i++;
  if (i == SYN_WATCH_OUTLET_ARTICLES) return SYN_OK;
  if (i == count->name_count) {
    if (syn_arena_copy(count->arena, name, &count->names[i]) != SYN_OK) return SYN_NO_MEMORY;
    count->name_count++;
  }
  count->counts[i]++;
  count->article_count++;
  return SYN_OK;
}

syn_status syn_watch_find_outlet(syn_watching *job, const syn_store_watch *watch, syn_arena *arena, syn_text *out_outlet,
                                 syn_error *error) {
  outlet_count *count = SYN_ARENA_NEW(arena, outlet_count);
  if (!count) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory to tell whose a feed is");
  count->arena = arena;
  syn_status status = syn_store_each_outlet(job->collection->store, watch->number, SYN_WATCH_OUTLET_ARTICLES, count_outlet, count, error);
  if (status != SYN_OK) return status;
  *out_outlet = count->article_count > 0 ? (syn_text){0} : watch->outlet.size > 0 ? watch->outlet : watch->title;
  for (unsigned i = 0; i < count->name_count; i++)
    if (2 * count->counts[i] > count->article_count) *out_outlet = count->names[i];
  return SYN_OK;
}

/* ---- the ledger of collection ---- */

syn_status syn_watch_note(syn_watching *job, const syn_store_watch *watch, syn_text why, syn_id *out_request, syn_error *error) {
  char asked[SYN_MOMENT_TEXT_SIZE];
  syn_request_failure failure = {.source = watch->address, .why = why};
  syn_request request = {.kind = SYN_REQUEST_FEED, .source = watch->address, .is_stated = true};
  syn_status status = SYN_OK;
  syn_watch_time_text(syn_watch_now(job), asked);
  request.first_asked = request.asked = syn_text_from(asked);
  if (why.size > 0) {
    request.failures = &failure;
    request.failure_count = 1;
  }
  syn_arena *arena = job->outlet_arena; /* that of the answer may be full with what the feed said */
  syn_arena_reset(arena);
  if (!is_list(watch)) status = syn_watch_find_outlet(job, watch, arena, &request.outlet, error);
  if (status == SYN_OK) status = syn_store_note_request(job->collection->store, &request, error);
  *out_request = syn_request_id(&request);
  return status;
}

/* ---- outcomes, within a transaction ---- */

static syn_status take_failure(feed_answer *answer, syn_text why, syn_error *error) {
  syn_store_watch *watch = &answer->watch;
  syn_id request;
  watch->failure_count++;
  watch->why = why;
  watch->next = syn_watch_retry(answer->now, watch->address, watch->failure_count, answer->result->retry_after_s);
  bool is_unreached = answer->result->outcome == SYN_FETCH_FAILED && answer->result->http_status == 0;
  if (is_unreached && watch->next > answer->now + SYN_WATCH_UNREACHED_MOST_S) watch->next = answer->now + SYN_WATCH_UNREACHED_MOST_S;
  answer->event.kind = SYN_WATCH_FEED_FAILED;
  answer->event.why = why;
  if (answer->result->is_gone_for_good) {
    watch->is_gone = true;
    watch->next = 0;
    answer->event.kind = SYN_WATCH_FEED_GONE;
  }
  answer->event.next = watch->next;
  return syn_watch_note(answer->job, watch, why, &request, error);
}

/* It has moved to an address that is watched already: its items go there. */
static syn_status join(feed_answer *answer, int64_t other, syn_error *error) {
  syn_store *store = answer->job->collection->store;
  syn_status status = syn_store_join_watches(store, answer->watch.number, other, error);
  if (status == SYN_OK) status = syn_store_remove_watch(store, answer->watch.number, error);
  if (status == SYN_OK) syn_watch_count_less(answer->job);
  return status;
}

/* `*out_joined`: it is no more, for the other address is watched. */
static syn_status move(feed_answer *answer, bool *out_joined, syn_error *error) {
  syn_store_watch other, *watch = &answer->watch;
  syn_text to = answer->result->moved_to;
  *out_joined = false;
  if (to.size == 0 || to.size > SYN_WATCH_URL_LIMIT || syn_text_equal(to, watch->address)) return SYN_OK;
  syn_status status = syn_store_find_watch(answer->job->collection->store, to, answer->job->arena, &other, NULL);
  if (status != SYN_OK && status != SYN_NOT_FOUND) return syn_error_set(error, status, 0, "what is watched cannot be read");
  const syn_watch_event moved = {.kind = SYN_WATCH_FEED_MOVED, .address = to, .from = watch->address, .title = watch->title};
  syn_watch_tell(answer->job, &moved);
  *out_joined = status == SYN_OK;
  if (status == SYN_OK) return join(answer, other.number, error);
  if (watch->moved_from.size == 0) watch->moved_from = watch->address; /* the first one: items without address are known by it */
  watch->address = to;
  answer->event.address = to;
  return SYN_OK;
}

static void take_validators(feed_answer *answer) {
  const syn_fetch_result *result = answer->result;
  syn_store_watch *watch = &answer->watch;
  watch->etag = result->etag.size <= SYN_WATCH_VALIDATOR_LIMIT ? result->etag : (syn_text){0};
  watch->last_modified = result->last_modified.size <= SYN_WATCH_VALIDATOR_LIMIT ? result->last_modified : (syn_text){0};
}

/* `feed` NULL: it has not changed. Then what it wished stands in its interval alone, which only a wish makes as long as that. */
static void schedule(feed_answer *answer, const syn_feed *feed, bool has_brought) {
  syn_store_watch *watch = &answer->watch;
  watch->failure_count = 0;
  watch->why = (syn_text){0};
  watch->answered = answer->now;
  if (feed) {
    watch->skip_hours = feed->skip_hours;
    watch->skip_days = feed->skip_days;
  }
  uint32_t fresh = answer->result->fresh_s < SYN_WATCH_MOST_S ? answer->result->fresh_s : SYN_WATCH_MOST_S;
  uint32_t wish = feed && feed->ttl_minutes < SYN_WATCH_TTL_MOST_S / 60 ? feed->ttl_minutes * 60 : feed ? SYN_WATCH_TTL_MOST_S : 0;
  if (!feed && watch->interval_s > SYN_WATCH_MOST_S) wish = watch->interval_s;
  if (wish < fresh) wish = fresh;
  if (is_list(watch))
    watch->interval_s = SYN_WATCH_LIST_S;
  else
    watch->interval_s = syn_watch_interval(watch->interval_s, wish, has_brought);
  uint32_t every =
      answer->job->options->address_count == 0 && answer->job->options->every_s > 0 ? answer->job->options->every_s : watch->every_s;
  watch->next = syn_watch_next(answer->now, watch->address, watch->interval_s, every);
  if (every == 0) watch->next = syn_watch_spared(watch->next, watch->address, watch->skip_hours, watch->skip_days);
  answer->event.next = watch->next;
}

static syn_status take_items(feed_answer *answer, const syn_feed *feed, syn_id request, uint32_t *out_count, syn_error *error) {
  syn_watching *job = answer->job;
  syn_store_watch *watch = &answer->watch;
  syn_watch_listed listed = {0};
  if (is_list(watch)) return syn_watch_add_children(job, watch, feed, out_count, error);
  syn_status status = syn_watch_list_items(job, watch, feed, request, &listed, error);
  if (status == SYN_OK) syn_watch_begin_older(watch, feed, answer->result->final_url, &listed);
  *out_count = listed.new_count;
  return status == SYN_OK
             ? syn_store_prune_items(job->collection->store, watch->number, answer->now - SYN_WATCH_FORGET_S, SYN_WATCH_ITEMS_KEPT, error)
             : status;
}

static syn_status take_feed(feed_answer *answer, const syn_feed *feed, bool *out_joined, syn_error *error) {
  static const syn_feed_item no_item;
  syn_store_watch *watch = &answer->watch;
  syn_id request;
  uint32_t count = 0;
  syn_status status = move(answer, out_joined, error);
  if (status != SYN_OK || *out_joined) return status;
  if (feed) {
    watch->kind = syn_text_from(syn_feed_kind_name(feed->kind));
    if (feed->title.size > 0) watch->title = syn_watch_cut(feed->title);
    if (watch->outlet.size == 0 && !is_list(watch))
      watch->outlet = syn_watch_cut(syn_feed_outlet(feed, feed->item_count > 0 ? &feed->items[0] : &no_item));
    take_validators(answer);
  }
  status = syn_watch_note(answer->job, watch, (syn_text){0}, &request, error);
  if (status == SYN_OK && feed) status = take_items(answer, feed, request, &count, error);
  if (status != SYN_OK) return status;
  answer->event.kind = feed ? SYN_WATCH_FEED_CAME : SYN_WATCH_FEED_UNCHANGED;
  answer->event.title = watch->title;
  answer->event.count = count;
  schedule(answer, feed, count > 0);
  return SYN_OK;
}

/* ---- one transaction ---- */

/* `why` empty: it answered, with `feed` or (NULL) that it has not changed. */
static syn_status write_answer(feed_answer *answer, const syn_feed *feed, syn_text why, syn_error *error) {
  syn_store *store = answer->job->collection->store;
  bool has_joined = false;
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  status = why.size > 0 ? take_failure(answer, why, error) : take_feed(answer, feed, &has_joined, error);
  if (status == SYN_OK && !has_joined) status = syn_store_put_watch(store, &answer->watch, error);
  if (status == SYN_OK) status = syn_store_commit(store, error);
  if (status != SYN_OK)
    syn_store_rollback(store);
  else if (!has_joined)
    syn_watch_tell(answer->job, &answer->event);
  return status;
}

/*
 * A list within a list, or what else is wrong with what was parsed, is a failure of the feed. So is memory that it wants in excess: one
 * feed is not to end the watching of all others. It is tried again, for it may be there another time.
 */
static bool is_of_the_feed(syn_status status) {
  return status == SYN_BAD_INPUT || status == SYN_LIMIT || status == SYN_NOT_FOUND || status == SYN_NO_MEMORY || status == SYN_IO;
}

/* Lists lead to feeds, and one of feeds (OPML) may lead to an index of sitemaps; all else could go on without end. */
static syn_status find_nesting(feed_answer *answer, const syn_feed *feed, bool *out_nests, syn_error *error) {
  syn_store_watch parent;
  if (answer->watch.parent == 0 || (feed->kind != SYN_FEED_INDEX && feed->kind != SYN_FEED_OPML)) return SYN_OK;
  syn_status status = syn_store_get_watch(answer->job->collection->store, answer->watch.parent, answer->job->arena, &parent, error);
  if (status != SYN_OK) return status == SYN_NOT_FOUND ? SYN_OK : status;
  *out_nests = feed->kind == SYN_FEED_OPML || syn_text_equal(parent.kind, syn_text_from(syn_feed_kind_name(SYN_FEED_INDEX)));
  return SYN_OK;
}

/* Whether the path of an address speaks of news, as the names of news sitemaps do; a host may for other reasons. */
static bool is_of_news(syn_text url) {
  const syn_text word = SYN_TEXT("news");
  const size_t host = syn_text_find(url, SYN_TEXT("://"), 0);
  size_t at = host == SIZE_MAX ? SIZE_MAX : syn_text_find(url, SYN_TEXT("/"), host + 3);
  for (; at != SIZE_MAX && at + word.size <= url.size; at++)
    if (syn_text_equal_ascii_case(syn_text_slice(url, at, at + word.size), word)) return true;
  return false;
}

/* A sitemap that the robots.txt of a site names: the first one of news, else the first; empty where there is none. */
static syn_text find_sitemap(const syn_watching *job, syn_text site) {
  const syn_text lines = job->means->sitemaps(job->means->context, site);
  syn_text first = {0};
  for (size_t start = 0, end; start < lines.size; start = end + 1) {
    end = syn_text_find(lines, SYN_TEXT("\n"), start);
    if (end == SIZE_MAX) end = lines.size;
    const syn_text line = syn_text_slice(lines, start, end);
    if (!syn_watch_may_keep(line)) continue;
    if (is_of_news(line)) return line;
    if (first.size == 0) first = line;
  }
  return first;
}

static syn_status note_site(syn_watching *job, const syn_store_watch *site, syn_text feed, syn_error *error) {
  syn_store_watch watch;
  syn_status status = syn_store_find_watch(job->collection->store, feed, job->arena, &watch, error);
  watch.moved_from = site->address;
  return status == SYN_OK ? syn_store_put_watch(job->collection->store, &watch, error) : status;
}

/*
 * A page of a site: the first of the feeds that it names, else a sitemap that its robots.txt names, takes its place, and keeps where it was
 * named in `moved_from`. If that is a page, too, it leads no further: pages that name pages could go on without end. One that was a feed
 * may have a bad day.
 */
static syn_status take_site(feed_answer *answer, const syn_feed *page, syn_error *error) {
  syn_watching *job = answer->job;
  syn_store *store = job->collection->store;
  const syn_store_watch *site = &answer->watch;
  uint32_t count;
  if (site->kind.size > 0) return write_answer(answer, NULL, SYN_TEXT("is a page now, and was a feed"), error);
  if (site->moved_from.size > 0)
    return write_answer(answer, NULL, SYN_TEXT("is a page, and was named as the feed of one: name the feed's own address"), error);
  const syn_feed_item named = {.url = page->item_count > 0 ? page->items[0].url : find_sitemap(job, answer->result->final_url),
                               .title = page->item_count > 0 ? page->items[0].title : page->title};
  if (!syn_watch_may_keep(cut_fragment(named.url)))
    return write_answer(answer, NULL, SYN_TEXT("is a page, and names no feed or sitemap: name the feed's own address"), error);
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  syn_feed first = *page;
  first.items = &named;
  first.item_count = 1;
  syn_store_watch given = *site;
  given.number = site->parent;
  status = syn_watch_add_children(job, &given, &first, &count, error);
  if (status == SYN_OK && count > 0) status = note_site(job, site, cut_fragment(named.url), error);
  if (status == SYN_OK) status = syn_store_remove_watch(store, site->number, error);
  if (status == SYN_OK) syn_watch_count_less(job);
  if (status == SYN_OK) status = syn_store_commit(store, error);
  if (status != SYN_OK) syn_store_rollback(store);
  return status;
}

static syn_status take_body(feed_answer *answer, syn_error *error) {
  syn_watching *job = answer->job;
  const syn_fetch_result *result = answer->result;
  syn_error cause = {0};
  syn_feed feed = {0};
  syn_status status = job->means->parse(job->means->context, result->body, result->charset, result->final_url, job->arena, &feed, &cause);
  if (status == SYN_OK) {
    bool nests = false;
    status = find_nesting(answer, &feed, &nests, error);
    if (status != SYN_OK) return status;
    if (nests) return write_answer(answer, NULL, SYN_TEXT("is a list that a list names: watch it by itself"), error);
  }
  if (status == SYN_OK && feed.kind == SYN_FEED_HTML) return take_site(answer, &feed, error);
  if (status == SYN_OK) return write_answer(answer, &feed, (syn_text){0}, error);
  if (!is_of_the_feed(status)) return syn_error_set(error, status, 0, "%s", cause.text);
  if (status == SYN_IO && !syn_watch_may_go_on(job)) return SYN_OK; /* who ends the program ends those that parse: the feed stays due */
  syn_text why = syn_watch_reason(&cause, result->url);
  return write_answer(answer, NULL, why.size > 0 ? why : SYN_TEXT("is no feed"), error);
}

syn_status syn_watch_take_feed(syn_watching *job, int64_t number, const syn_fetch_result *result, syn_error *error) {
  feed_answer answer = {.job = job, .result = result, .now = syn_watch_now(job)};
  syn_arena_reset(job->arena);
  syn_status status = syn_store_get_watch(job->collection->store, number, job->arena, &answer.watch, error);
  if (status == SYN_NOT_FOUND) return SYN_OK; /* forgotten meanwhile */
  if (status != SYN_OK) return status;
  answer.watch.asked = answer.now;
  answer.watch.times++;
  answer.event.address = answer.watch.address;
  answer.event.title = answer.watch.title;
  job->is_plan_old = true;
  if (result->outcome == SYN_FETCH_CAME) return take_body(&answer, error);
  if (result->outcome == SYN_FETCH_UNCHANGED) return write_answer(&answer, NULL, (syn_text){0}, error);
  syn_text why = syn_watch_reason(&result->error, result->url);
  return write_answer(&answer, NULL, why.size > 0 ? why : SYN_TEXT("did not answer"), error);
}

/* ---- lists of feeds, indexes of sitemaps ---- */

/* The newest first, then by address. */
static int compare_items(const void *a, const void *b) {
  const syn_feed_item *x = a, *y = b;
  int order = syn_text_compare(y->updated, x->updated);
  return order != 0 ? order : syn_text_compare(x->url, y->url);
}

static syn_status add_child(syn_watching *job, const syn_store_watch *parent, const syn_feed_item *item, uint32_t *count,
                            syn_error *error) {
  bool is_new = false;
  syn_text url = cut_fragment(item->url);
  if (!syn_watch_may_keep(url) || job->watch_count >= SYN_WATCH_ADDRESS_LIMIT) return SYN_OK;
  syn_store_watch other;
  syn_status status = syn_store_find_watch(job->collection->store, url, job->arena, &other, NULL);
  if (status == SYN_OK) return SYN_OK; /* as it was given */
  const syn_store_watch child = {.parent = parent->number,
                                 .address = url,
                                 .title = syn_watch_cut(item->title),
                                 .is_feed_only = parent->is_feed_only,
                                 .every_s = parent->every_s};
  status = syn_store_add_watch(job->collection->store, &child, NULL, &is_new, error);
  if (status != SYN_OK || !is_new) return status;
  job->watch_count++;
  (*count)++;
  const syn_watch_event added = {.kind = SYN_WATCH_FEED_ADDED, .address = url, .from = parent->address, .title = child.title};
  syn_watch_tell(job, &added);
  return SYN_OK;
}

/* Whether it is what an item names, be it that it has moved since. */
static bool is_child(const syn_store_watch *child, const syn_feed_item *item) {
  syn_text url = cut_fragment(item->url);
  return syn_text_equal(url, child->address) || syn_text_equal(url, child->moved_from);
}

/* The sitemaps that an index names no more, or that are not among its newest, are watched no more once all that they named has come. */
static syn_status drop_children(syn_watching *job, const syn_store_watch *parent, const syn_feed_item *items, uint32_t count,
                                syn_error *error) {
  syn_store_watch *watches;
  size_t watch_count;
  syn_status status = syn_store_list_watches(job->collection->store, job->arena, &watches, &watch_count, error);
  for (size_t i = 0; status == SYN_OK && i < watch_count; i++) {
    const syn_store_watch *child = &watches[i];
    bool is_named = child->parent != parent->number || child->waiting_count > 0 || child->asked == 0;
    for (uint32_t k = 0; k < count && !is_named; k++) is_named = is_child(child, &items[k]);
    if (is_named) continue;
    status = syn_store_remove_watch(job->collection->store, child->number, error);
    if (status == SYN_OK) syn_watch_count_less(job);
  }
  return status;
}

syn_status syn_watch_add_children(syn_watching *job, const syn_store_watch *parent, const syn_feed *feed, uint32_t *out_count,
                                  syn_error *error) {
  *out_count = 0;
  if (feed->item_count == 0) return SYN_OK;
  syn_feed_item *items = SYN_ARENA_ARRAY(job->arena, syn_feed_item, feed->item_count);
  if (!items) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for a list of feeds");
  memcpy(items, feed->items, feed->item_count * sizeof(syn_feed_item));
  uint32_t count = feed->item_count;
  if (feed->kind == SYN_FEED_INDEX) qsort(items, count, sizeof(syn_feed_item), compare_items);
  if (feed->kind == SYN_FEED_INDEX && count > SYN_WATCH_CHILDREN_LIMIT) count = SYN_WATCH_CHILDREN_LIMIT;
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < count; i++) status = add_child(job, parent, &items[i], out_count, error);
  if (status == SYN_OK && feed->kind == SYN_FEED_INDEX) status = drop_children(job, parent, items, count, error);
  return status;
}
