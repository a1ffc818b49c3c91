/*
 * The items that a feed names, against what is known of them. An item is known by its address, whichever feed names it; where it has none,
 * by its feed and its id. One that several feeds name belongs to that which was watched first, so that nothing depends on the order in
 * which feeds answer.
 */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/web_address.h"
#include "engine/watch_internal.h"
#include "readers/feed_page_making.h"

typedef struct listing {
  syn_watching *job;
  const syn_store_watch *watch;
  const syn_feed *feed;
  syn_id request;
  int64_t now;
  syn_watch_listed listed;
} listing;

/* "Ada Fenn, Jo Hale" */
static syn_status join_authors(const syn_feed_item *from, syn_arena *arena, syn_text *out_byline) {
  syn_buffer names;
  syn_buffer_init(&names, SYN_WATCH_HINT_LIMIT);
  for (uint32_t i = 0; i < from->author_count; i++) {
    if (i > 0) syn_buffer_add(&names, SYN_TEXT(", "));
    syn_buffer_add(&names, from->authors[i]);
  }
  syn_status status = names.status == SYN_NO_MEMORY ? SYN_NO_MEMORY : SYN_OK;
  if (status == SYN_OK && names.status == SYN_OK) status = syn_arena_copy(arena, syn_buffer_text(&names), out_byline);
  syn_buffer_clear(&names);
  return status;
}

/* One page, however its address is spelt. */
static syn_status make_key(const listing *job, const syn_feed_item *from, syn_text url, syn_id *out_key) {
  if (url.size > 0) {
    syn_text normal;
    syn_status status = syn_web_address_normal(url, job->job->outlet_arena, &normal);
    const syn_text parts[] = {normal};
    if (status == SYN_OK) *out_key = syn_digest_id("watched page", parts, 1);
    return status;
  }
  const syn_text parts[] = {job->watch->moved_from.size > 0 ? job->watch->moved_from : job->watch->address,
                            from->id.size > 0 ? from->id : from->title};
  *out_key = syn_digest_id("watched item", parts, 2);
  return SYN_OK;
}

/* By which a change of content is seen, in the place of a validator. */
static syn_status tell_content(syn_text content, syn_arena *arena, syn_text *out_etag) {
  char digest[SYN_DIGEST_TEXT_SIZE];
  syn_digest_format(syn_digest_of(content), digest);
  return syn_arena_copy(arena, syn_text_from(digest), out_etag);
}

/*
 * A sitemap without titles lists a whole site: what was there before the watching began, and has not changed for days, is passed over. All
 * others list what is new.
 */
static bool is_passed(const listing *job, const syn_feed_item *from, int64_t stated) {
  if (job->feed->kind != SYN_FEED_SITEMAP || from->title.size > 0) return false;
  if (stated == 0) return job->watch->answered == 0;
  return stated < job->now - SYN_WATCH_RECENT_S;
}

/* What its feed says of an item, for the page that is asked for; or, where none is, the page that its feed holds. */
static syn_status describe(const listing *job, const syn_feed_item *from, bool by_page, syn_store_item *item) {
  syn_arena *arena = job->job->outlet_arena;
  syn_page page = {.title = from->title, .date = from->dated, .language = from->language};
  syn_status status = by_page ? join_authors(from, arena, &page.byline) : syn_feed_make_page(job->feed, from, arena, &page);
  if (by_page && job->feed->kind == SYN_FEED_SITEMAP) page.outlet = from->source;
  const syn_text outlet = syn_feed_outlet(job->feed, from); /* many feeds name themselves as the author of all */
  if (syn_text_equal_ascii_case(page.byline, job->feed->title) || syn_text_equal_ascii_case(page.byline, outlet))
    page.byline = (syn_text){0};
  if (status == SYN_NOT_FOUND) status = SYN_OK; /* neither a page nor content: there is nothing to read */
  if (status != SYN_OK) return status;
  syn_feed_origin(job->feed, from, &page.credit, &page.based_on);
  item->title = syn_watch_cut(page.title);
  item->date = syn_watch_cut(page.date);
  item->byline = syn_watch_cut(page.byline);
  item->language = syn_watch_cut(page.language);
  item->outlet = syn_watch_cut(page.outlet);
  item->credit = syn_watch_cut(page.credit);
  if (syn_watch_may_keep(page.based_on)) item->based_on = page.based_on;
  item->content = page.bytes;
  return page.bytes.size > 0 ? tell_content(page.bytes, arena, &item->etag) : SYN_OK;
}

