/* The lexicon of events: what its tables may hold, and what is said of a row that is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "facts/event_lexicon.h"

enum { PATH_SIZE = 256 };

#define EVENT_COLUMNS "pos\twords\tparticle\tobjects\tsubjects\twhen\tunless\ttype\tmode\tcameo\tactor\trecipient\tmodality\tflags\n"
#define GOOD_EVENT "verb\tmeet\t\t<person>\t\t\t\tCONSULT\tmeet\t040\tsubject\tobject|with\t\tjoint|party\n"
#define GOOD_WORDS "class\tentities\twords\tcounted\tuse\nperson\tPERSON\tmayor\tperson\t\n"
#define GOOD_MODALITY "words\tmodality\tflags\npromise\tpromised\t\n"

/* A lexicon of the language "qx" from three tables of a folder. */
typedef struct made_lexicon {
  char folder[PATH_SIZE];
  syn_world *world;
  syn_arena *arena;
  syn_event_lexicon lexicon;
  syn_error error;
} made_lexicon;

static void write_table(const made_lexicon *made, const char *name, const char *text) {
  char path[2 * PATH_SIZE];
  snprintf(path, sizeof path, "%s/qx/%s.tsv", made->folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void remove_table(const made_lexicon *made, const char *name) {
  char path[2 * PATH_SIZE];
  snprintf(path, sizeof path, "%s/qx/%s%s", made->folder, name, name[0] ? ".tsv" : "");
  assert_int_equal(name[0] ? unlink(path) : rmdir(path), 0);
}

static syn_status read_lexicon(made_lexicon *made, const char *events, const char *words, const char *modality) {
  char path[2 * PATH_SIZE];
  memset(made, 0, sizeof *made);
  strcpy(made->folder, "/tmp/syn-lexicon-XXXXXX");
  assert_non_null(mkdtemp(made->folder));
  snprintf(path, sizeof path, "%s/qx", made->folder);
  assert_int_equal(mkdir(path, 0700), 0);
  write_table(made, "events", events);
  write_table(made, "event_words", words);
  write_table(made, "modality", modality);
  assert_int_equal(syn_arena_create(1 << 20, &made->arena), SYN_OK);
  assert_int_equal(syn_world_open(made->folder, &made->world, &made->error), SYN_OK);
  return syn_event_lexicon_read(made->world, SYN_TEXT("qx"), made->arena, &made->lexicon, &made->error);
}

static void free_lexicon(made_lexicon *made) {
  syn_world_close(&made->world);
  syn_arena_destroy(&made->arena);
  remove_table(made, "events");
  remove_table(made, "event_words");
  remove_table(made, "modality");
  remove_table(made, "");
  assert_int_equal(rmdir(made->folder), 0);
}

static void expect_error(const char *events, const char *words, const char *modality, const char *table, const char *message) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made, events, words, modality), SYN_BAD_INPUT);
  if (!strstr(made.error.text, table) || !strstr(made.error.text, message))
    fail_msg("\"%s\" says nothing of \"%s: %s\"", made.error.text, table, message);
  free_lexicon(&made);
}

static void a_row_is_found_by_each_of_its_words(void **state) {
  made_lexicon made;
  assert_int_equal(
      read_lexicon(&made, EVENT_COLUMNS "verb\tmeet|see\t\t\t\t\t\tCONSULT\tmeet\t040\tsubject\tobject\n", GOOD_WORDS, GOOD_MODALITY),
      SYN_OK);
  assert_non_null(syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("meet")));
  assert_non_null(syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("see")));
  assert_null(syn_event_lexicon_find(&made.lexicon, true, SYN_TEXT("see")));
  free_lexicon(&made);
}

