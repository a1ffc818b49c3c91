#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "readers/feed_lines.h"
#include "readers/feed_page_making.h"
#include "readers/feed_reader.h"

static syn_arena *arena;
static const syn_reader *const reader = &syn_reader_feed;

static int set_up(void **state) {
  return syn_arena_create((size_t)512 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void *open_feed(const char *text) {
  FILE *stream = fmemopen((void *)(uintptr_t)text, strlen(text), "rb");
  void *state = NULL;
  assert_non_null(stream);
  assert_int_equal(reader->open(stream, SYN_TEXT("news.rss"), &syn_reader_limits_default, &state, NULL), SYN_OK);
  return state;
}

static void each_entry_with_text_is_a_page(void **state) {
  void *file =
      open_feed("<rss><channel><title>Fjord Tidings - Sea</title><link>https://www.fjord-tidings.example/</link><language>en</language>"
                "<item><title>A &lt; B</title><link>/a</link><author>Ada Fenn</author><pubDate>Tue, 05 Mar 2024 00:30:00 +0100</pubDate>"
                "<source url=\"https://harbour.example/\">Harbour &lt;3</source><description>&lt;p&gt;Late.</description></item>"
                "<item><title>An address alone</title><link>/b</link></item>"
                "<item><description>Last.</description></item></channel></rss>");
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_OK);
  expect(page.source, "news.rss:1");
  expect(page.url, "https://www.fjord-tidings.example/a");
  expect(page.title, "A < B");
  expect(page.date, "2024-03-05T00:30:00+01:00");
  expect(page.byline, "Ada Fenn");
  expect(page.outlet, "Fjord Tidings");
  expect(page.language, "en");
  expect(page.declared_charset, "utf-8");
  expect(page.credit, "Harbour <3");
  expect(page.based_on, "https://harbour.example/");
  assert_int_equal(page.media, SYN_MEDIA_HTML);
  expect(page.bytes, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A &lt; B</title>\n"
                     "</head><body><article>\n<p>Late.\n</article></body></html>\n");
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_OK);
  expect(page.source, "news.rss:3");
  expect(page.url, "");
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_NOT_FOUND);
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_NOT_FOUND);
  reader->close(file);
}

static void expect_failure(const char *text, const char *wanted) {
  void *file = open_feed(text);
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_BAD_INPUT);
  assert_string_equal(error.text, wanted);
  assert_int_equal(reader->next(file, arena, &page, &error), SYN_NOT_FOUND);
  reader->close(file);
}

static void a_file_without_pages_is_named_once(void **state) {
  expect_failure("<urlset><url><loc>https://a.example/</loc></url></urlset>",
                 "news.rss: no page in it: of its 1 entries none has content or a summary; their addresses have to be fetched");
  expect_failure("<html><p>x</html>", "news.rss: no feed, but a page: read it without --from");
  expect_failure("<svg/>", "news.rss: no feed: expected RSS, Atom, JSON Feed, OPML or a sitemap (an element rss, RDF, feed, opml, urlset "
                           "or sitemapindex first)");
}

static void a_failed_list_ends_the_file(void **state) {
  void *file = open_feed("<rss><channel><item><description>x</description></item></channel></rss>");
  syn_parcel parcel;
  assert_int_equal(reader->cut(file, &parcel, NULL), SYN_OK);
  assert_true(parcel.is_list);
  assert_int_equal(reader->take(file, (syn_text){0}, NULL), SYN_OK);
  assert_int_equal(reader->cut(file, &parcel, NULL), SYN_NOT_FOUND);
  reader->close(file);
}

static void an_outlet_is_what_the_host_bears_out(void **state) {
  static const char *const examples[][3] = {
      {"Fjord Tidings - News", "https://www.fjordtidings.example/a", "Fjord Tidings"},
      {"World news | The Fjord", "https://fjord.example/", "The Fjord"},
      {"FT News", "https://news.fjordtidings.example/", ""},
      {"Latest posts", "https://fjordtidings.example/", ""},
      {"Fjord Tidings", "", "Fjord Tidings"},
  };
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    const syn_feed feed = {.kind = SYN_FEED_RSS, .title = syn_text_from(examples[i][0])};
    const syn_feed_item item = {.url = syn_text_from(examples[i][1])};
    expect(syn_feed_outlet(&feed, &item), examples[i][2]);
  }
}

static void lines_that_nobody_wrote_are_refused(void **state) {
  static const char *const lines[] = {"",
                                      "{}\n",
                                      "[]\n",
                                      "{\"feed\":\"rss\"}",
                                      "{\"feed\":\"rss\"}\n[]\n",
                                      "{\"feed\":\"rss\"}\n{\"page\":true\n",
                                      "{\"feed\":\"pdf\"}\n",
                                      "{\"feed\":\"rss\"}\n\n",
                                      "{\"feed\":\"rss\",\"title\":\"\xFF\"}\n"};
  syn_feed feed;
  syn_error error;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    error.text[0] = '\0';
    assert_int_equal(syn_feed_lines_read(syn_text_from(lines[i]), arena, &feed, &error), SYN_BAD_INPUT);
    assert_int_not_equal(error.text[0], '\0');
  }
  assert_int_equal(
      syn_feed_lines_read(SYN_TEXT("{\"feed\":\"atom\",\"ttl\":99999999999,\"title\":3}\n{\"authors\":[3,\"A\",\"\"],\"id\":[]}\n"), arena,
                          &feed, &error),
      SYN_OK);
  assert_int_equal(feed.ttl_minutes, UINT32_MAX);
  assert_int_equal(feed.items[0].author_count, 1);
}

static void the_kind_is_told_by_content_and_name(void **state) {
  assert_int_equal(reader->recognise(SYN_TEXT("<?xml version='1.0'?><rss><channel><description><p>x"), SYN_TEXT("a.xml")), 97);
  assert_int_equal(reader->recognise(SYN_TEXT("\xFE\xFF\0<\0r\0s\0s\0>"), SYN_TEXT("a")), 97);
  assert_int_equal(reader->recognise(SYN_TEXT("\x1F\x8B\x08"), SYN_TEXT("sitemap.xml.gz")), 55);
  assert_int_equal(reader->recognise(SYN_TEXT("\x1F\x8B\x08"), SYN_TEXT("a.warc.gz")), 0);
  assert_int_equal(reader->recognise(SYN_TEXT("<!DOCTYPE html><p>"), SYN_TEXT("a.html")), 0);
  assert_int_equal(reader->recognise(SYN_TEXT("{\"text\":\"a\"}"), SYN_TEXT("a.jsonl")), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_entry_with_text_is_a_page),      cmocka_unit_test(a_file_without_pages_is_named_once),
      cmocka_unit_test(a_failed_list_ends_the_file),         cmocka_unit_test(an_outlet_is_what_the_host_bears_out),
      cmocka_unit_test(lines_that_nobody_wrote_are_refused), cmocka_unit_test(the_kind_is_told_by_content_and_name),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
