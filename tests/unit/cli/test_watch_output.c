#include "cli_test.h"

#include "cli/watch_output.h"

static const syn_watch_progress RUN = {.feed_count = 50,
                                       .asked_count = 52,
                                       .feed_failures = 1,
                                       .new_count = 11,
                                       .changed_count = 1,
                                       .unchanged_count = 40,
                                       .failed_count = 1,
                                       .next = 1936000000};

#define assert_line(progress, width, expected) \
  do { \
    syn_buffer line; \
    syn_buffer_init(&line, 4096); \
    syn_watch_output_format(progress, width, &line); \
    assert_text(syn_buffer_text(&line), expected); \
    syn_buffer_clear(&line); \
  } while (0)

static void while_it_waits_the_line_tells_when_it_goes_on(void **state) {
  (void)state;
  assert_line(&RUN, 79, "Watching  50 feeds  12 new  2 failed  next 09:46 UTC  40 unchanged  52 asked");
}

static void while_it_asks_the_line_tells_how_many_are_under_way(void **state) {
  (void)state;
  syn_watch_progress busy = RUN;
  busy.under_way_count = 7;
  assert_line(&busy, 79, "Watching  50 feeds  12 new  2 failed  7 under way  40 unchanged  52 asked");
}

static void what_is_least_needed_goes_first(void **state) {
  (void)state;
  assert_line(&RUN, 54, "Watching  50 feeds  12 new  2 failed  next 09:46 UTC");
  assert_line(&RUN, 20, "Watching  50 feeds");
  assert_line(&RUN, 3, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(while_it_waits_the_line_tells_when_it_goes_on),
      cmocka_unit_test(while_it_asks_the_line_tells_how_many_are_under_way),
      cmocka_unit_test(what_is_least_needed_goes_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
