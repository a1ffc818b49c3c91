/*
 * Feeds bytes to what opens the lines that a process without rights made of a feed: to the strict reader of these lines, and to the reader
 * of files, which cuts them and has each become a page. What comes of them must be UTF-8, and what is refused must have a reason.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz_target.h"
#include "readers/feed_lines.h"
#include "readers/feed_reader.h"

enum { ARENA_BYTES = 64 * 1024 * 1024 };

static syn_arena *arena;

static void check_lines(syn_text lines) {
  syn_feed feed;
  syn_error error = {0};
  syn_status status = syn_feed_lines_read(lines, arena, &feed, &error);
  if (status != SYN_OK && error.text[0] == '\0') abort();
  if (status != SYN_OK) return;
  if ((unsigned)feed.kind >= SYN_FEED_KIND_COUNT || syn_utf8_valid_prefix(feed.title) != feed.title.size) abort();
  for (uint32_t i = 0; i < feed.item_count; i++) {
    const syn_feed_item *item = &feed.items[i];
    if (syn_utf8_valid_prefix(item->content) != item->content.size) abort();
    for (uint32_t a = 0; a < item->author_count; a++)
      if (item->authors[a].size == 0) abort();
  }
}

/* The bytes in the place of the list that the first parcel of a file gives. */
static void check_reader(syn_text lines) {
  static const char FEED[] = "<rss/>";
  const syn_reader *reader = &syn_reader_feed;
  FILE *stream = fmemopen((void *)(uintptr_t)FEED, sizeof FEED - 1, "rb");
  void *state = NULL;
  syn_parcel parcel;
  syn_error error = {0};
  if (stream == NULL) return;
  if (reader->open(stream, SYN_TEXT("fuzz.rss"), &syn_reader_limits_default, &state, &error) != SYN_OK) abort();
  if (reader->cut(state, &parcel, &error) != SYN_OK || !parcel.is_list) abort();
  syn_status status = reader->take(state, lines, &error);
  for (size_t count = 0; status == SYN_OK; count++) {
    if (count > lines.size) abort();
    status = reader->cut(state, &parcel, &error);
    if (status != SYN_OK) break;
    syn_page page;
    error.text[0] = '\0';
    syn_status parsed = reader->parse(&parcel, arena, &page, &error);
    if (parsed == SYN_NOT_FOUND || (parsed != SYN_OK && error.text[0] == '\0')) abort();
    if (parsed == SYN_OK && (page.bytes.size == 0 || page.source.size == 0 || syn_utf8_valid_prefix(page.bytes) != page.bytes.size))
      abort();
  }
  reader->close(state);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_text lines = {(const char *)data, size};
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_arena_reset(arena);
  check_lines(lines);
  check_reader(lines);
  return 0;
}
