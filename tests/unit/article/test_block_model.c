/* Trees over features of blocks: how their table is read and refused, and what they may decide. */
#include <stdlib.h>
#include <sys/stat.h>

#include "article/block_model.h"
#include "article_setup.h"

static const char header[] = "feature\tmost\telse\tvalue\n";

/* Opens a world whose table of trees has these lines. */
static syn_world *open_trees(const char *lines) {
  char folder[] = "/tmp/synoptic-world-XXXXXX", path[512];
  syn_world *opened = NULL;
  syn_error error = {0};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/world", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/world/block_trees.tsv", folder);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(header, file) >= 0 && fputs(lines, file) >= 0);
  assert_int_equal(fclose(file), 0);
  if (syn_world_open(folder, &opened, &error) != SYN_OK) fail_msg("%s", error.text);
  snprintf(path, sizeof path, "rm -r %s", folder);
  assert_int_equal(system(path), 0);
  return opened;
}

static void expect_refused(const char *lines, const char *words) {
  syn_world *opened = open_trees(lines);
  syn_block_model model;
  syn_error error = {0};
  assert_int_equal(syn_block_model_load(opened, arena, &model, &error), SYN_BAD_INPUT);
  if (!strstr(error.text, words)) fail_msg("'%s' is not in '%s'", words, error.text);
  syn_world_close(&opened);
}

static int32_t score(const syn_block_model *model, int32_t words, int32_t links) {
  int32_t features[SYN_BLOCK_FEATURE_COUNT] = {0};
  for (size_t k = 0; syn_block_feature_name(k); k++) {
    if (strcmp(syn_block_feature_name(k), "words") == 0) features[k] = words;
    if (strcmp(syn_block_feature_name(k), "links") == 0) features[k] = links;
  }
  return syn_block_model_score(model, features);
}

static void trees_add_up(void **state) {
  syn_world *opened = open_trees("words\t9\t4\t\nlinks\t50\t3\t\n\t\t\t100\n\t\t\t-300\n\t\t\t40\nlinks\t0\t7\t\n\t\t\t5\n\t\t\t-5\n");
  syn_block_model model;
  syn_error error = {0};
  assert_int_equal(syn_block_model_load(opened, arena, &model, &error), SYN_OK);
  assert_int_equal(model.root_count, 2);
  assert_int_equal(score(&model, 9, 50), 100 - 5);
  assert_int_equal(score(&model, 9, 51), -300 - 5);
  assert_int_equal(score(&model, 10, 0), 40 + 5);
  syn_world_close(&opened);
}

static void names_of_features_differ_and_the_built_in_table_has_no_other(void **state) {
  const syn_table *table = syn_world_table(world, "world/block_trees");
  assert_non_null(table);
  size_t column = syn_table_column(table, "feature"), split_count = 0;
  assert_int_not_equal(column, SIZE_MAX);
  assert_null(syn_block_feature_name(SYN_BLOCK_FEATURE_COUNT));
  for (size_t k = 0; k < SYN_BLOCK_FEATURE_COUNT; k++) {
    for (size_t j = 0; j < k; j++) assert_string_not_equal(syn_block_feature_name(j), syn_block_feature_name(k));
    for (uint32_t row = 0; row < table->row_count; row++)
      split_count += syn_text_equal(syn_table_cell(table, row, column), syn_text_from(syn_block_feature_name(k)));
  }
  for (uint32_t row = 0; row < table->row_count; row++) split_count -= syn_table_cell(table, row, column).size > 0;
  assert_int_equal(split_count, 0);
}

static void a_table_that_points_back_or_outside_is_refused(void **state) {
  expect_refused("words\t9\t0\t\n\t\t\t1\n\t\t\t2\n", "line 0");
  expect_refused("words\t9\t1\t\n\t\t\t1\n\t\t\t2\n", "line 0");
  expect_refused("words\t9\t3\t\n\t\t\t1\n\t\t\t2\n", "line 0");
  expect_refused("words\t9\t2\t\nwords\t9\t2\t\n\t\t\t2\n", "line 1");
}

