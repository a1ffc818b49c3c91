/*
 * Hostile pages: each would cost a parser without limits far more than it costs to send.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "dom/dom.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(512u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

/* `piece` so many times, then `end`. The caller clears the buffer. */
static syn_buffer repeat(const char *piece, size_t count, const char *end) {
  syn_buffer buffer;
  syn_buffer_init(&buffer, 64u * 1024 * 1024);
  for (size_t i = 0; i < count; i++) (void)syn_buffer_add(&buffer, syn_text_from(piece));
  assert_int_equal(syn_buffer_add(&buffer, syn_text_from(end)), SYN_OK);
  return buffer;
}

static uint32_t depth_of(const syn_dom *dom) {
  uint32_t deepest = 0;
  uint32_t *depths = calloc(dom->node_count, sizeof(*depths));
  assert_non_null(depths);
  for (const syn_dom_node *node = dom->root; node != NULL; node = syn_dom_next(dom->root, node, false)) {
    if (node->parent != NULL) depths[node->order] = depths[node->parent->order] + 1;
    if (depths[node->order] > deepest) deepest = depths[node->order];
  }
  free(depths);
  return deepest;
}

static const syn_dom_limits patient = {
    .byte_count = 8u * 1024 * 1024, .depth = 512, .attribute_count = 256, .node_count = 1000000, .deadline_ms = 0};

/* Parses, and holds the tree against the limits. */
static syn_dom parse(syn_text html, const syn_dom_limits *limits) {
  syn_arena_reset(arena);
  syn_dom dom;
  syn_error error;
  syn_status status = syn_dom_parse(html, limits, arena, &dom, &error);
  if (status != SYN_OK) fail_msg("%s", error.text);
  assert_true(depth_of(&dom) <= limits->depth);
  assert_true(dom.node_count <= limits->node_count);
  return dom;
}

static void expect_last_text(const syn_dom *dom, const char *wanted) {
  const syn_dom_node *last = dom->root;
  for (const syn_dom_node *node = dom->root; node != NULL; node = syn_dom_next(dom->root, node, false)) {
    if (node->is_text) last = node;
  }
  assert_true(syn_text_equal(syn_text_trim(last->text), syn_text_from(wanted)));
}

static void a_hundred_thousand_nested_elements_are_flattened(void **state) {
  syn_buffer html = repeat("<div>", 100000, "bottom");
  for (int i = 0; i < 100000; i++) (void)syn_buffer_add(&html, SYN_TEXT("</div>"));
  (void)syn_buffer_add(&html, SYN_TEXT("<p>after"));
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.was_cut);
  expect_last_text(&dom, "after");
  assert_int_equal(syn_dom_find(dom.root, SYN_ELEMENT_P)->parent->element, SYN_ELEMENT_BODY);
  syn_buffer_clear(&html);
}

static void a_hundred_thousand_attributes_are_cut_to_the_limit(void **state) {
  syn_buffer html = repeat("<p", 1, "");
  for (int i = 0; i < 100000; i++) (void)syn_buffer_format(&html, " a%d=%d", i, i);
  (void)syn_buffer_add(&html, SYN_TEXT(">text"));
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.was_cut);
  assert_int_equal(syn_dom_find(dom.root, SYN_ELEMENT_P)->attribute_count, 256);
  expect_last_text(&dom, "text");
  syn_buffer_clear(&html);
}

static void attributes_of_repeated_body_tags_add_up_to_the_limit(void **state) {
  syn_buffer html = repeat("<p>x", 1, "");
  for (int i = 0; i < 1000; i++) (void)syn_buffer_format(&html, "<body a%d>", i);
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.was_cut);
  assert_int_equal(syn_dom_find(dom.root, SYN_ELEMENT_BODY)->attribute_count, 256);
  syn_buffer_clear(&html);
}

static void formatting_reopened_in_every_paragraph_stays_small(void **state) {
  syn_buffer html = repeat("<b><p>", 100000, "end");
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  expect_last_text(&dom, "end");
  assert_true(dom.node_count < 6 * 100000); /* no more than three of the same kind are opened again */
  syn_buffer_clear(&html);
}

static void different_fonts_that_never_end_stay_small(void **state) {
  syn_buffer html = repeat("", 0, "");
  for (int i = 0; i < 20000; i++) (void)syn_buffer_format(&html, "<font size=%d><p>x", i);
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.node_count <= 20000u * 34);
  syn_buffer_clear(&html);
}

static void links_that_never_end_are_siblings(void **state) {
  syn_buffer html = repeat("<a href=x>y", 100000, "");
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.node_count >= 200000 && dom.node_count < 200010);
  assert_true(depth_of(&dom) < 10);
  syn_buffer_clear(&html);
}

static void markup_that_explodes_in_the_parser_is_cut_by_its_memory(void **state) {
  /* thirty formatting elements that their block did not close, each opened again in every paragraph: 32 nodes for 4 bytes */
  syn_buffer html = repeat("<div><b a><b b><b c><i a><i b><i c><u a><u b><u c><s a><s b><s c><tt a><tt b><tt c>"
                           "<em a><em b><em c><big a><big b><big c><code a><code b><code c><small a><small b><small c></div>",
                           1, "");
  for (int i = 0; i < 100000; i++) (void)syn_buffer_add(&html, SYN_TEXT("<p>x"));
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_true(dom.was_cut);
  syn_buffer_clear(&html);
}

static void a_page_over_the_byte_limit_is_cut_at_a_character(void **state) {
  syn_dom_limits limits = patient;
  limits.byte_count = 8;
  syn_dom dom = parse(SYN_TEXT("<p>abcd\xC3\xA9xyz"), &limits);
  assert_true(dom.was_cut);
  expect_last_text(&dom, "abcd");
}

