#include <errno.h>
#include <string.h>

#include "cli/session.h"

/* Writes to --output, or to standard output. */
static int export_to(syn_session *session, const char *path, const char *format) {
  syn_error error = {0};
  bool to_file = path && strcmp(path, "-") != 0;
  FILE *stream = to_file ? fopen(path, "wb") : stdout;
  if (!stream) {
    fprintf(stderr, "synoptic export: %s cannot be written: %s.\n", path, strerror(errno));
    return EXIT_UNUSABLE;
  }
  const syn_sink sink = syn_session_sink(stream);
  syn_status status = syn_collection_export(session->collection, format ? format : "jsonl", &sink, &error);
  int code = status == SYN_OK ? EXIT_DONE : syn_session_fail(&error);
  if (to_file && fclose(stream) != 0 && code == EXIT_DONE) {
    fprintf(stderr, "synoptic export: %s cannot be written: %s.\n", path, strerror(errno));
    code = EXIT_UNUSABLE;
  }
  return code;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count > 0) {
    fprintf(stderr, "synoptic export: takes no files; it writes what the store holds (--db FILE).\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = export_to(&session, arguments->values[OPTION_OUTPUT], arguments->values[OPTION_FORMAT]);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB, OPTION_FORMAT, OPTION_OUTPUT, OPTION_MODEL, OPTION_WORLD, OPTION_THREADS, OPTION_COUNT};

const syn_command syn_command_export = {
    .name = "export",
    .words = "",
    .summary = "All records of the store.",
    .details = "The same articles give the same bytes, in whatever order they were added.",
    .examples = "  synoptic export > records.jsonl\n  synoptic export --db news.db --format jsonl --output records.jsonl\n",
    .options = OPTIONS,
    .run = run,
};
