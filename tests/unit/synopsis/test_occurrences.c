/* Events of several accounts that are one happening, and those that are kept apart; what points say of them. */
#include "accounts.h"

#define LEAD_A "Police arrested 40 dockers near the customs house in Tallby on Tuesday, Premier Mira Osten said."
#define LEAD_B "On Tuesday the police of Tallby took 38 dockers into custody near the customs house."
#define BODY "\n\nThe dockers had blocked the ferry to Nordhaven and the harbour hall for three days because of their wages."

static const syn_occurrence *occurrence_of(const fixture *f, uint32_t account, uint32_t event) {
  syn_id wanted = f->facts[account].events[event].id;
  for (uint32_t i = 0; i < f->synopsis.occurrence_count; i++)
    for (uint32_t e = 0; e < f->synopsis.occurrences[i].events.count; e++)
      if (syn_id_compare(f->synopsis.occurrences[i].events.items[e], wanted) == 0) return &f->synopsis.occurrences[i];
  fail_msg("event %u of account %u has no occurrence", event, account);
  return NULL;
}

static bool is_one(const fixture *f, uint32_t a, uint32_t x, uint32_t b, uint32_t y) {
  return occurrence_of(f, a, x) == occurrence_of(f, b, y);
}

static void set_side(fixture *f, syn_index_list *side, uint32_t entity) {
  side->items = SYN_ARENA_NEW(f->arena, uint32_t);
  side->items[0] = entity;
  side->count = 1;
}

static syn_event *event_at(fixture *f, uint32_t account, uint32_t event) {
  return &f->facts[account].events[event];
}

/* Two accounts of one arrest, of the day that each is given. */
typedef struct arrests {
  uint32_t first, second;
} arrests;

static arrests add_arrests(fixture *f, const char *first_day, const char *second_day) {
  arrests a;
  a.first = add_account(f, "Lantern", "2031-03-12", "Dockers arrested in Tallby", LEAD_A BODY);
  uint32_t tuesday = add_time(f, a.first, "Tuesday", "XXXX-WXX-2", 'N', -1, first_day);
  (void)add_event(f, a.first, LEAD_A, "arrested", SYN_EVENT_COERCE, tuesday, SYN_NO_INDEX);
  a.second = add_account(f, "Courier", "2031-03-12", "Dockers in custody", LEAD_B BODY);
  tuesday = add_time(f, a.second, "Tuesday", "XXXX-WXX-2", 'N', -1, second_day);
  (void)add_event(f, a.second, LEAD_B, "custody", SYN_EVENT_COERCE, tuesday, SYN_NO_INDEX);
  return a;
}

static void one_act_in_other_words_is_one_happening(void **state) {
  fixture *f = *state;
  arrests a = add_arrests(f, "2031-03-11", "2031-03-11");
  compute(f);
  assert_true(is_one(f, a.first, 0, a.second, 0));
  const syn_occurrence *one = occurrence_of(f, a.first, 0);
  assert_int_equal(one->articles.count, 2);
  assert_int_equal(one->origins, 1); /* the second paragraph is copied */
  assert_int_equal(one->type, SYN_EVENT_COERCE);
  assert_int_equal(one->date.from.day, test_day("2031-03-11").from.day);
  assert_true(one->why.size > 0);
}

static void other_days_keep_happenings_apart(void **state) {
  fixture *f = *state;
  arrests a = add_arrests(f, "2031-03-11", "2031-03-04");
  compute(f);
  assert_false(is_one(f, a.first, 0, a.second, 0));
}

static void a_day_that_only_one_account_states_is_the_happening_s(void **state) {
  fixture *f = *state;
  arrests a = add_arrests(f, NULL, "2031-03-11");
  event_at(f, a.first, 0)->time = SYN_NO_INDEX;
  compute(f);
  assert_true(is_one(f, a.first, 0, a.second, 0));
  assert_int_equal(occurrence_of(f, a.first, 0)->date.to.day, test_day("2031-03-11").from.day);
}

static void what_is_planned_or_denied_is_not_what_was_done(void **state) {
  static const syn_modality modalities[] = {SYN_MODALITY_PLANNED, SYN_MODALITY_DENIED};
  fixture *f = *state;
  arrests a = add_arrests(f, "2031-03-11", "2031-03-11");
  for (size_t i = 0; i < 2; i++) {
    event_at(f, a.second, 0)->modality = modalities[i];
    compute(f);
    assert_false(is_one(f, a.first, 0, a.second, 0));
    assert_int_equal(occurrence_of(f, a.second, 0)->modality, modalities[i]);
  }
  event_at(f, a.second, 0)->modality = SYN_MODALITY_HAPPENED;
  event_at(f, a.second, 0)->negated = true;
  compute(f);
  assert_false(is_one(f, a.first, 0, a.second, 0));
  assert_int_equal(occurrence_of(f, a.second, 0)->modality, SYN_MODALITY_DENIED);
}

