/*
 * Help, completion and manual are made from the tables: what stands there appears everywhere, with no further work. The commands here are
 * invented.
 */
#include "cli_test.h"

#include "cli/completion.h"
#include "cli/help.h"
#include "cli/manual.h"
#include "synoptic/names.h"

static int run(const syn_arguments *arguments) {
  (void)arguments;
  return EXIT_DONE;
}

static const syn_option_key WEIGH_OPTIONS[] = {OPTION_DB, OPTION_KIND, OPTION_WORLD, OPTION_THREADS, OPTION_MAN, OPTION_JSON, OPTION_COUNT};
static const syn_option_key TELL_OPTIONS[] = {OPTION_COUNT};

static const syn_command weigh = {
    .name = "weigh",
    .words = "FILE...",
    .summary = "What [a page] weighs: it's *heavy*.",
    .details = "Takes more_than one page\nat a time.\n\nAnd a second paragraph.",
    .examples = "  synoptic weigh a.html\n",
    .options = WEIGH_OPTIONS,
    .run = run,
};
static const syn_command tell = {
    .name = "tell",
    .words = "[COMMAND]",
    .summary = "Tells it.",
    .examples = "  synoptic tell weigh\n",
    .options = TELL_OPTIONS,
    .run = run,
};

const syn_command *const syn_commands[] = {&weigh, &tell, NULL};

static char *written(void (*write)(FILE *stream)) {
  capture output;
  capture_begin(&output);
  write(output.stream);
  return capture_end(&output);
}

#define assert_has(text, part) \
  do { \
    if (!strstr(text, part)) fail_msg("'%s' is missing in:\n%s", part, text); \
  } while (0)

static void every_shell_knows_every_command_and_option(void **state) {
  (void)state;
  char *texts[] = {written(syn_completion_write_bash), written(syn_completion_write_zsh), written(syn_completion_write_fish)};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    assert_has(texts[i], "weigh");
    assert_has(texts[i], "tell");
    assert_has(texts[i], i == 2 ? "-l threads" : "--threads");
    assert_has(texts[i], "money count percent");
    assert_null(strstr(texts[i], i == 2 ? "-l man" : "--man")); /* hidden */
    free(texts[i]);
  }
}

static void texts_cannot_end_what_quotes_them(void **state) {
  (void)state;
  char *zsh = written(syn_completion_write_zsh), *fish = written(syn_completion_write_fish);
  assert_has(zsh, "'weigh:What a page weighs its *heavy*.'");
  assert_has(fish, "-d 'What [a page] weighs: its *heavy*.'");
  free(zsh);
  free(fish);
}

static void the_page_of_a_command_has_all_sections(void **state) {
  (void)state;
  static const char *const PARTS[] = {
      "synoptic-weigh(1)", "# NAME",    "# SYNOPSIS",      "# DESCRIPTION", "more\\_than one page at a time.",
      "\n\nAnd a second",  "# OPTIONS", "*--threads* _N_", "*--help*",      "# EXAMPLES",
      "# EXIT STATUS",     "# FILES",   "# ENVIRONMENT",   "*NO\\_COLOR*",  "# SEE ALSO",
      "*synoptic-tell*(1)"};
  capture output;
  capture_begin(&output);
  syn_manual_write(output.stream, &weigh);
  char *page = capture_end(&output);
  for (size_t i = 0; i < COUNT_OF(PARTS); i++) assert_has(page, PARTS[i]);
  assert_null(strstr(page, "--man"));
  free(page);
}

static void the_page_of_the_program_lists_the_commands(void **state) {
  (void)state;
  capture output;
  capture_begin(&output);
  syn_manual_write(output.stream, NULL);
  char *page = capture_end(&output);
  assert_has(page, "*synoptic-weigh*(1)\n\tWhat [a page] weighs: it's \\*heavy\\*.");
  free(page);
}

static const char *point_kind(size_t index) {
  return index < SYN_POINT_KIND_COUNT ? syn_point_kind_name((unsigned)index) : NULL;
}

