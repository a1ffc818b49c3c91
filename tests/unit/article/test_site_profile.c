/* What several pages of a site teach: furniture by its signs, never a sentence that an outlet repeats; captures of one article count once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "article/site_profile.h"

enum { PAGES = 12, OWN = 6, MARKS = OWN + 4, BODY = SYN_MARK_KEPT | SYN_MARK_SENTENCE, WORDS = 40 };
enum { REPEATED = 1000 /* digests of what recurs begin here */ };

static syn_arena *arena;
static syn_mark marks[PAGES][MARKS];
static syn_site_page pages[PAGES];

static void reset(void) {
  for (unsigned p = 0; p < PAGES; p++) {
    for (unsigned i = 0; i < OWN; i++) marks[p][i] = (syn_mark){10000 + p * 100 + i, WORDS, BODY};
    pages[p] = (syn_site_page){.address = p + 1, .title = 500 + p, .marks = marks[p], .mark_count = OWN};
  }
}

static int set_up(void **state) {
  reset();
  return syn_arena_create(1 << 24, &arena) == SYN_OK ? 0 : -1;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

/* Adds a mark to the first `count` pages, at their end or, with `place` below OWN, inside. */
static void add_mark(unsigned count, uint64_t digest, unsigned traits, unsigned place) {
  for (unsigned p = 0; p < count; p++) {
    uint32_t *size = &pages[p].mark_count;
    unsigned at = place < *size ? place : *size;
    memmove(&marks[p][at + 1], &marks[p][at], (*size - at) * sizeof marks[p][0]);
    marks[p][at] = (syn_mark){digest, 12, (uint8_t)traits};
    ++*size;
  }
}

static syn_text learn(void) {
  syn_text list;
  assert_int_equal(syn_site_profile_learn(pages, PAGES, arena, &list), SYN_OK);
  return list;
}

static bool learns(uint64_t digest) {
  return syn_digests_have(learn(), digest);
}

static void a_block_with_a_sign_of_furniture_is_learnt(void **state) {
  static const unsigned signs[] = {BODY | SYN_MARK_OWN_WORDS, BODY | SYN_MARK_LINKED, SYN_MARK_SENTENCE, SYN_MARK_KEPT};
  for (unsigned i = 0; i < sizeof signs / sizeof *signs; i++) {
    reset();
    add_mark(4, REPEATED, signs[i], 3);
    if (!learns(REPEATED)) fail_msg("signs %x", signs[i]);
  }
}

static void three_articles_teach_nothing(void **state) {
  add_mark(3, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  assert_int_equal(learn().size, 0);
}

static void a_sentence_that_an_outlet_repeats_is_never_furniture(void **state) {
  add_mark(PAGES, REPEATED, BODY, 3);
  add_mark(PAGES, REPEATED + 1, BODY, OWN + 1); /* the last of the text */
  add_mark(PAGES, REPEATED + 2, BODY, 0);       /* the first */
  assert_int_equal(learn().size, 0);
}

static void what_stands_out_is_furniture_at_an_edge_alone(void **state) {
  add_mark(PAGES, REPEATED, BODY | SYN_MARK_EMPHASISED, 3);
  add_mark(PAGES, REPEATED + 1, BODY | SYN_MARK_APART, OWN + 1);
  assert_false(learns(REPEATED));
  assert_true(learns(REPEATED + 1));
}

static void before_furniture_the_edge_goes_on(void **state) {
  add_mark(PAGES, REPEATED, BODY | SYN_MARK_OUTLET, OWN);
  add_mark(PAGES, REPEATED + 1, BODY | SYN_MARK_OWN_WORDS, OWN + 1);
  assert_true(learns(REPEATED));
}

static void a_sign_that_the_page_has_everywhere_is_none(void **state) {
  for (unsigned p = 0; p < PAGES; p++)
    for (unsigned i = 0; i < OWN; i += 2) marks[p][i].traits |= SYN_MARK_OWN_WORDS;
  add_mark(PAGES, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  assert_false(learns(REPEATED));
}

static void captures_and_reprints_of_one_article_count_once(void **state) {
  add_mark(5, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  assert_true(learns(REPEATED));
  pages[0].address = pages[1].address; /* captures of one address */
  assert_true(learns(REPEATED));       /* still in four articles */
  memcpy(marks[2], marks[3], sizeof marks[2]);
  marks[2][0].digest = 77; /* one paragraph was changed */
  assert_false(learns(REPEATED));
}

static void nothing_is_learnt_from_versions_alone(void **state) {
  for (unsigned p = 1; p < PAGES; p++) memcpy(marks[p], marks[0], sizeof marks[p]);
  assert_int_equal(learn().size, 0);
}

static void a_caption_recurs_on_many_pages_before_it_is_furniture(void **state) {
  add_mark(6, REPEATED, BODY | SYN_MARK_CAPTION, 3);
  assert_false(learns(REPEATED));
  reset();
  add_mark(8, REPEATED, BODY | SYN_MARK_CAPTION, 3);
  assert_true(learns(REPEATED));
}

static void a_title_of_half_of_the_articles_is_that_of_the_site(void **state) {
  for (unsigned p = 0; p < 5; p++) pages[p].title = 9;
  assert_false(learns(9));
  pages[5].title = 9;
  assert_true(learns(9));
}

static void the_order_of_pages_teaches_nothing(void **state) {
  add_mark(5, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  add_mark(9, REPEATED + 1, BODY | SYN_MARK_APART, OWN + 2);
  syn_text first = learn();
  assert_int_equal(first.size, 2 * SYN_MARK_DIGEST_BYTES);
  for (unsigned round = 1; round < 8; round++) {
    for (unsigned p = 0; p < PAGES; p++) {
      unsigned q = (p * 7 + round) % PAGES;
      syn_site_page kept = pages[p];
      pages[p] = pages[q];
      pages[q] = kept;
    }
    assert_true(syn_text_equal(first, learn()));
  }
}

static void a_page_is_told_what_concerns_it(void **state) {
  syn_text own;
  add_mark(6, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  syn_text all = learn();
  assert_int_equal(syn_site_profile_of_page(all, marks[0], pages[0].mark_count, pages[0].title, arena, &own), SYN_OK);
  assert_true(syn_text_equal(all, own));
  assert_int_equal(syn_site_profile_of_page(all, marks[7], pages[7].mark_count, pages[7].title, arena, &own), SYN_OK);
  assert_int_equal(own.size, 0);
}

static void missing_memory_is_told(void **state) {
  syn_arena *small;
  syn_text list;
  unsigned failed_count = 0;
  syn_status status = SYN_NO_MEMORY;
  add_mark(6, REPEATED, BODY | SYN_MARK_OWN_WORDS, 3);
  for (size_t limit = 512; limit < 1 << 16; limit += 512) {
    if (syn_arena_create(limit, &small) != SYN_OK) continue;
    syn_status before = status;
    status = syn_site_profile_learn(pages, PAGES, small, &list);
    assert_true(status == SYN_OK || (status == SYN_NO_MEMORY && before == SYN_NO_MEMORY));
    failed_count += status == SYN_NO_MEMORY;
    syn_arena_destroy(&small);
  }
  assert_int_equal(status, SYN_OK);
  assert_true(failed_count > 0);
}

int main(void) {
#define WITH_PAGES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      WITH_PAGES(a_block_with_a_sign_of_furniture_is_learnt),
      WITH_PAGES(three_articles_teach_nothing),
      WITH_PAGES(a_sentence_that_an_outlet_repeats_is_never_furniture),
      WITH_PAGES(what_stands_out_is_furniture_at_an_edge_alone),
      WITH_PAGES(before_furniture_the_edge_goes_on),
      WITH_PAGES(a_sign_that_the_page_has_everywhere_is_none),
      WITH_PAGES(captures_and_reprints_of_one_article_count_once),
      WITH_PAGES(nothing_is_learnt_from_versions_alone),
      WITH_PAGES(a_caption_recurs_on_many_pages_before_it_is_furniture),
      WITH_PAGES(a_title_of_half_of_the_articles_is_that_of_the_site),
      WITH_PAGES(the_order_of_pages_teaches_nothing),
      WITH_PAGES(a_page_is_told_what_concerns_it),
      WITH_PAGES(missing_memory_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
