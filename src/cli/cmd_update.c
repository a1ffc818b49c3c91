#include "cli/session.h"

static int print_summary(const syn_arguments *arguments, const syn_update *update) {
  unsigned long long updated = update->updated_count, current = update->current_count;
  unsigned long long without_bytes = update->without_bytes, failed = update->failed_count;
  if (arguments->values[OPTION_JSON])
    printf("{\"updated\":%llu,\"current\":%llu,\"without_bytes\":%llu,\"failed\":%llu}\n", updated, current, without_bytes, failed);
  else
    printf("%llu analysed again, %llu up to date already, %llu whose pages were not kept, %llu failed.\n", updated, current, without_bytes,
           failed);
  return without_bytes + failed > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
}

static int run(const syn_arguments *arguments) {
  syn_session session;
  syn_error error = {0};
  syn_update update;
  if (arguments->word_count > 0) {
    fprintf(stderr, "synoptic update: takes no words; it analyses what the store holds (--db FILE).\n");
    return EXIT_USAGE;
  }
  int code = syn_session_open(&session, arguments);
  if (code == EXIT_DONE) code = syn_session_open_store(&session, arguments, false, false);
  if (code == EXIT_DONE) {
    syn_status status =
        syn_collection_update(session.collection, arguments->values[OPTION_ALL] != NULL, &session.observer, &update, &error);
    syn_session_end_progress(&session);
    code = status == SYN_OK ? print_summary(arguments, &update) : syn_session_fail(&error);
  }
  syn_session_close(&session);
  return code;
}

static const syn_option_key OPTIONS[] = {OPTION_DB,      OPTION_ALL,       OPTION_JSON,          OPTION_MODEL,           OPTION_WORLD,
                                         OPTION_THREADS, OPTION_ISOLATION, OPTION_MAX_PAGE_TIME, OPTION_MAX_PAGE_MEMORY, OPTION_COUNT};

const syn_command syn_command_update = {
    .name = "update",
    .words = "",
    .summary = "Analyse again what an older program or model read.",
    .details =
        "Reads the kept pages of all articles that another version of the program, another model or other world data read. Articles whose "
        "pages\n"
        "were not kept are named and left as they are: add those pages again. It can be stopped at any time and goes on where it was "
        "the next\n"
        "time (with --all, from the beginning).",
    .examples = "  synoptic update\n  synoptic update --model new.synmodel\n",
    .options = OPTIONS,
    .run = run,
};
