#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "readers/jsonl_reader.h"

static syn_arena *arena;
static const syn_reader *const reader = &syn_reader_jsonl;

static int set_up(void **state) {
  return syn_arena_create(256u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void *open_lines(syn_text lines, const syn_reader_limits *limits) {
  FILE *stream = fmemopen((void *)(uintptr_t)lines.data, lines.size, "rb");
  void *state = NULL;
  assert_non_null(stream);
  assert_int_equal(reader->open(stream, SYN_TEXT("pages.jsonl"), limits, &state, NULL), SYN_OK);
  return state;
}

static syn_page read_one(const char *line) {
  void *state = open_lines(syn_text_from(line), &syn_reader_limits_default);
  syn_page page;
  syn_error error;
  if (reader->next(state, arena, &page, &error) != SYN_OK) fail_msg("%s", error.text);
  reader->close(state);
  return page;
}

static void expect_failure(syn_text line, syn_status wanted_status, const char *wanted) {
  void *state = open_lines(line, &syn_reader_limits_default);
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(state, arena, &page, &error), wanted_status);
  assert_string_equal(error.text, wanted);
  assert_int_equal(reader->next(state, arena, &page, &error), SYN_NOT_FOUND);
  reader->close(state);
}

static void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void all_keys_are_read(void **state) {
  syn_page page = read_one(
      "{\"id\":\"a1\",\"url\":\"https://daily.example/a1\",\"outlet\":\"The Daily Example\",\"title\":\"Ferry "
      "late\",\"date\":\"2024-03-05\","
      "\"byline\":\"Ida Brun\",\"captured\":\"2024-03-05T10:00:00+01:00\",\"lang\":\"en\",\"text\":\"Late.\",\"other\":{\"deep\":[1]}}");
  expect(page.source, "a1");
  expect(page.url, "https://daily.example/a1");
  expect(page.outlet, "The Daily Example");
  expect(page.title, "Ferry late");
  expect(page.date, "2024-03-05");
  expect(page.byline, "Ida Brun");
  expect(page.captured, "2024-03-05T09:00:00Z");
  expect(page.language, "en");
  expect(page.bytes, "Late.");
  expect(page.declared_charset, "utf-8");
  assert_int_equal(page.media, SYN_MEDIA_TEXT);
}

static void html_is_preferred_to_text(void **state) {
  syn_page page = read_one("{\"html\":\"<p>a\",\"text\":\"a\"}");
  expect(page.bytes, "<p>a");
  assert_int_equal(page.media, SYN_MEDIA_HTML);
}

static void blank_html_leaves_the_text(void **state) {
  syn_page page = read_one("{\"html\":\"\",\"text\":\"a\"}");
  expect(page.bytes, "a");
  assert_int_equal(page.media, SYN_MEDIA_TEXT);
  page = read_one("{\"text\":\"a\",\"html\":\" \\n\"}");
  expect(page.bytes, "a");
  assert_int_equal(page.media, SYN_MEDIA_TEXT);
  expect_failure(SYN_TEXT("{\"html\":\"\",\"text\":\"\"}"), SYN_BAD_INPUT,
                 "pages.jsonl:1: no page: what stands in \"html\" or \"text\" is empty");
}

static void a_line_without_id_is_named_by_its_place(void **state) {
  expect(read_one("\n\r\n{\"text\":\"a\"}").source, "pages.jsonl:3");
}

static void an_id_may_be_a_number_and_a_byline_a_list(void **state) {
  syn_page page = read_one("{\"id\":17,\"byline\":[\"Ida Brun\",\"Olav Tak\"],\"text\":\"a\",\"title\":null}");
  expect(page.source, "17");
  expect(page.byline, "Ida Brun, Olav Tak");
  expect(page.title, "");
}

static void escapes_are_resolved_and_nul_is_dropped(void **state) {
  expect(read_one("{\"text\":\"caf\\u00e9 \\ud83d\\ude00\\n\\u0000x\"}").bytes, "café \xF0\x9F\x98\x80\nx");
}

static void invalid_bytes_become_replacement_characters(void **state) {
  expect(read_one("{\"text\":\"a\xFF"
                  "b\xE2\x82\"}")
             .bytes,
         "a\xEF\xBF\xBD"
         "b\xEF\xBF\xBD");
}

static void a_byte_order_mark_is_read_over(void **state) {
  expect(read_one("\xEF\xBB\xBF{\"text\":\"a\"}").bytes, "a");
}

static void a_broken_line_is_named_and_the_next_ones_are_read(void **state) {
  void *lines = open_lines(
      SYN_TEXT("{\"text\":\"one\"}\n{\"text\":\n{\"text\":\"three\"}\r\n{'text':'four'}\n{\"text\":\"five\"} x\n{\"text\":\"six\"}"),
      &syn_reader_limits_default);
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_OK);
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_BAD_INPUT);
  assert_int_equal(error.offset, 15);
  assert_string_equal(error.text, "pages.jsonl:2: broken JSON at byte 8 (a value expected): expected one whole object on the "
                                  "line, mend or remove it");
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_OK);
  expect(page.bytes, "three");
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_BAD_INPUT);
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_BAD_INPUT);
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_OK);
  expect(page.source, "pages.jsonl:6");
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_NOT_FOUND);
  reader->close(lines);
}

