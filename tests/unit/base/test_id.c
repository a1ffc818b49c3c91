#include "base_test.h"

#include "base/id_list.h"

static void formatting_and_parsing_are_inverse(void **state) {
  (void)state;
  uint64_t random = 9;
  for (int round = 0; round < 1000; round++) {
    syn_id id, back;
    for (size_t i = 0; i < SYN_ID_BYTES; i++) id.bytes[i] = (uint8_t)random_next(&random);
    char text[SYN_ID_TEXT_SIZE];
    syn_id_format(id, text);
    assert_int_equal(strlen(text), 20);
    assert_int_equal(syn_id_parse(syn_text_from(text), &back), SYN_OK);
    assert_int_equal(syn_id_compare(id, back), 0);
  }
}

static void both_cases_are_read_and_lower_case_is_written(void **state) {
  (void)state;
  syn_id id;
  char text[SYN_ID_TEXT_SIZE];
  assert_int_equal(syn_id_parse(SYN_TEXT("0123456789ABCDEFabcd"), &id), SYN_OK);
  syn_id_format(id, text);
  assert_string_equal(text, "0123456789abcdefabcd");
}

static void what_is_no_id_is_refused_and_nothing_written(void **state) {
  (void)state;
  static const char *const wrong[] = {"",
                                      "0123456789abcdefabc",
                                      "0123456789abcdefabcde",
                                      "0123456789abcdefabcg",
                                      "0123456789abcdefab d",
                                      "-123456789abcdefabcd",
                                      "0123456789abcdefab/:",
                                      "0123456789abcdef@`[{"};
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    syn_id id = {{7}};
    assert_int_equal(syn_id_parse(syn_text_from(wrong[i]), &id), SYN_BAD_INPUT);
    assert_int_equal(id.bytes[0], 7);
  }
}

static void the_order_is_that_of_the_text(void **state) {
  (void)state;
  uint64_t random = 11;
  for (int round = 0; round < 1000; round++) {
    syn_id a = {{0}}, b = {{0}};
    size_t at = random_below(&random, SYN_ID_BYTES);
    a.bytes[at] = (uint8_t)random_next(&random);
    b.bytes[random_below(&random, SYN_ID_BYTES)] = (uint8_t)random_next(&random);
    char text_a[SYN_ID_TEXT_SIZE], text_b[SYN_ID_TEXT_SIZE];
    syn_id_format(a, text_a);
    syn_id_format(b, text_b);
    int by_text = strcmp(text_a, text_b), by_id = syn_id_compare(a, b);
    assert_int_equal((by_text > 0) - (by_text < 0), (by_id > 0) - (by_id < 0));
  }
}

static void only_zero_bytes_are_no_id(void **state) {
  (void)state;
  syn_id id = {{0}};
  assert_true(syn_id_is_none(id));
  id.bytes[SYN_ID_BYTES - 1] = 1;
  assert_false(syn_id_is_none(id));
}

static void sorting_leaves_each_id_once(void **state) {
  (void)state;
  syn_id ids[] = {{{3}}, {{1}}, {{3}}, {{2}}, {{1}}};
  assert_int_equal(syn_sort_ids(ids, 5), 3);
  for (uint8_t i = 0; i < 3; i++) assert_int_equal(ids[i].bytes[0], i + 1);
  assert_int_equal(syn_sort_ids(NULL, 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(formatting_and_parsing_are_inverse),
      cmocka_unit_test(both_cases_are_read_and_lower_case_is_written),
      cmocka_unit_test(what_is_no_id_is_refused_and_nothing_written),
      cmocka_unit_test(the_order_is_that_of_the_text),
      cmocka_unit_test(only_zero_bytes_are_no_id),
      cmocka_unit_test(sorting_leaves_each_id_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
