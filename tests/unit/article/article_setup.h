/* What the tests of this folder share: a world, an extractor, an arena. */
#ifndef SYN_TESTS_ARTICLE_SETUP_H
#define SYN_TESTS_ARTICLE_SETUP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "article/extractor_state.h"

static syn_world *world;
static syn_extractor *extractor;
static syn_arena *arena;

static int set_up(void **state) {
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK || syn_extractor_create(world, &extractor, &error) != SYN_OK) return 1;
  return syn_arena_create(64u << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  syn_extractor_destroy(&extractor);
  syn_world_close(&world);
  return 0;
}

/* Fails with both texts when they differ. */
#define EXPECT_TEXT(got, wanted) \
  do { \
    syn_text text_got = (got); \
    if (!syn_text_equal(text_got, syn_text_from(wanted))) fail_msg("\ngot    %.*s\nwanted %s", SYN_TEXT_ARGUMENTS(text_got), (wanted)); \
  } while (0)

#define RUN(...) \
  int main(void) { \
    const struct CMUnitTest tests[] = {__VA_ARGS__}; \
    return cmocka_run_group_tests(tests, set_up, tear_down); \
  }

#endif