static void other_actors_keep_happenings_apart(void **state) {
  fixture *f = *state;
  arrests a = add_arrests(f, "2031-03-11", "2031-03-11");
  uint32_t premier = add_entity(f, a.first, SYN_ENTITY_PERSON, "Mira Osten", ""),
           police = add_entity(f, a.second, SYN_ENTITY_ORGANIZATION, "police", "");
  compute(f);
  assert_true(is_one(f, a.first, 0, a.second, 0));
  set_side(f, &event_at(f, a.first, 0)->actors, premier);
  set_side(f, &event_at(f, a.second, 0)->actors, police);
  compute(f);
  assert_false(is_one(f, a.first, 0, a.second, 0));
}

static void places_in_other_countries_keep_happenings_apart(void **state) {
  fixture *f = *state;
  arrests a = add_arrests(f, "2031-03-11", "2031-03-11");
  uint32_t tallby = add_entity(f, a.first, SYN_ENTITY_PLACE, "Tallby", "EE"),
           nordhaven = add_entity(f, a.second, SYN_ENTITY_PLACE, "Nordhaven", "NO");
  event_at(f, a.first, 0)->place = tallby;
  event_at(f, a.second, 0)->place = nordhaven;
  compute(f);
  assert_false(is_one(f, a.first, 0, a.second, 0));
}

static void other_sums_keep_happenings_apart(void **state) {
  fixture *f = *state;
#define GRANT "Veloria granted the town of Tallby 20 million euros for the harbour."
#define SECOND "Veloria granted the town of Tallby 900 million euros for the harbour."
  uint32_t account = add_account(f, "Lantern", "2031-03-12", "Two grants", GRANT "\n\n" SECOND);
  for (uint32_t i = 0; i < 2; i++) {
    uint32_t event = add_event(f, account, i == 0 ? GRANT : SECOND, "granted", SYN_EVENT_AID, SYN_NO_INDEX, SYN_NO_INDEX);
    event_at(f, account, event)->mentions.items[0] = test_span(f, account, "granted", i);
    uint32_t sum = add_quantity(f, account, i == 0 ? "20 million euros" : "900 million euros", SYN_QUANTITY_MONEY,
                                i == 0 ? "20000000" : "900000000", "1000000", "EUR", SYN_BOUND_EXACT, "euro");
    set_side(f, &event_at(f, account, event)->quantities, sum);
  }
  compute(f);
  assert_false(is_one(f, account, 0, account, 1));
  f->facts[account].quantities[1].value = f->facts[account].quantities[0].value;
  compute(f);
  assert_true(is_one(f, account, 0, account, 1));
}

static const syn_point *point_of_kind(const fixture *f, unsigned kind) {
  for (uint32_t i = 0; i < f->synopsis.point_count; i++)
    if (f->synopsis.points[i].kind == kind) return &f->synopsis.points[i];
  return NULL;
}

static void accounts_that_tell_it_agree_and_others_are_silent(void **state) {
  fixture *f = *state;
  (void)add_arrests(f, "2031-03-11", "2031-03-11");
  (void)add_account(f, "Granary Post", "2031-03-12", "Dockers in Tallby",
                    "The dockers of Tallby had blocked the customs house and the ferry to Nordhaven on Tuesday." BODY);
  compute(f);
  const syn_point *point = point_of_kind(f, SYN_POINT_EVENT);
  assert_non_null(point);
  assert_int_equal(point->label, SYN_LABEL_AGREE);
  assert_int_equal(point->reading_count, 2);
  assert_int_equal(point->silent.count, 1);
  assert_true(syn_text_equal(point->readings[0].words, SYN_TEXT("happened")));
  const syn_point *day = point_of_kind(f, SYN_POINT_DATE);
  assert_non_null(day);
  assert_int_equal(day->label, SYN_LABEL_AGREE);
  assert_true(syn_text_equal(day->readings[0].words, SYN_TEXT("11 March 2031")));
}

static void an_account_that_denies_it_contradicts(void **state) {
  fixture *f = *state;
#define DENIAL "Police never arrested dockers near the customs house in Tallby on Tuesday, Premier Mira Osten said."
  uint32_t first = add_account(f, "Lantern", "2031-03-12", "Dockers arrested in Tallby", LEAD_A BODY),
           second = add_account(f, "Courier", "2031-03-12", "No arrests in Tallby", DENIAL BODY);
  (void)add_event(f, first, LEAD_A, "arrested", SYN_EVENT_COERCE, SYN_NO_INDEX, SYN_NO_INDEX);
  (void)add_event(f, second, DENIAL, "arrested", SYN_EVENT_COERCE, SYN_NO_INDEX, SYN_NO_INDEX);
  event_at(f, second, 0)->negated = true;
  compute(f);
  assert_false(is_one(f, first, 0, second, 0));
  const syn_point *point = point_of_kind(f, SYN_POINT_EVENT);
  assert_non_null(point);
  assert_int_equal(point->label, SYN_LABEL_DIFFER);
  assert_int_equal(point->difference, SYN_DIFFERENCE_CONTRADICTION);
}

