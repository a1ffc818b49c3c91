#include "article/page_date.h"
#include "article_setup.h"
#include "records/calendar.h"
#include "synoptic/calendar.h"

static void expect_date(const char *text, const char *language, const char *wanted) {
  syn_interval interval;
  char got[SYN_MOMENT_TEXT_SIZE] = "none";
  syn_status status = syn_date_read(&extractor->date_words, syn_text_from(text), syn_text_from(language), arena, &interval);
  if (status == SYN_OK) syn_moment_format(interval.from, got);
  if (strcmp(got, wanted) != 0) fail_msg("'%s' in '%s': got %s, wanted %s", text, language, got, wanted);
}

static void dates_in_words_are_read_in_the_order_of_each_language(void **state) {
  expect_date("16 September 2019", "en", "2019-09-16");
  expect_date("Sept. 16, 2019, 9:15 a.m.", "en", "2019-09-16");
  expect_date("Monday, September 16th, 2019", "en", "2019-09-16");
  expect_date("Montag, den 14. Oktober 2019", "de", "2019-10-14");
  expect_date("le 1er mars 2018", "fr", "2018-03-01");
  expect_date("16 de septiembre de 2019", "es", "2019-09-16");
  expect_date("2019年9月16日", "zh", "2019-09-16");
}

static void numeric_dates_follow_the_language_where_both_orders_are_days(void **state) {
  expect_date("03/04/2021", "en", "2021-03-04");
  expect_date("03/04/2021", "fr", "2021-04-03");
  expect_date("03.04.2021", "de", "2021-04-03");
  expect_date("25/12/2021", "en", "2021-12-25");
}

static void machine_forms_keep_their_time(void **state) {
  expect_date("2019-09-16T10:00:00+02:00", "", "2019-09-16T10:00:00+02:00");
  expect_date("1568629200", "", "2019-09-16T10:20:00Z");
  expect_date("Mon, 16 Sep 2019 10:00:00 GMT", "", "2019-09-16T10:00:00Z");
  expect_date("Mon, 16 Sep 2019 10:00:00 -0500", "", "2019-09-16T10:00:00-05:00");
  expect_date("Mon, 16 Sep 2019 25:00:00 GMT", "", "2019-09-16");
}

static void what_is_no_whole_day_is_no_date(void **state) {
  expect_date("September 2019", "en", "none");
  expect_date("2020", "en", "none");
  expect_date("31.02.2020", "de", "none");
  expect_date("14 men and 20 women", "en", "none");
  expect_date("on page 9 of 14, 2020 of them", "en", "none");
  expect_date("14 September 1789", "en", "none");
  expect_date("Yesterday, 10 May (11:05)", "en", "none");
  expect_date("10 May 11:05", "en", "none");
}

static void a_carrier_may_state_a_day_before_there_were_pages(void **state) {
  syn_interval interval;
  assert_true(syn_date_of_carrier(SYN_TEXT("1931-03-11"), &interval));
  assert_int_equal(interval.from.day, syn_calendar_day(1931, 3, 11));
  assert_true(syn_date_of_carrier(SYN_TEXT(" 1987-02-26T15:01:01 "), &interval));
  assert_int_equal(interval.from.day, syn_calendar_day(1987, 2, 26));
  assert_int_equal(interval.from.second, 15 * 3600 + 61);
  assert_false(syn_date_of_carrier(SYN_TEXT("1970-01-01"), &interval));
  assert_false(syn_date_of_carrier(SYN_TEXT("1970-01-01T00:00:00Z"), &interval));
  assert_false(syn_date_of_carrier(SYN_TEXT("0001-01-01"), &interval));
  assert_false(syn_date_of_carrier(SYN_TEXT("1987-02"), &interval));
  assert_false(syn_date_of_carrier((syn_text){0}, &interval));
  expect_date("1987-02-26", "", "none");
}

static void addresses_carry_days(void **state) {
  syn_interval interval;
  assert_true(syn_date_of_url(SYN_TEXT("https://a.example/2019/09/16/storm"), &interval));
  assert_int_equal(interval.from.day, syn_calendar_day(2019, 9, 16));
  assert_true(syn_date_of_url(SYN_TEXT("https://a.example/news/20190916.html"), &interval));
  assert_int_equal(interval.from.day, syn_calendar_day(2019, 9, 16));
  assert_true(syn_date_of_url(SYN_TEXT("https://a.example/news/16-09-2019"), &interval));
  assert_int_equal(interval.from.day, syn_calendar_day(2019, 9, 16));
  assert_false(syn_date_of_url(SYN_TEXT("https://a.example/2020/13/40/storm"), &interval));
  assert_false(syn_date_of_url(SYN_TEXT("https://a.example/201909161234567"), &interval));
  assert_false(syn_date_of_url((syn_text){0}, &interval));
}

RUN(cmocka_unit_test(dates_in_words_are_read_in_the_order_of_each_language),
    cmocka_unit_test(numeric_dates_follow_the_language_where_both_orders_are_days), cmocka_unit_test(machine_forms_keep_their_time),
    cmocka_unit_test(what_is_no_whole_day_is_no_date), cmocka_unit_test(a_carrier_may_state_a_day_before_there_were_pages),
    cmocka_unit_test(addresses_carry_days))
