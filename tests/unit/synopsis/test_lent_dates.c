/* What undated articles borrow, and what that resolves. */
#include "records/record_writer.h"
#include "talks.h"

static const syn_lent_date *lent_to(const fixture *f, uint32_t account) {
  for (uint32_t i = 0; i < f->synopsis.lent_date_count; i++)
    if (syn_id_compare(f->synopsis.lent_dates[i].article, f->articles[account].id) == 0) return &f->synopsis.lent_dates[i];
  return NULL;
}

static void an_undated_account_gets_the_week_after_the_happening(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_lent_date *lent = lent_to(f, t.second);
  assert_non_null(lent);
  assert_int_equal(lent->interval.from.day, syn_calendar_day(2031, 3, 11));
  assert_int_equal(lent->interval.to.day, syn_calendar_day(2031, 3, 17));
  assert_int_equal(lent->interval.basis, SYN_BASIS_LINKED);
  assert_true(syn_text_find(lent->why, SYN_TEXT("Lantern"), 0) != SIZE_MAX);
}

static void a_dated_account_gets_nothing_nor_does_one_without_a_linked_date(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_null(lent_to(f, t.first));
  assert_null(lent_to(f, t.earlier));
}

static void another_weekday_takes_no_date(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  f->facts[t.second].times[0].value = SYN_TEXT("XXXX-WXX-5");
  compute(f);
  assert_null(lent_to(f, t.second));
}

static void a_lent_date_is_never_lent_on(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  f->articles[t.first].published.basis = SYN_BASIS_LINKED;
  f->facts[t.first].times[0].interval.basis = SYN_BASIS_LINKED;
  f->facts[t.first].events[0].date.basis = SYN_BASIS_LINKED;
  compute(f);
  assert_null(lent_to(f, t.second));
}

static void resolving_dates_the_article_its_times_and_events(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  syn_article article;
  syn_facts facts;
  const syn_facts *stated = &f->facts[t.second];
  assert_int_equal(syn_synopsis_resolve(&f->synopsis, &f->articles[t.second], stated, f->arena, &article, &facts), SYN_OK);
  assert_int_equal(article.published.basis, SYN_BASIS_LINKED);
  assert_true(article.published_why.size > 0);
  assert_int_equal(facts.times[0].interval.basis, SYN_BASIS_LINKED);
  assert_int_equal(facts.times[0].interval.from.day, syn_calendar_day(2031, 3, 11));
  assert_int_equal(facts.events[0].date.basis, SYN_BASIS_LINKED);
  assert_int_equal(facts.events[0].date.from.day, syn_calendar_day(2031, 3, 11));
  assert_int_equal(stated->times[0].interval.basis, SYN_BASIS_NONE);
}

/* As records: structs may differ in the bytes between their members. */
static void write_lines(const syn_article *article, const syn_facts *facts, syn_arena *into, syn_buffer *lines) {
  syn_record_context context;
  syn_buffer_init(lines, 1 << 20);
  assert_int_equal(syn_record_context_init(article, into, &context), SYN_OK);
  syn_record_write_article(lines, article);
  syn_record_write_facts(lines, &context, facts, NULL);
  assert_int_equal(lines->status, SYN_OK);
}

static void assert_same_lines(const syn_article *a, const syn_facts *a_facts, const syn_article *b, const syn_facts *b_facts,
                              syn_arena *into) {
  syn_buffer first, second;
  write_lines(a, a_facts, into, &first);
  write_lines(b, b_facts, into, &second);
  assert_true(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&second)));
  syn_buffer_clear(&first);
  syn_buffer_clear(&second);
}

static void resolving_never_changes_what_was_stated(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  syn_article article;
  syn_facts facts;
  assert_int_equal(syn_synopsis_resolve(&f->synopsis, &f->articles[t.first], &f->facts[t.first], f->arena, &article, &facts), SYN_OK);
  assert_same_lines(&article, &facts, &f->articles[t.first], &f->facts[t.first], f->arena);
}

static void resolving_needs_no_facts_and_no_synopsis(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_facts none = {0};
  const syn_synopsis only = {.lent_dates = f->synopsis.lent_dates, .lent_date_count = f->synopsis.lent_date_count}, empty = {0};
  syn_article article;
  syn_facts facts;
  assert_int_equal(syn_synopsis_resolve(&only, &f->articles[t.second], &none, f->arena, &article, &facts), SYN_OK);
  assert_int_equal(article.published.basis, SYN_BASIS_LINKED);
  assert_int_equal(syn_synopsis_resolve(&empty, &f->articles[t.second], &none, f->arena, &article, &facts), SYN_OK);
  assert_int_equal(article.published.basis, SYN_BASIS_NONE);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_undated_account_gets_the_week_after_the_happening),
      TEST(a_dated_account_gets_nothing_nor_does_one_without_a_linked_date),
      TEST(another_weekday_takes_no_date),
      TEST(a_lent_date_is_never_lent_on),
      TEST(resolving_dates_the_article_its_times_and_events),
      TEST(resolving_never_changes_what_was_stated),
      TEST(resolving_needs_no_facts_and_no_synopsis),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
