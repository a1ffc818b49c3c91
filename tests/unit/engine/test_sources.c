/* Sources: outlets with what was collected of them, who copied whom, what is their own; and requests of a stated time. */
#include "sample_pages.h"

#include <stdio.h>
#include <string.h>

#include "engine/collection_internal.h"
#include "synoptic/sources.h"

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

static const char WIRE[] =
    "{\"id\":\"w\",\"outlet\":\"Coast Wire\",\"date\":\"2031-05-12\",\"byline\":\"Ada Fenn\",\"text\":\"A fire in a warehouse at the "
    "Brennholm dock "
    "killed 14 people on Monday, the harbour police said. The dock was built in 1962 and handles a third of the grain that the country "
    "sells abroad. Unions called a strike for Thursday, and the mayor wants an inquiry into the fire.\"}\n";
static const char COPY[] =
    "{\"id\":\"c\",\"outlet\":\"Morning Gull\",\"date\":\"2031-05-13\",\"byline\":\"Jo Hale\",\"text\":\"A fire in a warehouse at the "
    "Brennholm dock "
    "killed 14 people on Monday, the harbour police said. The dock was built in 1962 and handles a third of the grain that the country "
    "sells abroad. Unions called a strike for Thursday, and the mayor wants an inquiry into the fire.\"}\n";
static const char OTHER[] = "{\"id\":\"o\",\"outlet\":\"morning gull\",\"date\":\"2031-05-16\",\"byline\":\"Jo Hale\",\"text\":\"Tickets "
                            "for the ferry to Sundvik will cost a "
                            "tenth more from June, the company said. Passengers complained that the boats are old.\"}\n";

static const syn_source *find_source(const syn_sources *sources, const char *name) {
  for (uint32_t i = 0; i < sources->source_count; i++)
    if (syn_text_equal_ascii_case(sources->sources[i].name, syn_text_from(name))) return &sources->sources[i];
  fail_msg("no outlet \"%s\"", name);
  return NULL;
}

static syn_collection *open_with_articles(sample_record *record) {
  static const char *const NAMES[] = {"wire.jsonl", "gull.jsonl"};
  char gull[4096];
  sample_record_init(record);
  sample_write("wire.jsonl", WIRE);
  snprintf(gull, sizeof gull, "%s%s", COPY, OTHER);
  sample_write("gull.jsonl", gull);
  syn_collection *collection = sample_open(sample_engine, "s.db");
  sample_add(collection, NAMES, 2, record, SYN_OK);
  return collection;
}

static syn_sources *read_sources(syn_collection *collection, const char *outlet) {
  syn_sources *sources = NULL;
  syn_error error = {0};
  if (syn_collection_sources(collection, outlet, &sources, &error) != SYN_OK) fail_msg("%s", error.text);
  return sources;
}

