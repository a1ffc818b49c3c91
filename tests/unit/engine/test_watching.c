/* Watching without a network: a fetcher of the test's own, and a clock that stands still until it is moved. */
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

static syn_status ask(void *context, const syn_fetch_request *request, syn_error *error) {
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

static syn_status next(void *context, uint32_t wait_ms, syn_fetch_result *out_result, syn_error *error) {
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
    result.retry_after_s = found->retry_after_s;
  }
  result.final_url = result.moved_to.size > 0 ? result.moved_to : result.url;
  syn_watch_time_text(w->now, w->answered);
  result.asked = syn_text_from(w->answered);
  *out_result = result;
  return SYN_OK;
}

static syn_status parse(void *context, syn_text bytes, syn_text charset, syn_text url, syn_arena *arena, syn_feed *out_feed,
                        syn_error *error) {
  const web *w = context;
  if (w->parse_status != SYN_OK) return syn_error_set(error, w->parse_status, 0, "the feed wants too much");
  return syn_feed_parse(bytes, charset, url, NULL, arena, out_feed, error);
}

static syn_text sitemaps(void *context, syn_text url) {
  assert_true(syn_fetch_is_address(url));
  return syn_text_from(((web *)context)->sitemaps);
}

static int64_t now(void *context) {
  return ((web *)context)->now;
}

static void hear(void *context, const syn_watch_event *event) {
  web *w = context;
  w->counts[event->kind]++;
  snprintf(w->last[event->kind], sizeof w->last[0], "%.*s", SYN_TEXT_ARGUMENTS(event->address));
  if (event->kind == SYN_WATCH_ITEM_NEW && w->on_new) w->on_new(w->collection);
}

static bool may_go_on(void *context) {
  web *w = context;
  return w->stop_after < 0 || w->stop_after-- > 0;
}

/* ---- the tests' words ---- */

static route *answer(web *w, const char *url, const char *body) {
  for (unsigned i = 0; i < w->route_count; i++)
    if (strcmp(w->routes[i].url, url) == 0) {
      w->routes[i] = (route){.url = url, .body = body};
      return &w->routes[i];
    }
  assert_true(w->route_count < ROUTE_LIMIT);
  w->routes[w->route_count] = (route){.url = url, .body = body};
  return &w->routes[w->route_count++];
}

static web *make_web(void) {
  static web w;
  memset(&w, 0, sizeof w);
  w.now = NOW;
  w.stop_after = -1;
  return &w;
}

static syn_status watch_with(web *w, syn_collection *collection, const syn_watch_options *options) {
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

static void watch(web *w, syn_collection *collection, const char *first, const char *second) {
  const char *const addresses[] = {first, second};
  const syn_watch_options options = {.addresses = addresses, .address_count = second ? 2 : first ? 1 : 0, .is_once = true};
  assert_int_equal(watch_with(w, collection, &options), SYN_OK);
}

static syn_watched_list *list_watched(syn_collection *collection) {
  syn_watched_list *list = NULL;
  assert_int_equal(syn_collection_watched(collection, &list, NULL), SYN_OK);
  return list;
}

static uint64_t count_articles(syn_collection *collection) {
  uint64_t count, generation;
  assert_int_equal(syn_store_count(collection->store, &count, &generation, NULL), SYN_OK);
  return count;
}

#define ITEM(title, url, more) "<item><title>" title "</title><link>" url "</link>" more "</item>"
#define RSS(items) "<rss version=\"2.0\"><channel><title>Lantern news</title>" items "</channel></rss>"
#define BODY(people) \
  "<html><head><title>Bridge closed</title><meta property=\"og:site_name\" content=\"The Lantern\"></head><body><article><h1>Bridge " \
  "closed</h1><p>The bridge of Riga was closed on Monday after " people \
  " people complained about the noise, the city said.</p><p>The work costs " \
  "3 million euros and takes five weeks, the mayor said on Tuesday.</p></article>"

/* ---- tests ---- */

static void an_item_of_two_feeds_is_fetched_once(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, OTHER_FEED, RSS(ITEM("Bridge closed", PAGE "#rss", "")));
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, OTHER_FEED);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  assert_int_equal(w->asked_count, 3);
  assert_int_equal(count_articles(collection), 1);
  syn_collection_close(&collection);
}

