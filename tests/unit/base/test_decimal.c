#include "base_test.h"

#include "synoptic/decimal.h"

__extension__ typedef __int128 wide;

static syn_decimal parse(const char *text) {
  syn_decimal decimal = {0};
  assert_int_equal(syn_decimal_parse(syn_text_from(text), &decimal), SYN_OK);
  return decimal;
}

static void assert_same(syn_decimal a, syn_decimal b) {
  assert_true(a.digits == b.digits);
  assert_int_equal(a.exponent, b.exponent);
}

static void numbers_are_read_and_written_without_rounding(void **state) {
  (void)state;
  static const struct {
    const char *written, *read_back;
  } numbers[] = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e999", "0"},
      {"-12", "-12"},
      {"2.35", "2.35"},
      {"0.50", "0.5"},
      {"1e9", "1000000000"},
      {"2.35e9", "2350000000"},
      {"12E-1", "1.2"},
      {"1e+2", "100"},
      {"007", "7"},
      {"-0.05", "-0.05"},
      {"1e30", "1000000000000000000000000000000"},
      {"1e-30", "0.000000000000000000000000000001"},
      {"123456789012345678", "123456789012345678"},
      {"123456789012345678000", "123456789012345678000"},
      {"0.000000000000123456789012345678", "0.000000000000123456789012345678"},
      {"1.0000000000000000000000000000000000000000000000", "1"},
      {"100.10", "100.1"},
      {"-999999999999999999e30", "-999999999999999999000000000000000000000000000000"},
  };
  for (size_t i = 0; i < COUNT_OF(numbers); i++) {
    char text[SYN_DECIMAL_TEXT_SIZE];
    size_t size = syn_decimal_format(parse(numbers[i].written), text);
    assert_string_equal(text, numbers[i].read_back);
    assert_int_equal(size, strlen(text));
  }
}

static void what_is_no_number_is_refused(void **state) {
  (void)state;
  static const char *const wrong[] = {"",   "-",  "+1",   ".5",  "5.",    "1.e5", "1e",    "1e-", "1,000",
                                      " 1", "1 ", "0x10", "nan", "1.2.3", "--1",  "1e1.5", "1-"};
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    syn_decimal decimal = {5, 5};
    assert_int_equal(syn_decimal_parse(syn_text_from(wrong[i]), &decimal), SYN_BAD_INPUT);
    assert_same(decimal, (syn_decimal){5, 5});
  }
}

static void what_is_too_long_or_too_large_is_a_limit(void **state) {
  (void)state;
  static const char *const wrong[] = {"1234567890123456789",
                                      "1.000000000000000000000000000000000000000000000000000000000001",
                                      "1e31",
                                      "1e-31",
                                      "1e99999999999999999999999999",
                                      "-1e-99999999999999999999999999",
                                      "0.0000000000000000000000000000001",
                                      "1000000000000000001000"};
  for (size_t i = 0; i < COUNT_OF(wrong); i++) {
    syn_decimal decimal;
    assert_int_equal(syn_decimal_parse(syn_text_from(wrong[i]), &decimal), SYN_LIMIT);
  }
}

static void making_gives_the_canonical_form(void **state) {
  (void)state;
  syn_decimal decimal = {0};
  assert_int_equal(syn_decimal_make(-12500, 3, &decimal), SYN_OK);
  assert_same(decimal, (syn_decimal){-125, 5});
  assert_int_equal(syn_decimal_make(0, INT32_MIN, &decimal), SYN_OK);
  assert_same(decimal, (syn_decimal){0, 0});
  assert_int_equal(syn_decimal_make(1000, -32, &decimal), SYN_OK);
  assert_same(decimal, (syn_decimal){1, -29});
  assert_int_equal(syn_decimal_make(10, 30, &decimal), SYN_LIMIT);
  assert_int_equal(syn_decimal_make(10, INT32_MAX, &decimal), SYN_LIMIT);
  assert_int_equal(syn_decimal_make(INT64_MIN, 0, &decimal), SYN_LIMIT);
  assert_int_equal(syn_decimal_make(INT64_MAX, 0, &decimal), SYN_OK);
}

/* A random number whose value in units of 10^-9 fits 128 bits. */
static syn_decimal random_decimal(uint64_t *random, wide *out_value) {
  int64_t digits = (int64_t)(random_next(random) >> (1 + random_below(random, 62)));
  if (random_below(random, 4) == 0) digits = (int64_t)random_below(random, 12); /* many equal and near ones */
  if (random_below(random, 2)) digits = -digits;
  int32_t exponent = (int32_t)random_below(random, 19) - 9;
  syn_decimal decimal = {0};
  assert_int_equal(syn_decimal_make(digits, exponent, &decimal), SYN_OK);
  wide value = digits;
  for (int32_t i = -9; i < exponent; i++) value *= 10;
  *out_value = value;
  return decimal;
}

static void comparison_agrees_with_wide_integers(void **state) {
  (void)state;
  uint64_t random = 21;
  size_t equal_count = 0;
  for (int round = 0; round < 200000; round++) {
    wide value_a, value_b;
    syn_decimal a = random_decimal(&random, &value_a), b = random_decimal(&random, &value_b);
    int expected = (value_a > value_b) - (value_a < value_b), found = syn_decimal_compare(a, b);
    assert_int_equal((found > 0) - (found < 0), expected);
    equal_count += expected == 0;
  }
  assert_true(equal_count > 100);
}

