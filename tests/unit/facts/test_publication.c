/* When an article without a date must have appeared. Times are made by hand: what matters is the arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "facts/publication.h"
#include "make_world.h"
#include "records/calendar.h"

/* Tables of our own: one known office-holder. */
static syn_world *made_world;

typedef struct scene {
  syn_arena *arena;
  syn_article article;
  syn_time times[8];
  syn_facts facts;
} scene;

static void begin(scene *made) {
  memset(made, 0, sizeof *made);
  assert_int_equal(syn_arena_create(1 << 20, &made->arena), SYN_OK);
  made->article.text = SYN_TEXT("The lighthouse keeper spoke on 4 March 2024, a Monday, and on other days.");
  made->facts.times = made->times;
}

static syn_time *add_time(scene *made, const char *value, int direction) {
  syn_time *time = &made->times[made->facts.time_count++];
  *time =
      (syn_time){.type = SYN_TIME_DATE, .value = syn_text_from(value), .direction = (int8_t)direction, .span = {0, 3, SYN_FIELD_TEXT, 0}};
  time->relative = value[0] == 'X';
  time->shift_unit = !time->relative ? 0 : strstr(value, "WXX") ? 'N' : 'C';
  if (!time->relative) {
    assert_int_equal(syn_calendar_parse(time->value, &time->interval), SYN_OK);
    time->interval.basis = SYN_BASIS_TEXT;
  }
  return time;
}

static void in_caption(syn_time *time) {
  time->span.field = SYN_FIELD_CAPTION;
}

static void expect_basis(scene *made, syn_basis basis, const char *from, const char *to) {
  assert_int_equal(syn_publication_infer(made_world, &made->article, &made->facts, made->arena), SYN_OK);
  char text[SYN_MOMENT_TEXT_SIZE] = "";
  if (!from) {
    assert_int_equal(made->article.published.basis, SYN_BASIS_NONE);
  } else {
    assert_int_equal(made->article.published.basis, basis);
    syn_moment_format(made->article.published.from, text);
    assert_string_equal(text, from);
    syn_moment_format(made->article.published.to, text);
    assert_string_equal(text, to);
    assert_true(made->article.published_why.size > 0);
  }
  syn_arena_destroy(&made->arena);
}

static void expect(scene *made, const char *from, const char *to) {
  expect_basis(made, SYN_BASIS_TEXT, from, to);
}

static void a_captioned_day_leaves_the_week_after_it(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  expect(&made, "2024-03-04", "2024-03-10");
}

static void a_later_weekday_moves_the_first_day(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  add_time(&made, "XXXX-WXX-2", -1);
  expect(&made, "2024-03-05", "2024-03-10");
}

static void an_earlier_weekday_moves_the_last_day(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  add_time(&made, "XXXX-WXX-7", -1);
  expect(&made, "2024-03-04", "2024-03-09");
}

static void a_day_ahead_ends_the_interval_before_it(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  add_time(&made, "XXXX-03-08", 1);
  expect(&made, "2024-03-04", "2024-03-07");
}

static void a_past_day_told_by_its_weekday_too_anchors(void **state) {
  scene made;
  begin(&made);
  add_time(&made, "2024-03-04", -1);
  add_time(&made, "XXXX-WXX-1", -1);
  expect(&made, "2024-03-04", "2024-03-10");
}

static void a_past_day_alone_says_nothing(void **state) {
  scene made;
  begin(&made);
  add_time(&made, "2014-03-04", -1);
  expect(&made, NULL, NULL);
}

/* "in 1994, 20 years ago": 2014. */
static void tell_year_twice(scene *made, const char *year, int32_t shift) {
  syn_time *told = add_time(made, year, 0);
  told->span = (syn_span){3, 7, SYN_FIELD_TEXT, 0};
  syn_time *away = add_time(made, "XXXX", -1);
  away->shift_unit = 'Y';
  away->shift = shift;
  away->span = (syn_span){9, 21, SYN_FIELD_TEXT, 0};
}

static void a_year_told_in_two_ways_gives_a_past_day_its_year(void **state) {
  scene made;
  begin(&made);
  tell_year_twice(&made, "1994", -20);
  add_time(&made, "XXXX-03-04", -1);
  expect(&made, "2014-03-04", "2014-03-10");
}

