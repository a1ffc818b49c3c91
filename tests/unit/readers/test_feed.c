#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/memory.h"
#include "pack_samples.h"
#include "readers/feed.h"

#define RSS(channel) "<rss version=\"2.0\"><channel>" channel "</channel></rss>"
#define ATOM(feed) "<feed xmlns=\"http://www.w3.org/2005/Atom\">" feed "</feed>"

static syn_arena *arena;
static syn_feed feed;
static syn_error error;

static int set_up(void **state) {
  return syn_arena_create((size_t)512 << 20, &arena) != SYN_OK;
}

static int tear_down(void **state) {
  syn_arena_destroy(&arena);
  return 0;
}

static syn_status parse_bytes(syn_text bytes, const char *url, const syn_feed_limits *limits) {
  syn_arena_reset(arena);
  error = (syn_error){0};
  return syn_feed_parse(bytes, (syn_text){0}, syn_text_from(url), limits, arena, &feed, &error);
}

static const syn_feed_item *parse(const char *text) {
  if (parse_bytes(syn_text_from(text), "https://fjord.example/feed", NULL) != SYN_OK) fail_msg("%s", error.text);
  return feed.items;
}

static void expect(syn_text text, const char *wanted) {
  if (!syn_text_equal(text, syn_text_from(wanted))) fail_msg("\"%.*s\" instead of \"%s\"", SYN_TEXT_ARGUMENTS(text), wanted);
}

static void rss_says_where_an_entry_is_from(void **state) {
  const syn_feed_item *item = parse(
      "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
      "<title>Fjord Tidings</title><link>https://fjord.example/</link><language>en_GB</language><ttl>30</ttl>"
      "<managingEditor>desk@fjord.example (Ada Fenn)</managingEditor><lastBuildDate>Tue, 05 Mar 2024 18:40:00 GMT</lastBuildDate>"
      "<item><guid isPermaLink=\"false\">f1</guid><title>Ferry &amp;amp; train &lt;b&gt;late&lt;/b&gt;</title><link>/ferry</link>"
      "<pubDate>Tue, 05 Mar 2024 00:30:00 +0100</pubDate><dc:creator>Ada Fenn</dc:creator><dc:creator>Jo Hale</dc:creator>"
      "<author>ada@fjord.example (Ada Fenn)</author><category>Sea</category><source url=\"https://harbour.example/rss\">Harbour "
      "Wire</source>"
      "<description>Short &lt;i&gt;text&lt;/i&gt;</description><c:encoded><![CDATA[<p>Long</p>]]></c:encoded></item></channel></rss>");
  assert_int_equal(feed.kind, SYN_FEED_RSS);
  assert_false(feed.is_damaged);
  assert_int_equal(feed.ttl_minutes, 30);
  expect(feed.title, "Fjord Tidings");
  expect(feed.url, "https://fjord.example/");
  expect(feed.language, "en-GB");
  expect(feed.author, "Ada Fenn");
  expect(feed.updated, "2024-03-05T18:40:00Z");
  assert_int_equal(feed.item_count, 1);
  expect(item->id, "f1");
  expect(item->title, "Ferry & train late");
  expect(item->url, "https://fjord.example/ferry");
  expect(item->published, "2024-03-04T23:30:00Z");
  expect(item->dated, "2024-03-05T00:30:00+01:00");
  assert_int_equal(item->author_count, 2);
  expect(item->authors[1], "Jo Hale");
  expect(item->categories[0], "Sea");
  expect(item->source, "Harbour Wire");
  expect(item->source_url, "https://harbour.example/rss");
  expect(item->summary, "Short <i>text</i>");
  expect(item->content, "<p>Long</p>");
}

