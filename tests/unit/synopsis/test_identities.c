/* Which entities of several articles are one. */
#include "accounts.h"

/* Two articles on alike things, each naming one person (and enough common words to be linked). */
static void name_in_two(fixture *f, const char *first, const char *first_country, const char *second, const char *second_country) {
  char *a = SYN_ARENA_ARRAY(f->arena, char, 400), *b = SYN_ARENA_ARRAY(f->arena, char, 400);
  snprintf(a, 400, "%s opened the granary bridge over the Velka river after months of repairs.", first);
  snprintf(b, 400, "The granary bridge over the Velka river was opened by %s when repairs had ended.", second);
  uint32_t x = add_account(f, "Lantern", "2031-05-02", "Bridge", a), y = add_account(f, "Courier", "2031-05-02", "Opening", b);
  (void)add_entity(f, x, SYN_ENTITY_PERSON, first, first_country);
  (void)add_entity(f, y, SYN_ENTITY_PERSON, second, second_country);
  compute(f);
}

static bool are_one(const fixture *f) {
  return identity_of(f, 0, 0) == identity_of(f, 1, 0);
}

static void the_same_full_name_is_one_person(void **state) {
  fixture *f = *state;
  name_in_two(f, "Orla Tenda", "", "Orla Tenda", "");
  assert_true(are_one(f));
  assert_int_equal(identity_of(f, 0, 0)->members.count, 2);
  assert_true(identity_of(f, 0, 0)->why.size > 0);
}

static void transliterations_are_one_person(void **state) {
  static const char *const PAIRS[][2] = {
      {"Aleksandr Mirashenka", "Alyaksandr Mirashenko"},
      {"Natalya Tsaharovskaya", "Natallia Tsakharouskaya"},
      {"Mikhail Zhukovskiy", "Mykhailo Zhukovsky"},
      {"Yulia Khabarova", "Julia Habarova"},
      {"Viktor Alexeev", "Victor Alekseev"},
      {"Dmitri Ponomaroff", "Dmitry Ponomarov"},
      {"Volodymyr Zelinskyy", "Vladimir Zelinsky"},
      {"Sergei Kirilenko", "Siarhei Kirylenka"},
      {"Anna Brandt-Miroshenko", "Anna Brandt-Mirochenko"},
      {"Muammar Gaddari", "Moammar Qaddari"},
      {"Muammar Qaddari", "Mu'ammar al-Gadhari"},
      {"Hussein Qasemi", "Hossein Ghasemi"},
      {"Bashar al-Barzi", "Bashar el-Barzi"},
      {"Karim al-Sadri", "Kareem Al Sadri"},
      {"Salem bin Rashid", "Saleem ibn Rasheed"},
      {"Park Min-ho", "Park Min Ho"},
      {"Vesna Jankovic", "Vesna Jankovich"},
      {"Ivan Miroff", "Ivan Mirov"},
      {"Erik Tschernyschow", "Erik Chernyshov"},
      {"Nguyễn Văn Linh", "Nguyen Van Linh"},
  };
  fixture *f = *state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
    f->count = 0;
    memset(f->facts, 0, sizeof f->facts);
    memset(f->sketches, 0, sizeof f->sketches);
    name_in_two(f, PAIRS[i][0], "BY", PAIRS[i][1], "BY");
    if (!are_one(f)) fail_msg("%s and %s stayed two", PAIRS[i][0], PAIRS[i][1]);
  }
}

static void other_names_stay_two(void **state) {
  static const char *const PAIRS[][2] = {
      {"Anna Mirova", "Olga Mirova"},
      {"Pavel Dorn", "Pavel Horn"},
      {"Maria Silva", "Mario Silva"},
      {"John W. Brack", "John H. Brack"},
      {"Ivan Petrenko", "Igor Petrenko"},
      {"Karl Benz", "Karl Lenz"},
      {"Pak Jong-un", "Pak Yong-hyun"},
      {"Zhang Wei", "Zheng Wei"},
      {"Ivan Horin", "Ivan Korin"},
      {"Ivan Gorinov", "Ivan Korinov"},
      {"Wang Li", "Wang Lei"},
      {"Park Min-ho", "Park Min-su"},
      {"Salman Rashid", "Suleiman Rashid"},
  };
  fixture *f = *state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
    f->count = 0;
    memset(f->facts, 0, sizeof f->facts);
    memset(f->sketches, 0, sizeof f->sketches);
    name_in_two(f, PAIRS[i][0], "", PAIRS[i][1], "");
    if (are_one(f)) fail_msg("%s and %s became one", PAIRS[i][0], PAIRS[i][1]);
  }
}

static void the_family_name_may_come_first(void **state) {
  fixture *f = *state;
  name_in_two(f, "Bakony Zoltar", "HU", "Zoltar Bakony", "HU");
  assert_true(are_one(f));
}

static void two_given_names_in_another_order_are_two_persons(void **state) {
  fixture *f = *state;
  name_in_two(f, "Ahmed Ibrahim", "", "Ibrahim Ahmed", "");
  assert_false(are_one(f));
}

