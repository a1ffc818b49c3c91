/* Feeds bytes to the reader of traits, as a damaged store would: what it takes is written as the same bytes, and can be weighed. */
#include <stdlib.h>
#include <string.h>

#include "fuzz_target.h"
#include "synopsis/traits.h"

enum { ARENA_BYTES = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static syn_arena *arena;
  static syn_traits traits, last;
  syn_text bytes;
  if (!arena && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) abort();
  syn_status status = syn_traits_read((syn_text){(const char *)data, size}, &traits);
  if (status != SYN_OK && status != SYN_BAD_INPUT) abort();
  if (status == SYN_OK) {
    if (syn_traits_write(&traits, arena, &bytes) != SYN_OK || bytes.size != size) abort();
    /* lists that are out of order may weigh otherwise from the other side; of good ones tests/unit/synopsis/test_traits.c asks that */
    (void)syn_traits_strength(&traits, &last);
    (void)syn_traits_strength(&last, &traits);
    last = traits;
  }
  syn_arena_reset(arena);
  return 0;
}
