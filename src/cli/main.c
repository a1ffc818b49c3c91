/*
 * The program: finds the command, reads its options, runs it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/session.h"
#include "cli/terminal.h"

const syn_command *const syn_commands[] = {
    &syn_command_add, &syn_command_stories, &syn_command_compare, &syn_command_report, &syn_command_export, &syn_command_annotate, NULL,
};

static const syn_command *find_command(const char *name) {
  for (const syn_command *const *command = syn_commands; *command; command++) {
    if (strcmp((*command)->name, name) == 0) return *command;
  }
  return NULL;
}

static int print_version(void) {
  syn_engine *engine = NULL;
  syn_error error = {0};
  if (syn_engine_create(&(syn_engine_options){.thread_count = 1}, &engine, &error) != SYN_OK) {
    syn_session_fail(&error);
    return EXIT_UNUSABLE;
  }
  printf("synoptic %s\nmodel %s\nworld %s\n", syn_version(), syn_engine_model_digest(engine), syn_engine_world_digest(engine));
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

static int refuse_command(const char *name) {
  fputs("synoptic: there is no command \"", stderr);
  syn_terminal_print(stderr, syn_text_from(name));
  fputs("\". `synoptic --help` lists them.\n", stderr);
  return EXIT_USAGE;
}

/* A line of a message is one write, and a file that may not grow (ulimit -f) is a failure to be told, not a death. */
static void prepare_process(void) {
  static char line[BUFSIZ];
  setvbuf(stderr, line, _IOLBF, sizeof line);
  signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv) {
  prepare_process();
  if (argc < 2) {
    syn_help_print(NULL);
    return EXIT_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    const syn_command *about = argc > 2 ? find_command(argv[2]) : NULL;
    if (argc > 2 && !about) return refuse_command(argv[2]);
    syn_help_print(about);
    return syn_session_close_output(EXIT_DONE);
  }
  if (strcmp(argv[1], "--version") == 0) return syn_session_close_output(print_version());
  const syn_command *command = find_command(argv[1]);
  if (!command) return refuse_command(argv[1]);
  return run_command(command, argc - 2, argv + 2);
}
