/* Money between actors from several accounts: what is one entry, what is part of what, what follows what. */
#include "talks.h"

/* A transfer of the newest account between its first two entities; either side may be left out. */
static syn_quantity *add_transfer(fixture *f, uint32_t account, const char *words, const char *value, const char *step, syn_stage stage,
                                  bool has_receiver) {
  uint32_t number = add_quantity(f, account, words, SYN_QUANTITY_MONEY, value, step, "EUR", SYN_BOUND_EXACT, "loan");
  syn_quantity *quantity = &f->facts[account].quantities[number];
  quantity->transfer = SYN_ARENA_NEW(f->arena, syn_transfer);
  uint32_t *entities = SYN_ARENA_ARRAY(f->arena, uint32_t, 2);
  assert_non_null(quantity->transfer);
  assert_non_null(entities);
  entities[1] = 1;
  *quantity->transfer = (syn_transfer){.instrument = SYN_INSTRUMENT_LOAN, .stage = stage, .part_of = SYN_NO_INDEX};
  quantity->transfer->providers = (syn_index_list){entities, 1};
  if (has_receiver) quantity->transfer->receivers = (syn_index_list){entities + 1, 1};
  return quantity;
}

static uint32_t add_lending(fixture *f, const char *outlet, const char *day, const char *text) {
  uint32_t account = add_account(f, outlet, day, "A loan", text);
  (void)add_entity(f, account, SYN_ENTITY_ORGANIZATION, "Veloria Treasury", "");
  (void)add_entity(f, account, SYN_ENTITY_ORGANIZATION, "Ostrava Bay Council", "");
  return account;
}

static const syn_entry *entry_of(const fixture *f, uint32_t account, uint32_t quantity) {
  for (uint32_t e = 0; e < f->synopsis.entry_count; e++) {
    const syn_entry *entry = &f->synopsis.entries[e];
    for (uint32_t r = 0; r < entry->reading_count; r++) {
      if (syn_id_compare(entry->readings[r].article, f->articles[account].id) == 0 &&
          entry->readings[r].span.start == f->facts[account].quantities[quantity].span.start)
        return entry;
    }
  }
  fail_msg("account %u has no entry", account);
  return NULL;
}

#define PROMISE \
  "The Veloria Treasury will lend the Ostrava Bay Council 240 million euros for the granary grid, the premier said in Tallby on Tuesday " \
  "after long talks about winter, ferries and the customs house."
#define PROMISE_AGAIN \
  "For the granary grid the Veloria Treasury agreed to lend 240 million euros, the premier said in Tallby on Tuesday after long talks " \
  "about " \
  "winter, ferries and the customs house. The Ostrava Bay Council welcomed it."
#define PAYMENT \
  "Months later engineers counted masts. The Veloria Treasury paid the Ostrava Bay Council 240 million euros in spring, auditors wrote " \
  "in a " \
  "report on pylons, cables and copper prices."
#define TRANCHE \
  "The Ostrava Bay Council received 80 million euros, the second tranche of a loan of 240 million euros from the Veloria Treasury, " \
  "clerks said."

static void accounts_of_one_story_tell_one_entry_at_the_furthest_stage(void **state) {
  fixture *f = *state;
  uint32_t a = add_lending(f, "Lantern", "2031-03-11", PROMISE), b = add_lending(f, "Courier", "2031-03-11", PROMISE_AGAIN);
  (void)add_transfer(f, a, "240 million euros", "240000000", "10000000", SYN_STAGE_PROMISED, true);
  (void)add_transfer(f, b, "240 million euros", "240000000", "10000000", SYN_STAGE_AGREED, false);
  compute(f);
  const syn_entry *entry = entry_of(f, a, 0);
  assert_ptr_equal(entry, entry_of(f, b, 0));
  assert_int_equal(entry->stage, SYN_STAGE_AGREED);
  assert_int_equal(entry->providers.count, 1);
  assert_int_equal(entry->receivers.count, 1);
  assert_int_equal(entry->reading_count, 2);
}

static void a_payment_that_another_story_tells_follows_the_promise(void **state) {
  fixture *f = *state;
  uint32_t a = add_lending(f, "Lantern", "2031-03-11", PROMISE), b = add_lending(f, "Courier", "2031-09-11", PAYMENT);
  (void)add_transfer(f, a, "240 million euros", "240000000", "10000000", SYN_STAGE_PROMISED, true);
  (void)add_transfer(f, b, "240 million euros", "240000000", "10000000", SYN_STAGE_PAID, true);
  compute(f);
  const syn_entry *promise = entry_of(f, a, 0), *payment = entry_of(f, b, 0);
  assert_ptr_not_equal(promise, payment);
  assert_int_equal(syn_id_compare(payment->follows, promise->id), 0);
  assert_true(syn_id_is_none(promise->follows));
}

static void what_was_refused_is_not_what_was_promised(void **state) {
  fixture *f = *state;
  uint32_t a = add_lending(f, "Lantern", "2031-03-11", PROMISE), b = add_lending(f, "Courier", "2031-03-11", PROMISE_AGAIN);
  (void)add_transfer(f, a, "240 million euros", "240000000", "10000000", SYN_STAGE_PROMISED, true);
  (void)add_transfer(f, b, "240 million euros", "240000000", "10000000", SYN_STAGE_REFUSED, true);
  compute(f);
  assert_ptr_not_equal(entry_of(f, a, 0), entry_of(f, b, 0));
}

static void a_tranche_is_part_of_its_loan(void **state) {
  fixture *f = *state;
  uint32_t a = add_lending(f, "Lantern", "2031-03-11", TRANCHE);
  syn_quantity *tranche = add_transfer(f, a, "80 million euros", "80000000", "10000000", SYN_STAGE_PAID, true);
  (void)add_transfer(f, a, "240 million euros", "240000000", "10000000", SYN_STAGE_AGREED, true);
  tranche->transfer->instrument = SYN_INSTRUMENT_TRANCHE;
  tranche->transfer->part_of = 1;
  compute(f);
  const syn_entry *part = entry_of(f, a, 0), *whole = entry_of(f, a, 1);
  assert_int_equal(syn_id_compare(part->part_of, whole->id), 0);
  assert_true(syn_id_is_none(whole->part_of));
}

static void other_amounts_currencies_and_sides_are_other_entries(void **state) {
  fixture *f = *state;
  uint32_t a = add_lending(f, "Lantern", "2031-03-11", PROMISE), b = add_lending(f, "Courier", "2031-03-11", PROMISE_AGAIN);
  (void)add_transfer(f, a, "240 million euros", "240000000", "10000000", SYN_STAGE_PROMISED, true);
  syn_quantity *other = add_transfer(f, b, "240 million euros", "240000000", "10000000", SYN_STAGE_PROMISED, true);
  other->unit = SYN_TEXT("USD");
  compute(f);
  assert_int_equal(f->synopsis.entry_count, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(accounts_of_one_story_tell_one_entry_at_the_furthest_stage, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_payment_that_another_story_tells_follows_the_promise, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(what_was_refused_is_not_what_was_promised, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_tranche_is_part_of_its_loan, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(other_amounts_currencies_and_sides_are_other_entries, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
