/* What is found in a store by words and fields, and where it stands. */
#include "sample_pages.h"

#include <string.h>

#include "synoptic/find.h"

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

static const char *const PAGES[] = {"a.html", "b.txt", "c.txt", "d.txt"};

typedef struct fixture {
  sample_record record;
  syn_collection *collection;
  syn_find_result *result;
} fixture;

static void begin(fixture *f) {
  *f = (fixture){.result = NULL};
  sample_record_init(&f->record);
  sample_write_pages();
  f->collection = sample_open(sample_engine, NULL);
  sample_add(f->collection, PAGES, 4, &f->record, SYN_OK);
}

static void end(fixture *f) {
  syn_find_result_destroy(&f->result);
  syn_collection_close(&f->collection);
  sample_record_clear(&f->record);
}

static const syn_find_result *ask_for(fixture *f, const syn_find_request *request) {
  syn_error error = {0};
  syn_find_result_destroy(&f->result);
  if (syn_collection_find(f->collection, request, &f->result, &error) != SYN_OK) fail_msg("%s", error.text);
  return f->result;
}

static const syn_find_result *ask(fixture *f, const char *query) {
  return ask_for(f, &(syn_find_request){.query = query});
}

static syn_text words_at(const syn_find_result *result, const syn_passage_found *passage, syn_span span) {
  return syn_article_words(&result->articles[passage->article], span);
}

/* The title of a hit's article. */
static void assert_title(const syn_find_result *result, uint32_t hit, const char *title) {
  syn_text found = result->articles[result->hits[hit].passages->article].title;
  if (!syn_text_equal(found, syn_text_from(title))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(found), title);
}

static void assert_count(fixture *f, const char *query, uint64_t count) {
  uint64_t found = ask(f, query)->total_count;
  if (found != count) fail_msg("%s: %llu instead of %llu", query, (unsigned long long)found, (unsigned long long)count);
}

static void words_find_articles_with_a_passage(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask(&f, "thermos");
  assert_int_equal(result->kind, SYN_HIT_ARTICLE);
  assert_int_equal(result->total_count, 1);
  assert_title(result, 0, "Drivers wait nine hours in the snow");
  const syn_passage_found *passage = result->hits[0].passages;
  assert_true(
      syn_text_equal(words_at(result, passage, passage->span), SYN_TEXT("\"We had one thermos for six cars,\" said Ola Brenn, a baker.")));
  assert_int_equal(passage->mark_count, 1);
  assert_true(syn_text_equal(words_at(result, passage, passage->marks[0]), SYN_TEXT("thermos")));
  assert_int_equal(ask(&f, "the")->hits[0].passages->mark_count > 0, true);
  assert_count(&f, "nowhere", 0);
  end(&f);
}

static void the_language_of_queries_holds(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  assert_count(&f, "loan", 2);
  assert_count(&f, "LOÁN", 2);
  assert_count(&f, "loan road", 0);
  assert_count(&f, "loan OR road", 4);
  assert_count(&f, "march*", 2);
  assert_count(&f, "march", 0);
  assert_count(&f, "\"loan of 40 million\"", 2);
  assert_count(&f, "\"40 loan million\"", 0);
  assert_count(&f, "\"loan of 40 mil\"*", 2);
  assert_count(&f, "loan -organisers", 1);
  assert_count(&f, "loan outlet:\"fjord tidings\"", 1);
  assert_count(&f, "from:2022", 2);
  assert_count(&f, "to:2022", 2);
  assert_count(&f, "from:2021-01-04 to:2021-01-04", 1);
  assert_count(&f, "actor:\"Ragna Sund\"", 2);
  assert_count(&f, "actor:\"Ragna Sund\" organisers", 1);
  assert_count(&f, "actor:\"Ragna Sund\" actor:\"Ola Brenn\"", 0);
  assert_count(&f, "place:Bergen", 2);
  end(&f);
}

static void a_word_only_in_the_title_is_shown_there(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask(&f, "cuts");
  assert_int_equal(result->total_count, 1);
  const syn_passage_found *passage = result->hits[0].passages;
  assert_int_equal(passage->span.field, SYN_FIELD_TITLE);
  assert_true(syn_text_equal(words_at(result, passage, passage->marks[0]), SYN_TEXT("cuts")));
  end(&f);
}

