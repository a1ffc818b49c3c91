/* Which names of a whole store are one person or body. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"
#include "synopsis/bearers.h"

enum { BEARERS = 64, BEARINGS = 32, ARENA = 1 << 28, COMPANY = 100 };

/* A block that is written out by hand: bearers with as many bearings as they are given, each of articles of its own. */
typedef struct fixture {
  syn_arena *arena;
  syn_world *world;
  syn_bearer bearers[BEARERS];
  syn_bearing bearings[BEARERS][BEARINGS];
  uint32_t count, next_article;
  uint8_t weights[COMPANY];
  syn_join *joins;
} fixture;

static int open_fixture(void **state) {
  fixture *f = calloc(1, sizeof *f);
  const char *root = getenv("SYN_SOURCE_ROOT");
  char path[4096];
  syn_error error = {0};
  assert_non_null(f);
  assert_int_equal(syn_arena_create(ARENA, &f->arena), SYN_OK);
  snprintf(path, sizeof path, "%s/data", root ? root : "..");
  if (syn_world_open(root ? path : NULL, &f->world, &error) != SYN_OK) fail_msg("%s", error.text);
  memset(f->weights, 7, sizeof f->weights);
  *state = f;
  return 0;
}

static int close_fixture(void **state) {
  fixture *f = *state;
  syn_world_close(&f->world);
  syn_arena_destroy(&f->arena);
  free(f);
  return 0;
}

static uint32_t *numbers(fixture *f, uint32_t first) {
  uint32_t *list = SYN_ARENA_ARRAY(f->arena, uint32_t, 1);
  assert_non_null(list);
  *list = first;
  return list;
}

/* `count` neighbourhoods know the name, each from one article. Returns its number. */
static uint32_t add(fixture *f, syn_entity_type type, const char *name, uint32_t count) {
  uint32_t number = f->count++;
  syn_bearer *bearer = &f->bearers[number];
  char text[32];
  int size = snprintf(text, sizeof text, "%u", number);
  const syn_text part = {text, (size_t)size};
  *bearer = (syn_bearer){.id = syn_digest_id("test", &part, 1), .type = type, .name = syn_text_from(name), .bearing_count = count};
  bearer->bearings = f->bearings[number];
  for (uint32_t i = 0; i < count; i++)
    f->bearings[number][i] =
        (syn_bearing){.first_day = SYN_BEARING_NO_DAY, .last_day = SYN_BEARING_NO_DAY, .articles = {numbers(f, f->next_article++), 1}};
  return number;
}

static uint32_t person(fixture *f, const char *name, uint32_t count) {
  return add(f, SYN_ENTITY_PERSON, name, count);
}

/* All of its neighbourhoods name one more. */
static void give_company(fixture *f, uint32_t bearer, uint32_t number) {
  for (uint32_t i = 0; i < f->bearers[bearer].bearing_count; i++) f->bearings[bearer][i].company = (syn_index_list){numbers(f, number), 1};
}

static void give_country(fixture *f, uint32_t bearer, const char *country) {
  for (uint32_t i = 0; i < f->bearers[bearer].bearing_count; i++) f->bearings[bearer][i].country = syn_text_from(country);
}

static void give_role(fixture *f, uint32_t bearer, const char *role) {
  for (uint32_t i = 0; i < f->bearers[bearer].bearing_count; i++) {
    syn_text *list = SYN_ARENA_ARRAY(f->arena, syn_text, 1);
    assert_non_null(list);
    *list = syn_text_from(role);
    f->bearings[bearer][i].roles = (syn_text_list){list, 1};
  }
}

static void give_days(fixture *f, uint32_t bearer, int32_t day) {
  for (uint32_t i = 0; i < f->bearers[bearer].bearing_count; i++) f->bearings[bearer][i].first_day = f->bearings[bearer][i].last_day = day;
}

static const syn_join *join_of(fixture *f, uint32_t bearer) {
  const syn_bearer_set set = {.items = f->bearers, .count = f->count, .weights = f->weights};
  assert_int_equal(syn_bearers_join(&set, f->world, f->arena, &f->joins), SYN_OK);
  return &f->joins[bearer];
}

static bool are_one(fixture *f, uint32_t a, uint32_t b) {
  (void)join_of(f, a);
  return f->joins[a].head == f->joins[b].head;
}

static void forget(fixture *f) {
  f->count = 0;
}

/* ---- full names ---- */

