#include "article/furniture.h"
#include "article/layout.h"
#include "article_setup.h"

static uint32_t classes_of(const char *line) {
  syn_text form;
  assert_int_equal(syn_furniture_form(syn_text_from(line), arena, &form), SYN_OK);
  return syn_furniture_classify(&extractor->furniture, form);
}

static void expect_form(const char *line, const char *wanted) {
  syn_text form;
  assert_int_equal(syn_furniture_form(syn_text_from(line), arena, &form), SYN_OK);
  EXPECT_TEXT(form, wanted);
}

static void a_form_has_folded_words_and_no_marks(void **state) {
  expect_form("  Déjà  vu — “Don’t!” ", "deja vu dont");
  expect_form("[slot_7]", "slot 7");
  expect_form("...", "");
}

static void glued_words_are_parted_but_names_are_not(void **state) {
  expect_form("Print this pageFollow us", "print this page follow us");
  expect_form("YouTube McDonald iPhone", "youtube mcdonald iphone");
}

static void a_phrase_counts_at_its_place_only(void **state) {
  assert_true(classes_of("Print this page") & SYN_FURNITURE_LINE);
  assert_true(classes_of("See also: What the miners ate") & SYN_FURNITURE_LINE);
  assert_false(classes_of("He could see also what lay behind") & SYN_FURNITURE_LINE);
  assert_true(classes_of("Add a comment") & SYN_FURNITURE_REST);
  assert_true(classes_of("Related stories") & SYN_FURNITURE_LIST);
  assert_int_equal(classes_of("The miners were brought up on Saturday") & (SYN_FURNITURE_LINE | SYN_FURNITURE_LIST | SYN_FURNITURE_REST),
                   0);
}

static void we_and_you_address_the_reader(void **state) {
  assert_true(classes_of("We write from every valley") & SYN_FURNITURE_ADDRESS);
  assert_true(classes_of("Wenn das Tal ruft, sind wir da") & SYN_FURNITURE_ADDRESS);
  assert_false(classes_of("The valley is closed") & SYN_FURNITURE_ADDRESS);
}

static void phrases_of_all_languages_are_in_force(void **state) {
  assert_true(classes_of("Lesen Sie auch: Was die Bergleute aßen") & SYN_FURNITURE_LINE);
  assert_true(classes_of("Laisser un commentaire") & SYN_FURNITURE_REST);
  assert_true(classes_of("Te puede interesar") & SYN_FURNITURE_LIST);
}

static void class_names_are_read_however_they_are_joined(void **state) {
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("entry-content clearfix")) & SYN_LAYOUT_BODY);
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("entryContent")) & SYN_LAYOUT_BODY);
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("main_entry_content")) & SYN_LAYOUT_BODY);
  assert_false(syn_layout_roles(&extractor->layout, SYN_TEXT("entry content")) & SYN_LAYOUT_BODY);
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("shareButtons")) & SYN_LAYOUT_NEVER);
  assert_int_equal(syn_layout_roles(&extractor->layout, SYN_TEXT("")), 0);
}

static void words_that_say_nothing_hide_those_that_would(void **state) {
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("widget")) & SYN_LAYOUT_NEVER);
  assert_int_equal(syn_layout_roles(&extractor->layout, SYN_TEXT("elementor-widget-container")), 0);
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("field hidden")) & SYN_LAYOUT_OUT);
  assert_int_equal(syn_layout_roles(&extractor->layout, SYN_TEXT("field--label-hidden")), 0);
  assert_true(syn_layout_roles(&extractor->layout, SYN_TEXT("elementor-widget-wrap entry-content")) & SYN_LAYOUT_BODY);
}

static void where_a_beginning_was_cut_off_says_nothing(void **state) {
  syn_text form;
  assert_int_equal(syn_furniture_form(SYN_TEXT("After the flood he went home to read more"), arena, &form), SYN_OK);
  assert_true(syn_furniture_classify(&extractor->furniture, form) & SYN_FURNITURE_LINE);
  assert_false(syn_furniture_classify_beginning(&extractor->furniture, form) & SYN_FURNITURE_LINE);
}

RUN(cmocka_unit_test(a_form_has_folded_words_and_no_marks), cmocka_unit_test(glued_words_are_parted_but_names_are_not),
    cmocka_unit_test(a_phrase_counts_at_its_place_only), cmocka_unit_test(we_and_you_address_the_reader),
    cmocka_unit_test(phrases_of_all_languages_are_in_force), cmocka_unit_test(class_names_are_read_however_they_are_joined),
    cmocka_unit_test(words_that_say_nothing_hide_those_that_would), cmocka_unit_test(where_a_beginning_was_cut_off_says_nothing))
