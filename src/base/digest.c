/* Inlined: the state of a digest then lives on the stack, whatever xxHash's version, and nothing can fail. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/digest.h"

#include <string.h>

static syn_digest digest_from(XXH128_hash_t hash) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, hash);
  syn_digest digest;
  memcpy(digest.bytes, canonical.digest, sizeof(digest.bytes));
  return digest;
}

syn_digest syn_digest_of(syn_text bytes) {
  return digest_from(XXH3_128bits(bytes.size ? bytes.data : "", bytes.size));
}

void syn_digest_format(syn_digest digest, char out_text[SYN_DIGEST_TEXT_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < sizeof(digest.bytes); i++) {
    out_text[2 * i] = digits[digest.bytes[i] >> 4];
    out_text[2 * i + 1] = digits[digest.bytes[i] & 15];
  }
  out_text[SYN_DIGEST_TEXT_SIZE - 1] = '\0';
}

static void add_part(XXH3_state_t *state, syn_text part) {
  unsigned char length[8];
  for (size_t i = 0; i < sizeof(length); i++) length[i] = (unsigned char)((uint64_t)part.size >> (56 - 8 * i));
  XXH3_128bits_update(state, length, sizeof(length));
  if (part.size) XXH3_128bits_update(state, part.data, part.size);
}

syn_id syn_digest_id(const char *kind, const syn_text *parts, size_t part_count) {
  XXH3_state_t state;
  XXH3_INITSTATE(&state);
  XXH3_128bits_reset(&state);
  add_part(&state, syn_text_from(kind));
  for (size_t i = 0; i < part_count; i++) add_part(&state, parts[i]);
  syn_digest digest = digest_from(XXH3_128bits_digest(&state));
  syn_id id;
  memcpy(id.bytes, digest.bytes, sizeof(id.bytes));
  return id;
}
