/* The picture of a timeline: where marks stand, what is left out, and that words of pages stay words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "export/time_axis.h"
#include "export/timeline_picture.h"
#include "records/calendar.h"

static syn_interval days(int32_t from, int32_t to) {
  return (syn_interval){
      .from = {from, SYN_SECOND_NONE, SYN_ZONE_NONE}, .to = {to, SYN_SECOND_NONE, SYN_ZONE_NONE}, .basis = SYN_BASIS_TEXT};
}

static syn_picture_row row(syn_interval date, const char *label) {
  return (syn_picture_row){.date = date, .when = SYN_TEXT("some day"), .label = syn_text_from(label), .accounts = 1};
}

static const char *draw(syn_buffer *svg, const syn_timeline_picture *picture) {
  syn_buffer_init(svg, 1 << 20);
  syn_timeline_picture_add(svg, picture);
  syn_buffer_add_byte(svg, '\0');
  assert_int_equal(svg->status, SYN_OK);
  return svg->data;
}

static unsigned count(const char *text, const char *part) {
  unsigned found = 0;
  for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) found++;
  return found;
}

static void a_day_is_a_dot_days_are_a_bar_and_what_is_only_told_an_arrow(void **state) {
  (void)state;
  syn_buffer svg;
  syn_picture_row rows[] = {row(days(20000, 20000), "one"), row(days(20000, 20030), "two"), row(days(20010, 20010), "three"),
                            row((syn_interval){.basis = SYN_BASIS_NONE}, "four")};
  rows[2].is_told = true;
  const char *text = draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("Timeline"), .rows = rows, .row_count = 4});
  assert_int_equal(count(text, "<circle"), 1);
  assert_int_equal(count(text, "<rect"), 1);
  assert_int_equal(count(text, "<path"), 1);
  assert_int_equal(count(text, "some day"), 4); /* what has no place is a line all the same */
  syn_buffer_clear(&svg);
}

static void words_of_pages_stay_words(void **state) {
  (void)state;
  syn_buffer svg;
  const syn_picture_row rows[] = {row(days(20000, 20000), "<script>alert(1)</script> & \"more\"\x1b[31m")};
  const char *text = draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("</title><script>"), .rows = rows, .row_count = 1});
  assert_null(strstr(text, "<script"));
  assert_null(strstr(text, "\x1b"));
  assert_non_null(strstr(text, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
  syn_buffer_clear(&svg);
}

static void long_words_are_cut_at_a_character(void **state) {
  (void)state;
  syn_buffer svg;
  char label[400] = "";
  for (int i = 0; i < 150; i++) strcat(label, "é");
  const syn_picture_row rows[] = {row(days(20000, 20000), label)};
  const char *text = draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("Timeline"), .rows = rows, .row_count = 1});
  assert_non_null(strstr(text, "é…</text>"));
  assert_true(count(text, "é") < 80);
  syn_buffer_clear(&svg);
}

static void one_old_day_does_not_press_the_others_together(void **state) {
  (void)state;
  syn_buffer svg;
  syn_picture_row rows[10];
  for (int i = 0; i < 10; i++) rows[i] = row(days(20000 + i, 20000 + i), "recent");
  rows[0] = row(days(1000, 1000), "old");
  const char *text = draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("Timeline"), .rows = rows, .row_count = 10});
  assert_int_equal(count(text, "<circle"), 9);
  assert_int_equal(count(text, "<path"), 1); /* an arrow at the edge */
  syn_buffer_clear(&svg);
}

