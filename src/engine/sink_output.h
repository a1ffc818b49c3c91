/*
 * Sink output: a finished text handed to who asked for it.
 */
#ifndef SYN_ENGINE_SINK_OUTPUT_H
#define SYN_ENGINE_SINK_OUTPUT_H

#include "base/buffer.h"
#include "synoptic/engine.h"

/* Hands the buffer to the sink, and clears it. Returns SYN_OK, what the buffer failed with, or SYN_IO from the sink; `error` then says so.
 */
SYN_MUST_CHECK syn_status syn_sink_pour(syn_buffer *buffer, const syn_sink *sink, syn_error *error);

#endif
