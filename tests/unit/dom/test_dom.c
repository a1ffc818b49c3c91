#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "dom/dom.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(64u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static syn_dom parse(syn_text html) {
  syn_dom dom;
  syn_error error;
  assert_int_equal(syn_dom_parse(html, NULL, arena, &dom, &error), SYN_OK);
  assert_non_null(dom.root);
  return dom;
}

static void expect_text(const syn_dom_node *node, const char *wanted) {
  syn_text text;
  assert_non_null(node);
  assert_int_equal(syn_dom_text(node, arena, &text), SYN_OK);
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\ntext   %.*s\nwanted %s", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void a_page_becomes_a_tree(void **state) {
  syn_dom dom = parse(SYN_TEXT("<html lang=EN><head><title>T</title></head><body><P Class=\"A b\">x</P></body></html>"));
  assert_int_equal(dom.root->element, SYN_ELEMENT_HTML);
  assert_true(syn_text_equal(syn_dom_attribute_value(dom.root, "lang"), SYN_TEXT("EN")));
  const syn_dom_node *paragraph = syn_dom_find(dom.root, SYN_ELEMENT_P);
  assert_non_null(paragraph);
  assert_true(syn_text_equal(paragraph->name, SYN_TEXT("p")));
  assert_true(syn_text_equal(syn_dom_attribute_value(paragraph, "class"), SYN_TEXT("A b")));
  assert_int_equal(paragraph->parent->element, SYN_ELEMENT_BODY);
  assert_true(paragraph->first_child->is_text);
  assert_true(syn_text_equal(paragraph->first_child->text, SYN_TEXT("x")));
  assert_int_equal(dom.node_count, 7);
  assert_false(dom.was_cut);
}

static void an_empty_page_has_a_root(void **state) {
  syn_dom dom = parse(SYN_TEXT(""));
  assert_int_equal(dom.root->element, SYN_ELEMENT_HTML);
  expect_text(dom.root, "");
}

static void references_are_resolved_in_text_and_attributes(void **state) {
  syn_dom dom = parse(SYN_TEXT("<a href='?a=1&amp;b=2'>caf&eacute; &#8212; &lt;b&gt;</a>"));
  const syn_dom_node *link = syn_dom_find(dom.root, SYN_ELEMENT_A);
  assert_true(syn_text_equal(syn_dom_attribute_value(link, "href"), SYN_TEXT("?a=1&b=2")));
  expect_text(link, "café — <b>");
}

static void unknown_elements_are_told_by_their_name(void **state) {
  syn_dom dom = parse(SYN_TEXT("<Amp-Img SRC=x></Amp-Img>"));
  const syn_dom_node *body = syn_dom_find(dom.root, SYN_ELEMENT_BODY);
  assert_int_equal(body->first_child->element, SYN_ELEMENT_OTHER);
  assert_true(syn_text_equal(body->first_child->name, SYN_TEXT("amp-img")));
  assert_true(syn_dom_has_attribute(body->first_child, "src"));
  assert_false(syn_dom_has_attribute(body->first_child, "alt"));
}

static void broken_markup_is_read_as_browsers_do(void **state) {
  syn_dom dom = parse(SYN_TEXT("<p>one<p>two <b>bold <i>both</b> italic</i><ul><li>a<li>b</ul>"));
  const syn_dom_node *first = syn_dom_find(dom.root, SYN_ELEMENT_P);
  expect_text(first, "one");
  expect_text(first->next, "two bold both italic");
  const syn_dom_node *list = syn_dom_find(dom.root, SYN_ELEMENT_UL);
  expect_text(list->first_child, "a");
  expect_text(list->first_child->next, "b");
}

static void walking_visits_every_node_in_document_order(void **state) {
  syn_dom dom = parse(SYN_TEXT("<div><p>a<b>b</b></p><p>c</p></div>d"));
  uint32_t count = 0;
  for (const syn_dom_node *node = dom.root; node != NULL; node = syn_dom_next(dom.root, node, false))
    assert_int_equal(node->order, count++);
  assert_int_equal(count, dom.node_count);
}

static void walking_stays_below_its_root(void **state) {
  syn_dom dom = parse(SYN_TEXT("<div><p>a</p></div><p>b</p>"));
  const syn_dom_node *division = syn_dom_find(dom.root, SYN_ELEMENT_DIV);
  const syn_dom_node *last = division;
  for (const syn_dom_node *node = division; node != NULL; node = syn_dom_next(division, node, false)) last = node;
  assert_true(syn_text_equal(last->text, SYN_TEXT("a")));
}

static void walking_can_leave_out_children(void **state) {
  syn_dom dom = parse(SYN_TEXT("<div><p>a</p></div><p>b</p>"));
  const syn_dom_node *division = syn_dom_find(dom.root, SYN_ELEMENT_DIV);
  expect_text(syn_dom_next(dom.root, division, true), "b");
}

static void text_has_single_blanks_and_parts_blocks(void **state) {
  syn_dom dom =
      parse(SYN_TEXT(" <div> a \n\t b<b>c</b></div><p>d<br>e&nbsp; f</p><table><tr><td>1</td><td>2</td></tr></table><option>g<option>h"));
  expect_text(dom.root, "a bc d e f 1 2 g h");
}