static void atom_says_where_an_entry_is_from(void **state) {
  const syn_feed_item *item =
      parse("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://fjord.example/x/\" xml:lang=\"en\"><title type=\"html\">A "
            "&lt;i&gt;B&lt;/i&gt;</title>"
            "<link href=\"/\"/><link rel=\"self\" href=\"atom\"/><link rel=\"next\" href=\"atom?2\"/>"
            "<entry xml:base=\"sea/\" xml:lang=\"nb\"><id>tag:1</id><title>A &lt;b&gt;</title><link rel=\"edit\" href=\"e\"/><link "
            "href=\"ferry\"/>"
            "<link rel=\"via\" href=\"https://via.example/\"/><author><name>Ada Fenn</name><email>a@b.example</email></author>"
            "<published>2024-03-05T00:30:00+01:00</published><updated>2024-03-05T09:00:00Z</updated><category term=\"s\" label=\"Sea\"/>"
            "<source><id>urn:x</id><title>Harbour Wire</title><link href=\"https://harbour.example/\"/></source>"
            "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>1 &lt; 2<br/></p></div></content>"
            "<summary>1 &lt; 2</summary></entry></feed>");
  assert_int_equal(feed.kind, SYN_FEED_ATOM);
  expect(feed.title, "A B");
  expect(feed.url, "https://fjord.example/");
  expect(feed.feed_url, "https://fjord.example/x/atom");
  expect(feed.next_url, "https://fjord.example/x/atom?2");
  expect(item->title, "A <b>");
  expect(item->url, "https://fjord.example/x/sea/ferry");
  expect(item->via_url, "https://via.example/");
  expect(item->authors[0], "Ada Fenn");
  expect(item->updated, "2024-03-05T09:00:00Z");
  expect(item->categories[0], "Sea");
  expect(item->source, "Harbour Wire");
  expect(item->source_url, "https://harbour.example/");
  expect(item->language, "nb");
  expect(item->content, "<p>1 &lt; 2<br></p>");
  expect(item->summary, "1 &lt; 2");
}

static void a_feed_says_when_it_is_not_to_be_asked_and_where_it_goes_on(void **state) {
  parse("<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel><title>F</title><skipHours><hour>0</hour><hour> 5 </hour>"
        "<hour>24</hour><hour>25</hour><hour>-1</hour><hour>x</hour></skipHours><skipDays><day>Saturday</day><day>sunday</day><day>Someday"
        "</day></skipDays><a:link rel=\"prev-archive\" href=\"https://fjord.example/2023\"/><item><title>A</title></item></channel></rss>");
  assert_int_equal(feed.skip_hours, 1 << 0 | 1 << 5);
  assert_int_equal(feed.skip_days, 1 << 5 | 1 << 6);
  expect(feed.next_url, "https://fjord.example/2023");
  parse("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link rel=\"prev-archive\" href=\"https://fjord.example/2023\"/>"
        "<link rel=\"next\" href=\"https://fjord.example/?page=2\"/><entry><title>A</title></entry></feed>");
  expect(feed.next_url, "https://fjord.example/?page=2");
}

static void rdf_has_entries_beside_its_channel(void **state) {
  const syn_feed_item *item =
      parse("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            "xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>F</title><sy:updatePeriod>daily</sy:updatePeriod>"
            "<sy:updateFrequency>4</sy:updateFrequency></channel><item "
            "rdf:about=\"https://fjord.example/a\"><title>A</title><dc:date>2024-03-05</dc:date></item></rdf:RDF>");
  expect(feed.title, "F");
  assert_int_equal(feed.ttl_minutes, 360);
  expect(item->url, "https://fjord.example/a");
  expect(item->id, "https://fjord.example/a");
  expect(item->published, "2024-03-05");
}

static void json_feed_is_read(void **state) {
  const syn_feed_item *item =
      parse("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"F\",\"home_page_url\":\"/\",\"items\":[{\"id\":7,\"url\":\"a\","
            "\"external_url\":\"https://x.example/\",\"content_text\":\"One & "
            "two.\\n\\nThree.\",\"date_published\":\"2024-03-05T00:30:00+01:00\","
            "\"authors\":[{\"name\":\"Ada Fenn\"},{\"name\":\"Jo Hale\"}],\"tags\":[\"sea\",3]}]}");
  assert_int_equal(feed.kind, SYN_FEED_JSON);
  expect(feed.url, "https://fjord.example/");
  expect(item->id, "7");
  expect(item->url, "https://fjord.example/a");
  expect(item->via_url, "https://x.example/");
  expect(item->content, "<p>One &amp; two.</p><p>Three.</p>");
  assert_int_equal(item->author_count, 2);
  assert_int_equal(item->category_count, 1);
}

