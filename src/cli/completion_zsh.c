#include "cli/completion.h"
#include "cli/help.h"

/* What would end a description within '...[...]:...'. */
static const char DROPPED[] = "'[]:\\`\"";

/* ":WORD:what" of _arguments. */
static void write_action(FILE *stream, const char *word, syn_takes takes) {
  fputc(':', stream);
  syn_completion_write_text(stream, word, "'[]:\\|. -");
  fputc(':', stream);
  if (takes == SYN_TAKES_FILES) fputs("_files", stream);
  if (takes == SYN_TAKES_FOLDERS) fputs("_files -/", stream);
}

static void write_option(FILE *stream, const syn_option *option) {
  fprintf(stream, " \\\n            '--%s%s[", option->name, option->argument ? "=" : "");
  syn_completion_write_text(stream, option->help, DROPPED);
  fputc(']', stream);
  if (option->argument) write_action(stream, option->argument, syn_option_takes(option));
  if (syn_option_has_values(option)) {
    fputc('(', stream);
    syn_option_write_values(stream, option);
    fputc(')', stream);
  }
  fputc('\'', stream);
}

static void write_command(FILE *stream, const syn_command *command) {
  const syn_option *option;
  syn_takes takes = syn_command_takes(command);
  fprintf(stream, "    %s)\n        _arguments", command->name);
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) write_option(stream, option);
  if (takes != SYN_TAKES_NOTHING) {
    fputs(" \\\n            '*", stream);
    write_action(stream, "word", takes);
    if (takes == SYN_TAKES_WORDS) {
      fputc('(', stream);
      syn_command_write_words(stream, command, " ");
      fputc(')', stream);
    }
    fputc('\'', stream);
  }
  fputs("\n        ;;\n", stream);
}

void syn_completion_write_zsh(FILE *stream) {
  fputs("#compdef synoptic\n# Completion of synoptic for zsh, made by `synoptic completion zsh`.\n_synoptic() {\n"
        "    local -a commands\n    commands=(\n",
        stream);
  for (const syn_command *const *command = syn_commands; *command; command++) {
    fprintf(stream, "        '%s:", (*command)->name);
    syn_completion_write_text(stream, (*command)->summary, DROPPED);
    fputs("'\n", stream);
  }
  fputs("    )\n    if ((CURRENT == 2)); then\n        _describe -t commands 'command' commands\n"
        "        compadd -- --help --version\n        return\n    fi\n"
        "    local command=$words[2]\n    shift words\n    ((CURRENT--))\n    case $command in\n",
        stream);
  for (const syn_command *const *command = syn_commands; *command; command++) write_command(stream, *command);
  /* Found in a folder of completions it is the function itself; read with `source` it names itself. */
  fputs("    esac\n}\nif [[ $funcstack[1] == _synoptic ]]; then\n    _synoptic \"$@\"\nelse\n    compdef _synoptic synoptic\nfi\n", stream);
}
