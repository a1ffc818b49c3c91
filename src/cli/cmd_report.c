#include <string.h>

#include "cli/output.h"
#include "cli/session.h"
#include "cli/terminal.h"

static void tell_place(const char *path) {
  fputs("The report is in ", stdout);
  syn_terminal_print(stdout, syn_text_from(path));
  fputs(".\n", stdout);
}

static int write_report(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  syn_output output;
  syn_comparison *comparison = NULL;
  const char *story = arguments->word_count > 0 ? arguments->words[0] : NULL;
  const char *path = arguments->values[OPTION_OUTPUT] ? arguments->values[OPTION_OUTPUT] : "report.html";
  syn_status status = syn_collection_compare(session->collection, story, &comparison, &error);
  if (status != SYN_OK) return syn_session_fail(&error);
  int code = syn_output_open(&output, "report", path, syn_session_store_path(arguments));
  if (code == EXIT_DONE) {
    const syn_sink sink = syn_output_sink(&output);
    status = syn_comparison_write_report(comparison, &sink, &error);
    if (status != SYN_OK && !output.has_failed) code = syn_session_fail(&error);
    code = syn_output_close(&output, status == SYN_OK, code);
    if (code == EXIT_DONE && status == SYN_OK && strcmp(path, "-") != 0) tell_place(path);
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
  if (code == EXIT_DONE) code = write_report(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,      OPTION_OUTPUT,     OPTION_MODEL, OPTION_WORLD,
                                         OPTION_THREADS, OPTION_MAX_MEMORY, OPTION_COUNT};

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
