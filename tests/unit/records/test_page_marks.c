/* The marks of a page: the record comes back as it was, and lines that no program of ours wrote are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "records/page_marks.h"

#define ID "0123456789abcdef0123"

static syn_arena *arena;
static syn_buffer line;

static int set_up(void **state) {
  syn_buffer_init(&line, 1 << 20);
  return syn_arena_create(1 << 22, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  syn_buffer_clear(&line);
  syn_arena_destroy(&arena);
  return 0;
}

static void marks_come_back_as_they_were(void **state) {
  const syn_mark marks[] = {{0x0123456789abcdefULL, 7, SYN_MARK_KEPT}, {UINT64_MAX, 255, 255}, {1, 0, 0}};
  const syn_text cut[] = {SYN_TEXT("Write to \"us\"."), SYN_TEXT("Ærlig talt.")};
  const syn_page_marks made = {SYN_TEXT("ledger.example"), ~(uint64_t)5, marks, 3, 77, cut, 2};
  syn_page_marks read;
  syn_id id;
  assert_int_equal(syn_id_parse(SYN_TEXT(ID), &id), SYN_OK);
  syn_record_write_marks(&line, id, &made);
  assert_int_equal(syn_record_read_marks(syn_buffer_text(&line), arena, &read, NULL), SYN_OK);
  assert_true(syn_text_equal(read.site, made.site));
  assert_true(read.title == made.title && read.applied == 77);
  assert_int_equal(read.mark_count, 3);
  for (unsigned i = 0; i < 3; i++) {
    assert_true(read.marks[i].digest == marks[i].digest);
    assert_int_equal(read.marks[i].word_count, marks[i].word_count);
    assert_int_equal(read.marks[i].traits, marks[i].traits);
  }
  assert_int_equal(read.cut_count, 2);
  for (unsigned i = 0; i < 2; i++) assert_true(syn_text_equal(read.cut[i], cut[i]));
}

static void what_is_no_such_record_is_refused(void **state) {
  static const char *const lines[] = {
      "",
      "[]",
      "{}",
      "{\"record\":\"article\",\"blocks\":\"\"}",
      "{\"record\":\"marks\",\"blocks\":\"0\"}",
      "{\"record\":\"marks\",\"blocks\":\"0123456789abcdef00\"}",
      "{\"record\":\"marks\",\"blocks\":\"0123456789ABCDEF0000\"}",
      "{\"record\":\"marks\",\"blocks\":\"\",\"title\":\"00\"}",
      "{\"record\":\"marks\",\"blocks\":\"\",\"applied\":\"x\"}",
      "{\"record\":\"marks\",\"blocks\":\"\",\"cut\":\"a\"}",
      "{\"record\":\"marks\",\"blocks\":\"\",\"cut\":[1]}",
  };
  syn_page_marks read;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    syn_error error = {0};
    if (syn_record_read_marks(syn_text_from(lines[i]), arena, &read, &error) != SYN_BAD_INPUT) fail_msg("%s", lines[i]);
    assert_true(error.text[0] != '\0');
  }
}

static void lists_beyond_the_limits_are_refused(void **state) {
  static char text[SYN_MARK_CUT_LIMIT * 8 + SYN_MARK_LIMIT * 32 + 1000];
  syn_page_marks read;
  strcpy(text, "{\"record\":\"marks\",\"blocks\":\"");
  for (int i = 0; i <= SYN_MARK_LIMIT; i++) strcat(text, "0123456789abcdef0000");
  strcat(text, "\"}");
  assert_int_equal(syn_record_read_marks(syn_text_from(text), arena, &read, NULL), SYN_BAD_INPUT);
  strcpy(text, "{\"record\":\"marks\",\"blocks\":\"\",\"cut\":[\"a\"");
  for (int i = 0; i < SYN_MARK_CUT_LIMIT; i++) strcat(text, ",\"a\"");
  strcat(text, "]}");
  assert_int_equal(syn_record_read_marks(syn_text_from(text), arena, &read, NULL), SYN_BAD_INPUT);
}

static void a_digest_is_found_in_its_list_alone(void **state) {
  char bytes[3 * SYN_MARK_DIGEST_BYTES];
  const uint64_t digests[] = {2, 0x8000000000000000ULL, UINT64_MAX};
  for (unsigned i = 0; i < 3; i++) syn_digests_put(bytes + i * SYN_MARK_DIGEST_BYTES, digests[i]);
  const syn_text list = {bytes, sizeof bytes};
  for (unsigned i = 0; i < 3; i++) assert_true(syn_digests_have(list, digests[i]));
  assert_false(syn_digests_have(list, 1));
  assert_false(syn_digests_have(list, 3));
  assert_false(syn_digests_have((syn_text){0}, 2));
  assert_true(syn_digests_name((syn_text){0}) == 0);
  assert_true(syn_digests_name(list) != 0 && syn_digests_name(list) <= INT64_MAX);
}

int main(void) {
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      WITH_ARENA(marks_come_back_as_they_were),
      WITH_ARENA(what_is_no_such_record_is_refused),
      WITH_ARENA(lists_beyond_the_limits_are_refused),
      WITH_ARENA(a_digest_is_found_in_its_list_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
