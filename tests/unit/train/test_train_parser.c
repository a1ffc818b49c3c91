/* A parser is trained on a few sentences of our own, and must then know them: trainer, rounding to integers, records and program together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "language/analyser.h"
#include "train/trainers.h"

static const char sentences[] = "1\tOrla\tOrla\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
                                "2\tsold\tsell\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_\n"
                                "3\tthe\tthe\tDET\tDT\tDefinite=Def\t4\tdet\t_\t_\n"
                                "4\tboat\tboat\tNOUN\tNN\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No\n"
                                "5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
                                "\n"
                                "1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_\n"
                                "2\tboats\tboat\tNOUN\tNNS\tNumber=Plur\t4\tnsubj:pass\t_\t_\n"
                                "3\twere\tbe\tAUX\tVBD\tTense=Past|VerbForm=Fin\t4\taux:pass\t_\t_\n"
                                "4\tsold\tsell\tVERB\tVBN\tVerbForm=Part|Voice=Pass\t0\troot\t_\t_\n"
                                "5\tto\tto\tADP\tIN\t_\t6\tcase\t_\t_\n"
                                "6\tTallinn\tTallinn\tPROPN\tNNP\tNumber=Sing\t4\tobl\t_\tSpaceAfter=No\n"
                                "7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
                                "\n"
                                "1\tA\ta\tDET\tDT\t_\t2\tdet\t_\t_\n"
                                "2\thearing\thearing\tNOUN\tNN\tNumber=Sing\t4\tnsubj:pass\t_\t_\n"
                                "3\tis\tbe\tAUX\tVBZ\tTense=Pres|VerbForm=Fin\t4\taux:pass\t_\t_\n"
                                "4\theld\thold\tVERB\tVBN\tVerbForm=Part|Voice=Pass\t0\troot\t_\t_\n"
                                "5\ttoday\ttoday\tNOUN\tNN\tNumber=Sing\t4\tobl:tmod\t_\t_\n"
                                "6\ton\ton\tADP\tIN\t_\t8\tcase\t_\t_\n"
                                "7\tthe\tthe\tDET\tDT\tDefinite=Def\t8\tdet\t_\t_\n"
                                "8\tissue\tissue\tNOUN\tNN\tNumber=Sing\t2\tnmod\t_\tSpaceAfter=No\n"
                                "9\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
                                "\n";

static const char sources_text[] = "task\tlanguage\tfile\ttypes\nparser\ten\tboats.conllu\t0\n";

enum { COPIES = 3 }; /* tags and labels that occur less often are not learned */

static syn_arena *arena;
static syn_world *world;
static char folder[] = "/tmp/synoptic-parser-XXXXXX";
static char path[64];

static int set_up(void **state) {
  if (!mkdtemp(folder) || syn_world_open(NULL, &world, NULL) != SYN_OK) return -1;
  (void)snprintf(path, sizeof path, "%s/boats.conllu", folder);
  FILE *file = fopen(path, "w");
  if (!file) return -1;
  for (int i = 0; i < COPIES; i++) fputs(sentences, file);
  fclose(file);
  return syn_arena_create((size_t)1 << 30, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)unlink(path);
  (void)rmdir(folder);
  syn_arena_destroy(&arena);
  syn_world_close(&world);
  return 0;
}

