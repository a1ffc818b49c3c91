/* Clauses of sentences with tags given: subject, object, prepositional phrases, governors. */
#include "found_clauses.h"

static void find_clauses(found_clauses *found, const char *notation) {
  syn_error error = {0};
  memset(found, 0, sizeof *found);
  make_document(&found->made, NULL, notation);
  assert_int_equal(syn_world_open(NULL, &found->world, &error), SYN_OK);
  const syn_document *document = &found->made.document;
  found->finding = (syn_finding){.document = document, .world = found->world, .arena = found->made.arena};
  found->finding.marks = SYN_ARENA_ARRAY(found->made.arena, syn_token_marks, document->token_count + 1);
  assert_non_null(found->finding.marks);
  for (uint32_t i = 0; i < document->name_count; i++) {
    for (uint32_t token = 0; token < document->names[i].token_count; token++)
      found->finding.marks[document->names[i].first_token + token] = (syn_token_marks){.entity = i + 1, .mention = 1};
  }
  assert_int_equal(syn_word_classes_read(found->world, SYN_TEXT("en"), found->made.arena, &found->words, &error), SYN_OK);
  assert_int_equal(syn_clauses_find(&found->finding, &found->words, &document->sentences[0], &found->list), SYN_OK);
}

static void expect_clause(const char *notation, uint32_t index, const char *expected) {
  found_clauses found;
  find_clauses(&found, notation);
  assert_true(index < found.list.clause_count);
  assert_string_equal(describe(&found, index), expected);
  free_clauses(&found);
}

static void a_clause_has_subject_object_and_phrases(void **state) {
  expect_clause("[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] in/ADP [PLACE Riga/PROPN] on/ADP Monday/PROPN ./PUNCT",
                0, "Petrova | met | Calleja | in Riga | on Monday");
}

static void a_loan_and_who_gets_it_are_two_objects(void **state) {
  expect_clause("[ORG Malta/PROPN] granted/VERB/grant/past+finite [ORG Cyprus/PROPN] a/DET loan/NOUN ./PUNCT", 0,
                "Malta | granted | Cyprus | a loan");
}

static void the_subject_stands_before_an_apposition(void **state) {
  expect_clause("[PER Petrova/PROPN] ,/PUNCT the/DET mayor/NOUN of/ADP [PLACE Riga/PROPN] ,/PUNCT resigned/VERB/resign/past+finite ./PUNCT",
                0, "Petrova | resigned");
}

static void a_relative_pronoun_stands_for_the_subject(void **state) {
  expect_clause("[PER Petrova/PROPN] ,/PUNCT who/PRON/who/relative visited/VERB/visit/past+finite [PLACE Riga/PROPN] ,/PUNCT "
                "left/VERB/leave/past+finite ./PUNCT",
                0, "Petrova | visited | Riga");
}

static void a_relative_pronoun_before_a_subject_stands_for_the_object(void **state) {
  expect_clause(
      "[PER Novak/PROPN] ,/PUNCT whom/PRON/who/relative police/NOUN arrested/VERB/arrest/past+finite in/ADP [PLACE Riga/PROPN] ,/PUNCT "
      "left/VERB/leave/past+finite ./PUNCT",
      0, "police | arrested | Novak | in Riga");
}

static void a_clause_goes_on_behind_a_relative_one(void **state) {
  expect_clause("[PER Novak/PROPN] ,/PUNCT whom/PRON/who/relative police/NOUN arrested/VERB/arrest/past+finite ,/PUNCT "
                "left/VERB/leave/past+finite [PLACE Riga/PROPN] ./PUNCT",
                1, "Novak | left | Riga");
}

static void joined_verbs_share_a_subject(void **state) {
  expect_clause(
      "[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] and/CCONJ signed/VERB/sign/past+finite a/DET treaty/NOUN ./PUNCT",
      1, "Petrova | signed | a treaty");
}

static void verbs_joined_by_commas_share_a_subject(void **state) {
  expect_clause("[PER Petrova/PROPN] met/VERB/meet/past+finite [PER Calleja/PROPN] ,/PUNCT visited/VERB/visit/past+finite [PLACE "
                "Riga/PROPN] and/CCONJ "
                "left/VERB/leave/past+finite ./PUNCT",
                1, "Petrova | visited | Riga");
}

static void whoever_is_asked_does_what_follows(void **state) {
  expect_clause(
      "[PER Petrova/PROPN] asked/VERB/ask/past+finite [PER Calleja/PROPN] to/PART leave/VERB/leave/infinitive [PLACE Riga/PROPN] ./PUNCT",
      1, "Calleja | to leave | Riga");
}

static void whoever_is_called_on_does_what_follows(void **state) {
  expect_clause("[PER Petrova/PROPN] called/VERB/call/past+finite on/ADP [PER Calleja/PROPN] to/PART leave/VERB/leave/infinitive ./PUNCT",
                1, "Calleja | to leave");
}

static void whoever_promises_does_what_follows(void **state) {
  expect_clause("[PER Petrova/PROPN] promised/VERB/promise/past+finite to/PART leave/VERB/leave/infinitive [PLACE Riga/PROPN] ./PUNCT", 1,
                "Petrova | to leave | Riga");
}

