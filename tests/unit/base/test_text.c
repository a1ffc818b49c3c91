#include "base_test.h"

static void slices_are_clamped(void **state) {
  (void)state;
  syn_text text = SYN_TEXT("abcdef");
  assert_text(syn_text_slice(text, 2, 4), "cd");
  assert_text(syn_text_slice(text, 4, 100), "ef");
  assert_text(syn_text_slice(text, 5, 2), "");
  assert_text(syn_text_slice(text, 50, 100), "");
  assert_text(syn_text_slice((syn_text){0}, 0, 3), "");
  assert_text(syn_text_from(NULL), "");
  assert_text(syn_text_from("xy"), "xy");
}

static void comparison_is_by_bytes_and_length(void **state) {
  (void)state;
  assert_true(syn_text_compare(SYN_TEXT("ab"), SYN_TEXT("abc")) < 0);
  assert_true(syn_text_compare(SYN_TEXT("b"), SYN_TEXT("abc")) > 0);
  assert_true(syn_text_compare(SYN_TEXT("\xC3"), SYN_TEXT("z")) > 0);
  assert_int_equal(syn_text_compare((syn_text){0}, SYN_TEXT("")), 0);
  assert_true(syn_text_equal((syn_text){0}, SYN_TEXT("")));
  assert_false(syn_text_equal(SYN_TEXT("a\0b"), SYN_TEXT("a\0c")));
  assert_true(syn_text_equal_ascii_case(SYN_TEXT("Ab@["), SYN_TEXT("aB@[")));
  assert_false(syn_text_equal_ascii_case(SYN_TEXT("@"), SYN_TEXT("`")));
  assert_false(syn_text_equal_ascii_case(SYN_TEXT("\xC3\x89"), SYN_TEXT("\xC3\xA9")));
  assert_false(syn_text_equal_ascii_case(SYN_TEXT("a"), SYN_TEXT("ab")));
}

static void beginnings_and_ends_are_recognised(void **state) {
  (void)state;
  assert_true(syn_text_starts_with(SYN_TEXT("abc"), SYN_TEXT("ab")));
  assert_true(syn_text_starts_with(SYN_TEXT("abc"), (syn_text){0}));
  assert_false(syn_text_starts_with(SYN_TEXT("a"), SYN_TEXT("ab")));
  assert_true(syn_text_ends_with(SYN_TEXT("abc"), SYN_TEXT("bc")));
  assert_false(syn_text_ends_with(SYN_TEXT("abc"), SYN_TEXT("ab")));
  assert_false(syn_text_ends_with((syn_text){0}, SYN_TEXT("a")));
}

static void finding_agrees_with_a_naive_search(void **state) {
  (void)state;
  uint64_t random = 5;
  for (int round = 0; round < 3000; round++) {
    char hay[24], needle[4];
    size_t hay_size = random_below(&random, sizeof(hay)), needle_size = random_below(&random, sizeof(needle));
    for (size_t i = 0; i < hay_size; i++) hay[i] = (char)('a' + random_below(&random, 2));
    for (size_t i = 0; i < needle_size; i++) needle[i] = (char)('a' + random_below(&random, 2));
    size_t from = random_below(&random, 26), expected = SIZE_MAX;
    for (size_t i = from; i + needle_size <= hay_size && expected == SIZE_MAX; i++)
      if (memcmp(hay + i, needle, needle_size) == 0) expected = i;
    assert_true(syn_text_find((syn_text){hay, hay_size}, (syn_text){needle, needle_size}, from) == expected);
  }
  assert_true(syn_text_find((syn_text){0}, (syn_text){0}, 0) == 0);
  assert_true(syn_text_find((syn_text){0}, (syn_text){0}, 1) == SIZE_MAX);
}

static void trimming_takes_invisible_characters_off_both_ends(void **state) {
  (void)state;
  assert_text(syn_text_trim(SYN_TEXT(" \t\r\n\v\fa b\n")), "a b");
  assert_text(syn_text_trim(SYN_TEXT("\xEF\xBB\xBF\xC2\xA0\xE2\x80\x8B"
                                     "a\xE2\x80\xAF\xE2\x81\xA0 ")),
              "a");
  assert_text(syn_text_trim(SYN_TEXT("a\xC2\xA0"
                                     "b")),
              "a\xC2\xA0"
              "b");
  assert_text(syn_text_trim(SYN_TEXT("\xC3\xA0")), "\xC3\xA0"); /* its last byte is that of a no-break space */
  assert_text(syn_text_trim(SYN_TEXT(" \xC2\xA0 ")), "");
  assert_text(syn_text_trim((syn_text){0}), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slices_are_clamped),
      cmocka_unit_test(comparison_is_by_bytes_and_length),
      cmocka_unit_test(beginnings_and_ends_are_recognised),
      cmocka_unit_test(finding_agrees_with_a_naive_search),
      cmocka_unit_test(trimming_takes_invisible_characters_off_both_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
