#include "base_test.h"

#include "base/utf8.h"
#include "synoptic/status.h"

static void every_status_has_its_own_name(void **state) {
  (void)state;
  for (int a = SYN_OK; a <= SYN_NO_MEMORY; a++) {
    assert_string_not_equal(syn_status_name((syn_status)a), "unknown");
    for (int b = SYN_OK; b < a; b++) assert_string_not_equal(syn_status_name((syn_status)a), syn_status_name((syn_status)b));
  }
  assert_string_equal(syn_status_name(SYN_BAD_INPUT), "bad_input");
  assert_string_equal(syn_status_name((syn_status)99), "unknown");
}

static void an_error_carries_status_offset_and_sentence(void **state) {
  (void)state;
  syn_error error;
  assert_int_equal(syn_error_set(&error, SYN_IO, 17, "%s: line %d", "a.txt", 3), SYN_IO);
  assert_int_equal(error.status, SYN_IO);
  assert_int_equal(error.offset, 17);
  assert_string_equal(error.text, "a.txt: line 3");
  assert_int_equal(syn_error_set(NULL, SYN_LIMIT, 0, "nobody asks"), SYN_LIMIT);
}

static void an_error_may_be_wrapped_in_itself(void **state) {
  (void)state;
  syn_error error;
  (void)syn_error_set(&error, SYN_IO, 0, "inner");
  (void)syn_error_set(&error, SYN_IO, 0, "outer: %s", error.text);
  assert_string_equal(error.text, "outer: inner");
}

static void a_long_text_loses_its_middle_between_characters(void **state) {
  (void)state;
  static const char *const characters[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
  for (size_t kind = 0; kind < COUNT_OF(characters); kind++) {
    for (size_t shift = 0; shift < 4; shift++) {
      char text[1200] = "xxxx";
      text[shift] = '\0';
      while (strlen(text) < 1100) strcat(text, characters[kind]);
      syn_error error;
      (void)syn_error_set(&error, SYN_IO, 0, "%s: not there", text);
      size_t size = strlen(error.text);
      assert_true(size < SYN_ERROR_TEXT_SIZE && size + 8 >= SYN_ERROR_TEXT_SIZE);
      assert_int_equal(syn_utf8_valid_prefix(syn_text_from(error.text)), size);
      assert_true(syn_text_ends_with(syn_text_from(error.text), SYN_TEXT(": not there")));
      const char *gap = strstr(error.text, "\xE2\x80\xA6");
      assert_non_null(gap);
      assert_memory_equal(error.text, text, (size_t)(gap - error.text));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_status_has_its_own_name),
      cmocka_unit_test(an_error_carries_status_offset_and_sentence),
      cmocka_unit_test(an_error_may_be_wrapped_in_itself),
      cmocka_unit_test(a_long_text_loses_its_middle_between_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
