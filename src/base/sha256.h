/*
 * SHA-256 of bytes: proves to others which bytes were read (FIPS 180-4; any `sha256sum` gives the same).
 *
 * Ids and other names within this program are made by base/digest.h, which is faster and proves nothing.
 */
#ifndef SYN_BASE_SHA256_H
#define SYN_BASE_SHA256_H

#include "synoptic/text.h"

enum { SYN_SHA256_TEXT_SIZE = 65 };

/* 64 lower-case hexadecimal digits and a NUL. */
void syn_sha256_of(syn_text bytes, char out_text[SYN_SHA256_TEXT_SIZE]);

#endif
