/* What a store keeps of watching: addresses, items, and that of a removed article nothing is left but a digest. */
#include "base/embedded.h"
#include "records/request_record.h"
#include "store/sqlite_schema.h"
#include "store/store_watch.h"
#include "store_test.h"

#define FEED SYN_TEXT("https://lantern.example/feed")

static syn_id id_of(unsigned kind, unsigned number) {
  syn_id id = {{(uint8_t)kind}};
  id.bytes[9] = (uint8_t)number;
  return id;
}

static int64_t add_feed(fixture *f, syn_text address) {
  const syn_store_watch watch = {.address = address, .next = 5};
  int64_t number = 0;
  check(f, syn_store_add_watch(f->store, &watch, &number, NULL, &f->error));
  return number;
}

static syn_store_item make_item(unsigned number, int64_t watch) {
  return (syn_store_item){.key = id_of(0xA0, number),
                          .watch = watch,
                          .url = SYN_TEXT("https://lantern.example/secret"),
                          .title = SYN_TEXT("A secret title"),
                          .credit = SYN_TEXT("A secret source"),
                          .based_on = SYN_TEXT("https://wire.example/secret"),
                          .seen = 100 + number,
                          .due = 100 + number};
}

static void put(fixture *f, const syn_store_item *item) {
  check(f, syn_store_put_item(f->store, item, &f->error));
}

static void add_article(fixture *f, unsigned number, const char *url) {
  char record[512], sketch[128], id[SYN_ID_TEXT_SIZE];
  syn_id_format(id_of(0xC0, number), id);
  snprintf(
      record, sizeof record,
      "{\"record\":\"article\",\"id\":\"%s\",\"source\":\"%s\",\"url\":\"%s\",\"outlet\":\"The Lantern\",\"byline\":[],\"language\":\"en\","
      "\"credits\":[],\"captions\":[],\"text\":\"A ferry was late.\",\"digest\":\"xxh128:00\"}\n",
      id, url, url);
  snprintf(sketch, sizeof sketch, "{\"record\":\"sketch\",\"article\":\"%s\",\"words\":4}\n", id);
  const syn_store_article article = {.id = id_of(0xC0, number),
                                     .source = syn_text_from(url),
                                     .article = syn_text_from(record),
                                     .sketch = syn_text_from(sketch),
                                     .model = SYN_TEXT("m"),
                                     .world = SYN_TEXT("w"),
                                     .version = SYN_TEXT("1")};
  check(f, syn_store_add_article(f->store, &article, NULL, &f->error));
}

/* ---- addresses ---- */

static void what_is_written_of_an_address_is_read_back(void **state) {
  fixture *f = *state;
  syn_store_watch watch = {0}, again;
  bool is_new = true;
  open_store(f, true);
  watch.number = add_feed(f, FEED);
  const syn_store_watch full = {.number = watch.number,
                                .address = SYN_TEXT("https://lantern.example/new"),
                                .moved_from = FEED,
                                .kind = SYN_TEXT("rss"),
                                .title = SYN_TEXT("News"),
                                .outlet = SYN_TEXT("The Lantern"),
                                .etag = SYN_TEXT("\"1\""),
                                .last_modified = SYN_TEXT("Mon, 30 Nov 2026 10:00:00 GMT"),
                                .why = SYN_TEXT("busy"),
                                .is_feed_only = true,
                                .asked = 10,
                                .answered = 9,
                                .next = 20,
                                .every_s = 60,
                                .interval_s = 300,
                                .failure_count = 2,
                                .times = 7};
  check(f, syn_store_put_watch(f->store, &full, &f->error));
  syn_store_close(&f->store);
  open_store(f, true);
  check(f, syn_store_find_watch(f->store, full.address, f->arena, &again, &f->error));
  assert_true(syn_text_equal(again.moved_from, FEED) && syn_text_equal(again.kind, full.kind) && syn_text_equal(again.title, full.title));
  assert_true(syn_text_equal(again.outlet, full.outlet) && syn_text_equal(again.etag, full.etag) && syn_text_equal(again.why, full.why));
  assert_true(syn_text_equal(again.last_modified, full.last_modified) && again.is_feed_only && !again.is_gone);
  assert_int_equal(again.asked + again.answered + again.next, 39);
  assert_int_equal(again.every_s + again.interval_s + again.failure_count + again.times, 369);
  assert_int_equal(syn_store_find_watch(f->store, FEED, f->arena, &again, NULL), SYN_NOT_FOUND);
  check(f, syn_store_add_watch(f->store, &full, NULL, &is_new, &f->error));
  assert_false(is_new);
}

