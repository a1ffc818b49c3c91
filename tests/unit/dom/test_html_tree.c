/*
 * Trees as browsers build them. A tree is written in one line: p("text",b), with attributes left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "dom/html_parser.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(64u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void add_node(syn_buffer *out, const syn_dom_node *node) {
  const syn_html_node *whole = (const syn_html_node *)node;
  if (node->previous != NULL) syn_buffer_add_byte(out, ',');
  if (whole->kind == SYN_HTML_KIND_TEXT) syn_buffer_format(out, "\"%.*s\"", SYN_TEXT_ARGUMENTS(node->text));
  if (whole->kind == SYN_HTML_KIND_COMMENT) syn_buffer_format(out, "!%.*s", SYN_TEXT_ARGUMENTS(node->text));
  if (whole->kind == SYN_HTML_KIND_DOCTYPE) syn_buffer_format(out, "doctype %.*s", SYN_TEXT_ARGUMENTS(node->name));
  if (whole->kind == SYN_HTML_KIND_CONTENTS) syn_buffer_add(out, SYN_TEXT("contents"));
  if (whole->kind == SYN_HTML_KIND_ELEMENT) syn_buffer_add(out, node->name);
  if (node->first_child == NULL) return;
  syn_buffer_add_byte(out, '(');
  for (const syn_dom_node *child = node->first_child; child != NULL; child = child->next) add_node(out, child);
  syn_buffer_add_byte(out, ')');
}

static const syn_dom_limits limits = {.byte_count = 1 << 20, .depth = 64, .attribute_count = 16, .node_count = 1000};

static void expect_within(const char *context, const char *html, const char *wanted) {
  const syn_html_options options = {.limits = limits, .context_name = context};
  syn_html_page page;
  syn_buffer found;
  syn_arena_reset(arena);
  syn_buffer_init(&found, 1 << 16);
  assert_int_equal(syn_html_parse(syn_text_from(html), &options, arena, &page), SYN_OK);
  const syn_dom_node *parent = context != NULL ? page.document->node.first_child : &page.document->node;
  for (const syn_dom_node *child = parent->first_child; child != NULL; child = child->next) add_node(&found, child);
  if (!syn_text_equal(syn_buffer_text(&found), syn_text_from(wanted)))
    fail_msg("\nhtml   %s\nfound  %.*s\nwanted %s", html, SYN_TEXT_ARGUMENTS(syn_buffer_text(&found)), wanted);
  syn_buffer_clear(&found);
}

/* The children of the body. */
static void expect(const char *html, const char *wanted) {
  char whole[2048];
  (void)snprintf(whole, sizeof whole, wanted[0] != '\0' ? "html(head,body(%s))" : "html(head,body)", wanted);
  expect_within(NULL, html, whole);
}

static void what_may_be_left_out_is_put_in(void **state) {
  expect_within(NULL, "", "html(head,body)");
  expect_within(NULL, "<title>T</title>x", "html(head(title(\"T\")),body(\"x\"))");
  expect_within(NULL, "<!DOCTYPE html><!--a--><p>x", "doctype html,!a,html(head,body(p(\"x\")))");
  expect_within(NULL, "<body>x</body></html><!--behind-->", "html(head,body(\"x\")),!behind");
  expect("<p>a<p>b", "p(\"a\"),p(\"b\")");
  expect("<ul><li>a<li>b<ul><li>c</ul></ul>", "ul(li(\"a\"),li(\"b\",ul(li(\"c\"))))");
  expect("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(\"a\"),dd(\"b\"),dt(\"c\"))");
  expect("<table><tr><td>a<td>b<tr><th>c</table>", "table(tbody(tr(td(\"a\"),td(\"b\")),tr(th(\"c\"))))");
}

static void blocks_end_paragraphs_and_headings_end_headings(void **state) {
  expect("<p>a<div>b</div>c", "p(\"a\"),div(\"b\"),\"c\"");
  expect("<p><span>a<p>b", "p(span(\"a\")),p(\"b\")");
  expect("<h1>a<h2>b</h1>c", "h1(\"a\"),h2(\"b\"),\"c\"");
  expect("<p><button><p>x</button>y", "p(button(p(\"x\")),\"y\")");
  expect("a</p>x", "\"a\",p,\"x\"");
  expect("a</br>b", "\"a\",br,\"b\"");
}

static void formatting_goes_on_in_the_next_block(void **state) {
  expect("<p><b>a<p>b", "p(b(\"a\")),p(b(\"b\"))");
  expect("<p><b><i>a</b>b</i>c", "p(b(i(\"a\")),i(\"b\"),\"c\")");
  expect("<b>a<div>b</b>c</div>", "b(\"a\"),div(b(\"b\"),\"c\")");
  expect("<a>x<a>y", "a(\"x\"),a(\"y\")");
  expect("<a>x<div>y<a>z", "a(\"x\"),div(a(\"y\"),a(\"z\"))");
  expect("<b><b><b><b><p>x", "b(b(b(b(p(\"x\")))))");
  expect("<b><b><b><b></p>x</b></b></b></b><p>y", "b(b(b(b(p,\"x\")))),p(\"y\")");
  expect("<p><b><b><b><b></p><p>x", "p(b(b(b(b)))),p(b(b(b(\"x\"))))");
  expect("<nobr>a<nobr>b", "nobr(\"a\"),nobr(\"b\")");
}

