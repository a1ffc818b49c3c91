/* The report: every value opens at its words, all accounts have a cell, and nothing in it is obeyed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "export/report.h"

enum { ACCOUNTS = 2, READINGS = 6, PAGE_LIMIT = 1 << 20 };

/* A report of two accounts and one point, that a test fills. */
typedef struct sample {
  syn_article articles[ACCOUNTS];
  syn_reading readings[READINGS];
  syn_id without_value[1], actor[1];
  syn_identity identity;
  syn_point point;
  syn_story story;
  syn_report report;
  syn_buffer html;
} sample;

static syn_id id_of(uint8_t number) {
  return (syn_id){{number}};
}

static void init_sample(sample *s) {
  memset(s, 0, sizeof *s);
  for (uint8_t i = 0; i < ACCOUNTS; i++) s->articles[i].id = id_of((uint8_t)(i + 1));
  s->articles[0].outlet = SYN_TEXT("Tidings");
  s->articles[0].text = SYN_TEXT("Nine boats sank off Lund. A tenth was saved.\n\nNobody drowned.");
  s->articles[1].outlet = SYN_TEXT("Gazette");
  s->articles[1].text = SYN_TEXT("Ten boats went down.");
  s->point = (syn_point){.about = SYN_TEXT("boats"), .label = SYN_LABEL_SINGLE, .readings = s->readings};
  s->identity = (syn_identity){.id = id_of(9), .name = SYN_TEXT("Olga Farrow")};
  s->story = (syn_story){.title = SYN_TEXT("Boats sink"), .origins = 2};
  s->report = (syn_report){.story = &s->story,
                           .articles = s->articles,
                           .article_count = ACCOUNTS,
                           .points = &s->point,
                           .point_count = 1,
                           .identities = &s->identity,
                           .identity_count = 1,
                           .version = "0",
                           .model_digest = "m",
                           .world_digest = "w"};
  syn_buffer_init(&s->html, PAGE_LIMIT);
}

static void add_reading(sample *s, uint8_t article, uint32_t start, uint32_t end) {
  syn_reading *reading = &s->readings[s->point.reading_count++];
  *reading = (syn_reading){.article = id_of(article), .span = {.start = start, .end = end}, .words = SYN_TEXT("word")};
}

static const char *page(sample *s) {
  assert_int_equal(syn_report_write(&s->report, &s->html), SYN_OK);
  syn_buffer_add_byte(&s->html, '\0');
  return s->html.data;
}

static unsigned count(const char *page_text, const char *part) {
  unsigned found = 0;
  for (const char *at = strstr(page_text, part); at; at = strstr(at + 1, part)) found++;
  return found;
}

static void assert_has(const char *page_text, const char *part) {
  if (!strstr(page_text, part)) fail_msg("the page lacks: %s", part);
}

static void every_link_has_one_place_that_it_leads_to(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 26, 43);
  add_reading(&s, 2, 0, 9);
  const char *text = page(&s);
  assert_int_equal(count(text, "href=\"#r0-"), 3);
  assert_int_equal(count(text, "id=\"r0-0\""), 1);
  assert_int_equal(count(text, "id=\"r0-1\""), 1);
  assert_int_equal(count(text, "id=\"r0-2\""), 1);
  assert_has(text, "<mark><i id=\"r0-0\"></i>Nine boats</mark> sank");
  syn_buffer_clear(&s.html);
}

static void spans_may_overlap(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 15); /* Nine boats sank */
  add_reading(&s, 1, 5, 24); /* boats sank off Lund */
  add_reading(&s, 1, 5, 10); /* boats */
  add_reading(&s, 1, 0, 15); /* twice the same */
  const char *text = page(&s);
  const char *article = strstr(text, "<article id=\"a0\">");
  assert_non_null(article);
  assert_has(article, "<mark><i id=\"r0-0\"></i><i id=\"r0-3\"></i>Nine </mark><mark><i id=\"r0-2\"></i><i id=\"r0-1\"></i>boats</mark>");
  assert_has(article, "<mark> off Lund</mark>. A tenth");
  assert_int_equal(count(text, "<mark>"), count(text, "</mark>"));
  syn_buffer_clear(&s.html);
}

