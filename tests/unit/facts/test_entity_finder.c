#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "facts/finder.h"
#include "make_document.h"

static syn_world *world;
static syn_fact_finder *finder;

static int open_finder(void **state) {
  syn_error error;
  if (syn_world_open(NULL, &world, &error) != SYN_OK) fail_msg("%s", error.text);
  if (syn_fact_finder_create(NULL, world, &finder, &error) != SYN_OK) fail_msg("%s", error.text);
  return 0;
}

static int close_finder(void **state) {
  syn_fact_finder_destroy(&finder);
  syn_world_close(&world);
  return 0;
}

static syn_facts find(test_document *made, const char *notation) {
  syn_facts facts;
  syn_error error;
  make_document(made, "2021-03-10", notation);
  if (syn_facts_find(finder, &made->document, made->arena, &facts, &error) != SYN_OK) fail_msg("%s", error.text);
  return facts;
}

/* The entity that has a mention of these words; the n-th such mention. */
static const syn_entity *find_mention(const test_document *made, const syn_facts *facts, const char *words, unsigned nth,
                                      syn_mention_kind *out_kind) {
  unsigned seen = 0;
  for (uint32_t t = 0; t < made->document.token_count; t++)
    for (uint32_t e = 0; e < facts->entity_count; e++)
      for (uint32_t m = 0; m < facts->entities[e].mention_count; m++) {
        syn_span span = facts->entities[e].mentions[m].span;
        syn_span token = syn_document_span(&made->document, t, 1);
        if (span.start != token.start || span.field != token.field || span.index != token.index) continue;
        if (!syn_text_equal(syn_article_words(&made->article, span), syn_text_from(words)) || seen++ != nth) continue;
        if (out_kind != NULL) *out_kind = facts->entities[e].mentions[m].kind;
        return &facts->entities[e];
      }
  return NULL;
}

static const syn_entity *need_mention(const test_document *made, const syn_facts *facts, const char *words, unsigned nth,
                                      syn_mention_kind kind) {
  syn_mention_kind found = SYN_MENTION_KIND_COUNT;
  const syn_entity *entity = find_mention(made, facts, words, nth, &found);
  if (entity == NULL) {
    for (uint32_t e = 0; e < facts->entity_count; e++)
      for (uint32_t m = 0; m < facts->entities[e].mention_count; m++)
        print_error("  %u %.*s: '%s' kind %d\n", e, SYN_TEXT_ARGUMENTS(facts->entities[e].name),
                    span_words(made, facts->entities[e].mentions[m].span), (int)facts->entities[e].mentions[m].kind);
    fail_msg("no mention '%s'", words);
  }
  assert_int_equal(found, kind);
  return entity;
}

static void joins_a_surname_to_the_full_name(void **state) {
  test_document made;
  syn_facts facts = find(&made, "title: [PER Petrova/PROPN] wins/VERB\n"
                                "[PER Anna/PROPN Petrova/PROPN] won/VERB/win/past+finite ./PUNCT");
  const syn_entity *person = need_mention(&made, &facts, "Petrova", 0, SYN_MENTION_NAME);
  assert_ptr_equal(person, need_mention(&made, &facts, "Anna Petrova", 0, SYN_MENTION_NAME));
  assert_int_equal(person->type, SYN_ENTITY_PERSON);
  assert_true(syn_text_equal(person->name, SYN_TEXT("Anna Petrova")));
  assert_int_equal(facts.entity_count, 1);
  free_document(&made);
}

static void keeps_two_people_of_one_surname_apart(void **state) {
  test_document made;
  syn_facts facts = find(&made, "[PER Anna/PROPN Petrova/PROPN] met/VERB/meet/past+finite [PER Olga/PROPN Petrova/PROPN] ./PUNCT\n"
                                "[PER Petrova/PROPN] smiled/VERB/smile/past+finite ./PUNCT");
  const syn_entity *anna = need_mention(&made, &facts, "Anna Petrova", 0, SYN_MENTION_NAME);
  const syn_entity *olga = need_mention(&made, &facts, "Olga Petrova", 0, SYN_MENTION_NAME);
  const syn_entity *open = need_mention(&made, &facts, "Petrova", 0, SYN_MENTION_NAME);
  assert_ptr_not_equal(anna, olga);
  assert_ptr_not_equal(open, anna);
  assert_ptr_not_equal(open, olga);
  free_document(&made);
}

