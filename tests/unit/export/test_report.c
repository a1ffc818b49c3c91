/* The points and articles of a report: every value opens at its words, all accounts have a cell, and nothing in it is obeyed. */
#include "report_sample.h"

static void every_link_has_one_place_that_it_leads_to(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 26, 43);
  add_reading(&s, 2, 0, 9);
  const char *text = page(&s);
  assert_int_equal(count(between(text, "<table", "<tr class=\"words\">"), "href=\"#r0-"), 3);
  assert_int_equal(count(text, "id=\"r0-0\""), 1);
  assert_int_equal(count(text, "id=\"r0-1\""), 1);
  assert_int_equal(count(text, "id=\"r0-2\""), 1);
  assert_has(article_words(text, 0), "<mark><i id=\"r0-0\"></i>Nine boats</mark> sank");
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
  const char *text = page(&s), *article = article_words(text, 0);
  assert_has(article, "<mark><i id=\"r0-0\" class=\"s3\"></i><i id=\"r0-3\" class=\"s3\"></i>Nine </mark>"
                      "<mark><i id=\"r0-2\"></i><i id=\"r0-1\" class=\"s3\"></i>boats</mark><mark> sank</mark>");
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
  assert_has(article_words(page(&s), 0),
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
  assert_has(article_words(page(&s), 0), "drowned.</mark></p>");
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
  assert_has(article_words(text, 0), "<h3 id=\"h0\"><mark><i id=\"r0-0\"></i>Nine</mark> lost</h3>");
  assert_has(article_words(text, 0), "The <mark><i id=\"r0-1\"></i>rescuer</mark>.");
  syn_buffer_clear(&s.html);
}

static void accounts_of_one_outlet_are_told_apart(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.articles[1].outlet = s.articles[0].outlet;
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 2, 0, 9);
  const char *text = page(&s);
  assert_has(text, "<td data-account=\"Tidings\">");
  assert_has(text, "<td data-account=\"Tidings (2)\">");
  assert_has(text, "<bdi>Tidings</bdi> (2)");
  assert_lacks(text, "Tidings</bdi> (1)");
  assert_lacks(text, "(3)");
  syn_buffer_clear(&s.html);
}

static void a_silent_account_says_so_and_one_without_a_value_says_that(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  assert_has(page(&s), "data-account=\"Gazette\"><span>silent</span></td>");
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
  assert_has(text, "data-account=\"19 accounts\"><span>silent</span></td>");
  assert_int_equal(count(between(text, "<table", "<tr class=\"words\">"), "<td"), 2);
  syn_buffer_clear(&s.html);
}

static void a_value_given_twice_is_shown_once_and_both_places_are_reached(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 26, 43);
  assert_has(
      page(&s),
      "href=\"#r0-0\" dir=\"auto\"><bdi>\xE2\x80\x9Cword\xE2\x80\x9D</bdi></a> <a class=\"again\" href=\"#r0-1\">also here</a></div></td>");
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
  static const char *const SHOWN[SYN_LABEL_COUNT] = {"=</span> agree", "~</span> compatible", "!</span> differ", "&quot;</span> variant",
                                                     "-</span> single"};
  for (unsigned label = 0; label < SYN_LABEL_COUNT; label++) {
    sample s;
    init_sample(&s);
    add_reading(&s, 1, 0, 10);
    s.point.label = (syn_label)label;
    assert_has(between(page(&s), "<th scope=\"rowgroup\"", "</th>"), SHOWN[label]);
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
  for (size_t limit = 0; limit < 30000; limit += 197) {
    syn_buffer_clear(&s.html);
    syn_buffer_init(&s.html, limit);
    syn_status status = syn_report_write(&s.report, &s.html);
    assert_true(status == SYN_LIMIT || (status == SYN_OK && s.html.size <= limit));
  }
  syn_buffer_clear(&s.html);
}

static void the_words_of_a_value_lead_back_to_its_row(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 0, 10); /* the same row is told once */
  const char *text = page(&s);
  assert_has(text, "<tbody id=\"p0\">");
  assert_has(text,
             "<mark><i id=\"r0-0\"></i><i id=\"r0-1\"></i>Nine <span class=\"keep\">boats<sup><a href=\"#p0\" aria-label=\"Back to point "
             "1\">1</a></sup></span></mark> sank");
  syn_buffer_clear(&s.html);
}

static void the_way_back_stands_at_the_end_of_words_that_others_divide(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  syn_point points[] = {s.point, s.point};
  syn_reading long_reading = {.article = id_of(1), .span = {.start = 0, .end = 15}},
              short_reading = {.article = id_of(1), .span = {.start = 5, .end = 10}};
  points[0].readings = &long_reading;
  points[1].readings = &short_reading;
  points[0].reading_count = points[1].reading_count = 1;
  s.report.points = points;
  s.report.point_count = 2;
  const char *article = between(page(&s), "<article id=\"a0\"", "</article>");
  assert_has(article, "boats<sup><a href=\"#p1\" aria-label=\"Back to point 2\">2</a></sup>");
  assert_has(article, "sank<sup><a href=\"#p0\" aria-label=\"Back to point 1\">1</a></sup>");
  syn_buffer_clear(&s.html);
}

