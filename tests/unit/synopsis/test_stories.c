/* Which articles tell of one happening, and what stands at the head of a story. */
#include "synopsis/account_links.h"
#include "synopsis/reprints.h"
#include "synopsis/story_links.h"
#include "talks.h"

static void reports_of_one_happening_are_one_story(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_ptr_equal(story_of(f, t.first), story_of(f, t.second));
  assert_int_equal(story_of(f, t.first)->articles.count, 2);
}

static void another_meeting_of_the_same_people_is_another_story(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_ptr_not_equal(story_of(f, t.first), story_of(f, t.earlier));
  assert_ptr_not_equal(story_of(f, t.second), story_of(f, t.earlier));
}

static void another_matter_is_a_story_of_one(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_int_equal(story_of(f, t.floods)->articles.count, 1);
  assert_int_equal(story_of(f, t.floods)->origins, 1);
}

static void the_same_words_a_year_later_are_another_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Annual fair opens",
                           "The annual fair opened in the harbour hall with a speech of the mayor.");
  uint32_t b = add_account(f, "Courier", "2033-03-12", "Annual fair opens",
                           "The annual fair opened in the harbour hall after a speech of the mayor.");
  compute(f);
  assert_ptr_not_equal(story_of(f, a), story_of(f, b));
}

static void the_same_people_half_a_year_later_are_another_story(void **state) {
  fixture *f = *state;
  const char *march =
      "Osten lends Brandt money for the grid of Ostrava. Dockers of Tallby protest, and Zerban asks for hospitals, on March 11.";
  const char *october =
      "Osten refuses Brandt money for the dam of Ostrava. Dockers of Tallby strike, and the ferry with Zerban is late, on October 4.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "The loan", march);
  uint32_t b = add_account(f, "Courier", "2031-10-04", "The ferry", october);
  (void)add_time(f, a, "March 11", "2031-03-11", 'N', -1, "2031-03-11");
  (void)add_time(f, b, "October 4", "2031-10-04", 'N', -1, "2031-10-04");
  compute(f);
  assert_ptr_not_equal(story_of(f, a), story_of(f, b));
}

static void the_same_words_on_one_day_are_one_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Annual fair opens",
                           "The annual fair opened in the harbour hall with a speech of the mayor.");
  uint32_t b = add_account(f, "Courier", "2031-03-12", "Annual fair opens",
                           "The annual fair opened in the harbour hall after a speech of the mayor.");
  compute(f);
  assert_ptr_equal(story_of(f, a), story_of(f, b));
}

static void partial_dates_keep_meetings_apart(void **state) {
  fixture *f = *state;
  const char *july = "Osten held talks with Brandt on July 18 about the union treaty and the grid.";
  const char *may = "Osten held talks with Brandt on May 31 about the union treaty and the grid.";
  uint32_t a = add_account(f, "Lantern", NULL, "Talks", july), b = add_account(f, "Courier", NULL, "Talks", may);
  (void)add_time(f, a, "July 18", "XXXX-07-18", 'C', -1, NULL);
  (void)add_time(f, b, "May 31", "XXXX-05-31", 'C', -1, NULL);
  compute(f);
  assert_ptr_not_equal(story_of(f, a), story_of(f, b));
}

static void a_story_is_dated_by_its_happening_and_placed(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_story *story = story_of(f, t.first);
  assert_int_equal(story->date.from.day, syn_calendar_day(2031, 3, 11));
  assert_int_equal(story->date.to.day, syn_calendar_day(2031, 3, 11));
  syn_id place = identity_of(f, t.first, 2)->id;
  assert_int_equal(syn_id_compare(story->place, place), 0);
  assert_int_equal(story->actors.count, 2);
  assert_true(story->title.size > 0);
}

static void two_outlets_are_two_origins(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_int_equal(story_of(f, t.first)->origins, 2);
  assert_int_equal(story_of(f, t.first)->origins_why.count, 2);
}