static void joins_spellings_of_one_name(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "[PER Sergei/PROPN Ivanenko/PROPN] left/VERB ./PUNCT\n[PER Sergey/PROPN Ivanenka/PROPN] returned/VERB ./PUNCT");
  assert_ptr_equal(need_mention(&made, &facts, "Sergei Ivanenko", 0, SYN_MENTION_NAME),
                   need_mention(&made, &facts, "Sergey Ivanenka", 0, SYN_MENTION_NAME));
  free_document(&made);
}

static void takes_the_last_two_words_of_a_name_with_a_particle(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "[PER Jan/PROPN van/PROPN Houten/PROPN] spoke/VERB ./PUNCT\n[PER Van/PROPN Houten/PROPN] left/VERB ./PUNCT");
  assert_ptr_equal(need_mention(&made, &facts, "Jan van Houten", 0, SYN_MENTION_NAME),
                   need_mention(&made, &facts, "Van Houten", 0, SYN_MENTION_NAME));
  free_document(&made);
}

static void finds_a_name_that_the_recogniser_overlooked(void **state) {
  test_document made;
  syn_facts facts = find(&made, "[PER Anna/PROPN Petrova/PROPN] won/VERB ./PUNCT\nBut/CCONJ Petrova/PROPN left/VERB ./PUNCT");
  assert_ptr_equal(need_mention(&made, &facts, "Anna Petrova", 0, SYN_MENTION_NAME),
                   need_mention(&made, &facts, "Petrova", 0, SYN_MENTION_NAME));
  free_document(&made);
}

static void leaves_titles_out_of_the_span_and_keeps_them_as_roles(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "Estonian/ADJ Finance/PROPN Minister/PROPN [PER Mr/PROPN Jaan/PROPN Tamm/PROPN] 's/PART plan/NOUN failed/VERB ./PUNCT");
  const syn_entity *person = need_mention(&made, &facts, "Jaan Tamm", 0, SYN_MENTION_NAME);
  assert_int_equal(person->role_count, 1);
  assert_true(syn_text_equal(person->roles[0], SYN_TEXT("finance minister")));
  assert_true(syn_text_equal(person->country, SYN_TEXT("EE")));
  free_document(&made);
}

static void reads_a_role_behind_the_name(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "[PER Jaan/PROPN Tamm/PROPN] ,/PUNCT the/DET head/NOUN of/ADP the/DET bank/NOUN ,/PUNCT resigned/VERB ./PUNCT");
  const syn_entity *person = need_mention(&made, &facts, "Jaan Tamm", 0, SYN_MENTION_NAME);
  assert_int_equal(person->role_count, 1);
  assert_true(syn_text_equal(person->roles[0], SYN_TEXT("head")));
  free_document(&made);
}

static void knows_countries_by_the_gazetteer(void **state) {
  test_document made;
  syn_facts facts = find(&made, "[PLACE Estonia/PROPN] joined/VERB ./PUNCT Latvia/PROPN 's/PART army/NOUN left/VERB ./PUNCT");
  const syn_entity *estonia = need_mention(&made, &facts, "Estonia", 0, SYN_MENTION_NAME);
  const syn_entity *latvia = need_mention(&made, &facts, "Latvia", 0, SYN_MENTION_NAME);
  assert_int_equal(estonia->type, SYN_ENTITY_COUNTRY);
  assert_int_equal(latvia->type, SYN_ENTITY_COUNTRY);
  assert_true(syn_text_equal(latvia->country, SYN_TEXT("LV")));
  free_document(&made);
}

