/*
 * Tokens, written in one line: <p a="b"> </p> "text" !comment! [doctype]; a tag that closes itself ends with "/>".
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "dom/html_tokeniser.h"

static syn_arena *arena;

static int set_up(void **state) {
  return syn_arena_create(64u * 1024 * 1024, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static void add_start(syn_buffer *out, const syn_html_tokeniser *tokeniser, const syn_html_token *token) {
  syn_buffer_format(out, "<%.*s", SYN_TEXT_ARGUMENTS(token->name));
  for (size_t i = 0; i < tokeniser->attributes.count; i++)
    syn_buffer_format(out, " %.*s=\"%.*s\"", SYN_TEXT_ARGUMENTS(tokeniser->attributes.items[i].name),
                      SYN_TEXT_ARGUMENTS(tokeniser->attributes.items[i].value));
  syn_buffer_add(out, token->is_self_closing ? SYN_TEXT("/>") : SYN_TEXT(">"));
}

static void add_token(syn_buffer *out, const syn_html_tokeniser *tokeniser, const syn_html_token *token) {
  switch (token->type) {
  case SYN_HTML_TOKEN_TEXT:
    syn_buffer_format(out, "\"%.*s\"", SYN_TEXT_ARGUMENTS(token->text));
    break;
  case SYN_HTML_TOKEN_NUL:
    syn_buffer_add(out, SYN_TEXT("NUL"));
    break;
  case SYN_HTML_TOKEN_START:
    add_start(out, tokeniser, token);
    break;
  case SYN_HTML_TOKEN_END_TAG:
    syn_buffer_format(out, "</%.*s>", SYN_TEXT_ARGUMENTS(token->name));
    break;
  case SYN_HTML_TOKEN_COMMENT:
    syn_buffer_format(out, "!%.*s!", SYN_TEXT_ARGUMENTS(token->text));
    break;
  case SYN_HTML_TOKEN_DOCTYPE:
    syn_buffer_format(out, "[%.*s|%.*s|%.*s%s]", SYN_TEXT_ARGUMENTS(token->doctype.name), SYN_TEXT_ARGUMENTS(token->doctype.public_id),
                      SYN_TEXT_ARGUMENTS(token->doctype.system_id), token->doctype.forces_quirks ? "|quirks" : "");
    break;
  default:
    break;
  }
}

static void expect_read(syn_html_tokeniser *tokeniser, const char *wanted) {
  syn_html_token token;
  syn_buffer found;
  syn_buffer_init(&found, 1 << 16);
  do {
    assert_int_equal(syn_html_tokeniser_next(tokeniser, &token), SYN_OK);
    add_token(&found, tokeniser, &token);
  } while (token.type != SYN_HTML_TOKEN_END);
  if (!syn_text_equal(syn_buffer_text(&found), syn_text_from(wanted)))
    fail_msg("\npage   %.*s\nfound  %.*s\nwanted %s", SYN_TEXT_ARGUMENTS(tokeniser->page), SYN_TEXT_ARGUMENTS(syn_buffer_text(&found)),
             wanted);
  syn_buffer_clear(&found);
}

static void expect_of(syn_text page, const char *wanted) {
  syn_html_tokeniser tokeniser;
  syn_arena_reset(arena);
  syn_html_tokeniser_init(&tokeniser, page, 4, arena);
  tokeniser.keeps_comments = true;
  expect_read(&tokeniser, wanted);
}

static void expect(const char *page, const char *wanted) {
  expect_of(syn_text_from(page), wanted);
}

static void tags_and_text_take_turns(void **state) {
  expect("a<P>b</p >c<br/>", "\"a\"<p>\"b\"</p>\"c\"<br/>");
  expect("1 < 2 <3", "\"1 < 2 <3\"");
  expect("a</>b</ c>d<?e?>f<!g>h", "\"a\"\"b\"! c!\"d\"!?e?!\"f\"!g!\"h\"");
  expect("a<", "\"a<\"");
  expect("a</", "\"a</\"");
}

static void a_tag_that_the_page_cuts_off_is_none(void **state) {
  expect("a<p class", "\"a\"");
  expect("a<p class='b", "\"a\"");
  expect("a</p", "\"a\"");
}

static void attributes_are_read_as_browsers_do(void **state) {
  expect("<a B=c d='e' f=\"g\" h>", "<a b=\"c\" d=\"e\" f=\"g\" h=\"\">");
  expect("<a b = c/>", "<a b=\"c/\">");
  expect("<a b=''c>", "<a b=\"\" c=\"\">");
  expect("<a =b=c>", "<a =b=\"c\">");
  expect("<a b=1 B=2>", "<a b=\"1\">");
  expect("<a/b/>", "<a b=\"\"/>");
  expect("<a b=c&amp;d&lt=e&copy>", "<a b=\"c&d&lt=e\xC2\xA9\">");
}

static void attributes_beyond_the_limit_are_left_out(void **state) {
  syn_html_tokeniser tokeniser;
  syn_html_tokeniser_init(&tokeniser, SYN_TEXT("<p a b c d e f>"), 4, arena);
  expect_read(&tokeniser, "<p a=\"\" b=\"\" c=\"\" d=\"\">");
  assert_true(tokeniser.was_cut);
}

static void a_lean_reading_leaves_out_handlers_and_large_values(void **state) {
  static char page[SYN_HTML_VALUE_LIMIT + 64];
  (void)snprintf(page, sizeof page, "<p onclick=a ONLOAD='b' on=c title=\"%0*d\" id=d>", SYN_HTML_VALUE_LIMIT + 1, 0);
  syn_html_tokeniser tokeniser;
  syn_html_tokeniser_init(&tokeniser, syn_text_from(page), 4, arena);
  tokeniser.is_lean = true;
  expect_read(&tokeniser, "<p on=\"c\" id=\"d\">");
}

static void references_are_resolved(void **state) {
  expect("caf&eacute; &amp &notin; &notit; &nosuch; &#8212;&#x2019;&#128;&#0;&#xD800;&#99999999;",
         "\"caf\xC3\xA9 & \xE2\x88\x89 \xC2\xACit; &nosuch; \xE2\x80\x94\xE2\x80\x99\xE2\x82\xAC\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  expect("&", "\"&\"");
  expect("&#;&#x;", "\"&#;&#x;\"");
  expect("&nGt;", "\"\xE2\x89\xAB\xE2\x83\x92\""); /* longer than the reference */
}

