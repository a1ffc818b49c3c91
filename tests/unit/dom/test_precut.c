#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "dom/precut.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(64u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static syn_precut cut_within(const char *html, const syn_dom_limits *limits) {
  syn_precut precut;
  assert_int_equal(syn_precut_run(syn_text_from(html), limits, arena, &precut), SYN_OK);
  assert_true(precut.html.size <= strlen(html));
  return precut;
}

static void expect(const char *html, const char *wanted) {
  syn_precut precut = cut_within(html, &syn_dom_limits_default);
  syn_text text = precut.html;
  if (!syn_text_equal(text, syn_text_from(wanted))) {
    fail_msg("\ninput  %s\noutput %.*s\nwanted %s", html, SYN_TEXT_ARGUMENTS(text), wanted);
  }
}

static void plain_markup_passes_unchanged(void **state) {
  const char *html = "<!DOCTYPE html><html><body class=\"a\" id=b><p>One &amp; <b>two</b><br/>three</p></body></html>";
  expect(html, html);
}

static void comments_and_processing_instructions_go(void **state) {
  expect("a<!-- b > c -->d<?php e ?>f<!ELEMENT g>h</ i>j", "adfhj");
  expect("a<!-->b<!--->c<!-- - -- --!>d", "abcd");
  expect("a<!-- no end", "a");
}

static void scripts_and_styles_go_with_their_contents(void **state) {
  expect("a<script src=x>if (a </script>b<STYLE>p{}</p></style >c<noembed><p></noembed>d", "abcd");
  expect("a<script>'</scripty>'</script\n>b", "ab");
}

static void a_script_ends_as_the_standard_has_it(void **state) {
  expect("<script><!-- <script> </script> still --></script>b", "b");
  expect("<script><!-- </script>b", "b");
  expect("<script><!--> <script> </script>b", "b");
}

static void data_blocks_are_kept_aside(void **state) {
  syn_precut precut =
      cut_within("<script type=\"application/ld+json\">{\"a\": 1}</script><script type='Application/LD+JSON; charset=utf-8'>[2]</script>"
                 "<script type=application/ld&#x2B;json>3</script><script type=text/javascript>4</script>",
                 &syn_dom_limits_default);
  assert_int_equal(precut.data_block_count, 3);
  assert_true(syn_text_equal(precut.data_blocks[0], SYN_TEXT("{\"a\": 1}")));
  assert_true(syn_text_equal(precut.data_blocks[1], SYN_TEXT("[2]")));
  assert_true(syn_text_equal(precut.data_blocks[2], SYN_TEXT("3")));
  assert_int_equal(precut.html.size, 0);
}

static void titles_and_text_areas_hold_no_markup(void **state) {
  expect("<title>a <b> <!-- c --></title><textarea><p></textarea>", "<title>a <b> <!-- c --></title><textarea><p></textarea>");
}

static void frames_lose_their_contents(void **state) {
  expect("<iframe src=x><p>no frames?</iframe>a", "<iframe src=x></iframe>a");
}

static void drawings_and_templates_go_when_they_end(void **state) {
  expect("a<svg><title>t</title><path d=x /><g><![CDATA[ > ]]></g></svg>b", "ab");
  expect("a<template><p>x<template>y</template>z</template>b", "ab");
  expect("a<svg/>b", "ab");
}

static void what_follows_an_unfinished_drawing_stays(void **state) {
  expect("a<svg><path/><title>t</title><p>text<img/></p><svg><g></svg>", "a<p>text<img/></p>");
  expect("<div><svg><g><svg><g></div><div>b</div>", "<div></div><div>b</div>");
  expect("a<template><p>text</p>", "a<p>text</p>");
}

static void html_inside_a_drawing_goes_with_it(void **state) {
  expect("a<svg><foreignObject><div><br>label</div></foreignObject><image href=x></svg>b", "ab");
}

static void drawings_do_not_count_towards_the_depth(void **state) {
  syn_dom_limits limits = syn_dom_limits_default;
  limits.depth = 4;
  syn_precut precut = cut_within("<div><svg><g><g></svg><svg><g><g></svg><svg><g><g></svg><p>a</p></div>", &limits);
  assert_true(syn_text_equal(precut.html, SYN_TEXT("<div><p>a</p></div>")));
  assert_false(precut.was_cut);
}

static void event_handlers_go(void **state) {
  expect("<p onclick=\"a('>')\" class=b ONLOAD=c id=d>e", "<p class=b id=d>e");
  expect("<p class=\"a\"onclick=\"b\"id=\"c\">", "<p class=\"a\" id=\"c\">");
}

static void large_attribute_values_go(void **state) {
  static char html[40000];
  memset(html, 'x', sizeof(html) - 1);
  memcpy(html, "<p a=1 b=\"", 10);
  memcpy(html + sizeof(html) - 10, "\" c=2>end", 9);
  expect(html, "<p a=1 c=2>end");
}

static void attributes_beyond_the_limit_go(void **state) {
  syn_dom_limits limits = syn_dom_limits_default;
  limits.attribute_count = 2;
  syn_precut precut = cut_within("<p a b=1 c='>' d>x</p><p e f>y", &limits);
  assert_true(syn_text_equal(precut.html, SYN_TEXT("<p a b=1>x</p><p e f>y")));
  assert_true(precut.was_cut);
  assert_true(syn_text_find(precut.cut_why, SYN_TEXT("attributes"), 0) != SIZE_MAX);
}

