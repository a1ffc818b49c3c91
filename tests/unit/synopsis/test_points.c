/* What is compared with what, and who is silent. */
#include "synopsis/points.h"
#include "talks.h"

static bool has_reading(const syn_point *point, const fixture *f, uint32_t account) {
  for (uint32_t i = 0; i < point->reading_count; i++)
    if (syn_id_compare(point->readings[i].article, f->articles[account].id) == 0) return true;
  return false;
}

static void the_loan_is_compared_with_the_loan(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_point *point = point_at(f, t.first, "240 million euros");
  assert_true(has_reading(point, f, t.second));
  assert_int_equal(point->reading_count, 2);
  assert_int_equal(point->kind, SYN_QUANTITY_MONEY);
  assert_int_equal(point->label, SYN_LABEL_COMPATIBLE);
  assert_int_equal(point->silent.count, 0);
  assert_int_equal(point->origins, 2);
  assert_true(syn_text_find(point->about, SYN_TEXT("loan"), 0) != SIZE_MAX);
}

static void marchers_are_compared_with_demonstrators_and_not_with_the_arrested(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_point *march = point_at(f, t.first, "an estimated 12,000 people"), *arrests = point_at(f, t.first, "38 people");
  assert_ptr_equal(march, point_at(f, t.second, "At least 9,000 demonstrators"));
  assert_ptr_equal(arrests, point_at(f, t.second, "about 40 people"));
  assert_ptr_not_equal(march, arrests);
  assert_int_equal(arrests->label, SYN_LABEL_COMPATIBLE);
}

static void other_currencies_are_other_points(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  f->facts[t.second].quantities[0].unit = SYN_TEXT("USD");
  compute(f);
  assert_int_equal(point_at(f, t.first, "240 million euros")->label, SYN_LABEL_SINGLE);
  assert_int_equal(point_at(f, t.first, "240 million euros")->silent.count, 1);
}

static void the_points_of_a_story_hold_no_reading_of_another(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  assert_false(has_reading(point_at(f, t.first, "240 million euros"), f, t.earlier));
  assert_int_equal(point_at(f, t.earlier, "100 million euros")->label, SYN_LABEL_SINGLE);
}

static void one_utterance_in_two_translations_is_a_variant(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_point *point = point_at(f, t.first, "We do not leave our friends in the dark");
  assert_int_equal(point->kind, SYN_POINT_QUOTE);
  assert_ptr_equal(point, point_at(f, t.second, "One does not let friends sit in the dark"));
  assert_int_equal(point->label, SYN_LABEL_VARIANT);
  assert_int_equal(point->readings[0].speakers.count, 1);
}

/* Two accounts of one speech with these quotes of two speakers. */
static void add_speech(fixture *f, const char *first, bool first_is_osten, const char *second, bool second_is_osten) {
  const char *lead = "Mira Osten and Ivo Brandt spoke at the opening of the granary bridge over the Velka river in Tallby.\n\n";
  char *a = SYN_ARENA_ARRAY(f->arena, char, 1000), *b = SYN_ARENA_ARRAY(f->arena, char, 1000);
  snprintf(a, 1000, "%s\"%s\"", lead, first);
  snprintf(b, 1000, "%s\"%s\"", lead, second);
  uint32_t x = add_account(f, "Lantern", "2031-03-11", "Bridge", a), y = add_account(f, "Courier", "2031-03-11", "Bridge", b);
  for (uint32_t account = x; account <= y; account++) {
    (void)add_entity(f, account, SYN_ENTITY_PERSON, "Mira Osten", "");
    (void)add_entity(f, account, SYN_ENTITY_PERSON, "Ivo Brandt", "");
  }
  (void)add_quote(f, x, first, first_is_osten ? 0 : 1);
  (void)add_quote(f, y, second, second_is_osten ? 0 : 1);
  compute(f);
}

static void the_same_words_agree(void **state) {
  fixture *f = *state;
  add_speech(f, "This bridge will stand when we are all forgotten", true, "This bridge will stand when we are all forgotten", true);
  assert_int_equal(point_at(f, 0, "This bridge will")->label, SYN_LABEL_AGREE);
}

static void an_excerpt_is_a_variant(void **state) {
  fixture *f = *state;
  add_speech(f, "This bridge will stand when we are all forgotten, and nobody will ask what it cost", true, "nobody will ask what it cost",
             true);
  assert_int_equal(point_at(f, 0, "This bridge will")->label, SYN_LABEL_VARIANT);
}