/* What an article only describes has no name by which it could be found elsewhere. */
static void drivers_of_two_articles_are_two_persons(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Bridge", "The driver opened the granary bridge over the Velka river.");
  uint32_t b = add_account(f, "Courier", NULL, "Opening", "The driver opened the granary bridge over the Velka river again.");
  uint32_t x = add_entity(f, a, SYN_ENTITY_PERSON, "driver", ""), y = add_entity(f, b, SYN_ENTITY_PERSON, "driver", "");
  f->facts[a].entities[x].mentions[0].kind = f->facts[b].entities[y].mentions[0].kind = SYN_MENTION_NOMINAL;
  compute(f);
  assert_true(identity_of(f, a, x) != identity_of(f, b, y));
}

static void a_bare_surname_goes_to_its_only_bearer(void **state) {
  fixture *f = *state;
  name_in_two(f, "Karmel Zarafa", "", "Zarafa", "");
  assert_true(are_one(f));
  assert_true(syn_text_equal(identity_of(f, 1, 0)->name, SYN_TEXT("Karmel Zarafa")));
}

static void a_bare_surname_with_two_bearers_goes_to_neither(void **state) {
  fixture *f = *state;
  const char *text = "Anna Mirova and Olga Mirova argued over the granary bridge across the Velka river.";
  uint32_t a = add_account(f, "Lantern", NULL, "Bridge", text);
  uint32_t b = add_account(f, "Courier", NULL, "Opening", "Mirova argued over the granary bridge across the Velka river.");
  uint32_t anna = add_entity(f, a, SYN_ENTITY_PERSON, "Anna Mirova", "");
  uint32_t olga = add_entity(f, a, SYN_ENTITY_PERSON, "Olga Mirova", "");
  uint32_t bare = add_entity(f, b, SYN_ENTITY_PERSON, "Mirova", "");
  compute(f);
  assert_true(identity_of(f, a, anna) != identity_of(f, a, olga));
  assert_int_equal(identity_of(f, b, bare)->members.count, 1);
}

static void one_name_in_two_countries_and_no_common_matter_is_two_persons(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Fishing", "Minister Ivan Petkov closed every fishing harbour until spring.");
  uint32_t b = add_account(f, "Courier", NULL, "Chess", "Grandmaster Ivan Petkov won seven games of blitz chess in Lima.");
  uint32_t x = add_entity(f, a, SYN_ENTITY_PERSON, "Ivan Petkov", "BG"), y = add_entity(f, b, SYN_ENTITY_PERSON, "Ivan Petkov", "PE");
  compute(f);
  assert_true(identity_of(f, a, x) != identity_of(f, b, y));
}

static void an_acronym_goes_to_its_full_name(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Grain", "The Velka River Grain Authority set a price.");
  uint32_t b = add_account(f, "Courier", NULL, "Price", "The VRGA set a price for grain on the river.");
  uint32_t full = add_entity(f, a, SYN_ENTITY_ORGANIZATION, "Velka River Grain Authority", "");
  uint32_t acronym = add_entity(f, b, SYN_ENTITY_ORGANIZATION, "VRGA", "");
  compute(f);
  assert_true(identity_of(f, a, full) == identity_of(f, b, acronym));
  assert_true(syn_text_equal(identity_of(f, a, full)->name, SYN_TEXT("Velka River Grain Authority")));
}

static void spellings_of_an_organisation_are_one(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "Grain", "The River Security Organization met.");
  uint32_t b = add_account(f, "Courier", NULL, "Price", "The River Security Organisation met.");
  uint32_t x = add_entity(f, a, SYN_ENTITY_ORGANIZATION, "River Security Organization", "");
  uint32_t y = add_entity(f, b, SYN_ENTITY_ORGANIZATION, "River Security Organisation", "");
  compute(f);
  assert_true(identity_of(f, a, x) == identity_of(f, b, y));
}

static void places_of_one_name_in_two_countries_are_two(void **state) {
  fixture *f = *state;
  uint32_t a = add_account(f, "Lantern", NULL, "A", "A fair in Tarnow."), b = add_account(f, "Courier", NULL, "B", "A flood in Tarnow.");
  uint32_t x = add_entity(f, a, SYN_ENTITY_PLACE, "Tarnow", "PL"), y = add_entity(f, b, SYN_ENTITY_PLACE, "Tarnow", "DE");
  compute(f);
  assert_true(identity_of(f, a, x) != identity_of(f, b, y));
}

static void a_person_and_a_place_of_one_name_are_two(void **state) {
  fixture *f = *state;
  name_in_two(f, "Sofia", "", "Sofia", "");
  f->facts[1].entities[0].type = SYN_ENTITY_PLACE;
  compute(f);
  assert_false(are_one(f));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_same_full_name_is_one_person),
      TEST(transliterations_are_one_person),
      TEST(other_names_stay_two),
      TEST(the_family_name_may_come_first),
      TEST(two_given_names_in_another_order_are_two_persons),
      TEST(drivers_of_two_articles_are_two_persons),
      TEST(a_bare_surname_goes_to_its_only_bearer),
      TEST(a_bare_surname_with_two_bearers_goes_to_neither),
      TEST(one_name_in_two_countries_and_no_common_matter_is_two_persons),
      TEST(an_acronym_goes_to_its_full_name),
      TEST(spellings_of_an_organisation_are_one),
      TEST(places_of_one_name_in_two_countries_are_two),
      TEST(a_person_and_a_place_of_one_name_are_two),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
