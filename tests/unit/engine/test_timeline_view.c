/* The timeline of a store: who, where, which days, in which order, what became of a promise. */
#include "sample_pages.h"

#include <string.h>

#include "synoptic/timeline.h"

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

/* A promise, its payment, a meeting in some month, something of others, and a page that states no day at all. */
static const char PAGES[] = "{\"id\":\"1\",\"outlet\":\"Skerry Post\",\"date\":\"2023-05-09\",\"title\":\"Light for the "
                            "harbours\",\"text\":\"Norway will lend Iceland 40 "
                            "million euros for new harbour lamps, minister Ragna Sund told reporters in Bergen. She wore boots, since it "
                            "rained all day, and nobody "
                            "had thought of tea.\"}\n"
                            "{\"id\":\"2\",\"outlet\":\"Fjord Tidings\",\"date\":\"2023-09-20\",\"title\":\"Auditors count "
                            "lamps\",\"text\":\"Auditors in Reykjavik went "
                            "through two cellars of paper this week. Norway lent Iceland 40 million euros on September 4, they found, and "
                            "212 lamps burn by now along "
                            "the piers of the north.\"}\n"
                            "{\"id\":\"3\",\"outlet\":\"Lantern\",\"date\":\"2023-08-02\",\"title\":\"A month of "
                            "visits\",\"text\":\"Norwegian minister Ragna Sund met "
                            "Bjarni Holt of Iceland in Oslo in July. The rolls were gone by noon.\"}\n"
                            "{\"id\":\"4\",\"outlet\":\"Lantern\",\"date\":\"2023-07-06\",\"title\":\"Trawlers\",\"text\":\"Denmark and "
                            "Sweden held talks about "
                            "two trawlers behind an island in Malmo on July 5. Fishermen laughed.\"}\n"
                            "{\"id\":\"5\",\"outlet\":\"Skerry Post\",\"title\":\"Old papers\",\"text\":\"Poland and Latvia held talks in "
                            "Riga on March 3 about whales and "
                            "tin. Nobody took notes.\"}\n";

typedef struct shelf {
  sample_record record;
  syn_collection *collection;
} shelf;

static void open_shelf(shelf *s) {
  static const char *const NAMES[] = {"pages.jsonl"};
  sample_record_init(&s->record);
  sample_write("pages.jsonl", PAGES);
  s->collection = sample_open(sample_engine, NULL);
  sample_add(s->collection, NAMES, 1, &s->record, SYN_OK);
}

static void close_shelf(shelf *s) {
  syn_collection_close(&s->collection);
  sample_record_clear(&s->record);
}

static syn_timeline *ask(const shelf *s, const syn_timeline_request *request) {
  syn_timeline *timeline = NULL;
  syn_error error = {0};
  if (syn_collection_timeline(s->collection, request, &timeline, &error) != SYN_OK) fail_msg("%s", error.text);
  return timeline;
}

static syn_timeline *ask_of(const shelf *s, const char *first, const char *second) {
  const char *actors[] = {first, second};
  return ask(s, &(syn_timeline_request){.actors = actors, .actor_count = second ? 2 : first ? 1 : 0});
}

/* The item whose first account says these words, or NULL. */
static const syn_timeline_item *item_with(const syn_timeline *timeline, const char *words) {
  for (uint32_t i = 0; i < timeline->item_count; i++) {
    const syn_timeline_item *item = &timeline->items[i];
    if (item->account_count > 0 && syn_text_find(item->accounts[item->teller].words, syn_text_from(words), 0) != SIZE_MAX) return item;
  }
  return NULL;
}

static const syn_timeline_item *need_item(const syn_timeline *timeline, const char *words) {
  const syn_timeline_item *item = item_with(timeline, words);
  if (!item) fail_msg("no item says \"%s\"", words);
  return item;
}