static void a_tree_over_the_node_limit_is_cut(void **state) {
  syn_dom_limits limits = patient;
  limits.node_count = 100;
  syn_buffer html = repeat("<p>x", 1000, "");
  syn_dom dom = parse(syn_buffer_text(&html), &limits);
  assert_int_equal(dom.node_count, 100);
  assert_true(dom.was_cut);
  syn_buffer_clear(&html);
}

static void a_deadline_is_a_limit(void **state) {
  syn_dom_limits limits = patient;
  limits.deadline_ms = 1;
  syn_buffer html = repeat("<table><tr><td>x<b>y", 300000, "");
  syn_dom dom;
  syn_error error;
  assert_int_equal(syn_dom_parse(syn_buffer_text(&html), &limits, arena, &dom, &error), SYN_LIMIT);
  assert_int_equal(error.status, SYN_LIMIT);
  syn_buffer_clear(&html);
}

static void one_line_of_eight_megabytes_is_one_text(void **state) {
  syn_buffer html = repeat("word ", 8u * 1024 * 1024 / 5, "");
  syn_dom dom = parse(syn_buffer_text(&html), &patient);
  assert_int_equal(dom.node_count, 4);
  syn_buffer_clear(&html);
}

static void megabytes_of_nothing_are_an_empty_page(void **state) {
  size_t size = 8u * 1024 * 1024;
  char *zeros = calloc(size, 1);
  assert_non_null(zeros);
  syn_dom dom = parse((syn_text){zeros, size}, &patient);
  assert_int_equal(dom.node_count, 3);
  free(zeros);
}

static void pieces_that_make_parsers_quadratic_are_read_in_time(void **state) {
  static const char *const pieces[] = {
      "<",
      "</",
      "<!--",
      "<!",
      "<p \"",
      "&",
      "<script>",
      "<title></titl",
      "<svg>",
      "<template>",
      "<table>",
      "<select>",
      "<option>",
      "</p>",
      "<table>x<b>",
      "<b><i>x</b>",
      "<x1>",
      "<dd>",
      "<nobr>",
      "<button>",
      "<form>",
      "<marquee>",
      "<a><div>",
      "<body a>",
      "<html a>",
      "<math><mi>",
      "<frameset>",
      "<li><ul>",
      "<ruby><rt>",
      "<caption>",
      "<isindex>",
      "<h1>",
      "</br>",
      "<hr>",
      "<tr><td><tr>",
      "<textarea>",
      "<script><!--<script>",
      "<plaintext>",
      "<![CDATA[",
      "<iframe>",
  };
  for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
    syn_buffer html = repeat(pieces[i], 200 * 1000 / strlen(pieces[i]), "");
    parse(syn_buffer_text(&html), &patient);
    syn_buffer_clear(&html);
  }
}

static void each_failed_allocation_is_no_memory(void **state) {
  const syn_text html = SYN_TEXT("<p id=a>x<b>y</b><script type=application/ld+json>{}</script><custom-tag>z</custom-tag>\xFF");
  for (long count = 0;; count++) {
    syn_arena *small = NULL;
    syn_dom dom;
    syn_error error = {0};
    syn_memory_fail_after(count);
    syn_status status = syn_arena_create(1024 * 1024, &small);
    if (status == SYN_OK) status = syn_dom_parse(html, &patient, small, &dom, &error);
    bool is_over = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    syn_arena_destroy(&small);
    if (is_over) {
      assert_int_equal(status, SYN_OK);
      break;
    }
    /* a parser that runs out of memory tries a shorter page: that may succeed */
    assert_true(status == SYN_NO_MEMORY || status == SYN_OK);
  }
}

static void an_arena_that_is_too_small_is_no_memory(void **state) {
  syn_buffer html = repeat("<p>x", 1000, "");
  for (size_t limit = 1024; limit < 100 * 1024; limit += 8 * 1024) {
    syn_arena *small = NULL;
    syn_dom dom;
    assert_int_equal(syn_arena_create(limit, &small), SYN_OK);
    assert_int_equal(syn_dom_parse(syn_buffer_text(&html), &patient, small, &dom, NULL), SYN_NO_MEMORY);
    syn_arena_destroy(&small);
  }
  syn_buffer_clear(&html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_hundred_thousand_nested_elements_are_flattened),
      cmocka_unit_test(a_hundred_thousand_attributes_are_cut_to_the_limit),
      cmocka_unit_test(attributes_of_repeated_body_tags_add_up_to_the_limit),
      cmocka_unit_test(formatting_reopened_in_every_paragraph_stays_small),
      cmocka_unit_test(different_fonts_that_never_end_stay_small),
      cmocka_unit_test(links_that_never_end_are_siblings),
      cmocka_unit_test(markup_that_explodes_in_the_parser_is_cut_by_its_memory),
      cmocka_unit_test(a_page_over_the_byte_limit_is_cut_at_a_character),
      cmocka_unit_test(a_tree_over_the_node_limit_is_cut),
      cmocka_unit_test(a_deadline_is_a_limit),
      cmocka_unit_test(one_line_of_eight_megabytes_is_one_text),
      cmocka_unit_test(megabytes_of_nothing_are_an_empty_page),
      cmocka_unit_test(pieces_that_make_parsers_quadratic_are_read_in_time),
      cmocka_unit_test(each_failed_allocation_is_no_memory),
      cmocka_unit_test(an_arena_that_is_too_small_is_no_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