static void like_words_of_another_speaker_are_another_utterance(void **state) {
  fixture *f = *state;
  add_speech(f, "the bridge cost too much money", true, "the bridge has not cost much money", false);
  assert_int_equal(point_at(f, 0, "the bridge cost")->label, SYN_LABEL_SINGLE);
}

static void other_words_of_one_speaker_are_another_utterance(void **state) {
  fixture *f = *state;
  add_speech(f, "This bridge will stand when we are all forgotten", true, "Nobody has thanked the masons who drowned in spring", true);
  assert_int_equal(point_at(f, 0, "This bridge will")->label, SYN_LABEL_SINGLE);
  assert_int_equal(point_at(f, 0, "This bridge will")->silent.count, 1);
}

static void a_report_without_quotation_marks_speaks_without_a_value(void **state) {
  fixture *f = *state;
  add_speech(f, "This bridge will stand when we are all forgotten", true, "this bridge would stand when all were forgotten", true);
  f->facts[1].quotes[0].kind = SYN_QUOTE_INDIRECT;
  compute(f);
  const syn_point *point = point_at(f, 0, "This bridge will");
  assert_int_equal(point->label, SYN_LABEL_SINGLE);
  assert_int_equal(point->without_value.count, 1);
  assert_int_equal(point->silent.count, 0);
}

static void a_report_around_quoted_words_is_told_by_these(void **state) {
  fixture *f = *state;
  const char *texts[2] = {"Mira Osten told the council in Tallby that closing the mill was a bold, patient and useful piece of work.",
                          "Mira Osten praised the closing of the old granary mill as bold, patient, handy for the people of the valley."};
  const char *reports[2] = {"closing the mill was a bold, patient and useful piece of work",
                            "the closing of the old granary mill as bold, patient, handy for the people of the valley"};
  const char *quotes[2] = {"a bold, patient and useful piece of work", "bold, patient, handy"};
  uint32_t accounts[2];
  for (unsigned i = 0; i < 2; i++) {
    accounts[i] = add_account(f, i ? "Courier" : "Lantern", "2031-03-11", "Mill", texts[i]);
    (void)add_entity(f, accounts[i], SYN_ENTITY_PERSON, "Mira Osten", "");
    (void)add_quote(f, accounts[i], reports[i], 0);
    (void)add_quote(f, accounts[i], quotes[i], 0);
    f->facts[accounts[i]].quotes[0].kind = SYN_QUOTE_INDIRECT;
  }
  compute(f);
  const syn_point *point = point_at(f, accounts[0], quotes[0]);
  assert_ptr_equal(point, point_at(f, accounts[1], quotes[1]));
  assert_int_equal(point->label, SYN_LABEL_VARIANT);
}

static void a_figure_that_an_article_repeats_is_one_point(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "Loan of 2.4 billion",
                           "The loan of 2.35 billion euros was signed.\n\nA sum of 2.35 billion euros is large.");
  (void)add_quantity(f, a, "2.4 billion", SYN_QUANTITY_MONEY, "2400000000", "100000000", "EUR", SYN_BOUND_EXACT, "loan");
  (void)add_quantity(f, a, "2.35 billion euros", SYN_QUANTITY_MONEY, "2350000000", "10000000", "EUR", SYN_BOUND_EXACT, "loan");
  uint32_t again = add_quantity(f, a, "2.35 billion euros", SYN_QUANTITY_MONEY, "2350000000", "10000000", "EUR", SYN_BOUND_EXACT, "");
  f->facts[a].quantities[again].span = test_span(f, a, "2.35 billion euros", 1);
  compute(f);
  assert_int_equal(f->synopsis.point_count, 1);
  assert_int_equal(f->synopsis.points[0].reading_count, 3);
  assert_int_equal(f->synopsis.points[0].label, SYN_LABEL_SINGLE);
}

static void what_differs_between_origins_weighs_more_than_what_one_says(void **state) {
  fixture *f = *state;
  talks t = add_talks(f);
  compute(f);
  const syn_story *story = story_of(f, t.first);
  uint32_t last = UINT32_MAX;
  for (uint32_t i = 0; i < f->synopsis.point_count; i++) {
    if (syn_id_compare(f->synopsis.points[i].story, story->id) != 0) continue;
    assert_true(f->synopsis.points[i].weight <= last);
    last = f->synopsis.points[i].weight;
  }
  assert_true(last != UINT32_MAX);
}

