/*
 * Packer: bytes made smaller for keeping, and made whole again (Zstandard, one frame).
 *
 * A packer is working memory that is used again for each pack; one thread uses it at a time.
 */
#ifndef SYN_BASE_PACKER_H
#define SYN_BASE_PACKER_H

#include "base/arena.h"
#include "base/buffer.h"

typedef struct syn_packer syn_packer;

/* The caller destroys it. Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_packer_create(syn_packer **out_packer);
void syn_packer_destroy(syn_packer **packer);

/* Adds the packed bytes to `out_packed`. Returns SYN_OK, SYN_LIMIT (the buffer's), SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_packer_pack(syn_packer *packer, syn_text bytes, syn_buffer *out_packed);

/*
 * The `size` bytes that were packed, in the arena. Never makes more than that, whatever the frame says. Returns SYN_OK, SYN_BAD_INPUT (no
 * frame, a damaged one, or one of another size), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_unpack(syn_text packed, size_t size, syn_arena *arena, syn_text *out_bytes);

#endif
