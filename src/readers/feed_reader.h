/*
 * The reader of feeds: each item that has content or a summary is a page.
 *
 * A feed is parsed in two steps, both of which can be done without rights: the whole of it becomes lines of JSON (feed_lines.h), each line
 * becomes a page.
 */
#ifndef SYN_READERS_FEED_READER_H
#define SYN_READERS_FEED_READER_H

#include "readers/reader.h"

extern const syn_reader syn_reader_feed;

/* The parcel that stands for a whole feed: parsed, it is no page, but its bytes are the feed's lines. Slices are the caller's.
 * `name`: its address, against which its own are resolved, or the name of a file. `byte_count`: of the feed, unpacked. */
syn_parcel syn_feed_parcel(syn_text bytes, syn_text declared_charset, syn_text name, size_t byte_count);

#endif
