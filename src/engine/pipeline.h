/*
 * Pipeline: the way of a page, from reader to records, by several threads, in the order of the input.
 *
 * The only place that knows the order of the stages.
 */
#ifndef SYN_ENGINE_PIPELINE_H
#define SYN_ENGINE_PIPELINE_H

#include "engine/engine_internal.h"

/* What became of one page. Lives until the consumer returns. */
typedef struct syn_pipeline_result {
  syn_status status; /* SYN_OK, or why this input gave no article: see `error` */
  syn_error error;
  bool is_known; /* the consumer's `knows` said so: only id and source are set. A consumer may set it late: the page then counts as known */
  syn_id id;
  syn_text source;
  syn_buffer article_line, facts_lines, sketch_line; /* records, each line ended by a newline */
} syn_pipeline_result;

typedef struct syn_pipeline_consumer {
  /* Whether this article needs no reading; may be NULL. Caller's thread. */
  syn_status (*knows)(void *context, syn_id id, bool *out_knows, syn_error *error);
  /* One page is done, failed ones too. Caller's thread, in the order of the input. Anything but SYN_OK stops the run. */
  syn_status (*consume)(void *context, syn_pipeline_result *result, syn_error *error);
  void *context;
} syn_pipeline_consumer;

/*
 * Reads all of `input`. Failed inputs are told to `observer` and counted; they do not stop the run. Returns SYN_OK, SYN_BAD_ARGUMENT,
 * SYN_NO_MEMORY, or what the consumer returned.
 */
SYN_MUST_CHECK syn_status syn_pipeline_run(const syn_engine *engine, const syn_input *input, const syn_pipeline_consumer *consumer,
                                           const syn_observer *observer, syn_progress *out_progress, syn_error *error);

#endif
