/*
 * Feeds bytes to the parser of feeds. What it makes of them must be UTF-8, within its limits, and the same after the way through lines of
 * JSON that feeds from a process without rights go; what it refuses, it must give a reason for.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "fuzz_target.h"
#include "readers/feed.h"
#include "readers/feed_lines.h"
#include "readers/feed_page_making.h"

enum { ARENA_BYTES = 64 * 1024 * 1024, FEED_BYTES = 1 << 20, ITEMS = 40, LISTED = 64 };

static syn_arena *arena;

static void check_text(syn_text a, syn_text b) {
  if (syn_utf8_valid_prefix(a) != a.size || !syn_text_equal(a, b)) abort();
}

static void check_item(const syn_feed_item *a, const syn_feed_item *b) {
  const syn_text texts[][2] = {
      {a->id, b->id},           {a->url, b->url},         {a->title, b->title},       {a->content, b->content},
      {a->summary, b->summary}, {a->dated, b->dated},     {a->source, b->source},     {a->published, b->published},
      {a->updated, b->updated}, {a->via_url, b->via_url}, {a->language, b->language}, {a->source_url, b->source_url}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) check_text(texts[i][0], texts[i][1]);
  if (a->author_count > LISTED || a->category_count > LISTED) abort();
  if (a->author_count != b->author_count || a->category_count < b->category_count) abort();
  for (uint32_t i = 0; i < a->author_count; i++) check_text(a->authors[i], b->authors[i]);
}

static void check_page(const syn_feed *feed, const syn_feed_item *item) {
  syn_page page;
  syn_status status = syn_feed_make_page(feed, item, arena, &page);
  if (status == SYN_NOT_FOUND && item->content.size == 0 && item->summary.size == 0) return;
  if (status == SYN_OK && (page.bytes.size == 0 || syn_utf8_valid_prefix(page.bytes) != page.bytes.size)) abort();
  if (status != SYN_OK && status != SYN_NO_MEMORY) abort();
}

static void check_feed(const syn_feed *feed) {
  syn_feed again;
  syn_buffer lines;
  if (feed->item_count > ITEMS || (feed->left_out_count > 0 && feed->item_count < ITEMS)) abort();
  syn_buffer_init(&lines, ARENA_BYTES);
  syn_status status = syn_feed_lines_write(feed, &lines);
  if (status == SYN_OK) status = syn_feed_lines_read(syn_buffer_text(&lines), arena, &again, NULL);
  if (status == SYN_BAD_INPUT) abort();
  if (status == SYN_OK) {
    if (again.item_count != feed->item_count || again.kind != feed->kind || again.is_damaged != feed->is_damaged) abort();
    if (again.ttl_minutes != feed->ttl_minutes || again.left_out_count != feed->left_out_count) abort();
    check_text(feed->title, again.title);
    check_text(feed->url, again.url);
    check_text(feed->feed_url, again.feed_url);
    check_text(feed->updated, again.updated);
    for (uint32_t i = 0; i < feed->item_count; i++) check_item(&feed->items[i], &again.items[i]);
    for (uint32_t i = 0; i < feed->item_count; i++) check_page(&again, &again.items[i]);
  }
  syn_buffer_clear(&lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const syn_feed_limits limits = {.byte_count = FEED_BYTES, .item_count = ITEMS};
  syn_feed feed;
  syn_error error = {0};
  if (arena == NULL && syn_arena_create(ARENA_BYTES, &arena) != SYN_OK) return 0;
  syn_arena_reset(arena);
  syn_feed_begins((syn_text){(const char *)data, size});
  syn_status status = syn_feed_parse((syn_text){(const char *)data, size}, (syn_text){0}, SYN_TEXT("https://fjord.example/feed"), &limits,
                                     arena, &feed, &error);
  if (status == SYN_OK) check_feed(&feed);
  if (status != SYN_OK && error.text[0] == '\0') abort();
  return 0;
}
