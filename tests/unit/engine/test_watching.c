#include "watched_web.h"

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
      IN_FOLDER(a_site_without_a_feed_is_watched_by_a_sitemap_that_its_robots_name),
      IN_FOLDER(a_long_wish_of_a_feed_outlives_that_nothing_changed),
      IN_FOLDER(an_item_without_address_stays_the_same_when_its_feed_moves_twice),
      IN_FOLDER(a_sitemap_that_has_moved_is_still_the_one_that_its_index_names),
      IN_FOLDER(a_sitemap_that_its_index_names_no_more_is_forgotten),
      IN_FOLDER(no_more_pages_are_asked_for_in_a_round_than_allowed),
      IN_FOLDER(a_host_is_asked_for_no_more_than_its_share_at_once),
      IN_FOLDER(an_address_that_is_none_is_refused),
      IN_FOLDER(a_list_of_feeds_in_a_file_is_taken_up),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
