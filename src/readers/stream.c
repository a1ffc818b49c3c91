#include "readers/stream.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>

#include "base/memory.h"

enum { PIECE_BYTES = 64 * 1024 };

/* A stream that begins with bytes that were read from another already. */
typedef struct prefixed {
  FILE *rest;
  size_t size, at;
  char bytes[];
} prefixed;

static ssize_t prefixed_read(void *cookie, char *bytes, size_t size) {
  prefixed *stream = cookie;
  if (stream->at < stream->size) {
    size_t left = stream->size - stream->at;
    if (size > left) size = left;
    memcpy(bytes, stream->bytes + stream->at, size);
    stream->at += size;
    return (ssize_t)size;
  }
  size_t read = fread(bytes, 1, size, stream->rest);
  return read == 0 && ferror(stream->rest) ? -1 : (ssize_t)read;
}

static int prefixed_close(void *cookie) {
  prefixed *stream = cookie;
  int result = stream->rest == stdin ? 0 : fclose(stream->rest);
  syn_memory_free(stream);
  return result;
}

static syn_status prefix(FILE **stream, const char *bytes, size_t size) {
  prefixed *cookie = syn_memory_allocate(sizeof(*cookie) + size);
  if (cookie == NULL) return SYN_NO_MEMORY;
  cookie->rest = *stream;
  cookie->size = size;
  cookie->at = 0;
  memcpy(cookie->bytes, bytes, size);
  FILE *wrapped = fopencookie(cookie, "r", (cookie_io_functions_t){.read = prefixed_read, .close = prefixed_close});
  if (wrapped == NULL) {
    syn_memory_free(cookie);
    return SYN_NO_MEMORY;
  }
  *stream = wrapped;
  return SYN_OK;
}

syn_status syn_stream_peek(FILE **stream, char *out_bytes, size_t size, size_t *out_size) {
  off_t start = ftello(*stream);
  errno = 0;
  *out_size = fread(out_bytes, 1, size, *stream);
  if (ferror(*stream)) return SYN_IO;
  if (*stream != stdin && start != (off_t)-1 && fseeko(*stream, start, SEEK_SET) == 0) return SYN_OK;
  return prefix(stream, out_bytes, *out_size);
}

syn_status syn_stream_read_all(FILE *stream, syn_buffer *buffer) {
  for (;;) {
    size_t free_bytes = buffer->limit - buffer->size;
    size_t wanted = free_bytes < PIECE_BYTES ? free_bytes : PIECE_BYTES;
    if (wanted == 0) {
      if (getc(stream) != EOF) return SYN_LIMIT;
      return ferror(stream) ? SYN_IO : SYN_OK;
    }
    if (syn_buffer_reserve(buffer, wanted) != SYN_OK) return SYN_NO_MEMORY;
    errno = 0;
    size_t read = fread(buffer->data + buffer->size, 1, wanted, stream);
    buffer->size += read;
    if (read < wanted) return ferror(stream) ? SYN_IO : SYN_OK;
  }
}
