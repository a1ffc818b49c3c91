/* Golden cases of events: tests/cases/events.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_cases.h"
#include "records/names.h"

static void write_entities(syn_buffer *lines, const char *before, const syn_index_list *list, const syn_facts *facts) {
  for (uint32_t i = 0; i < list->count; i++)
    syn_buffer_format(lines, "%s%.*s", i ? " + " : before, SYN_TEXT_ARGUMENTS(facts->entities[list->items[i]].name));
}

/* trigger = TYPE[ actors][ -> recipients][ @place][ modality][ not][ by sources][ on date as written] */
static void write_events(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->event_count; i++) {
    const syn_event *item = &facts->events[i];
    syn_buffer_format(lines, "%.*s = %s", SYN_TEXT_ARGUMENTS(syn_article_words(article, item->mentions.items[0])),
                      syn_event_type_name(item->type));
    write_entities(lines, " ", &item->actors, facts);
    write_entities(lines, " -> ", &item->recipients, facts);
    if (item->place != SYN_NO_INDEX) syn_buffer_format(lines, " @%.*s", SYN_TEXT_ARGUMENTS(facts->entities[item->place].name));
    if (item->modality != SYN_MODALITY_HAPPENED) syn_buffer_format(lines, " %s", syn_modality_name(item->modality));
    if (item->negated) syn_buffer_format(lines, " not");
    write_entities(lines, " by ", &item->attributed_to, facts);
    if (item->time != SYN_NO_INDEX)
      syn_buffer_format(lines, " on %.*s", SYN_TEXT_ARGUMENTS(syn_article_words(article, facts->times[item->time].span)));
    syn_buffer_add_byte(lines, '\n');
  }
}

static void events_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("events.txt", write_events, &count), 0);
  assert_true(count >= 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(events_are_found_as_the_cases_say)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
