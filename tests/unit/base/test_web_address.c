/* Spellings of one address, and addresses that hold a login. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/web_address.h"

static syn_arena *arena;

static int set_up(void **state) {
  (void)state;
  return syn_arena_create(1 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void spellings_of_one_address_have_one_form(void **state) {
  (void)state;
  static const char *const examples[][2] = {
      {"https://news.example/a?b=1", "https://news.example/a?b=1"},
      {"HTTPS://News.Example:443/A?B=C#part", "https://news.example/A?B=C"},
      {"http://news.example", "http://news.example/"},
      {"http://news.example:80?x", "http://news.example/?x"},
      {"http://news.example:8080/", "http://news.example:8080/"},
      {"https://news.example:80/", "https://news.example:80/"},
      {"http://news.example:/", "http://news.example/"},
      {"http://news.example/%7Ebob/%c3%a9t%C3%A9%2f", "http://news.example/~bob/%C3%A9t%C3%A9%2F"},
      {"http://news.example/\xC3\xA9t \x01", "http://news.example/%C3%A9t%20%01"},
      {"http://news.example/a/./b/../c/%2e%2E/d/.", "http://news.example/a/d/"},
      {"http://news.example/../..", "http://news.example/"},
      {"http://news.example/a//b/?c=/../d", "http://news.example/a//b/?c=/../d"},
      {"http://news.example/100%/%zz%4", "http://news.example/100%25/%25zz%254"},
      {"http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"},
      {"http://[FE80::1%25eth0]/", "http://[fe80::1%25eth0]/"},
      {"http://:\\b", "http://:\\b"},
      {"HTTP://:80/A", "HTTP://:80/A"},
      {"mailto:Ada@News.Example", "mailto:Ada@News.Example"},
      {"urn:x", "urn:x"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
    syn_text normal, again;
    assert_int_equal(syn_web_address_normal(syn_text_from(examples[i][0]), arena, &normal), SYN_OK);
    expect(normal, examples[i][1]);
    assert_int_equal(syn_web_address_normal(normal, arena, &again), SYN_OK);
    expect(again, examples[i][1]);
  }
}

static void a_login_is_found_however_it_is_written(void **state) {
  (void)state;
  static const char *const examples[][3] = {
      {"http://ada:word@news.example/a", "http://", "news.example/a"},
      {"HTTPS://ada@news.example", "HTTPS://", "news.example"},
      {"http:/ada:word@news.example/", "http:/", "news.example/"},
      {"http:\\\\ada@news.example", "http:\\\\", "news.example"},
      {"http:///ada:word@h/", "http:///", "h/"},
      {"http://a@b@news.example/", "http://", "news.example/"},
      {"http://@news.example/", "http://", "news.example/"},
      {"//ada:word@h/", "//", "h/"},
      {"ftp://ada:word@h/", "ftp://", "h/"},
      {"http://ada:wo\\rd@h/", "http://", "h/"},
      {"http://news.example\\@gull.example", "http://", "gull.example"},
  };
  static const char *const others[] = {"http://news.example/@ada",
                                       "http://news.example?x=ada@gull.example",
                                       "http://news.example#@",
                                       "ada@news.example",
                                       "mailto:ada@news.example",
                                       "/a/@ada",
                                       "a//b@c",
                                       "",
                                       "http://"};
  for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
    syn_text before, after;
    assert_true(syn_web_address_login(syn_text_from(examples[i][0]), &before, &after));
    expect(before, examples[i][1]);
    expect(after, examples[i][2]);
  }
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    syn_text before, after;
    assert_false(syn_web_address_login(syn_text_from(others[i]), &before, &after));
    expect(before, others[i]);
    assert_int_equal(after.size, 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_of_one_address_have_one_form),
      cmocka_unit_test(a_login_is_found_however_it_is_written),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
