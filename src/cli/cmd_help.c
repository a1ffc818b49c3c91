#include "cli/help.h"
#include "cli/manual.h"

static int run(const syn_arguments *arguments) {
  const syn_command *about = arguments->word_count > 0 ? syn_command_by_name(arguments->words[0]) : NULL;
  if (arguments->word_count > 1) {
    fprintf(stderr, "synoptic help: name one command.\n");
    return EXIT_USAGE;
  }
  if (arguments->word_count > 0 && !about) return syn_command_refuse(arguments->words[0]);
  if (arguments->values[OPTION_MAN])
    syn_manual_write(stdout, about);
  else
    syn_help_print(about);
  return EXIT_DONE;
}

static const syn_option_key OPTIONS[] = {OPTION_MAN, OPTION_COUNT};

const syn_command syn_command_help = {
    .name = "help",
    .words = "[COMMAND]",
    .summary = "What a command does, its options and examples.",
    .examples = "  synoptic help\n  synoptic help compare\n",
    .options = OPTIONS,
    .run = run,
};
