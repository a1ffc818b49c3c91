/*
 * Reference: what a figure is held against, so that those of two machines can be compared (bench/README.md): the processor time of this
 * process, and two loops that never change.
 */
#ifndef SYN_BENCH_REFERENCE_H
#define SYN_BENCH_REFERENCE_H

/* Seconds of processor time, user and system, so far. */
double bench_now(void);

/* Seconds of a loop within the processor's registers: FNV-1a over 64 MiB. */
double bench_loop_seconds(void);

/* Seconds of one that waits for memory: 4 Mi steps through 32 MiB, each to where the last one says. 0: no memory. */
double bench_chase_seconds(void);

/* Makes `*least` the smaller of the two; a `*least` of 0 is none yet. */
void bench_keep_least(double *least, double seconds);

#endif
