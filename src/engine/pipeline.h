/*
 * Pipeline: the way of a page, from reader to records, by several threads, in the order of the input.
 *
 * The only place that knows the order of the stages.
 */
#ifndef SYN_ENGINE_PIPELINE_H
#define SYN_ENGINE_PIPELINE_H

#include "engine/engine_internal.h"
#include "records/capture.h"

/* What became of one page. Lives until the consumer returns. */
typedef struct syn_pipeline_result {
  syn_status status; /* SYN_OK, or why this input gave no article: see `error` */
  syn_error error;
  bool is_known; /* the consumer says so: the article needs no reading. A consumer may set it late: the page then counts as known */
  bool wants_capture, wants_bytes; /* the consumer says so: what it keeps of the page */
  syn_text recurring;              /* the consumer says so: what the page's site has taught; lives until the run ends */
  syn_id id;
  syn_text source, captured, url; /* of the page, as its carrier states them */
  syn_text file_name;             /* of the input; the message of one that failed before it was a page begins with it, or with a path */
  size_t number;                  /* of the input's path that it belongs to, from 0 */
  syn_capture capture;            /* of the page, where it is wanted; `read` is for the consumer to set */
  syn_buffer article_line, facts_lines, sketch_line; /* records, each line ended by a newline; or article_line the article in CoNLL-U */
  syn_buffer marks_line;                             /* where the consumer wants it */
} syn_pipeline_result;

typedef struct syn_pipeline_consumer {
  /* Sets is_known, wants_capture, wants_bytes and recurring of a page with its id, source, captured and url; NULL: it is read, and that
   * is all. Caller's thread. */
  syn_status (*look)(void *context, syn_pipeline_result *result, syn_error *error);
  /* One page is done, failed ones too. Caller's thread, in the order of the input. Anything but SYN_OK stops the run. */
  syn_status (*consume)(void *context, syn_pipeline_result *result, syn_error *error);
  bool as_conllu;   /* the article in CoNLL-U instead of records */
  bool wants_marks; /* what pages give to the profiles of their sites; else they are read each on its own */
  void *context;
} syn_pipeline_consumer;

/* The processes that read pages, for several runs; where the engine wants none, or none can be had, pages are read in this process. */
typedef struct syn_pipeline_readers syn_pipeline_readers;

/* From the thread that also closes them, before it starts others. Returns SYN_OK, SYN_IO, SYN_BAD_INPUT, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_pipeline_readers_open(const syn_engine *engine, syn_pipeline_readers **out_readers, syn_error *error);

/* See isolation.h. NULL: there are none. */
struct syn_isolation_pool *syn_pipeline_readers_pool(const syn_pipeline_readers *readers);
void syn_pipeline_readers_close(syn_pipeline_readers **readers);

/* Where pages come from, if not from an input. Caller's thread. */
typedef struct syn_pipeline_feed {
  /* As syn_source_next. */
  syn_status (*next)(void *context, syn_arena *arena, syn_page *out_page, syn_error *error);
  /* As syn_source_progress. */
  void (*tell)(const void *context, uint64_t *out_read, uint64_t *out_total);
  /* As syn_source_number; may be NULL. */
  size_t (*number)(const void *context);
  /* As syn_source_file_name; may be NULL. */
  syn_text (*file_name)(const void *context);
  void *context;
  syn_pipeline_readers *readers; /* NULL: made for the run */
} syn_pipeline_feed;

/*
 * Reads all of `input`. Failed inputs are told to `observer` and counted; they do not stop the run. Returns SYN_OK, SYN_BAD_ARGUMENT,
 * SYN_NO_MEMORY, or what the consumer returned.
 */
SYN_MUST_CHECK syn_status syn_pipeline_run(const syn_engine *engine, const syn_input *input, const syn_pipeline_consumer *consumer,
                                           const syn_observer *observer, syn_progress *out_progress, syn_error *error);

/* The same for pages that are fed. */
SYN_MUST_CHECK syn_status syn_pipeline_run_feed(const syn_engine *engine, const syn_pipeline_feed *feed,
                                                const syn_pipeline_consumer *consumer, const syn_observer *observer,
                                                syn_progress *out_progress, syn_error *error);

#endif