static void before_its_time_nothing_is_asked_for(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")))->etag = "\"1\"";
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, NULL);
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->asked_count, 0);
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_UNCHANGED], 1);
  assert_string_equal(w->asked[0], FEED " \"1\"");
  syn_collection_close(&collection);
}

static void a_page_is_looked_at_again_and_kept_if_it_says_something_else(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")))->etag = "\"1\"";
  answer(w, PAGE, BODY("27"))->etag = "\"a\"";
  watch(w, collection, FEED, NULL);
  w->now += HOUR + 1;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_UNCHANGED], 1); /* 304 */
  answer(w, PAGE, BODY("27") "<!-- another request -->");
  w->now += 6 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_UNCHANGED], 1); /* the same words */
  assert_int_equal(count_articles(collection), 1);
  answer(w, PAGE, BODY("72"));
  w->now += 24 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_CHANGED], 1);
  assert_int_equal(count_articles(collection), 2);
  w->now += 24 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->asked_count, 1); /* the feed alone */
  syn_collection_close(&collection);
}

static void what_a_feed_holds_is_taken_where_there_is_no_page(void **state) {
  (void)state;
  static const char ITEM_TEXT[] =
      "<description>&lt;p&gt;The bridge of Riga was closed on Monday after 27 people complained about the noise, the city said.&lt;/p&gt;"
      "&lt;p&gt;The work costs 3 million euros and takes five weeks, the mayor said on Tuesday.&lt;/p&gt;</description>";
  char feed[2048];
  web *w = make_web();
  const char *const addresses[] = {FEED};
  const syn_watch_options options = {.addresses = addresses, .address_count = 1, .is_once = true, .is_feed_only = true};
  syn_collection *collection = sample_open(sample_engine, "s.db");
  snprintf(feed, sizeof feed,
           RSS("<item><title>Bridge closed</title><link>" PAGE "</link>%s</item><item><title>No page</title><guid>7</guid>%s</item>"),
           ITEM_TEXT, ITEM_TEXT);
  answer(w, FEED, feed);
  assert_int_equal(watch_with(w, collection, &options), SYN_OK);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 2);
  assert_int_equal(w->asked_count, 1);
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW] + w->counts[SYN_WATCH_ITEM_CHANGED], 0);
  syn_collection_close(&collection);
}

static void a_feed_that_moves_to_another_that_is_watched_becomes_one_with_it(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")))->moved_to = OTHER_FEED;
  answer(w, OTHER_FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, OTHER_FEED);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 1);
  assert_true(syn_text_equal(list->items[0].address, SYN_TEXT(OTHER_FEED)));
  assert_int_equal(w->counts[SYN_WATCH_FEED_MOVED], 1);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void a_feed_stays_where_it_is_when_what_it_moved_to_is_none(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, "<html><body><p>Our feeds are no more.</p></body></html>")->moved_to = "https://lantern.example/";
  watch(w, collection, FEED, NULL);
  syn_watched_list *list = list_watched(collection);
  assert_true(syn_text_equal(list->items[0].address, SYN_TEXT(FEED)));
  assert_int_equal(list->items[0].failure_count, 1);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void a_site_is_watched_by_the_feed_that_it_names(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, "https://lantern.example/",
         "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head><body></body></html>");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, PAGE, BODY("27"));
  watch(w, collection, "https://lantern.example/", NULL);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 1);
  assert_true(syn_text_equal(list->items[0].address, SYN_TEXT(FEED)));
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void a_sitemap_of_a_whole_site_brings_what_is_new_alone(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
#define URLSET(urls) "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" urls "</urlset>"
  answer(w, FEED, URLSET("<url><loc>https://lantern.example/old</loc></url>"));
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->asked_count, 1);
  answer(w, FEED, URLSET("<url><loc>https://lantern.example/old</loc></url><url><loc>" PAGE "</loc></url>"));
  w->now += 7 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  assert_string_equal(w->last[SYN_WATCH_ITEM_NEW], PAGE);
  syn_collection_close(&collection);
}

