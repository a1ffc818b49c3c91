#include "cli_test.h"

#define assert_printed(call, expected) \
  do { \
    capture output; \
    capture_begin(&output); \
    syn_terminal terminal = {.stream = output.stream, .width = 20, .has_style = false}; \
    (void)terminal; \
    call; \
    char *printed = capture_end(&output); \
    assert_string_equal(printed, expected); \
    free(printed); \
  } while (0)

static void error_texts_are_printed_safely(void **state) {
  (void)state;
  assert_printed(syn_terminal_print(output.stream, SYN_TEXT("a\033[31mb\n\u202Ec")), "ab c");
  assert_printed(syn_terminal_print(output.stream, (syn_text){0}), "");
}

static void cells_stand_side_by_side(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("one two three")}, {.text = SYN_TEXT("four")}, {.text = SYN_TEXT("five six")}};
  const unsigned widths[] = {7, 5, 4};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 3), "one two  four   five\nthree           six\n");
}

static void no_line_ends_in_blanks(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("a")}, {.text = SYN_TEXT("")}, {.text = SYN_TEXT("")}};
  const unsigned widths[] = {5, 5, 5};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 3), "a\n");
}

static void figures_stand_to_the_right(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("7"), .is_right = true}, {.text = SYN_TEXT("x")}};
  const unsigned widths[] = {4, 1};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 2), "   7  x\n");
}

static void lines_may_hang_behind_the_first(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("one two three four"), .hanging = 2}, {.text = SYN_TEXT("a b c d")}};
  const unsigned widths[] = {7, 1};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 2), "one two  a\n  three  b\n  four   c\n         d\n");
}

static void wide_letters_keep_the_columns(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("東京")}, {.text = SYN_TEXT("x")}};
  const unsigned widths[] = {6, 1};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 2), "東京    x\n");
}

static void what_needs_more_lines_ends_in_an_ellipsis(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("one two three four"), .line_limit = 2}};
  const unsigned widths[] = {7};
  assert_printed(syn_terminal_print_row(&terminal, cells, widths, 1), "one two\nthree…\n");
}

static void text_is_wrapped_behind_its_indent(void **state) {
  (void)state;
  assert_printed(syn_terminal_print_wrapped(&terminal, SYN_TEXT("a sentence that is longer than a line"), 2, 4, SYN_STYLE_PLAIN),
                 "  a sentence that is\n    longer than a\n    line\n");
}

static void styles_surround_words_only(void **state) {
  (void)state;
  const syn_cell cells[] = {{.text = SYN_TEXT("a"), .style = SYN_STYLE_HEADING}, {.text = SYN_TEXT("b")}};
  const unsigned widths[] = {3, 3};
  assert_printed(
      {
        terminal.has_style = true;
        syn_terminal_print_row(&terminal, cells, widths, 2);
      },
      "\033[1ma\033[0m    b\n");
}

static void marked_words_are_bold_on_every_line(void **state) {
  (void)state;
  const syn_marked_text text = {SYN_TEXT("An estimated "), SYN_TEXT("15,000 people"), SYN_TEXT(" marched.")};
  assert_printed(syn_terminal_print_marked(&terminal, &text, 0, 2), "An estimated 15,000\n  people marched.\n");
  assert_printed(
      {
        terminal.has_style = true;
        syn_terminal_print_marked(&terminal, &text, 0, 2);
      },
      "An estimated \033[1m15,000\033[0m\n  \033[1mpeople\033[0m marched.\n");
}

static void several_marks_are_bold_each(void **state) {
  (void)state;
  static const syn_text_mark marks[] = {{0, 3}, {14, 21}, {22, 28}};
  const syn_text text = SYN_TEXT("One estimate, fifteen people\x1b[2J there");
  assert_printed(syn_terminal_print_marks(&terminal, text, marks, 3, 0, 2), "One estimate,\n  fifteen people\n  there\n");
  assert_printed(
      {
        terminal.has_style = true;
        syn_terminal_print_marks(&terminal, text, marks, 3, 0, 2);
      },
      "\033[1mOne\033[0m estimate,\n  \033[1mfifteen\033[0m \033[1mpeople\033[0m\n  there\n");
}

static void the_option_goes_before_the_environment(void **state) {
  (void)state;
  setenv("NO_COLOR", "1", 1);
  assert_true(syn_terminal_output("always").has_style);
  assert_false(syn_terminal_output("auto").has_style);
  setenv("CLICOLOR_FORCE", "1", 1);
  assert_false(syn_terminal_output(NULL).has_style);
  unsetenv("NO_COLOR");
  assert_true(syn_terminal_output(NULL).has_style);
  assert_false(syn_terminal_output("never").has_style);
  unsetenv("CLICOLOR_FORCE");
}

static void the_width_is_within_reason(void **state) {
  (void)state;
  setenv("COLUMNS", "100", 1);
  assert_int_equal(syn_terminal_width(), 100);
  setenv("COLUMNS", "3", 1);
  assert_int_equal(syn_terminal_width(), 20);
  setenv("COLUMNS", "99999999999999999999", 1);
  assert_int_equal(syn_terminal_width(), 240);
  unsetenv("COLUMNS");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(error_texts_are_printed_safely),
      cmocka_unit_test(cells_stand_side_by_side),
      cmocka_unit_test(no_line_ends_in_blanks),
      cmocka_unit_test(figures_stand_to_the_right),
      cmocka_unit_test(lines_may_hang_behind_the_first),
      cmocka_unit_test(wide_letters_keep_the_columns),
      cmocka_unit_test(what_needs_more_lines_ends_in_an_ellipsis),
      cmocka_unit_test(text_is_wrapped_behind_its_indent),
      cmocka_unit_test(styles_surround_words_only),
      cmocka_unit_test(marked_words_are_bold_on_every_line),
      cmocka_unit_test(several_marks_are_bold_each),
      cmocka_unit_test(the_option_goes_before_the_environment),
      cmocka_unit_test(the_width_is_within_reason),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
