/*
 * Picture: writes what a command draws to the file that --svg names.
 */
#ifndef SYN_CLI_PICTURE_H
#define SYN_CLI_PICTURE_H

#include "cli/session.h"

/* Writes what is to be drawn (a ledger, a timeline) to the sink. */
typedef syn_status (*syn_picture_writer)(const void *drawn, const syn_sink *sink, syn_error *error);

/* Opens the file of --svg, has it written, and says where it is; "-" is standard output. Returns the exit code. */
int syn_picture_write(const syn_arguments *arguments, const char *command, syn_picture_writer write, const void *drawn);

#endif