static void an_address_that_was_gone_and_is_added_again_is_asked(void **state) {
  fixture *f = *state;
  syn_store_watch watch;
  int64_t *due, next;
  size_t count;
  open_store(f, true);
  check(f, syn_store_get_watch(f->store, add_feed(f, FEED), f->arena, &watch, &f->error));
  watch.is_gone = true;
  check(f, syn_store_put_watch(f->store, &watch, &f->error));
  check(f, syn_store_due_watches(f->store, 1000, 10, f->arena, &due, &count, &f->error));
  assert_int_equal(count, 0);
  check(f, syn_store_next_due(f->store, &next, &f->error));
  assert_true(next == INT64_MAX);
  add_feed(f, FEED);
  check(f, syn_store_due_watches(f->store, 1000, 10, f->arena, &due, &count, &f->error));
  assert_int_equal(count, 1);
}

static void an_address_is_forgotten_with_its_items_and_what_it_named(void **state) {
  fixture *f = *state;
  syn_store_watch *watches;
  size_t count;
  syn_store_item item;
  open_store(f, true);
  int64_t list = add_feed(f, SYN_TEXT("https://lantern.example/list.opml"));
  const syn_store_watch child = {.address = FEED, .parent = list};
  int64_t number;
  check(f, syn_store_add_watch(f->store, &child, &number, NULL, &f->error));
  const syn_store_item one = make_item(1, number);
  put(f, &one);
  check(f, syn_store_remove_watch(f->store, list, &f->error));
  check(f, syn_store_list_watches(f->store, f->arena, &watches, &count, &f->error));
  assert_int_equal(count, 0);
  assert_int_equal(syn_store_get_item(f->store, one.key, f->arena, &item, NULL), SYN_NOT_FOUND);
}

/* ---- items ---- */

static void what_became_due_last_comes_first(void **state) {
  fixture *f = *state;
  syn_id *keys;
  size_t count;
  int64_t next;
  open_store(f, true);
  int64_t feed = add_feed(f, FEED);
  for (unsigned i = 3; i > 0; i--) {
    const syn_store_item item = make_item(i, feed);
    put(f, &item);
  }
  check(f, syn_store_due_items(f->store, 102, 10, f->arena, &keys, &count, &f->error));
  assert_int_equal(count, 2);
  assert_int_equal(keys[0].bytes[9], 2);
  assert_int_equal(keys[1].bytes[9], 1);
  check(f, syn_store_next_due(f->store, &next, &f->error));
  assert_int_equal(next, 5); /* the feed itself */
}

static void a_flood_of_one_feed_keeps_nothing_else_out(void **state) {
  fixture *f = *state;
  syn_id *keys;
  size_t count;
  enum { FLOOD = 200, LIMIT = 12, NOW = 1000 };
  unsigned others = 0, rechecks = 0, of_the_flood = 0;
  open_store(f, true);
  const int64_t flood = add_feed(f, FEED), quiet = add_feed(f, SYN_TEXT("https://gull.example/feed"));
  for (unsigned i = 1; i <= FLOOD; i++) {
    syn_store_item item = make_item(i, flood);
    item.due = NOW;
    put(f, &item);
  }
  for (unsigned i = FLOOD + 1; i <= FLOOD + 4; i++) { /* due for long: of the same feed, to be looked at again, and of another */
    syn_store_item item = make_item(i, i % 2 ? flood : quiet);
    item.state = i % 2 ? SYN_ITEM_KEPT : SYN_ITEM_WAITING;
    item.due = 10;
    put(f, &item);
  }
  check(f, syn_store_due_items(f->store, NOW, LIMIT, f->arena, &keys, &count, &f->error));
  for (size_t i = 0; i < count; i++) {
    syn_store_item item;
    check(f, syn_store_get_item(f->store, keys[i], f->arena, &item, &f->error));
    others += item.watch == quiet;
    rechecks += item.state == SYN_ITEM_KEPT;
    of_the_flood += item.watch == flood && item.state == SYN_ITEM_WAITING;
    assert_true(i >= 3 || (item.watch == quiet) + (item.state == SYN_ITEM_KEPT) + (item.due == NOW) == 1);
  }
  assert_int_equal(others, 2);
  assert_int_equal(rechecks, 2);
  assert_int_equal(of_the_flood, LIMIT / 3);
  check(f, syn_store_due_items(f->store, NOW, 2, f->arena, &keys, &count, &f->error)); /* fewer places than lanes */
  assert_int_equal(count, 2);
}

