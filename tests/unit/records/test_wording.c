/* Values, dates, outlets and sentences as a reader sees them. */
#include "sample.h"

#include "records/wording.h"

static void assert_reading(const char *value, const char *value_to, const char *unit, syn_bound bound, const char *expected) {
  syn_reading reading = {
      .is_number = true, .value = sample_decimal(value), .unit = syn_text_from(unit), .bound = bound, .has_value_to = value_to != NULL};
  if (value_to) reading.value_to = sample_decimal(value_to);
  syn_buffer text;
  syn_buffer_init(&text, 4096);
  syn_wording_reading(&text, &reading);
  syn_buffer_add_byte(&text, '\0');
  assert_string_equal(text.data, expected);
  syn_buffer_clear(&text);
}

static void numbers_are_grouped_or_shortened_without_loss(void **state) {
  (void)state;
  assert_reading("7", NULL, "", SYN_BOUND_EXACT, "7");
  assert_reading("412", NULL, "protester", SYN_BOUND_EXACT, "412");
  assert_reading("1500", NULL, "", SYN_BOUND_EXACT, "1,500");
  assert_reading("90000", NULL, "person", SYN_BOUND_ABOUT, "about 90,000 people");
  assert_reading("1000000", NULL, "", SYN_BOUND_EXACT, "1 million");
  assert_reading("999999", NULL, "", SYN_BOUND_EXACT, "999,999");
  assert_reading("1234567", NULL, "", SYN_BOUND_EXACT, "1,234,567");
  assert_reading("1234500", NULL, "", SYN_BOUND_EXACT, "1,234,500");
  assert_reading("1234000", NULL, "", SYN_BOUND_EXACT, "1.234 million");
  assert_reading("1234567891", NULL, "", SYN_BOUND_EXACT, "1,234,567,891");
  assert_reading("3000000000000", NULL, "", SYN_BOUND_EXACT, "3 trillion");
  assert_reading("7000000000000000000", NULL, "", SYN_BOUND_EXACT, "7,000,000 trillion");
  assert_reading("-2500000", NULL, "", SYN_BOUND_EXACT,
                 "\xE2\x88\x92"
                 "2.5 million");
  assert_reading("0.05", NULL, "", SYN_BOUND_EXACT, "0.05");
  assert_reading("12345.678", NULL, "", SYN_BOUND_EXACT, "12,345.678");
}

static void money_has_its_sign_or_its_code(void **state) {
  (void)state;
  assert_reading("2600000000", NULL, "USD", SYN_BOUND_EXACT, "$2.6 billion");
  assert_reading("2350000000", NULL, "EUR", SYN_BOUND_AT_LEAST,
                 "at least \xE2\x82\xAC"
                 "2.35 billion");
  assert_reading("12", NULL, "GBP", SYN_BOUND_LESS_THAN,
                 "less than \xC2\xA3"
                 "12");
  assert_reading("40000000", NULL, "CNY", SYN_BOUND_NEARLY, "nearly CNY 40 million");
  assert_reading("2", "3.5", "USD", SYN_BOUND_BETWEEN, "$2 to $3.5");
}

static void the_sign_of_negative_money_goes_first(void **state) {
  (void)state;
  assert_reading("-5000000", NULL, "USD", SYN_BOUND_EXACT,
                 "\xE2\x88\x92"
                 "$5 million");
  assert_reading("-12", NULL, "CNY", SYN_BOUND_ABOUT,
                 "about \xE2\x88\x92"
                 "CNY 12");
}

static void units_are_said_in_words(void **state) {
  (void)state;
  assert_reading("17", NULL, "year", SYN_BOUND_EXACT, "17 years");
  assert_reading("1", NULL, "year", SYN_BOUND_EXACT, "1 year");
  assert_reading("60", NULL, "%", SYN_BOUND_MORE_THAN, "more than 60 %");
  assert_reading("400", NULL, "person", SYN_BOUND_MORE_THAN, "more than 400 people");
  assert_reading("5", "6", "km", SYN_BOUND_BETWEEN, "5 to 6 km");
  assert_reading("12", NULL, "car", SYN_BOUND_EXACT, "12");
  assert_reading("30", NULL,
                 "\xC2\xB0"
                 "C",
                 SYN_BOUND_EXACT,
                 "30 \xC2\xB0"
                 "C");
  assert_reading("9", NULL, "m\xC2\xB2", SYN_BOUND_EXACT, "9 m\xC2\xB2");
  assert_reading("2", NULL, "pp", SYN_BOUND_EXACT, "2 percentage points");
  assert_reading("40", NULL, "MWh", SYN_BOUND_EXACT, "40 MWh");
  assert_reading("3", NULL, "km/h", SYN_BOUND_AT_MOST, "at most 3 km/h");
  assert_reading("1", "2", "week", SYN_BOUND_BETWEEN, "1 to 2 weeks");
}

static void words_stand_in_quotation_marks(void **state) {
  syn_reading reading = {.words = SYN_TEXT("We lend")};
  syn_buffer text;
  (void)state;
  syn_buffer_init(&text, 4096);
  syn_wording_reading(&text, &reading);
  assert_true(syn_text_equal(syn_buffer_text(&text), SYN_TEXT("\xE2\x80\x9CWe lend\xE2\x80\x9D")));
  syn_buffer_clear(&text);
}

