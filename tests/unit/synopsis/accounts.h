/*
 * Accounts for tests, written out by hand: articles of invented people with the facts that are needed.
 *
 * Facts point at words that must stand in the text; `nth` 0 is the first place of them.
 */
#ifndef TEST_SYNOPSIS_ACCOUNTS_H
#define TEST_SYNOPSIS_ACCOUNTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/digest.h"
#include "records/calendar.h"
#include "records/correction_record.h"
#include "records/record_writer.h"
#include "synopsis/compute.h"
#include "synopsis/text_words.h"

enum { ACCOUNT_LIMIT = 256, FACT_LIMIT = 64, ACCOUNT_ARENA = 1 << 26 };

typedef struct fixture {
  syn_arena *arena;
  syn_world *world;
  syn_article articles[ACCOUNT_LIMIT];
  syn_facts facts[ACCOUNT_LIMIT];
  syn_sketch sketches[ACCOUNT_LIMIT];
  syn_account accounts[ACCOUNT_LIMIT];
  uint32_t count;
  syn_synopsis synopsis;
} fixture;

static inline syn_id test_id(const char *kind, unsigned account, unsigned number) {
  char text[64];
  int size = snprintf(text, sizeof text, "%u/%u", account, number);
  const syn_text part = {text, (size_t)size};
  return syn_digest_id(kind, &part, 1);
}

static inline int fixture_open(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  assert_int_equal(syn_arena_create((size_t)1 << 30, &f->arena), SYN_OK);
  const char *root = getenv("SYN_SOURCE_ROOT");
  char path[4096];
  snprintf(path, sizeof path, "%s/data", root ? root : "..");
  syn_error error = {0};
  if (syn_world_open(root ? path : NULL, &f->world, &error) != SYN_OK) fail_msg("%s", error.text);
  *state = f;
  return 0;
}

static inline int fixture_close(void **state) {
  fixture *f = *state;
  syn_world_close(&f->world);
  syn_arena_destroy(&f->arena);
  free(f);
  return 0;
}

static inline syn_interval test_day(const char *day) {
  syn_interval interval;
  assert_int_equal(syn_calendar_parse(syn_text_from(day), &interval), SYN_OK);
  interval.basis = SYN_BASIS_METADATA;
  return interval;
}

static inline syn_decimal test_decimal(const char *digits) {
  syn_decimal decimal;
  assert_int_equal(syn_decimal_parse(syn_text_from(digits), &decimal), SYN_OK);
  return decimal;
}

/* A sketch as facts make it, without a model: every word of four letters or more is a term. */
static inline void test_sketch(fixture *f, uint32_t account) {
  syn_word_list words;
  syn_text text = f->articles[account].text;
  syn_sketch *sketch = &f->sketches[account];
  assert_int_equal(syn_words_of(text, 0, (uint32_t)text.size, f->arena, &words), SYN_OK);
  sketch->terms = SYN_ARENA_ARRAY(f->arena, syn_term, SYN_SKETCH_TERM_LIMIT);
  assert_non_null(sketch->terms);
  sketch->word_count = words.count;
  for (uint32_t i = 0; i < words.count; i++) {
    syn_text word = words.items[i].folded;
    uint32_t t = 0;
    if (word.size < 4) continue;
    while (t < sketch->term_count && !syn_text_equal(sketch->terms[t].term, word)) t++;
    if (t < sketch->term_count || t == SYN_SKETCH_TERM_LIMIT) continue;
    sketch->terms[sketch->term_count++] = (syn_term){word, 1000};
  }
  for (uint32_t i = 0; i + 5 <= words.count; i++) {
    syn_text five[5];
    for (uint32_t k = 0; k < 5; k++) five[k] = words.items[i + k].folded;
    for (uint32_t k = 0; k < SYN_SKETCH_SIGNATURE_SIZE; k++) {
      char seed[8];
      snprintf(seed, sizeof seed, "%u", k);
      syn_id id = syn_digest_id(seed, five, 5);
      uint32_t value;
      memcpy(&value, id.bytes, sizeof value);
      if (sketch->shingle_count == 0 || value < sketch->signature[k]) sketch->signature[k] = value;
    }
    sketch->shingle_count++;
  }
}

