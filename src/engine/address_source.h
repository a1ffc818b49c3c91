/*
 * Address source: addresses become pages, in the order of the addresses, many asked for at a time.
 *
 * One thread uses it. A number of addresses ahead of the one in turn is under way; what came of them waits in memory.
 */
#ifndef SYN_ENGINE_ADDRESS_SOURCE_H
#define SYN_ENGINE_ADDRESS_SOURCE_H

#include "engine/fetched_page.h"

typedef struct syn_address_source syn_address_source;

/* Whether a path of the input is an address that is to be asked for. */
bool syn_input_is_address(const syn_input *input, size_t path);

/*
 * A source for any number of lists of addresses, which knows the hosts of one for the next. Where the network cannot be used, its addresses
 * fail one by one. `network` may be NULL. Returns SYN_OK, SYN_BAD_ARGUMENT (a contact that cannot be told),
 * SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_address_source_create(const syn_network *network, uint64_t page_bytes, syn_address_source **out_source,
                                                    syn_error *error);
void syn_address_source_destroy(syn_address_source **source);

/* Begins a list, after the end of the one before; it outlives the use. */
void syn_address_source_begin(syn_address_source *source, const char *const *addresses, size_t count);

/* As syn_source_next. */
SYN_MUST_CHECK syn_status syn_address_source_next(syn_address_source *source, syn_arena *arena, syn_page *out_page, syn_error *error);

/* Which address of the list, from 0, the last page or failure belongs to. */
size_t syn_address_source_number(const syn_address_source *source);

/* Where the last page is none, for its bytes are a feed, a sitemap or a list of feeds, that; else NULL. Lives until the next page. */
const syn_page *syn_address_source_feed(const syn_address_source *source);

/*
 * Asks for an address that the last feed names, out of turn, and waits for it: `*out_feed`, which lives until the next call of this, of
 * syn_address_source_next or of the end. Returns SYN_OK; SYN_BAD_INPUT: it is no feed; as syn_address_source_next.
 */
SYN_MUST_CHECK syn_status syn_address_source_follow(syn_address_source *source, syn_text address, const syn_page **out_feed,
                                                    syn_error *error);

/* Bytes of pages that came, of all lists. */
uint64_t syn_address_source_bytes(const syn_address_source *source);

#endif