static void a_name_in_two_spellings_is_a_point(void **state) {
  fixture *f = *state;
  uint32_t first = add_account(f, "Lantern", "2031-03-12", "Talks in Tallby",
                               "Serhiy Kovalenko met the dockers of Tallby at the customs house." BODY),
           second = add_account(f, "Courier", "2031-03-12", "Talks in Tallby",
                                "Sergei Kovalenko met the dockers of Tallby at the customs house." BODY);
  (void)add_entity(f, first, SYN_ENTITY_PERSON, "Serhiy Kovalenko", "");
  (void)add_entity(f, second, SYN_ENTITY_PERSON, "Sergei Kovalenko", "");
  compute(f);
  const syn_point *point = point_of_kind(f, SYN_POINT_NAME);
  assert_non_null(point);
  assert_int_equal(point->label, SYN_LABEL_VARIANT);
  assert_int_equal(point->reading_count, 2);
}

static void a_shorter_name_is_no_other_spelling(void **state) {
  fixture *f = *state;
  uint32_t first = add_account(f, "Lantern", "2031-03-12", "Talks in Tallby",
                               "Sergei Kovalenko met the dockers of Tallby at the customs house." BODY),
           second =
               add_account(f, "Courier", "2031-03-12", "Talks in Tallby", "Kovalenko met the dockers of Tallby at the customs house." BODY);
  (void)add_entity(f, first, SYN_ENTITY_PERSON, "Sergei Kovalenko", "");
  (void)add_entity(f, second, SYN_ENTITY_PERSON, "Kovalenko", "");
  compute(f);
  assert_null(point_of_kind(f, SYN_POINT_NAME));
}

/* Two accounts of one meeting, each with what it calls the same person. */
static const syn_point *point_of_roles(fixture *f, const char *one, const char *other) {
  static const char *const outlets[] = {"Lantern", "Courier"};
  const char *const roles[] = {one, other};
  for (int i = 0; i < 2; i++) {
    syn_text text;
    assert_int_equal(syn_arena_format(f->arena, &text, "%s Ada Venn met the dockers of Tallby at the customs house." BODY, roles[i]),
                     SYN_OK);
    uint32_t account = add_account(f, outlets[i], "2031-03-12", "Talks in Tallby", text.data);
    syn_entity *entity = &f->facts[account].entities[add_entity(f, account, SYN_ENTITY_PERSON, "Ada Venn", "")];
    entity->roles = SYN_ARENA_NEW(f->arena, syn_text);
    assert_int_equal(syn_arena_format(f->arena, &entity->roles[0], "%s", roles[i]), SYN_OK);
    entity->role_count = 1;
  }
  compute(f);
  return point_of_kind(f, SYN_POINT_ROLE);
}

static void two_offices_of_one_person_are_a_point(void **state) {
  fixture *f = *state;
  const syn_point *point = point_of_roles(f, "finance minister", "economy minister");
  assert_non_null(point);
  assert_int_equal(point->label, SYN_LABEL_DIFFER);
  assert_int_equal(point->reading_count, 2);
  for (uint32_t i = 0; i < 2; i++) assert_true(syn_text_ends_with(point->readings[i].words, SYN_TEXT("minister")));
}

static void a_deputy_is_of_another_rank(void **state) {
  assert_non_null(point_of_roles(*state, "mayor", "deputy mayor"));
}

static void a_role_that_says_less_agrees(void **state) {
  assert_null(point_of_roles(*state, "minister", "finance minister"));
}

static void offices_without_a_word_in_common_say_nothing(void **state) {
  assert_null(point_of_roles(*state, "president", "leader"));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(one_act_in_other_words_is_one_happening),
      TEST(other_days_keep_happenings_apart),
      TEST(a_day_that_only_one_account_states_is_the_happening_s),
      TEST(what_is_planned_or_denied_is_not_what_was_done),
      TEST(other_actors_keep_happenings_apart),
      TEST(places_in_other_countries_keep_happenings_apart),
      TEST(other_sums_keep_happenings_apart),
      TEST(accounts_that_tell_it_agree_and_others_are_silent),
      TEST(an_account_that_denies_it_contradicts),
      TEST(a_name_in_two_spellings_is_a_point),
      TEST(a_shorter_name_is_no_other_spelling),
      TEST(two_offices_of_one_person_are_a_point),
      TEST(a_deputy_is_of_another_rank),
      TEST(a_role_that_says_less_agrees),
      TEST(offices_without_a_word_in_common_say_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
