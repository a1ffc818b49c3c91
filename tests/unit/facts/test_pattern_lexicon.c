/* Patterns of a dictionary as they are read, and the forms by which their verbs are found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "facts/pattern_compile.h"
#include "world/world.h"

enum { ARENA_LIMIT = 64 << 20 };

static syn_arena *arena;
static syn_pattern_lexicon lexicon;

static int set_up(void **state) {
  (void)state;
  if (syn_arena_create(ARENA_LIMIT, &arena) != SYN_OK) return -1;
  lexicon = (syn_pattern_lexicon){.arena = arena};
  syn_map_init(&lexicon.set_names, arena);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static syn_pattern compiled(const char *text) {
  syn_pattern pattern = {.weight = 0};
  assert_int_equal(syn_pattern_compile(&lexicon, syn_text_from(text), &pattern), SYN_OK);
  return pattern;
}

static void assert_word(const syn_pattern_element *element, const char *word, bool is_joined) {
  assert_int_equal(element->kind, SYN_PATTERN_WORD);
  assert_true(syn_text_equal(element->word, syn_text_from(word)));
  assert_int_equal(element->is_joined, is_joined);
}

static void what_stands_before_the_verb_is_kept_from_it_outwards(void **state) {
  (void)state;
  syn_pattern pattern = compiled("SAID WILL_* TALKS");
  assert_int_equal(pattern.before_count, 2);
  assert_word(&pattern.before[0], "will", true);
  assert_word(&pattern.before[1], "said", false);
  assert_int_equal(pattern.after_count, 1);
  assert_word(&pattern.after[0], "talks", false);
}

static void a_line_joins_words_and_a_blank_does_not(void **state) {
  (void)state;
  syn_pattern pattern = compiled("*_ON THE_TABLE");
  assert_word(&pattern.after[0], "on", true);
  assert_word(&pattern.after[1], "the", false);
  assert_word(&pattern.after[2], "table", true);
  pattern = compiled("IN_ *");
  assert_word(&pattern.before[0], "in", false);
}

static void signs_are_phrases_and_braces_only_group(void **state) {
  (void)state;
  syn_pattern pattern = compiled("$ * + (FROM {BIG SHIPS}) ^ %");
  assert_int_equal(pattern.before[0].kind, SYN_PATTERN_SOURCE);
  assert_int_equal(pattern.after_count, 6);
  assert_int_equal(pattern.after[0].kind, SYN_PATTERN_TARGET);
  assert_word(&pattern.after[1], "from", false);
  assert_word(&pattern.after[3], "ships", false);
  assert_int_equal(pattern.after[4].kind, SYN_PATTERN_PASS);
  assert_int_equal(pattern.after[5].kind, SYN_PATTERN_BOTH);
}

static void a_set_is_found_by_its_name_without_the_line_at_its_end(void **state) {
  (void)state;
  uint32_t set;
  assert_int_equal(syn_pattern_set_of(&lexicon, SYN_TEXT("&COINS_"), &set), SYN_OK);
  syn_pattern pattern = compiled("* NEW_&COINS_TALKS");
  assert_int_equal(pattern.after[1].kind, SYN_PATTERN_SET);
  assert_int_equal(pattern.after[1].set, set);
  assert_true(pattern.after[1].is_joined);
}

static void a_pattern_without_or_with_two_verbs_is_none(void **state) {
  (void)state;
  syn_pattern pattern;
  assert_int_equal(syn_pattern_compile(&lexicon, SYN_TEXT("WILL TALK"), &pattern), SYN_BAD_INPUT);
  assert_int_equal(syn_pattern_compile(&lexicon, SYN_TEXT("* TO *"), &pattern), SYN_BAD_INPUT);
}

static void who_asks_for_more_is_heavier(void **state) {
  (void)state;
  assert_true(compiled("* BIG FERRY").weight > compiled("* FERRY").weight);
  assert_true(compiled("* BIG_FERRY").weight > compiled("* BIG FERRY").weight);
  assert_true(compiled("* FERRY").weight > compiled("* $").weight);
}

/* ---- the lexicon of a file ---- */

