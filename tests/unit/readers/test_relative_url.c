#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "readers/relative_url.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(1 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void expect(const char *reference, const char *base, const char *wanted) {
  syn_text url;
  assert_int_equal(syn_url_resolve(syn_text_from(reference), syn_text_from(base), arena, &url), SYN_OK);
  if (!syn_text_equal(url, syn_text_from(wanted)))
    fail_msg("\"%s\" in \"%s\": \"%.*s\" instead of \"%s\"", reference, base, SYN_TEXT_ARGUMENTS(url), wanted);
}

/* RFC 3986, 5.4.1 and 5.4.2 */
static void the_examples_of_the_rfc_resolve_as_it_says(void **state) {
  static const char *const examples[][2] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
  };
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) expect(examples[i][0], "http://a/b/c/d;p?q", examples[i][1]);
}

static void a_host_without_a_path_is_a_base(void **state) {
  expect("feed", "https://fjord.example", "https://fjord.example/feed");
  expect("?page=2", "https://fjord.example", "https://fjord.example?page=2");
}

static void white_space_of_documents_is_mended(void **state) {
  expect(" \n https://fjord.example/a\nb c ", "", "https://fjord.example/ab%20c");
}

static void without_a_base_an_address_stays_as_it_is(void **state) {
  expect("/a", "", "/a");
  expect("/a", "relative", "/a");
  expect("", "https://fjord.example/", "");
}

static void what_is_too_long_is_no_address(void **state) {
  static char long_url[SYN_URL_BYTES + 2];
  syn_text url;
  memset(long_url, 'a', SYN_URL_BYTES + 1);
  assert_int_equal(syn_url_resolve(syn_text_from(long_url), SYN_TEXT("http://a/"), arena, &url), SYN_OK);
  assert_int_equal(url.size, 0);
}

static void addresses_of_the_web_are_told(void **state) {
  assert_true(syn_url_is_web(SYN_TEXT("HTTPS://fjord.example")));
  assert_false(syn_url_is_web(SYN_TEXT("https://")));
  assert_false(syn_url_is_web(SYN_TEXT("javascript:alert(1)")));
  assert_false(syn_url_is_web(SYN_TEXT("/a")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_examples_of_the_rfc_resolve_as_it_says),
      cmocka_unit_test(a_host_without_a_path_is_a_base),
      cmocka_unit_test(white_space_of_documents_is_mended),
      cmocka_unit_test(without_a_base_an_address_stays_as_it_is),
      cmocka_unit_test(what_is_too_long_is_no_address),
      cmocka_unit_test(addresses_of_the_web_are_told),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
