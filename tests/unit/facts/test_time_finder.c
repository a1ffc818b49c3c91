#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/finder.h"
#include "make_document.h"
#include "records/calendar.h"

static syn_world *world;
static syn_fact_finder *finder;

static int open_finder(void **state) {
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK) fail_msg("%s", error.text);
  if (syn_fact_finder_create(NULL, world, &finder, &error) != SYN_OK) fail_msg("%s", error.text);
  return 0;
}

static int close_finder(void **state) {
  syn_fact_finder_destroy(&finder);
  syn_world_close(&world);
  return 0;
}

static syn_facts find(const test_document *made) {
  syn_facts facts;
  syn_error error;
  if (syn_facts_find(finder, &made->document, made->arena, &facts, &error) != SYN_OK) fail_msg("%s", error.text);
  return facts;
}

/* Checks words, value and, where `from` is not NULL, the resolved days of one time. */
static void check_time(const test_document *made, const syn_time *time, const char *words, const char *value, const char *from,
                       const char *to) {
  char text[SYN_MOMENT_TEXT_SIZE];
  assert_string_equal(span_words(made, time->span), words);
  assert_true(syn_text_equal(time->value, syn_text_from(value)) || (print_error("value: %.*s\n", SYN_TEXT_ARGUMENTS(time->value)), 0));
  if (from == NULL) {
    assert_int_equal(time->interval.basis, SYN_BASIS_NONE);
    return;
  }
  assert_int_equal(time->interval.basis, SYN_BASIS_TEXT);
  syn_moment_format(time->interval.from, text);
  assert_string_equal(text, from);
  syn_moment_format(time->interval.to, text);
  assert_string_equal(text, to);
}

/* One sentence, one time in it. */
static void check_one(const char *published, const char *notation, const char *words, const char *value, const char *from, const char *to) {
  test_document made;
  make_document(&made, published, notation);
  syn_facts facts = find(&made);
  assert_int_equal(facts.time_count, 1);
  check_time(&made, &facts.times[0], words, value, from, to);
  free_document(&made);
}

static void check_none(const char *notation) {
  test_document made;
  make_document(&made, "2021-03-10", notation);
  assert_int_equal(find(&made).time_count, 0);
  free_document(&made);
}

/* 2021-03-10 is a Wednesday. */

static void reads_full_dates_in_several_orders(void **state) {
  check_one(NULL, "on/ADP 14/NUM June/PROPN 2019/NUM", "14 June 2019", "2019-06-14", "2019-06-14", "2019-06-14");
  check_one(NULL, "on/ADP Friday/PROPN , June/PROPN 14/NUM , 2019/NUM", "Friday, June 14, 2019", "2019-06-14", "2019-06-14", "2019-06-14");
  check_one(NULL, "the/DET 3rd/ADJ of/ADP Sept./PROPN 2019/NUM", "3rd of Sept. 2019", "2019-09-03", "2019-09-03", "2019-09-03");
  check_one(NULL, "on/ADP 2019-06-14/NUM", "2019-06-14", "2019-06-14", "2019-06-14", "2019-06-14");
  check_one(NULL, "on/ADP 14.6.2019/NUM", "14.6.2019", "2019-06-14", "2019-06-14", "2019-06-14");
}

static void leaves_out_days_that_do_not_exist(void **state) {
  check_none("on/ADP 31.6.2019/NUM");
}

static void abstains_where_day_and_month_could_be_exchanged(void **state) {
  check_none("on/ADP 3/4/2019/NUM");
  check_one(NULL, "on/ADP 13/4/2019/NUM", "13/4/2019", "2019-04-13", "2019-04-13", "2019-04-13");
}

static void keeps_dates_without_a_year_partial(void **state) {
  check_one(NULL, "They/PRON met/VERB/meet/past+finite on/ADP May/PROPN 31/NUM", "May 31", "XXXX-05-31", NULL, NULL);
}

static void resolves_dates_without_a_year_by_tense(void **state) {
  check_one("2021-03-10", "They/PRON met/VERB/meet/past+finite on/ADP July/PROPN 31/NUM", "July 31", "XXXX-07-31", "2020-07-31",
            "2020-07-31");
  check_one("2021-03-10", "They/PRON will/AUX/will/finite+modal meet/VERB/meet/infinitive on/ADP May/PROPN 31/NUM", "May 31", "XXXX-05-31",
            "2021-05-31", "2021-05-31");
}

