/*
 * Feed dates: a moment as feeds write it (RFC 822 and what passes for it, ISO 8601, W3CDTF, asctime), in one form.
 */
#ifndef SYN_READERS_FEED_DATES_H
#define SYN_READERS_FEED_DATES_H

#include "base/arena.h"

/*
 * In the form of syn_page_captured: "2024-03-12T18:40:00Z", or the day alone where no time is stated, or its zone is one that nobody knows.
 * Empty where a day is not stated, or none that there is. Returns SYN_OK, SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_feed_date(syn_text stated, syn_arena *arena, syn_text *out_date);

#endif
