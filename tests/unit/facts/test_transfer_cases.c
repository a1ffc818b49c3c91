/* Golden cases of money between actors: tests/cases/transfers.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_cases.h"
#include "records/names.h"

static void write_side(syn_buffer *lines, const syn_facts *facts, const syn_index_list *side) {
  for (uint32_t i = 0; i < side->count; i++)
    syn_buffer_format(lines, "%s%.*s", i > 0 ? ", " : "", SYN_TEXT_ARGUMENTS(facts->entities[side->items[i]].name));
}

/* words = instrument stage provider, … > receiver, …[ part_of=words] cue=words */
static void write_transfers(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->quantity_count; i++) {
    const syn_transfer *transfer = facts->quantities[i].transfer;
    if (!transfer) continue;
    syn_text words = syn_article_words(article, facts->quantities[i].span), cue = syn_article_words(article, transfer->cue);
    syn_buffer_format(lines, "%.*s = %s %s ", SYN_TEXT_ARGUMENTS(words), syn_instrument_name(transfer->instrument),
                      syn_stage_name(transfer->stage));
    write_side(lines, facts, &transfer->providers);
    syn_buffer_add(lines, SYN_TEXT(" > "));
    write_side(lines, facts, &transfer->receivers);
    if (transfer->part_of != SYN_NO_INDEX) {
      syn_text whole = syn_article_words(article, facts->quantities[transfer->part_of].span);
      syn_buffer_format(lines, " part_of=%.*s", SYN_TEXT_ARGUMENTS(whole));
    }
    syn_buffer_format(lines, " cue=%.*s\n", SYN_TEXT_ARGUMENTS(cue));
  }
}

static void transfers_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("transfers.txt", write_transfers, &count), 0);
  assert_true(count >= 15);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(transfers_are_found_as_the_cases_say)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
