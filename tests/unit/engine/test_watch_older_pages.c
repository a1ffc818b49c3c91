/* Feeds that come in pages: gone back to where something may have been missed, and no further than there is reason to. */
#include "watched_web.h"

#define SECOND FEED "?page=2"
#define THIRD FEED "?page=3"
#define ATOM(next, entries) \
  "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Lantern news</title><link rel=\"next\" href=\"" next "\"/>" entries "</feed>"
#define ENTRY(number) "<entry><title>Item " number "</title><link href=\"" PAGE "/" number "\"/></entry>"

static bool was_asked(const web *w, const char *url) {
  bool was = false;
  for (unsigned i = 0; i < w->asked_count; i++) was = was || strncmp(w->asked[i], url, strlen(url)) == 0;
  return was;
}

static unsigned count_asked(const web *w, const char *url) {
  unsigned count = 0;
  for (unsigned i = 0; i < w->asked_count; i++) count += strcmp(w->asked[i], url) == 0;
  return count;
}

/* Three pages, each with a validator that is not to be sent to the others. */
static web *make_pages(void) {
  web *w = make_web();
  answer(w, FEED, ATOM(SECOND, ENTRY("1")))->etag = "\"1\"";
  answer(w, SECOND, ATOM(THIRD, ENTRY("2")))->etag = "\"2\"";
  answer(w, THIRD, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Lantern news</title>" ENTRY("3") "</feed>")->etag = "\"3\"";
  return w;
}

static void the_pages_of_a_feed_are_gone_back_to_when_it_is_watched_first(void **state) {
  (void)state;
  web *w = make_pages();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  watch(w, collection, FEED, NULL);
  assert_int_equal(count_asked(w, FEED " "), 1);
  assert_int_equal(count_asked(w, SECOND " "), 1);
  assert_int_equal(count_asked(w, THIRD " "), 1);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 3);
  for (unsigned number = 1; number <= 3; number++) {
    char page[64];
    snprintf(page, sizeof page, PAGE "/%u", number);
    assert_true(was_asked(w, page));
  }
  syn_collection_close(&collection);
}

static void pages_are_not_asked_for_where_something_known_is_named(void **state) {
  (void)state;
  web *w = make_pages();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  watch(w, collection, FEED, NULL);
  answer(w, FEED, ATOM(SECOND, ENTRY("4") ENTRY("1")));
  w->now += 10 * HOUR;
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1);
  assert_false(was_asked(w, SECOND));
  w->now += 10 * HOUR;
  answer(w, FEED, ATOM(SECOND, ENTRY("6")));
  answer(w, SECOND, ATOM(THIRD, ENTRY("5") ENTRY("4")));
  watch(w, collection, NULL, NULL); /* more came than a page holds */
  assert_int_equal(count_asked(w, SECOND " "), 1);
  assert_false(was_asked(w, THIRD));
  assert_true(was_asked(w, PAGE "/5"));
  syn_collection_close(&collection);
}

static void pages_in_a_circle_and_of_other_hosts_end(void **state) {
  (void)state;
  static const char *const nexts[] = {FEED,
                                      SECOND,
                                      "https://gull.example/feed?page=3",
                                      "javascript:alert(1)",
                                      "https://lantern.example:444/feed?page=3",
                                      "http://lantern.example/feed?page=3"};
  for (size_t i = 0; i < sizeof nexts / sizeof nexts[0]; i++) {
    static char second[512];
    web *w = make_pages();
    char name[16];
    snprintf(name, sizeof name, "%zu.db", i);
    syn_collection *collection = sample_open(sample_engine, name);
    snprintf(second, sizeof second, ATOM("%s", ENTRY("2")), nexts[i]);
    answer(w, SECOND, second);
    watch(w, collection, FEED, NULL);
    assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 2);
    assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 0);
    syn_collection_close(&collection);
  }
}

static void a_feed_without_end_ends(void **state) {
  (void)state;
  static char urls[ROUTE_LIMIT][64], bodies[ROUTE_LIMIT][512];
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  for (unsigned i = 0; i < ROUTE_LIMIT; i++) {
    snprintf(urls[i], sizeof urls[i], i == 0 ? FEED : FEED "?page=%u", i);
    snprintf(bodies[i], sizeof bodies[i], ATOM(FEED "?page=%u", "<entry><title>x</title><link href=\"" PAGE "/%u\"/></entry>"), i + 1, i);
    answer(w, urls[i], bodies[i]);
  }
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 1 + SYN_WATCH_OLDER_PAGES);
  watch(w, collection, NULL, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_CAME], 0);
  syn_collection_close(&collection);
}

static void a_page_that_fails_is_in_the_ledger_and_no_failure_of_its_feed(void **state) {
  (void)state;
  web *w = make_pages();
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, SECOND, "<html><body><p>Please sign in to read older news.</p></body></html>");
  watch(w, collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_FEED_FAILED], 1);
  assert_string_equal(w->last[SYN_WATCH_FEED_FAILED], SECOND);
  assert_false(was_asked(w, THIRD));
  syn_watched_list *list = list_watched(collection);
  assert_int_equal(list->items[0].failure_count, 0);
  syn_watched_list_destroy(&list);
  sample_record_init(&record);
  sample_export(collection, &record);
  syn_buffer_add_byte(&record.output, '\0');
  assert_non_null(strstr(record.output.data, "{\"source\":\"" SECOND "\",\"why\":\"is no page of its feed\"}"));
  sample_record_clear(&record);
  syn_collection_close(&collection);
}

static void pages_that_were_not_reached_are_asked_for_the_next_time(void **state) {
  (void)state;
  web *w = make_pages();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  w->stop_after = 3;
  watch(w, collection, FEED, NULL);
  assert_false(was_asked(w, THIRD));
  w->stop_after = -1;
  w->queued_count = w->taken_count = 0; /* what was under way is given up */
  watch(w, collection, NULL, NULL);
  assert_int_equal(count_asked(w, FEED " \"1\""), 0); /* it was asked */
  assert_true(was_asked(w, THIRD));
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(the_pages_of_a_feed_are_gone_back_to_when_it_is_watched_first),
      IN_FOLDER(pages_are_not_asked_for_where_something_known_is_named),
      IN_FOLDER(pages_in_a_circle_and_of_other_hosts_end),
      IN_FOLDER(a_feed_without_end_ends),
      IN_FOLDER(a_page_that_fails_is_in_the_ledger_and_no_failure_of_its_feed),
      IN_FOLDER(pages_that_were_not_reached_are_asked_for_the_next_time),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