static void rows_of_one_word_are_tried_in_their_order(void **state) {
  made_lexicon made;
  assert_int_equal(
      read_lexicon(&made, EVENT_COLUMNS GOOD_EVENT "verb\tmeet\t\t-\t\t\t\tAGREE\t\t057\tsubject\twith\n", GOOD_WORDS, GOOD_MODALITY),
      SYN_OK);
  const syn_event_frame *first = syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("meet"));
  assert_int_equal(first->type, SYN_EVENT_CONSULT);
  assert_true(first->is_joint && first->needs_party && !first->has_no_object && !first->takes_theme);
  const syn_event_frame *second = syn_event_lexicon_next(&made.lexicon, first);
  assert_int_equal(second->type, SYN_EVENT_AGREE);
  assert_true(second->has_no_object);
  assert_null(syn_event_lexicon_next(&made.lexicon, second));
  free_lexicon(&made);
}

static void places_are_told_from_prepositions(void **state) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made, EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS, GOOD_MODALITY), SYN_OK);
  const syn_event_frame *frame = syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("meet"));
  assert_int_equal(frame->recipients.count, 2);
  assert_int_equal(frame->recipients.items[0].kind, SYN_PLACE_OBJECT);
  assert_int_equal(frame->recipients.items[1].kind, SYN_PLACE_PREPOSITION);
  assert_true(syn_text_equal(frame->recipients.items[1].preposition, SYN_TEXT("with")));
  free_lexicon(&made);
}

/* In a world of the built-in tables: a folder's tables stand over them. */
static void an_act_has_the_score_of_its_mode_else_of_its_type(void **state) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made,
                                EVENT_COLUMNS "verb\tvisit\t\t\t\t\t\tCONSULT\tvisit\t042\tsubject\tobject\n"
                                              "verb\tmurder\t\t\t\t\t\tASSAULT\tunheard-of\t180\tsubject\tobject\n",
                                GOOD_WORDS, GOOD_MODALITY),
                   SYN_OK);
  const syn_event_frame *visit = syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("visit"));
  const syn_event_frame *murder = syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("murder"));
  assert_true(visit->has_scale && syn_decimal_to_double(visit->scale) == 4.0);
  assert_true(murder->has_scale && syn_decimal_to_double(murder->scale) == -9.0);
  free_lexicon(&made);
}

static void a_star_asks_for_any_object(void **state) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made, EVENT_COLUMNS "verb\tgrant\t\t*\t\t\t\tCONCEDE\t\t081\tsubject\tto\n", GOOD_WORDS, GOOD_MODALITY),
                   SYN_OK);
  const syn_event_frame *frame = syn_event_lexicon_find(&made.lexicon, false, SYN_TEXT("grant"));
  syn_token bridge = {.lemma = SYN_TEXT("bridge"), .lower = SYN_TEXT("bridge"), .tag = SYN_TAG_NOUN};
  assert_true(frame->objects.is_any && frame->takes_theme && !frame->has_no_object);
  assert_true(syn_event_word_fits(&made.lexicon.words, &frame->objects, &bridge));
  assert_false(syn_event_word_fits(&made.lexicon.words, &frame->subjects, &bridge));
  free_lexicon(&made);
}

static void a_colouring_is_found_by_its_verb(void **state) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made, EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS, GOOD_MODALITY "deny\tdenied\treports|negates\n"), SYN_OK);
  assert_int_equal(syn_event_lexicon_colouring(&made.lexicon, SYN_TEXT("promise"))->modality, SYN_MODALITY_PROMISED);
  const syn_colouring *deny = syn_event_lexicon_colouring(&made.lexicon, SYN_TEXT("deny"));
  assert_true(deny->reports && deny->negates);
  assert_null(syn_event_lexicon_colouring(&made.lexicon, SYN_TEXT("sing")));
  free_lexicon(&made);
}

static void a_class_holds_its_words_and_no_others(void **state) {
  made_lexicon made;
  syn_event_condition condition;
  syn_text unknown;
  assert_int_equal(read_lexicon(&made, EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS, GOOD_MODALITY), SYN_OK);
  assert_true(syn_event_condition_parse(&made.lexicon.words, SYN_TEXT("<person>|dog"), &condition, &unknown));
  syn_token mayor = {.lemma = SYN_TEXT("mayor"), .lower = SYN_TEXT("mayor"), .tag = SYN_TAG_NOUN};
  syn_token dog = {.lemma = SYN_TEXT("dog"), .lower = SYN_TEXT("dog"), .tag = SYN_TAG_NOUN};
  syn_token bridge = {.lemma = SYN_TEXT("bridge"), .lower = SYN_TEXT("bridge"), .tag = SYN_TAG_NOUN};
  assert_true(syn_event_word_fits(&made.lexicon.words, &condition, &mayor));
  assert_true(syn_event_word_fits(&made.lexicon.words, &condition, &dog));
  assert_false(syn_event_word_fits(&made.lexicon.words, &condition, &bridge));
  free_lexicon(&made);
}

