#include "readers/feed_names.h"

typedef struct space_name {
  const char *name;
  uint8_t space;
} space_name;

/* In lower case, without "http://", "https://", "www." before and "/", "#" behind. */
static const space_name addresses[] = {
    {"w3.org/2005/atom", SYN_FEED_SPACE_ATOM},
    {"purl.org/atom/ns", SYN_FEED_SPACE_ATOM},
    {"example.com/newformat", SYN_FEED_SPACE_ATOM}, /* of its drafts */
    {"example.com/necho", SYN_FEED_SPACE_ATOM},
    {"purl.org/echo", SYN_FEED_SPACE_ATOM},
    {"uri/of/echo/namespace", SYN_FEED_SPACE_ATOM},
    {"purl.org/pie", SYN_FEED_SPACE_ATOM},
    {"purl.org/rss/1.0", SYN_FEED_SPACE_PLAIN},
    {"my.netscape.com/rdf/simple/0.9", SYN_FEED_SPACE_PLAIN},
    {"channel.netscape.com/rdf/simple/0.9", SYN_FEED_SPACE_PLAIN},
    {"my.netscape.com/publish/formats/rss-0.91.dtd", SYN_FEED_SPACE_PLAIN},
    {"purl.org/net/rss1.1", SYN_FEED_SPACE_PLAIN},
    {"backend.userland.com/rss", SYN_FEED_SPACE_PLAIN},
    {"backend.userland.com/rss2", SYN_FEED_SPACE_PLAIN},
    {"blogs.law.harvard.edu/tech/rss", SYN_FEED_SPACE_PLAIN},
    {"cyber.law.harvard.edu/rss/rss.html", SYN_FEED_SPACE_PLAIN},
    {"sitemaps.org/schemas/sitemap/0.9", SYN_FEED_SPACE_PLAIN},
    {"sitemaps.org/schemas/sitemap/0.84", SYN_FEED_SPACE_PLAIN},
    {"google.com/schemas/sitemap/0.9", SYN_FEED_SPACE_PLAIN},
    {"google.com/schemas/sitemap/0.84", SYN_FEED_SPACE_PLAIN},
    {"google.com/schemas/sitemap-news/0.9", SYN_FEED_SPACE_NEWS},
    {"w3.org/1999/02/22-rdf-syntax-ns", SYN_FEED_SPACE_RDF},
    {"purl.org/dc/elements/1.1", SYN_FEED_SPACE_DC},
    {"purl.org/dc/elements/1.0", SYN_FEED_SPACE_DC},
    {"purl.org/dc/terms", SYN_FEED_SPACE_TERMS},
    {"purl.org/rss/1.0/modules/content", SYN_FEED_SPACE_CONTENT},
    {"search.yahoo.com/mrss", SYN_FEED_SPACE_MEDIA},
    {"itunes.com/dtds/podcast-1.0.dtd", SYN_FEED_SPACE_ITUNES},
    {"purl.org/rss/1.0/modules/syndication", SYN_FEED_SPACE_UPDATES},
    {"w3.org/1999/xhtml", SYN_FEED_SPACE_XHTML},
    {"rssnamespace.org/feedburner/ext/1.0", SYN_FEED_SPACE_FEEDBURNER},
    {"w3.org/xml/1998/namespace", SYN_FEED_SPACE_XML},
};

static const space_name prefixes[] = {
    {"xml", SYN_FEED_SPACE_XML},     {"atom", SYN_FEED_SPACE_ATOM},     {"atom10", SYN_FEED_SPACE_ATOM},
    {"a10", SYN_FEED_SPACE_ATOM},    {"atom03", SYN_FEED_SPACE_ATOM},   {"rdf", SYN_FEED_SPACE_RDF},
    {"dc", SYN_FEED_SPACE_DC},       {"dcterms", SYN_FEED_SPACE_TERMS}, {"content", SYN_FEED_SPACE_CONTENT},
    {"media", SYN_FEED_SPACE_MEDIA}, {"itunes", SYN_FEED_SPACE_ITUNES}, {"sy", SYN_FEED_SPACE_UPDATES},
    {"xhtml", SYN_FEED_SPACE_XHTML}, {"news", SYN_FEED_SPACE_NEWS},     {"feedburner", SYN_FEED_SPACE_FEEDBURNER},
    {"rss", SYN_FEED_SPACE_PLAIN},   {"", SYN_FEED_SPACE_PLAIN},
};

static syn_text without_beginning(syn_text uri, syn_text beginning) {
  bool has = syn_text_equal_ascii_case(syn_text_slice(uri, 0, beginning.size), beginning);
  return has ? syn_text_slice(uri, beginning.size, uri.size) : uri;
}

static syn_text bare_address(syn_text uri) {
  uri = without_beginning(uri, SYN_TEXT("http://"));
  uri = without_beginning(uri, SYN_TEXT("https://"));
  uri = without_beginning(uri, SYN_TEXT("www."));
  while (uri.size > 0 && (uri.data[uri.size - 1] == '/' || uri.data[uri.size - 1] == '#')) uri.size--;
  return uri;
}

uint8_t syn_feed_space_of(syn_text uri, syn_text prefix) {
  const syn_text bare = bare_address(uri);
  for (size_t i = 0; bare.size > 0 && i < sizeof addresses / sizeof *addresses; i++) {
    if (syn_text_equal_ascii_case(bare, syn_text_from(addresses[i].name))) return addresses[i].space;
  }
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    if (syn_text_equal_ascii_case(prefix, syn_text_from(prefixes[i].name))) return prefixes[i].space;
  }
  return SYN_FEED_SPACE_OTHER;
}
