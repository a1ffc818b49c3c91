/* The finders of quantities and quotes when their arena is too small, at every point where it may end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/finder.h"
#include "make_document.h"

static const char *const NOTATION =
    "“/PUNCT The/DET fund/NOUN lent/VERB/lend/past+finite ~$/SYM 2.6/NUM billion/NUM ( ~€/SYM 1.25/NUM billion/NUM ) ,/PUNCT ”/PUNCT [PER "
    "Anna/PROPN Petrova/PROPN] said/VERB/say/past+finite ,/PUNCT “/PUNCT to/ADP at/ADP least/ADJ twenty/NUM ~-/PUNCT ~one/NUM "
    "farmers/NOUN/farmer/plural ./PUNCT\n"
    "\n"
    "“/PUNCT Two/NUM thirds/NOUN/third/plural of/ADP the/DET farms/NOUN/farm/plural grew/VERB/grow/past+finite ./PUNCT\n";

static syn_world *world;

static int open_world(void **state) {
  return syn_world_open(NULL, &world, NULL) == SYN_OK ? 0 : -1;
}

static int close_world(void **state) {
  syn_world_close(&world);
  return 0;
}

/* Runs one finder in an arena of `limit` bytes. */
static syn_status run(const syn_finder *finder, const void *tables, const test_document *made, size_t limit) {
  syn_arena *arena;
  assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
  syn_finding finding = {.document = &made->document, .world = world, .arena = arena};
  syn_status status = SYN_NO_MEMORY;
  finding.marks = SYN_ARENA_ARRAY(arena, syn_token_marks, made->document.token_count);
  if (finding.marks) status = finder->find(tables, &finding, NULL);
  syn_arena_destroy(&arena);
  return status;
}

static void expect_no_memory_then_success(const syn_finder *finder) {
  test_document made;
  syn_arena *tables_arena;
  void *tables = NULL;
  make_document(&made, "2021-03-10", NOTATION);
  assert_int_equal(syn_arena_create(64 << 20, &tables_arena), SYN_OK);
  assert_int_equal(finder->create(world, SYN_TEXT("en"), tables_arena, &tables, NULL), SYN_OK);
  assert_non_null(tables);
  size_t failures = 0;
  syn_status status = SYN_NO_MEMORY;
  for (size_t limit = 64; status != SYN_OK && limit < (1 << 20); limit += 64) {
    status = run(finder, tables, &made, limit);
    assert_true(status == SYN_OK || status == SYN_NO_MEMORY);
    failures += status == SYN_NO_MEMORY;
  }
  assert_int_equal(status, SYN_OK);
  assert_true(failures > 10);
  syn_arena_destroy(&tables_arena);
  free_document(&made);
}

static void quantities_say_that_memory_is_used_up(void **state) {
  expect_no_memory_then_success(&syn_quantity_finder);
}

static void quotes_say_that_memory_is_used_up(void **state) {
  expect_no_memory_then_success(&syn_quote_finder);
}

/* A language without tables has no state, and that is no failure. */
static void a_language_without_tables_is_left_out(void **state) {
  syn_arena *arena;
  void *tables = &arena;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(syn_quantity_finder.create(world, SYN_TEXT("xx"), arena, &tables, NULL), SYN_OK);
  assert_null(tables);
  tables = &arena;
  assert_int_equal(syn_quote_finder.create(world, SYN_TEXT("xx"), arena, &tables, NULL), SYN_OK);
  assert_null(tables);
  syn_arena_destroy(&arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(quantities_say_that_memory_is_used_up),
      cmocka_unit_test(quotes_say_that_memory_is_used_up),
      cmocka_unit_test(a_language_without_tables_is_left_out),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
