/* cmocka.h needs these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "facts/number_reader.h"
#include "world/world.h"

typedef struct fixture {
  syn_world *world;
  syn_arena *arena;
  syn_number_words words;
} fixture;

static int set_up(void **state) {
  static fixture made;
  assert_int_equal(syn_world_open(NULL, &made.world, NULL), SYN_OK);
  assert_int_equal(syn_arena_create(16 << 20, &made.arena), SYN_OK);
  const syn_table *table = syn_world_table(made.world, "en/numbers");
  assert_non_null(table);
  assert_int_equal(syn_number_words_load(table, made.arena, &made.words, NULL), SYN_OK);
  *state = &made;
  return 0;
}

static int tear_down(void **state) {
  fixture *made = *state;
  syn_arena_destroy(&made->arena);
  syn_world_close(&made->world);
  return 0;
}

/* Reads the number at the beginning of `text`; its words in `out_words`. */
static bool read_number(fixture *made, const char *text, unsigned flags, syn_number *out_number, char *out_words, size_t size) {
  syn_piece_array pieces = {0};
  size_t skip;
  assert_int_equal(syn_pieces_cut(syn_text_from(text), 0, made->arena, &pieces), SYN_OK);
  if (!syn_number_read(&made->words, pieces.items, pieces.count, 0, flags, out_number, &skip)) return false;
  uint32_t start = pieces.items[out_number->first].start;
  uint32_t end = pieces.items[out_number->first + out_number->count - 1].end;
  assert_true(end - start < size);
  memcpy(out_words, text + start, end - start);
  out_words[end - start] = '\0';
  return true;
}

static void expect_number(fixture *made, const char *text, const char *words, const char *value, const char *step) {
  syn_number number;
  char found[128], formatted[SYN_DECIMAL_TEXT_SIZE];
  if (!read_number(made, text, 0, &number, found, sizeof found)) fail_msg("no number in \"%s\"", text);
  assert_string_equal(found, words);
  syn_decimal_format(number.value, formatted);
  assert_string_equal(formatted, value);
  syn_decimal_format(number.step, formatted);
  assert_string_equal(formatted, step);
}

static void expect_none(fixture *made, const char *text) {
  syn_number number;
  char found[128];
  if (read_number(made, text, 0, &number, found, sizeof found)) fail_msg("\"%s\" was read in \"%s\"", found, text);
}

static void figures_are_read_with_groups_and_decimals(void **state) {
  expect_number(*state, "412 people", "412", "412", "1");
  expect_number(*state, "1,234.5 tonnes", "1,234.5", "1234.5", "0.1");
  expect_number(*state, "1,23,456 voters", "1,23,456", "123456", "1");
  expect_number(*state, "1.144.000 pesos", "1.144.000", "1144000", "1");
  expect_number(*state,
                "12\xC2\xA0"
                "500 ewes",
                "12\xC2\xA0"
                "500",
                "12500", "1");
  expect_number(*state, "0.50", "0.50", "0.5", "0.01");
  expect_number(*state, "-4 degrees", "-4", "-4", "1");
}

static void a_comma_that_makes_no_groups_ends_nothing(void **state) {
  expect_none(*state, "5,6 and 7");
  expect_number(*state, "5, 6 and 7", "5", "5", "1");
}

static void scales_multiply_value_and_step(void **state) {
  expect_number(*state, "2.35 billion euros", "2.35 billion", "2350000000", "10000000");
  expect_number(*state, "1.5bn", "1.5bn", "1500000000", "100000000");
  expect_number(*state, "320-million", "320-million", "320000000", "1000000");
  expect_number(*state, "3 lakh crore", "3 lakh crore", "3000000000000", "1000000000000");
  expect_number(*state, "3 dozen eggs", "3 dozen", "36", "12");
}

static void a_letter_is_a_scale_only_where_it_sticks_or_after_money(void **state) {
  syn_number number;
  char found[64];
  assert_true(read_number(*state, "5 m high", 0, &number, found, sizeof found));
  assert_string_equal(found, "5");
  assert_true(read_number(*state, "5 m high", SYN_NUMBER_READ_MONEY, &number, found, sizeof found));
  assert_string_equal(found, "5 m");
  assert_true(number.is_letter_scale);
}

