/* The order of what is dated by halves, and which days matter. */
#include "accounts.h"

#include "synopsis/timeline.h"

static syn_interval dated(const char *day) {
  syn_interval interval = test_day(day);
  interval.basis = SYN_BASIS_TEXT;
  return interval;
}

static syn_interval until(const char *day) {
  syn_interval interval = dated(day);
  interval.from.day = SYN_DAY_MINIMUM;
  return interval;
}

static const syn_interval undated = {.basis = SYN_BASIS_NONE};

static void a_month_stands_where_it_begins_behind_that_day_and_before_the_year(void **state) {
  (void)state;
  const syn_interval day = dated("2031-01-01"), month = dated("2031-01"), year = dated("2031"), later = dated("2031-01-02");
  assert_true(syn_timeline_compare(&day, &month) < 0);
  assert_true(syn_timeline_compare(&month, &year) < 0);
  assert_true(syn_timeline_compare(&year, &later) < 0);
  assert_int_equal(syn_timeline_compare(&month, &month), 0);
}

static void what_has_no_date_comes_last_and_what_has_no_beginning_stands_at_its_end(void **state) {
  (void)state;
  const syn_interval day = dated("2031-05-04"), before = dated("2031-05-03"), open = until("2031-05-04");
  assert_true(syn_timeline_compare(&day, &undated) < 0);
  assert_true(syn_timeline_compare(&undated, &day) > 0);
  assert_int_equal(syn_timeline_compare(&undated, &undated), 0);
  assert_true(syn_timeline_compare(&before, &open) < 0);
  assert_true(syn_timeline_compare(&day, &open) < 0); /* narrower */
}

static void a_month_meets_its_days_and_nothing_undated_does(void **state) {
  (void)state;
  const syn_interval month = dated("2031-05"), day = dated("2031-05-31"), next = dated("2031-06-01");
  assert_true(syn_timeline_meets(&month, day.from.day, day.to.day));
  assert_false(syn_timeline_meets(&month, next.from.day, next.to.day));
  assert_false(syn_timeline_meets(&undated, SYN_DAY_MINIMUM, SYN_DAY_MAXIMUM));
}

static void accounts_that_agree_give_the_narrowest_date_and_others_what_spans_them(void **state) {
  (void)state;
  bool differ = true;
  const syn_interval agreeing[] = {dated("2031-05"), undated, dated("2031-05-04"), dated("2031")};
  syn_interval joined = syn_timeline_join(agreeing, 4, &differ);
  assert_false(differ);
  assert_int_equal(joined.from.day, agreeing[2].from.day);
  assert_int_equal(joined.to.day, agreeing[2].to.day);
  const syn_interval differing[] = {dated("2031-05-06"), dated("2031-05-04")};
  joined = syn_timeline_join(differing, 2, &differ);
  assert_true(differ);
  assert_int_equal(joined.from.day, differing[1].from.day);
  assert_int_equal(joined.to.day, differing[0].to.day);
  joined = syn_timeline_join(&undated, 1, &differ);
  assert_false(differ);
  assert_int_equal(joined.basis, SYN_BASIS_NONE);
}

/* ---- days ---- */

typedef struct reporter {
  const char *published; /* NULL: not dated */
  uint32_t origin;
  const char *named[3];
} reporter;

static void read_all(fixture *f, syn_day_book *book, const reporter *reporters, size_t count) {
  syn_day_book_init(book, f->arena);
  for (unsigned r = 0; r < count; r++) {
    syn_day_account account = {.article = test_id("article", r, 0), .origin = reporters[r].origin};
    syn_day_name named[3];
    size_t named_count = 0;
    if (reporters[r].published) account.published = test_day(reporters[r].published);
    for (unsigned n = 0; n < 3 && reporters[r].named[n]; n++)
      named[named_count++] = (syn_day_name){test_day(reporters[r].named[n]).from.day, {n, n + 1, SYN_FIELD_TEXT, 0}};
    assert_int_equal(syn_day_book_add(book, &account, named, named_count), SYN_OK);
  }
}

