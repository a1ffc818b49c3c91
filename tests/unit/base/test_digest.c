#include "base_test.h"

#include "base/digest.h"

/* The reference vectors of XXH3 (128 bits, seed 0): the digest must be the same on every machine. */
static void digests_are_those_of_xxh3(void **state) {
  (void)state;
  char text[SYN_DIGEST_TEXT_SIZE];
  syn_digest_format(syn_digest_of((syn_text){0}), text);
  assert_string_equal(text, "99aa06d3014798d86001c324468d497f");
  syn_digest_format(syn_digest_of(SYN_TEXT("a")), text);
  assert_string_equal(text, "a96faf705af16834e6c632b61e964e1f");
}

static void one_changed_bit_changes_the_digest(void **state) {
  (void)state;
  char bytes[300] = {0};
  syn_digest before = syn_digest_of((syn_text){bytes, sizeof(bytes)});
  for (size_t bit = 0; bit < sizeof(bytes) * 8; bit++) {
    bytes[bit / 8] = (char)(1 << bit % 8);
    syn_digest after = syn_digest_of((syn_text){bytes, sizeof(bytes)});
    assert_memory_not_equal(before.bytes, after.bytes, sizeof(before.bytes));
    bytes[bit / 8] = 0;
  }
}

static syn_id id_of(const char *kind, const char *first, const char *second) {
  syn_text parts[] = {syn_text_from(first), syn_text_from(second)};
  return syn_digest_id(kind, parts, second ? 2 : 1);
}

static void ids_tell_kinds_and_borders_of_parts(void **state) {
  (void)state;
  syn_id ids[] = {id_of("quote", "ab", "c"),   id_of("quote", "a", "bc"),    id_of("quote", "abc", ""), id_of("quote", "", "abc"),
                  id_of("quote", "abc", NULL), id_of("quantity", "ab", "c"), id_of("quot", "eab", "c")};
  for (size_t a = 0; a < COUNT_OF(ids); a++)
    for (size_t b = 0; b < a; b++) assert_int_not_equal(syn_id_compare(ids[a], ids[b]), 0);
  assert_int_equal(syn_id_compare(ids[0], id_of("quote", "ab", "c")), 0);
}

/* The definition in the header: the digest of kind and parts, each after its length in eight bytes, big-endian. */
static void an_id_is_the_beginning_of_the_digest_of_its_parts(void **state) {
  (void)state;
  syn_digest whole = syn_digest_of(SYN_TEXT("\0\0\0\0\0\0\0\5quote\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c"));
  assert_memory_equal(id_of("quote", "ab", "c").bytes, whole.bytes, SYN_ID_BYTES);
}

static void long_parts_are_read_whole(void **state) {
  (void)state;
  static char bytes[100000];
  syn_text part = {bytes, sizeof(bytes)};
  syn_id before = syn_digest_id("article", &part, 1);
  bytes[sizeof(bytes) - 1] = 1;
  assert_int_not_equal(syn_id_compare(before, syn_digest_id("article", &part, 1)), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(digests_are_those_of_xxh3),           cmocka_unit_test(one_changed_bit_changes_the_digest),
      cmocka_unit_test(ids_tell_kinds_and_borders_of_parts), cmocka_unit_test(an_id_is_the_beginning_of_the_digest_of_its_parts),
      cmocka_unit_test(long_parts_are_read_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
