#include "readers/payload_digest.h"

#include <nettle/md5.h>
#include <nettle/nettle-meta.h>
#include <nettle/sha1.h>
#include <nettle/sha2.h>
#include <string.h>

enum { DIGEST_BYTES = 64 };

typedef union any_state {
  struct md5_ctx md5;
  struct sha1_ctx sha1;
  struct sha256_ctx sha256;
  struct sha512_ctx sha512;
} any_state;

static const struct nettle_hash *find_algorithm(syn_text name) {
  static const struct {
    const char *name;
    const struct nettle_hash *hash;
  } algorithms[] = {{"sha1", &nettle_sha1},     {"sha-1", &nettle_sha1},     {"sha256", &nettle_sha256}, {"sha-256", &nettle_sha256},
                    {"sha512", &nettle_sha512}, {"sha-512", &nettle_sha512}, {"md5", &nettle_md5}};
  for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0]; i++) {
    if (syn_text_equal_ascii_case(name, syn_text_from(algorithms[i].name))) return algorithms[i].hash;
  }
  return NULL;
}

static int digit_of(char letter, unsigned bits) {
  if (letter >= 'a' && letter <= 'z') letter = (char)(letter - 'a' + 'A');
  if (bits == 4) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    return letter >= 'A' && letter <= 'F' ? letter - 'A' + 10 : -1;
  }
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  return letter >= '2' && letter <= '7' ? letter - '2' + 26 : -1;
}

/* Digits of `bits` bits each become `size` bytes; false where they are not of that form. */
static bool read_digits(syn_text text, unsigned bits, uint8_t *out_bytes, size_t size) {
  unsigned waiting = 0, waiting_bits = 0;
  size_t made = 0;
  if (text.size != (size * 8 + bits - 1) / bits) return false;
  for (size_t i = 0; i < text.size; i++) {
    int digit = digit_of(text.data[i], bits);
    if (digit < 0) return false;
    waiting = (waiting << bits | (unsigned)digit) & 0xFFFF;
    waiting_bits += bits;
    if (waiting_bits < 8) continue;
    waiting_bits -= 8;
    if (made < size) out_bytes[made++] = (uint8_t)(waiting >> waiting_bits);
  }
  return made == size;
}

syn_digest_match syn_payload_digest_match(syn_text stated, syn_text bytes) {
  uint8_t wanted[DIGEST_BYTES], found[DIGEST_BYTES];
  any_state state;
  size_t colon = syn_text_find(stated, SYN_TEXT(":"), 0);
  if (colon == SIZE_MAX) return SYN_DIGEST_UNKNOWN;
  const struct nettle_hash *hash = find_algorithm(syn_text_slice(stated, 0, colon));
  syn_text digits = syn_text_slice(stated, colon + 1, stated.size);
  while (digits.size > 0 && digits.data[digits.size - 1] == '=') digits.size--;
  if (!hash || hash->digest_size > sizeof wanted || hash->context_size > sizeof state) return SYN_DIGEST_UNKNOWN;
  if (!read_digits(digits, 4, wanted, hash->digest_size) && !read_digits(digits, 5, wanted, hash->digest_size)) return SYN_DIGEST_UNKNOWN;
  hash->init(&state);
  if (bytes.size > 0) hash->update(&state, bytes.size, (const uint8_t *)bytes.data);
  hash->digest(&state, hash->digest_size, found);
  return memcmp(wanted, found, hash->digest_size) == 0 ? SYN_DIGEST_SAME : SYN_DIGEST_OTHER;
}