static void comments_end_as_the_standard_has_it(void **state) {
  expect("<!--a-->b<!-->c<!--->d<!-- - -- --!>e", "!a!\"b\"!!\"c\"!!\"d\"! - -- !\"e\"");
  expect("<!--a--->b", "!a-!\"b\"");
  expect("<!-- no end -", "! no end !");
}

static void doctypes_tell_their_identifiers(void **state) {
  expect("<!DOCTYPE html>", "[html||]");
  expect("<!doctype HTML PUBLIC \"-//a\" 'b'>", "[html|-//a|b]");
  expect("<!doctype html system 'c' d>", "[html||c]");
  expect("<!doctype>", "[|||quirks]");
  expect("<!doctype html nonsense>", "[html|||quirks]");
}

static void contents_end_at_their_own_end_tag(void **state) {
  syn_html_tokeniser tokeniser;
  syn_html_tokeniser_init(&tokeniser, SYN_TEXT("<b>&lt;</b></titles></TITLE\n>x"), 4, arena);
  tokeniser.content = SYN_HTML_RCDATA;
  tokeniser.raw_name = SYN_TEXT("title");
  expect_read(&tokeniser, "\"<b><</b></titles>\"</title>\"x\"");
}

static void a_script_ends_as_the_standard_has_it(void **state) {
  static const char *const scripts[] = {"if (a</scripty>) '", "<!-- <script> </script> still -->", "<!-- ", "<!--> <script> "};
  for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
    char page[128];
    (void)snprintf(page, sizeof page, "%s</script\n>b", scripts[i]);
    syn_html_tokeniser tokeniser;
    syn_html_tokeniser_init(&tokeniser, syn_text_from(page), 4, arena);
    assert_true(syn_text_equal(syn_html_tokeniser_skip_script(&tokeniser), syn_text_from(scripts[i])));
    expect_read(&tokeniser, "\"b\"");
  }
}

static void nul_bytes_are_told_apart_in_text_and_replaced_elsewhere(void **state) {
  expect_of((syn_text){"a\0b", 3}, "\"a\"NUL\"b\"");
  expect_of((syn_text){"<p\0 a\0=\0>", 9}, "<p\xEF\xBF\xBD a\xEF\xBF\xBD=\"\xEF\xBF\xBD\">");
  expect_of((syn_text){"<!--\0-->", 8}, "!\xEF\xBF\xBD!");
}

/* What a page of so many copies of a piece comes to, on a stack with room for few calls. */
typedef struct small_reading {
  const char *piece;
  syn_html_token token;
  syn_status status;
} small_reading;

static void *read_copies(void *context) {
  enum { COUNT = 100000 };
  small_reading *reading = context;
  size_t size = strlen(reading->piece);
  char *page = malloc(COUNT * size + 1);
  if (page == NULL) return NULL;
  for (size_t i = 0; i < COUNT; i++) memcpy(page + i * size, reading->piece, size);
  page[COUNT * size] = 'x';
  syn_html_tokeniser tokeniser;
  syn_html_tokeniser_init(&tokeniser, (syn_text){page, COUNT * size + 1}, 8, arena);
  tokeniser.allows_cdata = true;
  reading->status = syn_html_tokeniser_next(&tokeniser, &reading->token);
  reading->token.text = (syn_text){0}; /* of the page that goes */
  free(page);
  return NULL;
}

static void what_is_no_token_takes_no_stack_however_often_it_stands_there(void **state) {
  static const char *const PIECES[] = {"</>", "<![CDATA[]]>"};
  for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++) {
    small_reading reading = {.piece = PIECES[i], .status = SYN_NO_MEMORY};
    pthread_attr_t attributes;
    pthread_t thread;
    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, 256 * 1024), 0);
    assert_int_equal(pthread_create(&thread, &attributes, read_copies, &reading), 0);
    pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    assert_int_equal(reading.status, SYN_OK);
    assert_int_equal(reading.token.type, SYN_HTML_TOKEN_TEXT);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tags_and_text_take_turns),
      cmocka_unit_test(a_tag_that_the_page_cuts_off_is_none),
      cmocka_unit_test(attributes_are_read_as_browsers_do),
      cmocka_unit_test(attributes_beyond_the_limit_are_left_out),
      cmocka_unit_test(a_lean_reading_leaves_out_handlers_and_large_values),
      cmocka_unit_test(references_are_resolved),
      cmocka_unit_test(comments_end_as_the_standard_has_it),
      cmocka_unit_test(doctypes_tell_their_identifiers),
      cmocka_unit_test(contents_end_at_their_own_end_tag),
      cmocka_unit_test(a_script_ends_as_the_standard_has_it),
      cmocka_unit_test(nul_bytes_are_told_apart_in_text_and_replaced_elsewhere),
      cmocka_unit_test(what_is_no_token_takes_no_stack_however_often_it_stands_there),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
