#include "base_test.h"

#include "base/array.h"
#include "base/memory.h"

typedef struct item {
  uint64_t number;
  char letter;
} item;

typedef SYN_ARRAY(item) item_array;

static void items_stay_while_the_array_grows(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(16 << 20, &arena), SYN_OK);
  item_array items = {0};
  for (size_t i = 0; i < 10000; i++) {
    item *added = SYN_ARRAY_ADD(&items, arena);
    assert_non_null(added);
    assert_int_equal(added->number, 0);
    *added = (item){i * i, (char)('a' + i % 26)};
  }
  assert_int_equal(items.count, 10000);
  for (size_t i = 0; i < items.count; i++) assert_true(items.items[i].number == i * i && items.items[i].letter == (char)('a' + i % 26));
  syn_arena_destroy(&arena);
}

static void an_item_in_a_place_used_before_is_zeroed(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  item_array items = {0};
  item *first = SYN_ARRAY_ADD(&items, arena);
  assert_non_null(first);
  first->number = 5;
  items.count = 0;
  const item *again = SYN_ARRAY_ADD(&items, arena);
  assert_ptr_equal(again, first);
  assert_int_equal(again->number, 0);
  syn_arena_destroy(&arena);
}

static void reserved_items_need_no_more_memory(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  item_array items = {0};
  assert_int_equal(SYN_ARRAY_RESERVE(&items, 1000, arena), SYN_OK);
  size_t used = syn_arena_used(arena);
  for (size_t i = 0; i < 1000; i++) assert_non_null(SYN_ARRAY_ADD(&items, arena));
  assert_int_equal(syn_arena_used(arena), used);
  syn_arena_destroy(&arena);
}

static void a_full_arena_leaves_the_array_as_it_was(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1000, &arena), SYN_OK);
  item_array items = {0};
  for (item *added; (added = SYN_ARRAY_ADD(&items, arena));) added->number = items.count;
  assert_true(items.count >= 8 && items.count * sizeof(item) <= 1000);
  for (size_t i = 0; i < items.count; i++) assert_int_equal(items.items[i].number, i + 1);
  assert_int_equal(SYN_ARRAY_RESERVE(&items, SIZE_MAX, arena), SYN_NO_MEMORY);
  assert_int_equal(SYN_ARRAY_RESERVE(&items, SIZE_MAX / 2, arena), SYN_NO_MEMORY);
  syn_arena_destroy(&arena);
}

static void a_number_of_items_that_overflows_is_no_memory(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  item_array items = {0};
  assert_non_null(SYN_ARRAY_ADD(&items, arena));
  assert_int_equal(SYN_ARRAY_RESERVE(&items, SIZE_MAX, arena), SYN_NO_MEMORY);
  assert_int_equal(items.count, 1);
  syn_arena_destroy(&arena);
}

static void a_failing_allocation_is_told_and_the_next_addition_works(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  item_array items = {0};
  syn_memory_fail_after(0);
  assert_null(SYN_ARRAY_ADD(&items, arena));
  assert_int_equal(items.count, 0);
  assert_non_null(SYN_ARRAY_ADD(&items, arena));
  syn_memory_fail_after(-1);
  syn_arena_destroy(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(items_stay_while_the_array_grows),
      cmocka_unit_test(an_item_in_a_place_used_before_is_zeroed),
      cmocka_unit_test(reserved_items_need_no_more_memory),
      cmocka_unit_test(a_full_arena_leaves_the_array_as_it_was),
      cmocka_unit_test(a_number_of_items_that_overflows_is_no_memory),
      cmocka_unit_test(a_failing_allocation_is_told_and_the_next_addition_works),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
