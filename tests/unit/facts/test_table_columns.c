/* Tables from outside that lack a column which a finder reads are refused by name, not taken for empty ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "facts/finder.h"

/* Opens the world with one table of a folder of its own ("en", "months") and makes the finders; the message in `error`. */
static syn_status make_finders(const char *part, const char *name, const char *text, syn_error *error) {
  char folder[] = "/tmp/synoptic-world-XXXXXX", path[512];
  syn_world *world = NULL;
  syn_fact_finder *finder = NULL;
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/%s", folder, part);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/%s/%s.tsv", folder, part, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
  if (syn_world_open(folder, &world, error) != SYN_OK) fail_msg("%s", error->text);
  syn_status status = syn_fact_finder_create(NULL, world, &finder, error);
  syn_fact_finder_destroy(&finder);
  syn_world_close(&world);
  snprintf(path, sizeof path, "rm -r %s", folder);
  assert_int_equal(system(path), 0);
  return status;
}

static void expect_refused(const char *part, const char *name, const char *text, const char *column) {
  syn_error error = {0};
  char wanted[128];
  assert_int_equal(make_finders(part, name, text, &error), SYN_BAD_INPUT);
  snprintf(wanted, sizeof wanted, "%s/%s.tsv: there is no column '%s'", part, name, column);
  if (!strstr(error.text, wanted)) fail_msg("'%s' does not say: %s", error.text, wanted);
}

static void a_table_without_a_column_that_is_read_is_refused_by_file_and_column(void **state) {
  expect_refused("en", "months", "form\tnumber\nMay\t5\n", "value");
  expect_refused("en", "weekdays", "word\tvalue\nMonday\t1\n", "form");
  expect_refused("en", "money", "code\twords\nUSD\tdollar\n", "signs");
  expect_refused("en", "measured", "verb\nlend\n", "noun");
  expect_refused("en", "cues", "word\tclass\nsay\tsay\n", "lemma");
  expect_refused("en", "numbers", "form\tvalue\ntwo\t2\n", "class");
  expect_refused("world", "holders", "person\toffice\tfrom\n", "to");
}

static void a_table_without_a_column_that_may_be_left_out_is_taken(void **state) {
  syn_error error = {0};
  if (make_finders("en", "months", "form\tvalue\nmay\t5\n", &error) != SYN_OK) fail_msg("%s", error.text);
  if (make_finders("en", "money", "code\tsigns\twords\nUSD\t$\tdollar\n", &error) != SYN_OK) fail_msg("%s", error.text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_table_without_a_column_that_is_read_is_refused_by_file_and_column),
      cmocka_unit_test(a_table_without_a_column_that_may_be_left_out_is_taken),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
