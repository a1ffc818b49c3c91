/*
 * How it works. A feed may come in pages: each names the next, of older entries (RFC 5005, JSON Feed's next_url). They are asked for when
 * the feed's own address answered with nothing but what it had not named before, which is so the first time, and when more came since the
 * last asking than one page holds. The next one's address stands in the store, written with the items of the page before, so that a kill
 * loses nothing. The walk ends at a page that names something known, or nothing; at a limit of pages and items, so that a circle and a
 * feed without end are short; at another host, or at http behind https; and at a page that fails, which the ledger of collection keeps.
 */
#include <string.h>

#include "engine/watch_internal.h"

/* The host with its port, as it is written. */
static syn_text authority_of(syn_text url) {
  size_t start = syn_text_find(url, SYN_TEXT("://"), 0), end;
  if (start == SIZE_MAX) return (syn_text){0};
  for (end = start += 3; end < url.size && !strchr("/?#", url.data[end]); end++) continue;
  return syn_text_slice(url, start, end);
}

static bool is_secure(syn_text url) {
  return syn_text_equal_ascii_case(syn_text_slice(url, 0, 6), SYN_TEXT("https:"));
}

static bool is_paged(const syn_feed *feed) {
  return feed->kind == SYN_FEED_RSS || feed->kind == SYN_FEED_ATOM || feed->kind == SYN_FEED_JSON;
}

/* Goes on to the page that `feed`, found at `found_at`, names, or ends the walk. */
static void go_on(syn_store_watch *watch, const syn_feed *feed, syn_text found_at, const syn_watch_listed *listed) {
  const syn_text next = syn_text_slice(feed->next_url, 0, syn_text_find(feed->next_url, SYN_TEXT("#"), 0));
  const bool is_within = watch->older_page_count < SYN_WATCH_OLDER_PAGES && watch->older_item_count < SYN_WATCH_OLDER_ITEMS;
  const bool is_new = listed->item_count > 0 && listed->known_count == 0;
  const bool is_weaker = is_secure(found_at) && !is_secure(next);
  const bool is_address = syn_watch_may_keep(next) && !is_weaker && syn_text_equal_ascii_case(authority_of(next), authority_of(found_at));
  const bool is_itself = syn_text_equal(next, found_at) || syn_text_equal(next, watch->address);
  watch->older = is_within && is_new && is_address && is_paged(feed) && !is_itself ? next : (syn_text){0};
}

void syn_watch_begin_older(syn_store_watch *watch, const syn_feed *feed, syn_text found_at, const syn_watch_listed *listed) {
  if (watch->older.size > 0) return; /* a walk is under way */
  watch->older_page_count = watch->older_item_count = 0;
  go_on(watch, feed, found_at, listed);
}

bool syn_watch_wants_older(const syn_watching *job, const syn_store_watch *watch) {
  return watch->older.size > 0 && watch->next > (job->options->is_once ? job->round_begun : syn_watch_now(job));
}

/* What came of a page, within a transaction. `why` empty: `feed` did. */
static syn_status write_page(syn_watching *job, syn_store_watch *watch, const syn_fetch_result *result, const syn_feed *feed, syn_text why,
                             syn_watch_event *event, syn_error *error) {
  syn_store *store = job->collection->store;
  syn_watch_listed listed = {0};
  syn_id request;
  const syn_request_failure failure = {result->url, why};
  syn_status status = syn_watch_note(job, watch, (syn_text){0}, &request, error);
  watch->older_page_count++;
  if (status == SYN_OK && why.size > 0) {
    watch->older = (syn_text){0};
    status = syn_store_note_item_failure(store, request, &failure, error);
  } else if (status == SYN_OK) {
    status = syn_watch_list_items(job, watch, feed, request, &listed, error);
    watch->older_item_count += listed.item_count;
    go_on(watch, feed, result->final_url, &listed);
  }
  event->count = listed.new_count;
  return status == SYN_OK ? syn_store_put_watch(store, watch, error) : status;
}

static syn_status take_page(syn_watching *job, syn_store_watch *watch, const syn_fetch_result *result, const syn_feed *feed, syn_text why,
                            syn_error *error) {
  syn_store *store = job->collection->store;
  syn_watch_event event = {.kind = why.size > 0 ? SYN_WATCH_FEED_FAILED : SYN_WATCH_FEED_CAME,
                           .address = result->url,
                           .from = watch->address,
                           .title = watch->title,
                           .why = why,
                           .next = why.size > 0 ? 0 : watch->next};
  syn_status status = syn_store_begin(store, error);
  if (status != SYN_OK) return status;
  status = write_page(job, watch, result, feed, why, &event, error);
  if (status == SYN_OK) status = syn_store_commit(store, error);
  if (status != SYN_OK)
    syn_store_rollback(store);
  else
    syn_watch_tell(job, &event);
  return status;
}

syn_status syn_watch_take_older(syn_watching *job, int64_t number, const syn_fetch_result *result, syn_error *error) {
  syn_store_watch watch;
  syn_feed feed = {0};
  syn_error cause = {0};
  syn_arena_reset(job->arena);
  syn_status status = syn_store_get_watch(job->collection->store, number, job->arena, &watch, error);
  if (status == SYN_NOT_FOUND || (status == SYN_OK && !syn_text_equal(watch.older, result->url))) return SYN_OK; /* forgotten meanwhile */
  if (status != SYN_OK) return status;
  job->is_plan_old = true;
  syn_text why = {0};
  if (result->outcome != SYN_FETCH_CAME) {
    why = syn_watch_reason(&result->error, result->url);
    return take_page(job, &watch, result, NULL, why.size > 0 ? why : SYN_TEXT("did not come"), error);
  }
  status = job->means->parse(job->means->context, result->body, result->charset, result->final_url, job->arena, &feed, &cause);
  if (status == SYN_IO && !syn_watch_may_go_on(job)) return SYN_OK; /* who ends the program ends those that parse: the page stays due */
  if (status != SYN_OK) why = syn_watch_reason(&cause, result->final_url);
  if (why.size == 0 && (status != SYN_OK || !is_paged(&feed))) why = SYN_TEXT("is no page of its feed");
  return take_page(job, &watch, result, &feed, why, error);
}
