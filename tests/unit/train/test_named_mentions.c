/* Names from the entities of a treebank: what stands around a proper noun, without titles and descriptions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "train/corpus.h"

/* The types of the tokens of the first document, "P" person, "O" organisation, "L" place, "." none; small where a name goes on. */
static void assert_names(const char *lines, const char *types, const char *expected) {
  char path[] = "/tmp/synoptic-mentions-XXXXXX", found[64] = "";
  syn_arena *arena = NULL;
  gold_corpus corpus = {0};
  syn_error error = {0};
  int file = mkstemp(path);
  assert_true(file >= 0);
  assert_int_equal(write(file, lines, strlen(lines)), (ssize_t)strlen(lines));
  close(file);
  assert_int_equal(syn_arena_create((size_t)1 << 24, &arena), SYN_OK);
  const corpus_selection selection = {.language = SYN_TEXT("en"), .types = syn_text_from(types)};
  syn_status status = corpus_read_conllu(path, &selection, arena, &corpus, &error);
  (void)unlink(path);
  if (status != SYN_OK) fail_msg("%s", error.text);
  const gold_document *document = &corpus.items[0];
  for (uint32_t i = 0; i < document->document.token_count; i++) {
    uint8_t name = document->gold[i].name;
    char letter = name ? "POL"[(name & 0x7F) - 1] : '.';
    found[i] = name && !(name & GOLD_NAME_FIRST) ? (char)(letter + 'a' - 'A') : letter;
  }
  syn_arena_destroy(&arena);
  assert_string_equal(found, expected);
}

static const char all_types[] = "person=PERSON|organization=ORGANIZATION|place=PLACE";

static void a_name_is_the_proper_nouns_around_the_head(void **state) {
  assert_names("1\tOld\told\tADJ\tJJ\t_\t3\tamod\t_\tEntity=(1-person-new-x\n"
               "2\tOrla\tOrla\tPROPN\tNNP\t_\t3\tcompound\t_\t_\n"
               "3\tBrandt\tBrandt\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=1)\n"
               "4\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_\n"
               "5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-place-new-x\n"
               "6\tharbour\tharbour\tNOUN\tNN\t_\t4\tobj\t_\tEntity=2)\n\n",
               all_types, ".Pp...");
}

static void titles_are_left_out(void **state) {
  assert_names("1\tPresident\tPresident\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(1-person-new-x\n"
               "2\tBrandt\tBrandt\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=1)\n"
               "3\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\t_\n\n",
               all_types, ".P.");
}

static void an_organisation_keeps_its_of_phrase(void **state) {
  assert_names("1\tBank\tBank\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-organization-new-x\n"
               "2\tof\tof\tADP\tIN\t_\t3\tcase\t_\t_\n"
               "3\tMalta\tMalta\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(2-place-new-x)1)\n"
               "4\tpaid\tpay\tVERB\tVBD\t_\t0\troot\t_\t_\n\n",
               all_types, "Ooo.");
}

static void types_that_are_not_asked_for_are_no_names(void **state) {
  assert_names("1\tLima\tLima\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-place-new-x)\n"
               "2\tsleeps\tsleep\tVERB\tVBZ\t_\t0\troot\t_\t_\n\n",
               "person=PERSON", "..");
}

static void brackets_that_fit_nothing_do_no_harm(void **state) {
  assert_names("1\tLima\tLima\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=))(((9-place-new-x(-)\n"
               "2\tsleeps\tsleep\tVERB\tVBZ\t_\t0\troot\t_\tEntity=7)(\n\n",
               all_types, "..");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_name_is_the_proper_nouns_around_the_head), cmocka_unit_test(titles_are_left_out),
      cmocka_unit_test(an_organisation_keeps_its_of_phrase),        cmocka_unit_test(types_that_are_not_asked_for_are_no_names),
      cmocka_unit_test(brackets_that_fit_nothing_do_no_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