/* Whether the passage begins and ends between words, is short, and has its words marked. */
static void assert_cut(fixture *f, const char *query, const char *marked) {
  const syn_find_result *result = ask(f, query);
  assert_int_equal(result->total_count, 1);
  const syn_passage_found *passage = result->hits[0].passages;
  syn_text text = result->articles[passage->article].text, shown = words_at(result, passage, passage->span);
  assert_true(shown.size > 100 && shown.size <= 400);
  assert_true(passage->span.start == 0 || text.data[passage->span.start - 1] == ' ');
  assert_true(passage->span.end == text.size || text.data[passage->span.end] == ' ' || text.data[passage->span.end] == '\n');
  assert_true(passage->mark_count > 0);
  assert_true(syn_text_equal(words_at(result, passage, passage->marks[0]), syn_text_from(marked)));
}

static void a_long_sentence_is_cut_around_its_word(void **state) {
  (void)state;
  static const char *const LONG[] = {"long.txt"};
  static char page[8192] = "A sentence without end\n\nJanuary 5, 2021\n\nBeginword stands first, ";
  fixture f;
  begin(&f);
  for (int i = 0; i < 100; i++) strcat(page, i == 50 ? "middleword in it, " : "und \xc3\xb6\xc3\xa4\xc3\xbc so weiter, ");
  strcat(page, "and a lastword.\n");
  sample_write("long.txt", page);
  sample_add(f.collection, LONG, 1, &f.record, SYN_OK);
  assert_cut(&f, "beginword", "Beginword");
  assert_cut(&f, "middleword", "middleword");
  assert_cut(&f, "lastword", "lastword");
  end(&f);
}

static void events_are_found_by_type_with_words_in_their_sentence(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask(&f, "type:PROTEST");
  assert_int_equal(result->kind, SYN_HIT_EVENT);
  assert_int_equal(result->total_count, 2);
  for (uint32_t i = 0; i < result->hit_count; i++) {
    const syn_passage_found *passage = result->hits[i].passages;
    const syn_event *event = &result->facts[passage->article].events[result->hits[i].index];
    assert_int_equal(event->type, SYN_EVENT_PROTEST);
    assert_int_equal(passage->span.start, event->sentence.start);
  }
  assert_count(&f, "type:PROTEST organisers", 1);
  assert_count(&f, "type:PROTEST -organisers", 1);
  assert_count(&f, "type:PROTEST talks", 0); /* in both articles, in neither sentence */
  assert_count(&f, "type:PROTEST place:Bergen", 2);
  assert_count(&f, "type:PROTEST actor:\"Ragna Sund\"", 0); /* spoken of in both articles, takes part in neither march */
  assert_count(&f, "type:CONSULT actor:\"Ragna Sund\" actor:\"Bjarni Holt\"", 1);
  assert_count(&f, "type:PROTEST type:CONSULT", 3);
  assert_count(&f, "type:PROTEST to:2022", 0);
  end(&f);
}

static void quotes_are_found_by_speaker(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask(&f, "speaker:\"Ola Brenn\"");
  assert_int_equal(result->kind, SYN_HIT_QUOTE);
  assert_int_equal(result->total_count, 1);
  const syn_passage_found *passage = result->hits[0].passages;
  assert_true(syn_text_equal(words_at(result, passage, passage->words), SYN_TEXT("We had one thermos for six cars,")) ||
              syn_text_equal(words_at(result, passage, passage->words), SYN_TEXT("We had one thermos for six cars")));
  assert_count(&f, "speaker:\"Ragna Sund\" harbours", 1);
  assert_count(&f, "speaker:\"Ragna Sund\" marched", 0);
  end(&f);
}

