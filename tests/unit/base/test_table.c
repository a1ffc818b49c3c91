#include "base_test.h"

#include "base/table.h"

static syn_arena *arena;

static int make_arena(void **state) {
  (void)state;
  return syn_arena_create(1 << 20, &arena) == SYN_OK ? 0 : -1;
}

static int destroy_arena(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static void rows_and_columns_are_read(void **state) {
  (void)state;
  syn_table table;
  syn_text text = SYN_TEXT("# a comment\nname\tlist\tnote\n\nfirst\ta|b\tx\r\n# between\nshort\n\t\tlast");
  assert_int_equal(syn_table_parse("t.tsv", text, arena, &table, NULL), SYN_OK);
  assert_int_equal(table.column_count, 3);
  assert_int_equal(table.row_count, 3);
  size_t name = syn_table_column(&table, "name"), note = syn_table_column(&table, "note");
  assert_text(syn_table_cell(&table, 0, name), "first");
  assert_text(syn_table_cell(&table, 0, note), "x");
  assert_text(syn_table_cell(&table, 1, name), "short");
  assert_text(syn_table_cell(&table, 1, note), "");
  assert_text(syn_table_cell(&table, 2, name), "");
  assert_text(syn_table_cell(&table, 2, note), "last");
}

static void what_is_not_there_is_empty(void **state) {
  (void)state;
  syn_table table;
  assert_int_equal(syn_table_parse("t.tsv", SYN_TEXT("a\tb\n1\t2\n"), arena, &table, NULL), SYN_OK);
  assert_true(syn_table_column(&table, "c") == SIZE_MAX);
  assert_true(syn_table_column(&table, "") == SIZE_MAX);
  assert_text(syn_table_cell(&table, 0, SIZE_MAX), "");
  assert_text(syn_table_cell(&table, 1, 0), "");
  assert_text(syn_table_cell(&table, SIZE_MAX, 0), "");
}

static void a_table_may_have_no_rows_and_a_byte_order_mark(void **state) {
  (void)state;
  syn_table table;
  assert_int_equal(syn_table_parse("t.tsv",
                                   SYN_TEXT("\xEF\xBB\xBF"
                                            "only\tnames"),
                                   arena, &table, NULL),
                   SYN_OK);
  assert_int_equal(table.row_count, 0);
  assert_int_equal(syn_table_column(&table, "only"), 0);
}

static void a_fault_is_told_with_file_and_line(void **state) {
  (void)state;
  static const struct {
    const char *text, *message;
  } faults[] = {
      {"# c\na\tb\n\n1\t2\n1\t2\t3\n", "t.tsv:5: 3 cells, but the table has 2 columns"},
      {"a\t\n", "t.tsv:1: column 2 has no name: name it or take away a tab"},
      {"# c\na\tb\ta\n", "t.tsv:2: two columns have the name 'a': rename one"},
      {"", "t.tsv: no row with the names of the columns: it is the first line that is no comment"},
      {"# only a comment", "t.tsv: no row with the names of the columns: it is the first line that is no comment"},
  };
  for (size_t i = 0; i < COUNT_OF(faults); i++) {
    syn_table table = {.row_count = 77};
    syn_error error = {0};
    assert_int_equal(syn_table_parse("t.tsv", syn_text_from(faults[i].text), arena, &table, &error), SYN_BAD_INPUT);
    assert_string_equal(error.text, faults[i].message);
    assert_int_equal(table.row_count, 77);
  }
}

static void a_full_arena_is_told(void **state) {
  (void)state;
  syn_arena *small = NULL;
  syn_table table;
  syn_error error = {0};
  for (size_t limit = 0; limit < 6 * sizeof(syn_text); limit += 8) {
    assert_int_equal(syn_arena_create(limit, &small), SYN_OK);
    assert_int_equal(syn_table_parse("t", SYN_TEXT("a\tb\n1\t2\n3\t4\n"), small, &table, &error), SYN_NO_MEMORY);
    assert_int_equal(error.status, SYN_NO_MEMORY);
    syn_arena_destroy(&small);
  }
}

static void items_of_a_list_come_one_by_one(void **state) {
  (void)state;
  syn_text rest = SYN_TEXT("one||three|"), item;
  assert_true(syn_table_next_item(&rest, '|', &item));
  assert_text(item, "one");
  assert_true(syn_table_next_item(&rest, '|', &item));
  assert_text(item, "");
  assert_true(syn_table_next_item(&rest, '|', &item));
  assert_text(item, "three");
  assert_false(syn_table_next_item(&rest, '|', &item));
  rest = (syn_text){0};
  assert_false(syn_table_next_item(&rest, '|', &item));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_and_columns_are_read),
      cmocka_unit_test(what_is_not_there_is_empty),
      cmocka_unit_test(a_table_may_have_no_rows_and_a_byte_order_mark),
      cmocka_unit_test(a_fault_is_told_with_file_and_line),
      cmocka_unit_test(a_full_arena_is_told),
      cmocka_unit_test(items_of_a_list_come_one_by_one),
  };
  return cmocka_run_group_tests(tests, make_arena, destroy_arena);
}
