/* What feeds say of whose report an item is reaches the articles of the pages that they name: their independence rests on it. */
#include "watched_web.h"

#define WIRE_ITEM(source) "<item><title>Bridge closed</title><link>" PAGE "</link>" source "</item>"

static sample_record record;

static const char *exported(syn_collection *collection) {
  sample_record_clear(&record);
  sample_record_init(&record);
  sample_export(collection, &record);
  syn_buffer_add_byte(&record.output, '\0');
  return record.output.data;
}

static void expect(syn_collection *collection, const char *part) {
  const char *all = exported(collection);
  if (!strstr(all, part)) fail_msg("no %s in %s", part, all);
}

static void watch_item(const char *source, syn_collection **out_collection) {
  static char feed[2048];
  web *w = make_web();
  *out_collection = sample_open(sample_engine, "s.db");
  snprintf(feed, sizeof feed, RSS("%s"), source);
  answer(w, FEED, feed);
  answer(w, PAGE, BODY("27"));
  watch(w, *out_collection, FEED, NULL);
  assert_int_equal(w->counts[SYN_WATCH_ITEM_NEW], 1);
}

static void the_source_of_an_item_is_credited_in_the_article_of_its_page(void **state) {
  (void)state;
  syn_collection *collection;
  watch_item(WIRE_ITEM("<source url=\"https://wire.example/feed\">Harbour Wire</source>"), &collection);
  expect(collection, "\"credits\":[\"Harbour Wire\"]");
  expect(collection, "\"based_on\":[\"https://wire.example/feed\"]");
  syn_collection_close(&collection);
}

static void what_a_feed_said_of_the_origin_outlives_an_update(void **state) {
  (void)state;
  static char before[1 << 16];
  syn_update update;
  syn_collection *collection;
  watch_item(WIRE_ITEM("<source url=\"https://wire.example/feed\">Harbour Wire</source>"), &collection);
  snprintf(before, sizeof before, "%s", exported(collection));
  assert_int_equal(syn_collection_update(collection, true, NULL, &update, NULL), SYN_OK);
  assert_int_equal(update.updated_count, 1);
  assert_string_equal(exported(collection), before);
  expect(collection, "Harbour Wire");
  syn_collection_close(&collection);
}

static void an_outlet_that_is_named_as_its_own_source_is_no_credit(void **state) {
  (void)state;
  static const char *const items[] = {WIRE_ITEM("<source url=\"https://other.example/feed\">the lantern</source>"),
                                      WIRE_ITEM("<source url=\"https://www.lantern.example/feed\">Lantern online</source>"),
                                      WIRE_ITEM("<source url=\"https://other.example/feed\">lantern.example</source>"),
                                      WIRE_ITEM("<source url=\"https://other.example/feed\">Lantern news</source>")};
  for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
    syn_collection *collection;
    assert_true(i == 0 || remove(sample_path("s.db")) == 0);
    watch_item(items[i], &collection);
    expect(collection, "\"credits\":[]");
    syn_collection_close(&collection);
  }
}

static void the_report_that_an_entry_was_found_at_is_what_its_article_is_based_on(void **state) {
  (void)state;
  web *w = make_web();
  syn_collection *collection = sample_open(sample_engine, "s.db");
  answer(w, FEED,
         "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Lantern news</title><entry><title>Bridge closed</title><link href=\"" PAGE
         "\"/><link rel=\"via\" href=\"https://wire.example/bridge\"/><source><title>Harbour Wire</title><id>https://wire.example/"
         "feed</id></source></entry></feed>");
  answer(w, PAGE, BODY("27"));
  watch(w, collection, FEED, NULL);
  expect(collection, "\"credits\":[\"Harbour Wire\"]");
  expect(collection, "\"based_on\":[\"https://wire.example/bridge\"]");
  syn_collection_close(&collection);
}

static void a_creator_of_an_item_is_the_author_of_its_page(void **state) {
  (void)state;
  syn_collection *collection;
  watch_item("<item xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><title>Bridge closed</title><link>" PAGE
             "</link><dc:creator>Ada Fenn</dc:creator></item>",
             &collection);
  expect(collection, "\"byline\":[\"Ada Fenn\"]");
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(the_source_of_an_item_is_credited_in_the_article_of_its_page),
      IN_FOLDER(what_a_feed_said_of_the_origin_outlives_an_update),
      IN_FOLDER(an_outlet_that_is_named_as_its_own_source_is_no_credit),
      IN_FOLDER(the_report_that_an_entry_was_found_at_is_what_its_article_is_based_on),
      IN_FOLDER(a_creator_of_an_item_is_the_author_of_its_page),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
