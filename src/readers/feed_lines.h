/*
 * Feed lines: a feed as lines of JSON, so that it can be parsed where a parser does no harm, and be opened by a strict reader where it
 * would do some.
 *
 *     {"feed":"rss","title":…,"url":…,…}        the head
 *     {"page":true,"id":…,"url":…,…}            each item; page: it has content or a summary
 */
#ifndef SYN_READERS_FEED_LINES_H
#define SYN_READERS_FEED_LINES_H

#include "base/buffer.h"
#include "readers/feed.h"

/* Returns the status of `lines`. */
syn_status syn_feed_lines_write(const syn_feed *feed, syn_buffer *lines);

/*
 * The feed in the lines, of which not a byte is believed: its texts are UTF-8 and in the arena or in `lines`, its counts are what there is.
 * Returns SYN_OK, SYN_BAD_INPUT (these are no such lines), SYN_NO_MEMORY.
 */
SYN_MUST_CHECK syn_status syn_feed_lines_read(syn_text lines, syn_arena *arena, syn_feed *out_feed, syn_error *error);

/* Whether the line is that of an item with content or a summary. */
bool syn_feed_line_is_page(syn_text line);

#endif
