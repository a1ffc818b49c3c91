/*
 * Isolation: pages are parsed and read in processes that have no rights (sandbox.h), and what these answer is believed in nothing but
 * what they say of the page that they were given.
 *
 *     program (files, store, output) ── page ──► process (parsers, model) ── records ──► program (checks them)
 *
 * A page that ends its process, or holds it for too long, is one failed input: the process is replaced and the next page is read.
 * docs/isolation.md tells what this protects and what it does not.
 */
#ifndef SYN_ENGINE_ISOLATION_H
#define SYN_ENGINE_ISOLATION_H

#include "base/buffer.h"
#include "readers/reader.h"
#include "synoptic/engine.h"

/* The records of a page come in so many buffers: the article, its facts, its sketch, and, where they are asked for, its marks. */
enum { SYN_RECORD_LINES_ARTICLE, SYN_RECORD_LINES_FACTS, SYN_RECORD_LINES_SKETCH, SYN_RECORD_LINES_MARKS, SYN_RECORD_LINES_COUNT };

/* Where the records of one page go. */
typedef struct syn_record_lines {
  syn_buffer *buffers[SYN_RECORD_LINES_COUNT];
} syn_record_lines;

/* What is done in the processes. Each function may be called in any of them, one call at a time. */
typedef struct syn_isolated_job {
  /* Once, before any page: whatever would be loaded at the first page is loaded here. May be NULL. */
  void (*prepare)(void *context);
  /* Opens a parcel (readers/reader.h). NULL: as its reader does. */
  syn_status (*parse)(void *context, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error);
  /* The records of a page, into empty buffers. */
  syn_status (*read)(void *context, const syn_page *page, syn_arena *arena, const syn_record_lines *lines, syn_error *error);
  /* What cannot be in the answer, or NULL; in the program. NULL: the form of records is asked for (see syn_isolation_read). */
  const char *(*find_fault)(const syn_record_lines *lines);
  void *context;
} syn_isolated_job;

typedef struct syn_isolation_limits {
  unsigned work_seconds;      /* that a process may work on one page: 240 */
  unsigned wait_seconds;      /* that one page may take by the clock, however busy the machine is: 1200 */
  unsigned pages_per_process; /* after so many it is replaced by a fresh one: 256 */
  size_t memory_bytes;        /* that a process may take: 2 GiB more than it begins with */
  size_t page_memory_bytes;   /* that one page may take of it: 512 MiB */
} syn_isolation_limits;

extern const syn_isolation_limits syn_isolation_limits_default;

typedef struct syn_isolation_pool syn_isolation_pool;

/*
 * Makes the first process, others come when they are needed. Called from the thread that also closes the pool, before it starts others.
 * `caller_count`: how many threads will call at once. `job` and `limits` (NULL: default) are copied.
 * Returns SYN_OK; SYN_IO when no process can be made, or when `is_filter_required` and the system does not take the filter; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_isolation_open(const syn_isolated_job *job, unsigned caller_count, bool is_filter_required,
                                             const syn_isolation_limits *limits, syn_isolation_pool **out_pool, syn_error *error);

/* Ends all processes. NULL is allowed. */
void syn_isolation_close(syn_isolation_pool **pool);

/* How far the processes of this pool gave up their rights. */
syn_isolation_level syn_isolation_pool_level(const syn_isolation_pool *pool);

/*
 * The parser for syn_source_set_parser; `pool` as its context. Its page lies in `arena`. Errors name the parcel. Returns what the job's
 * `parse` returned; SYN_BAD_INPUT when it ended its process or answered what cannot be; SYN_LIMIT when it took too long; SYN_IO.
 */
SYN_MUST_CHECK syn_status syn_isolation_parse(void *pool, const syn_parcel *parcel, syn_arena *arena, syn_page *out_page, syn_error *error);

/*
 * Has a page read whose id is `id`. On success `lines` are records of that article in their form (records are JSON objects, one a line, and
 * name no other article); otherwise they are empty. From any thread. Returns what the job's `read` returned, or as syn_isolation_parse.
 */
SYN_MUST_CHECK syn_status syn_isolation_read(syn_isolation_pool *pool, const syn_page *page, syn_id id, const syn_record_lines *lines,
                                             syn_error *error);

#endif
