#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

#include "weights/frequencies.h"
#include "weights/model_writer.h"
#include "weights/scorer.h"
#include "weights/word_table.h"
#include <xxhash.h>

typedef struct fixture {
  syn_model_writer *writer;
  syn_buffer buffer;
  syn_model *model;
} fixture;

static int set_up(void **state) {
  fixture *made = calloc(1, sizeof *made);
  if (!made || syn_model_writer_create(&made->writer) != SYN_OK) return -1;
  syn_buffer_init(&made->buffer, 1 << 20);
  *state = made;
  return 0;
}

static int tear_down(void **state) {
  fixture *made = *state;
  syn_model_close(&made->model);
  syn_model_writer_destroy(&made->writer);
  syn_buffer_clear(&made->buffer);
  free(made);
  return 0;
}

static void add(fixture *made, const char *name, syn_weight_type type, uint64_t count, const void *data) {
  assert_int_equal(syn_model_writer_add(made->writer, name, type, 1, &count, data), SYN_OK);
}

static void open_model(fixture *made) {
  assert_int_equal(syn_model_writer_format(made->writer, &made->buffer), SYN_OK);
  assert_int_equal(syn_model_read(syn_buffer_text(&made->buffer), &made->model, NULL), SYN_OK);
}

/* A feature whose search begins in slot 0 of 4, checked by `high`. */
static uint64_t feature(uint32_t high) {
  return (uint64_t)high << 32;
}

static void rows_of_known_features_are_summed(void **state) {
  fixture *made = *state;
  const uint64_t slots[4] = {(uint64_t)7 << 32 | 0, (uint64_t)8 << 32 | 3, 0, 0};
  const uint16_t rows[] = {2, 0 << 8 | (128 + 5), 1 << 8 | (128 - 7), 1, 1 << 8 | (128 + 2)};
  add(made, "s/slots", SYN_WEIGHT_UINT64, 4, slots);
  add(made, "s/rows", SYN_WEIGHT_INT16, 5, rows);
  open_model(made);
  syn_scorer scorer;
  assert_int_equal(syn_scorer_open(made->model, "s", 2, &scorer, NULL), SYN_OK);
  int32_t scores[2] = {100, 100};
  const uint64_t features[] = {feature(7), feature(8), feature(9)}; /* the second collides with the first; the third is unknown */
  syn_scorer_add(&scorer, features, 3, scores);
  assert_int_equal(scores[0], 105);
  assert_int_equal(scores[1], 95);
}

static void dense_rows_give_every_label_its_weight(void **state) {
  fixture *made = *state;
  const uint64_t slots[2] = {(uint64_t)7 << 32, 0};
  const uint16_t rows[] = {SYN_SCORER_DENSE, 0x80FF, 0x0003}; /* -1, -128, 3 */
  add(made, "s/slots", SYN_WEIGHT_UINT64, 2, slots);
  add(made, "s/rows", SYN_WEIGHT_INT16, 3, rows);
  open_model(made);
  syn_scorer scorer;
  assert_int_equal(syn_scorer_open(made->model, "s", 3, &scorer, NULL), SYN_OK);
  int32_t scores[3] = {0};
  const uint64_t features[] = {feature(7)};
  syn_scorer_add(&scorer, features, 1, scores);
  assert_int_equal(scores[0], -1);
  assert_int_equal(scores[1], -128);
  assert_int_equal(scores[2], 3);
  assert_int_equal(syn_scorer_open(made->model, "s", 5, &scorer, NULL), SYN_BAD_INPUT);
}

static void a_row_outside_is_refused(void **state) {
  fixture *made = *state;
  const uint64_t slots[2] = {(uint64_t)7 << 32 | 2, 0};
  const uint16_t rows[] = {0, 0, 9};
  add(made, "s/slots", SYN_WEIGHT_UINT64, 2, slots);
  add(made, "s/rows", SYN_WEIGHT_INT16, 3, rows);
  open_model(made);
  syn_scorer scorer;
  assert_int_equal(syn_scorer_open(made->model, "s", 2, &scorer, NULL), SYN_BAD_INPUT);
}

static void a_label_that_does_not_exist_is_refused(void **state) {
  fixture *made = *state;
  const uint64_t slots[2] = {(uint64_t)7 << 32, 0};
  const uint16_t rows[] = {1, 2 << 8 | 130};
  add(made, "s/slots", SYN_WEIGHT_UINT64, 2, slots);
  add(made, "s/rows", SYN_WEIGHT_INT16, 2, rows);
  open_model(made);
  syn_scorer scorer;
  assert_int_equal(syn_scorer_open(made->model, "s", 2, &scorer, NULL), SYN_BAD_INPUT);
}

