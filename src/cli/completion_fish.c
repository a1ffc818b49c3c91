#include "cli/completion.h"
#include "cli/help.h"

static const char DROPPED[] = "'\\";

static void write_description(FILE *stream, const char *text) {
  fputs(" -d '", stream);
  syn_completion_write_text(stream, text, DROPPED);
  fputs("'\n", stream);
}

static void write_option(FILE *stream, const syn_command *command, const syn_option *option) {
  fprintf(stream, "complete -c synoptic -n '__synoptic_runs %s' -l %s", command->name, option->name);
  switch (syn_option_takes(option)) {
  case SYN_TAKES_NOTHING:
    break;
  case SYN_TAKES_FILES:
    fputs(" -r -F", stream);
    break;
  case SYN_TAKES_FOLDERS:
    fputs(" -x -a '(__fish_complete_directories)'", stream);
    break;
  case SYN_TAKES_WORDS:
    fputs(" -x -a '", stream);
    syn_option_write_values(stream, option);
    fputc('\'', stream);
    break;
  default:
    fputs(" -x", stream);
  }
  write_description(stream, option->help);
}

static void write_command(FILE *stream, const syn_command *command) {
  const syn_option *option;
  syn_takes takes = syn_command_takes(command);
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) write_option(stream, command, option);
  if (takes == SYN_TAKES_NOTHING || takes == SYN_TAKES_ANYTHING) return;
  fprintf(stream, "complete -c synoptic -n '__synoptic_runs %s'", command->name);
  if (takes == SYN_TAKES_FILES) fputs(" -F", stream);
  if (takes == SYN_TAKES_FOLDERS) fputs(" -a '(__fish_complete_directories)'", stream);
  if (takes == SYN_TAKES_WORDS) {
    fputs(" -a '", stream);
    syn_command_write_words(stream, command, " ");
    fputc('\'', stream);
  }
  fputc('\n', stream);
}

void syn_completion_write_fish(FILE *stream) {
  static const char NEEDS_COMMAND[] = "complete -c synoptic -n __synoptic_needs_command";
  fputs("# Completion of synoptic for fish, made by `synoptic completion fish`.\n"
        "function __synoptic_needs_command\n    set -l words (commandline -opc)\n    test (count $words) -eq 1\nend\n"
        "function __synoptic_runs\n    set -l words (commandline -opc)\n    test (count $words) -ge 2; and test \"$words[2]\" = "
        "$argv[1]\nend\n"
        "complete -c synoptic -f\n",
        stream);
  fprintf(stream, "%s -l help -d 'show help'\n%s -l version -d 'name version, model and world'\n", NEEDS_COMMAND, NEEDS_COMMAND);
  for (const syn_command *const *command = syn_commands; *command; command++) {
    fprintf(stream, "%s -a %s", NEEDS_COMMAND, (*command)->name);
    write_description(stream, (*command)->summary);
  }
  for (const syn_command *const *command = syn_commands; *command; command++) write_command(stream, *command);
}
