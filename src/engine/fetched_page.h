/*
 * Fetched page: the answer of an address as a page, or why it is none.
 */
#ifndef SYN_ENGINE_FETCHED_PAGE_H
#define SYN_ENGINE_FETCHED_PAGE_H

#include "fetch/fetcher.h"
#include "records/page.h"
#include "synoptic/engine.h"

/*
 * The page that an address gave, copied into the arena: `source` as asked for, `url` where it was found, `captured` when it was asked for.
 * Returns SYN_OK; what the result says where nothing came; SYN_BAD_INPUT: what came is no page (a feed, a picture …); SYN_NO_MEMORY. The
 * message begins with the address.
 */
SYN_MUST_CHECK syn_status syn_fetched_page(const syn_fetch_result *result, syn_arena *arena, syn_page *out_page, syn_error *error);

/* Whether what came is a feed, a sitemap or a list of feeds: then its bytes as those of a page that is none. Returns SYN_OK, SYN_NO_MEMORY.
 */
bool syn_fetched_is_feed(const syn_fetch_result *result);
SYN_MUST_CHECK syn_status syn_fetched_feed(const syn_fetch_result *result, syn_arena *arena, syn_page *out_page, syn_error *error);

/* What a fetcher is to hold to for these settings (NULL: the defaults), with pages of at most `page_bytes`. */
syn_fetch_options syn_fetch_options_of(const syn_network *network, uint64_t page_bytes);

#endif
