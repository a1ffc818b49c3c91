#include "cli_test.h"

#include "cli/meter.h"

#define assert_line(state, width, expected) \
  do { \
    syn_buffer line; \
    syn_buffer_init(&line, 4096); \
    syn_meter_format(state, width, true, &line); \
    assert_text(syn_buffer_text(&line), expected); \
    syn_buffer_clear(&line); \
  } while (0)

static const syn_meter_state HALF = {.phase = "Reading",
                                     .page_count = 1208,
                                     .bytes_read = 5000000,
                                     .bytes_total = 10000000,
                                     .page_rate = 84.2,
                                     .byte_rate = 500000,
                                     .elapsed = 14};

static void a_known_total_gives_a_bar_and_the_time_left(void **state) {
  (void)state;
  assert_line(&HALF, 79, "Reading  ━━━━━━━━━━━━━━━━━────────────────   50 %  1,208 pages  84/s  0:10 left");
}

static void an_unknown_total_gives_counts_and_the_time_passed(void **state) {
  (void)state;
  syn_meter_state pipe = HALF;
  pipe.bytes_total = 0;
  assert_line(&pipe, 79, "Reading  1,208 pages  5.0 MB  84/s  0:14");
  pipe.bytes_total = 4000000; /* a file that grows while it is read */
  assert_line(&pipe, 79, "Reading  1,208 pages  5.0 MB  84/s  0:14");
}

static void work_on_bytes_alone_tells_bytes(void **state) {
  (void)state;
  syn_meter_state copy = HALF;
  copy.phase = "Copying";
  copy.page_count = 0;
  copy.page_rate = 0;
  assert_line(&copy, 60, "Copying  ━━━━━━━━━━━━━────────────   50 %  5.0 MB  0:10 left");
}

static void failures_are_counted(void **state) {
  (void)state;
  syn_meter_state pipe = HALF;
  pipe.bytes_total = 0;
  pipe.failed_count = 3;
  assert_line(&pipe, 79, "Reading  1,208 pages  5.0 MB  3 failed  84/s  0:14");
}

static void numbers_are_readable(void **state) {
  (void)state;
  syn_meter_state pipe = {.phase = "Reading", .page_count = 1, .elapsed = 0.7};
  assert_line(&pipe, 79, "Reading  1 page  0:00");
  pipe = (syn_meter_state){.phase = "Reading", .page_count = 12345678, .bytes_read = 1234567890123, .page_rate = 3.25, .elapsed = 36061};
  assert_line(&pipe, 79, "Reading  12,345,678 pages  1.2 TB  3.2/s  10:01:01");
}

static void a_narrow_line_loses_what_is_least_needed(void **state) {
  (void)state;
  assert_line(&HALF, 50, "Reading   50 %  1,208 pages  84/s  0:10 left");
  assert_line(&HALF, 40, "Reading   50 %  1,208 pages  0:10 left");
  assert_line(&HALF, 30, "Reading   50 %  1,208 pages");
  assert_line(&HALF, 16, "Reading   50 %");
  assert_line(&HALF, 4, "Read");
}

static void no_line_is_wider_than_it_may_be(void **state) {
  (void)state;
  for (unsigned width = 1; width < 200; width++) {
    for (int share = 0; share <= 10; share++) {
      for (int has_unicode = 0; has_unicode < 2; has_unicode++) {
        syn_meter_state now = HALF;
        now.failed_count = 7;
        now.bytes_read = now.bytes_total * (uint64_t)share / 10;
        syn_buffer line;
        syn_buffer_init(&line, 4096);
        syn_meter_format(&now, width, has_unicode, &line);
        assert_true(syn_display_width(syn_buffer_text(&line)) <= width);
        if (!has_unicode) assert_int_equal(syn_utf8_skip_ascii(syn_buffer_text(&line), 0), line.size);
        syn_buffer_clear(&line);
      }
    }
  }
}

/* The tests' standard error is no terminal, or they are run on one: both must hold. */
static void a_meter_that_is_not_shown_prints_nothing_and_can_wait(void **state) {
  (void)state;
  syn_meter meter;
  syn_meter_open(&meter, "Reading");
  meter.is_enabled = false;
  syn_meter_update(&meter, &(syn_progress){.article_count = 5});
  syn_meter_begin_wait(&meter, "Comparing the articles");
  syn_meter_end_wait(&meter);
  syn_meter_hide(&meter);
  assert_false(meter.is_drawn);
}

static void a_short_wait_is_not_told(void **state) {
  (void)state;
  syn_meter meter;
  syn_meter_open(&meter, "Reading");
  meter.is_enabled = true;
  for (int round = 0; round < 50; round++) {
    syn_meter_begin_wait(&meter, "Comparing the articles");
    syn_meter_end_wait(&meter);
  }
  assert_false(meter.is_drawn);
  assert_false(meter.is_waiting);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_known_total_gives_a_bar_and_the_time_left),
      cmocka_unit_test(an_unknown_total_gives_counts_and_the_time_passed),
      cmocka_unit_test(work_on_bytes_alone_tells_bytes),
      cmocka_unit_test(failures_are_counted),
      cmocka_unit_test(numbers_are_readable),
      cmocka_unit_test(a_narrow_line_loses_what_is_least_needed),
      cmocka_unit_test(no_line_is_wider_than_it_may_be),
      cmocka_unit_test(a_meter_that_is_not_shown_prints_nothing_and_can_wait),
      cmocka_unit_test(a_short_wait_is_not_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
