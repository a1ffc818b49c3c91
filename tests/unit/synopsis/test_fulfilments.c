/* What became of promises: what ties a later occurrence to an earlier one, and what does not. */
#include "accounts.h"

#include "synopsis/fulfilments.h"

#define PROMISE \
  "The Veloria Treasury will lend the Ostrava Bay Council 240 million euros for new pylons on the granary grid, ministers in Tallby said."
#define PAYMENT \
  "Late in spring the Veloria Treasury lent the Ostrava Bay Council 240 million euros, clerks found in the books of the harbour."
#define REFUSAL \
  "After the vote the Veloria Treasury will not lend the Ostrava Bay Council 240 million euros, a spokeswoman told the wireless."
#define SMALLER \
  "Late in spring the Veloria Treasury lent the Ostrava Bay Council 30 million euros, clerks found in the books of the harbour."
#define INVITATION \
  "Premier Mira Osten is to receive President Ivo Brandt of the Bay on 14 May, her office let the papers know a fortnight before."
#define JOURNEY \
  "Bakers prepare rolls in the shape of ferries, for President Ivo Brandt is to see Premier Mira Osten on 14 May, his staff announced."
#define VISIT "Premier Mira Osten received President Ivo Brandt under heavy rain, and bakers handed out rolls shaped like ferries."

#define COUNTDOWN \
  "The Veloria Weather Office prepares to launch its long-range balloon over the granaries, engineers in Tallby let the papers know."
#define LAUNCH "Veloria Weather Office launches long-range balloon over granaries."
#define OTHER_NEWS "Bakers of the bay have a new song, and nobody knows who wrote the second verse of it."
#define CANCELLED \
  "Premier Mira Osten cancelled the talks with President Ivo Brandt of the Bay for which bakers had shaped rolls like ferries."

/* An event between the first two entities of an account, told in its text. */
static syn_event *add_act(fixture *f, uint32_t account, const char *trigger, syn_event_type type, syn_modality modality, const char *day) {
  const char *text = f->articles[account].text.data;
  uint32_t number = add_event(f, account, text, trigger, type, SYN_NO_INDEX, SYN_NO_INDEX);
  syn_event *event = &f->facts[account].events[number];
  uint32_t *parties = SYN_ARENA_ARRAY(f->arena, uint32_t, 2);
  assert_non_null(parties);
  parties[1] = 1;
  event->actors = (syn_index_list){parties, 1};
  event->recipients = (syn_index_list){parties + 1, 1};
  event->modality = modality;
  if (day) {
    event->date = test_day(day);
    event->date.basis = SYN_BASIS_TEXT;
  }
  return event;
}

static syn_event *add_lending(fixture *f, const char *published, const char *text, const char *trigger, syn_modality modality,
                              const char *day, const char *amount, const char *value) {
  uint32_t account = add_account(f, published ? published : "Undated Post", published, "Of money", text);
  (void)add_entity(f, account, SYN_ENTITY_ORGANIZATION, "Veloria Treasury", "");
  (void)add_entity(f, account, SYN_ENTITY_ORGANIZATION, "Ostrava Bay Council", "");
  syn_event *event = add_act(f, account, trigger, SYN_EVENT_AID, modality, day);
  uint32_t quantity = add_quantity(f, account, amount, SYN_QUANTITY_MONEY, value, "10000000", "EUR", SYN_BOUND_EXACT, "loan");
  event->quantities.items = SYN_ARENA_ARRAY(f->arena, uint32_t, 1);
  assert_non_null(event->quantities.items);
  event->quantities.items[0] = quantity;
  event->quantities.count = 1;
  return event;
}

static syn_event *add_meeting(fixture *f, const char *published, const char *text, const char *trigger, syn_modality modality,
                              const char *day) {
  uint32_t account = add_account(f, published, published, "Of guests", text);
  (void)add_entity(f, account, SYN_ENTITY_PERSON, "Mira Osten", "");
  (void)add_entity(f, account, SYN_ENTITY_PERSON, "Ivo Brandt", "");
  return add_act(f, account, trigger, SYN_EVENT_CONSULT, modality, day);
}

