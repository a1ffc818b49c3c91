/* Which accounts are linked, against a naive comparison of all pairs, and how much work hostile collections can make. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <math.h>

#include "base/digest.h"
#include "records/calendar.h"
#include "synopsis/account_links.h"

enum { TERMS = 20, COPIES = 10000, SHORT_LIST = 400, WINDOW = 64, LINK_MINIMUM = 600 };

typedef enum dating { UNDATED, ONE_DAY, TEN_YEARS } dating;

typedef struct collection {
  syn_arena *arena;
  syn_account *accounts;
  uint32_t count;
  syn_gathering gathering;
} collection;

static void open_collection(collection *c, uint32_t limit) {
  *c = (collection){0};
  assert_int_equal(syn_arena_create((size_t)1 << 30, &c->arena), SYN_OK);
  c->accounts = SYN_ARENA_ARRAY(c->arena, syn_account, limit);
  assert_non_null(c->accounts);
}

static void add_account(collection *c, dating dated, const uint32_t *words, uint32_t word_count) {
  syn_article *article = SYN_ARENA_NEW(c->arena, syn_article);
  syn_facts *facts = SYN_ARENA_NEW(c->arena, syn_facts);
  syn_sketch *sketch = SYN_ARENA_NEW(c->arena, syn_sketch);
  assert_true(article && facts && sketch);
  char key[16];
  const syn_text part = {key, (size_t)snprintf(key, sizeof key, "%u", c->count)};
  article->id = syn_digest_id("article", &part, 1);
  int32_t day = syn_calendar_day(2031, 1, 1) + (dated == TEN_YEARS ? (int32_t)(c->count * 7919 % 3650) : 0);
  const syn_moment moment = {day, SYN_SECOND_NONE, SYN_ZONE_NONE};
  if (dated != UNDATED) article->published = (syn_interval){moment, moment, SYN_BASIS_METADATA};
  sketch->terms = SYN_ARENA_ARRAY(c->arena, syn_term, word_count);
  assert_non_null(sketch->terms);
  for (uint32_t i = 0; i < word_count; i++) {
    assert_int_equal(syn_arena_format(c->arena, &sketch->terms[i].term, "w%u", words[i]), SYN_OK);
    sketch->terms[i].weight = 1000 + words[i] % 7 * 1000;
  }
  sketch->term_count = word_count;
  c->accounts[c->count++] = (syn_account){article, facts, sketch};
}

static void find_links(collection *c) {
  assert_int_equal(syn_gathering_init(c->accounts, c->count, NULL, c->arena, &c->gathering, NULL), SYN_OK);
  assert_int_equal(syn_account_links_find(&c->gathering), SYN_OK);
}

/* An account meets at most the holders in each short list and the neighbours in each long one. */
static void assert_work_is_bounded(const collection *c, uint32_t word_count) {
  assert_true(c->gathering.pairs_met <= (uint64_t)c->count * word_count * SHORT_LIST);
  assert_true(c->gathering.link_count <= c->gathering.pairs_met);
}

static double cosine(const syn_sketch *a, const syn_sketch *b) {
  double product = 0, a_squares = 0, b_squares = 0;
  for (uint32_t i = 0; i < a->term_count; i++) {
    a_squares += pow(syn_account_term_weight(a, i), 2);
    for (uint32_t k = 0; k < b->term_count; k++)
      if (syn_text_equal(a->terms[i].term, b->terms[k].term)) product += syn_account_term_weight(a, i) * syn_account_term_weight(b, k);
  }
  for (uint32_t k = 0; k < b->term_count; k++) b_squares += pow(syn_account_term_weight(b, k), 2);
  return product / sqrt(a_squares * b_squares);
}

static void links_are_those_of_a_naive_comparison(void **state) {
  (void)state;
  collection c;
  uint32_t seed = 7, linked = 0;
  open_collection(&c, 200);
  for (unsigned i = 0; i < 200; i++) {
    uint32_t words[TERMS], count = 0;
    while (count < TERMS) {
      seed = seed * 1664525 + 1013904223;
      uint32_t word = (seed >> 16) % 150;
      bool is_new = true;
      for (uint32_t k = 0; k < count; k++) is_new = is_new && words[k] != word;
      if (is_new) words[count++] = word;
    }
    add_account(&c, i % 3 == 0 ? UNDATED : TEN_YEARS, words, TERMS);
  }
  find_links(&c);
  const syn_gathering *g = &c.gathering;
  for (uint32_t a = 0; a < g->account_count; a++)
    for (uint32_t b = a + 1; b < g->account_count; b++) {
      double expected = cosine(g->accounts[a].sketch, g->accounts[b].sketch) * SYN_COSINE_ONE;
      double found = syn_gathering_cosine(g, a, b);
      linked += found > 0;
      if (fabs(expected - LINK_MINIMUM) < 1) continue; /* rounding decides */
      assert_true(expected < LINK_MINIMUM ? found < 1 : fabs(expected - found) <= 1);
    }
  assert_int_equal(linked, g->link_count);
  assert_in_range(linked, 1000, 19899);
  syn_arena_destroy(&c.arena);
}

static void copies_of_one_article_meet_their_neighbours_only(void **state) {
  (void)state;
  for (dating dated = UNDATED; dated <= TEN_YEARS; dated++) {
    collection c;
    uint32_t words[TERMS];
    for (uint32_t i = 0; i < TERMS; i++) words[i] = i;
    open_collection(&c, COPIES);
    for (uint32_t i = 0; i < COPIES; i++) add_account(&c, dated, words, TERMS);
    find_links(&c);
    assert_true(c.gathering.pairs_met <= (uint64_t)COPIES * WINDOW);
    assert_true(c.gathering.link_count >= COPIES - 1);
    syn_arena_destroy(&c.arena);
  }
}

/* It holds a word of each of many stories, and each of those holds common words. */
static void an_article_of_a_thousand_stories_is_bounded_by_its_words(void **state) {
  (void)state;
  collection c;
  uint32_t words[1000];
  open_collection(&c, 4001);
  for (uint32_t i = 0; i < 1000; i++) words[i] = 100 + i;
  add_account(&c, ONE_DAY, words, 1000);
  for (uint32_t i = 0; i < 4000; i++) {
    const uint32_t own[4] = {100 + i % 1000, 1, 2, 3};
    add_account(&c, ONE_DAY, own, 4);
  }
  find_links(&c);
  assert_work_is_bounded(&c, 4 + 1);
  syn_arena_destroy(&c.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(links_are_those_of_a_naive_comparison),
      cmocka_unit_test(copies_of_one_article_meet_their_neighbours_only),
      cmocka_unit_test(an_article_of_a_thousand_stories_is_bounded_by_its_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
