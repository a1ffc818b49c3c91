#include "base_test.h"

#include "base/arena.h"
#include "base/memory.h"

static syn_arena *make_arena(size_t limit) {
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
  return arena;
}

static void pieces_are_zeroed_aligned_and_apart(void **state) {
  (void)state;
  syn_arena *arena = make_arena(64 << 20);
  uint64_t random = 1;
  enum { PIECES = 3000 };
  static unsigned char *pieces[PIECES];
  static size_t sizes[PIECES];
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < PIECES; i++) {
      size_t alignment = (size_t)1 << random_below(&random, 7);
      sizes[i] = random_below(&random, 20) == 0 ? random_below(&random, 100000) : random_below(&random, 200);
      pieces[i] = syn_arena_take(arena, sizes[i], alignment);
      assert_non_null(pieces[i]);
      assert_int_equal((uintptr_t)pieces[i] % alignment, 0);
      for (size_t j = 0; j < sizes[i]; j++) assert_int_equal(pieces[i][j], 0);
      memset(pieces[i], (int)(i % 251 + 1), sizes[i]);
    }
    for (size_t i = 0; i < PIECES; i++)
      for (size_t j = 0; j < sizes[i]; j++) assert_int_equal(pieces[i][j], i % 251 + 1);
    syn_arena_reset(arena);
  }
  syn_arena_destroy(&arena);
  assert_null(arena);
}

static void only_the_limit_exhausts(void **state) {
  (void)state;
  syn_arena *arena = make_arena(100);
  syn_memory_fail_after(0);
  assert_null(syn_arena_take(arena, 60, 1));
  syn_memory_fail_after(-1);
  assert_false(syn_arena_is_exhausted(arena));
  assert_null(syn_arena_take(arena, 101, 1));
  assert_true(syn_arena_is_exhausted(arena));
  syn_arena_reset(arena);
  assert_false(syn_arena_is_exhausted(arena));
  syn_arena_destroy(&arena);
}

static void the_limit_is_reached_exactly(void **state) {
  (void)state;
  syn_arena *arena = make_arena(100);
  assert_non_null(syn_arena_take(arena, 60, 1));
  assert_null(syn_arena_take(arena, 41, 1));
  assert_non_null(syn_arena_take(arena, 40, 1));
  assert_int_equal(syn_arena_used(arena), 100);
  assert_null(syn_arena_take(arena, 1, 1));
  syn_arena_reset(arena);
  assert_int_equal(syn_arena_used(arena), 0);
  assert_non_null(syn_arena_take(arena, 100, 1));
  syn_arena_destroy(&arena);
}

static void a_piece_counts_as_much_as_its_alignment_takes(void **state) {
  (void)state;
  syn_arena *arena = make_arena(128);
  assert_non_null(syn_arena_take(arena, 1, 64));
  assert_int_equal(syn_arena_used(arena), 64);
  assert_null(syn_arena_take(arena, 65, 64));
  assert_non_null(syn_arena_take(arena, 64, 64));
  syn_arena_destroy(&arena);
}

/* The piece that fails is the same whatever documents came before. */
static void the_limit_does_not_depend_on_earlier_documents(void **state) {
  (void)state;
  syn_arena *arena = make_arena(1 << 20);
  size_t counts[3] = {0};
  for (size_t round = 0; round < 3; round++) {
    uint64_t random = 7;
    while (syn_arena_take(arena, 1 + random_below(&random, 3000), (size_t)1 << random_below(&random, 7))) counts[round]++;
    syn_arena_reset(arena);
    for (size_t i = 0; i < round * 50; i++) assert_non_null(syn_arena_take(arena, 5000, 8));
    syn_arena_reset(arena);
  }
  assert_true(counts[0] > 100);
  assert_int_equal(counts[0], counts[1]);
  assert_int_equal(counts[0], counts[2]);
  syn_arena_destroy(&arena);
}