static void items_stand_in_order_and_what_is_not_dated_comes_last(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *timeline = ask_of(&s, NULL, NULL);
  const syn_timeline_item *promise = need_item(timeline, "will lend"), *month = need_item(timeline, "Oslo in July"),
                          *day = need_item(timeline, "two trawlers"), *paid = need_item(timeline, "lent Iceland"),
                          *open = need_item(timeline, "whales");
  assert_true(promise < month && month < day && day < paid && paid < open);
  assert_int_equal(promise->placing, SYN_PLACING_TOLD);
  assert_int_equal(month->placing, SYN_PLACING_STATED);
  assert_true(month->date.to.day - month->date.from.day == 30);
  assert_int_equal(open->placing, SYN_PLACING_OPEN);
  assert_int_equal(open->date.basis, SYN_BASIS_NONE);
  assert_true(syn_text_equal(open->accounts[open->teller].open_date, SYN_TEXT("March 3")));
  assert_int_equal(timeline->found_count, timeline->item_count);
  syn_timeline_destroy(&timeline);
  assert_null(timeline);
  close_shelf(&s);
}

static void days_are_written_as_far_as_they_are_stated(void **state) {
  (void)state;
  shelf s;
  char text[64], small[5];
  open_shelf(&s);
  syn_timeline *timeline = ask_of(&s, NULL, NULL);
  syn_timeline_format_day(need_item(timeline, "will lend"), text, sizeof text);
  assert_string_equal(text, "by 2023-05-09");
  syn_timeline_format_day(need_item(timeline, "Oslo in July"), text, sizeof text);
  assert_string_equal(text, "2023-07");
  syn_timeline_format_day(need_item(timeline, "two trawlers"), text, sizeof text);
  assert_string_equal(text, "2023-07-05");
  syn_timeline_format_day(need_item(timeline, "whales"), text, sizeof text);
  assert_string_equal(text, "not stated");
  assert_int_equal(syn_timeline_format_day(need_item(timeline, "two trawlers"), small, sizeof small), 4);
  assert_string_equal(small, "2023");
  syn_timeline_destroy(&timeline);
  close_shelf(&s);
}

static void a_state_acts_through_its_officials_and_a_pair_is_both(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *norway = ask_of(&s, "Norway", NULL), *pair = ask_of(&s, "Ragna Sund", "Bjarni Holt"),
               *both = ask_of(&s, "Norway", "Iceland");
  assert_non_null(item_with(norway, "Oslo in July")); /* Sund is a minister of Norway */
  assert_non_null(item_with(norway, "will lend"));
  assert_null(item_with(norway, "two trawlers"));
  assert_int_equal(norway->actor_count, 1);
  assert_non_null(item_with(pair, "Oslo in July"));
  assert_null(item_with(pair, "will lend"));
  assert_non_null(item_with(both, "will lend"));
  assert_non_null(item_with(both, "lent Iceland"));
  syn_timeline_destroy(&norway);
  syn_timeline_destroy(&pair);
  syn_timeline_destroy(&both);
  close_shelf(&s);
}

static void places_types_and_days_choose(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *oslo = ask(&s, &(syn_timeline_request){.place = "Oslo"}), *consulted = ask(&s, &(syn_timeline_request){.type = "CONSULT"}),
               *spring = ask(&s, &(syn_timeline_request){.from = "2023-05", .to = "2023-06"}),
               *late = ask(&s, &(syn_timeline_request){.from = "2023-07-31", .to = "2023-08-01"});
  assert_int_equal(oslo->item_count, 1);
  assert_non_null(item_with(oslo, "Oslo in July"));
  assert_non_null(item_with(consulted, "two trawlers"));
  assert_null(item_with(consulted, "will lend"));
  assert_non_null(item_with(spring, "will lend")); /* told in May */
  assert_null(item_with(spring, "lent Iceland"));
  assert_null(item_with(spring, "whales"));
  assert_non_null(item_with(late, "Oslo in July")); /* can have been on the 31st */
  assert_null(item_with(late, "two trawlers"));
  syn_timeline_destroy(&oslo);
  syn_timeline_destroy(&consulted);
  syn_timeline_destroy(&spring);
  syn_timeline_destroy(&late);
  close_shelf(&s);
}

