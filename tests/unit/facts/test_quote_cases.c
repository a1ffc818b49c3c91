/* Golden cases of quotes: tests/cases/quotes.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_cases.h"
#include "records/names.h"

/* words = kind by=speakers[ cue=words][ continues][ denied][ translated=words]; indirect quotes too */
static void write_quotes(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->quote_count; i++) {
    const syn_quote *item = &facts->quotes[i];
    syn_text words = syn_article_words(article, item->span), cue = syn_article_words(article, item->cue);
    syn_buffer_format(lines, "%.*s = %s by=", SYN_TEXT_ARGUMENTS(words), syn_quote_kind_name(item->kind));
    for (uint32_t k = 0; k < item->speakers.count; k++) {
      syn_buffer_format(lines, "%s%.*s", k ? "|" : "", SYN_TEXT_ARGUMENTS(facts->entities[item->speakers.items[k]].name));
    }
    if (cue.size) syn_buffer_format(lines, " cue=%.*s", SYN_TEXT_ARGUMENTS(cue));
    if (item->continues != SYN_NO_INDEX) syn_buffer_format(lines, " continues");
    if (item->denied) syn_buffer_format(lines, " denied");
    if (item->translated.start < item->translated.end)
      syn_buffer_format(lines, " translated=%.*s", SYN_TEXT_ARGUMENTS(syn_article_words(article, item->translated)));
    syn_buffer_add_byte(lines, '\n');
  }
}

static void quotes_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("quotes.txt", write_quotes, &count), 0);
  assert_true(count >= 25);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(quotes_are_found_as_the_cases_say)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
