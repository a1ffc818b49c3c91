/*
 * Manual: pages of the manual as source for scdoc, from the tables of commands and options. The build makes synoptic(1) and
 * synoptic-COMMAND(1) of them.
 */
#ifndef SYN_CLI_MANUAL_H
#define SYN_CLI_MANUAL_H

#include <stdio.h>

#include "cli/command.h"

/* Writes the page of a command, or with NULL that of the program. */
void syn_manual_write(FILE *stream, const syn_command *command);

#endif
