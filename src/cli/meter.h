/*
 * Meter: one line on standard error that tells how far a long job has come. It is shown only on a terminal that understands escape
 * sequences, and leaves nothing behind.
 *
 *     Reading  ━━━━━━━━━━━━━━━━━━━━━━━━━━────────────────  61 %  1,208 pages  84/s  0:09 left
 *     Reading  1,208 pages  12.4 MB  84/s  0:14           (where it is not known how much there is)
 *     Copying  ━━━━━━━━━━━━━━━━━━━━──────────────────────  48 %  12.4 MB  0:02 left           (bytes alone)
 *     Comparing 1,208 articles  0:03                      (work that cannot be counted)
 *
 * The line is as wide as the terminal at most: what is least needed goes first. A job of less than half a second shows nothing.
 */
#ifndef SYN_CLI_METER_H
#define SYN_CLI_METER_H

#include <pthread.h>
#include <stdbool.h>

#include "base/buffer.h"
#include "synoptic/engine.h"

/* How far a job has come, as the line tells it. */
typedef struct syn_meter_state {
  const char *phase; /* "Reading" */
  uint64_t page_count, failed_count;
  uint64_t bytes_read, bytes_total; /* total 0: unknown */
  double page_rate, byte_rate;      /* a second; 0: not known yet */
  double elapsed;                   /* seconds */
} syn_meter_state;

/* Writes the line, of at most `width` columns, to the end of `line`. */
void syn_meter_format(const syn_meter_state *state, unsigned width, bool has_unicode, syn_buffer *line);

typedef struct syn_meter {
  bool is_enabled; /* standard error is a capable terminal */
  bool is_drawn;   /* the line is there */
  bool has_unicode;
  syn_meter_state state;
  double started, drawn, sampled; /* seconds of the monotonic clock */
  uint64_t sampled_pages, sampled_bytes;
  char waiting_for[80];       /* what is being waited for */
  bool is_waiting, has_ended; /* the thread that tells of work without steps runs; is to stop */
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t wakes;
} syn_meter;

/* Sets up a meter and begins to count the time. */
void syn_meter_open(syn_meter *meter, const char *phase);

/* Tells how far the job has come; draws at most ten times a second. */
void syn_meter_update(syn_meter *meter, const syn_progress *progress);

/* Takes the line away, so that something can be printed; the next update draws it again. */
void syn_meter_hide(syn_meter *meter);

/* Work without steps begins and ends: where it takes more than a second, the line names it, with the time that has passed. */
void syn_meter_begin_wait(syn_meter *meter, const char *what);
void syn_meter_end_wait(syn_meter *meter);

#endif
