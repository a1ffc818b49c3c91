/*
 * A feed that is parsed in a process of its own, against the same in this one.
 */
#include "engine/feed_parsing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static syn_arena *arena;
static syn_isolation_pool *pool;

static syn_status read_nothing(void *context, const syn_page *page, syn_arena *page_arena, const syn_record_lines *lines,
                               syn_error *error) {
  return SYN_NOT_FOUND;
}

static int set_up(void **state) {
  const syn_isolated_job job = {.read = read_nothing};
  syn_error error;
  if (syn_arena_create((size_t)256 << 20, &arena) != SYN_OK) return 1;
  return syn_isolation_open(&job, 1, false, NULL, &pool, &error) != SYN_OK;
}

static int tear_down(void **state) {
  syn_isolation_close(&pool);
  syn_arena_destroy(&arena);
  return 0;
}

static void expect_same(syn_text a, syn_text b) {
  if (!syn_text_equal(a, b)) fail_msg("\"%.*s\" instead of \"%.*s\"", SYN_TEXT_ARGUMENTS(a), SYN_TEXT_ARGUMENTS(b));
}

static void a_feed_is_the_same_from_a_process_of_its_own(void **state) {
  const syn_text bytes = SYN_TEXT("<rss><channel><title>Caf\xE9</title><item><title>A</title><link>/a</link><author>Ada Fenn</author>"
                                  "<description>x &lt;b&gt;\x01</description></item><item/></channel></rss>");
  syn_feed here, there;
  syn_error error;
  const syn_text charset = SYN_TEXT("iso-8859-1"), url = SYN_TEXT("https://fjord.example/feed");
  assert_int_equal(syn_feed_parse_isolated(NULL, bytes, charset, url, url, arena, &here, &error), SYN_OK);
  assert_int_equal(syn_feed_parse_isolated(pool, bytes, charset, url, url, arena, &there, &error), SYN_OK);
  assert_int_equal(here.kind, there.kind);
  assert_int_equal(there.item_count, 2);
  expect_same(here.title, there.title);
  expect_same(SYN_TEXT("Caf\xC3\xA9"), there.title);
  expect_same(SYN_TEXT("https://fjord.example/a"), there.items[0].url);
  expect_same(here.items[0].summary, there.items[0].summary);
  expect_same(here.items[0].authors[0], there.items[0].authors[0]);
}

static void what_is_no_feed_is_named(void **state) {
  syn_feed feed;
  syn_error here, there;
  const syn_text name = SYN_TEXT("https://fjord.example/feed");
  assert_int_equal(syn_feed_parse_isolated(NULL, SYN_TEXT("<svg/>"), (syn_text){0}, name, name, arena, &feed, &here), SYN_BAD_INPUT);
  assert_int_equal(syn_feed_parse_isolated(pool, SYN_TEXT("<svg/>"), (syn_text){0}, name, name, arena, &feed, &there), SYN_BAD_INPUT);
  assert_string_equal(here.text, there.text);
  assert_memory_equal(here.text, "https://fjord.example/feed: no feed: ", strlen("https://fjord.example/feed: no feed: "));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_feed_is_the_same_from_a_process_of_its_own),
      cmocka_unit_test(what_is_no_feed_is_named),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
