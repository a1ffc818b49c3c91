/*
 * Feed parsing: a feed from outside, parsed where a parser does no harm.
 */
#ifndef SYN_ENGINE_FEED_PARSING_H
#define SYN_ENGINE_FEED_PARSING_H

#include "engine/isolation.h"
#include "readers/feed.h"

/*
 * As syn_feed_parse, in a process of `pool` (NULL: in this one); errors call the feed by its `url`. `byte_count`: of the feed, unpacked. Of
 * what comes back not a byte is believed: it is read as strictly as lines of JSON are. From any thread. Returns what syn_feed_parse
 * returns; SYN_BAD_INPUT and SYN_LIMIT also where the feed ended its process, or held it for too long; SYN_IO.
 */
SYN_MUST_CHECK syn_status syn_feed_parse_isolated(syn_isolation_pool *pool, syn_text bytes, syn_text declared_charset, syn_text url,
                                                  size_t byte_count, syn_arena *arena, syn_feed *out_feed, syn_error *error);

#endif
