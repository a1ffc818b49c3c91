#include "cli/completion.h"
#include "cli/help.h"

/* What does not depend on the tables. Bash cuts words at '=', so that --from=html comes as three. */
static const char HEAD[] = "# Completion of synoptic for bash (4 or later), made by `synoptic completion bash`.\n"
                           "_synoptic() {\n"
                           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words= kind=words option=\n"
                           "    COMPREPLY=()\n"
                           "    if [[ $current == '=' ]]; then\n"
                           "        option=$previous current=\n"
                           "    elif [[ $previous == '=' ]]; then\n"
                           "        option=${COMP_WORDS[COMP_CWORD-2]}\n"
                           "    elif [[ $previous == --* ]]; then\n"
                           "        option=$previous\n"
                           "    fi\n";

static const char FOOT[] = "    case $kind in\n"
                           "    words) compopt +o default 2>/dev/null; COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
                           "    folders) compopt +o default -o dirnames 2>/dev/null ;;\n"
                           "    files) ;; # readline completes them\n"
                           "    esac\n"
                           "}\n"
                           "complete -o default -F _synoptic synoptic\n";

static const char *kind_name(syn_takes takes) {
  switch (takes) {
  case SYN_TAKES_FILES:
    return "files";
  case SYN_TAKES_FOLDERS:
    return "folders";
  default:
    return "words";
  }
}

/* Options that take a value: what it may be. The others leave `option` empty. */
static void write_values(FILE *stream) {
  fputs("    case $option in\n", stream);
  for (unsigned key = 0; key < OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe((syn_option_key)key);
    if (!option || !option->help || !option->argument) continue;
    fprintf(stream, "    --%s) kind=%s words='", option->name, kind_name(syn_option_takes(option)));
    syn_option_write_values(stream, option);
    fputs("' ;;\n", stream);
  }
  fputs("    *) option= ;;\n    esac\n", stream);
}

static void write_command(FILE *stream, const syn_command *command) {
  const syn_option *option;
  fprintf(stream, "        %s)\n            if [[ $current == -* ]]; then\n                words='", command->name);
  for (size_t i = 0; (option = syn_command_next_option(command, &i));) fprintf(stream, "%s--%s", i > 1 ? " " : "", option->name);
  fprintf(stream, "'\n            else\n                kind=%s words='", kind_name(syn_command_takes(command)));
  syn_command_write_words(stream, command, " ");
  fputs("'\n            fi ;;\n", stream);
}

void syn_completion_write_bash(FILE *stream) {
  fputs(HEAD, stream);
  write_values(stream);
  fputs("    if ((COMP_CWORD == 1)); then\n        words='", stream);
  for (const syn_command *const *command = syn_commands; *command; command++) fprintf(stream, "%s ", (*command)->name);
  fputs("--help --version'\n    elif [[ -z $option ]]; then\n        case ${COMP_WORDS[1]} in\n", stream);
  for (const syn_command *const *command = syn_commands; *command; command++) write_command(stream, *command);
  fputs("        esac\n    fi\n", stream);
  fputs(FOOT, stream);
}
