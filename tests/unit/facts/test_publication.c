/* When an article without a date must have appeared. Times are made by hand: what matters is the arithmetic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "facts/publication.h"
#include "records/calendar.h"

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

static void expect(scene *made, const char *from, const char *to) {
  assert_int_equal(syn_publication_infer(&made->article, &made->facts, made->arena), SYN_OK);
  char text[SYN_MOMENT_TEXT_SIZE] = "";
  if (!from) {
    assert_int_equal(made->article.published.basis, SYN_BASIS_NONE);
  } else {
    assert_int_equal(made->article.published.basis, SYN_BASIS_TEXT);
    syn_moment_format(made->article.published.from, text);
    assert_string_equal(text, from);
    syn_moment_format(made->article.published.to, text);
    assert_string_equal(text, to);
    assert_true(made->article.published_why.size > 0);
  }
  syn_arena_destroy(&made->arena);
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

static void what_is_stated_stays(void **state) {
  scene made;
  begin(&made);
  in_caption(add_time(&made, "2024-03-04", 0));
  assert_int_equal(syn_calendar_parse(SYN_TEXT("2024-04-01"), &made.article.published), SYN_OK);
  made.article.published.basis = SYN_BASIS_METADATA;
  assert_int_equal(syn_publication_infer(&made.article, &made.facts, made.arena), SYN_OK);
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
  assert_int_equal(syn_publication_infer(&made.article, &made.facts, made.arena), SYN_OK);
  assert_int_equal(event.date.basis, SYN_BASIS_TEXT);
  assert_int_equal(event.date.from.day, syn_calendar_day(2024, 3, 3));
  syn_arena_destroy(&made.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_captioned_day_leaves_the_week_after_it),
      cmocka_unit_test(a_later_weekday_moves_the_first_day),
      cmocka_unit_test(an_earlier_weekday_moves_the_last_day),
      cmocka_unit_test(a_day_ahead_ends_the_interval_before_it),
      cmocka_unit_test(a_past_day_told_by_its_weekday_too_anchors),
      cmocka_unit_test(a_past_day_alone_says_nothing),
      cmocka_unit_test(what_is_stated_stays),
      cmocka_unit_test(events_on_a_weekday_get_their_day),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