#define FLOOD_LEAD "The Velka river burst its banks below the granary dam near Tallby on Monday night. "

static uint32_t add_damage(fixture *f, const char *outlet, const char *sentence) {
  char *text = SYN_ARENA_ARRAY(f->arena, char, 1000);
  snprintf(text, 1000, FLOOD_LEAD "%s", sentence);
  return add_account(f, outlet, "2031-03-11", "Flood below the granary dam", text);
}

static void add_money(fixture *f, uint32_t account, const char *words, const char *value, const char *of) {
  (void)add_quantity(f, account, words, SYN_QUANTITY_MONEY, value, "1000000", "EUR", SYN_BOUND_EXACT, of);
}

static void the_only_figures_of_one_noun_contradict_however_far_apart(void **state) {
  fixture *f = *state;
  uint32_t a = add_damage(f, "Lantern", "Damage is put at 20 million euros."),
           b = add_damage(f, "Courier", "The council fears damage of 350 million euros.");
  add_money(f, a, "20 million euros", "20000000", "damage");
  add_money(f, b, "350 million euros", "350000000", "damage");
  compute(f);
  const syn_point *point = point_at(f, a, "20 million euros");
  assert_ptr_equal(point, point_at(f, b, "350 million euros"));
  assert_int_equal(point->label, SYN_LABEL_DIFFER);
  assert_int_equal(point->difference, SYN_DIFFERENCE_CONTRADICTION);
  assert_int_equal(point->silent.count, 0);
}

static void who_states_several_figures_of_a_noun_is_not_silent(void **state) {
  fixture *f = *state;
  uint32_t a = add_damage(f, "Lantern", "Damage is put at 20 million euros."),
           b = add_damage(f, "Courier", "Damage of 350 million euros to roads, and damage of 1 million euros to the mill.");
  add_money(f, a, "20 million euros", "20000000", "damage");
  add_money(f, b, "350 million euros", "350000000", "damage");
  add_money(f, b, "1 million euros", "1000000", "damage");
  compute(f);
  const syn_point *point = point_at(f, a, "20 million euros");
  assert_int_equal(point->label, SYN_LABEL_SINGLE);
  assert_int_equal(point->silent.count, 0);
  assert_int_equal(point->without_value.count, 1);
}

static void figures_of_other_nouns_do_not_contradict(void **state) {
  fixture *f = *state;
  uint32_t a = add_damage(f, "Lantern", "Damage is put at 20 million euros."),
           b = add_damage(f, "Courier", "The premier promised a loan of 350 million euros.");
  add_money(f, a, "20 million euros", "20000000", "damage");
  add_money(f, b, "350 million euros", "350000000", "loan");
  compute(f);
  const syn_point *point = point_at(f, a, "20 million euros");
  assert_int_equal(point->label, SYN_LABEL_SINGLE);
  assert_int_equal(point->silent.count, 1);
}

static void counts_need_more_in_common_than_the_noun(void **state) {
  fixture *f = *state;
  uint32_t a = add_damage(f, "Lantern", "Ministers of two towns met in the hall."),
           b = add_damage(f, "Courier", "Power failed from the coast to the hills in 27 towns.");
  (void)add_quantity(f, a, "two towns", SYN_QUANTITY_COUNT, "2", "1", "town", SYN_BOUND_EXACT, "town");
  (void)add_quantity(f, b, "27 towns", SYN_QUANTITY_COUNT, "27", "1", "town", SYN_BOUND_EXACT, "town");
  f->facts[a].quantities[0].of = f->facts[b].quantities[0].of = SYN_TEXT("borough"); /* a noun that says more than the unit */
  compute(f);
  assert_int_equal(point_at(f, a, "two towns")->label, SYN_LABEL_SINGLE);
}

