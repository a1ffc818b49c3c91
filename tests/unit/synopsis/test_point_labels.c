/* The labels as docs/synopsis.md defines them, example by example, and the kinds of difference. */
#include "accounts.h"
#include "synopsis/figure_scope.h"
#include "synopsis/point_labels.h"
#include "synoptic/names.h"

typedef struct stated {
  const char *value, *step;
  unsigned bound; /* syn_bound */
} stated;

static syn_reading reading(stated number) {
  return (syn_reading){
      .is_number = true, .value = test_decimal(number.value), .step = test_decimal(number.step), .bound = (syn_bound)number.bound};
}

static syn_label label_of_two(stated a, stated b, syn_difference *out_difference) {
  const syn_reading readings[2] = {reading(a), reading(b)};
  const syn_reading_traits traits[2] = {{.account = 0, .published = INT32_MAX, .is_body = true},
                                        {.account = 1, .published = INT32_MAX, .is_body = true}};
  return syn_label_numbers(readings, traits, 2, out_difference);
}

enum {
  EXACT = SYN_BOUND_EXACT,
  ABOUT = SYN_BOUND_ABOUT,
  LEAST = SYN_BOUND_AT_LEAST,
  MORE = SYN_BOUND_MORE_THAN,
  MOST = SYN_BOUND_AT_MOST,
  NEARLY = SYN_BOUND_NEARLY
};

