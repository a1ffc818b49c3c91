#include "article/page_credits.h"
#include "article_setup.h"

static syn_page_credits credits;

static void expect_list(const syn_text_array *list, const char *wanted) {
  char got[500] = "";
  for (size_t i = 0; i < list->count; i++) {
    if (i) strcat(got, "|");
    strncat(got, list->items[i].data, list->items[i].size);
  }
  if (strcmp(got, wanted) != 0) fail_msg("got '%s', wanted '%s'", got, wanted);
}

static void read_byline(const char *text, bool is_stated) {
  memset(&credits, 0, sizeof credits);
  syn_status status = syn_credits_read_byline(extractor, syn_text_from(text), is_stated, arena, &credits);
  assert_true(status == SYN_OK || status == SYN_NOT_FOUND);
}

static bool read_line(const char *text, bool is_end) {
  syn_block block = {.text = syn_text_from(text)};
  bool only = false;
  memset(&credits, 0, sizeof credits);
  assert_int_equal(syn_block_describe(&extractor->furniture, arena, &block), SYN_OK);
  syn_status status = syn_credits_read_line(extractor, &block, is_end, arena, &credits, &only);
  assert_true(status == SYN_OK || status == SYN_NOT_FOUND);
  return only;
}

static void a_byline_gives_persons(void **state) {
  read_byline("By Mira Solberg and Tom van der Okafor in Varna", false);
  expect_list(&credits.persons, "Mira Solberg|Tom van der Okafor");
  read_byline("Von Jule Brandsen, Norderhaven", false);
  expect_list(&credits.persons, "Jule Brandsen");
  read_byline("Mira Solberg, Staff Writer", true);
  expect_list(&credits.persons, "Mira Solberg");
}

static void particles_and_initials_belong_to_names(void **state) {
  read_byline("By Marta de la Cruz and John E. Halloran", false);
  expect_list(&credits.persons, "Marta de la Cruz|John E. Halloran");
  read_byline("Par Jeanne Le Guen et Kim Min-seo", false);
  expect_list(&credits.persons, "Jeanne Le Guen|Kim Min-seo");
  read_byline("BY JANE HOLM AND ROLF TARN", false);
  expect_list(&credits.persons, "JANE HOLM|ROLF TARN");
}

static void agencies_and_desks_are_no_persons(void **state) {
  read_byline("Reuters", true);
  expect_list(&credits.persons, "");
  expect_list(&credits.credits, "Reuters");
  read_byline("By Our Staff Reporter", false);
  expect_list(&credits.persons, "");
  read_byline("https://social.example/mira.solberg", true);
  expect_list(&credits.persons, "");
}

static void an_outlet_that_drew_on_an_agency_is_an_outlet(void **state) {
  read_byline("By Nordstern with AP", false);
  EXPECT_TEXT(credits.outlet, "Nordstern");
  expect_list(&credits.credits, "AP");
  expect_list(&credits.persons, "");
}

static void a_sentence_is_no_byline(void **state) {
  read_byline("By the time the ferry came it was dark", false);
  expect_list(&credits.persons, "");
  read_byline("Mira Solberg said so", false);
  expect_list(&credits.persons, "");
}

static void lists_of_sources_are_credits_as_written(void **state) {
  assert_true(read_line("With reporting by AFP, dpa, and Reuters", true));
  expect_list(&credits.credits, "AFP|dpa|Reuters");
  assert_true(read_line("With reporting by Reuters, Presa Veche and Anna Holm", true));
  expect_list(&credits.credits, "Reuters|Presa Veche");
  assert_true(read_line("kb, tso / am (dpa, AFP)", true));
  expect_list(&credits.credits, "dpa|AFP");
}

static void brackets_inside_a_text_are_no_credits(void **state) {
  assert_false(read_line("The agencies met in the hall (Reuters, AFP)", false));
  expect_list(&credits.credits, "");
  assert_false(read_line("They were all well (all nine of them).", true));
  expect_list(&credits.credits, "");
}

