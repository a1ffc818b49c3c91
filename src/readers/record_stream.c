#include "readers/record_stream.h"

#include <string.h>

#include "base/memory.h"
#include "readers/unpacker.h"

enum { HEAD_BYTES = 64 * 1024 };

/* Every record of WARC begins with it. */
static const char mark[] = "WARC/";
enum { MARK_BYTES = sizeof mark - 1 };

struct syn_record_stream {
  syn_unpacker *unpacker;
  syn_text piece;       /* unpacked, not taken yet */
  bool has_lost_member; /* the unpacker failed in the member under way */
  bool is_at_mark;      /* the mark was taken already */
  bool has_new_member;  /* the piece is the first of its member */
  uint64_t head_offset; /* of the head read last, in a stream that is not packed */
  const char *fault;
};

syn_status syn_record_stream_open(FILE *file, syn_record_stream **out_stream) {
  syn_record_stream *stream = syn_memory_allocate(sizeof *stream);
  if (!stream) return SYN_NO_MEMORY;
  *stream = (syn_record_stream){0};
  if (syn_unpacker_open(file, &stream->unpacker) != SYN_OK) {
    syn_memory_free(stream);
    return SYN_NO_MEMORY;
  }
  *out_stream = stream;
  return SYN_OK;
}

void syn_record_stream_close(syn_record_stream **stream) {
  if (!*stream) return;
  syn_unpacker_close(&(*stream)->unpacker);
  syn_memory_free(*stream);
  *stream = NULL;
}

uint64_t syn_record_stream_offset(const syn_record_stream *stream) {
  return syn_unpacker_is_packed(stream->unpacker) ? syn_unpacker_member_offset(stream->unpacker) : stream->head_offset;
}

const char *syn_record_stream_fault(const syn_record_stream *stream) {
  return stream->fault ? stream->fault : "";
}

static syn_status fail(syn_record_stream *stream, syn_status status, const char *fault) {
  stream->fault = fault;
  return status;
}

/* The next piece, where the last one is used up. */
static syn_status need_piece(syn_record_stream *stream) {
  if (stream->piece.size > 0) return SYN_OK;
  stream->has_new_member = syn_unpacker_is_at_member_end(stream->unpacker);
  syn_status status = syn_unpacker_read(stream->unpacker, &stream->piece);
  if (status == SYN_OK) return status;
  stream->piece = (syn_text){0};
  if (status == SYN_BAD_INPUT || status == SYN_LIMIT) {
    stream->has_lost_member = true;
    stream->fault = syn_unpacker_fault(stream->unpacker);
  }
  return status;
}

static syn_text take(syn_record_stream *stream, size_t size) {
  syn_text taken = syn_text_slice(stream->piece, 0, size);
  stream->piece = syn_text_slice(stream->piece, taken.size, stream->piece.size);
  return taken;
}

/* Empty lines before a head. */
static syn_status skip_blank(syn_record_stream *stream) {
  for (;;) {
    syn_status status = need_piece(stream);
    if (status != SYN_OK) return status;
    size_t blank = 0;
    while (blank < stream->piece.size && (stream->piece.data[blank] == '\n' || stream->piece.data[blank] == '\r')) blank++;
    take(stream, blank);
    if (stream->piece.size > 0) return SYN_OK;
  }
}

/* Up to and with the line's end, into the buffer. */
static syn_status add_line(syn_record_stream *stream, size_t *left, syn_buffer *buffer) {
  for (;;) {
    syn_status status = need_piece(stream);
    if (status == SYN_NOT_FOUND) return fail(stream, SYN_BAD_INPUT, "it breaks off in the head of a record");
    if (status != SYN_OK) return status;
    const char *end = memchr(stream->piece.data, '\n', stream->piece.size);
    syn_text part = take(stream, end ? (size_t)(end - stream->piece.data) + 1 : stream->piece.size);
    if (part.size > *left) return fail(stream, SYN_LIMIT, "the head of a record is longer than 64 KiB");
    *left -= part.size;
    if (syn_buffer_add(buffer, part) != SYN_OK) return SYN_NO_MEMORY;
    if (end) return SYN_OK;
  }
}

syn_status syn_record_stream_head(syn_record_stream *stream, syn_buffer *buffer) {
  syn_status status = SYN_OK;
  size_t left = HEAD_BYTES, start = buffer->size;
  const size_t before = start, taken = stream->is_at_mark ? MARK_BYTES : 0;
  if (stream->is_at_mark)
    status = syn_buffer_add(buffer, syn_text_from(mark));
  else
    status = skip_blank(stream);
  stream->is_at_mark = false;
  stream->head_offset = syn_unpacker_offset(stream->unpacker) - stream->piece.size - taken;
  while (status == SYN_OK) {
    status = add_line(stream, &left, buffer);
    if (status != SYN_OK || !syn_text_starts_with(syn_text_slice(syn_buffer_text(buffer), before, buffer->size), syn_text_from(mark)))
      break;
    const size_t size = buffer->size - start;
    if (size == 1 || (size == 2 && buffer->data[start] == '\r')) break;
    start = buffer->size;
  }
  return status;
}

syn_status syn_record_stream_block(syn_record_stream *stream, uint64_t size, syn_buffer *buffer) {
  while (size > 0) {
    syn_status status = need_piece(stream);
    if (status == SYN_NOT_FOUND) return fail(stream, SYN_BAD_INPUT, "it breaks off in a record, or the length of the record is false");
    if (status != SYN_OK) return status;
    if (stream->has_new_member && syn_text_starts_with(stream->piece, syn_text_from(mark)))
      return fail(stream, SYN_BAD_INPUT, "its Content-Length is larger than what there is of it");
    stream->has_new_member = false;
    syn_text part = take(stream, size < stream->piece.size ? (size_t)size : stream->piece.size);
    size -= part.size;
    if (buffer && syn_buffer_add(buffer, part) != SYN_OK) return SYN_NO_MEMORY;
  }
  return SYN_OK;
}

syn_status syn_record_stream_find_next(syn_record_stream *stream) {
  size_t matched = 1; /* bytes of a line feed and the mark: a line was read last, or it does not matter */
  stream->is_at_mark = false;
  for (;;) {
    if (stream->has_lost_member) {
      stream->has_lost_member = false;
      return syn_unpacker_skip_member(stream->unpacker);
    }
    syn_status status = need_piece(stream);
    if (status == SYN_BAD_INPUT || status == SYN_LIMIT) continue; /* told already that here something is lost */
    if (status != SYN_OK) return status;
    if (stream->has_new_member) matched = 1;
    stream->has_new_member = false;
    for (size_t i = 0; i < stream->piece.size; i++) {
      const char byte = stream->piece.data[i];
      if (matched > 0 && byte == mark[matched - 1])
        matched++;
      else
        matched = byte == '\n';
      if (matched <= MARK_BYTES) continue;
      take(stream, i + 1);
      stream->is_at_mark = true;
      return SYN_OK;
    }
    stream->piece = (syn_text){0};
  }
}