static void assert_interval(syn_interval interval, const char *expected) {
  syn_buffer text;
  syn_buffer_init(&text, 4096);
  syn_wording_interval(&text, interval);
  syn_buffer_add_byte(&text, '\0');
  assert_string_equal(text.data, expected);
  syn_buffer_clear(&text);
}

static void dates_say_no_more_than_is_known(void **state) {
  (void)state;
  syn_interval across = sample_days(2013, 5, 31, 31, SYN_BASIS_TEXT), year = sample_days(2020, 1, 1, 1, SYN_BASIS_TEXT);
  assert_interval(sample_days(2019, 9, 16, 16, SYN_BASIS_TEXT), "16 September 2019");
  assert_interval(sample_days(2019, 9, 16, 18, SYN_BASIS_TEXT), "16 – 18 September 2019");
  assert_interval(sample_days(2019, 9, 1, 30, SYN_BASIS_TEXT), "September 2019");
  across.to.day++;
  assert_interval(across, "31 May – 1 June 2013");
  year.to.day += 365;
  assert_interval(year, "2020");
  year.to.day++;
  assert_interval(year, "1 January 2020 – 1 January 2021");
  year.from.day = SYN_DAY_MINIMUM;
  assert_interval(year, "until 1 January 2021");
  year.to.day = SYN_DAY_MAXIMUM;
  assert_interval(year, "not stated");
  assert_interval((syn_interval){0}, "not stated");
  across.to.day = SYN_DAY_MAXIMUM;
  assert_interval(across, "from 31 May 2013");
}

static void assert_outlet(const char *outlet, const char *url, const char *source, const char *expected) {
  syn_article article = {.outlet = syn_text_from(outlet), .url = syn_text_from(url), .source = syn_text_from(source)};
  syn_text name = syn_wording_outlet(&article);
  if (!syn_text_equal(name, syn_text_from(expected))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(name), expected);
}

static void an_account_is_named_by_outlet_host_or_file(void **state) {
  (void)state;
  assert_outlet("The Lantern", "https://x.example/a", "a.html", "The Lantern");
  assert_outlet("", "https://www.lantern.example/a/b?c", "a.html", "lantern.example");
  assert_outlet("", "https://me:pw@lantern.example", "a.html", "lantern.example");
  assert_outlet("", "", "https://lantern.example/x", "lantern.example");
  assert_outlet("", "", "pages/may/harbour.html", "harbour.html");
  assert_outlet("", "", "pages/may/", "may");
  assert_outlet("", "", "-", "-");
  assert_outlet("", "no address", "", "");
}

static void assert_sentence(const char *text, const char *words, const char *expected) {
  syn_article article = {.text = syn_text_from(text)};
  syn_span span = syn_wording_sentence(&article, sample_span(&article, SYN_FIELD_TEXT, words));
  syn_text sentence = syn_article_words(&article, span);
  if (!syn_text_equal(sentence, syn_text_from(expected))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(sentence), expected);
}

static void a_sentence_ends_where_its_punctuation_does(void **state) {
  (void)state;
  const char *text = "Orla came. She saw 700 boats! \xE2\x80\x9CMany,\xE2\x80\x9D she said.\n\nThen Mr. B. Brandt left at 3.15 pm. Why?";
  assert_sentence(text, "came", "Orla came.");
  assert_sentence(text, "700", "She saw 700 boats!");
  assert_sentence(text, "Many", "\xE2\x80\x9CMany,\xE2\x80\x9D she said.");
  assert_sentence(text, "Brandt", "Then Mr. B. Brandt left at 3.15 pm.");
  assert_sentence(text, "Why", "Why?");
  assert_sentence(text, "came. She", "Orla came. She saw 700 boats!");
  assert_sentence("He said: \xE2\x80\x9CGo.\xE2\x80\x9D Nobody went.", "Nobody", "Nobody went.");
  assert_sentence("Wait\xE2\x80\xA6 and see. Then go.", "see", "Wait\xE2\x80\xA6 and see.");
  assert_sentence("no punctuation at all", "punctuation", "no punctuation at all");
}

static void a_sentence_in_a_title_stays_in_it(void **state) {
  (void)state;
  syn_article article = {.title = SYN_TEXT("Boats came"), .text = SYN_TEXT("Other words.")};
  syn_span span = syn_wording_sentence(&article, (syn_span){2, 99, SYN_FIELD_TITLE, 0});
  assert_int_equal(span.start, 0);
  assert_int_equal(span.end, 10);
  assert_int_equal(span.field, SYN_FIELD_TITLE);
  span = syn_wording_sentence(&article, (syn_span){0, 4, SYN_FIELD_CAPTION, 3});
  assert_int_equal(span.end, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_grouped_or_shortened_without_loss),
                                     cmocka_unit_test(money_has_its_sign_or_its_code),
                                     cmocka_unit_test(the_sign_of_negative_money_goes_first),
                                     cmocka_unit_test(units_are_said_in_words),
                                     cmocka_unit_test(words_stand_in_quotation_marks),
                                     cmocka_unit_test(dates_say_no_more_than_is_known),
                                     cmocka_unit_test(an_account_is_named_by_outlet_host_or_file),
                                     cmocka_unit_test(a_sentence_ends_where_its_punctuation_does),
                                     cmocka_unit_test(a_sentence_in_a_title_stays_in_it)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
