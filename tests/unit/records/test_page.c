/* The id of a page: the same for the same content, another for anything that makes another article of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/page.h"

static const syn_page page = {.source = {"a.html", 6}, .media = SYN_MEDIA_TEXT, .bytes = {"Orla ran.", 9}};

static void assert_differs(const syn_page *other) {
  assert_int_not_equal(syn_id_compare(syn_page_id(&page), syn_page_id(other)), 0);
}

static void the_name_of_the_source_and_the_capture_do_not_count(void **state) {
  (void)state;
  syn_page other = page;
  other.source = SYN_TEXT("b.html");
  other.captured = SYN_TEXT("2031-05-30");
  assert_int_equal(syn_id_compare(syn_page_id(&page), syn_page_id(&other)), 0);
  assert_false(syn_id_is_none(syn_page_id(&page)));
}

static void all_that_the_article_is_made_from_counts(void **state) {
  (void)state;
  syn_page others[9];
  for (size_t i = 0; i < 9; i++) others[i] = page;
  others[0].bytes = SYN_TEXT("Orla ran!");
  others[1].url = SYN_TEXT("x");
  others[2].outlet = SYN_TEXT("x");
  others[3].title = SYN_TEXT("x");
  others[4].date = SYN_TEXT("x");
  others[5].byline = SYN_TEXT("x");
  others[6].language = SYN_TEXT("x");
  others[7].declared_charset = SYN_TEXT("x");
  others[8].media = SYN_MEDIA_HTML;
  for (size_t i = 0; i < 9; i++) {
    assert_differs(&others[i]);
    for (size_t k = 0; k < i; k++) assert_int_not_equal(syn_id_compare(syn_page_id(&others[k]), syn_page_id(&others[i])), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(the_name_of_the_source_and_the_capture_do_not_count),
                                     cmocka_unit_test(all_that_the_article_is_made_from_counts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
