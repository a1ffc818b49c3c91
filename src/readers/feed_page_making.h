/*
 * Feed page making: an item of a feed as the page that its outlet could have made of it.
 */
#ifndef SYN_READERS_FEED_PAGE_MAKING_H
#define SYN_READERS_FEED_PAGE_MAKING_H

#include "readers/feed.h"
#include "records/page.h"

/*
 * The page of an item: its content, or else its summary, in HTML with its title; all else that the feed says is in the page's hints.
 * Returns SYN_OK, SYN_NOT_FOUND (neither content nor summary), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_feed_make_page(const syn_feed *feed, const syn_feed_item *item, syn_arena *arena, syn_page *out_page);

/*
 * The outlet that the feed is of, as far as it says: its title, or that part of it ("Fjord Tidings - Sport") that is in the name of its
 * host. Of a news sitemap what the item says. Empty where it cannot be told. A slice of the title.
 */
syn_text syn_feed_outlet(const syn_feed *feed, const syn_feed_item *item);

/*
 * Whose report an item is, as its feed says: the name in `source`, and an address: that of `via` (the report itself), else that of the
 * source. Both empty where that is the feed's own outlet (many aggregators name the outlet that they lead to), and of sitemaps. Slices of
 * the item.
 */
void syn_feed_origin(const syn_feed *feed, const syn_feed_item *item, syn_text *out_credit, syn_text *out_based_on);

#endif