static void a_title_before_the_name_changes_nothing(void **state) {
  fixture *f = *state;
  uint32_t plain = person(f, "Ana Kask", 2), titled = person(f, "Sen. Ana Kask", 1), placed = person(f, "Velka Gov. Ana Kask", 1);
  assert_true(are_one(f, plain, titled));
  assert_int_equal(f->joins[titled].rule, SYN_JOIN_TITLE);
  assert_true(f->joins[titled].is_sure);
  assert_int_equal(f->joins[titled].head, plain);
  assert_int_equal(f->joins[placed].head, plain);
}

static void other_words_before_the_name_need_company(void **state) {
  fixture *f = *state;
  uint32_t plain = person(f, "Ana Kask", 3), described = person(f, "Velkian Ana Kask", 1);
  assert_false(are_one(f, plain, described));
  give_company(f, plain, 1);
  give_company(f, described, 1);
  assert_true(are_one(f, plain, described));
  assert_int_equal(f->joins[described].rule, SYN_JOIN_DESCRIPTION);
}

static void a_given_name_before_the_name_is_another(void **state) {
  fixture *f = *state;
  uint32_t plain = person(f, "Paul Kask", 3), other = person(f, "Maria Paul Kask", 1);
  give_company(f, plain, 1);
  give_company(f, other, 1);
  assert_false(are_one(f, plain, other));
}

static void middle_names_and_short_forms_need_company_or_an_office(void **state) {
  static const char *const PAIRS[][2] = {
      {"Robert Orring", "Robert S. Orring"}, {"Bill Orring", "William Orring"}, {"Aleksandr Mirashenka", "Alyaksandr Mirashenko"}};
  fixture *f = *state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
    forget(f);
    uint32_t a = person(f, PAIRS[i][0], 2), b = person(f, PAIRS[i][1], 1);
    if (are_one(f, a, b)) fail_msg("%s, %s: nothing spoke for it", PAIRS[i][0], PAIRS[i][1]);
    give_company(f, a, 1);
    give_company(f, b, 1);
    f->weights[1] = 9;
    if (!are_one(f, a, b)) fail_msg("%s, %s: stayed two", PAIRS[i][0], PAIRS[i][1]);
    f->weights[1] = 1; /* a president whom all articles name */
    if (are_one(f, a, b)) fail_msg("%s, %s: hardly anything spoke for it", PAIRS[i][0], PAIRS[i][1]);
    give_role(f, a, "harbour master");
    give_role(f, b, "harbour master");
    if (!are_one(f, a, b)) fail_msg("%s, %s: stayed two, of one office", PAIRS[i][0], PAIRS[i][1]);
  }
}

static void a_name_without_a_middle_name_is_nobodys_of_two(void **state) {
  fixture *f = *state;
  uint32_t father = person(f, "Georg H. Bostrand", 3), son = person(f, "Georg W. Bostrand", 5), either = person(f, "Georg Bostrand", 2);
  give_company(f, father, 1);
  give_company(f, son, 1);
  give_company(f, either, 1);
  f->weights[1] = 20;
  assert_false(are_one(f, father, son));
  assert_false(are_one(f, either, son));
  assert_false(are_one(f, either, father));
}

static void contradictions_keep_names_apart(void **state) {
  fixture *f = *state;
  uint32_t a = person(f, "Robert Orring", 1), b = person(f, "Robert S. Orring", 1);
  give_company(f, a, 1);
  give_company(f, b, 1);
  f->weights[1] = 20;
  assert_true(are_one(f, a, b));
  give_country(f, a, "EE");
  give_country(f, b, "NO");
  assert_false(are_one(f, a, b));
  give_country(f, b, "EE");
  assert_true(are_one(f, a, b));
  f->bearings[b][0].articles = f->bearings[a][0].articles; /* one article names both */
  assert_false(are_one(f, a, b));
}

static void juniors_are_others(void **state) {
  fixture *f = *state;
  uint32_t father = person(f, "Robert Orring", 4), son = person(f, "Robert Orring Jr.", 2);
  give_company(f, father, 1);
  give_company(f, son, 1);
  f->weights[1] = 20;
  assert_false(are_one(f, father, son));
}

/* ---- bare surnames ---- */

static void a_bare_surname_with_the_office_goes_to_who_holds_it(void **state) {
  fixture *f = *state;
  uint32_t whole = person(f, "Ana Kask", 12), sister = person(f, "Mai Kask", 1), bare = person(f, "Kask", 1);
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_NOTHING);
  give_role(f, whole, "prime minister");
  give_role(f, bare, "prime minister");
  assert_true(are_one(f, whole, bare));
  assert_int_equal(f->joins[bare].rule, SYN_JOIN_OFFICE);
  assert_true(f->joins[bare].is_sure);
  assert_int_equal(f->joins[bare].own, 12);
  assert_int_equal(f->joins[bare].all, 13);
  assert_int_equal(f->joins[sister].head, sister);
}