static void sitemaps_lead_to_pages(void **state) {
  const syn_feed_item *item = parse(
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\"><url>"
      "<loc>https://fjord.example/a?x=1&amp;y=2</loc><lastmod>2024-03-05</lastmod><n:news><n:publication><n:name>Fjord Tidings</n:name>"
      "<n:language>en</n:language></n:publication><n:publication_date>2024-03-04</n:publication_date><n:title>A</n:title></n:news></url></"
      "urlset>");
  assert_int_equal(feed.kind, SYN_FEED_SITEMAP);
  expect(item->url, "https://fjord.example/a?x=1&y=2");
  expect(item->updated, "2024-03-05");
  expect(item->published, "2024-03-04");
  expect(item->source, "Fjord Tidings");
  expect(item->language, "en");
  expect(item->title, "A");
  item = parse("<sitemapindex><sitemap><loc>https://fjord.example/1.xml.gz</loc></sitemap></sitemapindex>");
  assert_int_equal(feed.kind, SYN_FEED_INDEX);
  expect(item->url, "https://fjord.example/1.xml.gz");
  item = parse("https://fjord.example/a\r\n\nhttps://fjord.example/b\n");
  assert_int_equal(feed.kind, SYN_FEED_SITEMAP);
  assert_int_equal(feed.item_count, 2);
  expect(item[1].url, "https://fjord.example/b");
}

static void lists_and_pages_lead_to_feeds(void **state) {
  const syn_feed_item *item =
      parse("<opml><head><title>Mine</title></head><body><outline text=\"Sea\"><outline text=\"A &amp; B\" xmlUrl=\"https://a.example/f\"/>"
            "</outline><outline text=\"no feed\" type=\"link\" url=\"https://b.example/\"/></body></opml>");
  assert_int_equal(feed.kind, SYN_FEED_OPML);
  expect(feed.title, "Mine");
  assert_int_equal(feed.item_count, 1);
  expect(item->title, "A & B");
  expect(item->url, "https://a.example/f");
  item =
      parse("<!DOCTYPE html><html lang=en><title>F</title><link rel=\"Alternate home\" type=\"application/rss+xml; charset=utf-8\" "
            "title=News href=news>"
            "<link rel=stylesheet href=s><link rel=alternate hreflang=de href=/de><link rel=alternate type=application/atom+xml href=news>"
            "<link rel=alternate type=application/atom+xml href=javascript:x><p>x");
  assert_int_equal(feed.kind, SYN_FEED_HTML);
  assert_int_equal(feed.item_count, 1);
  assert_int_equal(parse("\n<center><HEAD><link rel=feed href=f></center>")->url.size, strlen("https://fjord.example/f"));
  assert_int_equal(feed.kind, SYN_FEED_HTML);
  item = parse("<!-- x --><!DOCTYPE html><base href=/a/><link rel=alternate type=application/feed+json title=News href=../news>");
  expect(item->title, "News");
  expect(item->url, "https://fjord.example/news");
}

static void old_and_misspelt_namespaces_are_known(void **state) {
  const syn_feed_item *item = parse("<rss xmlns:d=\"HTTPS://purl.org/dc/elements/1.1\" "
                                    "xmlns:media=\"http://search.yahoo.com/mrss\"><channel><item><d:creator>Ada</d:creator>"
                                    "<media:group><media:title>T</media:title></media:group></item></channel></rss>");
  expect(item->authors[0], "Ada");
  expect(item->title, "T");
  item = parse("<feed><entry><id>1</id><author>Ada</author><link href=\"a\"/></entry></feed>");
  expect(item->url, "https://fjord.example/a");
  expect(item->authors[0], "Ada");
  item = parse("<rss xmlns=\"http://www.w3.org/2005/Atom\"><channel><item><link>https://a.example/</link></item></channel></rss>");
  expect(item->url, "https://a.example/");
}

