/* The outcome depends on the set of accounts, not on their order; and failures of memory are told. */
#include "base/memory.h"
#include "synopsis/linkage.h"
#include "talks.h"

/* A fixed sequence: tests do the same every time. */
static uint32_t next_number(uint32_t *seed) {
  *seed = *seed * 1664525u + 1013904223u;
  return *seed >> 8;
}

static void shuffle(syn_account *accounts, uint32_t count, uint32_t *seed) {
  for (uint32_t i = count; i > 1; i--) {
    uint32_t k = next_number(seed) % i;
    syn_account other = accounts[i - 1];
    accounts[i - 1] = accounts[k];
    accounts[k] = other;
  }
}

static void shuffled_accounts_give_the_same_bytes(void **state) {
  fixture *f = *state;
  (void)add_talks(f);
  (void)add_talks(f); /* copies under other ids: reprints and origins too */
  compute(f);
  syn_buffer first, other;
  syn_buffer_init(&first, 1 << 24);
  syn_buffer_init(&other, 1 << 24);
  serialise(f, &first);
  assert_int_equal(first.status, SYN_OK);
  assert_true(f->synopsis.reprint_count > 0);
  uint32_t seed = 7;
  for (unsigned round = 0; round < 12; round++) {
    shuffle(f->accounts, f->count, &seed);
    compute(f);
    syn_buffer_reset(&other);
    serialise(f, &other);
    assert_true(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&other)));
  }
  syn_buffer_clear(&first);
  syn_buffer_clear(&other);
}

static void an_account_given_twice_counts_once(void **state) {
  fixture *f = *state;
  (void)add_talks(f);
  f->accounts[f->count] = f->accounts[0];
  f->count++;
  compute(f);
  uint32_t articles = 0;
  for (uint32_t i = 0; i < f->synopsis.story_count; i++) articles += f->synopsis.stories[i].articles.count;
  assert_int_equal(articles, 4);
}

static void no_accounts_give_an_empty_synopsis(void **state) {
  fixture *f = *state;
  compute(f);
  assert_int_equal(f->synopsis.story_count, 0);
  assert_int_equal(f->synopsis.identity_count, 0);
}

static void an_article_without_anything_is_a_story(void **state) {
  fixture *f = *state;
  (void)add_account(f, "", NULL, "", "");
  compute(f);
  assert_int_equal(f->synopsis.story_count, 1);
  assert_int_equal(f->synopsis.point_count, 0);
}

static void every_failed_allocation_is_told(void **state) {
  fixture *f = *state;
  (void)add_talks(f);
  for (long count = 0;; count++) {
    syn_arena *arena = NULL;
    syn_synopsis synopsis;
    assert_int_equal(syn_arena_create(1 << 26, &arena), SYN_OK);
    syn_memory_fail_after(count);
    syn_status status = syn_synopsis_compute(f->accounts, f->count, f->world, arena, &synopsis, NULL);
    bool is_over = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    syn_arena_destroy(&arena);
    if (!is_over) assert_int_equal(status, SYN_NO_MEMORY);
    if (is_over) {
      assert_int_equal(status, SYN_OK);
      assert_true(count > 3);
      break;
    }
  }
}

static void a_full_arena_is_told(void **state) {
  fixture *f = *state;
  (void)add_talks(f);
  syn_status status = SYN_NO_MEMORY;
  unsigned refused = 0;
  for (size_t limit = 256; status != SYN_OK && limit < (size_t)1 << 24; limit += limit / 2) {
    syn_arena *arena = NULL;
    syn_synopsis synopsis;
    assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
    status = syn_synopsis_compute(f->accounts, f->count, f->world, arena, &synopsis, NULL);
    refused += status == SYN_NO_MEMORY;
    syn_arena_destroy(&arena);
  }
  assert_int_equal(status, SYN_OK);
  assert_true(refused > 2);
}

