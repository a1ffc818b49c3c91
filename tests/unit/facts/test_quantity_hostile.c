/* Quantities in text that was written to break the reader: nothing is invented, and long sentences are read to their end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "facts/finder.h"
#include "language/language.h"

enum { ARENA_BYTES = 512 << 20, TEXT_BYTES = 4 << 20, MANY = 10000 };

typedef struct reading {
  syn_world *world;
  syn_model *model;
  syn_analyser *analyser;
  syn_fact_finder *finder;
  syn_arena *arena;
  syn_facts facts;
  syn_article article;
} reading;

static int open_reading(void **state) {
  static reading made;
  assert_int_equal(syn_arena_create(ARENA_BYTES, &made.arena), SYN_OK);
  assert_int_equal(syn_world_open(NULL, &made.world, NULL), SYN_OK);
  assert_int_equal(syn_model_read(syn_embedded_find("models/embedded.synmodel"), &made.model, NULL), SYN_OK);
  assert_int_equal(syn_analyser_create(made.model, made.world, &made.analyser, NULL), SYN_OK);
  assert_int_equal(syn_fact_finder_create(made.model, made.world, &made.finder, NULL), SYN_OK);
  *state = &made;
  return 0;
}

static int close_reading(void **state) {
  reading *made = *state;
  syn_fact_finder_destroy(&made->finder);
  syn_analyser_destroy(&made->analyser);
  syn_model_close(&made->model);
  syn_world_close(&made->world);
  syn_arena_destroy(&made->arena);
  return 0;
}

/* Finds the quantities of `text`, which must outlive them; returns how many. */
static uint32_t read_text(reading *made, syn_text text) {
  syn_document document;
  syn_arena_reset(made->arena);
  made->article = (syn_article){.language = SYN_TEXT("en"), .text = text};
  assert_int_equal(syn_document_analyse(made->analyser, &made->article, made->arena, &document, NULL), SYN_OK);
  assert_int_equal(syn_facts_find(made->finder, &document, made->arena, &made->facts, NULL), SYN_OK);
  return made->facts.quantity_count;
}

/* `count` times `unit` and then `end`, in `buffer`. */
static syn_text repeat(syn_buffer *buffer, const char *unit, size_t count, const char *end) {
  syn_buffer_init(buffer, TEXT_BYTES);
  for (size_t i = 0; i < count; i++) syn_buffer_format(buffer, "%s", unit);
  syn_buffer_format(buffer, "%s", end);
  return (syn_text){buffer->data, buffer->size};
}

static void expect_count(reading *made, const char *unit, size_t count, const char *end, uint32_t least, uint32_t most) {
  syn_buffer buffer;
  syn_text text = repeat(&buffer, unit, count, end);
  uint32_t found = read_text(made, text);
  if (found < least || found > most) fail_msg("%u quantities in %zu times \"%s\" and \"%s\"", found, count, unit, end);
  syn_buffer_clear(&buffer);
}

static void ten_thousand_numbers_without_a_noun_are_no_quantities(void **state) {
  expect_count(*state, "71 ", MANY, "", 0, 0);
  expect_count(*state, "seven ", MANY, "", 0, 0);
  expect_count(*state, "a hundred and ", MANY, "men", 0, 1);
  expect_count(*state, "twenty-", MANY, "one men", 0, 1);
  expect_count(*state, "one and a half and ", MANY, "men", 0, 1);
}

static void ten_thousand_measures_in_one_sentence_are_all_read(void **state) {
  expect_count(*state, "12 km, ", MANY, "", MANY * 9 / 10, MANY);
  expect_count(*state, "5 feet 2 inches ", MANY / 4, "", MANY / 4, MANY / 4);
  expect_count(*state, "$5 (", MANY / 4, "", MANY / 5, MANY / 4);
}

static void a_sentence_of_many_clauses_is_read_to_its_end(void **state) {
  expect_count(*state, "a man was shot and a woman said that ", MANY / 10, "12 people were killed.", MANY / 20, MANY);
}

static void currencies_that_do_not_exist_are_no_money(void **state) {
  reading *made = *state;
  read_text(made, SYN_TEXT("He paid XQZ 300, 20 QQQ and 5 zorkmids. The \xC2\xA4 40 note is QX$5."));
  for (uint32_t i = 0; i < made->facts.quantity_count; i++) {
    assert_int_not_equal(made->facts.quantities[i].kind, SYN_QUANTITY_MONEY);
  }
}

static void endless_digits_are_no_number(void **state) {
  expect_count(*state, "9", MANY * 10, " people were killed.", 0, 0);
  expect_count(*state, ",000", MANY, " dollars", 0, 0);
  expect_count(*state, "1.", MANY, "5 men", 0, 0);
  expect_count(*state, "5 million ", 1, "million million million million million million people", 0, 1);
  assert_int_equal(read_text(*state, SYN_TEXT("There were 1e99 people and 1.2x10^99 men.")), 0);
}

static void marks_of_direction_change_no_number(void **state) {
  reading *made = *state;
  assert_int_equal(read_text(made, SYN_TEXT("She paid \xE2\x80\xAE"
                                            "500\xE2\x80\x8E dollars.")),
                   1);
  assert_int_equal(made->facts.quantities[0].kind, SYN_QUANTITY_MONEY);
  assert_int_equal(syn_decimal_compare(made->facts.quantities[0].value, (syn_decimal){5, 2}), 0);
  /* Two runs of digits around a mark are no number: which one was meant cannot be told. */
  assert_int_equal(read_text(made, SYN_TEXT("There were 1\xE2\x80\x8F"
                                            "2 women.")),
                   0);
}

static void digits_of_several_scripts_are_no_number(void **state) {
  assert_int_equal(read_text(*state, SYN_TEXT("There were 1\xD9\xA2"
                                              "3 people and 5\xE0\xA5\xAA men.")),
                   0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ten_thousand_numbers_without_a_noun_are_no_quantities),
      cmocka_unit_test(ten_thousand_measures_in_one_sentence_are_all_read),
      cmocka_unit_test(a_sentence_of_many_clauses_is_read_to_its_end),
      cmocka_unit_test(currencies_that_do_not_exist_are_no_money),
      cmocka_unit_test(endless_digits_are_no_number),
      cmocka_unit_test(marks_of_direction_change_no_number),
      cmocka_unit_test(digits_of_several_scripts_are_no_number),
  };
  return cmocka_run_group_tests(tests, open_reading, close_reading);
}
