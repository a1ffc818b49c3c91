/* How readings of one point differ, told end to end: scope, an article that contradicts itself, drift of quotes; and origins by statement.
 */
#include "synopsis/points.h"
#include "talks.h"

static uint32_t add_count(fixture *f, uint32_t account, const char *words, const char *value, const char *unit, syn_bound bound,
                          const char *of) {
  return add_quantity(f, account, words, SYN_QUANTITY_COUNT, value, "1", unit, bound, of);
}

/* Two reports of a landslide in an invented town, each with one figure. */
static void add_landslide(fixture *f, const char *first, const char *second, uint32_t accounts[2]) {
  accounts[0] = add_account(f, "Lantern", "2031-03-11", "Landslide above Tallby", first);
  accounts[1] = add_account(f, "Courier", "2031-03-11", "Landslide above Tallby", second);
}

static void children_and_people_differ_in_scope(void **state) {
  fixture *f = *state;
  uint32_t a[2];
  add_landslide(f, "A landslide killed 14 people below the granary of Tallby on Monday, the harbour office said.",
                "A landslide killed 6 children below the granary of Tallby on Monday, the harbour office said.", a);
  (void)add_count(f, a[0], "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a[1], "6 children", "6", "person", SYN_BOUND_EXACT, "child");
  compute(f);
  const syn_point *point = point_at(f, a[0], "14 people");
  assert_ptr_equal(point, point_at(f, a[1], "6 children"));
  assert_int_equal(point->label, SYN_LABEL_DIFFER);
  assert_int_equal(point->difference, SYN_DIFFERENCE_SCOPE);
}

static void the_dead_and_the_dead_with_the_hurt_differ_in_scope(void **state) {
  fixture *f = *state;
  uint32_t a[2];
  add_landslide(f, "In the landslide below the granary of Tallby 14 people were killed on Monday, the harbour office said.",
                "In the landslide below the granary of Tallby 31 people were killed or injured on Monday, the harbour office said.", a);
  (void)add_count(f, a[0], "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a[1], "31 people", "31", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  const syn_point *point = point_at(f, a[0], "14 people");
  assert_ptr_equal(point, point_at(f, a[1], "31 people"));
  assert_int_equal(point->difference, SYN_DIFFERENCE_SCOPE);
}

static void a_toll_that_is_said_to_have_risen_is_an_update(void **state) {
  fixture *f = *state;
  uint32_t a[2];
  add_landslide(f, "The landslide below the granary of Tallby killed 14 people on Monday, the harbour office said.",
                "The landslide below the granary of Tallby killed 17 people so far, the harbour office said on Monday.", a);
  (void)add_count(f, a[0], "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a[1], "17 people", "17", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  assert_int_equal(point_at(f, a[0], "14 people")->difference, SYN_DIFFERENCE_UPDATE);
}

static void a_headline_that_contradicts_its_article_is_told(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Landslide below the granary of Tallby kills 19 people",
                           "The landslide below the granary of Tallby killed 14 people on Monday, the harbour office said.");
  (void)add_count(f, a, "19 people", "19", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a, "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  const syn_point *point = point_at(f, a, "14 people");
  assert_ptr_equal(point, point_at(f, a, "19 people"));
  assert_int_equal(point->label, SYN_LABEL_SINGLE);
  assert_int_equal(point->difference, SYN_DIFFERENCE_CONTRADICTION);
  assert_true(point->why.size > 0);
}

static void civilians_and_fighters_of_one_number_are_two_points(void **state) {
  fixture *f = *state;
  const char *text =
      "In the raid on the granary of Tallby 15 civilians were killed, the harbour office said. The raiders lost 15 rebels who were "
      "killed in the same raid on the granary.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Raid on Tallby", text),
           b = add_account(f, "Courier", "2031-03-11", "Raid on Tallby", text);
  for (unsigned i = 0; i < 2; i++) {
    (void)add_count(f, i == 0 ? a : b, "15 civilians", "15", "person", SYN_BOUND_EXACT, "civilian");
    (void)add_count(f, i == 0 ? a : b, "15 rebels", "15", "person", SYN_BOUND_EXACT, "rebel");
  }
  compute(f);
  assert_ptr_equal(point_at(f, a, "15 civilians"), point_at(f, b, "15 civilians"));
  assert_ptr_equal(point_at(f, a, "15 rebels"), point_at(f, b, "15 rebels"));
  assert_ptr_not_equal(point_at(f, a, "15 civilians"), point_at(f, a, "15 rebels"));
}

/* ---- what differs from nothing ---- */

static void assert_apart(const char *first, const char *first_words, const char *first_value, const char *second, const char *second_words,
                         const char *second_value, fixture *f) {
  uint32_t a[2];
  add_landslide(f, first, second, a);
  (void)add_count(f, a[0], first_words, first_value, "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a[1], second_words, second_value, "person", SYN_BOUND_EXACT, "people");
  compute(f);
  assert_ptr_not_equal(point_at(f, a[0], first_words), point_at(f, a[1], second_words));
  assert_int_equal(point_at(f, a[0], first_words)->label, SYN_LABEL_SINGLE);
}

static void figures_of_two_months_differ_from_nothing(void **state) {
  fixture *f = *state;
  uint32_t a[2];
  add_landslide(f, "A landslide killed 14 people below the granary of Tallby in June, the harbour office said.",
                "A landslide killed 19 people below the granary of Tallby in August, the harbour office said.", a);
  (void)add_count(f, a[0], "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, a[1], "19 people", "19", "person", SYN_BOUND_EXACT, "people");
  (void)add_time(f, a[0], "June", "XXXX-06", 'C', 0, NULL);
  (void)add_time(f, a[1], "August", "XXXX-08", 'C', 0, NULL);
  compute(f);
  assert_ptr_not_equal(point_at(f, a[0], "14 people"), point_at(f, a[1], "19 people"));
}

/* Two reports without a day in their sentences; the second appears on `day`. */
static bool are_one_point(fixture *f, const char *day) {
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Landslide above Tallby",
                           "A landslide killed 14 people below the granary of Tallby, the harbour office said."),
           b = add_account(f, "Courier", day, "Landslide above Tallby",
                           "A landslide killed 19 people below the granary of Tallby, the harbour office said.");
  (void)add_count(f, a, "14 people", "14", "person", SYN_BOUND_EXACT, "people");
  (void)add_count(f, b, "19 people", "19", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  return point_at(f, a, "14 people") == point_at(f, b, "19 people");
}

static void undated_figures_of_one_week_may_be_updates(void **state) {
  assert_true(are_one_point(*state, "2031-03-13"));
}

static void undated_figures_of_other_weeks_differ_from_nothing(void **state) {
  assert_false(are_one_point(*state, "2031-03-20"));
}

static void what_was_expected_is_not_what_was_counted(void **state) {
  assert_apart("The landslide below the granary of Tallby killed 14 people, the harbour office said.", "14 people", "14",
               "The landslide below the granary of Tallby killed fewer than the expected 19 people, the harbour office said.", "19 people",
               "19", *state);
}

static void those_counted_beside_others_are_not_all(void **state) {
  assert_apart("The landslide below the granary of Tallby killed 14 people, the harbour office said.", "14 people", "14",
               "The landslide below the granary of Tallby killed a miller and 11 other people, the harbour office said.", "11 other people",
               "11", *state);
}

static void a_person_who_is_named_is_no_count(void **state) {
  assert_apart("The landslide below the granary of Tallby killed 2 people, the harbour office said.", "2 people", "2",
               "The landslide below the granary of Tallby killed a woman, the harbour office said.", "a woman", "1", *state);
}

/* ---- origins ---- */

#define WIRE \
  "The granary of Tallby lost 730 sacks of grain in the night of the storm, the harbour office said, and the road to the mill is closed " \
  "until " \
  "the masons have looked at the bridge."
#define OWN_A \
  "The mill will stand still for a while. Its owner, who has run it since the flood, counted 26 broken windows on the river side."
#define OWN_B \
  "A visit on Wednesday found the yard under mud. The owner of the mill showed 26 broken windows on the river side and said that she " \
  "would not " \
  "wait for the council before she had the glass replaced."

static void a_copied_paragraph_is_of_one_origin_and_an_own_one_of_another(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Storm over Tallby", WIRE "\n\n" OWN_A),
           b = add_account(f, "Courier", "2031-03-12", "Storm over Tallby", WIRE "\n\n" OWN_B);
  for (unsigned i = 0; i < 2; i++) {
    (void)add_count(f, i == 0 ? a : b, "730 sacks", "730", "sack", SYN_BOUND_EXACT, "sack");
    (void)add_count(f, i == 0 ? a : b, "26 broken windows", "26", "window", SYN_BOUND_EXACT, "window");
  }
  compute(f);
  assert_int_equal(story_of(f, a)->origins, 1);
  const syn_point *copied = point_at(f, a, "730 sacks"), *own = point_at(f, a, "26 broken windows");
  assert_ptr_equal(copied, point_at(f, b, "730 sacks"));
  assert_ptr_equal(own, point_at(f, b, "26 broken windows"));
  assert_int_equal(copied->origins, 1);
  assert_int_equal(copied->origins_why.count, 1);
  assert_int_equal(own->origins, 2);
  assert_int_equal(own->origins_why.count, 0);
  assert_true(own->weight > copied->weight - 40);
}

/* ---- quotes ---- */

static void assert_words(const fixture *f, uint32_t account, syn_span span, const char *words) {
  syn_text found = syn_article_words(&f->articles[account], span);
  if (!syn_text_equal(found, syn_text_from(words))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(found), words);
}

static const syn_reading *reading_of(const syn_point *point, const fixture *f, uint32_t account) {
  for (uint32_t r = 0; r < point->reading_count; r++)
    if (syn_id_compare(point->readings[r].article, f->articles[account].id) == 0) return &point->readings[r];
  fail();
  return NULL;
}

static void exchanged_words_of_a_quote_are_marked(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_point *point = point_at(f, t.first, "We do not leave our friends in the dark");
  assert_int_equal(point->difference, SYN_DIFFERENCE_WORDING);
  /* of equal length: the first account's wording is the fullest */
  const syn_reading *first = reading_of(point, f, t.first), *second = reading_of(point, f, t.second);
  assert_int_equal(first->drift.count + second->drift.count > 0, 1);
  assert_int_equal(first->drift.count == 0 || second->drift.count == 0, 1);
  const syn_reading *other = first->drift.count > 0 ? first : second;
  assert_words(f, other == first ? t.first : t.second, other->drift.items[0], other == first ? "We do" : "One does");
}

static void what_an_excerpt_leaves_out_is_marked(void **state) {
  fixture *f = *state;
  const char *one = "\"The granary will stand again before the first snow of this winter,\" Mira Osten said in Tallby on Monday.";
  const char *two = "\"The granary will stand again,\" Mira Osten said in Tallby on Monday.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "The granary of Tallby", one),
           b = add_account(f, "Courier", "2031-03-11", "The granary of Tallby", two);
  (void)add_quote(f, a, "The granary will stand again before the first snow of this winter,",
                  add_entity(f, a, SYN_ENTITY_PERSON, "Mira Osten", ""));
  (void)add_quote(f, b, "The granary will stand again,", add_entity(f, b, SYN_ENTITY_PERSON, "Mira Osten", ""));
  compute(f);
  const syn_point *point = point_at(f, a, "The granary will stand again before");
  assert_int_equal(point->label, SYN_LABEL_VARIANT);
  assert_int_equal(point->difference, SYN_DIFFERENCE_EXCERPT);
  const syn_reading *fullest = reading_of(point, f, a);
  assert_int_equal(fullest->cut.count, 1);
  assert_words(f, a, fullest->cut.items[0], "before the first snow of this winter");
  assert_int_equal(reading_of(point, f, b)->drift.count, 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(children_and_people_differ_in_scope),
      TEST(the_dead_and_the_dead_with_the_hurt_differ_in_scope),
      TEST(a_toll_that_is_said_to_have_risen_is_an_update),
      TEST(a_headline_that_contradicts_its_article_is_told),
      TEST(civilians_and_fighters_of_one_number_are_two_points),
      TEST(figures_of_two_months_differ_from_nothing),
      TEST(undated_figures_of_one_week_may_be_updates),
      TEST(undated_figures_of_other_weeks_differ_from_nothing),
      TEST(what_was_expected_is_not_what_was_counted),
      TEST(those_counted_beside_others_are_not_all),
      TEST(a_person_who_is_named_is_no_count),
      TEST(a_copied_paragraph_is_of_one_origin_and_an_own_one_of_another),
      TEST(exchanged_words_of_a_quote_are_marked),
      TEST(what_an_excerpt_leaves_out_is_marked),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