/* In an item of a few words one that nobody else has must not outweigh all that is shared. */
static void a_rare_word_of_a_short_item_counts_by_its_root(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Fair", "harbour hall speech mayor fair zqxv");
  uint32_t b = add_account(f, "Courier", "2031-03-12", "Fair", "harbour hall speech mayor fair");
  for (uint32_t i = 0; i < f->sketches[a].term_count; i++)
    if (syn_text_equal(f->sketches[a].terms[i].term, SYN_TEXT("zqxv"))) f->sketches[a].terms[i].weight = 9000;
  assert_int_equal((int)syn_account_term_weight(&f->sketches[a], f->sketches[a].term_count - 1), 94); /* the root of 9000 */
  f->sketches[b].term_count = 5;
  compute(f);
  assert_ptr_equal(story_of(f, a), story_of(f, b));
  syn_sketch full = f->sketches[a];
  full.term_count = SYN_SKETCH_TERM_LIMIT;
  assert_int_equal((int)syn_account_term_weight(&full, 5), 9000);
}

/* An event of the first sentence with a day that it states in full. */
static void add_dated_event(fixture *f, uint32_t account, const char *trigger, syn_modality modality, const char *words, const char *day) {
  uint32_t time = add_time(f, account, words, day, 0, 0, day);
  uint32_t event = add_event(f, account, trigger, trigger, SYN_EVENT_AID, time, SYN_NO_INDEX);
  f->facts[account].events[event].modality = modality;
}

static const char *link_between(const fixture *f, uint32_t from, uint32_t to) {
  const syn_story *story = story_of(f, from), *other = story_of(f, to);
  for (uint32_t i = 0; i < story->link_count; i++)
    if (syn_id_compare(story->links[i].story, other->id) == 0) return story->links[i].kind.data;
  return "none";
}

#define STRIKE "Dockers of Tallby went on strike for higher wages and blocked the ferry harbour with lorries"

static void the_next_strike_of_the_same_people_is_a_chain(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Strike", STRIKE " again.");
  uint32_t b = add_account(f, "Courier", "2033-05-02", "Strike", STRIKE " anew.");
  uint32_t other = add_account(f, "Courier", "2033-05-03", "Floods", FLOODS);
  compute(f);
  assert_string_equal(link_between(f, a, b), "chain");
  assert_string_equal(link_between(f, b, a), "chain");
  assert_string_equal(link_between(f, b, other), "none");
}

static void a_report_that_states_the_day_of_an_old_story_is_its_background(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-12", "Strike", STRIKE " on March 11.");
  uint32_t b = add_account(f, "Courier", "2033-05-02", "Strike", STRIKE " on March 11, 2031.");
  add_dated_event(f, a, "strike", SYN_MODALITY_HAPPENED, "March 11", "2031-03-11");
  (void)add_time(f, b, "March 11, 2031", "2031-03-11", 0, 0, "2031-03-11");
  compute(f);
  assert_string_equal(link_between(f, b, a), "background");
  assert_string_equal(link_between(f, a, b), "none");
}

static void another_meeting_within_weeks_follows_up(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Strike", STRIKE " on March 11.");
  uint32_t b = add_account(f, "Courier", "2031-03-20", "Strike",
                           "Dockers of Tallby closed the granary quay and the fish market in a second strike for wages on March 20.");
  add_dated_event(f, a, "strike", SYN_MODALITY_HAPPENED, "March 11", "2031-03-11");
  add_dated_event(f, b, "strike", SYN_MODALITY_HAPPENED, "March 20", "2031-03-20");
  compute(f);
  assert_string_equal(link_between(f, b, a), "follow_up");
  assert_string_equal(link_between(f, a, b), "none");
}

static void a_story_keeps_few_links(void **state) {
  fixture *f = *state;
  char day[16];
  for (unsigned year = 0; year < 14; year++) {
    snprintf(day, sizeof day, "%u-03-11", 2031 + 2 * year);
    (void)add_account(f, "Lantern", day, "Strike", STRIKE ".");
  }
  compute(f);
  assert_int_equal(f->synopsis.story_count, 14);
  for (uint32_t i = 0; i < 14; i++) assert_int_equal(f->synopsis.stories[i].link_count, SYN_STORY_LINK_LIMIT);
}

#define COPIED \
  "Four people died and more than 1,300 left their homes when the river burst its banks near the granary on Monday night, the emergency " \
  "service said. Water rose by three metres within six hours and cut the road to the capital. Two bridges were destroyed in the lower " \
  "town."

