/* Versions of a page: told by address and order, counted once, with what changed; whatever the order in which they came. */
#include "accounts.h"
#include "base/memory.h"
#include "records/correction_record.h"

static const char FIRST_TEXT[] = "A fire in a warehouse at the Brennholm dock killed 12 people on Monday, the harbour police said.\n\n"
                                 "\"We had no warning before the roof came down,\" said Ada Venn, the harbour master of the town.\n\n"
                                 "The dock was built in 1962 and handles a third of the grain that the country sells abroad.\n\n"
                                 "Police arrested the manager of the warehouse on Tuesday morning.";
static const char SECOND_TEXT[] = "A fire in a warehouse at the Brennholm dock killed 14 people on Monday, the harbour police said.\n\n"
                                  "\"We had one warning before the roof came down,\" said Ada Fenn, the harbour master of the town.\n\n"
                                  "The dock was built in 1962 and handles a third of the grain that the country sells abroad.\n\n"
                                  "Unions called a strike for Thursday, and the mayor wants an inquiry into the fire.";

/* A capture of the page of the dock, with the facts of its text. */
static uint32_t add_capture(fixture *f, const char *captured, bool is_second) {
  uint32_t account = add_account(f, "The Lantern", "2031-05-12", is_second ? "Fire at dock kills 14" : "Fire at dock kills 12",
                                 is_second ? SECOND_TEXT : FIRST_TEXT);
  f->articles[account].url = SYN_TEXT("https://lantern.example/dock-fire");
  f->articles[account].captured = syn_text_from(captured);
  (void)add_quantity(f, account, is_second ? "14 people" : "12 people", SYN_QUANTITY_COUNT, is_second ? "14" : "12", "1", "person",
                     SYN_BOUND_EXACT, "people");
  uint32_t master = add_entity(f, account, SYN_ENTITY_PERSON, is_second ? "Ada Fenn" : "Ada Venn", "");
  (void)add_quote(f, account, is_second ? "We had one warning before the roof came down" : "We had no warning before the roof came down",
                  master);
  if (!is_second)
    (void)add_event(f, account, "Police arrested the manager of the warehouse on Tuesday morning.", "arrested", SYN_EVENT_COERCE,
                    SYN_NO_INDEX, SYN_NO_INDEX);
  return account;
}

static const syn_change *find_change(const syn_correction *correction, syn_change_kind kind) {
  for (uint32_t i = 0; i < correction->change_count; i++)
    if (correction->changes[i].kind == kind) return &correction->changes[i];
  fail_msg("no change of kind %d", (int)kind);
  return NULL;
}

static void assert_value(syn_text value, const char *expected) {
  if (!syn_text_equal(value, syn_text_from(expected))) fail_msg("\"%.*s\" is not \"%s\"", SYN_TEXT_ARGUMENTS(value), expected);
}

static void a_later_capture_counts_and_the_earlier_is_in_no_story(void **state) {
  fixture *f = *state;
  uint32_t later = add_capture(f, "2031-05-13T07:30:00Z", true), earlier = add_capture(f, "2031-05-12T18:00:00Z", false);
  compute(f);
  assert_int_equal(f->synopsis.story_count, 1);
  assert_int_equal(f->synopsis.stories[0].articles.count, 1);
  assert_int_equal(syn_id_compare(f->synopsis.stories[0].articles.items[0], f->articles[later].id), 0);
  assert_int_equal(f->synopsis.reprint_count, 0);
  assert_int_equal(f->synopsis.correction_count, 1);
  const syn_correction *correction = &f->synopsis.corrections[0];
  assert_int_equal(syn_id_compare(correction->article, f->articles[later].id), 0);
  assert_int_equal(syn_id_compare(correction->version_of, f->articles[earlier].id), 0);
  assert_non_null(identity_of(f, earlier, 0)); /* what the earlier one names is known */
}

