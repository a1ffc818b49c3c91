/* Words, stems, copied passages and names, as texts are compared by them. */
#include "accounts.h"
#include "synopsis/name_matching.h"
#include "synopsis/passages.h"

static bool is_stem(const syn_function_words *words, const char *word, const char *stem) {
  return syn_text_equal(syn_word_stem(words, syn_text_from(word)), syn_text_from(stem));
}

static void words_are_runs_of_letters_and_digits(void **state) {
  fixture *f = *state;
  syn_word_list words;
  syn_text text = SYN_TEXT("Ana's caf\xC3\xA9 (R\xC4\x83ut) sold 1,300 \xE2\x80\x9Ctea\xE2\x80\x9D.");
  assert_int_equal(syn_words_of(text, 0, (uint32_t)text.size, f->arena, &words), SYN_OK);
  const char *const expected[] = {"ana", "s", "cafe", "raut", "sold", "1", "300", "tea"};
  assert_int_equal(words.count, 8);
  for (uint32_t i = 0; i < 8; i++) assert_true(syn_text_equal(words.items[i].folded, syn_text_from(expected[i])));
  assert_int_equal(words.items[2].start, 6);
}

static void a_span_beyond_the_text_gives_what_there_is(void **state) {
  fixture *f = *state;
  syn_word_list words;
  assert_int_equal(syn_words_of(SYN_TEXT("one two"), 4, 900, f->arena, &words), SYN_OK);
  assert_int_equal(words.count, 1);
  assert_int_equal(syn_words_of(SYN_TEXT("one two"), 90, 900, f->arena, &words), SYN_OK);
  assert_int_equal(words.count, 0);
}

static void forms_of_a_word_have_one_stem(void **state) {
  fixture *f = *state;
  syn_function_words en;
  assert_int_equal(syn_function_words_read(f->world, SYN_TEXT("en"), f->arena, &en), SYN_OK);
  assert_true(is_stem(&en, "loans", "loan") && is_stem(&en, "loan", "loan"));
  assert_true(is_stem(&en, "houses", "hous") && is_stem(&en, "house", "hous"));
  assert_true(is_stem(&en, "marched", "marche") && is_stem(&en, "marchers", "marche"));
  assert_true(is_stem(&en, "protesters", "protes") && is_stem(&en, "protest", "protes"));
  assert_true(is_stem(&en, "gas", "gas"));
}

static void endings_of_one_language_stay_on_words_of_another(void **state) {
  fixture *f = *state;
  syn_function_words other;
  assert_int_equal(syn_function_words_read(f->world, SYN_TEXT("xx"), f->arena, &other), SYN_OK);
  assert_true(is_stem(&other, "haus", "haus") && is_stem(&other, "kreise", "kreise") && is_stem(&other, "kreis", "kreis"));
}

static void the_longest_ending_comes_off_and_leaves_four_letters(void **state) {
  (void)state;
  syn_text endings[] = {SYN_TEXT("a"), SYN_TEXT("\xC4\x99"), SYN_TEXT("ami")};
  const syn_function_words words = {.endings = endings, .ending_count = 3};
  assert_true(is_stem(&words, "r\xC4\x99ka", "r\xC4\x99ka"));
  assert_true(is_stem(&words, "mlek\xC4\x99", "mlek") && is_stem(&words, "roda", "roda") && is_stem(&words, "rodami", "rodami"));
}

static void function_words_carry_no_content(void **state) {
  fixture *f = *state;
  syn_function_words words;
  assert_int_equal(syn_function_words_read(f->world, SYN_TEXT("en"), f->arena, &words), SYN_OK);
  assert_true(words.count > 100);
  assert_false(syn_is_content_word(&words, SYN_TEXT("would")));
  assert_false(syn_is_content_word(&words, SYN_TEXT("1300")));
  assert_true(syn_is_content_word(&words, SYN_TEXT("harbour")));
}

static void a_language_without_a_table_has_no_function_words(void **state) {
  fixture *f = *state;
  syn_function_words words;
  assert_int_equal(syn_function_words_read(f->world, SYN_TEXT("xx"), f->arena, &words), SYN_OK);
  assert_int_equal(words.count, 0);
  assert_int_equal(syn_function_words_read(NULL, SYN_TEXT("en"), f->arena, &words), SYN_OK);
  assert_int_equal(words.count, 0);
}