static void a_copy_is_a_reprint_with_direction_and_one_origin(void **state) {
  fixture *f = *state;
  uint32_t a =
      add_account(f, "Lantern", "2031-05-21", "Floods kill four", COPIED "\n\nThe premier will visit the valley and has promised tents.");
  uint32_t b = add_account(f, "Plain Paper", "2031-05-22", "Floods", COPIED);
  compute(f);
  assert_int_equal(f->synopsis.reprint_count, 1);
  const syn_reprint *reprint = &f->synopsis.reprints[0];
  assert_int_equal(reprint->direction, SYN_DIRECTION_A_B);
  assert_int_equal(syn_id_compare(reprint->a, f->articles[a].id), 0);
  assert_int_equal(syn_id_compare(reprint->b, f->articles[b].id), 0);
  assert_int_equal(syn_decimal_compare(reprint->share, test_decimal("1")), 0);
  assert_int_equal(reprint->passage_count, 1);
  syn_text copied = syn_article_words(&f->articles[b], reprint->passages[0].b);
  assert_true(syn_text_starts_with(copied, SYN_TEXT("Four people died")));
  assert_true(syn_text_equal(copied, syn_article_words(&f->articles[a], reprint->passages[0].a)));
  assert_int_equal(story_of(f, a)->origins, 1);
}

static void a_credit_tells_who_copied_where_dates_do_not(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Plain Paper", NULL, "Floods", "GRANARY (Northwire) - " COPIED);
  uint32_t b = add_account(f, "Northwire", NULL, "Floods kill four", COPIED "\n\nThe premier will visit the valley.");
  compute(f);
  assert_int_equal(f->synopsis.reprint_count, 1);
  assert_int_equal(f->synopsis.reprints[0].direction, SYN_DIRECTION_A_B);
  assert_int_equal(syn_id_compare(f->synopsis.reprints[0].a, f->articles[b].id), 0);
  assert_int_equal(syn_id_compare(f->synopsis.reprints[0].b, f->articles[a].id), 0);
}

static void copies_without_date_or_credit_are_undecided(void **state) {
  fixture *f = *state;
  (void)add_account(f, "Lantern", NULL, "Floods", COPIED);
  (void)add_account(f, "Courier", NULL, "Floods", COPIED " More rain is expected.");
  compute(f);
  assert_int_equal(f->synopsis.reprint_count, 1);
  assert_int_equal(f->synopsis.reprints[0].direction, SYN_DIRECTION_UNDECIDED);
  assert_true(syn_id_compare(f->synopsis.reprints[0].a, f->synopsis.reprints[0].b) < 0);
}

static void reports_in_their_own_words_are_no_reprints(void **state) {
  fixture *f = *state;
  (void)add_talks(f);
  compute(f);
  assert_int_equal(f->synopsis.reprint_count, 0);
}

static bool has_title(const fixture *f, uint32_t account, const char *title) {
  return syn_text_equal(story_of(f, account)->title, syn_text_from(title));
}

static void a_title_that_is_cut_off_gives_way_to_a_whole_one(void **state) {
  fixture *f = *state;
  const char *text = "The granary bridge over the Velka river in Tallby was closed on Monday because of cracks.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Granary bridge in Tallby closed because of...", text);
  (void)add_account(f, "Courier", "2031-03-11", "Bridge closed", text);
  (void)add_account(f, "Courier", "2031-03-11", "Tallby loses its bridge (PICTURES)", text);
  (void)add_account(f, "Mirror", "2031-03-11", "Cracks close the granary bridge", "The granary bridge in Tallby was closed over cracks.");
  compute(f);
  assert_int_equal(story_of(f, a)->articles.count, 4);
  assert_true(has_title(f, a, "Cracks close the granary bridge"));
}

static void a_story_without_titles_is_called_by_its_first_words(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "",
                           "The granary bridge over the Velka river in Tallby was closed on Monday because of cracks.\n\nMore follows.");
  uint32_t b = add_account(f, "Courier", NULL, "", "Brandt resigns.\n\nThe president left the harbour hall without a word.");
  uint32_t c = add_account(f, "Courier", NULL, "", "");
  char *unspaced = SYN_ARENA_ARRAY(f->arena, char, 601);
  for (unsigned i = 0; i < 200; i++) memcpy(unspaced + (size_t)i * 3, "\xE6\xA9\x8B", 3);
  uint32_t d = add_account(f, "Courier", NULL, "", unspaced);
  compute(f);
  assert_true(has_title(f, a, "The granary bridge over the Velka river in Tallby was closed on …"));
  assert_true(has_title(f, b, "Brandt resigns."));
  assert_true(has_title(f, c, ""));
  assert_int_equal(story_of(f, d)->title.size, 159 + strlen(" …"));
}