static void who_died_is_not_compared_with_who_left(void **state) {
  fixture *f = *state;
  const char *one = "Four people died and 1,300 left their homes when the dam of Tallby broke on Monday.";
  const char *two = "Seven people drowned and 1,340 people fled when the dam of Tallby broke on Monday.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "The dam of Tallby", one),
           b = add_account(f, "Courier", "2031-03-12", "The dam of Tallby", two);
  (void)add_quantity(f, a, "Four people", SYN_QUANTITY_COUNT, "4", "1", "person", SYN_BOUND_EXACT, "people");
  (void)add_quantity(f, a, "1,300", SYN_QUANTITY_COUNT, "1300", "100", "person", SYN_BOUND_EXACT, "person");
  (void)add_quantity(f, b, "Seven people", SYN_QUANTITY_COUNT, "7", "1", "person", SYN_BOUND_EXACT, "people");
  (void)add_quantity(f, b, "1,340 people", SYN_QUANTITY_COUNT, "1340", "10", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  assert_ptr_equal(point_at(f, a, "Four people"), point_at(f, b, "Seven people"));
  assert_ptr_equal(point_at(f, a, "1,300"), point_at(f, b, "1,340 people"));
  assert_ptr_not_equal(point_at(f, a, "Four people"), point_at(f, a, "1,300"));
  assert_true(syn_text_find(point_at(f, a, "Four people")->about, SYN_TEXT("dead"), 0) != SIZE_MAX);
}

static uint32_t add_dead(fixture *f, const char *outlet, const char *text) {
  return add_account(f, outlet, "2031-03-12", "The raid on Tallby", text);
}

static void count_persons(fixture *f, uint32_t account, const char *words, const char *value, const char *of) {
  (void)add_quantity(f, account, words, SYN_QUANTITY_COUNT, value, "1", "person", SYN_BOUND_AT_LEAST, of);
}

static void a_count_of_fighters_does_not_stand_for_that_of_people(void **state) {
  fixture *f = *state;
  uint32_t a = add_dead(f, "Lantern", "At least 22 people were killed in the raid on Tallby."),
           b = add_dead(f, "Courier",
                        "The raid on Tallby went on. In the hills far to the north at least 20 rebels were killed, the army said.");
  count_persons(f, a, "At least 22 people", "22", "people");
  count_persons(f, b, "at least 20 rebels", "20", "rebel");
  compute(f);
  assert_ptr_not_equal(point_at(f, a, "At least 22 people"), point_at(f, b, "at least 20 rebels"));
}

static void the_dead_of_an_earlier_raid_are_another_matter(void **state) {
  fixture *f = *state;
  uint32_t
      a = add_dead(f, "Lantern", "The raid on Tallby on March 11 killed three people in the market of the town."),
      b = add_dead(
          f, "Courier",
          "Seven people were killed in the raid on Tallby. An earlier raid on the market of the town on January 25 killed four people.");
  (void)add_time(f, a, "March 11", "2031-03-11", 'D', 0, "2031-03-11");
  (void)add_time(f, b, "January 25", "2031-01-25", 'D', 0, "2031-01-25");
  (void)add_quantity(f, a, "three people", SYN_QUANTITY_COUNT, "3", "1", "person", SYN_BOUND_EXACT, "people");
  (void)add_quantity(f, b, "Seven people", SYN_QUANTITY_COUNT, "7", "1", "person", SYN_BOUND_EXACT, "people");
  (void)add_quantity(f, b, "four people", SYN_QUANTITY_COUNT, "4", "1", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  assert_int_equal(point_at(f, b, "four people")->label, SYN_LABEL_SINGLE);
}

static void words_next_to_a_figure_tell_more_than_the_rest_of_a_long_sentence(void **state) {
  fixture *f = *state;
  uint32_t a = add_dead(f, "Lantern",
                        "Growers of the valley, carpenters, weavers and ferrymen who trade with the harbour live in the hamlet of Tallby "
                        "40 kilometres from the port of "
                        "Osten and sell barley, timber and cloth at the weekly market."),
           b = add_dead(f, "Courier",
                        "Soldiers in two columns, lorries with guns and a doctor had reached the hamlet of Tallby 40 kilometres from the "
                        "port of Osten before dawn, while "
                        "shells fell on bridges, orchards and the old mill.");
  (void)add_quantity(f, a, "40 kilometres", SYN_QUANTITY_DISTANCE, "40", "1", "km", SYN_BOUND_EXACT, "");
  (void)add_quantity(f, b, "40 kilometres", SYN_QUANTITY_DISTANCE, "40", "1", "km", SYN_BOUND_EXACT, "");
  f->facts[a].quantities[0].value = f->facts[b].quantities[0].value = (syn_decimal){4, 1};
  compute(f);
  assert_int_equal(point_at(f, a, "40 kilometres")->label, SYN_LABEL_AGREE);
}

static void who_left_the_council_did_not_leave_home(void **state) {
  fixture *f = *state;
  uint32_t a =
      add_account(f, "Lantern", "2031-03-11", "The dam of Tallby", "12 people left the council when the dam of Tallby broke on Monday.");
  (void)add_quantity(f, a, "12 people", SYN_QUANTITY_COUNT, "12", "1", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  assert_true(syn_text_find(point_at(f, a, "12 people")->about, SYN_TEXT("home"), 0) == SIZE_MAX);
}

static void a_request_and_its_refusal_are_of_one_sum(void **state) {
  fixture *f = *state;
  const char *one = "President Brandt asked Veloria for another 40 million euros for the granary dam of Tallby on Monday.";
  const char *two = "Veloria rejected a request for another 40 million euros for the granary dam of Tallby on Monday.";
  uint32_t a = add_account(f, "Lantern", "2031-03-11", "The dam of Tallby", one),
           b = add_account(f, "Courier", "2031-03-11", "The dam of Tallby", two);
  uint32_t sum = add_quantity(f, a, "40 million euros", SYN_QUANTITY_MONEY, "40000000", "10000000", "EUR", SYN_BOUND_EXACT, "");
  f->facts[a].quantities[sum].event = add_event(f, a, one, "asked", SYN_EVENT_REQUEST, SYN_NO_INDEX, SYN_NO_INDEX);
  sum = add_quantity(f, b, "40 million euros", SYN_QUANTITY_MONEY, "40000000", "10000000", "EUR", SYN_BOUND_EXACT, "");
  f->facts[b].quantities[sum].event = add_event(f, b, two, "rejected", SYN_EVENT_REJECT, SYN_NO_INDEX, SYN_NO_INDEX);
  compute(f);
  assert_ptr_equal(point_at(f, a, "40 million euros"), point_at(f, b, "40 million euros"));
}

/* An account of `count` figures, one a sentence, all of other values; `text` and the figures live in the arena. */
static void add_table(fixture *f, uint32_t count, unsigned first_value) {
  enum { SENTENCE = 40 };
  char *text = SYN_ARENA_ARRAY(f->arena, char, (size_t)count *SENTENCE + 1);
  syn_quantity *quantities = SYN_ARENA_ARRAY(f->arena, syn_quantity, count);
  size_t size = 0;
  uint32_t account = add_account(f, "Lantern", "2031-03-11", "Granary tables of the harbour", "The granary tables of Tallby harbour.");
  assert_true(text && quantities);
  for (uint32_t i = 0; i < count; i++) {
    char digits[16];
    snprintf(digits, sizeof digits, "%u", first_value + 7 * i);
    size_t start = size + strlen("Granary sold "), end = start + strlen(digits);
    size += (size_t)snprintf(text + size, SENTENCE, "Granary sold %s sacks. ", digits);
    quantities[i] = (syn_quantity){.id = test_id("quantity", account, i),
                                   .span = {(uint32_t)start, (uint32_t)end, SYN_FIELD_TEXT, 0},
                                   .kind = SYN_QUANTITY_COUNT,
                                   .value = test_decimal(digits),
                                   .step = test_decimal("1"),
                                   .unit = SYN_TEXT("sack"),
                                   .of = SYN_TEXT("sack"),
                                   .event = SYN_NO_INDEX,
                                   .converts = SYN_NO_INDEX};
  }
  f->articles[account].text = (syn_text){text, size};
  f->facts[account].quantities = quantities;
  f->facts[account].quantity_count = count;
}

static void tables_of_thousands_of_figures_do_not_exhaust_memory(void **state) {
  fixture *f = *state;
  add_table(f, 6000, 20);
  add_table(f, 6000, 23);
  compute(f);
  assert_ptr_equal(story_of(f, 0), story_of(f, 1));
  assert_true(f->synopsis.point_count > 0);
  uint32_t readings = 0;
  for (uint32_t i = 0; i < f->synopsis.point_count; i++) readings += f->synopsis.points[i].reading_count;
  assert_true(readings <= 2 * SYN_POINT_ACCOUNT_LIMIT);
}

static void many_accounts_of_many_figures_do_not_exhaust_memory(void **state) {
  fixture *f = *state;
  for (unsigned i = 0; i < 32; i++) add_table(f, 1500, 20 + i);
  compute(f);
  assert_true(f->synopsis.point_count > 0);
}

/* Two of them are compared, and the reader sees all. */
static void copies_in_a_large_story_have_the_readings_of_all(void **state) {
  fixture *f = *state;
  enum { COPIES = SYN_POINT_ALL_ACCOUNTS + 10 };
  char outlet[32];
  for (uint32_t i = 0; i < COPIES; i++) {
    snprintf(outlet, sizeof outlet, "Outlet %u", i);
    uint32_t a = add_account(f, outlet, "2031-03-11", "Landslide above Tallby",
                             "A landslide killed 14 people below the granary of Tallby on Monday, the harbour office said.");
    (void)add_quantity(f, a, "14 people", SYN_QUANTITY_COUNT, "14", "1", "person", SYN_BOUND_EXACT, "people");
  }
  uint32_t other = add_account(f, "Courier", "2031-03-11", "Landslide above Tallby",
                               "A landslide killed 19 people below the granary of Tallby on Monday, the harbour office said.");
  (void)add_quantity(f, other, "19 people", SYN_QUANTITY_COUNT, "19", "1", "person", SYN_BOUND_EXACT, "people");
  compute(f);
  const syn_point *point = point_at(f, 0, "14 people");
  uint32_t readings = 0;
  for (uint32_t i = 0; i < point->reading_count; i++) readings += syn_decimal_to_double(point->readings[i].value) == 14;
  assert_int_equal(readings, COPIES);
  for (uint32_t i = 0; i < COPIES; i++) assert_ptr_equal(point_at(f, i, "14 people"), point);
  assert_int_equal(point->silent.count + point->without_value.count + point->reading_count, f->synopsis.stories[0].articles.count);
}

static void a_figure_in_a_text_without_full_stops_has_a_bounded_context(void **state) {
  fixture *f = *state;
  enum { FIGURES = 3000 };
  add_table(f, FIGURES, 20);
  add_table(f, FIGURES, 23);
  for (unsigned a = 0; a < 2; a++) {
    syn_text text = f->articles[a].text;
    char *list = SYN_ARENA_ARRAY(f->arena, char, text.size);
    for (size_t i = 0; i < text.size; i++) list[i] = text.data[i] == '.' ? ',' : text.data[i];
    f->articles[a].text = (syn_text){list, text.size};
  }
  compute(f);
  assert_true(f->synopsis.point_count > 0);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_loan_is_compared_with_the_loan),
      TEST(marchers_are_compared_with_demonstrators_and_not_with_the_arrested),
      TEST(other_currencies_are_other_points),
      TEST(the_points_of_a_story_hold_no_reading_of_another),
      TEST(one_utterance_in_two_translations_is_a_variant),
      TEST(the_same_words_agree),
      TEST(an_excerpt_is_a_variant),
      TEST(like_words_of_another_speaker_are_another_utterance),
      TEST(other_words_of_one_speaker_are_another_utterance),
      TEST(a_report_without_quotation_marks_speaks_without_a_value),
      TEST(a_report_around_quoted_words_is_told_by_these),
      TEST(a_figure_that_an_article_repeats_is_one_point),
      TEST(what_differs_between_origins_weighs_more_than_what_one_says),
      TEST(the_only_figures_of_one_noun_contradict_however_far_apart),
      TEST(who_states_several_figures_of_a_noun_is_not_silent),
      TEST(figures_of_other_nouns_do_not_contradict),
      TEST(counts_need_more_in_common_than_the_noun),
      TEST(who_died_is_not_compared_with_who_left),
      TEST(a_count_of_fighters_does_not_stand_for_that_of_people),
      TEST(words_next_to_a_figure_tell_more_than_the_rest_of_a_long_sentence),
      TEST(the_dead_of_an_earlier_raid_are_another_matter),
      TEST(who_left_the_council_did_not_leave_home),
      TEST(a_request_and_its_refusal_are_of_one_sum),
      TEST(tables_of_thousands_of_figures_do_not_exhaust_memory),
      TEST(many_accounts_of_many_figures_do_not_exhaust_memory),
      TEST(copies_in_a_large_story_have_the_readings_of_all),
      TEST(a_figure_in_a_text_without_full_stops_has_a_bounded_context),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
