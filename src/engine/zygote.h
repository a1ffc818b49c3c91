/*
 * Zygote: a process that waits from the start of a run, before there are threads, and makes copies of itself when asked.
 *
 * A copy begins with all that the program had loaded at that time (model, world), shared and at no cost. Because the zygote has one
 * thread and no open files, its copies are sound whatever the program is doing when it asks.
 *
 *     program ──orders──► zygote ──fork──► copy
 *        └───────────── socket ─────────────┘
 *
 * The zygote ends when the program does, however that ends, and its copies with it.
 */
#ifndef SYN_ENGINE_ZYGOTE_H
#define SYN_ENGINE_ZYGOTE_H

#include <sys/types.h>

#include "synoptic/status.h"

typedef struct syn_zygote syn_zygote;

/* What the processes do. */
typedef struct syn_zygote_job {
  void (*prepare)(void *context);         /* once, in the zygote: loads what copies may not load any more; may be NULL */
  void (*run)(void *context, int socket); /* in a copy, which ends when this returns; `socket` leads to the program */
  void *context;
} syn_zygote_job;

/*
 * Starts the zygote. Called while this process has no other threads that hold locks; ended by syn_zygote_stop, or when the calling thread
 * or the process ends. Returns SYN_OK, SYN_IO (no process can be made), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_zygote_start(const syn_zygote_job *job, syn_zygote **out_zygote, syn_error *error);

/*
 * A new copy. `out_socket` leads to it and is the caller's to close; `out_pid` stays its name until syn_zygote_end. From any thread.
 * Returns SYN_OK, SYN_IO.
 */
SYN_MUST_CHECK syn_status syn_zygote_fork(syn_zygote *zygote, int *out_socket, pid_t *out_pid, syn_error *error);

/*
 * Ends a copy, if it has not ended, and tells how it ended (as waitpid does: SIGKILL when it was alive). From any thread.
 * Returns SYN_OK; SYN_IO when the zygote is gone, and the copy with it.
 */
SYN_MUST_CHECK syn_status syn_zygote_end(syn_zygote *zygote, pid_t pid, int *out_wait_status);

/* Ends the zygote and waits for it. Its copies are ended before. NULL is allowed. */
void syn_zygote_stop(syn_zygote **zygote);

#endif