/* The bytes of a model that holds nothing but a parser. */
static void train(const char *threads, const char *rounds, syn_buffer *bytes) {
  training trainer = {.data = folder, .language = SYN_TEXT("en"), .world = world, .arena = arena};
  syn_error error = {0};
  assert_int_equal(setenv("THREADS", threads, 1), 0);
  assert_int_equal(setenv("PARSER_ROUNDS", rounds, 1), 0);
  assert_int_equal(syn_table_parse("sources", syn_text_from(sources_text), arena, &trainer.sources, &error), SYN_OK);
  assert_int_equal(syn_model_writer_create(&trainer.writer), SYN_OK);
  if (train_parser(&trainer, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_buffer_init(bytes, 1 << 26);
  assert_int_equal(syn_model_writer_format(trainer.writer, bytes), SYN_OK);
  syn_model_writer_destroy(&trainer.writer);
}

static void weights_do_not_depend_on_threads(void **state) {
  syn_buffer one, three;
  train("1", "3", &one);
  train("3", "3", &three);
  assert_true(syn_text_equal(syn_buffer_text(&one), syn_buffer_text(&three)));
  syn_buffer_clear(&one);
  syn_buffer_clear(&three);
}

static void sentences_that_were_learned_are_known(void **state) {
  syn_buffer bytes;
  syn_model *model = NULL;
  syn_analyser *analyser = NULL;
  syn_error error = {0};
  gold_corpus corpus = {0};
  train("2", "120", &bytes);
  if (syn_model_read(syn_buffer_text(&bytes), &model, &error) != SYN_OK) fail_msg("%s", error.text);
  if (syn_analyser_create(model, world, &analyser, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(corpus_read_conllu(path, &(corpus_selection){.language = SYN_TEXT("en")}, arena, &corpus, &error), SYN_OK);
  gold_document *gold = &corpus.items[0];
  assert_int_equal(syn_document_annotate(analyser, &gold->document, arena, &error), SYN_OK);
  assert_true(gold->document.has_trees);
  assert_int_equal(gold->document.token_count, COPIES * 21);
  for (uint32_t i = 0; i < gold->document.token_count; i++) {
    const syn_token *token = &gold->document.tokens[i];
    assert_int_equal(token->tag, gold->gold[i].tag);
    assert_int_equal(token->features, gold->gold[i].features);
    assert_int_equal(token->head, gold->gold[i].head);
    assert_int_equal(token->relation, gold->gold[i].relation);
    assert_int_equal(token->subtype, gold->gold[i].subtype);
  }
  syn_analyser_destroy(&analyser);
  syn_model_close(&model);
  syn_buffer_clear(&bytes);
}

/* A sentence that is longer than a piece, and one of a single word, give trees with one root. */
static void sentences_of_any_length_get_a_tree(void **state) {
  enum { LONG = 1100 };
  syn_buffer bytes;
  syn_model *model = NULL;
  syn_tree_parser parser;
  train("2", "1", &bytes);
  assert_int_equal(syn_model_read(syn_buffer_text(&bytes), &model, NULL), SYN_OK);
  assert_int_equal(syn_tree_parser_open(model, SYN_TEXT("en"), &parser, NULL), SYN_OK);
  syn_token *tokens = SYN_ARENA_ARRAY(arena, syn_token, LONG + 1);
  syn_word *words = SYN_ARENA_ARRAY(arena, syn_word, LONG + 1);
  syn_sentence sentences_of[] = {{{0, 0, SYN_FIELD_TEXT, 0}, 0, LONG, 0}, {{0, 0, SYN_FIELD_TEXT, 0}, LONG, 1, 0}};
  syn_document document = {.sentences = sentences_of, .tokens = tokens, .sentence_count = 2, .token_count = LONG + 1};
  const syn_word_table no_clusters = {0};
  for (uint32_t i = 0; i <= LONG; i++) {
    char word[16];
    (void)snprintf(word, sizeof word, "w%u", i * 2654435761u >> 20);
    syn_word_describe(syn_text_from(word), syn_text_from(word), &no_clusters, &words[i]);
  }
  for (int kernel = 0; kernel < SYN_KERNEL_COUNT; kernel++) {
    static int32_t heads[LONG + 1];
    if (!syn_kernel_is_there((syn_kernel)kernel)) continue;
    parser.kernel = (syn_kernel)kernel;
    assert_int_equal(syn_parse_trees(&parser, words, &document, arena), SYN_OK);
    assert_int_equal(tokens[LONG].head, SYN_HEAD_ROOT);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < LONG; i++) {
      int32_t at = (int32_t)i;
      roots += tokens[i].head == SYN_HEAD_ROOT;
      assert_true((tokens[i].relation == SYN_RELATION_ROOT) == (tokens[i].head == SYN_HEAD_ROOT));
      for (uint32_t steps = 0; at >= 0; steps++, at = tokens[at].head) assert_true(steps <= LONG);
      if (kernel == 0) heads[i] = tokens[i].head;
      assert_int_equal(tokens[i].head, heads[i]);
    }
    assert_int_equal(roots, 1);
  }
  syn_model_close(&model);
  syn_buffer_clear(&bytes);
}

/* Each record of the parser must be there and have its shape. */
static void a_parser_that_lacks_a_record_is_refused(void **state) {
  syn_buffer bytes;
  syn_model *model = NULL;
  syn_tree_parser parser;
  train("2", "1", &bytes);
  assert_int_equal(syn_model_read(syn_buffer_text(&bytes), &model, NULL), SYN_OK);
  for (size_t left_out = 0; left_out < syn_model_count(model); left_out++) {
    syn_model_writer *writer = NULL;
    syn_buffer partial;
    syn_model *poor = NULL;
    syn_buffer_init(&partial, 1 << 26);
    assert_int_equal(syn_model_writer_create(&writer), SYN_OK);
    for (size_t i = 0; i < syn_model_count(model); i++) {
      const syn_weights *record = syn_model_at(model, i);
      char name[64];
      (void)snprintf(name, sizeof name, "%.*s", SYN_TEXT_ARGUMENTS(record->name));
      if (i != left_out)
        assert_int_equal(syn_model_writer_add(writer, name, record->type, record->dimension_count, record->dimensions, record->data),
                         SYN_OK);
    }
    assert_int_equal(syn_model_writer_format(writer, &partial), SYN_OK);
    assert_int_equal(syn_model_read(syn_buffer_text(&partial), &poor, NULL), SYN_OK);
    bool is_first = syn_text_equal(syn_model_at(model, left_out)->name, SYN_TEXT("en/parser/labels"));
    assert_int_equal(syn_tree_parser_open(poor, SYN_TEXT("en"), &parser, NULL), is_first ? SYN_NOT_FOUND : SYN_BAD_INPUT);
    syn_model_close(&poor);
    syn_model_writer_destroy(&writer);
    syn_buffer_clear(&partial);
  }
  syn_model_close(&model);
  syn_buffer_clear(&bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(weights_do_not_depend_on_threads),
      cmocka_unit_test(sentences_that_were_learned_are_known),
      cmocka_unit_test(sentences_of_any_length_get_a_tree),
      cmocka_unit_test(a_parser_that_lacks_a_record_is_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
