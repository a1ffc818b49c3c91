/*
 * Command: one word of the program, as a struct in a table (main.c). Adding one is one file and one line.
 *
 * Options are told in a table too, from which both the parser and `--help` are made.
 */
#ifndef SYN_CLI_COMMAND_H
#define SYN_CLI_COMMAND_H

#include <stdbool.h>

#include "synoptic/collection.h"

/* Exit codes of the program. */
enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2, EXIT_UNUSABLE = 3 };

/* Which value an option sets. */
typedef enum syn_option_key {
  OPTION_DB,
  OPTION_FROM,
  OPTION_TO,
  OPTION_FORMAT,
  OPTION_OUTPUT,
  OPTION_MODEL,
  OPTION_WORLD,
  OPTION_THREADS,
  OPTION_KIND,
  OPTION_WITH,
  OPTION_JSON,
  OPTION_SENTENCES,
  OPTION_DIFFER_ONLY,
  OPTION_MAX_PAGE_SIZE,
  OPTION_MAX_LINE_SIZE,
  OPTION_MAX_PAGE_TIME,
  OPTION_MAX_PAGE_MEMORY,
  OPTION_MAX_FOLDER_DEPTH,
  OPTION_MAX_MEMORY,
  OPTION_HELP,
  OPTION_COUNT
} syn_option_key;

typedef struct syn_option {
  syn_option_key key;
  const char *name;     /* "db" for --db */
  const char *argument; /* "FILE"; NULL: a switch */
  const char *help;
} syn_option;

/* What stood on the command line. */
typedef struct syn_arguments {
  const char *values[OPTION_COUNT]; /* NULL: not given; switches: "" */
  const char *const *words;         /* what is no option */
  size_t word_count;
} syn_arguments;

typedef struct syn_command {
  const char *name;
  const char *words;             /* "PATH|-..." for the usage line */
  const char *summary;           /* one line */
  const char *details;           /* a paragraph, or NULL */
  const char *examples;          /* lines of "  command\n" */
  const syn_option_key *options; /* ended by OPTION_COUNT */
  int (*run)(const syn_arguments *arguments);
} syn_command;

extern const syn_command syn_command_add;
extern const syn_command syn_command_stories;
extern const syn_command syn_command_compare;
extern const syn_command syn_command_report;
extern const syn_command syn_command_export;
extern const syn_command syn_command_annotate;

/* All commands, ended by NULL. */
extern const syn_command *const syn_commands[];

/*
 * Reads `argv` for a command. On a mistake says what is wrong on standard error and returns false. `words` has place for argc entries and
 * receives what is no option.
 */
bool syn_arguments_parse(const syn_command *command, int argc, char **argv, const char **words, syn_arguments *out_arguments);

/* The description of an option. */
const syn_option *syn_option_describe(syn_option_key key);

/* Prints the help of a command, or with NULL of the program, to standard output. */
void syn_help_print(const syn_command *command);

#endif