static void a_title_keeps_what_is_no_tag(void **state) {
  expect(parse(RSS("<item><title>1 &lt; 2 and &lt;video&gt; &amp; <![CDATA[<b>x</b> &amp;]]></title></item>"))->title, "1 < 2 and & x &");
  expect(parse(RSS("<item><title>The &lt;video&gt; tag</title></item>"))->title, "The <video> tag");
  expect(parse(ATOM("<entry><title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A "
                    "<em>b</em><script>x</script></div></title></entry>"))
             ->title,
         "A b");
  expect(parse(ATOM("<entry><title mode=\"base64\" type=\"text/html\">PGI+VDwvYj4=</title></entry>"))->title, "T");
}

static void damaged_feeds_are_read_as_far_as_can_be(void **state) {
  const syn_feed_item *item = parse("<rss><channel><title>A & B<item><title>One<link>https://a.example/?x=1&y=2</link></item>"
                                    "<item><title>Two</title><item><title>Three</title><description>cut");
  assert_true(feed.is_damaged);
  assert_int_equal(feed.item_count, 3);
  expect(feed.title, "A & B");
  expect(item[1].title, "Two");
  expect(item[2].title, "Three");
  expect(item[2].summary, "cut");
}

static void entities_of_a_document_type_stay_as_they_are(void **state) {
  parse("<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>" RSS(
      "<title>&b;&f;&eacute;</title>"));
  expect(feed.title, "&b;&f;\xC3\xA9");
}

static void encodings_are_told(void **state) {
  assert_int_equal(parse_bytes(SYN_TEXT("<?xml version='1.0' encoding='iso-8859-1'?>" RSS("<title>Caf\xE9</title>")), "", NULL), SYN_OK);
  expect(feed.title, "Caf\xC3\xA9");
  static const char wide[] = "\xFF\xFE<\0r\0s\0s\0>\0<\0c\0h\0a\0n\0n\0e\0l\0>\0<\0t\0i\0t\0l\0e\0>\0\xE9\0<\0/\0t\0i\0t\0l\0e\0>\0<\0/"
                             "\0c\0h\0a\0n\0n\0e\0l\0>\0<\0/\0r\0s\0s\0>";
  assert_int_equal(parse_bytes((syn_text){wide, sizeof wide}, "", NULL), SYN_OK);
  expect(feed.title, "\xC3\xA9");
}

static void packed_feeds_are_unpacked_within_the_limit(void **state) {
  const syn_feed_limits small = {.byte_count = 100, .item_count = 10};
  syn_buffer packed;
  syn_buffer_init(&packed, 2 << 20);
  assert_int_equal(pack_deflate(SYN_TEXT(RSS("<title>F</title>")), 31, &packed), SYN_OK);
  assert_int_equal(parse_bytes(syn_buffer_text(&packed), "", NULL), SYN_OK);
  expect(feed.title, "F");
  packed.size -= 12;
  assert_int_equal(parse_bytes(syn_buffer_text(&packed), "", NULL), SYN_BAD_INPUT);
  assert_string_equal(error.text, "the feed is packed with gzip, and broken: get it again");
  static char zeros[1 << 20];
  syn_buffer_reset(&packed);
  assert_int_equal(pack_deflate((syn_text){zeros, sizeof zeros}, 31, &packed), SYN_OK);
  assert_int_equal(parse_bytes(syn_buffer_text(&packed), "", &small), SYN_LIMIT);
  syn_buffer_clear(&packed);
}

static void entries_beyond_the_limit_are_counted(void **state) {
  const syn_feed_limits small = {.byte_count = 1000, .item_count = 2};
  assert_int_equal(parse_bytes(SYN_TEXT(RSS("<item/><item/><item/><item/>")), "", &small), SYN_OK);
  assert_int_equal(feed.item_count, 2);
  assert_int_equal(feed.left_out_count, 2);
}

