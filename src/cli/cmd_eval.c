#include <string.h>

#include "base/buffer.h"
#include "base/json_writer.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/evaluation.h"

enum { NAME_WIDTH = 14, NUMBER_WIDTH = 9, LINES_LIMIT = 1 << 20 };

/* A measure that the file has something for. */
static bool is_told(syn_measure measure) {
  return measure.gold > 0;
}

static void print_table(const char *path, const syn_evaluation *evaluation) {
  const char *bold = syn_terminal_has_style() ? "\033[1m" : NULL;
  const unsigned widths[] = {NAME_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH};
  const syn_cell head[] = {
      {SYN_TEXT(""), NULL}, {SYN_TEXT("precision"), bold}, {SYN_TEXT("recall"), bold}, {SYN_TEXT("F1"), bold}, {SYN_TEXT("gold"), bold}};
  syn_terminal_print(stdout, syn_text_from(path));
  printf(": %llu %s\n", (unsigned long long)evaluation->document_count, evaluation->document_count == 1 ? "document" : "documents");
  syn_terminal_print_row(stdout, head, widths, 5);
  for (int key = 0; key < SYN_MEASURE_COUNT; key++) {
    syn_measure measure = evaluation->measures[key];
    char numbers[4][24];
    if (!is_told(measure)) continue;
    (void)snprintf(numbers[0], sizeof numbers[0], "%.2f", 100 * syn_measure_precision(measure));
    (void)snprintf(numbers[1], sizeof numbers[1], "%.2f", 100 * syn_measure_recall(measure));
    (void)snprintf(numbers[2], sizeof numbers[2], "%.2f", 100 * syn_measure_f1(measure));
    (void)snprintf(numbers[3], sizeof numbers[3], "%llu", (unsigned long long)measure.gold);
    syn_cell cells[5] = {{syn_text_from(syn_measure_name((syn_measure_key)key)), NULL}};
    for (int i = 0; i < 4; i++) cells[i + 1] = (syn_cell){syn_text_from(numbers[i]), i == 2 ? bold : NULL};
    syn_terminal_print_row(stdout, cells, widths, 5);
  }
}

static syn_status print_json(const char *path, const syn_evaluation *evaluation) {
  syn_buffer lines;
  syn_buffer_init(&lines, LINES_LIMIT);
  for (int key = 0; key < SYN_MEASURE_COUNT; key++) {
    syn_measure measure = evaluation->measures[key];
    if (!is_told(measure)) continue;
    syn_json_writer json;
    syn_json_init(&json, &lines);
    syn_json_begin_object(&json);
    syn_json_key_text(&json, "file", syn_text_from(path));
    syn_json_key_text(&json, "measure", syn_text_from(syn_measure_name((syn_measure_key)key)));
    syn_json_key(&json, "precision");
    syn_json_number(&json, syn_measure_precision(measure));
    syn_json_key(&json, "recall");
    syn_json_number(&json, syn_measure_recall(measure));
    syn_json_key(&json, "f1");
    syn_json_number(&json, syn_measure_f1(measure));
    syn_json_key_integer(&json, "right", (int64_t)measure.right);
    syn_json_key_integer(&json, "found", (int64_t)measure.found);
    syn_json_key_integer(&json, "gold", (int64_t)measure.gold);
    syn_json_end_object(&json);
    (void)syn_buffer_add_byte(&lines, '\n');
  }
  syn_status status = lines.status;
  if (status == SYN_OK) (void)fwrite(syn_buffer_text(&lines).data, 1, syn_buffer_text(&lines).size, stdout);
  syn_buffer_clear(&lines);
  return status;
}

/* One file after the other; one that cannot be measured is named, the others are. */
static int measure_files(const syn_session *session, const syn_arguments *arguments) {
  const syn_evaluation_options options = {.gold_tokens = arguments->values[OPTION_GOLD_TOKENS] != NULL,
                                          .only = arguments->values[OPTION_ONLY],
                                          .types = arguments->values[OPTION_TYPES],
                                          .language = arguments->values[OPTION_LANGUAGE]};
  int code = EXIT_DONE;
  for (size_t i = 0; i < arguments->word_count; i++) {
    syn_evaluation evaluation;
    syn_error error = {0};
    syn_status status = syn_engine_evaluate(session->engine, arguments->words[i], &options, &evaluation, &error);
    if (status == SYN_OK && arguments->values[OPTION_JSON])
      status = print_json(arguments->words[i], &evaluation);
    else if (status == SYN_OK)
      print_table(arguments->words[i], &evaluation);
    if (status == SYN_OK) continue;
    (void)syn_session_fail(&error);
    code = status == SYN_BAD_ARGUMENT ? EXIT_USAGE : EXIT_SOME_FAILED;
  }
  return code;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count == 0) {
    fprintf(stderr, "synoptic eval: name annotated files that end in .conllu or .iob2. `synoptic eval --help` shows examples.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = measure_files(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_GOLD_TOKENS, OPTION_ONLY,  OPTION_TYPES, OPTION_LANGUAGE,
                                         OPTION_JSON,        OPTION_MODEL, OPTION_WORLD, OPTION_COUNT};

const syn_command syn_command_eval = {
    .name = "eval",
    .words = "FILE...",
    .summary = "Accuracy on text that people have annotated.",
    .details = "Treebanks (.conllu) are measured as in the CoNLL 2018 shared task, from raw text unless --gold-tokens; names (.iob2) by\n"
               "their exact spans and types, on the words that are given. docs/language.md tells what each measure counts.",
    .examples = "  synoptic eval en_ewt-dev.conllu\n  synoptic eval --gold-tokens --only news en_gum-dev.conllu\n"
                "  synoptic eval --types 'Person=PERSON|Location=PLACE' names-dev.iob2\n",
    .options = OPTIONS,
    .run = run,
};