static void words_are_added_and_multiplied(void **state) {
  expect_number(*state, "twenty-one guns", "twenty-one", "21", "1");
  expect_number(*state, "one hundred and five days", "one hundred and five", "105", "1");
  expect_number(*state, "two million three hundred thousand", "two million three hundred thousand", "2300000", "100000");
  expect_number(*state, "nineteen hundred", "nineteen hundred", "1900", "100");
  expect_number(*state, "two thousand and five", "two thousand and five", "2005", "1");
  expect_number(*state, "hundred thousand men", "hundred thousand", "100000", "100000");
  expect_number(*state, "a hundred", "a hundred", "100", "100");
  expect_number(*state, "a dozen", "a dozen", "12", "1");
  expect_number(*state, "two point five metres", "two point five", "2.5", "0.1");
  expect_number(*state, "minus five", "minus five", "-5", "1");
}

static void a_word_that_cannot_follow_ends_the_number(void **state) {
  expect_number(*state, "two three", "two", "2", "1");
  expect_number(*state, "twenty and two", "twenty", "20", "1");
  expect_number(*state, "five and six", "five", "5", "1");
}

static void fractions_are_read_alone_and_with_scales(void **state) {
  expect_number(*state, "half a million", "half a million", "500000", "100000");
  expect_number(*state, "a quarter of a million", "a quarter of a million", "250000", "10000");
  expect_number(*state, "half a dozen", "half a dozen", "6", "1.2");
  expect_number(*state, "two-thirds", "two-thirds", "0.666667", "0.000001");
  expect_number(*state, "3/4 cup", "3/4", "0.75", "0.01");
  expect_number(*state, "2 1/2 miles", "2 1/2", "2.5", "0.1");
  expect_number(*state, "2½ miles", "2½", "2.5", "0.1");
  expect_number(*state, "two and a half million", "two and a half million", "2500000", "100000");
  expect_number(*state, "one million and a half", "one million and a half", "1500000", "100000");
}

static void exponents_follow_figures(void **state) {
  expect_number(*state, "1.2e6 tonnes", "1.2e6", "1200000", "100000");
  expect_number(*state, "-12e-1", "-12e-1", "-1.2", "0.1");
  expect_number(*state, "6.23x10^-4", "6.23x10^-4", "0.000623", "0.000001");
  expect_none(*state, "1e99 men");
}

static void plain_spaces_are_between_groups_where_there_are_two_or_noughts(void **state) {
  expect_number(*state, "1 234 567 people", "1 234 567", "1234567", "1");
  expect_number(*state, "150 000 people", "150 000", "150000", "1");
  expect_number(*state, "17 300 people", "17", "17", "1");
}

static void smaller_parts_follow_a_scale(void **state) {
  expect_number(*state, "3 lakh 50 thousand voters", "3 lakh 50 thousand", "350000", "1000");
  expect_number(*state, "4 thousand 3 hundred and 21", "4 thousand 3 hundred and 21", "4321", "1");
  expect_number(*state, "3 million 200 men", "3 million", "3000000", "1000000");
  expect_number(*state, "a hundred and five thousand", "a hundred and five thousand", "105000", "1000");
}

static void fractions_stand_beside_whole_numbers_and_scales(void **state) {
  expect_number(*state, "one hundred and three quarters", "one hundred and three quarters", "100.75", "0.01");
  expect_number(*state, "five billion and three quarters", "five billion and three quarters", "5750000000", "10000000");
  expect_number(*state, "one billion and a half million", "one billion and a half million", "1000500000", "100000");
  expect_number(*state, "twenty-three fifths", "twenty-three fifths", "4.6", "0.1");
  expect_number(*state, "quarter million", "quarter million", "250000", "10000");
  expect_number(*state, "two hundred point seventy-one", "two hundred point seventy-one", "200.71", "0.01");
}

static void a_pointer_makes_one_a_pronoun(void **state) {
  syn_piece_array pieces = {0};
  fixture *made = *state;
  syn_number number;
  size_t skip;
  assert_int_equal(syn_pieces_cut(SYN_TEXT("this one"), 0, made->arena, &pieces), SYN_OK);
  assert_false(syn_number_read(&made->words, pieces.items, pieces.count, 1, 0, &number, &skip));
}

