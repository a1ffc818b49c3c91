/* Places of tokens and sentences in a document, and the words of an article's spans. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/document.h"

/* title: "Tea time"  text: "Orla ran. She  won."  captions: "", "A cup" */
static syn_text captions[] = {{"", 0}, {"A cup", 5}};
static const syn_article article = {
    .title = {"Tea time", 8}, .text = {"Orla ran. She  won.", 19}, .captions = captions, .caption_count = 2};
static syn_token tokens[] = {{.start = 0, .end = 3}, {.start = 4, .end = 8},   {.start = 0, .end = 4},   {.start = 5, .end = 8},
                             {.start = 8, .end = 9}, {.start = 10, .end = 13}, {.start = 15, .end = 18}, {.start = 18, .end = 19},
                             {.start = 0, .end = 1}, {.start = 2, .end = 5}};
static syn_sentence sentences[] = {{{0, 8, SYN_FIELD_TITLE, 0}, 0, 2, 0},
                                   {{0, 9, SYN_FIELD_TEXT, 0}, 2, 3, 1},
                                   {{10, 19, SYN_FIELD_TEXT, 0}, 5, 3, 1},
                                   {{0, 5, SYN_FIELD_CAPTION, 1}, 8, 2, 2}};
static const syn_document document = {
    .article = &article, .sentences = sentences, .tokens = tokens, .sentence_count = 4, .token_count = 10};

static void assert_words(syn_text text, const char *expected) {
  if (!syn_text_equal(text, syn_text_from(expected))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), expected);
}

static void a_word_comes_from_the_field_of_its_sentence(void **state) {
  static const char *const words[] = {"Tea", "time", "Orla", "ran", ".", "She", "won", ".", "A", "cup"};
  (void)state;
  for (uint32_t i = 0; i < 10; i++) assert_words(syn_document_word(&document, i), words[i]);
  assert_words(syn_document_word(&document, 10), "");
}

static void a_token_belongs_to_one_sentence(void **state) {
  static const uint32_t expected[] = {0, 0, 1, 1, 1, 2, 2, 2, 3, 3};
  (void)state;
  for (uint32_t i = 0; i < 10; i++) assert_int_equal(syn_document_sentence_of(&document, i), expected[i]);
}

static void a_sentence_without_tokens_owns_none(void **state) {
  (void)state;
  syn_sentence with_empty[] = {{{0, 0, SYN_FIELD_TEXT, 0}, 0, 0, 0},
                               {{0, 9, SYN_FIELD_TEXT, 0}, 0, 3, 0},
                               {{9, 9, SYN_FIELD_TEXT, 0}, 3, 0, 1},
                               {{10, 19, SYN_FIELD_TEXT, 0}, 3, 3, 1}};
  syn_document other = {.article = &article, .sentences = with_empty, .tokens = tokens + 2, .sentence_count = 4, .token_count = 6};
  assert_int_equal(syn_document_sentence_of(&other, 0), 1);
  assert_int_equal(syn_document_sentence_of(&other, 2), 1);
  assert_int_equal(syn_document_sentence_of(&other, 3), 3);
  assert_int_equal(syn_document_token_at(&other, SYN_FIELD_TEXT, 0, 9), 3);
}

static void a_span_goes_from_the_first_token_to_the_last(void **state) {
  (void)state;
  syn_span span = syn_document_span(&document, 5, 2), beyond = syn_document_span(&document, 8, 40),
           none = syn_document_span(&document, 10, 1);
  assert_words(syn_article_words(&article, span), "She  won");
  assert_words(syn_article_words(&article, beyond), "A cup");
  assert_int_equal(beyond.index, 1);
  assert_int_equal(none.end, 0);
}

static void the_token_at_a_place_is_the_first_that_ends_after_it(void **state) {
  (void)state;
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TITLE, 0, 0), 0);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TITLE, 0, 3), 1);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TITLE, 0, 8), 10);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TEXT, 0, 0), 2);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TEXT, 0, 7), 3);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TEXT, 0, 9), 5);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TEXT, 0, 14), 6);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_TEXT, 0, 400), 10);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_CAPTION, 0, 0), 10);
  assert_int_equal(syn_document_token_at(&document, SYN_FIELD_CAPTION, 1, 1), 9);
}

static void words_outside_of_their_field_are_cut(void **state) {
  (void)state;
  assert_words(syn_article_words(&article, (syn_span){4, 99, SYN_FIELD_TITLE, 0}), "time");
  assert_words(syn_article_words(&article, (syn_span){0, 5, SYN_FIELD_CAPTION, 7}), "");
  assert_words(syn_article_words(&article, (syn_span){0, 5, 9, 0}), "");
  assert_words(syn_article_words(&article, (syn_span){7, 3, SYN_FIELD_TEXT, 0}), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_word_comes_from_the_field_of_its_sentence),
                                     cmocka_unit_test(a_token_belongs_to_one_sentence),
                                     cmocka_unit_test(a_sentence_without_tokens_owns_none),
                                     cmocka_unit_test(a_span_goes_from_the_first_token_to_the_last),
                                     cmocka_unit_test(the_token_at_a_place_is_the_first_that_ends_after_it),
                                     cmocka_unit_test(words_outside_of_their_field_are_cut)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
