/*
 * Record stream: heads and blocks of records that follow each other in a stream, packed or not (WARC, ARC).
 *
 * What fails is told by status, and by syn_record_stream_fault; offsets have 64 bits. A failure of SYN_BAD_INPUT or SYN_LIMIT leaves the
 * stream where syn_record_stream_find_next can go on from.
 */
#ifndef SYN_READERS_RECORD_STREAM_H
#define SYN_READERS_RECORD_STREAM_H

#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"

typedef struct syn_record_stream syn_record_stream;

/* `stream` stays the caller's. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_record_stream_open(FILE *stream, syn_record_stream **out_stream);

/*
 * Adds to `buffer` the next line that is not empty, and, where it begins a record of WARC, those behind it up to and with a blank one.
 * Returns SYN_OK; SYN_NOT_FOUND at the end of the stream; SYN_LIMIT (longer than 64 KiB); SYN_BAD_INPUT; SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_record_stream_head(syn_record_stream *stream, syn_buffer *buffer);

/*
 * Takes `size` bytes, into `buffer` or, where that is NULL, to nowhere. Returns SYN_OK; SYN_BAD_INPUT where the stream ends before, or
 * another record of WARC begins before; SYN_LIMIT; SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_record_stream_block(syn_record_stream *stream, uint64_t size, syn_buffer *buffer);

/*
 * Behind a block of WARC: whether two empty lines follow, or a record, or the stream or its member ends. Returns SYN_OK; SYN_BAD_INPUT
 * where something else stands there: the length that was taken is false.
 */
SYN_MUST_CHECK syn_status syn_record_stream_block_end(syn_record_stream *stream);

/*
 * Goes on at the next line that begins a record of WARC, or the next packed member. After a block whose length was false that is the first
 * such line in it, where no more than 16 MiB followed that line. Returns SYN_OK, SYN_NOT_FOUND, SYN_IO. */
SYN_MUST_CHECK syn_status syn_record_stream_find_next(syn_record_stream *stream);

/* Where the record read last begins in the stream: of a packed one, where its member begins. */
uint64_t syn_record_stream_offset(const syn_record_stream *stream);

/* What is wrong, after SYN_BAD_INPUT or SYN_LIMIT; static. */
const char *syn_record_stream_fault(const syn_record_stream *stream);

void syn_record_stream_close(syn_record_stream **stream);

#endif
