/*
 * Digests: short names for bytes, the same on every machine (XXH3, 128 bits, big-endian).
 *
 * Fast, not cryptographic: they name things, they do not prove who wrote them.
 */
#ifndef SYN_BASE_DIGEST_H
#define SYN_BASE_DIGEST_H

#include "synoptic/id.h"

enum { SYN_DIGEST_TEXT_SIZE = 33 };

typedef struct syn_digest {
  uint8_t bytes[16];
} syn_digest;

syn_digest syn_digest_of(syn_text bytes);

/* 32 hexadecimal digits and a NUL. */
void syn_digest_format(syn_digest digest, char out_text[SYN_DIGEST_TEXT_SIZE]);

/*
 * The id of something that is made of parts: the first 80 bits of the digest of the parts,
 * each preceded by its length, so that ("ab","c") and ("a","bc") differ. `kind` separates
 * what would otherwise coincide ("quote" and "quantity" of the same words).
 */
syn_id syn_digest_id(const char *kind, const syn_text *parts, size_t part_count);

#endif