static void all_lanes_have_their_turn_where_there_are_more_than_places(void **state) {
  fixture *f = *state;
  enum { FEEDS = 5 };
  bool had[FEEDS + 1] = {false};
  char address[64];
  open_store(f, true);
  for (unsigned i = 1; i <= FEEDS; i++) {
    snprintf(address, sizeof address, "https://gull.example/feed/%u", i);
    const syn_store_item item = make_item(i, add_feed(f, syn_text_from(address)));
    put(f, &item);
  }
  for (int64_t now = 1000; now < 1000 + FEEDS; now++) {
    syn_id *keys;
    size_t count;
    check(f, syn_store_due_items(f->store, now, 1, f->arena, &keys, &count, &f->error));
    assert_int_equal(count, 1);
    had[keys[0].bytes[9]] = true;
  }
  for (unsigned i = 1; i <= FEEDS; i++) assert_true(had[i]);
}

static void old_items_are_forgotten_and_those_that_wait_are_not(void **state) {
  fixture *f = *state;
  syn_store_item item;
  open_store(f, true);
  int64_t feed = add_feed(f, FEED);
  for (unsigned i = 1; i <= 4; i++) {
    syn_store_item made = make_item(i, feed);
    made.state = i == 1 ? SYN_ITEM_WAITING : SYN_ITEM_KEPT;
    put(f, &made);
  }
  check(f, syn_store_prune_items(f->store, feed, 103, 3, &f->error));
  assert_int_equal(syn_store_get_item(f->store, id_of(0xA0, 1), f->arena, &item, NULL), SYN_OK);
  assert_int_equal(syn_store_get_item(f->store, id_of(0xA0, 2), f->arena, &item, NULL), SYN_NOT_FOUND); /* seen before 103 */
  check(f, syn_store_prune_items(f->store, feed, 103, 1, &f->error));
  assert_int_equal(syn_store_get_item(f->store, id_of(0xA0, 3), f->arena, &item, NULL), SYN_NOT_FOUND); /* one is kept */
  assert_int_equal(syn_store_get_item(f->store, id_of(0xA0, 4), f->arena, &item, NULL), SYN_OK);
}

static void a_feed_that_names_others_each_time_fills_no_queue(void **state) {
  fixture *f = *state;
  syn_store_item item;
  open_store(f, true);
  int64_t feed = add_feed(f, FEED);
  for (unsigned i = 1; i <= 4; i++) {
    syn_store_item made = make_item(i, feed);
    made.state = SYN_ITEM_WAITING;
    put(f, &made);
  }
  check(f, syn_store_prune_items(f->store, feed, 0, 2, &f->error));
  for (unsigned i = 1; i <= 4; i++) /* the two that it named last wait on */
    assert_int_equal(syn_store_get_item(f->store, id_of(0xA0, i), f->arena, &item, NULL), i > 2 ? SYN_OK : SYN_NOT_FOUND);
}

static void what_a_list_named_stays_when_it_joins_another(void **state) {
  fixture *f = *state;
  syn_store_watch watch;
  int64_t child, to;
  open_store(f, true);
  int64_t from = add_feed(f, FEED);
  const syn_store_watch named[] = {{.address = SYN_TEXT("https://lantern.example/child"), .parent = from},
                                   {.address = SYN_TEXT("https://lantern.example/to"), .parent = from}};
  check(f, syn_store_add_watch(f->store, &named[0], &child, NULL, &f->error));
  check(f, syn_store_add_watch(f->store, &named[1], &to, NULL, &f->error));
  check(f, syn_store_join_watches(f->store, from, to, &f->error));
  check(f, syn_store_remove_watch(f->store, from, &f->error));
  check(f, syn_store_get_watch(f->store, child, f->arena, &watch, &f->error));
  assert_int_equal(watch.parent, to);
  check(f, syn_store_get_watch(f->store, to, f->arena, &watch, &f->error)); /* which the list itself had named */
  assert_int_equal(watch.parent, 0);
}

