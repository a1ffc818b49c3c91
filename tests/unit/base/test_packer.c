/* Packed bytes come back whole, or not at all; SHA-256 is that of everyone else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/packer.h"
#include "base/sha256.h"

enum { LIMIT = 1 << 20, SIZE = 20000 };

typedef struct fixture {
  syn_packer *packer;
  syn_buffer packed;
  syn_arena *arena;
  char bytes[SIZE];
} fixture;

static int set_up(void **state) {
  static fixture f;
  assert_int_equal(syn_packer_create(&f.packer), SYN_OK);
  assert_int_equal(syn_arena_create(LIMIT, &f.arena), SYN_OK);
  syn_buffer_init(&f.packed, LIMIT);
  for (size_t i = 0; i < SIZE; i++) f.bytes[i] = (char)(i * i >> 7);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  syn_packer_destroy(&f->packer);
  assert_null(f->packer);
  syn_arena_destroy(&f->arena);
  syn_buffer_clear(&f->packed);
  return 0;
}

static void what_was_packed_comes_back(void **state) {
  fixture *f = *state;
  const size_t sizes[] = {0, 1, 100, SIZE};
  for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    syn_text bytes = {f->bytes, sizes[i]}, back = {0};
    syn_buffer_reset(&f->packed);
    assert_int_equal(syn_packer_pack(f->packer, bytes, &f->packed), SYN_OK);
    assert_true(f->packed.size > 0);
    assert_int_equal(syn_unpack(syn_buffer_text(&f->packed), bytes.size, f->arena, &back), SYN_OK);
    assert_true(syn_text_equal(bytes, back));
  }
  assert_true(f->packed.size < SIZE);
}

static void a_frame_of_another_size_is_refused(void **state) {
  fixture *f = *state;
  syn_text back = {0};
  assert_int_equal(syn_packer_pack(f->packer, (syn_text){f->bytes, SIZE}, &f->packed), SYN_OK);
  assert_int_equal(syn_unpack(syn_buffer_text(&f->packed), SIZE - 1, f->arena, &back), SYN_BAD_INPUT);
  assert_int_equal(syn_unpack(syn_buffer_text(&f->packed), SIZE + 1, f->arena, &back), SYN_BAD_INPUT);
  assert_int_equal(syn_unpack((syn_text){0}, 0, f->arena, &back), SYN_BAD_INPUT);
  assert_null(back.data);
}

/* Whatever one byte of damage does, no more than the stated size is made, and it is not taken for the frame of that size when it ends
 * early. */
static void a_damaged_frame_is_refused_or_makes_no_more_than_its_size(void **state) {
  fixture *f = *state;
  assert_int_equal(syn_packer_pack(f->packer, (syn_text){f->bytes, SIZE}, &f->packed), SYN_OK);
  size_t size = f->packed.size, refused_count = 0;
  for (size_t i = 0; i < size; i += 7) {
    syn_text back = {0};
    f->packed.data[i] ^= 0x55;
    syn_status status = syn_unpack(syn_buffer_text(&f->packed), SIZE, f->arena, &back);
    assert_true(status == SYN_BAD_INPUT || (status == SYN_OK && back.size == SIZE));
    refused_count += status == SYN_BAD_INPUT;
    f->packed.data[i] ^= 0x55;
    syn_arena_reset(f->arena);
  }
  assert_true(refused_count > 0);
  for (size_t cut = 0; cut < size; cut += 11) {
    syn_text back = {0};
    assert_int_equal(syn_unpack((syn_text){f->packed.data, cut}, SIZE, f->arena, &back), SYN_BAD_INPUT);
    syn_arena_reset(f->arena);
  }
}

static void limits_and_missing_memory_are_told(void **state) {
  fixture *f = *state;
  syn_arena *small = NULL;
  syn_text back = {0};
  syn_buffer tight;
  syn_packer *packer = NULL;
  syn_buffer_init(&tight, 100);
  assert_int_equal(syn_packer_pack(f->packer, (syn_text){f->bytes, SIZE}, &tight), SYN_LIMIT);
  syn_buffer_clear(&tight);
  assert_int_equal(syn_packer_pack(f->packer, (syn_text){f->bytes, SIZE}, &f->packed), SYN_OK);
  assert_int_equal(syn_arena_create(SIZE / 2, &small), SYN_OK);
  assert_int_equal(syn_unpack(syn_buffer_text(&f->packed), SIZE, small, &back), SYN_NO_MEMORY);
  syn_arena_destroy(&small);
  syn_memory_fail_after(0);
  assert_int_equal(syn_packer_create(&packer), SYN_NO_MEMORY);
  syn_memory_fail_after(-1);
  assert_null(packer);
}

/* FIPS 180-4, examples of NIST. */
static void sha256_is_that_of_the_standard(void **state) {
  char text[SYN_SHA256_TEXT_SIZE];
  (void)state;
  syn_sha256_of((syn_text){0}, text);
  assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  syn_sha256_of(SYN_TEXT("abc"), text);
  assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  syn_sha256_of(SYN_TEXT("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), text);
  assert_string_equal(text, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_was_packed_comes_back, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_frame_of_another_size_is_refused, set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_damaged_frame_is_refused_or_makes_no_more_than_its_size, set_up, tear_down),
      cmocka_unit_test_setup_teardown(limits_and_missing_memory_are_told, set_up, tear_down),
      cmocka_unit_test(sha256_is_that_of_the_standard),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