static void takes_a_near_day_rather_than_one_long_past(void **state) {
  check_one("2021-03-10", "The/DET talks/NOUN were/AUX/be/past+finite due/ADJ for/ADP April/PROPN 2/NUM", "April 2", "XXXX-04-02",
            "2021-04-02", "2021-04-02");
}

static void lets_tense_decide_the_side_of_a_weekday(void **state) {
  check_one("2021-03-10", "They/PRON met/VERB/meet/past+finite on/ADP Monday/PROPN", "Monday", "XXXX-WXX-1", "2021-03-08", "2021-03-08");
  check_one("2021-03-10",
            "She/PRON said/VERB/say/past+finite they/PRON would/AUX/would/finite+modal meet/VERB/meet/infinitive on/ADP Monday/PROPN",
            "Monday", "XXXX-WXX-1", "2021-03-15", "2021-03-15");
  check_one("2021-03-10", "They/PRON agreed/VERB/agree/past+finite to/PART meet/VERB/meet/infinitive on/ADP Monday/PROPN", "Monday",
            "XXXX-WXX-1", "2021-03-15", "2021-03-15");
}

static void takes_the_day_itself_for_its_weekday(void **state) {
  check_one("2021-03-10", "They/PRON met/VERB/meet/past+finite on/ADP Wednesday/PROPN", "Wednesday", "XXXX-WXX-3", "2021-03-10",
            "2021-03-10");
  check_one("2021-03-10", "They/PRON met/VERB/meet/past+finite last/ADJ Wednesday/PROPN", "last Wednesday", "XXXX-WXX-3", "2021-03-03",
            "2021-03-03");
}

static void reads_ranges_of_days(void **state) {
  check_one("2021-03-10", "the/DET summit/NOUN of/ADP August/PROPN 3-4/NUM was/AUX/be/past+finite", "August 3-4", "XXXX-08-03/XXXX-08-04",
            "2020-08-03", "2020-08-04");
  check_one(NULL, "from/ADP 30/NUM December/PROPN to/ADP 2/NUM January/PROPN 2020/NUM", "30 December to 2 January 2020",
            "2019-12-30/2020-01-02", "2019-12-30", "2020-01-02");
}

static void counts_from_the_day_of_publication(void **state) {
  check_one("2021-03-10", "yesterday/NOUN", "yesterday", "2021-03-09", "2021-03-09", "2021-03-09");
  check_one("2021-03-10", "two/NUM weeks/NOUN ago/ADV", "two weeks ago", "2021-W08", "2021-02-22", "2021-02-28");
  check_one("2021-03-10", "last/ADJ month/NOUN", "last month", "2021-02", "2021-02-01", "2021-02-28");
  check_one("2021-03-10", "next/ADJ year/NOUN", "next year", "2022", "2022-01-01", "2022-12-31");
  check_one("2021-03-10", "twenty-four/NUM years/NOUN ago/ADV", "twenty-four years ago", "1997", "1997-01-01", "1997-12-31");
}

static void leaves_relative_times_open_without_a_day_of_publication(void **state) {
  check_one(NULL, "yesterday/NOUN", "yesterday", "XXXX-XX-XX", NULL, NULL);
}

static void gives_the_union_for_a_publication_within_several_days(void **state) {
  check_one("2021-03", "yesterday/NOUN", "yesterday", "XXXX-XX-XX", "2021-02-28", "2021-03-30");
}

static void knows_lengths_from_dates(void **state) {
  check_one("2021-03-10", "for/ADP 17/NUM years/NOUN", "17 years", "P17Y", NULL, NULL);
  check_one("2021-03-10", "a/DET two/NUM -/PUNCT week/NOUN trip/NOUN", "two - week", "P2W", NULL, NULL);
  check_one("2021-03-10", "more/ADJ than/ADP four/NUM hours/NOUN", "four hours", "PT4H", NULL, NULL);
  check_one("2021-03-10", "in/ADP recent/ADJ months/NOUN", "recent months", "PXM", NULL, NULL);
}