static void slots_without_a_free_one_are_refused(void **state) {
  fixture *made = *state;
  const uint64_t slots[1] = {(uint64_t)7 << 32};
  const uint16_t rows[] = {0};
  add(made, "s/slots", SYN_WEIGHT_UINT64, 1, slots);
  add(made, "s/rows", SYN_WEIGHT_INT16, 1, rows);
  open_model(made);
  syn_scorer scorer;
  assert_int_equal(syn_scorer_open(made->model, "s", 2, &scorer, NULL), SYN_BAD_INPUT);
}

static void a_word_table_finds_its_words_only(void **state) {
  fixture *made = *state;
  const uint64_t keys[4] = {0, 5, 9, 0}; /* 5 and 9 begin at slot 1 of 4 */
  const uint16_t values[4] = {0, 3, 4, 0};
  add(made, "w/keys", SYN_WEIGHT_UINT64, 4, keys);
  add(made, "w/values", SYN_WEIGHT_INT16, 4, values);
  open_model(made);
  syn_word_table table;
  assert_int_equal(syn_word_table_open(made->model, "w", 5, &table, NULL), SYN_OK);
  assert_int_equal(syn_word_table_find(&table, 5), 3);
  assert_int_equal(syn_word_table_find(&table, 9), 4);
  assert_int_equal(syn_word_table_find(&table, 13), SYN_WORD_TABLE_NONE);
  assert_int_equal(syn_word_table_open(made->model, "w", 4, &table, NULL), SYN_BAD_INPUT);
  syn_word_table none = {0};
  assert_int_equal(syn_word_table_find(&none, 5), SYN_WORD_TABLE_NONE);
}

static void a_full_word_table_is_refused(void **state) {
  fixture *made = *state;
  const uint64_t keys[2] = {2, 5};
  const uint16_t values[2] = {1, 1};
  add(made, "w/keys", SYN_WEIGHT_UINT64, 2, keys);
  add(made, "w/values", SYN_WEIGHT_INT16, 2, values);
  open_model(made);
  syn_word_table table;
  assert_int_equal(syn_word_table_open(made->model, "w", 5, &table, NULL), SYN_BAD_INPUT);
}

static void frequencies_are_found_by_lemma(void **state) {
  fixture *made = *state;
  uint64_t keys[2] = {XXH3_64bits("bridge", 6), XXH3_64bits("river", 5)};
  uint32_t counts[2] = {3, 9}, total = 10;
  if (keys[0] > keys[1]) {
    uint64_t key = keys[0];
    keys[0] = keys[1];
    keys[1] = key;
    counts[0] = 9;
    counts[1] = 3;
  }
  add(made, "en/frequencies/keys", SYN_WEIGHT_UINT64, 2, keys);
  add(made, "en/frequencies/counts", SYN_WEIGHT_UINT32, 2, counts);
  add(made, "en/frequencies/total", SYN_WEIGHT_UINT32, 1, &total);
  open_model(made);
  syn_frequencies frequencies;
  assert_int_equal(syn_frequencies_open(made->model, SYN_TEXT("en"), &frequencies, NULL), SYN_OK);
  assert_int_equal(syn_frequencies_find(&frequencies, SYN_TEXT("bridge")), 3);
  assert_int_equal(syn_frequencies_find(&frequencies, SYN_TEXT("river")), 9);
  assert_int_equal(syn_frequencies_find(&frequencies, SYN_TEXT("ferry")), 0);
  assert_true(syn_frequencies_weight(&frequencies, SYN_TEXT("ferry")) > syn_frequencies_weight(&frequencies, SYN_TEXT("bridge")));
  assert_true(syn_frequencies_weight(&frequencies, SYN_TEXT("bridge")) > syn_frequencies_weight(&frequencies, SYN_TEXT("river")));
  assert_int_equal(syn_frequencies_open(made->model, SYN_TEXT("fr"), &frequencies, NULL), SYN_NOT_FOUND);
}

static void frequencies_out_of_order_are_refused(void **state) {
  fixture *made = *state;
  const uint64_t keys[2] = {9, 3};
  const uint32_t counts[2] = {1, 1}, total = 10;
  add(made, "en/frequencies/keys", SYN_WEIGHT_UINT64, 2, keys);
  add(made, "en/frequencies/counts", SYN_WEIGHT_UINT32, 2, counts);
  add(made, "en/frequencies/total", SYN_WEIGHT_UINT32, 1, &total);
  open_model(made);
  syn_frequencies frequencies;
  assert_int_equal(syn_frequencies_open(made->model, SYN_TEXT("en"), &frequencies, NULL), SYN_BAD_INPUT);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(rows_of_known_features_are_summed),
      TEST(dense_rows_give_every_label_its_weight),
      TEST(a_row_outside_is_refused),
      TEST(a_label_that_does_not_exist_is_refused),
      TEST(slots_without_a_free_one_are_refused),
      TEST(a_word_table_finds_its_words_only),
      TEST(a_full_word_table_is_refused),
      TEST(frequencies_are_found_by_lemma),
      TEST(frequencies_out_of_order_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
