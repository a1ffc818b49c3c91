/*
 * Stream: what a reader may do with the FILE that it is given, within limits.
 */
#ifndef SYN_READERS_STREAM_H
#define SYN_READERS_STREAM_H

#include <stdio.h>

#include "base/buffer.h"

/*
 * Reads up to `size` bytes into `out_bytes` and makes `*stream` begin with them again (a pipe is wrapped
 * for that; closing the new stream closes the old). Returns SYN_OK, SYN_IO (errno tells why), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_stream_peek(FILE **stream, char *out_bytes, size_t size, size_t *out_size);

/* Reads all that is left into `buffer`. Returns SYN_OK, SYN_LIMIT (more than the buffer takes), SYN_IO (errno tells why), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_stream_read_all(FILE *stream, syn_buffer *buffer);

#endif
