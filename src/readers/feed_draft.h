/*
 * Feed draft: a feed while it is read, and what its parts share.
 */
#ifndef SYN_READERS_FEED_DRAFT_H
#define SYN_READERS_FEED_DRAFT_H

#include "base/array.h"
#include "base/buffer.h"
#include "readers/feed.h"
#include "readers/feed_names.h"
#include "readers/xml_tree.h"

enum {
  SYN_FEED_LIST_MAXIMUM = 64, /* authors, or categories, of one entry */
  SYN_FEED_HEAD_FIELDS = 6
};

typedef struct syn_feed_draft {
  const syn_feed_limits *limits;
  syn_arena *arena;   /* of the feed */
  syn_arena *scratch; /* of the entry under way */
  syn_buffer buffer;  /* of the text under way */
  syn_feed feed;
  SYN_ARRAY(syn_feed_item) items;
  SYN_ARRAY(syn_text) authors; /* of the feed as a whole, where its entries without one have them */
  syn_text address;            /* where it was got */
  syn_text base;               /* xml:base of the elements around the entry, resolved; or empty */
  syn_text language;           /* xml:lang of them, in the scratch of the whole; or empty */
  uint8_t head_ranks[SYN_FEED_HEAD_FIELDS];
  uint32_t period_minutes, period_count;
  bool has_moved;
} syn_feed_draft;

/* A new item, or NULL: with `*out_status` SYN_OK beyond the limit (it is counted), else for want of memory. */
syn_feed_item *syn_feed_add_item(syn_feed_draft *draft, syn_status *out_status);

/* --- texts (feed_text.c); each returns SYN_OK, SYN_NO_MEMORY --- */

/* What kind of text an element holds, by the rules of its namespace. */
typedef enum syn_feed_text_type { SYN_FEED_TEXT_PLAIN, SYN_FEED_TEXT_HTML, SYN_FEED_TEXT_XHTML, SYN_FEED_TEXT_OTHER } syn_feed_text_type;

/* The text of an element as it is, trimmed, in the feed's arena. */
SYN_MUST_CHECK syn_status syn_feed_read_word(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_text);

/* The text of an element without markup, white space folded. */
SYN_MUST_CHECK syn_status syn_feed_read_plain(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_text);

/* The same of a string that may be HTML. */
SYN_MUST_CHECK syn_status syn_feed_make_plain(syn_feed_draft *draft, syn_text stated, syn_text *out_text);

/* What an element holds as HTML. */
SYN_MUST_CHECK syn_status syn_feed_read_html(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_html);

/* See syn_feed_date. */
SYN_MUST_CHECK syn_status syn_feed_read_date(syn_feed_draft *draft, const syn_xml_node *node, syn_text *out_date, syn_text *out_zoned);

/* An address in `node`, resolved against the bases around it. */
SYN_MUST_CHECK syn_status syn_feed_resolve(syn_feed_draft *draft, const syn_xml_node *node, syn_text stated, syn_text *out_url);

/* The name in "x@y (Name)", "Name <x@y>", "Name (x@y)", "Name"; empty for an address alone. In the feed's arena. */
SYN_MUST_CHECK syn_status syn_feed_read_name(syn_feed_draft *draft, syn_text stated, syn_text *out_name);

/* A language as it is stated, trimmed, with "-" where some write "_". In the feed's arena. */
SYN_MUST_CHECK syn_status syn_feed_copy_language(syn_feed_draft *draft, syn_text stated, syn_text *out_language);

/* --- parts --- */

/* item, entry, url or sitemap, as a tree. */
SYN_MUST_CHECK syn_status syn_feed_read_item(syn_feed_draft *draft, const syn_xml_node *node);

/* Another element of the feed's head. */
SYN_MUST_CHECK syn_status syn_feed_read_head(syn_feed_draft *draft, const syn_xml_node *node);

/* Gives the authors of the feed to the entries that name none and point to no other origin (RFC 4287 4.2.1, JSON Feed 1.1 "authors"). */
void syn_feed_lend_authors(syn_feed_draft *draft);

/* Once all is read. */
SYN_MUST_CHECK syn_status syn_feed_finish_head(syn_feed_draft *draft);

/* <outline>, without what is in it. */
SYN_MUST_CHECK syn_status syn_feed_read_outline(syn_feed_draft *draft, const syn_xml_scanner *scanner);

/* JSON Feed; `text`: UTF-8. As syn_feed_parse. */
SYN_MUST_CHECK syn_status syn_feed_read_json(syn_feed_draft *draft, syn_text text, syn_error *error);

/* The feeds that a page names. As syn_feed_parse. */
SYN_MUST_CHECK syn_status syn_feed_read_page(syn_feed_draft *draft, syn_text html, syn_error *error);

#endif
