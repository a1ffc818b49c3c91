/* Citations: where the words of a value stand, in one line of plain text; nothing in it is invented. */
#include "sample.h"

#include "records/wording.h"

#define SHA256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void assert_citation(const syn_article *article, const syn_evidence *evidence, syn_span span, const char *expected) {
  syn_arena *arena = NULL;
  syn_record_context context;
  syn_buffer text;
  assert_int_equal(syn_arena_create(1 << 20, &arena), SYN_OK);
  assert_int_equal(syn_record_context_init(article, arena, &context), SYN_OK);
  syn_buffer_init(&text, 4096);
  syn_wording_citation(&text, &context, evidence, span);
  syn_buffer_add_byte(&text, '\0');
  assert_int_equal(text.status, SYN_OK);
  assert_string_equal(text.data, expected);
  syn_buffer_clear(&text);
  syn_arena_destroy(&arena);
}

static syn_article stated_article(void) {
  static syn_text byline[] = {{"Mira Tollan", 11}, {"Jens Oke", 8}};
  return (syn_article){.source = SYN_TEXT("pages/boats.html"),
                       .url = SYN_TEXT("https://tidings.example/boats?a=1&b=2"),
                       .outlet = SYN_TEXT("Tidings"),
                       .title = SYN_TEXT("Nine boats sink"),
                       .byline = byline,
                       .byline_count = 2,
                       .published = sample_days(2031, 5, 30, 30, SYN_BASIS_METADATA),
                       .text = SYN_TEXT("\xF0\x9F\x9A\xA2 Nine boats sank.")};
}

static void all_that_is_known_is_told_in_order(void **state) {
  (void)state;
  syn_article article = stated_article();
  syn_evidence evidence = {.sha256 = SYN_TEXT(SHA256), .captured = SYN_TEXT("2031-06-01T08:00:00Z")};
  assert_citation(&article, &evidence, sample_span(&article, SYN_FIELD_TEXT, "Nine boats"),
                  "Tidings, Mira Tollan, Jens Oke, “Nine boats sink”, 30 May 2031, https://tidings.example/boats?a=1&b=2, text 2–12, "
                  "SHA-256 0123456789abcdef, captured 2031-06-01T08:00:00Z");
}

static void what_is_not_known_is_left_out(void **state) {
  (void)state;
  syn_article article = {.source = SYN_TEXT("boats.txt"), .text = SYN_TEXT("Nine boats")};
  const syn_evidence empty = {0};
  assert_citation(&article, NULL, (syn_span){0, 4, SYN_FIELD_TEXT, 0}, "boats.txt, text 0–4");
  assert_citation(&article, &empty, (syn_span){0, 4, SYN_FIELD_TEXT, 0}, "boats.txt, text 0–4");
  article.captured = SYN_TEXT("2031-06-01");
  assert_citation(&article, &empty, (syn_span){0, 4, SYN_FIELD_TEXT, 0}, "boats.txt, text 0–4, captured 2031-06-01");
}

static void a_date_that_was_inferred_says_so(void **state) {
  (void)state;
  static const syn_basis INFERRED[] = {SYN_BASIS_TEXT, SYN_BASIS_LINKED, SYN_BASIS_WORLD};
  for (size_t i = 0; i < sizeof INFERRED / sizeof INFERRED[0]; i++) {
    syn_article article = {.source = SYN_TEXT("a"), .text = SYN_TEXT("Nine"), .published = sample_days(2031, 5, 2, 4, INFERRED[i])};
    assert_citation(&article, NULL, (syn_span){0, 4, SYN_FIELD_TEXT, 0}, "2 – 4 May 2031 (inferred), a, text 0–4");
  }
}

static void places_are_code_points_of_the_field_that_holds_the_words(void **state) {
  (void)state;
  syn_article article = stated_article();
  syn_text captions[] = {SYN_TEXT("Caf\xC3\xA9"), SYN_TEXT("\xC3\xA9t\xC3\xA9 nine")};
  article.captions = captions;
  article.caption_count = 2;
  article.url = (syn_text){0};
  article.byline_count = 0;
  assert_citation(&article, NULL, (syn_span){0, 4, SYN_FIELD_TITLE, 0},
                  "Tidings, “Nine boats sink”, 30 May 2031, pages/boats.html, title 0–4");
  assert_citation(&article, NULL, (syn_span){6, 10, SYN_FIELD_CAPTION, 1},
                  "Tidings, “Nine boats sink”, 30 May 2031, pages/boats.html, caption 1 4–8");
  assert_citation(&article, NULL, (syn_span){900, 1000, SYN_FIELD_TEXT, 0},
                  "Tidings, “Nine boats sink”, 30 May 2031, pages/boats.html, text 18–18");
}

static void words_of_a_page_stay_on_the_line_and_turn_nothing(void **state) {
  (void)state;
  syn_article article = {.source = SYN_TEXT(" a\n\tb\x1b[31m\xE2\x80\xAE"
                                            "c\xC2\xA0"
                                            "d "),
                         .text = SYN_TEXT("Nine")};
  assert_citation(&article, NULL, (syn_span){0, 4, SYN_FIELD_TEXT, 0}, "a b [31mc d, text 0–4");
}

static void what_stands_in_the_buffer_before_is_no_part_of_it(void **state) {
  (void)state;
  syn_article article = {.source = SYN_TEXT("a"), .text = SYN_TEXT("Nine")};
  syn_record_context context = {.article = &article, .text = {.text = article.text}};
  syn_buffer text;
  syn_buffer_init(&text, 64);
  syn_buffer_add(&text, SYN_TEXT("See "));
  syn_wording_citation(&text, &context, NULL, (syn_span){0, 4, SYN_FIELD_TEXT, 0});
  assert_true(syn_text_equal(syn_buffer_text(&text), SYN_TEXT("See a, text 0–4")));
  syn_buffer_clear(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_that_is_known_is_told_in_order),
                                     cmocka_unit_test(what_is_not_known_is_left_out),
                                     cmocka_unit_test(a_date_that_was_inferred_says_so),
                                     cmocka_unit_test(places_are_code_points_of_the_field_that_holds_the_words),
                                     cmocka_unit_test(words_of_a_page_stay_on_the_line_and_turn_nothing),
                                     cmocka_unit_test(what_stands_in_the_buffer_before_is_no_part_of_it)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
