/*
 * Robots: what a host's robots.txt asks of a program that fetches (RFC 9309).
 *
 * What is kept are the rules of the groups that name the program, else of those for all ("*"); memory grows with these alone.
 */
#ifndef SYN_FETCH_ROBOTS_H
#define SYN_FETCH_ROBOTS_H

#include "base/buffer.h"

enum { SYN_ROBOTS_BYTES = 500 * 1024 /* of the file; what comes after is not read */ };

typedef struct syn_robots {
  syn_buffer rules;        /* lines: '+' allows or '-' forbids, the pattern in its canonical form */
  syn_buffer sitemaps;     /* lines: addresses as stated */
  uint32_t crawl_delay_ms; /* 0: not stated */
} syn_robots;

/* Reads a file for a program named `product` ("synoptic"). What is no rule is passed over. The caller clears `out_robots`. Returns SYN_OK,
 * SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_robots_parse(syn_text bytes, syn_text product, syn_robots *out_robots);
void syn_robots_clear(syn_robots *robots);

/* Whether `path` (from the first slash, with the query) may be asked for. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_robots_check(const syn_robots *robots, syn_text path, bool *out_is_allowed);

#endif
