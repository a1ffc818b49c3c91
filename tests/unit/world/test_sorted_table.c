/* Rows that are looked up where they stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "world/sorted_table.h"

/* The second cells of all rows of a key, with blanks between. */
static void assert_rows(const char *text, const char *key, const char *expected) {
  syn_sorted_table table;
  char found[256] = "";
  size_t position = 0, size = 0;
  syn_sorted_table_init(&table, syn_text_from(text));
  for (syn_text row; syn_sorted_table_next(&table, syn_text_from(key), &position, &row);) {
    syn_text cell = syn_sorted_table_cell(&table, row, "value");
    int written = snprintf(found + size, sizeof(found) - size, "%s%.*s", size ? " " : "", SYN_TEXT_ARGUMENTS(cell));
    assert_true(written >= 0 && (size_t)written < sizeof(found) - size);
    size += (size_t)written;
  }
  assert_string_equal(found, expected);
}

static const char towns[] = "# comment\n\nkey\tvalue\tlast\na\t1\nab\t2\tx\nab\t3\nab c\t4\nb\t5\nz\t6";

static void all_rows_of_a_key_are_found_and_no_other(void **state) {
  (void)state;
  assert_rows(towns, "a", "1");
  assert_rows(towns, "ab", "2 3");
  assert_rows(towns, "ab c", "4");
  assert_rows(towns, "z", "6");
  assert_rows(towns, "", "");
  assert_rows(towns, "aa", "");
  assert_rows(towns, "zz", "");
  assert_rows(towns, "A", "");
}

static void a_text_without_rows_has_none(void **state) {
  (void)state;
  assert_rows("", "a", "");
  assert_rows("# only a comment", "a", "");
  assert_rows("key\tvalue\n", "a", "");
}

static void a_cell_that_is_not_there_is_empty(void **state) {
  (void)state;
  syn_sorted_table table;
  size_t position = 0;
  syn_text row;
  syn_sorted_table_init(&table, syn_text_from(towns));
  assert_true(syn_sorted_table_next(&table, SYN_TEXT("ab"), &position, &row));
  assert_true(syn_text_equal(syn_sorted_table_cell(&table, row, "last"), SYN_TEXT("x")));
  assert_int_equal(syn_sorted_table_cell(&table, row, "other").size, 0);
  assert_true(syn_sorted_table_next(&table, SYN_TEXT("ab"), &position, &row));
  assert_int_equal(syn_sorted_table_cell(&table, row, "last").size, 0);
}

static void lines_with_a_carriage_return_are_the_same(void **state) {
  (void)state;
  assert_rows("key\tvalue\r\na\t1\r\nb\t2\r\n", "b", "2");
}

static void the_first_line_out_of_order_is_told(void **state) {
  (void)state;
  syn_sorted_table table;
  syn_sorted_table_init(&table, syn_text_from(towns));
  assert_null(syn_sorted_table_disorder(&table));
  syn_sorted_table_init(&table, SYN_TEXT("key\nb\nc\na\nd\n"));
  assert_int_equal(*syn_sorted_table_disorder(&table), 'a');
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_rows_of_a_key_are_found_and_no_other), cmocka_unit_test(a_text_without_rows_has_none),
      cmocka_unit_test(a_cell_that_is_not_there_is_empty),        cmocka_unit_test(lines_with_a_carriage_return_are_the_same),
      cmocka_unit_test(the_first_line_out_of_order_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
