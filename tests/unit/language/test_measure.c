/* The measures of the CoNLL 2018 shared task on a sentence small enough to count by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "language/measure.h"
#include "records/iob2.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create((size_t)1 << 26, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static const char gold_text[] = "1-2\tDidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                                "1\tDid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_\n"
                                "2\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
                                "3\tOrla\tOrla\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_\n"
                                "4\tleave\tleave\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n"
                                "5\tthe\tthe\tDET\tDT\tDefinite=Def\t6\tdet\t_\t_\n"
                                "6\tboat\tboat\tNOUN\tNN\tNumber=Sing\t4\tobj\t_\tSpaceAfter=No\n"
                                "7\t?\t?\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";

static syn_conllu *read_text(const char *text) {
  syn_conllu *read = NULL;
  syn_error error = {0};
  if (syn_conllu_read(syn_text_from(text), arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  return read;
}

static void expect(const syn_evaluation *evaluation, syn_measure_key key, uint64_t right, uint64_t found, uint64_t gold) {
  syn_measure measure = evaluation->measures[key];
  if (measure.right != right || measure.found != found || measure.gold != gold)
    fail_msg("%s: %d of %d found and %d gold, expected %d of %d and %d", syn_measure_name(key), (int)measure.right, (int)measure.found,
             (int)measure.gold, (int)right, (int)found, (int)gold);
}

static syn_evaluation measure(const char *found_text) {
  syn_evaluation evaluation = {0};
  syn_conllu *gold = read_text(gold_text), *found = read_text(found_text);
  assert_true(syn_text_equal(gold->article.text, found->article.text));
  assert_int_equal(syn_measure_trees(&found->document, gold, arena, &evaluation), SYN_OK);
  return evaluation;
}

static void what_is_the_same_is_all_right(void **state) {
  syn_evaluation evaluation = measure(gold_text);
  expect(&evaluation, SYN_MEASURE_SENTENCES, 1, 1, 1);
  expect(&evaluation, SYN_MEASURE_WORDS, 7, 7, 7);
  expect(&evaluation, SYN_MEASURE_TOKENS, 6, 6, 6); /* "Didn't" is one */
  expect(&evaluation, SYN_MEASURE_LAS, 7, 7, 7);
  expect(&evaluation, SYN_MEASURE_CLAS, 4, 4, 4); /* n't, Orla, leave, boat */
  expect(&evaluation, SYN_MEASURE_MLAS, 4, 4, 4);
  expect(&evaluation, SYN_MEASURE_BLEX, 4, 4, 4);
  expect(&evaluation, SYN_MEASURE_LAS_OBJ, 1, 1, 1);
  assert_true(syn_measure_f1(evaluation.measures[SYN_MEASURE_LAS]) == 1.0);
}

/* Wrong: the head of "Didn't" is one token; "Orla" is obj; the article of "boat" has another tag. */
static void each_mistake_is_counted_where_it_belongs(void **state) {
  syn_evaluation evaluation = measure("1\tDidn't\tdo\tAUX\tVBD\tTense=Past\t3\taux\t_\t_\n"
                                      "2\tOrla\tORLA\tPROPN\tNNP\tNumber=Sing\t3\tobj\t_\t_\n"
                                      "3\tleave\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_\n"
                                      "4\tthe\tthe\tPRON\tDT\tDefinite=Def\t5\tdet\t_\t_\n"
                                      "5\tboat\tboat\tNOUN\tNN\t_\t3\tobj:pass\t_\tSpaceAfter=No\n"
                                      "6\t?\t?\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n");
  expect(&evaluation, SYN_MEASURE_WORDS, 5, 6, 7);
  expect(&evaluation, SYN_MEASURE_TOKENS, 6, 6, 6);
  expect(&evaluation, SYN_MEASURE_UPOS, 4, 6, 7);
  expect(&evaluation, SYN_MEASURE_UFEATS, 4, 6, 7);
  expect(&evaluation, SYN_MEASURE_LEMMAS, 4, 6, 7);
  expect(&evaluation, SYN_MEASURE_UAS, 4, 6, 7);
  expect(&evaluation, SYN_MEASURE_LAS, 3, 6, 7);
  expect(&evaluation, SYN_MEASURE_CLAS, 2, 3, 4); /* leave, boat */
  expect(&evaluation, SYN_MEASURE_MLAS, 0, 3, 4); /* leave has lost "Didn't", boat its number and the tag of its article */
  expect(&evaluation, SYN_MEASURE_BLEX, 1, 3, 4);
  expect(&evaluation, SYN_MEASURE_LAS_OBJ, 1, 2, 1);
  expect(&evaluation, SYN_MEASURE_LAS_NSUBJ, 0, 0, 1);
}