static syn_event *promise_loan(fixture *f) {
  return add_lending(f, "2031-03-11", PROMISE, "lend", SYN_MODALITY_PROMISED, NULL, "240 million euros", "240000000");
}

static const syn_occurrence *occurrence_of(const fixture *f, const syn_event *event) {
  for (uint32_t i = 0; i < f->synopsis.occurrence_count; i++) {
    for (uint32_t e = 0; e < f->synopsis.occurrences[i].events.count; e++)
      if (syn_id_compare(f->synopsis.occurrences[i].events.items[e], event->id) == 0) return &f->synopsis.occurrences[i];
  }
  fail_msg("the event is of no occurrence");
  return NULL;
}

static void assert_tied(const fixture *f, const syn_event *promise, const syn_event *deed, syn_fulfilment_kind kind) {
  assert_int_equal(f->synopsis.fulfilment_count, 1);
  const syn_fulfilment *made = &f->synopsis.fulfilments[0];
  assert_int_equal(made->kind, kind);
  assert_int_equal(syn_id_compare(made->promise, occurrence_of(f, promise)->id), 0);
  assert_int_equal(syn_id_compare(made->deed, occurrence_of(f, deed)->id), 0);
  assert_true(made->why.size > 0);
}

static void what_was_promised_and_is_done_with_the_same_sum_is_fulfilled(void **state) {
  fixture *f = *state;
  const syn_event *promise = promise_loan(f);
  const syn_event *deed =
      add_lending(f, "2031-06-20", PAYMENT, "lent", SYN_MODALITY_HAPPENED, "2031-06-02", "240 million euros", "240000000");
  compute(f);
  assert_tied(f, promise, deed, SYN_FULFILMENT_FULFILS);
}

static void a_sum_ties_an_undated_deed_of_a_later_report(void **state) {
  fixture *f = *state;
  const syn_event *promise = promise_loan(f);
  const syn_event *deed = add_lending(f, "2031-06-20", PAYMENT, "lent", SYN_MODALITY_HAPPENED, NULL, "240 million euros", "240000000");
  compute(f);
  assert_tied(f, promise, deed, SYN_FULFILMENT_FULFILS);
}

static void what_is_then_not_done_is_broken(void **state) {
  fixture *f = *state;
  const syn_event *promise = promise_loan(f);
  syn_event *deed = add_lending(f, "2031-06-20", REFUSAL, "lend", SYN_MODALITY_PLANNED, NULL, "240 million euros", "240000000");
  deed->negated = true;
  compute(f);
  assert_tied(f, promise, deed, SYN_FULFILMENT_BREAKS);
}

/* The identity of an entity by its name, made when it is new. */
static syn_id identity_named(syn_identity *identities, uint32_t *count, syn_text name) {
  for (uint32_t i = 0; i < *count; i++) {
    if (syn_text_equal(identities[i].name, name)) return identities[i].id;
  }
  syn_id id = syn_digest_id("identity", &name, 1);
  uint32_t at = (*count)++;
  for (; at > 0 && syn_id_compare(identities[at - 1].id, id) > 0; at--) identities[at] = identities[at - 1];
  identities[at] = (syn_identity){.id = id, .type = SYN_ENTITY_PERSON, .name = name};
  return id;
}

static syn_id_list name_side(const fixture *f, const syn_facts *facts, syn_index_list side, syn_gathering *gathering) {
  syn_id_list ids = {SYN_ARENA_ARRAY(f->arena, syn_id, side.count), side.count};
  assert_non_null(ids.items);
  for (uint32_t i = 0; i < side.count; i++)
    ids.items[i] = identity_named(gathering->identities, &gathering->identity_count, facts->entities[side.items[i]].name);
  return ids;
}

