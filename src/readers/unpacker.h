/*
 * Unpacker: the bytes of a stream that may be packed: plain, gzip (one member or many), zstd (one frame or many, also with the dictionary
 * that WARC files carry in a first skippable frame). Memory does not grow with the stream.
 *
 * A member is what is packed on its own, in gzip and zstd; a plain stream is one member.
 */
#ifndef SYN_READERS_UNPACKER_H
#define SYN_READERS_UNPACKER_H

#include <stdint.h>
#include <stdio.h>

#include "synoptic/text.h"

typedef struct syn_unpacker syn_unpacker;

/* The stream stays the caller's. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_unpacker_open(FILE *stream, syn_unpacker **out_unpacker);

/*
 * The next bytes, at least one, of one member only; they live until the next call. Returns SYN_OK; SYN_NOT_FOUND at the end; SYN_BAD_INPUT
 * where the stream is damaged or breaks off, SYN_LIMIT where a member unpacks to far more than it can be worth (syn_unpacker_fault says
 * what; go on with syn_unpacker_skip_member); SYN_IO; SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_unpacker_read(syn_unpacker *unpacker, syn_text *out_bytes);

/* Whether the bytes read last are the last of their member: only after them may another begin. */
bool syn_unpacker_is_at_member_end(const syn_unpacker *unpacker);

/* Whether the member under way, or read last, is packed. */
bool syn_unpacker_is_packed(const syn_unpacker *unpacker);

/* Where the member under way begins in the stream. */
uint64_t syn_unpacker_member_offset(const syn_unpacker *unpacker);

/* Bytes of the stream before its end or what stopped it. */
uint64_t syn_unpacker_offset(const syn_unpacker *unpacker);

/* Bytes that are still to come of a file that is not packed; UINT64_MAX where that cannot be known: of a pipe, and of what is packed. */
uint64_t syn_unpacker_left(const syn_unpacker *unpacker);

/* What is wrong, after a failure; static. */
const char *syn_unpacker_fault(const syn_unpacker *unpacker);

/*
 * After a failure: goes on at the next bytes that begin like a member. Returns SYN_OK; SYN_NOT_FOUND where none does; SYN_IO.
 */
SYN_MUST_CHECK syn_status syn_unpacker_skip_member(syn_unpacker *unpacker);

void syn_unpacker_close(syn_unpacker **unpacker);

/* The first bytes of what a packed stream that begins with `beginning` holds: for recognising. Returns how many were written. */
size_t syn_unpacker_peek(syn_text beginning, char *out_bytes, size_t size);

#endif