static void takes_an_adjective_for_no_mention(void **state) {
  test_document made;
  syn_facts facts = find(&made, "The/DET [NORP Estonian/ADJ] army/NOUN left/VERB ./PUNCT");
  assert_int_equal(facts.entity_count, 0);
  free_document(&made);
}

static void joins_an_acronym_in_brackets(void **state) {
  test_document made;
  syn_facts facts = find(&made, "The/DET [ORG Baltic/PROPN Harbour/PROPN Council/PROPN] (/PUNCT BHC/PROPN )/PUNCT met/VERB ./PUNCT\n"
                                "The/DET [ORG BHC/PROPN] voted/VERB ./PUNCT");
  const syn_entity *council = need_mention(&made, &facts, "Baltic Harbour Council", 0, SYN_MENTION_NAME);
  assert_ptr_equal(council, need_mention(&made, &facts, "BHC", 0, SYN_MENTION_NAME));
  assert_ptr_equal(council, need_mention(&made, &facts, "BHC", 1, SYN_MENTION_NAME));
  free_document(&made);
}

static void resolves_a_nominal_with_one_compatible_person(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "Estonian/ADJ President/PROPN [PER Anna/PROPN Petrova/PROPN] met/VERB her/PRON Latvian/ADJ counterpart/NOUN "
                  "[PER Janis/PROPN Ozols/PROPN] ./PUNCT\n"
                  "The/DET Estonian/ADJ leader/NOUN smiled/VERB ./PUNCT\n"
                  "The/DET Latvian/ADJ president/NOUN did/AUX not/PART ./PUNCT\n"
                  "The/DET president/NOUN left/VERB ./PUNCT");
  const syn_entity *anna = need_mention(&made, &facts, "Anna Petrova", 0, SYN_MENTION_NAME);
  const syn_entity *janis = need_mention(&made, &facts, "Janis Ozols", 0, SYN_MENTION_NAME);
  assert_ptr_equal(anna, need_mention(&made, &facts, "Estonian leader", 0, SYN_MENTION_NOMINAL));
  assert_ptr_equal(janis, need_mention(&made, &facts, "Latvian president", 0, SYN_MENTION_NOMINAL));
  free_document(&made);
}

static void leaves_a_nominal_open_that_fits_two(void **state) {
  test_document made;
  syn_facts facts =
      find(&made, "President/PROPN [PER Anna/PROPN Petrova/PROPN] met/VERB President/PROPN [PER Janis/PROPN Ozols/PROPN] ./PUNCT\n"
                  "The/DET president/NOUN left/VERB ./PUNCT");
  assert_null(find_mention(&made, &facts, "president", 0, NULL));
  free_document(&made);
}

static void takes_a_government_for_its_country(void **state) {
  test_document made;
  syn_facts facts = find(&made, "[PLACE Estonia/PROPN] waits/VERB ./PUNCT The/DET Estonian/ADJ government/NOUN resigned/VERB ./PUNCT");
  assert_ptr_equal(need_mention(&made, &facts, "Estonia", 0, SYN_MENTION_NAME),
                   need_mention(&made, &facts, "Estonian government", 0, SYN_MENTION_NOMINAL));
  free_document(&made);
}

static void resolves_a_pronoun_with_one_person_before(void **state) {
  test_document made;
  syn_facts facts = find(
      &made, "Ms/PROPN [PER Anna/PROPN Petrova/PROPN] spoke/VERB/speak/past+finite ./PUNCT\nShe/PRON left/VERB/leave/past+finite ./PUNCT");
  assert_ptr_equal(need_mention(&made, &facts, "Anna Petrova", 0, SYN_MENTION_NAME),
                   need_mention(&made, &facts, "She", 0, SYN_MENTION_PRONOUN));
  free_document(&made);
}

static void leaves_a_pronoun_of_the_other_gender_open(void **state) {
  test_document made;
  syn_facts facts = find(
      &made, "Ms/PROPN [PER Anna/PROPN Petrova/PROPN] spoke/VERB/speak/past+finite ./PUNCT\nHe/PRON left/VERB/leave/past+finite ./PUNCT");
  assert_null(find_mention(&made, &facts, "He", 0, NULL));
  free_document(&made);
}

