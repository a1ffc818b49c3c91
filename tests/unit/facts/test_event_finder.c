/* Events in sentences of our own, with tags and names given, so that a failure is the event finder's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "facts/finder.h"
#include "make_document.h"
#include "records/names.h"

/* The events of one notation, found with each name as an entity of its own. */
typedef struct found_events {
  test_document made;
  syn_finding finding;
  syn_world *world;
} found_events;

static uint32_t entity_of_name(found_events *found, const syn_name *name) {
  static const syn_entity_type TYPES[] = {SYN_ENTITY_PERSON, SYN_ENTITY_ORGANIZATION, SYN_ENTITY_PLACE,
                                          SYN_ENTITY_OTHER,  SYN_ENTITY_WORK,         SYN_ENTITY_OTHER};
  syn_span span = syn_document_span(&found->made.document, name->first_token, name->token_count);
  syn_text words = syn_article_words(&found->made.article, span);
  for (uint32_t i = 0; i < found->finding.entities.count; i++) {
    if (syn_text_equal(found->finding.entities.items[i].name, words)) return i;
  }
  syn_entity *entity = SYN_ARRAY_ADD(&found->finding.entities, found->made.arena);
  assert_non_null(entity);
  entity->type = TYPES[name->type];
  entity->name = words;
  entity->mentions = SYN_ARENA_NEW(found->made.arena, syn_mention);
  entity->mentions[0] = (syn_mention){span, SYN_MENTION_NAME};
  entity->mention_count = 1;
  return (uint32_t)found->finding.entities.count - 1;
}

