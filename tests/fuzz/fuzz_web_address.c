/*
 * Feeds bytes as an address: what is parted lies in it, and the normal form is of printable characters and its own.
 */
#include <stdlib.h>
#include <string.h>

#include "base/web_address.h"
#include "fuzz_target.h"

static void require(bool condition) {
  if (!condition) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_text address = {(const char *)data, size};
  syn_arena *arena = NULL;
  syn_text before, after, normal, again;
  if (size > 8192) return 0;
  const bool has_login = syn_web_address_login(address, &before, &after);
  require(before.size + after.size <= size && has_login == syn_web_address_has_login(address));
  require(!has_login || !memchr(before.data, '@', before.size));
  require(syn_arena_create(1 << 20, &arena) == SYN_OK && syn_web_address_normal(address, arena, &normal) == SYN_OK);
  const bool is_web = syn_text_starts_with(normal, SYN_TEXT("http")) && syn_text_find(normal, SYN_TEXT("://"), 0) != SIZE_MAX;
  require(syn_web_address_normal(normal, arena, &again) == SYN_OK);
  const size_t host = syn_text_find(normal, SYN_TEXT("://"), 0);
  const bool has_odd_port = is_web && syn_text_find(normal, SYN_TEXT(":"), host + 3) != SIZE_MAX; /* "h:80:80" is no address */
  require(!is_web || has_odd_port || normal.data[host + 3] == '/' || syn_text_equal(normal, again));
  syn_arena_destroy(&arena);
  return 0;
}
