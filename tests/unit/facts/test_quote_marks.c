#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "facts/quote_marks.h"

typedef struct cut_text {
  syn_arena *arena;
  syn_article article;
  syn_sentence sentences[4];
  syn_token tokens[4];
  syn_document document;
  syn_paragraph_array paragraphs;
  syn_quoted_array quoted;
} cut_text;

/* Whether the language of a test has a table of apostrophes. */
static bool has_apostrophes;

/* A document of one sentence and one token for each paragraph; the marks do not need more. */
static void cut(cut_text *cut, const char *text) {
  *cut = (cut_text){.article = {.language = SYN_TEXT("en"), .text = syn_text_from(text)}};
  assert_int_equal(syn_arena_create(1 << 20, &cut->arena), SYN_OK);
  uint32_t count = 0, start = 0;
  for (;;) {
    const char *end = strstr(text + start, "\n\n");
    uint32_t stop = end ? (uint32_t)(end - text) : (uint32_t)strlen(text);
    cut->sentences[count] =
        (syn_sentence){.span = {start, stop, SYN_FIELD_TEXT, 0}, .first_token = count, .token_count = 1, .paragraph = count};
    cut->tokens[count] = (syn_token){.start = start, .end = stop, .head = SYN_HEAD_NONE};
    count++;
    if (!end) break;
    start = stop + 2;
  }
  cut->document = (syn_document){
      .article = &cut->article, .sentences = cut->sentences, .tokens = cut->tokens, .sentence_count = count, .token_count = count};
  assert_int_equal(syn_paragraphs_find(&cut->document, cut->arena, &cut->paragraphs), SYN_OK);
  syn_table apostrophes;
  assert_int_equal(syn_table_parse("apostrophes", SYN_TEXT("ending\ns\n"), cut->arena, &apostrophes, NULL), SYN_OK);
  assert_int_equal(syn_quoted_find(&cut->document, &cut->paragraphs, has_apostrophes ? &apostrophes : NULL, cut->arena, &cut->quoted),
                   SYN_OK);
}

/* `expected`: the stretches, '|' between. */
static void expect_stretches(const char *text, const char *expected) {
  cut_text made;
  char found[1024] = "";
  cut(&made, text);
  for (size_t i = 0; i < made.quoted.count; i++) {
    syn_text words = syn_article_words(&made.article, made.quoted.items[i].span);
    if (i > 0) strcat(found, "|");
    strncat(found, words.data, words.size);
  }
  assert_string_equal(found, expected);
  syn_arena_destroy(&made.arena);
}

static void marks_of_all_styles_pair_up(void **state) {
  expect_stretches("“One,” she said.", "One,");
  expect_stretches("\"One,\" she said. \"Two.\"", "One,|Two.");
  expect_stretches("„Eins“ und »Zwei« und «Trois».", "Eins|Zwei|Trois");
  expect_stretches("``One,'' she said.", "One,");
  expect_stretches("‘One,’ she said.", "One,");
  expect_stretches("'One,' she said.", "One,");
}

static void mixed_marks_pair_up(void **state) {
  expect_stretches("“One,\" she said. ''Two,\" he said.", "One,|Two,");
  expect_stretches("“So it is one’. (See two.)", "So it is one");
}

static void marks_inside_of_marks_belong_to_the_content(void **state) {
  expect_stretches("“He called it ‘one’ thing,” she said.", "He called it ‘one’ thing,");
  expect_stretches("\"She said 'one' and left.\"", "She said 'one' and left.");
}

static void apostrophes_open_and_close_nothing(void **state) {
  expect_stretches("The workers' rights, the owners’ plans and rock 'n' roll in the '90s.", "");
  expect_stretches("It's Petrova's book; don't touch it.", "");
}

static void an_apostrophe_behind_a_listed_ending_closes_only_where_nothing_else_does(void **state) {
  has_apostrophes = true;
  expect_stretches("‘The workers’ rights are safe,’ she said.", "The workers’ rights are safe,");
  expect_stretches("He wrote ‘two words’ there.", "two words");
  has_apostrophes = false;
}

static void without_a_table_a_mark_behind_any_letter_closes(void **state) {
  expect_stretches("‘Les mots’ et ‘les autres’.", "Les mots|les autres");
  expect_stretches("‘The workers’ rights are safe,’ she said.", "The workers");
}

static void inches_are_no_marks(void **state) {
  expect_stretches("A 24\" screen and a 6' wall.", "");
}

static void a_quote_may_run_over_paragraphs(void **state) {
  cut_text made;
  cut(&made, "“One. Two.\n\n“Three,” she said.");
  assert_int_equal(made.quoted.count, 2);
  assert_false(made.quoted.items[0].is_closed);
  assert_true(made.quoted.items[0].runs_on);
  assert_true(made.quoted.items[1].resumes);
  syn_arena_destroy(&made.arena);
}

static void a_missing_mark_ends_with_the_paragraph(void **state) {
  cut_text made;
  cut(&made, "She said: “One. Two.\n\nThree.");
  assert_int_equal(made.quoted.count, 1);
  assert_false(made.quoted.items[0].is_closed);
  assert_false(made.quoted.items[0].runs_on);
  assert_int_equal(made.quoted.items[0].paragraph, 0);
  syn_arena_destroy(&made.arena);
}

static void nothing_quoted_is_nothing(void **state) {
  expect_stretches("“” and \"\" and ''.", "");
  expect_stretches("“", "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(marks_of_all_styles_pair_up),
      cmocka_unit_test(mixed_marks_pair_up),
      cmocka_unit_test(marks_inside_of_marks_belong_to_the_content),
      cmocka_unit_test(apostrophes_open_and_close_nothing),
      cmocka_unit_test(an_apostrophe_behind_a_listed_ending_closes_only_where_nothing_else_does),
      cmocka_unit_test(without_a_table_a_mark_behind_any_letter_closes),
      cmocka_unit_test(inches_are_no_marks),
      cmocka_unit_test(a_quote_may_run_over_paragraphs),
      cmocka_unit_test(a_missing_mark_ends_with_the_paragraph),
      cmocka_unit_test(nothing_quoted_is_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