static void find_events(found_events *found, const char *notation) {
  void *state = NULL;
  syn_error error = {0};
  memset(found, 0, sizeof *found);
  make_document(&found->made, "2024-03-15", notation);
  assert_int_equal(syn_world_open(NULL, &found->world, &error), SYN_OK);
  const syn_document *document = &found->made.document;
  found->finding = (syn_finding){.document = document, .world = found->world, .arena = found->made.arena};
  found->finding.marks = SYN_ARENA_ARRAY(found->made.arena, syn_token_marks, document->token_count + 1);
  assert_non_null(found->finding.marks);
  for (uint32_t i = 0; i < document->name_count; i++) {
    uint32_t entity = entity_of_name(found, &document->names[i]);
    for (uint32_t token = 0; token < document->names[i].token_count; token++)
      found->finding.marks[document->names[i].first_token + token] = (syn_token_marks){.entity = entity + 1, .mention = 1};
  }
  if (syn_event_finder.create(found->world, SYN_TEXT("en"), found->made.arena, &state, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_non_null(state);
  assert_int_equal(syn_event_finder.find(state, &found->finding, &error), SYN_OK);
}

static void free_events(found_events *found) {
  syn_world_close(&found->world);
  free_document(&found->made);
}

/* "CONSULT Petrova -> Calleja @Riga planned by Novak": what a test compares. */
static const char *describe(const found_events *found, uint32_t index) {
  static char text[512];
  const syn_event *event = &found->finding.events.items[index];
  size_t size = (size_t)snprintf(text, sizeof text, "%s", syn_event_type_name(event->type));
  const syn_index_list *lists[] = {&event->actors, &event->recipients, &event->attributed_to};
  const char *before[] = {"", "-> ", "by "};
  for (size_t l = 0; l < 3; l++) {
    for (uint32_t i = 0; i < lists[l]->count; i++) {
      syn_text name = found->finding.entities.items[lists[l]->items[i]].name;
      size += (size_t)snprintf(text + size, sizeof text - size, " %s%.*s", i == 0 ? before[l] : "+ ", SYN_TEXT_ARGUMENTS(name));
    }
  }
  if (event->place != SYN_NO_INDEX)
    size +=
        (size_t)snprintf(text + size, sizeof text - size, " @%.*s", SYN_TEXT_ARGUMENTS(found->finding.entities.items[event->place].name));
  if (event->modality != SYN_MODALITY_HAPPENED)
    size += (size_t)snprintf(text + size, sizeof text - size, " %s", syn_modality_name(event->modality));
  if (event->negated) snprintf(text + size, sizeof text - size, " not");
  return text;
}

static void expect_only(const char *notation, const char *expected) {
  found_events found;
  find_events(&found, notation);
  if (found.finding.events.count != 1) fail_msg("%zu events instead of one in: %s", found.finding.events.count, notation);
  assert_string_equal(describe(&found, 0), expected);
  free_events(&found);
}

static void expect_none(const char *notation) {
  found_events found;
  find_events(&found, notation);
  assert_int_equal(found.finding.events.count, 0);
  free_events(&found);
}

static void subject_and_object_of_a_meeting_are_its_parties(void **state) {
  expect_only("[PER Anna/PROPN Petrova/PROPN] met/VERB/meet/past+finite [PER Ines/PROPN Calleja/PROPN] in/ADP [PLACE Riga/PROPN] ./PUNCT",
              "CONSULT Anna Petrova -> Ines Calleja @Riga");
}

static void a_joint_subject_meets_itself(void **state) {
  expect_only("[PER Petrova/PROPN] and/CCONJ [PER Calleja/PROPN] held/VERB/hold/past+finite talks/NOUN/talk/plural ./PUNCT",
              "CONSULT Petrova + Calleja -> Petrova + Calleja");
}

static void talks_with_someone_take_the_phrase_after_with(void **state) {
  expect_only("[PER Petrova/PROPN] held/VERB/hold/past+finite long/ADJ talks/NOUN/talk/plural with/ADP her/PRON/her/possessive "
              "counterpart/NOUN ,/PUNCT "
              "[PER Calleja/PROPN] ,/PUNCT in/ADP [PLACE Riga/PROPN] ./PUNCT",
              "CONSULT Petrova -> Calleja @Riga");
}

static void a_passive_has_its_agent_as_actor(void **state) {
  expect_only("[PER Novak/PROPN] was/AUX/be/past+finite arrested/VERB/arrest/past+participle+passive by/ADP [ORG Interpol/PROPN] ./PUNCT",
              "COERCE Interpol -> Novak");
}

static void an_arrest_is_told_though_nobody_is_named(void **state) {
  expect_only("Thirty/NUM people/NOUN/person/plural were/AUX/be/past+finite arrested/VERB/arrest/past+participle+passive ./PUNCT",
              "COERCE -> people");
}

static void a_future_loan_is_planned(void **state) {
  expect_only("[ORG Malta/PROPN] will/AUX/will/finite+modal lend/VERB/lend/infinitive money/NOUN to/ADP [ORG Moldova/PROPN] ./PUNCT",
              "AID Malta -> Moldova planned");
}

static void the_receiver_may_stand_before_the_loan(void **state) {
  expect_only("[ORG Malta/PROPN] granted/VERB/grant/past+finite [ORG Moldova/PROPN] a/DET loan/NOUN ./PUNCT", "AID Malta -> Moldova");
}

static void whoever_promises_to_lend_promises(void **state) {
  expect_only(
      "[ORG Malta/PROPN] promised/VERB/promise/past+finite to/PART lend/VERB/lend/infinitive money/NOUN to/ADP [ORG Moldova/PROPN] ./PUNCT",
      "AID Malta -> Moldova promised");
}

static void whoever_refuses_to_meet_does_not_meet(void **state) {
  found_events found;
  find_events(&found, "[PER Petrova/PROPN] refused/VERB/refuse/past+finite to/PART meet/VERB/meet/infinitive [PER Novak/PROPN] ./PUNCT");
  bool told = false;
  for (uint32_t i = 0; i < found.finding.events.count; i++) {
    if (found.finding.events.items[i].type != SYN_EVENT_CONSULT) continue;
    told = true;
    assert_string_equal(describe(&found, i), "CONSULT Petrova -> Novak not");
  }
  assert_true(told);
  free_events(&found);
}

static void what_someone_says_has_happened_is_told_on_their_word(void **state) {
  expect_only("[PER Novak/PROPN] said/VERB/say/past+finite that/SCONJ [PER Petrova/PROPN] accused/VERB/accuse/past+finite [PER "
              "Calleja/PROPN] ./PUNCT",
              "ACCUSE Petrova -> Calleja by Novak");
}

static void a_source_may_follow_after_a_comma(void **state) {
  expect_only(
      "Police/NOUN/police arrested/VERB/arrest/past+finite [PER Novak/PROPN] ,/PUNCT [PER Petrova/PROPN] said/VERB/say/past+finite ./PUNCT",
      "COERCE Police -> Novak by Petrova");
}

static void a_relative_clause_does_not_take_the_subject_away(void **state) {
  found_events found;
  find_events(&found, "[PER Petrova/PROPN] ,/PUNCT who/PRON/who/relative visited/VERB/visit/past+finite [PLACE Riga/PROPN] ,/PUNCT "
                      "thanked/VERB/thank/past+finite "
                      "[PER Calleja/PROPN] ./PUNCT");
  assert_int_equal(found.finding.events.count, 2);
  assert_string_equal(describe(&found, 0), "CONSULT Petrova -> Riga");
  assert_string_equal(describe(&found, 1), "SUPPORT Petrova -> Calleja");
  free_events(&found);
}

static void an_apposition_does_not_take_the_subject_away(void **state) {
  expect_only(
      "[PER Petrova/PROPN] ,/PUNCT the/DET/the/definite head/NOUN of/ADP [ORG Interpol/PROPN] ,/PUNCT accused/VERB/accuse/past+finite "
      "[PER Novak/PROPN] ./PUNCT",
      "ACCUSE Petrova -> Novak");
}

static void a_noun_tells_an_event_with_its_parties(void **state) {
  expect_only("The/DET/the/definite meeting/NOUN between/ADP [PER Petrova/PROPN] and/CCONJ [PER Calleja/PROPN] in/ADP [PLACE Riga/PROPN] "
              "ended/VERB/end/past+finite ./PUNCT",
              "CONSULT Petrova + Calleja -> Petrova + Calleja @Riga");
}

static void a_noun_without_a_party_tells_nothing(void **state) {
  expect_none("The/DET/the/definite sanctions/NOUN/sanction/plural were/AUX/be/past+finite unpopular/ADJ ./PUNCT");
}

static void a_condition_makes_it_possible_only(void **state) {
  expect_only("If/SCONJ [PER Petrova/PROPN] visits/VERB/visit/present+finite [PLACE Riga/PROPN] ,/PUNCT prices/NOUN/price/plural "
              "rise/VERB/rise/present+finite "
              "./PUNCT",
              "CONSULT Petrova -> Riga possible");
}

static void slots_do_not_come_from_another_clause(void **state) {
  found_events found;
  find_events(&found, "[PER Petrova/PROPN] stayed/VERB/stay/past+finite at/ADP home/NOUN because/SCONJ protesters/NOUN/protester/plural "
                      "marched/VERB/march/past+finite against/ADP [PER Calleja/PROPN] ./PUNCT");
  assert_int_equal(found.finding.events.count, 1);
  assert_string_equal(describe(&found, 0), "PROTEST protesters -> Calleja");
  free_events(&found);
}

static void an_empty_place_is_lent_by_another_mention(void **state) {
  found_events found;
  find_events(&found, "[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] ./PUNCT\n"
                      "[PER Calleja/PROPN] met/VERB/meet/past+finite [PER Petrova/PROPN] in/ADP [PLACE Riga/PROPN] ./PUNCT");
  assert_int_equal(found.finding.events.count, 2);
  assert_string_equal(describe(&found, 0), "CONSULT Petrova -> Calleja @Riga");
  assert_int_equal(found.finding.events.items[0].evidence[SYN_SLOT_PLACE].count, 1);
  free_events(&found);
}

static void a_relative_past_form_is_no_passive(void **state) {
  found_events found;
  find_events(&found,
              "[PER Petrova/PROPN] ,/PUNCT who/PRON/who/relative once/ADV again/ADV congratulated/VERB/congratulate/past+participle "
              "[PER Calleja/PROPN] ,/PUNCT left/VERB/leave/past+finite ./PUNCT");
  assert_int_equal(found.finding.events.count, 1);
  assert_string_equal(describe(&found, 0), "SUPPORT Petrova -> Calleja");
  free_events(&found);
}

static void the_place_is_the_resort_not_the_sea_that_it_lies_on(void **state) {
  expect_only("[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] at/ADP the/DET/the/definite [PLACE Black/PROPN Sea/PROPN] "
              "resort/NOUN of/ADP "
              "[PLACE Varna/PROPN] ./PUNCT",
              "CONSULT Petrova -> Calleja @Varna");
}

static void whoever_follows_with_may_act(void **state) {
  expect_only("With/ADP [ORG Malta/PROPN] stepping/VERB/step/present+participle up/ADP sanctions/NOUN/sanction/plural on/ADP [ORG "
              "Moldova/PROPN] ,/PUNCT "
              "prices/NOUN/price/plural rose/VERB/rise/past+finite ./PUNCT",
              "SANCTION Malta -> Moldova");
}

static void a_joined_verb_shares_its_subject(void **state) {
  found_events found;
  find_events(&found, "[ORG Malta/PROPN] supports/VERB/support/present+finite the/DET reform/NOUN of/ADP the/DET port/NOUN and/CCONJ "
                      "will/AUX/will/finite+modal "
                      "provide/VERB/provide/infinitive a/DET loan/NOUN to/ADP [ORG Moldova/PROPN] ./PUNCT");
  assert_int_equal(found.finding.events.count, 2);
  assert_string_equal(describe(&found, 1), "AID Malta -> Moldova planned");
  free_events(&found);
}

static void a_protest_aims_at_whom_it_demands_something_of(void **state) {
  found_events found;
  find_events(
      &found,
      "People/NOUN/person/plural marched/VERB/march/past+finite through/ADP [PLACE Riga/PROPN] demanding/VERB/demand/present+participle "
      "[PER Novak/PROPN] 's/PART resignation/NOUN ./PUNCT");
  assert_string_equal(describe(&found, 0), "PROTEST People -> Novak @Riga");
  free_events(&found);
}

static void leaders_without_names_meet_where_it_is_said(void **state) {
  expect_only("The/DET/the/definite two/NUM leaders/NOUN/leader/plural met/VERB/meet/past+finite in/ADP [PLACE Riga/PROPN] ./PUNCT",
              "CONSULT leaders @Riga");
}

static void one_shared_party_does_not_make_two_meetings_one(void **state) {
  found_events found;
  find_events(&found, "[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] ./PUNCT\n"
                      "[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Novak/PROPN] in/ADP [PLACE Riga/PROPN] ./PUNCT");
  assert_string_equal(describe(&found, 0), "CONSULT Petrova -> Calleja");
  free_events(&found);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(subject_and_object_of_a_meeting_are_its_parties),
      cmocka_unit_test(a_joint_subject_meets_itself),
      cmocka_unit_test(talks_with_someone_take_the_phrase_after_with),
      cmocka_unit_test(a_passive_has_its_agent_as_actor),
      cmocka_unit_test(an_arrest_is_told_though_nobody_is_named),
      cmocka_unit_test(a_future_loan_is_planned),
      cmocka_unit_test(the_receiver_may_stand_before_the_loan),
      cmocka_unit_test(whoever_promises_to_lend_promises),
      cmocka_unit_test(whoever_refuses_to_meet_does_not_meet),
      cmocka_unit_test(what_someone_says_has_happened_is_told_on_their_word),
      cmocka_unit_test(a_source_may_follow_after_a_comma),
      cmocka_unit_test(a_relative_clause_does_not_take_the_subject_away),
      cmocka_unit_test(an_apposition_does_not_take_the_subject_away),
      cmocka_unit_test(a_noun_tells_an_event_with_its_parties),
      cmocka_unit_test(a_noun_without_a_party_tells_nothing),
      cmocka_unit_test(a_condition_makes_it_possible_only),
      cmocka_unit_test(slots_do_not_come_from_another_clause),
      cmocka_unit_test(an_empty_place_is_lent_by_another_mention),
      cmocka_unit_test(a_relative_past_form_is_no_passive),
      cmocka_unit_test(the_place_is_the_resort_not_the_sea_that_it_lies_on),
      cmocka_unit_test(whoever_follows_with_may_act),
      cmocka_unit_test(a_joined_verb_shares_its_subject),
      cmocka_unit_test(a_protest_aims_at_whom_it_demands_something_of),
      cmocka_unit_test(leaders_without_names_meet_where_it_is_said),
      cmocka_unit_test(one_shared_party_does_not_make_two_meetings_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