static void whoever_is_accused_did_it(void **state) {
  expect_clause("[PER Petrova/PROPN] accused/VERB/accuse/past+finite [PER Calleja/PROPN] of/ADP attacking/VERB/attack/gerund [PER "
                "Novak/PROPN] ./PUNCT",
                1, "Calleja | attacking | Novak");
}

static void a_passive_without_auxiliary_is_told_from_a_past_form(void **state) {
  found_clauses found;
  find_clauses(&found,
               "[PER Novak/PROPN] was/AUX/be/past+finite arrested/VERB/arrest/past+participle+passive by/ADP [ORG Interpol/PROPN] ./PUNCT");
  assert_true(found.list.clauses[0].is_passive);
  free_clauses(&found);
  find_clauses(&found, "[PER Novak/PROPN] thanked/VERB/thank/past+participle [PER Calleja/PROPN] ./PUNCT");
  assert_false(found.list.clauses[0].is_passive);
  assert_true(found.list.clauses[0].is_finite);
  free_clauses(&found);
}

static void a_modal_a_negation_and_a_condition_are_noted(void **state) {
  found_clauses found;
  find_clauses(&found,
               "If/SCONJ [PER Petrova/PROPN] will/AUX/will/finite+modal not/PART meet/VERB/meet/infinitive [PER Calleja/PROPN] ./PUNCT");
  const syn_clause *clause = &found.list.clauses[0];
  assert_true(clause->has_modal && clause->is_negated && clause->is_subordinate);
  assert_int_equal(clause->opener, 0);
  free_clauses(&found);
}

static void what_is_said_is_governed_by_the_saying(void **state) {
  found_clauses found;
  find_clauses(&found, "[PER Novak/PROPN] said/VERB/say/past+finite that/SCONJ [PER Petrova/PROPN] left/VERB/leave/past+finite ./PUNCT");
  assert_int_equal(found.list.clauses[1].governor, 0);
  assert_int_equal(found.list.clauses[0].governor, SYN_NO_CHUNK);
  free_clauses(&found);
}

static void a_hyphen_does_not_make_a_verb_of_a_word(void **state) {
  expect_clause("The/DET [ORG Malta/PROPN] ~-/PUNCT ~led/VERB/lead/past+participle coalition/NOUN met/VERB/meet/past+finite [PER "
                "Calleja/PROPN] ./PUNCT",
                0, "The Malta-led coalition | met | Calleja");
}

static void a_list_of_phrases_is_one_party_each(void **state) {
  found_clauses found;
  uint32_t chunks[8];
  find_clauses(&found, "[ORG Malta/PROPN] ,/PUNCT [ORG Cyprus/PROPN] and/CCONJ [ORG Latvia/PROPN] met/VERB/meet/past+finite ./PUNCT");
  uint32_t count = syn_clause_coordinated(&found.finding, &found.list, found.list.clauses[0].subject, false, chunks, 8);
  assert_int_equal(count, 3);
  assert_int_equal(syn_clause_coordinated(&found.finding, &found.list, found.list.clauses[0].subject, false, chunks, 0), 0);
  free_clauses(&found);
}

static void more_phrases_than_fit_are_left_out(void **state) {
  static char notation[4096];
  found_clauses found;
  strcpy(notation, "[PER Novak/PROPN] sat/VERB/sit/past+finite");
  for (int i = 0; i < 3 * SYN_CLAUSE_PREPOSITION_LIMIT; i++) strcat(notation, " in/ADP a/DET house/NOUN");
  find_clauses(&found, notation);
  assert_int_equal(found.list.clauses[0].prepositional_count, SYN_CLAUSE_PREPOSITION_LIMIT);
  free_clauses(&found);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_clause_has_subject_object_and_phrases),
      cmocka_unit_test(a_loan_and_who_gets_it_are_two_objects),
      cmocka_unit_test(the_subject_stands_before_an_apposition),
      cmocka_unit_test(a_relative_pronoun_stands_for_the_subject),
      cmocka_unit_test(a_relative_pronoun_before_a_subject_stands_for_the_object),
      cmocka_unit_test(a_clause_goes_on_behind_a_relative_one),
      cmocka_unit_test(joined_verbs_share_a_subject),
      cmocka_unit_test(verbs_joined_by_commas_share_a_subject),
      cmocka_unit_test(whoever_is_asked_does_what_follows),
      cmocka_unit_test(whoever_is_called_on_does_what_follows),
      cmocka_unit_test(whoever_promises_does_what_follows),
      cmocka_unit_test(whoever_is_accused_did_it),
      cmocka_unit_test(a_passive_without_auxiliary_is_told_from_a_past_form),
      cmocka_unit_test(a_modal_a_negation_and_a_condition_are_noted),
      cmocka_unit_test(what_is_said_is_governed_by_the_saying),
      cmocka_unit_test(a_hyphen_does_not_make_a_verb_of_a_word),
      cmocka_unit_test(a_list_of_phrases_is_one_party_each),
      cmocka_unit_test(more_phrases_than_fit_are_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
