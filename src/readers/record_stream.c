/*
 * How it works: pieces come from the unpacker, and heads and blocks are taken off them. A length that is too large covers the records
 * behind it. That shows only where it ends: no record begins there. So that they are not lost, what follows the first line of a block that
 * begins like a record is kept until the block ends well, and read again where it does not. A file whose rest is shorter than the length
 * needs no such wait. An archive in a record is no damage: its record ends where it says.
 */
#include "readers/record_stream.h"

#include <string.h>

#include "base/memory.h"
#include "readers/unpacker.h"

enum {
  HEAD_BYTES = 64 * 1024,
  LINES_BEHIND = 2,       /* empty ones end a block, whatever follows */
  SEEN_BYTES = 16 << 20,  /* kept of a block behind the first mark in it */
  AGAIN_BYTES = 256 << 20 /* read again of one stream: many false lengths are not to cost its bytes many times */
};

/* Every record of WARC begins with it, on a line of its own. */
static const char line_mark[] = "\nWARC/";
static const char *const mark = line_mark + 1;
enum { MARK_BYTES = sizeof line_mark - 2 };
#define MARK ((syn_text){mark, MARK_BYTES})

struct syn_record_stream {
  syn_unpacker *unpacker;
  syn_text piece;       /* unpacked, not taken yet */
  syn_text after;       /* what comes behind it, where it is read again */
  syn_buffer seen;      /* of the block under way, from the first mark in it */
  syn_buffer again;     /* what is read again */
  uint64_t again_bytes; /* in all */
  size_t matched;       /* bytes of a line feed and the mark at the end of what was taken of the block */
  bool is_watched;      /* the block under way: other records may be in it */
  bool is_false;        /* its length goes beyond the end of the file */
  bool has_way_on;      /* the next record was found already */
  syn_status pending;   /* a failure that is to be told at the next piece */
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
  syn_buffer_init(&stream->seen, SEEN_BYTES);
  syn_buffer_init(&stream->again, SEEN_BYTES);
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
  syn_buffer_clear(&(*stream)->seen);
  syn_buffer_clear(&(*stream)->again);
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
  if (stream->after.size > 0) {
    stream->piece = stream->after;
    stream->after = (syn_text){0};
    return SYN_OK;
  }
  syn_status status = stream->pending;
  stream->pending = SYN_OK;
  if (status != SYN_OK) return status;
  stream->has_new_member = syn_unpacker_is_at_member_end(stream->unpacker);
  status = syn_unpacker_read(stream->unpacker, &stream->piece);
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

/* --- what a false length covers --- */

/* Behind the first mark that begins a line of the bytes, or that they end; SIZE_MAX where there is none. */
static size_t find_mark(syn_text bytes, size_t *matched) {
  size_t at = 0;
  while (*matched > 0 && *matched <= MARK_BYTES && at < bytes.size && bytes.data[at] == line_mark[*matched]) {
    at++;
    ++*matched;
  }
  if (*matched > MARK_BYTES) return at;
  if (at == bytes.size) return SIZE_MAX;
  *matched = 0;
  const char *const last = bytes.data + bytes.size;
  for (const char *found = bytes.data + 1; found < last && (found = memchr(found, mark[0], (size_t)(last - found))); found++)
    if (found[-1] == '\n' && (size_t)(last - found) >= MARK_BYTES && memcmp(found, mark, MARK_BYTES) == 0)
      return (size_t)(found - bytes.data) + MARK_BYTES;
  for (size_t size = bytes.size < MARK_BYTES ? bytes.size : MARK_BYTES; size > 0 && *matched == 0; size--)
    if (memcmp(bytes.data + bytes.size - size, line_mark, size) == 0) *matched = size;
  return SIZE_MAX;
}

/* Keeps what may be records behind a false length. */
static void watch(syn_record_stream *stream, syn_text part) {
  syn_status status = SYN_OK;
  if (stream->seen.size > 0) {
    status = syn_buffer_add(&stream->seen, part);
  } else {
    const size_t end = find_mark(part, &stream->matched);
    if (end == SIZE_MAX) return;
    status = syn_buffer_add(&stream->seen, MARK);
    if (status == SYN_OK) status = syn_buffer_add(&stream->seen, syn_text_slice(part, end, part.size));
  }
  if (status == SYN_OK) return;
  syn_buffer_reset(&stream->seen); /* too far away */
  stream->is_watched = false;
}

/* --- heads --- */

/* Empty lines before a head; adds how many to `*lines`. */
static syn_status skip_blank(syn_record_stream *stream, size_t *lines) {
  for (;;) {
    syn_status status = need_piece(stream);
    if (status != SYN_OK) return status;
    size_t blank = 0;
    for (; blank < stream->piece.size && (stream->piece.data[blank] == '\n' || stream->piece.data[blank] == '\r'); blank++)
      *lines += stream->piece.data[blank] == '\n';
    const syn_text taken = take(stream, blank);
    if (stream->seen.size > 0) watch(stream, taken);
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

static void start_block(syn_record_stream *stream) {
  syn_buffer_reset(&stream->seen);
  stream->matched = 1; /* the head ends in a line feed */
  stream->is_false = stream->has_way_on = false;
}

syn_status syn_record_stream_head(syn_record_stream *stream, syn_buffer *buffer) {
  syn_status status = SYN_OK;
  size_t left = HEAD_BYTES, start = buffer->size;
  const size_t before = start, taken = stream->is_at_mark ? MARK_BYTES : 0;
  if (stream->is_at_mark)
    status = syn_buffer_add(buffer, MARK);
  else
    status = skip_blank(stream, &(size_t){0});
  stream->is_at_mark = false;
  stream->is_watched = !syn_unpacker_is_packed(stream->unpacker) || !stream->has_new_member;
  stream->head_offset = syn_unpacker_offset(stream->unpacker) - stream->piece.size - stream->after.size - taken;
  start_block(stream);
  while (status == SYN_OK) {
    status = add_line(stream, &left, buffer);
    if (status != SYN_OK || !syn_text_starts_with(syn_text_slice(syn_buffer_text(buffer), before, buffer->size), MARK)) break;
    const size_t size = buffer->size - start;
    if (size == 1 || (size == 2 && buffer->data[start] == '\r')) break;
    start = buffer->size;
  }
  if (stream->piece.size > 0) stream->has_new_member = false;
  return status;
}

/* --- blocks --- */

static syn_status fail_length(syn_record_stream *stream) {
  return fail(stream, SYN_BAD_INPUT, "its Content-Length is larger than what there is of it");
}

/* One piece of the block; its size is taken off `*size`. */
static syn_status take_block(syn_record_stream *stream, uint64_t *size, syn_buffer *buffer) {
  syn_status status = need_piece(stream);
  if (status == SYN_NOT_FOUND) return fail(stream, SYN_BAD_INPUT, "it breaks off in a record, or the length of the record is false");
  if (status != SYN_OK) return status;
  if (stream->has_new_member && syn_text_starts_with(stream->piece, MARK)) {
    syn_buffer_reset(&stream->seen);
    return fail_length(stream);
  }
  stream->has_new_member = false;
  syn_text part = take(stream, *size < stream->piece.size ? (size_t)*size : stream->piece.size);
  *size -= part.size;
  if (stream->is_false) {
    const size_t end = find_mark(part, &stream->matched);
    if (end != SIZE_MAX) {
      stream->piece = (syn_text){part.data + end, part.size - end + stream->piece.size};
      stream->has_way_on = true;
      return fail_length(stream);
    }
  } else if (stream->is_watched) {
    watch(stream, part);
  }
  return buffer && syn_buffer_add(buffer, part) != SYN_OK ? SYN_NO_MEMORY : SYN_OK;
}

syn_status syn_record_stream_block(syn_record_stream *stream, uint64_t size, syn_buffer *buffer) {
  syn_status status = SYN_OK;
  if (stream->is_watched && !stream->is_false && size > stream->piece.size + stream->after.size)
    stream->is_false = size - stream->piece.size - stream->after.size > syn_unpacker_left(stream->unpacker);
  if (stream->is_false && stream->seen.size > 0) return fail_length(stream);
  while (status == SYN_OK && size > 0) status = take_block(stream, &size, buffer);
  return status;
}

syn_status syn_record_stream_block_end(syn_record_stream *stream) {
  if (stream->piece.size > 0) stream->has_new_member = false;
  size_t lines = 0;
  syn_status status = skip_blank(stream, &lines);
  if (status == SYN_NOT_FOUND || stream->has_new_member || lines >= LINES_BEHIND) return SYN_OK;
  if (status != SYN_OK) stream->pending = status; /* of what comes next */
  if (status != SYN_OK) return SYN_OK;
  const size_t size = stream->piece.size < MARK_BYTES ? stream->piece.size : MARK_BYTES;
  if (memcmp(stream->piece.data, mark, size) == 0) return SYN_OK;
  if (lines > 0) stream->matched = 1;
  return fail(stream, SYN_BAD_INPUT, "its Content-Length is false: no record begins where it ends");
}

/* --- the way on --- */

/* Back to the first mark in the block that was taken; false: there is none, or it was done too often. */
static bool go_back(syn_record_stream *stream) {
  const char *again = stream->again.data;
  const bool is_again = stream->piece.size > 0 && again && stream->piece.data >= again && stream->piece.data <= again + stream->again.size;
  bool can = stream->seen.size > 0 && stream->again_bytes + stream->seen.size <= AGAIN_BYTES;
  if (can && is_again) can = syn_buffer_add(&stream->seen, stream->piece) == SYN_OK;
  if (!can) {
    syn_buffer_reset(&stream->seen);
    return false;
  }
  if (!is_again && stream->piece.size > 0) stream->after = stream->piece;
  const syn_buffer read = stream->again;
  stream->again = stream->seen;
  stream->seen = read;
  syn_buffer_reset(&stream->seen);
  stream->again_bytes += stream->again.size;
  stream->piece = syn_text_slice(syn_buffer_text(&stream->again), MARK_BYTES, stream->again.size);
  stream->has_new_member = false;
  return true;
}

syn_status syn_record_stream_find_next(syn_record_stream *stream) {
  size_t matched = stream->matched > 1 ? stream->matched : 1; /* a line was read last, or it does not matter */
  stream->matched = 0;
  stream->is_at_mark = stream->has_way_on || go_back(stream);
  stream->has_way_on = false;
  if (stream->is_at_mark) return SYN_OK;
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
    const size_t end = find_mark(stream->piece, &matched);
    if (end != SIZE_MAX) {
      take(stream, end);
      stream->is_at_mark = true;
      return SYN_OK;
    }
    stream->piece = (syn_text){0};
  }
}
