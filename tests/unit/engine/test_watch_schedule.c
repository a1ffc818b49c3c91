/* When what is watched is asked next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "engine/watch_schedule.h"

enum { NOW = 1900000000, HOUR = 3600 };

static void a_feed_that_brings_something_is_asked_more_often(void **state) {
  (void)state;
  uint32_t interval = syn_watch_interval(0, 0, true);
  assert_int_equal(interval, SYN_WATCH_FIRST_S);
  assert_true(syn_watch_interval(interval, 0, true) < interval);
  assert_true(syn_watch_interval(interval, 0, false) > interval);
}

static void an_interval_stays_within_its_bounds(void **state) {
  (void)state;
  uint32_t busy = SYN_WATCH_FIRST_S, quiet = SYN_WATCH_FIRST_S;
  for (int i = 0; i < 40; i++) {
    busy = syn_watch_interval(busy, 0, true);
    quiet = syn_watch_interval(quiet, 0, false);
  }
  assert_int_equal(busy, SYN_WATCH_LEAST_S);
  assert_int_equal(quiet, SYN_WATCH_MOST_S);
}

static void the_wish_of_a_feed_is_followed_up_to_a_day(void **state) {
  (void)state;
  assert_int_equal(syn_watch_interval(SYN_WATCH_LEAST_S, 2 * HOUR, true), 2 * HOUR);
  assert_int_equal(syn_watch_interval(0, 10 * HOUR, false), 10 * HOUR);
  assert_int_equal(syn_watch_interval(0, 4000000000U, false), SYN_WATCH_TTL_MOST_S);
}

static void the_next_asking_is_spread_by_address_and_the_same_each_time(void **state) {
  (void)state;
  const syn_text a = SYN_TEXT("https://lantern.example/feed"), b = SYN_TEXT("https://gull.example/feed");
  int64_t first = syn_watch_next(NOW, a, HOUR, 0), other = syn_watch_next(NOW, b, HOUR, 0);
  assert_true(first >= NOW + HOUR && first < NOW + HOUR + HOUR / 10);
  assert_true(other >= NOW + HOUR && other < NOW + HOUR + HOUR / 10);
  assert_true(first != other);
  assert_int_equal(first, syn_watch_next(NOW, a, HOUR, 0));
}

static void what_the_user_wants_is_exact(void **state) {
  (void)state;
  assert_int_equal(syn_watch_next(NOW, SYN_TEXT("https://lantern.example/feed"), HOUR, 60), NOW + 60);
}

static void a_failure_is_tried_again_later_each_time_up_to_a_day(void **state) {
  (void)state;
  const syn_text address = SYN_TEXT("https://lantern.example/feed");
  int64_t before = 0;
  for (uint32_t failures = 1; failures <= 8; failures++) {
    int64_t wait = syn_watch_retry(NOW, address, failures, 0) - NOW;
    int64_t least = (int64_t)SYN_WATCH_RETRY_FIRST_S << (failures - 1);
    assert_true(wait >= least && wait <= least + least / 4);
    assert_true(wait > before);
    before = wait;
  }
  int64_t longest = syn_watch_retry(NOW, address, 4000000000U, 0) - NOW;
  assert_true(longest >= SYN_WATCH_RETRY_MOST_S && longest <= SYN_WATCH_RETRY_MOST_S * 5 / 4);
}

static void a_server_that_says_when_is_believed_up_to_a_week(void **state) {
  (void)state;
  const syn_text address = SYN_TEXT("https://lantern.example/feed");
  assert_int_equal(syn_watch_retry(NOW, address, 1, 2 * HOUR), NOW + 2 * HOUR);
  assert_true(syn_watch_retry(NOW, address, 1, 1) >= NOW + SYN_WATCH_RETRY_FIRST_S);
  assert_int_equal(syn_watch_retry(NOW, address, 1, UINT32_MAX), NOW + SYN_WATCH_RETRY_AFTER_MOST_S);
}

static void a_page_is_looked_at_again_three_times(void **state) {
  (void)state;
  assert_int_equal(syn_watch_recheck(NOW, NOW), NOW + HOUR);
  assert_int_equal(syn_watch_recheck(NOW + HOUR, NOW), NOW + 6 * HOUR);
  assert_int_equal(syn_watch_recheck(NOW + 7 * HOUR, NOW), NOW + 24 * HOUR);
  assert_int_equal(syn_watch_recheck(NOW + 24 * HOUR, NOW), 0);
}

static void hours_and_days_that_a_feed_asks_for_are_spared(void **state) {
  (void)state;
  enum { MONDAY = 1900022400 }; /* 2030-03-18 */
  const syn_text address = SYN_TEXT("https://lantern.example/feed");
  const uint32_t night = 0x3F /* 0 to 5 */, weekend = 0x60;
  assert_int_equal(syn_watch_spared(MONDAY + 7 * HOUR, address, night, weekend), MONDAY + 7 * HOUR);
  int64_t morning = syn_watch_spared(MONDAY + 2 * HOUR, address, night, weekend);
  assert_true(morning >= MONDAY + 6 * HOUR && morning < MONDAY + 7 * HOUR);
  int64_t after = syn_watch_spared(MONDAY + 5 * 24 * HOUR + 9 * HOUR, address, night, weekend); /* Saturday */
  assert_true(after >= MONDAY + (7 * 24 + 6) * HOUR && after < MONDAY + (7 * 24 + 7) * HOUR);
  assert_int_equal(syn_watch_spared(MONDAY, address, 0xFFFFFF, 0), MONDAY);
  assert_int_equal(syn_watch_spared(MONDAY, address, 0, 0x7F), MONDAY);
  assert_int_equal(syn_watch_spared(MONDAY, address, 0xFFFFFFFF, 0xFFFFFFFF), MONDAY);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_feed_that_brings_something_is_asked_more_often),
      cmocka_unit_test(an_interval_stays_within_its_bounds),
      cmocka_unit_test(the_wish_of_a_feed_is_followed_up_to_a_day),
      cmocka_unit_test(the_next_asking_is_spread_by_address_and_the_same_each_time),
      cmocka_unit_test(what_the_user_wants_is_exact),
      cmocka_unit_test(a_failure_is_tried_again_later_each_time_up_to_a_day),
      cmocka_unit_test(a_server_that_says_when_is_believed_up_to_a_week),
      cmocka_unit_test(a_page_is_looked_at_again_three_times),
      cmocka_unit_test(hours_and_days_that_a_feed_asks_for_are_spared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
