/* A user's own files as tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "world/own_import.h"

enum { ARENA_LIMIT = 64 << 20 };

static syn_world *world;
static syn_arena *arena;
static syn_buffer rows;
static syn_own_summary summary;
static char problem[SYN_ERROR_TEXT_SIZE];

static int set_up(void **state) {
  (void)state;
  syn_buffer_init(&rows, SYN_OWN_TABLE_BYTES_LIMIT);
  return syn_world_open(NULL, &world, NULL) == SYN_OK && syn_arena_create(ARENA_LIMIT, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  syn_world_close(&world);
  syn_arena_destroy(&arena);
  syn_buffer_clear(&rows);
  return 0;
}

static void keep_problem(void *context, const syn_error *error) {
  (void)context;
  memcpy(problem, error->text, sizeof problem);
}

static syn_status import_as(syn_own_kind kind, const char *text) {
  const syn_own_world_observer observer = {.problem = keep_problem};
  syn_buffer_reset(&rows);
  problem[0] = '\0';
  syn_error error = {0};
  syn_status status = syn_own_import("test.txt", syn_text_from(text), kind, world, &observer, arena, &rows, &summary, &error);
  if (status != SYN_OK) memcpy(problem, error.text, sizeof problem);
  return status;
}

/* Whether the table holds these words. */
static bool has(const char *words) {
  return syn_text_find(syn_buffer_text(&rows), syn_text_from(words), 0) != SIZE_MAX;
}

static void names_of_an_actor_share_its_codes(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "PORT_SELDEN_ [SLD]\n+SELDENER\nLUND_ALMEIDA [SLDGOV]\n"), SYN_OK);
  assert_int_equal(summary.kind, SYN_OWN_ACTORS);
  assert_int_equal(summary.row_count, 2);
  assert_true(has("\tPort Selden\tORGANIZATION\t\t\tSeldener\t\t\t\tSLD\n"));
}

static void codes_with_days_come_before_the_one_for_always(void **state) {
  (void)state;
  assert_int_equal(
      import_as(SYN_OWN_ACTORS, "LUND_ALMEIDA [SLDELI] [SLDOPP <950601]\n\t[SLDGOV 19950601 - 20010815]\n\t[SLDLEG > 20010816]\n"), SYN_OK);
  assert_true(has("\tSLDOPP <1995-06-01|SLDGOV 1995-06-01..2001-08-15|SLDLEG >2001-08-16|SLDELI\n"));
  assert_true(has("\tPERSON\t"));
}

static void a_short_year_below_thirty_is_of_this_century(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_ACTORS, "LUND_ALMEIDA [SLDOPP >290101]\n"), SYN_OK);
  assert_true(has("SLDOPP >2029-01-01"));
}

static void a_day_that_is_none_is_left_out_and_told(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_ACTORS, "SELDEN [SLD] [SLDGOV 19991301-20000101]\n"), SYN_OK);
  assert_int_equal(summary.problem_count, 1);
  assert_non_null(strstr(problem, "test.txt:1: expected times as"));
}

static void comments_end_at_the_line_or_at_their_mark(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_ACTORS, "<!-- A [X]\nB [Y] -->\n# C [Z]\nSELDEN [SLD] ; D [W]\n"), SYN_OK);
  assert_int_equal(summary.row_count, 1);
}

static void a_state_keeps_its_id_and_its_towns_only_carry_the_code(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_ACTORS, "ESTONIA [EST]\n+TALLINN\n+SMALLBROOK_ON_SEA\n"), SYN_OK);
  assert_true(has("estonia\tcountry:EE\tEstonia\tCOUNTRY\tEE\t\t\t\t\tTallinn|Smallbrook On Sea\tEST\n"));
}

static void sets_of_words_make_an_agent_of_each(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "!PERSON! = MAN, WOMEN\nSTATES!PERSON! [~GOV]\nCOAST_GUARD {} [ ~COP ]\nPARTY [~PTY]\n"),
                   SYN_OK);
  assert_int_equal(summary.kind, SYN_OWN_AGENTS);
  assert_true(has("STATESMAN\t\t~GOV\nSTATESWOMEN\t\t~GOV\nCOAST GUARD\t\t~COP\nPARTY\tPARTIES\t~PTY\n"));
}

static void verbs_have_the_code_of_their_block_or_their_own(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "&COIN\n+CROWNS\n\n--- PAY [070] ---\nPAY {PAYS PAID}\nLEND [071]\n- * &COIN [0711]\n"),
                   SYN_OK);
  assert_int_equal(summary.kind, SYN_OWN_VERBS);
  assert_true(
      has("set\t0\t&COIN\t\t\nword\t0\tCROWNS\t\t\nverb\t1\tPAY\tPAYS|PAID\t070\nverb\t1\tLEND\t\t071\npattern\t1\t* &COIN\t\t0711\n"));
}

