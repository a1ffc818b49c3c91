#include <string.h>

#include "cli/completion.h"

typedef struct shell {
  const char *name;
  void (*write)(FILE *stream);
} shell;

static const char SHELL_NAMES[] = "bash zsh fish";

static const shell SHELLS[] = {
    {"bash", syn_completion_write_bash},
    {"zsh", syn_completion_write_zsh},
    {"fish", syn_completion_write_fish},
};

static int run(const syn_arguments *arguments) {
  if (arguments->word_count == 1) {
    for (size_t i = 0; i < sizeof SHELLS / sizeof SHELLS[0]; i++) {
      if (strcmp(SHELLS[i].name, arguments->words[0]) != 0) continue;
      SHELLS[i].write(stdout);
      return EXIT_DONE;
    }
  }
  fprintf(stderr, "synoptic completion: name one shell: bash, zsh or fish.\n");
  return EXIT_USAGE;
}

static const syn_option_key OPTIONS[] = {OPTION_COUNT};

const syn_command syn_command_completion = {
    .name = "completion",
    .words = "SHELL",
    .summary = "A script that lets a shell complete commands and options.",
    .details =
        "SHELL is bash, zsh or fish. `meson install` puts the scripts where the shells look for them; otherwise let the shell read the "
        "script when it starts, as below.",
    .examples = "  source <(synoptic completion bash)     in ~/.bashrc\n"
                "  source <(synoptic completion zsh)      in ~/.zshrc, after compinit\n"
                "  synoptic completion fish | source      in config.fish\n",
    .options = OPTIONS,
    .run = run,
    .word_values = SHELL_NAMES,
};
