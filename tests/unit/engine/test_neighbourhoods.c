/*
 * What is derived from a store depends on the set of its articles: articles that come and go in any order, each followed by a reading, give
 * the bytes that a store gives to which the same set was added at once. Made-up records with words, names, figures and copies that meet
 * often; crowds and neighbourhoods are made small, so that lists become too long and neighbourhoods are cut all the time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "engine/collection_internal.h"
#include "engine/neighbourhoods.h"
#include "records/calendar.h"
#include "records/record_writer.h"
#include "sample_pages.h"

enum { WORDS = 40, TERMS = 9, PERSONS = 9, DAYS = 60, TEXT_LIMIT = 4096, LINES_LIMIT = 1 << 20 };

/* splitmix64 */
static uint32_t draw(uint64_t *random, uint32_t below) {
  *random += UINT64_C(0x9E3779B97F4A7C15);
  uint64_t value = *random;
  value = (value ^ (value >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  value = (value ^ (value >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (uint32_t)(((value ^ (value >> 31)) >> 32) * below >> 32);
}

typedef struct maker {
  syn_arena *arena;
  uint64_t random;
  uint32_t number; /* of the article */
  syn_buffer text;
} maker;

static syn_text named(maker *m, const char *kind, uint32_t number) {
  syn_text text;
  assert_int_equal(syn_arena_format(m->arena, &text, "%s%u", kind, number), SYN_OK);
  return text;
}

static syn_id made_id(const char *kind, uint32_t a, uint32_t b) {
  const uint32_t numbers[] = {a, b};
  const syn_text part = {(const char *)numbers, sizeof numbers};
  return syn_digest_id(kind, &part, 1);
}

static syn_span add_words(maker *m, const char *before, syn_text words) {
  syn_buffer_format(&m->text, "%s", before);
  syn_span span = {.start = (uint32_t)m->text.size};
  syn_buffer_add(&m->text, words);
  span.end = (uint32_t)m->text.size;
  return span;
}

static void add_entity(maker *m, syn_facts *facts, syn_entity_type type, syn_text name, syn_span span) {
  static const char *const COUNTRIES[] = {"", "", "MT", "MD", "NO"};
  syn_entity *entity = &facts->entities[facts->entity_count];
  *entity = (syn_entity){.id = made_id("entity", m->number, facts->entity_count), .type = type, .name = name};
  if (type == SYN_ENTITY_PERSON) entity->country = syn_text_from(COUNTRIES[draw(&m->random, 5)]);
  entity->mentions = SYN_ARENA_NEW(m->arena, syn_mention);
  assert_non_null(entity->mentions);
  entity->mentions[0] = (syn_mention){.span = span, .kind = SYN_MENTION_NAME};
  entity->mention_count = 1;
  facts->entity_count++;
}

static syn_index_list one_index(maker *m, uint32_t index) {
  syn_index_list list = {SYN_ARENA_NEW(m->arena, uint32_t), 1};
  assert_non_null(list.items);
  list.items[0] = index;
  return list;
}

static void make_facts(maker *m, syn_facts *facts, uint32_t story) {
  static const char *const PEOPLE[PERSONS] = {"Ana Petrova",   "Anna Petrowa", "Ivo Brandt", "Orla Tenda",      "Mira Osten",
                                              "Tam Lindqvist", "Petrova",      "Brandt",     "Dag Hallgrimsson"};
  *facts = (syn_facts){.entities = SYN_ARENA_ARRAY(m->arena, syn_entity, 3),
                       .quantities = SYN_ARENA_ARRAY(m->arena, syn_quantity, 1),
                       .events = SYN_ARENA_ARRAY(m->arena, syn_event, 1)};
  assert_true(facts->entities && facts->quantities && facts->events);
  for (uint32_t i = 0; i < 2; i++) {
    syn_text name = syn_text_from(PEOPLE[draw(&m->random, PERSONS)]);
    add_entity(m, facts, SYN_ENTITY_PERSON, name, add_words(m, i == 0 ? "" : " helped ", name));
  }
  syn_text place = named(m, "Tallby", story % 5);
  add_entity(m, facts, SYN_ENTITY_PLACE, place, add_words(m, " in ", place));
  syn_text figure = named(m, "", 100 + story * 7 + draw(&m->random, 2));
  facts->quantities[facts->quantity_count++] = (syn_quantity){.id = made_id("quantity", m->number, 0),
                                                              .span = add_words(m, " before ", figure),
                                                              .kind = SYN_QUANTITY_COUNT,
                                                              .value = {atoll(figure.data), 0},
                                                              .step = {1, 0},
                                                              .unit = SYN_TEXT("person"),
                                                              .of = SYN_TEXT("person"),
                                                              .event = SYN_NO_INDEX,
                                                              .converts = SYN_NO_INDEX};
  syn_buffer_format(&m->text, " people.");
  facts->events[facts->event_count++] = (syn_event){.id = made_id("event", m->number, 0),
                                                    .type = SYN_EVENT_AID,
                                                    .sentence = {.start = 0, .end = (uint32_t)m->text.size},
                                                    .actors = one_index(m, 0),
                                                    .recipients = one_index(m, 1),
                                                    .modality = draw(&m->random, 3) == 0 ? SYN_MODALITY_PROMISED : SYN_MODALITY_HAPPENED,
                                                    .time = SYN_NO_INDEX,
                                                    .place = 2,
                                                    .date = {.basis = SYN_BASIS_NONE}};
  syn_span_list *mentions = &facts->events[0].mentions;
  mentions->items = SYN_ARENA_NEW(m->arena, syn_span);
  assert_non_null(mentions->items);
  uint32_t end = facts->entities[0].mentions[0].span.end;
  mentions->items[mentions->count++] = (syn_span){.start = end + 1, .end = end + 7};
}

static int order_terms(const void *a, const void *b) {
  const syn_term *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return syn_text_compare(x->term, y->term);
}

static void make_sketch(maker *m, syn_sketch *sketch, uint32_t story, uint32_t copy, bool is_alone) {
  *sketch = (syn_sketch){.terms = SYN_ARENA_ARRAY(m->arena, syn_term, TERMS), .word_count = 60, .shingle_count = 56};
  assert_non_null(sketch->terms);
  while (sketch->term_count < TERMS) {
    uint32_t word = draw(&m->random, 3) == 0 ? draw(&m->random, WORDS) : (story * 5 + draw(&m->random, 7)) % WORDS;
    syn_text term = is_alone ? named(m, "alone", m->number * WORDS + word) : named(m, "word", word);
    bool is_there = false;
    for (uint32_t i = 0; i < sketch->term_count; i++) is_there = is_there || syn_text_equal(sketch->terms[i].term, term);
    if (!is_there) sketch->terms[sketch->term_count++] = (syn_term){term, 3000 + word * 100};
  }
  qsort(sketch->terms, sketch->term_count, sizeof *sketch->terms, order_terms);
  for (uint32_t i = 0; i < SYN_SKETCH_SIGNATURE_SIZE; i++) sketch->signature[i] = copy * 1000003U + i * (i % 3 == 0 ? 1 : m->number + 7);
}

/* Article `number`, always the same. */
static void add_made(syn_collection *collection, uint32_t number) {
  maker m = {.random = number * UINT64_C(7919) + 1, .number = number};
  syn_error error = {0};
  syn_buffer lines[3];
  syn_article article = {.id = made_id("article", number, 0), .language = SYN_TEXT("en")};
  syn_facts facts;
  syn_sketch sketch;
  syn_record_context context;
  assert_int_equal(syn_arena_create(1 << 24, &m.arena), SYN_OK);
  syn_buffer_init(&m.text, TEXT_LIMIT);
  uint32_t story = draw(&m.random, 6), copy = draw(&m.random, 4) == 0 ? story : 100 + number, page = draw(&m.random, 12);
  bool has_address = page < 3; /* its captures have their text in common, and hardly a telling word */
  make_facts(&m, &facts, story);
  for (uint32_t i = 0; i < 40; i++) syn_buffer_format(&m.text, " w%u", (has_address ? 500 + page : copy) * 131 + i * i);
  article.text = syn_buffer_text(&m.text);
  article.source = named(&m, "page", number);
  article.outlet = named(&m, "Outlet ", draw(&m.random, 4));
  article.title = named(&m, "Help for Tallby ", story);
  if (has_address) {
    article.url = named(&m, "https://example.org/", page);
    article.captured = named(&m, "2031-06-", 10 + (number * 7 + 3) % 20);
  }
  if (draw(&m.random, 4) > 0) {
    const syn_moment day = {syn_calendar_day(2031, 1, 1) + (int32_t)(story * 9 + draw(&m.random, DAYS / 6)), SYN_SECOND_NONE,
                            SYN_ZONE_NONE};
    article.published = (syn_interval){day, day, SYN_BASIS_METADATA};
  }
  make_sketch(&m, &sketch, story, has_address ? 100 + number : copy, has_address);
  assert_int_equal(syn_record_context_init(&article, m.arena, &context), SYN_OK);
  for (int i = 0; i < 3; i++) syn_buffer_init(&lines[i], LINES_LIMIT);
  syn_record_write_article(&lines[0], &article);
  syn_record_write_facts(&lines[1], &context, &facts, NULL);
  syn_record_write_sketch(&lines[2], &article, &sketch);
  const syn_store_article stored = {.id = article.id,
                                    .source = article.source,
                                    .article = syn_buffer_text(&lines[0]),
                                    .facts = syn_buffer_text(&lines[1]),
                                    .sketch = syn_buffer_text(&lines[2]),
                                    .model = SYN_TEXT("made up"),
                                    .world = SYN_TEXT("made up"),
                                    .version = SYN_TEXT("0")};
  if (syn_store_add_article(collection->store, &stored, NULL, &error) != SYN_OK) fail_msg("%s", error.text);
  for (int i = 0; i < 3; i++) syn_buffer_clear(&lines[i]);
  syn_buffer_clear(&m.text);
  syn_arena_destroy(&m.arena);
}

static void remove_made(syn_collection *collection, uint32_t number) {
  syn_error error = {0};
  syn_id id = made_id("article", number, 0);
  uint64_t removed = 0;
  if (syn_store_remove_articles(collection->store, &id, 1, &removed, &error) != SYN_OK) fail_msg("%s", error.text);
  assert_int_equal(removed, 1);
}

/* As `synoptic remove` does: the index forgets it at once, whatever it is about to do. */
static void remove_and_settle(syn_collection *collection, uint32_t number) {
  syn_error error = {0};
  syn_id id = made_id("article", number, 0);
  remove_made(collection, number);
  if (syn_collection_settle(collection, &id, 1, &error) != SYN_OK) fail_msg("%s", error.text);
}

/* As if a program had been killed while it filled the index, in one of the stages. */
static void go_back_to_filling(syn_collection *collection, syn_filling_stage stage, uint64_t reached) {
  const syn_neighbour_methods *methods = syn_store_neighbours(collection->store);
  syn_error error = {0};
  assert_int_equal(syn_store_begin(collection->store, &error), SYN_OK);
  if (stage == SYN_FILLING_ROWS) assert_int_equal(methods->empty_lists(collection->store, &error), SYN_OK);
  assert_int_equal(methods->set_filling(collection->store, (syn_neighbour_filling){stage, reached}, &error), SYN_OK);
  assert_int_equal(syn_store_commit(collection->store, &error), SYN_OK);
}

static syn_collection *open_small(const char *name, uint32_t crowd, uint32_t limit) {
  syn_collection *collection = sample_open(sample_engine, name);
  collection->crowd = crowd;
  collection->neighbourhood_limit = limit;
  return collection;
}

/* Compares with a store to which the articles that are there were added at once, the last ones first. */
static void assert_as_from_nothing(syn_collection *collection, const bool *is_there, uint32_t count, unsigned step) {
  static unsigned stores;
  char name[32];
  sample_record grown, fresh;
  snprintf(name, sizeof name, "fresh%u.db", stores++);
  syn_collection *other = open_small(name, collection->crowd, collection->neighbourhood_limit);
  for (uint32_t i = count; i > 0; i--)
    if (is_there[i - 1]) add_made(other, i - 1);
  sample_record_init(&grown);
  sample_record_init(&fresh);
  sample_export(collection, &grown);
  sample_export(other, &fresh);
  if (!syn_text_equal(syn_buffer_text(&grown.output), syn_buffer_text(&fresh.output))) fail_msg("other bytes after step %u", step);
  assert_true(fresh.output.size > 0);
  sample_record_clear(&grown);
  sample_record_clear(&fresh);
  syn_collection_close(&other);
  remove(sample_path(name));
}

static void read_once(syn_collection *collection) {
  syn_error error = {0};
  syn_status status = syn_collection_begin_read(collection, &error);
  if (syn_store_end_read(collection->store, status, &error) != SYN_OK) fail_msg("%s", error.text);
}

/* Articles come and go; most steps are read, some are not, so that several changes are taken together, too. */
static void come_and_go(uint32_t count, unsigned steps, uint32_t crowd, uint32_t limit, uint64_t seed) {
  bool is_there[128] = {false};
  char name[32];
  assert_true(count <= sizeof is_there);
  snprintf(name, sizeof name, "grown%u.db", (unsigned)seed);
  syn_collection *collection = open_small(name, crowd, limit);
  for (unsigned step = 0; step < steps; step++) {
    uint32_t number = draw(&seed, count);
    if (!is_there[number])
      add_made(collection, number);
    else if (draw(&seed, 4) == 0)
      remove_and_settle(collection, number);
    else if (draw(&seed, 2) == 0)
      remove_made(collection, number);
    else
      continue;
    is_there[number] = !is_there[number];
    if (draw(&seed, 12) == 0) go_back_to_filling(collection, 1 + draw(&seed, 3), 0);
    if (draw(&seed, 4) > 0) read_once(collection);
    if (step % 16 == 15) assert_as_from_nothing(collection, is_there, count, step);
  }
  assert_as_from_nothing(collection, is_there, count, steps);
  syn_collection_close(&collection);
}

static void what_came_in_any_order_is_as_from_nothing(void **state) {
  (void)state;
  come_and_go(60, 160, SYN_NEIGHBOURHOOD_CROWD, SYN_NEIGHBOURHOOD_ARTICLES, 1);
}

static void crowds_and_neighbourhoods_that_are_cut_are_as_from_nothing(void **state) {
  (void)state;
  come_and_go(60, 160, 4, 5, 2);
  come_and_go(40, 120, 2, 3, 3);
  come_and_go(90, 160, 7, 12, 4);
}

/* What a part of the store says alone, it says in the whole, too: else nothing would have been gained. */
static void a_store_falls_into_several_neighbourhoods(void **state) {
  (void)state;
  syn_error error = {0};
  syn_id *ids = NULL;
  uint32_t total = 0, regions = 0, count;
  syn_arena *arena = NULL;
  syn_collection *collection = open_small("parts.db", 4, 5);
  const syn_neighbour_methods *methods = syn_store_neighbours(collection->store);
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  for (uint32_t i = 0; i < 40; i++) add_made(collection, i);
  read_once(collection);
  for (uint64_t region = 1; region <= 40; region++) {
    assert_int_equal(methods->members(collection->store, region, arena, &ids, &count, &error), SYN_OK);
    total += count;
    regions += count > 0;
    assert_true(count <= 5);
  }
  assert_int_equal(total, 40);
  assert_true(regions >= 8);
  syn_arena_destroy(&arena);
  syn_collection_close(&collection);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(what_came_in_any_order_is_as_from_nothing, sample_set_up_folder, sample_tear_down_folder),
      cmocka_unit_test_setup_teardown(crowds_and_neighbourhoods_that_are_cut_are_as_from_nothing, sample_set_up_folder,
                                      sample_tear_down_folder),
      cmocka_unit_test_setup_teardown(a_store_falls_into_several_neighbourhoods, sample_set_up_folder, sample_tear_down_folder),
  };
  return cmocka_run_group_tests(tests, sample_set_up_engines, sample_tear_down_engines);
}