static void a_removed_article_leaves_a_digest_and_no_address(void **state) {
  fixture *f = *state;
  syn_store_item item;
  uint64_t removed;
  char command[512];
  const syn_id id = id_of(0xC0, 1);
  open_store(f, true);
  int64_t feed = add_feed(f, FEED);
  add_article(f, 1, "https://lantern.example/secret");
  syn_store_item kept = make_item(1, feed), waiting = make_item(2, feed);
  kept.state = SYN_ITEM_KEPT;
  kept.article = id;
  put(f, &kept);
  put(f, &waiting); /* the same address, of which nothing has come yet */
  check(f, syn_store_remove_articles(f->store, &id, 1, &removed, &f->error));
  check(f, syn_store_get_item(f->store, kept.key, f->arena, &item, &f->error));
  assert_int_equal(item.state, SYN_ITEM_REMOVED);
  assert_int_equal(item.url.size + item.title.size + item.credit.size + item.based_on.size, 0);
  assert_int_equal(item.due, 0);
  put(f, &kept); /* an answer that was under way */
  check(f, syn_store_get_item(f->store, kept.key, f->arena, &item, &f->error));
  assert_int_equal(item.state, SYN_ITEM_REMOVED);
  check(f, syn_store_compact(f->store, &f->error));
  snprintf(command, sizeof command, "! cat '%s' '%s-wal' 2>/dev/null | grep -a -q secret", f->path, f->path);
  assert_int_equal(system(command), 0);
}

/* ---- the ledger ---- */

static syn_request asked_at(const char *time, syn_request_failure *failure) {
  return (syn_request){.kind = SYN_REQUEST_FEED,
                       .source = FEED,
                       .outlet = SYN_TEXT("The Lantern"),
                       .first_asked = syn_text_from(time),
                       .asked = syn_text_from(time),
                       .is_stated = true,
                       .failures = failure,
                       .failure_count = failure ? 1 : 0};
}

typedef struct seen_requests {
  unsigned count, failure_count;
  uint64_t times;
  uint32_t article_count;
  char outlet[64];
} seen_requests;

static syn_status see(void *context, const syn_request *request) {
  seen_requests *seen = context;
  seen->count++;
  seen->failure_count += request->failure_count;
  seen->times += request->times;
  seen->article_count += request->articles.count;
  snprintf(seen->outlet, sizeof seen->outlet, "%.*s", SYN_TEXT_ARGUMENTS(request->outlet));
  return SYN_OK;
}

static seen_requests read_requests(fixture *f) {
  seen_requests seen = {0};
  check(f, syn_store_each_request(f->store, see, &seen, &f->error));
  return seen;
}

static void note(fixture *f, const char *time, syn_request_failure *failure) {
  const syn_request request = asked_at(time, failure);
  check(f, syn_store_note_request(f->store, &request, &f->error));
}

static void a_feed_fills_one_row_a_day_and_another_where_it_fails(void **state) {
  fixture *f = *state;
  syn_request_failure failure = {FEED, SYN_TEXT("busy")};
  open_store(f, true);
  uint64_t before = generation_of(f);
  note(f, "2031-05-01T10:00:00Z", NULL);
  note(f, "2031-05-01T10:05:00Z", NULL);
  assert_int_equal(generation_of(f), before + 1); /* it is known already that the outlet was collected that day */
  note(f, "2031-05-01T10:10:00Z", &failure);
  note(f, "2031-05-02T10:00:00Z", NULL);
  const seen_requests seen = read_requests(f);
  assert_int_equal(seen.count, 3);
  assert_int_equal(seen.times, 4);
  assert_int_equal(seen.failure_count, 1);
}

static void what_comes_of_an_item_stands_under_the_request_that_named_it(void **state) {
  fixture *f = *state;
  const syn_text url = SYN_TEXT("https://lantern.example/a");
  const syn_request request = asked_at("2031-05-01T10:00:00Z", NULL);
  const syn_id id = syn_request_id(&request);
  const syn_request_failure failure = {url, SYN_TEXT("did not come")}, again = {url, SYN_TEXT("is empty")};
  open_store(f, true);
  add_article(f, 1, "https://lantern.example/a");
  check(f, syn_store_note_request(f->store, &request, &f->error));
  check(f, syn_store_note_item_failure(f->store, id, &failure, &f->error));
  check(f, syn_store_note_item_failure(f->store, id, &again, &f->error));
  check(f, syn_store_note_request(f->store, &request, &f->error)); /* the feed is asked once more */
  assert_int_equal(read_requests(f).failure_count, 1);
  check(f, syn_store_note_item(f->store, id, url, id_of(0xC0, 1), &f->error));
  assert_int_equal(read_requests(f).failure_count, 0);
  assert_int_equal(read_requests(f).article_count, 1);
  check(f, syn_store_note_item(f->store, id_of(1, 1), url, id_of(0xC0, 1), &f->error)); /* of a request that is not there */
  assert_int_equal(read_requests(f).article_count, 1);
}