static void a_piece_of_no_bytes_is_valid_even_at_the_limit(void **state) {
  (void)state;
  syn_arena *arena = make_arena(0);
  void *piece = syn_arena_take(arena, 0, 64);
  assert_non_null(piece);
  assert_int_equal((uintptr_t)piece % 64, 0);
  assert_non_null(syn_arena_take_array(arena, 0, 1000, 8));
  assert_null(syn_arena_take(arena, 1, 1));
  syn_arena_destroy(&arena);
}

static void sizes_that_overflow_give_null(void **state) {
  (void)state;
  syn_arena *arena = make_arena(SIZE_MAX);
  assert_null(syn_arena_take_array(arena, SIZE_MAX / 2, 3, 1));
  assert_null(syn_arena_take(arena, SIZE_MAX, 64));
  assert_null(syn_arena_take(arena, SIZE_MAX - 100, 1));
  assert_int_equal(syn_arena_used(arena), 0);
  syn_text copy;
  assert_int_equal(syn_arena_copy(arena, (syn_text){"x", SIZE_MAX}, &copy), SYN_NO_MEMORY);
  syn_arena_destroy(&arena);
}

static void a_copy_has_a_nul_behind_it(void **state) {
  (void)state;
  syn_arena *arena = make_arena(1000);
  syn_text copy = {0}, empty = {0};
  assert_int_equal(syn_arena_copy(arena, SYN_TEXT("a\0b"), &copy), SYN_OK);
  assert_text(copy, "a\0b");
  assert_int_equal(copy.data[3], 0);
  assert_int_equal(syn_arena_copy(arena, (syn_text){0}, &empty), SYN_OK);
  assert_int_equal(empty.size, 0);
  assert_int_equal(empty.data[0], 0);
  syn_arena_destroy(&arena);
}

static void format_writes_into_the_arena(void **state) {
  (void)state;
  syn_arena *arena = make_arena(20);
  syn_text text = {0};
  assert_int_equal(syn_arena_format(arena, &text, "%d-%s", 12, "ab"), SYN_OK);
  assert_text(text, "12-ab");
  assert_int_equal(syn_arena_format(arena, &text, "%40d", 1), SYN_NO_MEMORY);
  assert_text(text, "12-ab");
  syn_arena_destroy(&arena);
}

static void every_failing_allocation_gives_null_and_loses_nothing(void **state) {
  (void)state;
  for (long count = 0;; count++) {
    syn_memory_fail_after(count);
    syn_arena *arena = NULL;
    if (syn_arena_create(64 << 20, &arena) == SYN_OK) {
      for (size_t i = 0; i < 40; i++) {
        unsigned char *piece = syn_arena_take(arena, i * 10000, 8), *next = syn_arena_take(arena, 100, 1);
        if (piece && next && i) assert_int_equal(piece[i * 10000 - 1] + next[99], 0);
      }
    } else {
      assert_null(arena);
    }
    syn_arena_destroy(&arena);
    if (syn_memory_fail_pending()) {
      assert_true(count > 2);
      break;
    }
  }
  syn_memory_fail_after(-1);
}

static void destroying_nothing_is_allowed(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  syn_arena_destroy(&arena);
  syn_arena_destroy(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
      cmocka_unit_test(only_the_limit_exhausts),
      cmocka_unit_test(the_limit_is_reached_exactly),
      cmocka_unit_test(a_piece_counts_as_much_as_its_alignment_takes),
      cmocka_unit_test(the_limit_does_not_depend_on_earlier_documents),
      cmocka_unit_test(a_piece_of_no_bytes_is_valid_even_at_the_limit),
      cmocka_unit_test(sizes_that_overflow_give_null),
      cmocka_unit_test(a_copy_has_a_nul_behind_it),
      cmocka_unit_test(format_writes_into_the_arena),
      cmocka_unit_test(every_failing_allocation_gives_null_and_loses_nothing),
      cmocka_unit_test(destroying_nothing_is_allowed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
