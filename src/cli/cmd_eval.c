#include <string.h>

#include "base/buffer.h"
#include "base/json_writer.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "synoptic/evaluation.h"

enum { COLUMNS = 5, NAME_WIDTH = 14, NUMBER_WIDTH = 9, LINES_LIMIT = 1 << 20 };

/* A measure that the file has something for. */
static bool is_told(syn_measure measure) {
  return measure.gold > 0;
}

static void print_row(const syn_terminal *terminal, const char *const texts[COLUMNS], syn_style style) {
  static const unsigned widths[COLUMNS] = {NAME_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH, NUMBER_WIDTH};
  syn_cell cells[COLUMNS];
  for (int i = 0; i < COLUMNS; i++) cells[i] = (syn_cell){.text = syn_text_from(texts[i]), .style = style, .is_right = i > 0};
  syn_terminal_print_row(terminal, cells, widths, COLUMNS);
}

static void print_measure(const syn_terminal *terminal, syn_measure_key key, syn_measure measure) {
  char numbers[COLUMNS - 1][24];
  const double shares[] = {syn_measure_precision(measure), syn_measure_recall(measure), syn_measure_f1(measure)};
  for (int i = 0; i < 3; i++) (void)snprintf(numbers[i], sizeof numbers[i], "%.2f", 100 * shares[i]);
  (void)snprintf(numbers[3], sizeof numbers[3], "%llu", (unsigned long long)measure.gold);
  const char *const texts[COLUMNS] = {syn_measure_name(key), numbers[0], numbers[1], numbers[2], numbers[3]};
  print_row(terminal, texts, SYN_STYLE_PLAIN);
}

static void print_table(const syn_terminal *terminal, const char *path, const syn_evaluation *evaluation) {
  static const char *const heads[COLUMNS] = {"", "precision", "recall", "F1", "gold"};
  syn_terminal_print(stdout, syn_text_from(path));
  printf(": %llu %s\n", (unsigned long long)evaluation->document_count, evaluation->document_count == 1 ? "document" : "documents");
  print_row(terminal, heads, SYN_STYLE_HEADING);
  for (int key = 0; key < SYN_MEASURE_COUNT; key++) {
    if (is_told(evaluation->measures[key])) print_measure(terminal, (syn_measure_key)key, evaluation->measures[key]);
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
  const syn_terminal terminal = syn_terminal_output(arguments->values[OPTION_COLOR]);
  int code = EXIT_DONE;
  for (size_t i = 0; i < arguments->word_count; i++) {
    syn_evaluation evaluation;
    syn_error error = {0};
    syn_status status = syn_engine_evaluate(session->engine, arguments->words[i], &options, &evaluation, &error);
    if (status == SYN_OK && arguments->values[OPTION_JSON])
      status = print_json(arguments->words[i], &evaluation);
    else if (status == SYN_OK)
      print_table(&terminal, arguments->words[i], &evaluation);
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

static const syn_option_key OPTIONS[] = {OPTION_GOLD_TOKENS, OPTION_ONLY,  OPTION_TYPES, OPTION_LANGUAGE, OPTION_JSON,
                                         OPTION_COLOR,       OPTION_MODEL, OPTION_WORLD, OPTION_COUNT};

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
