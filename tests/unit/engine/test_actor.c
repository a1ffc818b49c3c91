/* One actor of a store: who is meant, what is told. */
#include "sample_pages.h"

#include <string.h>

#include "synoptic/actor.h"

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, sample_set_up_folder, sample_tear_down_folder)

static const char *const TALKS[] = {"a.html", "b.txt"};

static syn_collection *open_talks(sample_record *record) {
  sample_write_pages();
  syn_collection *collection = sample_open(sample_engine, NULL);
  sample_add(collection, TALKS, 2, record, SYN_OK);
  return collection;
}

static syn_actor *ask(syn_collection *collection, const char *name) {
  syn_actor *actor = NULL;
  syn_error error = {0};
  if (syn_collection_who(collection, name, &actor, &error) != SYN_OK) fail_msg("%s: %s", name, error.text);
  return actor;
}

static void an_actor_has_names_and_roles_with_their_days(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *actor = ask(collection, "Ragna Sund");
  assert_true(syn_text_equal(actor->identity->name, SYN_TEXT("Ragna Sund")));
  assert_int_equal(actor->article_count, 2);
  assert_true(actor->name_count >= 2);
  assert_true(syn_text_equal(actor->names[0].text, SYN_TEXT("Ragna Sund")));
  assert_int_equal(actor->names[0].count, 2);
  assert_int_equal(actor->role_count, 1);
  assert_true(syn_text_equal(actor->roles[0].text, SYN_TEXT("minister")));
  assert_int_equal(actor->roles[0].article_count, 2);
  assert_int_equal(actor->roles[0].stated.from.day, actor->roles[0].stated.to.day); /* 9 May 2023 in both */
  syn_actor_destroy(&actor);
  assert_null(actor);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void deeds_are_events_and_quotes_newest_first(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *actor = ask(collection, "Ragna Sund");
  bool has_quote = false, has_event = false;
  for (uint32_t i = 0; i < actor->deed_count; i++) {
    has_quote = has_quote || actor->deeds[i].is_quote;
    has_event = has_event || !actor->deeds[i].is_quote;
    assert_true(actor->deeds[i].article < actor->article_count);
    if (i > 0) assert_true(actor->deeds[i - 1].date.to.day >= actor->deeds[i].date.to.day);
  }
  assert_true(has_quote && has_event);
  syn_actor_destroy(&actor);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void each_mention_says_why_it_is_linked(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *actor = ask(collection, "Ragna Sund");
  bool is_short = false;
  for (uint32_t i = 0; i < actor->mention_count; i++) {
    const syn_actor_mention *mention = &actor->mentions[i];
    syn_text words = syn_article_words(&actor->articles[mention->article], mention->mention.span);
    if (syn_text_equal(words, SYN_TEXT("Sund"))) is_short = mention->mention.link == SYN_LINK_SHORT_NAME;
  }
  assert_true(is_short);
  syn_actor_destroy(&actor);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void parts_of_the_name_identifiers_and_ids_lead_to_it(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *whole = ask(collection, "Ragna Sund"), *part = ask(collection, "sund"), *country = ask(collection, "no"),
            *named = ask(collection, "NORWAY");
  char id[SYN_ID_TEXT_SIZE];
  syn_id_format(whole->identity->id, id);
  id[8] = '\0';
  syn_actor *by_id = ask(collection, id);
  assert_int_equal(syn_id_compare(whole->identity->id, part->identity->id), 0);
  assert_int_equal(syn_id_compare(whole->identity->id, by_id->identity->id), 0);
  assert_int_equal(syn_id_compare(country->identity->id, named->identity->id), 0);
  syn_actor_destroy(&whole);
  syn_actor_destroy(&part);
  syn_actor_destroy(&by_id);
  syn_actor_destroy(&country);
  syn_actor_destroy(&named);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void who_is_not_there_is_told_with_names_that_are_near(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *actor = NULL;
  syn_error error = {0};
  assert_int_equal(syn_collection_who(collection, "Bjarny Holdt", &actor, &error), SYN_NOT_FOUND);
  assert_non_null(strstr(error.text, "Nobody and nothing in the store is called \"Bjarny Holdt\"."));
  assert_int_equal(syn_collection_who(collection, "  ", &actor, &error), SYN_BAD_ARGUMENT);
  assert_null(actor);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

static void records_begin_with_the_entity(void **state) {
  (void)state;
  sample_record record;
  sample_record_init(&record);
  syn_collection *collection = open_talks(&record);
  syn_actor *actor = ask(collection, "Ragna Sund");
  const syn_sink sink = sample_sink(&record);
  syn_buffer_reset(&record.output);
  assert_int_equal(syn_actor_write_records(actor, &sink, NULL), SYN_OK);
  assert_true(syn_text_starts_with(syn_buffer_text(&record.output), SYN_TEXT("{\"record\":\"entity\"")));
  assert_true(syn_text_find(syn_buffer_text(&record.output), SYN_TEXT("\n{\"record\":\"quote\""), 0) != SIZE_MAX);
  syn_actor_destroy(&actor);
  syn_collection_close(&collection);
  sample_record_clear(&record);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(an_actor_has_names_and_roles_with_their_days),
      IN_FOLDER(deeds_are_events_and_quotes_newest_first),
      IN_FOLDER(each_mention_says_why_it_is_linked),
      IN_FOLDER(parts_of_the_name_identifiers_and_ids_lead_to_it),
      IN_FOLDER(who_is_not_there_is_told_with_names_that_are_near),
      IN_FOLDER(records_begin_with_the_entity),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
