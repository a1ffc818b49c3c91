#include "cli/session.h"
#include "cli/terminal.h"

static int back_up(syn_session *session, const syn_arguments *arguments) {
  syn_error error = {0};
  const char *path = arguments->words[0];
  syn_session_begin_phase(session, "Copying");
  syn_status status = syn_collection_backup(session->collection, path, arguments->values[OPTION_FORCE] != NULL, &session->observer, &error);
  syn_session_end_progress(session);
  if (status != SYN_OK) return syn_session_fail(&error);
  printf("The copy is in ");
  syn_terminal_print(stdout, syn_text_from(path));
  printf(".\n");
  return EXIT_DONE;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  if (arguments->word_count != 1) {
    fprintf(stderr, "synoptic backup: name one file for the copy.\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) code = back_up(&session, arguments);
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB, OPTION_FORCE, OPTION_COUNT};

const syn_command syn_command_backup = {
    .name = "backup",
    .words = "FILE",
    .summary = "Copy the store while it is in use.",
    .details =
        "The copy is the store as it is at one moment, whatever others write meanwhile; it is checked, is readable by you alone, and takes "
        "its name\n"
        "when it is whole. A file that is there is refused, or with --force replaced.",
    .examples = "  synoptic backup friday.db\n  synoptic backup --db news.db --force /mnt/stick/news.db\n",
    .options = OPTIONS,
    .run = run,
};