static void an_entry_of_very_many_elements_is_cut(void **state) {
  syn_buffer text;
  syn_buffer_init(&text, (size_t)16 << 20);
  syn_buffer_add(&text, SYN_TEXT("<rss><channel><item><title>T</title>"));
  for (int i = 0; i < 100000; i++) syn_buffer_add(&text, SYN_TEXT("<x>a</x>"));
  syn_buffer_add(&text, SYN_TEXT("<link>https://a.example/</link></item><item><title>Next</title></item></channel></rss>"));
  assert_int_equal(parse_bytes(syn_buffer_text(&text), "", NULL), SYN_OK);
  assert_true(feed.is_damaged);
  assert_int_equal(feed.item_count, 2);
  expect(feed.items[0].title, "T");
  expect(feed.items[0].url, "");
  expect(feed.items[1].title, "Next");
  syn_buffer_clear(&text);
}

static void what_is_no_feed_is_refused_with_a_reason(void **state) {
  assert_int_equal(parse_bytes(SYN_TEXT(""), "", NULL), SYN_BAD_INPUT);
  assert_int_equal(parse_bytes(SYN_TEXT("<svg/>"), "", NULL), SYN_BAD_INPUT);
  assert_string_equal(
      error.text,
      "no feed: expected RSS, Atom, JSON Feed, OPML or a sitemap (an element rss, RDF, feed, opml, urlset or sitemapindex first)");
  assert_int_equal(parse_bytes(SYN_TEXT("{\"a\":1}"), "", NULL), SYN_BAD_INPUT);
  assert_string_equal(error.text, "no feed: expected a JSON Feed, with \"version\" and \"items\"");
  assert_int_equal(parse_bytes(SYN_TEXT("{\"version\""), "", NULL), SYN_BAD_INPUT);
  assert_int_equal(parse_bytes(SYN_TEXT("Just text."), "", NULL), SYN_BAD_INPUT);
}

static void an_entry_without_authors_has_those_of_its_feed(void **state) {
  const syn_feed_item *item =
      parse(ATOM("<title>Fjord Tidings</title><author><name>Ada Fenn</name></author><author><name>Jo Hale</name></author>"
                 "<entry><title>A</title></entry><entry><title>B</title><author><name>Mia Lund</name></author></entry>"
                 "<entry><title>C</title><source><title>Harbour Wire</title></source></entry>"));
  assert_int_equal(feed.item_count, 3);
  assert_int_equal(item[0].author_count, 2);
  expect(item[0].authors[1], "Jo Hale");
  assert_int_equal(item[1].author_count, 1);
  expect(item[1].authors[0], "Mia Lund");
  assert_int_equal(item[2].author_count, 0); /* another feed's */
  item = parse("{\"version\":\"https://jsonfeed.org/version/1.1\",\"authors\":[{\"name\":\"Ada Fenn\"}],\"items\":[{\"id\":\"a\"},"
               "{\"id\":\"b\",\"authors\":[{\"name\":\"Mia Lund\"}]}]}");
  assert_int_equal(item[0].author_count, 1);
  expect(item[0].authors[0], "Ada Fenn");
  expect(item[1].authors[0], "Mia Lund");
}

static void who_edits_an_rss_feed_wrote_none_of_its_entries(void **state) {
  const syn_feed_item *item = parse(RSS("<managingEditor>desk@fjord.example (Ada Fenn)</managingEditor><item><title>A</title></item>"));
  assert_int_equal(item->author_count, 0);
}

static void a_feed_says_that_it_moved(void **state) {
  parse("<rss xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:a=\"http://www.w3.org/2005/Atom\"><channel>"
        "<itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url><a:link rel=\"self\" href=\"/feed\"/></channel></rss>");
  expect(feed.feed_url, "https://new.example/feed");
}