static void a_wrong_type_is_named_with_table_and_row(void **state) {
  expect_error(EVENT_COLUMNS GOOD_EVENT "verb\tsing\t\t\t\t\t\tCONCERT\n", GOOD_WORDS, GOOD_MODALITY, "events.tsv",
               "row 2: \"CONCERT\" is no event type");
}

static void a_wrong_part_of_speech_is_named(void **state) {
  expect_error(EVENT_COLUMNS "adverb\tsoon\t\t\t\t\t\tCONSULT\n", GOOD_WORDS, GOOD_MODALITY, "events.tsv",
               "row 1: \"adverb\" is no part of speech");
}

static void a_wrong_modality_of_an_event_is_named(void **state) {
  expect_error(EVENT_COLUMNS "verb\tmeet\t\t\t\t\t\tCONSULT\t\t\tsubject\tobject\tlikely\n", GOOD_WORDS, GOOD_MODALITY, "events.tsv",
               "row 1: \"likely\" is no modality");
}

static void an_unknown_class_is_named(void **state) {
  expect_error(EVENT_COLUMNS "verb\tmeet\t\t<robot>\t\t\t\tCONSULT\n", GOOD_WORDS, GOOD_MODALITY, "events.tsv",
               "row 1: \"robot\" is no class");
}

static void a_wrong_modality_of_a_colouring_is_named(void **state) {
  expect_error(EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS, GOOD_MODALITY "hope\thoped\t\n", "modality.tsv", "row 2: \"hoped\" is no modality");
}

static void a_wrong_entity_type_of_a_class_is_named(void **state) {
  expect_error(EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS "robot\tROBOT\t\t\t\n", GOOD_MODALITY, "event_words.tsv",
               "row 2: \"ROBOT\" is no entity type");
}

static void a_wrong_use_of_a_class_is_named(void **state) {
  expect_error(EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS "sport\t\tmatch\t\ttheme\n", GOOD_MODALITY, "event_words.tsv",
               "row 2: \"theme\" is no use");
}

static void a_language_without_tables_has_no_lexicon(void **state) {
  made_lexicon made;
  assert_int_equal(read_lexicon(&made, EVENT_COLUMNS GOOD_EVENT, GOOD_WORDS, GOOD_MODALITY), SYN_OK);
  syn_event_lexicon other;
  assert_int_equal(syn_event_lexicon_read(made.world, SYN_TEXT("qy"), made.arena, &other, NULL), SYN_NOT_FOUND);
  free_lexicon(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_row_is_found_by_each_of_its_words),
      cmocka_unit_test(rows_of_one_word_are_tried_in_their_order),
      cmocka_unit_test(places_are_told_from_prepositions),
      cmocka_unit_test(an_act_has_the_score_of_its_mode_else_of_its_type),
      cmocka_unit_test(a_star_asks_for_any_object),
      cmocka_unit_test(a_colouring_is_found_by_its_verb),
      cmocka_unit_test(a_class_holds_its_words_and_no_others),
      cmocka_unit_test(a_wrong_type_is_named_with_table_and_row),
      cmocka_unit_test(a_wrong_part_of_speech_is_named),
      cmocka_unit_test(a_wrong_modality_of_an_event_is_named),
      cmocka_unit_test(an_unknown_class_is_named),
      cmocka_unit_test(a_wrong_modality_of_a_colouring_is_named),
      cmocka_unit_test(a_wrong_entity_type_of_a_class_is_named),
      cmocka_unit_test(a_wrong_use_of_a_class_is_named),
      cmocka_unit_test(a_language_without_tables_has_no_lexicon),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