static void words_without_place_are_missed(void **state) {
  syn_evaluation evaluation = {0};
  syn_conllu *gold = read_text("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n"
                               "2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n3\tnord\tnord\tNOUN\t_\t_\t0\troot\t_\t_\n\n");
  syn_conllu *found = read_text("1\tdu\tdu\tADP\t_\t_\t2\tcase\t_\t_\n2\tnord\tnord\tNOUN\t_\t_\t0\troot\t_\t_\n\n");
  assert_int_equal(syn_measure_trees(&found->document, gold, arena, &evaluation), SYN_OK);
  expect(&evaluation, SYN_MEASURE_TOKENS, 2, 2, 2);
  expect(&evaluation, SYN_MEASURE_WORDS, 1, 2, 3);
  expect(&evaluation, SYN_MEASURE_LAS, 1, 2, 3);
}

static void names_count_by_span_and_type(void **state) {
  static const char text[] = "# newdoc\nOrla\tB-PER\nFinn\tI-PER\nleft\tO\nOslo\tB-LOC\n\nThe\tO\nUN\tB-ORG\nwaits\tO\n.\tO\n";
  syn_text rest = syn_text_from(text), document;
  syn_iob2 *gold = NULL, *found = NULL;
  syn_evaluation evaluation = {0};
  assert_true(syn_iob2_next_document(&rest, true, &document));
  assert_int_equal(syn_iob2_read(document, syn_text_from(syn_iob2_usual_types), arena, &gold, NULL), SYN_OK);
  assert_int_equal(syn_iob2_read(document, syn_text_from(syn_iob2_usual_types), arena, &found, NULL), SYN_OK);
  assert_true(syn_text_equal(gold->article.text, SYN_TEXT("Orla Finn left Oslo The UN waits.")));
  assert_int_equal(gold->document.sentence_count, 2);
  assert_int_equal(gold->document.name_count, 3);
  found->document.names[0].token_count = 1;
  found->document.names[2].type = SYN_NAME_NORP;
  syn_measure_names(&found->document, &gold->document, 1u << SYN_NAME_PERSON | 1u << SYN_NAME_ORGANIZATION | 1u << SYN_NAME_PLACE,
                    &evaluation);
  expect(&evaluation, SYN_MEASURE_PERSON, 0, 1, 1);
  expect(&evaluation, SYN_MEASURE_PLACE, 1, 1, 1);
  expect(&evaluation, SYN_MEASURE_ORGANIZATION, 0, 0, 1);
  expect(&evaluation, SYN_MEASURE_NAMES, 1, 2, 3);
}

static void sentences_are_documents_where_none_are_marked(void **state) {
  syn_text rest = SYN_TEXT("a\tO\n\nb\tB-X\n\n"), document;
  assert_true(syn_iob2_next_document(&rest, false, &document));
  assert_true(syn_text_equal(document, SYN_TEXT("a\tO\n\n")));
  assert_true(syn_iob2_next_document(&rest, false, &document));
  assert_false(syn_iob2_next_document(&rest, false, &document));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_the_same_is_all_right),
      cmocka_unit_test(each_mistake_is_counted_where_it_belongs),
      cmocka_unit_test(words_without_place_are_missed),
      cmocka_unit_test(names_count_by_span_and_type),
      cmocka_unit_test(sentences_are_documents_where_none_are_marked),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
