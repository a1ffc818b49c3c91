/*
 * Help: what the program says of itself, from the tables of commands and options.
 */
#ifndef SYN_CLI_HELP_H
#define SYN_CLI_HELP_H

#include "base/buffer.h"
#include "cli/command.h"

/* A word and what is to be said of it; tables end with NULL. */
typedef struct syn_note {
  const char *word, *text;
} syn_note;

extern const syn_note syn_exit_notes[];        /* exit codes */
extern const syn_note syn_file_notes[];        /* files that the program uses */
extern const syn_note syn_environment_notes[]; /* variables that it looks at */

/* One sentence and an example for the whole program. */
extern const char syn_program_summary[], syn_program_examples[];

/* Prints the help of a command, or with NULL of the program, to standard output, wrapped to its width. */
void syn_help_print(const syn_command *command);

/* Adds what an option does: its help, and what it takes. */
void syn_option_explain(const syn_option *option, syn_buffer *text);

/* The next option of a command that people are told of, --help at the end; NULL after it. Begin with `*index` 0. */
const syn_option *syn_command_next_option(const syn_command *command, size_t *index);

#endif