static void a_page_that_a_page_names_as_its_feed_leads_no_further(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
#define SITE(feed) "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"" feed "\"></head><body></body></html>"
  answer(w, "https://lantern.example/", SITE("/1"));
  answer(w, "https://lantern.example/1", SITE("/2"));
  answer(w, "https://lantern.example/2", SITE("/3"));
  answer(w, "https://lantern.example/3", RSS(ITEM("Bridge closed", PAGE, "")));
  watch(w, collection, "https://lantern.example/", NULL);
  assert_int_equal(w->asked_count, 2);
  assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 1);
  syn_collection_close(&collection);
}

static void a_site_without_a_feed_is_watched_by_a_sitemap_that_its_robots_name(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, "https://lantern.example/", "<html><head><title>The Lantern</title></head><body><p>Read on.</p></body></html>");
  watch(w, collection, "https://lantern.example/", NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 1);
  w->sitemaps = "/relative.xml\nhttps://lantern.example/pages.xml\nhttps://lantern.example/News.xml\n";
  answer(w, "https://lantern.example/News.xml", URLSET("<url><loc>" PAGE "</loc></url>"));
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 1);
  assert_true(syn_text_equal(list->items[0].address, SYN_TEXT("https://lantern.example/News.xml")));
  assert_true(syn_text_equal(list->items[0].kind, SYN_TEXT("sitemap")));
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void a_feed_that_wants_too_much_memory_fails_alone(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, PAGE, BODY("27"));
  w->parse_status = SYN_NO_MEMORY;
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 1);
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->asked_count, 0); /* not at once again */
  w->parse_status = SYN_OK;
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  syn_collection_close(&collection);
}

static void a_long_wish_of_a_feed_outlives_that_nothing_changed(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, "<rss version=\"2.0\"><channel><title>Lantern news</title><ttl>1440</ttl></channel></rss>")->etag = "\"1\"";
  watch(w, collection, FEED, NULL);
  w->now += 30 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_UNCHANGED], 1);
  syn_watched_list *list = list_watched(collection);
  assert_true(list->items[0].next >= w->now + 24 * HOUR);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void an_item_without_address_stays_the_same_when_its_feed_moves_twice(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  static const char HELD[] =
      RSS("<item><title>Note</title><guid isPermaLink=\"false\">7</guid><description>The mayor of Riga resigned on Monday after a vote in "
          "the council, and her deputy will lead the city until June.</description></item>");
  answer(w, FEED, HELD);
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  answer(w, FEED, HELD)->moved_to = OTHER_FEED;
  w->now += 7 * HOUR;
  watch(w, collection, NULL, NULL);
  answer(w, OTHER_FEED, HELD)->moved_to = OTHER_FEED "/2";
  w->now += 7 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_UNCHANGED], 0); /* it is not read again */
  answer(w, OTHER_FEED "/2", HELD);
  w->now += 7 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_string_equal(w->last[SYN_WATCH_FEED_CAME], OTHER_FEED "/2");
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW] + w->counts[SYN_WATCH_ITEM_CHANGED], 0);
  assert_int_equal(count_articles(collection), 1);
  syn_collection_close(&collection);
}

