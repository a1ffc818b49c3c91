/* Golden cases of quantities: tests/cases/quantities.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_cases.h"
#include "records/names.h"

/* words = kind value[..value_to] unit bound[ of=lemma][ fate=name][ converts=words] */
static void write_quantities(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->quantity_count; i++) {
    const syn_quantity *item = &facts->quantities[i];
    char value[SYN_DECIMAL_TEXT_SIZE], value_to[SYN_DECIMAL_TEXT_SIZE];
    syn_decimal_format(item->value, value);
    syn_decimal_format(item->value_to, value_to);
    syn_text words = syn_article_words(article, item->span);
    syn_buffer_format(lines, "%.*s = %s %s", SYN_TEXT_ARGUMENTS(words), syn_quantity_kind_name(item->kind), value);
    if (item->has_value_to) syn_buffer_format(lines, "..%s", value_to);
    if (item->unit.size) syn_buffer_format(lines, " %.*s", SYN_TEXT_ARGUMENTS(item->unit));
    syn_buffer_format(lines, " %s", syn_bound_name(item->bound));
    if (item->of.size) syn_buffer_format(lines, " of=%.*s", SYN_TEXT_ARGUMENTS(item->of));
    if (item->fate.size) syn_buffer_format(lines, " fate=%.*s", SYN_TEXT_ARGUMENTS(item->fate));
    if (item->converts != SYN_NO_INDEX) {
      syn_text source = syn_article_words(article, facts->quantities[item->converts].span);
      syn_buffer_format(lines, " converts=%.*s", SYN_TEXT_ARGUMENTS(source));
    }
    syn_buffer_add_byte(lines, '\n');
  }
}

static void quantities_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("quantities.txt", write_quantities, &count), 0);
  assert_true(count >= 40);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(quantities_are_found_as_the_cases_say)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
