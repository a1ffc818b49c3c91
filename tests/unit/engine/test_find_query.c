/* The language of `find`: what a query means, and how mistakes in it are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/find_query.h"

static syn_arena *arena;
static syn_error error;

static int set_up(void **state) {
  (void)state;
  error = (syn_error){0};
  return syn_arena_create(1 << 20, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  syn_arena_destroy(&arena);
  return 0;
}

static syn_find_query parse(const char *query) {
  syn_find_query parsed;
  const syn_find_request request = {.query = query};
  if (syn_find_query_parse(&request, arena, &parsed, &error) != SYN_OK) fail_msg("%s: %s", query, error.text);
  return parsed;
}

/* The clauses of a query, written so that they can be compared: "a|b c" for a or b, and c. */
static const char *words_of(const syn_text_query *query) {
  static char text[512];
  size_t size = 0;
  text[0] = '\0';
  for (uint32_t c = 0; c < query->clause_count; c++) {
    for (uint32_t t = 0; t < query->clauses[c].count; t++) {
      const syn_text_term *term = &query->terms[query->clauses[c].first + t];
      size += (size_t)snprintf(text + size, sizeof text - size, "%s[%.*s%s]",
                               t > 0   ? "|"
                               : c > 0 ? " "
                                       : "",
                               SYN_TEXT_ARGUMENTS(term->words), term->is_beginning ? "*" : "");
    }
  }
  return text;
}

static void assert_words(const char *query, const char *expected) {
  const syn_find_query parsed = parse(query);
  assert_string_equal(words_of(&parsed.words), expected);
}

static void assert_refused(const char *query, const char *said) {
  syn_find_query parsed;
  const syn_find_request request = {.query = query};
  error.text[0] = '\0';
  assert_int_equal(syn_find_query_parse(&request, arena, &parsed, &error), SYN_BAD_ARGUMENT);
  if (!strstr(error.text, said)) fail_msg("\"%s\" was said of %s, not \"%s\"", error.text, query, said);
}

static void words_phrases_and_beginnings_have_to_stand_there(void **state) {
  (void)state;
  assert_words("dam", "[dam]");
  assert_words("  river   dam\t", "[river] [dam]");
  assert_words("\"the old dam\" bridge*", "[the old dam] [bridge*]");
  assert_words("\"the old da\"*", "[the old da*]");
  assert_words("U.S. 10:30 third-party don't", "[U.S.] [10:30] [third-party] [don't]");
  assert_words("or and near", "[or] [and] [near]");
}

static void or_makes_one_clause_of_its_neighbours(void **state) {
  (void)state;
  assert_words("loan OR credit", "[loan]|[credit]");
  assert_words("dam loan OR credit OR \"state aid\" river", "[dam] [loan]|[credit]|[state aid] [river]");
}

static void what_is_left_out_is_kept_apart(void **state) {
  (void)state;
  const syn_find_query parsed = parse("dam -gas -\"old bri\"* river");
  assert_string_equal(words_of(&parsed.words), "[dam] [river]");
  assert_string_equal(words_of(&parsed.excluded), "[gas]|[old bri*]");
}

static void fields_choose_what_is_asked_for(void **state) {
  (void)state;
  assert_int_equal(parse("dam").kind, SYN_HIT_ARTICLE);
  assert_int_equal(parse("actor:Malta outlet:Kronika from:2020").kind, SYN_HIT_ARTICLE);
  assert_int_equal(parse("type:accuse dam").kind, SYN_HIT_EVENT);
  assert_int_equal(parse("speaker:\"Anna Borg\"").kind, SYN_HIT_QUOTE);
  assert_int_equal(parse("label:differ kind:money").kind, SYN_HIT_POINT);
  assert_int_equal(parse("TYPE:Accuse type:REJECT").event_types, 1U << SYN_EVENT_ACCUSE | 1U << SYN_EVENT_REJECT);
  assert_int_equal(parse("label:differ").labels, 1U << SYN_LABEL_DIFFER);
  assert_int_equal(parse("kind:quote").point_kinds, 1U << SYN_POINT_QUOTE);
}

static void names_may_have_several_words(void **state) {
  (void)state;
  const syn_find_query parsed = parse("actor:\"Anna Borg\" actor:Malta place:Orhei");
  assert_int_equal(parsed.actors.count, 2);
  assert_true(syn_text_equal(parsed.actors.items[0], SYN_TEXT("Anna Borg")));
  assert_true(syn_text_equal(parsed.actors.items[1], SYN_TEXT("Malta")));
  assert_int_equal(parsed.places.count, 1);
}