static void a_sitemap_that_has_moved_is_still_the_one_that_its_index_names(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, "<sitemapindex><sitemap><loc>" OTHER_FEED "</loc></sitemap></sitemapindex>");
  answer(w, OTHER_FEED, URLSET("<url><loc>https://lantern.example/old</loc></url>"))->moved_to = OTHER_FEED "/2";
  answer(w, OTHER_FEED "/2", URLSET("<url><loc>https://lantern.example/old</loc></url>"));
  watch(w, collection, FEED, NULL);
  w->now += 30 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW] + w->counts[SYN_WATCH_ITEM_FAILED], 0); /* it was there before */
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 2);
  assert_true(syn_text_equal(list->items[1].address, SYN_TEXT(OTHER_FEED "/2")));
  assert_int_equal(list->items[1].times, 2);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void an_index_within_an_index_is_refused(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  static const char INDEX[] = "<sitemapindex><sitemap><loc>" OTHER_FEED "</loc></sitemap></sitemapindex>";
  answer(w, FEED, INDEX);
  answer(w, OTHER_FEED, "<sitemapindex><sitemap><loc>https://lantern.example/deeper</loc></sitemap></sitemapindex>");
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 1);
  assert_int_equal(w->asked_count, 2);
  syn_collection_close(&collection);
}

static void a_sitemap_that_its_index_names_no_more_is_forgotten(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, "<sitemapindex><sitemap><loc>" OTHER_FEED "</loc></sitemap></sitemapindex>");
  answer(w, OTHER_FEED, URLSET(""));
  answer(w, OTHER_FEED "/2", URLSET(""));
  watch(w, collection, FEED, NULL);
  answer(w, FEED, "<sitemapindex><sitemap><loc>" OTHER_FEED "/2</loc></sitemap></sitemapindex>");
  w->now += 30 * HOUR;
  watch(w, collection, NULL, NULL);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 2);
  assert_true(syn_text_equal(list->items[1].address, SYN_TEXT(OTHER_FEED "/2")));
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void a_host_that_asks_for_patience_fails_no_page(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")))->etag = "\"1\"";
  route *page = answer(w, PAGE, BODY("27"));
  page->outcome = SYN_FETCH_LATER;
  page->retry_after_s = 2 * HOUR;
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_FAILED], 0);
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->asked_count, 1); /* the feed */
  page->outcome = SYN_FETCH_CAME;
  w->now += HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  syn_collection_close(&collection);
}

static void patience_is_had_with_old_pages_too(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "<pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>")));
  route *page = answer(w, PAGE, BODY("27"));
  page->outcome = SYN_FETCH_LATER;
  page->retry_after_s = HOUR;
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_FAILED], 0);
  page->outcome = SYN_FETCH_CAME;
  w->now += HOUR + HOUR / 2;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  syn_collection_close(&collection);
}

static void a_network_that_is_down_for_days_is_noticed_when_it_is_back(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  route *feed = answer(w, FEED, RSS(""));
  feed->outcome = SYN_FETCH_FAILED;
  for (int day = 0; day < 12; day++) {
    watch(w, collection, day == 0 ? FEED : NULL, NULL);
    w->now += 24 * HOUR;
  }
  watch(w, collection, NULL, NULL);
  feed->outcome = SYN_FETCH_CAME;
  w->now += SYN_WATCH_UNREACHED_MOST_S;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1);
  syn_collection_close(&collection);
}

static void a_page_that_fails_again_and_again_is_given_up(void **state) {
  (void)state;
  web *w = make_web();
  unsigned failures = 0;
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")))->etag = "\"1\"";
  for (int day = 0; day < 12; day++) {
    watch(w, collection, day == 0 ? FEED : NULL, NULL);
    failures += w->counts[SYN_WATCH_ITEM_FAILED];
    w->now += 30 * HOUR;
  }
  assert_int_equal(failures, SYN_WATCH_ITEM_TRIES);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->items[0].failed_count, 1);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void no_more_pages_are_asked_for_in_a_round_than_allowed(void **state) {
  (void)state;
  web *w = make_web();
  const char *const addresses[] = {FEED};
  const syn_watch_options options = {.addresses = addresses, .address_count = 1, .is_once = true, .page_limit = 1};
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "") ITEM("Bridge open", PAGE "/2", "") ITEM("Bridge sold", PAGE "/3", "")));
  answer(w, PAGE, BODY("27"));
  answer(w, PAGE "/2", BODY("28"));
  answer(w, PAGE "/3", BODY("29"));
  assert_int_equal(watch_with(w, collection, &options), SYN_OK);
  assert_int_equal(w->asked_count, 2);
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->asked_count, 2);
  assert_int_equal(count_articles(collection), 3);
  syn_collection_close(&collection);
}