static void a_bare_surname_with_company_goes_to_who_has_it_too(void **state) {
  fixture *f = *state;
  uint32_t whole = person(f, "Ana Kask", 12), bare = person(f, "Kask", 1);
  give_company(f, whole, 1);
  give_company(f, bare, 1);
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_NOTHING);
  f->weights[1] = 9;
  assert_true(are_one(f, whole, bare));
  assert_int_equal(f->joins[bare].rule, SYN_JOIN_COMPANY);
  assert_int_equal(f->joins[bare].company, 1);
}

static void a_surname_that_one_alone_bears_needs_nothing_else(void **state) {
  fixture *f = *state;
  uint32_t whole = person(f, "Ana Kask", 25), bare = person(f, "Kask", 1);
  assert_true(are_one(f, whole, bare));
  assert_int_equal(f->joins[bare].rule, SYN_JOIN_SURNAME);
  assert_false(f->joins[bare].is_sure);
}

static void a_surname_that_several_bear_stays_open(void **state) {
  fixture *f = *state;
  uint32_t one = person(f, "Ana Kask", 12), other = person(f, "Mai Kask", 4), bare = person(f, "Kask", 1);
  give_role(f, one, "prime minister");
  give_role(f, bare, "prime minister");
  const syn_join *join = join_of(f, bare);
  assert_int_equal(join->head, bare);
  assert_int_equal(join->apart, SYN_APART_SEVERAL);
  assert_int_equal(join->with, one);
  assert_int_equal(f->joins[other].head, other);
}

static void who_bears_the_word_as_a_given_name_is_a_rival(void **state) {
  fixture *f = *state;
  uint32_t climber = person(f, "Edmund Hilar", 20), bare = person(f, "Hilar", 1);
  assert_true(are_one(f, climber, bare));
  (void)person(f, "Hilar Orring", 20);
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_SEVERAL);
}

static void another_country_and_another_time_keep_a_surname_open(void **state) {
  fixture *f = *state;
  uint32_t whole = person(f, "Ana Kask", 25), bare = person(f, "Kask", 1);
  give_country(f, whole, "EE");
  give_country(f, bare, "NO");
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_COUNTRY);
  give_country(f, bare, "EE");
  assert_int_equal(join_of(f, bare)->rule, SYN_JOIN_SURNAME);
  give_days(f, whole, 20000);
  give_days(f, bare, 20000 - 10 * 365);
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_TIME);
  give_days(f, bare, 20000 - 2 * 365);
  assert_int_equal(join_of(f, bare)->rule, SYN_JOIN_SURNAME);
}

static void of_two_times_the_bearer_of_the_time_is_meant(void **state) {
  fixture *f = *state;
  uint32_t father = person(f, "Georg Bostrand", 20), son = person(f, "Willem Bostrand", 25), bare = person(f, "Bostrand", 1);
  give_days(f, father, 6000);
  give_days(f, son, 20000);
  assert_int_equal(join_of(f, bare)->apart, SYN_APART_SEVERAL);
  give_days(f, bare, 6100);
  assert_true(are_one(f, bare, father));
  give_days(f, bare, 19900);
  assert_true(are_one(f, bare, son));
}

static void names_that_were_joined_count_as_one(void **state) {
  fixture *f = *state;
  uint32_t whole = person(f, "Ana Kask", 18), titled = person(f, "Sen. Ana Kask", 7), bare = person(f, "Kask", 1);
  assert_true(are_one(f, whole, bare));
  assert_int_equal(f->joins[bare].own, 25);
  assert_int_equal(f->joins[titled].head, whole);
}

/* ---- bodies ---- */

static void legal_forms_are_not_part_of_the_name(void **state) {
  fixture *f = *state;
  uint32_t a = add(f, SYN_ENTITY_ORGANIZATION, "Velka Lines Corporation", 2), b = add(f, SYN_ENTITY_ORGANIZATION, "Velka Lines Corp.", 1),
           c = add(f, SYN_ENTITY_ORGANIZATION, "Velka Lines", 1), d = add(f, SYN_ENTITY_ORGANIZATION, "Velka Harbour Ltd", 1),
           e = add(f, SYN_ENTITY_ORGANIZATION, "Velka Harbour Inc", 1);
  assert_true(are_one(f, a, b));
  assert_true(are_one(f, a, c));
  assert_int_equal(f->joins[b].rule, SYN_JOIN_LEGAL_FORM);
  assert_false(are_one(f, d, e));
}