static void a_correction_tells_what_changed(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  compute(f);
  const syn_correction *correction = &f->synopsis.corrections[0];
  const syn_change *figure = find_change(correction, SYN_CHANGE_FIGURE), *quote = find_change(correction, SYN_CHANGE_QUOTE);
  assert_value(figure->value_from, "12 people");
  assert_value(figure->value_to, "14 people");
  assert_value(quote->value_to, "We had one warning before the roof came down");
  assert_value(find_change(correction, SYN_CHANGE_NAME)->value_from, "Ada Venn");
  assert_value(find_change(correction, SYN_CHANGE_TITLE)->value_to, "Fire at dock kills 14");
  const syn_change *event = find_change(correction, SYN_CHANGE_EVENT);
  assert_true(event->has_from && !event->has_to);
  unsigned added = 0, removed = 0;
  for (uint32_t i = 0; i < correction->change_count; i++) {
    if (correction->changes[i].kind != SYN_CHANGE_PARAGRAPH) continue;
    added += !correction->changes[i].has_from;
    removed += !correction->changes[i].has_to;
  }
  assert_int_equal(added, 1);
  assert_int_equal(removed, 1);
  assert_int_equal(correction->when.basis, SYN_BASIS_METADATA);
}

static void a_page_that_reads_the_same_is_a_version_without_changes(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  (void)add_capture(f, "2031-05-12T19:00:00Z", false);
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 1);
  assert_int_equal(f->synopsis.corrections[0].change_count, 0);
}

static void versions_follow_each_other_in_a_chain(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  uint32_t last = add_capture(f, "2031-05-14T07:30:00Z", true);
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 2);
  assert_int_equal(f->synopsis.story_count, 1);
  assert_int_equal(syn_id_compare(f->synopsis.stories[0].articles.items[0], f->articles[last].id), 0);
}

static void two_captures_of_which_nobody_says_which_was_first_are_two_accounts(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "", false);
  (void)add_capture(f, "", true);
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 0);
  uint32_t articles = 0;
  for (uint32_t i = 0; i < f->synopsis.story_count; i++) articles += f->synopsis.stories[i].articles.count;
  assert_int_equal(articles, 2);
}

static void another_page_at_the_same_address_is_another_article(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  uint32_t other = add_account(f, "The Lantern", "2031-06-20", "This page was taken down",
                               "The page that you look for is not here any more. "
                               "Our archive is open to readers in the town hall.");
  f->articles[other].url = SYN_TEXT("https://lantern.example/dock-fire");
  f->articles[other].captured = SYN_TEXT("2031-06-20T10:00:00Z");
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 0);
  assert_int_equal(f->synopsis.story_count, 2);
}

static void addresses_are_one_without_what_tells_no_page(void **state) {
  fixture *f = *state;
  uint32_t first = add_capture(f, "2031-05-12T18:00:00Z", false);
  f->articles[first].url = SYN_TEXT("http://www.Lantern.example/dock-fire/?utm_source=mail&fbclid=7#top");
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 1);
}

static void the_query_tells_pages_apart(void **state) {
  fixture *f = *state;
  uint32_t first = add_capture(f, "2031-05-12T18:00:00Z", false);
  f->articles[first].url = SYN_TEXT("https://lantern.example/dock-fire?id=7");
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 0);
}

static void the_order_in_which_versions_came_does_not_matter(void **state) {
  fixture *f = *state;
  syn_buffer first, other;
  syn_buffer_init(&first, 1 << 20);
  syn_buffer_init(&other, 1 << 20);
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  (void)add_capture(f, "2031-05-14T07:30:00Z", false);
  (void)add_account(f, "Nordholm Courier", "2031-05-13", "Dock fire kills 14",
                    "The fire at the Brennholm dock killed 14 people on Monday.");
  compute(f);
  serialise(f, &first);
  for (uint32_t i = 0; i < f->count; i++) {
    syn_account moved = f->accounts[0];
    memmove(&f->accounts[0], &f->accounts[1], (f->count - 1) * sizeof moved);
    f->accounts[f->count - 1] = moved;
    compute(f);
    syn_buffer_reset(&other);
    serialise(f, &other);
    assert_true(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&other)));
  }
  syn_buffer_clear(&first);
  syn_buffer_clear(&other);
}

