/*
 * Session: what the commands have in common: opening engine and store, telling progress and problems, exit codes.
 */
#ifndef SYN_CLI_SESSION_H
#define SYN_CLI_SESSION_H

#include <stdio.h>

#include "cli/command.h"
#include "cli/meter.h"

typedef struct syn_session {
  syn_engine *engine;
  syn_collection *collection;
  syn_observer observer;
  syn_network network; /* as the options ask, of a command that takes addresses */
  syn_progress progress;
  syn_meter meter; /* tells `progress` on standard error, where that is a terminal */
} syn_session;

/*
 * Opens the engine as --model, --world, --threads and --isolation ask. On failure says why on standard error and returns the exit code;
 * EXIT_DONE when all is well. `session` is set up for syn_session_close in either case.
 */
int syn_session_open(syn_session *session, const syn_arguments *arguments);

/* Opens the store that --db names; `path` NULL: that, or the default. In memory when `in_memory`. Exit code as above. */
int syn_session_open_store(syn_session *session, const syn_arguments *arguments, bool may_create, bool in_memory);

/* The store that --db names, or the default. */
const char *syn_session_store_path(const syn_arguments *arguments);

/* Closes what is open. */
void syn_session_close(syn_session *session);

/* Says `error` on standard error, with control characters shown, and returns the exit code that goes with it. */
int syn_session_fail(const syn_error *error);

/* Names what is going on now ("Copying") on the line of progress; until then it is "Reading". The name outlives the session. */
void syn_session_begin_phase(syn_session *session, const char *phase);

/* Takes the line of progress away. */
void syn_session_end_progress(syn_session *session);

/* A sink that writes to a FILE. */
syn_sink syn_session_sink(FILE *stream);

/* Flushes standard output; a failure there turns EXIT_DONE into EXIT_SOME_FAILED and says so. */
int syn_session_close_output(int code);

#endif