static void a_host_is_asked_for_no_more_than_its_share_at_once(void **state) {
  (void)state;
  enum { PAGES = 40 };
  web *w = make_web();
  char feed[8192] = "<rss version=\"2.0\"><channel><title>Lantern news</title>";
  syn_collection *collection = sample_open(sample_engine, "s.db");
  for (int i = 0; i < PAGES; i++) {
    size_t size = strlen(feed);
    snprintf(feed + size, sizeof feed - size, "<item><title>Page %d</title><link>" PAGE "/%d</link></item>", i, i);
  }
  strncat(feed, "</channel></rss>", sizeof feed - strlen(feed) - 1);
  answer(w, FEED, feed);
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->most_at_once, SYN_WATCH_HOST_LIMIT);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_FAILED], PAGES); /* they are not there; each was asked for once */
  assert_int_equal(w->asked_count, PAGES + 1);
  syn_collection_close(&collection);
}

static void what_is_interrupted_goes_on_without_repetition(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  unsigned asked = 0;
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "") ITEM("Bridge open", PAGE "/2", "")))->etag = "\"1\"";
  answer(w, PAGE, BODY("27"));
  answer(w, PAGE "/2", BODY("28"));
  for (int run = 0; run < 8; run++) {
    w->stop_after = run < 7 ? 2 + run % 2 : -1;
    w->queued_count = w->taken_count = 0; /* what was under way is lost */
    watch(w, collection, run == 0 ? FEED : NULL, NULL);
    asked += w->asked_count;
  }
  assert_int_equal(count_articles(collection), 2);
  assert_true(asked <= 9); /* three, and those that were under way when it was interrupted */
  syn_collection_close(&collection);
}

static void forget_feed(syn_collection *collection) {
  assert_int_equal(syn_collection_stop_watching(collection, FEED, NULL), SYN_OK);
}

static void a_feed_that_is_forgotten_while_its_pages_come_ends_nothing(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, PAGE, BODY("27"));
  w->on_new = forget_feed;
  watch(w, collection, FEED, NULL);
  assert_int_equal(count_articles(collection), 1);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 0);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

static void state_change(syn_collection *collection) {
  const syn_text parts[] = {SYN_TEXT(PAGE)};
  syn_store_item item;
  syn_arena *arena = NULL;
  assert_int_equal(syn_collection_create_arena(collection, &arena, NULL), SYN_OK);
  assert_int_equal(syn_store_get_item(collection->store, syn_digest_id("watched page", parts, 1), arena, &item, NULL), SYN_OK);
  item.updated = SYN_TEXT("2031-05-12T10:00:00Z");
  item.due = NOW;
  assert_int_equal(syn_store_put_item(collection->store, &item, NULL), SYN_OK);
  syn_arena_destroy(&arena);
}

static void a_change_that_is_stated_while_a_page_comes_is_not_lost(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED, RSS(ITEM("Bridge closed", PAGE, "")));
  answer(w, PAGE, BODY("27"));
  w->on_new = state_change;
  watch(w, collection, FEED, NULL);
  w->on_new = NULL;
  answer(w, PAGE, BODY("31"));
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_CHANGED], 1);
  assert_int_equal(count_articles(collection), 2);
  syn_collection_close(&collection);
}