static void what_is_no_page_says_what_was_expected(void **state) {
  expect_failure(SYN_TEXT("[1]"), SYN_BAD_INPUT, "pages.jsonl:1: expected an object, {\"id\": …, \"text\": …}: put one page on each line");
  expect_failure(SYN_TEXT("{\"id\":\"a\"}"), SYN_BAD_INPUT, "pages.jsonl:1: no page: expected \"html\" or \"text\" with the page in it");
  expect_failure(SYN_TEXT("{\"text\":\" \"}"), SYN_BAD_INPUT, "pages.jsonl:1: no page: what stands in \"html\" or \"text\" is empty");
  expect_failure(SYN_TEXT("{\"text\":\"\"}"), SYN_BAD_INPUT, "pages.jsonl:1: no page: what stands in \"html\" or \"text\" is empty");
  expect_failure(SYN_TEXT("{\"text\":5}"), SYN_BAD_INPUT,
                 "pages.jsonl:1: the value of \"text\" is no string: write it in quotation marks or leave it out");
  expect_failure(SYN_TEXT("{\"text\":\"a\0b\"}"), SYN_BAD_INPUT, "pages.jsonl:1: a NUL byte where JSON was expected: remove it");
}

static void nesting_beyond_the_depth_is_a_limit(void **state) {
  syn_buffer line;
  syn_buffer_init(&line, 1024 * 1024);
  for (int i = 0; i < 50000; i++) (void)syn_buffer_add(&line, SYN_TEXT("[{\"a\":"));
  void *lines = open_lines(syn_buffer_text(&line), &syn_reader_limits_default);
  syn_page page;
  assert_int_equal(reader->next(lines, arena, &page, NULL), SYN_LIMIT);
  reader->close(lines);
  syn_buffer_clear(&line);
}

static void a_line_of_countless_values_is_a_limit(void **state) {
  syn_buffer line;
  syn_buffer_init(&line, 1024 * 1024);
  (void)syn_buffer_add(&line, SYN_TEXT("{\"text\":\"a\",\"x\":[0"));
  for (int i = 0; i < 100001; i++) (void)syn_buffer_add(&line, SYN_TEXT(",0"));
  (void)syn_buffer_add(&line, SYN_TEXT("]}"));
  expect_failure(syn_buffer_text(&line), SYN_LIMIT, "pages.jsonl:1: more values than a page's line may have: leave it out");
  syn_buffer_clear(&line);
}

static void a_line_over_the_limit_is_read_over(void **state) {
  const syn_reader_limits limits = {.page_bytes = 100000, .line_bytes = 20, .folder_depth = 1};
  void *lines = open_lines(SYN_TEXT("{\"text\":\"much longer than twenty bytes\"}\n{\"text\":\"short\"}\n"), &limits);
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_LIMIT);
  assert_string_equal(error.text,
                      "pages.jsonl:1: longer than the limit of a line: leave it out, split it, or raise the limit with --max-line-size");
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_OK);
  expect(page.bytes, "short");
  reader->close(lines);
}

static void a_page_over_the_limit_is_refused(void **state) {
  const syn_reader_limits limits = {.page_bytes = 4, .line_bytes = 100, .folder_depth = 1};
  void *lines = open_lines(SYN_TEXT("{\"text\":\"12345\"}\n{\"text\":\"1234\"}\n"), &limits);
  syn_page page;
  assert_int_equal(reader->next(lines, arena, &page, NULL), SYN_LIMIT);
  assert_int_equal(reader->next(lines, arena, &page, NULL), SYN_OK);
  reader->close(lines);
}

static void one_line_of_ten_megabytes_is_read_or_refused(void **state) {
  enum { SIZE = 10 * 1024 * 1024 };
  char *line = malloc(SIZE);
  assert_non_null(line);
  memset(line, 'x', SIZE);
  memcpy(line, "{\"text\":\"", 9);
  memcpy(line + SIZE - 2, "\"}", 2);
  void *lines = open_lines((syn_text){line, SIZE}, &syn_reader_limits_default);
  syn_page page;
  syn_error error;
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_LIMIT);
  assert_string_equal(error.text,
                      "pages.jsonl:1: the page is larger than the limit of a page: leave it out, or raise the limit with --max-page-size");
  reader->close(lines);
  syn_arena_reset(arena);
  syn_reader_limits limits = syn_reader_limits_default;
  limits.page_bytes = SIZE;
  lines = open_lines((syn_text){line, SIZE}, &limits);
  assert_int_equal(reader->next(lines, arena, &page, &error), SYN_OK);
  assert_int_equal(page.bytes.size, SIZE - 11);
  reader->close(lines);
  free(line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_keys_are_read),
      cmocka_unit_test(html_is_preferred_to_text),
      cmocka_unit_test(blank_html_leaves_the_text),
      cmocka_unit_test(a_line_without_id_is_named_by_its_place),
      cmocka_unit_test(an_id_may_be_a_number_and_a_byline_a_list),
      cmocka_unit_test(escapes_are_resolved_and_nul_is_dropped),
      cmocka_unit_test(invalid_bytes_become_replacement_characters),
      cmocka_unit_test(a_byte_order_mark_is_read_over),
      cmocka_unit_test(a_broken_line_is_named_and_the_next_ones_are_read),
      cmocka_unit_test(what_is_no_page_says_what_was_expected),
      cmocka_unit_test(nesting_beyond_the_depth_is_a_limit),
      cmocka_unit_test(a_line_of_countless_values_is_a_limit),
      cmocka_unit_test(a_line_over_the_limit_is_read_over),
      cmocka_unit_test(a_page_over_the_limit_is_refused),
      cmocka_unit_test(one_line_of_ten_megabytes_is_read_or_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