/* A gathering in which the one event of each account is an occurrence of its own, whatever else would be made of them. */
static void gather_apart(fixture *f, syn_gathering *gathering) {
  *gathering = (syn_gathering){.accounts = f->accounts, .account_count = f->count, .world = f->world, .arena = f->arena};
  gathering->tables = SYN_ARENA_NEW(f->arena, syn_synopsis_tables);
  assert_non_null(gathering->tables);
  *gathering->tables = syn_synopsis_tables_begin(f->world, f->arena);
  gathering->identities = SYN_ARENA_ARRAY(f->arena, syn_identity, FACT_LIMIT);
  gathering->first_event = SYN_ARENA_ARRAY(f->arena, uint32_t, f->count + 1);
  gathering->occurrence_of = SYN_ARENA_ARRAY(f->arena, uint32_t, f->count);
  gathering->occurrences = SYN_ARENA_ARRAY(f->arena, syn_occurrence, f->count);
  gathering->occurrence_count = f->count;
  assert_true(gathering->identities && gathering->first_event && gathering->occurrence_of && gathering->occurrences);
  for (uint32_t a = 0; a < f->count; a++) {
    const syn_event *event = &f->facts[a].events[0];
    gathering->first_event[a + 1] = a + 1;
    gathering->occurrence_of[a] = a;
    gathering->occurrences[a] = (syn_occurrence){.id = test_id("occurrence", a, 0),
                                                 .type = event->type,
                                                 .modality = event->modality,
                                                 .date = event->date,
                                                 .actors = name_side(f, &f->facts[a], event->actors, gathering),
                                                 .recipients = name_side(f, &f->facts[a], event->recipients, gathering),
                                                 .articles = {&f->articles[a].id, 1}};
  }
}

/* Told in one story such plans are one occurrence; told apart they confirm each other. */
static void what_is_told_again_as_still_to_come_is_confirmed(void **state) {
  fixture *f = *state;
  syn_gathering gathering;
  (void)add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
  (void)add_meeting(f, "2031-05-09", JOURNEY, "see", SYN_MODALITY_PLANNED, "2031-05-14");
  gather_apart(f, &gathering);
  assert_int_equal(syn_fulfilments_find(&gathering), SYN_OK);
  assert_int_equal(gathering.fulfilment_count, 1);
  assert_int_equal(gathering.fulfilments[0].kind, SYN_FULFILMENT_CONFIRMS);
  assert_int_equal(syn_id_compare(gathering.fulfilments[0].promise, test_id("occurrence", 0, 0)), 0);
  assert_int_equal(syn_id_compare(gathering.fulfilments[0].deed, test_id("occurrence", 1, 0)), 0);
}

/* "A receives B" and "B sees A" are one meeting; "A helps B" and "B helps A" are two things. */
static void joint_acts_are_the_same_from_both_sides_and_others_are_not(void **state) {
  fixture *f = *state;
  for (int is_joint = 0; is_joint < 2; is_joint++) {
    syn_gathering gathering;
    f->count = 0;
    memset(f->facts, 0, sizeof f->facts);
    syn_event *promise = add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
    syn_event *deed = add_meeting(f, "2031-05-15", VISIT, "received", SYN_MODALITY_HAPPENED, "2031-05-14");
    deed->actors.items[0] = 1;
    deed->recipients.items[0] = 0;
    promise->type = deed->type = is_joint ? SYN_EVENT_CONSULT : SYN_EVENT_AID;
    gather_apart(f, &gathering);
    assert_int_equal(syn_fulfilments_find(&gathering), SYN_OK);
    assert_int_equal(gathering.fulfilment_count, is_joint);
  }
}

static void a_meeting_on_the_day_that_it_was_planned_for_fulfils(void **state) {
  fixture *f = *state;
  const syn_event *promise = add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
  const syn_event *deed = add_meeting(f, "2031-05-15", VISIT, "received", SYN_MODALITY_HAPPENED, "2031-05-14");
  compute(f);
  assert_tied(f, promise, deed, SYN_FULFILMENT_FULFILS);
}