static void tells_a_capital_from_its_government(void **state) {
  static const struct {
    const char *notation;
    syn_mention_kind kind;
  } cases[] = {
      {"They/PRON met/VERB/meet/past+finite in/ADP [PLACE Tallinn/PROPN] ./PUNCT", SYN_MENTION_NAME},
      {"People/NOUN marched/VERB/march/past+finite through/ADP [PLACE Tallinn/PROPN] ./PUNCT", SYN_MENTION_NAME},
      {"[PLACE Tallinn/PROPN] accused/VERB/accuse/past+finite the/DET bank/NOUN ./PUNCT", SYN_MENTION_METONYM},
      {"sanctions/NOUN/sanction on/ADP [PLACE Tallinn/PROPN] were/AUX lifted/VERB ./PUNCT", SYN_MENTION_METONYM},
      {"He/PRON flew/VERB/fly/past+finite to/ADP [PLACE Tallinn/PROPN] ./PUNCT", SYN_MENTION_NAME},
      {"a/DET loan/NOUN to/ADP [PLACE Tallinn/PROPN] was/AUX paid/VERB ./PUNCT", SYN_MENTION_METONYM},
      {"[PLACE Tallinn/PROPN] 's/PART closest/ADJ ally/NOUN left/VERB ./PUNCT", SYN_MENTION_METONYM},
      {"the/DET streets/NOUN/street of/ADP [PLACE Tallinn/PROPN] were/AUX empty/ADJ ./PUNCT", SYN_MENTION_NAME},
      {"relations/NOUN between/ADP [PLACE Tallinn/PROPN] and/CCONJ Riga/PROPN cooled/VERB ./PUNCT", SYN_MENTION_METONYM},
  };
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    test_document made;
    syn_facts facts = find(&made, cases[i].notation);
    const syn_entity *entity = need_mention(&made, &facts, "Tallinn", 0, cases[i].kind);
    assert_int_equal(entity->type, cases[i].kind == SYN_MENTION_METONYM ? SYN_ENTITY_COUNTRY : SYN_ENTITY_PLACE);
    free_document(&made);
  }
}

static syn_text name_of_first(test_document *made, const char *notation) {
  syn_facts facts = find(made, notation);
  assert_true(facts.entity_count > 0);
  return facts.entities[0].name;
}

static void names_an_entity_by_its_most_frequent_form(void **state) {
  test_document made;
  syn_text name = name_of_first(&made, "[PLACE DRUVENAI/PROPN] :/PUNCT [PLACE Druvenai/PROPN] voted/VERB ./PUNCT\n"
                                       "[PLACE Druvenai/PROPN] waits/VERB ./PUNCT");
  assert_true(syn_text_equal(name, SYN_TEXT("Druvenai")));
  free_document(&made);
}

static void names_an_entity_by_no_capitals_where_forms_are_as_frequent(void **state) {
  test_document made;
  syn_text name = name_of_first(&made, "[PLACE DRUVENAI/PROPN] :/PUNCT [PLACE Druvenai/PROPN] voted/VERB ./PUNCT");
  assert_true(syn_text_equal(name, SYN_TEXT("Druvenai")));
  free_document(&made);
}

static void names_an_entity_by_more_words_before_more_bytes(void **state) {
  test_document made;
  syn_text name = name_of_first(&made, "[PER Petrova/PROPN] won/VERB ./PUNCT\n[PER A./PROPN Petrova/PROPN] left/VERB ./PUNCT\n"
                                       "[PER Petrova/PROPN] spoke/VERB ./PUNCT\n[PER Anna/PROPN Petrova/PROPN] won/VERB ./PUNCT\n"
                                       "[PER A./PROPN Petrova/PROPN] left/VERB ./PUNCT");
  assert_true(syn_text_equal(name, SYN_TEXT("Anna Petrova")));
  free_document(&made);
}