static void tells_years_from_other_figures(void **state) {
  check_one(NULL, "since/ADP 2014/NUM ./PUNCT", "2014", "2014", "2014-01-01", "2014-12-31");
  check_none("some/DET 2014/NUM people/NOUN/person/plural");
  check_none("$/SYM 2014/NUM");
}

static void reads_decades_and_centuries(void **state) {
  check_one(NULL, "in/ADP the/DET 1990s/NOUN", "the 1990s", "199", "1990-01-01", "1999-12-31");
  check_one(NULL, "in/ADP the/DET 19th/ADJ century/NOUN", "the 19th century", "18", "1801-01-01", "1900-12-31");
}

static void counts_from_another_time_in_the_text(void **state) {
  test_document made;
  make_document(&made, NULL,
                "He/PRON left/VERB/leave/past+finite on/ADP 14/NUM June/PROPN 2019/NUM ./PUNCT\n"
                "The/DET next/ADJ day/NOUN he/PRON returned/VERB/return/past+finite ./PUNCT");
  syn_facts facts = find(&made);
  assert_int_equal(facts.time_count, 2);
  check_time(&made, &facts.times[1], "The next day", "XXXX-XX-XX", "2019-06-15", "2019-06-15");
  free_document(&made);
}

static void joins_the_hour_to_its_day(void **state) {
  check_one(NULL, "on/ADP 14/NUM June/PROPN 2019/NUM at/ADP 10:30/NUM", "14 June 2019 at 10:30", "2019-06-14T10:30", "2019-06-14T10:30:00",
            "2019-06-14T10:30:00");
  check_one(NULL, "at/ADP 3/NUM p.m./NOUN", "3 p.m.", "T15:00", NULL, NULL);
}

static void reads_what_comes_again(void **state) {
  check_one(NULL, "every/DET Monday/PROPN", "every Monday", "XXXX-WXX-1", NULL, NULL);
  check_one(NULL, "twice/ADV a/DET year/NOUN", "twice a year", "P1Y", NULL, NULL);
}

static void finds_times_in_titles_and_captions(void **state) {
  test_document made;
  make_document(
      &made, NULL,
      "title: Talks/NOUN in/ADP June/PROPN 2019/NUM\nNothing/PRON here/ADV ./PUNCT\ncaption: Seen/VERB on/ADP 14/NUM June/PROPN 2019/NUM");
  syn_facts facts = find(&made);
  assert_int_equal(facts.time_count, 2);
  assert_int_equal(facts.times[0].span.field, SYN_FIELD_TITLE);
  assert_int_equal(facts.times[1].span.field, SYN_FIELD_CAPTION);
  free_document(&made);
}

static void does_not_take_a_verb_for_a_month(void **state) {
  check_none("They/PRON may/AUX go/VERB");
  check_none("May/AUX they/PRON go/VERB");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_full_dates_in_several_orders),
      cmocka_unit_test(leaves_out_days_that_do_not_exist),
      cmocka_unit_test(abstains_where_day_and_month_could_be_exchanged),
      cmocka_unit_test(keeps_dates_without_a_year_partial),
      cmocka_unit_test(resolves_dates_without_a_year_by_tense),
      cmocka_unit_test(takes_a_near_day_rather_than_one_long_past),
      cmocka_unit_test(lets_tense_decide_the_side_of_a_weekday),
      cmocka_unit_test(takes_the_day_itself_for_its_weekday),
      cmocka_unit_test(reads_ranges_of_days),
      cmocka_unit_test(counts_from_the_day_of_publication),
      cmocka_unit_test(leaves_relative_times_open_without_a_day_of_publication),
      cmocka_unit_test(gives_the_union_for_a_publication_within_several_days),
      cmocka_unit_test(knows_lengths_from_dates),
      cmocka_unit_test(tells_years_from_other_figures),
      cmocka_unit_test(reads_decades_and_centuries),
      cmocka_unit_test(counts_from_another_time_in_the_text),
      cmocka_unit_test(joins_the_hour_to_its_day),
      cmocka_unit_test(reads_what_comes_again),
      cmocka_unit_test(finds_times_in_titles_and_captions),
      cmocka_unit_test(does_not_take_a_verb_for_a_month),
  };
  return cmocka_run_group_tests(tests, open_finder, close_finder);
}