static void spans_at_the_borders_of_paragraphs_and_over_them_are_marked(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 38, 44); /* "saved." ends its paragraph */
  add_reading(&s, 1, 46, 52); /* "Nobody" begins the next */
  add_reading(&s, 1, 38, 52); /* both */
  const char *article = strstr(page(&s), "<article id=\"a0\">");
  assert_has(article,
             "<mark><i id=\"r0-0\"></i><i id=\"r0-2\"></i>saved.</mark></p>\n<p><mark><i id=\"r0-1\"></i>Nobody</mark> drowned.</p>");
  syn_buffer_clear(&s.html);
}

static void spans_beyond_the_text_do_no_harm(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 53, 4000);
  add_reading(&s, 1, 3000, 4000);
  add_reading(&s, 1, 7, 3);
  s.readings[2].span.field = SYN_FIELD_CAPTION;
  s.readings[2].span.index = 40;
  assert_has(page(&s), "drowned.</mark></p>");
  syn_buffer_clear(&s.html);
}

static void words_in_title_and_caption_are_reached(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  syn_text captions[] = {SYN_TEXT("A boat in 1920."), SYN_TEXT("The rescuer.")};
  s.articles[0].title = SYN_TEXT("Nine lost");
  s.articles[0].captions = captions;
  s.articles[0].caption_count = 2;
  add_reading(&s, 1, 0, 4);
  s.readings[0].span.field = SYN_FIELD_TITLE;
  add_reading(&s, 1, 4, 11);
  s.readings[1].span.field = SYN_FIELD_CAPTION;
  s.readings[1].span.index = 1;
  const char *text = page(&s);
  assert_has(text, "<h3><bdi><mark><i id=\"r0-0\"></i>Nine</mark> lost</bdi></h3>");
  assert_has(text, "The <mark><i id=\"r0-1\"></i>rescuer</mark>.");
  syn_buffer_clear(&s.html);
}

static void a_silent_account_says_so_and_one_without_a_value_says_that(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  assert_has(page(&s), "data-account=\"Gazette\">silent</td>");
  syn_buffer_clear(&s.html);
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  s.without_value[0] = id_of(2);
  s.point.without_value = (syn_id_list){s.without_value, 1};
  assert_has(page(&s), "data-account=\"Gazette\">speaks of it, no value</td>");
  syn_buffer_clear(&s.html);
}

static void silent_accounts_of_a_large_story_are_counted(void **state) {
  (void)state;
  enum { MANY = 20 };
  sample s;
  syn_article articles[MANY];
  syn_id silent[MANY];
  init_sample(&s);
  for (uint8_t i = 0; i < MANY; i++) {
    articles[i] = s.articles[i % ACCOUNTS];
    articles[i].id = silent[i] = id_of((uint8_t)(i + 1));
  }
  s.report.articles = articles;
  s.report.article_count = MANY;
  s.point.silent = (syn_id_list){silent + 1, MANY - 1};
  add_reading(&s, 1, 0, 10);
  const char *text = page(&s);
  assert_has(text, "<table class=\"cards\">");
  assert_has(text, "data-account=\"19 accounts\">silent</td>");
  assert_int_equal(count(text, "<td"), 2);
  syn_buffer_clear(&s.html);
}

static void a_value_given_twice_is_shown_once_and_both_places_are_reached(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 26, 43);
  assert_has(page(&s),
             "href=\"#r0-0\"><bdi>\xE2\x80\x9Cword\xE2\x80\x9D</bdi></a> <a class=\"small\" href=\"#r0-1\">also here</a></div></td>");
  syn_buffer_clear(&s.html);
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 26, 43);
  s.actor[0] = id_of(9);
  s.readings[1].attributed_to = (syn_id_list){s.actor, 1};
  const char *text = page(&s);
  assert_int_equal(count(text, "also here"), 0);
  assert_has(text, "according to <bdi>Olga Farrow</bdi>");
  syn_buffer_clear(&s.html);
}