static void names_an_entity_by_frequency_before_bytes(void **state) {
  test_document made;
  syn_text name = name_of_first(&made, "[PER Oleksiy/PROPN Ivanenko/PROPN] left/VERB ./PUNCT\n[PER Oleksi/PROPN Ivanenko/PROPN] met/VERB "
                                       "them/PRON ./PUNCT\n[PER Oleksi/PROPN Ivanenko/PROPN] returned/VERB ./PUNCT");
  assert_true(syn_text_equal(name, SYN_TEXT("Oleksi Ivanenko")));
  free_document(&made);
}

/* Every limit from almost nothing up: what is not enough fails as no_memory, and nothing else happens. */
static void says_when_the_arena_is_used_up(void **state) {
  test_document made;
  make_document(
      &made, "2021-03-10",
      "Estonian/ADJ President/PROPN [PER Anna/PROPN Petrova/PROPN] met/VERB her/PRON Latvian/ADJ counterpart/NOUN on/ADP Monday/PROPN "
      "in/ADP [PLACE Tallinn/PROPN] ./PUNCT\n"
      "The/DET Estonian/ADJ leader/NOUN of/ADP the/DET [ORG Baltic/PROPN Harbour/PROPN Council/PROPN] (/PUNCT BHC/PROPN )/PUNCT left/VERB "
      "two/NUM days/NOUN later/ADV ./PUNCT");
  unsigned failures = 0, by_quantities = 0;
  bool found = false;
  for (size_t limit = 64; !found && limit < (1u << 20); limit += 64) {
    syn_arena *arena = NULL;
    syn_facts facts;
    syn_error error = {0};
    assert_int_equal(syn_arena_create(limit, &arena), SYN_OK);
    syn_status status = syn_facts_find(finder, &made.document, arena, &facts, &error);
    assert_true(status == SYN_OK || status == SYN_NO_MEMORY);
    found = status == SYN_OK;
    failures += !found;
    by_quantities += strstr(error.text, "finding quantities: no_memory in sentence 2") != NULL;
    assert_true(found || strstr(error.text, "give it in parts") != NULL);
    syn_arena_destroy(&arena);
  }
  assert_true(found);
  assert_true(failures > 10);
  assert_true(by_quantities > 0);
  free_document(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(joins_a_surname_to_the_full_name),
      cmocka_unit_test(keeps_two_people_of_one_surname_apart),
      cmocka_unit_test(joins_spellings_of_one_name),
      cmocka_unit_test(takes_the_last_two_words_of_a_name_with_a_particle),
      cmocka_unit_test(finds_a_name_that_the_recogniser_overlooked),
      cmocka_unit_test(leaves_titles_out_of_the_span_and_keeps_them_as_roles),
      cmocka_unit_test(reads_a_role_behind_the_name),
      cmocka_unit_test(knows_countries_by_the_gazetteer),
      cmocka_unit_test(takes_an_adjective_for_no_mention),
      cmocka_unit_test(joins_an_acronym_in_brackets),
      cmocka_unit_test(resolves_a_nominal_with_one_compatible_person),
      cmocka_unit_test(leaves_a_nominal_open_that_fits_two),
      cmocka_unit_test(takes_a_government_for_its_country),
      cmocka_unit_test(resolves_a_pronoun_with_one_person_before),
      cmocka_unit_test(leaves_a_pronoun_of_the_other_gender_open),
      cmocka_unit_test(tells_a_capital_from_its_government),
      cmocka_unit_test(names_an_entity_by_its_most_frequent_form),
      cmocka_unit_test(names_an_entity_by_no_capitals_where_forms_are_as_frequent),
      cmocka_unit_test(names_an_entity_by_more_words_before_more_bytes),
      cmocka_unit_test(names_an_entity_by_frequency_before_bytes),
      cmocka_unit_test(says_when_the_arena_is_used_up),
  };
  return cmocka_run_group_tests(tests, open_finder, close_finder);
}
