#include "base/sha256.h"

#include <nettle/sha2.h>
#include <stdint.h>

void syn_sha256_of(syn_text bytes, char out_text[SYN_SHA256_TEXT_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  struct sha256_ctx state;
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_init(&state);
  if (bytes.size > 0) sha256_update(&state, bytes.size, (const uint8_t *)bytes.data);
  sha256_digest(&state, sizeof(digest), digest);
  for (size_t i = 0; i < sizeof(digest); i++) {
    out_text[2 * i] = digits[digest[i] >> 4];
    out_text[2 * i + 1] = digits[digest[i] & 15];
  }
  out_text[SYN_SHA256_TEXT_SIZE - 1] = '\0';
}