static void verbs_without_headers_are_blocks_of_their_own(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_VERBS, "PAY [070]\n- * CROWNS [071]\nGREET [040]\n"), SYN_OK);
  assert_true(has("verb\t1\tPAY\t\t070\npattern\t1\t* CROWNS\t\t071\nverb\t2\tGREET\t\t040\n"));
}

static void a_plus_marks_what_discards_an_article(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_DISCARDS, "CHESS CUP\n+REGATTA # sailing\n"), SYN_OK);
  assert_true(has("CHESS CUP\tsentence\nREGATTA\tarticle\n"));
}

static void cells_of_csv_may_be_quoted_and_hold_lines(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "Name,cameo,names\r\n\"Selden \"\"Sid\"\" Marsh\",SLD,\"A, B|C\nD\"\r\n"), SYN_OK);
  assert_int_equal(summary.kind, SYN_OWN_CSV);
  assert_true(has("\tSelden \"Sid\" Marsh\tORGANIZATION\t\t\tA, B|C D\t\t\t\tSLD\n"));
}

static void a_csv_without_names_is_refused(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_CSV, "who,what\nA,B\n"), SYN_BAD_INPUT);
  assert_non_null(strstr(problem, "test.txt:1: there is no column \"name\""));
}

static void a_row_with_a_type_that_is_none_is_left_out(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_CSV, "name,type\nSelden,HILL\nMarsh,PLACE\n"), SYN_OK);
  assert_int_equal(summary.row_count, 1);
  assert_non_null(strstr(problem, "test.txt:2: expected a type"));
}

static void terms_of_office_become_codes_with_days(void **state) {
  (void)state;
  static const char entity[] =
      "[\n{\"id\":\"Q999000001\",\"labels\":{\"en\":{\"value\":\"Mara "
      "Lindqvist\"}},\"claims\":{\"P31\":[{\"mainsnak\":{\"datavalue\":{\"value\":"
      "{\"id\":\"Q5\"}}}}],\"P27\":[{\"mainsnak\":{\"datavalue\":{\"value\":{\"id\":\"EE\"}}}}],\"P39\":[{\"mainsnak\":{},\"qualifiers\":{"
      "\"P580\":[{\"datavalue\":{\"value\":{\"time\":\"+2011-03-01T00:00:00Z\"}}}]}}]}},\n]\n";
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, entity), SYN_OK);
  assert_true(has("mara-lindqvist\t\tMara Lindqvist\tPERSON\tEE\tQ999000001\t\t\t\t\tESTGOV >2011-03-01|ESTELI\n"));
}

static void issues_and_prose_are_no_dictionary(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "<ISSUE CATEGORY=\"A\">\nn:school [B]\n</ISSUE>\n"), SYN_BAD_INPUT);
  assert_int_equal(import_as(SYN_OWN_UNKNOWN, "The harbour opened again on Monday.\n"), SYN_BAD_INPUT);
  assert_non_null(strstr(problem, "--as KIND"));
}

static void bytes_of_latin1_are_read_as_such(void **state) {
  (void)state;
  assert_int_equal(import_as(SYN_OWN_ACTORS, "S\xC9LDEN_MARSH [SLD]\n"), SYN_OK);
  assert_true(has("\tS\xC3\x89lden Marsh\t"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_of_an_actor_share_its_codes),
      cmocka_unit_test(codes_with_days_come_before_the_one_for_always),
      cmocka_unit_test(a_short_year_below_thirty_is_of_this_century),
      cmocka_unit_test(a_day_that_is_none_is_left_out_and_told),
      cmocka_unit_test(comments_end_at_the_line_or_at_their_mark),
      cmocka_unit_test(a_state_keeps_its_id_and_its_towns_only_carry_the_code),
      cmocka_unit_test(sets_of_words_make_an_agent_of_each),
      cmocka_unit_test(verbs_have_the_code_of_their_block_or_their_own),
      cmocka_unit_test(verbs_without_headers_are_blocks_of_their_own),
      cmocka_unit_test(a_plus_marks_what_discards_an_article),
      cmocka_unit_test(cells_of_csv_may_be_quoted_and_hold_lines),
      cmocka_unit_test(a_csv_without_names_is_refused),
      cmocka_unit_test(a_row_with_a_type_that_is_none_is_left_out),
      cmocka_unit_test(terms_of_office_become_codes_with_days),
      cmocka_unit_test(issues_and_prose_are_no_dictionary),
      cmocka_unit_test(bytes_of_latin1_are_read_as_such),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