static void a_correction_comes_back_as_it_was_written(void **state) {
  fixture *f = *state;
  syn_buffer first, again;
  syn_correction read;
  syn_error error = {0};
  syn_buffer_init(&first, 1 << 20);
  syn_buffer_init(&again, 1 << 20);
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  compute(f);
  syn_record_write_correction(&first, NULL, &f->synopsis.corrections[0]);
  if (syn_record_read_correction(syn_buffer_text(&first), NULL, f->arena, &read, &error) != SYN_OK) fail_msg("%s", error.text);
  syn_record_write_correction(&again, NULL, &read);
  assert_true(syn_text_equal(syn_buffer_text(&first), syn_buffer_text(&again)));
  assert_int_equal(syn_record_read_correction(SYN_TEXT("{\"record\":\"correction\",\"changes\":[{\"kind\":\"colour\"}]}"), NULL, f->arena,
                                              &read, &error),
                   SYN_BAD_INPUT);
  syn_buffer_clear(&first);
  syn_buffer_clear(&again);
}

static void a_page_of_more_paragraphs_than_are_paired_is_compared_all_the_same(void **state) {
  enum { PARAGRAPHS = 600 }; /* three times as many as are paired */
  fixture *f = *state;
  syn_buffer texts[2];
  for (unsigned version = 0; version < 2; version++) {
    syn_buffer_init(&texts[version], 1 << 22);
    for (unsigned i = 0; i < PARAGRAPHS; i++)
      syn_buffer_format(&texts[version], "Row %u of the table holds %u tons of grain that came to the dock in that week.\n\n", i,
                        i % 3 == 0 ? i + version : i);
    syn_buffer_add_byte(&texts[version], '\0');
    uint32_t account = add_account(f, "The Lantern", "2031-05-12", "Grain", syn_buffer_text(&texts[version]).data);
    f->articles[account].url = SYN_TEXT("https://lantern.example/grain");
    f->articles[account].captured = version == 0 ? SYN_TEXT("2031-05-12") : SYN_TEXT("2031-05-13");
  }
  compute(f);
  assert_int_equal(f->synopsis.correction_count, 1);
  assert_true(f->synopsis.corrections[0].change_count <= SYN_CHANGE_KIND_COUNT * 50);
  syn_buffer_clear(&texts[0]);
  syn_buffer_clear(&texts[1]);
}

static void every_failed_allocation_is_told(void **state) {
  fixture *f = *state;
  (void)add_capture(f, "2031-05-12T18:00:00Z", false);
  (void)add_capture(f, "2031-05-13T07:30:00Z", true);
  for (long count = 0;; count++) {
    syn_arena *arena = NULL;
    syn_synopsis synopsis;
    assert_int_equal(syn_arena_create(1 << 26, &arena), SYN_OK);
    syn_memory_fail_after(count);
    syn_status status = syn_synopsis_compute(f->accounts, f->count, f->world, arena, &synopsis, NULL);
    bool is_over = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    syn_arena_destroy(&arena);
    assert_int_equal(status, is_over ? SYN_OK : SYN_NO_MEMORY);
    if (is_over) break;
  }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, fixture_open, fixture_close)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_later_capture_counts_and_the_earlier_is_in_no_story),
      TEST(a_correction_tells_what_changed),
      TEST(a_page_that_reads_the_same_is_a_version_without_changes),
      TEST(versions_follow_each_other_in_a_chain),
      TEST(two_captures_of_which_nobody_says_which_was_first_are_two_accounts),
      TEST(another_page_at_the_same_address_is_another_article),
      TEST(addresses_are_one_without_what_tells_no_page),
      TEST(the_query_tells_pages_apart),
      TEST(the_order_in_which_versions_came_does_not_matter),
      TEST(a_correction_comes_back_as_it_was_written),
      TEST(a_page_of_more_paragraphs_than_are_paired_is_compared_all_the_same),
      TEST(every_failed_allocation_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