static void the_beginning_tells_a_feed(void **state) {
  assert_true(syn_feed_begins(SYN_TEXT("\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE rss>\n<rss version='2.0'>")));
  assert_true(syn_feed_begins(SYN_TEXT("<rdf:RDF ")));
  assert_true(syn_feed_begins(SYN_TEXT("{ \"version\": \"https://jsonfeed.org/version/1\"")));
  assert_true(syn_feed_begins(SYN_TEXT("<!DOCTYPE rdf:RDF [<!ENTITY a \">\"")));
  assert_true(syn_feed_begins(SYN_TEXT("<!DOCTYPE html PUBLIC \"x\">\n<rss>")));
  assert_false(syn_feed_begins(SYN_TEXT("<!DOCTYPE html><html>")));
  assert_false(syn_feed_begins(SYN_TEXT("<html>")));
  assert_true(syn_feed_begins(SYN_TEXT("{\"a\":1,\"version\":\"https:\\/\\/jsonfeed.org\\/version\\/1.1\"}")));
  assert_false(syn_feed_begins(SYN_TEXT("{\"text\":\"a feed has \\\"version\\\": \\\"https://jsonfeed.org/version/1\\\"\"}")));
  assert_false(syn_feed_begins(SYN_TEXT("")));
}

static void each_failed_allocation_is_no_memory(void **state) {
  static const char *const texts[] = {
      RSS("<title>A &amp;amp; "
          "&lt;b&gt;B</title><item><title>&lt;b&gt;x</title><link>/a</link><author>Ada</author><category>x</category><description>x "
          "&amp;</description></item>"),
      ATOM("<entry xml:base=\"x/\"><content mode=\"base64\">eA==</content><link href=\"a\"/></entry>"),
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"content_text\":\"a\\n\\nb\",\"tags\":[\"x\"]}]}",
      "<html><title>F</title><link rel=alternate type=application/rss+xml title=News href=news>",
      "<opml><body><outline xmlUrl=\"https://a.example/\" text=\"A\"/></body></opml>",
  };
  syn_arena *own = NULL;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    for (long count = 0;; count++) {
      if (syn_arena_create((size_t)64 << 20, &own) != SYN_OK) fail();
      syn_memory_fail_after(count);
      error = (syn_error){0};
      syn_status status =
          syn_feed_parse(syn_text_from(texts[i]), (syn_text){0}, SYN_TEXT("https://fjord.example/"), NULL, own, &feed, &error);
      bool is_over = syn_memory_fail_pending();
      syn_memory_fail_after(-1);
      syn_arena_destroy(&own);
      if (is_over) break;
      if (status != SYN_NO_MEMORY || error.text[0] == '\0')
        fail_msg("%s: allocation %ld: status %d, \"%s\"", texts[i], count, status, error.text);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rss_says_where_an_entry_is_from),
      cmocka_unit_test(atom_says_where_an_entry_is_from),
      cmocka_unit_test(a_feed_says_when_it_is_not_to_be_asked_and_where_it_goes_on),
      cmocka_unit_test(rdf_has_entries_beside_its_channel),
      cmocka_unit_test(json_feed_is_read),
      cmocka_unit_test(sitemaps_lead_to_pages),
      cmocka_unit_test(lists_and_pages_lead_to_feeds),
      cmocka_unit_test(old_and_misspelt_namespaces_are_known),
      cmocka_unit_test(a_title_keeps_what_is_no_tag),
      cmocka_unit_test(damaged_feeds_are_read_as_far_as_can_be),
      cmocka_unit_test(entities_of_a_document_type_stay_as_they_are),
      cmocka_unit_test(encodings_are_told),
      cmocka_unit_test(packed_feeds_are_unpacked_within_the_limit),
      cmocka_unit_test(entries_beyond_the_limit_are_counted),
      cmocka_unit_test(an_entry_of_very_many_elements_is_cut),
      cmocka_unit_test(what_is_no_feed_is_refused_with_a_reason),
      cmocka_unit_test(a_feed_says_that_it_moved),
      cmocka_unit_test(an_entry_without_authors_has_those_of_its_feed),
      cmocka_unit_test(who_edits_an_rss_feed_wrote_none_of_its_entries),
      cmocka_unit_test(the_beginning_tells_a_feed),
      cmocka_unit_test(each_failed_allocation_is_no_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
