/* Text of others inside a page: it may say anything and do nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/html_escape.h"

static void assert_escaped(syn_text text, const char *expected) {
  syn_buffer html;
  syn_buffer_init(&html, 4096);
  syn_html_add(&html, text);
  syn_buffer_add_byte(&html, '\0');
  assert_int_equal(html.status, SYN_OK);
  assert_string_equal(html.data, expected);
  syn_buffer_clear(&html);
}

static void markup_becomes_words(void **state) {
  (void)state;
  assert_escaped(SYN_TEXT("<script>alert('a' && \"b\")</script>"),
                 "&lt;script&gt;alert(&#39;a&#39; &amp;&amp; &quot;b&quot;)&lt;/script&gt;");
}

static void control_characters_are_left_out_and_lines_stay(void **state) {
  (void)state;
  assert_escaped(SYN_TEXT("a\0b\x1b[31mc\x7f\r\n\td\xC2\x85"
                          "e"),
                 "ab[31mc\n\tde");
}

static void marks_that_turn_the_direction_of_the_text_are_left_out(void **state) {
  (void)state;
  assert_escaped(SYN_TEXT("a\xE2\x80\xAE"
                          "b\xE2\x80\x8F\xE2\x81\xA6"
                          "c\xD8\x9C\xE2\x81\xA9"),
                 "abc");
}

static void scripts_that_run_to_the_left_stay(void **state) {
  (void)state;
  assert_escaped(SYN_TEXT("\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"), "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D");
}

static void broken_bytes_become_replacement_characters(void **state) {
  (void)state;
  assert_escaped(SYN_TEXT("a\xFF"
                          "b"),
                 "a\xEF\xBF\xBD"
                 "b");
}

static void a_full_buffer_says_so(void **state) {
  (void)state;
  syn_buffer html;
  syn_buffer_init(&html, 4);
  syn_html_add(&html, SYN_TEXT("<<<<"));
  assert_int_equal(html.status, SYN_LIMIT);
  syn_buffer_clear(&html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(markup_becomes_words),
      cmocka_unit_test(control_characters_are_left_out_and_lines_stay),
      cmocka_unit_test(marks_that_turn_the_direction_of_the_text_are_left_out),
      cmocka_unit_test(scripts_that_run_to_the_left_stay),
      cmocka_unit_test(broken_bytes_become_replacement_characters),
      cmocka_unit_test(a_full_buffer_says_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
