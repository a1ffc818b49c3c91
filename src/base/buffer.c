#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

enum { FIRST_CAPACITY = 256 };

void syn_buffer_init(syn_buffer *buffer, size_t limit_bytes) {
  *buffer = (syn_buffer){.limit = limit_bytes};
}

void syn_buffer_clear(syn_buffer *buffer) {
  syn_memory_free(buffer->data);
  *buffer = (syn_buffer){.limit = buffer->limit};
}

void syn_buffer_reset(syn_buffer *buffer) {
  buffer->size = 0;
  buffer->status = SYN_OK;
}

syn_status syn_buffer_reserve(syn_buffer *buffer, size_t extra) {
  if (buffer->status != SYN_OK) return buffer->status;
  if (extra > buffer->limit - buffer->size) return buffer->status = SYN_LIMIT;
  size_t wanted = buffer->size + extra;
  if (wanted <= buffer->capacity && buffer->data) return SYN_OK;
  size_t capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;
  while (capacity < wanted) capacity = capacity > buffer->limit / 2 ? buffer->limit : capacity * 2;
  /* One byte more than the capacity: syn_buffer_format writes a NUL that does not count. */
  char *data = capacity == SIZE_MAX ? NULL : syn_memory_reallocate(buffer->data, capacity + 1);
  if (!data) return buffer->status = SYN_NO_MEMORY;
  buffer->data = data;
  buffer->capacity = capacity;
  return SYN_OK;
}

syn_status syn_buffer_add(syn_buffer *buffer, syn_text text) {
  if (text.size == 0) return buffer->status;
  if (syn_buffer_reserve(buffer, text.size) != SYN_OK) return buffer->status;
  memcpy(buffer->data + buffer->size, text.data, text.size);
  buffer->size += text.size;
  return SYN_OK;
}

syn_status syn_buffer_add_byte(syn_buffer *buffer, char byte) {
  if (syn_buffer_reserve(buffer, 1) != SYN_OK) return buffer->status;
  buffer->data[buffer->size++] = byte;
  return SYN_OK;
}

syn_status syn_buffer_add_codepoint(syn_buffer *buffer, uint32_t codepoint) {
  char bytes[SYN_UTF8_MAXIMUM_BYTES];
  size_t size = syn_utf8_encode(codepoint, bytes);
  return syn_buffer_add(buffer, (syn_text){bytes, size});
}

syn_status syn_buffer_format(syn_buffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments); /* negative: longer than an int can say */
  if (length < 0) {
    if (buffer->status == SYN_OK) buffer->status = SYN_LIMIT;
  } else if (syn_buffer_reserve(buffer, (size_t)length) == SYN_OK) {
    vsnprintf(buffer->data + buffer->size, (size_t)length + 1, format, again);
    buffer->size += (size_t)length;
  }
  va_end(again);
  va_end(arguments);
  return buffer->status;
}

syn_text syn_buffer_text(const syn_buffer *buffer) {
  return (syn_text){buffer->data, buffer->size};
}