static void rows_have_a_limit_and_the_others_are_counted(void **state) {
  (void)state;
  enum { ROWS = SYN_PICTURE_ROW_LIMIT + 30 };
  static syn_picture_row rows[ROWS];
  syn_buffer svg;
  for (int i = 0; i < ROWS; i++) rows[i] = row(days(20000, 20000), "same day");
  const syn_picture_bond bonds[] = {{0, ROWS - 1, SYN_FULFILMENT_FULFILS}, {0, UINT32_MAX, SYN_FULFILMENT_BREAKS}};
  const syn_timeline_picture picture = {
      .title = SYN_TEXT("Timeline"), .rows = rows, .row_count = ROWS, .bonds = bonds, .bond_count = 2, .left_out_count = 5};
  const char *text = draw(&svg, &picture);
  assert_int_equal(count(text, "<circle"), SYN_PICTURE_ROW_LIMIT);
  assert_non_null(strstr(text, "35 more, not drawn"));
  assert_int_equal(count(text, "<path"), 0); /* no curve to what is not drawn */
  syn_buffer_clear(&svg);
}

static void a_curve_leads_from_a_promise_to_its_deed(void **state) {
  (void)state;
  static const struct {
    syn_fulfilment_kind kind;
    const char *stroke;
  } cases[] = {{SYN_FULFILMENT_FULFILS, "stroke=\"#2e7d32\" stroke-width=\"1.5\"/>"},
               {SYN_FULFILMENT_BREAKS, "stroke=\"#b3261a\""},
               {SYN_FULFILMENT_CONFIRMS, "stroke-dasharray=\"4 3\""}};
  const syn_picture_row rows[] = {row(days(20000, 20000), "promise"), row(days(20050, 20050), "deed")};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    syn_buffer svg;
    const syn_picture_bond bond = {0, 1, cases[i].kind};
    const char *text =
        draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("Timeline"), .rows = rows, .row_count = 2, .bonds = &bond, .bond_count = 1});
    assert_non_null(strstr(text, cases[i].stroke));
    syn_buffer_clear(&svg);
  }
}

static void nothing_to_draw_is_a_picture_too(void **state) {
  (void)state;
  syn_buffer svg;
  const char *text = draw(&svg, &(syn_timeline_picture){.title = SYN_TEXT("Timeline")});
  assert_non_null(strstr(text, "</svg>"));
  syn_buffer_clear(&svg);
}

/* ---- the axis ---- */

static void ticks_are_days_months_or_years_and_few(void **state) {
  (void)state;
  syn_time_tick ticks[SYN_TIME_TICK_LIMIT];
  int32_t first = syn_calendar_day(2031, 3, 10);
  assert_int_equal(syn_time_ticks(first, first + 2, 4, ticks), 3);
  assert_string_equal(ticks[0].words, "10 Mar");
  assert_int_equal(ticks[1].day, first + 1);
  unsigned count = syn_time_ticks(first, syn_calendar_day(2031, 6, 20), 4, ticks);
  assert_int_equal(count, 3);
  assert_string_equal(ticks[0].words, "Apr 2031");
  count = syn_time_ticks(syn_calendar_day(1, 1, 1), syn_calendar_day(9999, 12, 31), 4, ticks);
  assert_true(count > 1 && count < SYN_TIME_TICK_LIMIT);
  for (unsigned i = 1; i < count; i++) assert_true(ticks[i - 1].day < ticks[i].day);
  assert_int_equal(syn_time_ticks(syn_calendar_day(2031, 12, 31), syn_calendar_day(2032, 1, 1), 4, ticks), 2);
  assert_string_equal(ticks[1].words, "1 Jan 2032");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_day_is_a_dot_days_are_a_bar_and_what_is_only_told_an_arrow),
      cmocka_unit_test(words_of_pages_stay_words),
      cmocka_unit_test(long_words_are_cut_at_a_character),
      cmocka_unit_test(one_old_day_does_not_press_the_others_together),
      cmocka_unit_test(rows_have_a_limit_and_the_others_are_counted),
      cmocka_unit_test(a_curve_leads_from_a_promise_to_its_deed),
      cmocka_unit_test(nothing_to_draw_is_a_picture_too),
      cmocka_unit_test(ticks_are_days_months_or_years_and_few),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