static void passages_are_word_for_word_and_as_long_as_they_go(void **state) {
  fixture *f = *state;
  syn_passage_list passages;
  syn_text a = SYN_TEXT("The mayor said the old bridge over the wide river would be closed from Monday, and left.");
  syn_text b = SYN_TEXT("Yesterday: \"The old bridge over the wide river would be closed from Monday\" is what we heard.");
  assert_int_equal(syn_passages_find(a, b, 8, f->arena, f->arena, &passages), SYN_OK);
  assert_int_equal(passages.count, 1);
  assert_int_equal(passages.copied_words, 12);
  syn_span at = passages.items[0].b;
  assert_true(
      syn_text_equal(syn_text_slice(b, at.start, at.end), SYN_TEXT("The old bridge over the wide river would be closed from Monday")));
  assert_int_equal(syn_passages_find(a, b, 13, f->arena, f->arena, &passages), SYN_OK);
  assert_int_equal(passages.count, 0);
}

static void a_text_that_repeats_itself_is_aligned_in_bounded_time(void **state) {
  fixture *f = *state;
  enum { WORDS = 20000 };
  char *text = SYN_ARENA_ARRAY(f->arena, char, (size_t)WORDS * 3);
  for (size_t i = 0; i < WORDS; i++) memcpy(text + i * 3, "ha ", 3);
  const syn_text same = {text, (size_t)WORDS * 3};
  syn_passage_list passages;
  assert_int_equal(syn_passages_find(same, same, 8, f->arena, f->arena, &passages), SYN_OK);
  assert_int_equal(passages.copied_words, WORDS);
}

static void skeletons_leave_out_what_romanisations_exchange(void **state) {
  static const char *const PAIRS[][2] = {{"tikharovskaya", "tsikharouskaya"},
                                         {"mirashenko", "miraschenka"},
                                         {"habarov", "khabaroff"},
                                         {"alexeev", "alekseyev"},
                                         {"wronski", "vronsky"}};
  fixture *f = *state;
  for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
    syn_text a, b;
    assert_int_equal(syn_name_skeleton(syn_text_from(PAIRS[i][0]), f->arena, &a), SYN_OK);
    assert_int_equal(syn_name_skeleton(syn_text_from(PAIRS[i][1]), f->arena, &b), SYN_OK);
    if (!syn_text_equal(a, b)) fail_msg("%s: %.*s, %s: %.*s", PAIRS[i][0], SYN_TEXT_ARGUMENTS(a), PAIRS[i][1], SYN_TEXT_ARGUMENTS(b));
    assert_true(syn_name_distance(syn_text_from(PAIRS[i][0]), syn_text_from(PAIRS[i][1])) <= 1);
  }
  assert_int_equal(syn_name_distance(SYN_TEXT("dorn"), SYN_TEXT("horn")), 2);
}

static void a_name_without_latin_letters_keeps_itself_as_key(void **state) {
  fixture *f = *state;
  syn_text skeleton;
  assert_int_equal(syn_name_skeleton(SYN_TEXT("-"), f->arena, &skeleton), SYN_OK);
  assert_true(skeleton.size > 0);
  char longest[600];
  memset(longest, 'k', sizeof longest);
  assert_int_equal(syn_name_skeleton((syn_text){longest, sizeof longest}, f->arena, &skeleton), SYN_OK);
  assert_int_equal(skeleton.size, 1);
}

static void particles_belong_to_the_surname(void **state) {
  fixture *f = *state;
  syn_given_names names;
  assert_int_equal(syn_given_names_read(f->world, f->arena, &names), SYN_OK);
  syn_person_name name = syn_person_name_parse(SYN_TEXT("jan pieter van dorn"), &names);
  assert_true(syn_text_equal(name.given, SYN_TEXT("jan")));
  assert_true(syn_text_equal(name.middle, SYN_TEXT("pieter")));
  assert_true(syn_text_equal(name.surname, SYN_TEXT("dorn")));
  assert_int_equal(syn_person_name_parse(SYN_TEXT("van dorn"), &names).given.size, 0);
  assert_int_equal(syn_given_name_distance(&names, SYN_TEXT("mykhailo"), SYN_TEXT("michael")), 0);
  assert_int_equal(syn_given_name_distance(&names, SYN_TEXT("m."), SYN_TEXT("michael")), 1);
  assert_int_equal(syn_given_name_distance(&names, SYN_TEXT("anna"), SYN_TEXT("olga")), 2);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_are_runs_of_letters_and_digits),
      TEST(a_span_beyond_the_text_gives_what_there_is),
      TEST(forms_of_a_word_have_one_stem),
      TEST(endings_of_one_language_stay_on_words_of_another),
      TEST(the_longest_ending_comes_off_and_leaves_four_letters),
      TEST(function_words_carry_no_content),
      TEST(a_language_without_a_table_has_no_function_words),
      TEST(passages_are_word_for_word_and_as_long_as_they_go),
      TEST(a_text_that_repeats_itself_is_aligned_in_bounded_time),
      TEST(skeletons_leave_out_what_romanisations_exchange),
      TEST(a_name_without_latin_letters_keeps_itself_as_key),
      TEST(particles_belong_to_the_surname),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
