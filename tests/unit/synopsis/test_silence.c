/* Silence by story: who was collected in its days and carries nothing, and of whom nothing was collected then. */
#include "accounts.h"
#include "synopsis/silence.h"

static const char DOCK[] = "A fire in a warehouse at the Brennholm dock killed 14 people on Monday, the harbour police said.";

static void find(fixture *f, const syn_asked *asked, size_t asked_count) {
  const syn_asked_list list = {asked, asked_count};
  compute(f);
  assert_int_equal(syn_silence_find(&f->synopsis, f->accounts, f->count, &list, f->arena), SYN_OK);
}

static const syn_coverage *find_outlet(const syn_coverage_list *list, const char *outlet) {
  for (uint32_t i = 0; i < list->count; i++)
    if (syn_text_equal(list->items[i].outlet, syn_text_from(outlet))) return &list->items[i];
  return NULL;
}

static int32_t day_of(const char *day) {
  return test_day(day).from.day;
}

static void an_outlet_that_was_collected_then_is_silent(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  (void)add_account(f, "Morning Gull", "2031-05-13", "Ferry prices rise", "Tickets for the ferry will cost a tenth more from June.");
  (void)add_account(f, "MORNING GULL", "2031-05-12", "Choir wins", "The choir of Sundvik won the first prize at a festival.");
  find(f, NULL, 0);
  const syn_story *story = story_of(f, dock);
  assert_int_equal(story->silent.count, 1); /* one outlet, however its name is written */
  assert_int_equal(story->silent.items[0].article_count, 2);
  assert_int_equal(story->silent.items[0].day_count, 2);
  assert_int_equal(story->not_collected.count, 0);
}

static void an_outlet_of_which_nothing_was_collected_then_is_a_gap(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  (void)add_account(f, "Sundvik Post", "2031-05-11", "Bridge closed", "The old bridge of Sundvik is closed for repairs until June.");
  (void)add_account(f, "Sundvik Post", "2031-05-14", "Bridge open", "The market hall of Sundvik opens again in the summer.");
  find(f, NULL, 0);
  const syn_story *story = story_of(f, dock);
  assert_int_equal(story->silent.count, 0);
  const syn_coverage *post = find_outlet(&story->not_collected, "Sundvik Post");
  assert_non_null(post);
  assert_int_equal(post->first_day, day_of("2031-05-11"));
  assert_int_equal(post->last_day, day_of("2031-05-14"));
}

static void the_ledger_tells_that_an_outlet_was_asked_for(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  const syn_asked asked[] = {{SYN_TEXT("Sundvik Post"), day_of("2031-05-12")}, {SYN_TEXT("Old Gazette"), day_of("2031-04-01")}};
  find(f, asked, 2);
  const syn_story *story = story_of(f, dock);
  const syn_coverage *post = find_outlet(&story->silent, "Sundvik Post");
  assert_non_null(post);
  assert_true(post->was_asked);
  assert_int_equal(post->article_count, 0);
  assert_null(find_outlet(&story->silent, "Old Gazette"));
  assert_non_null(find_outlet(&story->not_collected, "Old Gazette"));
}

static void who_is_credited_or_carries_an_account_is_not_silent(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  syn_text credit = SYN_TEXT("Coast Wire");
  f->articles[dock].credits = &credit;
  f->articles[dock].credit_count = 1;
  f->articles[dock].carrier = SYN_TEXT("Morning Gull");
  (void)add_account(f, "Coast Wire", "2031-05-12", "Choir wins", "The choir of Sundvik won the first prize at a festival.");
  (void)add_account(f, "Morning Gull", "2031-05-12", "Ferry prices", "Tickets for the ferry will cost a tenth more from June.");
  find(f, NULL, 0);
  assert_int_equal(story_of(f, dock)->silent.count, 0);
}

static void a_story_without_a_day_says_nothing_of_silence(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", NULL, "Dock fire", DOCK);
  (void)add_account(f, "Morning Gull", "2031-05-13", "Ferry prices", "Tickets for the ferry will cost a tenth more from June.");
  find(f, NULL, 0);
  const syn_story *story = story_of(f, dock);
  assert_int_equal(story->window.basis, SYN_BASIS_NONE);
  assert_int_equal(story->silent.count + story->not_collected.count, 0);
}

static void an_inferred_day_is_no_day_of_collection(void **state) {
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  uint32_t gull = add_account(f, "Morning Gull", "2031-05-12", "Ferry prices", "Tickets for the ferry will cost a tenth more from June.");
  f->articles[gull].published.basis = SYN_BASIS_WORLD;
  find(f, NULL, 0);
  assert_int_equal(story_of(f, dock)->silent.count, 0);
}

static void many_outlets_are_bounded_and_their_order_does_not_matter(void **state) {
  enum { OUTLETS = 60 };
  static char names[OUTLETS][16];
  fixture *f = *state;
  uint32_t dock = add_account(f, "The Lantern", "2031-05-12", "Dock fire", DOCK);
  for (unsigned i = 0; i < OUTLETS; i++) {
    snprintf(names[i], sizeof names[i], "Outlet %02u", i);
    (void)add_account(f, names[i], i % 2 ? "2031-05-12" : "2031-05-20", "", "");
  }
  find(f, NULL, 0);
  const syn_story story = *story_of(f, dock);
  assert_int_equal(story.silent.count, OUTLETS / 2);
  assert_int_equal(story.not_collected.count, SYN_NOT_COLLECTED_LIMIT);
  for (uint32_t i = 0; i < f->count / 2; i++) {
    syn_account other = f->accounts[i];
    f->accounts[i] = f->accounts[f->count - 1 - i];
    f->accounts[f->count - 1 - i] = other;
  }
  find(f, NULL, 0);
  const syn_story *again = story_of(f, dock);
  for (uint32_t i = 0; i < story.silent.count; i++)
    assert_true(syn_text_equal(story.silent.items[i].outlet, again->silent.items[i].outlet));
  for (uint32_t i = 0; i < story.not_collected.count; i++)
    assert_true(syn_text_equal(story.not_collected.items[i].outlet, again->not_collected.items[i].outlet));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_outlet_that_was_collected_then_is_silent),
      TEST(an_outlet_of_which_nothing_was_collected_then_is_a_gap),
      TEST(the_ledger_tells_that_an_outlet_was_asked_for),
      TEST(who_is_credited_or_carries_an_account_is_not_silent),
      TEST(a_story_without_a_day_says_nothing_of_silence),
      TEST(an_inferred_day_is_no_day_of_collection),
      TEST(many_outlets_are_bounded_and_their_order_does_not_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
