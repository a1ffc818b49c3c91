/* Weights of evidence: which fields a text is of, and that only in a text of another field an event has to show its evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "facts/event_senses.h"
#include "facts/finder.h"
#include "make_document.h"

static const char words_of_test[] = "word\tdomain\tweight\nnightwatchman\tsport\t8\nshares\tbusiness\t8\nsenate\tpublic\t8\n";

/* Opens a world with two tables of its own and reads the senses. */
static syn_status read_senses(const char *weights, const char *words, syn_world **out_world, syn_arena *arena, syn_event_senses *senses,
                              syn_error *error) {
  char folder[] = "/tmp/synoptic-world-XXXXXX", path[512];
  const char *const names[] = {"event_senses", "domain_words"}, *const texts[] = {weights, words};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/en", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  for (size_t i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/en/%s.tsv", folder, names[i]);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(texts[i], file) >= 0);
    assert_int_equal(fclose(file), 0);
  }
  if (syn_world_open(folder, out_world, error) != SYN_OK) fail_msg("%s", error->text);
  snprintf(path, sizeof path, "rm -r %s", folder);
  assert_int_equal(system(path), 0);
  return syn_event_senses_read(*out_world, SYN_TEXT("en"), arena, senses, error);
}

static size_t count_events(const char *weights, const char *notation) {
  syn_world *world = NULL;
  syn_event_senses senses;
  syn_error error = {0};
  test_document made;
  void *state = NULL;
  make_document(&made, NULL, notation);
  if (read_senses(weights, words_of_test, &world, made.arena, &senses, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_finding finding = {.document = &made.document, .world = world, .arena = made.arena};
  finding.marks = SYN_ARENA_ARRAY(made.arena, syn_token_marks, made.document.token_count + 1);
  assert_non_null(finding.marks);
  if (syn_event_finder.create(world, SYN_TEXT("en"), made.arena, &state, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(syn_event_finder.find(state, &finding, &error), SYN_OK);
  size_t count = finding.events.count;
  syn_world_close(&world);
  free_document(&made);
  return count;
}

static const char arrest_in_sport[] =
    "The/DET nightwatchman/NOUN and/CCONJ the/DET nightwatchman/NOUN slept/VERB/sleep/past+finite ./PUNCT\n"
    "Police/NOUN/police arrested/VERB/arrest/past+finite the/DET nightwatchman/NOUN ./PUNCT";
static const char arrest[] = "Police/NOUN/police arrested/VERB/arrest/past+finite the/DET senator/NOUN ./PUNCT";

static void in_a_foreign_field_an_event_needs_evidence(void **state) {
  assert_int_equal(count_events("feature\tweight\nthreshold\t500\nv arrest\t400\n", arrest_in_sport), 0);
  assert_int_equal(count_events("feature\tweight\nthreshold\t500\nv arrest\t400\nv arrest COERCE\t100\n", arrest_in_sport), 1);
}

static void elsewhere_the_lexicon_alone_decides(void **state) {
  assert_int_equal(count_events("feature\tweight\nthreshold\t500\n", arrest), 1);
}

static void one_word_of_a_field_makes_no_page_of_it(void **state) {
  const char *notation = "Police/NOUN/police arrested/VERB/arrest/past+finite the/DET nightwatchman/NOUN ./PUNCT";
  assert_int_equal(count_events("feature\tweight\nthreshold\t500\n", notation), 1);
}

static void a_field_is_told_by_the_share_of_its_words(void **state) {
  syn_world *world = NULL;
  syn_event_senses senses;
  syn_error error = {0};
  test_document made;
  make_document(&made, NULL,
                "Shares/NOUN are/AUX shares/NOUN and/CCONJ shares/NOUN fell/VERB ./PUNCT\nThe/DET senate/NOUN met/VERB/meet ./PUNCT");
  assert_int_equal(read_senses("feature\tweight\nthreshold\t0\n", words_of_test, &world, made.arena, &senses, &error), SYN_OK);
  assert_int_equal(senses.domain_count, 2); /* public affairs are no foreign field */
  syn_domains domains = syn_event_senses_domains(&senses, &made.document);
  assert_true(domains.is_foreign);
  assert_int_equal(domains.levels[0], 0);
  assert_int_equal(domains.levels[1], SYN_DOMAIN_LEVELS - 1);
  syn_world_close(&world);
  free_document(&made);
}

static void a_weight_that_is_no_number_is_refused_by_table_and_row(void **state) {
  syn_world *world = NULL;
  syn_event_senses senses;
  syn_error error = {0};
  test_document made;
  make_document(&made, NULL, "Rain/NOUN ./PUNCT");
  assert_int_equal(read_senses("feature\tweight\nv arrest\tmuch\n", words_of_test, &world, made.arena, &senses, &error), SYN_BAD_INPUT);
  assert_non_null(strstr(error.text, "row 1: \"much\" is no whole number"));
  syn_world_close(&world);
  assert_int_equal(read_senses("feature\tweight\n", "word\tdomain\tweight\nball\tsport\t-3\n", &world, made.arena, &senses, &error),
                   SYN_BAD_INPUT);
  syn_world_close(&world);
  free_document(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_a_foreign_field_an_event_needs_evidence),
      cmocka_unit_test(elsewhere_the_lexicon_alone_decides),
      cmocka_unit_test(one_word_of_a_field_makes_no_page_of_it),
      cmocka_unit_test(a_field_is_told_by_the_share_of_its_words),
      cmocka_unit_test(a_weight_that_is_no_number_is_refused_by_table_and_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
