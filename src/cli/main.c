/*
 * The program: finds the command, reads its options, runs it.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/session.h"

const syn_command *const syn_commands[] = {
    &syn_command_add,      &syn_command_watch,
    &syn_command_stories,  &syn_command_compare,
    &syn_command_timeline, &syn_command_ledger,
    &syn_command_who,      &syn_command_find,
    &syn_command_sources,  &syn_command_report,
    &syn_command_export,   &syn_command_annotate,
    &syn_command_eval,     &syn_command_world,
    &syn_command_evidence, &syn_command_remove,
    &syn_command_update,   &syn_command_check,
    &syn_command_backup,   &syn_command_completion,
    &syn_command_help,     NULL,
};

static int print_version(void) {
  syn_engine *engine = NULL;
  syn_error error = {0};
  if (syn_engine_create(&(syn_engine_options){.thread_count = 1, .isolation = SYN_ISOLATION_AUTO}, &engine, &error) != SYN_OK) {
    syn_session_fail(&error);
    return EXIT_UNUSABLE;
  }
  printf("synoptic %s\nmodel %s\nworld %s\nisolation %s\n", syn_version(), syn_engine_model_digest(engine), syn_engine_world_digest(engine),
         syn_isolation_level_name(syn_engine_isolation(engine)));
  syn_engine_destroy(&engine);
  return EXIT_DONE;
}

static int run_command(const syn_command *command, int argc, char **argv) {
  const char **words = calloc((size_t)argc + 1, sizeof *words);
  syn_arguments arguments;
  if (!words) {
    fprintf(stderr, "synoptic: not enough memory.\n");
    return EXIT_UNUSABLE;
  }
  int code = EXIT_USAGE;
  if (syn_arguments_parse(command, argc, argv, words, &arguments)) {
    if (arguments.values[OPTION_HELP]) {
      syn_help_print(command);
      code = EXIT_DONE;
    } else {
      code = command->run(&arguments);
    }
  }
  free(words);
  return syn_session_close_output(code);
}

/* Where a standard stream is closed, the next file that is opened would take its place, and be read or written for it. */
static void keep_standard_streams(void) {
  static const int CANNOT[] = {O_WRONLY, O_RDONLY, O_RDONLY}; /* so that its use fails, as that of a closed one does */
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
    if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", CANNOT[stream]) < 0) return;
  }
}

/* A line of a message is one write, and a file that may not grow (ulimit -f) is a failure to be told, not a death. */
static void prepare_process(void) {
  static char line[BUFSIZ];
  keep_standard_streams();
  setvbuf(stderr, line, _IOLBF, sizeof line);
  signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv) {
  prepare_process();
  if (argc < 2) {
    syn_help_print(NULL);
    return EXIT_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) return run_command(&syn_command_help, argc - 2, argv + 2);
  if (strcmp(argv[1], "--version") == 0) return syn_session_close_output(print_version());
  const syn_command *command = syn_command_by_name(argv[1]);
  return command ? run_command(command, argc - 2, argv + 2) : syn_command_refuse(argv[1]);
}