/* `day` NULL: not dated. Returns the number of the account. */
static inline uint32_t add_account(fixture *f, const char *outlet, const char *day, const char *title, const char *text) {
  assert_true(f->count < ACCOUNT_LIMIT);
  uint32_t number = f->count++;
  syn_article *article = &f->articles[number];
  *article = (syn_article){.id = test_id("article", number, 0),
                           .source = syn_text_from(outlet),
                           .outlet = syn_text_from(outlet),
                           .title = syn_text_from(title),
                           .text = syn_text_from(text),
                           .language = SYN_TEXT("en")};
  if (day) article->published = test_day(day);
  syn_facts *facts = &f->facts[number];
  facts->entities = SYN_ARENA_ARRAY(f->arena, syn_entity, FACT_LIMIT);
  facts->times = SYN_ARENA_ARRAY(f->arena, syn_time, FACT_LIMIT);
  facts->quantities = SYN_ARENA_ARRAY(f->arena, syn_quantity, FACT_LIMIT);
  facts->quotes = SYN_ARENA_ARRAY(f->arena, syn_quote, FACT_LIMIT);
  facts->events = SYN_ARENA_ARRAY(f->arena, syn_event, FACT_LIMIT);
  f->accounts[number] = (syn_account){article, facts, &f->sketches[number]};
  test_sketch(f, number);
  return number;
}

/* The place of some words: in the text, else in the title, else in the first caption. */
static inline syn_span test_span(const fixture *f, uint32_t account, const char *words, unsigned nth) {
  const syn_article *article = &f->articles[account];
  for (unsigned field = SYN_FIELD_TEXT; field <= SYN_FIELD_CAPTION; field++) {
    syn_text text = syn_article_field(article, field, 0);
    size_t at = syn_text_find(text, syn_text_from(words), 0);
    for (unsigned i = 0; i < nth && at != SIZE_MAX; i++) at = syn_text_find(text, syn_text_from(words), at + 1);
    if (at != SIZE_MAX) return (syn_span){(uint32_t)at, (uint32_t)(at + strlen(words)), (uint16_t)field, 0};
  }
  fail_msg("\"%s\" does not stand in account %u", words, account);
  return (syn_span){0};
}

static inline uint32_t add_entity(fixture *f, uint32_t account, syn_entity_type type, const char *name, const char *country) {
  syn_facts *facts = &f->facts[account];
  uint32_t number = facts->entity_count++;
  assert_true(number < FACT_LIMIT);
  syn_entity *entity = &facts->entities[number];
  entity->id = test_id("entity", account, number);
  entity->type = type;
  entity->name = syn_text_from(name);
  entity->country = syn_text_from(country);
  entity->mentions = SYN_ARENA_NEW(f->arena, syn_mention);
  entity->mentions[0].span = test_span(f, account, name, 0);
  entity->mention_count = 1;
  return number;
}

static inline uint32_t add_quantity(fixture *f, uint32_t account, const char *words, syn_quantity_kind kind, const char *value,
                                    const char *step, const char *unit, syn_bound bound, const char *of) {
  syn_facts *facts = &f->facts[account];
  uint32_t number = facts->quantity_count++;
  assert_true(number < FACT_LIMIT);
  facts->quantities[number] = (syn_quantity){.id = test_id("quantity", account, number),
                                             .span = test_span(f, account, words, 0),
                                             .kind = kind,
                                             .value = test_decimal(value),
                                             .step = test_decimal(step),
                                             .unit = syn_text_from(unit),
                                             .bound = bound,
                                             .of = syn_text_from(of),
                                             .event = SYN_NO_INDEX,
                                             .converts = SYN_NO_INDEX};
  return number;
}

/* `speaker` SYN_NO_INDEX: not known. */
static inline uint32_t add_quote(fixture *f, uint32_t account, const char *words, uint32_t speaker) {
  syn_facts *facts = &f->facts[account];
  uint32_t number = facts->quote_count++;
  assert_true(number < FACT_LIMIT);
  syn_quote *quote = &facts->quotes[number];
  *quote = (syn_quote){.id = test_id("quote", account, number), .span = test_span(f, account, words, 0), .continues = SYN_NO_INDEX};
  if (speaker != SYN_NO_INDEX) {
    quote->speakers.items = SYN_ARENA_NEW(f->arena, uint32_t);
    quote->speakers.items[0] = speaker;
    quote->speakers.count = 1;
  }
  return number;
}

/* `resolved` NULL: open. A weekday is value "XXXX-WXX-2", unit 'N'; a day without a year "XXXX-03-12", unit 'C'. */
static inline uint32_t add_time(fixture *f, uint32_t account, const char *words, const char *value, char unit, int8_t direction,
                                const char *resolved) {
  syn_facts *facts = &f->facts[account];
  uint32_t number = facts->time_count++;
  assert_true(number < FACT_LIMIT);
  facts->times[number] = (syn_time){.id = test_id("time", account, number),
                                    .span = test_span(f, account, words, 0),
                                    .type = SYN_TIME_DATE,
                                    .value = syn_text_from(value),
                                    .relative = unit != 0,
                                    .shift_unit = unit,
                                    .direction = direction};
  if (resolved) {
    facts->times[number].interval = test_day(resolved);
    facts->times[number].interval.basis = SYN_BASIS_TEXT;
  }
  return number;
}