static void a_year_told_in_two_ways_without_a_day_says_nothing(void **state) {
  scene made;
  begin(&made);
  tell_year_twice(&made, "1994", -20);
  expect(&made, NULL, NULL);
}

static void two_different_years_told_so_say_nothing(void **state) {
  scene made;
  begin(&made);
  tell_year_twice(&made, "1994", -20);
  tell_year_twice(&made, "1990", -20);
  add_time(&made, "XXXX-03-04", -1);
  expect(&made, NULL, NULL);
}

static void what_is_stated_stays(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  assert_int_equal(syn_calendar_parse(SYN_TEXT("2024-04-01"), &made.article.published), SYN_OK);
  made.article.published.basis = SYN_BASIS_METADATA;
  assert_int_equal(syn_publication_infer(made_world, &made.article, &made.facts, made.arena), SYN_OK);
  assert_int_equal(made.article.published.basis, SYN_BASIS_METADATA);
  syn_arena_destroy(&made.arena);
}

static void events_on_a_weekday_get_their_day(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  add_time(&made, "XXXX-WXX-7", -1);
  syn_event event = {.sentence = {0, 40, SYN_FIELD_TEXT, 0}, .time = 1};
  made.facts.events = &event;
  made.facts.event_count = 1;
  assert_int_equal(syn_publication_infer(made_world, &made.article, &made.facts, made.arena), SYN_OK);
  assert_int_equal(event.date.basis, SYN_BASIS_TEXT);
  assert_int_equal(event.date.from.day, syn_calendar_day(2024, 3, 3));
  syn_arena_destroy(&made.arena);
}

static int open_world(void **state) {
  return make_world("id\tname\tnames\tcountry\nines-calleja\tInes Calleja\t\tMT\n",
                    "person\toffice\tof\tfrom\tto\nines-calleja\tpresident\tcountry:MT\t2017-02-01\t2019-01-31\n", &made_world);
}

static int close_world(void **state) {
  syn_world_close(&made_world);
  return 0;
}

static void add_president(scene *made, const char *text) {
  static syn_text role = {"president", 9};
  syn_entity *entity = SYN_ARENA_NEW(made->arena, syn_entity);
  assert_non_null(entity);
  size_t at = syn_text_find(syn_text_from(text), SYN_TEXT("Ines Calleja"), 0);
  entity->name = SYN_TEXT("Ines Calleja");
  entity->roles = &role;
  entity->role_count = 1;
  entity->mentions = SYN_ARENA_NEW(made->arena, syn_mention);
  assert_non_null(entity->mentions);
  entity->mentions[0].span = (syn_span){(uint32_t)at, (uint32_t)at + 12, SYN_FIELD_TEXT, 0};
  entity->mention_count = 1;
  made->article.text = syn_text_from(text);
  made->article.language = SYN_TEXT("en");
  made->facts.entities = entity;
  made->facts.entity_count = 1;
}

static void a_term_that_holds_the_day_once_tells_the_year(void **state) {
  scene made;
  begin(&made);
  add_president(&made, "President Ines Calleja spoke on 20 January.");
  add_time(&made, "XXXX-01-20", -1);
  add_time(&made, "2018-06", -1);
  expect_basis(&made, SYN_BASIS_WORLD, "2019-01-20", "2019-01-26");
}

static void a_weekday_beside_the_day_tells_which_year_of_the_term(void **state) {
  scene made;
  begin(&made);
  add_president(&made, "On Sunday, 4 March, President Ines Calleja spoke.");
  add_time(&made, "XXXX-03-04", -1)->span = (syn_span){3, 18, SYN_FIELD_TEXT, 0};
  expect_basis(&made, SYN_BASIS_WORLD, "2018-03-04", "2018-03-10");
}

