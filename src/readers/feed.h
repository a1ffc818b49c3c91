/*
 * Feed: what an RSS, RDF, Atom or JSON feed, a (news) sitemap, a sitemap index or an OPML list says; of an HTML page, which feeds it names.
 *
 * All slices are UTF-8 and live in the arena that the feed was parsed into. What is not stated is empty. Dates are as `syn_page_captured`
 * forms them (UTC), or empty where what is stated is no date.
 */
#ifndef SYN_READERS_FEED_H
#define SYN_READERS_FEED_H

#include "base/arena.h"

typedef enum syn_feed_kind {
  SYN_FEED_RSS,     /* 0.9 to 2.0, RDF */
  SYN_FEED_ATOM,    /* 0.3, 1.0 */
  SYN_FEED_JSON,    /* 1.0, 1.1 */
  SYN_FEED_SITEMAP, /* items are addresses, of news sitemaps with title, date, language and outlet */
  SYN_FEED_INDEX,   /* of sitemaps: `items[].url` leads to them */
  SYN_FEED_OPML,    /* a list of feeds: `items[].url` leads to them (xmlUrl), `title` names them */
  SYN_FEED_HTML     /* no feed but a page: `items[].url` leads to the feeds that it names, `title` names them */
} syn_feed_kind;

enum { SYN_FEED_KIND_COUNT = SYN_FEED_HTML + 1 };

typedef struct syn_feed_item {
  syn_text id;                 /* guid, atom:id, … as stated */
  syn_text url;                /* resolved against xml:base and the feed's address; feedburner:origLink before link */
  syn_text title;              /* plain text */
  syn_text content;            /* HTML: content:encoded, atom:content, content_html … */
  syn_text summary;            /* HTML: description, atom:summary … */
  syn_text published, updated; /* of sitemaps: updated is lastmod */
  syn_text dated;              /* published, else updated, in the zone that is stated: the day of a page is that of its outlet */
  const syn_text *authors; /* names as stated: dc:creator, atom:author/name, author, itunes:author; else those of the Atom or JSON feed */
  uint32_t author_count;
  uint32_t category_count;
  const syn_text *categories;
  syn_text source, source_url; /* who published it first: rss:source, atom:source/title and its link or id, publication of a news sitemap */
  syn_text via_url;            /* atom:link rel=via, external_url of JSON Feed */
  syn_text language;           /* where it is stated for the entry; else see that of the feed */
} syn_feed_item;

typedef struct syn_feed {
  syn_feed_kind kind;
  syn_text title;    /* of feed or OPML */
  syn_text url;      /* of the site */
  syn_text feed_url; /* what it says its own address is (rel=self; where it says that it moved: itunes:new-feed-url) */
  syn_text next_url; /* the page after it, of older entries: rel=next (RFC 5005), else rel=prev-archive; JSON Feed next_url */
  syn_text language, updated, author, copyright;
  uint32_t ttl_minutes; /* rss:ttl, sy:updatePeriod …; 0: not stated */
  uint32_t skip_hours;  /* bit h: it is not to be asked from h:00 to h:59 in UTC (skipHours) */
  uint32_t skip_days;   /* bit 0 Monday … 6 Sunday: the same (skipDays) */
  uint32_t item_count;
  uint32_t left_out_count; /* entries beyond the limit */
  bool is_damaged;         /* not well-formed, or cut by a limit: what could be read was */
  const syn_feed_item *items;
} syn_feed;

typedef struct syn_feed_limits {
  size_t byte_count;   /* of the feed, unpacked: 64 MiB; the protocol allows 50 MB for a sitemap */
  uint32_t item_count; /* 50,000, as many as a sitemap may have */
} syn_feed_limits;

extern const syn_feed_limits syn_feed_limits_default;

/*
 * Parses a feed. `bytes`: in any encoding, also packed with gzip; `declared_charset`: by the carrier, or empty; `url`: where it was got, or
 * empty; `limits` NULL: default. Reading is linear in the size of the feed. Returns SYN_OK, SYN_BAD_INPUT (neither feed nor page),
 * SYN_LIMIT (larger than byte_count), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_feed_parse(syn_text bytes, syn_text declared_charset, syn_text url, const syn_feed_limits *limits,
                                         syn_arena *arena, syn_feed *out_feed, syn_error *error);

/* "rss", "atom", "json", "sitemap", "index", "opml", "html". */
const char *syn_feed_kind_name(syn_feed_kind kind);

/* Whether text that begins like this is a feed of any kind but HTML. `beginning`: a few KiB, in an encoding that has ASCII in it. */
bool syn_feed_begins(syn_text beginning);

#endif
