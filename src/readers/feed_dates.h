/*
 * Feed dates: a moment as feeds write it (RFC 822 and what passes for it, ISO 8601, W3CDTF, asctime), in one form.
 */
#ifndef SYN_READERS_FEED_DATES_H
#define SYN_READERS_FEED_DATES_H

#include "base/arena.h"

/*
 * In the form of syn_page_captured: "2024-03-12T18:40:00Z", or the day alone where no time is stated, or its zone is one that nobody knows.
 * `out_zoned` (may be NULL): the same in the zone that is stated, "2024-03-12T19:40:00+01:00", since the day of a page is that of its
 * outlet. Empty where a day is not stated, or none that there is. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_feed_date(syn_text stated, syn_arena *arena, syn_text *out_date, syn_text *out_zoned);

#endif
