/* The decoder of trees against all trees of small sentences, and on the largest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "language/decode_tree.h"

enum { SMALL = 6, LARGE = 512 };

static uint64_t random_state = 20240611;

static int32_t draw(int32_t low, int32_t high) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  return low + (int32_t)((random_state >> 33) % (uint64_t)(high - low + 1));
}

/* Whether all words lead to the root, and one stands below it. */
static bool is_single_tree(const uint32_t *heads, uint32_t count) {
  uint32_t roots = 0;
  for (uint32_t i = 1; i <= count; i++) {
    uint32_t at = i;
    roots += heads[i - 1] == 0;
    for (uint32_t steps = 0; at != 0; steps++, at = heads[at - 1]) {
      if (steps > count) return false;
    }
  }
  return roots == 1;
}

static int64_t sum_of(const int32_t *scores, const uint32_t *heads, uint32_t count) {
  int64_t sum = 0;
  for (uint32_t i = 0; i < count; i++) sum += scores[i * (count + 1) + heads[i]];
  return sum;
}

/* The sum of the best tree, by trying all heads of all words. */
static int64_t best_sum(const int32_t *scores, uint32_t count) {
  uint32_t heads[SMALL] = {0};
  int64_t best = INT64_MIN;
  for (;;) {
    if (is_single_tree(heads, count) && sum_of(scores, heads, count) > best) best = sum_of(scores, heads, count);
    uint32_t at = 0;
    while (at < count && heads[at] == count) heads[at++] = 0;
    if (at == count) return best;
    heads[at]++;
  }
}

static void trees_are_trees_with_one_root(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  syn_tree_decoder decoder;
  int32_t scores[SMALL * (SMALL + 1)];
  uint32_t heads[SMALL];
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(syn_tree_decoder_make(SMALL, arena, &decoder), SYN_OK);
  for (int round = 0; round < 3000; round++) {
    uint32_t count = (uint32_t)draw(1, SMALL);
    int32_t limit = round % 2 ? 3 : 1000000000;
    for (uint32_t i = 0; i < count * (count + 1); i++) scores[i] = draw(-limit, limit);
    syn_tree_decode(&decoder, scores, count, heads);
    assert_true(is_single_tree(heads, count));
  }
  syn_arena_destroy(&arena);
}

/* Where the free search finds several roots, the best single one is chosen by what the root gains: nearly always the best of all. */
static void sums_are_those_of_the_best_tree(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  syn_tree_decoder decoder;
  int32_t scores[SMALL * (SMALL + 1)];
  uint32_t heads[SMALL];
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(syn_tree_decoder_make(SMALL, arena, &decoder), SYN_OK);
  for (int round = 0; round < 300; round++) {
    uint32_t count = (uint32_t)draw(2, 5), root = (uint32_t)draw(0, (int32_t)count - 1);
    for (uint32_t i = 0; i < count; i++) {
      /* One word belongs below the root beyond doubt. */
      for (uint32_t j = 0; j <= count; j++) scores[i * (count + 1) + j] = draw(-1000, 1000) - (j == 0 && i != root ? 100000 : 0);
    }
    syn_tree_decode(&decoder, scores, count, heads);
    assert_true(is_single_tree(heads, count));
    assert_true(sum_of(scores, heads, count) == best_sum(scores, count));
  }
  syn_arena_destroy(&arena);
}

/* Circles within circles: each word prefers its neighbour, pairs prefer pairs, and so on. */
static void long_sentences_of_circles_become_trees(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  syn_tree_decoder decoder;
  assert_int_equal(syn_arena_create((size_t)1 << 26, &arena), SYN_OK);
  assert_int_equal(syn_tree_decoder_make(LARGE, arena, &decoder), SYN_OK);
  int32_t *scores = SYN_ARENA_ARRAY(arena, int32_t, LARGE * (LARGE + 1));
  uint32_t *heads = SYN_ARENA_ARRAY(arena, uint32_t, LARGE);
  assert_non_null(scores);
  assert_non_null(heads);
  for (uint32_t i = 0; i < LARGE; i++) {
    scores[i * (LARGE + 1)] = -1000000;
    for (uint32_t j = 0; j < LARGE; j++)
      scores[i * (LARGE + 1) + 1 + j] = (int32_t)(__builtin_clz(i ^ j ? i ^ j : 1) * 1000 + (i * 31 + j) % 7);
  }
  syn_tree_decode(&decoder, scores, LARGE, heads);
  assert_true(is_single_tree(heads, LARGE));
  syn_arena_destroy(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(trees_are_trees_with_one_root),
      cmocka_unit_test(sums_are_those_of_the_best_tree),
      cmocka_unit_test(long_sentences_of_circles_become_trees),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