static void whose_a_feed_is_is_set_in_all_its_requests(void **state) {
  fixture *f = *state;
  open_store(f, true);
  note(f, "2031-05-01T10:00:00Z", NULL);
  uint64_t before = generation_of(f);
  check(f, syn_store_set_feed_outlet(f->store, FEED, SYN_TEXT("The Lantern"), &f->error));
  assert_int_equal(generation_of(f), before);
  check(f, syn_store_set_feed_outlet(f->store, FEED, SYN_TEXT("Evening Lantern"), &f->error));
  assert_int_equal(generation_of(f), before + 1);
  assert_string_equal(read_requests(f).outlet, "Evening Lantern");
}

static void the_request_of_a_feed_outlives_its_last_article(void **state) {
  fixture *f = *state;
  uint64_t removed;
  const syn_id id = id_of(0xC0, 1);
  syn_request request = asked_at("2031-05-01T10:00:00Z", NULL);
  open_store(f, true);
  add_article(f, 1, "https://lantern.example/a");
  request.articles = (syn_id_list){(syn_id *)(uintptr_t)&id, 1};
  check(f, syn_store_note_request(f->store, &request, &f->error));
  check(f, syn_store_remove_articles(f->store, &id, 1, &removed, &f->error));
  assert_int_equal(read_requests(f).count, 1); /* the outlet was asked that day, whatever came */
}

/* A store that the scripts up to a version alone have made, still open. */
static sqlite3 *make_store_of_version(fixture *f, int version) {
  const char *scripts[SYN_STORE_SCHEMA];
  char name[64];
  sqlite3 *db = NULL;
  for (int i = 0; i < version; i++) {
    snprintf(name, sizeof name, "src/store/schema/%d.sql", i + 1);
    scripts[i] = syn_embedded_find(name).data;
  }
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  check(f, syn_sqlite_migrate(db, f->path, true, scripts, version, &f->error));
  return db;
}

static void a_store_of_version_4_can_watch(void **state) {
  fixture *f = *state;
  sqlite3_close(make_store_of_version(f, 4));
  open_store(f, true);
  add_article(f, 1, "https://lantern.example/a");
  const syn_store_item item = make_item(1, add_feed(f, FEED));
  put(f, &item);
}

static void a_store_of_version_7_takes_what_feeds_say_of_origins(void **state) {
  fixture *f = *state;
  sqlite3 *db = make_store_of_version(f, 7);
  assert_int_equal(sqlite3_exec(db,
                                "INSERT INTO watch (number, address) VALUES (1, 'https://lantern.example/feed');"
                                "INSERT INTO watch_item (key, watch, state, url, seen) VALUES "
                                "('00000000000000000001', 1, 'waiting', 'https://lantern.example/a', 5)",
                                NULL, NULL, NULL),
                   SQLITE_OK);
  sqlite3_close(db);
  open_store(f, true);
  syn_store_item item;
  syn_id key;
  assert_int_equal(syn_id_parse(SYN_TEXT("00000000000000000001"), &key), SYN_OK);
  check(f, syn_store_get_item(f->store, key, f->arena, &item, &f->error));
  assert_int_equal(item.credit.size + item.based_on.size, 0);
  item.credit = SYN_TEXT("Harbour Wire");
  put(f, &item);
  check(f, syn_store_get_item(f->store, key, f->arena, &item, &f->error));
  assert_true(syn_text_equal(item.credit, SYN_TEXT("Harbour Wire")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(what_is_written_of_an_address_is_read_back),
      TEST(an_address_that_was_gone_and_is_added_again_is_asked),
      TEST(an_address_is_forgotten_with_its_items_and_what_it_named),
      TEST(what_became_due_last_comes_first),
      TEST(a_flood_of_one_feed_keeps_nothing_else_out),
      TEST(all_lanes_have_their_turn_where_there_are_more_than_places),
      TEST(a_feed_that_names_others_each_time_fills_no_queue),
      TEST(what_a_list_named_stays_when_it_joins_another),
      TEST(old_items_are_forgotten_and_those_that_wait_are_not),
      TEST(a_removed_article_leaves_a_digest_and_no_address),
      TEST(a_feed_fills_one_row_a_day_and_another_where_it_fails),
      TEST(what_comes_of_an_item_stands_under_the_request_that_named_it),
      TEST(whose_a_feed_is_is_set_in_all_its_requests),
      TEST(the_request_of_a_feed_outlives_its_last_article),
      TEST(a_store_of_version_4_can_watch),
      TEST(a_store_of_version_7_takes_what_feeds_say_of_origins),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
