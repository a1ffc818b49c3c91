#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "facts/finder.h"
#include "make_document.h"

/* `count` invented words from number `from` on, as one sentence of nouns. */
static void write_words(syn_buffer *notation, unsigned from, unsigned count) {
  for (unsigned i = from; i < from + count; i++) syn_buffer_format(notation, "word%u/NOUN ", i);
}

static syn_sketch sketch_of(test_document *made, const char *notation) {
  syn_sketch sketch;
  make_document(made, NULL, notation);
  assert_int_equal(syn_sketch_make(NULL, &made->document, NULL, made->arena, &sketch), SYN_OK);
  return sketch;
}

static unsigned equal_places(const syn_sketch *a, const syn_sketch *b) {
  unsigned count = 0;
  for (unsigned i = 0; i < SYN_SKETCH_SIGNATURE_SIZE; i++) count += a->signature[i] == b->signature[i];
  return count;
}

static void gives_the_same_signature_for_the_same_words(void **state) {
  test_document a, b;
  syn_sketch first = sketch_of(&a, "The/DET ship/NOUN left/VERB the/DET old/ADJ harbour/NOUN today/NOUN ./PUNCT");
  syn_sketch second = sketch_of(&b, "the/DET SHIP/NOUN left/VERB ,/PUNCT the/DET old/ADJ harbour/NOUN today/NOUN");
  assert_int_equal(first.word_count, 7);
  assert_int_equal(first.shingle_count, 3);
  assert_int_equal(equal_places(&first, &second), SYN_SKETCH_SIGNATURE_SIZE);
  free_document(&a);
  free_document(&b);
}

/* 400 words each, 300 in common: a Jaccard similarity of 296 / 496 = 0.6. */
static void estimates_the_share_of_common_shingles(void **state) {
  test_document a, b;
  syn_buffer notation;
  syn_buffer_init(&notation, 1 << 16);
  write_words(&notation, 0, 400);
  syn_buffer_add_byte(&notation, '\0');
  syn_sketch first = sketch_of(&a, notation.data);
  syn_buffer_reset(&notation);
  write_words(&notation, 100, 400);
  syn_buffer_add_byte(&notation, '\0');
  syn_sketch second = sketch_of(&b, notation.data);
  unsigned places = equal_places(&first, &second);
  assert_in_range(places, SYN_SKETCH_SIGNATURE_SIZE * 4 / 10, SYN_SKETCH_SIGNATURE_SIZE * 8 / 10);
  syn_buffer_clear(&notation);
  free_document(&a);
  free_document(&b);
}

static void has_no_signature_for_a_few_words(void **state) {
  test_document made;
  syn_sketch sketch = sketch_of(&made, "The/DET ship/NOUN left/VERB ./PUNCT");
  assert_int_equal(sketch.word_count, 3);
  assert_int_equal(sketch.shingle_count, 0);
  free_document(&made);
}

static void weighs_frequent_words_and_titles_more(void **state) {
  test_document made;
  syn_sketch sketch = sketch_of(&made, "title: Harbour/NOUN closed/VERB/close\n"
                                       "The/DET ship/NOUN left/VERB/leave the/DET ship/NOUN yard/NOUN and/CCONJ the/DET ship/NOUN ./PUNCT");
  assert_int_equal(sketch.term_count, 5);
  assert_true(syn_text_equal(sketch.terms[0].term, SYN_TEXT("ship")));
  assert_true(syn_text_equal(sketch.terms[1].term, SYN_TEXT("close")));
  assert_true(syn_text_equal(sketch.terms[2].term, SYN_TEXT("harbour")));
  assert_true(sketch.terms[0].weight > sketch.terms[1].weight && sketch.terms[2].weight > sketch.terms[3].weight);
  free_document(&made);
}

static void keeps_no_more_terms_than_the_limit(void **state) {
  test_document made;
  syn_buffer notation;
  syn_buffer_init(&notation, 1 << 16);
  write_words(&notation, 0, SYN_SKETCH_TERM_LIMIT + 20);
  syn_buffer_add_byte(&notation, '\0');
  assert_int_equal(sketch_of(&made, notation.data).term_count, SYN_SKETCH_TERM_LIMIT);
  syn_buffer_clear(&notation);
  free_document(&made);
}

static uint32_t weight_of(const syn_sketch *sketch, const char *term) {
  for (uint32_t i = 0; i < sketch->term_count; i++)
    if (syn_text_equal(sketch->terms[i].term, syn_text_from(term))) return sketch->terms[i].weight;
  return 0;
}

static void weighs_words_that_stand_only_below_the_opening_half(void **state) {
  test_document made;
  syn_buffer notation;
  syn_buffer_init(&notation, 1 << 16);
  syn_buffer_format(&notation, "ship/NOUN harbour/NOUN ./PUNCT\n");
  for (unsigned i = 0; i < 150; i++) syn_buffer_format(&notation, "themselves/PRON ");
  syn_buffer_format(&notation, "./PUNCT\nharbour/NOUN dock/NOUN ./PUNCT");
  syn_buffer_add_byte(&notation, '\0');
  syn_sketch sketch = sketch_of(&made, notation.data);
  assert_int_equal(weight_of(&sketch, "ship"), 1000);
  assert_int_equal(weight_of(&sketch, "dock"), 500);
  assert_int_equal(weight_of(&sketch, "harbour"), 1693); /* 1 + ln 2: it stands in the opening too */
  syn_buffer_clear(&notation);
  free_document(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_the_same_signature_for_the_same_words),
      cmocka_unit_test(estimates_the_share_of_common_shingles),
      cmocka_unit_test(has_no_signature_for_a_few_words),
      cmocka_unit_test(weighs_frequent_words_and_titles_more),
      cmocka_unit_test(weighs_words_that_stand_only_below_the_opening_half),
      cmocka_unit_test(keeps_no_more_terms_than_the_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