static void with_dictionary(const char *text, void (*check)(const syn_pattern_lexicon *lexicon)) {
  char path[] = "/tmp/syn_patterns_XXXXXX";
  syn_world *world = NULL;
  syn_pattern_lexicon read;
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
  close(descriptor);
  assert_int_equal(syn_world_open_with(&(syn_world_options){.events_path = path}, &world, NULL), SYN_OK);
  assert_int_equal(syn_pattern_lexicon_read(world, arena, &read, NULL), SYN_OK);
  check(&read);
  syn_world_close(&world);
  unlink(path);
}

static uint32_t find(const syn_pattern_lexicon *read, const char *form, const char *lemma) {
  return syn_pattern_lexicon_find(read, &(syn_token){.lower = syn_text_from(form), .lemma = syn_text_from(lemma)});
}

static void check_forms(const syn_pattern_lexicon *read) {
  assert_int_not_equal(find(read, "promises", "-"), 0);
  assert_int_not_equal(find(read, "promising", "-"), 0);
  assert_int_not_equal(find(read, "carried", "-"), 0);
  assert_int_not_equal(find(read, "delayed", "-"), 0);
  assert_int_not_equal(find(read, "swore", "-"), 0);
  assert_int_not_equal(find(read, "spoke", "speak"), 0);
  assert_int_equal(find(read, "spoke", "spoke"), 0);
}

static void a_verb_is_found_by_listed_and_regular_forms_and_by_its_lemma(void **state) {
  (void)state;
  with_dictionary("--- VOW [050] ---\nPROMISE\nCARRY\nDELAY\nSWEAR {SWORE SWORN}\nSPEAK\n", check_forms);
}

static void check_parts(const syn_pattern_lexicon *read) {
  const syn_pattern_verb *verb = &read->verbs.items[find(read, "tapping", "-") - 1];
  assert_int_equal(verb->before.count, 1);
  assert_int_equal(verb->after.count, 0);
  verb = &read->verbs.items[find(read, "cordoned", "-") - 1];
  assert_int_equal(verb->after.count, 1);
  assert_true(syn_text_equal(verb->after.items[0], SYN_TEXT("off")));
}

static void a_verb_of_several_words_keeps_what_stands_beside_it(void **state) {
  (void)state;
  with_dictionary("--- A [170] ---\nWIRE_+TAP {WIRE_+TAPPING}\n+CORDON_OFF\n", check_parts);
}

static void check_meanings(const syn_pattern_lexicon *read) {
  syn_code_meaning meaning;
  assert_true(syn_pattern_lexicon_meaning(read, SYN_TEXT("0312"), &meaning));
  assert_int_equal(meaning.type, SYN_EVENT_AGREE);
  assert_true(syn_pattern_lexicon_meaning(read, SYN_TEXT("173"), &meaning));
  assert_int_equal(meaning.type, SYN_EVENT_COERCE);
  assert_true(syn_pattern_lexicon_meaning(read, SYN_TEXT("xyz"), &meaning));
  assert_int_equal(meaning.type, SYN_EVENT_CONSULT);
}

static void a_code_means_what_its_longest_known_beginning_does(void **state) {
  (void)state;
  with_dictionary("--- A [170] ---\nGREET\n", check_meanings);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_stands_before_the_verb_is_kept_from_it_outwards),
      cmocka_unit_test(a_line_joins_words_and_a_blank_does_not),
      cmocka_unit_test(signs_are_phrases_and_braces_only_group),
      cmocka_unit_test(a_set_is_found_by_its_name_without_the_line_at_its_end),
      cmocka_unit_test(a_pattern_without_or_with_two_verbs_is_none),
      cmocka_unit_test(who_asks_for_more_is_heavier),
      cmocka_unit_test(a_verb_is_found_by_listed_and_regular_forms_and_by_its_lemma),
      cmocka_unit_test(a_verb_of_several_words_keeps_what_stands_beside_it),
      cmocka_unit_test(a_code_means_what_its_longest_known_beginning_does),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