static void what_does_not_belong_into_a_table_goes_before_it(void **state) {
  expect("<table>x<tr><td>y</table>", "\"x\",table(tbody(tr(td(\"y\"))))");
  expect("<table><b>x<tr><td>y</table>z", "b(\"x\"),table(tbody(tr(td(\"y\")))),b(\"z\")");
  expect("<table> <tr> <td>y</table>", "table(\" \",tbody(tr(\" \",td(\"y\"))))");
  expect("<table><tr><td><table><td>in</table>out</table>", "table(tbody(tr(td(table(tbody(tr(td(\"in\")))),\"out\"))))");
  expect("<table><caption>a<td>b</table>", "table(caption(\"a\"),tbody(tr(td(\"b\"))))");
  expect("<table><col><td>b</table>", "table(colgroup(col),tbody(tr(td(\"b\"))))");
  expect("<p><table></table>", "p(table)"); /* without a doctype a table does not end a paragraph */
  expect_within(NULL, "<!DOCTYPE html><p><table></table>", "doctype html,html(head,body(p,table))");
}

static void contents_without_markup_are_text(void **state) {
  expect("<textarea>\n<b>&amp;</b></textarea>", "textarea(\"<b>&</b>\")");
  expect("<xmp><b>&amp;</xmp>", "xmp(\"<b>&amp;\")");
  expect("<div><style>a{}</style></style>x", "div(style(\"a{}\"),\"x\")");
  expect("<div><script>if (a<b) \"</div>\"</script>x", "div(script(\"if (a<b) \"</div>\"\"),\"x\")");
  expect("<p><script><!--<script></script>--></script>x", "p(script(\"<!--<script></script>-->\"),\"x\")");
  expect("<iframe><p></iframe>x", "iframe(\"<p>\"),\"x\"");
  expect("<plaintext></plaintext>x", "plaintext(\"</plaintext>x\")");
}

static void drawings_and_formulas_have_rules_of_their_own(void **state) {
  expect("<svg><path/><g>x</g></svg>y", "svg(path,g(\"x\")),\"y\"");
  expect("<svg><path><p>x", "svg(path),p(\"x\")");
  expect("<svg><foreignObject><p>x</p></foreignObject></svg>y", "svg(foreignobject(p(\"x\"))),\"y\"");
  expect("<svg><![CDATA[<p>]]></svg>", "svg(\"<p>\")");
  expect("<math><mi>x<b>y</b></mi></math>z", "math(mi(\"x\",b(\"y\"))),\"z\"");
  expect("<math><mi>x<b>y</math>z", "math(mi(\"x\",b(\"yz\")))");
  expect("<svg><title>a<b>b</b></title></svg>", "svg(title(\"a\",b(\"b\")))");
}

static void templates_keep_their_contents_apart(void **state) {
  expect("<p><template><tr><td>x</template>y", "p(template(contents(tr(td(\"x\")))),\"y\")");
  expect("<p><template><div>x<template>y</template>z</div></template>",
         "p(template(contents(div(\"x\",template(contents(\"y\")),\"z\"))))");
  expect("<div><template><p>x</div>y", "div(template(contents(p(\"xy\"))))");
}

static void lists_to_choose_from_hold_any_markup(void **state) {
  expect("<select><option>a<option>b</select>c", "select(option(\"a\"),option(\"b\")),\"c\"");
  expect("<select><div>a<option>b</div></select>", "select(div(\"a\",option(\"b\")))");
  expect("<select>a<select>b", "select(\"a\"),\"b\"");
  expect("<select><optgroup><option>a<optgroup><option>b", "select(optgroup(option(\"a\")),optgroup(option(\"b\")))");
}

static void framesets_take_the_place_of_a_body(void **state) {
  expect_within(NULL, "<frameset><frame></frameset><noframes>x</noframes>", "html(head,frameset(frame),noframes(\"x\"))");
  expect("x<frameset>y", "\"xy\"");
}

static void fragments_stand_in_an_element(void **state) {
  expect_within("tr", "<td>x<td>y", "td(\"x\"),td(\"y\")");
  expect_within("div", "<td>x", "\"x\"");
  expect_within("textarea", "<p>&amp;</textarea>", "\"<p>&</textarea>\"");
  expect_within("body", "<p>x</body>y", "p(\"xy\")");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_may_be_left_out_is_put_in),       cmocka_unit_test(blocks_end_paragraphs_and_headings_end_headings),
      cmocka_unit_test(formatting_goes_on_in_the_next_block), cmocka_unit_test(what_does_not_belong_into_a_table_goes_before_it),
      cmocka_unit_test(contents_without_markup_are_text),     cmocka_unit_test(drawings_and_formulas_have_rules_of_their_own),
      cmocka_unit_test(templates_keep_their_contents_apart),  cmocka_unit_test(lists_to_choose_from_hold_any_markup),
      cmocka_unit_test(framesets_take_the_place_of_a_body),   cmocka_unit_test(fragments_stand_in_an_element),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
