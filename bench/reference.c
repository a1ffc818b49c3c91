#include "reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

enum {
  REFERENCE_BYTES = 64 << 20,
  CHASE_BITS = 23, /* 8 Mi numbers: 32 MiB, more than a core's caches */
  CHASE_STEPS = 4 << 20
};

double bench_now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double bench_loop_seconds(void) {
  double start = bench_now();
  volatile uint64_t hash = 14695981039346656037u;
  uint64_t value = hash;
  for (uint64_t i = 0; i < REFERENCE_BYTES; i++) value = (value ^ (i & 255)) * 1099511628211u;
  hash = value;
  return bench_now() - start;
}

/* The numbers are a full cycle (a linear congruence with these factors visits all), in no order that a processor foresees. */
double bench_chase_seconds(void) {
  const uint32_t mask = (1u << CHASE_BITS) - 1;
  uint32_t *next = malloc(((size_t)mask + 1) * sizeof(*next));
  if (next == NULL) return 0;
  for (uint32_t i = 0; i <= mask; i++) next[i] = (i * 1664525u + 1013904223u) & mask;
  double start = bench_now();
  volatile uint32_t end = 0;
  uint32_t at = end;
  for (uint32_t step = 0; step < CHASE_STEPS; step++) at = next[at];
  end = at;
  double seconds = bench_now() - start;
  free(next);
  return seconds;
}

void bench_keep_least(double *least, double seconds) {
  if (*least == 0 || seconds < *least) *least = seconds;
}