static void copies_are_told_on_both_sides_and_are_not_own(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = open_with_articles(&record);
  syn_sources *sources = read_sources(collection, NULL);
  assert_int_equal(sources->source_count, 2);
  const syn_source *wire = find_source(sources, "Coast Wire"), *gull = find_source(sources, "Morning Gull");
  assert_int_equal(wire->gave.count, 1);
  assert_true(syn_text_equal(wire->gave.items[0].name, gull->name));
  assert_int_equal(gull->took.count, 1);
  assert_int_equal(gull->article_count, 2); /* under both spellings of its name */
  assert_int_equal(gull->own_count, 1);
  assert_int_equal(wire->own_count, 1);
  syn_sources_destroy(&sources);
  assert_null(sources);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void days_in_a_row_are_covered_and_between_them_are_gaps(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = open_with_articles(&record);
  const syn_request feed = {.kind = SYN_REQUEST_FEED,
                            .source = SYN_TEXT("https://gull.example/feed"),
                            .outlet = SYN_TEXT("Morning Gull"),
                            .first_asked = SYN_TEXT("2031-05-14T06:00:00Z"),
                            .asked = SYN_TEXT("2031-05-14T06:00:00Z"),
                            .is_stated = true};
  assert_int_equal(syn_store_note_request(collection->store, &feed, NULL), SYN_OK);
  syn_sources *sources = read_sources(collection, "MORNING GULL");
  assert_int_equal(sources->source_count, 1);
  const syn_source *gull = &sources->sources[0];
  assert_int_equal(gull->days_count, 2); /* 13 and 14 May, when it was asked for; 16 May */
  assert_int_equal(gull->day_count, 3);
  assert_int_equal(gull->days[0].last - gull->days[0].first, 1);
  assert_int_equal(gull->days[0].article_count, 1);
  assert_int_equal(gull->request_count, 2);
  syn_sources_destroy(&sources);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_request_of_a_stated_time_makes_its_outlet_silent_and_is_exported(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = open_with_articles(&record);
  const syn_request feed = {.kind = SYN_REQUEST_FEED,
                            .source = SYN_TEXT("https://post.example/feed"),
                            .outlet = SYN_TEXT("Sundvik Post"),
                            .first_asked = SYN_TEXT("2031-05-12T06:00:00Z"),
                            .asked = SYN_TEXT("2031-05-12T06:00:00Z"),
                            .is_stated = true};
  sample_export(collection, &record);
  assert_int_equal(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT("Sundvik Post"), 0), SIZE_MAX);
  assert_int_equal(syn_store_note_request(collection->store, &feed, NULL), SYN_OK);
  syn_buffer_reset(&record.output);
  sample_export(collection, &record);
  syn_text output = syn_buffer_text(&record.output);
  assert_int_not_equal(syn_text_find(output, SYN_TEXT("{\"outlet\":\"Sundvik Post\",\"articles\":0,\"days\":1,\"asked\":true"), 0),
                       SIZE_MAX);
  assert_int_not_equal(syn_text_find(output, SYN_TEXT("\"asked\":\"2031-05-12T06:00:00Z\",\"basis\":\"stated\""), 0), SIZE_MAX);
  assert_int_equal(syn_text_find(output, SYN_TEXT("\"basis\":\"read\""), 0), SIZE_MAX);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void a_feed_that_did_not_answer_covers_no_day_and_makes_no_silence(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = open_with_articles(&record);
  syn_request_failure failure = {SYN_TEXT("https://post.example/feed"), SYN_TEXT("the host does not answer")};
  const syn_request feed = {.kind = SYN_REQUEST_FEED,
                            .source = failure.source,
                            .outlet = SYN_TEXT("Sundvik Post"),
                            .first_asked = SYN_TEXT("2031-05-12T06:00:00Z"),
                            .asked = SYN_TEXT("2031-05-12T06:00:00Z"),
                            .is_stated = true,
                            .failures = &failure,
                            .failure_count = 1};
  assert_int_equal(syn_store_note_request(collection->store, &feed, NULL), SYN_OK);
  sample_export(collection, &record);
  assert_int_equal(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT("{\"outlet\":\"Sundvik Post\",\"articles\""), 0), SIZE_MAX);
  syn_sources *sources = read_sources(collection, "Sundvik Post");
  assert_int_equal(sources->sources[0].day_count, 0);
  assert_int_equal(sources->sources[0].failed_count, 1);
  syn_sources_destroy(&sources);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void all_that_failed_is_counted_though_not_all_is_named(void **state) {
  (void)state;
  enum { BROKEN = 1203 };
  static const char *const NAMES[] = {"broken.jsonl"};
  static char lines[sizeof WIRE + 3 * BROKEN];
  sample_record record;
  strcpy(lines, WIRE);
  for (unsigned i = 0; i < BROKEN; i++) strcat(lines, "{\n");
  sample_record_init(&record);
  sample_write("broken.jsonl", lines);
  syn_collection *collection = sample_open(sample_engine, "s.db");
  sample_add(collection, NAMES, 1, &record, SYN_OK);
  syn_sources *sources = read_sources(collection, NULL);
  assert_int_equal(sources->failed_count, BROKEN);
  assert_int_equal(sources->requests[0].failure_count + sources->requests[0].unnamed_count, BROKEN);
  assert_int_equal(find_source(sources, "Coast Wire")->failed_count, BROKEN);
  for (uint32_t i = 0; i < sources->requests[0].failure_count; i++)
    assert_int_equal(syn_text_find(sources->requests[0].failures[i].why, SYN_TEXT(" more"), 0), SIZE_MAX);
  syn_sources_destroy(&sources);
  sample_write("broken.jsonl", WIRE);
  sample_add(collection, NAMES, 1, &record, SYN_OK);
  sources = read_sources(collection, NULL);
  assert_int_equal(sources->failed_count, 0); /* it came */
  syn_sources_destroy(&sources);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void an_outlet_that_is_not_there_is_named(void **state) {
  (void)state;
  sample_record record;
  syn_error error = {0};
  syn_sources *sources = NULL;
  syn_collection *collection = open_with_articles(&record);
  assert_int_equal(syn_collection_sources(collection, "Nobody", &sources, &error), SYN_NOT_FOUND);
  assert_non_null(strstr(error.text, "Nobody"));
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void records_hold_outlets_and_requests(void **state) {
  (void)state;
  sample_record record;
  syn_collection *collection = open_with_articles(&record);
  syn_sources *sources = read_sources(collection, NULL);
  const syn_sink sink = sample_sink(&record);
  syn_buffer_reset(&record.output);
  assert_int_equal(syn_sources_write_records(sources, &sink, NULL), SYN_OK);
  syn_text output = syn_buffer_text(&record.output);
  assert_true(syn_text_starts_with(output, SYN_TEXT("{\"record\":\"source\",\"outlet\":\"Morning Gull\",\"articles\":2")));
  assert_int_not_equal(syn_text_find(output, SYN_TEXT("{\"record\":\"collection\""), 0), SIZE_MAX);
  assert_int_not_equal(syn_text_find(output, SYN_TEXT("\"basis\":\"read\""), 0), SIZE_MAX);
  record.writes_left = 0;
  assert_int_equal(syn_sources_write_records(sources, &sink, NULL), SYN_IO);
  syn_sources_destroy(&sources);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(copies_are_told_on_both_sides_and_are_not_own),
      IN_FOLDER(days_in_a_row_are_covered_and_between_them_are_gaps),
      IN_FOLDER(a_request_of_a_stated_time_makes_its_outlet_silent_and_is_exported),
      IN_FOLDER(a_feed_that_did_not_answer_covers_no_day_and_makes_no_silence),
      IN_FOLDER(all_that_failed_is_counted_though_not_all_is_named),
      IN_FOLDER(an_outlet_that_is_not_there_is_named),
      IN_FOLDER(records_hold_outlets_and_requests),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
