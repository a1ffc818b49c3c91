#include <errno.h>
#include <string.h>

#include "cli/session.h"

static int write_report(syn_session *session, const char *story, const char *path) {
  syn_error error = {0};
  syn_comparison *comparison = NULL;
  syn_status status = syn_collection_compare(session->collection, story, &comparison, &error);
  if (status != SYN_OK) return syn_session_fail(&error);
  bool to_file = strcmp(path, "-") != 0;
  FILE *stream = to_file ? fopen(path, "wb") : stdout;
  int code = EXIT_DONE;
  if (!stream) {
    fprintf(stderr, "synoptic report: %s cannot be written: %s.\n", path, strerror(errno));
    code = EXIT_UNUSABLE;
  } else {
    const syn_sink sink = syn_session_sink(stream);
    status = syn_comparison_write_report(comparison, &sink, &error);
    bool closed = !to_file || fclose(stream) == 0;
    if (status != SYN_OK)
      code = syn_session_fail(&error);
    else if (!closed) {
      fprintf(stderr, "synoptic report: %s cannot be written: %s.\n", path, strerror(errno));
      code = EXIT_UNUSABLE;
    } else if (to_file)
      printf("The report is in %s.\n", path);
  }
  syn_comparison_destroy(&comparison);
  return code;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count > 1) {
    fprintf(stderr, "synoptic report: name one story.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) {
    const char *output = arguments->values[OPTION_OUTPUT];
    code = write_report(&session, arguments->word_count > 0 ? arguments->words[0] : NULL, output ? output : "report.html");
  }
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB, OPTION_OUTPUT, OPTION_MODEL, OPTION_WORLD, OPTION_THREADS, OPTION_COUNT};

const syn_command syn_command_report = {
    .name = "report",
    .words = "[STORY]",
    .summary = "One HTML file to send to someone.",
    .details =
        "Writes report.html: the table of points, each value opening at its sentence in the article. The file needs nothing beside it.",
    .examples = "  synoptic report\n  synoptic report 3f2a --output meeting.html\n",
    .options = OPTIONS,
    .run = run,
};