/* Average linkage, written down as it is defined. */
static void group_naively(uint32_t count, const int64_t *likeness, int32_t threshold, uint32_t *groups) {
  for (uint32_t i = 0; i < count; i++) groups[i] = i;
  for (;;) {
    double best = -1;
    uint32_t best_a = 0, best_b = 0;
    for (uint32_t a = 0; a < count; a++)
      for (uint32_t b = a + 1; b < count; b++) {
        if (groups[a] != a || groups[b] != b) continue;
        double sum = 0, pairs = 0;
        for (uint32_t i = 0; i < count; i++)
          for (uint32_t k = 0; k < count; k++) {
            if (groups[i] != a || groups[k] != b) continue;
            sum += (double)likeness[i * count + k];
            pairs++;
          }
        if (sum / pairs > best + 1e-9) {
          best = sum / pairs;
          best_a = a;
          best_b = b;
        }
      }
    if (best < threshold) return;
    for (uint32_t i = 0; i < count; i++)
      if (groups[i] == best_b) groups[i] = best_a;
  }
}

static void linkage_is_average_linkage(void **state) {
  fixture *f = *state;
  enum { ITEMS = 14 };
  uint32_t seed = 99;
  for (unsigned round = 0; round < 200; round++) {
    int64_t matrix[ITEMS * ITEMS] = {0};
    syn_likeness pairs[ITEMS * ITEMS];
    size_t pair_count = 0;
    for (uint32_t a = 0; a < ITEMS; a++)
      for (uint32_t b = a + 1; b < ITEMS; b++) {
        if (next_number(&seed) % 3 == 0) continue;
        int32_t value = (int32_t)(next_number(&seed) % 9973);
        matrix[a * ITEMS + b] = matrix[b * ITEMS + a] = value;
        pairs[pair_count++] = (syn_likeness){a, b, value};
      }
    uint32_t groups[ITEMS], expected[ITEMS];
    assert_int_equal(syn_linkage_group(ITEMS, pairs, pair_count, 5200, 0, f->arena, groups), SYN_OK);
    group_naively(ITEMS, matrix, 5200, expected);
    assert_memory_equal(groups, expected, sizeof groups);
  }
}

static void pairs_that_must_not_meet_never_do(void **state) {
  fixture *f = *state;
  const syn_likeness pairs[] = {{0, 1, 9000}, {1, 2, 9000}, {0, 2, SYN_LIKENESS_APART}};
  uint32_t groups[3];
  assert_int_equal(syn_linkage_group(3, pairs, 3, 2000, 0, f->arena, groups), SYN_OK);
  assert_true(groups[0] != groups[2]);
  assert_int_equal(groups[0], groups[1]);
}

static void thousands_of_equal_items_are_one_group(void **state) {
  fixture *f = *state;
  enum { ITEMS = 3000 };
  syn_likeness *pairs = SYN_ARENA_ARRAY(f->arena, syn_likeness, (size_t)ITEMS * 9);
  uint32_t *groups = SYN_ARENA_ARRAY(f->arena, uint32_t, ITEMS);
  size_t pair_count = 0;
  for (uint32_t a = 0; a < ITEMS; a++)
    for (uint32_t b = a + 1; b < a + 9 && b < ITEMS; b++) pairs[pair_count++] = (syn_likeness){a, b, 10000};
  assert_int_equal(syn_linkage_group(ITEMS, pairs, pair_count, 2800, 0, f->arena, groups), SYN_OK);
  for (uint32_t i = 0; i < ITEMS; i++) assert_int_equal(groups[i], 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(shuffled_accounts_give_the_same_bytes),
      TEST(an_account_given_twice_counts_once),
      TEST(no_accounts_give_an_empty_synopsis),
      TEST(an_article_without_anything_is_a_story),
      TEST(every_failed_allocation_is_told),
      TEST(a_full_arena_is_told),
      TEST(linkage_is_average_linkage),
      TEST(pairs_that_must_not_meet_never_do),
      TEST(thousands_of_equal_items_are_one_group),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
