/*
 * Output: where a command writes a file for its user.
 *
 * A file is written beside its place under another name and takes the place when all is there, so that a failure leaves what was there
 * before. The store in use is refused. "-" and what is no regular file (a pipe, a device) are written as they are.
 */
#ifndef SYN_CLI_OUTPUT_H
#define SYN_CLI_OUTPUT_H

#include <stdio.h>

#include "cli/command.h"

typedef struct syn_output {
  const char *command, *path; /* for messages */
  FILE *stream;
  char *temporary; /* name while it is being written; NULL: written in place */
  bool has_failed; /* the sink could not write */
  int failure;     /* errno of that */
} syn_output;

/* Opens `path` (NULL or "-": standard output). Says on standard error why it cannot be done, and returns the exit code then; else
 * EXIT_DONE. */
int syn_output_open(syn_output *output, const char *command, const char *path, const char *store_path);

/* Where the library writes. Lives as long as the output. */
syn_sink syn_output_sink(syn_output *output);

/*
 * Closes, and with `is_whole` puts the file in its place, else leaves what was there. Says what went wrong. Returns `code`, or
 * EXIT_SOME_FAILED when `code` is EXIT_DONE and the file could not be written.
 */
int syn_output_close(syn_output *output, bool is_whole, int code);

#endif
