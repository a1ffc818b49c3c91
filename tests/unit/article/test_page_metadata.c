#include "article/page_metadata.h"
#include "article_setup.h"

static syn_page_metadata read_page(const char *html) {
  syn_dom dom;
  syn_page_metadata metadata;
  assert_int_equal(syn_dom_parse(syn_text_from(html), &syn_dom_limits_default, arena, &dom, NULL), SYN_OK);
  assert_int_equal(syn_page_metadata_read(&extractor->metadata_names, &extractor->layout, &dom, arena, &metadata), SYN_OK);
  return metadata;
}

static void the_better_statement_counts_in_any_order(void **state) {
  syn_page_metadata metadata = read_page("<meta name=date content=2001-01-01><meta property=article:published_time content=2002-02-02>"
                                         "<meta name=DC.date content=2003-03-03>");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_PUBLISHED].text, "2002-02-02");
}

static void json_ld_is_read_at_any_place_of_the_graph(void **state) {
  syn_page_metadata metadata =
      read_page("<script type='application/ld+json'>[{\"@graph\":[{\"@type\":\"Organization\",\"name\":\"No\"},"
                "{\"@type\":[\"NewsArticle\"],\"headline\":\"A storm\",\"datePublished\":\"2019-09-16\","
                "\"author\":[{\"name\":\"Mira Solberg\"},\"Tom Okafor\"],\"publisher\":{\"name\":\"Tarn Courier\"}}]}]</script>");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_TITLE].text, "A storm");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_PUBLISHED].text, "2019-09-16");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_PUBLISHER].text, "Tarn Courier");
  assert_int_equal(metadata.authors.count, 2);
  EXPECT_TEXT(metadata.authors.items[1].text, "Tom Okafor");
}

static void broken_and_deep_json_states_nothing(void **state) {
  char deep[4000] = "<script type='application/ld+json'>";
  for (int i = 0; i < 1500; i++) strcat(deep, "[");
  syn_page_metadata metadata = read_page(deep);
  assert_int_equal(metadata.fields[SYN_METADATA_TITLE].text.size, 0);
  metadata = read_page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":</script>");
  assert_int_equal(metadata.fields[SYN_METADATA_TITLE].text.size, 0);
}

static void microdata_gives_values_and_names(void **state) {
  syn_page_metadata metadata = read_page("<div itemscope><span itemprop=author itemscope>By <b itemprop=name>Mira Solberg</b></span>"
                                         "<time itemprop=datePublished datetime=2019-09-16>Monday</time></div>");
  EXPECT_TEXT(metadata.authors.items[0].text, "Mira Solberg");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_PUBLISHED].text, "2019-09-16");
}

static void authors_are_limited_and_each_stands_once(void **state) {
  char html[6000] = "";
  for (int i = 0; i < 60; i++) sprintf(html + strlen(html), "<meta name=author content='Ann Number%c%c'>", 'a' + i % 26, 'a' + i / 26);
  strcat(html, "<meta name=author content='Ann Numberaa'>");
  syn_page_metadata metadata = read_page(html);
  assert_int_equal(metadata.authors.count, SYN_METADATA_LIST_LIMIT);
}

static void values_that_were_escaped_twice_are_read(void **state) {
  syn_page_metadata metadata =
      read_page("<meta property=og:title content='Fish &amp;amp; chips &amp;#8217;s &amp;bogus; &amp;#xD800; &amp;#0; end'>");
  EXPECT_TEXT(metadata.fields[SYN_METADATA_TITLE].text, "Fish & chips ’s &bogus; \xEF\xBF\xBD &#0; end");
}

static void references_stand_for_what_they_name_and_lists_keep_all(void **state) {
  syn_page_metadata metadata = read_page(
      "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"author\":[{\"@id\":\"#a\"},{\"@id\":\"#gone\"}],"
      "\"keywords\":[\"mill\",\"fire\"],\"isBasedOn\":{\"@type\":\"NewsArticle\",\"url\":\"https://w.example/1\"},"
      "\"correction\":{\"@type\":\"CorrectionComment\",\"text\":\"Two floors.\"}},{\"@id\":\"#a\",\"name\":\"Ana Petrescu\"}]}</script>");
  assert_int_equal(metadata.authors.count, 1);
  EXPECT_TEXT(metadata.authors.items[0].text, "Ana Petrescu");
  assert_int_equal(metadata.tags.count, 2);
  EXPECT_TEXT(metadata.sources.items[0].text, "https://w.example/1");
  EXPECT_TEXT(metadata.corrections.items[0].text, "Two floors.");
}

static void a_heading_that_names_the_site_is_the_brand(void **state) {
  syn_page_metadata metadata = read_page("<h1><a href='https://a.example/'>A Site</a></h1><h1 class=logo>A Logo</h1>"
                                         "<h1><a href='/2019/mill'>The mill burns</a></h1>"
                                         "<h1><a href='https://archive.example/web/2014/http://a.example/'>A Site</a></h1>");
  EXPECT_TEXT(metadata.brand, "A Site");
  assert_int_equal(metadata.first_level_count, 1);
  EXPECT_TEXT(metadata.headings[0].text, "The mill burns");
}

static void kickers_and_hidden_words_are_cut_where_others_are_left(void **state) {
  syn_page_metadata metadata = read_page("<h1><span class=dachzeile>Tarn Valley</span> The mill burns<span hidden> | A Site</span></h1>"
                                         "<h2><span class=kicker>Alone</span></h2><h2><ruby>子<rt>こ</rt></ruby>ども</h2>");
  EXPECT_TEXT(metadata.headings[0].text, "The mill burns");
  EXPECT_TEXT(metadata.headings[0].whole, "Tarn Valley The mill burns | A Site");
  EXPECT_TEXT(metadata.headings[1].text, "Alone");
  EXPECT_TEXT(metadata.headings[2].text, "子ども");
}

static void headings_of_the_first_level_come_first(void **state) {
  syn_page_metadata metadata = read_page("<h2>Second</h2><h1>First</h1><h2>Third</h2>");
  assert_int_equal(metadata.heading_count, 3);
  assert_int_equal(metadata.first_level_count, 1);
  EXPECT_TEXT(metadata.headings[0].text, "First");
  EXPECT_TEXT(metadata.headings[1].text, "Second");
}

RUN(cmocka_unit_test(the_better_statement_counts_in_any_order), cmocka_unit_test(json_ld_is_read_at_any_place_of_the_graph),
    cmocka_unit_test(broken_and_deep_json_states_nothing), cmocka_unit_test(microdata_gives_values_and_names),
    cmocka_unit_test(authors_are_limited_and_each_stands_once), cmocka_unit_test(values_that_were_escaped_twice_are_read),
    cmocka_unit_test(references_stand_for_what_they_name_and_lists_keep_all), cmocka_unit_test(a_heading_that_names_the_site_is_the_brand),
    cmocka_unit_test(kickers_and_hidden_words_are_cut_where_others_are_left), cmocka_unit_test(headings_of_the_first_level_come_first))