/* NATO was founded in 1949. */
static syn_quantity *add_anniversary(scene *made, const char *text, uint32_t number_end, uint32_t name) {
  static syn_mention mention;
  static syn_identifier identifier;
  static syn_entity entity;
  static syn_quantity rank;
  identifier = (syn_identifier){SYN_TEXT("synoptic"), SYN_TEXT("org:nato")};
  mention = (syn_mention){.span = {name, name + 4, SYN_FIELD_TEXT, 0}};
  entity = (syn_entity){
      .type = SYN_ENTITY_ORGANIZATION, .mentions = &mention, .mention_count = 1, .identifiers = &identifier, .identifier_count = 1};
  rank = (syn_quantity){.kind = SYN_QUANTITY_RANK, .value = {60, 0}, .span = {number_end - 4, number_end, SYN_FIELD_TEXT, 0}};
  made->article.language = SYN_TEXT("en");
  made->article.text = syn_text_from(text);
  made->facts.entities = &entity;
  made->facts.entity_count = 1;
  made->facts.quantities = &rank;
  made->facts.quantity_count = 1;
  return &rank;
}

static void an_anniversary_of_something_known_gives_a_past_day_its_year(void **state) {
  scene made;
  begin(&made);
  add_anniversary(&made, "On 4 April they met for the 60th anniversary of NATO.", 32, 48);
  add_time(&made, "XXXX-04-04", -1);
  expect_basis(&made, SYN_BASIS_WORLD, "2009-04-04", "2009-04-10");
}

static void an_anniversary_far_from_the_day_or_before_a_known_year_says_nothing(void **state) {
  scene made;
  begin(&made);
  add_anniversary(&made, "On 4 April they met for the 60th anniversary of NATO.", 32, 48);
  add_time(&made, "XXXX-04-04", -1);
  add_time(&made, "2012-05", -1);
  expect(&made, NULL, NULL);
  begin(&made);
  add_anniversary(&made, "On 4 April they met for the 60th anniversary of NATO.", 32, 48);
  add_time(&made, "XXXX-04-04", -1)->span = (syn_span){900, 907, SYN_FIELD_TEXT, 0};
  expect(&made, NULL, NULL);
}

static void a_term_that_holds_the_day_twice_tells_nothing(void **state) {
  scene made;
  begin(&made);
  add_president(&made, "President Ines Calleja spoke on 4 March.");
  add_time(&made, "XXXX-03-04", -1);
  expect(&made, NULL, NULL);
}

static void newly_elected_means_the_beginning_of_the_term(void **state) {
  scene made;
  begin(&made);
  add_president(&made, "The newly elected President Ines Calleja spoke on 4 March.");
  add_time(&made, "XXXX-03-04", -1);
  add_time(&made, "XXXX-03-05", 1);
  expect_basis(&made, SYN_BASIS_WORLD, "2017-03-04", "2017-03-04");
}

static void nobody_known_tells_nothing(void **state) {
  scene made;
  begin(&made);
  add_time(&made, "XXXX-03-04", -1);
  expect(&made, NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_captioned_day_leaves_the_week_after_it),
      cmocka_unit_test(a_later_weekday_moves_the_first_day),
      cmocka_unit_test(an_earlier_weekday_moves_the_last_day),
      cmocka_unit_test(a_day_ahead_ends_the_interval_before_it),
      cmocka_unit_test(a_past_day_told_by_its_weekday_too_anchors),
      cmocka_unit_test(a_past_day_alone_says_nothing),
      cmocka_unit_test(a_year_told_in_two_ways_gives_a_past_day_its_year),
      cmocka_unit_test(a_year_told_in_two_ways_without_a_day_says_nothing),
      cmocka_unit_test(two_different_years_told_so_say_nothing),
      cmocka_unit_test(what_is_stated_stays),
      cmocka_unit_test(a_term_that_holds_the_day_once_tells_the_year),
      cmocka_unit_test(a_weekday_beside_the_day_tells_which_year_of_the_term),
      cmocka_unit_test(an_anniversary_of_something_known_gives_a_past_day_its_year),
      cmocka_unit_test(an_anniversary_far_from_the_day_or_before_a_known_year_says_nothing),
      cmocka_unit_test(a_term_that_holds_the_day_twice_tells_nothing),
      cmocka_unit_test(newly_elected_means_the_beginning_of_the_term),
      cmocka_unit_test(nobody_known_tells_nothing),
      cmocka_unit_test(events_on_a_weekday_get_their_day),
  };
  return cmocka_run_group_tests(tests, open_world, close_world);
}
