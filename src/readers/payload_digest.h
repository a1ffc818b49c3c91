/*
 * Payload digest: whether bytes are those that a digest of WARC names: "sha1:" and 32 letters of base 32 or 40 hexadecimal digits; md5,
 * sha256, sha512 the same.
 */
#ifndef SYN_READERS_PAYLOAD_DIGEST_H
#define SYN_READERS_PAYLOAD_DIGEST_H

#include "synoptic/text.h"

typedef enum syn_digest_match {
  SYN_DIGEST_UNKNOWN, /* no digest, one of another algorithm, or one that is none: nothing can be said */
  SYN_DIGEST_SAME,
  SYN_DIGEST_OTHER
} syn_digest_match;

syn_digest_match syn_payload_digest_match(syn_text stated, syn_text bytes);

#endif
