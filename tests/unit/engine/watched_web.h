/*
 * Watching without a network: a fetcher of the test's own, and a clock that stands still until it is moved. For one test file each.
 */
#ifndef TESTS_WATCHED_WEB_H
#define TESTS_WATCHED_WEB_H

#include "sample_pages.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "engine/watch_internal.h"
#include "engine/watch_schedule.h"

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)
#define FEED "https://lantern.example/feed"
#define OTHER_FEED "https://lantern.example/other"
#define PAGE "https://lantern.example/bridge"

enum { ROUTE_LIMIT = 16, ASKED_LIMIT = 64, HOUR = 3600, NOW = 1936000000 };

/* What an address answers. */
typedef struct route {
  const char *url, *body, *media_type, *etag, *moved_to;
  syn_fetch_outcome outcome;
  uint32_t http_status, retry_after_s;
} route;

typedef struct web {
  route routes[ROUTE_LIMIT];
  unsigned route_count;
  syn_fetch_request queue[ASKED_LIMIT]; /* with texts in `texts` */
  char texts[ASKED_LIMIT][2][256];
  char answered[256];
  unsigned queued_count, taken_count, asked_count, most_at_once;
  char asked[ASKED_LIMIT][256]; /* all that was ever asked for, with its validator */
  unsigned counts[SYN_WATCH_EVENT_KIND_COUNT];
  char last[SYN_WATCH_EVENT_KIND_COUNT][256]; /* address of the last event of each kind */
  int64_t now;
  int stop_after;                             /* answers; negative: never */
  void (*on_new)(syn_collection *collection); /* with what has come of a page, before it is written */
  syn_collection *collection;
  const char *sitemaps;    /* of robots.txt */
  syn_status parse_status; /* of each feed, instead of parsing it */
} web;

static inline syn_status ask(void *context, const syn_fetch_request *request, syn_error *error) {
  web *w = context;
  (void)error;
  assert_true(w->asked_count < ASKED_LIMIT && w->queued_count < ASKED_LIMIT);
  snprintf(w->asked[w->asked_count++], sizeof w->asked[0], "%.*s %.*s", SYN_TEXT_ARGUMENTS(request->url),
           SYN_TEXT_ARGUMENTS(request->etag));
  char(*texts)[256] = w->texts[w->queued_count];
  syn_fetch_request *kept = &w->queue[w->queued_count++];
  *kept = *request;
  snprintf(texts[0], sizeof texts[0], "%.*s", SYN_TEXT_ARGUMENTS(request->url));
  snprintf(texts[1], sizeof texts[1], "%.*s", SYN_TEXT_ARGUMENTS(request->etag));
  kept->url = syn_text_from(texts[0]);
  kept->etag = syn_text_from(texts[1]);
  return SYN_OK;
}

static inline syn_status next(void *context, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error) {
  web *w = context;
  (void)wait_ms;
  (void)error;
  if (w->queued_count - w->taken_count > w->most_at_once) w->most_at_once = w->queued_count - w->taken_count;
  if (w->taken_count == w->queued_count) {
    w->taken_count = w->queued_count = 0;
    return SYN_NOT_FOUND;
  }
  const syn_fetch_request *request = &w->queue[w->taken_count++];
  syn_fetch_result result = {.outcome = SYN_FETCH_GONE, .http_status = 404, .key = request->key, .url = request->url};
  syn_error_set(&result.error, SYN_NOT_FOUND, 0, "%.*s: is not there", SYN_TEXT_ARGUMENTS(request->url));
  for (unsigned i = 0; i < w->route_count; i++) {
    const route *found = &w->routes[i];
    if (!syn_text_equal(request->url, syn_text_from(found->url))) continue;
    bool is_same = found->etag && syn_text_equal(request->etag, syn_text_from(found->etag));
    result.outcome = is_same ? SYN_FETCH_UNCHANGED : found->outcome;
    result.body = syn_text_from(found->body);
    result.media_type = syn_text_from(found->media_type ? found->media_type : "text/html");
    result.etag = syn_text_from(found->etag);
    result.moved_to = syn_text_from(found->moved_to);
    result.http_status = found->http_status;
    result.is_gone_for_good = found->http_status == 410;
    result.retry_after_s = found->retry_after_s;
  }
  result.final_url = result.moved_to.size > 0 ? result.moved_to : result.url;
  syn_watch_time_text(w->now, w->answered);
  result.asked = syn_text_from(w->answered);
  *out_result = result;
  return SYN_OK;
}

