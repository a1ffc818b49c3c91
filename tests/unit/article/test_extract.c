#include "article/extract.h"
#include "article_setup.h"

static const char html[] =
    "<html lang=en><head><title>Storm in Kolvik | Tarn Courier</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
    "\"author\":{\"name\":\"Mira Solberg\"},\"datePublished\":\"2019-09-16\"}</script></head><body><h1>Storm in Kolvik</h1>"
    "<figure><figcaption>The port</figcaption></figure><p>A storm tore the roofs off some forty houses in the port of Kolvik.</p>"
    "<p>Schools stayed closed, and the line to the capital was cut.</p><p>ab, cd (dpa, AFP)</p></body></html>";

static const char text[] =
    "Storm in Kolvik\n\nThe port at noon\nThe port at noon\nBy Mira Solberg\n\nA storm tore the roofs off some forty houses in the port of "
    "Kolvik in the night to Monday, the police said.\n\nWith reporting by AFP and dpa\n";

static syn_status extract(const char *bytes, syn_media media, syn_arena *into, syn_article *article) {
  syn_page page = {.source = SYN_TEXT("a page"), .media = media, .bytes = syn_text_from(bytes)};
  return syn_article_extract(extractor, &page, page.bytes, into, article, NULL);
}

static void every_failed_allocation_is_told_as_such(void **state) {
  for (int kind = 0; kind < 2; kind++) {
    syn_status status = SYN_NO_MEMORY;
    for (size_t limit = 64; status == SYN_NO_MEMORY && limit < (4u << 20); limit += limit / 16 + 8) {
      syn_arena *small = NULL;
      syn_article article;
      memset(&article, 0x5A, sizeof article);
      syn_article before = article;
      assert_int_equal(syn_arena_create(limit, &small), SYN_OK);
      status = extract(kind ? html : text, kind ? SYN_MEDIA_HTML : SYN_MEDIA_TEXT, small, &article);
      assert_true(status == SYN_OK || status == SYN_NO_MEMORY);
      if (status != SYN_OK) assert_memory_equal(&article, &before, sizeof article);
      syn_arena_destroy(&small);
    }
    assert_int_equal(status, SYN_OK);
  }
}

static void hints_of_the_page_win_over_its_text(void **state) {
  syn_page page = {.source = SYN_TEXT("a page"), .media = SYN_MEDIA_HTML, .bytes = syn_text_from(html)};
  page.title = SYN_TEXT("Another title");
  page.outlet = SYN_TEXT("Another outlet");
  page.date = SYN_TEXT("2021-01-02");
  page.byline = SYN_TEXT("Edda Karsten");
  page.captured = SYN_TEXT("2021-01-03T00:00:00Z");
  syn_article article;
  assert_int_equal(syn_article_extract(extractor, &page, page.bytes, arena, &article, NULL), SYN_OK);
  EXPECT_TEXT(article.title, "Another title");
  EXPECT_TEXT(article.outlet, "Another outlet");
  EXPECT_TEXT(article.captured, "2021-01-03T00:00:00Z");
  assert_int_equal(article.byline_count, 1);
  EXPECT_TEXT(article.byline[0], "Edda Karsten");
  assert_int_equal(article.published.from.day, 18629);
  assert_int_equal(article.published.basis, SYN_BASIS_METADATA);
}

/* The persons of an article that came with this outlet and byline, parted by bars. */
static const char *persons_of(const char *outlet, const char *byline) {
  static char persons[256];
  syn_page page = {.source = SYN_TEXT("line 1"), .media = SYN_MEDIA_TEXT, .title = SYN_TEXT("Bridge closed")};
  syn_article article;
  page.outlet = syn_text_from(outlet);
  page.byline = syn_text_from(byline);
  page.bytes = SYN_TEXT("The bridge over the Lorne has been closed since Monday, the council said on Friday evening.");
  assert_int_equal(syn_article_extract(extractor, &page, page.bytes, arena, &article, NULL), SYN_OK);
  int size = 0;
  persons[0] = 0;
  for (uint32_t i = 0; i < article.byline_count; i++)
    size += snprintf(persons + size, sizeof persons - (size_t)size, "%s%.*s", i ? "|" : "", SYN_TEXT_ARGUMENTS(article.byline[i]));
  return persons;
}

static void a_byline_that_is_the_outlet_names_no_person(void **state) {
  assert_string_equal(persons_of("Lorne Courier", "Lorne Courier"), "");
  assert_string_equal(persons_of("Lorne Courier", "LORNE COURIER"), "");
  assert_string_equal(persons_of("Lorne Courier", "The Lorne Courier"), "");
  assert_string_equal(persons_of("The Lorne Courier", "Lorne Courier"), "");
  assert_string_equal(persons_of("Lorne Courier", "Lorne Courier Staff"), "");
  assert_string_equal(persons_of("Orlando Courier", "Orlando Courier"), ""); /* a town, however many are called after it */
  assert_string_equal(persons_of("Lorne Courier", "Ada Brink, Lorne Courier"), "Ada Brink");
  assert_string_equal(persons_of("Lorne Courier", "Ada Brink and Tom Weir"), "Ada Brink|Tom Weir");
}