static void days_months_and_years_bound_the_time(void **state) {
  (void)state;
  const syn_find_query parsed = parse("dam from:2024-02 to:2024-02");
  assert_true(parsed.has_dates);
  assert_int_equal(parsed.to_day - parsed.from_day, 28); /* the 1st to the 29th */
  assert_false(parse("dam").has_dates);
  assert_int_equal(parse("to:2024").from_day, SYN_DAY_MINIMUM);
}

static void options_are_fields_too(void **state) {
  (void)state;
  syn_find_query parsed;
  const syn_find_request request = {.query = "dam actor:Malta", .actor = "Anna Borg", .type = "CONSULT", .from = "2024"};
  assert_int_equal(syn_find_query_parse(&request, arena, &parsed, &error), SYN_OK);
  assert_int_equal(parsed.kind, SYN_HIT_EVENT);
  assert_int_equal(parsed.actors.count, 2);
  const syn_find_request wrong = {.from = "soon"};
  assert_int_equal(syn_find_query_parse(&wrong, arena, &parsed, &error), SYN_BAD_ARGUMENT);
  assert_non_null(strstr(error.text, "--from \"soon\": this is no date"));
}

static void mistakes_are_told_with_their_place_and_a_remedy(void **state) {
  (void)state;
  assert_refused("dam type:FOO", "at character 5, \"type:FOO\": there is no such type; it is one of AGREE, ");
  assert_refused("\xc3\xa9\xc3\xa9 from:2024-13", "at character 4, \"from:2024-13\": this is no date; write a day as 2020-01-31");
  assert_refused("dam \"old", "at character 5, \"\"old\": the quotation mark is not closed");
  assert_refused("colour:red", "there is no such field; there are actor, ");
  assert_refused("actor:", "a value is missing; write actor:VALUE");
  assert_refused("dam & bridge", "at character 5, \"&\": there is no letter and no digit in it");
  assert_refused("\"\"", "there is no letter and no digit in it");
  assert_refused("-", "there is no letter and no digit in it");
  assert_refused("*", "there is no letter and no digit in it");
  assert_refused("br*dge", "a star stands at the end of a word");
  assert_refused("OR dam", "OR stands between two words");
  assert_refused("dam OR", "a word is missing behind OR");
  assert_refused("dam OR OR gas", "OR stands between two words");
  assert_refused("dam OR -gas", "cannot stand behind OR");
  assert_refused("-gas OR dam", "OR stands between two words");
  assert_refused("dam OR type:ACCUSE", "a field given twice means either");
  assert_refused("\"a\"b", "a blank is missing behind the quotation mark");
  assert_refused("type:ACCUSE speaker:Anna", "asks for several things at once");
  assert_refused("dam from:2024 to:2023", "from is later than to");
  assert_refused("-gas", "only leaves out");
  assert_refused("", "The query is empty");
  assert_refused("dam \xff", "no UTF-8 from byte 5 on");
}

static void queries_have_limits(void **state) {
  (void)state;
  char query[SYN_FIND_QUERY_BYTES + 2] = "";
  for (int i = 0; i < SYN_TEXT_TERM_LIMIT; i++) strcat(query, "a ");
  assert_int_equal(parse(query).words.term_count, SYN_TEXT_TERM_LIMIT);
  strcat(query, "a");
  assert_refused(query, "more than 64 words and phrases");
  query[0] = '\0';
  for (int i = 0; i <= SYN_FIND_NAME_LIMIT; i++) strcat(query, "actor:a ");
  assert_refused(query, "at most 8 names");
  memset(query, 'a', sizeof query - 1);
  query[sizeof query - 1] = '\0';
  assert_refused(query, "4097 bytes, 4096 are the most");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(words_phrases_and_beginnings_have_to_stand_there),
      TEST(or_makes_one_clause_of_its_neighbours),
      TEST(what_is_left_out_is_kept_apart),
      TEST(fields_choose_what_is_asked_for),
      TEST(names_may_have_several_words),
      TEST(days_months_and_years_bound_the_time),
      TEST(options_are_fields_too),
      TEST(mistakes_are_told_with_their_place_and_a_remedy),
      TEST(queries_have_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
