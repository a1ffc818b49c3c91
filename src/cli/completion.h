/*
 * Completion: scripts by which shells complete commands, options and their values. Made from the tables, one function a shell.
 */
#ifndef SYN_CLI_COMPLETION_H
#define SYN_CLI_COMPLETION_H

#include <stdio.h>

#include "cli/command.h"

/* What a word or the value of an option can be completed with. */
typedef enum syn_takes { SYN_TAKES_NOTHING, SYN_TAKES_ANYTHING, SYN_TAKES_FILES, SYN_TAKES_FOLDERS, SYN_TAKES_WORDS } syn_takes;

/* The value of an option; NOTHING for a switch. */
syn_takes syn_option_takes(const syn_option *option);

/* The words of a command. */
syn_takes syn_command_takes(const syn_command *command);

/* Where a command takes certain words: writes them with `before` in front of each. */
void syn_command_write_words(FILE *stream, const syn_command *command, const char *before);

/* Writes what the option takes, with blanks between. */
void syn_option_write_values(FILE *stream, const syn_option *option);

/* Writes the text without those of its bytes that `dropped` names: quotes and brackets that a shell would read. */
void syn_completion_write_text(FILE *stream, const char *text, const char *dropped);

void syn_completion_write_bash(FILE *stream);
void syn_completion_write_zsh(FILE *stream);
void syn_completion_write_fish(FILE *stream);

#endif