static inline syn_status parse(void *context, syn_text bytes, syn_text charset, syn_text url, syn_arena *arena, syn_feed *out_feed,
                               syn_error *error) {
  const web *w = context;
  if (w->parse_status != SYN_OK) return syn_error_set(error, w->parse_status, 0, "the feed wants too much");
  return syn_feed_parse(bytes, charset, url, NULL, arena, out_feed, error);
}

static inline syn_text sitemaps(void *context, syn_text url) {
  assert_true(syn_fetch_is_address(url));
  return syn_text_from(((web *)context)->sitemaps);
}

static inline int64_t now(void *context) {
  return ((web *)context)->now;
}

static inline void hear(void *context, const syn_watch_event *event) {
  web *w = context;
  w->counts[event->kind]++;
  snprintf(w->last[event->kind], sizeof w->last[0], "%.*s", SYN_TEXT_ARGUMENTS(event->address));
  if (event->kind == SYN_WATCH_ITEM_NEW && w->on_new) w->on_new(w->collection);
}

static inline bool may_go_on(void *context) {
  web *w = context;
  return w->stop_after < 0 || w->stop_after-- > 0;
}

/* ---- the tests' words ---- */

static inline route *answer(web *w, const char *url, const char *body) {
  for (unsigned i = 0; i < w->route_count; i++)
    if (strcmp(w->routes[i].url, url) == 0) {
      w->routes[i] = (route){.url = url, .body = body};
      return &w->routes[i];
    }
  assert_true(w->route_count < ROUTE_LIMIT);
  w->routes[w->route_count] = (route){.url = url, .body = body};
  return &w->routes[w->route_count++];
}

static inline web *make_web(void) {
  static web w;
  memset(&w, 0, sizeof w);
  w.now = NOW;
  w.stop_after = -1;
  return &w;
}

static inline syn_status watch_with(web *w, syn_collection *collection, const syn_watch_options *options) {
  const syn_watch_means means = {.ask = ask, .next = next, .parse = parse, .sitemaps = sitemaps, .now = now, .context = w};
  const syn_watch_observer observer = {.event = hear, .may_go_on = may_go_on, .context = w};
  syn_error error = {0};
  memset(w->counts, 0, sizeof w->counts);
  w->asked_count = 0;
  w->collection = collection;
  syn_status status = syn_watch_run(collection, options, &means, NULL, &observer, NULL, &error);
  if (status != SYN_OK) print_message("%s\n", error.text);
  return status;
}

static inline void watch(web *w, syn_collection *collection, const char *first, const char *second) {
  const char *const addresses[] = {first, second};
  const syn_watch_options options = {.addresses = addresses, .address_count = second ? 2 : first ? 1 : 0, .is_once = true};
  assert_int_equal(watch_with(w, collection, &options), SYN_OK);
}

static inline syn_watched_list *list_watched(syn_collection *collection) {
  syn_watched_list *list = NULL;
  assert_int_equal(syn_collection_watched(collection, &list, NULL), SYN_OK);
  return list;
}

static inline uint64_t count_articles(syn_collection *collection) {
  uint64_t count, generation;
  assert_int_equal(syn_store_count(collection->store, &count, &generation, NULL), SYN_OK);
  return count;
}

#define ITEM(title, url, more) "<item><title>" title "</title><link>" url "</link>" more "</item>"
#define RSS(items) "<rss version=\"2.0\"><channel><title>Lantern news</title>" items "</channel></rss>"
#define URLSET(urls) "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" urls "</urlset>"
#define BODY(people) \
  "<html><head><title>Bridge closed</title><meta property=\"og:site_name\" content=\"The Lantern\"></head><body><article><h1>Bridge " \
  "closed</h1><p>The bridge of Riga was closed on Monday after " people \
  " people complained about the noise, the city said.</p><p>The work costs " \
  "3 million euros and takes five weeks, the mayor said on Tuesday.</p></article>"

#endif
