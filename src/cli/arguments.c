#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static const syn_option OPTIONS[] = {
    {OPTION_DB, "db", "FILE", "the store (default: synoptic.db in the current folder)"},
    {OPTION_FROM, "from", "KIND", "take the input as html, text or jsonl (default: recognised)"},
    {OPTION_TO, "to", "FORMAT", "write records as jsonl (default)"},
    {OPTION_FORMAT, "format", "FORMAT", "the format: jsonl (default)"},
    {OPTION_OUTPUT, "output", "FILE", "write there instead of the default place; - is standard output"},
    {OPTION_MODEL, "model", "FILE", "use these weights instead of those in the program"},
    {OPTION_WORLD, "world", "FOLDER", "lay these tables over those in the program"},
    {OPTION_THREADS, "threads", "N", "work with N threads (default: one a core)"},
    {OPTION_KIND, "kind", "KIND", "only points of this kind: money, count, percent, quote, ..."},
    {OPTION_WITH, "with", "WHAT", "also write: sketch, the keys by which articles find each other"},
    {OPTION_JSON, "json", NULL, "write JSON Lines instead of text for people"},
    {OPTION_SENTENCES, "sentences", NULL, "show the sentence under each value"},
    {OPTION_DIFFER_ONLY, "differ-only", NULL, "only points on which the accounts do not agree"},
    {OPTION_MAX_PAGE_SIZE, "max-page-size", "SIZE", "refuse larger pages (default: 8M)"},
    {OPTION_MAX_LINE_SIZE, "max-line-size", "SIZE", "refuse longer lines of JSON Lines (default: 16M)"},
    {OPTION_MAX_PAGE_TIME, "max-page-time", "TIME", "refuse pages whose markup takes longer (default: 2s)"},
    {OPTION_MAX_PAGE_MEMORY, "max-page-memory", "SIZE", "refuse pages that need more memory (default: 512M)"},
    {OPTION_MAX_FOLDER_DEPTH, "max-folder-depth", "N", "go no deeper into folders (default: 32)"},
    {OPTION_MAX_MEMORY, "max-memory", "SIZE", "refuse jobs over the store that need more memory (default: 16G)"},
    {OPTION_HELP, "help", NULL, "show this help"},
};

const syn_option *syn_option_describe(syn_option_key key) {
  for (size_t i = 0; i < sizeof OPTIONS / sizeof OPTIONS[0]; i++) {
    if (OPTIONS[i].key == key) return &OPTIONS[i];
  }
  return NULL;
}

/* The option that `word` (without the dashes, up to '=') names, among those of the command. */
static const syn_option *find_option(const syn_command *command, const char *word) {
  size_t size = strcspn(word, "=");
  for (const syn_option_key *key = command->options; *key != OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe(*key);
    if (strlen(option->name) == size && memcmp(option->name, word, size) == 0) return option;
  }
  return size == 4 && memcmp(word, "help", 4) == 0 ? syn_option_describe(OPTION_HELP) : NULL;
}

/* Takes one option at argv[*index], its value too. */
static bool take_option(const syn_command *command, int argc, char **argv, int *index, syn_arguments *arguments) {
  const char *word = argv[*index] + 2;
  const syn_option *option = find_option(command, word);
  const char *value = strchr(word, '=');
  if (!option) {
    fprintf(stderr, "synoptic %s: there is no option %s. `synoptic %s --help` lists them.\n", command->name, argv[*index], command->name);
    return false;
  }
  if (!option->argument && value) {
    fprintf(stderr, "synoptic %s: --%s takes no value.\n", command->name, option->name);
    return false;
  }
  if (option->argument && !value && *index + 1 >= argc) {
    fprintf(stderr, "synoptic %s: --%s needs a value: --%s %s.\n", command->name, option->name, option->name, option->argument);
    return false;
  }
  if (!option->argument)
    arguments->values[option->key] = "";
  else
    arguments->values[option->key] = value ? value + 1 : argv[++*index];
  return true;
}

bool syn_arguments_parse(const syn_command *command, int argc, char **argv, const char **words, syn_arguments *out_arguments) {
  syn_arguments arguments = {.words = words};
  bool only_words = false;
  for (int i = 0; i < argc; i++) {
    if (!only_words && strcmp(argv[i], "--") == 0) {
      only_words = true;
    } else if (!only_words && strcmp(argv[i], "-h") == 0) {
      arguments.values[OPTION_HELP] = "";
    } else if (!only_words && strncmp(argv[i], "--", 2) == 0) {
      if (!take_option(command, argc, argv, &i, &arguments)) return false;
    } else if (!only_words && argv[i][0] == '-' && argv[i][1]) {
      fprintf(stderr, "synoptic %s: there is no option %s; options are words, as in --help.\n", command->name, argv[i]);
      return false;
    } else {
      words[arguments.word_count++] = argv[i];
    }
  }
  *out_arguments = arguments;
  return true;
}

static void print_command_help(const syn_command *command) {
  printf("Usage: synoptic %s [OPTIONS]%s%s\n\n%s\n", command->name, command->words[0] ? " " : "", command->words, command->summary);
  if (command->details) printf("\n%s\n", command->details);
  printf("\nOptions:\n");
  for (const syn_option_key *key = command->options; *key != OPTION_COUNT; key++) {
    const syn_option *option = syn_option_describe(*key);
    char left[40];
    snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument ? " " : "", option->argument ? option->argument : "");
    printf("  %-22s %s\n", left, option->help);
  }
  printf("  %-22s %s\n\nExamples:\n%s", "--help", syn_option_describe(OPTION_HELP)->help, command->examples);
}

static void print_program_help(void) {
  printf("synoptic lays several accounts of the same affair side by side.\n\n"
         "Usage: synoptic COMMAND [OPTIONS] ...\n\nCommands:\n");
  for (const syn_command *const *command = syn_commands; *command; command++) printf("  %-10s %s\n", (*command)->name, (*command)->summary);
  printf("\n`synoptic COMMAND --help` tells more of one. `synoptic --version` names version, model and world.\n\n"
         "Examples:\n  synoptic add pages/           read a folder of pages into synoptic.db\n"
         "  synoptic stories              what happened, newest first\n"
         "  synoptic compare              the accounts of the largest story\n\n"
         "Exit codes: 0 done, 1 some inputs failed (each named), 2 wrong usage, 3 the store or the model cannot be used.\n");
}

void syn_help_print(const syn_command *command) {
  if (command)
    print_command_help(command);
  else
    print_program_help();
}