static void a_story_is_a_choice_too(void **state) {
  (void)state;
  shelf s;
  syn_story_list *list = NULL;
  char id[SYN_ID_TEXT_SIZE];
  open_shelf(&s);
  assert_int_equal(syn_collection_stories(s.collection, &list, NULL), SYN_OK);
  uint32_t seen = 0;
  for (uint32_t i = 0; i < list->story_count; i++) {
    syn_id_format(list->stories[i].id, id);
    syn_timeline *timeline = ask(&s, &(syn_timeline_request){.story = id});
    for (uint32_t k = 0; k < timeline->item_count; k++)
      assert_int_equal(syn_id_compare(timeline->items[k].occurrence.story, list->stories[i].id), 0);
    seen += timeline->item_count;
    syn_timeline_destroy(&timeline);
  }
  syn_timeline *all = ask_of(&s, NULL, NULL);
  assert_int_equal(seen, all->item_count);
  syn_timeline_destroy(&all);
  syn_story_list_destroy(&list);
  close_shelf(&s);
}

static void a_promise_and_its_deed_are_shown_beside_both(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *timeline = ask_of(&s, NULL, NULL), *later = ask(&s, &(syn_timeline_request){.from = "2023-09-01"});
  const syn_timeline_item *promise = need_item(timeline, "will lend"), *paid = need_item(timeline, "lent Iceland");
  assert_int_equal(timeline->fulfilment_count, 1);
  assert_int_equal(timeline->fulfilments[0].kind, SYN_FULFILMENT_FULFILS);
  assert_int_equal(promise->fulfilments.count, 1);
  assert_int_equal(paid->fulfilments.count, 1);
  assert_int_equal(timeline->other_count, 0);
  assert_null(item_with(later, "will lend")); /* is no item, and is known all the same */
  assert_int_equal(later->other_count, 1);
  const syn_occurrence *other = syn_timeline_occurrence(later, later->fulfilments[0].promise);
  assert_non_null(other);
  assert_int_equal(other->modality, SYN_MODALITY_PLANNED);
  assert_int_equal(syn_timeline_date(later, later->fulfilments[0].deed).basis, SYN_BASIS_TEXT);
  assert_null(syn_timeline_occurrence(later, (syn_id){{0}}));
  syn_timeline_destroy(&timeline);
  syn_timeline_destroy(&later);
  close_shelf(&s);
}

static void of_more_than_are_wanted_the_heaviest_are_shown(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *all = ask_of(&s, NULL, NULL), *two = ask(&s, &(syn_timeline_request){.limit = 2});
  assert_true(all->item_count > 2);
  assert_int_equal(two->item_count, 2);
  assert_int_equal(two->found_count, all->item_count);
  for (uint32_t i = 0; i < 2; i++) assert_int_equal(two->items[i].placing, SYN_PLACING_STATED); /* before what is not dated */
  syn_timeline_destroy(&all);
  syn_timeline_destroy(&two);
  close_shelf(&s);
}

static void the_days_of_which_most_is_made_have_their_words(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  syn_timeline *timeline = ask(&s, &(syn_timeline_request){.day_count = 50}), *one = ask(&s, &(syn_timeline_request){.day_count = 1});
  bool has_day = false;
  assert_true(timeline->day_count >= 5); /* four publications, July 5, September 4 */
  for (uint32_t i = 0; i < timeline->day_count; i++) {
    const syn_timeline_day *day = &timeline->days[i];
    assert_int_equal(day->weight, day->named_count + day->published_count);
    assert_true(i == 0 || timeline->days[i - 1].day < day->day);
    has_day = has_day || syn_text_find(day->words, SYN_TEXT("two trawlers"), 0) != SIZE_MAX;
  }
  assert_true(has_day);
  for (uint32_t i = 0; i < timeline->item_count; i++)
    assert_int_equal(timeline->items[i].date.from.day, timeline->items[i].date.to.day); /* only what was on a day */
  assert_int_equal(one->day_count, 1);
  syn_timeline_destroy(&timeline);
  syn_timeline_destroy(&one);
  close_shelf(&s);
}