static void what_is_invisible_is_no_text(void **state) {
  expect_text(parse(SYN_TEXT("<p>co&shy;op&#x200B;er\xEF\xBB\xBF"
                             "ate &#x200D;x</p>"))
                  .root,
              "cooperate \xE2\x80\x8Dx");
}

static void data_blocks_come_along(void **state) {
  syn_dom dom = parse(SYN_TEXT("<script type=application/ld+json>{\"a\":\"</p>\"}</script>"));
  assert_int_equal(dom.data_block_count, 1);
  assert_true(syn_text_equal(dom.data_blocks[0], SYN_TEXT("{\"a\":\"</p>\"}")));
}

static void templates_and_comments_are_no_nodes(void **state) {
  expect_text(parse(SYN_TEXT("<p>a<!-- b --></p><template><p>c</p></template><p>d</p>")).root, "a d");
}

static void drawings_go_when_they_end(void **state) {
  expect_text(parse(SYN_TEXT("<p>a<svg><title>b</title><path/><foreignObject><p>c</p></foreignObject></svg>d</p>")).root, "ad");
  expect_text(parse(SYN_TEXT("<p>a<template>b<template>c</template>d</template>e</p>")).root, "ae");
}

static void what_follows_an_unfinished_drawing_stays(void **state) {
  expect_text(parse(SYN_TEXT("<p>a</p><svg><path><p>b</p><p>c</p>")).root, "a b c");
  expect_text(parse(SYN_TEXT("<p>a</p><template><p>b</p>")).root, "a b");
}

static void what_is_never_shown_is_no_text(void **state) {
  expect_text(parse(SYN_TEXT("<p>a<script>b</script><style>c</style><noembed>d</noembed><iframe><p>e</iframe>f</p>")).root, "a f");
  assert_non_null(syn_dom_find(parse(SYN_TEXT("<iframe src=x>y</iframe>")).root, SYN_ELEMENT_IFRAME));
}

static void a_table_that_holds_text_in_pieces_costs_no_more_than_their_sum(void **state) {
  enum { PIECES = 100000 };
  char *html = calloc(PIECES, 16);
  assert_non_null(html);
  size_t size = 0;
  memcpy(html, "<table>", size = 7);
  for (int i = 0; i < PIECES; i++) {
    memcpy(html + size, "x<td>y<tr>", 10);
    size += 10;
  }
  syn_dom dom = parse((syn_text){html, size});
  const syn_dom_node *text = syn_dom_find(dom.root, SYN_ELEMENT_BODY)->first_child;
  assert_true(text->is_text && text->text.size > PIECES / 2);
  free(html);
}

static void invalid_bytes_become_replacement_characters(void **state) {
  expect_text(parse(SYN_TEXT("<p title=\xFF>a\xC3(b\xE2\x82</p>")).root, "a\xEF\xBF\xBD(b\xEF\xBF\xBD");
}

static void references_beyond_the_last_character_are_replaced(void **state) {
  syn_dom dom = parse(SYN_TEXT("<p title='&#xD8CCCCCCCCCCCCCCCC;'>&#xD8CCCCCCCCCCCCCCCC; &#xFFFFFFFF; &#4294967295; &#x80000000;"));
  const syn_dom_node *paragraph = syn_dom_find(dom.root, SYN_ELEMENT_P);
  syn_text title = syn_dom_attribute_value(paragraph, "title");
  assert_int_equal(syn_utf8_valid_prefix(title), title.size);
  assert_int_equal(syn_utf8_valid_prefix(paragraph->first_child->text), paragraph->first_child->text.size);
}

static void nul_bytes_vanish(void **state) {
  syn_dom dom = parse(SYN_TEXT("<\0p cl\0ass=\0x>a\0b</p\0>c"));
  const syn_dom_node *paragraph = syn_dom_find(dom.root, SYN_ELEMENT_P);
  expect_text(paragraph, "ab");
  assert_true(syn_text_equal(syn_dom_attribute_value(paragraph, "class"), SYN_TEXT("x")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_page_becomes_a_tree),
      cmocka_unit_test(an_empty_page_has_a_root),
      cmocka_unit_test(references_are_resolved_in_text_and_attributes),
      cmocka_unit_test(unknown_elements_are_told_by_their_name),
      cmocka_unit_test(broken_markup_is_read_as_browsers_do),
      cmocka_unit_test(walking_visits_every_node_in_document_order),
      cmocka_unit_test(walking_stays_below_its_root),
      cmocka_unit_test(walking_can_leave_out_children),
      cmocka_unit_test(text_has_single_blanks_and_parts_blocks),
      cmocka_unit_test(what_is_invisible_is_no_text),
      cmocka_unit_test(data_blocks_come_along),
      cmocka_unit_test(templates_and_comments_are_no_nodes),
      cmocka_unit_test(drawings_go_when_they_end),
      cmocka_unit_test(what_follows_an_unfinished_drawing_stays),
      cmocka_unit_test(what_is_never_shown_is_no_text),
      cmocka_unit_test(a_table_that_holds_text_in_pieces_costs_no_more_than_their_sum),
      cmocka_unit_test(invalid_bytes_become_replacement_characters),
      cmocka_unit_test(references_beyond_the_last_character_are_replaced),
      cmocka_unit_test(nul_bytes_vanish),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
