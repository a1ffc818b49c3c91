#include "cli_test.h"

#include <limits.h>

#include "cli/suggestion.h"

static unsigned distance(const char *a, const char *b) {
  return syn_word_distance(syn_text_from(a), syn_text_from(b));
}

static void distances_count_mistakes(void **state) {
  (void)state;
  assert_int_equal(distance("", ""), 0);
  assert_int_equal(distance("", "abc"), 3);
  assert_int_equal(distance("compare", "compare"), 0);
  assert_int_equal(distance("compare", "compar"), 1);
  assert_int_equal(distance("compare", "comparee"), 1);
  assert_int_equal(distance("compare", "conpare"), 1);
  assert_int_equal(distance("compare", "ocmpare"), 1); /* a swap */
  assert_int_equal(distance("kitten", "sitting"), 3);
  assert_int_equal(distance("ca", "abc"), 3); /* nothing is changed twice */
}

static void distances_go_both_ways(void **state) {
  (void)state;
  uint64_t random = 9;
  for (int round = 0; round < 3000; round++) {
    char a[8], b[8];
    size_t a_size = random_below(&random, sizeof a), b_size = random_below(&random, sizeof b);
    for (size_t i = 0; i < a_size; i++) a[i] = (char)('a' + random_below(&random, 3));
    for (size_t i = 0; i < b_size; i++) b[i] = (char)('a' + random_below(&random, 3));
    syn_text x = {a, a_size}, y = {b, b_size};
    assert_int_equal(syn_word_distance(x, y), syn_word_distance(y, x));
    assert_int_equal(syn_word_distance(x, y) == 0, syn_text_equal(x, y));
  }
}

static void words_that_are_too_long_are_far(void **state) {
  (void)state;
  char word[64];
  memset(word, 'a', sizeof word);
  assert_true(syn_word_distance((syn_text){word, sizeof word}, SYN_TEXT("a")) == UINT_MAX);
}

static const char *suggest(const char *word) {
  static const char *const KNOWN[] = {"add", "stories", "compare", "report", "export", "annotate"};
  syn_suggestion suggestion = syn_suggestion_begin(syn_text_from(word));
  for (size_t i = 0; i < COUNT_OF(KNOWN); i++) syn_suggestion_consider(&suggestion, syn_text_from(KNOWN[i]));
  return suggestion.best.size > 0 ? suggestion.best.data : "";
}

static void what_is_near_is_suggested(void **state) {
  (void)state;
  assert_string_equal(suggest("compar"), "compare");
  assert_string_equal(suggest("comprae"), "compare");
  assert_string_equal(suggest("storys"), "stories");
  assert_string_equal(suggest("anno"), "annotate");
  assert_string_equal(suggest("reprot"), "report");
  assert_string_equal(suggest("ad"), "add");
}

static void what_is_far_is_not(void **state) {
  (void)state;
  assert_string_equal(suggest("devour"), "");
  assert_string_equal(suggest("x"), "");
  assert_string_equal(suggest(""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(distances_count_mistakes),
      cmocka_unit_test(distances_go_both_ways),
      cmocka_unit_test(words_that_are_too_long_are_far),
      cmocka_unit_test(what_is_near_is_suggested),
      cmocka_unit_test(what_is_far_is_not),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
