#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "readers/conllu_reader.h"

#define WORD "1\tWait\twait\tVERB\tVB\t_\t0\troot\t_\t_\n\n"

static syn_arena *arena;
static const syn_reader *const reader = &syn_reader_conllu;

static int set_up(void **state) {
  return syn_arena_create((size_t)1 << 28, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void *open_lines(syn_text lines, const syn_reader_limits *limits) {
  FILE *stream = fmemopen((void *)(uintptr_t)lines.data, lines.size, "rb");
  void *opened = NULL;
  assert_non_null(stream);
  assert_int_equal(reader->open(stream, SYN_TEXT("bank.conllu"), limits, &opened, NULL), SYN_OK);
  return opened;
}

static void expect_page(void *opened, const char *source, const char *bytes) {
  syn_page page;
  syn_error error = {0};
  if (reader->next(opened, arena, &page, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(page.media, SYN_MEDIA_CONLLU);
  if (!syn_text_equal(page.source, syn_text_from(source))) fail_msg("source %.*s instead of %s", SYN_TEXT_ARGUMENTS(page.source), source);
  if (!syn_text_equal(page.bytes, syn_text_from(bytes))) fail_msg("bytes %.*s instead of %s", SYN_TEXT_ARGUMENTS(page.bytes), bytes);
}

static void expect_failure(void *opened, syn_status status, const char *message) {
  syn_page page;
  syn_error error = {0};
  assert_int_equal(reader->next(opened, arena, &page, &error), status);
  if (!strstr(error.text, message)) fail_msg("\"%s\" does not tell \"%s\"", error.text, message);
}

static void expect_end(void *opened) {
  syn_page page;
  syn_error error = {0};
  assert_int_equal(reader->next(opened, arena, &page, &error), SYN_NOT_FOUND);
  reader->close(opened);
}

static void each_document_is_a_page(void **state) {
  void *opened =
      open_lines(SYN_TEXT("# newdoc id = first\n" WORD "# newdoc\n" WORD WORD "# newdoc id = third\n" WORD), &syn_reader_limits_default);
  expect_page(opened, "first", "# newdoc id = first\n" WORD);
  expect_page(opened, "bank.conllu:2", "# newdoc\n" WORD WORD);
  expect_page(opened, "third", "# newdoc id = third\n" WORD);
  expect_end(opened);
}

static void a_file_without_documents_is_one_page(void **state) {
  void *opened = open_lines(SYN_TEXT("# a note\n" WORD WORD), &syn_reader_limits_default);
  expect_page(opened, "bank.conllu", "# a note\n" WORD WORD);
  expect_end(opened);
}

static void a_document_that_is_too_large_is_one_failure(void **state) {
  const syn_reader_limits limits = {.page_bytes = 120, .line_bytes = 100, .folder_depth = 1};
  void *opened = open_lines(SYN_TEXT("# newdoc id = a\n" WORD WORD WORD WORD "# newdoc id = b\n" WORD), &limits);
  expect_failure(opened, SYN_LIMIT, "bank.conllu: document 1: larger than the limit");
  expect_page(opened, "b", "# newdoc id = b\n" WORD);
  expect_end(opened);
}

static void a_file_without_words_fails(void **state) {
  void *opened = open_lines(SYN_TEXT("# newdoc id = a\n\n"), &syn_reader_limits_default);
  expect_failure(opened, SYN_BAD_INPUT, "no words");
  expect_end(opened);
}

/* The mark of a document may lie across the edge of what is read at once. */
static void documents_are_parted_wherever_they_begin(void **state) {
  static char text[70000];
  for (size_t shift = 0; shift < 20; shift++) {
    size_t edge = 64 * 1024 - shift, size = (size_t)snprintf(text, sizeof text, "# newdoc id = a\n# ");
    while (size < edge - sizeof WORD) text[size++] = 'x';
    text[size++] = '\n';
    (void)snprintf(text + size, sizeof text - size, WORD "# newdoc id = b\n" WORD);
    void *opened = open_lines(syn_text_from(text), &syn_reader_limits_default);
    syn_page page;
    assert_int_equal(reader->next(opened, arena, &page, NULL), SYN_OK);
    expect_page(opened, "b", "# newdoc id = b\n" WORD);
    expect_end(opened);
  }
}

static void the_kind_is_recognised(void **state) {
  assert_true(reader->recognise(SYN_TEXT("anything"), SYN_TEXT("x.conllu")) > 90);
  assert_true(reader->recognise(SYN_TEXT("# sent_id = 1\n" WORD), SYN_TEXT("-")) > 80);
  assert_int_equal(reader->recognise(SYN_TEXT("# A heading\n\n1 apple\n"), SYN_TEXT("x.md")), 0);
  assert_int_equal(reader->recognise(SYN_TEXT("1\t2\t3\n"), SYN_TEXT("x.tsv")), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_document_is_a_page),
      cmocka_unit_test(a_file_without_documents_is_one_page),
      cmocka_unit_test(a_document_that_is_too_large_is_one_failure),
      cmocka_unit_test(a_file_without_words_fails),
      cmocka_unit_test(documents_are_parted_wherever_they_begin),
      cmocka_unit_test(the_kind_is_recognised),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
