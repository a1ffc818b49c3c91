/* Trees of quotes: what lies below a token, and trees that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/quote_tree.h"

enum { MANY = 200000 };

typedef struct made_tree {
  syn_arena *arena;
  syn_document document;
  syn_quote_tree tree;
} made_tree;

static void make(made_tree *made, const int32_t *heads, uint32_t count) {
  *made = (made_tree){0};
  assert_int_equal(syn_arena_create((size_t)1 << 26, &made->arena), SYN_OK);
  made->document.tokens = SYN_ARENA_ARRAY(made->arena, syn_token, count);
  made->document.token_count = count;
  assert_non_null(made->document.tokens);
  for (uint32_t i = 0; i < count; i++) {
    made->document.tokens[i].head = heads ? heads[i] : (int32_t)i - 1;
    made->document.tokens[i].relation = i % 2 ? SYN_RELATION_OBJ : SYN_RELATION_NSUBJ;
  }
  if (!heads) made->document.tokens[0].head = SYN_HEAD_ROOT;
  assert_int_equal(syn_quote_tree_make(&made->document, made->arena, &made->tree), SYN_OK);
}

static void what_is_below_a_token_has_borders(void **state) {
  (void)state;
  made_tree made;
  static const int32_t heads[] = {2, 0, SYN_HEAD_ROOT, 4, 2};
  make(&made, heads, 5);
  assert_int_equal(made.tree.left[2], 0);
  assert_int_equal(made.tree.right[2], 5);
  assert_int_equal(made.tree.right[0], 2);
  assert_int_equal(made.tree.left[4], 3);
  syn_arena_destroy(&made.arena);
}

static void children_come_in_the_order_of_the_text(void **state) {
  (void)state;
  made_tree made;
  static const int32_t heads[] = {1, SYN_HEAD_ROOT, 1, 1};
  make(&made, heads, 4);
  assert_int_equal(syn_quote_tree_child(&made.tree, 1, SYN_RELATION_BIT(SYN_RELATION_NSUBJ), SYN_NO_TOKEN), 0);
  assert_int_equal(syn_quote_tree_child(&made.tree, 1, SYN_RELATION_BIT(SYN_RELATION_NSUBJ), 0), 2);
  assert_int_equal(syn_quote_tree_child(&made.tree, 1, SYN_RELATION_BIT(SYN_RELATION_OBJ), SYN_NO_TOKEN), 3);
  assert_int_equal(syn_quote_tree_child(&made.tree, 1, SYN_RELATION_BIT(SYN_RELATION_OBJ), 3), SYN_NO_TOKEN);
  syn_arena_destroy(&made.arena);
}

static void a_circle_is_no_danger(void **state) {
  (void)state;
  made_tree made;
  static const int32_t heads[] = {1, 2, 0, 3, 99, 2};
  make(&made, heads, 6);
  assert_int_equal(made.tree.left[1], 1);
  assert_int_equal(syn_quote_tree_head(&made.tree, 3), SYN_NO_TOKEN);
  assert_int_equal(syn_quote_tree_head(&made.tree, 4), SYN_NO_TOKEN);
  syn_arena_destroy(&made.arena);
}

static void a_tree_as_deep_as_the_text_is_walked_once(void **state) {
  (void)state;
  made_tree made;
  make(&made, NULL, MANY);
  assert_int_equal(made.tree.left[0], 0);
  assert_int_equal(made.tree.right[0], MANY);
  syn_arena_destroy(&made.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_below_a_token_has_borders),
      cmocka_unit_test(children_come_in_the_order_of_the_text),
      cmocka_unit_test(a_circle_is_no_danger),
      cmocka_unit_test(a_tree_as_deep_as_the_text_is_walked_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
