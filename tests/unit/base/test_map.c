#include "base_test.h"

#include "base/map.h"
#include "base/memory.h"

static void a_map_does_what_a_list_does(void **state) {
  (void)state;
  enum { KEYS = 700, STEPS = 20000 };
  static char keys[KEYS][12];
  static size_t order[KEYS];
  static uint64_t values[KEYS];
  static bool is_there[KEYS];
  size_t count = 0;
  uint64_t random = 3;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(16 << 20, &arena), SYN_OK);
  syn_map map;
  syn_map_init(&map, arena);
  for (size_t i = 0; i < KEYS; i++) snprintf(keys[i], sizeof(keys[i]), "%zx", i * 7919);
  for (size_t step = 0; step < STEPS; step++) {
    size_t key = random_below(&random, KEYS);
    syn_text text = syn_text_from(keys[key]);
    if (random_below(&random, 3) == 0) {
      if (!is_there[key]) order[count++] = key;
      is_there[key] = true;
      values[key] = random_next(&random);
      assert_int_equal(syn_map_put(&map, text, values[key]), SYN_OK);
    }
    uint64_t value = 1;
    assert_int_equal(syn_map_get(&map, text, &value), is_there[key]);
    assert_true(value == (is_there[key] ? values[key] : 1));
    assert_int_equal(map.count, count);
  }
  assert_int_equal(count, KEYS);
  for (size_t i = 0; i < count; i++) assert_true(syn_text_equal(map.entries[i].key, syn_text_from(keys[order[i]])));
  syn_arena_destroy(&arena);
}

static void a_map_with_room_takes_no_more_memory(void **state) {
  (void)state;
  enum { KEYS = 500 };
  static char keys[KEYS][8];
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  syn_map map;
  syn_map_init(&map, arena);
  assert_int_equal(syn_map_put(&map, SYN_TEXT("before"), 1), SYN_OK);
  assert_int_equal(syn_map_reserve(&map, KEYS + 1), SYN_OK);
  size_t used = syn_arena_used(arena);
  for (size_t i = 0; i < KEYS; i++) {
    snprintf(keys[i], sizeof(keys[i]), "%zu", i);
    assert_int_equal(syn_map_put(&map, syn_text_from(keys[i]), i), SYN_OK);
  }
  assert_int_equal(syn_arena_used(arena), used);
  assert_int_equal(*syn_map_find(&map, SYN_TEXT("before")), 1);
  for (size_t i = 0; i < KEYS; i++) assert_int_equal(*syn_map_find(&map, syn_text_from(keys[i])), i);
  assert_int_equal(syn_map_reserve(&map, 3), SYN_OK);
  assert_int_equal(syn_arena_used(arena), used);
  assert_int_equal(syn_map_reserve(&map, UINT32_MAX), SYN_NO_MEMORY);
  syn_arena_destroy(&arena);
}

static void the_empty_key_is_a_key(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  syn_map map;
  syn_map_init(&map, arena);
  assert_null(syn_map_find(&map, (syn_text){0}));
  assert_int_equal(syn_map_put(&map, (syn_text){0}, 4), SYN_OK);
  assert_int_equal(syn_map_put(&map, SYN_TEXT("a\0b"), 5), SYN_OK);
  assert_int_equal(*syn_map_find(&map, SYN_TEXT("")), 4);
  assert_int_equal(*syn_map_find(&map, SYN_TEXT("a\0b")), 5);
  assert_false(syn_map_get(&map, SYN_TEXT("a"), NULL));
  *syn_map_find(&map, SYN_TEXT("")) += 10;
  assert_true(syn_map_get(&map, SYN_TEXT(""), NULL));
  assert_int_equal(*syn_map_find(&map, SYN_TEXT("")), 14);
  syn_arena_destroy(&arena);
}

static void without_memory_the_map_stays_as_it_was(void **state) {
  (void)state;
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  bool has_failed = false;
  for (size_t limit = 0; limit < 9000; limit += 40) {
    syn_arena *arena = NULL;
    assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
    syn_map map;
    syn_map_init(&map, arena);
    size_t put = 0;
    while (put < 52 && syn_map_put(&map, (syn_text){letters + put, 1}, put) == SYN_OK) put++;
    has_failed |= put < 52;
    assert_int_equal(map.count, put);
    for (size_t i = 0; i < 52; i++) {
      uint64_t value = 99;
      assert_int_equal(syn_map_get(&map, (syn_text){letters + i, 1}, &value), i < put);
      assert_int_equal(value, i < put ? i : 99);
    }
    syn_arena_destroy(&arena);
  }
  assert_true(has_failed);
}

static void a_failing_allocation_is_told_and_the_next_put_works(void **state) {
  (void)state;
  syn_arena *arena = NULL;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  syn_map map;
  syn_map_init(&map, arena);
  syn_memory_fail_after(0);
  assert_int_equal(syn_map_put(&map, SYN_TEXT("key"), 1), SYN_NO_MEMORY);
  assert_null(syn_map_find(&map, SYN_TEXT("key")));
  assert_int_equal(syn_map_put(&map, SYN_TEXT("key"), 1), SYN_OK);
  assert_non_null(syn_map_find(&map, SYN_TEXT("key")));
  syn_memory_fail_after(-1);
  syn_arena_destroy(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_map_does_what_a_list_does),
      cmocka_unit_test(a_map_with_room_takes_no_more_memory),
      cmocka_unit_test(the_empty_key_is_a_key),
      cmocka_unit_test(without_memory_the_map_stays_as_it_was),
      cmocka_unit_test(a_failing_allocation_is_told_and_the_next_put_works),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