static void a_day_that_is_only_planned_does_not_date_a_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Bonds", "Tallby will repay the bonds on March 5, 2061.");
  add_dated_event(f, a, "repay", SYN_MODALITY_PLANNED, "March 5, 2061", "2061-03-05");
  compute(f);
  assert_int_equal(story_of(f, a)->date.basis, SYN_BASIS_NONE);
}

static void a_full_date_beside_a_weekday_does_not_date_an_undated_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Bonds", "Tallby sold bonds that mature on March 5, 2061, and issued more on Monday.");
  add_dated_event(f, a, "sold", SYN_MODALITY_HAPPENED, "March 5, 2061", "2061-03-05"); /* a Saturday */
  uint32_t monday = add_time(f, a, "Monday", "XXXX-WXX-1", 'N', -1, NULL);
  uint32_t event = add_event(f, a, "issued", "issued", SYN_EVENT_AID, monday, SYN_NO_INDEX);
  f->facts[a].events[event].modality = SYN_MODALITY_HAPPENED;
  compute(f);
  assert_int_equal(story_of(f, a)->date.basis, SYN_BASIS_NONE);
}

static void a_day_of_another_century_does_not_date_a_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Treaty", "The treaty signed on June 28, 1911 is on show in the museum of Tallby.");
  add_dated_event(f, a, "signed", SYN_MODALITY_HAPPENED, "June 28, 1911", "1911-06-28");
  compute(f);
  assert_int_equal(story_of(f, a)->date.basis, SYN_BASIS_NONE);
}

static uint32_t add_item(fixture *f, const char *outlet, const char *text) {
  uint32_t account = add_account(f, outlet, NULL, "", text);
  (void)add_entity(f, account, SYN_ENTITY_PLACE, "Tallby", "");
  (void)add_time(f, account, "Monday", "XXXX-WXX-1", 'N', -1, NULL);
  return account;
}

static void short_items_of_one_day_and_city_are_not_one_story(void **state) {
  fixture *f = *state;
  uint32_t a = add_item(f, "Lantern", "A bridge collapsed in Tallby on Monday, killing 14 people.");
  uint32_t b = add_item(f, "Courier", "The bridge accident in Tallby on Monday killed twelve people.");
  uint32_t c = add_item(f, "Post", "At least twelve people died in the bridge accident in Tallby on Monday.");
  uint32_t d = add_item(f, "Paper", "The trade agreement was signed in Tallby on Monday.");
  compute(f);
  assert_ptr_equal(story_of(f, a), story_of(f, b));
  assert_ptr_equal(story_of(f, b), story_of(f, c));
  assert_int_equal(story_of(f, d)->articles.count, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(reports_of_one_happening_are_one_story),
      TEST(another_meeting_of_the_same_people_is_another_story),
      TEST(the_next_strike_of_the_same_people_is_a_chain),
      TEST(a_report_that_states_the_day_of_an_old_story_is_its_background),
      TEST(another_meeting_within_weeks_follows_up),
      TEST(a_story_keeps_few_links),
      TEST(a_title_that_is_cut_off_gives_way_to_a_whole_one),
      TEST(a_rare_word_of_a_short_item_counts_by_its_root),
      TEST(another_matter_is_a_story_of_one),
      TEST(the_same_words_a_year_later_are_another_story),
      TEST(the_same_people_half_a_year_later_are_another_story),
      TEST(the_same_words_on_one_day_are_one_story),
      TEST(partial_dates_keep_meetings_apart),
      TEST(a_story_is_dated_by_its_happening_and_placed),
      TEST(a_day_that_is_only_planned_does_not_date_a_story),
      TEST(a_full_date_beside_a_weekday_does_not_date_an_undated_story),
      TEST(a_day_of_another_century_does_not_date_a_story),
      TEST(short_items_of_one_day_and_city_are_not_one_story),
      TEST(two_outlets_are_two_origins),
      TEST(a_story_without_titles_is_called_by_its_first_words),
      TEST(a_copy_is_a_reprint_with_direction_and_one_origin),
      TEST(a_credit_tells_who_copied_where_dates_do_not),
      TEST(copies_without_date_or_credit_are_undecided),
      TEST(reports_in_their_own_words_are_no_reprints),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
