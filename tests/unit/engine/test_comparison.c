/* A comparison: the facts of its accounts, and where their words stand, for footnotes. */
#include "sample_pages.h"

#include <string.h>

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

enum { CITATION_SIZE = 4096 };

/* The comparison of a.html and b.txt, which are one story. */
static syn_comparison *compare_talks(syn_collection *collection, sample_record *record) {
  static const char *const TALKS[] = {"a.html", "b.txt"};
  syn_comparison *comparison = NULL;
  sample_record_init(record);
  sample_write_pages();
  sample_add(collection, TALKS, 2, record, SYN_OK);
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  assert_int_equal(comparison->article_count, 2);
  return comparison;
}

static void the_facts_of_each_account_stand_in_its_column(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_comparison *comparison = compare_talks(collection, &record);
  for (uint32_t i = 0; i < comparison->article_count; i++) {
    const syn_facts *facts = &comparison->facts[i];
    bool has_tuesday = false;
    for (uint32_t t = 0; t < facts->time_count; t++) {
      syn_text words = syn_article_words(&comparison->articles[i], facts->times[t].span);
      if (!syn_text_equal(words, SYN_TEXT("Tuesday"))) continue;
      has_tuesday = true;
      assert_int_equal(facts->times[t].interval.from.day, 19486); /* 9 May 2023 */
    }
    assert_true(has_tuesday);
    assert_true(facts->event_count > 0);
    assert_true(facts->quantity_count > 0);
  }
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void days_that_are_lent_reach_the_facts(void **state) {
  (void)state;
  static const char *const TALKS[] = {"a.html", "undated.txt"};
  sample_record record;
  sample_record_init(&record);
  sample_write_pages();
  sample_write("undated.txt",
               "Skerry Post\n\nIceland to get 40 million euros from Norway\n\nRagna Sund, the Norwegian minister, and Bjarni "
               "Holt of Iceland held talks in Bergen on Tuesday. Norway will provide a loan of 40 million euros, she "
               "said.\n\nAt least 5,000 people marched through Bergen against the loan, the organisers said.\n");
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, TALKS, 2, &record, SYN_OK);
  syn_comparison *comparison = NULL;
  assert_int_equal(syn_collection_compare(collection, NULL, &comparison, NULL), SYN_OK);
  assert_int_equal(comparison->article_count, 2);
  uint32_t lent = comparison->articles[0].published.basis == SYN_BASIS_LINKED ? 0 : 1;
  assert_int_equal(comparison->articles[lent].published.basis, SYN_BASIS_LINKED);
  const syn_time *time = &comparison->facts[lent].times[0];
  assert_int_equal(time->interval.basis, SYN_BASIS_LINKED);
  assert_int_equal(time->interval.from.day, 19486);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_citation_names_the_page_and_the_place(void **state) {
  (void)state;
  char citation[CITATION_SIZE];
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_comparison *comparison = compare_talks(collection, &record);
  uint32_t column = syn_text_equal(comparison->articles[0].outlet, SYN_TEXT("Fjord Tidings")) ? 0 : 1;
  const syn_span title = {19, 35, SYN_FIELD_TITLE, 0};
  size_t size = syn_comparison_citation(comparison, column, title, citation, sizeof citation);
  assert_int_equal(size, strlen(citation));
  assert_ptr_equal(strstr(citation, "Fjord Tidings, “Norway lends Iceland 40 million euros”, 9 May 2023, "), citation);
  assert_non_null(strstr(citation, "a.html, title 19–35"));
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_citation_shows_what_is_kept_of_the_page(void **state) {
  (void)state;
  char citation[CITATION_SIZE];
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_comparison *comparison = compare_talks(collection, &record);
  const syn_evidence evidence = {.article = comparison->articles[1].id,
                                 .sha256 = SYN_TEXT("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
                                 .captured = SYN_TEXT("2023-05-10T07:00:00Z")};
  comparison->evidence = &evidence;
  comparison->evidence_count = 1;
  syn_comparison_citation(comparison, 1, (syn_span){0}, citation, sizeof citation);
  assert_non_null(strstr(citation, ", text 0–0, SHA-256 0123456789abcdef, captured 2023-05-10T07:00:00Z"));
  syn_comparison_citation(comparison, 0, (syn_span){0}, citation, sizeof citation);
  assert_null(strstr(citation, "SHA-256"));
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_citation_is_cut_at_a_character(void **state) {
  (void)state;
  char whole[CITATION_SIZE], citation[CITATION_SIZE];
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_comparison *comparison = compare_talks(collection, &record);
  size_t whole_size = syn_comparison_citation(comparison, 0, (syn_span){0}, whole, sizeof whole);
  for (size_t room = 1; room <= whole_size + 1; room++) {
    memset(citation, '#', sizeof citation);
    size_t size = syn_comparison_citation(comparison, 0, (syn_span){0}, citation, room);
    assert_true(size < room);
    assert_true(size + 4 >= room); /* at most three bytes of a character are left out */
    assert_int_equal(citation[size], '\0');
    assert_memory_equal(citation, whole, size);
    assert_true(((unsigned char)whole[size] & 0xC0) != 0x80);
    assert_int_equal(citation[room], '#');
  }
  assert_int_equal(syn_comparison_citation(comparison, 0, (syn_span){0}, citation, 0), 0);
  assert_int_equal(syn_comparison_citation(comparison, 2, (syn_span){0}, citation, sizeof citation), 0);
  assert_string_equal(citation, "");
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void the_report_has_the_dates_of_the_accounts(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_comparison *comparison = compare_talks(collection, &record);
  const syn_sink sink = sample_sink(&record);
  syn_buffer_reset(&record.output);
  assert_int_equal(syn_comparison_write_report(comparison, &sink, NULL), SYN_OK);
  syn_text html = syn_buffer_text(&record.output);
  assert_true(syn_text_find(html, SYN_TEXT("<time datetime=\"2023-05-09\">9 May 2023</time>"), 0) != SIZE_MAX);
  assert_true(syn_text_find(html, SYN_TEXT("<span class=\"when\">Tuesday</span>"), 0) != SIZE_MAX);
  assert_true(syn_text_find(html, SYN_TEXT("<cite"), 0) != SIZE_MAX);
  syn_comparison_destroy(&comparison);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(the_facts_of_each_account_stand_in_its_column),
      IN_FOLDER(days_that_are_lent_reach_the_facts),
      IN_FOLDER(a_citation_names_the_page_and_the_place),
      IN_FOLDER(a_citation_shows_what_is_kept_of_the_page),
      IN_FOLDER(a_citation_is_cut_at_a_character),
      IN_FOLDER(the_report_has_the_dates_of_the_accounts),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
