#include <string.h>
#include <unistd.h>

#include "cli/session.h"

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  if (arguments->word_count == 0) {
    fprintf(stderr,
            "synoptic annotate: name files, folders, addresses or - (standard input). `synoptic annotate --help` shows examples.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) {
    const syn_input input = {.paths = arguments->words,
                             .path_count = arguments->word_count,
                             .from = arguments->values[OPTION_FROM],
                             .network = &session.network};
    const syn_sink sink = syn_session_sink(stdout);
    if (isatty(STDOUT_FILENO)) session.meter.is_enabled = false; /* the records tell how far it is, and would mix with it */
    const char *to = arguments->values[OPTION_TO];
    const syn_annotate_options options = {.as_conllu = to && strcmp(to, "conllu") == 0,
                                          .with_sketch = arguments->values[OPTION_WITH] != NULL};
    syn_status status = syn_engine_annotate(session.engine, &input, &options, &sink, &session.observer, &session.progress, &error);
    syn_session_end_progress(&session);
    if (status != SYN_OK)
      code = syn_session_fail(&error);
    else if (session.progress.failed_count > 0)
      code = EXIT_SOME_FAILED;
  }
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_FROM, OPTION_TO, OPTION_WITH, READING_OPTIONS, NETWORK_OPTIONS, OPTION_COUNT};

const syn_command syn_command_annotate = {
    .name = "annotate",
    .words = "PATH|URL|-...",
    .summary = "Pages in, records out, without a store: for pipes and clusters.",
    .details =
        "Writes the records of one article after the other: the article, then its facts by kind (docs/records.md); or with --to conllu\n"
        "their words, tags and trees.",
    .examples = "  synoptic annotate article.html\n  synoptic annotate --from jsonl - < crawl.jsonl > records.jsonl\n"
                "  synoptic annotate --from conllu --to conllu treebank.conllu\n",
    .options = OPTIONS,
    .run = run,
};