static void comparison_works_across_the_whole_range(void **state) {
  (void)state;
  static const char *const rising[] = {"-999999999999999999e30",
                                       "-1e30",
                                       "-1",
                                       "-1e-30",
                                       "0",
                                       "1e-30",
                                       "999999999999999999e-30",
                                       "0.1",
                                       "0.999999999999999999",
                                       "1",
                                       "999999999999999999",
                                       "1e18",
                                       "1e30",
                                       "999999999999999999e30"};
  for (size_t a = 0; a < COUNT_OF(rising); a++)
    for (size_t b = 0; b < COUNT_OF(rising); b++) {
      int found = syn_decimal_compare(parse(rising[a]), parse(rising[b]));
      assert_int_equal((found > 0) - (found < 0), (a > b) - (a < b));
    }
}

/* Whether `value` * 10^exponent is a decimal, and which: the twin of the canonical form. */
static bool naive_decimal(wide value, int exponent, syn_decimal *out_decimal) {
  if (value == 0) exponent = 0;
  while (value && value % 10 == 0) value /= 10, exponent++;
  *out_decimal = (syn_decimal){(int64_t)value, exponent};
  return value >= -INT64_MAX && value <= INT64_MAX && exponent >= -30 && exponent <= 30;
}

static void addition_agrees_with_wide_integers(void **state) {
  (void)state;
  uint64_t random = 22;
  size_t limit_count = 0;
  for (int round = 0; round < 100000; round++) {
    wide value_a, value_b;
    syn_decimal a = random_decimal(&random, &value_a), b = random_decimal(&random, &value_b), expected, sum = {0};
    bool fits = naive_decimal(value_a + value_b, -9, &expected);
    assert_int_equal(syn_decimal_add(a, b, &sum), fits ? SYN_OK : SYN_LIMIT);
    if (fits) assert_same(sum, expected);
    limit_count += !fits;
  }
  assert_true(limit_count > 100);
}

static void multiplication_agrees_with_wide_integers(void **state) {
  (void)state;
  uint64_t random = 23;
  size_t limit_count = 0;
  for (int round = 0; round < 100000; round++) {
    wide unused;
    syn_decimal a = random_decimal(&random, &unused), b = random_decimal(&random, &unused), expected, product = {0};
    bool fits = naive_decimal((wide)a.digits * b.digits, a.exponent + b.exponent, &expected);
    assert_int_equal(syn_decimal_multiply(a, b, &product), fits ? SYN_OK : SYN_LIMIT);
    if (fits) assert_same(product, expected);
    limit_count += !fits;
  }
  assert_true(limit_count > 100);
}

static void sums_of_far_numbers_are_a_limit_and_zero_changes_nothing(void **state) {
  (void)state;
  syn_decimal sum = {0};
  assert_int_equal(syn_decimal_add(parse("1e30"), parse("1e-30"), &sum), SYN_LIMIT);
  assert_int_equal(syn_decimal_add(parse("1e30"), parse("0"), &sum), SYN_OK);
  assert_same(sum, parse("1e30"));
  assert_int_equal(syn_decimal_add(parse("1e30"), syn_decimal_negate(parse("1e30")), &sum), SYN_OK);
  assert_same(sum, parse("0"));
}

static void the_nearest_double_is_given(void **state) {
  (void)state;
  assert_true(syn_decimal_to_double(parse("0.1")) == 0.1);
  assert_true(syn_decimal_to_double(parse("-2.35e9")) == -2.35e9);
  assert_true(syn_decimal_to_double(parse("123456789012345678")) == 123456789012345678.0);
  assert_true(syn_decimal_to_double(parse("7e-30")) == 7e-30);
  assert_true(syn_decimal_to_double(parse("0")) == 0);
}

static void writing_and_reading_are_inverse(void **state) {
  (void)state;
  uint64_t random = 24;
  for (int round = 0; round < 50000; round++) {
    int64_t digits = (int64_t)(random_next(&random) % 1000000000000000000u) - 500000000000000000;
    syn_decimal decimal = {0}, back = {0};
    if (syn_decimal_make(digits >> random_below(&random, 60), (int32_t)random_below(&random, 61) - 30, &decimal) != SYN_OK) continue;
    char text[SYN_DECIMAL_TEXT_SIZE];
    size_t size = syn_decimal_format(decimal, text);
    assert_int_equal(syn_decimal_parse((syn_text){text, size}, &back), SYN_OK);
    assert_same(back, decimal);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(numbers_are_read_and_written_without_rounding),
      cmocka_unit_test(what_is_no_number_is_refused),
      cmocka_unit_test(what_is_too_long_or_too_large_is_a_limit),
      cmocka_unit_test(making_gives_the_canonical_form),
      cmocka_unit_test(comparison_agrees_with_wide_integers),
      cmocka_unit_test(comparison_works_across_the_whole_range),
      cmocka_unit_test(addition_agrees_with_wide_integers),
      cmocka_unit_test(multiplication_agrees_with_wide_integers),
      cmocka_unit_test(sums_of_far_numbers_are_a_limit_and_zero_changes_nothing),
      cmocka_unit_test(the_nearest_double_is_given),
      cmocka_unit_test(writing_and_reading_are_inverse),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