/* Who adds a reader, a format or a kind tells the table of options nothing. */
static void values_come_from_the_tables_of_the_library(void **state) {
  (void)state;
  static const struct {
    syn_option_key key;
    const char *(*name)(size_t index);
    const char *known;
  } CASES[] = {
      {OPTION_FROM, syn_input_kind_name, "html"}, {OPTION_FORMAT, syn_export_format_name, "jsonl"}, {OPTION_KIND, point_kind, "money"}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    const syn_option *option = syn_option_describe(CASES[i].key);
    bool is_known_there = false;
    size_t at = 0, count = 0;
    for (syn_text value; syn_option_next_value(option, &at, &value); count++) {
      assert_true(syn_text_equal(value, syn_text_from(CASES[i].name(count))));
      is_known_there = is_known_there || syn_text_equal(value, syn_text_from(CASES[i].known));
    }
    assert_null(CASES[i].name(count));
    assert_true(is_known_there);
  }
}

static void values_of_an_option_are_written_with_blanks_between(void **state) {
  (void)state;
  static const struct {
    syn_option_key key;
    const char *values;
  } CASES[] = {{OPTION_COLOR, "auto always never"}, {OPTION_DB, ""}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    capture output;
    capture_begin(&output);
    syn_option_write_values(output.stream, syn_option_describe(CASES[i].key));
    char *values = capture_end(&output);
    assert_string_equal(values, CASES[i].values);
    free(values);
  }
}

static void lists_of_names_have_an_end(void **state) {
  (void)state;
  assert_null(syn_input_kind_name(SIZE_MAX));
  assert_null(syn_export_format_name(SIZE_MAX));
}

static void every_option_is_described(void **state) {
  (void)state;
  for (unsigned key = 0; key < OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe((syn_option_key)key);
    if (!option) fail_msg("option %u is not in the table", key);
    assert_true(option->name[0] && (!option->help || option->help[0]));
    assert_true(!syn_option_has_values(option) || option->argument);
    assert_false(option->values && option->nth_value);
  }
}

static void words_are_taken_one_by_one(void **state) {
  (void)state;
  syn_text rest = SYN_TEXT(" a  bc "), word;
  assert_true(syn_next_word(&rest, &word));
  assert_text(word, "a");
  assert_true(syn_next_word(&rest, &word));
  assert_text(word, "bc");
  assert_false(syn_next_word(&rest, &word));
  rest = (syn_text){0};
  assert_false(syn_next_word(&rest, &word));
}

static bool parse(const char *const *words, int count, syn_arguments *out_arguments) {
  char copies[4][40], *argv[4];
  static const char *kept[5];
  for (int i = 0; i < count; i++) {
    snprintf(copies[i], sizeof copies[i], "%s", words[i]);
    argv[i] = copies[i];
  }
  return syn_arguments_parse(&weigh, count, argv, kept, out_arguments);
}

static void values_must_be_those_of_the_table(void **state) {
  (void)state;
  syn_arguments arguments;
  assert_true(parse((const char *const[]){"--kind", "money"}, 2, &arguments));
  assert_non_null(arguments.values[OPTION_KIND]);
  assert_false(parse((const char *const[]){"--kind", "smell"}, 2, &arguments));
  assert_false(parse((const char *const[]){"--kind="}, 1, &arguments));
  assert_false(parse((const char *const[]){"--kind", "mone"}, 2, &arguments));
  assert_true(parse((const char *const[]){"--threads", "many"}, 2, &arguments)); /* anything, as far as the table knows */
  assert_false(parse((const char *const[]){"--color", "auto"}, 2, &arguments));  /* not one of this command */
  assert_true(parse((const char *const[]){"--", "--kind"}, 2, &arguments));
  assert_int_equal(arguments.word_count, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_shell_knows_every_command_and_option),
      cmocka_unit_test(texts_cannot_end_what_quotes_them),
      cmocka_unit_test(the_page_of_a_command_has_all_sections),
      cmocka_unit_test(the_page_of_the_program_lists_the_commands),
      cmocka_unit_test(values_come_from_the_tables_of_the_library),
      cmocka_unit_test(values_of_an_option_are_written_with_blanks_between),
      cmocka_unit_test(lists_of_names_have_an_end),
      cmocka_unit_test(every_option_is_described),
      cmocka_unit_test(words_are_taken_one_by_one),
      cmocka_unit_test(values_must_be_those_of_the_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