static void an_acronym_goes_to_the_name_that_articles_state_for_it(void **state) {
  fixture *f = *state;
  uint32_t name = add(f, SYN_ENTITY_ORGANIZATION, "Velka Development Bank", 3), acronym = add(f, SYN_ENTITY_ORGANIZATION, "VDB", 1);
  assert_false(are_one(f, name, acronym)); /* its initials alone say nothing */
  f->bearings[name][0].acronym = SYN_TEXT("VDB");
  assert_false(are_one(f, name, acronym));
  f->bearings[name][1].acronym = SYN_TEXT("VDB");
  assert_true(are_one(f, name, acronym));
  assert_int_equal(f->joins[acronym].rule, SYN_JOIN_ACRONYM);
  f->bearings[name][2].acronym = SYN_TEXT("DOE"); /* letters that the name has not */
  uint32_t other = add(f, SYN_ENTITY_ORGANIZATION, "DOE", 1);
  give_company(f, name, 2);
  give_company(f, other, 2);
  assert_false(are_one(f, name, other));
  uint32_t rival = add(f, SYN_ENTITY_ORGANIZATION, "Vennland Dairy Board", 1);
  assert_false(are_one(f, name, acronym));
  give_company(f, name, 1);
  give_company(f, acronym, 1);
  f->weights[1] = 9;
  assert_true(are_one(f, name, acronym));
  assert_int_equal(f->joins[rival].head, rival);
}

/* ---- order ---- */

/* The same block in another order, each bearer under the same id: the same groups, and the same names for them. */
static void the_order_of_bearers_decides_nothing(void **state) {
  static const char *const NAMES[] = {"Ana Kask", "Sen. Ana Kask", "Ana M. Kask", "Kask", "Mai Kask", "Anna Kask", "Kask"};
  enum { COUNT = sizeof NAMES / sizeof *NAMES };
  fixture *f = *state;
  const char *heads[COUNT] = {NULL};
  for (uint32_t turn = 0; turn < COUNT; turn++) {
    forget(f);
    f->weights[1] = 12;
    for (uint32_t i = 0; i < COUNT; i++) {
      uint32_t name = (i + turn) % COUNT, number = person(f, NAMES[name], name == 0 ? 20 : 1);
      give_company(f, number, 1);
    }
    (void)join_of(f, 0);
    for (uint32_t i = 0; i < COUNT; i++) {
      uint32_t name = (i + turn) % COUNT;
      const char *head = f->bearers[f->joins[i].head].name.data;
      if (turn == 0) heads[name] = head;
      if (strcmp(heads[name], head) != 0) fail_msg("%s is called %s and %s", NAMES[name], heads[name], head);
    }
  }
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void) {
  const struct CMUnitTest tests[] = {
      WITH_FIXTURE(a_title_before_the_name_changes_nothing),
      WITH_FIXTURE(other_words_before_the_name_need_company),
      WITH_FIXTURE(a_given_name_before_the_name_is_another),
      WITH_FIXTURE(middle_names_and_short_forms_need_company_or_an_office),
      WITH_FIXTURE(a_name_without_a_middle_name_is_nobodys_of_two),
      WITH_FIXTURE(contradictions_keep_names_apart),
      WITH_FIXTURE(juniors_are_others),
      WITH_FIXTURE(a_bare_surname_with_the_office_goes_to_who_holds_it),
      WITH_FIXTURE(a_bare_surname_with_company_goes_to_who_has_it_too),
      WITH_FIXTURE(a_surname_that_one_alone_bears_needs_nothing_else),
      WITH_FIXTURE(a_surname_that_several_bear_stays_open),
      WITH_FIXTURE(who_bears_the_word_as_a_given_name_is_a_rival),
      WITH_FIXTURE(another_country_and_another_time_keep_a_surname_open),
      WITH_FIXTURE(of_two_times_the_bearer_of_the_time_is_meant),
      WITH_FIXTURE(names_that_were_joined_count_as_one),
      WITH_FIXTURE(legal_forms_are_not_part_of_the_name),
      WITH_FIXTURE(an_acronym_goes_to_the_name_that_articles_state_for_it),
      WITH_FIXTURE(the_order_of_bearers_decides_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