static void a_table_with_other_things_than_numbers_is_refused(void **state) {
  expect_refused("colour\t9\t2\t\n\t\t\t1\n\t\t\t2\n", "line 0");
  expect_refused("words\tnine\t2\t\n\t\t\t1\n\t\t\t2\n", "line 0");
  expect_refused("words\t9\t2\t\n\t\t\t\n\t\t\t2\n", "line 1");
  expect_refused("words\t9\t2\t\n\t\t\t99999999999\n\t\t\t2\n", "line 1");
  expect_refused("words\t9\t2\t\n\t\t\t2000000000\n\t\t\t2\n", "line 1"); /* two such trees would be no number of 32 bits */
  expect_refused("words\t9\t2\t\n\t\t\t-2147483648\n\t\t\t2\n", "line 1");
}

/* ---- what they may decide ---- */

static const char page_of_test[] =
    "<html lang=en><body><div class=entry-content><p>The bridge over the Lorne has been closed since Monday, the council said on "
    "Friday.</p>"
    "<p>Engineers found cracks in both piers when the water was low in August.</p><p>Tuesday</p></div>"
    "<figure><figcaption>The bridge in August.</figcaption></figure>"
    "<div class=comments><p>We knew of these cracks ten years ago and told everybody who would hear it.</p></div></body></html>";

static syn_status extract(const char *lines, syn_article *article) {
  syn_world *opened = open_trees(lines);
  syn_extractor *own = NULL;
  syn_error error = {0};
  if (syn_extractor_create(opened, &own, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_page page = {.source = SYN_TEXT("page.html"), .media = SYN_MEDIA_HTML, .bytes = syn_text_from(page_of_test)};
  syn_status status = syn_article_extract(own, &page, page.bytes, arena, article, &error);
  syn_extractor_destroy(&own);
  syn_world_close(&opened);
  return status;
}

static bool has(const syn_article *article, const char *words) {
  return syn_text_find(article->text, syn_text_from(words), 0) != SIZE_MAX;
}

static void without_trees_the_rules_decide(void **state) {
  syn_article article;
  assert_int_equal(extract("", &article), SYN_OK);
  assert_true(has(&article, "cracks in both piers"));
  assert_false(has(&article, "Tuesday"));
}

static void trees_that_are_sure_overrule_the_rules(void **state) {
  syn_article article;
  assert_int_equal(extract("\t\t\t5000\n", &article), SYN_OK);
  assert_true(has(&article, "Tuesday"));
  assert_int_equal(extract("\t\t\t-5000\n", &article), SYN_NOT_FOUND);
}

static void trees_that_are_not_sure_do_not(void **state) {
  syn_article article;
  assert_int_equal(extract("\t\t\t100\n", &article), SYN_OK);
  assert_false(has(&article, "Tuesday"));
  assert_int_equal(extract("\t\t\t-100\n", &article), SYN_OK);
}

static void comments_and_captions_stay_what_they_are(void **state) {
  syn_article article;
  assert_int_equal(extract("\t\t\t5000\n", &article), SYN_OK);
  assert_false(has(&article, "We knew"));
  assert_false(has(&article, "The bridge in August"));
}

RUN(cmocka_unit_test(trees_add_up), cmocka_unit_test(names_of_features_differ_and_the_built_in_table_has_no_other),
    cmocka_unit_test(a_table_that_points_back_or_outside_is_refused), cmocka_unit_test(a_table_with_other_things_than_numbers_is_refused),
    cmocka_unit_test(without_trees_the_rules_decide), cmocka_unit_test(trees_that_are_sure_overrule_the_rules),
    cmocka_unit_test(trees_that_are_not_sure_do_not), cmocka_unit_test(comments_and_captions_stay_what_they_are))