static void ordinals_are_marked(void **state) {
  syn_number number;
  char found[64];
  const char *const texts[] = {"21st", "twenty-first", "third", "hundred and fifth"};
  for (size_t i = 0; i < 3; i++) {
    assert_true(read_number(*state, texts[i], 0, &number, found, sizeof found));
    assert_string_equal(found, texts[i]);
    assert_true(number.is_ordinal);
  }
  assert_true(read_number(*state, "a third", 0, &number, found, sizeof found));
  assert_false(number.is_ordinal);
  assert_true(number.is_fraction);
}

static void dates_times_and_codes_are_no_numbers(void **state) {
  expect_none(*state, "12/05/2020");
  expect_none(*state, "2019-09-16");
  expect_none(*state, "10:30");
  expect_none(*state, "9/11");
  expect_none(*state, "192.168.0.1");
  expect_none(*state, "007");
  expect_none(*state, "12345678901234567890");
}

static void a_word_alone_is_no_number(void **state) {
  expect_none(*state, "million people");
  expect_none(*state, "hundred");
  expect_none(*state, "a man");
  expect_none(*state, "quarter");
  expect_none(*state, "");
}

static void quotients_and_powers_are_calculated_where_they_can_be_nothing_else(void **state) {
  expect_number(*state, "three over eight", "three over eight", "0.375", "0.001");
  expect_number(*state, "7 over 4.", "7 over 4", "1.75", "0.01");
  expect_number(*state, "3 over five years", "3", "3", "1");
  expect_number(*state, "two million over five", "two million", "2000000", "1000000");
  expect_number(*state, "two out of five ewes", "two out of five", "0.4", "0.1");
  expect_number(*state, "five out of two ewes", "five", "5", "1");
  expect_number(*state, "10^6 cells", "10^6", "1000000", "1");
  expect_number(*state, "-2.5^-2", "-2.5^-2", "-0.16", "0.01");
  expect_number(*state, "10 ^6", "10", "10", "1");
}

static void denominators_may_have_several_words(void **state) {
  syn_number number;
  char found[64];
  expect_number(*state, "three twenty-fifths", "three twenty-fifths", "0.12", "0.01");
  expect_number(*state, "one hundred forty fifths", "one hundred forty fifths", "2.22222222222", "0.00000000001");
  expect_number(*state, "one hundred and forty fifths", "one hundred and forty fifths", "28", "1");
  expect_number(*state, "a twenty-fifth", "a twenty-fifth", "0.04", "0.01");
  expect_none(*state, "a twenty-fifth birthday");
  expect_number(*state, "five billionths", "five billionths", "0.000000005", "0.000000001");
  assert_true(read_number(*state, "one twenty-fifth birthday", 0, &number, found, sizeof found));
  assert_string_equal(found, "one");
}

static void what_stands_without_spaces_may_be_a_list(void **state) {
  expect_number(*state, "12,14,16", "12", "12", "1");
  expect_number(*state, "3 hundred and seven goats", "3 hundred and seven", "307", "1");
  expect_number(*state, "nought point eleven", "nought point eleven", "0.11", "0.01");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_are_read_with_groups_and_decimals),
      cmocka_unit_test(a_comma_that_makes_no_groups_ends_nothing),
      cmocka_unit_test(scales_multiply_value_and_step),
      cmocka_unit_test(a_letter_is_a_scale_only_where_it_sticks_or_after_money),
      cmocka_unit_test(words_are_added_and_multiplied),
      cmocka_unit_test(a_word_that_cannot_follow_ends_the_number),
      cmocka_unit_test(quotients_and_powers_are_calculated_where_they_can_be_nothing_else),
      cmocka_unit_test(denominators_may_have_several_words),
      cmocka_unit_test(what_stands_without_spaces_may_be_a_list),
      cmocka_unit_test(fractions_are_read_alone_and_with_scales),
      cmocka_unit_test(exponents_follow_figures),
      cmocka_unit_test(plain_spaces_are_between_groups_where_there_are_two_or_noughts),
      cmocka_unit_test(smaller_parts_follow_a_scale),
      cmocka_unit_test(fractions_stand_beside_whole_numbers_and_scales),
      cmocka_unit_test(a_pointer_makes_one_a_pronoun),
      cmocka_unit_test(ordinals_are_marked),
      cmocka_unit_test(dates_times_and_codes_are_no_numbers),
      cmocka_unit_test(a_word_alone_is_no_number),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
