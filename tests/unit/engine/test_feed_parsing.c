/*
 * A feed that is parsed in a process of its own, against the same in this one.
 */
#include "engine/feed_parsing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

enum { LIMIT = 1 << 20 };

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
  assert_int_equal(syn_feed_parse_isolated(NULL, bytes, charset, url, LIMIT, arena, &here, &error), SYN_OK);
  assert_int_equal(syn_feed_parse_isolated(pool, bytes, charset, url, LIMIT, arena, &there, &error), SYN_OK);
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
  assert_int_equal(syn_feed_parse_isolated(NULL, SYN_TEXT("<svg/>"), (syn_text){0}, name, LIMIT, arena, &feed, &here), SYN_BAD_INPUT);
  assert_int_equal(syn_feed_parse_isolated(pool, SYN_TEXT("<svg/>"), (syn_text){0}, name, LIMIT, arena, &feed, &there), SYN_BAD_INPUT);
  assert_string_equal(here.text, there.text);
  assert_memory_equal(here.text, "https://fjord.example/feed: no feed: ", strlen("https://fjord.example/feed: no feed: "));
}

static void a_packed_feed_has_the_limit_of_any_other(void **state) {
  static char packed[1 << 16], words[LIMIT + 4096];
  const syn_text name = SYN_TEXT("https://fjord.example/feed.gz");
  static const char beginning[] = "<rss><channel><title>Fjord</title>", end[] = "</channel></rss>";
  for (size_t size = LIMIT - 4096; size <= sizeof words; size += 8192) {
    memset(words, ' ', size);
    memcpy(words, beginning, sizeof beginning - 1);
    memcpy(words + size - sizeof end + 1, end, sizeof end - 1);
    z_stream stream = {.next_in = (Bytef *)words, .avail_in = (uInt)size, .next_out = (Bytef *)packed, .avail_out = sizeof packed};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    const syn_text bytes = {packed, stream.total_out};
    deflateEnd(&stream);
    syn_isolation_pool *const pools[] = {NULL, pool};
    for (int i = 0; i < 2; i++) {
      syn_feed feed;
      syn_error error;
      syn_status status = syn_feed_parse_isolated(pools[i], bytes, (syn_text){0}, name, LIMIT, arena, &feed, &error);
      assert_int_equal(status, size > LIMIT ? SYN_LIMIT : SYN_OK);
      if (size > LIMIT) assert_non_null(strstr(error.text, "1048576 bytes"));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_feed_is_the_same_from_a_process_of_its_own),
      cmocka_unit_test(what_is_no_feed_is_named),
      cmocka_unit_test(a_packed_feed_has_the_limit_of_any_other),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