static void days_weigh_what_independent_accounts_make_of_them(void **state) {
  fixture *f = *state;
  enum { ALONE = -1 };
  const reporter reporters[] = {{"2031-03-12", (uint32_t)ALONE, {"2031-03-11", "2031-03-01"}},
                                {"2031-03-12", (uint32_t)ALONE, {"2031-03-11"}},
                                {"2031-03-14", 7, {"2031-03-02"}},
                                {"2031-03-15", 7, {"2031-03-02"}},
                                {NULL, 7, {"2031-03-02"}}};
  syn_day_book book;
  syn_day_tally *days;
  uint32_t count;
  read_all(f, &book, reporters, 5);
  assert_int_equal(syn_day_book_heaviest(&book, SYN_DAY_MINIMUM, SYN_DAY_MAXIMUM, 100, f->arena, &days, &count), SYN_OK);
  assert_int_equal(count, 6);
  for (uint32_t i = 1; i < count; i++) assert_true(days[i - 1].day < days[i].day);
  assert_int_equal(days[1].day, test_day("2031-03-02").from.day);
  assert_int_equal(days[1].named, 1); /* three accounts of one origin */
  assert_int_equal(days[2].named, 2);
  assert_int_equal(days[3].published, 2);
}

static void the_heaviest_days_come_in_order_of_time(void **state) {
  fixture *f = *state;
  const reporter reporters[] = {{"2031-03-12", UINT32_MAX, {"2031-03-11", "2031-03-01"}},
                                {"2031-03-12", UINT32_MAX, {"2031-03-11"}},
                                {"2031-03-13", UINT32_MAX, {"2031-03-11"}}};
  syn_day_book book;
  syn_day_tally *days;
  uint32_t count;
  read_all(f, &book, reporters, 3);
  assert_int_equal(syn_day_book_heaviest(&book, SYN_DAY_MINIMUM, SYN_DAY_MAXIMUM, 2, f->arena, &days, &count), SYN_OK);
  assert_int_equal(count, 2);
  assert_int_equal(days[0].day, test_day("2031-03-11").from.day);
  assert_int_equal(days[1].day, test_day("2031-03-12").from.day);
  assert_int_equal(syn_day_book_heaviest(&book, test_day("2031-03-12").from.day, SYN_DAY_MAXIMUM, 9, f->arena, &days, &count), SYN_OK);
  assert_int_equal(count, 2); /* the 12th and the 13th */
}

static void a_day_is_told_by_the_account_that_named_it_soonest_afterwards(void **state) {
  fixture *f = *state;
  const reporter reporters[] = {{"2031-03-01", UINT32_MAX, {"2031-03-11"}}, /* beforehand */
                                {"2031-04-01", UINT32_MAX, {"2031-03-11"}},
                                {"2031-03-12", UINT32_MAX, {"2031-03-10", "2031-03-11"}},
                                {NULL, UINT32_MAX, {"2031-03-11"}}};
  syn_day_book book;
  syn_day_tally *days;
  uint32_t count;
  read_all(f, &book, reporters, 4);
  int32_t day = test_day("2031-03-11").from.day;
  assert_int_equal(syn_day_book_heaviest(&book, day, day, 9, f->arena, &days, &count), SYN_OK);
  assert_int_equal(count, 1);
  assert_int_equal(days[0].named, 4);
  assert_int_equal(syn_id_compare(days[0].article, test_id("article", 2, 0)), 0);
  assert_int_equal(days[0].span.start, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_month_stands_where_it_begins_behind_that_day_and_before_the_year),
      cmocka_unit_test(what_has_no_date_comes_last_and_what_has_no_beginning_stands_at_its_end),
      cmocka_unit_test(a_month_meets_its_days_and_nothing_undated_does),
      cmocka_unit_test(accounts_that_agree_give_the_narrowest_date_and_others_what_spans_them),
      cmocka_unit_test_setup_teardown(days_weigh_what_independent_accounts_make_of_them, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(the_heaviest_days_come_in_order_of_time, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_day_is_told_by_the_account_that_named_it_soonest_afterwards, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