static inline uint32_t add_event(fixture *f, uint32_t account, const char *sentence, const char *trigger, syn_event_type type,
                                 uint32_t time, uint32_t place) {
  syn_facts *facts = &f->facts[account];
  uint32_t number = facts->event_count++;
  assert_true(number < FACT_LIMIT);
  syn_event *event = &facts->events[number];
  *event = (syn_event){
      .id = test_id("event", account, number), .sentence = test_span(f, account, sentence, 0), .type = type, .time = time, .place = place};
  event->mentions.items = SYN_ARENA_NEW(f->arena, syn_span);
  event->mentions.items[0] = test_span(f, account, trigger, 0);
  event->mentions.count = 1;
  if (time != SYN_NO_INDEX) event->date = facts->times[time].interval;
  return number;
}

static inline void compute(fixture *f) {
  syn_error error = {0};
  if (syn_synopsis_compute(f->accounts, f->count, f->world, f->arena, &f->synopsis, &error) != SYN_OK) fail_msg("%s", error.text);
}

/* The identity that an entity of an account became. */
static inline const syn_identity *identity_of(const fixture *f, uint32_t account, uint32_t entity) {
  syn_id wanted = f->facts[account].entities[entity].id;
  for (uint32_t i = 0; i < f->synopsis.identity_count; i++)
    for (uint32_t m = 0; m < f->synopsis.identities[i].members.count; m++)
      if (syn_id_compare(f->synopsis.identities[i].members.items[m], wanted) == 0) return &f->synopsis.identities[i];
  fail_msg("entity %u of account %u has no identity", entity, account);
  return NULL;
}

static inline const syn_story *story_of(const fixture *f, uint32_t account) {
  for (uint32_t i = 0; i < f->synopsis.story_count; i++)
    for (uint32_t m = 0; m < f->synopsis.stories[i].articles.count; m++)
      if (syn_id_compare(f->synopsis.stories[i].articles.items[m], f->articles[account].id) == 0) return &f->synopsis.stories[i];
  fail_msg("account %u has no story", account);
  return NULL;
}

/* The point that holds a reading of these words in an account. */
static inline const syn_point *point_at(const fixture *f, uint32_t account, const char *words) {
  syn_span span = test_span(f, account, words, 0);
  for (uint32_t i = 0; i < f->synopsis.point_count; i++)
    for (uint32_t r = 0; r < f->synopsis.points[i].reading_count; r++) {
      const syn_reading *reading = &f->synopsis.points[i].readings[r];
      if (syn_id_compare(reading->article, f->articles[account].id) == 0 && reading->span.start == span.start &&
          reading->span.field == span.field)
        return &f->synopsis.points[i];
    }
  fail_msg("no point reads \"%s\" in account %u", words, account);
  return NULL;
}

/* All of a synopsis as JSON lines: two are the same where these are. The caller clears the buffer. */
static inline void serialise(const fixture *f, syn_buffer *lines) {
  const syn_synopsis *synopsis = &f->synopsis;
  const syn_record_lookup lookup = {0};
  for (uint32_t i = 0; i < synopsis->identity_count; i++) syn_record_write_identity(lines, &synopsis->identities[i], (syn_text){0});
  for (uint32_t i = 0; i < synopsis->reprint_count; i++) syn_record_write_reprint(lines, &lookup, &synopsis->reprints[i]);
  for (uint32_t i = 0; i < synopsis->story_count; i++) syn_record_write_story(lines, &synopsis->stories[i]);
  for (uint32_t i = 0; i < synopsis->occurrence_count; i++) syn_record_write_occurrence(lines, &synopsis->occurrences[i]);
  for (uint32_t i = 0; i < synopsis->point_count; i++) syn_record_write_point(lines, &lookup, &synopsis->points[i]);
  for (uint32_t i = 0; i < synopsis->fulfilment_count; i++) syn_record_write_fulfilment(lines, &synopsis->fulfilments[i]);
  for (uint32_t i = 0; i < synopsis->correction_count; i++) syn_record_write_correction(lines, NULL, &synopsis->corrections[i]);
  for (uint32_t i = 0; i < synopsis->lent_date_count; i++) syn_record_write_lent(lines, &synopsis->lent_dates[i]);
}

#endif
