/* What befalls a watching: hostile feeds, hosts that are tired, interruptions, changes by others. */
#include "watched_web.h"

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

static void a_page_is_asked_for_once_however_its_address_is_spelt(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED,
         RSS(ITEM("Bridge closed", PAGE, "") ITEM("Bridge closed", "HTTPS://Lantern.Example:443/./%62ridge#top", "")
                 ITEM("Bridge open", "https://ada:word@lantern.example/open", "")));
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
  assert_int_equal(w->asked_count, 2); /* what holds a login is not asked for */
  assert_int_equal(w->counts[SYN_WATCH_ITEM_FAILED], 0);
  syn_collection_close(&collection);
}

static void an_address_with_a_login_is_not_watched(void **state) {
  (void)state;
  web *w = make_web();
  const char *const addresses[] = {"https://ada:word@lantern.example/feed"};
  const syn_watch_options options = {.addresses = addresses, .address_count = 1, .is_once = true};
  syn_collection *collection = sample_open(sample_engine, "s.db");
  assert_int_equal(watch_with(w, collection, &options), SYN_BAD_ARGUMENT);
  answer(w, FEED, "<opml version=\"2.0\"><body><outline xmlUrl=\"https://ada:word@gull.example/feed\"/></body></opml>");
  watch(w, collection, FEED, NULL);
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->count, 1);
  syn_watched_list_destroy(&list);
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(a_page_that_a_page_names_as_its_feed_leads_no_further),
      IN_FOLDER(a_feed_that_wants_too_much_memory_fails_alone),
      IN_FOLDER(an_index_within_an_index_is_refused),
      IN_FOLDER(a_host_that_asks_for_patience_fails_no_page),
      IN_FOLDER(patience_is_had_with_old_pages_too),
      IN_FOLDER(a_network_that_is_down_for_days_is_noticed_when_it_is_back),
      IN_FOLDER(a_page_that_fails_again_and_again_is_given_up),
      IN_FOLDER(what_is_interrupted_goes_on_without_repetition),
      IN_FOLDER(a_feed_that_is_forgotten_while_its_pages_come_ends_nothing),
      IN_FOLDER(a_change_that_is_stated_while_a_page_comes_is_not_lost),
      IN_FOLDER(a_page_is_asked_for_once_however_its_address_is_spelt),
      IN_FOLDER(an_address_with_a_login_is_not_watched),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
