/*
 * The parser against gumbo, on pages of random tags: a seeded soup of the markup that pages misuse most. Gumbo follows the standard as it
 * was in 2015, so that what has changed since (select, template, dialog, menu, ruby) is left to the standard's own test suite
 * (tests/quality/measure_html5lib.c). So is what gumbo gets wrong: it ends unknown elements by other unknown names and an object through a
 * marquee, puts the text before </form> behind the form, and forgets formatting before white space in tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <gumbo.h>

#include "base/buffer.h"
#include "dom/html_parser.h"

enum { PAGE_COUNT = 20000, PIECE_MAXIMUM = 24 };

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(64u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static const char *const pieces[] = {
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=x>",
    "</a>",
    "<font>",
    "</font>",
    "<em id=1>",
    "<em>",
    "</em>",
    "<nobr>",
    "</nobr>",
    "<span>",
    "</span>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<h1>",
    "</h1>",
    "<h2>",
    "</h2>",
    "<table>",
    "</table>",
    "<tbody>",
    "</tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<caption>",
    "</caption>",
    "<col>",
    "<colgroup>",
    "<thead>",
    "</thead>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=y>",
    "<button>",
    "</button>",
    "<form>",
    "<input>",
    "<pre>",
    "</pre>",
    "<address>",
    "</address>",
    "<body class=z>",
    "</body>",
    "</html>",
    "<html lang=en>",
    "<head>",
    "</head>",
    "<title>t</title>",
    "<meta>",
    "<section>",
    "</section>",
    "<center>",
    "<object>",
    "<textarea>u</textarea>",
    "<xmp>v</xmp>",
    "<svg>",
    "</svg>",
    "<desc>",
    "<math>",
    "<mi>",
    "</math>",
    "</desc>",
    "text",
    "word",
    "\xC3\xA9",
    "&amp;",
    "<!--c-->",
    "<x-y>",
    "</x-y>",
    "<big>",
};

static uint32_t next_random(uint32_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/* Text beside text is one: gumbo parts it at times. */
static void add_text(syn_buffer *out, syn_text text) {
  if (out->size > 0 && out->data[out->size - 1] == '"')
    out->size--;
  else
    syn_buffer_add_byte(out, '"');
  syn_buffer_add(out, text);
  syn_buffer_add_byte(out, '"');
}

static void add_ours(syn_buffer *out, const syn_dom_node *node) {
  const syn_html_node *whole = (const syn_html_node *)node;
  if (whole->kind == SYN_HTML_KIND_TEXT) add_text(out, node->text);
  if (whole->kind == SYN_HTML_KIND_COMMENT) syn_buffer_format(out, "!%.*s", SYN_TEXT_ARGUMENTS(node->text));
  if (whole->kind != SYN_HTML_KIND_ELEMENT) return;
  syn_buffer_format(out, "%.*s:%u(", SYN_TEXT_ARGUMENTS(node->name), node->attribute_count);
  for (const syn_dom_node *child = node->first_child; child != NULL; child = child->next) add_ours(out, child);
  syn_buffer_add_byte(out, ')');
}

static void add_gumbos(syn_buffer *out, const GumboNode *node) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA)
    add_text(out, syn_text_from(node->v.text.text));
  if (node->type == GUMBO_NODE_COMMENT) syn_buffer_format(out, "!%s", node->v.text.text);
  if (node->type != GUMBO_NODE_ELEMENT) return;
  GumboStringPiece name = node->v.element.original_tag;
  gumbo_tag_from_original_text(&name);
  if (node->v.element.tag != GUMBO_TAG_UNKNOWN)
    syn_buffer_add(out, syn_text_from(gumbo_normalized_tagname(node->v.element.tag)));
  else
    for (size_t i = 0; i < name.length; i++)
      syn_buffer_add_byte(out, (char)(name.data[i] >= 'A' && name.data[i] <= 'Z' ? name.data[i] | 32 : name.data[i]));
  syn_buffer_format(out, ":%u(", node->v.element.attributes.length);
  for (unsigned i = 0; i < node->v.element.children.length; i++) add_gumbos(out, node->v.element.children.data[i]);
  syn_buffer_add_byte(out, ')');
}

static void compare(syn_text page) {
  const syn_html_options options = {.limits = {.byte_count = 1 << 20, .depth = 512, .attribute_count = 16, .node_count = 100000}};
  syn_html_page ours;
  syn_buffer found, wanted;
  syn_arena_reset(arena);
  syn_buffer_init(&found, 1 << 20);
  syn_buffer_init(&wanted, 1 << 20);
  assert_int_equal(syn_html_parse(page, &options, arena, &ours), SYN_OK);
  const syn_dom_node *root = ours.document->node.first_child;
  while (((const syn_html_node *)root)->kind != SYN_HTML_KIND_ELEMENT) root = root->next;
  add_ours(&found, root);
  GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data, page.size);
  add_gumbos(&wanted, output->root);
  if (!syn_text_equal(syn_buffer_text(&found), syn_buffer_text(&wanted)))
    fail_msg("\npage   %.*s\nfound  %.*s\ngumbo  %.*s", SYN_TEXT_ARGUMENTS(page), SYN_TEXT_ARGUMENTS(syn_buffer_text(&found)),
             SYN_TEXT_ARGUMENTS(syn_buffer_text(&wanted)));
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  syn_buffer_clear(&found);
  syn_buffer_clear(&wanted);
}

/* What gumbo's standard has otherwise: end tags of p and br inside svg and math. */
static bool is_left_out(const char *piece, bool has_drawings) {
  bool is_drawing = strstr(piece, "svg") != NULL || strstr(piece, "math") != NULL,
       is_end = strcmp(piece, "</p>") == 0 || strcmp(piece, "</br>") == 0;
  return has_drawings ? is_end : is_drawing;
}

static void random_markup_becomes_the_same_tree(void **state) {
  uint32_t random = 20241129;
  for (int i = 0; i < PAGE_COUNT; i++) {
    syn_buffer page;
    syn_buffer_init(&page, 1 << 16);
    if (next_random(&random) % 2 == 0) syn_buffer_add(&page, SYN_TEXT("<!DOCTYPE html>"));
    for (uint32_t count = next_random(&random) % PIECE_MAXIMUM; count > 0; count--) {
      const char *piece = pieces[next_random(&random) % (sizeof pieces / sizeof pieces[0])];
      if (!is_left_out(piece, i % 2 == 0)) syn_buffer_add(&page, syn_text_from(piece));
    }
    syn_buffer_add(&page, SYN_TEXT("end")); /* gumbo needs a byte to point at */
    compare(syn_buffer_text(&page));
    syn_buffer_clear(&page);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(random_markup_becomes_the_same_tree)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
