/*
 * Payload: the bytes of an HTTP message without the codings that it was sent in: chunks, gzip, deflate, brotli, zstd.
 *
 * Many archives keep the headers of the message with bytes that were unpacked already, so a coding that the bytes do not show is taken for
 * undone.
 */
#ifndef SYN_READERS_PAYLOAD_H
#define SYN_READERS_PAYLOAD_H

#include "base/arena.h"

/*
 * Undoes `coding` (the value of Transfer-Encoding or Content-Encoding). What comes out has at most `limit_bytes`; it lies in `arena`, or is
 * a slice of `bytes`. Returns SYN_OK; SYN_BAD_INPUT, SYN_LIMIT (`*out_fault`, static, says what is wrong); SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_payload_decode(syn_text bytes, syn_text coding, size_t limit_bytes, syn_arena *arena, syn_text *out_bytes,
                                             const char **out_fault);

#endif
