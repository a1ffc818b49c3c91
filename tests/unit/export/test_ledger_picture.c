/* Entries drawn over time: what is done is filled, what belongs together is joined, words are escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "export/ledger_picture.h"
#include "records/calendar.h"

typedef struct sample {
  syn_arena *arena;
  syn_buffer svg;
  syn_identity identities[2];
  syn_entry entries[2];
  syn_interval dates[2];
} sample;

static syn_id id_of(unsigned char number) {
  return (syn_id){.bytes = {number}};
}

static syn_interval day_of(const char *day) {
  syn_interval interval;
  assert_int_equal(syn_calendar_parse(syn_text_from(day), &interval), SYN_OK);
  interval.basis = SYN_BASIS_TEXT;
  return interval;
}

static int set_up(void **state) {
  sample *s = calloc(1, sizeof *s);
  assert_non_null(s);
  assert_int_equal(syn_arena_create((size_t)1 << 24, &s->arena), SYN_OK);
  syn_buffer_init(&s->svg, 1 << 20);
  s->identities[0] = (syn_identity){.id = id_of(1), .name = SYN_TEXT("Malta <b>")};
  s->identities[1] = (syn_identity){.id = id_of(2), .name = SYN_TEXT("Moldova")};
  for (unsigned i = 0; i < 2; i++) {
    s->entries[i] = (syn_entry){.id = id_of((unsigned char)(10 + i)),
                                .instrument = SYN_INSTRUMENT_LOAN,
                                .stage = i == 0 ? SYN_STAGE_PROMISED : SYN_STAGE_PAID,
                                .providers = {&s->identities[0].id, 1},
                                .receivers = {&s->identities[1].id, 1}};
    s->entries[i].amount = (syn_reading){.is_number = true, .unit = SYN_TEXT("EUR")};
    assert_int_equal(syn_decimal_parse(SYN_TEXT("240000000"), &s->entries[i].amount.value), SYN_OK);
  }
  s->dates[0] = s->entries[0].date = day_of("2024-03-12");
  s->dates[1] = day_of("2024-10-04"); /* of the publication: no account says when */
  *state = s;
  return 0;
}

static int tear_down(void **state) {
  sample *s = *state;
  syn_buffer_clear(&s->svg);
  syn_arena_destroy(&s->arena);
  free(s);
  return 0;
}

static void draw(sample *s) {
  const syn_ledger_picture picture = {.title = SYN_TEXT("Ledger"),
                                      .entries = s->entries,
                                      .dates = s->dates,
                                      .entry_count = 2,
                                      .identities = s->identities,
                                      .identity_count = 2};
  assert_int_equal(syn_ledger_picture_add(&s->svg, &picture, s->arena), SYN_OK);
}

static bool holds(sample *s, const char *words) {
  return syn_text_find(syn_buffer_text(&s->svg), syn_text_from(words), 0) != SIZE_MAX;
}

static void an_entry_is_told_with_amount_stage_and_sides(void **state) {
  sample *s = *state;
  draw(s);
  assert_true(holds(s, "€240 million loan, promised: Malta &lt;b&gt; → Moldova"));
  assert_true(holds(s, "12 March 2024"));
  assert_true(holds(s, "by 4 October 2024"));
  assert_false(holds(s, "<b>"));
}

static void what_goes_on_with_another_is_joined_to_it(void **state) {
  sample *s = *state;
  s->entries[1].follows = s->entries[0].id;
  draw(s);
  assert_true(holds(s, "stroke=\"#2e7d32\""));
}

static void a_refusal_is_drawn_as_one(void **state) {
  sample *s = *state;
  s->entries[1].follows = s->entries[0].id;
  s->entries[1].stage = SYN_STAGE_REFUSED;
  draw(s);
  assert_true(holds(s, "stroke=\"#b3261a\""));
}

static void what_is_not_paid_is_hollow(void **state) {
  sample *s = *state;
  draw(s);
  assert_true(holds(s, "<circle") && holds(s, "fill=\"none\" stroke=\"#1a66b3\""));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(an_entry_is_told_with_amount_stage_and_sides),
      TEST(what_goes_on_with_another_is_joined_to_it),
      TEST(a_refusal_is_drawn_as_one),
      TEST(what_is_not_paid_is_hollow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