static void a_paper_named_after_its_author_keeps_him(void **state) {
  assert_string_equal(persons_of("Marta Quell", "Marta Quell"), "Marta Quell");
  assert_string_equal(persons_of("Quell", "Marta Quell"), "Marta Quell");
}

/* What is hidden is not read, and leaves the more to be read of what is shown behind it. */
static void a_hidden_part_of_an_authors_element_leaves_room_for_the_shown(void **state) {
  static char page[1 << 14];
  size_t size = (size_t)snprintf(page, sizeof page,
                                 "<html><title>Ferry stops at noon</title><body><h1>Ferry stops at noon</h1>"
                                 "<div class=\"author\"><span hidden>");
  for (unsigned i = 0; i < 250; i++) size += (size_t)snprintf(page + size, sizeof page - size, "<i></i>");
  size += (size_t)snprintf(page + size, sizeof page - size, "</span>");
  for (unsigned i = 0; i < 90; i++) size += (size_t)snprintf(page + size, sizeof page - size, "a b c<br>");
  size += (size_t)snprintf(page + size, sizeof page - size, "</div>");
  for (unsigned i = 0; i < 6; i++)
    size += (size_t)snprintf(page + size, sizeof page - size,
                             "<p>The ferry to the island stopped at noon, the harbour office said, and nobody knows when it will run.</p>");
  syn_article article;
  assert_int_equal(extract(page, SYN_MEDIA_HTML, arena, &article), SYN_OK);
  assert_int_equal(article.byline_count, 0);
}

static void the_same_bytes_have_the_same_id_and_others_another(void **state) {
  syn_article first, second, third;
  assert_int_equal(extract(html, SYN_MEDIA_HTML, arena, &first), SYN_OK);
  assert_int_equal(extract(html, SYN_MEDIA_HTML, arena, &second), SYN_OK);
  assert_int_equal(extract(text, SYN_MEDIA_TEXT, arena, &third), SYN_OK);
  assert_int_equal(syn_id_compare(first.id, second.id), 0);
  assert_int_not_equal(syn_id_compare(first.id, third.id), 0);
  assert_true(syn_text_starts_with(first.digest, SYN_TEXT("xxh128:")));
}

static void a_short_text_with_a_title_is_an_article(void **state) {
  syn_page page = {.source = SYN_TEXT("line 1"), .media = SYN_MEDIA_TEXT, .title = SYN_TEXT("Quay")};
  page.bytes = SYN_TEXT("The old quay stays closed until Friday");
  syn_article article;
  assert_int_equal(syn_article_extract(extractor, &page, page.bytes, arena, &article, NULL), SYN_OK);
  EXPECT_TEXT(article.text, "The old quay stays closed until Friday");
}

static void a_text_with_a_day_is_an_article_though_furniture_ends_its_only_line(void **state) {
  syn_page page = {.source = SYN_TEXT("line 2"), .media = SYN_MEDIA_TEXT, .date = SYN_TEXT("2024-03-05")};
  page.bytes = SYN_TEXT("Two sheds burned down in Tarn on Monday, the fire service said. All rights reserved. Call the quay at 555-0100");
  syn_article article;
  assert_int_equal(syn_article_extract(extractor, &page, page.bytes, arena, &article, NULL), SYN_OK);
  assert_true(syn_text_starts_with(article.text, SYN_TEXT("Two sheds burned down")));
}

static void a_page_with_nothing_to_read_says_why(void **state) {
  syn_page page = {.source = SYN_TEXT("empty.html"), .media = SYN_MEDIA_HTML};
  syn_article article;
  syn_error error = {0};
  assert_int_equal(syn_article_extract(extractor, &page, (syn_text){0}, arena, &article, &error), SYN_NOT_FOUND);
  assert_int_equal(error.status, SYN_NOT_FOUND);
  assert_non_null(strstr(error.text, "no article in it"));
  page.media = SYN_MEDIA_TEXT;
  assert_int_equal(syn_article_extract(extractor, &page, (syn_text){0}, arena, &article, &error), SYN_NOT_FOUND);
}

static void destroying_nothing_is_allowed(void **state) {
  syn_extractor *none = NULL;
  syn_extractor_destroy(NULL);
  syn_extractor_destroy(&none);
  assert_null(none);
}

RUN(cmocka_unit_test(every_failed_allocation_is_told_as_such), cmocka_unit_test(hints_of_the_page_win_over_its_text),
    cmocka_unit_test(a_byline_that_is_the_outlet_names_no_person), cmocka_unit_test(a_paper_named_after_its_author_keeps_him),
    cmocka_unit_test(a_hidden_part_of_an_authors_element_leaves_room_for_the_shown),
    cmocka_unit_test(the_same_bytes_have_the_same_id_and_others_another), cmocka_unit_test(a_short_text_with_a_title_is_an_article),
    cmocka_unit_test(a_text_with_a_day_is_an_article_though_furniture_ends_its_only_line),
    cmocka_unit_test(a_page_with_nothing_to_read_says_why), cmocka_unit_test(destroying_nothing_is_allowed))
