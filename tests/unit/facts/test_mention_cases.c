/* Golden cases of times and entities: tests/cases/times.txt and entities.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fact_cases.h"
#include "facts/event_described.h"
#include "records/names.h"
#include "synoptic/calendar.h"

/* words = TYPE value[ day][..day] */
static void write_times(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->time_count; i++) {
    const syn_time *time = &facts->times[i];
    char from[SYN_MOMENT_TEXT_SIZE], to[SYN_MOMENT_TEXT_SIZE];
    syn_buffer_format(lines, "%.*s = %s %.*s", SYN_TEXT_ARGUMENTS(syn_article_words(article, time->span)), syn_time_type_name(time->type),
                      SYN_TEXT_ARGUMENTS(time->value));
    if (time->interval.basis != SYN_BASIS_NONE) {
      syn_moment_format(time->interval.from, from);
      syn_moment_format(time->interval.to, to);
      bool one = syn_text_equal(syn_text_from(from), syn_text_from(to));
      syn_buffer_format(lines, one ? " %s" : " %s..%s", from, to);
    }
    syn_buffer_add_byte(lines, '\n');
  }
}

/* name = TYPE[ country][ (roles)]: mentions, with their kind behind them where they are no names */
static void write_entities(syn_buffer *lines, const syn_article *article, const syn_facts *facts) {
  for (uint32_t i = 0; i < facts->entity_count; i++) {
    const syn_entity *entity = &facts->entities[i];
    /* a party of an event that nobody names, and that is mentioned once: see events.txt */
    if (entity->mention_count == 1 && syn_described_entity_is(entity)) continue;
    syn_buffer_format(lines, "%.*s = %s", SYN_TEXT_ARGUMENTS(entity->name), syn_entity_type_name(entity->type));
    if (entity->country.size > 0) syn_buffer_format(lines, " %.*s", SYN_TEXT_ARGUMENTS(entity->country));
    for (uint32_t k = 0; k < entity->role_count; k++) {
      syn_buffer_format(lines, "%s%.*s%s", k == 0 ? " (" : ", ", SYN_TEXT_ARGUMENTS(entity->roles[k]),
                        k + 1 == entity->role_count ? ")" : "");
    }
    for (uint32_t k = 0; k < entity->mention_count; k++) {
      const syn_mention *mention = &entity->mentions[k];
      syn_buffer_format(lines, "%s%.*s", k == 0 ? ": " : ", ", SYN_TEXT_ARGUMENTS(syn_article_words(article, mention->span)));
      if (mention->kind != SYN_MENTION_NAME) syn_buffer_format(lines, " [%s]", syn_mention_kind_name(mention->kind));
    }
    syn_buffer_add_byte(lines, '\n');
  }
}

static void times_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("times.txt", write_times, &count), 0);
  assert_true(count >= 30);
}

static void entities_are_found_as_the_cases_say(void **state) {
  unsigned count;
  assert_int_equal(run_fact_cases("entities.txt", write_entities, &count), 0);
  assert_true(count >= 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(times_are_found_as_the_cases_say),
      cmocka_unit_test(entities_are_found_as_the_cases_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