/* What would be kept of an item if it were new. `*out_is_one`: there is something to fetch or to read. */
static syn_status make_item(const listing *job, const syn_feed_item *from, syn_store_item *out_item, bool *out_is_one) {
  syn_text url = syn_text_slice(from->url, 0, syn_text_find(from->url, SYN_TEXT("#"), 0));
  if (!syn_fetch_is_address(url) || syn_web_address_has_login(url)) url = (syn_text){0};
  bool by_page = url.size > 0 && !job->watch->is_feed_only;
  int64_t stated = syn_watch_time_of(from->published.size > 0 ? from->published : from->updated);
  syn_store_item item = {.watch = job->watch->number,
                         .url = url,
                         .updated = from->updated.size > 0 ? from->updated : from->published,
                         .request = job->request,
                         .published = stated > 0 && stated <= job->now ? stated : job->now,
                         .seen = job->now,
                         .due = job->now};
  syn_status status = make_key(job, from, url, &item.key);
  if (status == SYN_OK) status = describe(job, from, by_page, &item);
  *out_is_one = item.url.size <= SYN_WATCH_URL_LIMIT && item.content.size <= SYN_WATCH_CONTENT_LIMIT && (by_page || item.content.size > 0);
  if (is_passed(job, from, stated)) {
    item.state = SYN_ITEM_PASSED;
    item.due = 0;
  }
  *out_item = item;
  return status;
}

/* An item that was changed in its place: it is asked for again, as far as it is known. */
static bool has_changed(const syn_store_item *known, const syn_store_item *fresh) {
  if (fresh->content.size > 0) return !syn_text_equal(known->etag, fresh->etag);
  return known->updated.size > 0 && syn_text_compare(fresh->updated, known->updated) > 0;
}

static syn_status meet_again(listing *job, const syn_store_item *known, syn_store_item *fresh, syn_error *error) {
  syn_store *store = job->job->collection->store;
  bool is_own = known->watch == fresh->watch, is_waiting = known->state == SYN_ITEM_WAITING;
  bool is_changed = known->state != SYN_ITEM_REMOVED && is_own && has_changed(known, fresh) && fresh->state != SYN_ITEM_PASSED;
  bool is_taken_over = is_waiting && fresh->watch < known->watch;
  bool learns_time = is_own && known->updated.size == 0 && fresh->updated.size > 0 && known->state == SYN_ITEM_KEPT;
  if (!is_changed && !is_taken_over && !learns_time) return syn_store_see_item(store, known->key, job->now, error);
  syn_store_item item = *fresh;
  item.published = known->published;
  item.article = known->article;
  item.wording = known->wording;
  if (known->state == SYN_ITEM_KEPT) item.state = SYN_ITEM_KEPT;
  if (fresh->content.size == 0) {
    item.etag = known->etag;
    item.last_modified = known->last_modified;
  }
  if (!is_changed) {
    item.due = known->due;
    item.try_count = known->try_count;
  }
  if (is_changed && !is_waiting) job->listed.new_count++;
  return syn_store_put_item(store, &item, error);
}

static syn_status list_item(listing *job, const syn_feed_item *from, syn_error *error) {
  syn_store *store = job->job->collection->store;
  syn_store_item fresh, known;
  bool is_one = false;
  syn_arena_reset(job->job->outlet_arena); /* of each item, or a feed of many would need the sum */
  syn_status status = make_item(job, from, &fresh, &is_one);
  if (status != SYN_OK) return syn_error_set(error, status, 0, "not enough memory for the items of a feed");
  if (!is_one) return SYN_OK;
  job->listed.item_count++;
  status = syn_store_get_item(store, fresh.key, job->job->outlet_arena, &known, error);
  if (status == SYN_OK && known.watch == fresh.watch) job->listed.known_count++;
  if (status == SYN_OK) return meet_again(job, &known, &fresh, error);
  if (status != SYN_NOT_FOUND) return status;
  if (fresh.state == SYN_ITEM_WAITING) job->listed.new_count++;
  return syn_store_put_item(store, &fresh, error);
}

syn_status syn_watch_list_items(syn_watching *job, const syn_store_watch *watch, const syn_feed *feed, syn_id request,
                                syn_watch_listed *out_listed, syn_error *error) {
  listing list = {.job = job, .watch = watch, .feed = feed, .request = request, .now = syn_watch_now(job)};
  syn_status status = SYN_OK;
  for (uint32_t i = 0; status == SYN_OK && i < feed->item_count; i++) status = list_item(&list, &feed->items[i], error);
  *out_listed = list.listed;
  return status;
}
