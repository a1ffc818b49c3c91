#include "cli/output.h"
#include "cli/session.h"

/* Writes to --output, or to standard output. */
static int export_to(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  syn_output output;
  const char *format = arguments->values[OPTION_FORMAT];
  int code = syn_output_open(&output, "export", arguments->values[OPTION_OUTPUT], syn_session_store_path(arguments));
  if (code != EXIT_DONE) return code;
  const syn_sink sink = syn_output_sink(&output);
  syn_status status = syn_collection_export(session->collection, format ? format : "jsonl", &sink, &error);
  if (status != SYN_OK && !output.has_failed) code = syn_session_fail(&error);
  return syn_output_close(&output, status == SYN_OK, code);
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count > 0) {
    fprintf(stderr, "synoptic export: takes no files; it writes what the store holds (--db FILE).\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = export_to(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,    OPTION_FORMAT,  OPTION_OUTPUT,     OPTION_MODEL,
                                         OPTION_WORLD, OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

const syn_command syn_command_export = {
    .name = "export",
    .words = "",
    .summary = "All records of the store.",
    .details = "The same articles give the same bytes, in whatever order they were added.",
    .examples = "  synoptic export > records.jsonl\n  synoptic export --db news.db --format jsonl --output records.jsonl\n",
    .options = OPTIONS,
    .run = run,
};
