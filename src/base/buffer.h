/*
 * Buffer: bytes on the heap that grow up to a limit.
 *
 * For output whose size is not known. A failed addition leaves the buffer as it was and
 * makes every later one fail too, so that a caller may check once at the end.
 */
#ifndef SYN_BASE_BUFFER_H
#define SYN_BASE_BUFFER_H

#include "synoptic/status.h"
#include "synoptic/text.h"

typedef struct syn_buffer {
  char *data;
  size_t size, capacity, limit; /* bytes */
  syn_status status;            /* SYN_OK, or why an addition failed: SYN_LIMIT, SYN_NO_MEMORY */
} syn_buffer;

/* An empty buffer of at most `limit_bytes`; syn_buffer_clear frees it. */
void syn_buffer_init(syn_buffer *buffer, size_t limit_bytes);

/* Frees the bytes and forgets a failure; the limit stays. */
void syn_buffer_clear(syn_buffer *buffer);

/* Keeps the memory, forgets the bytes and a failure. */
void syn_buffer_reset(syn_buffer *buffer);

/* Makes place for `extra` bytes. Returns the buffer's status. */
syn_status syn_buffer_reserve(syn_buffer *buffer, size_t extra);

/* Each returns the buffer's status: SYN_OK, SYN_LIMIT, SYN_NO_MEMORY. */
syn_status syn_buffer_add(syn_buffer *buffer, syn_text text);
syn_status syn_buffer_add_byte(syn_buffer *buffer, char byte);
syn_status syn_buffer_add_codepoint(syn_buffer *buffer, uint32_t codepoint);
syn_status syn_buffer_format(syn_buffer *buffer, const char *format, ...) SYN_PRINTF(2, 3);

/* What the buffer holds; valid until the next addition. */
syn_text syn_buffer_text(const syn_buffer *buffer);

#endif