static void what_cannot_be_asked_for_is_refused(void **state) {
  (void)state;
  shelf s;
  syn_timeline *timeline = NULL;
  syn_error error = {0};
  const char *actors[] = {"Norway", "Iceland", "Denmark"}, *nobody[] = {"Quagmire"};
  open_shelf(&s);
  const struct {
    syn_timeline_request request;
    syn_status status;
    const char *words;
  } cases[] = {{{.actors = actors, .actor_count = 3}, SYN_BAD_ARGUMENT, "of one actor, or of two"},
               {{.actors = nobody, .actor_count = 1}, SYN_NOT_FOUND, "Quagmire"},
               {{.place = "Quagmire"}, SYN_NOT_FOUND, "Quagmire"},
               {{.story = "zz"}, SYN_NOT_FOUND, "No story"},
               {{.type = "consult"}, SYN_BAD_ARGUMENT, "no kind of event"},
               {{.from = "soon"}, SYN_BAD_ARGUMENT, "is no day"},
               {{.to = "2023-13"}, SYN_BAD_ARGUMENT, "is no day"},
               {{.from = "2024", .to = "2023"}, SYN_BAD_ARGUMENT, "after the last"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    assert_int_equal(syn_collection_timeline(s.collection, &cases[i].request, &timeline, &error), cases[i].status);
    assert_non_null(strstr(error.text, cases[i].words));
    assert_null(timeline);
  }
  close_shelf(&s);
}

static void records_and_picture_are_the_same_each_time(void **state) {
  (void)state;
  shelf s;
  open_shelf(&s);
  sample_record again;
  sample_record_init(&again);
  syn_sink first = sample_sink(&s.record), second = sample_sink(&again);
  syn_buffer_reset(&s.record.output);
  for (int i = 0; i < 2; i++) {
    syn_timeline *timeline = ask(&s, &(syn_timeline_request){.from = "2023-07", .day_count = 0});
    assert_int_equal(syn_timeline_write_records(timeline, i == 0 ? &first : &second, NULL), SYN_OK);
    assert_int_equal(syn_timeline_write_picture(timeline, i == 0 ? &first : &second, NULL), SYN_OK);
    syn_timeline_destroy(&timeline);
  }
  syn_text text = syn_buffer_text(&s.record.output);
  assert_true(syn_text_equal(text, syn_buffer_text(&again.output)));
  assert_true(syn_text_starts_with(text, SYN_TEXT("{\"record\":\"entity\"")));
  assert_true(syn_text_find(text, SYN_TEXT("{\"record\":\"placing\""), 0) != SIZE_MAX);
  assert_true(syn_text_find(text, SYN_TEXT("{\"record\":\"fulfilment\""), 0) != SIZE_MAX);
  assert_true(syn_text_find(text, SYN_TEXT("<svg xmlns="), 0) != SIZE_MAX);
  s.record.writes_left = 0;
  syn_timeline *timeline = ask_of(&s, NULL, NULL);
  assert_int_equal(syn_timeline_write_records(timeline, &first, NULL), SYN_IO);
  assert_int_equal(syn_timeline_write_picture(timeline, &first, NULL), SYN_IO);
  syn_timeline_destroy(&timeline);
  sample_record_clear(&again);
  close_shelf(&s);
}

static void an_empty_store_has_an_empty_timeline(void **state) {
  (void)state;
  syn_collection *collection = sample_open(sample_engine, NULL);
  syn_timeline *timeline = NULL;
  assert_int_equal(syn_collection_timeline(collection, &(syn_timeline_request){.day_count = 3}, &timeline, NULL), SYN_OK);
  assert_int_equal(timeline->item_count, 0);
  assert_int_equal(timeline->day_count, 0);
  syn_timeline_destroy(&timeline);
  syn_timeline_destroy(&timeline);
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(items_stand_in_order_and_what_is_not_dated_comes_last),
      IN_FOLDER(days_are_written_as_far_as_they_are_stated),
      IN_FOLDER(a_state_acts_through_its_officials_and_a_pair_is_both),
      IN_FOLDER(places_types_and_days_choose),
      IN_FOLDER(a_story_is_a_choice_too),
      IN_FOLDER(a_promise_and_its_deed_are_shown_beside_both),
      IN_FOLDER(of_more_than_are_wanted_the_heaviest_are_shown),
      IN_FOLDER(the_days_of_which_most_is_made_have_their_words),
      IN_FOLDER(what_cannot_be_asked_for_is_refused),
      IN_FOLDER(records_and_picture_are_the_same_each_time),
      IN_FOLDER(an_empty_store_has_an_empty_timeline),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
