/* Vectors of events: an event that looks like wrong ones is not told, in an article and where no state or office acts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "facts/event_vectors.h"
#include "facts/finder.h"
#include "make_document.h"

/* A row of the table whose first number is `first`, the others 0. */
static void write_row(FILE *file, const char *view, const char *type, int first) {
  assert_true(fprintf(file, "%s\t%s\t%d", view, type, first) > 0);
  for (int k = 1; k < SYN_EVENT_VECTOR_SIZE; k++) assert_true(fprintf(file, " 0") > 0);
  assert_true(fprintf(file, "\n") > 0);
}

/* A world with one table: right events have more of the first number than wrong ones; or `wrong_row` in its place. */
static syn_world *open_world(const char *wrong_row) {
  char folder[] = "/tmp/synoptic-world-XXXXXX", path[512];
  syn_world *world = NULL;
  syn_error error = {0};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/en", folder);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/en/event_vectors.tsv", folder);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fprintf(file, "view\ttype\tnumbers\nthreshold\tpublic\t100\nthreshold\tforeign\t200\n") > 0);
  write_row(file, "first", "", 64);
  write_row(file, "object", "general", 500);
  write_row(file, "object", "COERCE", 300);
  if (wrong_row) assert_true(fprintf(file, "%s\n", wrong_row) > 0);
  assert_int_equal(fclose(file), 0);
  if (syn_world_open(folder, &world, &error) != SYN_OK) fail_msg("%s", error.text);
  snprintf(path, sizeof path, "rm -r %s", folder);
  assert_int_equal(system(path), 0);
  return world;
}

static const int8_t rows[2][SYN_EVENT_VECTOR_SIZE] = {{64}, {-64}};

static const char article[] = "Rain/NOUN fell/VERB ./PUNCT\nSnow/NOUN fell/VERB ./PUNCT\n"
                              "Police/NOUN/police arrested/VERB/arrest/past+finite the/DET senator/NOUN ./PUNCT";
static const char sentence[] = "Police/NOUN/police arrested/VERB/arrest/past+finite the/DET senator/NOUN ./PUNCT";

/* Events of a text all of whose nouns have one vector. */
static size_t count_events_with(const int8_t *vectors, const char *notation, uint16_t row) {
  syn_world *world = open_world(NULL);
  syn_error error = {0};
  test_document made;
  void *state = NULL;
  make_document(&made, NULL, notation);
  uint16_t *vector_rows = SYN_ARENA_ARRAY(made.arena, uint16_t, made.document.token_count);
  assert_non_null(vector_rows);
  for (uint32_t t = 0; t < made.document.token_count; t++) vector_rows[t] = made.document.tokens[t].tag == SYN_TAG_NOUN ? row : 0;
  made.document.vectors = vectors;
  made.document.vector_rows = vector_rows;
  made.document.vector_size = SYN_EVENT_VECTOR_SIZE;
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

static size_t count_events(const char *notation, uint16_t row) {
  return count_events_with(rows[0], notation, row);
}

static void vectors_of_another_model_are_not_compared(void **state) {
  static const int8_t others[2][SYN_EVENT_VECTOR_SIZE] = {{63}, {-64}};
  assert_int_equal(count_events_with(others[0], article, 2), 1);
}

static void an_event_is_told_that_is_like_right_ones(void **state) {
  assert_int_equal(count_events(article, 1), 1);
  assert_int_equal(count_events(article, 2), 0);
}

static void words_without_vectors_are_like_nothing(void **state) {
  assert_int_equal(count_events(article, 0), 0);
}

static void a_single_sentence_is_not_weighed(void **state) {
  assert_int_equal(count_events(sentence, 2), 1);
}

static void general_and_typed_likeness_add_up(void **state) {
  syn_world *world = open_world(NULL);
  syn_arena *arena = NULL;
  syn_event_vectors vectors;
  syn_error error = {0};
  syn_word_sum views[SYN_EVENT_VIEW_COUNT] = {{{0}}};
  assert_int_equal(syn_arena_create((size_t)1 << 20, &arena), SYN_OK);
  assert_int_equal(syn_event_vectors_read(world, SYN_TEXT("en"), arena, &vectors, &error), SYN_OK);
  assert_int_equal(vectors.thresholds[false], 100);
  assert_int_equal(vectors.thresholds[true], 200);
  views[1].items[0] = 7; /* of any length */
  assert_int_equal(syn_event_vectors_likeness(&vectors, SYN_EVENT_COERCE, views), 800);
  assert_int_equal(syn_event_vectors_likeness(&vectors, SYN_EVENT_AID, views), 500);
  views[1].items[0] = -1000000;
  assert_int_equal(syn_event_vectors_likeness(&vectors, SYN_EVENT_COERCE, views), -800);
  syn_arena_destroy(&arena);
  syn_world_close(&world);
}

static void a_row_that_is_wrong_is_named(void **state) {
  const char *const wrong[] = {"nowhere\tgeneral\t1", "object\tBAKE\t1", "object\tgeneral\t1 2 3", "threshold\tpublic\tmuch",
                               "threshold\tprivate\t1"};
  for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    syn_world *world = open_world(wrong[i]);
    syn_arena *arena = NULL;
    syn_event_vectors vectors;
    syn_error error = {0};
    assert_int_equal(syn_arena_create((size_t)1 << 20, &arena), SYN_OK);
    assert_int_equal(syn_event_vectors_read(world, SYN_TEXT("en"), arena, &vectors, &error), SYN_BAD_INPUT);
    assert_non_null(strstr(error.text, "row 6"));
    syn_arena_destroy(&arena);
    syn_world_close(&world);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_event_is_told_that_is_like_right_ones),
      cmocka_unit_test(words_without_vectors_are_like_nothing),
      cmocka_unit_test(a_single_sentence_is_not_weighed),
      cmocka_unit_test(general_and_typed_likeness_add_up),
      cmocka_unit_test(a_row_that_is_wrong_is_named),
      cmocka_unit_test(vectors_of_another_model_are_not_compared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