static void points_are_found_by_label_and_kind_with_their_sentences(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask(&f, "label:differ marched");
  assert_int_equal(result->kind, SYN_HIT_POINT);
  assert_int_equal(result->total_count, 1);
  const syn_hit *hit = &result->hits[0];
  assert_int_equal(hit->passage_count, hit->point->reading_count);
  for (uint32_t i = 0; i < hit->passage_count; i++) {
    const syn_passage_found *passage = &hit->passages[i];
    assert_int_equal(syn_id_compare(result->articles[passage->article].id, hit->point->readings[i].article), 0);
    assert_true(passage->span.start <= passage->words.start && passage->words.end <= passage->span.end);
  }
  assert_count(&f, "label:differ thermos", 0);
  assert_true(ask(&f, "kind:money")->total_count > 0);
  uint64_t money = f.result->total_count;
  assert_true(ask(&f, "label:agree label:compatible label:differ label:variant label:single")->total_count > money);
  end(&f);
}

static void the_limit_holds_and_what_is_left_is_counted(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  const syn_find_result *result = ask_for(&f, &(syn_find_request){.query = "from:2000", .limit = 3});
  assert_int_equal(result->hit_count, 3);
  assert_int_equal(result->total_count, 4);
  for (uint32_t i = 1; i < result->hit_count; i++) assert_true(result->hits[i - 1].date.to.day >= result->hits[i].date.to.day);
  end(&f);
}

/* All lines of several queries. */
static void write_all(fixture *f) {
  static const char *const QUERIES[] = {"loan OR road", "type:CONSULT", "speaker:\"Ragna Sund\"", "kind:money", "from:2000"};
  const syn_sink sink = sample_sink(&f->record);
  for (size_t i = 0; i < sizeof QUERIES / sizeof QUERIES[0]; i++)
    assert_int_equal(syn_find_write_records(ask(f, QUERIES[i]), &sink, NULL), SYN_OK);
}

static void the_order_of_the_articles_changes_nothing(void **state) {
  (void)state;
  static const char *const BACKWARDS[] = {"d.txt", "c.txt", "b.txt", "a.html"};
  fixture f, other = {.result = NULL};
  begin(&f);
  write_all(&f);
  sample_record_init(&other.record);
  other.collection = sample_open(sample_threads, NULL);
  for (size_t i = 0; i < 4; i++) sample_add(other.collection, &BACKWARDS[i], 1, &other.record, SYN_OK);
  write_all(&other);
  assert_true(f.record.output.size > 2000);
  assert_true(syn_text_equal(syn_buffer_text(&f.record.output), syn_buffer_text(&other.record.output)));
  end(&other);
  end(&f);
}

static void what_is_removed_is_found_no_more(void **state) {
  (void)state;
  fixture f;
  begin(&f);
  syn_id thermos = ask(&f, "thermos")->articles[0].id;
  uint64_t removed = 0;
  assert_int_equal(syn_collection_remove(f.collection, &thermos, 1, &removed, NULL), SYN_OK);
  assert_int_equal(removed, 1);
  assert_count(&f, "thermos", 0);
  assert_count(&f, "road", 1);
  sample_add(f.collection, &PAGES[3], 1, &f.record, SYN_OK);
  assert_count(&f, "thermos", 1);
  end(&f);
}

static void names_that_nobody_has_are_told(void **state) {
  (void)state;
  fixture f;
  syn_error error = {0};
  begin(&f);
  assert_int_equal(syn_collection_find(f.collection, &(syn_find_request){.actor = "Quagmire"}, &f.result, &error), SYN_NOT_FOUND);
  assert_non_null(strstr(error.text, "Quagmire"));
  assert_null(f.result);
  assert_int_equal(syn_collection_find(f.collection, &(syn_find_request){.query = "type:FOO"}, &f.result, &error), SYN_BAD_ARGUMENT);
  end(&f);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(words_find_articles_with_a_passage),
      IN_FOLDER(the_language_of_queries_holds),
      IN_FOLDER(a_word_only_in_the_title_is_shown_there),
      IN_FOLDER(a_long_sentence_is_cut_around_its_word),
      IN_FOLDER(events_are_found_by_type_with_words_in_their_sentence),
      IN_FOLDER(quotes_are_found_by_speaker),
      IN_FOLDER(points_are_found_by_label_and_kind_with_their_sentences),
      IN_FOLDER(the_limit_holds_and_what_is_left_is_counted),
      IN_FOLDER(the_order_of_the_articles_changes_nothing),
      IN_FOLDER(what_is_removed_is_found_no_more),
      IN_FOLDER(names_that_nobody_has_are_told),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