static void pairs_of_numbers_have_these_labels(void **state) {
  static const struct {
    stated a, b;
    syn_label label;
    syn_difference difference;
  } TABLE[] = {
      {{"412", "1", EXACT}, {"400", "100", MORE}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      {{"90000", "10000", ABOUT}, {"60000", "10000", LEAST}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_BOUND},
      {{"2.3", "0.1", EXACT}, {"2.35", "0.01", EXACT}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_ROUNDING},
      {{"2.35", "0.01", EXACT}, {"2.36", "0.01", EXACT}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
      {{"2350000000", "10000000", EXACT}, {"2350000000", "1", EXACT}, SYN_LABEL_AGREE, SYN_DIFFERENCE_NONE},
      {{"1e9", "1e9", EXACT}, {"1e9", "1e9", ABOUT}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      {{"26", "1", EXACT}, {"26", "1", EXACT}, SYN_LABEL_AGREE, SYN_DIFFERENCE_NONE},
      {{"4", "1", EXACT}, {"5", "1", EXACT}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
      /* half-open: 2.345 to 2.355 and 2.355 to 2.365 have nothing in common; 1.15 to 1.25 and 1.25 to 1.35 neither */
      {{"2.3", "0.1", EXACT}, {"1.3", "0.1", EXACT}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
      {{"100", "1", MOST}, {"120", "1", LEAST}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
      {{"100", "1", MOST}, {"90", "1", LEAST}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      {{"2000", "1000", NEARLY}, {"1850", "10", EXACT}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      {{"38", "1", EXACT}, {"40", "1", ABOUT}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      /* within a quarter of the larger: 75 of 100 is, 74 is not */
      {{"100", "1", LEAST}, {"75", "1", LEAST}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      {{"100", "1", LEAST}, {"74", "1", LEAST}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_BOUND},
      {{"-3", "1", EXACT}, {"3", "1", EXACT}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
      {{"0", "1", EXACT}, {"0", "1", EXACT}, SYN_LABEL_AGREE, SYN_DIFFERENCE_NONE},
      /* a step that is not known is no width: only equal values meet */
      {{"5", "0", EXACT}, {"5", "1", ABOUT}, SYN_LABEL_COMPATIBLE, SYN_DIFFERENCE_BOUND},
      /* too far apart for exact arithmetic */
      {{"1e30", "1e30", EXACT}, {"1e-30", "1e-30", EXACT}, SYN_LABEL_DIFFER, SYN_DIFFERENCE_CONTRADICTION},
  };
  (void)state;
  for (size_t i = 0; i < sizeof TABLE / sizeof TABLE[0]; i++) {
    syn_difference difference, back;
    syn_label label = label_of_two(TABLE[i].a, TABLE[i].b, &difference);
    if (label != TABLE[i].label || difference != TABLE[i].difference)
      fail_msg("%s and %s: %s (%s)", TABLE[i].a.value, TABLE[i].b.value, syn_label_name(label), syn_difference_name(difference));
    if (label_of_two(TABLE[i].b, TABLE[i].a, &back) != label || back != difference)
      fail_msg("%s and %s: not the same in the other order", TABLE[i].a.value, TABLE[i].b.value);
  }
}

static void one_account_is_single(void **state) {
  (void)state;
  syn_difference difference;
  const syn_reading one = reading((stated){"412", "1", EXACT});
  const syn_reading_traits traits = {.account = 3, .is_body = true};
  assert_int_equal(syn_label_numbers(&one, &traits, 1, &difference), SYN_LABEL_SINGLE);
  assert_int_equal(difference, SYN_DIFFERENCE_NONE);
}

static void the_body_speaks_for_an_account_and_not_its_headline(void **state) {
  (void)state;
  syn_difference difference;
  const syn_reading readings[3] = {reading((stated){"2.3", "0.1", EXACT}), reading((stated){"2.35", "0.01", EXACT}),
                                   reading((stated){"2.36", "0.01", EXACT})};
  const syn_reading_traits traits[3] = {{.account = 0, .published = INT32_MAX, .is_body = false},
                                        {.account = 0, .published = INT32_MAX, .is_body = true, .is_converted = true},
                                        {.account = 1, .published = INT32_MAX, .is_body = true, .is_converted = true}};
  assert_int_equal(syn_label_main_reading(readings, traits, 0, 2), 1);
  assert_int_equal(syn_label_numbers(readings, traits, 3, &difference), SYN_LABEL_DIFFER);
  assert_int_equal(difference, SYN_DIFFERENCE_CONVERSION);
}

static void an_account_that_contradicts_itself_is_told(void **state) {
  (void)state;
  syn_difference difference;
  const syn_reading readings[3] = {reading((stated){"12", "1", EXACT}), reading((stated){"14", "1", EXACT}),
                                   reading((stated){"14", "1", EXACT})};
  const syn_reading_traits traits[3] = {{.account = 0, .is_body = false}, {.account = 0, .is_body = true}, {.account = 1, .is_body = true}};
  assert_int_equal(syn_label_numbers(readings, traits, 3, &difference), SYN_LABEL_AGREE);
  assert_int_equal(difference, SYN_DIFFERENCE_CONTRADICTION);
  const syn_reading bounded[3] = {readings[0], reading((stated){"14", "1", SYN_BOUND_AT_LEAST}), reading((stated){"17", "1", EXACT})};
  assert_int_equal(syn_label_numbers(bounded, traits, 3, &difference), SYN_LABEL_COMPATIBLE);
  assert_int_equal(difference, SYN_DIFFERENCE_CONTRADICTION);
}

static void a_later_and_larger_count_is_an_update(void **state) {
  (void)state;
  syn_difference difference;
  const syn_reading readings[2] = {reading((stated){"4", "1", EXACT}), reading((stated){"5", "1", EXACT})};
  syn_reading_traits traits[2] = {{.account = 0, .published = 100, .is_body = true}, {.account = 1, .published = 101, .is_body = true}};
  assert_int_equal(syn_label_numbers(readings, traits, 2, &difference), SYN_LABEL_DIFFER);
  assert_int_equal(difference, SYN_DIFFERENCE_UPDATE);
  traits[1].published = 99;
  (void)syn_label_numbers(readings, traits, 2, &difference);
  assert_int_equal(difference, SYN_DIFFERENCE_CONTRADICTION);
}

/* The difference of 20 by one account and 45 by another, with these traits. */
static syn_difference difference_of(syn_reading_traits small, syn_reading_traits large) {
  syn_difference difference;
  const syn_reading readings[2] = {reading((stated){"20", "1", EXACT}), reading((stated){"45", "1", EXACT})};
  small.account = 0;
  large.account = 1;
  small.is_body = large.is_body = true;
  if (small.published == 0) small.published = INT32_MAX;
  if (large.published == 0) large.published = INT32_MAX;
  assert_int_equal(syn_label_numbers(readings, (syn_reading_traits[]){small, large}, 2, &difference), SYN_LABEL_DIFFER);
  return difference;
}

static void counts_of_other_extents_differ_in_scope(void **state) {
  (void)state;
  const syn_entity place = {.type = SYN_ENTITY_PLACE, .country = SYN_TEXT("MT")},
                   other_place = {.type = SYN_ENTITY_PLACE, .country = SYN_TEXT("MT")},
                   country = {.type = SYN_ENTITY_COUNTRY, .country = SYN_TEXT("MT")};
  const syn_figure_scope all = {.is_of_anyone = true, .has_fate = true}, children = {.persons = SYN_TEXT("child"), .has_fate = true},
                         soldiers = {.persons = SYN_TEXT("soldier"), .has_fate = true},
                         dead_and_hurt = {.is_of_anyone = true, .has_fate = true, .has_two_fates = true};
  assert_int_equal(difference_of((syn_reading_traits){.scope = children}, (syn_reading_traits){.scope = all}), SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = children}, (syn_reading_traits){.scope = soldiers}), SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = all}, (syn_reading_traits){.scope = dead_and_hurt}), SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = all}, (syn_reading_traits){.scope = all}), SYN_DIFFERENCE_CONTRADICTION);
  assert_int_equal(difference_of((syn_reading_traits){.scope = {.place = &place}}, (syn_reading_traits){.scope = {.place = &country}}),
                   SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = {.place = &place}}, (syn_reading_traits){.scope = {.is_whole = true}}),
                   SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = {.place = &place}}, (syn_reading_traits){.scope = {.place = &other_place}}),
                   SYN_DIFFERENCE_CONTRADICTION);
  assert_int_equal(difference_of((syn_reading_traits){.scope = {.days = 1}}, (syn_reading_traits){.scope = {.days = 7}}),
                   SYN_DIFFERENCE_SCOPE);
  assert_int_equal(difference_of((syn_reading_traits){.scope = {.days = 1}}, (syn_reading_traits){.scope = {.days = 2}}),
                   SYN_DIFFERENCE_CONTRADICTION);
}

static void words_tell_an_update_where_the_days_do_not(void **state) {
  (void)state;
  assert_int_equal(difference_of((syn_reading_traits){0}, (syn_reading_traits){.has_grown = true}), SYN_DIFFERENCE_UPDATE);
  assert_int_equal(difference_of((syn_reading_traits){.is_former = true}, (syn_reading_traits){0}), SYN_DIFFERENCE_UPDATE);
  assert_int_equal(difference_of((syn_reading_traits){.has_grown = true}, (syn_reading_traits){0}), SYN_DIFFERENCE_CONTRADICTION);
  assert_int_equal(difference_of((syn_reading_traits){.published = 101}, (syn_reading_traits){.published = 100, .has_grown = true}),
                   SYN_DIFFERENCE_CONTRADICTION);
}

static void open_counts_that_grow_are_an_update(void **state) {
  (void)state;
  syn_difference difference;
  const syn_reading readings[2] = {reading((stated){"112", "1", LEAST}), reading((stated){"126", "1", LEAST})};
  const syn_reading_traits traits[2] = {{.account = 0, .published = 100, .is_body = true},
                                        {.account = 1, .published = 101, .is_body = true}};
  assert_int_equal(syn_label_numbers(readings, traits, 2, &difference), SYN_LABEL_COMPATIBLE);
  assert_int_equal(difference, SYN_DIFFERENCE_UPDATE);
}

static void durations_are_counted_in_days(void **state) {
  (void)state;
  assert_int_equal(syn_figure_duration_days(SYN_TEXT("P2W")), 14);
  assert_int_equal(syn_figure_duration_days(SYN_TEXT("P1Y")), 365);
  assert_int_equal(syn_figure_duration_days(SYN_TEXT("PT5H")), 0);
  assert_int_equal(syn_figure_duration_days(SYN_TEXT("P1Y6M")), 0);
  assert_int_equal(syn_figure_duration_days(SYN_TEXT("PXW")), 0);
}

static void a_range_reaches_from_its_first_value_to_its_second(void **state) {
  (void)state;
  syn_reading range = reading((stated){"40", "10", SYN_BOUND_BETWEEN});
  range.has_value_to = true;
  range.value_to = test_decimal("50");
  const syn_reading inside = reading((stated){"47", "1", EXACT}), outside = reading((stated){"61", "1", EXACT});
  assert_true(syn_readings_meet(&range, &inside));
  assert_true(syn_readings_within_quarter(&range, &inside));
  assert_false(syn_readings_meet(&range, &outside));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pairs_of_numbers_have_these_labels),
      cmocka_unit_test(one_account_is_single),
      cmocka_unit_test(the_body_speaks_for_an_account_and_not_its_headline),
      cmocka_unit_test(an_account_that_contradicts_itself_is_told),
      cmocka_unit_test(a_later_and_larger_count_is_an_update),
      cmocka_unit_test(counts_of_other_extents_differ_in_scope),
      cmocka_unit_test(words_tell_an_update_where_the_days_do_not),
      cmocka_unit_test(open_counts_that_grow_are_an_update),
      cmocka_unit_test(durations_are_counted_in_days),
      cmocka_unit_test(a_range_reaches_from_its_first_value_to_its_second),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
