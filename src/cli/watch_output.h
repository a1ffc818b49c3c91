/*
 * Watch output: what `synoptic watch` shows: lines of what happens, or of JSON; on a terminal also one line, on standard error, that tells
 * how things stand and leaves nothing behind; a table of what is watched.
 */
#ifndef SYN_CLI_WATCH_OUTPUT_H
#define SYN_CLI_WATCH_OUTPUT_H

#include "base/buffer.h"
#include "cli/command.h"
#include "synoptic/watch.h"

typedef struct syn_watch_output {
  bool as_json;
  bool has_line; /* standard error is a capable terminal */
  bool is_drawn; /* the line is there */
  double drawn;  /* seconds of the monotonic clock */
} syn_watch_output;

void syn_watch_output_init(syn_watch_output *output, bool as_json);
void syn_watch_output_event(syn_watch_output *output, const syn_watch_event *event);
void syn_watch_output_progress(syn_watch_output *output, const syn_watch_progress *progress);

/* Takes the line away, and says what was done. */
void syn_watch_output_end(syn_watch_output *output, const syn_watch_progress *progress, bool was_interrupted);

/* Writes the line of progress, of at most `width` columns, to the end of `line`. */
void syn_watch_output_format(const syn_watch_progress *progress, unsigned width, syn_buffer *line);

/* What is watched, as a table or as lines of JSON. */
void syn_watch_output_list(const syn_watched_list *list, bool as_json, const char *color);

#endif