static void an_address_that_is_none_is_refused(void **state) {
  (void)state;
  web *w = make_web();
  const char *const addresses[] = {"nowhere.opml"};
  const syn_watch_options options = {.addresses = addresses, .address_count = 1, .is_once = true};
  syn_collection *collection = sample_open(sample_engine, "s.db");
  assert_int_equal(watch_with(w, collection, &options), SYN_IO);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 0);
  syn_watched_list_destroy(&list);
  assert_int_equal(syn_collection_stop_watching(collection, FEED, NULL), SYN_NOT_FOUND);
  syn_collection_close(&collection);
}

static void a_list_of_feeds_in_a_file_is_taken_up(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  sample_write("feeds.opml", "<opml version=\"2.0\"><body><outline text=\"Lantern\" xmlUrl=\"" FEED
                             "\"/><outline text=\"x\" xmlUrl=\"ftp://no\"/></body></opml>");
  answer(w, FEED, RSS(""));
  const char *const addresses[] = {sample_path("feeds.opml")};
  const syn_watch_options options = {.addresses = addresses, .address_count = 1, .is_once = true};
  assert_int_equal(watch_with(w, collection, &options), SYN_OK);
  assert_int_equal(w->counts[SYN_WATCH_FEED_ADDED], 1);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1);
  assert_int_equal(syn_collection_stop_watching(collection, FEED, NULL), SYN_OK);
  assert_int_equal(watch_with(w, collection, &(syn_watch_options){.is_once = true}), SYN_NOT_FOUND);
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(an_item_of_two_feeds_is_fetched_once),
      IN_FOLDER(before_its_time_nothing_is_asked_for),
      IN_FOLDER(a_page_is_looked_at_again_and_kept_if_it_says_something_else),
      IN_FOLDER(what_a_feed_holds_is_taken_where_there_is_no_page),
      IN_FOLDER(a_feed_that_moves_to_another_that_is_watched_becomes_one_with_it),
      IN_FOLDER(a_feed_stays_where_it_is_when_what_it_moved_to_is_none),
      IN_FOLDER(a_site_is_watched_by_the_feed_that_it_names),
      IN_FOLDER(a_sitemap_of_a_whole_site_brings_what_is_new_alone),
      IN_FOLDER(a_page_that_a_page_names_as_its_feed_leads_no_further),
      IN_FOLDER(a_site_without_a_feed_is_watched_by_a_sitemap_that_its_robots_name),
      IN_FOLDER(a_feed_that_wants_too_much_memory_fails_alone),
      IN_FOLDER(a_long_wish_of_a_feed_outlives_that_nothing_changed),
      IN_FOLDER(an_item_without_address_stays_the_same_when_its_feed_moves_twice),
      IN_FOLDER(a_sitemap_that_has_moved_is_still_the_one_that_its_index_names),
      IN_FOLDER(an_index_within_an_index_is_refused),
      IN_FOLDER(a_sitemap_that_its_index_names_no_more_is_forgotten),
      IN_FOLDER(a_host_that_asks_for_patience_fails_no_page),
      IN_FOLDER(patience_is_had_with_old_pages_too),
      IN_FOLDER(a_network_that_is_down_for_days_is_noticed_when_it_is_back),
      IN_FOLDER(a_page_that_fails_again_and_again_is_given_up),
      IN_FOLDER(no_more_pages_are_asked_for_in_a_round_than_allowed),
      IN_FOLDER(a_host_is_asked_for_no_more_than_its_share_at_once),
      IN_FOLDER(what_is_interrupted_goes_on_without_repetition),
      IN_FOLDER(a_feed_that_is_forgotten_while_its_pages_come_ends_nothing),
      IN_FOLDER(a_change_that_is_stated_while_a_page_comes_is_not_lost),
      IN_FOLDER(an_address_that_is_none_is_refused),
      IN_FOLDER(a_list_of_feeds_in_a_file_is_taken_up),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
