#include "base_test.h"

#include "base/buffer.h"
#include "base/memory.h"

static void additions_follow_each_other(void **state) {
  (void)state;
  syn_buffer buffer;
  syn_buffer_init(&buffer, 1000);
  assert_int_equal(syn_buffer_text(&buffer).size, 0);
  syn_buffer_add(&buffer, SYN_TEXT("one "));
  syn_buffer_add(&buffer, (syn_text){0});
  syn_buffer_add_byte(&buffer, '-');
  syn_buffer_add_codepoint(&buffer, 0x20AC);
  syn_buffer_add_codepoint(&buffer, 0xD800);
  assert_int_equal(syn_buffer_format(&buffer, " %03d%s", 7, "x"), SYN_OK);
  assert_text(syn_buffer_text(&buffer), "one -\xE2\x82\xAC\xEF\xBF\xBD 007x");
  syn_buffer_clear(&buffer);
  assert_null(buffer.data);
}

static void the_limit_is_reached_exactly_and_a_failure_stays(void **state) {
  (void)state;
  syn_buffer buffer;
  syn_buffer_init(&buffer, 5);
  assert_int_equal(syn_buffer_add(&buffer, SYN_TEXT("abc")), SYN_OK);
  assert_int_equal(syn_buffer_add(&buffer, SYN_TEXT("def")), SYN_LIMIT);
  assert_text(syn_buffer_text(&buffer), "abc");
  assert_int_equal(syn_buffer_add_byte(&buffer, 'd'), SYN_LIMIT);
  assert_int_equal(syn_buffer_format(&buffer, "d"), SYN_LIMIT);
  assert_int_equal(syn_buffer_add(&buffer, (syn_text){0}), SYN_LIMIT);
  syn_buffer_reset(&buffer);
  assert_int_equal(syn_buffer_format(&buffer, "%s", "12345"), SYN_OK);
  assert_text(syn_buffer_text(&buffer), "12345");
  assert_int_equal(syn_buffer_format(&buffer, "%s", "6"), SYN_LIMIT);
  syn_buffer_clear(&buffer);
  assert_int_equal(buffer.limit, 5);
  assert_int_equal(syn_buffer_add(&buffer, SYN_TEXT("again")), SYN_OK);
  syn_buffer_clear(&buffer);
}

/* Whatever the capacity: the NUL of the formatting needs its place. */
static void formatted_text_may_fill_the_buffer(void **state) {
  (void)state;
  for (int size = 250; size < 1050; size++) {
    syn_buffer buffer;
    syn_buffer_init(&buffer, (size_t)size);
    assert_int_equal(syn_buffer_format(&buffer, "%*d", size, 1), SYN_OK);
    assert_int_equal(buffer.size, size);
    assert_int_equal(buffer.data[size - 1], '1');
    syn_buffer_clear(&buffer);
  }
}

static void growing_keeps_the_bytes(void **state) {
  (void)state;
  syn_buffer buffer;
  syn_buffer_init(&buffer, SIZE_MAX);
  for (unsigned i = 0; i < 100000; i++) assert_int_equal(syn_buffer_add_byte(&buffer, (char)(i % 127)), SYN_OK);
  for (unsigned i = 0; i < 100000; i++) assert_int_equal(buffer.data[i], i % 127);
  assert_true(buffer.capacity < 300000);
  assert_int_equal(syn_buffer_reserve(&buffer, SIZE_MAX), SYN_LIMIT);
  syn_buffer_clear(&buffer);
}

static void a_size_that_no_machine_has_is_no_memory(void **state) {
  (void)state;
  syn_buffer buffer;
  syn_buffer_init(&buffer, SIZE_MAX);
  assert_int_equal(syn_buffer_reserve(&buffer, SIZE_MAX), SYN_NO_MEMORY);
  syn_buffer_clear(&buffer);
}

static void a_failing_allocation_keeps_the_bytes_and_stays(void **state) {
  (void)state;
  for (long count = 0;; count++) {
    syn_buffer buffer;
    syn_buffer_init(&buffer, 1 << 20);
    syn_memory_fail_after(count);
    size_t added = 0;
    while (added < 5000 && syn_buffer_add_byte(&buffer, (char)(added % 100)) == SYN_OK) added++;
    assert_int_equal(buffer.size, added);
    for (size_t i = 0; i < added; i++) assert_int_equal(buffer.data[i], i % 100);
    bool is_last = syn_memory_fail_pending();
    assert_int_equal(buffer.status, is_last ? SYN_OK : SYN_NO_MEMORY);
    if (!is_last) assert_int_equal(syn_buffer_add_byte(&buffer, 'x'), SYN_NO_MEMORY);
    syn_buffer_clear(&buffer);
    if (is_last) {
      assert_true(count > 2);
      break;
    }
  }
  syn_memory_fail_after(-1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(additions_follow_each_other),
      cmocka_unit_test(the_limit_is_reached_exactly_and_a_failure_stays),
      cmocka_unit_test(formatted_text_may_fill_the_buffer),
      cmocka_unit_test(growing_keeps_the_bytes),
      cmocka_unit_test(a_size_that_no_machine_has_is_no_memory),
      cmocka_unit_test(a_failing_allocation_keeps_the_bytes_and_stays),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
