/*
 * Inflate: one gzip member, zlib stream or raw deflate stream after the other (RFC 1950 to 1952), by ISA-L where the program is built with
 * it, else by zlib. Checksums are verified.
 */
#ifndef SYN_READERS_INFLATE_H
#define SYN_READERS_INFLATE_H

#include "synoptic/text.h"

typedef enum syn_inflate_form { SYN_INFLATE_GZIP, SYN_INFLATE_ZLIB, SYN_INFLATE_RAW } syn_inflate_form;

typedef struct syn_inflate syn_inflate;

/* Returns SYN_OK, SYN_NO_MEMORY. */
SYN_MUST_CHECK syn_status syn_inflate_create(syn_inflate_form form, syn_inflate **out_inflate);

/* Begins another stream. */
void syn_inflate_begin(syn_inflate *inflate);

/*
 * Unpacks from `input` into `output` and moves both behind what was used. `*out_is_done`: the stream is at its end; `input` begins behind
 * it. Before the end, input that is not used up means that `output` is full. Returns SYN_OK, SYN_BAD_INPUT, SYN_NO_MEMORY.
 *
 * The 8 bytes before `input` must be those that were given last, where there were any: what was read ahead is given back.
 */
SYN_MUST_CHECK syn_status syn_inflate_step(syn_inflate *inflate, syn_text *input, char **output, size_t *output_size, bool *out_is_done);

void syn_inflate_destroy(syn_inflate **inflate);

#endif