static void a_meeting_on_another_day_does_not(void **state) {
  fixture *f = *state;
  (void)add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
  (void)add_meeting(f, "2031-05-25", VISIT, "received", SYN_MODALITY_HAPPENED, "2031-05-24");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void another_sum_does_not(void **state) {
  fixture *f = *state;
  (void)promise_loan(f);
  (void)add_lending(f, "2031-06-20", SMALLER, "lent", SYN_MODALITY_HAPPENED, "2031-06-02", "30 million euros", "30000000");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void another_recipient_does_not(void **state) {
  fixture *f = *state;
  (void)promise_loan(f);
  const syn_event *deed =
      add_lending(f, "2031-06-20", PAYMENT, "lent", SYN_MODALITY_HAPPENED, "2031-06-02", "240 million euros", "240000000");
  uint32_t other = add_entity(f, 1, SYN_ENTITY_ORGANIZATION, "harbour", "");
  deed->recipients.items[0] = other;
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void a_deed_before_the_promise_does_not(void **state) {
  fixture *f = *state;
  (void)promise_loan(f);
  (void)add_lending(f, "2031-06-20", PAYMENT, "lent", SYN_MODALITY_HAPPENED, "2031-03-02", "240 million euros", "240000000");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void a_deed_years_later_does_not(void **state) {
  fixture *f = *state;
  (void)promise_loan(f);
  (void)add_lending(f, "2033-06-20", PAYMENT, "lent", SYN_MODALITY_HAPPENED, "2033-06-02", "240 million euros", "240000000");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void a_plan_for_a_day_that_was_over_when_it_was_told_is_no_promise(void **state) {
  fixture *f = *state;
  (void)add_meeting(f, "2031-05-16", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
  (void)add_meeting(f, "2031-05-18", VISIT, "received", SYN_MODALITY_HAPPENED, "2031-05-14");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

static void undated_reports_are_tied_to_nothing(void **state) {
  fixture *f = *state;
  (void)promise_loan(f);
  (void)add_lending(f, NULL, PAYMENT, "lent", SYN_MODALITY_HAPPENED, NULL, "240 million euros", "240000000");
  compute(f);
  assert_int_equal(f->synopsis.fulfilment_count, 0);
}

/* An act of one party alone, told by a sentence of an account. */
static syn_event *add_lone_act(fixture *f, const char *published, const char *text, const char *sentence, const char *trigger,
                               syn_modality modality) {
  uint32_t account = add_account(f, published, published, "Of weather", text);
  (void)add_entity(f, account, SYN_ENTITY_ORGANIZATION, "Veloria Weather Office", "");
  uint32_t number = add_event(f, account, sentence, trigger, SYN_EVENT_MOBILIZE, SYN_NO_INDEX, SYN_NO_INDEX);
  syn_event *event = &f->facts[account].events[number];
  event->actors.items = SYN_ARENA_ARRAY(f->arena, uint32_t, 1);
  assert_non_null(event->actors.items);
  event->actors.count = 1;
  event->modality = modality;
  return event;
}

static uint32_t count_answers(fixture *f, syn_fulfilment_kind kind) {
  syn_gathering gathering;
  uint32_t count = 0;
  gather_apart(f, &gathering);
  assert_int_equal(syn_fulfilments_find(&gathering), SYN_OK);
  for (uint32_t i = 0; i < gathering.fulfilment_count; i++) count += gathering.fulfilments[i].kind == kind;
  assert_int_equal(gathering.fulfilment_count, count);
  return count;
}

/* What an account leads with is new; what it tells farther down may be an old deed that is told again. */
static void an_undated_deed_answers_where_it_is_the_news(void **state) {
  fixture *f = *state;
  (void)add_lone_act(f, "2031-03-11", COUNTDOWN, COUNTDOWN, "launch", SYN_MODALITY_PLANNED);
  (void)add_lone_act(f, "2031-03-20", LAUNCH "\n\n" OTHER_NEWS, LAUNCH, "launches", SYN_MODALITY_HAPPENED);
  assert_int_equal(count_answers(f, SYN_FULFILMENT_FULFILS), 1);
}

static void an_undated_deed_farther_down_answers_nothing(void **state) {
  fixture *f = *state;
  (void)add_lone_act(f, "2031-03-11", COUNTDOWN, COUNTDOWN, "launch", SYN_MODALITY_PLANNED);
  (void)add_lone_act(f, "2031-03-20", OTHER_NEWS "\n\n" LAUNCH, LAUNCH, "launches", SYN_MODALITY_HAPPENED);
  assert_int_equal(count_answers(f, SYN_FULFILMENT_FULFILS), 0);
}

static void a_sentence_that_is_printed_again_is_no_deed(void **state) {
  fixture *f = *state;
  (void)add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_PLANNED, "2031-05-14");
  (void)add_meeting(f, "2031-05-15", INVITATION, "receive", SYN_MODALITY_HAPPENED, "2031-05-14");
  assert_int_equal(count_answers(f, SYN_FULFILMENT_FULFILS), 0);
}

static void a_warning_is_no_promise(void **state) {
  fixture *f = *state;
  syn_event *promise = add_meeting(f, "2031-05-01", INVITATION, "receive", SYN_MODALITY_THREATENED, "2031-05-14");
  syn_event *deed = add_meeting(f, "2031-05-15", VISIT, "received", SYN_MODALITY_HAPPENED, "2031-05-14");
  promise->type = deed->type = SYN_EVENT_THREATEN;
  assert_int_equal(count_answers(f, SYN_FULFILMENT_FULFILS), 0);
}

static void who_cancels_a_meeting_that_was_planned_breaks_it(void **state) {
  fixture *f = *state;
  (void)add_meeting(f, "2031-05-01", JOURNEY, "see", SYN_MODALITY_PLANNED, "2031-05-14");
  syn_event *deed = add_meeting(f, "2031-05-12", CANCELLED, "cancelled", SYN_MODALITY_HAPPENED, NULL);
  deed->type = SYN_EVENT_REJECT;
  assert_int_equal(count_answers(f, SYN_FULFILMENT_BREAKS), 0); /* what is rejected may be anything */
  deed->mode = SYN_TEXT("meet");
  assert_int_equal(count_answers(f, SYN_FULFILMENT_BREAKS), 1);
}

/* Words alone do not make anyone break his word. */
static void nobody_breaks_a_plan_by_words_alone(void **state) {
  fixture *f = *state;
  (void)add_lone_act(f, "2031-03-11", COUNTDOWN, COUNTDOWN, "launch", SYN_MODALITY_PLANNED);
  (void)add_lone_act(f, "2031-03-20", LAUNCH "\n\n" OTHER_NEWS, LAUNCH, "launches", SYN_MODALITY_DENIED);
  assert_int_equal(count_answers(f, SYN_FULFILMENT_BREAKS), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_promised_and_is_done_with_the_same_sum_is_fulfilled, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_sum_ties_an_undated_deed_of_a_later_report, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(what_is_then_not_done_is_broken, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(what_is_told_again_as_still_to_come_is_confirmed, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(joint_acts_are_the_same_from_both_sides_and_others_are_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_meeting_on_the_day_that_it_was_planned_for_fulfils, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_meeting_on_another_day_does_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(another_sum_does_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(another_recipient_does_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_deed_before_the_promise_does_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_deed_years_later_does_not, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_plan_for_a_day_that_was_over_when_it_was_told_is_no_promise, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(undated_reports_are_tied_to_nothing, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(an_undated_deed_answers_where_it_is_the_news, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(an_undated_deed_farther_down_answers_nothing, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_sentence_that_is_printed_again_is_no_deed, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(a_warning_is_no_promise, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(who_cancels_a_meeting_that_was_planned_breaks_it, fixture_open, fixture_close),
      cmocka_unit_test_setup_teardown(nobody_breaks_a_plan_by_words_alone, fixture_open, fixture_close),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