static void labels_are_told_by_sign_and_word(void **state) {
  (void)state;
  static const char *const SHOWN[SYN_LABEL_COUNT] = {"= agree", "~ compatible", "! differ", "\" variant", "- single"};
  for (unsigned label = 0; label < SYN_LABEL_COUNT; label++) {
    sample s;
    init_sample(&s);
    s.point.label = (syn_label)label;
    const char *row = strstr(page(&s), "<th scope=\"row\">");
    assert_non_null(row);
    assert_has(row, SHOWN[label]);
    syn_buffer_clear(&s.html);
  }
}

static void hostile_words_are_shown_and_not_obeyed(void **state) {
  (void)state;
  static const char HOSTILE[] = "</title></style><script>go()</script>\"><img src=x onerror='go()'>\xE2\x80\xAE&amp;";
  sample s;
  init_sample(&s);
  syn_text hostile = {HOSTILE, sizeof HOSTILE - 1}, lists[] = {hostile};
  s.story.title = s.point.about = s.identity.name = hostile;
  s.story.origins_why = (syn_text_list){lists, 1};
  s.report.version = s.report.model_digest = HOSTILE;
  for (unsigned i = 0; i < ACCOUNTS; i++) {
    syn_article *article = &s.articles[i];
    article->title = article->text = article->outlet = article->source = article->url = article->digest = hostile;
    article->byline = article->credits = article->captions = lists;
    article->byline_count = article->credit_count = article->caption_count = 1;
  }
  s.actor[0] = s.identity.id;
  s.story.actors = (syn_id_list){s.actor, 1};
  add_reading(&s, 1, 0, 12);
  add_reading(&s, 2, 3, (uint32_t)hostile.size);
  s.readings[0].words = s.readings[1].words = hostile;
  s.readings[0].speakers = s.readings[1].attributed_to = (syn_id_list){s.actor, 1};
  syn_reprint reprint = {.a = id_of(1), .b = id_of(2), .why = hostile};
  s.report.reprints = &reprint;
  s.report.reprint_count = 1;
  const char *text = page(&s);
  assert_int_equal(count(text, "<script"), 0);
  assert_int_equal(count(text, "<img"), 0);
  assert_int_equal(count(text, "onerror='"), 0);
  assert_int_equal(count(text, "\xE2\x80\xAE"), 0);
  assert_int_equal(count(text, "</style>"), 1);
  assert_int_equal(count(text, "</title>"), 1);
  assert_has(text, "&amp;amp;");
  syn_buffer_clear(&s.html);
}

static void the_page_fetches_nothing(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.articles[0].url = SYN_TEXT("https://tidings.example/boats");
  const char *text = page(&s);
  assert_has(text, "default-src 'none'");
  assert_int_equal(count(text, "src="), 0);
  assert_int_equal(count(text, "href=\"http"), 0);
  assert_int_equal(count(text, "url("), 0);
  syn_buffer_clear(&s.html);
}

static void a_page_that_outgrows_its_limit_is_told(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  for (size_t limit = 0; limit < 12000; limit += 97) {
    syn_buffer_clear(&s.html);
    syn_buffer_init(&s.html, limit);
    syn_status status = syn_report_write(&s.report, &s.html);
    assert_true(status == SYN_LIMIT || (status == SYN_OK && s.html.size <= limit));
  }
  syn_buffer_clear(&s.html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_link_has_one_place_that_it_leads_to),
      cmocka_unit_test(spans_may_overlap),
      cmocka_unit_test(spans_at_the_borders_of_paragraphs_and_over_them_are_marked),
      cmocka_unit_test(spans_beyond_the_text_do_no_harm),
      cmocka_unit_test(words_in_title_and_caption_are_reached),
      cmocka_unit_test(a_silent_account_says_so_and_one_without_a_value_says_that),
      cmocka_unit_test(silent_accounts_of_a_large_story_are_counted),
      cmocka_unit_test(a_value_given_twice_is_shown_once_and_both_places_are_reached),
      cmocka_unit_test(labels_are_told_by_sign_and_word),
      cmocka_unit_test(hostile_words_are_shown_and_not_obeyed),
      cmocka_unit_test(the_page_fetches_nothing),
      cmocka_unit_test(a_page_that_outgrows_its_limit_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