static void elements_beyond_the_depth_lose_their_tags_not_their_text(void **state) {
  syn_dom_limits limits = syn_dom_limits_default;
  limits.depth = 2;
  syn_precut precut = cut_within("<div><div>a<div>b<div>c</div>d</div>e</div>f</div>g<div>h</div>", &limits);
  assert_true(syn_text_equal(precut.html, SYN_TEXT("<div><div>a b c d e</div>f</div>g<div>h</div>")));
  assert_true(precut.was_cut);
}

static void end_tags_that_may_be_left_out_do_not_add_to_the_depth(void **state) {
  syn_dom_limits limits = syn_dom_limits_default;
  limits.depth = 5;
  const char *html =
      "<ul><li>a<li>b<li>c<li>d</ul><p>e<p>f<p>g<p>h<p>i<p>j<table><tr><td>1<td>2<td>3<tr><td>4<tr><td>5</table><dl><dt>k<dd>l<dt>m<dd>n"
      "</dl><select><option>o<option>p<option>q<option>r<option>s</select>";
  syn_precut precut = cut_within(html, &limits);
  assert_true(syn_text_equal(precut.html, syn_text_from(html)));
  assert_false(precut.was_cut);
}

static void formatting_that_is_never_closed_is_bounded(void **state) {
  static char html[8 * 1000 + 1];
  for (int i = 0; i < 1000; i++) memcpy(html + (size_t)i * 8, "<b><p>x ", 8);
  syn_precut precut = cut_within(html, &syn_dom_limits_default);
  size_t count = 0;
  for (size_t at = syn_text_find(precut.html, SYN_TEXT("<b>"), 0); at != SIZE_MAX; at = syn_text_find(precut.html, SYN_TEXT("<b>"), at + 1))
    count++;
  assert_int_equal(count, 32);
}

static void formatting_that_is_closed_is_not_bounded(void **state) {
  static char html[9 * 1000 + 1];
  for (int i = 0; i < 1000; i++) memcpy(html + (size_t)i * 9, "<b>x</b> ", 9);
  expect(html, html);
}

static void tags_beyond_the_limit_end_the_page(void **state) {
  syn_dom_limits limits = syn_dom_limits_default;
  limits.node_count = 3;
  syn_precut precut = cut_within("<p>a</p><p>b</p>c", &limits);
  assert_true(syn_text_equal(precut.html, SYN_TEXT("<p>a</p><p>b")));
  assert_true(precut.was_cut);
}

static void text_and_what_is_dropped_make_no_tag_together(void **state) {
  expect("<<!-- -->b>", "< b>");
  expect("<<script></script>p>", "< p>");
  expect("a < b </> c", "a < b  c");
}

static void unfinished_tags_are_none(void **state) {
  expect("a<p class=\"b", "a");
  expect("a<p", "a");
  expect("a</p", "a");
  expect("a<", "a<");
  expect("a</", "a</");
}

static void foreign_tags_are_taken_off(void **state) {
  expect("<math><mi>x</mi></math><plaintext>a<b>c", "<mi>x</mi>a<b>c");
}

static void each_failed_allocation_is_no_memory(void **state) {
  for (long count = 0;; count++) {
    syn_arena *small = NULL;
    syn_precut precut;
    syn_memory_fail_after(count);
    syn_status status = syn_arena_create(1024 * 1024, &small);
    if (status == SYN_OK)
      status = syn_precut_run(SYN_TEXT("<p>a<script type=application/ld+json>{}</script>"), &syn_dom_limits_default, small, &precut);
    bool is_over = syn_memory_fail_pending();
    syn_memory_fail_after(-1);
    syn_arena_destroy(&small);
    if (is_over) {
      assert_int_equal(status, SYN_OK);
      break;
    }
    assert_int_equal(status, SYN_NO_MEMORY);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_markup_passes_unchanged),
      cmocka_unit_test(comments_and_processing_instructions_go),
      cmocka_unit_test(scripts_and_styles_go_with_their_contents),
      cmocka_unit_test(a_script_ends_as_the_standard_has_it),
      cmocka_unit_test(data_blocks_are_kept_aside),
      cmocka_unit_test(titles_and_text_areas_hold_no_markup),
      cmocka_unit_test(frames_lose_their_contents),
      cmocka_unit_test(drawings_and_templates_go_when_they_end),
      cmocka_unit_test(what_follows_an_unfinished_drawing_stays),
      cmocka_unit_test(html_inside_a_drawing_goes_with_it),
      cmocka_unit_test(drawings_do_not_count_towards_the_depth),
      cmocka_unit_test(event_handlers_go),
      cmocka_unit_test(large_attribute_values_go),
      cmocka_unit_test(attributes_beyond_the_limit_go),
      cmocka_unit_test(elements_beyond_the_depth_lose_their_tags_not_their_text),
      cmocka_unit_test(end_tags_that_may_be_left_out_do_not_add_to_the_depth),
      cmocka_unit_test(formatting_that_is_never_closed_is_bounded),
      cmocka_unit_test(formatting_that_is_closed_is_not_bounded),
      cmocka_unit_test(tags_beyond_the_limit_end_the_page),
      cmocka_unit_test(text_and_what_is_dropped_make_no_tag_together),
      cmocka_unit_test(unfinished_tags_are_none),
      cmocka_unit_test(foreign_tags_are_taken_off),
      cmocka_unit_test(each_failed_allocation_is_no_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