static void an_agency_in_a_dateline_is_credited(void **state) {
  memset(&credits, 0, sizeof credits);
  assert_int_equal(
      syn_credits_read_dateline(extractor, SYN_TEXT("KOLVIK, Nov 12 (Reuters) - A storm tore the roofs off."), arena, &credits), SYN_OK);
  expect_list(&credits.credits, "Reuters");
  memset(&credits, 0, sizeof credits);
  assert_int_equal(syn_credits_read_dateline(extractor, SYN_TEXT("KOLVIK (Meridian) - A storm tore the roofs off."), arena, &credits),
                   SYN_OK);
  expect_list(&credits.credits, "Meridian");
  memset(&credits, 0, sizeof credits);
  assert_int_equal(syn_credits_read_dateline(extractor, SYN_TEXT("The storm (the third) - so they say - passed."), arena, &credits),
                   SYN_OK);
  expect_list(&credits.credits, "");
}

static void what_a_person_does_is_cut_from_the_name(void **state) {
  read_byline("Reporter Mira Solberg", true);
  expect_list(&credits.persons, "Mira Solberg");
  read_byline("Mira Solberg Illustration von Ida Holm", true);
  expect_list(&credits.persons, "Mira Solberg");
  read_byline("Mira Solberg @mirasol", true);
  expect_list(&credits.persons, "Mira Solberg");
  read_byline("ByMira Solberg Thursday, November 9", true);
  expect_list(&credits.persons, "Mira Solberg");
  read_byline("Mira Solberg And Tom Okafor For The Tarn Courier", true);
  expect_list(&credits.persons, "Mira Solberg|Tom Okafor");
}

static void labels_are_no_names(void **state) {
  read_byline("Author: Mira Solberg Tags: mills, fires, the Tarn", true);
  expect_list(&credits.persons, "Mira Solberg");
  read_byline("Interview with Mira Solberg", false);
  expect_list(&credits.persons, "");
  read_byline("Erstellt von Jule Brandsen", true);
  expect_list(&credits.persons, "Jule Brandsen");
}

static void users_are_persons_only_where_authors_are_stated(void **state) {
  read_byline("mill_fan77", true);
  expect_list(&credits.persons, "mill_fan77");
  read_byline("von mill_fan77", false);
  expect_list(&credits.persons, "");
  read_byline("tarncourier.example.com", true);
  expect_list(&credits.persons, "");
}

static void a_dated_line_names_its_author(void **state) {
  static const char *const lines[] = {"Posted on September 21, 2020 by Mira Solberg", "11.12.2019 - Mira Solberg",
                                      "06.11.2023 13:30 von Mira Solberg", "The Courier 02/10/2020 Mira Solberg"};
  for (size_t i = 0; i < 4; i++) {
    memset(&credits, 0, sizeof credits);
    assert_int_equal(syn_credits_read_dated_line(extractor, syn_text_from(lines[i]), arena, &credits), SYN_OK);
    expect_list(&credits.persons, "Mira Solberg");
  }
  assert_int_equal(syn_credits_read_dated_line(extractor, SYN_TEXT("11.12.2019 - Old Market"), arena, &credits), SYN_NOT_FOUND);
  assert_int_equal(syn_credits_read_dated_line(extractor, SYN_TEXT("Mira Solberg"), arena, &credits), SYN_NOT_FOUND);
}

static void a_signature_is_a_name_whose_given_name_is_known(void **state) {
  memset(&credits, 0, sizeof credits);
  assert_int_equal(syn_credits_read_signature(extractor, SYN_TEXT("(Hans-Peter Tarn) +++"), arena, &credits), SYN_OK);
  expect_list(&credits.persons, "Hans-Peter Tarn");
  assert_int_equal(syn_credits_read_signature(extractor, SYN_TEXT("Tarn Valley"), arena, &credits), SYN_NOT_FOUND);
}

RUN(cmocka_unit_test(what_a_person_does_is_cut_from_the_name), cmocka_unit_test(labels_are_no_names),
    cmocka_unit_test(users_are_persons_only_where_authors_are_stated), cmocka_unit_test(a_dated_line_names_its_author),
    cmocka_unit_test(a_signature_is_a_name_whose_given_name_is_known), cmocka_unit_test(a_byline_gives_persons),
    cmocka_unit_test(particles_and_initials_belong_to_names), cmocka_unit_test(agencies_and_desks_are_no_persons),
    cmocka_unit_test(an_outlet_that_drew_on_an_agency_is_an_outlet), cmocka_unit_test(a_sentence_is_no_byline),
    cmocka_unit_test(lists_of_sources_are_credits_as_written), cmocka_unit_test(brackets_inside_a_text_are_no_credits),
    cmocka_unit_test(an_agency_in_a_dateline_is_credited))