static void what_one_account_tells_stands_apart_and_names_it(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.point.label = SYN_LABEL_SINGLE;
  s.without_value[0] = id_of(1);
  s.point.without_value = (syn_id_list){s.without_value, 1};
  add_reading(&s, 2, 0, 9);
  const char *singles = between(page(&s), "<section id=\"singles\"", "</section>");
  assert_has(singles, "<td class=\"account\"><a href=\"#a1\"><bdi>Gazette</bdi></a></td>");
  assert_has(singles, "href=\"#r0-0\"");
  assert_has(singles, "Without a value also: <bdi>Tidings</bdi></div>");
  assert_lacks(s.html.data, "class=\"points\"");
  syn_buffer_clear(&s.html);
}

static void a_difference_is_told_by_its_word_and_explained(void **state) {
  (void)state;
  static const char *const WORDS[SYN_DIFFERENCE_COUNT] = {NULL,     "rounding",      "bound",   "conversion", "scope",
                                                          "update", "contradiction", "excerpt", "wording"};
  for (unsigned d = SYN_DIFFERENCE_NONE + 1; d < SYN_DIFFERENCE_COUNT; d++) {
    sample s;
    char word[64], meaning[64];
    init_sample(&s);
    s.point.difference = (syn_difference)d;
    add_reading(&s, 1, 0, 10);
    snprintf(word, sizeof word, " · <b>%s</b></span></div></th>", WORDS[d]);
    snprintf(meaning, sizeof meaning, "How they differ: <b>%s</b>: ", WORDS[d]);
    const char *text = page(&s);
    assert_has(text, word);
    assert_has(text, meaning);
    syn_buffer_clear(&s.html);
  }
}

static void a_sentence_with_two_readings_is_shown_once_and_cited_twice(void **state) {
  (void)state;
  sample s;
  init_sample(&s);
  s.articles[0].title = SYN_TEXT("Boats");
  s.articles[0].source = SYN_TEXT("boats.html");
  add_reading(&s, 1, 0, 10);
  add_reading(&s, 1, 20, 24);
  add_reading(&s, 1, 26, 33);
  const char *words = between(page(&s), "<tr class=\"words\">", "</tbody>");
  assert_int_equal(count(words, "<li>"), 2);
  assert_has(words, "<mark>Nine boats</mark> sank off <mark>Lund</mark>.</span></p>");
  assert_has(words, "<mark>A tenth</mark> was saved.");
  assert_int_equal(count(words, "<cite"), 3);
  assert_has(words, ">Tidings, “Boats”, boats.html, text 0–10</cite>");
  assert_has(words, ">Tidings, “Boats”, boats.html, text 20–24</cite>");
  syn_buffer_clear(&s.html);
}

static void many_readings_in_one_sentence_are_all_cited(void **state) {
  (void)state;
  enum { MANY = 40 };
  sample s;
  syn_reading readings[MANY];
  init_sample(&s);
  for (uint32_t i = 0; i < MANY; i++)
    readings[i] = (syn_reading){.article = id_of(1), .span = {.start = (MANY - i) % 24, .end = 24}, .words = SYN_TEXT("word")};
  s.point.readings = readings;
  s.point.reading_count = MANY;
  const char *words = between(page(&s), "<tr class=\"words\">", "</tbody>");
  assert_int_equal(count(words, "<cite"), MANY);
  assert_int_equal(count(words, "<mark>"), count(words, "</mark>"));
  syn_buffer_clear(&s.html);
}

static void text_says_its_language_where_the_article_does(void **state) {
  (void)state;
  static const char *const LANGUAGES[] = {"ar", "und", "\"><script>", "EN", "fil", ""};
  static const char *const WRITTEN[] = {" lang=\"ar\" dir=\"auto\"", NULL, NULL, NULL, " lang=\"fil\" dir=\"auto\"", NULL};
  for (size_t i = 0; i < sizeof LANGUAGES / sizeof LANGUAGES[0]; i++) {
    sample s;
    init_sample(&s);
    s.articles[0].language = syn_text_from(LANGUAGES[i]);
    const char *head = between(page(&s), "<article id=\"a0\"", "<h3");
    assert_has(head, WRITTEN[i] ? WRITTEN[i] : " dir=\"auto\"");
    if (!WRITTEN[i]) assert_lacks(head, "lang=");
    syn_buffer_clear(&s.html);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_link_has_one_place_that_it_leads_to),
      cmocka_unit_test(spans_may_overlap),
      cmocka_unit_test(spans_at_the_borders_of_paragraphs_and_over_them_are_marked),
      cmocka_unit_test(spans_beyond_the_text_do_no_harm),
      cmocka_unit_test(words_in_title_and_caption_are_reached),
      cmocka_unit_test(accounts_of_one_outlet_are_told_apart),
      cmocka_unit_test(a_silent_account_says_so_and_one_without_a_value_says_that),
      cmocka_unit_test(silent_accounts_of_a_large_story_are_counted),
      cmocka_unit_test(a_value_given_twice_is_shown_once_and_both_places_are_reached),
      cmocka_unit_test(labels_are_told_by_sign_and_word),
      cmocka_unit_test(the_words_of_a_value_lead_back_to_its_row),
      cmocka_unit_test(the_way_back_stands_at_the_end_of_words_that_others_divide),
      cmocka_unit_test(what_one_account_tells_stands_apart_and_names_it),
      cmocka_unit_test(a_difference_is_told_by_its_word_and_explained),
      cmocka_unit_test(a_sentence_with_two_readings_is_shown_once_and_cited_twice),
      cmocka_unit_test(many_readings_in_one_sentence_are_all_cited),
      cmocka_unit_test(text_says_its_language_where_the_article_does),
      cmocka_unit_test(hostile_words_are_shown_and_not_obeyed),
      cmocka_unit_test(the_page_fetches_nothing),
      cmocka_unit_test(a_page_that_outgrows_its_limit_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
